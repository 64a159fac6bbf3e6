import { afterAll, beforeAll, expect, test } from 'vitest'
import { table } from '@liuhen/contract'
import { type CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { proves, states } from '../../../../scripts/proves.ts'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'

let server: TrialServer
let legal: SignedIn
let officer: SignedIn
const DAY = 86_400_000
/** A day before or after the trial's today, in Beijing. */
const day = (offset: number): CalendarDate => dayOf(instantOf(Date.parse(server.clock.now()) + offset * DAY))
const refused = (...codes: string[]) => ({ problem: { status: 409, obstacles: codes.map((code) => ({ code })) } })

beforeAll(async () => {
  server = await trialServer()
  legal = await server.as('legal-section')
  officer = await server.as('officer')
})
afterAll(() => server.stop())

test('before anything is chosen the rule set is open, and a question is answered with nothing', async () => {
  expect(await officer.ruleSet()).toMatchObject({ chosen: false, packs: [], settings: [], history: [] })
  const answer = await officer.askRules({ body: { question: { ask: 'recording', activity: 'sealing' } } })
  expect(answer).toMatchObject({ chosen: false, rules: [] })
  expect(answer.value).toBeUndefined()
  expect((await officer.listInstruments()).some((one) => one.chosen)).toBe(false)
  await expect(
    legal.decideSetting({ params: { key: 'handover.cut-off' }, body: { value: '18:00' } }),
  ).rejects.toMatchObject(refused('rule-set-open'))
})

test('a pack nobody has loaded, the national law, and one pack twice are not chosen', async () => {
  const choose = (packs: string[]) => legal.chooseRuleSet({ body: { packs } })
  await expect(choose(['atlantis-2020'])).rejects.toMatchObject({ problem: { status: 404 } })
  await expect(choose(['national'])).rejects.toMatchObject(refused('national-always'))
  await expect(choose(['yanzhou-2019', 'yanzhou-2019'])).rejects.toMatchObject(refused('pack-twice'))
  expect((await legal.ruleSet()).chosen).toBe(false)
})

test('the same question under five bureaus has five answers, each with its own article', async () => {
  const ask = async (...packs: string[]) => {
    const question = { ask: 'handover', what: 'all', recordingEnd: '2026-11-20T08:00:00.000Z' as never } as const
    const { value, rules, open } = await officer.askRules({ body: { question, packs, on: '2026-11-20' as never } })
    const citations = rules.flatMap((one) => one.citations.map(({ pack, article }) => `${pack}/${article}`))
    return {
      within: value?.['within'],
      due: value?.['due'],
      citations: [...new Set(citations)],
      open: open.map((one) => one.key),
    }
  }
  expect(await ask('changsha-county-2023')).toMatchObject({
    within: '24 hour',
    due: '2026-11-21T08:00:00.000Z',
    citations: ['changsha-county-2023/41'],
  })
  expect(await ask('yanzhou-2019')).toMatchObject({
    within: '24 hour',
    due: '2026-11-21T08:00:00.000Z',
    citations: ['yanzhou-2019/9'],
  })
  for (const [id, article] of [
    ['jilin-2017', '12'],
    ['jinzhong-2022-recording', '16'],
    ['yongqing-2022', '11'],
  ] as const) {
    const answer = await ask(id)
    expect(answer).toMatchObject({ within: 'duty-day', citations: [`${id}/${article}`], open: ['handover.cut-off'] })
    // The hour of the cut-off is the bureau's to say; without it no moment is given out.
    expect(answer.due).toBeUndefined()
  }
})

test.each([
  [
    'changsha-county-2023',
    [
      '中华人民共和国行政处罚法',
      '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
      '湖南省行政执法全过程记录办法',
      '长沙市人民政府办公厅关于印发<全面推行行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度的实施方案>的通知',
    ],
  ],
  ['yongqing-2022', ['中华人民共和国行政处罚法', '中华人民共和国行政强制法', '河北省行政执法全过程记录实施办法']],
])('%s: what it is based on is shown with it, as its first article names it', async (pack, bases) => {
  const { instrument } = await officer.showInstrument({ params: { pack } })
  expect(instrument.basedOn).toEqual(bases)
  const { article } = await officer.showArticle({ params: { pack, article: '1' } })
  const bare = (words = '') => words.replace(/[《》<>〈〉“”\s]/g, '')
  for (const one of bases) expect(bare(article.text)).toContain(bare(one))
  proves(`${pack}/1.1`)
})

test.each([
  ['jilin-2017', '25', '吉林市城市管理行政执法局'],
  ['jinzhong-2022-recording', '22', '晋中市城市管理综合行政执法局'],
  ['yongqing-2022', '25', '永清县城市管理综合行政执法局'],
])('%s: who says what it means is shown with it, as its article %s names them', async (pack, number, body) => {
  proves(`${pack}/${number}.1`)
  const { instrument } = await officer.showInstrument({ params: { pack } })
  expect(instrument.interpretedBy).toBe(body)
  const { article } = await officer.showArticle({ params: { pack, article: number } })
  expect(article.text).toContain(`由${body}负责解释`)
})

test('an instrument issued after the day it counts from shows both days, and one on trial what it is about', async () => {
  proves('yanzhou-2019/notice.1')
  const yanzhou = (await officer.showInstrument({ params: { pack: 'yanzhou-2019' } })).instrument
  expect(yanzhou).toMatchObject({ issuedOn: '2019-11-28', effectiveFrom: '2019-08-01', trial: false })
  const jilin = (await officer.showInstrument({ params: { pack: 'jilin-2017' } })).instrument
  expect(jilin).toMatchObject({ trial: true, scope: ['行政处罚', '行政强制'] })
})

test('the rule on legal review leads to its regulation: title, number of the article and its own words', async () => {
  states('jinzhong-2022-legal-review/1.1')
  const pack = 'jinzhong-2022-legal-review'
  const question = { ask: 'review', list: 'decisions' } as const
  const { rules } = await officer.askRules({ body: { question, packs: [pack], on: '2026-11-20' as never } })
  const [cited] = rules.flatMap((one) => one.citations)
  expect(cited).toMatchObject({
    pack,
    title: { zh: '晋中市城市管理综合行政执法局重大行政执法决定法制审核制度(试行)' },
    label: expect.stringMatching(/^第.+条$/),
  })
  const { instrument, article } = await officer.showArticle({ params: { pack, article: cited?.article ?? '' } })
  expect(instrument.title).toEqual(cited?.title)
  expect(article.label).toBe(cited?.label)
  expect(article.text).toContain(cited?.quote)
})

test('what an instrument leaves open is asked for, and counts from the day it was decided for', async () => {
  await legal.chooseRuleSet({ body: { packs: ['jilin-2017'], from: day(-30), reason: '市局通知' } })
  const before = await legal.ruleSet()
  expect(before).toMatchObject({ chosen: true, history: [{ from: day(-30), reason: '市局通知' }] })
  expect(before.packs.map((one) => one.id)).toEqual(['national', 'jilin-2017'])
  const open = before.settings.find((one) => one.key === 'handover.cut-off')
  expect(open?.current).toBeUndefined()
  expect(open?.citations).toMatchObject([{ pack: 'jilin-2017', article: '12' }])
  const decided = await legal.decideSetting({ params: { key: 'handover.cut-off' }, body: { value: '18:30' } })
  expect(decided).toMatchObject({ current: { value: '18:30', from: day(-30) } })
  expect((await legal.ruleSet()).open).toBe(before.open - 1)
  const question = { ask: 'handover', what: 'all', recordingEnd: '2026-11-20T08:00:00.000Z' as never } as const
  const answer = await officer.askRules({ body: { question, on: day(-1) } })
  expect(answer.value?.['due']).toBe('2026-11-20T10:30:00.000Z')
  expect((await officer.askRules({ body: { question, on: day(-31) } })).chosen).toBe(false)
})

test('what a bureau may decide and need not is shown, and is not open', async () => {
  const { settings, open } = await legal.ruleSet()
  const thresholds = settings.filter((one) => one.key.startsWith('hearing.threshold'))
  expect(thresholds.map((one) => [one.optional, one.waitsFor])).toEqual([
    [true, undefined],
    [true, undefined],
  ])
  const asked = settings.filter((one) => one.current === undefined && !one.optional && one.waitsFor === undefined)
  expect(open).toBe(asked.length)
})

test('a value of another sort is not understood, and a setting nobody asks for is refused', async () => {
  const decide = (key: string, value: string | number) => legal.decideSetting({ params: { key }, body: { value } })
  await expect(decide('handover.cut-off', '25:00')).rejects.toMatchObject({ problem: { status: 400 } })
  await expect(decide('retention.case-file', 'for long')).rejects.toMatchObject({ problem: { status: 400 } })
  await expect(decide('coffee.strength', 'strong')).rejects.toMatchObject(refused('setting-unknown'))
})

test('a bureau may be stricter than its instrument, and laxer is refused with the article', async () => {
  const key = 'stricter.jilin-2017.retention-minor-correction'
  const decide = (count: number) => legal.decideSetting({ params: { key }, body: { value: { count, unit: 'month' } } })
  await expect(decide(5)).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'setting-laxer', citation: { article: 'jilin-2017/14' } }] },
  })
  const facts = { activity: 'minor-correction', recordedOn: '2026-11-20' as never } as const
  const until = async () =>
    (await officer.askRules({ body: { question: { ask: 'retention', facts }, on: day(0) } })).value?.['until']
  expect(await until()).toBe('2027-05-20')
  await decide(12)
  expect(await until()).toBe('2027-11-20')
})

