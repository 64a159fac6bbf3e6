import {
  type CalendarDate,
  type Citation,
  dayOf,
  type Instant,
  type Obstacle,
  text,
  type Text,
} from '../kernel/index.ts'
import type { EventOf, HappeningOf, Moment } from '../stream/index.ts'
import type {
  careEvents,
  DeedNote,
  DeedOutcome,
  DeedSettlement,
  DeviceDeed,
  MaintenanceDone,
  MaintenancePlan,
  Repair,
} from './care-events.ts'
import type { Holding } from './state.ts'

/** From when to when a report of a fault was open; `to` is absent while it is. */
export interface FaultSpan {
  readonly from: Instant
  readonly to?: Instant
}

interface Signed {
  readonly at: Instant
  readonly by: string
}

/** Something done to the device that is held against who had it, and what came of it. */
export interface NotedDeed extends DeedNote, Signed {
  readonly id: string
  readonly act: string
  readonly person?: string | undefined
  readonly settled?: DeedOutcome & Signed
}

/** How a device is kept: what is due, what was repaired, what was done to it. */
export interface DeviceCare {
  readonly planned?: MaintenancePlan
  readonly maintained?: Pick<MaintenanceDone, 'on' | 'done'>
  readonly repairs?: readonly (Repair & Signed & { readonly unauthorised: boolean; readonly reimbursable: boolean })[]
  readonly deeds?: readonly NotedDeed[]
  readonly faults?: readonly FaultSpan[]
}

/** Something an instrument forbids doing to a device, in its words, and what has to be settled. */
export interface DeedRule {
  readonly deed: DeviceDeed
  readonly act: Text
  readonly consequences: readonly string[]
  readonly settled: readonly DeedSettlement[]
  readonly citations: readonly Citation[]
}

export type CareCommand =
  | { readonly do: 'plan-maintenance'; readonly plan: MaintenancePlan }
  | { readonly do: 'maintain'; readonly done: MaintenanceDone }
  | { readonly do: 'note-repair'; readonly repair: Repair }
  | { readonly do: 'note-deed'; readonly id: string; readonly noted: DeedNote }
  | { readonly do: 'settle-deed'; readonly deed: string; readonly outcome: DeedOutcome }

const CARING: readonly string[] = [
  'plan-maintenance',
  'maintain',
  'note-repair',
  'note-deed',
  'settle-deed',
] satisfies CareCommand['do'][]
export const isCaring = (command: { readonly do: string }): command is CareCommand => CARING.includes(command.do)

/** What is asked of a device to judge these: who had it when, what it cost, and its care so far. */
export interface CaredFor {
  readonly holdings: readonly Holding[]
  /** What it cost, in fen. */
  readonly price?: number | undefined
  readonly care?: DeviceCare | undefined
}

export interface CareContext extends Moment {
  /** What the instruments of today forbid doing to a device. */
  readonly deeds?: readonly DeedRule[] | undefined
}

export function evolveCare(care: DeviceCare, event: EventOf<typeof careEvents>): DeviceCare {
  const signed = { at: event.at, by: event.actor }
  switch (event.kind) {
    case 'MaintenancePlanned/1':
      return { ...care, planned: event.body }
    case 'DeviceMaintained/1': {
      const { on, done, next } = event.body
      const { planned, ...rest } = care
      const what = planned?.what ?? done
      return { ...rest, maintained: { on, done }, ...(next && { planned: { due: next, what } }) }
    }
    case 'RepairNoted/1':
      return { ...care, repairs: [...(care.repairs ?? []), { ...event.body, ...signed }] }
    case 'DeedNoted/1':
      return { ...care, deeds: [...(care.deeds ?? []), { ...event.body, ...signed }] }
    case 'DeedSettled/1': {
      const { deed, ...outcome } = event.body
      const settled = { ...outcome, ...signed }
      return { ...care, deeds: (care.deeds ?? []).map((one) => (one.id === deed ? { ...one, settled } : one)) }
    }
  }
}

const obstacle = (code: string, message: Text, field: string, citation?: Citation): Obstacle => ({
  code,
  message,
  field,
  ...(citation && { citation }),
})

