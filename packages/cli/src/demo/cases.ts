import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Client } from '@liuhen/contract'
import type { ActForm } from '@liuhen/contract/cases'
import { base64Of, beijing, CalendarDate, dayOf } from '@liuhen/core/kernel'
import type { Act } from '@liuhen/core/procedure'
import { PASSWORD } from './bureau.ts'
import { daysAgo, signIn } from './visitor.ts'

type Say = (zh: string, en: string) => void
type More = Partial<Omit<ActForm, 'act' | 'key'>>

/** Those who have a part in the sample cases, each signed in as themselves. */
interface Team {
  readonly officer: Client
  readonly colleague: Client
  readonly leader: Client
  readonly legal: Client
  readonly deputy: Client
  readonly head: Client
}

const NAMES = {
  officer: 'zhoulh',
  colleague: 'liuwj',
  leader: 'shenzy',
  legal: 'wuheng',
  deputy: 'zhengsh',
  head: 'fenglb',
} as const

/** A case as its people enter it: acts, and approvals signed one after the other. */
class Told {
  readonly #team: Team
  readonly #both: readonly string[]
  readonly #id: string
  readonly #today: CalendarDate

  constructor(team: Team, both: readonly string[], id: string, today: CalendarDate) {
    this.#team = team
    this.#both = both
    this.#id = id
    this.#today = today
  }

  #form(act: Act, { by = [...this.#both], ...more }: More): ActForm {
    return { act, on: this.#today, by, key: randomUUID(), ...more }
  }

  async done(act: Act, more: More = {}, who: keyof Team = 'officer'): Promise<string> {
    const { id } = await this.#team[who].doAct({ params: { id: this.#id }, body: this.#form(act, more) })
    return id
  }

  /** Of the outside world: nobody of the bureau did it. */
  happened(act: Act, more: More = {}): Promise<string> {
    return this.done(act, { by: [], ...more })
  }

