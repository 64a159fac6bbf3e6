import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { lawOf, readPacks } from '../packs/index.ts'
import { filingOf, recordingOf } from './index.ts'
import { at, cited, DATE, NEXT, type TrialDay, trialDay } from '../coverage/trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const rulesOf = async (id: string) => (await trial.officer.showRecording({ params: { id } })).rules

test('stored a day and an hour after its end a recording is late by an hour, with the article', async () => {
  proves('changsha-county-2023/41.2')
  await trial.under(['changsha-county-2023'])
  const id = await trial.recording('09:00', '10:00', { arrived: at('11:00', NEXT) })
  const { handover } = await rulesOf(id)
  expect(handover).toMatchObject({ late: true, by: 3_600_000, due: at('10:00', NEXT) })
  expect(handover?.answer.rules[0]?.citations[0]).toMatchObject({
    pack: 'changsha-county-2023',
    article: '41',
    label: '第四十一条',
  })
  const { rows } = await trial.officer.listRecordings({ query: { from: DATE, to: DATE } })
  expect(rows.find((one) => one.id === id)?.late).toBe(true)
  expect(rows.filter((one) => one.id !== id).every((one) => one.late === false)).toBe(true)
})

test('who was away may hand over later, by the rules that know that exception and for the reasons they name', async () => {
  proves('changsha-county-2023/41.4')
  await trial.under(['changsha-county-2023'])
  const id = await trial.recording('16:00', '17:00', { arrived: at('17:30', NEXT) })
  expect((await rulesOf(id)).handover?.late).toBe(true)
  const explain = (reason: string, returned = at('20:00')) =>
    trial.officer.explainHandover({ params: { id }, body: { reason, returned } })
  await expect(explain('异地执法', at('18:00', NEXT))).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'return-outside' }] },
  })
  await explain('忘记了')
  expect((await rulesOf(id)).handover).toMatchObject({ late: true, due: at('17:00', NEXT) })
  await explain('异地执法')
  expect((await rulesOf(id)).handover).toMatchObject({
    late: false,
    due: at('20:00', NEXT),
    away: { reason: '异地执法' },
  })
})

test('half an hour beyond the day is half an hour late where no exception is known, whatever is said', async () => {
  proves('yanzhou-2019/9.2')
  await trial.under(['yanzhou-2019'])
  const id = await trial.recording('07:40', '08:00', { arrived: at('08:30', NEXT) })
  expect((await rulesOf(id)).handover).toMatchObject({ late: true, by: 1_800_000 })
  await trial.officer.explainHandover({ params: { id }, body: { reason: '异地执法', returned: at('20:00') } })
  const { handover } = await rulesOf(id)
  expect(handover).toMatchObject({ late: true, by: 1_800_000, answer: { value: { noException: true } } })
})

test('where the hour of the cut-off is open, lateness is open; decided, it is told', async () => {
  await trial.under(['jilin-2017'])
  const id = await trial.recording('15:00', '15:10', { arrived: at('20:00') })
  const open = (await rulesOf(id)).handover
  expect(open?.late).toBeUndefined()
  expect(open?.answer.open.map((one) => one.key)).toEqual(['handover.cut-off'])
  await trial.under(['jilin-2017'], { 'handover.cut-off': '18:30' })
  expect((await rulesOf(id)).handover).toMatchObject({ late: true, due: at('18:30'), by: 5_400_000 })
})

test('a recording is filed under the folders of the bureau’s own instrument', async () => {
  const device = await trial.camera('DSJ-7')
  const id = await trial.recording('15:20', '15:30', { device, arrived: at('01:00', NEXT) })
  const name = (await trial.officer.whoAmI()).name
  const path = async () => (await rulesOf(id)).filing?.path
  await trial.under(['jilin-2017'])
  expect((await path())?.slice(0, 6)).toEqual(['一中队', 'DSJ-7', name, ...DATE.split('-')])
  await trial.under(['yanzhou-2019'])
  const both = await path()
  expect(both?.slice(0, 3)).toEqual(['一中队', 'DSJ-7', name])
  expect(both?.slice(-2)).toEqual([DATE, NEXT])
  // The same folders go into the index of an evidence package.
  const { db } = trial.server.database
  const book = await lawOf(await readPacks()).book(db)
  expect(await filingOf(db, book, await recordingOf(db, id))).toEqual(both)
  await trial.under(['jinzhong-2022-recording'])
  expect((await rulesOf(id)).filing).toMatchObject({ folders: false })
  // Without a device on record it has no place in the hierarchy.
  await trial.under(['jilin-2017'])
  const bare = await rulesOf(await trial.recording('15:40', '15:45'))
  expect(bare.filing?.path).toBeUndefined()
  expect(bare.filing?.answer.rules[0]?.citations[0]).toMatchObject({ pack: 'jilin-2017', article: '13' })
})

test('who may look is told with the article, by the rules of the day of the recording', async () => {
  const id = await trial.recording('15:50', '15:55')
  const look = async () => (await rulesOf(id)).access?.find((one) => one.purpose === 'look')?.answer
  await trial.under(['yanzhou-2019'])
  const named = await look()
  expect(named?.value?.approvers).toEqual(['承办机构主要负责人'])
  expect(cited(named?.rules[0])?.[0]).toBe('yanzhou-2019/12')
  await trial.under(['yongqing-2022'])
  const unnamed = await look()
  expect(unnamed).toMatchObject({ value: { approvers: 'unnamed' } })
  expect(unnamed?.open.map((one) => one.key)).toEqual(['access.look.approver'])
})