export function careObstacles(device: CaredFor, command: CareCommand, context: CareContext): Obstacle[] {
  const today = dayOf(context.at)
  switch (command.do) {
    case 'plan-maintenance':
      return command.plan.due < today
        ? [obstacle('due-past', text('计划日期不能早于今天', 'It cannot be planned for a day gone by'), 'due')]
        : []
    case 'maintain':
      return [
        ...notYet(command.done.on, today),
        ...(command.done.next !== undefined && command.done.next <= command.done.on
          ? [obstacle('next-before', text('下次应当在这次以后', 'The next one comes after this one'), 'next')]
          : []),
      ]
    case 'note-repair':
      return notYet(command.repair.on, today)
    case 'note-deed':
      return ruleOf(context, command.noted.deed)
        ? []
        : [
            obstacle(
              'deed-not-forbidden',
              text('本局现行制度没有写这一项', 'The instruments the bureau runs on do not name this'),
              'deed',
            ),
          ]
    case 'settle-deed':
      return settlingObstacles(device, command, context)
  }
}

const notYet = (on: CalendarDate, today: CalendarDate): Obstacle[] =>
  on > today ? [obstacle('day-future', text('日期不能晚于今天', 'That day is still to come'), 'on')] : []

const ruleOf = ({ deeds = [] }: CareContext, deed: DeviceDeed): DeedRule | undefined =>
  deeds.find((one) => one.deed === deed)

function settlingObstacles(
  { care, price }: CaredFor,
  { deed, outcome }: Extract<CareCommand, { do: 'settle-deed' }>,
  context: CareContext,
): Obstacle[] {
  const noted = care?.deeds?.find((one) => one.id === deed)
  if (!noted) return [obstacle('deed-unknown', text('没有这一项', 'There is no such entry'), 'deed')]
  if (noted.settled) return [obstacle('settled-already', text('这一项已经办结', 'It was settled already'), 'deed')]
  if (`person:${noted.person}` === context.actor)
    return [
      obstacle('own-deed', text('涉及本人的事项由别人办结', 'Nobody settles what is held against themselves'), 'deed'),
    ]
  const rule = ruleOf(context, noted.deed)
  const [citation] = rule?.citations ?? []
  const { compensation, handling } = outcome
  const lacks: Readonly<Record<DeedSettlement, Obstacle | undefined>> = {
    compensation:
      compensation === undefined
        ? obstacle(
            'compensation-missing',
            text('没有赔偿决定（不赔的填 0）', 'No decision on compensation (0 for none)'),
            'compensation',
            citation,
          )
        : undefined,
    'original-price': originalPrice(price, compensation, citation),
    handling:
      handling === undefined
        ? obstacle('handling-missing', text('没有处理结果', 'What else was done is not said'), 'handling', citation)
        : undefined,
    'not-reimbursed': undefined,
  }
  return (rule?.settled ?? []).flatMap((one) => lacks[one] ?? [])
}

function originalPrice(
  price: number | undefined,
  compensation: number | undefined,
  citation: Citation | undefined,
): Obstacle | undefined {
  if (price === undefined)
    return obstacle(
      'price-unknown',
      text('没有登记这台设备的原价，先在“修改登记”中填写', 'The price of this device is not on record: enter it first'),
      'compensation',
      citation,
    )
  if (compensation !== undefined && compensation >= price) return undefined
  const yuan = String(price / 100)
  return obstacle(
    'below-price',
    text(`应按原价 ${yuan} 元赔偿`, `Compensation is the original price, ${yuan} yuan`),
    'compensation',
    citation,
  )
}

/** Whether a report of a fault was open at any time of that day. */
const hadTicket = ({ care }: CaredFor, on: CalendarDate): boolean =>
  (care?.faults ?? []).some(({ from, to }) => dayOf(from) <= on && (to === undefined || on <= dayOf(to)))

export function caring(device: CaredFor, command: CareCommand, context: CareContext): HappeningOf<typeof careEvents> {
  switch (command.do) {
    case 'plan-maintenance':
      return { kind: 'MaintenancePlanned/1', body: command.plan }
    case 'maintain':
      return { kind: 'DeviceMaintained/1', body: command.done }
    case 'note-repair': {
      const unauthorised = !hadTicket(device, command.repair.on)
      const isOwn = ruleOf(context, 'own-repair')?.settled.includes('not-reimbursed') === true
      return {
        kind: 'RepairNoted/1',
        body: { ...command.repair, unauthorised, reimbursable: !(unauthorised && isOwn) },
      }
    }
    case 'note-deed': {
      const person = device.holdings.at(-1)?.person
      const act = ruleOf(context, command.noted.deed)?.act.zh ?? ''
      return {
        kind: 'DeedNoted/1',
        body: { ...command.noted, id: command.id, act, ...(person !== undefined && { person }) },
      }
    }
    case 'settle-deed':
      return { kind: 'DeedSettled/1', body: { ...command.outcome, deed: command.deed } }
  }
}
