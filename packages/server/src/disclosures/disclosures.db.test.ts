import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { disclosuresEndpoints } from '@liuhen/contract/disclosures'
import { checkDisclosure, type DisclosureProof, openSiteManifest } from '@liuhen/core/disclosures'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { NewEvent } from '@liuhen/core/journal'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { residentCheck } from '@liuhen/core/papers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { siteAt, tooHeavy } from '../../../../scripts/page-weight.ts'
import { proves } from '../../../../scripts/proves.ts'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { CHARGE, INSPECTION, REVOKED } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'
import { openJournal, sha256, sm3, verifyEd25519 } from '../ledger/index.ts'
import { papersWith } from '../papers/trial.ts'
import { keepTakes } from '../recordings/index.ts'

const PACK = 'jinzhong-2022-disclosure'
const item = (name: string) => `${PACK}/item-${name}`
let team: TrialTeam
let section: SignedIn
let office: SignedIn
beforeAll(async () => {
  team = await trialTeam({
    packs: ['jinzhong-2022-plan', PACK, 'jinzhong-2022-recording', 'jinzhong-2022-legal-review'],
    from: '2022-01-01' as CalendarDate,
    settings: [
      { key: 'disclosure.departments', value: ['法规科', '监察科'] as never },
      { key: 'disclosure.update-law.term', value: { count: 5, unit: 'working-day' } as never },
      { key: 'disclosure.update-functions.term', value: { count: 5, unit: 'working-day' } as never },
    ],
  })
  section = await team.server.another('legal-section')
  office = await team.server.another('office')
})
afterAll(() => team[Symbol.asyncDispose]())

type Form = z.input<(typeof disclosuresEndpoints)['writeDisclosure']['body']>
const FORM: Form = {
  base: 0,
  title: '公示件',
  subject: 'basis',
  department: '法规科',
  texts: {},
  cites: [],
  attachments: [],
}
const begin = async (rule: string, who: SignedIn = office) =>
  (await who.beginDisclosure({ body: { key: randomUUID(), rule: item(rule) } })).id
const list = (who: SignedIn = section) => who.listDisclosures()
const write = async (id: string, form: Partial<Form>, who: SignedIn = office) =>
  (await who.writeDisclosure({ params: { id }, body: { ...FORM, ...form } })) as { version: number; digest: never }
const submit = (id: string, body: { version: number; digest: never }, who: SignedIn = office) =>
  who.submitDisclosure({ params: { id }, body })
const check = (id: string, body: { version: number; digest: never }, who: SignedIn = section) =>
  who.checkDisclosure({ params: { id }, body })
const approve = (id: string, body: { version: number; digest: never }, who: SignedIn = team.head) =>
  who.approveDisclosure({ params: { id }, body: { ...body, password: who.password } })
const publish = (id: string, body: { version: number; digest: never }, who: SignedIn = office) =>
  who.publishDisclosure({ params: { id }, body })
/** Written, put up, checked by another, approved by the head, and on the website. */
async function published(rule: string, form: Partial<Form>): Promise<string> {
  const id = await begin(rule)
  const seen = await write(id, form)
  await submit(id, seen)
  await check(id, seen)
  await approve(id, seen)
  await publish(id, seen)
  return id
}
const get = (path: string) => fetch(`${team.server.url}/public/${path}`)
/** The site once it has caught up. */
async function site(path: string): Promise<Response> {
  for (;;) {
    if ((await list()).site.current) return get(path)
    await new Promise((later) => setTimeout(later, 20))
  }
}

const SPOT = {
  ...CHARGE,
  'fine-amount': 200,
  'certificate-shown': true,
  'rights-told': true,
  'defence-made': false,
  numbered: true,
  'decision-handed-over': true,
  'party-signed': true,
}
/** A case decided on the spot against somebody of that name. */
async function decided(party: object, more: object = {}): Promise<string> {
  const id = await team.lead({ procedure: 'simple', party: party as never })
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  const recordings = [await team.filmed('10:00', '10:15')]
  const says = { ...SPOT, ...more }
  await team.done(id, 'penalty-on-the-spot', { place: '星沙路', at: '10:00', until: '10:15', says, recordings })
  return id
}
const dueOf = async (title?: string) =>
  (await list()).tasks.find((one) => one.kind === 'publish' && (title === undefined || one.title === title))
const decision = (texts: Readonly<Record<string, string>>): Partial<Form> => ({
  title: '行政处罚决定书',
  subject: 'results',
  texts,
})

