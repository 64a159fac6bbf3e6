import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One thing a regulation demands: `changsha-county-2023/20.1` is the first demand of its article 20. */
export interface Obligation {
  readonly id: string
  readonly regulation: string
  readonly article: string
  readonly kind: string
  /** The regulation's own words. */
  readonly quote: string
  readonly summary: string
  /** What has to be seen for it to be met: `proves()` is for tests that make this true. */
  readonly check: string
}

export interface Regulation {
  readonly id: string
  readonly title: string
  readonly title_en: string
  readonly issuer: string
  readonly date: string
}

/** An obligation only people can meet, and why. */
export interface Organisational {
  readonly id: string
  readonly reason: { readonly zh: string; readonly en: string }
}

export const root = join(import.meta.dirname, '..')
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, 'packs', name), 'utf8'))

export const readObligations = (): {
  readonly regulations: readonly Regulation[]
  readonly obligations: readonly Obligation[]
} => read('obligations.json') as ReturnType<typeof readObligations>

export const readOrganisational = (): readonly Organisational[] =>
  read('organisational.json') as readonly Organisational[]
