import type { CausesView, CauseView, GenerationView } from '@liuhen/contract/causes'
import {
  bandsOf,
  bandWords,
  type Benchmark,
  type Catalogue,
  type Cause,
  type Clause,
  clauseWords,
  compactOf,
  holdsOn,
  joinCatalogues,
  ofTheDay,
} from '@liuhen/core/causes'
import type { CalendarDate } from '@liuhen/core/kernel'
import { catalogueOn } from '@liuhen/core/packs'
import { catalogueOfPacks } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'
import { countsOf } from './adopt.ts'

interface Days {
  /** Of the act, and of the decision. */
  readonly on: CalendarDate
  readonly decided: CalendarDate
}

/** The catalogue as acts of the day of the decision are judged by it. */
export function causesView(book: Book, { on, decided }: Days, names: (actor: string) => string): CausesView {
  const { library, ruleSet } = book
  const rows =
    book.on(decided)?.catalogue ??
    joinCatalogues([catalogueOfPacks(library.packs.filter(isNational)), catalogueOn(ruleSet, decided) ?? {}])
  const [byCode, benchmarks] = [
    Map.groupBy(rows.causes, ({ code }) => code),
    Map.groupBy(rows.benchmarks, ({ cause }) => cause),
  ]
  return {
    on,
    decided,
    causes: [...byCode]
      .map(([code, all]) => causeView(rows, all, benchmarks.get(code) ?? [], { on, decided }))
      .filter(isOfTheDays),
    grounds: rows.grounds
      .filter((one) => holdsOn(one, decided))
      .map(({ code, title, effect, clause, facts }) => ({
        code,
        title,
        effect,
        clause: clauseView(rows)(clause),
        facts,
      })),
    adopted: (ruleSet?.catalogues ?? [])
      .map(({ fileName, from, reason, at, by, rows: own }) => ({
        fileName,
        from,
        reason,
        at,
        by: names(by),
        counts: countsOf(own),
      }))
      .toReversed(),
  }
}

const isNational = ({ identity }: Book['library']['packs'][number]): boolean => identity.kind === 'national'
const isOfTheDays = ({ atAct, atDecision }: CauseView): boolean => atAct !== undefined || atDecision !== undefined

function causeView(
  rows: Catalogue,
  all: readonly Cause[],
  benchmarks: readonly Benchmark[],
  { on, decided }: Days,
): CauseView {
  const generations = all.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const code = generations[0]?.code ?? ''
  const law = ofTheDay(generations, code, on, decided)
  const placeOf = (one: Cause | undefined): number | undefined => (one ? generations.indexOf(one) : undefined)
  const [atAct, atDecision, counts] = [law.atAct, law.atDecision, law.counts].map(placeOf)
  const document = rows.designations.find((one) => one.causes.includes(code) && holdsOn(one, decided))?.document
  return {
    code,
    group: generations.at(-1)?.group ?? '',
    generations: generations.map((one) => generationView(rows, one)),
    ...(atAct !== undefined && { atAct }),
    ...(atDecision !== undefined && { atDecision }),
    ...(counts !== undefined && !law.unsure && { counts }),
    why: law.why,
    differences: [...law.differences],
    benchmarks: benchmarks
      .filter((one) => holdsOn(one, on) || holdsOn(one, decided))
      .map(({ grade, party, criteria, least, most, document: laidDown, from, until, invented = false }) => ({
        grade,
        ...(party && { party }),
        criteria,
        least,
        most,
        document: laidDown,
        from,
        ...(until && { until }),
        invented,
      })),
    ...(document !== undefined && { designation: document }),
  }
}

const clauseView = (rows: Catalogue) => (clause: Clause) => ({
  clause: compactOf(clause),
  words: clauseWords(clause, rows.bases),
})

function generationView(rows: Catalogue, cause: Cause): GenerationView {
  const { title, from, until, elements, note, source, checkedOn, read, limitationYears } = cause
  return {
    title,
    from,
    ...(until && { until }),
    elements,
    prohibition: cause.prohibition.map(clauseView(rows)),
    penalty: cause.penalty.map(clauseView(rows)),
    fine: (['citizen', 'organisation'] as const).map((party) => {
      const once = bandWords(bandsOf(cause, party, false))
      const refused = bandWords(bandsOf(cause, party, true))
      return { party, once, ...(refused.zh !== once.zh && { refused }) }
    }),
    reportNeeded: cause.reportNeeded === true,
    orderFirst: cause.orderFirst === true,
    designated: cause.designated === true,
    dailyFine: cause.dailyFine === true,
    ...(limitationYears && { limitationYears }),
    ...(note && { note }),
    source,
    checkedOn,
    read,
    invented: cause.invented === true,
  }
}
