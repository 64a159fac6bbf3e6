import { type CalendarDate, dayOf, type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, gathered, type HappeningOf, type Moment } from '../stream/index.ts'
import type { discEvents, DiscImage, DiscOrder } from './events.ts'
import { type Burnt, type Checked, type DiscState, evolve, loanOut, standsAs } from './state.ts'

export type DiscCommand =
  | { readonly do: 'order'; readonly order: DiscOrder }
  | { readonly do: 'image'; readonly image: DiscImage }
  | { readonly do: 'give-up'; readonly said: string }
  | { readonly do: 'burnt'; readonly burnt: Burnt; readonly place: string; readonly nextCheck: CalendarDate }
  | { readonly do: 'burn-failed'; readonly said: string }
  | { readonly do: 'check'; readonly checked: Checked; readonly nextCheck?: CalendarDate }
  | { readonly do: 'move'; readonly place: string }
  | { readonly do: 'lend'; readonly loan: DiscLent }
  | { readonly do: 'give-back'; readonly loan: string; readonly condition: string }
  | { readonly do: 'gone'; readonly how: 'lost' | 'broken'; readonly reason: string }

type DiscLent = HappeningOf<Pick<typeof discEvents, 'DiscLent/1'>>['body']

export interface DiscContext extends Moment {
  /** To lend: what stands against the request under which it is lent. */
  readonly leave?: readonly Obstacle[]
}

const one = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

const noImage = one('disc-without-image', '这张光盘的映像没有做成', 'There is no image of this disc')
const burntBefore = one(
  'disc-burnt-before',
  '这张光盘已经登记刻录；再要一张，请重新制作，用新的编号',
  'This disc is on record as burnt; for another, have it made anew under its own number',
)
const notBurnt = one('disc-not-burnt', '这张光盘还没有刻录', 'This disc has not been burnt')
const isGone = one('disc-gone', '这张光盘已登记为遗失或损坏', 'This disc is on record as lost or broken')
const checkedInPast = one(
  'next-check-past',
  '下次检查的日期要在今天以后',
  'The next check must be on a day to come',
  'nextCheck',
)

const lentAlready = one('disc-lent', '这张光盘已经借出，还没有归还', 'This disc is lent and not back yet')
const notLent = one('disc-not-lent', '没有这次借出，或者已经归还', 'It was not lent so, or is back already')
const dueInPast = one('due-past', '归还日期不能早于今天', 'It cannot be due back before today', 'due')

export const discDecider: Decider<DiscState, DiscCommand, typeof discEvents, DiscContext> = {
  evolve,
  obstacles(state, command, { at, leave }) {
    if (command.do === 'order') return state === undefined ? [] : [one('disc-known', '编号已用', 'It is there already')]
    const disc = begun(state)
    const stands = standsAs(disc)
    const future = (day: CalendarDate | undefined): readonly Obstacle[] =>
      day === undefined || day > dayOf(at) ? [] : [checkedInPast]
    switch (command.do) {
      case 'image':
      case 'give-up':
        return stands === 'ordered' ? [] : [one('disc-made-before', '映像已有结果', 'That is settled already')]
      case 'burnt':
      case 'burn-failed': {
        const next = command.do === 'burnt' ? future(command.nextCheck) : []
        if (stands === 'image') return next
        return [stands === 'kept' ? burntBefore : disc.gone ? isGone : noImage, ...next]
      }
      case 'check':
        return [
          ...(stands === 'kept' || stands === 'broken' ? [] : [disc.gone ? isGone : notBurnt]),
          ...future(command.nextCheck),
        ]
      case 'lend':
        return [
          ...(stands === 'kept' ? [] : [disc.gone ? isGone : notBurnt]),
          ...(loanOut(disc) ? [lentAlready] : []),
          ...(command.loan.due < dayOf(at) ? [dueInPast] : []),
          ...gathered(leave, 'leave'),
        ]
      case 'give-back':
        return loanOut(disc)?.loan === command.loan ? [] : [notLent]
      case 'move':
        return stands === 'kept' || stands === 'broken' ? [] : [disc.gone ? isGone : notBurnt]
      case 'gone':
        return disc.gone ? [isGone] : stands === 'kept' ? [] : [notBurnt]
    }
  },
  decide: (_state, command) => [happening(command)],
}

function happening(command: DiscCommand): HappeningOf<typeof discEvents> {
  switch (command.do) {
    case 'order':
      return { kind: 'DiscOrdered/1', body: command.order }
    case 'image':
      return { kind: 'DiscImageMade/1', body: command.image }
    case 'give-up':
      return { kind: 'DiscImageFailed/1', body: { said: command.said } }
    case 'burnt': {
      const { burnt, place, nextCheck } = command
      return { kind: 'DiscBurnt/1', body: { burnt, place, nextCheck } }
    }
    case 'burn-failed':
      return { kind: 'DiscBurnFailed/1', body: { said: command.said } }
    case 'check': {
      const { checked, nextCheck } = command
      return { kind: 'DiscChecked/1', body: { checked, ...(nextCheck && { nextCheck }) } }
    }
    case 'move':
      return { kind: 'DiscMoved/1', body: { place: command.place } }
    case 'lend':
      return { kind: 'DiscLent/1', body: command.loan }
    case 'give-back':
      return { kind: 'DiscGivenBack/1', body: { loan: command.loan, condition: command.condition } }
    case 'gone':
      return { kind: 'DiscGone/1', body: { how: command.how, reason: command.reason } }
  }
}
