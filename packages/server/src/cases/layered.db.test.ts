import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
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
  ],
  obligations: [
    { id: '1.1', article: '1', kind: 'deadline', modality: 'must', quote: '办案期限为九十日' },
    { id: '2.1', article: '2', kind: 'mandatory-recording', modality: 'must', quote: '直接送达应当进行音像记录' },
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
