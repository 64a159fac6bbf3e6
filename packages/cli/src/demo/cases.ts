import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Client } from '@liuhen/contract'
import { base64Of, type CalendarDate } from '@liuhen/core/kernel'
import { type Docks, ordinary, seizure } from './long-cases.ts'
import type { People } from './people.ts'
import { type Story, tellTogether } from './sample-time.ts'
import { type Archived, type Say, Told } from './told.ts'
import { close, NOT_FILMED, paid, SHOWN } from './words.ts'

/** How many sample cases come to their end. */
export const CASES = 3

/** What the instrument leaves to the bureau and its cases need, as the sample bureau has decided it. */
const DECIDED = {
  'approval.case-handling.approver': '承办人、法制员、行政执法机关负责人',
  'approval.level-review': '承办人、法制人员、承办机构负责人',
  'custodian.person': '局法制科',
  'numbers.authority-mark': '示城执',
  'payment.bank': '示例银行',
  'remedies.court': '示例市示例区人民法院',
  'remedies.government': '示例市示例区人民政府',
  'sealing.term': { count: 30, unit: 'calendar-day' },
  'statement.term': { count: 5, unit: 'working-day' },
} as const

/**
 * The two cases that take weeks and months, told side by side in the sample's time, and what else takes as long; the volumes of
 * those that came to their end.
 */
export async function tellLongCases(
  people: People,
  dock: Docks,
  say: Say,
  besides: Story<undefined>,
): Promise<readonly Archived[]> {
  await decideSample(await people.as('section'), people.time.first)
  say('两个案件，由各自的人员按时办理（示例）：', 'Two cases, each step in its time by whoever it belongs to (sample):')
  const ended = await tellTogether(people.time, [ordinary(people, dock, say), seizure(people, say), besides])
  return ended.filter((one) => one !== undefined)
}

/** Decides what the instrument leaves open and the sample's cases need. */
export async function decideSample(legal: Client, from: CalendarDate): Promise<void> {
  for (const [key, value] of Object.entries(DECIDED))
    await legal.decideSetting({ params: { key }, body: { value, from, reason: '示例' } })
}

/** Causes, benchmarks and a designation of its own, all of them invented. */
async function adoptSample(legal: Client, from: CalendarDate): Promise<void> {
  const file = base64Of(await readFile(new URL('./catalogue.yaml', import.meta.url)))
  const body = { fileName: '示例案由与基准.yaml', file, check: false, from, reason: '示例，不是任何地方的规定' }
  const { adopted, problems } = await legal.adoptCatalogue({ body })
  if (!adopted) throw new Error(problems.map((one) => one.message.en).join('; '))
}

/** Today's case, by the catalogue adopted today: on the spot, from its start until everything is paid. */
export async function paidOnTheSpot(people: People): Promise<Told> {
  await adoptSample(await people.as('section'), people.time.today())
  const numbers = { rule: 'changsha-county-2023/paper-spot-decision', person: await people.id('officer'), count: 20 }
  await (await people.as('leader')).giveNumbers({ body: { ...numbers, key: randomUUID() } })
  const lead = { title: '西市口占道摆卖（示例）', procedure: 'simple', party: '石某' } as const
  const one = await Told.open(people, lead)
  await one.happened('violation-ended')
  await one.happened('violation-discovered')
  const says = {
    'found-facts': '在西市口禁止摆卖的区域摆摊，经劝导后离开（示例）',
    cause: 'sample-stall',
    clauses: '《示例市市容管理办法（示例）》第十条第一款；《示例市市容管理办法（示例）》第四十条第一款',
    provision: '《示例市市容管理办法（示例）》第四十条第一款',
    grade: '轻微',
    'penalty-kind': '罚款',
    'fine-amount': 50,
    ...SHOWN,
    numbered: true,
    'decision-handed-over': true,
    'party-signed': true,
    'remedy-text': true,
  }
  await one.filmed(await one.done('penalty-on-the-spot', { place: '西市口', says }), NOT_FILMED)
  await one.done('on-the-spot-reported')
  await paid(one, says['fine-amount'])
  return one
}

/** Today's case from start to receipt; its volume where it came to its end. */
export async function tellShortCase(
  people: People,
  say: Say,
  beforeItsEnd: (caseId: string) => Promise<void>,
): Promise<readonly Archived[]> {
  const one = await paidOnTheSpot(people)
  await beforeItsEnd(one.id)
  const told = (zh: string, en: string) => say(`  ${zh}`, `  ${en}`)
  const archived = await close(one, told, '简易程序：当场处罚，结案归档', 'On the spot: fined, closed and archived')
  return archived ? [archived] : []
}