test('a decision is due to be public when nobody acts, is published masked and approved, proven to anybody, and withdrawn when it is revoked', async () => {
  proves(`${PACK}/4.1`)
  proves(`${PACK}/6.10`)
  proves(`${PACK}/11.1`)
  proves(`${PACK}/7.2`)
  proves(`${PACK}/1.1`)
  proves(`${PACK}/7.3`)
  const of = await decided({ kind: 'citizen', name: '钱大钊', born: '1980-05-01' })
  const due = await dueOf()
  expect(due).toMatchObject({ overdue: false, last: expect.any(String) })
  expect(due?.citations.map((one) => `${one.pack}/${one.article}`)).toContain('national/three-systems/publication')
  const id = due?.publication as string
  expect(await refusal(section.withholdDisclosure({ params: { id }, body: {} }))).toEqual({
    'withheld-without-ground': expect.any(String),
  })

  // The section sees the case beside the masked text, and that look is on record; the office does not see it.
  const { texts } = await section.showDisclosureSource({ params: { id }, query: {} })
  expect(texts.find((one) => one.key === 'party')).toMatchObject({ plain: '钱大钊', masked: '钱某某' })
  const looked = await team.server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', 'CaseLooked/1')
    .where('actor', '=', `person:${section.person}`)
    .execute()
  expect(looked).toMatchObject([{ body: { case: of } }])
  await expect(office.showDisclosureSource({ params: { id }, query: {} })).rejects.toMatchObject({
    problem: { status: 404 },
  })
  const filled = Object.fromEntries(texts.map((one) => [one.key, one.masked]))
  const whole = { ...filled, number: '青城管罚〔2026〕1号', facts: '钱大钊（110101199003070134）占道堆放' }
  const first = await write(id, decision(whole), section)
  expect(await refusal(submit(id, first, section))).toEqual({ 'personal-data-left': expect.any(String) })
  const seen = await write(id, { ...decision({ ...whole, facts: '钱某某占道堆放' }), base: 1 }, section)
  await submit(id, seen, section)
  expect(await refusal(check(id, seen, section))).toMatchObject({ 'own-draft': expect.any(String) })
  expect(await refusal(publish(id, seen))).toEqual({ 'version-not-approved': `${PACK}/11` })
  await check(id, seen, office)
  expect(await refusal(approve(id, seen, team.deputy))).toMatchObject({ 'post-not-held': `${PACK}/11` })
  await approve(id, seen)
  const { url } = await publish(id, seen)
  const view = await section.showDisclosure({ params: { id } })
  expect(view.versions.at(-1)?.published).toMatchObject({ url, at: expect.any(String) })

  // Anybody reads it, without signing in; nobody ever reads the name.
  const page = await site(`items/${id}.html`)
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('no-store')
  const words = await page.text()
  expect(words).toContain('钱某某占道堆放')
  expect(tooHeavy(await siteAt(`${team.server.url}/public/`))).toEqual([])
  for (const path of [`items/${id}.html`, `proofs/${id}.json`, `verify/${id}.html`, 'search-data.js', 'feed.xml'])
    expect(await (await get(path)).text()).not.toMatch(/钱大钊|110101199003070134/u)
  expect(await (await get('search-data.js')).text()).toContain('青城管罚〔2026〕1号')
  expect(await (await get('screen.html')).text()).toContain('钱某某占道堆放')
  const key = parseVerifierKey(sha256, (await (await fetch(`${team.server.url}/log/key`)).text()).trim())
  const proof = (await (await get(`proofs/${id}.json`)).json()) as DisclosureProof
  const how = { keys: [key], verify: verifyEd25519, sha256, sm3 }
  expect(await checkDisclosure(proof, { ...how, printed: seen.digest })).toMatchObject({ digest: seen.digest })
  const altered = { ...proof, document: { ...proof.document, title: '别的决定' } }
  await expect(checkDisclosure(altered, how)).rejects.toMatchObject({ obstacles: [{ code: 'document-digest' }] })
  await openSiteManifest(await (await get('manifest.json')).text(), await (await get('manifest.note')).text(), how)

  // A version after that is another: the old one stays until the new one is approved.
  const later = await write(id, { ...decision({ ...whole, facts: '钱某某占道' }), base: 2 }, section)
  expect(await refusal(publish(id, later))).toEqual({ 'version-not-approved': `${PACK}/11` })
  expect(await (await site(`items/${id}.html`)).text()).toContain('钱某某占道堆放')

  expect(await refusal(section.withdrawDisclosure({ params: { id }, body: { reason: '不想公开' } }))).toMatchObject({
    'withdrawal-without-cause': expect.any(String),
  })
  await team.approved(of, 'decision-revoked', REVOKED, team.head)
  const task = (await list()).tasks.find((one) => one.kind === 'withdraw')
  expect(task).toMatchObject({ publication: id, last: expect.any(String) })
  expect(task?.citations.map((one) => `${one.pack}/${one.article}`)).toContain('national/penalty-law/48')
  expect(
    await refusal(section.withdrawDisclosure({ params: { id }, body: { reason: '钱大钊的决定撤销' } })),
  ).toMatchObject({
    'personal-data-left': expect.any(String),
  })
  await section.withdrawDisclosure({ params: { id }, body: { reason: '认定事实的证据不足，决定已经撤销' } })
  const gone = await site(`items/${id}.html`)
  expect(gone.status).toBe(410)
  expect(gone.headers.get('cache-control')).toBe('no-store')
  const said = await gone.text()
  expect(said).toContain('认定事实的证据不足，决定已经撤销')
  expect(said).not.toContain('钱某某')
  expect((await get(`proofs/${id}.json`)).status).toBe(404)
  for (const path of ['screen.html', 'board.html', 'search-data.js', 'index.html'])
    expect(await (await get(path)).text()).not.toContain('钱某某')
  expect(await (await get('sitemap.xml')).text()).toContain(`items/${id}.html`)
})

