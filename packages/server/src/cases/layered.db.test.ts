import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf } from '@liuhen/core/kernel'
import { trialServer } from '../http/trial.ts'
import { CHANGSHA, type TrialTeam, trialTeam } from './trial.ts'
import { DECISION, filedCase, noticedCase, SERVED } from './trial-ordinary.ts'

/** What a superior orders besides, as a pack of its own in a folder beside the program's. */
const PROVINCIAL = {
  pack: {
    id: 'province-trial',
    version: 1,
    kind: 'instrument',
    level: 'province',
    division: '430000',
    title: { zh: '省行政执法办法（试验）', en: 'Provincial rules (trial)' },
    issuer: '省政府（试验）',
    effectiveFrom: '2020-01-01',
  },
  articles: [
    { id: '1', label: '第一条', text: '第一条 办案期限为九十日。' },
    { id: '2', label: '第二条', text: '第二条 直接送达应当进行音像记录。' },
    { id: '3', label: '第三条', text: '第三条 音像记录应当在四十八小时内存储。' },
  ],
  obligations: [
    { id: '1.1', article: '1', kind: 'deadline', modality: 'must', quote: '办案期限为九十日' },
    { id: '2.1', article: '2', kind: 'mandatory-recording', modality: 'must', quote: '直接送达应当进行音像记录' },
    { id: '3.1', article: '3', kind: 'deadline', modality: 'must', quote: '四十八小时内存储' },
  ],
  rules: [
    {
      id: 'case',
      kind: 'period',
      source: ['1.1'],
      title: { zh: '办案期限', en: 'Time for a case' },
      start: { zh: '立案之日', en: 'the day the case is opened' },
      end: { zh: '作出处理决定之日', en: 'the day of the decision' },
      length: { count: 90, unit: 'calendar-day' },
      unit: 'calendar-day',
      roll: 'none',
    },
    {
      id: 'handover',
      kind: 'handover',
      source: ['3.1'],
      what: 'all',
      from: 'recording-end',
      within: { count: 48, unit: 'hour' },
    },
    { id: 'film', kind: 'recording', source: ['2.1'], activities: ['service-direct'], level: 'must' },
  ],
} as const

