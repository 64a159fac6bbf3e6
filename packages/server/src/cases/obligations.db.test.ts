import { randomUUID } from 'node:crypto'
import type { ActForm } from '@liuhen/contract/cases'
import type { CaseFact } from '@liuhen/core/procedure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves, states } from '../../../../scripts/proves.ts'
import type { SignedIn } from '../http/trial.ts'
import { filed, listedOf } from '../volumes/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import {
  DECISION,
  DEMANDED,
  filedCase,
  FILING,
  FINE,
  INSPECTION,
  MEETING,
  investigatedCase,
  leadOf,
  noticedCase,
  PERFORMED,
  QUESTIONING,
  SEIZED,
  hosted,
  heardIn,
  PAID,
} from './trial-ordinary.ts'

/** What 长沙县 prints of a case, each by what its `check` asks: what is refused is refused with its article. */
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

const PACK = 'changsha-county-2023'
const shown = (id: string) => team.officer.showCase({ params: { id } })
const said = (id: string, fact: CaseFact, is: boolean) =>
  team.officer.sayOfCase({ params: { id, fact }, body: { is, reason: '按本局标准认定' } })
const both = () => [team.officer.person, team.colleague.person]
const ask = async (id: string, told: Pick<ActForm, 'act'> & Partial<ActForm>): Promise<string> => {
  const body = { on: team.today(), key: randomUUID(), by: both(), ...told }
  return (await team.officer.askApproval({ params: { id }, body })).id
}
const sign = (id: string, who: SignedIn) =>
  who.signApproval({ params: { id }, body: { opinion: 'agreed', password: who.password } })
