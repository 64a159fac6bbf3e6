import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActForm } from '@liuhen/contract/cases'
import type { CalendarDate } from '@liuhen/core/kernel'
import type { CaseFact } from '@liuhen/core/procedure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { papersWith } from '../papers/trial.ts'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { evidenced, filedAs, materialsOf } from '../volumes/trial.ts'
import { DECISION, FILING, FINE, INSPECTION, NOTICE, POINTS } from './trial-ordinary.ts'

/** What is handed in for review is pieces of the case, and a passed review carries a decision on those alone. */
const PACK = 'jinzhong-2022-legal-review'
const REVIEW = `${PACK}/5`
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam({
    packs: ['jinzhong-2022-plan', 'jinzhong-2022-disclosure', 'jinzhong-2022-recording', PACK],
    from: '2022-01-01' as CalendarDate,
    settings: [{ key: 'review.body', value: '政策法规科' as never }],
  })
})
afterAll(() => team[Symbol.asyncDispose]())

type Handed = NonNullable<ActForm['materials']>
const shown = (id: string) => team.officer.showCase({ params: { id } })
const handIn = (id: string, materials: Handed, says: object = FINE) =>
  team.done(id, 'review-submitted', { says: says as typeof FINE, materials })
const decide = (id: string, more: object = {}) =>
  team.done(id, 'penalty-decided', { says: { ...DECISION.says, ...more } })
