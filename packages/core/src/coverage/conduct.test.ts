import { describe, expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { states } from '../../../../scripts/proves.ts'
import type { Library } from '../policy/index.ts'
import type { CoverageFacts } from './facts.ts'
import {
  activity,
  at,
  check,
  dayOf,
  duty,
  found,
  interruption,
  judgedBy,
  person,
  recording,
  withoutRule,
} from './trial.ts'

const library: Library = packsOnDisk()
const [JILIN, CHANGSHA, JINZHONG] = ['jilin-2017', 'changsha-county-2023', 'jinzhong-2022-recording']
const [YANZHOU, YONGQING] = ['yanzhou-2019', 'yongqing-2022']
const by = (pack: string, facts: Partial<CoverageFacts>, without?: string) =>
  found(judgedBy(without === undefined ? library : withoutRule(library, pack, without), [pack], dayOf(facts)))

/** 10:00 to 10:30 and all of it recorded, twenty minutes before it too. */
const whole = (type: string, more: object = {}): Pick<CoverageFacts, 'activities' | 'recordings'> => ({
  activities: [activity(type, '10:00', '10:30', more)],
  recordings: [recording('r1', '09:40', '10:30')],
})

describe('who recorded', () => {
  test.each([
    [JILIN, 'site-inspection', 'jilin-2017/5.1'],
    [YONGQING, 'investigation', 'yongqing-2022/7.1'],
  ])(
    '%s: the recorder has a certificate in force on that day and is on the regular staff',
    (pack, type, obligation) => {
      states(obligation)
      const recordedBy = (more: object, without?: string) =>
        by(pack, { ...whole(type), people: [person('A', more)] }, without)
      const [article] = [obligation.replace(/\.\d+$/, '')]
      expect(recordedBy({})).toEqual([])
      const lapsed = { certificates: [{ from: '2020-01-01', to: '2026-09-07' }] }
      expect(recordedBy(lapsed)).toEqual([`recorder-unqualified ${article}`])
      expect(recordedBy({ certificates: [] })).toEqual([`recorder-unqualified ${article}`])
      expect(recordedBy({ regular: false })).toEqual([`recorder-unqualified ${article}`])
      expect(recordedBy({ certificates: [{ from: '2026-09-08', to: '2026-09-08' }] })).toEqual([])
      expect(recordedBy(lapsed, 'recorder-officer')).toEqual([])
    },
  )

  test.each([
    [JILIN, 'site-inspection', 'jilin-2017/6.1'],
    [YONGQING, 'investigation', 'yongqing-2022/8.1'],
  ])('%s: an auxiliary may help to record, and not record alone', (pack, type, obligation) => {
    if (pack === JILIN) states(obligation)
    const people = [person('A', { kind: 'auxiliary' }), person('B')]
    const withOfficers = (officers: readonly string[]) => by(pack, { ...whole(type, { officers }), people })
    expect(withOfficers(['A'])).toEqual([`auxiliary-alone ${obligation.replace(/\.\d+$/, '')}`])
    expect(withOfficers(['A', 'B'])).toEqual([])
  })

  test('an instrument that asks no qualification of a recorder holds none against one', () => {
    expect(by(CHANGSHA, { ...whole('sealing'), people: [person('A', { certificates: [] })] })).toEqual([])
  })
})

describe('what the party is told', () => {
  test('Yongqing: of the recording, before a questioning begins', () => {
    states('yongqing-2022/19.1')
    const told = (notices: readonly object[], without?: string) =>
      by(YONGQING, whole('questioning', { notices }), without)
    expect(told([])).toEqual([`notice-missing ${YONGQING}/19`])
    expect(told([{ at: at('10:00:10') }])).toEqual([`notice-late ${YONGQING}/19`])
    expect(told([{ at: at('09:59') }])).toEqual([])
    expect(told([], 'notice-questioning')).toEqual([])
  })

  test('Yongqing: and before what a mark marks, when the act had begun before it', () => {
    const patrol = (notices: readonly object[]) =>
      by(YONGQING, whole('patrol', { marks: [{ mark: 'seizure', at: at('10:10') }], notices }))
    expect(patrol([])).toEqual([`notice-missing ${YONGQING}/19`])
    expect(patrol([{ of: 'seizure', at: at('10:20') }])).toEqual([`notice-late ${YONGQING}/19`])
    expect(patrol([{ of: 'seizure', at: at('10:10') }])).toEqual([])
    expect(patrol([{ of: 'seizure', at: at('10:05') }])).toEqual([])
  })

  test('Jilin does not have the warning given beforehand: it is given when the party does not cooperate', () => {
    const resisting = (notices: readonly object[]) => by(JILIN, whole('uncooperative', { notices }))
    expect(resisting([{ at: at('10:02') }])).toEqual([])
    expect(resisting([])).toEqual([`notice-missing ${JILIN}/9`])
  })

  test.each([
    ['simple-procedure', 'notice-penalty'],
    ['seizure', 'notice-measure'],
  ])('Yongqing: and before a %s', (type) => {
    expect(by(YONGQING, whole(type))).toEqual([`notice-missing ${YONGQING}/19`])
  })
})

describe('how it was recorded', () => {
  test('Jinzhong wants an operator with another camera and a second angle at a demolition', () => {
    states('jinzhong-2022-recording/11.1')
    const bodyCamera = whole('forced-demolition')
    const missing = by(JINZHONG, bodyCamera)
    expect(missing).toEqual([expect.stringMatching(/^crew-missing .*jinzhong-2022-recording\/11/)])
    /** With a second device beside the officer's body-worn camera, in the hands of a colleague unless told. */
    const beside = (more: object, from = '10:00', to = '10:30', said: CoverageFacts['interruptions'] = []) =>
      judgedBy(
        library,
        [JINZHONG],
        dayOf({
          people: [person('A'), person('B')],
          activities: [activity('forced-demolition', '10:00', '10:30', { officers: ['A', 'B'] })],
          recordings: [
            ...bodyCamera.recordings,
            recording('r2', from, to, { device: 'SX-1', deviceKind: 'video-camera', recorder: 'B', ...more }),
          ],
          checks: [check('07:30'), check('07:30', { device: 'SX-1' })],
          interruptions: said,
        }),
      )
    expect(found(beside({}))).toEqual([])
    // Not a person of its own, no moving picture, nobody behind it, another body-worn camera.
    expect(found(beside({ recorder: 'A' }))).toEqual(missing)
    expect(found(beside({ deviceKind: 'voice-recorder' }))).toEqual(missing)
    expect(found(beside({ holds: ['sound'] }))).toContain(missing[0])
    expect(found(beside({ deviceKind: 'surveillance', recorder: undefined, activities: ['act'] }))).toEqual(missing)
    expect(found(beside({ deviceKind: 'body-camera' }))).toEqual(missing)
    // Not through the whole of it: said with the stretch, unless its own break is excused.
    const [short] = beside({}, '10:00', '10:20').activities[0]?.findings ?? []
    expect(short).toMatchObject({ code: 'crew-missing', stretches: [{ from: at('10:20'), to: at('10:30') }] })
    const broken = interruption({
      after: 'r2',
      reason: '电量不足',
      reported: { at: at('10:21'), to: '负责人' },
      written: { at: at('12:00') },
    })
    expect(found(beside({}, '10:00', '10:20', [broken]))).toEqual([])
    // What is not registered is a doubt and no breach.
    const unknown = (more: object) => beside(more).activities[0]?.findings.map((one) => `${one.code} ${one.weight}`)
    expect(unknown({ deviceKind: undefined })).toEqual(['crew-missing doubt'])
    expect(unknown({ recorder: undefined, activities: ['act'] })).toEqual(['crew-missing doubt'])
  })

  test('in Jinzhong a crew is awaited while a colleague may still hand over', () => {
    const facts = {
      people: [person('A'), person('B')],
      activities: [activity('forced-demolition', '10:00', '10:30', { officers: ['A', 'B'] })],
      recordings: [recording('r1', '10:00', '10:30', { handedOver: at('10:40') })],
    }
    const seen = (now: string) =>
      judgedBy(library, [JINZHONG], dayOf(facts), at(now)).activities[0]?.findings.map((one) => one.code)
    expect(seen('11:30')).toEqual(['awaited'])
    expect(seen('18:01')).toEqual(['crew-missing'])
  })

  test('Yongqing wants sound and picture both: film without sound is flagged, unless another device has the sound', () => {
    states('yongqing-2022/18.1')
    const told = { notices: [{ at: at('09:59') }] }
    const filmed = (type: string, recordings: readonly object[], without?: string) => {
      const all = recordings.map((more, i) => recording(`r${i}`, '10:00', '10:30', { device: `DSJ-${i}`, ...more }))
      const checks = all.map(({ device }) => check('07:30', { device }))
      const facts = { activities: [activity(type, '10:00', '10:30', told)], recordings: all, checks }
      return by(YONGQING, facts, without)
    }
    const silent = { holds: ['picture'] }
    const sound = { holds: ['sound'] }
    expect(filmed('investigation', [silent])).toEqual([`part-missing ${YONGQING}/6 ${YONGQING}/18`])
    expect(filmed('simple-procedure', [silent])).toEqual([`part-missing ${YONGQING}/18`])
    expect(filmed('simple-procedure', [sound])).toEqual([`part-missing ${YONGQING}/18`])
    expect(filmed('simple-procedure', [silent, sound])).toEqual([])
    expect(filmed('simple-procedure', [{ holds: ['sound', 'picture'] }])).toEqual([])
    // Where nobody looked, and where photographs or sound alone will do, nothing is held against it.
    expect(filmed('simple-procedure', [{}])).toEqual([])
    expect(filmed('patrol', [sound])).toEqual([])
    expect(filmed('simple-procedure', [silent], 'recording-simple-procedure')).toEqual([])
  })

  test('Jilin notes one camera at a major case unless it says why one was enough', () => {
    states('jilin-2017/10.1')
    const given = (more: object) => judgedBy(library, [JILIN], dayOf(whole('sensitive-major-case', more)))
    expect(given({}).activities[0]?.findings).toMatchObject([{ code: 'crew-missing', weight: 'note' }])
    expect(found(given({}))).toEqual([`crew-missing ${JILIN}/10`])
    expect(found(given({ oneCamera: '现场狭小' }))).toEqual([])
  })

  test('Yanzhou: what was filmed after the act and tied to it is no record of it', () => {
    states('yanzhou-2019/7.4')
    const facts = {
      activities: [activity('site-inspection', '10:00', '10:30')],
      recordings: [recording('r1', '10:00', '10:30'), recording('r2', '+1 10:00', '+1 10:30', { activities: ['act'] })],
      checks: [check('07:30'), check('+1 07:30')],
    }
    expect(by(YANZHOU, facts)).toEqual([`filmed-later ${YANZHOU}/7`])
    const silent = judgedBy(withoutRule(library, YANZHOU, 'integrity-filming-later'), [YANZHOU], dayOf(facts))
    expect(silent.activities[0]?.findings).toMatchObject([{ code: 'filmed-later', weight: 'note', citations: [] }])
  })

  test.each([
    [CHANGSHA, 'changsha-county-2023/6.1'],
    [JINZHONG, 'jinzhong-2022-recording/2.3'],
  ])('%s: what a camera took when the act was over and was tied to it is flagged as not of its time', (pack, id) => {
    states(id)
    const taken = (from: string, to: string) => {
      const camera = { device: 'ZXJ-1', deviceKind: 'camera', activities: ['act'] }
      const recordings = [recording('r1', '10:00', '10:30'), recording('r2', from, to, camera)]
      const facts = dayOf({ activities: [activity('sealing', '10:00', '10:30')], recordings })
      const findings = judgedBy(library, [pack], facts).activities[0]?.findings ?? []
      return findings.filter((one) => one.code === 'filmed-later').flatMap((one) => one.recordings ?? [])
    }
    expect(taken('10:20', '10:25')).toEqual([])
    expect(taken('10:31', '10:36')).toEqual(['r2'])
  })

  test('film of another day does not cover an act it was tied to', () => {
    states('changsha-county-2023/30.2')
    const facts = {
      activities: [activity('service-lien', '15:00', '15:20')],
      recordings: [recording('r1', '+1 15:00', '+1 15:20', { activities: ['act'] })],
      checks: [check('+1 07:30')],
    }
    expect(by(CHANGSHA, facts)[0]).toMatch(/^not-recorded changsha-county-2023\/(7|30)/)
  })

  test('a fixed camera counts once it is tied to the hearing it shows', () => {
    const hearing = (activities: readonly string[]) =>
      by(CHANGSHA, {
        activities: [activity('hearing', '10:00', '10:30')],
        recordings: [
          recording('r1', '09:00', '11:00', {
            recorder: undefined,
            device: 'CAM-1',
            deviceKind: 'surveillance',
            activities,
          }),
        ],
      })
    expect(hearing(['act'])).toEqual([])
    expect(hearing([])[0]).toMatch(/^not-recorded/)
  })
})

describe('what is to be seen', () => {
  const pointsOf = (pack: string, type: string) =>
    judgedBy(library, [pack], dayOf(whole(type))).activities[0]?.requirement.pictures ?? []
  const quoteOf = (pack: string, id: string) =>
    library.packs.find((one) => one.identity.id === pack)?.obligations.find((one) => one.id === id)?.quote ?? ''
  /** Findings when each of these was marked in the recording. */
  const confirmed = (pack: string, type: string, pictures: readonly object[]) =>
    judgedBy(library, [pack], dayOf(whole(type, { pictures }))).activities[0]?.findings.filter(
      (one) => one.code === 'picture-unconfirmed',
    )

  test.each([
    [CHANGSHA, 'site-inspection', '19.1', '执法现场环境'],
    [CHANGSHA, 'questioning', '19.2', '行政执法人员、当事人、证人'],
    [CHANGSHA, 'sealing', '19.4', '采取措施'],
    [CHANGSHA, 'site-inspection', '19.5', '出示执法证件'],
    [JINZHONG, 'site-inspection', '9.1', '涉案物品'],
    [JINZHONG, 'sealing', '9.3', '查封后'],
    [JINZHONG, 'forced-demolition', '9.5', '搬离'],
    [JINZHONG, 'service-lien', '9.7', '见证人'],
    [YANZHOU, 'site-inspection', '6.1', '地点'],
    [YANZHOU, 'site-inspection', '6.2', '执法现场环境'],
    [YANZHOU, 'seizure', '6.3', '涉案物品'],
    [YANZHOU, 'questioning', '6.4', '当事人和证人'],
    [YANZHOU, 'questioning', '6.5', '权利和义务'],
    [YANZHOU, 'investigation', '6.6', '违法工具'],
    [YANZHOU, 'service-lien', '6.9', '收发部门或者住所'],
  ])('%s: in a %s, what obligation %s names is missed until somebody has seen it', (pack, type, id, words) => {
    states(`${pack}/${id}`)
    const points = pointsOf(pack, type)
    const isOfIt = ({ citations }: (typeof points)[number]) => citations.some((one) => one.quote === quoteOf(pack, id))
    const [wanted, others] = [points.filter(isOfIt), points.filter((one) => !isOfIt(one))]
    const pictures = others.map(({ point }) => ({ point }))
    const [open, ...more] = confirmed(pack, type, pictures) ?? []
    expect(open?.message.zh).toContain(words)
    expect(open?.citations.map((one) => one.quote)).toEqual([quoteOf(pack, id)])
    expect(more).toEqual([])
    expect(confirmed(pack, type, [...pictures, ...wanted.map(({ point }) => ({ point }))])).toEqual([])
  })

  test('a simple procedure that nobody disputed needs no film of the dispute, if that is said', () => {
    states('yanzhou-2019/6.8')
    const points = pointsOf(YANZHOU, 'simple-procedure')
    const dispute = points.find(({ point }) => point.includes('容易引起争议'))?.point ?? ''
    const rest = points.filter(({ point }) => point !== dispute).map(({ point }) => ({ point }))
    expect(confirmed(YANZHOU, 'simple-procedure', rest)?.[0]?.message.zh).toContain('容易引起争议')
    expect(confirmed(YANZHOU, 'simple-procedure', [...rest, { point: dispute, notHere: '当事人没有争议' }])).toEqual([])
  })

  test('where nobody was asked what is in the picture, nothing is said of it', () => {
    expect(pointsOf(CHANGSHA, 'site-inspection').length).toBeGreaterThanOrEqual(5)
    expect(by(CHANGSHA, whole('site-inspection'))).toEqual([])
  })
})

describe('the device before it was used', () => {
  const used = (pack: string, type: string, checks: CoverageFacts['checks'], without?: string) =>
    by(pack, { ...whole(type), duties: [duty('08:00', '17:30')], checks }, without)

  test('Jilin: faults, battery, storage and clock, each day before the first act', () => {
    states('jilin-2017/8.1', 'jilin-2017/8.2')
    const jilin = (checks: CoverageFacts['checks'], without?: string) => used(JILIN, 'site-inspection', checks, without)
    expect(jilin([check('08:30')])).toEqual([])
    expect(jilin([])).toEqual([`check-missing ${JILIN}/8`])
    expect(jilin([check('09:50')])).toEqual([`check-missing ${JILIN}/8`])
    const noClock = { passed: ['fault', 'battery', 'storage'] }
    expect(jilin([check('08:30', noClock)])).toEqual([`check-incomplete ${JILIN}/8`])
    expect(jilin([check('08:30', { ...noClock, failed: ['clock'] })])).toEqual([`check-incomplete ${JILIN}/8`])
    expect(jilin([check('08:30', noClock), check('08:40', { passed: ['clock'] })])).toEqual([])
    // Put right before the first recording is right; found wrong again is not; put right after it began is too late.
    const wrong = check('08:30', { ...noClock, failed: ['clock'] })
    expect(jilin([wrong, check('08:35')])).toEqual([])
    expect(jilin([check('08:35'), wrong])).toEqual([])
    expect(jilin([check('08:25'), wrong])).toEqual([`check-incomplete ${JILIN}/8`])
    expect(jilin([wrong, check('09:45')])).toEqual([`check-incomplete ${JILIN}/8`])
    expect(jilin([], 'device-check')).toEqual([])
  })

  test('Jinzhong: battery and storage, before going on duty', () => {
    states('jinzhong-2022-recording/13.2')
    const jinzhong = (checks: CoverageFacts['checks']) => used(JINZHONG, 'site-inspection', checks)
    expect(jinzhong([check('07:50', { passed: ['battery', 'storage'] })])).toEqual([])
    expect(jinzhong([check('08:10', { passed: ['battery', 'storage'] })])).toEqual([`check-missing ${JINZHONG}/13`])
  })

  test('Yongqing: battery and storage, on the day of recording', () => {
    states('yongqing-2022/20.2')
    const yongqing = (checks: CoverageFacts['checks'], without?: string) =>
      used(YONGQING, 'investigation', checks, without)
    expect(yongqing([check('10:10', { passed: ['battery', 'storage'] })])).toEqual([])
    expect(yongqing([check('10:10', { passed: ['battery'] })])).toEqual([`check-incomplete ${YONGQING}/20`])
    expect(yongqing([])).toEqual([`check-missing ${YONGQING}/20`])
    expect(yongqing([], 'device-check')).toEqual([])
  })

  test('Changsha County prints no check, and none is missed', () => {
    expect(used(CHANGSHA, 'sealing', [])).toEqual([])
  })

  test('a film that the camera cut at midnight was taken in use once, and has the one check of its evening', () => {
    const act = { activities: [activity('site-inspection', '23:30', '+1 00:30')], checks: [check('23:00')] }
    const whole = [recording('r1', '23:30', '+1 00:30')]
    const cut = [recording('r1', '23:30', '+1 00:00'), recording('r2', '+1 00:00', '+1 00:30')]
    for (const recordings of [whole, cut]) expect(by(JILIN, { ...act, recordings })).toEqual([])
    // Taken up again the next morning is a use of that morning.
    const again = [...whole, recording('r2', '+1 09:00', '+1 09:30')]
    expect(by(JILIN, { ...act, recordings: again })).toEqual([`check-missing ${JILIN}/8`])
  })

  test('a night’s duty has one check, on the evening it began', () => {
    const night = {
      activities: [activity('site-inspection', '+1 01:00', '+1 01:30')],
      recordings: [recording('r1', '23:00', '23:30'), recording('r2', '+1 00:50', '+1 01:30')],
      duties: [duty('22:00', '+1 06:00')],
      checks: [check('21:45')],
    }
    expect(by(JILIN, night)).toEqual([])
    expect(by(JILIN, { ...night, duties: [] })).toEqual([`check-missing ${JILIN}/8`])
  })
})
