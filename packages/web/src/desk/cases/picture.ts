import type { CaseActView, CaseView, ClockView } from '@liuhen/contract/cases'
import { type CalendarDate, dayOf } from '@liuhen/core/kernel'
import { type Act, acts, isOurs } from '@liuhen/core/procedure'
import { type Text, text } from '../../words/index.ts'
import { daysBetween, lastDayOf } from './time-left.ts'

/** What runs from one act until another ends it: on things, and on what the bureau keeps of others. */
const MEASURES: Readonly<Partial<Record<Act, readonly Act[]>>> = {
  'evidence-preserved': ['preservation-disposed'],
  'measure-taken': ['measure-lifted'],
  'emergency-measure-taken': ['measure-lifted'],
  'investigation-suspended': ['investigation-resumed'],
}

export const LANES = ['acts', 'approvals', 'recordings', 'measures', 'clocks'] as const
export type LaneName = (typeof LANES)[number]

/** How something is drawn. `missing`: it had to be recorded and was not; nothing at all is drawn where nothing was due. */
export type ItemKind =
  | 'done'
  | 'happened'
  | 'marked'
  | 'struck'
  | 'signed'
  | 'returned'
  | 'asked'
  | 'recorded'
  | 'missing'
  | 'excused'
  | 'measure'
  | 'measure-open'
  | `clock-${ClockView['state']}`
  | 'day-set'

export interface Item {
  readonly key: string
  readonly kind: ItemKind
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** In units of the axis. */
  readonly x: number
  readonly width: number
  /** Which line of its lane. */
  readonly row: number
  readonly label: Text
  /** The act of the case it belongs to, by its id. */
  readonly act?: string
}

export interface Lane {
  readonly name: LaneName
  readonly rows: number
  readonly items: readonly Item[]
}

/** A day on which something is, or several empty ones drawn together. */
export interface Piece {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly x: number
  readonly width: number
  readonly empty: boolean
}

/** The whole process as one picture: an axis of days on which empty stretches are short, and lanes of what was on them. */
export interface Picture {
  readonly pieces: readonly Piece[]
  readonly length: number
  readonly today: CalendarDate
  readonly lanes: readonly Lane[]
}

/** An item before it has its place. */
interface Unplaced extends Omit<Item, 'x' | 'width' | 'row'> {
  readonly lane: LaneName
}

/** The length of a day on which something is, and of an empty stretch at the most, in units. */
const DAY = 1
const EMPTY_DAY = 0.25
const EMPTY_MOST = 2.5

export function pictureOf(view: CaseView): Picture {
  const unplaced = [
    ...view.acts.flatMap((one) => ofAct(one, view)),
    ...view.approvals.flatMap((one) => ofApproval(one, view.today)),
    ...view.clocks.flatMap((one) => ofClock(one, view)),
  ]
  const pieces = axisOf([view.today, ...unplaced.flatMap((one) => [one.from, one.to])])
  const place = (day: string): Piece => {
    const found = pieces.find((one) => one.from <= day && day <= one.to)
    if (found === undefined) throw new Error(`${day} is not on the axis`)
    return found
  }
  const items = unplaced.map(({ lane, ...one }) => {
    const [first, last] = [place(one.from), place(one.to)]
    return { lane, item: { ...one, x: first.x, width: last.x + last.width - first.x } }
  })
  const lanes = LANES.map((name) =>
    laneOf(
      name,
      items.filter((one) => one.lane === name).map((one) => one.item),
    ),
  )
  const end = pieces.at(-1)
  return { pieces, length: end ? end.x + end.width : 0, today: view.today, lanes }
}

/** Days on which something begins or ends, one unit each; what lies between two of them is drawn short. */
export function axisOf(days: readonly CalendarDate[]): readonly Piece[] {
  const busy = [...new Set(days)].toSorted()
  const pieces: Piece[] = []
  let x = 0
  for (const [i, day] of busy.entries()) {
    const before = busy[i - 1]
    const between = before === undefined ? 0 : daysBetween(before, day) - 1
    if (before !== undefined && between > 0) {
      const width = Math.min(EMPTY_MOST, between * EMPTY_DAY)
      pieces.push({ from: dayAfter(before, 1), to: dayAfter(day, -1), x, width, empty: true })
      x += width
    }
    pieces.push({ from: day, to: day, x, width: DAY, empty: false })
    x += DAY
  }
  return pieces
}

const dayAfter = (day: string, days: number): CalendarDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate

/** Each on the first line on which nothing is in its way, in the order in which they begin. */
function laneOf(name: LaneName, items: readonly Omit<Item, 'row'>[]): Lane {
  const free: number[] = []
  const placed = items
    .toSorted((a, b) => a.x - b.x)
    .map((item) => {
      const found = free.findIndex((until) => until <= item.x)
      const row = found === -1 ? free.length : found
      free[row] = item.x + item.width
      return { ...item, row }
    })
  return { name, rows: free.length, items: placed }
}