test('a later choice changes days to come, and never how a day gone by is judged', async () => {
  server.clock.forward(DAY)
  legal = await server.as('legal-section')
  officer = await server.as('officer')
  const question = { ask: 'consolidation' } as const
  const every = async (on: CalendarDate) => (await officer.askRules({ body: { question, on } })).value?.['every']
  const yesterday = await every(day(-1))
  for (const from of [day(-20), day(-1), day(0)])
    await expect(legal.chooseRuleSet({ body: { packs: ['yongqing-2022'], from } })).rejects.toMatchObject(
      refused('days-gone-by'),
    )
  await expect(
    legal.decideSetting({ params: { key: 'handover.cut-off' }, body: { value: '20:00', from: day(0) } }),
  ).rejects.toMatchObject(refused('days-gone-by'))
  const effective = { 'yongqing-2022': '2022-09-01' as CalendarDate }
  await legal.chooseRuleSet({ body: { packs: ['yongqing-2022'], from: day(1), effective } })
  expect(await every(day(-1))).toBe(yesterday)
  expect(await every(day(0))).toBe(yesterday)
  expect([yesterday, await every(day(1))]).toEqual(['half-month', 'month'])
  expect((await legal.ruleSet({ query: { on: day(1) } })).packs.map((one) => one.id)).toEqual([
    'national',
    'yongqing-2022',
  ])
})

