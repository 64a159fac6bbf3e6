import { CalendarDate } from '@liuhen/core/kernel'
import { explain } from '@liuhen/core/packs'
import { answerValues, Question, rulesOn } from '@liuhen/core/policy'
import type { Pack } from '@liuhen/core/policy'
import { activityNames } from '@liuhen/core/vocabulary'
import { expect, test } from 'vitest'
import { readPackFolder } from './folder.ts'
import { readQuestion } from './question.ts'

const library = await readPackFolder()
const DAY = CalendarDate.parse('2026-09-05')
const FACTS = { unit: '一队', device: 'D1', officer: '王', recordedOn: '2026-09-05', party: '李', cause: '占道' }

type Asked = Record<string, unknown> & { readonly ask: Question['ask'] }

/** What a member may hold, of those whose words are listed. */
const wordsOf = (ask: Question['ask'], member: string): readonly string[] => {
  try {
    readQuestion(JSON.stringify({ ask, [member]: 'no such word' }), {}, () => [])
  } catch (thrown) {
    const said = (thrown as { obstacles: { message: { zh: string } }[] }).obstacles[0]?.message.zh ?? ''
    return (new RegExp(`${member} 缺少或不对；可以填：([^；]+)`).exec(said)?.[1] ?? '').split('、')
  }
  return []
}

/** Every question that can be asked of a pack, in every word that may stand in it. */
function questionsOf(pack: Pack): readonly Asked[] {
  const each = (ask: Question['ask'], member: string): Asked[] =>
    wordsOf(ask, member).map((one) => ({ ask, [member]: one }))
  const activities = Object.keys(activityNames)
  const named = pack.rules.flatMap((rule): Asked[] => {
    switch (rule.kind) {
      case 'paper':
        return [{ ask: 'paper', title: rule.title.zh }]
      case 'wording':
        return [{ ask: 'wording', wording: rule.wording }]
      case 'approval':
      case 'cadence':
        return [{ ask: rule.kind, what: rule.what.zh }]
      case 'prohibition':
        return [{ ask: 'prohibition', act: rule.act.zh }]
      case 'figure':
        return [{ ask: 'figure', figure: rule.title.zh }]
      case 'period': {
        const day = rule.validTo ?? '2026-09-05'
        const stated = 'stated' in rule.length && { stated: { count: 5, unit: rule.unit } }
        return [
          { ask: 'period', period: rule.id, from: rule.unit === 'hour' ? `${day}T01:00:00.000Z` : day, ...stated },
        ]
      }
      default:
        return []
    }
  })
  return [
    ...(['recording', 'content', 'notice', 'continuity'] as const).flatMap((ask) => each(ask, 'activity')),
    ...each('integrity', 'deed'),
    ...each('handover', 'what'),
    ...each('custodian', 'of'),
    ...each('access', 'purpose'),
    ...each('recorder', 'who'),
    ...each('review', 'list'),
    ...each('disclosure', 'list'),
    ...each('precedence', 'of'),
    ...activities.flatMap((activity) =>
      wordsOf('exemption', 'ground').map((ground): Asked => ({ ask: 'exemption', activity, ground })),
    ),
    ...['行政处罚', '行政许可'].map((act): Asked => ({ ask: 'scope', act })),
    ...(['interruption', 'consolidation', 'statement', 'device', 'volume', 'score'] as const).map((ask): Asked => ({
      ask,
    })),
    { ask: 'path', facts: FACTS },
    { ask: 'retention', facts: {} },
    ...named,
  ]
}

test.each(library.packs.map((one) => [one.identity.id, one] as const))(
  '%s answers every question in words and in the members of its kind, whatever word stands in it',
  (id, pack) => {
    const settings = { 'effective-from': '2022-06-01' }
    const asked = questionsOf(pack)
    expect(new Set(asked.map((one) => one.ask)).size).toBeGreaterThan(20)
    for (const one of asked) {
      const question = Question.parse(one)
      const day = question.ask === 'period' ? CalendarDate.parse(String(question.from).slice(0, 10)) : DAY
      const { says, value } = explain(rulesOn(library, { packs: [id], settings }, day), question)
      expect(answerValues[question.ask].safeParse(value).error, JSON.stringify(one)).toBeUndefined()
      for (const said of [says.zh, says.en]) {
        expect(said.trim(), JSON.stringify(one)).not.toBe('')
        expect(said, JSON.stringify(one)).not.toMatch(/undefined|null|NaN|\[object/)
      }
    }
  },
)

test('each question that lacks a word, or has a wrong one, is answered with the words it takes', () => {
  for (const ask of [
    'recording',
    'integrity',
    'custodian',
    'access',
    'recorder',
    'review',
    'exemption',
    'precedence',
  ] as const)
    expect(() => readQuestion(ask, {}, () => [])).toThrow(/it may be: \S/)
  for (const ask of ['paper', 'approval', 'cadence', 'prohibition', 'figure', 'period'] as const) {
    expect(() => readQuestion(ask, {}, () => ['甲', '乙'])).toThrow(/it may be: 甲, 乙/)
    expect(() => readQuestion(ask, {}, () => [])).toThrow(/say nothing of this kind/)
  }
  expect(() => readQuestion('weather', {}, () => [])).toThrow(/there are: recording, content/)
})
