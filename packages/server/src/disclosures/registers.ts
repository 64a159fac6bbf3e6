import {
  bandsOf,
  bandWords,
  type Catalogue,
  type Cause,
  clauseWords,
  holdsOn,
  penaltyKindNames,
} from '@liuhen/core/causes'
import type { DisclosureItem } from '@liuhen/core/disclosures'
import type { CalendarDate } from '@liuhen/core/kernel'
import { Contact } from '@liuhen/core/people'
import type { RulesOn } from '@liuhen/core/policy'
import { periodAround } from '@liuhen/core/supervision'
import { inspectedIn } from '../cases/index.ts'
import { listUnits } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { registerTexts } from './gather.ts'

/** What a register or catalogue of the bureau gives an item: nobody types it off, and nothing of it is covered. */
export type FromRegister = Exclude<DisclosureItem['from'], 'case' | 'figures' | 'complaints' | undefined>

const REGISTERS: readonly FromRegister[] = ['register', 'contact', 'causes', 'benchmarks', 'inspections']

export const registerOf = (item: Pick<DisclosureItem, 'from'> | undefined): FromRegister | undefined =>
  REGISTERS.find((one) => one === item?.from)

/** The texts of an item by their keys, as the register has them that day; inspections of the month that is named. */
export async function textsOfRegister(
  db: Db,
  rules: RulesOn,
  from: FromRegister,
  month: string,
): Promise<Readonly<Record<string, string>>> {
  switch (from) {
    case 'register':
      return registerTexts(db, rules.day)
    case 'contact':
      return contactTexts(db)
    case 'causes':
      return penaltyTexts(rules.catalogue, rules.day)
    case 'benchmarks':
      return { standards: standardsOf(rules.catalogue, rules.day) }
    case 'inspections':
      return { inspections: await inspectionsOf(db, month) }
  }
}

/** Of each unit that is reached in another way than the bureau itself, with its name before it. */
async function contactTexts(db: Db): Promise<Readonly<Record<string, string>>> {
  const units = await listUnits(db)
  return Object.fromEntries(
    Object.keys(Contact.shape).map((key) => {
      const lines = units.flatMap(({ name, contact }) => {
        const said = contact?.[key as keyof Contact]
        return said === undefined ? [] : [`${name}：${said}`]
      })
      return [key, lines.join('\n')]
    }),
  )
}

/** The generation of each cause that counts that day, in the order of the catalogue. */
const causesOn = ({ causes }: Pick<Catalogue, 'causes'>, day: CalendarDate): readonly Cause[] =>
  causes.filter((one) => holdsOn(one, day))

function penaltyTexts(catalogue: Catalogue, day: CalendarDate): Readonly<Record<string, string>> {
  const told = (words: (cause: Cause) => string): string =>
    causesOn(catalogue, day)
      .map((one, i) => `${i + 1}. ${one.title.zh}：${words(one)}`)
      .join('\n')
  return {
    basis: told((one) =>
      [...one.prohibition, ...one.penalty].map((each) => clauseWords(each, catalogue.bases).zh).join('、'),
    ),
    kinds: told((one) => [...new Set(one.penalties.map(({ kind }) => penaltyKindNames[kind].zh))].join('、')),
    range: told(rangeOf),
    procedure: told((one) =>
      [
        ...(one.orderFirst === true ? ['先责令改正，拒不改正的再处罚'] : []),
        ...(one.reportNeeded === true ? ['依检测报告认定'] : []),
        '普通程序；依法可以当场作出的，适用简易程序',
      ].join('，'),
    ),
  }
}

/** What it costs a citizen and an organisation, once where that is the same. */
function rangeOf(cause: Cause): string {
  const [citizen, organisation] = [
    bandWords(bandsOf(cause, 'citizen', false)).zh,
    bandWords(bandsOf(cause, 'organisation', false)).zh,
  ]
  const refused = bandWords(bandsOf(cause, undefined, true)).zh
  const plain = citizen === organisation ? citizen : `公民 ${citizen}；单位 ${organisation}`
  return plain.includes(refused) ? plain : `${plain}；拒不改正的 ${refused}`
}

/** The table of benchmarks that cases are decided by, cause by cause. */
function standardsOf(catalogue: Catalogue, day: CalendarDate): string {
  const rows = catalogue.benchmarks.filter((one) => holdsOn(one, day))
  return causesOn(catalogue, day)
    .flatMap(({ code, title }) => {
      const own = rows.filter((one) => one.cause === code)
      if (own.length === 0) return []
      const grades = own.map(({ grade, party, criteria, least, most }) => {
        const whom = party === undefined ? '' : party === 'citizen' ? '公民，' : '单位，'
        return `${grade}（${whom}${criteria}）${least}–${most} 元`
      })
      return [`${title.zh}：${grades.join('；')}（${own[0]?.document ?? ''}）`]
    })
    .join('\n')
}

/** How many inspections there were in a month, and what came of them. */
async function inspectionsOf(db: Db, month: string): Promise<string> {
  const { firstDay, lastDay } = periodAround('month', `${month}-01` as CalendarDate)
  const rows = await inspectedIn(db, firstDay, lastDay)
  const count = (result: (typeof rows)[number]['result']): number => rows.filter((one) => one.result === result).length
  const [year, number] = month.split('-')
  return (
    `${year} 年 ${Number(number)} 月现场检查 ${rows.length} 次。` +
    `检查结果：立案 ${count('filed')} 次，不予立案 ${count('not-filed')} 次，尚未作出处理 ${count('open')} 次。`
  )
}
