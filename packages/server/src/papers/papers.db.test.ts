import { createHash, randomUUID } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BodyOf, ProblemError, type Table } from '@liuhen/contract'
import { type CalendarDate, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { type FactKey, type FactValue, residentCheck } from '@liuhen/core/papers'
import { proves, states } from '../../../../scripts/proves.ts'
import { refusal } from '../cases/trial.ts'
import { filedCase, SEIZED } from '../cases/trial-ordinary.ts'
import { bare, linesIn, pagesOf, pictureOf, pngOf, textOf } from '../typesetting/trial.ts'
import { samplePdf } from '../volumes/trial.ts'
import { fixedRecord, PACK, PRINTED, STROKES, trialPapers, type TrialPapers } from './trial.ts'

type Signing = BodyOf<Table['signPaper']>
let papers: TrialPapers
beforeAll(async () => {
  // Which court papers name is decided in the course of the tests.
  papers = await trialPapers(PRINTED.filter((one) => one.key !== 'remedies.court'))
  const { team } = papers
  const system = await team.server.as('system-administrator')
  for (const [at, one] of [team.officer, team.colleague].entries())
    await system.changePerson({
      params: { id: one.person },
      body: {
        name: ['周立衡', '钱二川'][at] ?? '',
        unit: team.unit,
        certificate: { number: `A000${at + 1}`, validFrom: '2010-01-01', validTo: '2039-12-31' } as never,
      },
    })
  const { outsider } = team
  await system.changePerson({ params: { id: outsider.person }, body: { name: '孙无证', unit: team.server.unit } })
})
afterAll(() => papers[Symbol.asyncDispose]())

const lines = (...said: readonly string[]) =>
  said.map((text, at) => ({ id: `l${at}`, who: at % 2 === 0 ? 'asked' : 'answered', text }) as const)
/** Invented: its last character is the one that the others ask for. */
const RESIDENT = `43012119800501001${residentCheck('43012119800501001')}`
const PARTY = { kind: 'citizen', name: '陈某', idNumber: RESIDENT, address: '示范县星沙路 1 号' } as const
const day = () => papers.team.today()
const QUESTIONING = () => ({
  'questioning-interval': { from: `${day()} 09:00`, until: `${day()} 09:40` },
  'questioning-place': '普法询问工作区',
  'questioned-person': { name: '陈某', idNumber: RESIDENT, relation: '当事人' },
  'questions-and-answers': lines('您叫什么名字？', '陈某。', '这些材料是谁堆放的？', '我堆放的。'),
  'read-back': true,
})

/** What is refused, each field with the article it quotes. */
async function refusedFields(act: Promise<unknown>): Promise<Readonly<Record<string, string | undefined>>> {
  try {
    await act
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown
    return Object.fromEntries(thrown.problem.obstacles.map((one) => [one.field ?? one.code, one.citation?.article]))
  }
  throw new Error('it was not refused')
}
const freeze = (id: string, who = papers.team.officer) => who.freezePaper({ params: { id }, body: {} })
const finish = (id: string) => papers.team.officer.finishPaper({ params: { id }, body: {} })
const pdf = async (id: string, who = papers.team.officer) => {
  const answer = await who.send(`${papers.team.server.url}/api/papers/${id}/pdf`)
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const reading = async (id: string) =>
  Buffer.from(
    await (await papers.team.officer.send(`${papers.team.server.url}/api/papers/${id}/reading`)).arrayBuffer(),
  )

const C = 'changsha-county-2023'
const MEASURE = () => ({
  party: PARTY,
  'measure-reasons': '当事人拒不停止占道，物品是继续违法的工具。',
  'measure-basis': [{ law: '中华人民共和国行政强制法', article: 22 }],
  'measure-from': day(),
  'measure-until': day(),
})
const GOODS = { id: 'g1', number: '1', name: '水泥', specification: '50kg/袋', unit: '袋', quantity: '20' }

describe('what a paper must hold', () => {
  const begun = async (name: string, values: Partial<Record<FactKey, FactValue>>, caseId?: string): Promise<string> => {
    const id = await papers.begin(caseId ?? (await papers.team.lead()), name)
    await papers.write(id, values)
    return id
  }

  test('a decision and a penalty on the spot without the way of remedy are not fixed, and with it bear one', async () => {
    proves(`${C}/26.7`)
    proves(`${C}/28.4`)
    const [decision, spot] = [
      await begun('penalty-decision', { party: PARTY }),
      await begun('spot-decision', { party: PARTY }),
    ]
    for (const id of [decision, spot]) {
      expect(await refusedFields(freeze(id))).toHaveProperty(['remedies.court'])
      expect((await papers.shown(id)).row.stands).toBe('draft')
    }
    const legal = await papers.team.server.as('legal-section')
    await legal.decideSetting({ params: { key: 'remedies.court' }, body: { value: '示范县人民法院' } })
    for (const id of [decision, spot]) expect(await refusedFields(freeze(id))).not.toHaveProperty(['remedies.court'])
    const texts = (await papers.shown(decision)).fields.flatMap((one) => (one.key === 'remedies' ? [one.words] : []))
    expect(texts).toEqual([
      expect.stringMatching(/六十日内向示范县人民政府申请行政复议，也可以.*六个月内向示范县人民法院/u),
    ])
  })

  test('a decision without the address of the party, or without evidence, or with a statement left unanswered, is not fixed', async () => {
    proves(`${C}/26.2`)
    proves(`${C}/26.3`)
    proves(`${C}/26.4`)
    const { address: _address, ...without } = PARTY
    const caseId = await papers.team.lead()
    const id = await begun('penalty-decision', { party: without }, caseId)
    const before = await refusedFields(freeze(id))
    expect(before).toMatchObject({ 'party.address': `${C}/26`, evidence: `${C}/26` })
    // Nobody has stated anything: the paper says so by itself.
    expect(before).not.toHaveProperty('statement-answer')
    await papers.team.done(caseId, 'statement-made', { by: [] })
    expect(await refusedFields(freeze(id))).toMatchObject({ 'statement-answer': `${C}/26` })
  })

  test('a record of inspection that leaves out how certificates were shown is not fixed, and not ended with a page unsigned', async () => {
    proves(`${C}/13.1`)
    proves(`${C}/13.2`)
    const values = {
      party: PARTY,
      'inspection-interval': { from: `${day()} 09:00`, until: `${day()} 09:40` },
      'inspection-place': '星沙路',
      witness: { none: '现场无其他人' },
      'party-called': '当事人在场',
      'rights-told': '已告知',
      'statement-at-scene': '无',
      'inspection-findings': Array.from({ length: 130 }, (_, at) => `第${at + 1}处：占用人行道堆放水泥。`).join('\n'),
    }
    const caseId = await papers.team.lead()
    const id = await begun('site-inspection', values, caseId)
    expect(await refusedFields(freeze(id))).toEqual({ 'certificates-shown': `${C}/13` })
    await papers.write(id, { 'certificates-shown': '两名执法人员出示执法证件' })
    expect((await freeze(id)).pages).toBeGreaterThan(2)
    await papers.signed(id, ({ page, label }) => page !== 2 || label !== '当事人')
    expect(await refusedFields(finish(id))).toEqual({ 's1.2': `${C}/13` })
    // Whoever reviews the case finds the page listed, too.
    const found = await papers.team.legal.showReviewFindings({ params: { id: caseId } })
    expect(found.filter((one) => one.code === 'place-unsigned')).toEqual([
      expect.objectContaining({
        paper: id,
        point: 'papers-in-order',
        message: expect.objectContaining({ zh: expect.stringContaining('第 2 页') }),
      }),
    ])
    proves('jinzhong-2022-legal-review/7.6')
    await papers.signed(id)
    await finish(id)
  })

  test('goods are registered with unit and quantity, and their list is signed by the keeper and the witness too', async () => {
    proves(`${C}/15.2`)
    proves(`${C}/15.3`)
    proves(`${C}/16.2`)
    const { unit: _unit, ...half } = GOODS
    for (const [name, article] of [
      ['preservation-notice', '15'],
      ['sealing-decision', '16'],
    ] as const) {
      const content = '因证据可能灭失，对下列物品采取措施。'
      const measure = article === '16' ? MEASURE() : {}
      const id = await begun(name, { 'case-goods': [half], 'paper-content': content, ...measure })
      expect(await refusedFields(freeze(id))).toEqual({ 'case-goods.rows.g1.unit': `${C}/${article}` })
      await papers.write(id, { 'case-goods': [GOODS] })
      await freeze(id)
      const wanted = article === '15' ? '保管人' : '见证人'
      await papers.signed(id, ({ label }) => label !== wanted)
      const open = Object.entries(await refusedFields(finish(id)))
      expect(open.map(([, cited]) => cited)).toEqual([`${C}/${article}`])
      await papers.signed(id)
      await finish(id)
    }
  })

  test('a paper whose form prints nothing is not fixed nearly empty: the law says what it states, and it then states it', async () => {
    const N = 'national'
    const content = '现通知如下。'
    const { team } = papers
    const wanted = async (name: string, values: Partial<Record<FactKey, FactValue>>) => {
      const caseId = await team.lead()
      const id = await begun(name, { 'paper-content': content }, caseId)
      const lacks = await refusedFields(freeze(id))
      await papers.write(id, values)
      await freeze(id)
      const said = bare(await textOf((await pdf(id)).bytes))
      for (const words of Object.values(values))
        if (typeof words === 'string' && words !== day()) expect(said).toContain(bare(words))
      return lacks
    }
    const basis = [{ law: '示范市市容管理办法', article: 10, paragraph: 1 }]
    expect(
      await wanted('prior-notice', {
        party: PARTY,
        'violation-facts': '在人行道上堆放水泥二十袋。',
        'penalty-reasons': '占道时间较长，经劝导不改正。',
        'penalty-basis': basis,
        'penalty-content': '罚款人民币五百元。',
      }),
    ).toMatchObject({
      'violation-facts': `${N}/penalty-law/44`,
      'penalty-reasons': `${N}/penalty-law/44`,
      'penalty-basis': `${N}/penalty-law/44`,
      'penalty-content': `${N}/penalty-law/44`,
    })
    expect(
      await wanted('demand', {
        party: PARTY,
        'decision-number': '示县执罚决〔2026〕7号',
        'duty-to-perform': '缴纳罚款五百元。',
        'demand-until': day(),
        'demand-manner': '到示范银行缴纳。',
        'demand-payment': '转账。',
      }),
    ).toMatchObject({
      'duty-to-perform': `${N}/coercion-law/35`,
      'demand-until': `${N}/coercion-law/35`,
      'demand-manner': `${N}/coercion-law/35`,
    })
    const { 'measure-reasons': _reasons, 'measure-until': _until, ...less } = MEASURE()
    const sealing = await begun('sealing-decision', { 'case-goods': [GOODS], 'paper-content': content, ...less })
    expect(await refusedFields(freeze(sealing))).toMatchObject({
      'measure-reasons': `${N}/coercion-law/24`,
      'measure-until': `${N}/coercion-law/24`,
    })
  })

  test('papers for which no instrument prints a form are there: each begun, refused while it is empty, and fixed when it is whole', async () => {
    const { team } = papers
    const begin = async (name: string) => papers.begin(await team.lead(), name, team.officer, 'national')
    const order = await begin('correction-order')
    expect(await refusedFields(freeze(order))).toMatchObject({
      'correction-items': 'national/penalty-law/28',
      'correction-until': 'national/penalty-law/28',
    })
    await papers.write(order, {
      party: PARTY,
      'violation-facts': '在人行道上堆放水泥二十袋。',
      'correction-basis': [{ law: '示范市市容管理办法', article: 10, paragraph: 1 }],
      'correction-items': '清走全部水泥，恢复人行道原状。',
      'correction-until': `${day()} 18:00`,
    })
    expect((await freeze(order)).number).toMatch(/责改/u)
    // One remedy and no more, since it goes out as a decision.
    expect(bare(await textOf((await pdf(order)).bytes)).split('申请行政复议').length).toBe(2)

    const record = await begin('electronic-evidence')
    const whole = {
      'extraction-interval': { from: `${day()} 09:00`, until: `${day()} 09:30` },
      'extraction-place': '星沙路 1 号',
      'extraction-officers': [{ person: team.officer.person }, { person: team.colleague.person }],
      party: PARTY,
      'source-device': '监控主机，示范牌 N8，编号 0007，由店主陈某持有',
      'extraction-way': '在主机上按时间导出，当场核对画面',
      'extraction-tool': '主机自带导出功能，只读光盘',
      'extracted-data': '0007-20261101.mp4，12,345,678 字节',
      witness: { name: '李某' },
    }
    await papers.write(record, whole)
    expect(await refusedFields(freeze(record))).toEqual({ 'data-digest': expect.stringContaining('penalty-law') })
    await papers.write(record, { 'data-digest': 'SHA-256 3f6ad0e1…' })
    await freeze(record)
    expect((await papers.shown(record)).frozen?.places.map((one) => one.label)).toEqual([
      '当事人',
      '见证人',
      '执法人员',
      '执法人员',
    ])
    const refusalOfInformation = await begin('information-refusal')
    await papers.write(refusalOfInformation, {
      party: PARTY,
      'information-asked': '本案案卷全部材料',
      'information-reasons': '属于行政执法案卷信息',
      'information-basis': [{ law: '政府信息公开条例', article: 16, paragraph: 2 }],
    })
    await freeze(refusalOfInformation)
    // Reconsideration comes first of such a reply.
    expect(bare(await textOf((await pdf(refusalOfInformation)).bytes))).toContain('先向示范县人民政府申请行政复议')
  })

  test('a record of hearing is signed by its host on every page, and one of a deliberation says what came of it', async () => {
    proves(`${C}/22.2`)
    proves(`${C}/23.2`)
    const between = { from: `${day()} 14:00`, until: `${day()} 15:00` }
    const id = await begun('hearing', {
      party: PARTY,
      'hearing-at': between,
      'hearing-place': '会议室',
      'hearing-host': { name: '郑主持' },
      'hearing-recorder': { name: '冯记录' },
      interpreter: { none: '不需要' },
      agent: { none: '没有委托' },
      'hearing-course': Array.from({ length: 80 }, (_, at) => `第${at + 1}项：宣读证据。`).join('\n'),
    })
    expect((await freeze(id)).pages).toBeGreaterThan(1)
    await papers.signed(id, ({ page, label }) => page !== 2 || label !== '听证主持人')
    expect(Object.values(await refusedFields(finish(id)))).toEqual([`${C}/22`])
    const deliberated = await begun('collective-discussion', {
      'meeting-at': between,
      'meeting-place': '会议室',
      'meeting-participants': [{ person: papers.team.head.person }, { person: papers.team.deputy.person }],
      'meeting-host': { name: '赵负责' },
      'discussion-course': '逐一发表意见。',
    })
    expect(await refusedFields(freeze(deliberated))).toEqual({ 'discussion-result': `${C}/23` })
  })

  test('the form for closing a case is refused for each of its fields that is empty, and for goods of which nothing says what became', async () => {
    const { team } = papers
    /** What the form lacks besides the opinions, which nobody has signed yet. */
    const lacking = async (id: string) => {
      const { 'opinion-missing': opinions, ...rest } = await refusedFields(freeze(id))
      expect(opinions).toBe(`${C}/38`)
      return rest
    }
    const written = {
      'case-cause': '占道堆放建筑材料',
      'party-address': '示范县星沙路 1 号',
      'scene-place': '星沙路',
      'filed-on': day(),
      'decision-number': '示县执罚决〔2026〕1号',
      'case-account': '接群众反映，现场查获，依法处罚。',
      'penalty-content': '罚款人民币200元',
      'penalty-enforcement': '已缴纳',
      'confiscated-disposal': '无',
    } satisfies Partial<Record<FactKey, FactValue>>
    const seen = new Set<string>()
    const empty = async (id: string, field: FactKey, value: FactValue) => {
      await papers.write(id, { [field]: null as never })
      expect(await lacking(id)).toEqual({ [field]: `${C}/38` })
      await papers.write(id, { [field]: value })
      seen.add(field)
    }
    const id = await begun('case-closing', written)
    expect(await lacking(id)).toEqual({})
    for (const [field, value] of Object.entries(written)) await empty(id, field as FactKey, value)

    // Of whom it is the case tells; where that is still to be found out, name and representative are written, or wanted.
    const unknown = await begun('case-closing', written, await team.lead({ party: undefined as never }))
    expect(Object.keys(await lacking(unknown)).toSorted()).toEqual(['party-name', 'party-representative'])
    await papers.write(unknown, { 'party-name': '某建材店', 'party-representative': { name: '李某' } })
    expect(await lacking(unknown)).toEqual({})
    await empty(unknown, 'party-name', '某建材店')
    await empty(unknown, 'party-representative', { name: '李某' })

    // Where it came from and when it was discovered are told by acts: struck, they are told no more.
    const caseId = await team.lead()
    const told = await begun('case-closing', written, caseId)
    expect(await lacking(told)).toEqual({})
    for (const [act, field, value] of [
      ['lead-registered', 'case-source', '检查'],
      ['violation-discovered', 'discovered-on', day()],
    ] as const) {
      const { acts } = await team.officer.showCase({ params: { id: caseId } })
      const struck = acts.find((one) => one.act === act)?.id ?? expect.fail(act)
      await team.head.strikeAct({ params: { id: caseId, act: struck }, body: { reason: '录入有误' } })
      expect(await lacking(told)).toEqual({ [field]: `${C}/38` })
      await papers.write(told, { [field]: value })
      seen.add(field)
    }
    expect(await lacking(told)).toEqual({})

    // An officer of whom the register has no certificate leaves the field without its number.
    const { outsider } = team
    const { id: of } = await outsider.openCase({
      body: {
        title: '占道堆放建筑材料',
        procedure: 'ordinary',
        party: { kind: 'citizen', name: '陈某', born: '1980-05-01' as CalendarDate },
        colleagues: [team.colleague.person],
        on: day(),
        discovered: { on: day() },
        source: '检查',
        key: randomUUID(),
      },
    })
    const uncertified = await papers.begin(of, 'case-closing', outsider)
    await papers.write(uncertified, written, outsider)
    const { 'opinion-missing': _, ...certificates } = await refusedFields(freeze(uncertified, outsider))
    expect(certificates).toEqual({ 'case-officers': `${C}/38` })
    seen.add('case-officers')
    expect(seen.size).toBe(14)

    // Goods in store are named until an act says what became of them, whatever is written of them.
    const seized = await filedCase(team)
    const taken = await team.done(seized, 'emergency-measure-taken', {
      place: '夜市',
      at: '09:40',
      until: '09:50',
      says: { ...SEIZED, emergency: true },
    })
    await team.approved(seized, 'emergency-measure-approved', { of: taken }, team.legal, team.leader, team.head)
    const store = { goods: '电子秤一台', 'goods-count': 1, 'goods-place': '本队库房', 'goods-keeper': '王库管' }
    const stored = await team.done(seized, 'goods-stored', { of: taken, says: { ...store, 'goods-number': '保-001' } })
    const { 'filed-on': _filed, 'scene-place': _scene, ...untold } = written
    const form = await begun('case-closing', { ...untold, 'confiscated-disposal': '已处理' }, seized)
    expect(await lacking(form)).toEqual({ 'confiscated-disposal': `${C}/38` })
    expect((await papers.shown(form)).missing.map((one) => one.message.zh).join()).toContain('电子秤一台　保-001')
    const destroyed = { 'record-made': true, 'disposal-basis': '某条例第二十条：应当销毁' }
    await team.done(seized, 'goods-destroyed', { of: stored, says: destroyed })
    expect(await lacking(form)).toEqual({})
    proves(`${C}/38.1`)
  })
})

describe('a record of questioning', () => {
  test('is fixed only when nothing is missing, signed page by page, and its bytes never change', async () => {
    const { team } = papers
    const caseId = await team.lead()
    const { calledFor } = await team.officer.listPapers({ params: { id: caseId } })
    expect(calledFor.map((one) => one.rule)).toContain(`${PACK}/paper-questioning`)
    const id = await papers.begin(caseId, 'questioning')
    proves('changsha-county-2023/14.3')
    proves('changsha-county-2023/14.4')
    const nothing = await refusedFields(freeze(id))
    expect(Object.keys(nothing)).toEqual(
      expect.arrayContaining(['questioning-interval', 'questioning-place', 'questions-and-answers', 'read-back']),
    )
    expect(nothing['read-back']).toBe('changsha-county-2023/14')
    const { 'read-back': readBack, ...rest } = QUESTIONING()
    await papers.write(id, {
      ...rest,
      questioners: [{ person: team.outsider.person }, { person: team.officer.person }],
    })
    // The outsider has no certificate in the register, and nobody can type one.
    expect(Object.keys(await refusedFields(freeze(id)))).toEqual(['officer-certificates', 'read-back'])
    await papers.write(id, { questioners: [{ person: team.officer.person }, { person: team.colleague.person }] })
    expect(Object.keys(await refusedFields(freeze(id)))).toEqual(['read-back'])
    await papers.write(id, { 'read-back': readBack })
    const { sha256, pages, number } = await freeze(id)
    expect([pages, number]).toEqual([1, undefined])

    const before = await pdf(id)
    expect(before.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(createHash('sha256').update(before.bytes).digest('hex')).toBe(sha256)
    expect(await refusal(papers.write(id, { 'questioning-place': '别处' }))).toHaveProperty('paper-frozen')
    await papers.signed(id, ({ label }) => label !== '被询问(调查)人')
    const open = await refusedFields(finish(id))
    expect(open).toEqual({ 's1.1': 'changsha-county-2023/14' })
    await papers.signed(id)
    await finish(id)
    expect((await papers.shown(id)).row.stands).toBe('finished')
    expect((await pdf(id)).bytes.equals(before.bytes)).toBe(true)
    const drawn = await team.officer.paperStrokes({ params: { id, slot: 's1', page: 1 } })
    expect(drawn).toEqual(STROKES)
    // The copy to read bears the strokes as lines and the officers' names; the fixed bytes bear none of it.
    const copy = await reading(id)
    expect(await linesIn(copy)).toBeGreaterThan(await linesIn(before.bytes))
    for (const words of ['陈某', '周立衡', '钱二川', '凭本人密码签署'])
      expect([
        words,
        bare(await textOf(copy)).split(words).length > bare(await textOf(before.bytes)).split(words).length,
      ]).toEqual([words, true])
    expect((await pdf(id)).bytes.equals(before.bytes)).toBe(true)
    const journal = await eventsOf(`paper:${id}`)
    expect(journal.filter((one) => one.kind === 'PaperSigned/1').every(({ body }) => body['paper'] === sha256)).toBe(
      true,
    )
  })

  test('that the fixed bytes were altered beside the program is found when they are checked, and opens an item', async () => {
    proves('changsha-county-2023/46.2')
    const { team } = papers
    const caseId = await team.lead()
    const id = await papers.begin(caseId, 'questioning')
    await papers.write(id, QUESTIONING())
    const { sha256 } = await freeze(id)
    await papers.signed(id)
    await finish(id)
    const verify = () => team.leader.verifyPaper({ params: { id } })
    expect(await verify()).toMatchObject({ same: true, sha256 })
    const place = join(team.server.data, 'vault', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    await chmod(place, 0o600)
    await writeFile(place, 'other bytes')
    expect(await verify()).toMatchObject({ same: false, expected: sha256 })
    expect(team.server.logged.some((line) => line.includes('a paper is not what was fixed'))).toBe(true)
    const items = (await team.head.listLiabilities({ query: {} })).filter((one) => one.about.paper === id)
    expect(items).toMatchObject([
      {
        outcome: 'paper-altered',
        about: { case: caseId },
        rule: { rule: `${PACK}/liability-concealing`, citations: [{ article: '46' }, { article: '46' }] },
      },
    ])
  })

  test('nobody deletes a paper that is signed, and that somebody tried is on record', async () => {
    proves('jilin-2017/24.5')
    const { team } = papers
    const id = await papers.begin(await team.lead(), 'questioning')
    await papers.write(id, QUESTIONING())
    await freeze(id)
    await papers.signed(id)
    await finish(id)
    const legal = await team.server.as('legal-section')
    const choose = (pack: string) => legal.chooseRuleSet({ body: { packs: [pack], from: team.today() } })
    await choose('jilin-2017')
    const before = (await pdf(id)).bytes
    const auditor = await team.server.as('audit-administrator')
    const denied = async (by: string) => (await auditor.journal({ query: { kind: 'CallDenied', by } })).length
    const tried = await Promise.all([team.officer, team.leader, team.head].map((who) => denied(who.person)))
    for (const who of [team.officer, team.leader, team.head])
      expect(await refusal(who.deletePaper({ params: { id } }))).toEqual({ 'paper-untouchable': 'jilin-2017/24' })
    const { rows } = await team.server.database.as(
      'owner',
      `select actor from journal where kind = 'CallDenied/1' and body ->> 'endpoint' = 'deletePaper' and body ->> 'of' = $1
        order by position`,
      [id],
    )
    expect(rows).toEqual([team.officer, team.leader, team.head].map(({ person }) => ({ actor: `person:${person}` })))
    // The auditor sees each of them, and who it was.
    for (const [i, who] of [team.officer, team.leader, team.head].entries())
      expect(await denied(who.person)).toBe((tried[i] ?? 0) + 1)
    expect((await pdf(id)).bytes.equals(before)).toBe(true)
    await choose(PACK)
  })

  test('who looks at the fixed bytes leaves a look, and who may not see the case finds nothing', async () => {
    const { team } = papers
    const id = await papers.begin(await team.lead(), 'questioning')
    expect((await pdf(id)).status).toBe(404)
    await papers.write(id, QUESTIONING())
    await freeze(id)
    const looks = async () => (await eventsOf('look:')).filter((one) => one.kind === 'PaperTaken/1').length
    const before = await looks()
    expect((await pdf(id, team.leader)).status).toBe(200)
    expect(await looks()).toBe(before + 1)
    expect((await pdf(id, team.outsider)).status).toBe(404)
    expect(await looks()).toBe(before + 1)
  })

  test('one person at a time types it; whoever takes over says why', async () => {
    const { team } = papers
    const id = await papers.begin(await team.lead(), 'questioning')
    const field = 'questions-and-answers' as const
    await papers.write(id, { [field]: lines('您叫什么名字？', '陈某。') })
    expect(await refusal(papers.write(id, { [field]: lines('换我来问', '好') }, team.colleague))).toHaveProperty(
      'another-records',
    )
    expect(await refusal(team.colleague.takeUpPaper({ params: { id }, body: {} }))).toHaveProperty('take-over-reason')
    await team.colleague.takeUpPaper({ params: { id }, body: { reason: '原记录人外出' } })
    await papers.write(id, { [field]: lines('换我来问', '好') }, team.colleague)
    expect((await papers.shown(id)).recorder).toMatchObject({ name: '钱二川', mine: false })
  })

  test('a page signed on paper and scanned in is bound by the code at its foot; that of another version is refused', async () => {
    const { team } = papers
    const caseId = await team.lead()
    const [id, other] = [await papers.begin(caseId, 'questioning'), await papers.begin(caseId, 'questioning')]
    for (const one of [id, other]) {
      await papers.write(one, QUESTIONING())
      await freeze(one)
    }
    const codeOf = async (one: string) =>
      (await papers.shown(one)).frozen?.places.find((place) => place.slot === 's1')?.code ?? ''
    const [mine, theirs] = [await codeOf(id), await codeOf(other)]
    expect(mine).not.toBe(theirs)
    const sheet = await pictureOf((await pdf(id)).bytes, 1, 0.5)
    const whole = Buffer.from(pngOf(sheet))
    const picture = whole.toString('base64')
    const scan = (code: string, file = picture, more: Partial<Extract<Signing, { how: 'scan' }>> = {}) =>
      team.officer.signPaper({
        params: { id },
        body: { how: 'scan', slot: 's1', page: 1, name: '陈某', code, media: 'image/png', file, ...more },
      })
    // Cut off it shows no signature; for another officer, or in another name, nobody hands one in.
    expect(await refusal(scan(mine, whole.subarray(0, 7).toString('base64')))).toHaveProperty('scan-unreadable')
    const broken = Buffer.concat([whole.subarray(0, 60), Buffer.from('IEND')]).toString('base64')
    expect(await refusal(scan(mine, broken))).toHaveProperty('scan-unreadable')
    expect(await refusal(scan(mine, picture, { name: '完全另一人' }))).toHaveProperty('name-differs')
    expect(await refusal(scan(mine, picture, { slot: 's3', name: '别人' }))).toHaveProperty('slot-of-another')
    expect(await refusal(scan(theirs))).toHaveProperty('code-of-another-version')
    expect(await refusal(scan(mine.slice(0, -4)))).toHaveProperty('code-mistyped')
    expect(await refusal(scan(`${mine.slice(0, 3)}${mine[3] === '0' ? '1' : '0'}${mine.slice(4)}`))).toHaveProperty(
      'code-mistyped',
    )
    expect(await refusal(scan(mine, Buffer.from('a text').toString('base64')))).toHaveProperty('scan-unreadable')
    const two = samplePdf('two', 2).toString('base64')
    expect(await refusal(scan(mine, two, { media: 'application/pdf' }))).toHaveProperty('scan-of-many-pages')
    // The back of the sheet shows nothing, and is told so.
    const reverse = Buffer.from(pngOf({ ...sheet, ink: new Uint8Array(sheet.ink.length) })).toString('base64')
    expect(await refusal(scan(mine, reverse))).toHaveProperty('scan-blank')
    await scan(mine.toLowerCase())
    const mark = (await papers.shown(id)).frozen?.places.find((one) => one.slot === 's1')?.mark
    expect(mark).toMatchObject({ is: 'signed', name: '陈某', scan: expect.any(String) })
    expect(mark).not.toHaveProperty('strokes')

    // What was handed in comes back as it was, and lies behind its page in the copy to read; the fixed bytes bear nothing.
    const looks = async () => (await eventsOf('look:')).flatMap((one) => one.body['copy'] ?? [])
    const before = await looks()
    const back = await team.officer.send(`${team.server.url}/api/papers/${id}/scans/s1/1`)
    expect([back.headers.get('content-type'), Buffer.from(await back.arrayBuffer()).equals(whole)]).toEqual([
      'image/png',
      true,
    ])
    const fixed = await pdf(id)
    const copy = await reading(id)
    expect(await pagesOf(copy)).toHaveLength((await pagesOf(fixed.bytes)).length + 1)
    expect(bare(await textOf(copy))).toContain(bare('陈某在纸上签名，扫描件见后页'))
    expect((await pdf(id)).bytes.equals(fixed.bytes)).toBe(true)
    expect((await looks()).slice(before.length)).toEqual(['scan', 'reading'])
    expect((await team.outsider.send(`${team.server.url}/api/papers/${id}/scans/s1/1`)).status).toBe(404)
    expect((await team.outsider.send(`${team.server.url}/api/papers/${id}/reading`)).status).toBe(404)
  })

  test('of a record of several pages each page bears a code of its own, and a scan of another page is refused', async () => {
    const { team } = papers
    const id = await papers.begin(await team.lead(), 'questioning')
    const said = Array.from({ length: 60 }, (_, i) => [`第 ${i + 1} 问，当时在做什么？`, '在收拾摊位上的东西。']).flat()
    await papers.write(id, { ...QUESTIONING(), 'questions-and-answers': lines(...said) })
    const { pages } = await freeze(id)
    expect(pages).toBeGreaterThan(2)
    const { bytes } = await pdf(id)
    const codeOf = async (page: number) =>
      (await papers.shown(id)).frozen?.places.find((place) => place.slot === 's1' && place.page === page)?.code ?? ''
    for (const [at, text] of (await pagesOf(bytes)).entries()) expect(text).toContain(await codeOf(at + 1))
    const file = Buffer.from(pngOf(await pictureOf(bytes, 2, 0.5))).toString('base64')
    const scan = (code: string) =>
      team.officer.signPaper({
        params: { id },
        body: { how: 'scan', slot: 's1', page: 2, name: '陈某', code, media: 'image/png', file },
      })
    expect(await refusal(scan(await codeOf(1)))).toHaveProperty('code-of-another-page')
    await scan(await codeOf(2))
    // Its sheet lies behind the second page, and the third comes after it.
    const texts = await pagesOf(await reading(id))
    expect(texts).toHaveLength(pages + 1)
    expect([texts[1]?.includes('第2页'), texts[2], texts[3]?.includes('第3页')]).toEqual([true, '', true])
  })

  test('a refusal to sign is noted with its reason and who saw it, and an officer does not refuse', async () => {
    const { team } = papers
    const id = await papers.begin(await team.lead(), 'questioning')
    await papers.write(id, QUESTIONING())
    await freeze(id)
    const refuse = (slot: string) =>
      team.officer.refuseSignature({
        params: { id },
        body: { slot, pages: [1], name: '陈某', reason: '对内容有异议', witness: '社区干部李某' },
      })
    expect(await refusal(refuse('s2'))).toHaveProperty('officer-signs')
    expect((await refuse('s1')).left).toBe(2)
    expect(await refusal(refuse('s1'))).toHaveProperty('signed-already')
    const own = (await papers.shown(id)).frozen?.places.find((one) => one.mine)
    const places = { slot: own?.slot ?? '', pages: [1] }
    const sign = (password: string, who = team.officer) =>
      who.signPaper({ params: { id }, body: { how: 'password', ...places, password } })
    expect(await refusal(sign('not-the-password-9'))).toHaveProperty('password-wrong')
    expect(await refusal(sign(team.colleague.password, team.colleague))).toHaveProperty('slot-of-another')
    await papers.signed(id)
    await finish(id)
    const { frozen } = await papers.shown(id)
    expect(frozen?.places.find((one) => one.slot === 's1')?.mark).toMatchObject({
      is: 'refused',
      reason: '对内容有异议',
      witness: '社区干部李某',
      by: '周立衡',
    })
    const said = bare(await textOf(await reading(id)))
    for (const words of ['陈某拒绝签名，理由：对内容有异议', '见证人：社区干部李某'])
      expect(said).toContain(bare(words))
  })

  test('a refusal whose reason is longer than its place is said on a sheet behind the page', async () => {
    const { team } = papers
    const id = await papers.begin(await team.lead(), 'questioning')
    await papers.write(id, QUESTIONING())
    const { pages } = await freeze(id)
    const reason = '认为笔录没有写明当天摊位外摆的面积，也没有写明旁边还有其他摊位一同外摆的情况。'.repeat(8)
    await team.officer.refuseSignature({
      params: { id },
      body: { slot: 's1', pages: [1], name: '陈某', reason, witness: '社区干部李某' },
    })
    const texts = await pagesOf(await reading(id))
    expect(texts).toHaveLength(pages + 1)
    expect(texts[0]).toContain(bare('陈某拒绝签名，理由和见证人见后页'))
    for (const words of [reason, '社区干部李某']) expect(texts[1]).toContain(bare(words))
  })
})

test('two people on one paper: both values are kept, and a person chooses before it is fixed', async () => {
  const { team } = papers
  const id = await papers.begin(await team.lead(), 'questioning')
  const { version = 0 } = (await papers.shown(id)).fields.find((one) => one.key === 'questioning-place') ?? {}
  const put = (value: string, base: number, who = team.officer) =>
    who.writePaper({ params: { id }, body: { edits: [{ field: 'questioning-place', value, base }] } })
  await put('一中队询问室', version)
  expect(await put('普法询问工作区', version, team.colleague)).toEqual({
    versions: { 'questioning-place': version + 1 },
    disputed: ['questioning-place'],
  })
  const { fields } = await papers.shown(id)
  expect(fields.find((one) => one.key === 'questioning-place')).toMatchObject({
    value: '一中队询问室',
    by: { by: '周立衡' },
    rivals: [{ value: '普法询问工作区', by: { by: '钱二川' } }],
  })
  const { 'questioning-place': _place, ...rest } = QUESTIONING()
  await papers.write(id, rest)
  expect(await refusal(freeze(id))).toEqual({ 'two-values': undefined })
  await put('普法询问工作区', version + 1)
  await freeze(id)
})

async function eventsOf(stream: string): Promise<{ kind: string; body: Record<string, unknown> }[]> {
  const rows = await papers.team.server.database.db
    .selectFrom('journal')
    .select(['kind', 'body'])
    .where('stream', 'like', `${stream}%`)
    .orderBy('position')
    .execute()
  return rows as never
}

describe('numbers', () => {
  const notice = async (caseId: string): Promise<string> => {
    const id = await papers.begin(caseId, 'questioning-notice')
    await papers.write(id, NOTICE())
    return id
  }
  const NOTICE = (): Partial<Record<FactKey, FactValue>> => ({
    'inquiry-matters': '占道堆放的经过',
    'appointed-at': `${day()} 15:00`,
    'appointed-place': '一中队询问室',
    'materials-to-bring': '身份证件',
    'contact-phone': '0731-0000000',
  })

  test('a notice that lacks what to bring or a telephone is not fixed, and takes no number', async () => {
    proves('changsha-county-2023/14.1')
    const id = await papers.begin(await papers.team.lead(), 'questioning-notice')
    const { 'materials-to-bring': _bring, 'contact-phone': _phone, ...rest } = NOTICE()
    await papers.write(id, rest)
    expect(await refusedFields(freeze(id))).toEqual({
      'materials-to-bring': 'changsha-county-2023/14',
      'contact-phone': 'changsha-county-2023/14',
    })
    expect((await papers.shown(id)).row.number).toBeUndefined()
  })

  test('many at once get the numbers one after another, each once; one that is voided stays taken, with the reason', async () => {
    const { team } = papers
    const caseId = await team.lead()
    const ids = await Promise.all(Array.from({ length: 6 }, () => notice(caseId)))
    const given = await Promise.all(ids.map((id) => freeze(id)))
    const year = day().slice(0, 4)
    expect(new Set(given.map((one) => one.number))).toEqual(
      new Set([1, 2, 3, 4, 5, 6].map((n) => `示县执询通〔${year}〕${n}号`)),
    )
    const [first = ''] = ids
    await team.officer.voidPaper({ params: { id: first }, body: { reason: '被询问人写错' } })
    const next = await freeze(await notice(caseId))
    expect(next.number).toBe(`示县执询通〔${year}〕7号`)
    const series = (await team.officer.listNumbers()).find((one) => one.mark === '询通')
    expect(series).toMatchObject({ last: 7, voided: [{ reason: '被询问人写错' }] })
  })

  test('fixed by two at once, a paper is fixed once and has one number', async () => {
    const { team } = papers
    const id = await notice(await team.lead())
    const both = await Promise.allSettled([freeze(id), freeze(id, team.colleague)])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const taken = (await eventsOf('numbers:')).filter((one) => one.body['paper'] === id)
    expect(taken).toHaveLength(1)
  })

  test('on the spot numbers are taken from those given out beforehand, in their order, and none when they are used up', async () => {
    // That a device without a line uses them, and none twice once it has one again, is not shown here.
    states('changsha-county-2023/28.3')
    const { team } = papers
    const rule = `${PACK}/paper-spot-decision`
    const give = (count: number, key = randomUUID()) =>
      team.leader.giveNumbers({ body: { rule, person: team.officer.person, count, key } })
    const spot = async (): Promise<string> => {
      const caseId = await team.lead({ procedure: 'simple' })
      await team.done(caseId, 'violation-ended', { by: [] })
      await team.done(caseId, 'violation-discovered', { by: [] })
      const id = await papers.begin(caseId, 'spot-decision')
      await papers.write(id, {
        party: PARTY,
        'violation-facts': '占道堆放水泥二十袋',
        'penalty-basis': [{ law: '示范县市容管理规定', article: 12, paragraph: 1 }],
        'penalty-kind': '罚款',
        'fine-amount': 100,
        'decided-at': `${day()} 10:00`,
        'decided-where': '星沙路',
      })
      return id
    }
    const [one, two, three] = [await spot(), await spot(), await spot()]
    expect(await refusal(freeze(one))).toHaveProperty('no-numbers-left')
    const key = randomUUID()
    expect(await give(2, key)).toEqual({ from: 1, to: 2 })
    expect(await give(2, key)).toEqual({ from: 1, to: 2 })
    expect((await papers.shown(one)).beforehand).toEqual({ left: 2, next: 1, gives: false })
    expect((await papers.shown(one, team.leader)).beforehand).toEqual({ left: 0, gives: true })
    const year = day().slice(0, 4)
    expect((await freeze(one)).number).toBe(`示县执当罚〔${year}〕1号`)
    expect((await freeze(two)).number).toBe(`示县执当罚〔${year}〕2号`)
    expect(await refusal(freeze(three))).toHaveProperty('no-numbers-left')
    // One that was spoiled before it was used is void with its reason; the next paper has the number after it.
    expect(await give(2)).toEqual({ from: 3, to: 4 })
    const spoil = (number: number, who = team.officer) =>
      who.spoilNumber({ body: { rule, number, reason: '雨天浸湿，无法使用' } })
    expect(await refusal(spoil(4))).toHaveProperty('not-next-slip')
    expect(await refusal(spoil(3, team.colleague))).toHaveProperty('no-numbers-left')
    await spoil(3)
    expect(await refusal(spoil(3))).toHaveProperty('not-next-slip')
    expect((await papers.shown(three)).beforehand).toEqual({ left: 1, next: 4, gives: false })
    expect((await freeze(three)).number).toBe(`示县执当罚〔${year}〕4号`)
    const series = (await team.officer.listNumbers()).find((each) => each.mark === '当罚')
    expect(series?.voided).toMatchObject([{ number: 3, reason: '雨天浸湿，无法使用' }])
    const { frozen } = await papers.shown(one)
    expect(frozen?.facts.find((fact) => fact.label === '救济途径')?.words).toMatch(/先向示范县人民政府申请行政复议/u)
  })
})

test('where a paper is wrong once it is fixed, a new version stands beside it and the old stays as it was', async () => {
  const { team } = papers
  const caseId = await team.lead()
  const id = await papers.begin(caseId, 'questioning')
  await papers.write(id, QUESTIONING())
  const { sha256 } = await freeze(id)
  const key = randomUUID()
  const correct = () => team.officer.correctPaper({ params: { id }, body: { reason: '地点写错', key } })
  expect(await correct()).toEqual({ id: key })
  expect(await correct()).toEqual({ id: key })
  const [old, fresh] = [await papers.shown(id), await papers.shown(key)]
  expect(old).toMatchObject({ corrected: { successor: key, reason: '地点写错' }, frozen: { sha256 } })
  expect(fresh).toMatchObject({ corrects: id, row: { stands: 'draft' } })
  expect(fresh.fields.find((one) => one.key === 'questioning-place')?.value).toBe('普法询问工作区')

  // A key that is another paper's corrects nothing; a new version that is voided leaves the old one to be corrected again.
  const again = (successor: string) =>
    team.officer.correctPaper({ params: { id }, body: { reason: '地点写错', key: successor } })
  await team.officer.voidPaper({ params: { id: key }, body: { reason: '又写错了' } })
  expect(await papers.shown(id)).not.toHaveProperty('corrected')
  expect(await refusal(again(await papers.begin(caseId, 'questioning')))).toHaveProperty('key-taken')
  expect(await papers.shown(id)).not.toHaveProperty('corrected')
  const next = randomUUID()
  await again(next)
  expect(await papers.shown(id)).toMatchObject({ corrected: { successor: next } })
})

test('what was fixed under an instrument that the bureau has left is opened, ended and corrected as what it was', async () => {
  await using other = await trialPapers(PRINTED)
  const { team } = other
  const caseId = await team.lead()
  const id = await fixedRecord(other, caseId)
  const from = instantOf(millisecondsOf(team.server.clock.now()) + 86_400_000).slice(0, 10) as CalendarDate
  const legal = await team.server.as('legal-section')
  await legal.chooseRuleSet({ body: { packs: ['jinzhong-2022-plan', 'jinzhong-2022-recording'], from } })
  team.server.clock.forward(2 * 86_400_000)
  await team.officer.back()
  await team.colleague.back()
  const gone = team.officer.beginPaper({
    params: { id: caseId },
    body: { rule: `${PACK}/paper-questioning`, key: randomUUID() },
  })
  expect(await refusal(gone)).toHaveProperty('paper-rule-unknown')
  expect(await other.shown(id)).toMatchObject({ row: { stands: 'signing' } })
  await other.signed(id)
  await team.officer.finishPaper({ params: { id }, body: {} })
  const key = randomUUID()
  await team.officer.correctPaper({ params: { id }, body: { reason: '地点写错', key } })
  expect(await other.shown(key)).toMatchObject({ corrects: id, row: { stands: 'draft' } })
  await team.officer.freezePaper({ params: { id: key }, body: {} })
})

test('a case that was joined or archived takes no paper any more, and none of its papers is signed', async () => {
  const { team } = papers
  const [one, other] = [await team.lead(), await team.lead()]
  const id = await papers.begin(one, 'questioning')
  await papers.write(id, QUESTIONING())
  await freeze(id)
  const own = (await papers.shown(id)).frozen?.places.find((place) => place.mine)
  await team.leader.relateCases({
    params: { id: one },
    body: { to: other, how: 'joined-into', reason: '同一现场，一并查处' },
  })
  expect(await refusal(papers.begin(one, 'questioning'))).toHaveProperty('case-joined')
  const sign = team.officer.signPaper({
    params: { id },
    body: { how: 'password', slot: own?.slot ?? '', pages: [1], password: team.officer.password },
  })
  expect(await refusal(sign)).toHaveProperty('case-joined')
  expect((await team.officer.listPapers({ params: { id: one } })).writes).toBe(false)
  await team.done(other, 'not-filed', { says: { reasons: '违法事实不成立' } })
  await team.done(other, 'archived', { says: { 'index-complete': true, 'discs-explained': true } })
  expect(await refusal(papers.begin(other, 'questioning'))).toHaveProperty('case-archived')
})
