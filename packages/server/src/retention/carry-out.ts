import { because, dayOf, type Instant, Refused, type Sha256 } from '@liuhen/core/kernel'
import { disposalStands, type DisposalState, disposalStream, liveItems, WARRANT, Warrant } from '@liuhen/core/retention'
import { CompiledQuery, sql } from 'kysely'
import { discsHolding, type HoldingDisc, removeImage } from '../discs/index.ts'
import { hold, type JournalEntry, keptElsewhere, type LogKey, readStream, type Sealing } from '../ledger/index.ts'
import { packagesHolding, removePackage, type Typeset } from '../packages/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingOf } from '../recordings/index.ts'
import { redactedCopiesOf } from '../redactions/index.ts'
import type { DigestWorkers, Vault } from '../vault/index.ts'
import { standingOf } from './blocks.ts'
import { keepCertificate } from './certificate.ts'
import type { Extending } from './extend.ts'
import { packagesWith } from './handed-out.ts'
import { ARCHIVES, disposalOf } from './lists.ts'

/** What carrying a disposal out needs. */
export interface Disposing extends Extending {
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly typeset: Typeset
  readonly sealing: () => { readonly key: LogKey; readonly sealing: Sealing } | undefined
  /** Where bytes lie before they are kept; what a fall leaves there is worthless. */
  readonly folder: string
  /** Where packages lie, and images of discs. */
  readonly packages: string
  readonly discs: string
}

/** How long the log may take to catch up; it is a second behind at most. */
const SEALED_WITHIN = 10_000

/**
 * Destroys what is on an approved list once it can no longer be undone: puts the warrant on record, waits until it is in the
 * log, then takes the bytes, the packages and the bodies of the events, and certifies it. What has come in the way of an
 * item since is spared and said. Whatever of it a fall cuts off is taken up by {@link resume}. Throws Refused before its time.
 */
export async function carryOut(here: Disposing, id: string, actor: string): Promise<ReturnType<typeof disposalStands>> {
  return apartFromBackup(here.db, async () => {
    const state = await disposalOf(here.db, id)
    if (disposalStands(state) !== 'carrying-out') await begin(here, id, actor)
    return complete(here, id)
  })
}

/**
 * Nothing goes while a back-up is copied, whose database would speak of what its vault no longer has, and a back-up waits for
 * what is going: `liuhen backup` holds the same name for itself alone. Throws Refused while one is made.
 */
