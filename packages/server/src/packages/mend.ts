import { copyFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { folderName, PLACES, readIndex } from '@liuhen/core/evidence-package'
import { Failure, type Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Journal } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { recordingOf, recordingsOfBytes } from '../recordings/index.ts'
import type { Vault } from '../vault/index.ts'

interface Mending {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly vault: Vault
  /** Where packages lie. */
  readonly folder: string
}

/**
 * Mends an original that is broken or gone in the vault from a package on this machine that holds it plain: its bytes are
 * read again before they take their place, and that they did is on record with where they came from. Answers whether it is
 * whole again; where no package has it, or none has it whole, it stays as it was found.
 */
export async function mendOriginal(here: Mending, sha256: Sha256): Promise<boolean> {
  const { db, clock, journal, vault } = here
  const [known] = (await recordingsOfBytes(db, sha256)).filter((one) => one.as === 'original')
  const row = known && (await recordingOf(db, known.id))
  if (!row || row.disposed) return false
  const { arrival } = row.state
  const digests = { sha256, sm3: arrival.sm3 }
  for (const copy of await copiesIn(here, row.id, sha256)) {
    const staged = join(here.folder, `.mending-${randomUUID()}`)
    try {
      await mkdir(here.folder, { recursive: true, mode: 0o700 })
      await copyFile(copy.path, staged)
      await vault.mend(staged, digests, arrival.bytes)
    } catch (thrown) {
      // This copy is broken too, or not there: the next is tried.
      if (!(thrown instanceof Failure) && (thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown
      continue
    } finally {
      await rm(staged, { force: true })
    }
    const at = clock.now()
    const body = { recording: row.id, ...digests, bytes: arrival.bytes, package: copy.package }
    const event = { stream: `verification:${uuidv7(at)}`, version: 1, kind: 'OriginalMended/1' as const, at, body }
    await db.transaction().execute((trx) => journal.write(trx, [{ ...event, actor: 'system' }]))
    return true
  }
  return false
}

/** Where the original of a recording lies in packages on this machine, those made last first. */
async function copiesIn({ db, folder }: Mending, recording: string, sha256: Sha256) {
  const rows = await db
    .selectFrom('package')
    .select(['id', 'made_at'])
    .where(sql<boolean>`recordings @> ${sql.val([recording])}::uuid[]`)
    .orderBy('made_at', 'desc')
    .execute()
  const found: { readonly package: string; readonly path: string }[] = []
  for (const { id, made_at: madeAt } of rows) {
    const root = join(folder, folderName({ id, madeAt }))
    const index = readIndex(await readFile(join(root, PLACES.index), 'utf8').catch(() => undefined))
    const item = index?.items.find((one) => one.sha256 === sha256 && one.redacted === undefined)
    if (item) found.push({ package: id, path: join(root, item.path) })
  }
  return found
}
