import { type Obstacle, text } from '../kernel/index.ts'
import type { RuleOf, RulesOn } from '../policy/index.ts'
import type { Content } from './content.ts'
import { type KnownPeople, masked } from './mask.ts'
import { maskingOf } from './rules.ts'

type Column = NonNullable<RuleOf<'disclosure'>['columns']>[number]
/** One penalty for the credit platform, by the keys its columns are taken from. */
export interface CreditRow {
  readonly publication: string
  readonly texts: Readonly<Record<string, string>>
}

const slashed = (day: string): string => day.replaceAll('-', '/')

/** What the credit platform gets of a decision that is made public like this, by the keys of its columns: nothing that is not public. */
export function creditTexts(
  { texts: written, until, authority }: Content,
  of: { readonly party?: { readonly kind: string } | undefined; readonly title: string },
  known: KnownPeople,
  rules: RulesOn,
): CreditRow['texts'] {
  const texts = Object.fromEntries(written.map((one) => [one.key, one.text]))
  return {
    ...texts,
    'party-kind': of.party?.kind === 'organisation' ? '法人及非法人组织' : '自然人',
    'kind-of-violation': masked(of.title, known, maskingOf(rules)).text,
    'decided-on': slashed(texts['decided-on'] ?? ''),
    'public-until': slashed(until ?? ''),
    'source-unit': authority,
    'source-code': texts['authority-code'] ?? '',
  }
}

const MOST = 2000
/** A cell that a spreadsheet would take for a formula is written as text. */
const cell = (value: string): string => {
  const plain = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
  return /[",\n\r]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Whether it is a unified social credit code: its form and the check character of GB 32100. */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/u.test(code)) return false
  const sum = Array.from(code)
    .slice(0, 17)
    .reduce((so, one, at) => so + CODE_CHARACTERS.indexOf(one) * (3 ** at % 31), 0)
  return CODE_CHARACTERS[(31 - (sum % 31)) % 31] === code.slice(-1)
}

/** What is wrong with one row: by the column and, where it is one of a table, its place, counted from 1. */
export function creditRowObstacles(
  row: Pick<CreditRow, 'texts'>,
  columns: readonly Column[],
  at?: number,
): readonly Obstacle[] {
  const wrong = (name: string, zh: string, en: string): Obstacle => ({
    code: 'credit-row-wrong',
    message:
      at === undefined
        ? text(`双公示的“${name}”：${zh}`, `For the credit platform, “${name}”: ${en}`)
        : text(`第 ${at} 行“${name}”：${zh}`, `Row ${at}, “${name}”: ${en}`),
    field: at === undefined ? name : `rows.${at}.${name}`,
  })
  return columns.flatMap(({ name, from, optional }) => {
    const value = row.texts[from]?.trim() ?? ''
    if (value === '') {
      const isFirm = from === 'party-code' && row.texts['party-kind'] === '法人及非法人组织'
      if (optional === true && !isFirm) return []
      return [wrong(name, '没有填写', 'nothing is entered')]
    }
    if (value.length > MOST) return [wrong(name, `超过 ${MOST} 字`, `longer than ${MOST} characters`)]
    if ((from === 'party-code' || from === 'authority-code' || from === 'source-code') && !isCreditCode(value))
      return [wrong(name, '不是有效的统一社会信用代码', 'no valid unified social credit code')]
    if ((from === 'amount' || from === 'confiscated') && !/^\d{1,10}(\.\d{1,6})?$/u.test(value))
      return [wrong(name, '不是以万元计的金额', 'no amount in ten thousand yuan')]
    if (['decided-on', 'valid-until', 'public-until'].includes(from) && !/^\d{4}\/\d{2}\/\d{2}$/u.test(value))
      return [wrong(name, '日期要写成 2026/09/18', 'a day is written as 2026/09/18')]
    return []
  })
}

/** The whole table, or everything that is wrong with it: one wrong row and none of it is written. */
export function creditTable(
  rows: readonly CreditRow[],
  columns: readonly Column[],
): { readonly csv: string } | { readonly obstacles: readonly Obstacle[] } {
  const obstacles = rows.flatMap((row, at) => creditRowObstacles(row, columns, at + 1))
  if (obstacles.length > 0) return { obstacles }
  const lines = [
    columns.map(({ name }) => name),
    ...rows.map((row) => columns.map(({ from }) => row.texts[from]?.trim() ?? '')),
  ]
  return { csv: `\u{FEFF}${lines.map((one) => one.map(cell).join(',')).join('\r\n')}\r\n` }
}
