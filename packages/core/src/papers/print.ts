import { bornBy } from './check-digits.ts'
import { type Fact, type FactKey, facts } from './facts.ts'
import type { LayoutBlock } from './layout.ts'
import { capitals, dayInWords, inDigits, lengthInWords, minuteInWords, numeral } from './numerals.ts'
import { isMinute } from './problems.ts'
import {
  type FactValue,
  type OfficerValue,
  type PartyValue,
  type PersonValue,
  type Provision,
  standing,
  valueOf,
} from './values.ts'

const pair = (name: string, value: string | undefined): readonly string[] =>
  value === undefined || value.trim() === '' ? [] : [`${name}：${value.trim()}`]
const day = (one: string | undefined): string | undefined =>
  one !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(one) ? dayInWords(one) : one

/** 《…》第五十七条第一款第（一）项 */
export function provisionInWords({ law = '', article, inserted, paragraph, item, point }: Provision): string {
  const parts = [
    article !== undefined && `第${numeral(article)}条`,
    inserted !== undefined && `之${numeral(inserted)}`,
    paragraph !== undefined && `第${numeral(paragraph)}款`,
    item !== undefined && `第（${numeral(item)}）项`,
    point !== undefined && `第${point}目`,
  ].filter((one) => one !== false)
  return `《${law.replaceAll(/[《》]/gu, '')}》${parts.join('')}`
}

function partyInWords(party: PartyValue): string {
  const { kind, name, sex, idNumber, idKind, creditCode, representative, position, address, phone, workplace } = party
  if (kind === 'organisation')
    return [
      ...pair('名称', name),
      ...pair('统一社会信用代码', creditCode?.toUpperCase()),
      ...pair('法定代表人（负责人）', [representative, position].filter(Boolean).join('　')),
      ...pair('住所', address),
      ...pair('联系电话', phone),
    ].join('；')
  return [
    ...pair('姓名', name),
    ...pair('性别', sex),
    ...pair('出生日期', day(party.born ?? bornBy(idNumber ?? ''))),
    ...pair(idKind !== undefined && idKind !== '' ? idKind : '公民身份号码', idNumber?.toUpperCase()),
    ...pair('工作单位', workplace),
    ...pair('住址', address),
    ...pair('联系电话', phone),
  ].join('；')
}

function personInWords({
  none,
  name,
  sex,
  idNumber,
  idKind,
  relation,
  workplace,
  address,
  phone,
}: PersonValue): string {
  if (none !== undefined && none.trim() !== '') return `无（${none.trim()}）`
  return [
    name ?? '',
    ...pair('性别', sex),
    ...pair(idKind !== undefined && idKind !== '' ? idKind : '公民身份号码', idNumber?.toUpperCase()),
    ...pair('与案件或者当事人的关系', relation),
    ...pair('工作单位', workplace),
    ...pair('住址', address),
    ...pair('联系电话', phone),
  ].join('；')
}

const officersInWords = (all: readonly OfficerValue[]): string =>
  all
    .map(({ name = '', certificate, unit }) =>
      [`${name}${certificate === undefined ? '' : `（执法证号 ${certificate}）`}`, unit].filter(Boolean).join('　'),
    )
    .join('；')

const minute = (one: string | undefined): string =>
  one !== undefined && isMinute(one) ? minuteInWords(one) : (one ?? '')

/** What a value says in one line of print; undefined where it says nothing, or is a list. */
export function factInWords(key: FactKey, value: FactValue | undefined): string | undefined {
  const { type }: Fact = facts[key]
  if (value === undefined) return undefined
  const said = (): string | undefined => {
    switch (type) {
      case 'party':
        return partyInWords(valueOf('party', value) ?? {})
      case 'person':
        return personInWords(valueOf('person', value) ?? {})
      case 'officers':
        return officersInWords(valueOf('officers', value) ?? [])
      case 'provisions':
        return (valueOf('provisions', value) ?? []).map(provisionInWords).join('、')
      case 'interval': {
        const { from, until } = valueOf('interval', value) ?? {}
        return `${minute(from)}至${minute(until)}`
      }
      case 'length': {
        const { count, unit } = valueOf('length', value) ?? {}
        return count !== undefined && unit !== undefined ? lengthInWords(count, unit) : undefined
      }
      case 'date':
        return typeof value === 'string' ? day(value) : undefined
      case 'instant':
        return typeof value === 'string' ? minute(value) : undefined
      case 'amount':
        return typeof value === 'number' ? `人民币${inDigits(value)}元（大写：${capitals(value)}）` : undefined
      case 'confirmation':
        return value === true ? '以上记录经核对无误，与实际情况相符。' : undefined
      case 'signature':
        return value === true ? '见签名' : undefined
      case 'goods':
      case 'evidence':
      case 'papers':
      case 'dialogue':
        return undefined
      default:
        return typeof value === 'string' ? value : undefined
    }
  }
  const words = said()?.trim()
  return words === undefined || words === '' ? undefined : words
}

/** After the last row nothing is added any more. */
const NOTHING_BELOW = '以下空白'

const table = (
  label: string,
  columns: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
): LayoutBlock => ({
  kind: 'table',
  label,
  columns: ['序号', ...columns],
  rows: [
    ...rows.map((row, at) => [String(at + 1), ...row.map((one) => one ?? '')]),
    [NOTHING_BELOW, ...columns.map(() => '')],
  ],
})

/** A list as the block it is printed as; undefined where the value is none. */
export function listOf(key: FactKey, label: string, value: FactValue | undefined): LayoutBlock | undefined {
  const { type }: Fact = facts[key]
  switch (type) {
    case 'goods':
      return table(
        label,
        ['编号', '名称', '规格（型号）或者地址', '单位', '数量或者面积', '备注'],
        standing(valueOf('goods', value) ?? []).map((one) => [
          one.number,
          one.name,
          one.specification,
          one.unit,
          one.quantity,
          [one.condition, one.disposal].filter(Boolean).join('；'),
        ]),
      )
    case 'evidence':
      return table(
        label,
        ['证据', '证明事项'],
        standing(valueOf('evidence', value) ?? []).map((one) => [one.name, one.proves]),
      )
    case 'papers':
      return table(
        label,
        ['名称', '文号'],
        standing(valueOf('papers', value) ?? []).map((one) => [one.name, one.number]),
      )
    case 'dialogue': {
      const lines = (valueOf('dialogue', value) ?? []).filter((one) => one.text.trim() !== '')
      return { kind: 'dialogue', lines: lines.map(({ who, text: words }) => ({ who, text: words.trim() })) }
    }
    default:
      return undefined
  }
}

const SPOKEN = { asked: '问：', answered: '答：', noted: '' } as const

/** The same list as lines of text, for whoever reads what a paper says without its pages. */
export function listInWords(key: FactKey, value: FactValue | undefined): string | undefined {
  const block = listOf(key, '', value)
  if (block?.kind === 'dialogue') return block.lines.map((one) => `${SPOKEN[one.who]}${one.text}`).join('\n')
  if (block?.kind !== 'table') return undefined
  return block.rows.map((row) => row.filter((cell) => cell !== '').join(' ')).join('\n')
}