async function apartFromBackup<T>(db: Db, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    const { rows } = await sql<{
      free: boolean
    }>`select pg_try_advisory_lock_shared(hashtextextended('backup', 0)) as free`.execute(one)
    if (rows[0]?.free !== true)
      throw because(
        Refused,
        BACKUP_RUNS,
        '正在备份，备份结束前不销毁任何文件；之后会自动继续',
        'A back-up is being made, and nothing is destroyed before it ends; it goes on by itself then',
      )
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock_shared(hashtextextended('backup', 0))`.execute(one)
    }
  })
}
const BACKUP_RUNS = 'backup-runs'

async function begin(here: Disposing, id: string, actor: string): Promise<void> {
  const { db, clock, journal, law } = here
  const book = await law.book(db)
  const at = clock.now()
  await db.transaction().execute(async (trx) => {
    // From here until it is on record no package is made of what goes.
    await hold(trx, 'disposal')
    const state = await disposalOf(trx, id)
    const warrant = await warrantOf(trx, book, id, state, at)
    await journal.act(trx, disposalStream, id, { do: 'begin', warrant }, { at, actor, citation: ARCHIVES })
  })
}

async function warrantOf(
  db: Db,
  book: Parameters<typeof standingOf>[1],
  id: string,
  state: DisposalState,
  at: Instant,
): Promise<Warrant> {
  const live = liveItems(state).map((one) => one.recording)
  if (live.length === 0) return { items: [], packages: [], discs: [], stays: [], spared: [], shared: [] }
  let going: readonly string[] = live
  let standing = await standingOf(db, book, dayOf(at), live, { list: id })
  // One that is spared may hold back another that is in a package with it.
  for (;;) {
    const left = going.filter((one) => standing.get(one)?.blocks.length === 0)
    if (left.length === going.length) break
    going = left
    standing = await standingOf(db, book, dayOf(at), live, { list: id, together: going })
  }
  const items = await Promise.all(going.map((one) => itemOf(db, one)))
  const digests = items.flatMap((one) => one.blobs.map(({ sha256 }) => sha256))
  const streams = await streamsOf(db, going)
  const [shared, packages, discs, before] = await Promise.all([
    keptElsewhere(db, digests, streams),
    packagesWith(db, going),
    discsHolding(db, going),
    disposedOf(db, going),
  ])
  const gone = new Set([...going, ...before])
  const isGone = (one: HoldingDisc): boolean => one.recordings.every((each) => gone.has(each))
  return {
    items,
    packages: packages.map((one) => one.id),
    discs: discs.filter(isGone).map((one) => one.id),
    stays: [
      ...packages
        .filter((one) => one.taken)
        .map(({ id: one, recipient }) => ({
          copy: 'hand-out' as const,
          id: one,
          why: `已经交给${recipient}，不在本机`,
        })),
      ...discs
        .filter((one) => !isGone(one))
        .map(({ id: one, serial }) => ({
          copy: 'image' as const,
          id: one,
          why: `光盘 ${serial} 的映像里还有没有列入清单的音像，一并期满时再销毁`,
        })),
      ...discs
        .filter((one) => one.stands === 'kept' || one.stands === 'broken')
        .map(({ id: one, serial, place }) => ({
          copy: 'disc' as const,
          id: one,
          why: `光盘 ${serial}（${place ?? '存放地点未登记'}）不在本机，由保管人取出销毁并登记`,
        })),
    ],
    spared: live
      .filter((one) => !going.includes(one))
      .map((recording) => ({ recording, why: standing.get(recording)?.blocks[0]?.message.zh ?? '' })),
    shared: [...shared],
  }
}

async function itemOf(db: Db, recording: string): Promise<Warrant['items'][number]> {
  const { state, file_name: fileName } = await recordingOf(db, recording)
  const { sha256, sm3, bytes } = state.arrival
  const made = new Map(
    state.derivatives.map((one) => [one.sha256, { sha256: one.sha256, bytes: one.bytes, of: one.kind as string }]),
  )
  // What was made once and then made again is named by its own event, and lies in the vault too.
  for (const { event } of await readStream(db, `recording:${recording}`)) {
    const body = event.body as { readonly sha256?: Sha256; readonly bytes?: number; readonly kind?: string }
    if (event.kind.startsWith('DerivativeMade/') && body.sha256 !== undefined && !made.has(body.sha256))
      made.set(body.sha256, { sha256: body.sha256, bytes: body.bytes ?? 0, of: body.kind ?? 'derivative' })
  }
  for (const copy of await redactedCopiesOf(db, recording))
    made.set(copy.sha256, { sha256: copy.sha256, bytes: copy.bytes, of: 'redacted' })
  return { recording, fileName, sha256, sm3, bytes, blobs: [{ sha256, bytes, of: 'original' }, ...made.values()] }
}

/** The streams that say of the copies of these recordings that they are kept: of nothing else they are the need. */
async function streamsOf(db: Db, recordings: readonly string[]): Promise<readonly string[]> {
  const redacted = await Promise.all(recordings.map((one) => redactedCopiesOf(db, one)))
  return [...recordings.map((one) => `recording:${one}`), ...redacted.flat().map(({ stream }) => stream)]
}

/** Of what is on one disc with these, what is gone already. */
async function disposedOf(db: Db, recordings: readonly string[]): Promise<readonly string[]> {
  const others = (await discsHolding(db, recordings)).flatMap((one) => one.recordings)
  if (others.length === 0) return []
  const rows = await db
    .selectFrom('recordings')
    .select('id')
    .where('id', 'in', others)
    .where('disposed', '=', true)
    .execute()
  return rows.map((one) => one.id)
}

/** The event that destroys what is on a list, as it stands in the journal. */
export async function warrantEvent(db: Db, id: string): Promise<JournalEntry | undefined> {
  return (await readStream(db, `disposal:${id}`)).find(({ event }) => event.kind === WARRANT)
}

/** Takes what a warrant on record destroys, from the beginning: what is gone already is gone. */
async function complete(here: Disposing, id: string): Promise<ReturnType<typeof disposalStands>> {
  const { db, clock, journal, sealing } = here
  const warrant = await warrantEvent(db, id)
  const log = sealing()
  if (!warrant || !log) return disposalStands(await disposalOf(db, id))
  await log.sealing.waitSealed(warrant.event.id, SEALED_WITHIN)
  const { items, packages, discs = [], shared } = Warrant.parse(warrant.event.body)
  const stays = new Set(shared.map((one) => one.sha256))
  const blobs = new Map(items.flatMap((one) => one.blobs.map((blob) => [blob.sha256, blob] as const)))
  const recordings = items.map((one) => one.recording)
  const streams = await streamsOf(db, recordings)
  // What came in since the warrant may need the same bytes: asked again before the first is gone.
  for (const one of await keptElsewhere(db, [...blobs.keys()], streams, warrant.position)) stays.add(one.sha256)
  for (const sha256 of blobs.keys())
    if (!stays.has(sha256) && !(await destroyUnlessBack(here, sha256, warrant.event.id))) stays.add(sha256)
  const gone = [...blobs.values()].filter(({ sha256 }) => !stays.has(sha256))
  for (const one of await packagesHolding(db, recordings))
    if (packages.includes(one.id)) await removePackage(here.packages, one)
  for (const one of await discsHolding(db, recordings)) if (discs.includes(one.id)) await removeImage(here.discs, one)
  const { rows } = await db.executeQuery<{ bodies: number }>(
    CompiledQuery.raw('select dispose_bodies($1) as bodies', [warrant.event.id]),
  )
  const certificate = await keepCertificate(here, id, warrant, log.key)
  const at = clock.now()
  const done = {
    blobs: gone.length,
    destroyed: gone.reduce((sum, one) => sum + one.bytes, 0),
    gone: at,
    bodies: (rows[0]?.bodies ?? 0) + (await bodiesGone(db, recordings, rows[0]?.bodies ?? 0)),
    ...certificate,
  }
  const { state } = await db
    .transaction()
    .execute((trx) => journal.act(trx, disposalStream, id, { do: 'finish', done }, { at, actor: 'system' }))
  here.log.note('a disposal was carried out', { disposal: id, recordings: items.length, blobs: gone.length })
  return disposalStands(state)
}

/** The same bytes may be coming in at this moment: whoever is first, nobody is left with an event and no bytes. */
async function destroyUnlessBack({ db, vault }: Disposing, sha256: Sha256, warrant: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await hold(trx, `original ${sha256}`)
    const isBack = await trx
      .selectFrom('recordings')
      .select('id')
      .where('sha256', '=', sha256)
      .where('disposed', '=', false)
      .executeTakeFirst()
    if (isBack) return false
    await vault.destroy(sha256, warrant)
    return true
  })
}

/** Bodies that were gone before this call took the rest of them, when a fall came between. */
async function bodiesGone(db: Db, recordings: readonly string[], now: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from journal
    where stream = any(${recordings.map((one) => `recording:${one}`)}) and body is null`.execute(db)
  return Math.max(0, (rows[0]?.count ?? 0) - now)
}

