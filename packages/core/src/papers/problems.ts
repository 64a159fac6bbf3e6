import { CalendarDate } from '../kernel/index.ts'
import { bornBy, creditCheck, isCreditCode, isResidentNumber, residentCheck } from './check-digits.ts'
import { type Fact, type FactKey, facts } from './facts.ts'
import {
  type DialogueLine,
  type EvidenceRow,
  type FactValue,
  type GoodsRow,
  type OfficerValue,
  type PapersRow,
  type PartyValue,
  type PersonValue,
  type Provision,
  type Slip,
  slip,
  standing,
  valueOf,
} from './values.ts'

const given = (one: string | undefined): one is string => one !== undefined && one.trim() !== ''
const isDay = (one: string): boolean => CalendarDate.safeParse(one).success
/** `2026-11-21 15:20` of a day and a minute that there are. */
export const isMinute = (one: string): boolean =>
  /^\d{4}-\d{2}-\d{2} (?:[01]\d|2[0-3]):[0-5]\d$/u.test(one) && isDay(one.slice(0, 10))

const lacking = (isThere: boolean, zh: string, en: string, member?: string): readonly Slip[] =>
  isThere ? [] : [slip(true, `没有写${zh}`, `${en} is missing`, member)]
const wrong = (is: boolean, zh: string, en: string, member?: string): readonly Slip[] =>
  is ? [slip(false, zh, en, member)] : []

/** The number is one of a resident unless it is said to be another's: a passport, a permit. */
function identity({ idNumber, idKind, born }: Pick<PartyValue, 'idNumber' | 'idKind' | 'born'>): readonly Slip[] {
  if (!given(idNumber) || given(idKind)) return []
  const number = idNumber.toUpperCase()
  if (isResidentNumber(number)) {
    const by = bornBy(number)
    return wrong(
      given(born) && isDay(born) && by !== born,
      `公民身份号码里的出生日期是 ${by}，这里写的是 ${born ?? ''}`,
      `By the identity number the day of birth is ${by}, and ${born ?? ''} is written`,
      'born',
    )
  }
  const last = number.length === 18 ? residentCheck(number.slice(0, 17)) : undefined
  return wrong(
    true,
    last === undefined
      ? `公民身份号码应为 18 位（现在 ${number.length} 位），前 17 位是数字`
      : `公民身份号码“${number}”的校验码不对，请逐位核对`,
    last === undefined
      ? `A resident identity number has 18 characters (here ${number.length}), the first 17 of them digits`
      : `The check character of the identity number "${number}" is wrong: compare it digit by digit`,
    'idNumber',
  )
}

function credit({ creditCode }: Pick<PartyValue, 'creditCode'>): readonly Slip[] {
  if (!given(creditCode)) return []
  const code = creditCode.toUpperCase()
  const shaped = code.length === 18 && creditCheck(code.slice(0, 17)) !== undefined
  return wrong(
    !isCreditCode(code),
    shaped
      ? `统一社会信用代码“${code}”的校验码不对，请逐位核对`
      : `统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z），现在 ${code.length} 位`,
    shaped
      ? `The check character of the credit code "${code}" is wrong: compare it character by character`
      : `A credit code has 18 digits and capitals (without I, O, S, V, Z), here ${code.length}`,
    'creditCode',
  )
}

/** What is wrong with the numbers by which a party is known; nothing of those that are not given. */
export const numberSlips = (
  party: Pick<PartyValue, 'idNumber' | 'idKind' | 'born' | 'creditCode'>,
): readonly Slip[] => [...identity(party), ...credit(party)]

