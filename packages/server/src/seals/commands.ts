import { readFile } from 'node:fs/promises'
import type { Viewer } from '@liuhen/core/access'
import { because, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import { sealedCopyStream, sealObstacle } from '@liuhen/core/seals'
import { sql } from 'kysely'
import type { Certificate } from 'pkijs'
import type { Journal, Looks } from '../ledger/index.ts'
import { checkWrites, paperOf, type PaperRowOf } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { keepBytes, type Keeping } from '../vault/index.ts'
import { examine } from './examine.ts'
import { rootsIn } from './signature.ts'

export interface Seals extends Keeping {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly looks: Looks
  /** A PEM file of the authorities whose certificates this bureau takes for its own seals; read anew for every file. */
  readonly sealRoots?: string
}

/**
 * Keeps a paper as it came back from the seal service, beside what was fixed. Throws Refused with everything that makes it
 * no sealed copy of this paper; nothing is kept of it then.
 */
export async function keepSealedCopy(here: Seals, viewer: Viewer, id: string, file: Uint8Array): Promise<string> {
  const { paper, case: row } = await paperOf(here.db, viewer, id)
  checkWrites(viewer, row)
  const { frozen, title, voided } = paper.state
  if (!frozen || voided)
    throw because(
      Refused,
      'paper-not-to-seal',
      '这份文书还没有定稿，或者已经作废，没有可以加盖的内容',
      'This paper is not fixed yet, or is void: there is nothing to seal',
    )
  const fixed = await wholeOf(here, frozen.sha256)
  const { format, seals, problems } = await examine(file, fixed, title, await trusted(here.sealRoots))
  if (problems.length > 0) throw new Refused(problems.map(sealObstacle))
  const kept = await keepBytes(here, file)
  const copy = { paper: id, case: row.id, format, ...kept, fixed: frozen.sha256, seals: [...seals] }
  const before = (await sealedCopies(here.db, paper)).map(({ state }) => state.sha256)
  const moment = { at: here.clock.now(), actor: `person:${viewer.person}` }
  const own = uuidv7(moment.at)
  await here.db
    .transaction()
    .execute((trx) => here.journal.act(trx, sealedCopyStream, own, { do: 'keep', copy, before }, moment))
  return own
}

export const sealedCopies = (db: Db, { id }: Pick<PaperRowOf, 'id'>) =>
  db.selectFrom('sealed_copies').selectAll().where('paper', '=', id).orderBy('kept_at').orderBy('id').execute()

/** Sealed copies of all papers of a case, the oldest first. */
export const sealedCopiesOfCase = (db: Db, caseId: string) =>
  db
    .selectFrom('sealed_copies')
    .selectAll()
    .where(sql<boolean>`state ->> 'case' = ${caseId}`)
    .orderBy('kept_at')
    .orderBy('id')
    .execute()

/** A sealed copy, where the viewer sees the case of its paper. Throws Missing either way. */
export async function sealedCopyOf(db: Db, viewer: Viewer, id: string) {
  const row = await db.selectFrom('sealed_copies').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'sealed-copy-unknown', '没有这份盖章件', 'There is no such sealed copy')
  return { row, ...(await paperOf(db, viewer, row.paper)) }
}

async function wholeOf({ vault }: Seals, sha256: Sha256): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of await vault.read(sha256)) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

const trusted = async (path: string | undefined): Promise<readonly Certificate[]> =>
  path === undefined ? [] : rootsIn(await readFile(path, 'utf8'))