let team: TrialTeam
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-packs-'))
  await mkdir(join(folder, PROVINCIAL.pack.id))
  // What is JSON is YAML.
  for (const [name, content] of Object.entries(PROVINCIAL))
    await writeFile(join(folder, PROVINCIAL.pack.id, `${name}.yaml`), JSON.stringify(content))
  team = await trialTeam({ ...CHANGSHA, packs: [...CHANGSHA.packs, PROVINCIAL.pack.id] }, { packs: folder })
})
afterAll(async () => {
  await team[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const shown = (id: string) => team.officer.showCase({ params: { id } })
const after = (days: number): string =>
  new Date(Date.parse(`${team.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

test('the superior’s time for a case is the one that a case has, with the superior’s article', async () => {
  const id = await filedCase(team)
  const clock = (await shown(id)).clocks.find((one) => one.period === 'changsha-county-2023/period-case')
  expect(clock?.last).toBe(after(90))
  expect(clock?.citations.map((one) => [one.pack, one.article])).toEqual([
    [PROVINCIAL.pack.id, '1'],
    ['changsha-county-2023', '27'],
  ])
  proves('changsha-county-2023/27.5')
})

test('the rules in use show where the superior provides otherwise: both articles, the value that counts, and why', async () => {
  const { superiors } = await team.officer.ruleSet({ query: {} })
  const shownAs = superiors.map(({ title, ours, theirs, effective, yields }) => ({
    title: title.zh,
    ours: ours?.citations[0]?.article,
    theirs: theirs.citations[0]?.article,
    effective: [effective.pack, effective.citations[0]?.article, effective.citations[0]?.quote],
    yields: yields.map((one) => `${one.pack}/${one.article}`),
  }))
  expect(shownAs).toEqual([
    {
      title: '办案期限',
      ours: '27',
      theirs: '1',
      effective: [PROVINCIAL.pack.id, '1', '办案期限为九十日'],
      yields: ['changsha-county-2023/27'],
    },
    {
      title: '必须录音录像的活动',
      ours: undefined,
      theirs: '2',
      effective: [PROVINCIAL.pack.id, '2', '直接送达应当进行音像记录'],
      yields: [],
    },
    {
      title: '上传移交',
      ours: '41',
      theirs: '3',
      effective: [PROVINCIAL.pack.id, '3', '四十八小时内存储'],
      yields: ['changsha-county-2023/47'],
    },
  ])
  const of = (zh: string) => superiors.find((one) => one.title.zh === zh)
  expect([of('办案期限')?.ours?.says.zh, of('办案期限')?.effective.says.zh]).toEqual([
    expect.stringContaining('60'),
    expect.stringContaining('90'),
  ])
  expect(of('上传移交')?.effective.says.zh).toContain('48')
  proves('changsha-county-2023/47.2')
})

test('what the superior wants recorded is recorded besides, under the superior’s article', async () => {
  const id = await noticedCase(team)
  await team.later(7)
  await team.done(id, 'penalty-decided', DECISION)
  const served = await team.done(id, 'decision-served', SERVED)
  const act = (await shown(id)).acts.find((one) => one.id === served)
  const theirs = { pack: PROVINCIAL.pack.id, article: '2', quote: '直接送达应当进行音像记录' }
  expect(act?.mustRecord).toEqual([expect.objectContaining(theirs)])
  expect(act?.marks.flatMap((one) => one.citations)).toContainEqual(expect.objectContaining(theirs))
  proves('changsha-county-2023/7.8')
})

/** What the province might order of legal reviews, in half the time that the city's bureau lets itself. */
const STRICTER = {
  pack: { ...PROVINCIAL.pack, id: 'shanxi-trial', division: '140000' },
  articles: [{ id: '1', label: '第一条', text: '第一条 法制审核应当在五个工作日内完成。' }],
  obligations: [{ id: '1.1', article: '1', kind: 'deadline', modality: 'must', quote: '五个工作日内完成' }],
  rules: [
    {
      id: 'review',
      kind: 'period',
      source: ['1.1'],
      title: { zh: '法制审核', en: 'Legal review' },
      start: { zh: '受理送审材料', en: 'The materials are accepted' },
      end: { zh: '提出书面法制审核意见', en: 'The written opinion is given' },
      length: { count: 5, unit: 'working-day' },
      unit: 'working-day',
      roll: 'none',
    },
  ],
} as const

test('a superior’s stricter term is listed beside the bureau’s own with both articles, and counts though nothing gives way', async () => {
  const more = await mkdtemp(join(tmpdir(), 'liuhen-packs-'))
  await mkdir(join(more, STRICTER.pack.id))
  for (const [name, content] of Object.entries(STRICTER))
    await writeFile(join(more, STRICTER.pack.id, `${name}.yaml`), JSON.stringify(content))
  const own = ['jinzhong-2022-plan', 'jinzhong-2022-recording', 'jinzhong-2022-legal-review']
  const rules = { packs: [...own, STRICTER.pack.id], from: '2022-02-01' as CalendarDate }
  await using server = await trialServer({ rules, config: { packs: more } })
  const legal = await server.as('legal-section')
  const { superiors } = await legal.ruleSet({ query: {} })
  expect(
    superiors.map(({ title, ours, theirs, effective, yields }) => ({
      title: title.zh,
      ours: ours?.citations.map((one) => `${one.pack}/${one.article}`),
      theirs: theirs.citations.map((one) => `${one.pack}/${one.article}`),
      effective: effective.pack,
      yields,
    })),
  ).toEqual([
    {
      title: '法制审核',
      ours: ['jinzhong-2022-legal-review/6', 'jinzhong-2022-legal-review/6'],
      theirs: ['shanxi-trial/1'],
      effective: 'shanxi-trial',
      yields: [],
    },
  ])
  await legal.chooseRuleSet({ body: { packs: own, from: dateOf(numberOf(dayOf(server.clock.now())) + 1) } })
  server.clock.forward(86_400_000)
  await legal.back()
  expect((await legal.ruleSet({ query: {} })).superiors).toEqual([])
  await rm(more, { recursive: true, force: true })
  proves('jinzhong-2022-plan/4-2.2')
})
