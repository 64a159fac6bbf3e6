import { randomUUID } from 'node:crypto'
import type { CaseFact } from '@liuhen/core/procedure'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { textOf } from '../typesetting/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import {
  ARCHIVED,
  DECISION,
  FILING,
  FINE,
  INSPECTION,
  LIFTED,
  MEETING,
  NOTICE,
  PERFORMED,
  POINTS,
  SERVED,
} from './trial-ordinary.ts'

/** What 晋中's instruments print of cases and of their legal review. */
const PACK = 'jinzhong-2022-legal-review'
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam({
    packs: ['jinzhong-2022-plan', 'jinzhong-2022-disclosure', 'jinzhong-2022-recording', PACK],
    from: '2022-01-01' as CalendarDate,
    settings: [{ key: 'approval.other-decision.approver', value: ['局主要领导'] as never }],
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

const SUBMITTED = { says: FINE }
const opinion = (id: string, outcome: string, more: object = {}) =>
  team.done(id, 'reviewed', { says: { ...POINTS, ...more, outcome } }, team.legal)

/** Investigated by the officer and whoever is named, and said to be such. */
async function investigated(
  facts: Partial<Record<CaseFact, boolean | undefined>> = {},
  by?: readonly string[],
): Promise<string> {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  const all = { major: false, complex: false, 'hearing-due': false, ...facts }
  for (const [fact, is] of Object.entries(all)) if (is !== undefined) await said(id, fact as CaseFact, is)
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

const PLAN = 'jinzhong-2022-plan'

test('a bureau that has named no reviewing body hands no major case in, and then does', async () => {
  const id = await investigated({ major: true })
  expect(await refusal(team.done(id, 'review-submitted', SUBMITTED))).toEqual({ 'step-review-body': `${PLAN}/3-3` })
  const section = await team.server.as('legal-section')
  await section.decideSetting({ params: { key: 'review.body' }, body: { value: '政策法规科' } })
  const submitted = await team.done(id, 'review-submitted', SUBMITTED)
  proves(`${PLAN}/3-3.2`)
  const { clocks } = await team.legal.showCase({ params: { id } })
  expect(clocks.find((one) => one.startedBy === submitted)?.citations).toContainEqual(
    expect.objectContaining({
      pack: PACK,
      title: expect.objectContaining({ zh: expect.stringContaining('法制审核') }),
    }),
  )
  proves(`${PACK}/1.1`)
})

test('how a review goes, what is handed in and by when it ends are laid down and shown, with the article of each', async () => {
  const view = await team.officer.reviewWorkflow()
  expect(view.missing).toEqual([])
  expect(view.course.map((one) => one.act)).toEqual(
    expect.arrayContaining(['review-submitted', 'supplements-demanded', 'penalty-decided', 'licence-decided']),
  )
  expect(view.course[0]?.act).toBe('review-submitted')
  expect(view.materials.map((one) => one.title.zh)).toContain('调查(审查)终结报告')
  expect(view.points.length).toBeGreaterThan(6)
  expect(view.outcomes.length).toBeGreaterThan(2)
  expect(view.term).toMatchObject({ says: { zh: '10个工作日' }, citations: [{ pack: PACK, article: '6' }, {}] })
  for (const { citations } of [...view.materials, ...view.outcomes])
    expect(new Set(citations.map((one) => one.pack))).toEqual(new Set([PACK]))
  proves(`${PLAN}/3-3.8`)
  // Where no instrument lays any of it down, that is said and nothing is made up.
  await using other = await trialTeam({ packs: ['yanzhou-2019'], from: '2022-01-01' as CalendarDate })
  expect((await other.officer.reviewWorkflow()).missing).toEqual(['course', 'materials', 'points', 'outcomes', 'term'])
})

test('a version of the catalogue counts as not filed until its filing is entered, and so does the next', async () => {
  const section = await team.server.as('legal-section')
  const decide = (key: string, value: string | number) => section.decideSetting({ params: { key }, body: { value } })
  const filing = async () => {
    const { settings, open } = await section.ruleSet({ query: {} })
    return { open, renewal: settings.find((one) => one.key === 'review.catalogue-filing')?.renewal }
  }
  const { open: before, renewal } = await filing()
  expect(renewal?.state).toBe('not-due')
  await decide('review.major-amount', 60_000)
  expect(await filing()).toEqual({
    open: before + 1,
    renewal: { state: 'due', say: { zh: '未备案', en: 'not filed' } },
  })
  await decide('review.catalogue-filing', '市司法局，2026年11月23日，备〔2026〕1号')
  expect(await filing()).toMatchObject({ open: before, renewal: { state: 'kept' } })
  await decide('review.major-amount', 50_000)
  expect(await filing()).toMatchObject({ open: before + 1, renewal: { state: 'due' } })
  proves(`${PACK}/4.8`)
})

test('a fine as high as the catalogue says is a major decision, whatever the case is said to be', async () => {
  const section = await team.server.as('legal-section')
  await section.decideSetting({ params: { key: 'review.major-amount' }, body: { value: 50_000 } })
  const high = { ...FINE, 'fine-amount': 60_000 }
  const major = async (id: string) => (await shown(id)).facts.find((one) => one.fact === 'major')
  // Nobody says of it that it is one.
  const id = await investigated({ major: undefined })
  expect((await major(id))?.is).not.toBe(true)
  await team.done(id, 'review-submitted', { says: high })
  expect(await major(id)).toMatchObject({
    is: true,
    found: {
      why: { zh: expect.stringContaining('50000') },
      citations: expect.arrayContaining([expect.objectContaining({ pack: PACK, article: '4' })]),
    },
  })
  proves(`${PLAN}/3-3.6`)

  const unreviewed = await investigated()
  await team.approved(unreviewed, 'handling-approved', { says: high }, team.head)
  await team.done(unreviewed, 'notice-served', { ...NOTICE, dueOn: after(5), says: { ...NOTICE.says, ...high } })
  await team.later(7)
  expect(await refusal(decide(unreviewed, high))).toEqual({
    'step-review-passed': 'national/penalty-law/58',
    'step-review-agreed': `${PACK}/9`,
  })
  proves(`${PACK}/4.3`)
})

test('a major licence is not put up for signature before its review has agreed, and is decided once it is signed', async () => {
  const id = await team.lead({ title: '占用城市道路设置广告的许可' })
  await team.done(id, 'licence-applied-for', { by: [] })
  await said(id, 'major', true)
  const put = () =>
    team.officer.askApproval({
      params: { id },
      body: { act: 'licence-decided', on: team.today(), key: randomUUID(), by: [team.officer.person] },
    })
  const unreviewed = { 'step-review-licence': `${PACK}/2` }
  expect(await refusal(put())).toEqual(unreviewed)
  await team.done(id, 'review-submitted', { says: { provision: '城市市容和环境卫生管理条例第十一条' } })
  expect(await refusal(put())).toEqual(unreviewed)
  await opinion(id, 'to-be-corrected', { 'papers-in-order': false, corrections: '没有写明占用的期限' })
  expect(await refusal(put())).toEqual(unreviewed)
  await team.done(id, 'review-submitted', { says: { provision: '城市市容和环境卫生管理条例第十一条' } })
  await opinion(id, 'agreed')
  const unsigned = { 'step-decision-signed': `${PACK}/2` }
  expect(await refusal(team.done(id, 'licence-decided', {}, team.head))).toEqual(unsigned)
  const { id: asked } = await put()
  await team.head.signApproval({ params: { id: asked }, body: { opinion: 'agreed', password: team.head.password } })
  await team.done(id, 'licence-decided', {}, team.head)
  proves(`${PACK}/2.1`)
})

test('a levy or a reward is entered, told what it is, reviewed where it is major, decided and closed', async () => {
  const id = await team.lead({ title: '城市道路占用费的征收' })
  expect(await refusal(team.done(id, 'other-act-begun', { by: [] }))).toEqual({ 'step-other-kind': `${PACK}/2` })
  await team.done(id, 'other-act-begun', { by: [], says: { 'act-kind': '征收' } })
  await said(id, 'major', true)
  const unreviewed = { 'step-review-other': `${PACK}/2`, 'step-decision-signed': `${PACK}/2` }
  expect(await refusal(team.done(id, 'other-act-decided', {}, team.head))).toEqual(unreviewed)
  await team.done(id, 'review-submitted', { says: { provision: '道路占用费征收规定第三条' } })
  await opinion(id, 'to-be-corrected', { 'papers-in-order': false, corrections: '没有写明征收的依据' })
  expect(await refusal(team.done(id, 'other-act-decided', {}, team.head))).toEqual(unreviewed)
  await team.done(id, 'review-submitted', { says: { provision: '道路占用费征收规定第三条' } })
  await opinion(id, 'agreed')
  await team.approved(id, 'other-act-decided', {}, team.head)
  await team.done(id, 'other-act-decided', {}, team.head)
  await team.done(id, 'case-closed', {})
  const { acts } = await team.officer.showCase({ params: { id } })
  expect(acts.map((one) => one.act)).toEqual(expect.arrayContaining(['other-act-decided', 'case-closed']))
})

test('a levy that is opened under these instruments is judged by all three: it is recorded, reviewed where it is major, and disclosed', async () => {
  const begun = async (major: boolean, kind = '行政征收') => {
    const id = await team.lead({ title: '城市道路占用费的征收' })
    await team.done(id, 'other-act-begun', { by: [], says: { 'act-kind': kind } })
    await said(id, 'major', major)
    return id
  }
  const levy = await begun(true)
  // Recording: what is inspected for it is to be filmed, by the articles that say so.
  const inspected = await team.done(levy, 'site-inspected', INSPECTION)
  const { mustRecord = [] } = (await shown(levy)).acts.find((one) => one.id === inspected) ?? {}
  expect(mustRecord.map((one) => `${one.pack}/${one.article}`)).toEqual(
    expect.arrayContaining([`${PLAN}/3-2`, 'jinzhong-2022-recording/8']),
  )
  // Review: being major, it is not decided before its review has agreed; one that is not major is.
  const put = (id: string) =>
    team.officer.askApproval({
      params: { id },
      body: { act: 'other-act-decided', on: team.today(), key: randomUUID(), by: [team.officer.person] },
    })
  expect(await refusal(put(levy))).toEqual({ 'step-review-other': `${PACK}/2` })
  await team.done(levy, 'review-submitted', { says: { provision: '道路占用费征收规定第三条' } })
  await opinion(levy, 'agreed')
  // Disclosure: once it is decided it is due to be public, by a day, whoever forgets it.
  const section = await team.server.as('legal-section')
  const due = async () => {
    const { tasks, rows } = await section.listDisclosures()
    const own = rows.filter((one) => one.rule === 'jinzhong-2022-disclosure/item-other-decisions').map((one) => one.id)
    return tasks.filter((one) => one.kind === 'publish' && own.includes(one.publication ?? ''))
  }
  const minor = await begun(false, '行政奖励')
  const before = (await due()).length
  for (const [i, id] of [levy, minor].entries()) {
    // Who signs what is major, the bureau has said; what is not is decided without.
    if (id === levy) await team.approved(id, 'other-act-decided', {}, team.head)
    expect(await due()).toHaveLength(before + i)
    await team.done(id, 'other-act-decided', {}, team.head)
    const told = await due()
    expect(told).toHaveLength(before + i + 1)
    for (const one of told)
      expect(one).toMatchObject({ overdue: false, last: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
  }
  proves(`${PLAN}/2.1`)
})

test('what an adviser says stands in for no opinion, and what is asked for besides is shown until it is handed in', async () => {
  const id = await answered({ major: true })
  const submitted = await team.done(id, 'review-submitted', SUBMITTED)
  expect(await refusal(team.done(id, 'adviser-advised', {}, team.legal))).toEqual({
    'step-adviser-told': `${PLAN}/3-3`,
  })
  await team.done(id, 'adviser-advised', { says: { advice: '建议同意（附书面意见）' } }, team.legal)
  expect(await refusal(decide(id))).toMatchObject({ 'step-review-agreed': `${PACK}/9` })
  proves(`${PLAN}/3-3.5`)

  const stands = async () => (await shown(id)).acts.find((one) => one.id === submitted)?.stands?.zh
  expect(await stands()).toBeUndefined()
  const wanted = { of: submitted, dueOn: after(3), says: { supplements: '现场照片的拍摄说明' } }
  const demanded = await team.done(id, 'supplements-demanded', wanted, team.legal)
  expect(await stands()).toBe('待补正')
  await team.done(id, 'supplements-handed-in', { of: demanded })
  expect(await stands()).toBeUndefined()
  proves(`${PACK}/5.6`)
})

test('with an opinion to transfer the letter of transfer is begun, and nothing is decided', async () => {
  const id = await answered({ major: true })
  await team.done(id, 'review-submitted', SUBMITTED)
  const drafts = async () =>
    (await team.officer.listPapers({ params: { id } })).papers.map((one) => [one.rule, one.stands])
  expect(await drafts()).toEqual([])
  await opinion(id, 'transfer', { 'crime-suspected': true })
  expect(await drafts()).toEqual([[`${PACK}/paper-transfer`, 'draft']])
  expect(await refusal(decide(id))).toMatchObject({ 'step-review-agreed': `${PACK}/9` })
  proves(`${PACK}/8.4`)
})

test('what the reviewer adds is asked for, and stands in the opinion as it is printed', async () => {
  const id = await investigated({ major: true })
  await team.done(id, 'review-submitted', SUBMITTED)
  const form = { act: 'reviewed' as const, on: team.today(), key: randomUUID() }
  expect((await team.legal.checkAct({ params: { id }, body: form })).asks).toContain('other-remarks')
  const remark = '当事人系残疾人经营，建议执行时一并考虑'
  await opinion(id, 'agreed', { 'other-remarks': remark })
  const paper = { rule: `${PACK}/paper-opinion`, key: randomUUID() }
  const opened = await team.officer.beginPaper({ params: { id }, body: paper })
  const { fields } = await team.officer.showPaper({ params: { id: opened.id } })
  const words = Object.fromEntries(fields.map((one) => [one.key, one.words]))
  expect(words['review-points']).toContain(`其他应当审核的内容：${remark}`)
  expect(words['review-opinion']).toContain('同意')
  const { pages } = await team.officer.freezePaper({ params: { id: opened.id }, body: {} })
  expect(pages).toBeGreaterThan(0)
  const answer = await team.officer.send(`${team.server.url}/api/papers/${opened.id}/pdf`)
  expect(await textOf(new Uint8Array(await answer.arrayBuffer()))).toContain(remark)
  proves(`${PACK}/7.8`)
})

test('ten working days leave out rest days and a holiday and count days that are made up for', async () => {
  const on = (date: string) => ({ on: date as CalendarDate })
  const id = await team.lead(on('2026-02-02'))
  await team.done(id, 'violation-ended', { ...on('2026-02-02'), by: [] })
  await team.done(id, 'violation-discovered', { ...on('2026-02-02'), by: [] })
  await team.done(id, 'case-filed', { ...FILING, ...on('2026-02-02') })
  await team.done(id, 'investigation-ended', { ...on('2026-02-12'), says: { 'evidence-listed': true } })
  // A Friday: the Spring Festival rests from the 15th to the 23rd, and Saturday the 14th and the 28th are worked.
  await team.done(id, 'review-submitted', { ...SUBMITTED, ...on('2026-02-13') })
  const { clocks } = await shown(id)
  expect(clocks.find((one) => one.period === `${PACK}/period-review`)?.last).toBe('2026-03-05')
  proves(`${PACK}/6.1`)
})

test('a decision of the day before the instrument came into force is judged without it', async () => {
  const id = await answered({ major: true })
  const cited = async (date: string) => {
    const body = { act: 'penalty-decided' as const, on: date as CalendarDate, key: randomUUID(), ...DECISION }
    const { conditions } = await team.officer.checkAct({ params: { id }, body })
    return conditions.flatMap((one) => one.citations.map(({ pack }) => pack))
  }
  expect(await cited('2022-01-29')).not.toContain(PACK)
  expect(await cited('2022-01-30')).toContain(PACK)
  proves(`${PACK}/12.1`)
})

test('what the party says aloud and writing cannot render is filmed, or the gap is shown', async () => {
  const id = await answered()
  const stated = await team.done(id, 'statement-made', { by: [], says: { 'text-suffices': false } })
  const marks = (await shown(id)).acts.find((one) => one.id === stated)?.marks ?? []
  expect(marks.flatMap((one) => one.citations)).toContainEqual(
    expect.objectContaining({
      pack: 'jinzhong-2022-recording',
      article: '9',
      quote: expect.stringContaining('口头申请、陈述申辩'),
    }),
  )
  proves('jinzhong-2022-recording/9.10')
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
  proves(`${PACK}/9.1`)

  // Minutes alone rule nothing: a meeting discusses it, and the head in person rules.
  const told = { minutes: true, 'both-opinions': '起草单位认为主体合法，审核认为不合法', discussion: '逐项讨论' }
  expect(await refusal(team.done(id, 'disagreement-ruled', { says: told }))).toEqual({
    'step-ruling-approval': `${PACK}/10`,
    'step-ruling-minutes': `${PACK}/10`,
  })
  const ask = async (says: object): Promise<string> => {
    const body = { act: 'disagreement-ruled' as const, on: team.today(), key: randomUUID(), says: { ...told, ...says } }
    return (await team.officer.askApproval({ params: { id }, body })).id
  }
  expect(await refusal(ask({ minutes: false, 'ruling-for': 'as-proposed' }))).toEqual({
    'step-ruling-minutes': `${PACK}/10`,
  })
  const signs = (asked: string, who: TrialTeam['head']) =>
    who.signApproval({ params: { id: asked }, body: { opinion: 'agreed', password: who.password } })
  const isRuled = async () => (await shown(id)).acts.filter((one) => one.act === 'disagreement-ruled').length
  const kept = await ask({ 'ruling-for': 'as-reviewed' })
  await signs(kept, team.deputy)
  // The deputy spoke for the meeting and does not rule.
  expect(Object.keys(await refusal(signs(kept, team.deputy)))).not.toEqual([])
  expect(await isRuled()).toBe(0)
  await signs(kept, team.head)
  expect(await isRuled()).toBe(1)
  // Ruled as the reviewers hold, nothing goes on; as it was proposed, it does.
  await nothingGoesOn()
  const proposed = await ask({ 'ruling-for': 'as-proposed' })
  for (const who of [team.deputy, team.head]) await signs(proposed, who)
  const next = { act: 'notice-served' as const, ...NOTICE, on: team.today(), dueOn: after(5), key: randomUUID() }
  const { conditions } = await team.officer.checkAct({ params: { id }, body: next })
  expect(conditions.map((one) => one.code)).not.toContain('step-review-next')
  proves(`${PACK}/10.2`)

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
  await team.done(id, 'preservation-disposed', { of: kept, says: { ...LIFTED, 'preservation-outcome': 'returned' } })
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