  /** Put up for approval, and agreed to by each of these in turn. */
  async approved(act: Act, more: More, ...signers: readonly (keyof Team)[]): Promise<void> {
    const asked = await this.#team.officer.askApproval({ params: { id: this.#id }, body: this.#form(act, more) })
    for (const one of signers)
      await this.#team[one].signApproval({
        params: { id: asked.id },
        body: { opinion: 'agreed', password: PASSWORD },
      })
  }

  async said(fact: 'major' | 'complex' | 'hearing-due', is: boolean, reason: string): Promise<void> {
    await this.#team.officer.sayOfCase({ params: { id: this.#id, fact }, body: { is, reason } })
  }

  /** Ties whatever recordings there are of an act, or says why there is none. */
  async filmed(act: string, excuse: string): Promise<number> {
    const params = { id: this.#id, act }
    const proposed = (await this.#team.officer.proposedForAct({ params })).filter((one) => !one.unconfirmed)
    if (proposed.length > 0)
      await this.#team.officer.tieToAct({ params, body: { recordings: proposed.map((one) => one.recording) } })
    else await this.#team.officer.excuseAct({ params, body: { reason: excuse } })
    return proposed.length
  }

  /** Whether the case has come to its end, and what its last act was. */
  async ended(): Promise<boolean> {
    const { row } = await this.#team.officer.showCase({ params: { id: this.#id } })
    return !row.open
  }
}

interface Hours {
  readonly on: CalendarDate
  readonly at: string
  readonly until: string
}

/** Ten minutes of the last half hour, on one day: what was done in an emergency is approved within twenty-four hours. */
function lately(): Hours {
  const [from, to] = [30, 20].map((minutes) => beijing(daysAgo(minutes / 1440))) as [string, string]
  const isOneDay = from.slice(0, 10) === to.slice(0, 10)
  return {
    on: CalendarDate.parse(from.slice(0, 10)),
    at: from.slice(11, 16),
    until: isOneDay ? to.slice(11, 16) : '23:59',
  }
}

const CHARGE = {
  'found-facts': '在东门街 12 号门前占道堆放建筑材料约 6 平方米，未经批准',
  provision: '《示例市容管理办法》第十条第一款（示例）',
  'penalty-kind': '罚款',
  'fine-amount': 500,
}
/** By the catalogue that the sample bureau adopted. */
const STALL = {
  'found-facts': '在西市口禁止摆卖的区域摆摊，经劝导后离开（示例）',
  cause: 'sample-stall',
  clauses: '《示例市市容管理办法（示例）》第十条第一款；《示例市市容管理办法（示例）》第四十条第一款',
  provision: '《示例市市容管理办法（示例）》第四十条第一款',
  grade: '轻微',
}
const FILING = { says: { jurisdiction: true, 'penalty-due': true, 'suspected-provision': CHARGE.provision } }
const SHOWN = { 'certificate-shown': true, 'rights-told': true, 'pages-signed': true, 'record-made': true }
const HANDED_IN = {
  'proposal-attached': true,
  'report-attached': true,
  'draft-attached': true,
  'evidence-attached': true,
}
/** Each point answered by itself. */
const REVIEWED = {
  outcome: 'agreed',
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}
const NOT_FILMED = '当日办理，演示中没有为这一步拍摄（示例）'

/** How many sample cases come to their end. */
export const CASES = 3

/** What the instrument leaves to the bureau and its cases need: who approves, as the sample bureau has decided. */
const APPROVERS = {
  'approval.case-handling.approver': '承办人、法制员、行政执法机关负责人',
  'approval.level-review': '承办人、法制人员、承办机构负责人',
}

/** Causes, benchmarks and a designation of its own, all of them invented. */
async function adoptSample(legal: Client, from: CalendarDate): Promise<void> {
  const file = base64Of(await readFile(new URL('./catalogue.yaml', import.meta.url)))
  const body = { fileName: '示例案由与基准.yaml', file, check: false, from, reason: '示例，不是任何地方的规定' }
  const { adopted, problems } = await legal.adoptCatalogue({ body })
  if (!adopted) throw new Error(problems.map((one) => one.message.en).join('; '))
}

/** Signs everybody in and tells the sample bureau's cases to their end; how many came to it. */
export async function tellCases(base: string, yesterday: CalendarDate, say: Say): Promise<number> {
  const team = await everybody(base)
  const legal = (await signIn(base, 'suzy', PASSWORD)).call
  const from = CalendarDate.parse('2026-01-01')
  for (const [key, value] of Object.entries(APPROVERS))
    await legal.decideSetting({ params: { key }, body: { value, from, reason: '示例' } })
  const today = dayOf(daysAgo(0))
  await adoptSample(legal, from)
  const both = await Promise.all([team.officer, team.colleague].map(async (one) => (await one.whoAmI()).id))
  const open = async (title: string, procedure: 'ordinary' | 'simple', on: CalendarDate, name: string) => {
    const { id } = await team.officer.openCase({
      body: {
        title,
        procedure,
        party: { kind: 'citizen', name, born: '1983-04-11' as CalendarDate },
        colleagues: both.slice(1),
        on,
        source: '检查',
        key: randomUUID(),
      },
    })
    return new Told(team, both, id, today)
  }
  const seized = lately()
  say('三个案件，由各自的人员签名办理（示例）：', 'Three cases, each step by whoever it belongs to (sample):')
  const ended = [
    await ordinary(await open('东门街占道堆放建筑材料（示例）', 'ordinary', yesterday, '许某'), yesterday, say),
    await simple(await open('西市口占道摆卖（示例）', 'simple', today, '石某'), say),
    await seizure(await open('东门街仓库违法施工工具（示例）', 'ordinary', seized.on, '魏某'), seized, say),
  ]
  return ended.filter(Boolean).length
}

async function everybody(base: string): Promise<Team> {
  const each = await Promise.all(
    Object.entries(NAMES).map(async ([part, userName]) => [part, (await signIn(base, userName, PASSWORD)).call]),
  )
  return Object.fromEntries(each) as Team
}

/** An ordinary case: filmed inspection and questioning, an interruption explained, review, rights waived in writing. */
async function ordinary(one: Told, yesterday: CalendarDate, say: Say): Promise<boolean> {
  const then = { on: yesterday }
  await one.happened('violation-ended', then)
  await one.happened('violation-discovered', then)
  const place = '东门街 12 号'
  const inspected = await one.done('site-inspected', { ...then, at: '09:20', until: '09:21', place, says: SHOWN })
  const files = await one.filmed(inspected, NOT_FILMED)
  say(`  现场检查：${files} 份音像经人确认关联`, `  Site inspection: ${files} recordings tied to it by a person`)
  await one.approved('case-filed', FILING, 'legal', 'leader', 'head')
  say(
    '  立案：承办人、法制员、队负责人、机关负责人依次签署',
    '  Filed: signed by handler, legal officer, team head and head',
  )
  await one.said('major', false, '罚款 500 元，不属于重大执法决定')
  await one.said('complex', false, '事实清楚，情节简单')
  await one.said('hearing-due', false, '罚款数额未达到听证标准')
  await one.done('investigation-ended', { says: { 'evidence-listed': true } })
  await one.done('review-submitted', { says: HANDED_IN })
  await one.done('reviewed', { says: REVIEWED }, 'legal')
  await one.approved('handling-approved', { says: CHARGE }, 'legal', 'head')
  const served = { says: { ...CHARGE, method: 'direct', 'rights-told': true, 'party-signed': true } }
  await one.filmed(await one.done('notice-served', served), NOT_FILMED)
  await one.happened('rights-waived', { says: { 'party-signed': true } })
  await one.done('penalty-decided', {
    says: { ...CHARGE, 'remedy-text': true, 'statement-adopted': true },
  })
  const decided = { says: { method: 'direct', 'party-signed': true } }
  await one.filmed(await one.done('decision-served', decided), NOT_FILMED)
  await performed(one, CHARGE['fine-amount'])
  return close(one, '  普通程序：已结案归档', '  Ordinary procedure: closed and archived', say)
}

/** On the spot, start to receipt. */
async function simple(one: Told, say: Say): Promise<boolean> {
  await one.happened('violation-ended')
  await one.happened('violation-discovered')
  const said = { ...CHARGE, ...STALL, 'fine-amount': 50, ...SHOWN, numbered: true, 'decision-handed-over': true }
  const more = { 'party-signed': true, 'remedy-text': true, 'penalty-kind': '罚款' }
  const done = await one.done('penalty-on-the-spot', { place: '西市口', says: { ...said, ...more } })
  await one.filmed(done, NOT_FILMED)
  await one.done('on-the-spot-reported')
  await performed(one, said['fine-amount'])
  return close(one, '  简易程序：已结案归档', '  Simple procedure: closed and archived', say)
}

/** A seizure in an emergency: approved afterwards, lengthened, lifted. */
async function seizure(one: Told, when: Hours, say: Say): Promise<boolean> {
  const then = { on: when.on }
  await one.happened('violation-ended', then)
  await one.happened('violation-discovered', then)
  const signed = { 'inventory-handed-over': true, 'party-signed': true, 'witness-signed': true, 'keeper-signed': true }
  const taken = await one.done('emergency-measure-taken', {
    ...when,
    place: '东门街 12 号仓库',
    says: { ...SHOWN, ...signed, emergency: true, 'decision-handed-over': true, 'daily-necessities': false },
  })
  const files = await one.filmed(taken, NOT_FILMED)
  await one.approved('emergency-measure-approved', { of: taken }, 'legal', 'leader', 'head')
  say(
    `  紧急扣押：${files} 份音像，24 小时内补办批准`,
    `  Seizure in an emergency: ${files} recordings, approved within 24 hours`,
  )
  await one.approved('case-filed', FILING, 'legal', 'leader', 'head')
  await one.done('measure-lifted', { of: taken, says: { 'party-signed': true } })
  await one.done('investigation-ended', { says: { 'evidence-listed': true } })
  await one.approved('case-withdrawn', { says: { reasons: '经查属于合法施工' } }, 'legal', 'leader', 'head')
  return close(one, '  扣押案：已解除，撤案归档', '  Seizure: lifted; withdrawn and archived', say)
}

/** Paid in full, and closed by the chain that closes cases. */
async function performed(one: Told, amount: number): Promise<void> {
  await one.happened('fine-paid', { says: { 'paid-amount': amount } })
  await one.done('performed', { says: { 'receipts-add-up': true, 'own-duties-done': true } })
  await one.approved('case-closed', {}, 'leader', 'head')
}

async function close(one: Told, zh: string, en: string, say: Say): Promise<boolean> {
  await one.done('archived', { says: { 'index-complete': true, 'discs-explained': true } })
  say(zh, en)
  return one.ended()
}
