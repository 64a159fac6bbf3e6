import type { LintFinding } from '@liuhen/contract/packs'
import { type Finding, lint } from '@liuhen/core/policy'
import type { Law } from '../store.ts'

/** What lint finds in all packs: they do not change while the server runs, so it looks once, when first asked. */
export class Findings {
  readonly #law: Law
  #found: readonly Finding[] | undefined

  constructor(law: Law) {
    this.#law = law
  }

  get all(): readonly Finding[] {
    this.#found ??= lint(this.#law.library.packs)
    return this.#found
  }

  of(pack: string): readonly Finding[] {
    return this.all.filter((one) => one.pack === pack)
  }

  views(findings: readonly Finding[]): LintFinding[] {
    return findings.map(({ alsoSeenBy: _detectors, citations, ...one }) => ({
      ...one,
      citations: citations.map((citation) => this.#law.shelf.citationView(citation)),
    }))
  }
}
