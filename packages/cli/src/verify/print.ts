import { beijing } from '@liuhen/core/kernel'
import { visible } from '@liuhen/core/evidence-package'
import type { ItemReport, Verdict, VerifyReport } from '@liuhen/core/evidence-package'

export type Language = 'zh' | 'en'

const VERDICTS: Record<Verdict, { zh: string; en: string }> = {
  sound: { zh: '【符】证据包与封存时一致', en: 'SOUND: the package is as it was sealed' },
  altered: { zh: '【不符】证据包有改动', en: 'ALTERED: the package is not as it was sealed' },
  incomplete: { zh: '【不全】证据包有缺失', en: 'INCOMPLETE: something of the package is missing' },
  unreadable: { zh: '【无法核验】不是可以识别的证据包', en: 'UNREADABLE: not a package these rules understand' },
}

const STATES: Record<ItemReport['state'], { zh: string; en: string }> = {
  same: { zh: '一致', en: 'same' },
  differs: { zh: '不符', en: 'differs' },
  missing: { zh: '缺失', en: 'missing' },
  unproven: { zh: '无证明', en: 'unproven' },
}

const HEADINGS = {
  problems: { zh: '发现的问题', en: 'What is wrong' },
  proven: { zh: '证明了什么', en: 'What this proves' },
  notProven: { zh: '没有证明什么', en: 'What this does not prove' },
  key: { zh: '日志公钥（请与该局公布的核对）', en: 'The log’s key (compare it with the published one)' },
}

/** The report for a person at a terminal. Whatever words come from the package, they cannot steer the terminal. */
export function printed(report: VerifyReport, language: Language): string {
  const say = (words: { zh: string; en: string }): string => words[language]
  const lines = [say(VERDICTS[report.verdict])]
  const { package: made, statement } = report
  if (made !== undefined)
    lines.push([made.bureau, made.id, statement?.caseNumber, beijing(made.madeAt)].filter(Boolean).join(' · '))
  lines.push('')
  for (const { item, state, logIndex, remarks } of report.items) {
    const where = logIndex === undefined ? '' : `  #${logIndex}`
    const more = remarks.map((one) => `  (${say(one)})`).join('')
    lines.push(`  ${state === 'same' ? '✓' : '✗'} ${say(STATES[state])}  ${item.path}  ${item.fileName}${where}${more}`)
  }
  const section = (heading: { zh: string; en: string }, entries: readonly string[]): void => {
    if (entries.length > 0) lines.push('', say(heading), ...entries.map((entry) => `  · ${entry}`))
  }
  const failed = report.checks.flatMap((check) => (check.ok ? [] : [check]))
  section(
    HEADINGS.problems,
    failed.map(({ file, message }) => (file === undefined ? say(message) : `${file}: ${say(message)}`)),
  )
  section(HEADINGS.proven, report.proven.map(say))
  section(HEADINGS.notProven, report.notProven.map(say))
  section(HEADINGS.key, report.key === undefined ? [] : [report.key.line])
  return `${lines.map(visible).join('\n')}\n`
}
