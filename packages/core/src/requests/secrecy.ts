import { because, type Instant, Missing, type Obstacle, text } from '../kernel/index.ts'
import { type Decider, type EventOf, type Moment, type Signed, signed, type StreamOf } from '../stream/index.ts'
import { secrecyEvents, type SecretKind } from './events.ts'

type Marked = Extract<EventOf<typeof secrecyEvents>, { kind: 'SecretMarked/1' }>['body']

export interface Secret extends Marked {
  readonly marked: Signed
  readonly lifted?: Signed & { readonly reason: string }
}

/** What is marked on one recording; the stream has its id. */
export interface Secrecy {
  readonly secrets: readonly Secret[]
}

export type SecrecyCommand =
  | { readonly do: 'mark'; readonly secret: Marked }
  | { readonly do: 'lift'; readonly mark: string; readonly reason: string }

/** Those that count at a moment. */
export const secretsAt = (state: Secrecy | undefined, at: Instant): readonly Secret[] =>
  (state?.secrets ?? []).filter((one) => one.lifted === undefined && (one.until === undefined || at < one.until))

export const secretNames: Readonly<Record<SecretKind, ReturnType<typeof text>>> = {
  state: text('国家秘密', 'state secret'),
  business: text('商业秘密', 'business secret'),
  privacy: text('个人隐私', 'personal privacy'),
}

export const secrecyDecider: Decider<Secrecy, SecrecyCommand, typeof secrecyEvents, Moment> = {
  evolve(state = { secrets: [] }, event) {
    const by = signed(event)
    if (event.kind === 'SecretMarked/1') return { secrets: [...state.secrets, { ...event.body, marked: by }] }
    const { mark, reason } = event.body
    return { secrets: state.secrets.map((one) => (one.mark === mark ? { ...one, lifted: { ...by, reason } } : one)) }
  },
  obstacles(state, command, { at, actor }) {
    if (command.do === 'mark')
      return command.secret.until !== undefined && command.secret.until <= at
        ? [obstacle('secret-over', '期限已经过去', 'Its time is over already', 'until')]
        : []
    const one = state?.secrets.find(({ mark }) => mark === command.mark)
    if (!one) throw because(Missing, 'mark-unknown', '没有这个标记', 'There is no such mark')
    return [
      ...(one.lifted ? [obstacle('lifted-already', '已经解除', 'It has been lifted')] : []),
      // Who marks does not unmark: two people, so that nobody opens a secret for a moment.
      ...(one.marked.by === actor
        ? [obstacle('own-mark', '由标记人以外的人解除', 'Somebody other than who marked it lifts it')]
        : []),
    ]
  },
  decide(_state, command) {
    return command.do === 'mark'
      ? [{ kind: 'SecretMarked/1', body: command.secret }]
      : [{ kind: 'SecretLifted/1', body: { mark: command.mark, reason: command.reason } }]
  },
}

const obstacle = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})

/** By recording. */
export const secrecyStream = {
  prefix: 'secrecy',
  events: secrecyEvents,
  decider: secrecyDecider,
  table: {
    name: 'secrecies',
    columns: ({ secrets }: Secrecy) => ({ marked: secrets.some((one) => one.lifted === undefined) }),
  },
} as const satisfies StreamOf<Secrecy, typeof secrecyEvents, SecrecyCommand, Moment>
