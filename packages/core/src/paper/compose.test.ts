import { expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import type { CaseState } from '../case/index.ts'
import { CalendarDate, type Instant } from '../kernel/index.ts'
import { PaperLayout } from '../papers/index.ts'
import { rulesOf, rulesOn } from '../policy/index.ts'
import { type Around, compose, copiedFrom, type PaperStanding, type Values, writableOf } from './index.ts'

const library = packsOnDisk()
const id = '01930f2a-6c00-7000-8000-000000000001'
const other = '01930f2a-6c00-7000-8000-000000000002'
const day = CalendarDate.parse('2026-11-21')
const by = { at: '2026-11-20T01:00:00.000Z' as Instant, by: `person:${id}` }
const settings = {
  'remedies.government': '某县人民政府',
  'remedies.court': '某县人民法院',
  'payment.bank': '某银行',
  'numbers.authority-mark': '某执',
  'statement.term': { count: 5, unit: 'working-day' },
}
const rules = rulesOn(
  library,
  {
    packs: library.packs.map((one) => one.identity.id).filter((one, at, all) => all.indexOf(one) === at),
    settings,
    effective: { 'yongqing-2022': day },
  },
  day,
)
const papers = rulesOf(rules, 'paper')
const named = (name: string): PaperStanding =>
  papers.find(({ used }) => `${used.pack}/${used.rule}` === `changsha-county-2023/paper-${name}`) as PaperStanding

type Kept = CaseState['acts'][number]
const act = (kind: Kept['act']['act'], on: string, says: Kept['act']['says'] = {}): Kept => ({
  act: { id: `${kind}-${on}`, act: kind, on: CalendarDate.parse(on), by: [id], approvals: [], says },
  recordings: [],
  marks: [],
  entered: by,
})
const CASE: CaseState = {
  title: '占道堆放建筑材料案',
  procedure: 'ordinary',
  party: { kind: 'citizen', name: '陈某', born: CalendarDate.parse('1949-12-31') },
  unit: other,
  officers: [id, other],
  opened: by,
  facts: {},
  people: {},
  acts: [act('lead-registered', '2026-11-01', { source: '检查' })],
}
const around = (more: Partial<Around> = {}, state: Partial<CaseState> = {}): Around => ({
  authority: '某县城市管理局',
  day,
  rules,
  case: { ...CASE, ...state },
  team: '一中队',
  officers: [
    { person: id, name: '周立衡', certificate: 'A0001' },
    { person: other, name: '钱二川', certificate: 'A0002' },
  ],
  approved: [],
  others: [],
  code: '01930F2A-1-AAAAAAAA',
  ...more,
})
const fields = (lacks: readonly { readonly field?: string }[]) => lacks.map((one) => one.field)
const texts = (standing: PaperStanding, values: Values, context: Around): string =>
  JSON.stringify(compose(standing, values, context).layout)
const party = { idNumber: '11010519491231002X', address: '星沙路 1 号' }

test('every paper of every instrument is composed from nothing, and says by which article it lacks what', () => {
  expect(papers.length).toBeGreaterThan(65)
  for (const standing of papers) {
    const { layout, missing, problems } = compose(standing, {}, around())
    expect(PaperLayout.safeParse(layout).error, standing.used.rule).toBeUndefined()
    expect(problems, standing.used.rule).toEqual([])
    for (const one of missing) expect(one.citation?.article, `${standing.used.rule} ${one.message.zh}`).toBeDefined()
  }
})

test('a paper with an effect of its own bears one remedy text, and that of what it does; the others bear none', () => {
  const texted = {
    ordinary: /可以自收到本决定书之日起六十日内向某县人民政府/u,
    'on-the-spot': /应当自本决定作出之日起六十日内先向/u,
    'information-refusal': /自收到本答复之日起六十日内先向/u,
  }
  const seen: Record<string, number> = {}
  for (const standing of papers) {
    const said = texts(standing, {}, around())
    const found = Object.entries(texted).filter(([, words]) => words.test(said))
    const { effect } = standing.rule
    expect(
      found.map(([name]) => name),
      standing.used.rule,
    ).toEqual(effect === undefined ? [] : [effect])
    expect(said.split('不停止执行').length - 1).toBeLessThanOrEqual(1)
    if (effect !== undefined) seen[effect] = (seen[effect] ?? 0) + 1
  }
  expect(seen).toEqual({ ordinary: 9, 'on-the-spot': 1, 'information-refusal': 1 })
})

test('whatever its form prints, a paper lacks what the law wants in it, by the provision that wants it', () => {
  const wanted = (name: string) =>
    Object.fromEntries(
      compose(named(name), {}, around()).missing.flatMap((one) =>
        one.citation?.article.startsWith('national/') === true && one.field !== undefined
          ? [[one.field, one.citation.article.replace('national/', '')]]
          : [],
      ),
    )
  expect(wanted('prior-notice')).toMatchObject({
    'violation-facts': 'penalty-law/44',
    'penalty-reasons': 'penalty-law/44',
    'penalty-basis': 'penalty-law/44',
    'penalty-content': 'penalty-law/44',
  })
  expect(wanted('sealing-decision')).toMatchObject({
    'measure-reasons': 'coercion-law/24',
    'measure-basis': 'coercion-law/24',
    'measure-until': 'coercion-law/24',
  })
  expect(wanted('sealing-extension-notice')).toMatchObject({
    'extension-reasons': 'coercion-law/25',
    'extended-until': 'coercion-law/25',
  })
  expect(wanted('sealing-lifting')).toMatchObject({ 'lifting-reasons': 'coercion-law/28' })
  expect(wanted('hearing-notice')).toMatchObject({
    'hearing-called-at': 'penalty-law/64',
    'hearing-called-place': 'penalty-law/64',
    'hearing-host': 'penalty-law/64',
  })
  expect(wanted('deferral-notice')).toMatchObject({ 'deferral-terms': 'penalty-law/66' })
  // Of no money nothing is said of how it is paid.
  const demand = wanted('demand')
  expect(demand).toMatchObject({
    'duty-to-perform': 'coercion-law/35',
    'demand-until': 'coercion-law/35',
    'demand-manner': 'coercion-law/35',
  })
  expect(demand).not.toHaveProperty('demand-payment')
  // A form for the file, and proof of the service, are of the same acts and are no such paper.
  expect(wanted('sealing-approval')).toEqual({})
  expect(wanted('proof-of-service')).toEqual({})
})

test('without government and court there is no remedy text to print, and the paper says so', () => {
  const open = { ...rules, settings: {} }
  const { missing } = compose(named('spot-decision'), {}, around({ rules: open }))
  expect(fields(missing)).toEqual(expect.arrayContaining(['remedies.government', 'remedies.court']))
})

test('what follows from the case is nobody’s to write; of the party the rest is', () => {
  const filing = named('case-filing')
  const context = around()
  expect(copiedFrom(filing, context)).toEqual({ party: { kind: 'citizen', name: '陈某', born: '1949-12-31' } })
  expect(writableOf(filing, context, {})).toEqual(['party', 'case-summary', 'filing-grounds'])
  const { fields: shown } = compose(filing, { party: { ...party, name: '别人' } }, context)
  expect(shown.find((one) => one.key === 'case-source')).toMatchObject({ kind: 'derived', value: '检查' })
  expect(shown.find((one) => one.key === 'party')?.value).toMatchObject({ name: '陈某', address: '星沙路 1 号' })
})

test('a fact is stated once in a case: the next paper has it from the last, and says where the case goes on from it', () => {
  const others = [
    {
      id: other,
      rule: 'changsha-county-2023/paper-case-filing',
      title: '立案审批表',
      frozen: true,
      acts: [],
      values: { party },
    },
  ]
  const copied = copiedFrom(named('penalty-decision'), around({ others }))
  expect(copied.party).toMatchObject({ name: '陈某', ...party })
  const moved = [{ ...(others[0] as (typeof others)[0]), values: { party: { ...party, address: '星沙路 2 号' } } }]
  const { fields: shown } = compose(named('penalty-decision'), copied, around({ others: moved }), { copied })
  expect(shown.find((one) => one.key === 'party')).toMatchObject({ kind: 'suggested', now: { address: '星沙路 2 号' } })
})

test('certificates come from the register, and an officer without one keeps the record from being fixed', () => {
  const without = around({ officers: [{ person: id, name: '周立衡' }] })
  expect(fields(compose(named('questioning'), {}, without).missing)).toContain('officer-certificates')
  expect(fields(compose(named('questioning'), {}, around()).missing)).not.toContain('officer-certificates')
})

test('each officer signs in a place of their own, the others by hand; nobody signs for a witness who is not there', () => {
  const record = named('site-inspection')
  const { slots, layout } = compose(record, {}, around())
  expect(slots.map(({ label, person }) => [label, person])).toEqual([
    ['当事人', undefined],
    ['见证人', undefined],
    ['检查人员', id],
    ['检查人员', other],
  ])
  expect(new Set(layout.signatures.map((one) => one.where))).toEqual(new Set(['every-page']))
  const alone = compose(record, { witness: { none: '现场无其他人' } }, around())
  expect(alone.slots.map((one) => one.label)).toEqual(['当事人', '检查人员', '检查人员'])
  expect(fields(alone.missing)).not.toContain('witness')
})

test('the answer to a statement is wanted where there was one, and a decision says that there was none', () => {
  const decision = named('penalty-decision')
  expect(texts(decision, {}, around())).toContain('当事人未提出陈述、申辩')
  const stated = around({}, { acts: [...CASE.acts, act('statement-made', '2026-11-10')] })
  expect(fields(compose(decision, {}, stated).missing)).toContain('statement-answer')
})

test('a fine that nobody approved, and a day before the last approval, are wrong whatever else is written', () => {
  const acts = [
    ...CASE.acts,
    act('handling-approved', '2026-11-18', { 'fine-amount': 500 }),
    act('penalty-decided', '2026-11-17', { 'fine-amount': 800 }),
  ]
  const approved = [
    {
      act: 'handling-approved',
      post: '行政执法机关负责人',
      name: '赵',
      on: CalendarDate.parse('2026-11-18'),
      opinion: 'agreed',
    },
  ] as const
  const { problems } = compose(named('penalty-decision'), {}, around({ approved }, { acts }))
  expect(problems.map((one) => one.code)).toEqual(['fine-not-approved', 'decided-before-approval'])
})

test('opinions are those that were signed in the case, and a form is not whole before the last', () => {
  const approved = [
    { act: 'case-filed', post: '承办人', name: '周立衡', on: day, opinion: 'agreed' },
    { act: 'case-filed', post: '法制人员', name: '吴法', on: day, opinion: 'agreed', words: '符合立案条件' },
  ] as const
  const { missing, layout } = compose(named('case-filing'), { party }, around({ approved }))
  expect(fields(missing)).toEqual(expect.arrayContaining(['team-leader-opinion', 'authority-leader-opinion']))
  expect(fields(missing)).not.toContain('handler-opinion')
  expect(layout.blocks).toContainEqual({
    kind: 'opinion',
    label: '法制人员意见',
    text: '符合立案条件',
    signer: '吴法',
    on: day,
  })
})

test('a decision lists the evidence it rests on: not what was struck, excluded, or came in after it', () => {
  const item = (title: string, more: object = {}) => ({
    id: other,
    kind: 'documentary' as const,
    title,
    proves: '占用人行道',
    obtainedOn: day,
    obtainedHow: '现场提取',
    by: [id],
    form: 'original' as const,
    entered: by,
    examined: [],
    ...more,
  })
  const found = { authentic: true, lawful: false, relevant: true }
  const evidence = [
    item('现场照片'),
    item('重复的照片', { struck: { ...by, reason: '重复' } }),
    item('偷拍的录音', { examined: [{ ...by, found, reason: '取得的方式不合法' }] }),
    item('事后的证言', { afterDecision: true }),
  ]
  const listed = (acts: CaseState['acts']) => {
    const shown = compose(named('penalty-decision'), {}, around({}, { acts, evidence }), { draft: true })
    const value = shown.fields.find((one) => one.key === 'evidence')?.value
    return (value as readonly { readonly name: string }[]).map((one) => one.name)
  }
  const decided = [...CASE.acts, act('penalty-decided', '2026-11-20')]
  expect(listed(decided)).toEqual(['现场照片'])
  // Once that is revoked, what came in after it is there for the next.
  expect(listed([...decided, act('decision-revoked', '2026-11-21')])).toEqual(['现场照片', '事后的证言'])
})
