import { z } from 'zod'
import { type Obstacle, Sha256, text } from '../kernel/index.ts'
import {
  begun,
  type Decider,
  type EventOf,
  gathered,
  type Moment,
  type Signed,
  signed,
  type StreamOf,
} from '../stream/index.ts'
import { Outsider } from './events.ts'

/** Who confirms a hand-out where the instrument names no office: any other who keeps recordings. */
export const SECOND_PERSON = '保管机构另一人'

export const handoutEvents = {
  /** A package was made under a request of somebody of outside; it is kept as it was made, under this serial. */
  'HandOutPrepared/1': z.object({
    request: z.uuid(),
    serial: z.string(),
    recipient: z.string(),
    /** Of `tagmanifest-sha256.txt`: names every byte of the package. */
    manifest: Sha256,
    /** Of the originals and view copies in it: a copy that is found is known by them. */
    digests: z.array(Sha256),
    /** The offices that have to confirm, as the instrument prints them. */
    offices: z.array(z.string()).min(1),
  }),
  'HandOutConfirmed/1': z.object({ office: z.string() }),
  /** Who took it over, whose identity the giver checked. */
  'HandOutReceived/1': z.object({ name: Outsider.shape.name, document: Outsider.shape.document }),
} as const

type Body<K extends keyof typeof handoutEvents> = z.infer<(typeof handoutEvents)[K]>

export interface HandOut extends Body<'HandOutPrepared/1'> {
  readonly prepared: Signed
  readonly confirmed: readonly (Signed & { readonly office: string })[]
  readonly received?: Signed & Body<'HandOutReceived/1'>
}

export type HandOutCommand =
  | { readonly do: 'prepare'; readonly told: Body<'HandOutPrepared/1'> }
  | { readonly do: 'confirm' }
  | { readonly do: 'receive'; readonly by: Body<'HandOutReceived/1'> }

export interface HandOutContext extends Moment {
  /** To confirm: those of its offices that the actor is of. */
  readonly offices?: readonly string[]
}

/** Nothing leaves before every office that the instrument names has confirmed. */
export const isReleased = ({ offices, confirmed }: HandOut): boolean =>
  offices.every((one) => confirmed.some(({ office }) => office === one))

const one = (isThere: boolean, code: string, zh: string, en: string): readonly Obstacle[] =>
  isThere ? [{ code, message: text(zh, en) }] : []

/** The office for which the actor would confirm: the first of theirs that has not. */
const officeFor = ({ confirmed }: HandOut, offices: readonly string[]): string | undefined =>
  offices.find((name) => !confirmed.some(({ office }) => office === name))

export const handoutDecider: Decider<HandOut, HandOutCommand, typeof handoutEvents, HandOutContext> = {
  evolve(state, event: EventOf<typeof handoutEvents>) {
    const by = signed(event)
    if (event.kind === 'HandOutPrepared/1') return { ...event.body, prepared: by, confirmed: [] }
    if (!state) return undefined
    if (event.kind === 'HandOutConfirmed/1')
      return { ...state, confirmed: [...state.confirmed, { ...by, office: event.body.office }] }
    return { ...state, received: { ...by, ...event.body } }
  },
  obstacles(state, command, { actor, offices }) {
    if (command.do === 'prepare') return one(state !== undefined, 'key-taken', '已经登记过', 'It is registered already')
    const of = begun(state)
    if (command.do === 'receive')
      return [
        ...one(
          !isReleased(of),
          'handout-unconfirmed',
          `还没有全部确认，不能交付：须由${of.offices.join('、')}确认`,
          `It is not confirmed by all yet and does not leave: ${of.offices.join(', ')} confirm`,
        ),
        ...one(of.received !== undefined, 'received-already', '已经签收', 'It was received already'),
      ]
    const mine = gathered(offices, 'offices')
    return [
      ...one(
        mine.length === 0,
        'office-not-held',
        `只能由${of.offices.join('、')}提供，您不在其中`,
        `Only ${of.offices.join(', ')} hand out, and you are of none of them`,
      ),
      ...one(
        mine.length > 0 && officeFor(of, mine) === undefined,
        'confirmed-already',
        '您所在的机构已经确认',
        'Your office has confirmed it',
      ),
      ...one(
        of.confirmed.some(({ by }) => by === actor) || (of.offices.includes(SECOND_PERSON) && of.prepared.by === actor),
        'second-person',
        '须由另一个人确认',
        'Another person confirms it',
      ),
    ]
  },
  decide(state, command, { offices }) {
    if (command.do === 'prepare') return [{ kind: 'HandOutPrepared/1', body: command.told }]
    if (command.do === 'receive') return [{ kind: 'HandOutReceived/1', body: command.by }]
    const office = gathered(officeFor(begun(state), gathered(offices, 'offices')), 'office')
    return [{ kind: 'HandOutConfirmed/1', body: { office } }]
  },
}

/** By package. */
export const handoutStream = {
  prefix: 'handout',
  events: handoutEvents,
  decider: handoutDecider,
  table: {
    name: 'handouts',
    columns: (state: HandOut) => ({
      request: state.request,
      serial: state.serial,
      digests: state.digests,
      prepared_at: state.prepared.at,
      released: isReleased(state),
    }),
  },
} as const satisfies StreamOf<HandOut, typeof handoutEvents, HandOutCommand, HandOutContext>
