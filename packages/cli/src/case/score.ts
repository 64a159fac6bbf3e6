import { type Citation, text, type Text } from '@liuhen/core/kernel'
import { bandNames, type Deduction, type Scored, type Unsure } from '@liuhen/core/score'
import type { Language } from '../terminal/index.ts'

const WORDS = {
  noSheet: text('所选制度没有评查表', 'the packs chosen have no score sheet'),
  undecided: text('还没有处理决定，评不出等次', 'nothing is decided yet, and no band can be told'),
  veto: text('一票否决', 'vetoes'),
  openVeto: text('一票否决，不能确定', 'vetoes that cannot be told'),
  unsure: text('不能确定', 'cannot be told'),
} as const

const articlesOf = (citations: readonly Citation[]): readonly string[] => [
  ...new Set(citations.map((one) => one.article)),
]

/** As spec/case.md has the answer. */
export function scoreWritten({ on, band, score, outOf, vetoes, deductions, unsure, blocks }: Scored) {
  const each = ({ citations, at, ...one }: Deduction | Unsure) => ({
    ...one,
    articles: articlesOf(citations),
    ...(at && { at }),
  })
  return {
    format: 'liuhen-score/1',
    on,
    ...(band && { band }),
    score,
    outOf,
    vetoes: vetoes.map(each),
    deductions: deductions.map(each),
    unsure: unsure.map(each),
    blocks,
  }
}

/** The score for a person at a terminal: the band, vetoes, then every deduction under its block. */
export function scoreLines(scored: Scored, language: Language): readonly string[] {
  const { band, on, score, outOf, vetoes, deductions, unsure, blocks } = scored
  if (outOf === 0) return [WORDS.noSheet[language]]
  const told = (title: Text, all: readonly Unsure[], mark: string) =>
    all.length > 0 ? [title[language], ...all.flatMap((one) => lines(one, mark, language))] : []
  return [
    `${band === undefined ? WORDS.undecided[language] : bandNames[band][language]}  ${score}/${outOf}  (${on})`,
    ...told(WORDS.veto, vetoes, '✗'),
    ...told(
      WORDS.openVeto,
      unsure.filter((one) => one.veto),
      '?',
    ),
    ...blocks.flatMap(({ id, title, points, lost }) => [
      `${title[language]}  ${points - lost}/${points}`,
      ...deductions.filter((one) => one.block === id).flatMap((one) => lines(one, `−${one.points ?? 0}`, language)),
    ]),
    ...told(
      WORDS.unsure,
      unsure.filter((one) => !one.veto),
      '?',
    ),
  ]
}

function lines({ say, why, citations, at }: Unsure, mark: string, language: Language): readonly string[] {
  return [
    `  ${mark} ${say[language]}${at === undefined ? '' : `  (${place(at, language)})`}`,
    `      ${why[language]}  [${articlesOf(citations).join(', ')}]`,
  ]
}

const place = ({ number, title, on }: { number?: number; title: Text; on?: string }, language: Language): string =>
  [number, on, title[language]].filter((one) => one !== undefined).join(' ')
