import { dayOf, type Instant } from '@liuhen/core/kernel'
import { lengthens, retentionStream } from '@liuhen/core/retention'
import type { Journal, JournalEntry } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Log } from '../platform/index.ts'
import '../recordings/index.ts'
import { type Alike, alikeAfter, type Reached } from './alike.ts'
import { inputsOf, Keeper, type KeptWhen } from './inputs.ts'

export interface Extending {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
  readonly law: Law
}

/** The rows that say of what day, by whom and where a recording is. */
export async function recordedWhen(db: Db, ids: readonly string[]): Promise<KeptWhen[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('recordings')
    .select(['id', 'start_at', 'end_at', 'officer', 'kept_from'])
    .where('id', 'in', [...ids])
    .where('disposed', '=', false)
    .orderBy('id')
    .execute()
}

/**
 * Finds anew how long these are kept, and writes down for whichever it has become longer. Answers what was written. What was
 * found before stands: neither a fact that is gone nor another pack shortens it.
 */
export async function extendKeeping(
  trx: Db,
  journal: Journal,
  keeper: Keeper,
  recordings: readonly KeptWhen[],
  moment: { readonly at: Instant; readonly actor: string },
): Promise<readonly JournalEntry[]> {
  if (recordings.length === 0) return []
  const [found, standing] = await Promise.all([
    inputsOf(trx, recordings),
    trx
      .selectFrom('retentions')
      .select(['id', 'state'])
      .where(
        'id',
        'in',
        recordings.map((one) => one.id),
      )
      .execute(),
  ])
  const states = new Map(standing.map(({ id, state }) => [id, state]))
  const entries: JournalEntry[] = []
  for (const [id, { inputs }] of found) {
    const { kept } = keeper.of(inputs)
    // The act finds it again once the stream is held: this only spares those of which nothing changed.
    if (!kept || !lengthens(states.get(id)?.kept, kept)) continue
    const acted = await journal.act(trx, retentionStream, id, { do: 'extend', kept }, moment)
    entries.push(...acted.entries)
  }
  return entries
}

/** So many recordings are put together at once, and so many are found anew and written in one transaction. */
const [PAGE, WRITTEN] = [20_000, 2000]
const EVERY = 3_600_000

/** How one pass over all recordings went. */
export interface Passed {
  readonly recordings: number
  readonly extended: number
}

/**
 * Finds of every recording anew how long it is kept: after other rules were chosen, and every hour for what no policy saw. The
 * rules are asked once for all that are alike; one by one those that are apart, and those that are kept for longer than it
 * says of them.
 */
export async function keepAll(here: Extending, book?: Book, signal?: AbortSignal): Promise<Passed> {
  const { db, clock, journal, law } = here
  const keeper = new Keeper(book ?? (await law.book(db)), dayOf(clock.now()))
  let [recordings, extended] = [0, 0]
  let after: Reached | undefined
  for (;;) {
    const page = signal?.aborted === true ? undefined : await alikeAfter(db, after, PAGE)
    if (!page) break
    const closer = page.groups.flatMap((group) => (isKeptAlready(keeper, group) ? [] : group.ids))
    for (let i = 0; i < closer.length; i += WRITTEN) {
      const moment = { at: clock.now(), actor: 'system' }
      const ids = closer.slice(i, i + WRITTEN)
      const entries = await db
        .transaction()
        .execute(async (trx) => extendKeeping(trx, journal, keeper, await recordedWhen(trx, ids), moment))
      extended += entries.length
    }
    recordings += page.count
    after = page.last
  }
  return { recordings, extended }
}

/** Whether all of these are kept for as long as the rules say, or longer. */
function isKeptAlready(keeper: Keeper, { apart, recordedOn, activities, kept }: Alike): boolean {
  if (apart) return false
  const found = keeper.of({ recordedOn, activities, cases: [], facts: [] }).kept
  return !found || !lengthens(kept, found)
}

/** Goes over everything that is kept at every start, after the rules have changed, and once an hour. */
export class KeepingPass {
  readonly #here: Extending
  readonly #closing = new AbortController()
  readonly #timer: NodeJS.Timeout
  #running: Promise<unknown> = Promise.resolve()

  constructor(here: Extending) {
    this.#here = here
    this.#timer = setInterval(() => this.look(), EVERY).unref()
  }

  look(): void {
    const failed = (error: unknown): void =>
      this.#here.log.alarm('it could not be found how long recordings are kept', { error })
    this.#running = this.#running.then(() => keepAll(this.#here, undefined, this.#closing.signal)).catch(failed)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#closing.abort()
    await this.#running
  }
}
