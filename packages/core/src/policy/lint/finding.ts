import type { Citation, Text } from '../../kernel/index.ts'
import type { Article, Pack } from '../pack.ts'
import type { Verdict } from '../slip.ts'

/**
 * Something lint found. An `error` is a fault of the pack, which must not be run on; a `warning` is a fault of the
 * instrument that a bureau should settle; `info` is a place that can be read in more than one way.
 */
export interface Finding {
  /** `changsha-county-2023/article-number-old/22`: stays the same as long as the place does. */
  readonly id: string
  readonly severity: 'error' | 'warning' | 'info'
  /** `pack`: of the data; the others of the instrument's text, as in `slips.yaml`. */
  readonly kind: 'pack' | 'print' | 'gap' | 'doubt' | 'conflict'
  readonly pack: string
  /** An article, `rules/handover`, `pack.yaml`. */
  readonly place: string
  readonly article?: string
  /** The words that are meant, as they are printed. */
  readonly quote?: string
  readonly message: Text
  /** How the rules of the pack read it meanwhile. */
  readonly reading?: Text
  readonly verdict?: Verdict
  readonly citations: readonly Citation[]
  /** Detectors that found a place which a reader has noted as well. */
  readonly alsoSeenBy?: readonly string[]
}

export type PrintedArticle = Extract<Article, { text: string }>

export const printedArticles = ({ articles }: Pack): readonly PrintedArticle[] =>
  articles.filter((one): one is PrintedArticle => 'text' in one)

/** A finding in the text of an article. */
export function inText(
  pack: Pack,
  article: PrintedArticle,
  detector: string,
  kind: Exclude<Finding['kind'], 'pack'>,
  quote: string,
  message: Text,
): Finding {
  const { id } = pack.identity
  return {
    id: `${id}/${detector}/${article.id}`,
    severity: kind === 'conflict' ? 'warning' : 'info',
    kind,
    pack: id,
    place: article.id,
    article: article.id,
    quote,
    message,
    citations: [{ article: `${id}/${article.id}`, quote }],
  }
}

/** A fault of the pack itself. */
export const inPack = (pack: Pack, code: string, place: string, zh: string, en: string): Finding => ({
  id: `${pack.identity.id}/${code}/${place}`,
  severity: 'error',
  kind: 'pack',
  pack: pack.identity.id,
  place,
  message: { zh: `${place}：${zh}`, en: `${place}: ${en}` },
  citations: [],
})

/** Numbers findings of one id, so that each has its own: the second is `…-2`. */
export function numbered(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>()
  return findings.map((one) => {
    const count = (seen.get(one.id) ?? 0) + 1
    seen.set(one.id, count)
    return count === 1 ? one : { ...one, id: `${one.id}-${count}` }
  })
}
