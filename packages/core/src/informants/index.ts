import { z } from 'zod'
import { type Text, text } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'

/** Who complained or reported a violation, kept apart from the case so that nothing made of the case can hold it. */

export const informantKinds = {
  complaint: text('投诉人', 'Complainant'),
  report: text('举报人', 'Informant'),
} as const satisfies Readonly<Record<string, Text>>

/** How what they say of themselves reached the bureau: it is their word, or the word of who passed it on. */
export const informantWays = {
  'in-person': text('当面', 'in person'),
  phone: text('电话', 'by telephone'),
  writing: text('书面、网络', 'in writing or online'),
  'passed-on': text('其他单位转来', 'passed on by others'),
} as const satisfies Readonly<Record<string, Text>>

type Key<T> = [keyof T & string, ...(keyof T & string)[]]

export const InformantFacts = z.object({
  case: z.uuid(),
  kind: z.enum(Object.keys(informantKinds) as Key<typeof informantKinds>),
  way: z.enum(Object.keys(informantWays) as Key<typeof informantWays>),
  /** As they gave it; absent where they gave none. */
  name: z.string().trim().min(1).max(120).optional(),
  contact: z.string().trim().min(1).max(200).optional(),
  /** They asked that it be kept secret who they are. It is masked either way. */
  confidential: z.boolean(),
})
export type InformantFacts = z.infer<typeof InformantFacts>

export const informantEvents = {
  'InformantNamed/1': InformantFacts,
  /** It was somebody else, or of another case. What was entered stays on record and is shown to nobody any more. */
  'InformantStruck/1': z.object({ reason: z.string().trim().min(2).max(2000) }),
} as const

export interface Informant extends InformantFacts {
  readonly named: Signed
  readonly struck?: Signed & { readonly reason: string }
}

export type InformantCommand =
  | { readonly do: 'name'; readonly facts: InformantFacts }
  | { readonly do: 'strike'; readonly reason: string }

const decider: Decider<Informant, InformantCommand, typeof informantEvents, Moment> = {
  evolve(state, event) {
    if (event.kind === 'InformantNamed/1') return { ...event.body, named: signed(event) }
    return state && { ...state, struck: { ...signed(event), ...event.body } }
  },
  obstacles(state, command) {
    if (command.do === 'name')
      return command.facts.contact !== undefined || command.facts.name !== undefined || !command.facts.confidential
        ? []
        : [
            {
              code: 'nobody-to-keep-secret',
              message: text(
                '没有姓名也没有联系方式，没有要保密的',
                'There is neither a name nor a way to reach them: nothing is to be kept secret',
              ),
              field: 'confidential',
            },
          ]
    return begun(state).struck === undefined
      ? []
      : [{ code: 'struck-already', message: text('已经划去', 'It was struck already') }]
  },
  decide: (_state, command) =>
    command.do === 'name'
      ? [{ kind: 'InformantNamed/1', body: command.facts }]
      : [{ kind: 'InformantStruck/1', body: { reason: command.reason } }],
}

export const informantStream = {
  prefix: 'informant',
  events: informantEvents,
  decider,
  table: {
    name: 'informants',
    columns: (one: Informant) => ({ case_id: one.case, struck: one.struck !== undefined }),
  },
} as const satisfies StreamOf<Informant, typeof informantEvents, InformantCommand, Moment>