test('of a minor nothing is published, whatever is masked: it is withheld on its ground', async () => {
  const born = `${Number(team.today().slice(0, 4)) - 16}-01-01`
  await decided({ kind: 'citizen', name: '孙小妹', born }, { grounds: 'minor' })
  const id = (await dueOf())?.publication as string
  const { texts } = await section.showDisclosureSource({ params: { id }, query: {} })
  const filled = Object.fromEntries(texts.map((one) => [one.key, one.masked]))
  const seen = await write(id, decision({ ...filled, number: '青城管罚〔2026〕2号' }), section)
  expect(await refusal(submit(id, seen, section))).toEqual({ 'may-not-be-disclosed': 'national/penalty-law/50' })
  await section.withholdDisclosure({ params: { id }, body: { ground: 'minor', reason: '当事人为未成年人' } })
  expect((await list()).withheld).toBe(1)
})

test('whose day of birth nobody typed is known by the identity number in a paper of the case, and asked for where there is none', async () => {
  const year = Number(team.today().slice(0, 4))
  // Born sixteen years ago, with the check character that the rest asks for.
  const first = `110101${year - 16}0101123`
  const idNumber = first + residentCheck(first)
  const of = await decided({ kind: 'citizen', name: '周小弟', born: '1980-05-01' })
  // As of a case of which nobody knew it when it was opened.
  await sql`update cases set state = state #- '{party,born}' where id = ${of}`.execute(team.server.database.db)
  const id = (await dueOf())?.publication as string
  const { texts } = await section.showDisclosureSource({ params: { id }, query: {} })
  const form = decision({ ...Object.fromEntries(texts.map((one) => [one.key, one.masked])), number: '3号' })
  const unknown = await write(id, form, section)
  expect(await refusal(submit(id, unknown, section))).toEqual({ 'birth-day-unknown': 'national/penalty-law/50' })
  expect((await section.showDisclosure({ params: { id } })).lacks).toMatchObject([{ field: 'born' }])
  // Typed, it is kept with the version and is no part of what is public; the youngest that is known counts.
  const typed = await write(id, { ...form, base: 1, born: '1980-05-01' as CalendarDate }, section)
  const events = await team.server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', 'PublicationWritten/1')
    .where('stream', '=', `publication:${id}`)
    .orderBy('version')
    .execute()
  expect(events.map((one) => one.body)).toMatchObject([{ version: 1 }, { version: 2, born: '1980-05-01' }])
  expect(events.map((one) => (one.body as { content: object }).content)).not.toContainEqual(
    expect.objectContaining({ born: expect.anything() }),
  )
  const papers = papersWith(team)
  const paper = await papers.begin(of, 'spot-decision', team.officer, 'national')
  await papers.write(paper, { party: { kind: 'citizen', name: '周小弟', idNumber } })
  expect(await refusal(submit(id, typed, section))).toEqual({ 'may-not-be-disclosed': 'national/penalty-law/50' })
  await papers.write(paper, { party: { kind: 'citizen', name: '周小弟' } })
  await submit(id, typed, section)
  // A later version need not be told again.
  await submit(id, await write(id, { ...form, base: 2 }, section), section)
  // Written with blanks, as on a form, it is the number all the same.
  await papers.write(paper, {
    party: { kind: 'citizen', name: '周小弟', idNumber: idNumber.replace(/^(.{6})(.{8})/u, '$1 $2 ') },
  })
  await section.withholdDisclosure({ params: { id }, body: { ground: 'minor', reason: '当事人为未成年人' } })
  const after = await write(id, { ...form, base: 3 }, section)
  expect(await refusal(submit(id, after, section))).toEqual({ 'may-not-be-disclosed': 'national/penalty-law/50' })
  await section.withholdDisclosure({ params: { id }, body: { ground: 'minor', reason: '当事人为未成年人' } })
})

