import type { ReplyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied, Missing, type Sha256 } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { sql } from 'kysely'
import { uuidv7 } from '../platform/index.ts'
import type { Papers } from './commands.ts'
import { type PaperRowOf, paperOf } from './store.ts'

/** Reads the fixed bytes of a paper again; that they are not what they were is put on record. Throws Missing. */
export async function verifyPaper(here: Papers, viewer: Viewer, id: string): Promise<ReplyOf<Table['verifyPaper']>> {
  const { paper } = await paperOf(here.db, viewer, id)
  const { frozen } = paper.state
  if (!frozen) throw because(Missing, 'paper-not-frozen', '这份文书还没有定稿', 'This paper is not fixed yet')
  const { sha256 } = await here.vault.digest(frozen.sha256)
  await noteVerified(here, `person:${viewer.person}`, paper, sha256)
  return { same: sha256 === frozen.sha256, sha256, expected: frozen.sha256, at: here.clock.now() }
}

async function noteVerified(
  { db, clock, journal, log }: Pick<Papers, 'db' | 'clock' | 'journal' | 'log'>,
  actor: string,
  { id, case_id, state }: PaperRowOf,
  sha256: Sha256,
): Promise<void> {
  const [at, same] = [clock.now(), sha256 === state.frozen?.sha256]
  if (!same) log.alarm('a paper is not what was fixed', { paper: id, case: case_id, sha256 })
  const body = { paper: id, case: case_id, sha256, same }
  const event = { stream: `verification:${uuidv7(at)}`, version: 1, kind: 'PaperVerified/1' as const, at, actor, body }
  await db.transaction().execute((trx) => journal.write(trx, [event]))
}

/** Puts on record, with the paper whose fixed bytes they were, that a blob is not what was put there; nothing for others. */
export async function notePaperBroken(
  here: Pick<Papers, 'db' | 'clock' | 'journal' | 'log'>,
  expected: Sha256,
  found: { readonly sha256: Sha256 },
): Promise<void> {
  const papers = await here.db
    .selectFrom('papers')
    .selectAll()
    .where(sql<boolean>`state -> 'frozen' ->> 'sha256' = ${expected}`)
    .execute()
  for (const paper of papers) await noteVerified(here, 'system', paper, found.sha256)
}

/** Nobody deletes a paper: what is wrong with one is corrected beside it. Throws Denied, with the article, always. */
export async function refuseDeletion({ db, law, clock }: Papers, viewer: Viewer, id: string): Promise<never> {
  await paperOf(db, viewer, id)
  const day = dayOf(clock.now())
  const rules = (await law.book(db)).on(day)
  const forbidden = rules && rulesOf(rules, 'prohibition').find(({ rule }) => rule.answeredFor?.includes('destroyed'))
  const citation = forbidden?.used.citations[0]
  throw because(
    Denied,
    'paper-untouchable',
    '任何人都不能删除文书：有错的，作废或者更正，原件留存。这样的请求会记入流水',
    'Nobody deletes a paper: one that is wrong is voided or corrected, and what it was stays. Such requests are journalled',
    citation && { citation },
  )
}
