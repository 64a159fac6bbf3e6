import { expect, test } from 'vitest'
import { done, told } from '../../../core/src/case/trial.ts'
import { checked } from './trial.ts'
import type { Answer } from './trial.ts'

const NATIONAL = '--set statement.term=5'
const actIn = (answer: Answer, act: string) =>
  answer.acts.findLast((one) => one.act === act) ?? expect.fail(`no ${act}`)

const discovered = (ended: string, found: string, facts: object) =>
  checked(
    told(
      [
        done('violation-ended', ended),
        done('violation-discovered', found),
        done('case-filed', found, { by: ['a', 'b'], says: { jurisdiction: true, 'penalty-due': true } }),
      ],
      { facts },
    ),
    NATIONAL,
  )
const LIFE = { 'life-or-finance': true, 'harm-done': true }
const ENVIRONMENT = { 'environment-harmed': true }

test.each([
  ['two years', '2026-09-01', '2028-09-01', {}, undefined],
  ['a day more', '2026-09-01', '2028-09-02', {}, '没有：造成生态环境损害'],
  ['the environment harmed', '2026-09-01', '2031-09-01', ENVIRONMENT, undefined],
  ['harmed, and a day more than five years', '2026-09-01', '2031-09-02', ENVIRONMENT, '到 2031-09-01'],
  ['harmed before the code was in force', '2026-08-14', '2028-08-15', ENVIRONMENT, '2026-08-14 的行为适用当时的法律'],
  [
    'harmed and found before the code was in force',
    '2024-01-02',
    '2026-08-14',
    ENVIRONMENT,
    '2026-08-14 还没有这样的规定',
  ],
  ['life touched and harm done', '2021-08-01', '2026-08-01', LIFE, undefined],
  ['life touched before there were five years', '2021-07-14', '2023-07-15', LIFE, '2021-07-14 的行为适用当时的法律'],
] as const)('limitation, by the law of the day of the act: %s', async (_, ended, found, facts, why) => {
  const { answer } = await discovered(ended, found, facts)
  const obstacles = actIn(answer, 'case-filed').obstacles.filter((one) => one.code === 'step-limitation')
  if (why === undefined) return expect(obstacles).toEqual([])
  const [{ articles, exceptions } = expect.fail('it is not refused')] = obstacles
  expect(articles).toContain('national/penalty-law/36')
  expect(exceptions.map((one) => one.citation.article)).toContain('national/ecology-code/1054')
  expect(exceptions.map((one) => one.why?.zh ?? '').join('；')).toContain(why.replace('没有：', '不'))
})

test('limitation: a violation of which neither its day nor that it goes on is told is not said to be in time, nor too late', async () => {
  const filed = async (facts: object) => {
    const acts = [
      done('violation-discovered', '2026-09-01'),
      done('case-filed', '2026-09-02', { by: ['a', 'b'], says: { jurisdiction: true, 'penalty-due': true } }),
    ]
    const { answer } = await checked(told(acts, { facts }), NATIONAL)
    return [actIn(answer, 'case-filed').verdict, actIn(answer, 'case-filed').obstacles.map((one) => one.code)]
  }
  expect(await filed({})).toEqual(['unknown', ['step-limitation']])
  expect(await filed({ continuing: true })).toEqual(['allowed', []])
})

test('limitation: where the environment was harmed both periods are told, the two years and the five', async () => {
  const { answer } = await discovered('2026-09-01', '2029-01-05', ENVIRONMENT)
  const shown = answer.due.map((one) => [one.period, one.last, one.state])
  expect(shown).toContainEqual(['national/period-limitation', '2028-09-01', 'ended-late'])
  expect(shown).toContainEqual(['national/period-limitation-environment', '2031-09-01', 'ended'])
})
