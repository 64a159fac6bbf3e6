import { describe, expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { Instant } from '../kernel/index.ts'
import {
  activity,
  at,
  check,
  dayOf,
  duty,
  found,
  interruption,
  judgedBy,
  minutesOf,
  person,
  recording,
} from './trial.ts'
import type { CoverageFacts, RecordingFacts } from './facts.ts'

/** Judgements a legal section has to be able to sign: what people reported from outside, by its kind, and its like. */

const library = packsOnDisk()
const [JILIN, CHANGSHA, JINZHONG] = ['jilin-2017', 'changsha-county-2023', 'jinzhong-2022-recording']
const [YANZHOU, YONGQING, PLAN] = ['yanzhou-2019', 'yongqing-2022', 'jinzhong-2022-plan']
const by = (pack: string, facts: Partial<CoverageFacts>, now?: Instant) => judgedBy(library, [pack], dayOf(facts), now)
const codes = (report: ReturnType<typeof by>) => report.activities[0]?.findings.map((one) => one.code)

/** 10:00 to 11:00, recorded from 10:20 to 10:30 and from 10:50 to the end. */
const holed = (type: string, more: Partial<CoverageFacts>) => ({
  activities: [activity(type, '10:00', '11:00')],
  recordings: [recording('r1', '10:20', '10:30'), recording('r2', '10:50', '11:00')],
  ...more,
})

/** Another device of the same person, used after half past ten. */
const CAMERA = recording('other', '10:50', '11:00', { device: 'SXJ-1', deviceKind: 'video-camera' })

describe('an explanation', () => {
  test.each([JILIN, CHANGSHA, JINZHONG, YANZHOU, YONGQING])(
    '%s: of the activity alone, however complete and in time, excuses nothing of it',
    (pack) => {
      const said = {
        activity: 'act',
        reason: pack === JILIN ? '机器故障' : '设备故障',
        spoken: { at: at('10:50:05') },
        written: { at: at('11:10'), intoFile: true, notSpoken: '现场混乱' },
        reported: {
          at: at('10:31'),
          to: { [JILIN]: '上级', [YANZHOU]: '单位负责人', [YONGQING]: '办公室' }[pack] ?? '负责人',
        },
        did: ['other-device', 'stop-act', 'stop-device'],
      }
      const facts = holed('general-violation-scene', { interruptions: [interruption(said)] })
      const typed = [CHANGSHA, YANZHOU].includes(pack)
        ? { ...facts, activities: [activity('site-inspection', '10:00', '11:00')] }
        : facts
      const report = by(pack, typed)
      expect(minutesOf(report)).toMatchObject({ required: 60, covered: 20, missing: 40, explained: 0 })
      expect(codes(report)?.slice(0, 2)).toEqual(['late-start', 'inner-gap'])
      expect(report.activities[0]?.findings[0]?.todo.zh).toContain('没有写明是哪一处中断')
      // The same, naming the interruption, closes that one and not the late start.
      const { activity: _act, ...named } = said
      const closed = by(pack, { ...typed, interruptions: [interruption({ ...named, after: 'r1', before: 'r2' })] })
      expect(minutesOf(closed)).toMatchObject({ missing: 20, explained: 20 })
      expect(codes(closed)?.[0]).toBe('late-start')
    },
  )

  test('of a paper written hours later excuses no gap where the camera did go on (Yanzhou 7)', () => {
    const paper = { after: 'r1', written: { at: at('17:00') }, reported: { at: at('17:00'), to: '单位负责人' } }
    const report = by(YANZHOU, holed('site-inspection', { interruptions: [interruption(paper)] }))
    expect(minutesOf(report)).toMatchObject({ explained: 0, missing: 40 })
    expect(report.activities[0]?.findings[1]?.todo.zh).toContain('须在恢复录制时语音说明')
  })

  test('has neighbours of this act: what was recorded yesterday, or before it, was not interrupted by a late start', () => {
    const late = (after: ReturnType<typeof recording>) =>
      by(YANZHOU, {
        activities: [activity('hearing', '10:00', '11:00')],
        recordings: [after, recording('r1', '10:30', '11:00')],
        interruptions: [interruption({ after: 'r0', before: 'r1', spoken: { at: at('10:30:05') } })],
      })
    const earlier = recording('r0', '09:00', '09:50')
    const yesterday = {
      ...recording('r0', '09:00', '10:00'),
      start: Instant.parse('2026-09-07T01:00:00.000Z'),
      end: Instant.parse('2026-09-07T02:00:00.000Z'),
    }
    for (const report of [late(earlier), late(yesterday)]) {
      expect(codes(report)).toEqual(['late-start'])
      expect(minutesOf(report)).toMatchObject({ explained: 0, missing: 30 })
      expect(report.activities[0]?.findings[0]?.todo.zh).toContain('不是本次应录期间的录制')
    }
    // A clock that may be out does not make a neighbour of one that was over by then.
    expect(codes(late(recording('r0', '09:00', '09:59:58', { error: 5000 })))).toContain('inner-gap')
  })

  test('has both sides on one device, and no other recording of it between them', () => {
    const spoken = { spoken: { at: at('10:20:05') } }
    const between = (recordings: CoverageFacts['recordings'], said: object) =>
      by(YANZHOU, {
        people: [person('A'), person('B')],
        activities: [activity('site-inspection', '10:00', '10:30', { officers: ['A', 'B'] })],
        recordings,
        interruptions: [interruption({ after: 'r1', ...said })],
      })
    const [first, second] = [recording('r1', '10:00', '10:10'), recording('r2', '10:20', '10:30')]
    const other = recording('r2', '10:20', '10:30', { device: 'DSJ-2', recorder: 'B' })
    expect(codes(between([first, second], { before: 'r2', ...spoken }))).toEqual(['gap-explained'])
    expect(codes(between([first, other], { before: 'r2', ...spoken }))).toEqual(['inner-gap'])
    const third = recording('r3', '10:14', '10:15')
    expect(codes(between([first, third, second], { before: 'r2', ...spoken }))).toEqual(['inner-gap', 'inner-gap'])
    // The other way round, and of two files that follow on one another.
    expect(codes(between([first, second], { after: 'r2', before: 'r1', ...spoken }))).toEqual(['inner-gap'])
  })

  test('is spoken when recording goes on, on that device: not before, not much later, not on another', () => {
    const said = (when: string, more: object = {}) =>
      codes(
        by(JINZHONG, {
          people: [person('A'), person('B')],
          activities: [activity('site-inspection', '10:00', '10:40', { officers: ['A', 'B'] })],
          recordings: [
            recording('r1', '10:00', '10:10'),
            recording('r2', '10:20', '10:40'),
            recording('r3', '10:25', '10:40', { device: 'DSJ-2', recorder: 'B' }),
          ],
          interruptions: [interruption({ after: 'r1', before: 'r2', spoken: { at: at(when) }, ...more })],
        }),
      )
    expect(said('10:20:30')).toEqual(['gap-explained'])
    expect(said('10:25')).toEqual(['gap-explained'])
    expect(said('10:09')).toEqual(['inner-gap'])
    expect(said('10:15')).toEqual(['inner-gap'])
    expect(said('10:26')).toEqual(['inner-gap'])
  })

  test.each([
    [JILIN, 'investigation', '机器故障', { did: ['other-device'] }, '上级'],
    [YANZHOU, 'site-inspection', '设备故障', { written: { at: at('12:00') } }, '单位负责人'],
    [JINZHONG, 'site-inspection', '设备故障', { written: { at: at('12:00') } }, '负责人'],
  ])('%s: is reported at once, and to whom it is due', (pack, type, reason, rest, whom) => {
    const reported = (when: string, to?: string) =>
      codes(
        by(pack, {
          activities: [activity(type, '10:00', '11:00')],
          recordings: [recording('r1', '10:00', '10:30'), ...(pack === JILIN ? [CAMERA] : [])],
          interruptions: [interruption({ after: 'r1', reason, ...rest, reported: { at: at(when), to } })],
        }),
      )
    const broken = pack === JILIN ? 'inner-gap' : 'early-stop'
    expect(reported('10:32', whom)).toEqual(['gap-explained'])
    expect(reported('10:32', '门卫')).toEqual([broken])
    expect(reported('10:32')).toEqual([broken])
    expect(reported('12:00', whom)).toEqual([broken])
    expect(reported('+5 07:00', '门卫')).toEqual([broken])
    expect(reported('09:30', whom)).toEqual([broken])
  })

  test('吉林 8: another device that recorded nothing afterwards was not used', () => {
    const report = (...others: readonly RecordingFacts[]) =>
      by(JILIN, {
        activities: [activity('investigation', '10:00', '11:00')],
        recordings: [recording('r1', '10:00', '10:30'), ...others],
        interruptions: [
          interruption({
            after: 'r1',
            reason: '机器故障',
            did: ['other-device'],
            reported: { at: at('10:31'), to: '上级' },
          }),
        ],
      })
    expect(codes(report())).toEqual(['early-stop'])
    expect(report().activities[0]?.explanations[0]?.lacks?.zh).toContain('没有其他设备的录制')
    // One that ran before and no more; and one of which nobody has confirmed where it is from.
    expect(codes(report({ ...CAMERA, start: at('10:10'), end: at('10:20') }))).toEqual(['early-stop'])
    expect(codes(report({ ...CAMERA, unconfirmed: true }))).toContain('early-stop')
    expect(codes(report(CAMERA))).toEqual(['gap-explained'])
  })

  test('吉林 8: an act that is entered to have gone on was not stopped', () => {
    const until = (end: string) =>
      codes(
        by(JILIN, {
          activities: [activity('investigation', '10:00', end)],
          recordings: [recording('r1', '10:00', '10:30')],
          interruptions: [
            interruption({
              after: 'r1',
              reason: '机器故障',
              did: ['stop-act'],
              reported: { at: at('10:32'), to: '上级' },
            }),
          ],
        }),
      )
    expect(until('11:10')).toEqual(['early-stop'])
    expect(until('10:30:40')).not.toContain('early-stop')
  })

  test('兖州 7: whoever went on with another device says the reason then; a paper is for what could not go on', () => {
    const after = (recorder: string) =>
      codes(
        by(YANZHOU, {
          activities: [activity('site-inspection', '10:00', '11:00')],
          recordings: [
            recording('r1', '10:00', '10:10'),
            recording('r2', '10:50', '11:00', { device: 'DSJ-2', recorder }),
          ],
          interruptions: [
            interruption({
              after: 'r1',
              reason: '设备故障',
              written: { at: at('12:00') },
              reported: { at: at('10:12'), to: '单位负责人' },
            }),
          ],
        }),
      )
    expect(after('A')).not.toContain('gap-explained')
    expect(after('B')).toContain('gap-explained')
  })

  test('in writing stands for words only where it says what made them impossible, and is made afterwards', () => {
    const written = (more: object) =>
      codes(
        by(CHANGSHA, {
          activities: [activity('sealing', '10:00', '10:30')],
          recordings: [recording('r1', '10:00', '10:10'), recording('r2', '10:20', '10:30')],
          interruptions: [
            interruption({
              after: 'r1',
              before: 'r2',
              reason: '电池更换',
              written: { at: at('12:00'), intoFile: true, ...more },
            }),
          ],
        }),
      )
    expect(written({})).toEqual(['inner-gap'])
    expect(written({ notSpoken: '恢复时现场混乱，无法口述' })).toEqual(['gap-explained'])
    expect(written({ notSpoken: '恢复时现场混乱，无法口述', at: at('09:00') })).toEqual(['inner-gap'])
  })

  test('of a camera that went on only when the act was over is of a recording that broke off', () => {
    const said = (more: object) =>
      codes(
        by(YANZHOU, {
          activities: [activity('site-inspection', '10:00', '10:30')],
          recordings: [recording('r1', '10:00', '10:10'), recording('r2', '10:40', '10:50')],
          interruptions: [interruption({ after: 'r1', before: 'r2', ...more })],
        }),
      )
    expect(said({ spoken: { at: at('10:40:05') } })).toEqual(['early-stop'])
    const reported = { reported: { at: at('10:12'), to: '单位负责人' }, written: { at: at('12:00') } }
    expect(said(reported)).toEqual(['gap-explained'])
  })
})

test('“nothing recorded” is its own finding, whatever was said of it', () => {
  const facts = {
    activities: [activity('general-violation-scene', '10:00', '10:30')],
    interruptions: [
      interruption({
        activity: 'act',
        reason: '机器故障',
        reported: { at: at('10:01'), to: '上级' },
        did: ['other-device'],
      }),
    ],
  }
  const report = by(JILIN, facts)
  expect(codes(report)).toEqual(['not-recorded'])
  expect(minutesOf(report)).toMatchObject({ missing: 30, explained: 0 })
})

describe('required, though a list of an article does not name it', () => {
  test.each([
    [CHANGSHA, 'investigation', ['7', '14']],
    [CHANGSHA, 'random-check', ['7', '13']],
    [YANZHOU, 'investigation', ['6']],
    [YANZHOU, 'random-check', ['4']],
    [YONGQING, 'confiscation', ['18']],
    [YONGQING, 'cash-fine-collection', ['18']],
    [YONGQING, 'random-check', ['6', '18']],
    [JINZHONG, 'random-check', ['8']],
    [JILIN, 'random-check', ['2']],
    [JILIN, 'confiscation', ['9']],
    [JILIN, 'cash-fine-collection', ['9']],
    [JILIN, 'contact-with-party', ['9']],
    [JILIN, 'major-incident', ['10']],
    [JILIN, 'major-operation', ['10']],
    [JILIN, 'anticipated-resistance', ['10']],
  ])('%s: a %s that nobody filmed is found, with its words', (pack, type, articles) => {
    const [first] = by(pack, { activities: [activity(type, '10:00', '10:30')] }).activities[0]?.findings ?? []
    expect(first).toMatchObject({ code: 'not-recorded', weight: 'breach' })
    expect([...new Set(first?.citations.map((one) => one.article))]).toEqual(articles.map((one) => `${pack}/${one}`))
    for (const cited of first?.citations ?? []) expect(cited.quote).toBeTruthy()
  })
})

describe('sound and picture, where the text says 录音录像', () => {
  test.each([
    [JILIN, 'investigation', '9'],
    [JILIN, 'minor-correction', '9'],
    [JILIN, 'general-violation-scene', '9'],
    [JILIN, 'post-watch', '9'],
    [JILIN, 'sensitive-major-case', '10'],
    [JINZHONG, 'investigation', '10'],
    [JINZHONG, 'questioning', '10'],
    [YONGQING, 'road-duty', '24'],
  ])('%s: in a %s, film without sound and sound without film are found', (pack, type, article) => {
    const filmed = (more: object) =>
      by(pack, {
        activities: [activity(type, '10:00', '10:30', { oneCamera: '现场狭小' })],
        recordings: [recording('r1', '10:00', '10:30', more)],
      }).activities[0]?.findings.filter((one) => one.code === 'part-missing')
    expect(filmed({ holds: ['sound', 'picture'] })).toEqual([])
    for (const more of [{ holds: ['picture'] }, { holds: ['sound'] }, { deviceKind: 'voice-recorder' }])
      expect(filmed(more)?.[0]?.citations.map((one) => one.article)).toContain(`${pack}/${article}`)
  })

  test('where the text says 音像 one of them will do', () => {
    const facts = {
      activities: [activity('sealing', '10:00', '10:30')],
      recordings: [recording('r1', '10:00', '10:30', { holds: ['picture'] })],
    }
    expect(found(by(CHANGSHA, facts))).toEqual([])
  })

  test('it is asked for from the moment of what asks for it', () => {
    const marks = [{ mark: 'minor-correction', at: at('10:20') }]
    const [lack] =
      by(JILIN, {
        activities: [activity('patrol', '10:00', '10:30', { marks })],
        recordings: [recording('r1', '10:00', '10:30', { holds: ['picture'] })],
      }).activities[0]?.findings ?? []
    expect(lack).toMatchObject({ code: 'part-missing', stretches: [{ from: at('10:20'), to: at('10:30') }] })
  })

  test('a colleague’s recording that may have it is awaited', () => {
    const facts = {
      people: [person('A'), person('B')],
      activities: [activity('investigation', '10:00', '10:30', { officers: ['A', 'B'] })],
      recordings: [recording('r1', '10:00', '10:30', { holds: ['picture'] })],
      duties: [duty('08:00', '17:30')],
    }
    expect(codes(by(JILIN, facts, at('12:00')))).toEqual(['awaited'])
    expect(codes(by(JILIN, facts, at('18:01')))).toEqual(['part-missing'])
  })
})

describe('gathering in one place', () => {
  const gathered = (pack: string, from: string, to: string, consolidated: string | undefined, now?: string) =>
    by(
      pack,
      {
        recordings: [recording('r1', from, to, { handedOver: at(to), consolidated: consolidated && at(consolidated) })],
        duties: [duty('+7 08:00', '+7 17:30'), duty('+7 20:00', '+8 06:00')],
        checks: [check('+7 07:30'), check('+7 19:30')],
      },
      now === undefined ? undefined : at(now),
    )
      .findings.map((one) => one.code)
      .filter((one) => one.startsWith('consolidation'))

  test('on the last evening is in time, to the last minute', () => {
    // The half-month ends on 15 September, which is seven days on.
    expect(gathered(JILIN, '+7 10:00', '+7 10:30', '+7 23:59')).toEqual([])
    expect(gathered(JILIN, '+7 10:00', '+7 10:30', '+8 00:00')).toEqual(['consolidation-late'])
    expect(gathered(JILIN, '+7 10:00', '+7 10:30', undefined, '+7 23:59')).toEqual([])
    expect(gathered(JILIN, '+7 10:00', '+7 10:30', undefined, '+8 00:00')).toEqual(['consolidation-overdue'])
  })

  test('what a night’s duty records on the last evening is gathered with what is handed over after it', () => {
    expect(gathered(JILIN, '+7 21:00', '+7 22:00', '+10 12:00')).toEqual([])
    expect(gathered(JILIN, '+7 21:00', '+7 22:00', undefined, '+22 23:59')).toEqual([])
    expect(gathered(JILIN, '+7 21:00', '+7 22:00', undefined, '+23 00:01')).toEqual(['consolidation-overdue'])
  })
})

describe('whom nothing is held against', () => {
  /** An inspection nobody filmed, on that day, and a recording handed over days later. */
  const on = (day: string): Partial<CoverageFacts> => {
    const moment = (time: string) => Instant.parse(`${day}T${time}:00.000Z`)
    return {
      activities: [{ ...activity('site-inspection', '10:00', '10:30'), start: moment('02:00'), end: moment('02:30') }],
      recordings: [{ ...recording('r1', '10:00', '10:30'), start: moment('04:00'), end: moment('04:30') }],
    }
  }

  test('a pack that came into force before it was issued accuses nobody for the days between', () => {
    // In force since 1 August 2019, issued on 28 November 2019.
    const between = by(YANZHOU, on('2019-09-01'))
    expect(between.activities[0]?.findings).toMatchObject([{ code: 'not-recorded', weight: 'note' }])
    expect(between.activities[0]?.findings[0]?.message.zh).toContain('2019-11-28 才印发')
    expect(between.findings).toMatchObject([{ code: 'handover-late', weight: 'note' }])
    expect(between.isSound).toBe(true)
    expect(by(YANZHOU, on('2019-07-31')).activities[0]?.findings).toEqual([])
    const after = by(YANZHOU, on('2019-11-28'))
    expect(after.activities[0]?.findings).toMatchObject([{ code: 'not-recorded', weight: 'breach' }])
  })

  test('a day before the issue and a day after it are told apart in one report', () => {
    const [early, late] = [on('2019-09-01'), on('2019-12-01')]
    const report = by(YANZHOU, {
      activities: [...(early.activities ?? []), ...(late.activities ?? []).map((one) => ({ ...one, id: 'later' }))],
    })
    expect(report.activities.map((one) => one.findings[0]?.weight)).toEqual(['note', 'breach'])
  })

  test('that offices are to see to certificates accuses no officer (Jinzhong, plan four, two)', () => {
    const facts = dayOf({
      people: [person('A', { certificates: [] })],
      activities: [activity('site-inspection', '10:00', '10:30')],
      recordings: [recording('r1', '10:00', '10:30')],
    })
    expect(found(judgedBy(library, [PLAN], facts))).toEqual([])
    // Where an article says who records, it does.
    expect(found(judgedBy(library, [PLAN, JILIN], facts))).toEqual([`recorder-unqualified ${JILIN}/5`])
  })
})

describe('a word wider than the article', () => {
  test.each([
    [YANZHOU, 'service-any', ['留置送达', '公告送达'], `${YANZHOU}/6`],
    [CHANGSHA, 'service-any', ['留置送达'], `${CHANGSHA}/7`],
    [CHANGSHA, 'coercive-measure', ['查封', '扣押'], `${CHANGSHA}/7`],
  ])('%s: a %s nobody filmed may be one that has to be, and is no way round it', (pack, type, names, article) => {
    const [first, ...rest] = by(pack, { activities: [activity(type, '10:00', '10:30')] }).activities[0]?.findings ?? []
    expect(rest).toEqual([])
    expect(first).toMatchObject({ code: 'kind-open', weight: 'doubt' })
    for (const name of names) expect(first?.message.zh).toContain(name)
    expect(first?.citations.map((one) => one.article)).toContain(article)
  })

  test('it is said once: what is marked, entered by the narrow word, or filmed throughout leaves nothing open', () => {
    const seen = (type: string, marks: readonly object[] = [], recordings: readonly RecordingFacts[] = []) =>
      codes(by(YANZHOU, { activities: [activity(type, '10:00', '10:30', { marks })], recordings }))
    expect(seen('service-any')).toEqual(['kind-open'])
    expect(seen('service-any', [], [recording('r1', '10:00', '10:20')])).toEqual(['kind-open'])
    expect(seen('service-any', [], [recording('r1', '10:00', '10:30')])).toEqual([])
    expect(seen('service-any', [{ mark: 'service-lien' }])).toEqual(['not-recorded'])
    const direct = activity('service-any', '10:00', '10:30', { marks: [{ mark: 'service-direct' }] })
    expect(codes(by(CHANGSHA, { activities: [direct] }))).toEqual([])
  })
})
