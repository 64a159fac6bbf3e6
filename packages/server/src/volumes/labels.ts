import { dayOf, type Instant, type Obstacle } from '@liuhen/core/kernel'
import { filingAsks } from '@liuhen/core/policy'
import { caseRowOf, casesWithRecordings, rulesBy } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingsListed } from '../recordings/index.ts'
import { filedLacks } from './gather.ts'
import { volumeState } from './store.ts'

/**
 * Of these recordings those of a case that cannot be stored as the instrument of their day has them labelled: what each lacks,
 * with the article. One of no case is of no cause and no party, and an instrument that prints folders waits for the archive.
 */
export async function unlabelled(
  db: Db,
  book: Book,
  recordings: readonly string[],
  now: Instant,
): Promise<readonly Obstacle[]> {
  const rows = await recordingsListed(db, recordings)
  const wanted = rows.flatMap(({ id, start_at: start }) => {
    const rules = book.on(dayOf(start))
    return rules && filingAsks(rules).labels ? [id] : []
  })
  if (wanted.length === 0) return []
  const rules = rulesBy(book)(dayOf(now))
  const cases = await casesWithRecordings(db, wanted)
  const lacks = await Promise.all(
    cases.map(async ({ id }) => {
      const [row, volume] = await Promise.all([caseRowOf(db, id), volumeState(db, id)])
      const own = await filedLacks(db, book, rules, row, volume)
      return own.filter(({ at }) => at?.recording !== undefined && wanted.includes(at.recording))
    }),
  )
  return lacks.flat().map(({ code, message, citation }) => ({ code, message, ...(citation && { citation }) }))
}
