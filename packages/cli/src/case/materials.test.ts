import { expect, test } from 'vitest'
import { type Answer, checked } from './trial.ts'

/** A file of acts that tells, piece by piece, what was handed in for review, and what of the case there is. */
const JINZHONG = '--pack jinzhong-2022-legal-review --pack national'
const piece = (as: string, kind: string, id: string, digest: string) => ({ as, kind, id, title: id, digest })
const WHOLE = [
  piece('proposal', 'file', '建议', 'a'),
  piece('report', 'file', '报告', 'b'),
  piece('draft', 'paper', '决定书', 'c'),
  piece('evidence', 'evidence', '照片', 'd'),
]
/** The same as it lies in the case, where it is nothing in particular. */
const there = (all: readonly object[]) =>
  all.map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'as')))

const told = (handed: readonly object[], now: readonly object[]) => ({
  format: 'liuhen-case/1',
  facts: { major: true },
  people: { a: { name: '赵甲', certificate: { from: '2020-01-01' } } },
  materials: there(now),
  acts: [
    { act: 'lead-registered', on: '2026-03-02', by: ['a'] },
    { act: 'licence-applied-for', on: '2026-03-02' },
    { act: 'review-submitted', on: '2026-03-03', by: ['a'], says: { provision: '第十一条' }, materials: handed },
    { act: 'licence-decided', on: '2026-03-20', by: ['a'] },
  ],
})
const missing = ({ acts }: Answer, act: string) =>
  acts.find((one) => one.act === act)?.obstacles.map((one) => [one.code, one.message.zh]) ?? []

test('what is not among the pieces is not handed in, though the file says so elsewhere', async () => {
  const without = WHOLE.filter((one) => one.as !== 'report')
  const { answer, status } = await checked(told(without, without), JINZHONG)
  expect(missing(answer, 'review-submitted').map(([code]) => code)).toContain('step-review-report')
  expect(status).toBe(1)
  const sound = await checked(told(WHOLE, WHOLE), JINZHONG)
  expect(missing(sound.answer, 'review-submitted')).toEqual([])
})

test('what changed by the day of the decision refuses it, with the piece; what changed later does not', async () => {
  const since = (day: string) => [
    ...WHOLE.slice(0, 3),
    { kind: 'evidence', id: '照片', title: '照片', digest: 'z', since: day },
  ]
  const decided = async (day: string) =>
    missing((await checked(told(WHOLE, since(day)), JINZHONG)).answer, 'licence-decided').filter(
      ([code]) => code === 'step-review-unchanged',
    )
  expect(await decided('2026-03-10')).toEqual([
    ['step-review-unchanged', expect.stringContaining('证据《照片》送审以后被排除或者改动')],
  ])
  expect(await decided('2026-03-21')).toEqual([])
})
