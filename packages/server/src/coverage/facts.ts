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
import { sql } from 'kysely'
import type { ActivityRowOf } from '../activities/index.ts'
import '../devices/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { RecordingRowOf } from '../recordings/index.ts'

/** More than the clocks of cameras are out by once they are measured; the neighbours of a gap are found within it too. */
export const SLACK = 3_600_000

/** What the product's own registers say, in the shapes coverage is judged from. */
export async function coverageFacts(
  db: Db,
  activities: readonly ActivityRowOf[],
  recordings: readonly RecordingRowOf[],
): Promise<CoverageFacts> {
  const written = activities.map(activityFacts)
  const names = new Set([...activities.flatMap((row) => row.people), ...recordings.flatMap((row) => row.officer ?? [])])
  const devices = [...new Set(recordings.flatMap((row) => row.device ?? []))]
  const [people, kinds, checks] = await Promise.all([
    peopleFacts(db, [...names]),
    deviceKinds(db, devices),
    checkFacts(db, devices, recordings),
  ])
  return {
    people,
    duties: [],
    activities: written,
    recordings: recordings.map((row) => recordingFacts(row, kinds)),
    interruptions: [
      ...recordings.flatMap((row) => statements(row, recordings)),
      ...activities.flatMap((row) => row.state.explanations.map((one) => explanation(row, one, recordings))),
    ],
    checks,
  }
}

/** What it is taken to be. */
function activityFacts({ id, people, state: { facts } }: ActivityRowOf): ActivityFacts {
  const { activity, start, end, place, unit, arrived, marks, notices, pictures, oneCamera } = facts
  return {
    id,
    type: activity,
    unit,
    start,
    officers: [...people],
    marks: [...(marks ?? [])],
    notices: [...(notices ?? [])],
    ...(end && { end }),
    ...(place !== undefined && { place }),
    ...(arrived && { arrived }),
    ...(pictures && { pictures: [...pictures] }),
    ...(oneCamera !== undefined && { oneCamera }),
  }
}

function recordingFacts(row: RecordingRowOf, kinds: ReadonlyMap<string, RecordingFacts['deviceKind']>): RecordingFacts {
  const { state, device, officer } = row
  const kind = device === null ? undefined : kinds.get(device)
  const { audio, video } = state.container ?? {}
  return {
    id: row.id,
    device: device ?? row.device_key,
    start: row.start_at,
    end: row.end_at,
    error: state.times?.error ?? state.arrival.clock?.error ?? 'unknown',
    activities: [],
    evidence: false,
    // Docking brings it into the bureau's own vault: that is the hand-over, and the gathering in one place.
    handedOver: row.arrived_at,
    consolidated: row.arrived_at,
    ...(kind && { deviceKind: kind }),
    ...((audio ?? video) && { holds: [...(audio ? ['sound' as const] : []), ...(video ? ['picture' as const] : [])] }),
    ...(officer !== null && { recorder: officer }),
    ...(state.away && { away: { reason: state.away.reason, returned: state.away.returned } }),
  }
}

/** Explanations filed with a recording, of the gap between it and its neighbour. */
const statements = (row: RecordingRowOf, recordings: readonly RecordingRowOf[]): InterruptionFacts[] =>
  row.state.statements.map(({ gap, reason, at, ...said }) => ({
    after: gap.after,
    before: gap.before,
    reason,
    did: [],
    ...(said.form === 'spoken'
      ? { spoken: { at: within(recordings, said.recording, said.from) ?? at } }
      : { written: { at, intoFile: false } }),
  }))

/** The moment so many milliseconds into a recording. */
function within(recordings: readonly RecordingRowOf[], id: string, position: number): Instant | undefined {
  const start = recordings.find((one) => one.id === id)?.start_at
  return start && instantOf(millisecondsOf(start) + position)
}

/** Explanations filed with an activity speak of a stretch of time: the recordings on its two sides are those of its people. */
function explanation(
  { id, people, start_at, end_at }: ActivityRowOf,
  said: GapExplanation & { readonly at: Instant },
  recordings: readonly RecordingRowOf[],
): InterruptionFacts {
  const [begin, end] = [
    instantOf(millisecondsOf(start_at) - SLACK),
    instantOf(millisecondsOf(end_at ?? said.to) + SLACK),
  ]
  // What was recorded hours later for something else is not that recording went on.
  const theirs = recordings.filter(
    (row) => row.officer !== null && people.includes(row.officer) && row.start_at < end && begin < row.end_at,
  )
  const after = theirs.filter((row) => row.start_at < said.from && row.end_at < said.to)
  const before = theirs.filter((row) => row.start_at > said.from && row.end_at > said.to)
  const last = after.toSorted((a, b) => (a.end_at < b.end_at ? -1 : 1)).at(-1)
  const first = before.toSorted((a, b) => (a.start_at < b.start_at ? -1 : 1))[0]
  return {
    activity: id,
    reason: said.reason,
    did: [...(said.did ?? [])],
    ...(last && { after: last.id }),
    ...(first && { before: first.id }),
    ...(said.reported && { reported: said.reported }),
    ...(said.form === 'spoken'
      ? { spoken: { at: within(recordings, said.recording, said.passage.from) ?? said.at } }
      : { written: { at: said.at, intoFile: said.intoFile === true } }),
  }
}

async function peopleFacts(db: Db, ids: readonly string[]): Promise<PersonFacts[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('people').select(['id', 'name', 'unit', 'state']).where('id', 'in', ids).execute()
  return rows.map(({ id, name, unit, state }) => ({
    id,
    name,
    unit,
    kind: isAuxiliary(state) ? 'auxiliary' : 'officer',
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
