import type { GapExplanation } from '@liuhen/core/activities'
import type {
  ActivityFacts,
  CheckFacts,
  CoverageFacts,
  InterruptionFacts,
  PersonFacts,
  RecordingFacts,
} from '@liuhen/core/coverage'
import { type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { PersonState } from '@liuhen/core/people'
import { isRejected, originOf } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import type { ActivityRowOf } from '../activities/index.ts'
import { evidenceOfCases } from '../cases/index.ts'
import { consolidatedAt } from '../consolidation/index.ts'
import { firstOnDisc } from '../discs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { RecordingRowOf } from '../recordings/index.ts'
import { carriedTo } from './carried.ts'

/** More than the clocks of cameras are out by once they are measured; the neighbours of a gap are found within it too. */
export const SLACK = 3_600_000
const DAY = 86_400_000

/** What the product's own registers say, in the shapes coverage is judged from. */
export async function coverageFacts(
  db: Db,
  activities: readonly ActivityRowOf[],
  recordings: readonly RecordingRowOf[],
): Promise<CoverageFacts> {
  const names = new Set([
    ...activities.flatMap((row) => row.people),
    ...recordings.flatMap((row) => row.officer ?? row.claimed_officer ?? []),
  ])
  const devices = [...new Set(recordings.flatMap((row) => row.device ?? []))]
  const ids = recordings.map((one) => one.id)
  const [people, kinds, checks, faults, carried, gathered, evidence, burnt] = await Promise.all([
    peopleFacts(db, [...names]),
    deviceKinds(db, devices),
    checkFacts(db, devices, recordings),
    faultReports(db, [...names], activities, recordings),
    carriedFacts(db, activities, recordings),
    consolidatedAt(db, ids),
    ids.length > 0 ? evidenceOfCases(db, { recordings: ids }) : new Map<string, never>(),
    firstOnDisc(db, ids),
  ])
  return {
    people,
    duties: [],
    activities: activities.map((row) => activityFacts(row, recordings, carried.get(row.id) ?? [])),
    // A time that cannot be says of nobody what was recorded when, and what was found not to be what it claims, nothing.
    recordings: recordings
      .filter((row) => !row.state.times?.impossible && !isRejected(row.state))
      .map((row) => ({
        ...recordingFacts(row, kinds, activities, gathered.get(row.id)),
        evidence: evidence.has(row.id),
        ...onDisc(burnt.get(row.id)),
      })),
    interruptions: [
      ...recordings.flatMap((row) => statements(row, recordings, faults)),
      ...activities.flatMap((row) => row.state.explanations.map((one) => explanation(row, one, recordings, faults))),
    ],
    checks,
  }
}

type Carrying = NonNullable<ActivityFacts['carried']>

/** What it is taken to be. */
function activityFacts(
  { id, people, state: { facts, annotations, ordered = [] } }: ActivityRowOf,
  recordings: readonly RecordingRowOf[],
  carried: Carrying,
): ActivityFacts {
  const { activity, start, end, arrived, marks, notices, oneCamera, fallback, goods } = facts
  return {
    id,
    type: activity,
    start,
    officers: [...people],
    carried,
    marks: [...(marks ?? []), ...ordersAs(ordered, facts)],
    notices: [...(notices ?? [])],
    pictures: (facts.pictures ?? []).flatMap((one) => pictureFacts(one, recordings)),
    ...(end && { end }),
    ...(arrived && { arrived }),
    ...(oneCamera !== undefined && { oneCamera }),
    ...(fallback !== undefined && { fallback }),
    ...(goods && {
      goods: goods.map(({ name, mark }) => ({
        name,
        marked: mark !== undefined && within(recordings, mark.recording, mark.position) !== undefined,
      })),
    }),
    written: annotations.length > 0,
  }
}

/** What a leader has recorded is one of the other acts, from the moment it was said. */
const ordersAs = (
  ordered: NonNullable<ActivityRowOf['state']['ordered']>,
  { start, end }: ActivityRowOf['state']['facts'],
): ActivityFacts['marks'] =>
  ordered
    .filter((one) => end === undefined || one.at < end)
    .map(({ at }) => ({ mark: 'other' as const, at: at > start ? at : start }))

type Picture = NonNullable<ActivityRowOf['state']['facts']['pictures']>[number]

/** What nobody can look up is not confirmed: a point counts with a moment in a recording that is there, or a reason why not. */
function pictureFacts(
  { point, notHere, mark }: Picture,
  recordings: readonly RecordingRowOf[],
): NonNullable<ActivityFacts['pictures']> {
  const isSaid = notHere !== undefined || (mark && within(recordings, mark.recording, mark.position) !== undefined)
  return isSaid ? [{ point }] : []
}

/** When it was first put on record as burnt. */
const onDisc = (disc: Instant | undefined): Pick<RecordingFacts, 'disc'> => (disc === undefined ? {} : { disc })

function recordingFacts(
  row: RecordingRowOf,
  kinds: ReadonlyMap<string, RecordingFacts['deviceKind']>,
  activities: readonly ActivityRowOf[],
  gathered: Instant | undefined,
): Omit<RecordingFacts, 'evidence'> {
  const { state, device, officer, claimed_officer, unconfirmed } = row
  const kind = device === null ? undefined : kinds.get(device)
  const { audio, video, tracks } = state.container ?? {}
  const [sound, picture] = [
    audio ?? tracks?.some((one) => one.kind === 'sound'),
    video ?? tracks?.some((one) => one.kind === 'picture'),
  ]
  return {
    id: row.id,
    device: device ?? row.device_key,
    start: row.start_at,
    end: row.end_at,
    error: (state.times ? state.times.error : originOf(state).clock?.error) ?? 'unknown',
    activities: activities.filter((one) => one.tied.includes(row.id)).map((one) => one.id),
    // Docking brings it into the bureau's own vault: that is the hand-over. That it is gathered is a person's to confirm.
    handedOver: row.arrived_at,
    ...(gathered && { consolidated: gathered }),
    ...(kind && { deviceKind: kind }),
    ...((sound || picture) && {
      holds: [...(sound ? ['sound' as const] : []), ...(picture ? ['picture' as const] : [])],
    }),
    ...((officer ?? claimed_officer) !== null && { recorder: officer ?? claimed_officer ?? '' }),
    ...(unconfirmed && { unconfirmed }),
    ...(state.away && { away: { reason: state.away.reason, returned: state.away.returned } }),
  }
}

/** Explanations filed with a recording, of the gap between it and its neighbour. */
const statements = (
  row: RecordingRowOf,
  recordings: readonly RecordingRowOf[],
  faults: readonly FaultTold[],
): InterruptionFacts[] =>
  row.state.statements.map(({ gap, reason, at, ...said }) => {
    const last = recordings.find((one) => one.id === gap.after)
    const people = row.officer === null ? [] : [row.officer]
    const told = last && reportOf(faults, people, last, { from: last.end_at, to: row.start_at })
    return {
      after: gap.after,
      before: gap.before,
      reason,
      did: [],
      ...(told && { reported: told }),
      ...(said.form === 'spoken'
        ? { spoken: { at: within(recordings, said.recording, said.from) ?? at } }
        : { written: { at, intoFile: false } }),
    }
  })

/** A report of a fault as the journal has it: nobody writes one back into the past. */
interface FaultTold {
  readonly device: string
  readonly by: string
  /** When it was written down, or before that told aloud, as who heard it confirms. */
  readonly at: Instant
  readonly to: readonly string[]
}

/** The first report these people made of the device about that stretch of time; of any device where it is not known. */
function reportOf(
  faults: readonly FaultTold[],
  people: readonly string[],
  last: RecordingRowOf | undefined,
  { from, to }: Stretch,
): InterruptionFacts['reported'] {
  const [begin, end] = [instantOf(millisecondsOf(from) - SLACK), instantOf(millisecondsOf(to) + DAY)]
  const device = last?.device
  const about = faults.filter(
    (one) => people.includes(one.by) && begin <= one.at && one.at <= end && (device == null || one.device === device),
  )
  // One from before it is of it only where the clock of the recording erred.
  const found = about.find((one) => one.at >= from) ?? about.at(-1)
  return found && { at: found.at, to: [...found.to] }
}

/** What these people reported of devices from the first of these activities and recordings to a day after the last. */
async function faultReports(
  db: Db,
  people: readonly string[],
  activities: readonly ActivityRowOf[],
  recordings: readonly RecordingRowOf[],
): Promise<FaultTold[]> {
  const [first] = [...activities, ...recordings].map((one) => one.start_at).toSorted()
  const last = [...activities, ...recordings]
    .map((one) => one.end_at ?? one.start_at)
    .toSorted()
    .at(-1)
  if (first === undefined || last === undefined || people.length === 0) return []
  const { rows } = await sql<{
    stream: string
    actor: string
    at: Instant
    to: string[] | null
    heard: Instant | null
  }>`
    select told.stream, told.actor, told.at, told.body -> 'to' as to,
      (select heard.body ->> 'heard' from journal heard
        where heard.stream = told.stream and heard.kind = 'FaultAcknowledged/1' and heard.version > told.version
          and heard.body ->> 'as' = 'leader'
          and not exists (select from journal later where later.stream = told.stream and later.kind = told.kind
            and later.version > told.version and later.version < heard.version)
        order by heard.version limit 1) as heard
    from journal told
    where told.kind = 'FaultReported/1' and told.actor = any(${people.map((id) => `person:${id}`)})
      and told.at between ${first}::timestamptz - interval '1 hour' and ${last}::timestamptz + interval '2 days'`.execute(
    db,
  )
  return rows
    .map(({ stream, actor, at, to, heard }) => ({
      device: stream.slice('device:'.length),
      by: actor.slice('person:'.length),
      at: heard ?? at,
      to: to ?? [],
    }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** The moment so many milliseconds into a recording. */
function within(recordings: readonly RecordingRowOf[], id: string, position: number): Instant | undefined {
  const start = recordings.find((one) => one.id === id)?.start_at
  return start && instantOf(millisecondsOf(start) + position)
}

/**
 * Explanations filed with an activity speak of a stretch of time: the recordings on its two sides are those of its people
 * on one device. Words said on a recording speak of the device that made it.
 */
function explanation(
  { id, people, start_at, end_at }: ActivityRowOf,
  said: GapExplanation & { readonly at: Instant },
  recordings: readonly RecordingRowOf[],
  faults: readonly FaultTold[],
): InterruptionFacts {
  const [begin, end] = [
    instantOf(millisecondsOf(start_at) - SLACK),
    instantOf(millisecondsOf(end_at ?? said.to) + SLACK),
  ]
  // What was recorded hours later for something else is not that recording went on.
  const theirs = recordings.filter(
    (row) => row.officer !== null && people.includes(row.officer) && row.start_at < end && begin < row.end_at,
  )
  const spokenOn = said.form === 'spoken' ? recordings.find((one) => one.id === said.recording) : undefined
  const last = lastBefore(theirs, said, spokenOn)
  const first = firstAfter(theirs, said, last ?? spokenOn)
  const told = reportOf(faults, people, last, said)
  return {
    activity: id,
    reason: said.reason,
    did: [...(said.did ?? [])],
    ...(last && { after: last.id }),
    ...(first && { before: first.id }),
    ...(told && { reported: told }),
    ...(said.reported && { claimed: said.reported }),
    ...(said.form === 'spoken'
      ? { spoken: { at: within(recordings, said.recording, said.passage.from) ?? said.at } }
      : {
          written: {
            at: said.at,
            intoFile: said.intoFile === true,
            ...(said.notSpoken !== undefined && { notSpoken: said.notSpoken }),
          },
        }),
  }
}

type Stretch = Pick<GapExplanation, 'from' | 'to'>

const isOfDevice = (row: RecordingRowOf, of: RecordingRowOf | undefined): boolean =>
  of === undefined || (row.device ?? row.device_key) === (of.device ?? of.device_key)

const lastBefore = (rows: readonly RecordingRowOf[], { from, to }: Stretch, of?: RecordingRowOf) =>
  rows
    .filter((row) => row.start_at < from && row.end_at < to && isOfDevice(row, of))
    .toSorted((a, b) => (a.end_at < b.end_at ? -1 : 1))
    .at(-1)

const firstAfter = (rows: readonly RecordingRowOf[], { from, to }: Stretch, of?: RecordingRowOf) =>
  rows
    .filter((row) => row.start_at > from && row.end_at > to && isOfDevice(row, of))
    .toSorted((a, b) => (a.start_at < b.start_at ? -1 : 1))[0]

/** What was with each activity, and when it was docked or brought something in since. */
async function carriedFacts(
  db: Db,
  activities: readonly ActivityRowOf[],
  recordings: readonly RecordingRowOf[],
): Promise<ReadonlyMap<string, Carrying>> {
  const over = activities.filter((one) => one.end_at !== null)
  const carried = await carriedTo(db, over)
  const broughtIn = (devices: readonly string[], end: Instant): Instant[] =>
    recordings
      .filter((one) => one.device !== null && devices.includes(one.device) && !one.unconfirmed && one.arrived_at >= end)
      .map((one) => one.arrived_at)
  return new Map(
    over.map(({ id, end_at }) => [
      id,
      (carried.get(id) ?? []).map(({ person, devices, docked, named }) => {
        const ids = devices.map((one) => one.id)
        const [first] = [...(docked ? [docked] : []), ...broughtIn(ids, end_at as Instant)].toSorted()
        return {
          devices: devices.map((one) => one.number),
          ...(named && { named }),
          ...(person !== undefined && { person }),
          ...(first && { docked: first }),
        }
      }),
    ]),
  )
}

async function peopleFacts(db: Db, ids: readonly string[]): Promise<PersonFacts[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('people').select(['id', 'name', 'unit', 'state']).where('id', 'in', ids).execute()
  return rows.map(({ id, name, unit, state }) => ({
    id,
    name,
    unit,
    kind: isAuxiliary(state) ? 'auxiliary' : 'officer',
    ...(state.regular !== undefined && { regular: state.regular }),
    certificates: state.certificate ? [{ from: state.certificate.validFrom, to: state.certificate.validTo }] : [],
  }))
}

const isAuxiliary = ({ roles }: PersonState): boolean => roles.includes('auxiliary')

async function deviceKinds(db: Db, ids: readonly string[]): Promise<Map<string, RecordingFacts['deviceKind']>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('devices').select(['id', 'state']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, state }) => [id, state.kind]))
}

