import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { states } from '../../../../scripts/proves.ts'
import { dayOf as dayOfInstant, instantOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Library } from '../policy/index.ts'
import { askingBy } from './asking.ts'
import type { CoverageFacts } from './facts.ts'
import { RulesInForce } from './rules-in-force.ts'
import { at, dayOf, duty, found, judgedBy, person, recording, withoutRule } from './trial.ts'

const library: Library = packsOnDisk()
const [JILIN, CHANGSHA, JINZHONG] = ['jilin-2017', 'changsha-county-2023', 'jinzhong-2022-recording']
const [YANZHOU, YONGQING] = ['yanzhou-2019', 'yongqing-2022']

/** One recording from 09:00 to 10:00, with what became of it. */
const kept = (pack: string, more: object, without?: string, rest: Partial<CoverageFacts> = {}, now?: Instant) =>
  judgedBy(
    without === undefined ? library : withoutRule(library, pack, without),
    [pack],
    dayOf({ recordings: [recording('r1', '09:00', '10:00', more)], ...rest }),
    now,
  )
const lateBy = (report: ReturnType<typeof kept>) => report.findings[0]?.message.zh

test('Changsha County: late by less than the clock of the device may be out is a doubt, and by more a breach', () => {
  const weight = (words: string, error: number | 'unknown') =>
    kept(CHANGSHA, { handedOver: at(words), error })
      .findings.filter((one) => one.code === 'handover-late')
      .map((one) => one.weight)
  expect(weight('+1 10:05', 600_000)).toEqual(['doubt'])
  expect(weight('+1 10:11', 600_000)).toEqual(['breach'])
  expect(weight('+1 10:05', 'unknown')).toEqual(['doubt'])
  expect(weight('+1 10:05', 0)).toEqual(['breach'])
})

test('Changsha County: stored within 24 hours of its end, to the moment', () => {
  states('changsha-county-2023/41.2')
  const handed = (words: string, without?: string) => kept(CHANGSHA, { handedOver: at(words) }, without)
  expect(found(handed('+1 10:00'))).toEqual([])
  expect(found(handed('+1 11:00'))).toEqual([`handover-late ${CHANGSHA}/41`])
  expect(lateBy(handed('+1 11:00'))).toContain('晚 1 小时')
  expect(found(handed('+1 11:00', 'handover'))).toEqual([])
})

test('Changsha County: evidence on disc and in the file within 24 hours too', () => {
  states('changsha-county-2023/41.1')
  const disc = (more: object, without?: string) => found(kept(CHANGSHA, { evidence: true, ...more }, without))
  expect(disc({ disc: at('+1 09:59') })).toEqual([])
  expect(disc({ disc: at('+1 11:00') })).toEqual([`disc-late ${CHANGSHA}/41`])
  expect(disc({})).toEqual([`disc-overdue ${CHANGSHA}/41`])
  expect(found(kept(CHANGSHA, { evidence: false }))).toEqual([])
})

test('Changsha County: away for one of its three reasons, 24 hours from the return to the unit', () => {
  states('changsha-county-2023/41.4')
  const away = (reason: string, handed: string) =>
    found(kept(CHANGSHA, { handedOver: at(handed), away: { reason, returned: at('+3 18:00') } }))
  expect(away('异地执法', '+4 18:00')).toEqual([])
  expect(away('异地执法', '+4 18:01')).toEqual([`handover-late ${CHANGSHA}/41`])
  expect(away('忘记上交', '+1 10:01')).toEqual([`handover-late ${CHANGSHA}/41`])
})

test('Yanzhou: handed over within 24 hours, and no reason extends it', () => {
  states('yanzhou-2019/9.2')
  const handed = (more: object, without?: string) => kept(YANZHOU, { handedOver: at('+1 10:30'), ...more }, without)
  expect(found(handed({}))).toEqual([`handover-late ${YANZHOU}/9`])
  expect(lateBy(handed({}))).toContain('晚 30 分')
  const away = handed({ away: { reason: '异地执法', returned: at('+1 09:00') } })
  expect(found(away)).toEqual([`handover-late ${YANZHOU}/9`])
  expect(lateBy(away)).toContain('没有例外')
  expect(found(handed({}, 'handover'))).toEqual([])
})

