import type { CitationView } from '@liuhen/contract/packs'
import type { CalendarDate } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { type ScoringLabel, scoringLabels } from '@liuhen/core/supervision'
import type { Book } from '../packs/index.ts'

/** Proposed for one label: more would be the whole instrument. */
const PROPOSED = 24

/** By which articles of the instruments in force each label may be measured, each once. */
export function scoringArticles(book: Book, day: CalendarDate): { label: ScoringLabel; citations: CitationView[] }[] {
  const rules = book.on(day)
  return (Object.keys(scoringLabels) as ScoringLabel[]).map((label) => {
    const found = new Map<string, CitationView>()
    for (const kind of scoringLabels[label].asks)
      for (const { rule, used } of rules ? rulesOf(rules, kind) : [])
        if (rule.kind !== 'cadence' || rule.checks)
          for (const one of used.citations) {
            const view = book.shelf.citationView(one)
            const key = `${view.pack}/${view.article}`
            if (!found.has(key)) found.set(key, view)
          }
    return { label, citations: [...found.values()].slice(0, PROPOSED) }
  })
}

/** Whether an instrument that counts on that day has this article: `pack/article`. */
export function knowsArticle(book: Book, day: CalendarDate, article: string): boolean {
  const at = article.indexOf('/')
  const [pack, place] = [article.slice(0, at), article.slice(at + 1)]
  const inForce = book.on(day)?.packs.some(({ identity }) => identity.id === pack) === true
  return inForce && book.shelf.article(pack, place) !== undefined
}

/** The last day there may be for putting a problem right, where an instrument has a term for it, with its article. */
export function latestDay(book: Book, day: CalendarDate) {
  const rules = book.on(day)
  const rule = rules && rulesOf(rules, 'period').find(({ rule: { id } }) => id === 'period-rectification')
  if (!rule) return undefined
  const answer = book.ask(day, { ask: 'period', period: rule.rule.id, from: day, suspended: [], extended: false })
  const last = answer?.value.last
  return last === undefined ? undefined : { due: last.slice(0, 10) as CalendarDate, citation: rule.used.citations[0] }
}
