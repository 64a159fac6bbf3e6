import { expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { lint } from '../policy/index.ts'
import { trialPack } from '../policy/trial.ts'
import { CONTENT, FactKey, facts, keysOfField } from './index.ts'
import type { Fact } from './index.ts'

const { packs } = packsOnDisk()
const papers = packs.flatMap((pack) =>
  pack.rules.flatMap((rule) =>
    rule.kind === 'paper' ? [{ pack, rule, place: `${pack.identity.id}/${rule.id}` }] : [],
  ),
)
const wanted = packs.flatMap((pack) => pack.rules.flatMap((rule) => (rule.kind === 'paper-fields' ? rule.fields : [])))
const fields = papers.flatMap(({ rule, place }) => rule.fields.map((field) => ({ field, place })))
const known: readonly (readonly [FactKey, Fact])[] = FactKey.options.map((key) => [key, facts[key]])
const repeated = (all: readonly string[]) => all.filter((one, at) => all.indexOf(one) !== at)

test('every fact has a field on some paper, and no two facts have one name', () => {
  const used = new Set([...fields.map(({ field }) => field), ...wanted].flatMap(keysOfField))
  // What a form prints no field for is on no form.
  expect(FactKey.options.filter((key) => !used.has(key))).toEqual([CONTENT])
  expect(repeated(known.map(([, fact]) => fact.title.zh))).toEqual([])
  expect(repeated(known.map(([, fact]) => fact.title.en.toLowerCase()))).toEqual([])
})

test('a fact has one key however papers call it', () => {
  const labelsOf = (key: FactKey) => [
    ...new Set(fields.flatMap(({ field }) => (keysOfField(field).includes(key) ? [field.label] : []))),
  ]
  expect(labelsOf('party')).toEqual([
    '当事人基本情况',
    '当事人的基本情况',
    '当事人或委托代理人的情况',
    '当事人的姓名或者名称、地址等基本情况',
    '当事人',
    '当事人的姓名或者名称、地址',
  ])
  expect(labelsOf('remedies')).toHaveLength(3)
  expect(labelsOf('interruption-reason')).toEqual(['中断原因', '中止原因', '情况说明'])
})

test('where papers call two facts alike, they are two for a reason', () => {
  const keys = Map.groupBy(fields, ({ field }) => field.label)
  const ambiguous = [...keys].flatMap(([label, all]) => {
    const each = [...new Set(all.map(({ field }) => keysOfField(field).join()))]
    return each.length > 1 ? [[label, ...each]] : []
  })
  expect(ambiguous).toEqual([
    // On the notice the hour to appear, on the record from when to when it was asked.
    ['询问时间', 'appointed-at', 'questioning-interval'],
    // Of the questioning, and of the penalty on the spot.
    ['地点', 'questioning-place', 'decided-where'],
    // Of the public notice, and of the service that was refused.
    ['日期', 'public-notice-on', 'served-at'],
    // Of what the party performed, and of what the authority did.
    ['相关凭证', 'party-performance-proof', 'authority-performance-proof'],
    // On the decision on the spot all that is known of them, on the form for closing the case their name.
    ['当事人', 'party', 'party-name'],
  ])
})

test('an opinion on a paper is of a post that approves it', () => {
  const strangers = papers.flatMap(({ pack, rule, place }) => {
    const approving = rule.approvers.flatMap((name) => pack.posts?.[name] ?? [])
    return rule.fields.flatMap(keysOfField).flatMap((key) => {
      const { by, of }: Fact = facts[key]
      return by === 'opinion' && of !== undefined && !approving.includes(of) ? [`${place} ${key}`] : []
    })
  })
  // Before the ruling the two who disagree are heard; they approve nothing.
  expect(strangers).toEqual([
    'jinzhong-2022-legal-review/paper-ruling drafting-unit-opinion',
    'jinzhong-2022-legal-review/paper-ruling review-opinion',
  ])
})

test('lint finds a fact that a paper states twice, unless the paper says that it means to', () => {
  const found = (again: object) => {
    const field = { key: 'party', label: '当事人' }
    const both = [
      { key: ['party', 'agent'], label: '当事人或委托代理人' },
      { ...field, ...again },
    ]
    const paper = { id: 'paper-x', kind: 'paper', source: ['1.1'], title: { zh: '文书', en: 'Paper' }, stage: '受理' }
    return lint([trialPack({ rules: [{ ...paper, fields: both, approvers: [], signatures: [] }] })]).map(
      (one) => one.id,
    )
  }
  expect(found({})).toEqual(['trial/field-repeated/rules/paper-x'])
  expect(found({ again: true })).toEqual([])
})