/** Finishes what a fall cut off. Answers the lists it finished. */
export async function resume(here: Disposing): Promise<readonly string[]> {
  const rows = await here.db.selectFrom('disposals').select('id').where('stands', '=', 'carrying-out').execute()
  for (const { id } of rows) await apartFromBackup(here.db, () => complete(here, id))
  return rows.map((one) => one.id)
}

/** Carries out what can no longer be undone. */
export async function carryOutDue(here: Disposing): Promise<readonly string[]> {
  const rows = await here.db
    .selectFrom('disposals')
    .select('id')
    .where('stands', '=', 'undo-window')
    .where('undo_until', '<=', here.clock.now())
    .execute()
  for (const { id } of rows) await carryOut(here, id, 'system')
  return rows.map((one) => one.id)
}

const EVERY = 60_000

/** Looks every minute whether the time to undo a disposal is over, and at the start for what a fall cut off. */
export class Disposer {
  readonly #here: Disposing
  readonly #timer: NodeJS.Timeout
  #running: Promise<unknown> = Promise.resolve()
  /** Of what a fall cut off; what a person carries out meanwhile is theirs. */
  #resumed = false

  constructor(here: Disposing) {
    this.#here = here
    this.#timer = setInterval(() => this.look(), EVERY).unref()
    this.look()
  }

  look(): void {
    this.#run(async () => {
      const finished = this.#resumed ? [] : await resume(this.#here)
      this.#resumed = true
      if (finished.length > 0) this.#here.log.note('disposals that a fall cut off were finished', { finished })
      await carryOutDue(this.#here)
    })
  }

  #run(what: () => Promise<unknown>): void {
    const failed = (error: unknown): void => {
      // Only put off: the next look is in a minute.
      if (error instanceof Refused && error.obstacles.some(({ code }) => code === BACKUP_RUNS)) return
      this.#here.log.alarm('a disposal could not be carried out', { error })
    }
    this.#running = this.#running.then(what).catch(failed)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }
}