function partySlips(party: PartyValue): readonly Slip[] {
  const { kind, name, address, idNumber, creditCode, representative } = party
  const ofCitizen = kind === 'citizen'
  return [
    ...lacking(kind !== undefined, '当事人是公民还是单位', 'Whether the party is a citizen', 'kind'),
    ...lacking(given(name), '姓名（名称）', 'The name', 'name'),
    ...(ofCitizen ? lacking(given(idNumber), '身份证件号码', 'The identity number', 'idNumber') : []),
    ...(kind === 'organisation'
      ? [
          ...lacking(given(creditCode), '统一社会信用代码', 'The credit code', 'creditCode'),
          ...lacking(given(representative), '法定代表人（负责人）', 'The legal representative', 'representative'),
        ]
      : []),
    ...lacking(given(address), '地址', 'The address', 'address'),
    ...numberSlips(party),
  ]
}

const personSlips = (person: PersonValue): readonly Slip[] =>
  given(person.none) ? [] : [...lacking(given(person.name), '姓名', 'The name', 'name'), ...identity(person)]

const officerSlips = (all: readonly OfficerValue[]): readonly Slip[] => [
  ...lacking(all.length > 0, '人员', 'Nobody is named, who'),
  ...wrong(new Set(all.map((one) => one.person)).size < all.length, '同一个人写了两次', 'Somebody is named twice'),
]

function rowSlips<R extends { readonly id: string; readonly withdrawn?: string | undefined }>(
  rows: readonly R[],
  what: readonly [string, string],
  columns: readonly (readonly [member: keyof R & string, zh: string, en: string])[],
): readonly Slip[] {
  const left = standing(rows)
  return [
    ...lacking(left.length > 0, what[0], what[1]),
    ...left.flatMap((row, at) =>
      columns.flatMap(([member, zh, en]) =>
        lacking(
          given(row[member] as string | undefined),
          `第 ${at + 1} 项的${zh}`,
          `Of item ${at + 1} the ${en}`,
          `rows.${row.id}.${member}`,
        ),
      ),
    ),
    ...rows.flatMap((row) =>
      wrong(
        row.withdrawn?.trim() === '',
        '撤去一项要写明理由',
        'Say why an item is withdrawn',
        `rows.${row.id}.withdrawn`,
      ),
    ),
  ]
}

const GOODS = [
  ['number', '编号', 'number'],
  ['name', '名称', 'name'],
  ['specification', '规格（型号）或者地址', 'specification or address'],
  ['unit', '单位', 'unit'],
  ['quantity', '数量或者面积', 'quantity or area'],
] as const
const isQuantity = (one: string): boolean => /^\d+(?:\.\d+)?$/u.test(one.trim())

const goodsSlips = (rows: readonly GoodsRow[]): readonly Slip[] => [
  ...rowSlips(rows, ['物品', 'The list of goods'], GOODS),
  ...standing(rows).flatMap((row, at) =>
    wrong(
      given(row.quantity) && !isQuantity(row.quantity),
      `第 ${at + 1} 项的数量“${row.quantity ?? ''}”不是数字，单位请写在单位一栏`,
      `The quantity of item ${at + 1} is no number: write its unit in the column of units`,
      `rows.${row.id}.quantity`,
    ),
  ),
]

const provisionSlips = (all: readonly Provision[]): readonly Slip[] => [
  ...lacking(all.length > 0, '依据的条款', 'The provision'),
  ...all.flatMap(({ law, article, item, paragraph, point }, at) => [
    ...lacking(given(law), `第 ${at + 1} 项依据的法律名称`, `The law of provision ${at + 1}`, `rows.${at}.law`),
    ...lacking(
      article !== undefined,
      `第 ${at + 1} 项依据的条`,
      `The article of provision ${at + 1}`,
      `rows.${at}.article`,
    ),
    ...wrong(
      point !== undefined && item === undefined,
      `第 ${at + 1} 项依据有目没有项`,
      `Provision ${at + 1} has a sub-item without its item`,
      `rows.${at}.item`,
    ),
    ...wrong(
      item !== undefined && paragraph === undefined && point !== undefined,
      `第 ${at + 1} 项依据请写明是哪一款`,
      `Say which paragraph provision ${at + 1} is of`,
      `rows.${at}.paragraph`,
    ),
  ]),
]

