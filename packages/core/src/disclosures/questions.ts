import { z } from 'zod'
import { type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import { Words } from './content.ts'

/** 释疑: what somebody wants explained of what is public, or has against it. Who asks is a claim and is shown as one. */
export const disclosureQuestionEvents = {
  'DisclosureQuestionAsked/1': z.object({
    publication: z.uuid(),
    sort: z.enum(['explanation', 'objection']),
    from: z.string().trim().min(1).max(80),
    /** How the answer reaches them. */
    contact: z.string().trim().max(120).optional(),
    words: Words,
    /** Who is to answer it. */
    assigned: z.uuid(),
  }),
  'DisclosureQuestionAnswered/1': z.object({ words: Words }),
} as const

type AskedBody = z.infer<(typeof disclosureQuestionEvents)['DisclosureQuestionAsked/1']>
export interface DisclosureQuestion extends AskedBody {
  readonly asked: Signed
  readonly answered?: Signed & { readonly words: string }
}
export type QuestionCommand =
  | { readonly do: 'ask'; readonly question: AskedBody }
  | { readonly do: 'answer'; readonly words: string }

export const questionDecider: Decider<DisclosureQuestion, QuestionCommand, typeof disclosureQuestionEvents, Moment> = {
  evolve(state, event) {
    if (event.kind === 'DisclosureQuestionAsked/1') return { ...event.body, asked: signed(event) }
    return state && { ...state, answered: { ...event.body, ...signed(event) } }
  },
  obstacles(state, command, { actor }): readonly Obstacle[] {
    if (command.do === 'ask') return state ? [KEY_TAKEN] : []
    const of = begun(state)
    return [...(of.answered ? [ANSWERED] : []), ...(actor === `person:${of.assigned}` ? [] : [NOT_ASSIGNED])]
  },
  decide(_state, command) {
    return command.do === 'ask'
      ? [{ kind: 'DisclosureQuestionAsked/1', body: command.question }]
      : [{ kind: 'DisclosureQuestionAnswered/1', body: { words: command.words } }]
  },
}

const KEY_TAKEN: Obstacle = {
  code: 'key-taken',
  message: text('这个编号已经用过，请重新填写', 'This key is taken: fill the form in anew'),
}
const ANSWERED: Obstacle = { code: 'answered-already', message: text('已经答复', 'It is answered already') }
const NOT_ASSIGNED: Obstacle = {
  code: 'not-assigned',
  message: text('由指定的人员答复', 'Whoever was named for it answers'),
}

export const disclosureQuestionStream = {
  prefix: 'disclosure-question',
  events: disclosureQuestionEvents,
  decider: questionDecider,
  table: {
    name: 'disclosure_questions',
    columns: ({ publication, assigned, answered, asked }: DisclosureQuestion) => ({
      publication,
      assigned,
      open: answered === undefined,
      asked_at: asked.at,
    }),
  },
} as const satisfies StreamOf<DisclosureQuestion, typeof disclosureQuestionEvents, QuestionCommand, Moment>
