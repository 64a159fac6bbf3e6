import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'

let trial: TrialDay
beforeAll(async () => {
  trial = await trialDay()
})
afterAll(() => trial[Symbol.asyncDispose]())

const show = (id: string) => trial.leader.showRecording({ params: { id } })

test('a free marker is kept with its words, its place in the recording, when it was set and by whom', async () => {
  proves('changsha-county-2023/19.6', 'yanzhou-2019/6.11')
  const id = await trial.recording('09:00', '09:10')
  const mark = { position: 61_000, label: '当事人提出异议' }
  const before = trial.server.clock.now()
  const { marker } = await trial.leader.addMarker({ params: { id }, body: mark })
  const { name } = await trial.leader.whoAmI()
  const [kept, ...others] = (await show(id)).markers
  expect(kept).toMatchObject({ marker, ...mark, by: name })
  expect([kept && kept.at >= before, others]).toEqual([true, []])
})

test('whatever is said of a recording, and by whom, what was written with it stays to be seen as it was', async () => {
  proves('yongqing-2022/18.2')
  const id = await trial.recording('10:00', '10:10')
  const before = await show(id)
  const { leader, officer, stranger } = trial
  await officer.annotate({ params: { id }, body: { text: '时间应为上午十一点' } })
  await officer.addMarker({ params: { id }, body: { position: 1000, label: '到达现场' } })
  await leader.annotateOfficer({ params: { id }, body: { officer: stranger.person, reason: '当日临时换岗' } })
  const after = await show(id)
  expect(after.row.officer?.id).toBe(stranger.person)
  expect(after.annotations).toMatchObject([{ text: '时间应为上午十一点' }])
  const written = ({ arrival, times, container }: typeof before) => ({ arrival, times, container })
  expect(written(after)).toEqual(written(before))
  expect(after.arrival.officer).toBe(officer.person)
})
