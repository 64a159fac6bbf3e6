import { text } from '../kernel/index.ts'
import type { CalendarDate, Text } from '../kernel/index.ts'
import { clauseWords } from './clause.ts'
import type { Clause } from './clause.ts'
import { RANKS } from './rows.ts'
import type { Basis, Catalogue, Cause } from './rows.ts'

/** Something wrong with what a paper cites. */
export interface ClauseFinding {
  readonly code:
    | 'clause-repealed'
    | 'clause-not-yet'
    | 'clause-displaced'
    | 'article-unknown'
    | 'paragraph-unknown'
    | 'item-unknown'
    | 'paragraph-missing'
    | 'instrument-unknown'
    | 'clause-incomplete'
    | 'clause-not-of-cause'
    | 'nothing-cited'
  /** An `error` takes the basis away; a `warning` is for a person to look at. */
  readonly severity: 'error' | 'warning'
  readonly clause?: Clause
  readonly message: Text
  /** Where it is known from. */
  readonly source: string
}

export interface LintedBy {
  readonly catalogue: Pick<Catalogue, 'bases'> & Partial<Pick<Catalogue, 'grounds' | 'causes'>>
  /** The generation whose bases have to be cited; absent: nothing has to be. */
  readonly cause?: Cause | undefined
  /** When it is decided, for what orders the procedure; the same day unless told. */
  readonly decided?: CalendarDate | undefined
  /** Titles the paper names that no instrument has. */
  readonly unknown?: readonly string[] | undefined
}

/** Everything wrong with provisions as a basis on a day: that of the act, or of the decision where the newer law counts. */
export function lintClauses(
  cited: readonly Clause[],
  day: CalendarDate,
  { catalogue, cause, decided = day, unknown = [] }: LintedBy,
): readonly ClauseFinding[] {
  const { bases } = catalogue
  const each = cited.map((clause) => ({ clause, found: ofClause(clause, day, decided, bases) }))
  const sound = each.filter(({ found }) => found.length === 0).map(({ clause }) => clause)
  return [
    ...unknown.map((title) => titleUnknown(title, bases)),
    ...each.flatMap(({ found }) => found),
    ...(cause === undefined ? [] : ofCause(cited, sound, cause, catalogue)),
  ]
}

const CATALOGUE = '法律依据目录'

const titleUnknown = (title: string, bases: readonly Basis[]): ClauseFinding => {
  const near = bases.find((one) => one.title.zh.includes(title.slice(0, 4)) || title.includes(one.title.zh.slice(-6)))
  return {
    code: 'instrument-unknown',
    severity: 'warning',
    message: text(
      `依据目录中没有《${title}》：核对名称${near ? `（相近的有《${near.title.zh}》）` : ''}，或者由本局导入`,
      `the catalogue has no instrument called ${title}: check the title${near ? ` (near it: ${near.title.zh})` : ''}, or import it`,
    ),
    source: CATALOGUE,
  }
}

/** What is wrong with one provision, whatever it is cited for. */
function ofClause(
  clause: Clause,
  day: CalendarDate,
  decided: CalendarDate,
  bases: readonly Basis[],
): readonly ClauseFinding[] {
  const basis = bases.find((one) => one.id === clause.instrument)
  const { zh, en } = clauseWords(clause, bases)
  if (basis === undefined) return [titleUnknown(clause.instrument, bases)]
  const source = `${basis.source}，${basis.checkedOn} 核对`
  const found = (code: ClauseFinding['code'], said: Text, severity: ClauseFinding['severity'] = 'error') => ({
    code,
    severity,
    clause,
    message: text(`${zh}：${said.zh}`, `${en}: ${said.en}`),
    source,
  })
  const on = basis.procedural ? decided : day
  const next = bases.find((one) => one.id === basis.replacedBy)
  if (basis.until !== undefined && basis.until < on)
    return [
      found(
        'clause-repealed',
        text(
          `${basis.until} 后已经失效，${on} 不能作为依据${next ? `；现行的是《${next.title.zh}》` : ''}`,
          `out of force after ${basis.until}, no basis on ${on}${next ? `; ${next.title.en} stands in its place` : ''}`,
        ),
      ),
    ]
  if (on < basis.from)
    return [
      found(
        'clause-not-yet',
        text(`${basis.from} 起才施行，${on} 不能作为依据`, `in force only from ${basis.from}, no basis on ${on}`),
      ),
    ]
  return [...displacedBy(clause, basis, on, bases, found), ...ofPlace(clause, basis, found)]
}

type Finder = (code: ClauseFinding['code'], said: Text, severity?: ClauseFinding['severity']) => ClauseFinding

