import { type CatalogueFile, type CatalogueReport, lineIn, readCatalogueFile } from '@liuhen/contract/causes'
import type { Catalogue } from '@liuhen/core/causes'
import { because, dayOf, Malformed } from '@liuhen/core/kernel'
import { catalogueOn, ruleSetStream } from '@liuhen/core/packs'
import { catalogueOfPacks } from '@liuhen/core/policy'
import { bureauId, type Packs } from '../packs/index.ts'
import { decodeCsv } from '../people/index.ts'

/**
 * Looks at a file of the bureau's own rows, or adopts it from a day on. A file that is wrong anywhere changes nothing, and the
 * report names every line that is. Throws Malformed without a reason, and Refused for days gone by.
 */
export async function adoptCatalogue(
  here: Packs,
  actor: string,
  { fileName, file, check, from, reason }: CatalogueFile,
): Promise<CatalogueReport> {
  const at = here.clock.now()
  const day = from ?? dayOf(at)
  const { library, ruleSet } = await here.law.book(here.db)
  const national = catalogueOfPacks(library.packs.filter(({ identity }) => identity.kind === 'national'))
  const read = readOrReport(() =>
    readCatalogueFile({ path: fileName, text: decodeCsv({ file }) }, national, catalogueOn(ruleSet, day)),
  )
  if ('problems' in read) return read
  const counts = countsOf(read)
  if (check) return { adopted: false, counts, problems: [] }
  if (reason === undefined)
    throw because(
      Malformed,
      'reason-missing',
      '请写明依据哪份文件、为什么导入',
      'Say by which document, and why, it is adopted',
      { field: 'reason' },
    )
  const id = await bureauId(here.db)
  const command = { do: 'adopt-catalogue', adoption: { fileName, from: day, reason, rows: read } } as const
  await here.db.transaction().execute((trx) => here.journal.act(trx, ruleSetStream, id, command, { at, actor }))
  return { adopted: true, counts, problems: [] }
}

/** How many rows each table has; those without any are left out. */
export const countsOf = (rows: Catalogue): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).flatMap(([table, all]) => (all.length > 0 ? [[table, all.length]] : [])))

function readOrReport(read: () => Catalogue): Catalogue | CatalogueReport {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const problems = error.obstacles.map((one) => ({ row: lineIn(one), message: one.message }))
    return { adopted: false, counts: {}, problems }
  }
}
