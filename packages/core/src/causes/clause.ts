import { z } from 'zod'
import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { Basis } from './rows.ts'
import { numberFrom, numeral } from './numerals.ts'

export const BasisId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const number = z.number().int().positive().max(9999)

/** One provision: 条, 款, 项. Without a paragraph the article as a whole is meant. */
export interface Clause {
  readonly instrument: string
  readonly article: number
  readonly paragraph?: number | undefined
  readonly item?: number | undefined
}

const COMPACT = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/(\d{1,4})(?:\.(\d{1,2}))?(?:\((\d{1,2})\))?$/

/** `ecology-code/1132.1(3)`: article 1132, paragraph 1, item 3. Undefined where it is not so written. */
export function clauseFrom(compact: string): Clause | undefined {
  const [, instrument, article, paragraph, item] = COMPACT.exec(compact.trim()) ?? []
  if (instrument === undefined) return undefined
  return {
    instrument,
    article: Number(article),
    ...(paragraph !== undefined && { paragraph: Number(paragraph) }),
    ...(item !== undefined && { item: Number(item) }),
  }
}

/** The same, written {@link clauseFrom} reads it. */
export const compactOf = ({ instrument, article, paragraph, item }: Clause): string =>
  `${instrument}/${article}${paragraph === undefined ? '' : `.${paragraph}`}${item === undefined ? '' : `(${item})`}`

/** A clause in a file: its members, or compact. */
export const Clause: z.ZodType<Clause> = z.union([
  z.strictObject({
    instrument: BasisId,
    article: number,
    paragraph: number.optional(),
    item: number.optional(),
  }),
  z.string().transform((compact, context): Clause => {
    const read = clauseFrom(compact)
    if (read !== undefined) return read
    context.addIssue({
      code: 'custom',
      message: `“${compact}” 应如 ecology-code/1132.1(3) · "${compact}" should be like ecology-code/1132.1(3)`,
    })
    return z.NEVER
  }),
])

export const sameClause = (one: Clause, other: Clause): boolean => compactOf(one) === compactOf(other)

/** 第一千一百三十二条第一款第三项 */
const placeOf = ({ article, paragraph, item }: Clause): string =>
  `第${numeral(article)}条${paragraph === undefined ? '' : `第${numeral(paragraph)}款`}${item === undefined ? '' : `第${numeral(item)}项`}`

/** As a paper prints it; by the key of the instrument where the catalogue does not have it. */
export function clauseWords(clause: Clause, bases: readonly Basis[]): Text {
  const found = bases.find((one) => one.id === clause.instrument)
  const { article, paragraph, item } = clause
  const place = `art. ${article}${paragraph === undefined ? '' : `(${paragraph})`}${item === undefined ? '' : ` item ${item}`}`
  return text(
    `《${found?.title.zh ?? clause.instrument}》${placeOf(clause)}`,
    `${found?.title.en ?? clause.instrument} ${place}`,
  )
}

/** What of a text is a provision, and what names one that cannot be told. */
export interface Cited {
  readonly clauses: readonly Clause[]
  /** Titles that no instrument of the catalogue has. */
  readonly unknown: readonly string[]
}

const NUMBER = '([\\d〇零一二两三四五六七八九十百千]{1,12})'
const PLACE = new RegExp(`第${NUMBER}条(?:之一)?(?:第${NUMBER}款)?(?:第[（(]?${NUMBER}[）)]?项)?`, 'g')

/**
 * The provisions that a text cites: 《生态环境法典》第一千一百三十二条第一款, with or without the marks, each place after a
 * title being of that title until the next; or compact, `ecology-code/1132.1`.
 */
export function citedIn(words: string, bases: readonly Basis[]): Cited {
  const clauses: Clause[] = []
  for (const [compact] of words.matchAll(/[a-z][a-z0-9-]*\/\d{1,4}(?:\.\d{1,2})?(?:\(\d{1,2}\))?/g)) {
    const clause = clauseFrom(compact)
    if (clause !== undefined) clauses.push(clause)
  }
  const { titles, unknown } = titlesIn(words, bases)
  for (const [at, { end, basis }] of titles.entries()) {
    if (basis === undefined) continue
    const within = words.slice(end, titles[at + 1]?.start)
    for (const [, article = '', paragraph, item] of within.matchAll(PLACE)) {
      const number = numberFrom(article)
      if (number === undefined) continue
      clauses.push({
        instrument: basis.id,
        article: number,
        ...(paragraph !== undefined && { paragraph: numberFrom(paragraph) }),
        ...(item !== undefined && { item: numberFrom(item) }),
      })
    }
  }
  const distinct = new Map(clauses.map((one) => [compactOf(one), one]))
  return { clauses: [...distinct.values()], unknown }
}

interface Title {
  readonly start: number
  readonly end: number
  readonly basis: Basis | undefined
}

const plain = (title: string): string => title.replace(/^中华人民共和国/, '').replaceAll(/[（(][^（(]*[)）]/g, '')

const namesOf = (basis: Basis): readonly string[] =>
  [basis.title.zh, plain(basis.title.zh), ...(basis.short ?? [])].filter((name) => name !== '')

/** Where instruments are named, in the order of the text: between title marks, or bare before a place. */
function titlesIn(words: string, bases: readonly Basis[]): { titles: readonly Title[]; unknown: readonly string[] } {
  const titles: Title[] = []
  const unknown: string[] = []
  for (const found of words.matchAll(/《([^《》]+)》/g)) {
    const named = plain(found[1] ?? '')
    const basis = bases.find((one) => namesOf(one).some((name) => plain(name) === named))
    titles.push({ start: found.index, end: found.index + found[0].length, basis })
    if (basis === undefined) unknown.push(found[1] ?? '')
  }
  const bare = bases
    .flatMap((basis) => namesOf(basis).map((name) => ({ basis, name })))
    .toSorted((a, b) => b.name.length - a.name.length)
  for (const { basis, name } of bare) {
    for (let at = words.indexOf(`${name}第`); at >= 0; at = words.indexOf(`${name}第`, at + 1)) {
      const end = at + name.length
      if (titles.some((one) => at < one.end && one.start < end)) continue
      titles.push({ start: at, end, basis })
    }
  }
  return { titles: titles.toSorted((a, b) => a.start - b.start), unknown }
}