const WHOLE = {
  organisation: { names: '局机关、法规科', powers: '处罚', kinds: '城管', areas: '全县', officers: '名册' },
  entrustment: { basis: '某法', matters: '巡查', period: '一年', authority: '县政府' },
  penalties: { basis: '某条例', kinds: '罚款', range: '二百元以下', procedure: '普通程序' },
  licences: {
    matter: '占道',
    basis: '某条例',
    conditions: '必要',
    number: '不限',
    procedure: '申请',
    period: '十日',
    fee: '不收',
    materials: '申请书',
    application: '示范文本',
  },
  fees: { matter: '垃圾费', basis: '某文件', rate: '每户五元' },
  coercion: { kinds: '扣押', powers: '本局', scope: '工具', conditions: '必要', procedure: '审批', manner: '当场' },
  levies: { basis: '某法', powers: '本局', compensation: '按价', amount: '一百', procedure: '公告' },
  inspections: { inspections: '五月检查十次' },
  discretion: { standards: '分三档' },
  'flow-charts': { chart: '处罚流程' },
  rights: { rights: '陈述、申辩' },
  remedies: { ways: '复议', manner: '书面', terms: '六十日' },
  complaints: { manner: '电话', ways: '12345' },
  contact: { telephone: '0731-1', address: '星沙路', 'e-mail': 'a@b.cn', website: 'cg.cn' },
  other: { text: '其他' },
} as const

test.each([
  ['6.4', 'licences', 'materials'],
  ['6.5', 'fees', 'basis'],
  ['6.6', 'coercion', 'conditions'],
  ['6.7', 'levies', 'compensation'],
] as const)(
  '%s: an item without one of its texts is not put up, and the text and the article are named',
  async (obligation, name, text) => {
    proves(`${PACK}/${obligation}`)
    const id = await begin(name)
    const { [text as never]: _left, ...rest } = WHOLE[name] as Record<string, string>
    const seen = await write(id, { texts: rest })
    expect(await refusal(submit(id, seen))).toEqual({ 'text-missing': `${PACK}/6` })
    expect((await office.showDisclosure({ params: { id } })).lacks).toMatchObject([{ field: `texts.${text}` }])
  },
)

test('a chart wants its picture, an item its subject, another form its law, and an announcement its day', async () => {
  proves(`${PACK}/6.11`)
  proves(`${PACK}/3.1`)
  proves(`${PACK}/7.1`)
  proves(`${PACK}/7.5`)
  proves(`${PACK}/7.6`)
  proves(`${PACK}/6.16`)
  const chart = await begin('flow-charts')
  expect(await refusal(submit(chart, await write(chart, { texts: WHOLE['flow-charts'] })))).toEqual({
    'attachment-missing': `${PACK}/6`,
  })
  const { subject: _none, ...without } = FORM
  await expect(
    office.writeDisclosure({ params: { id: chart }, body: { ...without, base: 1 } as never }),
  ).rejects.toMatchObject({ problem: { obstacles: [{ code: 'subject-missing', field: 'subject' }] } })
  const id = await published('other', { title: '公告一件', texts: WHOLE.other })
  expect(await (await site(`items/${id}.html`)).text()).toContain('公告一件')
  const { version, digest } = (await office.showDisclosure({ params: { id } })).versions[0] as never
  const show = (shown: object) =>
    office.noteDisclosureShown({ params: { id }, body: { version, digest, shown: shown as never } })
  expect(await refusal(show({ form: 'announcement', title: '公告' }))).toEqual({ 'shown-without-from': `${PACK}/6` })
  expect(await refusal(show({ form: 'by-law' }))).toEqual({ 'shown-without-source': `${PACK}/6` })
  await show({ form: 'announcement', title: '公告', from: team.today() })
  await show({ form: 'board', place: '办事大厅', from: team.today() })
  const forms = (await office.showDisclosure({ params: { id } })).shown.map((one) => one.shown.form)
  expect(forms).toEqual(['announcement', 'board'])
  // On the board alone it counts for nothing.
  await office.endDisclosure({ params: { id }, body: { why: 'superseded', reason: '另有新的公告' } })
  const { missing = [] } = (await list()).departments.find((one) => one.name === '法规科') ?? {}
  expect(missing.find((one) => one.rule === item('other'))).toMatchObject({ elsewhere: true })
})

