import type { AnswerViewOf } from '@liuhen/contract/packs'
import type { RecordingRow, RecordingRules } from '@liuhen/contract/recordings'
import {
  type CalendarDate,
  type Citation,
  dayOf,
  type Instant,
  millisecondsOf,
  type Text,
  text,
} from '@liuhen/core/kernel'
import {
  type AccessRule,
  type Activity,
  filingAsks,
  type FilingFacts,
  type FilingPart,
  type QuestionOf,
} from '@liuhen/core/policy'
import type { RecordingState } from '@liuhen/core/recordings'
import { type ActivityRowOf, activitiesBetween } from '../activities/index.ts'
import { asked, type Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { namesOfPeople } from '../people/index.ts'
import { dutyView, lentView } from './duty.ts'
import { type RecordingRowOf, rowViews } from './rows.ts'

type Times = Pick<RecordingRowOf, 'start_at' | 'end_at' | 'arrived_at' | 'unconfirmed'> & {
  readonly state: Pick<RecordingState, 'away' | 'times'>
}

/** Of a time that cannot be, no term is reckoned. */
const handoverOf = ({ end_at, state: { away, times } }: Times): QuestionOf<'handover'> => ({
  ask: 'handover',
  what: 'all',
  ...(!times?.impossible && { recordingEnd: end_at }),
  ...(away && { reason: away.reason, returned: away.returned }),
})

/**
 * How long after its term a recording was handed over, in milliseconds, 0 when in time, by the rules of its own day;
 * undefined where they do not say or the bureau has not.
 */
export function latenessOf(book: Book, row: Times): number | undefined {
  // Nobody has handed over what nobody is known to have recorded.
  if (row.unconfirmed) return undefined
  const due = book.ask(dayOf(row.start_at), handoverOf(row))?.value.due
  return due && Math.max(0, millisecondsOf(row.arrived_at) - millisecondsOf(due))
}

/** Activities that whoever recorded it was at, by officer, holder of the device and time; found anew each time. */
async function activitiesOf(db: Db, row: RecordingRowOf): Promise<ActivityRowOf[]> {
  return row.officer === null ? [] : activitiesBetween(db, row.start_at, row.end_at, { people: [row.officer] })
}

/** What the rules in force on the day of a recording say of it; on that on which it came in, where its own cannot be. `view` is the row with its names. */
export async function recordingRules(
  db: Db,
  book: Book,
  row: RecordingRowOf,
  view: RecordingRow,
  names: (actor: string) => string,
  gathered: Instant | undefined,
): Promise<RecordingRules> {
  const on = row.state.times?.impossible ? dayOf(row.arrived_at) : dayOf(row.start_at)
  const registered = await activitiesOf(db, row)
  const activities = registered.map(({ id, state: { facts } }) => ({
    id,
    activity: facts.activity,
    start: facts.start,
    ...(facts.end && { end: facts.end }),
    ...(facts.place !== undefined && { place: facts.place }),
  }))
  if (!book.on(on)) return { on, chosen: false, activities }
  const kinds = [...new Set(activities.map((one) => one.activity))]
  return {
    on,
    chosen: true,
    activities,
    handover: handoverView(book, on, row, names),
    filing: filingView(book, on, row, view, kinds[0]),
    retention: retentionView(book, on, row, kinds),
    access: PURPOSES.map((purpose) => ({ purpose, answer: asked(book, on, { ask: 'access', purpose }) })),
    consolidation: consolidationView(book, on),
    ...custodyView(book, on, view, gathered),
    interruption: asked(book, on, { ask: 'interruption' }),
    duty: await dutyView(db, book, row, names),
    lent: lentView(book, on, row.state, await namesOfPeople(db)),
  }
}

/** Who wants something of a recording, in the order of how far it goes. */
const PURPOSES = [
  'look',
  'look-by-authority',
  'look-by-party',
  'copy',
  'provide-to-reconsideration-or-court',
  'provide',
  'publish-footage',
] as const satisfies readonly (typeof AccessRule.shape.purpose.options)[number][]

function handoverView(
  book: Book,
  on: CalendarDate,
  row: RecordingRowOf,
  names: (actor: string) => string,
): NonNullable<RecordingRules['handover']> {
  const answer = asked(book, on, handoverOf(row))
  const due = answer.value?.due
  const by = latenessOf(book, row)
  const { away } = row.state
  return {
    arrived: row.arrived_at,
    answer,
    ...(due && { due }),
    ...(by !== undefined && { late: by > 0, ...(by > 0 && { by }) }),
    ...(away && { away: { ...away, by: names(away.by) } }),
  }
}

/** The folders it is filed under, as far as unit, device and officer are on record. */
function filingFacts(row: RecordingRowOf, view: RecordingRow, activity?: Activity): FilingFacts | undefined {
  if (!view.unit || !view.device || !view.officer) return undefined
  return {
    unit: view.unit.name,
    device: view.device.number,
    officer: view.officer.name,
    recordedOn: dayOf(row.start_at),
    storedOn: dayOf(row.arrived_at),
    ...(activity && { activity }),
  }
}

const UNKNOWN = text(
  '单位、设备或执法人员没有登记，路径还不能确定',
  'The unit, the device or the officer is not on record, so the path is not known yet',
)

function filingView(
  book: Book,
  on: CalendarDate,
  row: RecordingRowOf,
  view: RecordingRow,
  activity: Activity | undefined,
): NonNullable<RecordingRules['filing']> {
  const facts = filingFacts(row, view, activity)
  const asking = (one: FilingFacts): AnswerViewOf<'path'> => asked(book, on, { ask: 'path', facts: one })
  if (!facts) {
    const { value, ...answer } = asking({ unit: '', device: '', officer: '', recordedOn: on })
    return {
      answer: {
        ...answer,
        ...(value && { value: { ...value, path: [] } }),
        says: UNKNOWN,
        notes: [...answer.notes, UNKNOWN],
      },
    }
  }
  const answer = asking(facts)
  return { answer, ...(answer.value && { path: [...answer.value.path], folders: answer.value.folders }) }
}

/** Where a recording of a case is filed by the rules of its day, and which parts of that are not on record. */
export interface FiledInCase {
  readonly path: readonly string[]
  readonly missing: readonly FilingPart[]
  readonly citations: readonly Citation[]
}

/** Of the case it is part of: its name, its party and its cause. */
export type CaseOfFiling = Pick<FilingFacts, 'case' | 'party' | 'cause'>

export async function filedInCase(
  db: Db,
  book: Book,
  row: RecordingRowOf,
  of: CaseOfFiling,
): Promise<FiledInCase | undefined> {
  const rules = book.on(dayOf(row.start_at))
  const [view] = await rowViews(db, [row])
  if (!rules || !view) return undefined
  const { parts, citations } = filingAsks(rules)
  const known = { unit: view.unit?.name, device: view.device?.number, officer: view.officer?.name, ...of }
  const missing = parts.filter((part) => part in BY_NAME && !known[part as keyof typeof BY_NAME])
  const facts = {
    unit: '',
    device: '',
    officer: '',
    ...Object.fromEntries(Object.entries(known).filter(([, word]) => word !== undefined)),
    recordedOn: dayOf(row.start_at),
    storedOn: dayOf(row.arrived_at),
  }
  const path = missing.length > 0 ? [] : (book.ask(dayOf(row.start_at), { ask: 'path', facts })?.value.path ?? [])
  return { path, missing, citations }
}

/** Parts of a path that somebody has to have put on record; the others are days. */
const BY_NAME = { unit: true, device: true, officer: true, case: true, party: true, cause: true } as const

const UNREGISTERED = text(
  '没有登记与之对应的执法活动，按没有案件、不属于列明的活动判定；登记后随之改变',
  'No registered activity goes with it, so it is judged as without a case and of none of the kinds named; that changes once one is',
)

const fromArrival = (day: CalendarDate): Text =>
  text(
    `它自己写的时间没有经过核准，期限从入库之日 ${day} 起算`,
    `The time it states was never measured: the term runs from ${day}, the day it came in`,
  )

/** The folders a recording is filed under by the rules of its day; undefined while they are not chosen or say nothing. */
export async function filingPath(
  db: Db,
  book: Book,
  row: RecordingRowOf,
  view: RecordingRow,
): Promise<string[] | undefined> {
  const on = dayOf(row.start_at)
  if (!book.on(on)) return undefined
  const [registered] = await activitiesOf(db, row)
  const { path } = filingView(book, on, row, view, registered?.state.facts.activity)
  return path && path.length > 0 ? path : undefined
}

/** Of several activities the one that keeps it longest. */
function retentionView(
  book: Book,
  on: CalendarDate,
  { kept_from: keptFrom, start_at }: Pick<RecordingRowOf, 'kept_from' | 'start_at'>,
  kinds: readonly Activity[],
): NonNullable<RecordingRules['retention']> {
  const about = (activity?: Activity): AnswerViewOf<'retention'> =>
    asked(book, on, {
      ask: 'retention',
      facts: { evidence: false, triggers: [], recordedOn: keptFrom, ...(activity && { activity }) },
    })
  const all = kinds.length > 0 ? kinds.map(about) : [about()]
  const answer = all.toSorted((a, b) => rankOf(b).localeCompare(rankOf(a)))[0] as AnswerViewOf<'retention'>
  const { value } = answer
  return {
    answer: {
      ...answer,
      notes: [
        ...answer.notes,
        ...(keptFrom === dayOf(start_at) ? [] : [fromArrival(keptFrom)]),
        ...(kinds.length > 0 ? [] : [UNREGISTERED]),
      ],
    },
    ...(value && { class: value.class, keep: value.keep, ...(value.until && { until: value.until }) }),
  }
}

/** Later in the alphabet is longer: nothing said, a day, as long as a case file, for the long term. */
function rankOf({ value }: AnswerViewOf<'retention'>): string {
  if (value?.keep === 'long-term') return 'c'
  if (value?.keep === 'same-as-case-file') return 'b'
  return value?.until === undefined ? '' : `a${value.until}`
}

function consolidationView(book: Book, on: CalendarDate): NonNullable<RecordingRules['consolidation']> {
  const answer = asked(book, on, { ask: 'consolidation', recordedOn: on })
  const due = answer.value?.due
  return { answer, ...(due && { due }) }
}

/** While it waits to be gathered its unit keeps it; where the instrument has nothing gathered, whom it names from the beginning. */
function custodyView(
  book: Book,
  on: CalendarDate,
  { unit }: RecordingRow,
  gathered: Instant | undefined,
): Pick<RecordingRules, 'custody'> {
  const answer = asked(book, on, { ask: 'custodian', of: 'media' })
  if (answer.rules.length === 0) return {}
  const waits = gathered === undefined && asked(book, on, { ask: 'consolidation', recordedOn: on }).rules.length > 0
  const who = (waits ? unit?.name : answer.value?.who) ?? ''
  return { custody: { who, answer, ...(gathered !== undefined && { since: gathered }) } }
}
