import { CompiledQuery } from 'kysely'
import { because, Malformed, Missing, type Json, type Obstacle, Refused } from '@liuhen/core/kernel'
import { type NewEvent, streamTypes } from '@liuhen/core/journal'
import { bodyOf, folded, type Moment, type StreamType, type TableOf } from '@liuhen/core/stream'
import type { Db } from '../platform/database/index.ts'
import { append, type Appended, type JournalEntry } from './journal.ts'
import { type Change, changesBy, type Kept, keptOf, saveRow } from './read-models.ts'

/** A type of stream that is decided upon. */
export type Decided<S extends object, C, X> = StreamType & {
  readonly table: TableOf<S>
  readonly decider: {
    obstacles(state: S | undefined, command: C, context: X): readonly Obstacle[]
    decide(state: S | undefined, command: C, context: X): readonly { readonly kind: string; readonly body: unknown }[]
  }
}

/** What became of a stream by an act, and the entries of it and of all it caused. */
export interface Acted<S> {
  readonly state: S
  readonly version: number
  readonly entries: readonly JournalEntry[]
}

/** What a capability does when something happened, in the same transaction: queue its jobs, keep what is beside its rows. */
export interface Reaction {
  /** Before a row is touched: who waits here must hold nothing that the one inside may need. */
  readonly before?: (trx: Db, changes: readonly Change[]) => Promise<void>
  /** Once rows are written. */
  readonly after?: (trx: Db, entries: readonly JournalEntry[], changes: readonly Change[]) => Promise<void>
}

/** The one place where what happens in one capability makes something happen in another, in the same transaction. */
export interface Policy {
  readonly kinds: readonly string[]
  /** `state`: what the stream of the event has become; of one that keeps none, empty. */
  readonly causes: (trx: Db, entry: JournalEntry, state: object, journal: Journal) => Promise<readonly JournalEntry[]>
}

/** How everything that happens is written down. */
export interface Journal {
  /**
   * One command on one stream: two of them wait for each other, everything in the way is said at once, and what is decided
   * is written, folded and reacted to before the transaction ends. `context` may be gathered once the stream is held, from
   * the state it then has. Throws Refused with all obstacles, and what the decider and {@link Journal.write} throw.
   */
  readonly act: <S extends object, C, X extends Moment>(
    trx: Db,
    type: Decided<S, C, X>,
    id: string,
    command: NoInfer<C>,
    context: NoInfer<X> | ((state: NoInfer<S> | undefined) => Promise<NoInfer<X>>),
  ) => Promise<Acted<S>>
  /**
   * Events of streams that nothing is decided upon. Throws what `append` throws, and Malformed when an event is of no kind
   * of its stream or its body is not of its shape.
   */
  readonly write: (trx: Db, events: readonly NewEvent[]) => Promise<readonly JournalEntry[]>
}

export interface JournalParts {
  readonly types?: readonly StreamType[]
  readonly reactions?: readonly Reaction[]
  readonly policies?: readonly Policy[]
}

export function openJournal(parts: JournalParts = {}): Journal {
  const { types = streamTypes, reactions = [], policies = [] } = parts

  async function write(
    trx: Db,
    events: readonly Appended[],
    known: ReadonlyMap<string, Kept> = new Map(),
  ): Promise<readonly JournalEntry[]> {
    const entries = await append(
      trx,
      events.map((event) => ({ ...event, body: checked(types, event) })),
    )
    const changes = await changesBy(trx, types, entries, known)
    for (const one of reactions) await one.before?.(trx, changes)
    for (const change of changes) await saveRow(trx, change)
    for (const one of reactions) await one.after?.(trx, entries, changes)
    const caused: JournalEntry[] = []
    const kept = new Set(changes.flatMap((one) => one.entries))
    // What happens on a stream that keeps no state may have consequences too.
    const happened = [...changes, { state: {}, entries: entries.filter((one) => !kept.has(one)) }]
    for (const { state, entries: own } of happened)
      for (const entry of own)
        for (const { kinds, causes } of policies)
          if (kinds.includes(entry.event.kind)) caused.push(...(await causes(trx, entry, state, journal)))
    return [...entries, ...caused]
  }

  const journal: Journal = {
    async act<S extends object, C, X extends Moment>(
      trx: Db,
      type: Decided<S, C, X>,
      id: string,
      command: C,
      context: X | ((state: S | undefined) => Promise<X>),
    ) {
      const stream = `${type.prefix}:${id}`
      await hold(trx, stream)
      const before = (await keptOf(trx, type, id)) as Kept<S>
      const around = typeof context === 'function' ? await context(before.state) : context
      const obstacles = type.decider.obstacles(before.state, command, around)
      if (obstacles.length > 0) throw new Refused(obstacles)
      const { at, actor } = around
      const events = type.decider.decide(before.state, command, around).map(({ kind, body }, i) => ({
        stream,
        version: before.version + 1 + i,
        kind,
        at,
        actor,
        body: body as Json,
      }))
      const entries = await write(trx, events, new Map([[stream, before]]))
      const state = folded(type, events, before.state) as S | undefined
      if (!state) throw because(Missing, 'not-there', '没有这条记录', 'There is nothing of that name')
      return { state, version: before.version + events.length, entries }
    },
    write: (trx, events) => write(trx, events as readonly Appended[]),
  }
  return journal
}

/** Whoever acts on that stream, or holds the same name, waits until this transaction ends. */
export async function hold(trx: Db, name: string): Promise<void> {
  if (!trx.isTransaction) throw new Error('what is held outside a transaction is let go at once')
  await trx.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]))
}

function checked(types: readonly StreamType[], { stream, kind, body }: Appended): Json {
  const type = types.find(({ prefix }) => stream.startsWith(`${prefix}:`))
  if (type && Object.hasOwn(type.events, kind)) return bodyOf(type, kind, body) as Json
  throw because(
    Malformed,
    'event-elsewhere',
    `${stream} 这条流水没有 ${kind} 这种事件`,
    `There is no event of kind ${kind} on ${stream}`,
  )
}