const agree = (id: string) => team.done(id, 'reviewed', { says: { ...POINTS, outcome: 'agreed' } }, team.legal)
/** The sentence of the refusal with that code. */
async function sentence(act: Promise<unknown>, code: string): Promise<string> {
  const thrown = await act.then(
    () => expect.fail('it was not refused'),
    (one: unknown) => one as { problem: { obstacles: { code: string; message: { zh: string } }[] } },
  )
  return thrown.problem.obstacles.find((one) => one.code === code)?.message.zh ?? ''
}
const after = (days: number) =>
  new Date(Date.parse(`${team.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate

/** A major case investigated to its end; its notice served a week ago where it is told so. */
async function major(is: { readonly answered?: true; readonly heard?: true } = {}): Promise<string> {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  for (const [fact, so] of Object.entries({ major: true, complex: false, 'hearing-due': is.heard === true }))
    await team.officer.sayOfCase({ params: { id, fact: fact as CaseFact }, body: { is: so, reason: '按目录清单认定' } })
  await team.done(id, 'case-filed', FILING)
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  if (!is.answered && !is.heard) return id
  await team.approved(id, 'handling-approved', { says: FINE }, team.head)
  await team.done(id, 'notice-served', { ...NOTICE, dueOn: after(5) })
  if (is.heard) {
    await team.done(id, 'hearing-requested', { by: [] })
    await team.done(id, 'hearing-notified', { says: { method: 'direct' } })
    await team.later(14)
    await team.done(id, 'hearing-held', { place: '会议室', at: '09:00', until: '10:00', by: [team.deputy.person] })
  } else await team.later(7)
  return id
}

test('a submission without a piece that the article names is refused, whatever its form says of it', async () => {
  const id = await major({ answered: true })
  await evidenced(team, id)
  const whole = await materialsOf(team, id)
  const words = { ...FINE, 'proposal-attached': true, 'report-attached': true, 'draft-attached': true }
  for (const [role, code] of [
    ['proposal', 'step-review-proposal'],
    ['report', 'step-review-report'],
    ['draft', 'step-review-draft'],
  ] as const)
    expect(
      await refusal(
        handIn(
          id,
          whole.filter((one) => one.as !== role),
          words,
        ),
      ),
    ).toEqual({ [code]: REVIEW })
  proves(`${PACK}/5.1`, `${PACK}/5.2`)
  // A tick box on the form is no piece, nor is something of another case, nor what was taken out again.
  expect(Object.keys(await refusal(handIn(id, [], words)))).toEqual([
    'step-review-proposal',
    'step-review-report',
    'step-review-draft',
  ])
  const other = await filedAs(team, await major(), 'report')
  expect(
    await refusal(
      handIn(
        id,
        whole.map((one) => (one.as === 'report' ? other : one)),
      ),
    ),
  ).toMatchObject({
    'material-unknown': undefined,
  })
  const submitted = await handIn(id, whole)
  const { materials = [] } = (await shown(id)).acts.find((one) => one.id === submitted) ?? {}
  expect(materials.map((one) => [one.as, one.kind])).toEqual([
    ['proposal', 'file'],
    ['report', 'file'],
    ['draft', 'file'],
    ['evidence', 'evidence'],
  ])
  for (const { digest } of materials) expect(digest).toMatch(/^[0-9a-f]{64}$/)
})

test('a submission of a case whose list holds no evidence is refused, and one that rests on no provision', async () => {
  const id = await major()
  const files = [
    await filedAs(team, id, 'proposal'),
    await filedAs(team, id, 'report'),
    await filedAs(team, id, 'draft'),
  ]
  const word = { ...FINE, 'evidence-attached': true }
  expect(await refusal(handIn(id, files, word))).toEqual({ 'step-review-evidence': REVIEW })
  const item = await evidenced(team, id)
  // Struck again, it is no evidence any more.
  await team.leader.strikeEvidence({ params: { id, evidence: item }, body: { reason: '重复录入' } })
  expect(await refusal(handIn(id, files, word))).toEqual({ 'step-review-evidence': REVIEW })
  await evidenced(team, id)
  const { provision: _basis, ...bare } = FINE
  expect(await refusal(handIn(id, files, bare))).toEqual({ 'step-review-basis': REVIEW })
  await handIn(id, files)
  proves(`${PACK}/5.4`)
})

test('after a hearing its record is handed in, or nothing is', async () => {
  const id = await major({ heard: true })
  const whole = await materialsOf(team, id)
  const without = whole.filter((one) => one.as !== 'hearing-record')
  const word = { ...FINE, 'hearing-record-attached': true }
  expect(await refusal(handIn(id, without, word))).toEqual({ 'step-review-hearing-record': REVIEW })
  await handIn(id, whole)
  proves(`${PACK}/5.5`)
})

test('what comes in, goes or is excluded after the review takes a new round, with a sentence that names it', async () => {
  const unchanged = 'step-review-unchanged'
  const reviewed = async () => {
    const id = await major({ answered: true })
    await handIn(id, await materialsOf(team, id))
    await agree(id)
    return id
  }
  const id = await reviewed()
  expect(await refusal(decide(id, { 'fine-amount': 1500 }))).toMatchObject({ 'step-review-same-draft': REVIEW })
  proves(`${PACK}/5.3`)
  const differs = async (one: string) =>
    (await shown(one)).acts.findLast((act) => act.act === 'review-submitted')?.differs
  expect(await differs(id)).toEqual([])

  const late = await evidenced(team, id, '当事人提交的收据')
  expect(await sentence(decide(id), unchanged)).toContain('证据《当事人提交的收据》是送审以后新增的')
  expect((await differs(id))?.map((one) => one.zh)).toEqual(['证据《当事人提交的收据》是送审以后新增的'])
  await team.leader.strikeEvidence({ params: { id, evidence: late }, body: { reason: '不是本案的' } })
  expect(await differs(id)).toEqual([])

  const [photo] = (await shown(id)).evidence
  const examine = (lawful: boolean) =>
    team.legal.examineEvidence({
      params: { id, evidence: photo?.id ?? '' },
      body: { found: { authentic: true, lawful, relevant: true }, ...(!lawful && { reason: '拍摄时没有表明身份' }) },
    })
  await examine(false)
  expect(await sentence(decide(id), unchanged)).toContain('证据《现场照片》送审以后被排除或者改动')
  await examine(true)

  const draft = (await shown(id)).acts
    .findLast((act) => act.act === 'review-submitted')
    ?.materials?.find((one) => one.as === 'draft')
  await team.officer.withdrawMaterial({
    params: { id, material: draft?.id ?? '' },
    body: { reason: '重新起草' },
  })
  expect(await sentence(decide(id), unchanged)).toContain('《决定书代拟稿》送审以后已经撤下')
  // Agreement to what is no longer there is none either.
  const again = { says: { ...POINTS, outcome: 'agreed' } }
  expect(await refusal(team.done(id, 'reviewed', again, team.legal))).toEqual({ 'step-review-of-these': REVIEW })

  const kept = (await materialsOf(team, id)).filter((one) => one.as !== 'draft')
  await handIn(id, [...kept, await filedAs(team, id, 'draft', 'second')])
  await agree(id)
  await decide(id)
})

test('a draft made here is held by what is written in it: fixing and signing it change nothing, another word does', async () => {
  const id = await major({ answered: true })
  const papers = papersWith(team)
  const paper = await papers.begin(id, 'penalty-decision', team.officer, 'national')
  const whole = await materialsOf(team, id)
  const as = (role: 'draft' | 'report', one: string): Handed =>
    whole.map((each) => (each.as === role ? { as: role, kind: 'paper' as const, id: one } : each))
  // The final report is no draft.
  expect(await refusal(handIn(id, as('report', paper)))).toEqual({ 'material-unfixed': undefined })
  await handIn(id, as('draft', paper))
  await agree(id)
  await papers.write(paper, { 'violation-facts': '改写的一句' })
  expect(await sentence(decide(id), 'step-review-unchanged')).toContain('送审以后改动过')

  // Nor is the paper fixed, until what it says now is handed in.
  const fixed = () => refusal(team.officer.freezePaper({ params: { id: paper }, body: {} }))
  expect(await fixed()).toMatchObject({ 'changed-since-review': REVIEW })
  expect((await papers.shown(paper)).problems.map((one) => one.code)).toContain('changed-since-review')
  await handIn(id, as('draft', paper))
  await agree(id)
  expect(await fixed()).not.toHaveProperty('changed-since-review')
})

test('what the reviewer asked for besides is part of what was reviewed', async () => {
  const id = await major({ answered: true })
  const submitted = await handIn(id, await materialsOf(team, id))
  const wanted = { of: submitted, dueOn: after(3), says: { supplements: '现场照片的拍摄说明' } }
  const demanded = await team.done(id, 'supplements-demanded', wanted, team.legal)
  await evidenced(team, id, '拍摄说明')
  const more = await filedAs(team, id, 'other')
  await team.done(id, 'supplements-handed-in', { of: demanded, materials: [more] })
  await agree(id)
  await team.officer.withdrawMaterial({ params: { id, material: more.id }, body: { reason: '放错了' } })
  expect(await refusal(decide(id))).toEqual({ 'step-review-unchanged': REVIEW })
})

test('the form shows what there is to hand in, by its digest, and whether it is fixed', async () => {
  const id = await major()
  await filedAs(team, id, 'proposal')
  const form = { act: 'review-submitted' as const, on: team.today(), key: randomUUID() }
  const { materials = [] } = await team.officer.checkAct({ params: { id }, body: form })
  expect(materials).toMatchObject([
    { kind: 'file', title: '决定建议及其情况说明', fixed: true },
    { kind: 'recording', fixed: true },
  ])
  const decided = await team.officer.checkAct({ params: { id }, body: { ...form, act: 'notice-served' } })
  expect(decided.materials).toBeUndefined()
})

test('of what was handed in nothing goes out with what the supervising authority takes away', async () => {
  const id = await major({ answered: true })
  await evidenced(team, id, '王大锤的照片')
  await handIn(id, await materialsOf(team, id))
  const authority = await team.server.another('supervising-authority')
  const day = team.today()
  const answer = await authority.send(`${team.server.url}/api/oversight/export?from=${day.slice(0, 4)}-01-01&to=${day}`)
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-handed-in-'))
  await writeFile(join(folder, 'o.zip'), Buffer.from(await answer.arrayBuffer()))
  const words = execFileSync('unzip', ['-p', join(folder, 'o.zip'), 'oversight/cases.json'], { encoding: 'utf8' })
  await rm(folder, { recursive: true })
  const { cases } = JSON.parse(words) as { cases: { row: { id: string }; acts: { act: string }[] }[] }
  const acts = cases.find(({ row }) => row.id === id)?.acts ?? []
  expect(acts.map(({ act }) => act)).toContain('review-submitted')
  expect(acts.flatMap((one) => Object.keys(one))).not.toContain('materials')
  expect(words).not.toContain('王大锤')
})

test('a decision that takes a review is not shown as open before there is one, and says what comes first', async () => {
  const id = await major({ answered: true })
  const decided = async () => (await shown(id)).next.find((one) => one.act === 'penalty-decided')
  const before = await decided()
  expect(before?.state).toBe('blocked')
  const waiting = before?.conditions.filter((one) => one.clears?.acts?.includes('reviewed')) ?? []
  expect(waiting.map((one) => one.message.zh).join()).toContain('未经法制审核')
  await handIn(id, await materialsOf(team, id))
  await agree(id)
  expect((await decided())?.state).toBe('open')
})