function dialogueSlips(all: readonly DialogueLine[]): readonly Slip[] {
  // A line in which nobody wrote is none, and is not printed.
  const lines = all.filter((one) => given(one.text))
  const unanswered = lines.some((one, at) => one.who === 'asked' && lines[at + 1]?.who !== 'answered')
  return [
    ...lacking(
      lines.some((one) => one.who === 'asked') && lines.some((one) => one.who === 'answered'),
      '问和答',
      'Question and answer',
    ),
    ...wrong(
      lines.length > 0 && unanswered,
      '有问没有答：不回答的，请记“（沉默）”',
      'A question has no answer: silence is noted too',
    ),
  ]
}

function intervalSlips({ from, until }: { readonly from?: string | undefined; readonly until?: string | undefined }) {
  return [
    ...lacking(given(from), '开始时间（到分钟）', 'The minute it began', 'from'),
    ...lacking(given(until), '结束时间（到分钟）', 'The minute it ended', 'until'),
    ...wrong(given(from) && !isMinute(from), '开始时间不是日期加时分', 'The beginning is no day and minute', 'from'),
    ...wrong(given(until) && !isMinute(until), '结束时间不是日期加时分', 'The end is no day and minute', 'until'),
    ...wrong(
      given(from) && given(until) && isMinute(from) && isMinute(until) && until <= from,
      `结束 ${until ?? ''} 不晚于开始 ${from ?? ''}`,
      `It ends at ${until ?? ''}, not after ${from ?? ''}`,
      'until',
    ),
  ]
}

/** Everything a value lacks before it may be printed for signature, and everything that is wrong with it. */
export function problemsOf(key: FactKey, value: FactValue | undefined): readonly Slip[] {
  const { title, type }: Fact = facts[key]
  const lacks = () => lacking(false, title.zh, title.en)
  if (value === undefined && type !== 'confirmation' && type !== 'signature') return lacks()
  switch (type) {
    case 'party':
      return partySlips(valueOf('party', value) ?? {})
    case 'person':
      return personSlips(valueOf('person', value) ?? {})
    case 'officers':
      return officerSlips(valueOf('officers', value) ?? [])
    case 'goods':
      return goodsSlips(valueOf('goods', value) ?? [])
    case 'evidence':
      return rowSlips<EvidenceRow>(
        valueOf('evidence', value) ?? [],
        ['证据', 'The evidence'],
        [
          ['name', '名称', 'name'],
          ['proves', '证明事项', 'object of proof'],
        ],
      )
    case 'papers':
      return rowSlips<PapersRow>(valueOf('papers', value) ?? [], [title.zh, title.en], [['name', '名称', 'name']])
    case 'provisions':
      return provisionSlips(valueOf('provisions', value) ?? [])
    case 'dialogue':
      return dialogueSlips(valueOf('dialogue', value) ?? [])
    case 'interval':
      return intervalSlips(valueOf('interval', value) ?? {})
    case 'length': {
      const { count, unit } = valueOf('length', value) ?? {}
      return lacking(count !== undefined && unit !== undefined, title.zh, title.en)
    }
    case 'date':
      return typeof value === 'string' && given(value)
        ? wrong(!isDay(value), `“${value}”不是日期`, `"${value}" is no day`)
        : lacks()
    case 'instant':
      return typeof value === 'string' && given(value)
        ? wrong(!isMinute(value), `“${value}”不是日期加时分`, `"${value}" is no day and minute`)
        : lacks()
    case 'confirmation':
    case 'signature':
      return value === true ? [] : [slip(true, `还没有确认：${title.zh}`, `${title.en} is not confirmed`)]
    case 'amount':
      return typeof value === 'number'
        ? wrong(
            Math.abs(Math.round(value * 100) / 100 - value) > 1e-6,
            '金额最多写到分',
            'An amount goes to the fen at most',
          )
        : lacks()
    default:
      return typeof value === 'string' && given(value) ? [] : lacks()
  }
}
