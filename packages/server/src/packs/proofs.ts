import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Text } from '@liuhen/core/kernel'
import { z } from 'zod'

/** What the last whole run of the tests left behind. */
const COVERAGE = fileURLToPath(new URL('../../../../docs/law-coverage.json', import.meta.url))

const Coverage = z.object({
  obligations: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['proven', 'stated', 'organisational', 'open']),
      tests: z.array(z.string()).optional(),
      states: z.array(z.string()).optional(),
      reason: Text.optional(),
    }),
  ),
})
type Entry = z.infer<typeof Coverage>['obligations'][number]

/** How each obligation is proven, by its whole id `changsha-county-2023/41.2`; empty where the tests were never counted. */
export type Proofs = ReadonlyMap<string, Entry>

/** Read anew each time, since it changes when the tests are run; a file that is not of its shape tells nothing. */
export async function readProofs(file: string = COVERAGE): Promise<Proofs> {
  try {
    const { obligations } = Coverage.parse(JSON.parse(await readFile(file, 'utf8')))
    return new Map(obligations.map((one) => [one.id, one]))
  } catch {
    return new Map()
  }
}
