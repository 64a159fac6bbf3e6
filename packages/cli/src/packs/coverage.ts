import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pack } from '@liuhen/core/policy'

/** How far the rules of a pack go into what its instrument obliges to. */
export interface PackCoverage {
  readonly pack: string
  readonly version: number
  readonly articles: number
  readonly obligations: number
  readonly rules: number
  /** Obligations no rule stands on: `41.2`. */
  readonly withoutRule: readonly string[]
  /** Obligations a passing test demonstrates; absent where no tally has been made. */
  readonly proven?: number
}

/** Where the last whole run of the tests left its tally. */
const TALLY = join(import.meta.dirname, '../../../../docs/law-coverage.json')

/** The full ids of obligations the last tally found proven; undefined where none has been made. */
export async function provenObligations(file: string = TALLY): Promise<ReadonlySet<string> | undefined> {
  try {
    const { obligations } = JSON.parse(await readFile(file, 'utf8')) as { obligations: { id: string; state: string }[] }
    return new Set(obligations.filter((one) => one.state === 'proven').map((one) => one.id))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown
    return undefined
  }
}

export function coverageOf(pack: Pack, proven: ReadonlySet<string> | undefined): PackCoverage {
  const { id, version } = pack.identity
  const stoodOn = new Set(pack.rules.flatMap((one) => one.source))
  return {
    pack: id,
    version,
    articles: pack.articles.length,
    obligations: pack.obligations.length,
    rules: pack.rules.length,
    withoutRule: pack.obligations.map((one) => one.id).filter((one) => !stoodOn.has(one)),
    ...(proven && { proven: pack.obligations.filter((one) => proven.has(`${id}/${one.id}`)).length }),
  }
}