test('what is missing is told by department; the counter for complaints stands on every page; a law repealed and an officer gone make updates due', async () => {
  proves(`${PACK}/6.12`)
  proves(`${PACK}/6.13`)
  proves(`${PACK}/6.14`)
  proves(`${PACK}/8.1`)
  proves(`${PACK}/2.1`)
  proves(`${PACK}/5.1`)
  proves(`${PACK}/6.1`)
  proves(`${PACK}/6.2`)
  proves(`${PACK}/6.17`)
  proves(`${PACK}/7.4`)
  proves(`${PACK}/9.1`)
  proves('jinzhong-2022-plan/3-1.1')
  proves('jinzhong-2022-plan/3-1.4')
  const missing = async (department = '法规科') =>
    (await list()).departments.find((one) => one.name === department)?.missing ?? []
  expect((await list()).departments.map((one) => one.name)).toEqual(['法规科', '监察科'])
  expect(await missing('监察科')).toHaveLength(15)
  expect((await missing()).map((one) => one.rule)).toEqual(
    expect.arrayContaining([item('rights'), item('remedies'), item('complaints')]),
  )
  const cited = { cites: ['某某县市容条例'] }
  const ids = [
    await published('penalties', {
      ...cited,
      title: '处罚依据',
      texts: WHOLE.penalties,
      entry: { number: 'QZ-01', name: '占道处罚' },
    }),
    await published('rights', { ...cited, title: '相对人权利', texts: WHOLE.rights, stage: 'during' }),
    await published('remedies', { ...cited, title: '救济途径', texts: WHOLE.remedies }),
  ]
  await write(ids[1] as string, {
    title: '相对人权利',
    texts: { rights: '新稿，还没有审定' },
    stage: 'during',
    base: 1,
  })
  await published('complaints', { title: '投诉举报', texts: WHOLE.complaints })
  const entrusted = { title: '委托', texts: WHOLE.entrustment, until: team.today() }
  const entrustment = await published('entrustment', entrusted)
  // A new officer stands in the register, and with the next version on the website.
  const newcomer = await team.server.another('officer')
  const register = await begin('organisation')
  const { texts } = await office.showDisclosureSource({ params: { id: register }, query: {} })
  const roll = texts.find((one) => one.key === 'officers')?.masked ?? ''
  expect(roll).toContain(`人${newcomer.userName}，青溪县城市管理局，执法证 ${newcomer.userName}`)
  const officers = await published('organisation', {
    title: '执法人员',
    texts: { ...WHOLE.organisation, officers: roll },
  })
  const left = (await missing()).map((one) => one.rule)
  for (const one of ['rights', 'remedies', 'complaints', 'penalties']) expect(left).not.toContain(item(one))
  const index = await (await site('index.html')).text()
  expect(await (await get(`items/${officers}.html`)).text()).toContain(`执法证 ${newcomer.userName}`)
  const entry = await (await get(`items/${ids[0]}.html`)).text()
  for (const words of ['QZ-01', '占道处罚', ...Object.values(WHOLE.penalties)]) expect(entry).toContain(words)
  const booklet = await (await get('booklet.html')).text()
  expect(booklet).toContain('陈述、申辩')
  expect(booklet).not.toContain('新稿')
  for (const path of ['index.html', 'screen.html', `items/${ids[0]}.html`, `verify/${ids[0]}.html`, 'search.html'])
    expect(await (await get(path)).text()).toContain('12345')
  expect(index).toContain('处罚依据')
  expect(await (await get('screen.html')).text()).toContain('陈述、申辩')
  expect((await list()).rows.filter((one) => one.stage === 'during')).toMatchObject([
    { title: '相对人权利', publishedAt: expect.any(String), url: expect.any(String) },
  ])

  const updates = async () => (await list()).tasks.filter((one) => one.kind === 'update')
  expect((await updates()).map((one) => one.publication)).toEqual([entrustment])
  const since = dayOf(instantOf(millisecondsOf(team.server.clock.now()) + 86_400_000))
  expect(await section.noteLawChange({ body: { law: '某某县市容条例', since, what: '废止' } })).toEqual({ count: 3 })
  expect(await updates()).toHaveLength(1)
  await team.later(1)
  await Promise.all([section.back(), office.back()])
  const due = (await updates()).filter((one) => one.publication !== entrustment)
  expect(new Set(due.map((one) => one.publication))).toEqual(new Set(ids))
  expect(due).toHaveLength(ids.length)
  expect(due[0]).toMatchObject({
    last: expect.any(String),
    department: '法规科',
    citations: [{ pack: PACK, article: '8' }],
  })
  const system = await team.server.as('system-administrator')
  await system.suspendPerson({ params: { id: team.outsider.person }, body: { reason: '调离' } })
  expect((await updates()).find((one) => one.publication === officers)).toMatchObject({
    last: expect.any(String),
    citations: [{ pack: PACK, article: '9' }],
  })
})

