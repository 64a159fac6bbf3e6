import { describe, expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { states } from '../../../../scripts/proves.ts'
import type { Library } from '../policy/index.ts'
import { askingBy } from './asking.ts'
import type { CoverageFacts } from './facts.ts'
import { judge } from './judge.ts'
import { activity, at, dayOf, found, interruption, judgedBy, minutesOf, recording, withoutRule } from './trial.ts'

const library: Library = packsOnDisk()
const [JILIN, CHANGSHA, JINZHONG] = ['jilin-2017', 'changsha-county-2023', 'jinzhong-2022-recording']
const [YANZHOU, YONGQING] = ['yanzhou-2019', 'yongqing-2022']
const by = (pack: string, facts: Partial<CoverageFacts>) => judgedBy(library, [pack], dayOf(facts))

/** 10:00 to 10:30, recorded but for 10:10 to 10:20. */
const interrupted = (type: string): Partial<CoverageFacts> => ({
  activities: [activity(type, '10:00', '10:30')],
  recordings: [recording('r1', '10:00', '10:10'), recording('r2', '10:20', '10:30')],
})
/** 10:00 to 10:30, recorded until 10:10. */
const brokenOff = (type: string): Partial<CoverageFacts> => ({
  activities: [activity(type, '10:00', '10:30')],
  recordings: [recording('r1', '10:00', '10:10')],
})
/** The explanation between the two recordings of {@link interrupted}, or after the one of {@link brokenOff}. */
const told = (pack: string, facts: Partial<CoverageFacts>, said: object) => {
  const before = facts.recordings?.[1] === undefined ? {} : { before: 'r2' }
  return by(pack, { ...facts, interruptions: [interruption({ after: 'r1', ...before, ...said })] })
}
const spoken = { spoken: { at: at('10:20:30') } }
const written = { written: { at: at('12:00') } }
const filed = { written: { at: at('12:00'), intoFile: true } }
/** On paper, with what made it impossible to say it into the recording. */
const unspoken = { written: { at: at('12:00'), intoFile: true, notSpoken: '恢复时现场混乱，无法口述' } }
const reportedTo = (to: string, when = '10:11') => ({ reported: { at: at(when), to } })
const reported = reportedTo('上级')
/** To whom each instrument has a recording that broke off reported. */
const TO_WHOM = { [JILIN]: '上级', [JINZHONG]: '负责人', [YANZHOU]: '单位负责人', [YONGQING]: '办公室' }
const quotes = (report: ReturnType<typeof by>): readonly (string | undefined)[] =>
  report.activities[0]?.findings[0]?.citations.map((one) => one.quote) ?? []
const isClosed = (report: ReturnType<typeof by>): boolean => report.activities[0]?.coverage.missing.length === 0

describe('what is required and was not recorded at all', () => {
  test.each([
    [JILIN, 'minor-correction', '9', 'recording-minor-correction'],
    [CHANGSHA, 'sampling', '7', 'recording-sampling'],
    [CHANGSHA, 'service-notice-posting', '33', 'recording-service-notice-posting'],
    [JINZHONG, 'destruction', '9', 'recording-destruction'],
    [YANZHOU, 'complaint-reception', '4', 'recording-complaint-reception'],
    [YANZHOU, 'service-notice', '6', 'recording-service-notice'],
    [YONGQING, 'road-duty', '24', 'recording-road-duty'],
  ])('%s: %s without a recording is found, with article %s', (pack, type, article) => {
    const report = by(pack, { activities: [activity(type, '10:00', '10:30')] })
    const [first] = report.activities[0]?.findings ?? []
    expect(first).toMatchObject({ code: 'not-recorded', weight: 'breach' })
    expect(first?.citations.map((one) => one.article)).toContain(`${pack}/${article}`)
    expect(minutesOf(report)).toMatchObject({ required: 30, missing: 30, covered: 0 })
    expect(report.isSound).toBe(false)
  })

  test('Yongqing: duty on the road with the camera off is a breach of article 24, and with it on is none', () => {
    states('yongqing-2022/24.1')
    const duty = { activities: [activity('road-duty', '10:00', '10:30')] }
    const isBreach = (from: Library, recordings: CoverageFacts['recordings']) =>
      judgedBy(from, [YONGQING], dayOf({ ...duty, recordings })).activities[0]?.findings.some(
        (one) => one.weight === 'breach' && one.citations.some(({ article }) => article === `${YONGQING}/24`),
      )
    expect(isBreach(library, [])).toBe(true)
    expect(isBreach(library, [recording('r1', '10:00', '10:20')])).toBe(true)
    expect(isBreach(library, [recording('r1', '10:00', '10:30')])).toBe(false)
    expect(isBreach(withoutRule(library, YONGQING, 'recording-road-duty'), [])).toBe(false)
  })

  test('what no rule names is not required, and nothing is held against it', () => {
    const report = by(CHANGSHA, { activities: [activity('patrol', '10:00', '10:30')] })
    expect(report.activities[0]?.requirement.isRequired).toBe(false)
    expect(found(report)).toEqual([])
    expect(report.isSound).toBe(true)
  })

  test('an activity that need not be filmed must be once the party does not cooperate, from that moment', () => {
    states('changsha-county-2023/7.4')
    const marks = [{ mark: 'uncooperative', at: at('10:10') }]
    const facts = { activities: [activity('patrol', '10:00', '10:30', { marks })] }
    expect(found(by(CHANGSHA, facts))).toEqual([`not-recorded ${CHANGSHA}/7`])
    expect(minutesOf(by(CHANGSHA, facts))).toMatchObject({ required: 20, missing: 20 })
  })

  test('film of non-cooperation that ends before the act does leaves the rest missing', () => {
    states('jinzhong-2022-recording/9.9')
    const marks = [{ mark: 'uncooperative', at: at('10:10') }]
    const report = by(JINZHONG, {
      activities: [activity('patrol', '10:00', '10:30', { marks })],
      recordings: [recording('r1', '10:05', '10:15')],
    })
    expect(minutesOf(report)).toMatchObject({ required: 20, covered: 5, missing: 15 })
    expect(found(report)[0]).toMatch(/^early-stop jinzhong-2022-recording\/9/)
  })
})

describe('late starts and early stops', () => {
  test('Jilin counts from arrival: twelve minutes on the scene without a camera are twelve minutes late', () => {
    states('jilin-2017/9.5')
    const facts = dayOf({
      activities: [activity('general-violation-scene', '10:05', '10:40', { arrived: at('10:00') })],
      recordings: [recording('r1', '10:12', '10:40')],
    })
    const report = judgedBy(library, [JILIN], facts)
    expect(found(report)[0]).toMatch(/^late-start jilin-2017\/9/)
    expect(report.activities[0]?.findings[0]?.message.zh).toContain('10:00:00 到达现场')
    expect(minutesOf(report)).toMatchObject({ required: 40, covered: 28, missing: 12 })
    const shorter = judgedBy(withoutRule(library, JILIN, 'continuity-general-violation-scene'), [JILIN], facts)
    expect(minutesOf(shorter)).toMatchObject({ missing: 7 })
  })

  test('Yanzhou asks from the first to the last of the act: two minutes at each end are found', () => {
    // An inspection, and without any case: the rules reach it.
    states('yanzhou-2019/5.1', 'yanzhou-2019/2.1')
    const facts = dayOf({
      activities: [activity('site-inspection', '09:00', '09:30')],
      recordings: [recording('r1', '09:02', '09:28')],
    })
    const report = judgedBy(library, [YANZHOU], facts)
    expect(report.activities[0]?.findings.map((one) => [one.code, one.stretches])).toEqual([
      ['late-start', [{ from: at('09:00'), to: at('09:02') }]],
      ['early-stop', [{ from: at('09:28'), to: at('09:30') }]],
    ])
    const cited = (from = library) =>
      judgedBy(from, [YANZHOU], facts).activities[0]?.findings[0]?.citations.map((one) => one.article)
    expect(cited()).toContain(`${YANZHOU}/5`)
    expect(cited(withoutRule(library, YANZHOU, 'continuity'))).not.toContain(`${YANZHOU}/5`)
  })

  test('Changsha County asks for the whole of a sealing: ten minutes in the middle are missing', () => {
    states('changsha-county-2023/7.7')
    const report = by(CHANGSHA, interrupted('sealing'))
    expect(minutesOf(report)).toMatchObject({ required: 30, covered: 20, missing: 10 })
    expect(quotes(report)).toContain('行政执法机关应当进行全过程音像记录')
  })

  test('an inspection whose film begins five minutes late lacks five minutes', () => {
    // There is no case: the rules reach an inspection all the same.
    states('changsha-county-2023/13.3', 'changsha-county-2023/2.1')
    const report = by(CHANGSHA, {
      activities: [activity('site-inspection', '10:00', '10:40')],
      recordings: [recording('r1', '10:05', '10:40')],
    })
    expect(minutesOf(report)).toMatchObject({ missing: 5 })
  })

  test('a hearing filmed for an hour and a half of two lacks thirty minutes', () => {
    states('jinzhong-2022-recording/9.4')
    const report = by(JINZHONG, {
      activities: [activity('hearing', '09:00', '11:00')],
      recordings: [recording('r1', '09:00', '10:30')],
    })
    expect(minutesOf(report)).toMatchObject({ missing: 30 })
    expect(quotes(report)).toContain('举行听证的,应当对听证全过程进行视音频记录')
  })

  test('two cameras together cover what neither does alone', () => {
    const report = by(YANZHOU, {
      activities: [activity('site-inspection', '10:00', '10:30', { officers: ['A', 'B'] })],
      people: [...dayOf({}).people, { ...dayOf({}).people[0]!, id: 'B' }],
      recordings: [
        recording('r1', '10:00', '10:18'),
        recording('r2', '10:15', '10:30', { recorder: 'B', device: 'DSJ-2' }),
      ],
    })
    expect(found(report)).toEqual([])
    expect(report.isSound).toBe(true)
  })

  test('a clock known to within two minutes leaves two minutes at each end open, and says so', () => {
    const report = by(YANZHOU, {
      activities: [activity('site-inspection', '10:00', '10:30')],
      recordings: [recording('r1', '10:00', '10:30', { error: 120_000 })],
    })
    expect(minutesOf(report)).toMatchObject({ covered: 26, uncertain: 4, missing: 0 })
    expect(report.activities[0]?.findings).toMatchObject([{ code: 'time-uncertain', weight: 'doubt' }])
    expect(report.isSound).toBe(false)
  })
})

describe('interruptions', () => {
  test('Jilin accepts none while a minor wrong is corrected, whatever is said of it', () => {
    states('jilin-2017/9.4')
    const facts = {
      activities: [activity('minor-correction', '10:00', '10:10')],
      recordings: [recording('r1', '10:00', '10:05'), recording('r2', '10:05:40', '10:10')],
      interruptions: [
        interruption({
          after: 'r1',
          before: 'r2',
          reason: '机器故障',
          ...reportedTo('上级', '10:05:20'),
          did: ['stop-act'],
          ...filed,
        }),
      ],
    }
    const [gap] = by(JILIN, facts).activities[0]?.findings ?? []
    expect(gap).toMatchObject({ code: 'inner-gap', stretches: [{ from: at('10:05'), to: at('10:05:40') }] })
    expect(gap?.citations.map((one) => one.article)).toEqual([`${JILIN}/9`])
    const relaxed = judgedBy(withoutRule(library, JILIN, 'continuity-minor-correction'), [JILIN], dayOf(facts))
    expect(isClosed(relaxed)).toBe(true)
  })

  test('Jilin wants film of non-cooperation unbroken from the mark on, and the warning on record', () => {
    states('jilin-2017/9.6')
    const given = (notices: readonly object[]) => {
      const marks = [{ mark: 'uncooperative', at: at('10:05') }]
      return dayOf({ ...interrupted('patrol'), activities: [activity('patrol', '10:00', '10:30', { marks, notices })] })
    }
    expect(found(judgedBy(library, [JILIN], given([])))).toEqual([`inner-gap ${JILIN}/9`, `notice-missing ${JILIN}/9`])
    const warned = given([{ of: 'uncooperative', at: at('10:06') }])
    expect(found(judgedBy(library, [JILIN], warned))).toEqual([`inner-gap ${JILIN}/9`])
    const noNotice = withoutRule(library, JILIN, 'notice-uncooperative')
    expect(found(judgedBy(noNotice, [JILIN], given([])))).toEqual([`inner-gap ${JILIN}/9`])
  })

  test('Jilin closes a gap with a report and a decision, and with no words alone', () => {
    states('jilin-2017/8.3', 'jilin-2017/8.4')
    const facts = interrupted('general-violation-scene')
    const say = (said: object, from = library) =>
      isClosed(
        judgedBy(
          from,
          [JILIN],
          dayOf({
            ...facts,
            interruptions: [interruption({ after: 'r1', before: 'r2', reason: '机器故障', ...said })],
          }),
        ),
      )
    expect(say({ ...reported, did: ['stop-act'] })).toBe(true)
    expect(say({ ...spoken, ...filed })).toBe(false)
    expect(say({ did: ['stop-act'] })).toBe(false)
    expect(say({ ...reported, did: ['clear-fault'] })).toBe(false)
    expect(say({ did: ['stop-act'] }, withoutRule(library, JILIN, 'interruption-report'))).toBe(true)
    expect(say({ ...reported, did: ['clear-fault'] }, withoutRule(library, JILIN, 'interruption-decision'))).toBe(true)
  })

  test('Changsha County takes the spoken reason, else a written one that is in the file', () => {
    states('changsha-county-2023/20.1')
    const say = (said: object) => isClosed(told(CHANGSHA, interrupted('sealing'), { reason: '电池更换', ...said }))
    expect(say({})).toBe(false)
    expect(say(reported)).toBe(false)
    expect(say(spoken)).toBe(true)
    const heard = interrupted('sealing')
    const mute = {
      ...heard,
      recordings: (heard.recordings ?? []).map((one) => ({ ...one, holds: ['picture' as const] })),
    }
    expect(isClosed(told(CHANGSHA, mute, { reason: '电池更换', ...spoken }))).toBe(false)
    expect(say({ spoken: { at: at('10:05') } })).toBe(false)
    expect(say(written)).toBe(false)
    expect(say(filed)).toBe(false)
    expect(say(unspoken)).toBe(true)
    const none = withoutRule(library, CHANGSHA, 'interruption')
    const silent = judgedBy(
      none,
      [CHANGSHA],
      dayOf({ ...interrupted('sealing'), interruptions: [interruption({ after: 'r1', before: 'r2', ...spoken })] }),
    )
    expect(isClosed(silent)).toBe(false)
  })

  test.each([
    [JINZHONG, '设备故障'],
    [YANZHOU, '检查场所变化'],
  ])('%s wants the spoken reason where recording went on; a paper does not do there', (pack, reason) => {
    const say = (said: object) => isClosed(told(pack, interrupted('site-inspection'), { reason, ...said }))
    expect(say(spoken)).toBe(true)
    expect(say({ ...reported, ...filed })).toBe(false)
    expect(say({})).toBe(false)
  })

  test('in Jinzhong the spoken rule is what closes a gap', () => {
    states('jinzhong-2022-recording/12.1')
    expect(isClosed(told(JINZHONG, interrupted('site-inspection'), spoken))).toBe(true)
    expect(found(by(JINZHONG, interrupted('site-inspection')))[0]).toMatch(/^inner-gap .*jinzhong-2022-recording\/12/)
  })

  test('in Yanzhou only a technical reason counts, and the move to another place is one', () => {
    states('yanzhou-2019/7.1', 'yanzhou-2019/7.2')
    const say = (reason: string) => told(YANZHOU, interrupted('site-inspection'), { reason, ...spoken })
    expect(isClosed(say('检查场所变化'))).toBe(true)
    const refused = say('执法人员休息')
    expect(isClosed(refused)).toBe(false)
    expect(found(refused)).toEqual([expect.stringMatching(/^inner-gap .*yanzhou-2019\/7/)])
    expect(quotes(refused)).toContain('非因技术原因不得中止录制或断续录制')
    expect(refused.activities[0]?.findings[0]?.todo.zh).toContain('不在制度允许之列')
  })

  test.each([[JINZHONG], [YANZHOU]])('%s: recording that could not go on takes a report and a paper, both', (pack) => {
    const say = (said: object) => isClosed(told(pack, brokenOff('site-inspection'), said))
    const reported = reportedTo(TO_WHOM[pack] ?? '')
    expect(say({ ...reported, ...written })).toBe(true)
    expect(say(reported)).toBe(false)
    expect(say(written)).toBe(false)
    expect(say({ spoken: { at: at('10:09') } })).toBe(false)
  })

  test('Yongqing wants the device out of use and a report, and takes no explanation for it', () => {
    states('yongqing-2022/21.1')
    const say = (said: object) => isClosed(told(YONGQING, brokenOff('site-inspection'), said))
    const reported = reportedTo('办公室')
    expect(say({ ...reported, did: ['stop-device'] })).toBe(true)
    expect(say({ ...reported, ...filed })).toBe(false)
    expect(say({ did: ['stop-device'] })).toBe(false)
    expect(say({ ...reported, did: ['stop-device'], reason: '天气情况恶劣' })).toBe(false)
  })

  test('an explanation of an interruption does not excuse a recording that never began', () => {
    const late = {
      activities: [activity('sealing', '10:00', '10:30')],
      recordings: [recording('r1', '10:10', '10:30')],
    }
    const report = by(CHANGSHA, {
      ...late,
      interruptions: [interruption({ before: 'r1', ...filed, spoken: { at: at('10:10:30') } })],
    })
    expect(found(report)[0]).toMatch(/^late-start/)
    const none = by(CHANGSHA, {
      activities: [activity('sealing', '10:00', '10:30')],
      interruptions: [interruption({ activity: 'act', ...filed })],
    })
    expect(found(none)[0]).toMatch(/^not-recorded/)
  })

  test.each([
    [JILIN, {}, ['须向上级报告', '；须写明如何处置'], `${JILIN}/8`],
    [CHANGSHA, {}, ['须在恢复录制时语音说明中断原因，或者须书面说明并附卷归档'], `${CHANGSHA}/20`],
    [CHANGSHA, written, ['语音说明中断原因，或者书面说明须附卷归档，并写明客观上为什么无法'], `${CHANGSHA}/20`],
    [YANZHOU, { reason: '检查场所变化', ...filed }, ['须在恢复录制时语音说明中断原因'], `${YANZHOU}/7`],
    [YANZHOU, { reason: '执法人员休息', ...spoken }, ['“执法人员休息”不在制度允许之列'], `${YANZHOU}/7`],
  ])('%s: what an explanation lacks is said, all of it, with the article', (pack, said, wanted, article) => {
    const type = pack === JILIN ? 'general-violation-scene' : 'site-inspection'
    const [one] = told(pack, interrupted(type), { reason: '机器故障', ...said }).activities[0]?.explanations ?? []
    for (const words of wanted) expect(one?.lacks?.zh).toContain(words)
    expect(one?.citations.map((cited) => cited.article)).toContain(article)
  })

  test('where nothing may be interrupted an explanation is told so, with that article', () => {
    const said = { reason: '机器故障', ...reported, did: ['stop-act'] }
    const explained = (type: string) => told(JILIN, interrupted(type), said).activities[0]?.explanations[0]
    expect(explained('general-violation-scene')?.lacks).toBeUndefined()
    const useless = explained('minor-correction')
    expect(useless?.lacks?.zh).toContain('不得间断')
    expect(useless?.citations.map((cited) => cited.article)).toEqual([`${JILIN}/9`])
  })

  test('an explanation closes its own gap and no other', () => {
    const report = by(CHANGSHA, {
      activities: [activity('sealing', '10:00', '10:30')],
      recordings: [
        recording('r1', '10:00', '10:05'),
        recording('r2', '10:10', '10:15'),
        recording('r3', '10:20', '10:30'),
      ],
      interruptions: [interruption({ after: 'r1', before: 'r2', spoken: { at: at('10:10:05') } })],
    })
    expect(minutesOf(report)).toEqual({ required: 30, covered: 20, uncertain: 0, missing: 5, awaited: 0, explained: 5 })
    expect(report.activities[0]?.findings.map((one) => [one.code, one.weight])).toEqual([
      ['inner-gap', 'breach'],
      ['gap-explained', 'note'],
    ])
  })

  test('what a clock leaves open at the edges of an explained gap is explained with it', () => {
    const error = { error: 30_000 }
    const report = by(CHANGSHA, {
      activities: [activity('sealing', '10:00', '10:30')],
      recordings: [recording('r1', '09:50', '10:10', error), recording('r2', '10:20', '10:40', error)],
      interruptions: [interruption({ after: 'r1', before: 'r2', ...spoken })],
    })
    expect(minutesOf(report)).toMatchObject({ covered: 19, uncertain: 0, missing: 0, explained: 11 })
    expect(report.isSound).toBe(true)
  })
})

test('a pack whose first day is not known leaves every activity in doubt, and nothing passes for sound', () => {
  const facts = dayOf({ activities: [activity('patrol', '10:00', '10:30')] })
  const unsettled = {
    ...library,
    packs: library.packs.filter((one) => one.identity.id === YONGQING).map((one) => ({ ...one, settings: [] })),
  }
  const report = judgedBy(unsettled, [YONGQING], facts)
  expect(found(report)).toEqual(['setting-open'])
  expect(report.isSound).toBe(false)
})

test('a setting that is open is called by its name, not by its key', () => {
  const facts = dayOf({ recordings: [recording('r1', '10:00', '10:30')] })
  const asking = askingBy(library, { packs: ['jilin-2017'], settings: {} })
  const report = judge(facts, asking, { now: at('+1 12:00') })
  const { message } = report.findings.find((one) => one.code === 'setting-open') ?? {}
  expect(message?.zh).toContain('几点还没有存储算迟')
  expect(message?.zh).not.toContain('handover.cut-off')
})
