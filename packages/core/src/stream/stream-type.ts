import { because, Malformed } from '../kernel/index.ts'
import type { Decider } from './decider.ts'
import type { EventOf, Happened, Kinds } from './event.ts'

/** Columns by name, as PostgreSQL gives them back: instants, arrays, objects, null. */
export type Columns = Readonly<Record<string, unknown>>

/** The table that the streams of a type are read from: one row for each, by the id of its stream. */
export interface TableOf<State> {
  readonly name: string
  /** What lists are filtered and sorted by, besides `id`, `version` and `state`. */
  columns(state: State, id: string): object
  /** It repeats the one event of its stream: nothing is decided upon it, and it has neither `version` nor `state`. */
  readonly once?: true
  /** Goes up with every change of what `evolve` or `columns` make of events that may be there already; 1 unless told. */
  readonly folding?: number
}

interface Declared {
  /** `device` of `device:<uuid>`. */
  readonly prefix: string
  /** Every kind there ever was on such a stream; an old one stays here for good. */
  readonly events: Kinds
  /** By its kind, an event of an older shape as one of the next: what evolves never sees the older. */
  readonly lift?: Readonly<Record<string, (event: Happened) => { readonly kind: string; readonly body: unknown }>>
}

/**
 * A type of stream as its capability declares it, once. From this the server folds and keeps its read model, an audit folds
 * the journal again and compares, and `liuhen attack` tampers with every column. `E` are the kinds as they are read today.
 */
export interface StreamOf<State, E extends Kinds = Kinds, Command = never, Context = never> extends Declared {
  readonly decider?: Decider<State, Command, E, Context>
  /** Of a stream that nothing is decided upon. */
  evolve?(state: State | undefined, event: EventOf<E>): State | undefined
  readonly table?: TableOf<State>
}

/** A type of stream, whatever its states and commands are. */
export interface StreamType extends Declared {
  readonly decider?: {
    evolve(state: never, event: never): object | undefined
    obstacles(state: never, command: never, context: never): readonly object[]
    decide(state: never, command: never, context: never): readonly { readonly kind: string; readonly body: unknown }[]
  }
  evolve?(state: never, event: never): object | undefined
  readonly table?: TableOf<never>
}

/** The body of an event of one of these kinds. Throws Malformed naming the kind and what is wrong with it. */
export function bodyOf({ events }: Pick<StreamType, 'events'>, kind: string, body: unknown): unknown {
  const read = events[kind]?.safeParse(body)
  if (read?.success) return read.data
  const where = (read?.error.issues ?? []).map((one) => `${one.path.join('.')}: ${one.message}`).join('; ')
  throw because(
    Malformed,
    'event-body',
    `事件 ${kind} 的内容不合规格：${where}`,
    `The body of ${kind} is not of its shape: ${where}`,
  )
}

/** The event as one of the newest kind it can be told as. */
export function lifted({ lift }: Pick<StreamType, 'lift'>, event: Happened): Happened {
  let newest = event
  for (let rule = lift?.[newest.kind]; rule; rule = lift?.[newest.kind]) newest = { ...newest, ...rule(newest) }
  return newest
}

/**
 * The state that events make: from the first one on, or continued from what those before them made. What is no kind of such
 * a stream makes nothing, nor does an event whose body a warrant disposed of. Undefined when the type keeps no state.
 */
export function folded(type: StreamType, events: readonly Happened[], before?: object): object | undefined {
  const by = type.decider ?? type
  let state = before
  for (const event of events)
    if (event.body !== null && Object.hasOwn(type.events, event.kind))
      state = by.evolve?.(state as never, lifted(type, event) as never)
  return state
}

/** The whole row of a stream. Undefined when its type has no table. */
export function rowOf({ table }: StreamType, id: string, version: number, state: object): Columns | undefined {
  if (!table) return undefined
  return { ...(table.once ? {} : { version, state }), ...table.columns(state as never, id) }
}
