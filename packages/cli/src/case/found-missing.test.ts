import { approvedBy, done, soundActs, soundBut, told } from '../../../core/src/case/trial.ts'
import { expect, test } from 'vitest'
import { checked } from './trial.ts'
import type { Answer } from './trial.ts'

/** What whole cases showed that single steps do not: each ends otherwise once its rule is gone. */
const NATIONAL = '--set statement.term=5'

const faults = (answer: Answer) =>
  answer.acts
    .filter((one) => one.verdict !== 'allowed')
    .map((one) => [one.act, one.verdict, ...one.obstacles.map(({ code }) => code)].join(' '))

test('a lead that was not taken up is filed once new facts are known, and the case goes on to its end', async () => {
  const [lead, rest] = [soundActs.slice(0, 3), soundActs.slice(3)]
  const notFiled = done('not-filed', '2026-03-03', { says: { reasons: '证据不足' } })
  const since = done('violation-discovered', '2026-03-04')
  const nothing = await checked(told([...lead, notFiled, ...rest]), NATIONAL)
  expect(faults(nothing.answer)).toContain('case-filed refused step-filed-on-new-facts')
  const { answer } = await checked(told([...lead, notFiled, since, ...rest]), NATIONAL)
  expect(faults(answer)).toEqual([])
  expect(answer.sound).toBe(true)
})

test('and not once its papers are archived', async () => {
  const acts = [
    ...soundActs.slice(0, 3),
    done('not-filed', '2026-03-03', { says: { reasons: '证据不足' } }),
    done('archived', '2026-03-04', { says: { 'index-complete': true, 'discs-explained': true } }),
  ]
  const { answer } = await checked(told(acts), `${NATIONAL} --on 2026-03-05`)
  expect(answer.next.map((one) => one.act)).not.toContain('case-filed')
})

test.each([
  ['nobody', []],
  ['an officer', approvedBy('2026-03-11', '承办人')],
])('a transfer that %s approved is none, and nothing goes to the police on it', async (_who, approvals) => {
  const acts = [
    ...soundActs.slice(0, 7),
    done('crime-reported', '2026-03-10'),
    done('transfer-approved', '2026-03-11', { at: '09:00', approvals }),
    done('transferred', '2026-03-11', { at: '10:00' }),
  ]
  const { answer } = await checked(told(acts), NATIONAL)
  expect(faults(answer)).toContain('transfer-approved refused step-crime-transfer-by-head')
  expect(answer.acts.at(-1)?.obstacles.map((one) => one.code)).toContain('step-transfer-approved')
})

const declined = (on: string, more: object = {}) =>
  done('transfer-declined', on, {
    says: { reasons: '数额没有达到立案追诉标准' },
    approvals: approvedBy(on, '行政执法机关正职负责人或者主持工作的负责人'),
    ...more,
  })
const beforeNotice = soundActs.findIndex((one) => one.act === 'notice-served')
const withReport = (...more: readonly ReturnType<typeof done>[]) =>
  told([...soundActs.slice(0, beforeNotice), ...more, ...soundActs.slice(beforeNotice)])
const reported = done('crime-reported', '2026-03-11')
const crimePeriods = (answer: Answer) =>
  answer.due.filter((one) => one.period === 'national/period-crime-decision').map((one) => [one.last, one.state])

test('a reported crime on which the head does not decide is late on the fourth day, and nothing is punished or closed meanwhile', async () => {
  const { answer } = await checked(withReport(reported), `${NATIONAL} --on 2026-03-15`)
  expect(crimePeriods(answer)).toEqual([['2026-03-14', 'overdue']])
  const whole = await checked(withReport(reported), NATIONAL)
  expect(faults(whole.answer)).toContain('penalty-decided refused step-not-instead-of-reported-crime')
  expect(faults(whole.answer).find((one) => one.startsWith('case-closed'))).toContain(
    'step-not-instead-of-reported-crime',
  )
})

test('where the head decides against a transfer in time, with the reasons, the case goes on to its end', async () => {
  const { answer } = await checked(withReport(reported, declined('2026-03-12')), NATIONAL)
  expect(faults(answer)).toEqual([])
  expect(crimePeriods(answer)).toEqual([['2026-03-14', 'ended']])
})