test('what a catalogue, the register of inspections and the organisation say is taken from there, and their changes make updates due', async () => {
  const said = async (id: string, month?: string) => {
    const { texts } = await office.showDisclosureSource({ params: { id }, query: month === undefined ? {} : { month } })
    return Object.fromEntries(texts.map((one) => [one.key, one.masked]))
  }
  const updates = async (id: string) =>
    (await list()).tasks.filter((one) => one.kind === 'update' && one.publication === id)
  const adopt = async (reason: string, changed = (rows: string) => rows): Promise<void> => {
    const path = new URL('../../../cli/src/demo/catalogue.yaml', import.meta.url)
    const file = Buffer.from(changed(await readFile(path, 'utf8'))).toString('base64')
    const body = { fileName: '示例.yaml', file, check: false, from: team.today(), reason }
    expect(await section.adoptCatalogue({ body })).toMatchObject({ adopted: true })
  }
  await adopt('示例市裁量基准印发')

  proves(`${PACK}/6.3`)
  const penalties = await said(await begin('penalties'))
  const line = (key: string) => penalties[key]?.split('\n').find((one) => one.includes('摆摊设点')) ?? ''
  expect(line('basis')).toContain('《示例市市容管理办法（示例）》第十条第一款')
  expect(line('kinds')).toMatch(/：警告、罚款$/)
  expect(line('range')).toContain('公民 50–500 元；单位 500–5000 元')
  expect(line('procedure')).toContain('普通程序')
  const { causes } = await section.listCauses({ query: { on: team.today(), decided: team.today() } })
  const inForce = causes.filter((one) => one.atDecision !== undefined)
  for (const key of ['basis', 'kinds', 'range', 'procedure'])
    expect(penalties[key]?.split('\n')).toHaveLength(inForce.length)
  const shown = await published('penalties', { title: '处罚目录', texts: penalties })
  const page = await (await site(`items/${shown}.html`)).text()
  for (const one of inForce) expect(page).toContain(one.generations[one.atDecision ?? 0]?.title.zh ?? '-')
  // Each item is there with its basis, kinds, range and procedure.
  const shownWords = page
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s/gu, '')
  for (const key of ['basis', 'kinds', 'range', 'procedure'])
    for (const each of penalties[key]?.split('\n') ?? []) expect(shownWords).toContain(each.replaceAll(/\s/gu, ''))

  proves(`${PACK}/6.9`)
  const table = await said(await begin('discretion'))
  expect(table['standards']).toContain('轻微（公民，初次，劝导后离开（示例））50–100 元')
  const discretion = await published('discretion', { title: '裁量基准', texts: table })
  expect(await updates(discretion)).toEqual([])
  // The same file again changes nothing, and nothing is out of date.
  await adopt('重新导入')
  expect(await updates(discretion)).toEqual([])
  await adopt('裁量基准修订', (rows) => rows.replace('劝导后离开（示例）', '劝导后即离开（示例）'))
  expect(await updates(discretion)).toMatchObject([
    { last: expect.any(String), why: { zh: expect.stringContaining('裁量基准修订') }, citations: [{ pack: PACK }] },
  ])

  proves(`${PACK}/6.8`)
  const month = team.today().slice(0, 7)
  const inspections = await begin('inspections')
  const before = await said(inspections, month)
  const inspect = async () => {
    const id = await team.lead()
    const recordings = [await team.filmed('09:30', '09:50')]
    await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
    return id
  }
  const [clean] = [await inspect(), await inspect()]
  await team.done(clean, 'not-filed', { says: { reasons: '没有发现违法行为' } })
  const counted = (words: string) => [...words.matchAll(/(\d+) 次/gu)].map(([, n]) => Number(n))
  const [now, then] = [await said(inspections, month), before].map((one) => counted(one['inspections'] ?? ''))
  expect(now).toEqual(then?.map((n, i) => n + ([2, 0, 1, 1][i] ?? 0)))
  const rows = (await team.officer.listCases({ query: {} })).rows
  const views = await Promise.all(rows.map((one) => team.officer.showCase({ params: { id: one.id } })))
  const begun = views.filter((one) => {
    const acts = one.acts.map(({ act }) => act)
    const [seen, filed] = [acts.indexOf('site-inspected'), acts.indexOf('case-filed')]
    return seen >= 0 && (filed < 0 || seen < filed)
  })
  expect(now?.[0]).toBe(begun.length)
  expect((await said(inspections, '2020-05'))['inspections']).toContain('2020 年 5 月现场检查 0 次')

  proves(`${PACK}/6.15`)
  const system = await team.server.as('system-administrator')
  const [bureau] = await system.listUnits()
  const { id, ...facts } = bureau as NonNullable<typeof bureau>
  const reached = {
    telephone: '0731-84000000',
    address: '星沙街道1号',
    'e-mail': 'cg@example.cn',
    website: 'cg.example.cn',
  }
  const reach = (telephone: string) =>
    system.changeUnit({ params: { id }, body: { ...facts, contact: { ...reached, telephone } } })
  await reach('0731-84000000')
  const contact = await published('contact', { title: '联系方式', texts: await said(await begin('contact')) })
  expect(await (await site(`items/${contact}.html`)).text()).toContain('0731-84000000')
  expect(await updates(contact)).toEqual([])
  const others = (await list()).tasks.length
  await reach('0731-85000000')
  expect(await updates(contact)).toMatchObject([
    { department: '法规科', last: expect.any(String), why: { zh: expect.stringContaining('联系方式变动') } },
  ])
  // Nothing else is out of date with a telephone.
  expect((await list()).tasks).toHaveLength(others + 1)
})