function ofAct(one: CaseActView, view: CaseView): readonly Unplaced[] {
  const own = { act: one.id, from: one.on, to: one.on }
  const { name } = acts[one.act]
  const kind = one.struck ? 'struck' : one.marks.length > 0 ? 'marked' : isOurs(one.act) ? 'done' : 'happened'
  const items: Unplaced[] = [{ ...own, key: `act ${one.id}`, lane: 'acts', kind, label: name }]
  // What was struck counts for nothing: neither its signatures nor its recordings nor what it began.
  if (one.struck) return items
  items.push(
    ...one.approvals.map((each, i): Unplaced => ({
      key: `signed ${one.id} ${i}`,
      lane: 'approvals',
      kind: 'signed',
      from: each.on,
      to: each.on,
      act: one.id,
      label: text(`${name.zh}：${each.post} ${each.by}`, `${name.en}: ${each.post} ${each.by}`),
    })),
  )
  const recorded = recordedAs(one)
  if (recorded) items.push({ ...own, key: `recorded ${one.id}`, lane: 'recordings', kind: recorded, label: name })
  const measure = measureOf(one, view)
  if (measure) items.push(measure)
  if (one.dueOn !== undefined && one.dueOn >= one.on)
    items.push({ ...own, key: `due ${one.id}`, lane: 'clocks', kind: 'day-set', to: one.dueOn, label: name })
  return items
}

function recordedAs(one: CaseActView): 'recorded' | 'missing' | 'excused' | undefined {
  if (one.recordings.length > 0) return 'recorded'
  if (one.excused?.counts) return 'excused'
  return one.mustRecord ? 'missing' : undefined
}

function measureOf(one: CaseActView, view: CaseView): Unplaced | undefined {
  const ends = MEASURES[one.act]
  if (ends === undefined) return undefined
  const standing = view.acts.filter((each) => each.struck === undefined && each.on >= one.on && ends.includes(each.act))
  const ended = standing.find((each) => each.of === one.id) ?? standing.find((each) => each.of === undefined)
  const to = ended?.on ?? (view.today > one.on ? view.today : one.on)
  return {
    key: `measure ${one.id}`,
    lane: 'measures',
    kind: ended ? 'measure' : 'measure-open',
    from: one.on,
    to,
    label: acts[one.act].name,
    act: one.id,
  }
}

/** Of one under way what was signed and what is awaited; of one that was entered the act itself has the signatures. */
function ofApproval(one: CaseView['approvals'][number], today: CalendarDate): readonly Unplaced[] {
  if (one.act === undefined || one.done === true || one.stands === 'withdrawn') return []
  const { name } = acts[one.act]
  const signed = one.chain.flatMap(({ post, signed: by }, i): readonly Unplaced[] => {
    if (by === undefined) return []
    const day = dayOf(by.at)
    const kind = by.opinion === 'returned' ? 'returned' : 'signed'
    const label = text(`${name.zh}：${post} ${by.by}`, `${name.en}: ${post} ${by.by}`)
    return [{ key: `chain ${one.id} ${i}`, lane: 'approvals', kind, from: day, to: day, label }]
  })
  if (one.stands !== 'open') return signed
  const [asked, post] = [dayOf(one.asked.at), one.chain.find((each) => each.signed === undefined)?.post ?? '']
  return [
    ...signed,
    {
      key: `asked ${one.id}`,
      lane: 'approvals',
      kind: 'asked',
      from: asked,
      to: asked > today ? asked : today,
      label: text(`${name.zh}：等 ${post}`, `${name.en}: ${post} signs next`),
    },
  ]
}

/** From the act that began it to what ended it, or to its last day. */
function ofClock(one: ClockView, view: CaseView): readonly Unplaced[] {
  const of = (id: string | undefined) => view.acts.find((each) => each.id === id)
  const [started, ended] = [of(one.startedBy), of(one.endedBy)]
  const last = one.last === undefined ? undefined : lastDayOf(one.last)
  const from = started?.on ?? last
  if (from === undefined) return []
  const isGoing = one.state === 'overdue' || one.state === 'unknown'
  const to = [ended ? ended.on : last, isGoing ? view.today : undefined].reduce<CalendarDate>(
    (latest, day) => (day !== undefined && day > latest ? day : latest),
    from,
  )
  return [
    {
      key: `clock ${one.period} ${one.startedBy}`,
      lane: 'clocks',
      kind: `clock-${one.state}`,
      from,
      to,
      label: one.title,
      ...(started && { act: started.id }),
    },
  ]
}
