import type { LintFinding } from '@liuhen/contract/packs'
import { text } from '@liuhen/core/kernel'
import { type Finding, lint } from '@liuhen/core/policy'
import { labelOf } from '../shelf.ts'
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
    return findings.map((one) => this.#view(one))
  }

  #view({ alsoSeenBy: _detectors, citations, ...one }: Finding): LintFinding {
    const { shelf } = this.#law
    const article = one.article === undefined ? undefined : shelf.article(one.pack, one.article)
    const rule = one.place.startsWith(RULES) ? shelf.rule(one.pack, one.place.slice(RULES.length)) : undefined
    return {
      ...one,
      title: shelf.pack(one.pack)?.identity.title ?? text(one.pack, one.pack),
      citations: citations.map((citation) => shelf.citationView(citation)),
      ...(article && { label: labelOf(article) }),
      ...(rule && { rule: shelf.ruleView(rule) }),
    }
  }
}

/** How lint names a place that is a rule. */
const RULES = 'rules/'