test.each([
  ['nobody', { approvals: [] }, 'refused step-crime-declined-by-head'],
  ['a deputy', { approvals: approvedBy('2026-03-12', '局分管负责人') }, 'refused step-crime-declined-by-head'],
  ['the head without reasons', { says: {} }, 'unknown step-crime-declined-reasons'],
])('against a transfer %s decides nothing, and the report waits', async (_who, more, fault) => {
  const { answer } = await checked(withReport(reported, declined('2026-03-12', more)), NATIONAL)
  expect(faults(answer)).toContain(`transfer-declined ${fault}`)
})

test('new facts are reported again and the head decides again; on the first report nothing is approved any more', async () => {
  const again = done('crime-reported', '2026-03-17')
  const approved = (on: string) => {
    const approvals = approvedBy(on, '行政执法机关正职负责人或者主持工作的负责人')
    return done('transfer-approved', on, { at: '09:00', approvals, says: { 'crime-suspected': true } })
  }
  const acts = [...soundActs.slice(0, 7), reported, declined('2026-03-12')]
  const without = await checked(told([...acts, approved('2026-03-18')]), NATIONAL)
  expect(faults(without.answer)).toContain('transfer-approved refused step-crime-approved-on-report')
  const { answer } = await checked(told([...acts, again, approved('2026-03-18')]), NATIONAL)
  expect(faults(answer)).toEqual([])
  expect(crimePeriods(answer)).toEqual([
    ['2026-03-14', 'ended'],
    ['2026-03-20', 'ended'],
  ])
})

test('an approval from before there was anything to approve is none: of the handling, of what becomes of a reported crime', async () => {
  const early = soundBut({
    'handling-approved': { approvals: approvedBy('2026-03-09', '法制员', '行政执法机关负责人', '机关负责人') },
  })
  const { answer } = await checked(told(early), NATIONAL)
  expect(faults(answer)).toContain('handling-approved refused step-handling-by-head')
  const before = approvedBy('2026-03-10', '行政执法机关正职负责人或者主持工作的负责人')
  const crime = await checked(withReport(reported, declined('2026-03-12', { approvals: before })), NATIONAL)
  expect(faults(crime.answer)).toContain('transfer-declined refused step-crime-declined-by-head')
})

test.each(['拘留十日', '处十日以下拘留并处罚款', '行政 拘留'])(
  '%s is not for this bureau to impose, in whatever words',
  async (kind) => {
    const says = { 'penalty-kind': kind }
    const acts = soundBut({ 'handling-approved': { says }, 'notice-served': { says }, 'penalty-decided': { says } })
    const { answer } = await checked(told(acts), NATIONAL)
    expect(faults(answer)).toContain('notice-served refused step-penalty-kind-power')
  },
)

test('what was paid before a decision was served is told, by its article', async () => {
  const { answer } = await checked(
    told(soundActs.map((one) => (one.act === 'fine-paid' ? { ...one, on: '2026-03-23' as never } : one))),
    NATIONAL,
  )
  const paid = answer.acts.find((one) => one.act === 'fine-paid')
  expect(paid?.verdict).toBe('noted')
  expect(paid?.obstacles.flatMap((one) => one.articles)).toEqual(['national/penalty-law/67'])
})

test('a decision served by public notice keeps its seven days by the day the notice was issued', async () => {
  const served = (posted: string, on: string) =>
    soundBut({ 'fine-paid': undefined, performed: undefined, 'case-closed': undefined, archived: undefined }).flatMap(
      (one) =>
        one.act === 'decision-served'
          ? [
              done('notice-posted', posted),
              done('decision-served', on, { says: { method: 'notice', 'others-tried': true } }),
            ]
          : [one],
    )
  const kept = await checked(told(served('2026-03-25', '2026-04-25')), NATIONAL)
  expect(faults(kept.answer)).toEqual([])
  const late = await checked(told(served('2026-04-03', '2026-05-06')), NATIONAL)
  expect(faults(late.answer)).toEqual(['decision-served late step-service-in-time'])
  const period = late.answer.due.find((one) => one.period === 'national/period-service')
  expect(period?.state).toBe('ended-late')
})