test('footage hangs on nothing that is public before making it public was approved, whatever is agreed of the item', async () => {
  proves('jinzhong-2022-recording/19.2')
  const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('what the camera saw')])
  const digest = createHash('sha256').update(picture).digest('hex')
  const recording = await team.filmed('11:00', '11:10')
  const still = {
    kind: 'still',
    original: '0'.repeat(64),
    sha256: digest,
    sm3: '0'.repeat(64),
    bytes: picture.length,
    mediaType: 'image/jpeg',
    tool: 'trial',
    recipe: '1',
    parameters: {},
  }
  const made = {
    stream: `recording:${recording}`,
    version: 4,
    at: team.server.clock.now(),
    actor: 'system',
    kind: 'DerivativeMade/1',
    body: still,
  } as NewEvent
  await team.server.database.db
    .transaction()
    .execute((trx) => openJournal({ reactions: [keepTakes] }).write(trx, [made]))

  const id = await begin('other')
  const form = {
    title: '现场照片',
    texts: WHOLE.other,
    attachments: [{ name: '现场.jpg', media: 'image/jpeg' as const, file: picture.toString('base64') }],
  }
  const unapproved = { 'footage-not-released': 'jinzhong-2022-recording/19' }
  expect(await refusal(write(id, form))).toEqual(unapproved)
  expect((await office.showDisclosure({ params: { id } })).versions).toEqual([])
  const ask = { use: 'publish' as const, whom: 'work' as const, recordings: [recording], reason: '普法宣传', times: 3 }
  const { id: request } = await section.askRequest({ body: { ...ask, days: 3, key: randomUUID() } })
  expect(await refusal(write(id, form))).toEqual(unapproved)
  await section.decideSetting({ params: { key: 'access.provide.approver' }, body: { value: '行政机关主要负责人' } })
  await section.putUpRequest({ params: { id: request } })
  expect(await refusal(write(id, form))).toEqual(unapproved)
  const waiting = (await team.head.listApprovals()).mine.find((one) => one.matter?.id === request)
  await team.head.signApproval({
    params: { id: waiting?.id ?? '' },
    body: { opinion: 'agreed', password: team.head.password },
  })
  const seen = await write(id, form)
  await submit(id, seen)
  await check(id, seen)
  await approve(id, seen)
  // What is marked after it was released is not published all the same; once the mark is lifted it may be.
  const mark = { kind: 'privacy' as const, reason: '拍到路人的脸', readers: [] }
  const marked = await section.markSecret({ params: { id: recording }, body: mark })
  expect(await refusal(publish(id, seen))).toEqual({ 'secret-private': undefined })
  await team.head.liftSecret({ params: { id: recording, ...marked }, body: { reason: '已遮挡' } })
  await section.endRequest({ params: { id: request }, body: { reason: '不再公开' } })
  expect(await refusal(publish(id, seen))).toEqual(unapproved)
})

test('a question about what is public is open with whoever was named for it until they answer', async () => {
  proves(`${PACK}/10.1`)
  const id = await published('fees', { title: '垃圾费', texts: WHOLE.fees })
  const body = {
    key: randomUUID(),
    sort: 'explanation',
    from: '某先生',
    words: '按户还是按人',
    assigned: section.person,
  }
  const { id: question } = await office.askDisclosureQuestion({ params: { id }, body: body as never })
  const of = async (who: SignedIn) => (await list(who)).questions.find((one) => one.id === question)
  expect(await of(section)).toMatchObject({ mine: true, assigned: { id: section.person } })
  expect((await of(section))?.answered).toBeUndefined()
  const answer = (who: SignedIn) => who.answerDisclosureQuestion({ params: { id: question }, body: { words: '按户' } })
  expect(await refusal(answer(office))).toEqual({ 'not-assigned': undefined })
  await answer(section)
  expect((await of(office))?.answered).toMatchObject({ words: '按户' })
})