function displacedBy(
  clause: Clause,
  basis: Basis,
  on: CalendarDate,
  bases: readonly Basis[],
  found: Finder,
): readonly ClauseFinding[] {
  return (basis.displaced ?? [])
    .filter((one) => one.article === clause.article && one.from <= on)
    .map(({ by, from, why }) => {
      const higher = clauseWords(by, bases)
      const rank = bases.find((one) => one.id === by.instrument)?.rank
      const isHigher = rank !== undefined && RANKS.indexOf(rank) < RANKS.indexOf(basis.rank)
      return found(
        'clause-displaced',
        text(
          `${from} 起与${isHigher ? '上位法' : '新的规定'}${higher.zh}不一致，适用后者${why ? `（${why.zh}）` : ''}`,
          `contradicts ${isHigher ? 'the higher ' : ''}${higher.en} since ${from}, which counts${why ? ` (${why.en})` : ''}`,
        ),
      )
    })
}

function ofPlace({ article, paragraph, item }: Clause, basis: Basis, found: Finder): readonly ClauseFinding[] {
  if (basis.articles !== undefined && article > basis.articles)
    return [
      found(
        'article-unknown',
        text(`只有 ${basis.articles} 条，没有这一条`, `it has ${basis.articles} articles and not this one`),
      ),
    ]
  const known = basis.known?.find((one) => one.article === article)
  if (known === undefined) return []
  if (known.paragraphs !== undefined && paragraph !== undefined && paragraph > known.paragraphs)
    return [
      found(
        'paragraph-unknown',
        text(
          `该条只有 ${known.paragraphs} 款，没有这一款`,
          `the article has ${known.paragraphs} paragraphs and not this one`,
        ),
      ),
    ]
  if (known.items !== undefined && item !== undefined && item > known.items)
    return [
      found(
        'item-unknown',
        text(`只有 ${known.items} 项，没有这一项`, `there are ${known.items} items and not this one`),
      ),
    ]
  return []
}

const same = (one: Clause, other: Clause): boolean =>
  one.instrument === other.instrument && one.article === other.article

/** Whether all bases of the cause are cited to the paragraph, and nothing that is none of them. */
function ofCause(
  cited: readonly Clause[],
  sound: readonly Clause[],
  cause: Cause,
  { bases, grounds = [] }: LintedBy['catalogue'],
): readonly ClauseFinding[] {
  // Of several norms one was broken at least; of what the penalty rests on nothing may be left out.
  const broken = cause.prohibition.find((one) => cited.some((other) => same(one, other))) ?? cause.prohibition[0]
  const wanted = [...(broken ? [broken] : []), ...cause.penalty]
  const source = `${cause.source}，${cause.checkedOn} 核对`
  const missing = wanted.flatMap((clause): readonly ClauseFinding[] => {
    const there = cited.filter((one) => same(one, clause))
    const { zh, en } = clauseWords(clause, bases)
    const role = cause.penalty.includes(clause)
      ? text('处罚依据', 'the penalty')
      : text('违反的规定', 'the norm broken')
    if (there.length === 0)
      return [
        {
          code: 'clause-incomplete',
          severity: 'error',
          clause,
          message: text(
            `所引依据不全：没有引用${role.zh}${zh}（案由“${cause.title.zh}”）`,
            `only part of the bases is cited: ${role.en} ${en} is missing (${cause.title.en})`,
          ),
          source,
        },
      ]
    const fits = there.some(
      (one) =>
        (clause.paragraph === undefined || one.paragraph === clause.paragraph) &&
        (clause.item === undefined || one.item === clause.item),
    )
    if (fits) return []
    const [first] = there
    const isShort = there.some(
      (one) =>
        (one.paragraph === undefined || one.paragraph === clause.paragraph) &&
        (one.item === undefined || one.item === clause.item),
    )
    return [
      {
        code: isShort ? 'paragraph-missing' : 'clause-not-of-cause',
        severity: 'error',
        ...(first && { clause: first }),
        message: isShort
          ? text(
              `引用要具体到款、项：案由“${cause.title.zh}”的${role.zh}是${zh}`,
              `cite paragraph and item: ${role.en} of ${cause.title.en} is ${en}`,
            )
          : text(
              `引用错误：案由“${cause.title.zh}”的${role.zh}是${zh}`,
              `wrong clause: ${role.en} of ${cause.title.en} is ${en}`,
            ),
        source,
      },
    ]
  })
  // What is wrong by itself has been told.
  const strange = sound
    .filter((one) => ![...cause.prohibition, ...cause.penalty].some((other) => same(one, other)))
    .filter((one) => bases.find((basis) => basis.id === one.instrument)?.procedural !== true)
    .filter((one) => bases.some((basis) => basis.id === one.instrument))
    .filter((one) => !grounds.some(({ clause }) => same(clause, one)))
    .map((clause): ClauseFinding => {
      const { zh, en } = clauseWords(clause, bases)
      return {
        code: 'clause-not-of-cause',
        severity: 'warning',
        clause,
        message: text(
          `${zh}不是案由“${cause.title.zh}”的依据：确有需要的，核对后保留`,
          `${en} is no basis of ${cause.title.en}: keep it only where it is needed`,
        ),
        source,
      }
    })
  return [...missing, ...strange]
}
