import type { ActForm } from '@liuhen/contract/cases'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { TrialTeam } from './trial.ts'

type Told = Partial<Omit<ActForm, 'act' | 'key'>>

/** What the forms of an ordinary case with nothing wrong in it say, by what is told. */
export const FILING = {
  says: { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '某条例第十条' },
} satisfies Told
export const CHARGE = { 'found-facts': '占道堆放建筑材料', provision: '某条例第十条第一款', 'penalty-kind': '罚款' }
export const FINE = { ...CHARGE, 'fine-amount': 2000 }
export const INSPECTION = {
  place: '星沙路',
  at: '09:30',
  until: '09:50',
  says: { 'certificate-shown': true, 'rights-told': true, 'pages-signed': true },
} satisfies Told
export const QUESTIONING = {
  place: '办案区',
  at: '14:00',
  until: '14:30',
  says: { 'certificate-shown': true, 'pages-signed': true, 'work-area': true },
} satisfies Told
/** What the papers of a sealing or seizure with nothing wrong in it say. */
export const SEIZED = {
  'certificate-shown': true,
  'rights-told': true,
  'record-made': true,
  'decision-handed-over': true,
  'inventory-handed-over': true,
  'party-signed': true,
  'keeper-signed': true,
  'witness-signed': true,
  'daily-necessities': false,
  goods: '电子秤一台',
  'goods-count': 1,
}
/** A lifting with which all that was taken goes back, signed for. */
export const LIFTED = {
  'lifting-ground': 'not-needed',
  'goods-outcome': 'returned',
  'returned-count': 1,
  goods: '电子秤一台',
  'returned-to': '陈某',
  'party-signed': true,
} as const
export const NOTICE = { says: { method: 'direct', 'rights-told': true, ...FINE } } satisfies Told
export const MINUTES = {
  chair: '丙局长',
  discussion: '各人就事实、定性和裁量发表意见',
  'discussion-result': '同意拟处理意见',
}
export const MEETING = { at: '15:00', until: '15:40', place: '三楼会议室', says: MINUTES } satisfies Told
export const DECISION = { says: { ...FINE, 'remedy-text': true, 'statement-adopted': true } } satisfies Told
export const SERVED = { says: { method: 'direct' } } satisfies Told
/** What is approved when a decision is taken back. */
export const REVOKED = { says: { revocation: 'revoked', reasons: '认定事实的证据不足' } } satisfies Told
/** What the answer to reconsideration or a suit comes to for the decision. */
export const ended = (outcome: string, more: Readonly<Record<string, string | number | boolean>> = {}): Told => ({
  by: [],
  says: { 'remedy-outcome': outcome, ...more },
})
/** A demand to perform, with what it has to say. */
export const DEMANDED = {
  says: { method: 'direct', 'rights-told': true, 'demand-terms': '十日内到指定银行缴纳罚款' },
} satisfies Told
/** By the party, with a proof of it. */
export const PAID = { by: [], says: { 'proof-kept': true } } satisfies Told
/** What goes to the court with the application. */
export const ENCLOSED = {
  says: { 'application-signed': true, 'decision-enclosed': true, 'demand-enclosed': true, 'object-enclosed': true },
} satisfies Told
export const PERFORMED = { says: { 'receipts-add-up': true, 'own-duties-done': true } } satisfies Told
export const ARCHIVED = { says: { 'index-complete': true, 'discs-explained': true } } satisfies Told

/** Who presides over a hearing, and who agrees to that. */
export const hosted = (team: TrialTeam): [Told, TrialTeam['deputy']] => [{ by: [team.deputy.person] }, team.deputy]

/** The notice of a hearing that is to be held after so many days. */
export const heardIn = (team: TrialTeam, days: number): Told => ({
  ...SERVED,
  dueOn: dateOf(numberOf(team.today()) + days),
})

type Lead = Parameters<TrialTeam['lead']>[0]

interface Kind {
  readonly major?: boolean
  readonly complex?: boolean
  readonly hearingDue?: boolean
}

/** A lead of a violation that was found the day it ended, with what the case is said to be. */
export async function leadOf(
  team: TrialTeam,
  { major = false, complex = false, hearingDue = false }: Kind = {},
  lead?: Lead,
) {
  const id = await team.lead(lead)
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  for (const [fact, is] of [
    ['major', major],
    ['complex', complex],
    ['hearing-due', hearingDue],
  ] as const)
    await team.officer.sayOfCase({ params: { id, fact }, body: { is, reason: '按本局标准认定' } })
  return id
}

/** The same, filed by everybody whose opinion the form wants. */
export async function filedCase(team: TrialTeam, kind?: Kind, lead?: Lead): Promise<string> {
  const id = await leadOf(team, kind, lead)
  await team.approved(id, 'case-filed', FILING, team.legal, team.leader, team.head)
  return id
}

/** The same, inspected on film and investigated to its end. */
export async function investigatedCase(team: TrialTeam, kind?: Kind, lead?: Lead): Promise<string> {
  const id = await filedCase(team, kind, lead)
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  return id
}

/** The same, its handling approved and the notice served today. */
export async function noticedCase(team: TrialTeam, kind?: Kind, more: Told = {}, lead?: Lead): Promise<string> {
  const id = await investigatedCase(team, kind, lead)
  const says = { ...FINE, ...(more.says as object) }
  await team.approved(id, 'handling-approved', { says }, team.legal, team.head)
  await team.done(id, 'notice-served', { ...NOTICE, ...more, says: { ...NOTICE.says, ...(more.says as object) } })
  return id
}

/** The same, decided once the party's time is over, served and performed. */
export async function performedCase(team: TrialTeam, kind?: Kind): Promise<string> {
  const id = await noticedCase(team, kind)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', SERVED)
  await team.done(id, 'fine-paid', PAID)
  await team.done(id, 'performed', PERFORMED)
  return id
}

/** The points of a legal review that finds nothing wrong. */
export const POINTS = {
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}
