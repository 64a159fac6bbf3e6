import type { CaseState, KeptAct } from '../case/index.ts'
import { type Obstacle, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import { dayInWords } from '../papers/index.ts'
import { type Act, acts as ACTS, byMeasure, MEASURES, measuresOf } from '../procedure/index.ts'
import type { PaperStanding } from './around.ts'

type OfActs = Pick<PaperStanding['rule'], 'acts'>
interface Begun {
  readonly id: string
  readonly of?: string | undefined
}

/** The measures of a case that a paper of these acts can be of, in the order they were entered. */
export function measuresFor({ acts = [] }: OfActs, state: Pick<CaseState, 'acts'>): readonly KeptAct[] {
  const kinds = acts.flatMap(measuresOf)
  return state.acts.filter((one) => one.struck === undefined && kinds.includes(one.act.act))
}

/** Which of the papers of one rule is of which measure. */
export const measuresOfPapers = (
  rule: OfActs,
  state: Pick<CaseState, 'acts'>,
  papers: readonly Begun[],
): ReadonlyMap<string, string> =>
  new Map(
    byMeasure(
      papers,
      measuresFor(rule, state).map((one) => one.act.id),
    ).map(([measure, paper]) => [paper.id, measure]),
  )

/** The measures of which there is no such paper. */
export function measuresWithout(
  rule: OfActs,
  state: Pick<CaseState, 'acts'>,
  papers: readonly Begun[],
): readonly KeptAct[] {
  const there = new Set(measuresOfPapers(rule, state, papers).values())
  return measuresFor(rule, state).filter((one) => !there.has(one.act.id))
}

/** A measure as a paper names it: its day, its kind and what was taken. */
export function measureInWords({ act: { act, on, says } }: Pick<KeptAct, 'act'>): Text {
  const { zh, en } = ACTS[act].name
  const goods = typeof says.goods === 'string' ? says.goods : undefined
  return text(
    `${dayInWords(on)}${zh}${goods === undefined ? '' : `（${goods}）`}`,
    `${en} of ${on}${goods === undefined ? '' : ` (${goods})`}`,
  )
}

/**
 * The measure a paper is of: the one that is said, or the only one it can be. Where there are several it is said and not
 * guessed. The paper of a measure that is not entered yet is of none of those that have theirs.
 */
export function measureFor(
  { rule, used }: PaperStanding,
  state: Pick<CaseState, 'acts'>,
  papers: readonly Begun[],
  said: string | undefined,
): { readonly measure?: string | undefined; readonly against: readonly Obstacle[] } {
  const all = measuresFor(rule, state)
  const [citation] = used.citations
  const wrong = (code: string, zh: string, en: string) => ({
    against: [{ code, message: text(zh, en), field: 'about', ...(citation && { citation }) }],
  })
  if (said !== undefined)
    return all.some((one) => one.act.id === said)
      ? { measure: said, against: [] }
      : wrong(
          'measure-unknown',
          `本案没有这一次措施可以作《${rule.title.zh}》`,
          `The case has no such measure for ${rule.title.en} to be of`,
        )
  const left = measuresWithout(rule, state, papers)
  const isOwn = rule.acts?.some((act: Act) => MEASURES.includes(act)) === true
  const only = left.length === 1 ? left[0] : all.length === 1 && !isOwn ? all[0] : undefined
  if (only !== undefined || all.length === 0 || (isOwn && left.length === 0))
    return { measure: only?.act.id, against: [] }
  const named = (language: 'zh' | 'en'): string =>
    (left.length > 0 ? left : all).map((one) => measureInWords(one)[language]).join(language === 'zh' ? '；' : '; ')
  return wrong(
    'measure-untold',
    `本案有几次措施，请选定《${rule.title.zh}》是哪一次的：${named('zh')}`,
    `The case has several measures: say which ${rule.title.en} is of: ${named('en')}`,
  )
}