const acts = async (id: string) => (await shown(id)).acts.map((one) => one.act)
const after = (days: number): string =>
  new Date(Date.parse(`${team.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

test('a lead is filed on three conditions and four opinions in their order, or not at all and with a reason', async () => {
  const id = await leadOf(team)
  const without = (fact: keyof typeof FILING.says, is?: boolean) => {
    const { [fact]: _, ...rest } = FILING.says
    return ask(id, { act: 'case-filed', says: { ...rest, ...(is !== undefined && { [fact]: is }) } })
  }
  expect(await refusal(without('suspected-provision'))).toEqual({ 'step-filing-provision': `${PACK}/9` })
  expect(await refusal(without('penalty-due', false))).toMatchObject({ 'step-filing-basis': `${PACK}/9` })
  const { next } = await shown(id)
  expect(next.find((one) => one.act === 'case-filed')?.approval?.chain).toEqual([
    '承办人',
    '法制人员',
    '承办机构负责人',
    '行政执法机关负责人',
  ])
  const form = await ask(id, { act: 'case-filed', ...FILING })
  expect(await refusal(sign(form, team.head))).toEqual({ 'post-not-held': `${PACK}/9` })
  for (const one of [team.legal, team.leader, team.head]) await sign(form, one)
  expect((await shown(id)).acts.at(-1)).toMatchObject({ act: 'case-filed', on: team.today() })
  proves(`${PACK}/9.2`, `${PACK}/9.3`, `${PACK}/9.4`)

  expect(await refusal(team.done(id, 'case-withdrawn', {}))).toEqual({ 'step-withdrawal-approved': `${PACK}/9` })
  const withdrawal = await ask(id, { act: 'case-withdrawn' })
  for (const one of [team.legal, team.leader]) await sign(withdrawal, one)
  expect(await acts(id)).not.toContain('case-withdrawn')
  await sign(withdrawal, team.head)
  expect(await acts(id)).toContain('case-withdrawn')
  proves(`${PACK}/9.7`)

  const groundless = await leadOf(team)
  const none = { ...FILING.says, 'penalty-due': false }
  expect(await refusal(ask(groundless, { act: 'case-filed', says: none }))).toMatchObject({
    'step-filing-basis': `${PACK}/9`,
  })
  expect(await refusal(team.done(groundless, 'not-filed', {}))).toEqual({ 'step-not-filed-reasons': `${PACK}/10` })
  await team.done(groundless, 'not-filed', { says: { reasons: '违法行为实际不存在' } })
  // Only what is discovered since opens it again.
  expect(await refusal(ask(groundless, { act: 'case-filed', ...FILING }))).toEqual({
    'step-filed-on-new-facts': 'national/penalty-law/54',
  })
  const open = (await shown(groundless)).next.filter((one) => one.state === 'open').map((one) => one.act)
  expect(open).not.toContain('case-filed')
  expect(open).not.toContain('site-inspected')
  proves(`${PACK}/10.1`)
})

test('a violation that goes on runs into no limitation, and one that ended more than two years ago does', async () => {
  const day = (on: string) => ({ on: on as never, by: [] })
  const going = await team.lead()
  await team.done(going, 'violation-discovered', { by: [] })
  await said(going, 'continuing', true)
  await ask(going, { act: 'case-filed', ...FILING })
  const ended = await team.lead()
  await team.done(ended, 'violation-ended', day('2024-11-01'))
  await team.done(ended, 'violation-discovered', { by: [] })
  await said(ended, 'continuing', true)
  expect(await refusal(ask(ended, { act: 'case-filed', ...FILING }))).toEqual({
    'step-limitation': 'national/penalty-law/36',
  })
  proves(`${PACK}/9.6`)
})

test('a case is transferred with the approval of the head and not before', async () => {
  const id = await leadOf(team)
  const letter = { says: { 'receiving-organ': '某县自然资源局' }, materials: await listedOf(team, id) }
  expect(await refusal(team.done(id, 'transferred', letter))).toEqual({
    'act-not-open': undefined,
    'step-transfer-approved': 'national/penalty-law/27',
  })
  const form = await ask(id, { act: 'transfer-approved' })
  expect(await refusal(team.done(id, 'transferred', letter))).toHaveProperty('step-transfer-approved')
  await sign(form, team.head)
  await team.done(id, 'transferred', letter)
  proves(`${PACK}/11.1`)
})

test('a questioning elsewhere says why, or bears the mark that it does not', async () => {
  const id = await filedCase(team)
  const elsewhere = { ...QUESTIONING, place: '当事人店内', says: { ...QUESTIONING.says, 'work-area': false } }
  const { conditions } = await team.officer.checkAct({
    params: { id },
    body: { act: 'questioned', on: team.today(), key: randomUUID(), by: both(), ...elsewhere },
  })
  expect(conditions.map((one) => [one.code, one.effect])).toContainEqual(['step-questioning-place', 'noted'])
  const bare = await team.done(id, 'questioned', elsewhere)
  const reasons = { ...elsewhere, at: '15:00', until: '15:30', says: { ...elsewhere.says, reasons: '当事人行动不便' } }
  const reasoned = await team.done(id, 'questioned', reasons)
  const marks = async (act: string) =>
    (await shown(id)).acts.find((one) => one.id === act)?.marks.map((one) => one.rule) ?? []
  expect(await marks(bare)).toContain(`${PACK}/step-questioning-place`)
  expect(await marks(reasoned)).not.toContain(`${PACK}/step-questioning-place`)
  proves(`${PACK}/14.2`)
})

test('nothing is preserved or sealed before the head has approved, and no case closes over what is not lifted', async () => {
  const id = await filedCase(team)
  const evidence = { place: '夜市', at: '09:00', until: '09:10', says: SEIZED }
  const preservation = await ask(id, { act: 'evidence-preserved' })
  await sign(preservation, team.legal)
  expect(await refusal(team.done(id, 'evidence-preserved', evidence))).toEqual({
    'step-preservation-approved': 'national/penalty-law/56',
    'step-preservation-approval': `${PACK}/15`,
  })
  for (const one of [team.leader, team.head]) await sign(preservation, one)
  expect(await refusal(team.done(id, 'evidence-preserved', evidence))).toMatchObject({
    'step-preservation-approval': `${PACK}/15`,
  })
  await team.done(id, 'evidence-preserved', { ...evidence, ...team.now() })
  proves(`${PACK}/15.1`)

  const sealing = { place: '夜市', at: '09:20', until: '09:30', says: SEIZED }
  const form = await ask(id, { act: 'measure-taken' })
  for (const one of [team.legal, team.leader]) await sign(form, one)
  expect(await refusal(team.done(id, 'measure-taken', sealing))).toEqual({
    'step-measure-approved': 'national/coercion-law/18',
    'step-sealing-approval': `${PACK}/16`,
  })
  await sign(form, team.head)
  await team.done(id, 'measure-taken', { ...sealing, ...team.now() })
  proves(`${PACK}/16.1`)
  expect(await refusal(ask(id, { act: 'case-closed' }))).toHaveProperty('step-closing-measures')
  proves(`${PACK}/16.5`)
})

test('the handling of a major case goes up only once its review has agreed', async () => {
  const id = await investigatedCase(team, { major: true })
  expect(await refusal(ask(id, { act: 'handling-approved' }))).toEqual({ 'step-handling-reviewed': `${PACK}/18` })
  await team.done(id, 'review-submitted', {})
  await team.done(id, 'reviewed', { says: { outcome: 'to-be-corrected' } }, team.legal)
  expect(await refusal(ask(id, { act: 'handling-approved' }))).toEqual({ 'step-handling-reviewed': `${PACK}/18` })
  await team.done(id, 'reviewed', { says: { outcome: 'agreed' } }, team.legal)
  await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  proves(`${PACK}/18.2`)
})

test('the handling of a case is put up with the final report of its investigation, and not without', async () => {
  const id = await filedCase(team)
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  // Entered by hand: whoever ends the investigation has not written the report yet.
  const ended = { act: 'investigation-ended' as const, on: team.today(), says: { 'evidence-listed': true } }
  await team.officer.doAct({ params: { id }, body: { ...ended, by: both(), key: randomUUID() } })
  const put = () => ask(id, { act: 'handling-approved', says: FINE })
  const unreported = { 'step-handling-reported': `${PACK}/18` }
  expect(await refusal(put())).toEqual(unreported)
  const rule = `${PACK}/paper-investigation-report`
  // A draft that nobody has signed is no report.
  await team.officer.beginPaper({ params: { id }, body: { rule, key: randomUUID() } })
  expect(await refusal(put())).toEqual(unreported)
  await filed(team, id, { rule, title: '案件调查终结报告' })
  await sign(await put(), team.legal)
  expect((await shown(id)).next.find((one) => one.act === 'handling-approved')?.approval?.asked).toBeDefined()
  proves(`${PACK}/18.1`)
})

test('what has to be filmed and was not is said when it is entered, and when the case is handed in for review', async () => {
  const id = await filedCase(team)
  const gap = async (act: string) =>
    (await shown(id)).acts
      .find((one) => one.id === act)
      ?.marks.flatMap((mark) => mark.citations.map((one) => [mark.effect, one.article, one.quote]))
  const questioned = await team.done(id, 'questioned', { ...QUESTIONING, at: '18:00', until: '18:20' })
  expect(await gap(questioned)).toContainEqual(['noted', '14', '在询问调查时,执法人员应当进行全过程音像记录'])
  proves(`${PACK}/14.5`)
  const params = { id, act: questioned }
  await team.officer.excuseAct({ params, body: { reason: '记录仪损坏，已书面说明' } })
  expect(await refusal(team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } }))).toMatchObject({
    'step-investigation-recorded': `${PACK}/7`,
  })
  await team.leader.judgeExcuse({ params, body: { is: true, reason: '设备送修单已核对' } })
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  await team.approved(id, 'measure-taken', {}, team.legal, team.leader, team.head)
  await team.done(id, 'measure-taken', { ...team.now(), place: '夜市', says: SEIZED })
  const submitted = await team.done(id, 'review-submitted', {})
  expect(await gap(submitted)).toContainEqual(['noted', '7', expect.stringContaining('实施查封扣押财产')])
  proves(`${PACK}/7.2`)
})

test('a lead says where it came from, by the list, and on which day', async () => {
  expect(await refusal(team.lead({ source: '听说' }))).toEqual({ 'step-lead-source': `${PACK}/9` })
  await expect(team.lead({ on: undefined as never })).rejects.toMatchObject({
    problem: { kind: 'malformed', obstacles: [{ field: 'on' }] },
  })
  const key = randomUUID()
  expect(await refusal(team.lead({ key, discovered: undefined }))).toEqual({ 'step-lead-discovered': `${PACK}/9` })
  await expect(shown(key)).rejects.toMatchObject({ problem: { status: 404 } })
  for (const source of ['检查', '投诉', '举报', '交办', '移送', '曝光', '其他']) await team.lead({ source })
  const discovered = { on: after(-3) as never, at: '09:30' }
  const id = await team.lead({ discovered })
  expect((await shown(id)).acts.map((one) => [one.act, one.on, one.at])).toEqual([
    ['violation-discovered', after(-3), '09:30'],
    ['lead-registered', team.today(), undefined],
  ])
  proves(`${PACK}/9.1`)
})

test('a seizure that was lengthened shows its new end, and that nobody served the notice of it', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'measure-taken', {}, team.legal, team.leader, team.head)
  const taken = await team.done(id, 'measure-taken', { ...team.now(), place: '夜市', says: SEIZED })
  const longer = { of: taken, dueOn: after(45) as never }
  await team.approved(id, 'measure-extended', longer, team.head)
  const extended = (await shown(id)).acts.find((one) => one.act === 'measure-extended')?.id ?? expect.fail('not there')
  const sealing = async () =>
    (await shown(id)).clocks.find((one) => one.startedBy === taken && one.period === `${PACK}/period-sealing`)
  expect(await sealing()).toMatchObject({ last: after(45), unserved: extended })
  await team.done(id, 'extension-served', { of: extended, says: { method: 'direct' } })
  expect(await sealing()).toMatchObject({ last: after(45) })
  expect(await sealing()).not.toHaveProperty('unserved')
  proves(`${PACK}/16.4`)
})

test('a hearing is presided over by nobody who handles the case, its notice waits for the approval, and it is seven working days ahead', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'hearing-requested', { by: [] })
  const rule = `${PACK}/paper-hearing-notice`
  const notice = () => team.officer.beginPaper({ params: { id }, body: { rule, key: randomUUID() } })
  expect(await refusal(notice())).toEqual({ 'paper-too-early': `${PACK}/21` })
  const handler = { by: [team.colleague.person] }
  expect(await refusal(team.approved(id, 'hearing-arranged', handler))).toEqual({ 'step-hearing-host': `${PACK}/21` })
  const asked = await team.approved(id, 'hearing-arranged', { by: [team.deputy.person] })
  expect(await refusal(notice())).toEqual({ 'paper-too-early': `${PACK}/21` })
  await sign(asked, team.deputy)
  await notice()
  proves(`${PACK}/21.4`)

  const told = (dueOn: string) =>
    team.done(id, 'hearing-notified', {
      on: '2026-06-01' as never,
      dueOn: dueOn as never,
      says: { method: 'direct' },
    })
  for (const day of ['2026-06-08', '2026-06-09'])
    expect(await refusal(told(day))).toEqual({ 'step-hearing-day': `${PACK}/21` })
  expect(await acts(id)).not.toContain('hearing-notified')
  const section = await team.server.as('legal-section')
  const calendarDays = section.decideSetting({
    params: { key: `stricter.${PACK}.period-hearing-notice` },
    body: { value: { count: 7, unit: 'calendar-day' } },
  })
  expect(Object.keys(await refusal(calendarDays))).toEqual(['setting-laxer'])
  await told('2026-06-10')
  proves(`${PACK}/21.5`)
})

test('no penalty is put up with its provision, and then no decision on a penalty is written any more', async () => {
  const id = await investigatedCase(team)
  await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  const paper = (name: string) =>
    team.officer.beginPaper({ params: { id }, body: { rule: `${PACK}/paper-${name}`, key: randomUUID() } })
  const reasons = { reasons: '违法行为轻微并及时改正，没有造成危害后果' }
  expect(await refusal(ask(id, { act: 'no-penalty-decided', says: reasons }))).toEqual({
    'step-no-penalty-reasons': `${PACK}/25`,
  })
  const whole = { ...reasons, 'no-penalty-basis': '行政处罚法第三十三条第一款' }
  const form = await ask(id, { act: 'no-penalty-decided', says: whole })
  for (const one of [team.legal, team.leader]) await sign(form, one)
  expect(await refusal(paper('penalty-decision'))).toEqual({ 'paper-beside-another': `${PACK}/26` })
  await paper('no-penalty-decision')
  await team.done(id, 'no-penalty-decided', { says: whole })
  expect(await refusal(paper('penalty-decision'))).toEqual({ 'paper-beside-another': `${PACK}/26` })
  proves(`${PACK}/25.1`)
})

test('between notice and decision: the time runs out, what was said is put down and looked into, a change is approved', async () => {
  const id = await noticedCase(team, {}, { says: { 'fine-amount': 5000 } })
  const five = { says: { ...DECISION.says, 'fine-amount': 5000 } }
  expect(await refusal(team.done(id, 'penalty-decided', five))).toEqual({
    'step-statement-period': 'national/penalty-law/45',
  })
  proves(`${PACK}/21.1`)
  const stated = await team.done(id, 'statement-made', { by: [], says: { 'statement-paper': false } })
  await team.later(7)
  expect(await refusal(team.done(id, 'penalty-decided', five))).toEqual({
    'step-statement-rechecked': 'national/penalty-law/45',
    'step-statement-paper': `${PACK}/21`,
  })
  const again = await team.done(id, 'statement-made', { by: [], says: { 'statement-paper': true } })
  expect(await refusal(team.done(id, 'penalty-decided', five))).toEqual({
    'step-statement-rechecked': 'national/penalty-law/45',
  })
  for (const of of [stated, again]) await team.done(id, 'statement-rechecked', { of })
  proves(`${PACK}/21.2`, `${PACK}/21.3`)

  const three = { says: { ...DECISION.says, 'fine-amount': 3000 } }
  expect(await refusal(team.done(id, 'penalty-decided', three))).toEqual({
    'step-change-approved': `${PACK}/22`,
    'step-as-approved': 'national/penalty-law/57',
  })
  await team.approved(id, 'change-approved', { says: { ...FINE, 'fine-amount': 3000 } }, team.head)
  await said(id, 'complex', true)
  expect(await refusal(team.done(id, 'penalty-decided', three))).toEqual({
    'step-deliberated-first': 'national/penalty-law/57',
  })
  const heads = { ...MEETING, by: [team.head.person, team.deputy.person] }
  await team.approved(id, 'deliberated', heads, team.head, team.deputy)
  await said(id, 'no-penalty-due', true)
  expect(await refusal(team.done(id, 'penalty-decided', three))).toEqual({ 'step-no-penalty-due': `${PACK}/25` })
  await said(id, 'no-penalty-due', false)
  await team.done(id, 'penalty-decided', three)
  proves(`${PACK}/22.4`, `${PACK}/23.1`, `${PACK}/25.2`)
})

test('the record of a hearing goes to the head before the decision', async () => {
  const id = await noticedCase(team, { hearingDue: true })
  await team.done(id, 'hearing-requested', { by: [] })
  await team.approved(id, 'hearing-arranged', ...hosted(team))
  await team.done(id, 'hearing-notified', heardIn(team, 14))
  await team.later(14)
  await team.done(id, 'hearing-held', { place: '会议室', at: '09:00', until: '10:00', by: [team.deputy.person] })
  await team.done(id, 'review-submitted', {})
  await team.done(id, 'reviewed', { says: { outcome: 'agreed' } }, team.legal)
  const decision = { says: { ...DECISION.says, 'hearing-answered': true } }
  expect(await refusal(team.done(id, 'penalty-decided', decision))).toEqual({ 'step-hearing-reported': `${PACK}/22` })
  await team.done(id, 'hearing-reported', {})
  await team.done(id, 'penalty-decided', decision)
  proves(`${PACK}/22.3`)
})

test('the time for a case is lengthened once', async () => {
  const id = await filedCase(team)
  await team.approved(id, 'period-extended', {}, team.head)
  expect((await shown(id)).clocks.find((one) => one.period === `${PACK}/period-case`)?.last).toBe(after(90))
  expect(await refusal(ask(id, { act: 'period-extended' }))).toMatchObject({
    'step-period-extension-once': `${PACK}/27`,
  })
  proves(`${PACK}/27.2`)
})

test('on the spot the rights are told and the defence is written down', async () => {
  const id = await team.lead({ procedure: 'simple' })
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  const spot = (says: object) =>
    team.done(id, 'penalty-on-the-spot', {
      at: '10:00',
      until: '10:10',
      says: {
        ...FINE,
        'fine-amount': 200,
        'certificate-shown': true,
        'rights-told': true,
        'defence-made': false,
        numbered: true,
        'decision-handed-over': true,
        'party-signed': true,
        ...says,
      },
    })
  expect(await refusal(spot({ 'rights-told': false }))).toEqual({ 'step-spot-told': 'national/penalty-law/44' })
  proves(`${PACK}/28.1`)
  expect(await refusal(spot({ 'defence-made': true }))).toEqual({ 'step-spot-defence': `${PACK}/28` })
  await spot({ 'defence-made': true, 'defence-recorded': '称货物当日下午清走' })
  proves(`${PACK}/28.2`)
})

test('a paper is served as its method is printed, or it is not served', async () => {
  const id = await investigatedCase(team)
  await team.approved(id, 'handling-approved', { says: FINE }, team.legal, team.head)
  await team.later(1)
  const [at, until] = ['10:00', '10:05']
  const recordings = [await team.filmed(at, until)]
  const serve = (says: object, more: object) =>
    team.done(id, 'notice-served', { ...more, says: { 'rights-told': true, ...FINE, ...says } })
  const left = { method: 'left', 'refusal-noted': true, 'witness-signed': true }
  const inPerson = { method: 'direct', 'other-signed': false, 'rights-told': true, ...FINE }
  const record = { at: '09:50', place: '当事人住所', by: both() }
  const handedOver = (more: Partial<ActForm>) => {
    const body = { act: 'notice-served' as const, on: team.today(), key: randomUUID(), says: inPerson, ...more }
    return team.officer.doAct({ params: { id }, body })
  }
  // Neither hour nor place nor who served it can be missing from a proof of service.
  for (const one of ['at', 'place', 'by'] as const) {
    const { [one]: _, ...missing } = record
    expect(await refusal(handedOver({ ...missing, ...(one === 'by' && { by: [] }) }))).toEqual({
      'step-direct-written': `${PACK}/29`,
    })
  }
  expect(await refusal(handedOver({ ...record, says: { ...inPerson, 'other-signed': true } }))).toEqual({
    'step-signed-by-another': `${PACK}/29`,
    'step-service-by-another': 'national/civil-procedure-law/88',
  })
  // What the law itself asks besides.
  const byLaw: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'step-signed-by-another': { 'step-service-by-another': 'national/civil-procedure-law/88' },
    'step-post-receipt': { 'step-service-post': 'national/civil-procedure-law/91' },
  }
  await handedOver(record)
  const tries: readonly (readonly [obligation: string, code: string, says: object, mended: object])[] = [
    [
      '29.1',
      'step-signed-by-another',
      { method: 'direct', 'other-signed': true, signatory: '陈某某' },
      { 'signatory-is': 'adult' },
    ],
    ['30.1', 'step-left-witness', { ...left, 'witness-signed': false }, { 'witness-signed': true }],
    [
      '31.1',
      'step-post-receipt',
      { method: 'post', 'slip-names-paper': true, 'proof-kept': false },
      { 'proof-kept': true },
    ],
    [
      '32.1',
      'step-forwarded-reason',
      { method: 'entrusted', signatory: '受托机关收件人' },
      { reasons: '当事人在外省' },
    ],
  ]
  for (const [n, [obligation, code, says, mended]] of tries.entries()) {
    const before = (await acts(id)).length
    // One after the other: nobody serves two papers at once.
    const hours = { at: `10:0${n}`, until: `10:0${n + 1}`, recordings }
    expect(await refusal(serve(says, hours))).toEqual({
      [code]: `${PACK}/${obligation.split('.')[0]}`,
      ...byLaw[code],
    })
    expect(await acts(id)).toHaveLength(before)
    await serve({ ...says, ...mended }, hours)
    proves(`${PACK}/${obligation}`)
  }
  const lien = { method: 'left', 'refusal-noted': true, 'witness-signed': true }
  const afternoon = { at: '15:00', until: '15:05' }
  const served = (await acts(id)).length
  expect(await refusal(serve(lien, afternoon))).toEqual({ 'step-left-recorded': `${PACK}/30` })
  // The proof of service itself, signed by a witness, is no recording, and is not complete without one.
  const slip = () => filed(team, id, { rule: `${PACK}/paper-proof-of-lien-service`, title: '送达回证（留置送达）' })
  await slip()
  expect(await refusal(slip())).toEqual({ 'proof-unfilmed': `${PACK}/7` })
  expect(await refusal(serve(lien, afternoon))).toEqual({ 'step-left-recorded': `${PACK}/30` })
  expect(await acts(id)).toHaveLength(served)
  const yesterday = await team.filmed('15:00', '15:05')
  await team.later(1)
  expect(await refusal(serve(lien, { ...afternoon, recordings: [yesterday] }))).toMatchObject({
    'recording-at-another-time': undefined,
    'step-left-recorded': `${PACK}/30`,
  })
  proves(`${PACK}/30.2`)
  const [from, to] = ['16:00', '16:05']
  await serve(lien, { at: from, until: to, recordings: [await team.filmed(from, to)] })
  await slip()
  proves(`${PACK}/7.3`)
  const posted = { method: 'notice-posted', 'proof-kept': true }
  await filed(team, id, { rule: `${PACK}/paper-public-notice`, title: '公告张贴照片' })
  const post = (recordings: string[] = []) =>
    team.done(id, 'notice-posted', { place: '星沙路', at: '17:00', until: '17:10', says: posted, recordings })
  expect(await refusal(post())).toEqual({ 'step-posted-recorded': `${PACK}/33` })
  expect(await acts(id)).not.toContain('notice-posted')
  await post([await team.filmed('17:00', '17:10')])
  // It is refused, so that no gap is raised.
  states(`${PACK}/33.3`)
  await team.done(id, 'notice-posted', { says: { method: 'notice' } })
  await team.later(35)
  const media = { method: 'notice', 'others-tried': true }
  expect(await refusal(serve({ ...media, 'proof-kept': true }, {}))).toEqual({ 'step-public-reason': `${PACK}/33` })
  expect(await refusal(serve({ ...media, reasons: '当事人下落不明', 'proof-kept': false }, {}))).toEqual({
    'step-public-proof': `${PACK}/33`,
  })
  await serve({ ...media, reasons: '当事人下落不明', 'proof-kept': true }, {})
  proves(`${PACK}/33.1`, `${PACK}/33.2`)
})

test('what the bureau owes is done before the case closes; it closes by three and is archived within thirty days', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', { says: { method: 'direct' } })
  expect(await refusal(team.done(id, 'fine-paid', { by: [] }))).toEqual({ 'step-paid-proof': `${PACK}/34` })
  const unproven = { by: [], says: { 'proof-kept': false } }
  expect(await refusal(team.done(id, 'fine-paid', unproven))).toEqual({ 'step-paid-proof': `${PACK}/34` })
  expect(await acts(id)).not.toContain('fine-paid')
  await team.done(id, 'fine-paid', PAID)
  proves(`${PACK}/34.1`)
  const owing = { says: { ...PERFORMED.says, 'own-duties-done': false } }
  expect(await refusal(team.done(id, 'performed', owing))).toEqual({ 'step-performed-own-duties': `${PACK}/34` })
  expect(await refusal(ask(id, { act: 'case-closed' }))).toEqual({ 'step-closing-ended': 'national/penalty-law/57' })
  proves(`${PACK}/34.2`)
  await team.done(id, 'performed', PERFORMED)
  const form = await ask(id, { act: 'case-closed' })
  expect(await refusal(sign(form, team.head))).toEqual({ 'post-not-held': `${PACK}/38` })
  await sign(form, team.leader)
  await sign(form, team.head)
  const { acts: done, clocks } = await shown(id)
  expect(done.at(-1)).toMatchObject({ act: 'case-closed', on: team.today() })
  expect(clocks.find((one) => one.period === `${PACK}/period-archive`)).toMatchObject({ last: after(30) })
  proves(`${PACK}/38.2`)
})

test('a fine that is not paid goes to the court only after a demand that was served and has run its time', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  await team.done(id, 'decision-served', { says: { method: 'direct' } })
  const demand = DEMANDED
  expect(await refusal(team.done(id, 'demand-served', demand))).toEqual({
    'step-demand-after-performance-period': 'national/coercion-law/35',
  })
  await team.later(21)
  expect((await shown(id)).clocks.find((one) => one.period === 'national/period-payment')?.state).toBe('passed')
  expect(await refusal(team.done(id, 'court-applied', {}))).toMatchObject({
    'act-not-open': undefined,
    'step-court-demand': 'national/coercion-law/54',
  })
  await team.done(id, 'demand-served', demand)
  expect(await refusal(team.done(id, 'court-applied', {}))).toMatchObject({
    'step-court-demand': 'national/coercion-law/54',
  })
  // Heard once more before the bureau goes on by itself: 行政强制法 art. 36.
  await team.done(id, 'statement-made', { by: [], says: { 'statement-paper': true } })
  proves(`${PACK}/37.2`)
})

test('what is entered two days later tells when it was and when it was entered, and neither is changed any more', async () => {
  const id = await filedCase(team)
  const day = team.today()
  const film = await team.filmed('09:30', '09:50')
  await team.later(2)
  const act = await team.done(id, 'site-inspected', { ...INSPECTION, on: day, recordings: [film] })
  const told = async () => (await shown(id)).acts.find((one) => one.id === act)
  const before = await told()
  expect(before).toMatchObject({ on: day, at: '09:30', until: '09:50', entered: { by: expect.any(String) } })
  expect(before?.entered.at.slice(0, 10)).toBe(team.today())
  const other = { act: 'site-inspected' as const, on: day, key: act, place: '别处', says: INSPECTION.says }
  expect(await refusal(team.officer.doAct({ params: { id }, body: other }))).toMatchObject({ 'key-taken': undefined })
  expect(await told()).toEqual(before)
  const { database } = team.server
  const change = `update journal set at = '2020-01-01T00:00:00.000Z' where stream = 'case:${id}'`
  for (const role of ['app', 'owner'] as const)
    await expect(database.as(role, change)).rejects.toThrow(/journal|denied/)
  proves(`${PACK}/4.1`)

  // A step that no article wants filmed is whole by its text alone.
  const ended = await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  const text = (await shown(id)).acts.find((one) => one.id === ended)
  expect([text?.mustRecord, text?.marks]).toEqual([undefined, []])
  expect((await told())?.mustRecord).not.toBeUndefined()
  // No document is filed with it here.
  states(`${PACK}/3.2`)
  await team.later(5)
})

test('nothing of the execution of a decision begins before its service is on record', async () => {
  const id = await noticedCase(team)
  // Over whatever holiday it is by now.
  await team.later(21)
  await team.done(id, 'penalty-decided', DECISION)
  const STARTS = [
    'performed',
    'demand-served',
    'court-applied',
    'demolition-announced',
    'execution-decided',
    'substitute-decided',
    'execution-suspended',
    'execution-terminated',
    'fine-collected',
  ] as const
  const open = async () => (await shown(id)).next.map((one) => one.act)
  const isRefused = async () => {
    for (const one of STARTS)
      expect([one, await refusal(team.done(id, one, { says: { method: 'direct' } }))]).toEqual([
        one,
        expect.objectContaining({ 'act-not-open': undefined }),
      ])
  }
  await isRefused()
  // Said to be served, and nobody can say how: that is no record, and starts nothing.
  expect(await refusal(team.done(id, 'decision-served', { says: {} }))).toEqual({
    'step-service-proof': 'national/civil-procedure-law/87',
  })
  await isRefused()
  const before = await open()
  for (const one of STARTS) expect(before).not.toContain(one)
  await team.done(id, 'decision-served', { says: { method: 'direct' } })
  expect(await open()).toEqual(expect.arrayContaining(['performed', 'demand-served']))
  await team.done(id, 'fine-paid', PAID)
  await team.done(id, 'performed', PERFORMED)
  proves(`${PACK}/26.1`)
})
