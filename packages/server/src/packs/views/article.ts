import type { ArticlePage, LiveNumber } from '@liuhen/contract/packs'
import { because, type CalendarDate, Missing } from '@liuhen/core/kernel'
import type { Article, Pack, RuleKind } from '@liuhen/core/policy'
import type { Book } from '../book.ts'
import type { Proofs } from '../proofs.ts'
import type { Findings } from './findings.ts'
import { instrumentPack, instrumentView } from './instruments.ts'
import { isAsked, wantedSettings } from './rule-set.ts'

/** Numbers of this installation that rules of these kinds are about. */
export type Live = (kinds: ReadonlySet<RuleKind>) => Promise<LiveNumber[]>

interface Asked {
  readonly pack: string
  readonly article: string
  readonly version?: number | undefined
}

/** The page of one article. Throws Missing. */
export async function articlePage(
  book: Book,
  findings: Findings,
  proofs: Proofs,
  asked: Asked,
  today: CalendarDate,
  live: Live,
): Promise<ArticlePage> {
  const pack = instrumentPack(book, asked.pack, today, asked.version)
  const place = pack.articles.findIndex((one) => one.id === asked.article)
  const article = pack.articles[place]
  if (!article)
    throw because(Missing, 'article-unknown', '这部制度里没有这一条', 'The instrument has no such article', {
      field: 'article',
    })
  const [previous, next] = [pack.articles[place - 1], pack.articles[place + 1]]
  const instrument = instrumentView(book, findings, pack, today)
  const ours = pack.obligations.filter((one) => one.article === article.id)
  const ids = new Set([article.id, ...ours.map((one) => one.id)])
  const kinds = new Set(pack.rules.filter(({ source }) => source.some((one) => ids.has(one))).map((one) => one.kind))
  return {
    instrument,
    article: articleView(article),
    obligations: ours.map((one) => obligationView(book, proofs, pack, one, today)),
    rules: rulesOn(book, pack, article.id),
    live: instrument.chosen ? await live(kinds) : [],
    findings: findings.views(findings.of(asked.pack).filter((one) => one.article === article.id)),
    ...(previous && { previous: { id: previous.id, label: previous.label } }),
    ...(next && { next: { id: next.id, label: next.label } }),
  }
}

function articleView(article: Article): ArticlePage['article'] {
  const { id, label } = article
  if ('text' in article) {
    const { chapter, text, labelLost } = article
    return {
      id,
      label,
      text,
      labelLost: labelLost === true,
      unverified: false,
      ...(chapter !== undefined && { chapter }),
    }
  }
  const { law, gist, from, to, unverified } = article
  return {
    id,
    label,
    law,
    gist,
    labelLost: false,
    unverified: unverified === true,
    ...(from && { from }),
    ...(to && { to }),
  }
}

const rulesOn = (book: Book, pack: Pack, source: string) =>
  pack.rules.filter((rule) => rule.source.includes(source)).map((rule) => book.shelf.ruleView({ pack, rule }))

function obligationView(
  book: Book,
  proofs: Proofs,
  pack: Pack,
  { id, kind, modality, quote }: Pack['obligations'][number],
  today: CalendarDate,
): ArticlePage['obligations'][number] {
  const proof = proofs.get(`${pack.identity.id}/${id}`)
  const decided = book.on(today)?.settings ?? {}
  return {
    id,
    kind,
    modality,
    quote,
    does: rulesOn(book, pack, id),
    settings: wantedSettings([pack])
      .filter(({ places }) => places.some(({ source }) => source === id))
      .map((one) => ({ key: one.key, title: one.title, open: isAsked(one) && decided[one.key] === undefined })),
    proof: {
      state: proof?.state ?? 'unknown',
      tests: proof?.tests ?? [],
      states: proof?.states ?? [],
      ...(proof?.reason && { reason: proof.reason }),
    },
  }
}
