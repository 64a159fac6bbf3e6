import { ActivityFacts, askingBy, judge, PersonFacts, RecordingFacts } from '@liuhen/core/coverage'
import type { Finding } from '@liuhen/core/coverage'
import { instantOf, millisecondsOf, startOf } from '@liuhen/core/kernel'
import { answerExample, checkExample, effectiveFrom, notices, unnoticedRules, withoutRule } from '@liuhen/core/policy'
import type { Activity, Example, Pack } from '@liuhen/core/policy'
import { describe, expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { readPackFolder } from './folder.ts'

const { packs, calendar, examples } = await readPackFolder()

const packOf = (id: string, version: number): Pack =>
  packs.find(({ identity }) => identity.id === id && identity.version === version) as Pack

/** `retention · simple · 2024-05-03`: what is asked, without the names of its members. */
function wordsOf({ ask, ...rest }: Example['question']): string {
  const flat = (value: unknown): unknown[] => (value instanceof Object ? Object.values(value).flatMap(flat) : [value])
  return [ask, ...flat(rest).filter((one) => one !== false)].join(' · ')
}

/** The findings on half an hour of that activity, looked at when its recordings can come no more: filmed from end to end with nothing confirmed to be in it, or not at all. */
function halfAnHour(pack: Pack, row: Example, type: Activity, isFilmed: boolean): readonly Finding[] {
  const settings = row.settings ?? {}
  const day = row.on ?? effectiveFrom(pack, { settings })
  const noon = day && millisecondsOf(startOf(day)) + 12 * 3_600_000
  if (noon === undefined) throw new RangeError('a row that demonstrates an obligation is asked on some day')
  const [start, end, now] = [noon, noon + 1_800_000, noon + 3 * 86_400_000].map(instantOf)
  const report = judge(
    {
      people: [PersonFacts.parse({ id: 'A', kind: 'officer' })],
      duties: [],
      activities: [ActivityFacts.parse({ id: 'act', type, start, end, officers: ['A'], pictures: [] })],
      recordings: isFilmed
        ? [RecordingFacts.parse({ id: 'r', device: 'D', recorder: 'A', start, end, error: 0, handedOver: end })]
        : [],
      interruptions: [],
      checks: [],
    },
    askingBy({ packs: [pack], calendar }, { packs: [pack.identity.id], settings }),
    { now: now as NonNullable<typeof now> },
  )
  return report.activities[0]?.findings ?? []
}

/** Whether what follows from the answer is found, and found under the words of the obligation. */
function isHeldAgainst(pack: Pack, row: Example, obligation: string): boolean {
  const { question } = row
  const quote = pack.obligations.find((one) => one.id === obligation)?.quote
  const found = (type: Activity, isFilmed: boolean, code: Finding['code']): boolean =>
    halfAnHour(pack, row, type, isFilmed).some(
      (one) => one.code === code && one.citations.some((place) => place.quote === quote),
    )
  if (question.ask === 'content') return found(question.activity, true, 'picture-unconfirmed')
  if (question.ask !== 'recording') return true
  const isDuty = answerExample(pack, calendar, row).value['level'] !== 'as-needed'
  return found(question.activity, false, 'not-recorded') === isDuty
}

describe.each(examples)('$pack, version $version', ({ pack: id, version, rows }) => {
  const pack = packOf(id, version)

  rows.forEach((row, at) => {
    test(`row ${at + 1}: ${wordsOf(row.question)}`, () => {
      expect(checkExample(pack, calendar, row)).toEqual([])
      for (const obligation of row.proves ?? []) {
        const rules = pack.rules.filter((rule) => rule.source.includes(obligation)).map((rule) => rule.id)
        const noticed = rules.filter((rule) => notices(pack, calendar, row, rule))
        expect(noticed, `the row holds without any rule that carries ${obligation}`).not.toEqual([])
        expect(isHeldAgainst(pack, row, obligation), `nothing is found under ${obligation}`).toBe(true)
        if (row.question.ask === 'recording' || row.question.ask === 'content')
          expect(isHeldAgainst(noticed.reduce(withoutRule, pack), row, obligation)).toBe(false)
        states(`${id}/${obligation}`)
      }
    })
  })

  test('no rule can be taken out without a row noticing', () => {
    expect(unnoticedRules(pack, calendar, rows)).toEqual([])
  })
})