test('a decision is public as it was decided and as the table of credit takes it, and figures of a year lead to their cases', async () => {
  await decided({ kind: 'organisation', name: '某商行' })
  const id = (await dueOf())?.publication as string
  const { texts } = await section.showDisclosureSource({ params: { id }, query: {} })
  const filled = { ...Object.fromEntries(texts.map((one) => [one.key, one.masked])), number: '青城管罚〔2026〕3号' }
  const table = () => section.send(`${team.server.url}/api/disclosure-credit.csv`)
  let base = 0
  const written = (more: Readonly<Record<string, string>>) =>
    write(id, { ...decision({ ...filled, ...more }), base: base++ }, section)
  const refused = async (more: Readonly<Record<string, string>>) => refusal(submit(id, await written(more), section))
  // A row that the platform would not take stands in the way of its publication, and not of the rows of others.
  expect(await refused({ 'party-code': '91430121MA4L16JQ9C' })).toEqual({ 'credit-row-wrong': undefined })
  // What everybody reads is what was decided: its day, its kind and its sums.
  const whole = { 'party-code': '91350100M000100Y43' }
  for (const more of [
    { 'decided-on': '2020-01-01' },
    { kind: '警告' },
    { content: '罚款人民币 5 元' },
    { party: '某某公司' },
  ])
    expect(await refused({ ...whole, ...more })).toEqual({ 'not-as-decided': expect.any(String) })
  const seen = await written(whole)
  await submit(id, seen, section)
  await check(id, seen, office)
  await approve(id, seen)
  await publish(id, seen)
  // Nor is it withheld as a minor's where the case says otherwise, or nothing.
  const minor = { ground: 'minor', reason: '当事人为未成年人' }
  expect(await refusal(section.withholdDisclosure({ params: { id }, body: minor }))).toEqual({
    'ground-not-so': expect.any(String),
  })
  // That it ends before its last day is for the head in person, as its withdrawal is.
  const ending = { params: { id }, body: { why: 'credit-repaired' as const, reason: '信用修复决定' } }
  expect(await refusal(section.endDisclosure(ending))).toEqual({ 'end-without-head': expect.any(String) })
  const csv = await (await table()).text()
  expect(csv.split('\r\n')[0]).toMatch(/^\u{FEFF}?行政相对人名称,行政相对人类别,统一社会信用代码/u)
  expect(csv).toContain('某商行,法人及非法人组织,91350100M000100Y43')
  const running = Number(team.today().slice(0, 4))
  const { figures } = await section.disclosureFigures({ params: { year: running } })
  const spot = figures.find((one) => one.figure === 'on-the-spot')
  expect(spot?.value).toBe(spot?.rows.length)
  expect(figures.find((one) => one.figure === 'fines')?.value).toBe((spot?.value ?? 0) * 200)

  // Withdrawn to be put right while the decision stands, it is due to be public anew, and can be.
  await team.head.withdrawDisclosure({ params: { id }, body: { reason: '文字有误，更正后再公布' } })
  const again = (await dueOf())?.publication as string
  expect([again === id, (await list()).rows.find((one) => one.id === again)?.stands]).toEqual([false, 'due'])
  const corrected = await write(again, { ...decision({ ...filled, ...whole }), base: 0 }, section)
  await submit(again, corrected, section)
  await check(again, corrected, office)
  await approve(again, corrected)
  await publish(again, corrected)
  expect((await site(`items/${again}.html`)).status).toBe(200)
  expect((await site(`items/${id}.html`)).status).toBe(410)
})

test('the figures of a year are those of the cases, under their names, and of a year that is over', async () => {
  const year = Number(team.today().slice(0, 4))
  const { id } = await section.beginDisclosure({ body: { key: randomUUID(), rule: 'national/item-annual-figures' } })
  let base = 0
  const lacks = async (of: number, figures: string) => {
    const form = { title: '年度总体情况', subject: 'results' as const, texts: { year: String(of), figures } }
    return refusal(submit(id, await write(id, { ...form, base: base++ }, section), section))
  }
  expect(await lacks(year, '另见附表')).toEqual({ 'year-not-over': expect.any(String) })
  expect(await lacks(year - 1, '行政处罚决定（件） 9999')).toEqual({ 'figure-differs': expect.any(String) })
  const { figures } = await section.disclosureFigures({ params: { year: year - 1 } })
  const told = figures.map(({ name, value }) => `${name.zh} ${value}`)
  const form = { year: String(year - 1), figures: [...told, '系统启用以前的纸质案件（件，见档案目录） 12'].join('\n') }
  const seen = await write(id, { title: '年度总体情况', subject: 'results', texts: form, base }, section)
  await submit(id, seen, section)
})

test('the signed site is carried over whole: a folder with every file of its manifest', async () => {
  // The site is written anew after each publication: between the two questions it may be another one.
  await vi.waitFor(
    async () => {
      const zip = await section.send(`${team.server.url}/api/disclosure-site.zip`)
      expect(zip.status).toBe(200)
      const bytes = Buffer.from(await zip.arrayBuffer())
      const { files } = (await (await get('manifest.json')).json()) as { files: Readonly<Record<string, unknown>> }
      const paths = [...Object.keys(files), 'manifest.note']
      expect(paths.filter((path) => !bytes.includes(`public/${path}`))).toEqual([])
    },
    { timeout: 120_000, interval: 500 },
  )
})

test('a decision of a day before the regulation was made public is none of its items; one of that day is', async () => {
  proves(`${PACK}/12.1`)
  const ruleOf = async (day: string) => {
    const on = day as CalendarDate
    const id = await team.lead({
      procedure: 'simple',
      on,
      party: { kind: 'citizen', name: `赵某${day}`, born: '1980-05-01' as CalendarDate },
    })
    for (const act of ['violation-ended', 'violation-discovered'] as const) await team.done(id, act, { on, by: [] })
    await team.done(id, 'penalty-on-the-spot', { on, place: '星沙路', at: '10:00', until: '10:15', says: SPOT })
    const row = (await list()).rows.find((one) => one.decidedOn === on)
    return row?.rule
  }
  expect(await ruleOf('2022-01-29')).not.toBe(item('decisions'))
  expect(await ruleOf('2022-01-30')).toBe(item('decisions'))
})
