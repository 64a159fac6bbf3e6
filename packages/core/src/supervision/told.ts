import type { z } from 'zod'
import { dayOf } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import { circularEvents, outsidePaperEvents } from './events.ts'
import { obstacle, standing } from './obstacle.ts'

export type Circular = z.infer<(typeof circularEvents)['CircularIssued/1']> & Signed

export interface IssueCircular {
  readonly do: 'issue'
  readonly circular: z.infer<(typeof circularEvents)['CircularIssued/1']>
}
export interface CircularContext extends Moment {
  /** Findings among them that were withdrawn on appeal. */
  readonly withdrawn: readonly string[]
}

export const circularDecider: Decider<Circular, IssueCircular, typeof circularEvents, CircularContext> = {
  evolve: (_before, event) => ({ ...event.body, ...signed(event) }),
  obstacles: (_before, { circular: { firstDay, lastDay } }, { at, withdrawn }) =>
    standing(
      firstDay > lastDay &&
        obstacle('period-backwards', '结束日早于开始日', 'The last day is before the first', { field: 'lastDay' }),
      lastDay > dayOf(at) &&
        obstacle('period-open', '还没有到的日子不能通报', 'Days to come cannot be told of', { field: 'lastDay' }),
      withdrawn.length > 0 &&
        obstacle(
          'circulates-withdrawn',
          `有 ${withdrawn.length} 个问题经申诉已经撤销，不得通报`,
          `${withdrawn.length} of the findings were withdrawn on appeal and are not circulated`,
          { field: 'findings' },
        ),
    ),
  decide: (_before, { circular }) => [{ kind: 'CircularIssued/1', body: circular }],
}

export const circularStream = {
  prefix: 'circular',
  events: circularEvents,
  decider: circularDecider,
  table: {
    name: 'circulars',
    columns: (one: Circular) => ({
      rule: one.rule ?? null,
      office: one.office ?? null,
      first_day: one.firstDay,
      last_day: one.lastDay,
      issued_at: one.at,
    }),
  },
} as const satisfies StreamOf<Circular, typeof circularEvents, IssueCircular, CircularContext>

type Entered = z.infer<(typeof outsidePaperEvents)['OutsidePaperEntered/1']>
type Answered = z.infer<(typeof outsidePaperEvents)['OutsidePaperAnswered/1']>

/** A paper of outside supervision, and what was answered. */
export interface OutsidePaper extends Entered {
  readonly entered: Signed
  readonly answers: readonly (Answered & Signed)[]
}

export type OutsidePaperCommand =
  | { readonly do: 'enter'; readonly paper: Entered }
  | { readonly do: 'answer'; readonly answer: Answered }

export const outsidePaperDecider: Decider<OutsidePaper, OutsidePaperCommand, typeof outsidePaperEvents, Moment> = {
  evolve(state, event) {
    if (event.kind === 'OutsidePaperEntered/1') return { ...event.body, entered: signed(event), answers: [] }
    return state && { ...state, answers: [...state.answers, { ...event.body, ...signed(event) }] }
  },
  obstacles(state, command, { at }) {
    if (command.do === 'enter') {
      const { receivedOn, due, objectionBy } = command.paper
      return standing(
        receivedOn > dayOf(at) &&
          obstacle('received-to-come', '收到日期不能晚于今天', 'It cannot have come after today', {
            field: 'receivedOn',
          }),
        due < receivedOn &&
          obstacle('due-before-received', '办理期限早于收到日期', 'It would be due before it came', { field: 'due' }),
        objectionBy !== undefined &&
          objectionBy < receivedOn &&
          obstacle('due-before-received', '异议期限早于收到日期', 'The objection would be due before it came', {
            field: 'objectionBy',
          }),
      )
    }
    const { receivedOn, answers } = begun(state)
    return standing(
      isAnswered(answers) && obstacle('answered-already', '已经办结报告', 'It was reported on already'),
      command.answer.on < receivedOn &&
        obstacle('answered-before', '答复早于收到日期', 'It would be answered before it came', { field: 'on' }),
      command.answer.on > dayOf(at) &&
        obstacle('answer-to-come', '答复日期不能晚于今天', 'It cannot be answered after today', { field: 'on' }),
    )
  },
  decide: (_state, command) =>
    command.do === 'enter'
      ? [{ kind: 'OutsidePaperEntered/1', body: command.paper }]
      : [{ kind: 'OutsidePaperAnswered/1', body: command.answer }],
}

/** An objection alone does not answer it. */
export const isAnswered = (answers: OutsidePaper['answers']): boolean => answers.some((one) => one.how === 'report')

export const outsidePaperStream = {
  prefix: 'outside-paper',
  events: outsidePaperEvents,
  decider: outsidePaperDecider,
  table: {
    name: 'outside_papers',
    columns: (one: OutsidePaper) => ({ due: one.due, owner: one.owner, open: !isAnswered(one.answers) }),
  },
} as const satisfies StreamOf<OutsidePaper, typeof outsidePaperEvents, OutsidePaperCommand, Moment>
