import { text } from '@liuhen/core/kernel'
import type { Explanation } from '@liuhen/core/packs'
import type { Change, Finding } from '@liuhen/core/policy'
import type { Language } from '../terminal/index.ts'
import type { PackCoverage } from './coverage.ts'

const WORDS = {
  none: text('没有发现问题', 'Nothing found'),
  reading: text('理解为', 'read as'),
  open: text('尚未设置', 'not set yet'),
  same: text('没有差别', 'No difference'),
  article: text('条', 'art.'),
  noRule: text('没有规则对应的义务', 'obligations no rule stands on'),
}

const SEVERITIES = {
  error: text('错误', 'error'),
  warning: text('注意', 'warning'),
  info: text('提示', 'note'),
}

const VERDICTS = {
  'permitted-stricter': text('更严，允许', 'stricter, permitted'),
  doubtful: text('存疑', 'doubtful'),
  void: text('不生效力', 'of no effect'),
}

/** Findings pack by pack. */
export function findingLines(findings: readonly Finding[], language: Language): string[] {
  if (findings.length === 0) return [WORDS.none[language]]
  return [...Map.groupBy(findings, (one) => one.pack)].flatMap(([pack, found]) => [
    `${pack} (${found.length})`,
    ...found.flatMap((one) => {
      const verdict = one.verdict === undefined ? '' : ` [${VERDICTS[one.verdict][language]}]`
      return [
        `  ${SEVERITIES[one.severity][language]} ${one.place}  ${one.message[language]}${verdict}`,
        `    ${one.id}`,
        ...(one.quote === undefined ? [] : [`    “${one.quote}”`]),
        ...(one.reading === undefined ? [] : [`    ${WORDS.reading[language]}: ${one.reading[language]}`]),
      ]
    }),
  ])
}

/** The answer, then each rule behind it with its articles and their words. */
export function explanationLines({ says, chain, open, notes }: Explanation, language: Language): string[] {
  return [
    says[language],
    ...chain.flatMap((one) => [
      `  ${one.says[language]}  (${one.pack}@${one.version} ${one.rule})`,
      ...one.places.map(({ label, quote }) => `    ${label}${quote === undefined ? '' : ` “${quote}”`}`),
    ]),
    ...notes.map((one) => `  ${one[language]}`),
    ...open.map((key) => `  ${WORDS.open[language]}: ${key}`),
  ]
}

export function changeLines(changes: readonly Change[], language: Language): string[] {
  if (changes.length === 0) return [WORDS.same[language]]
  const signs = { added: '+', removed: '-', changed: '~' } as const
  return changes.map((one) => `${signs[one.change]} ${one.says[language]}`)
}

export function coverageLines(packs: readonly PackCoverage[], language: Language): string[] {
  const heads = [
    text('条文', 'articles'),
    text('义务', 'obligations'),
    text('规则', 'rules'),
    text('无规则', 'no rule'),
    text('已证明', 'proven'),
  ]
  return [
    heads.map((one) => one[language].padStart(12)).join(''),
    ...packs.map((one) => {
      const counts = [one.articles, one.obligations, one.rules, one.withoutRule.length, one.proven ?? '–']
      return `${counts.map((count) => String(count).padStart(12)).join('')}  ${one.pack}@${one.version}`
    }),
    ...packs
      .filter((one) => one.withoutRule.length > 0)
      .map((one) => `${one.pack}: ${WORDS.noRule[language]} ${one.withoutRule.join(' ')}`),
  ]
}
