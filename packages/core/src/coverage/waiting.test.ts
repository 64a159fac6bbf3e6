import { describe, expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { states } from '../../../../scripts/proves.ts'
import type { Library } from '../policy/index.ts'
import { askingBy } from './asking.ts'
import type { CoverageFacts } from './facts.ts'
import { judge } from './judge.ts'
import {
  activity,
  at,
  dayOf,
  duty,
  interruption,
  judgedBy,
  minutesOf,
  person,
  recording,
  running,
  withoutRule,
} from './trial.ts'
import { writtenActivity } from './written.ts'

const library: Library = packsOnDisk()
const [JILIN, YANZHOU, YONGQING] = ['jilin-2017', 'yanzhou-2019', 'yongqing-2022']
const JINZHONG = 'jinzhong-2022-recording'

const seenAt = (now: string, facts: Partial<CoverageFacts>, pack = YANZHOU, from = library) =>
  judgedBy(from, [pack], dayOf(facts), at(now))
const weights = (report: ReturnType<typeof seenAt>) =>
  report.activities[0]?.findings.map((one) => `${one.code} ${one.weight}`)
const awaiting = (report: ReturnType<typeof seenAt>) => {
  const [one] = report.activities
  return one && writtenActivity(one).awaiting
}

describe('an activity that goes on', () => {
  const facts = { activities: [running('site-inspection', '10:00')] }

  test('is not judged for what is not recorded so far, and is called going on with the term that follows', () => {
    const report = seenAt('10:12', facts)
    expect(minutesOf(report)).toMatchObject({ required: 12, missing: 0, awaited: 12 })
    expect(weights(report)).toEqual(['awaited awaited'])
    expect(awaiting(report)).toEqual({ running: true })
    const [finding] = report.activities[0]?.findings ?? []
    expect(finding?.message.zh).toContain('录制结束后 24 小时内')
    expect(finding?.citations.map((one) => one.article)).toEqual([`${YANZHOU}/9`])
    expect(report.summary).toMatchObject({ required: 1, whole: 0, awaited: 1 })
    expect(report.isSound).toBe(false)
  })

  test('is not complete in the second it begins either', () => {
    const { summary, activities } = seenAt('10:00', facts)
    expect(activities[0]?.findings).toEqual([])
    expect(summary).toMatchObject({ whole: 0, awaited: 1 })
  })

  test('is in doubt when nobody ended it by the next day, and is over after a whole one', () => {
    expect(weights(seenAt('+1 00:01', facts))).toEqual(['awaited awaited', 'not-ended doubt'])
    expect(awaiting(seenAt('+1 09:59', facts))).toEqual({ running: true })
    expect(awaiting(seenAt('+1 10:00', facts))).toEqual({ running: false, until: at('+2 10:00') })
    const late = seenAt('+2 10:01', facts)
    expect(weights(late)).toEqual(['not-recorded breach', 'not-ended doubt'])
    expect(minutesOf(late)).toMatchObject({ required: 24 * 60, missing: 24 * 60 })
  })
})

describe('an activity that is over', () => {
  const facts = { activities: [activity('site-inspection', '10:00', '10:30')] }

  test('is awaited until the term of its recordings has run out, and is a breach a minute later', () => {
    const before = seenAt('+1 10:30', facts)
    expect(weights(before)).toEqual(['awaited awaited'])
    expect(awaiting(before)).toEqual({ running: false, until: at('+1 10:30') })
    expect(before.activities[0]?.findings[0]?.message.zh).toContain('2026-09-09 10:30 以前')
    const after = seenAt('+1 10:31', facts)
    expect(weights(after)).toEqual(['not-recorded breach'])
    expect(minutesOf(after)).toMatchObject({ missing: 30, awaited: 0 })
    const without = withoutRule(library, YANZHOU, 'handover')
    expect(weights(seenAt('10:31', facts, YANZHOU, without))).toEqual(['not-recorded breach'])
  })

  test.each([
    [JILIN, 'jilin-2017/12', 'general-violation-scene'],
    [YONGQING, 'yongqing-2022/11', 'patrol'],
  ])('%s: is awaited until the hour at which the day of duty counts as over', (pack, article, type) => {
    const patrol = { activities: [activity(type, '10:00', '10:30')], duties: [duty('08:00', '17:30')] }
    const before = seenAt('18:00', patrol, pack)
    expect(awaiting(before)).toEqual({ running: false, until: at('18:00') })
    expect(before.activities[0]?.findings[0]?.citations.map((one) => one.article)).toEqual([article])
    expect(weights(seenAt('18:01', patrol, pack))).toEqual(['not-recorded breach'])
  })

  test('Jinzhong: a gap nobody excused is a breach as soon as the day of duty is over, whatever becomes of the act', () => {
    states('jinzhong-2022-recording/21.1')
    const gap = {
      activities: [activity('general-violation-scene', '10:00', '10:30')],
      recordings: [
        recording('r1', '10:00', '10:10', { handedOver: undefined }),
        recording('r2', '10:20', '10:30', { handedOver: undefined }),
      ],
      duties: [duty('08:00', '17:30')],
    }
    expect(weights(seenAt('18:00', gap, JINZHONG))).toEqual(['awaited awaited'])
    expect(weights(seenAt('18:01', gap, JINZHONG))).toEqual(['inner-gap breach'])
    const said = { after: 'r1', before: 'r2', reason: '设备故障', spoken: { at: at('10:20:30') } }
    const excused = { ...gap, interruptions: [interruption(said)] }
    expect(weights(seenAt('18:01', excused, JINZHONG))).toEqual(['gap-explained note'])
  })

  test('where the bureau has not set that hour, a day is waited, for it comes within one', () => {
    const facts = dayOf({ activities: [activity('general-violation-scene', '10:00', '10:30')] })
    const asking = askingBy(library, { packs: [JILIN], settings: {} })
    const waits = (now: string) => judge(facts, asking, { now: at(now) }).activities[0]?.waiting !== undefined
    expect([waits('+1 10:30'), waits('+1 10:31')]).toEqual([true, false])
    const [finding] = judge(facts, asking, { now: at('12:00') }).activities[0]?.findings ?? []
    expect(finding?.message.zh).toContain('几点算迟本局还没有定')
    // 长沙县 41 prints twenty-four hours: nothing of them is open.
    const county = judge(
      dayOf({ activities: [activity('sealing', '10:00', '10:30')] }),
      askingBy(library, { packs: ['changsha-county-2023'], settings: {} }),
      { now: at('12:00') },
    )
    expect(county.activities[0]?.findings[0]?.message.zh).not.toContain('本局还没有定')
    expect(county.activities[0]?.findings[0]?.code).toBe('awaited')
  })

  test('is judged at once when its only camera was emptied after it', () => {
    const recordings = [recording('r1', '10:00', '10:20', { handedOver: at('11:00') })]
    expect(weights(seenAt('11:00', { ...facts, recordings }))).toEqual(['early-stop breach'])
    const earlier = [recording('r1', '10:00', '10:20', { handedOver: at('10:25') })]
    expect(weights(seenAt('11:00', { ...facts, recordings: earlier }))).toEqual(['awaited awaited'])
  })

  test('waits for a colleague’s camera, which may have what the first one lacks', () => {
    const both = {
      people: [person('A'), person('B')],
      activities: [activity('site-inspection', '10:00', '10:30', { officers: ['A', 'B'] })],
      recordings: [recording('r1', '10:00', '10:20', { handedOver: at('11:00') })],
    }
    expect(weights(seenAt('12:00', both))).toEqual(['awaited awaited'])
    const second = recording('r2', '10:15', '10:25', { device: 'DSJ-2', recorder: 'B', handedOver: at('11:30') })
    const report = seenAt('12:00', { ...both, recordings: [...both.recordings, second] })
    expect(weights(report)).toEqual(['early-stop breach'])
    expect(minutesOf(report)).toMatchObject({ covered: 25, missing: 5 })
  })

  test('and is wholly recorded waits for nothing', () => {
    const report = seenAt('10:31', {
      ...facts,
      recordings: [recording('r1', '10:00', '10:30', { handedOver: undefined })],
    })
    expect(awaiting(report)).toBeUndefined()
    expect(report.summary).toMatchObject({ whole: 1, awaited: 0 })
  })
})

test('what is certain already is said at once: who recorded, and a notice that is not in what is in', () => {
  const auxiliary = {
    people: [person('A', { kind: 'auxiliary', certificates: [] })],
    activities: [running('questioning', '10:00')],
  }
  expect(weights(seenAt('10:20', auxiliary, YONGQING))).toEqual(['awaited awaited'])
  const filmed = { ...auxiliary, recordings: [recording('r1', '10:00', '10:10')] }
  expect(weights(seenAt('10:20', filmed, YONGQING))).toEqual([
    'awaited awaited',
    'auxiliary-alone breach',
    'notice-missing breach',
  ])
})

test('an explanation that the rules accept closes its stretch before the term is over too', () => {
  const told = (said: object) =>
    seenAt(
      '12:00',
      {
        activities: [activity('general-violation-scene', '10:00', '10:30')],
        recordings: [
          recording('r1', '10:00', '10:10', { handedOver: undefined }),
          recording('other', '10:20', '10:30', { device: 'DSJ-2', handedOver: undefined }),
        ],
        interruptions: [
          interruption({
            reason: '机器故障',
            reported: { at: at('10:12'), to: '上级' },
            did: ['other-device'],
            ...said,
          }),
        ],
      },
      JILIN,
    )
  const report = told({ activity: 'act', after: 'r1' })
  expect(minutesOf(report)).toMatchObject({ covered: 20, explained: 10, awaited: 0, missing: 0 })
  expect(awaiting(report)).toBeUndefined()
  // Tied to the activity alone it names no interruption, and closes nothing.
  expect(minutesOf(told({ activity: 'act' }))).toMatchObject({ explained: 0, awaited: 10 })
})