test.each([
  [JILIN, 'jilin-2017/12.1'],
  [JINZHONG, 'jinzhong-2022-recording/16.1'],
  [YONGQING, 'yongqing-2022/11.1'],
])('%s: stored when the day’s work is done, at the hour the bureau set', (pack, obligation) => {
  states(obligation)
  const duties = [duty('08:00', '17:30')]
  const handed = (words: string, without?: string) => found(kept(pack, { handedOver: at(words) }, without, { duties }))
  expect(handed('17:59')).toEqual([])
  expect(handed('18:01')).toEqual([`handover-late ${obligation.replace(/\.\d+$/, '')}`])
  expect(handed('18:01', 'handover')).toEqual([])
})

test('Jinzhong: what was not stored is a breach as soon as the hour the bureau set is over, and none before', () => {
  states('jinzhong-2022-recording/21.6')
  const duties = [duty('08:00', '17:30')]
  const missing = (now: string) => kept(JINZHONG, { handedOver: undefined }, undefined, { duties }, at(now)).findings
  expect(missing('18:00').map((one) => one.code)).toEqual([])
  expect(missing('18:01')).toMatchObject([{ code: 'handover-overdue', weight: 'breach', recordings: ['r1'] }])
})

test('a duty that runs through the night hands over after it, not in the middle of it', () => {
  const handed = (words: string) =>
    found(
      kept(JILIN, {}, undefined, {
        duties: [duty('20:00', '+1 06:00')],
        recordings: [recording('r1', '21:00', '22:00', { handedOver: at(words) })],
      }),
    )
  expect(handed('+1 07:00')).toEqual([])
  expect(handed('+1 18:30')).toEqual([`handover-late ${JILIN}/12`])
})

test('what is not handed over yet is overdue once its time has run out, and not before', () => {
  const seenAt = (now: string) => found(kept(CHANGSHA, { handedOver: undefined }, undefined, {}, at(now)))
  expect(seenAt('+1 10:00')).toEqual([])
  expect(seenAt('+1 10:01')).toEqual([`handover-overdue ${CHANGSHA}/41`])
})

test.each([
  [JILIN, 'jilin-2017/12.2', '+7 23:00', '+8 00:10'],
  [JINZHONG, 'jinzhong-2022-recording/16.3', '+5 23:00', '+6 00:10'],
  [YONGQING, 'yongqing-2022/11.2', '+22 23:00', '+23 00:10'],
])('%s: gathered centrally by the end of its half-month, week or month', (pack, obligation, inTime, tooLate) => {
  states(obligation)
  const people = [person('A', { unit: '一中队' })]
  const gathered = (more: object, now: string, without?: string) =>
    kept(pack, more, without, { people }, at(now)).findings.map((one) => [
      one.code,
      one.unit,
      one.recordings,
      one.citations.map((cited) => cited.article),
    ])
  const article = obligation.replace(/\.\d+$/, '')
  const overdue = ['consolidation-overdue', '一中队', ['r1'], [article]]
  expect(gathered({ consolidated: undefined }, inTime)).toEqual([])
  expect(gathered({ consolidated: undefined }, tooLate)).toEqual([overdue])
  expect(gathered({ consolidated: at(tooLate) }, '+40 12:00')).toEqual([['consolidation-late', ...overdue.slice(1)]])
  expect(gathered({ consolidated: at(inTime) }, '+40 12:00')).toEqual([])
  expect(gathered({ consolidated: undefined }, tooLate, 'consolidation')).toEqual([])
})

test('the term counted here for a whole city is the one the rules give for each recording', () => {
  const [start, minutes] = [Date.parse(at('00:00')), fc.integer({ min: 0, max: 4000 })]
  const moment = minutes.map((minute) => instantOf(start + minute * 60_000))
  const away = fc.constantFrom('异地执法', '忘记上交')
  fc.assert(
    fc.property(
      fc.constantFrom(JILIN, CHANGSHA, JINZHONG, YANZHOU, YONGQING),
      fc.constantFrom('all' as const, 'evidence-disc' as const),
      fc.record(
        { recordingEnd: moment, dutyEnd: moment, returned: moment, reason: away },
        { requiredKeys: ['recordingEnd'] },
      ),
      (pack, what, facts) => {
        const settings = { 'handover.cut-off': '18:00', 'effective-from': '2022-06-01' }
        const asker = askingBy(library, { packs: [pack], settings })(dayOfInstant(at('00:00')))
        const { due } = asker.ask({ ask: 'handover', what, ...facts }).value
        const given = new RulesInForce(asker).handoverOf({ what, endsAt: Date.parse(facts.recordingEnd), ...facts })
        expect(given.dueAt).toBe(due === undefined ? undefined : Date.parse(due as string))
      },
    ),
    { numRuns: 300 },
  )
})