test('an instrument that prints no first day does not count until the bureau says one', async () => {
  const { packs, outOfForce } = await (async () => {
    await legal.chooseRuleSet({ body: { packs: ['yongqing-2022'], from: day(5) } })
    return legal.ruleSet({ query: { on: day(5) } })
  })()
  expect(packs.map((one) => one.id)).toEqual(['national'])
  expect(outOfForce).toMatchObject([{ id: 'yongqing-2022' }])
  await legal.decideSetting({ params: { key: 'effective-from' }, body: { value: '2022-09-01', from: day(5) } })
  expect((await legal.ruleSet({ query: { on: day(5) } })).packs.map((one) => one.id)).toContain('yongqing-2022')
})

test('an article page holds the text word for word, its obligations, what follows from each, and how it is proven', async () => {
  const page = await officer.showArticle({ params: { pack: 'changsha-county-2023', article: '41' } })
  expect(page.article.text).toContain('24小时')
  expect(page.previous?.id).toBe('40')
  expect(page.next?.id).toBe('42')
  const handover = page.obligations.find((one) => one.id === '41.2')
  expect(page.article.text).toContain(handover?.quote)
  expect(handover?.does.map((one) => one.kind)).toContain('handover')
  expect(handover?.proof.state).not.toBe('')
  // It is not among the packs this bureau runs on: its numbers are nobody's.
  expect(page.live).toEqual([])
  const ours = await officer.showArticle({ params: { pack: 'jilin-2017', article: '12' } })
  expect(ours.live.map((one) => one.key)).toContain('late-handovers')
  await expect(officer.showArticle({ params: { pack: 'jilin-2017', article: '99' } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
})

test('the list of articles shows how each begins, and that it goes on', async () => {
  const { articles } = await officer.showInstrument({ params: { pack: 'changsha-county-2023' } })
  const opening = (id: string) => articles.find((one) => one.id === id)?.opening
  expect(opening('41')).toMatch(/^第四十一条 采用音像记录的.*…$/)
  expect(opening('4')).toMatch(/可追溯的原则。$/)
})

test('every article of every instrument has its page, and every rule shown leads to one', async () => {
  const broken: string[] = []
  const links = new Set<string>()
  const pages = new Set<string>()
  for (const { id } of await officer.listInstruments()) {
    const { articles, instrument } = await officer.showInstrument({ params: { pack: id } })
    expect(articles).toHaveLength(instrument.counts.articles)
    for (const { id: article } of articles) {
      const page = await officer.showArticle({ params: { pack: id, article } })
      pages.add(`${id}/${article}`)
      const rules = [...page.rules, ...page.obligations.flatMap((one) => one.does)]
      for (const one of rules.flatMap((rule) => rule.citations)) links.add(`${one.pack}/${one.article}`)
      for (const one of page.findings.flatMap((finding) => finding.citations)) links.add(`${one.pack}/${one.article}`)
    }
  }
  for (const link of links) if (!pages.has(link)) broken.push(link)
  expect(broken).toEqual([])
  expect(pages.size).toBeGreaterThan(150)
})

test('one topic stands side by side: a column for each of the five bureaus, empty where one is silent', async () => {
  const handover = await officer.compareTopic({ params: { topic: 'handover' } })
  expect(handover.bureaus).toHaveLength(5)
  const [all] = handover.rows
  expect(all?.cells.map((cell) => cell.length)).toEqual([1, 1, 1, 1, 1])
  const recording = await officer.compareTopic({ params: { topic: 'recording' } })
  const row = recording.rows.find((one) => one.key === 'patrol')
  const named = row?.cells.map((cell, i) => (cell.length > 0 ? recording.bureaus[i]?.packs[0]?.id : undefined))
  expect(named?.filter((one) => one !== undefined)).toEqual(['yongqing-2022'])
  const retention = await officer.compareTopic({ params: { topic: 'retention' } })
  const keptBy = (key: string, pack: string): (string | undefined)[] | undefined => {
    const at = retention.bureaus.findIndex(({ packs }) => packs.some(({ id }) => id === pack))
    return retention.rows.find((one) => one.key === key)?.cells[at]?.map(({ rule }) => rule)
  }
  expect(keptBy('evidence', 'jinzhong-2022-recording')).toEqual(['long-term-used-as-evidence'])
  expect(keptBy('patrol', 'yanzhou-2019')).toEqual(['retention-everything-else'])
  expect(keptBy('patrol', 'changsha-county-2023')).toEqual([])
  for (const { cells } of recording.rows) expect(cells.some((cell) => cell.length > 0)).toBe(true)
})

test('two instruments are compared, and a version that is not there is missing', async () => {
  const { before, after, changes } = await officer.diffPacks({
    params: { pack: 'yongqing-2022' },
    query: { against: 'jilin-2017' },
  })
  expect([before.id, after.id]).toEqual(['jilin-2017', 'yongqing-2022'])
  expect(changes.some((one) => one.part === 'rule' && one.change === 'changed')).toBe(true)
  await expect(officer.diffPacks({ params: { pack: 'yongqing-2022' } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
})

test('what lint finds is shown with its place, and the packs themselves are without fault', async () => {
  const all = await officer.lintFindings()
  expect(all.length).toBeGreaterThan(20)
  expect(all.filter((one) => one.severity === 'error')).toEqual([])
  const some = await officer.lintFindings({ query: { pack: 'yongqing-2022' } })
  expect(new Set(some.map((one) => one.pack))).toEqual(new Set(['yongqing-2022']))
  const unnamed = all.find((one) => one.place === 'rules/access-provide' && one.pack === 'changsha-county-2023')
  expect(unnamed).toMatchObject({
    title: { zh: '长沙县行政执法局行政执法全过程记录制度' },
    label: '第四十六条',
    rule: { rule: 'access-provide', says: { zh: expect.stringContaining('未写明由谁审批') } },
  })
  expect(all.filter((one) => one.article !== undefined && one.label === undefined)).toEqual([])
  expect(all.filter((one) => one.place.startsWith('rules/') && one.rule === undefined)).toEqual([])
})

test('two who decide at once: one is told to look again', async () => {
  const decide = (value: string) =>
    legal.decideSetting({ params: { key: 'effective-from' }, body: { value, from: day(9) } })
  const both = await Promise.allSettled([decide('2022-09-02'), decide('2022-09-03')])
  const lost = both.find((one) => one.status === 'rejected')
  if (lost) expect(lost.reason).toMatchObject(refused('changed-meanwhile'))
  expect(both.some((one) => one.status === 'fulfilled')).toBe(true)
})

test('everybody signed in reads the law; only the legal section and the head decide, and who leads a unit what is left to it', () => {
  const law = Object.entries(table).filter(([, { path }]) => path.startsWith('/api/law/'))
  expect(law.filter(([, { allow }]) => allow !== 'signed-in').map(([name]) => name)).toEqual([
    'chooseRuleSet',
    'decideMandatory',
    'addActivityKind',
    'decideSetting',
    'decideForUnit',
    'loadCalendar',
  ])
  expect(table.decideSetting.allow).toEqual(['legal-section', 'head'])
  expect(table.decideForUnit.allow).toEqual(['team-leader', 'legal-section', 'head'])
})

test('the rules may be chosen at set-up, with what they leave open, and count from their day', async () => {
  const rules = {
    packs: ['yanzhou-2019'],
    from: '2026-01-01' as CalendarDate,
    settings: [{ key: 'retention.case-file', value: { count: 30, unit: 'year' as const } }],
  }
  await using other = await trialServer({ rules })
  const reader = await other.as('office')
  const found = await reader.ruleSet({ query: { on: '2026-01-01' as CalendarDate } })
  expect(found).toMatchObject({ chosen: true, history: [{ by: '系统', from: '2026-01-01' }] })
  expect(found.settings.find((one) => one.key === 'retention.case-file')?.current?.value).toEqual({
    count: 30,
    unit: 'year',
  })
  expect((await reader.ruleSet({ query: { on: '2025-12-31' as CalendarDate } })).chosen).toBe(false)
  expect(await other.anyone.setUpState()).not.toHaveProperty('packs')
})

test('the instruments of one bureau are offered together, begin together, and name the basis they share', async () => {
  proves('jinzhong-2022-plan/preamble.1')
  await using other = await trialServer()
  const section = await other.as('legal-section')
  const { bureaus } = await section.compareTopic({ params: { topic: 'recording' } })
  const packs = bureaus
    .filter((one) => one.issuer === '晋中市城市管理综合行政执法局')
    .flatMap((one) => one.packs.map(({ id }) => id))
  await section.chooseRuleSet({ body: { packs, from: day(-1) } })
  const annexes = ['disclosure', 'recording', 'legal-review'].map((one) => `jinzhong-2022-${one}`)
  const before = await section.ruleSet({ query: { on: day(-2) } })
  const after = await section.ruleSet({ query: { on: day(-1) } })
  expect(before.packs).toEqual([])
  expect(after.packs.map((one) => one.id)).toEqual(expect.arrayContaining([...annexes, 'jinzhong-2022-plan']))
  const shown = async (pack: string) => (await section.showInstrument({ params: { pack } })).instrument
  const plan = await shown('jinzhong-2022-plan')
  for (const annex of annexes) expect(await shown(annex)).toMatchObject({ inForce: true, basedOn: [plan.title.zh] })
})
