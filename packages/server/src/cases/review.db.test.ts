import { randomUUID } from 'node:crypto'
import type { CaseFact } from '@liuhen/core/procedure'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { ARCHIVED, DECISION, FILING, FINE, INSPECTION, MEETING, NOTICE, PERFORMED, SERVED } from './trial-ordinary.ts'

/** What 晋中's instruments print of cases and of their legal review. */
const PACK = 'jinzhong-2022-legal-review'
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam({
    packs: ['jinzhong-2022-plan', 'jinzhong-2022-disclosure', 'jinzhong-2022-recording', PACK],
    from: '2022-03-01' as CalendarDate,
  })
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string) => team.officer.showCase({ params: { id } })
const said = (id: string, fact: CaseFact, is: boolean) =>
  team.officer.sayOfCase({ params: { id, fact }, body: { is, reason: '按目录清单认定' } })
const after = (days: number): CalendarDate =>
  new Date(Date.parse(`${team.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate
/** The law prints no length for the party's answer, and these instruments none either: the notice sets the day. */
const notify = (id: string) => team.done(id, 'notice-served', { ...NOTICE, dueOn: after(5) })
const acts = async (id: string) => (await shown(id)).acts.map((one) => one.act)

const MATERIALS = {
  'proposal-attached': true,
  'report-attached': true,
  'draft-attached': true,
  'evidence-attached': true,
}
const SUBMITTED = { says: { ...MATERIALS, ...FINE } }
const POINTS = {
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}
const opinion = (id: string, outcome: string, more: object = {}) =>
  team.done(id, 'reviewed', { says: { ...POINTS, ...more, outcome } }, team.legal)

/** Investigated by the officer and whoever is named, and said to be such. */
async function investigated(facts: Partial<Record<CaseFact, boolean>> = {}, by?: readonly string[]): Promise<string> {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  const all = { major: false, complex: false, 'hearing-due': false, ...facts }
  for (const [fact, is] of Object.entries(all)) await said(id, fact as CaseFact, is)
  await team.done(id, 'case-filed', FILING)
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true }, ...(by && { by: [...by] }) })
  return id
}

/** The head has examined what was found: 行政处罚法第五十七条. */
const examined = (id: string) => team.approved(id, 'handling-approved', { says: FINE }, team.head)

/** The same, its notice served a week ago. */
async function answered(facts: Partial<Record<CaseFact, boolean>> = {}): Promise<string> {
  const id = await investigated(facts)
  await examined(id)
  await notify(id)
  await team.later(7)
  return id
}
const decide = (id: string, more: object = {}) =>
  team.done(id, 'penalty-decided', { says: { ...DECISION.says, ...more } })

test('what is handed in is whole, and what was reviewed is what is decided', async () => {
  const id = await answered({ major: true })
  for (const [obligation, fact, code] of [
    ['5.1', 'proposal-attached', 'step-review-proposal'],
    ['5.2', 'report-attached', 'step-review-report'],
    ['5.4', 'evidence-attached', 'step-review-evidence'],
  ] as const) {
    const without = { says: { ...SUBMITTED.says, [fact]: false } }
    expect(await refusal(team.done(id, 'review-submitted', without))).toEqual({ [code]: `${PACK}/5` })
    proves(`${PACK}/${obligation}`)
  }
  await team.done(id, 'review-submitted', SUBMITTED)
  await opinion(id, 'agreed')
  expect(await refusal(decide(id, { 'fine-amount': 1500 }))).toEqual({
    'step-review-same-draft': `${PACK}/5`,
    'step-as-approved': 'national/penalty-law/57',
  })
  await decide(id)
  proves(`${PACK}/5.3`)
})

test('each point is answered, a point not in order is no agreement, and no investigator reviews', async () => {
  const both = await team.server.another('officer', team.unit)
  const [system, security] = [
    await team.server.as('system-administrator'),
    await team.server.as('security-administrator'),
  ]
  const id = await investigated({ major: true }, [team.officer.person, both.person])
  await security.giveRoles({
    params: { id: both.person },
    body: { roles: ['officer', 'legal-section'], reason: '兼任' },
  })
  await system.confirmProposals({ body: { of: [{ person: both.person, kind: 'roles' }] } })
  const reviewerSince = '2020-01-01' as CalendarDate
  await system.changePerson({ params: { id: both.person }, body: { name: '孙双', unit: team.unit, reviewerSince } })
  await both.back()
  await team.done(id, 'review-submitted', SUBMITTED)
  const agreed = { says: { ...POINTS, outcome: 'agreed' } }
  expect(await refusal(team.done(id, 'reviewed', agreed, both))).toEqual({
    'step-reviewer-apart': 'national/penalty-law/58',
  })
  proves(`${PACK}/3.1`)
  for (const point of Object.keys(POINTS) as (keyof typeof POINTS)[]) {
    const { [point]: _, ...others } = POINTS
    const bare = { says: { ...others, outcome: 'to-be-corrected', corrections: '逐点回答' } }
    expect(await refusal(team.done(id, 'reviewed', bare, team.legal)), point).toEqual({
      'step-review-points': `${PACK}/7`,
    })
    expect(await refusal(opinion(id, 'agreed', { [point]: !POINTS[point] })), point).toMatchObject({
      'step-review-sound': `${PACK}/8`,
    })
  }
  await opinion(id, 'agreed')
  proves(`${PACK}/7.2`, `${PACK}/7.5`, `${PACK}/7.7`, `${PACK}/8.1`, 'jinzhong-2022-plan/3-3.7')
})

test('with an opinion that is not agreement nothing goes on; a second round has a clock of its own', async () => {
  const id = await investigated({ major: true })
  const first = await team.done(id, 'review-submitted', SUBMITTED)
  const heads = { ...MEETING, by: [team.head.person, team.deputy.person] }
  const nothingGoesOn = async () => {
    const held = { 'step-review-next': `${PACK}/9` }
    expect(await refusal(notify(id))).toEqual(held)
    expect(await refusal(team.approved(id, 'deliberated', heads))).toEqual(held)
    expect(await refusal(decide(id))).toMatchObject({
      'step-review-passed': 'national/penalty-law/58',
      'step-review-agreed': `${PACK}/9`,
    })
    const none = { says: { reasons: '情节轻微' } }
    expect(await refusal(team.done(id, 'no-penalty-decided', none))).toMatchObject({
      'step-review-agreed': `${PACK}/9`,
    })
  }
  await nothingGoesOn()
  const round = await opinion(id, 'to-be-corrected', {
    'papers-in-order': false,
    corrections: '询问笔录第二页没有签名',
  })
  await nothingGoesOn()
  proves('jinzhong-2022-plan/3-3.1')
  await opinion(id, 'no-decision', { 'subject-lawful': false })
  await nothingGoesOn()
  proves(`${PACK}/8.3`)
  expect(await refusal(team.done(id, 'disagreement-ruled', {}, team.head))).toEqual({
    'step-ruling-approval': `${PACK}/10`,
  })
  proves(`${PACK}/9.1`, `${PACK}/10.2`)

  await team.later(7)
  const before = (await shown(id)).acts.find((one) => one.id === round)
  const second = await team.done(id, 'review-submitted', SUBMITTED)
  const { clocks, acts: done } = await shown(id)
  const clock = (act: string) =>
    clocks.find((one) => one.startedBy === act && one.period === `${PACK}/period-review`) ?? expect.fail(act)
  expect(clock(first)).toMatchObject({ state: 'ended', endedBy: round })
  expect(clock(second).state).toBe('running')
  const days = (Date.parse(clock(second).last ?? '') - Date.parse(team.today())) / 86_400_000
  expect(days).toBe(14)
  expect(done.find((one) => one.id === round)).toEqual(before)
  await opinion(id, 'agreed')
  await notify(id)
  proves(`${PACK}/10.1`)
})

test('every ground that the instrument prints takes a review, and so does a case that was handed in by hand', async () => {
  const grounds: readonly (readonly [obligation: string, fact: CaseFact])[] = [
    ['4.1', 'public-interest'],
    ['4.2', 'social-risk'],
    ['4.5', 'difficult'],
    ['4.6', 'review-by-law'],
  ]
  const id = await answered()
  for (const [obligation, fact] of grounds) {
    await said(id, fact, true)
    expect(await refusal(decide(id))).toEqual({ [`step-review-${fact}`]: `${PACK}/4` })
    await said(id, fact, false)
    proves(`${PACK}/${obligation}`)
  }
  await team.done(id, 'review-submitted', SUBMITTED)
  expect(await refusal(decide(id))).toEqual({
    'step-review-agreed': `${PACK}/9`,
    'step-review-of-all': 'national/penalty-law/58',
  })
  proves(`${PACK}/4.7`)
  await opinion(id, 'agreed')
  await decide(id)

  const heard = await investigated({ 'hearing-due': true })
  await notify(heard)
  await team.done(heard, 'hearing-requested', { by: [] })
  await team.done(heard, 'hearing-notified', { says: { method: 'direct' } })
  await team.later(14)
  await team.done(heard, 'hearing-held', { place: '会议室', at: '09:00', until: '10:00', by: [team.deputy.person] })
  expect(await refusal(decide(heard, { 'hearing-answered': true }))).toMatchObject({
    'step-review-hearing': `${PACK}/4`,
    'step-review-passed': 'national/penalty-law/58',
  })
  proves(`${PACK}/4.4`)
  const bare = { says: { ...SUBMITTED.says, 'hearing-record-attached': false } }
  expect(await refusal(team.done(heard, 'review-submitted', bare))).toEqual({
    'step-review-hearing-record': `${PACK}/5`,
  })
  proves(`${PACK}/5.5`)
})

test('the review is overdue when its eleventh working day begins, and not where the deputy head gave it more time', async () => {
  const [id, granted] = [await investigated({ major: true }), await investigated({ major: true })]
  for (const one of [id, granted]) await team.done(one, 'review-submitted', SUBMITTED)
  const overdue = async () => {
    const { rows } = await team.leader.listCases({ query: { overdue: 'true' } })
    return rows.map((one) => one.id)
  }
  const { last } = (await shown(id)).clocks.find((one) => one.period === `${PACK}/period-review`) ?? {}
  const days = (Date.parse(last ?? '') - Date.parse(team.today())) / 86_400_000
  await team.later(days)
  const more = { dueOn: after(20), key: randomUUID(), on: team.today() }
  const asked = await team.legal.askApproval({ params: { id: granted }, body: { act: 'review-extended', ...more } })
  expect(await overdue()).not.toContain(id)
  await team.deputy.signApproval({
    params: { id: asked.id },
    body: { opinion: 'agreed', password: team.deputy.password },
  })
  await team.later(1)
  expect(await overdue()).toContain(id)
  expect(await overdue()).not.toContain(granted)
  expect((await shown(id)).clocks.find((one) => one.period === `${PACK}/period-review`)?.state).toBe('overdue')
  proves(`${PACK}/6.2`)
})

test('a paper left at the door says why it was refused', async () => {
  const id = await investigated()
  const recordings = [await team.filmed('10:00', '10:05')]
  const left = { method: 'left', 'rights-told': true, 'witness-signed': true, ...FINE }
  const serve = (noted: boolean) =>
    team.done(id, 'notice-served', {
      at: '10:00',
      until: '10:05',
      recordings,
      says: { ...left, 'refusal-noted': noted },
    })
  expect(await refusal(serve(false))).toEqual({ 'step-service-refusal': 'national/civil-procedure-law/89' })
  expect(await acts(id)).not.toContain('notice-served')
  await serve(true)
  proves('jinzhong-2022-recording/9.6')
})

test('a closed case shows each act, recording and service with its time and who it was; a major one without its review is not archived', async () => {
  const id = await investigated()
  await team.approved(id, 'evidence-preserved', {}, team.head)
  const kept = await team.done(id, 'evidence-preserved', { ...team.now(), place: '星沙路' })
  await team.done(id, 'preservation-disposed', { of: kept })
  await examined(id)
  await notify(id)
  await team.later(7)
  await decide(id)
  await team.done(id, 'decision-served', SERVED)
  await team.done(id, 'fine-paid', { by: [] })
  await team.done(id, 'performed', PERFORMED)
  await team.done(id, 'case-closed', {})
  await said(id, 'major', true)
  expect(await refusal(team.done(id, 'archived', ARCHIVED))).toEqual({ 'step-archive-opinion': `${PACK}/11` })
  proves(`${PACK}/11.1`)
  const { acts: done } = await shown(id)
  for (const one of done)
    expect(one).toMatchObject({
      on: expect.any(String),
      entered: { at: expect.any(String), by: expect.any(String) },
    })
  expect(done.map((one) => one.act)).toEqual(
    expect.arrayContaining(['site-inspected', 'notice-served', 'decision-served', 'case-closed']),
  )
  expect(done.find((one) => one.act === 'site-inspected')?.recordings).toMatchObject([
    { at: '09:30', until: '09:50', fileName: expect.any(String), officer: expect.stringMatching(/^人/) },
  ])
  expect(done.find((one) => one.id === kept)?.approvals).toMatchObject([
    { post: '机关负责人', by: expect.stringMatching(/^人/), on: done[0]?.on, at: expect.stringMatching(/^\d\d:\d\d$/) },
  ])
  proves('jinzhong-2022-plan/3-2.1')
})

test('nobody but the head decides: where no instrument prints a chain, the law’s own is asked for', async () => {
  const id = await investigated()
  await notify(id)
  await team.later(7)
  expect(await refusal(decide(id))).toEqual({ 'step-decided-by-head': 'national/penalty-law/57' })
  expect(await refusal(team.done(id, 'handling-approved', {}))).toEqual({
    'step-handling-by-head': 'national/penalty-law/57',
  })
  await examined(id)
  await decide(id)
})
