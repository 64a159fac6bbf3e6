import type { CitationView, RuleView } from '@liuhen/contract/packs'
import type { Citation } from '@liuhen/core/kernel'
import { ruleText } from '@liuhen/core/packs'
import type { Article, Obligation, Pack, Rule, RuleUsed } from '@liuhen/core/policy'

/** A rule with the pack it stands in. */
export interface PlacedRule {
  readonly pack: Pack
  readonly rule: Rule
}

/** A pack with its parts by name. */
interface Shelved {
  readonly pack: Pack
  readonly articles: ReadonlyMap<string, Article>
  readonly obligations: ReadonlyMap<string, Obligation>
  readonly rules: ReadonlyMap<string, Rule>
}

const shelved = (pack: Pack): Shelved => ({
  pack,
  articles: new Map(pack.articles.map((one) => [one.id, one])),
  obligations: new Map(pack.obligations.map((one) => [one.id, one])),
  rules: new Map(pack.rules.map((one) => [one.id, one])),
})

/** All packs in all versions, to be looked up by name, and shown as the counter shows them. */
export class Shelf {
  readonly #packs: ReadonlyMap<string, readonly Shelved[]>

  constructor(packs: readonly Pack[]) {
    const sorted = packs.toSorted((a, b) => a.identity.version - b.identity.version).map(shelved)
    this.#packs = Map.groupBy(sorted, ({ pack }) => pack.identity.id)
  }

  get ids(): readonly string[] {
    return [...this.#packs.keys()]
  }

  /** All versions of a pack, oldest first; none when it is not loaded. */
  versions(id: string): readonly Pack[] {
    return (this.#packs.get(id) ?? []).map((one) => one.pack)
  }

  /** A version of a pack, the latest unless told. */
  pack(id: string, version?: number): Pack | undefined {
    return this.#shelved(id, version)?.pack
  }

  article(id: string, article: string, version?: number): Article | undefined {
    return this.#shelved(id, version)?.articles.get(article)
  }

  rule(id: string, rule: string, version?: number): PlacedRule | undefined {
    const found = this.#shelved(id, version)
    const named = found?.rules.get(rule)
    return found && named && { pack: found.pack, rule: named }
  }

  /** The obligation or article that a rule or setting names as its source, as a citation. */
  source(pack: Pack, source: string): Citation {
    const { id, version } = pack.identity
    const found = this.#shelved(id, version)?.obligations.get(source)
    return found ? { article: `${id}/${found.article}`, quote: found.quote } : { article: `${id}/${source}` }
  }

  citationView({ article: whole, quote }: Citation, version?: number): CitationView {
    const [id = '', ...rest] = whole.split('/')
    const article = rest.join('/')
    const found = this.article(id, article, version)
    return {
      pack: id,
      title: this.pack(id, version)?.identity.title ?? { zh: id, en: id },
      article,
      label: found ? labelOf(found) : article,
      ...(quote !== undefined && { quote }),
    }
  }

  ruleView({ pack, rule }: PlacedRule): RuleView {
    const { id, version } = pack.identity
    const { id: name, kind, source, note, ...facts } = rule
    return {
      pack: id,
      version,
      rule: name,
      kind,
      says: ruleText(rule),
      facts,
      citations: source.map((one) => this.citationView(this.source(pack, one), version)),
      ...(note && { note }),
    }
  }

  /** The rule an answer stands on. */
  usedView(used: RuleUsed): RuleView[] {
    const found = this.rule(used.pack, used.rule, used.version)
    return found ? [this.ruleView(found)] : []
  }

  #shelved(id: string, version?: number): Shelved | undefined {
    const all = this.#packs.get(id)
    return version === undefined ? all?.at(-1) : all?.find(({ pack }) => pack.identity.version === version)
  }
}

/** `第四十一条`; of the national law `行政处罚法第六十条`, whose labels name their law themselves. */
export const labelOf = ({ label }: Article): string => label
