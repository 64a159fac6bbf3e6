import { z } from 'zod'
import { CalendarDate, dayOf, text } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import { begun, gathered, signed } from '../stream/index.ts'
import type { Decider, Moment, Signed, StreamOf } from '../stream/index.ts'

const Reason = z.string().trim().min(2).max(500)

export const absenceEvents = {
  /** From its first to its last day the deputy signs in this person's stead, where the text does not want them in person. */
  'AbsenceStated/1': z.object({
    person: z.uuid(),
    deputy: z.uuid(),
    from: CalendarDate,
    until: CalendarDate,
    reason: Reason,
  }),
  'AbsenceEnded/1': z.object({ reason: Reason }),
} as const
export type AbsenceStated = z.infer<(typeof absenceEvents)['AbsenceStated/1']>

/** When somebody is away and who signs for them then. */
export interface Absence extends AbsenceStated {
  readonly stated: Signed
  readonly ended?: Signed & { readonly reason: string }
}

export type AbsenceCommand =
  | { readonly do: 'state'; readonly absence: AbsenceStated }
  | { readonly do: 'end'; readonly reason: string }

export interface AbsenceContext extends Moment {
  /** To end one: whether the actor is whom it is about, or the head. */
  readonly mayEnd?: boolean
}

const one = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

export const absenceDecider: Decider<Absence, AbsenceCommand, typeof absenceEvents, AbsenceContext> = {
  evolve(state, event) {
    if (event.kind === 'AbsenceStated/1') return { ...event.body, stated: signed(event) }
    return state && { ...state, ended: { ...signed(event), reason: event.body.reason } }
  },
  obstacles(state, command, context) {
    if (command.do === 'end')
      return [
        ...(begun(state).ended ? [one('absence-ended', '已经结束', 'It has ended')] : []),
        ...(gathered(context.mayEnd, 'mayEnd')
          ? []
          : [one('not-yours', '由本人或者机关负责人结束', 'Whoever is away ends it, or the head')]),
      ]
    const { person, deputy, from, until } = command.absence
    return [
      ...(state ? [one('key-taken', '这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew')] : []),
      ...(person === deputy
        ? [one('own-deputy', '代签的人不能是本人', 'Nobody deputises for themselves', 'deputy')]
        : []),
      ...(until < from ? [one('absence-backwards', '结束早于开始', 'It ends before it begins', 'until')] : []),
      // Nobody is found to have been away once somebody else has signed.
      ...(from < dayOf(context.at)
        ? [one('absence-afterwards', '外出要事先写明，不能补记', 'An absence is stated beforehand', 'from')]
        : []),
    ]
  },
  decide(_state, command) {
    return command.do === 'state'
      ? [{ kind: 'AbsenceStated/1', body: command.absence }]
      : [{ kind: 'AbsenceEnded/1', body: { reason: command.reason } }]
  },
}

/** What is looked up when somebody signs. */
export const absenceStream = {
  prefix: 'absence',
  events: absenceEvents,
  decider: absenceDecider,
  table: {
    name: 'absences',
    columns: (state: Absence) => ({
      person: state.person,
      deputy: state.deputy,
      from_on: state.from,
      until_on: state.until,
      open: state.ended === undefined,
    }),
  },
} as const satisfies StreamOf<Absence, typeof absenceEvents, AbsenceCommand, AbsenceContext>