/** The findings of a check (`battery-low`) by the item they belong to. */
const ITEMS = {
  fault: ['not-working'],
  battery: ['battery-low'],
  storage: ['space-low'],
  clock: ['clock-unmeasured', 'clock-off'],
} as const

interface Checked {
  readonly stream: string
  readonly at: Instant
  readonly body: { readonly findings: readonly string[] }
}

/** The checks of these devices in the days of these recordings. */
async function checkFacts(
  db: Db,
  devices: readonly string[],
  recordings: readonly RecordingRowOf[],
): Promise<CheckFacts[]> {
  if (devices.length === 0) return []
  const starts = recordings.map((row) => row.start_at).toSorted()
  const ends = recordings.map((row) => row.end_at).toSorted()
  const { rows } = await sql<Checked>`
    select stream, at, body from journal
    where stream = any(${devices.map((id) => `device:${id}`)}) and kind = 'PreShiftChecked/1'
      and at between ${starts[0]}::timestamptz - interval '1 day' and ${ends.at(-1)}::timestamptz + interval '1 day'`.execute(
    db,
  )
  return rows.map(({ stream, at, body }) => {
    const items = Object.entries(ITEMS) as [keyof typeof ITEMS, readonly string[]][]
    const failed = items.filter(([, codes]) => codes.some((code) => body.findings.includes(code))).map(([item]) => item)
    return {
      device: stream.slice('device:'.length),
      at,
      failed,
      passed: items.map(([item]) => item).filter((item) => !failed.includes(item)),
    }
  })
}
