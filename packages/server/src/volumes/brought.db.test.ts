import { randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { ProblemError } from '@liuhen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { filedCase, FINE, INSPECTION } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'
import { papersWith, PRINTED } from '../papers/trial.ts'
import { closedCase, confirmed, filed, filledVolume, samplePdf } from './trial.ts'

/** A paper that was brought in is what whoever brought it says it is, until somebody else has looked at each of its pages. */
const C = 'changsha-county-2023'
const CLOSING = `${C}/paper-case-closing`
const REPORT = `${C}/paper-investigation-report`
let team: TrialTeam
let custodian: SignedIn
beforeAll(async () => {
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
  const legal = await team.server.as('legal-section')
  await legal.decideSetting({ params: { key: 'custodian.person' }, body: { value: '档案室' } })
  custodian = await team.server.another('custodian')
})
afterAll(() => team[Symbol.asyncDispose]())

const shown = (id: string, who = team.officer) => who.showVolume({ params: { id } })
const confirm = (id: string, material: string, who: SignedIn) =>
  who.confirmMaterial({ params: { id, material }, body: { reason: '与签名的原件一致' } })
const opened = (id: string, material: string, page: number, who: SignedIn) =>
  who.send(`${team.server.url}/api/cases/${id}/volume/materials/${material}/pages/${page}`)
const bind = (id: string) => team.officer.bindVolume({ params: { id }, body: {} })
const lacks = async (id: string) => (await shown(id)).lacks.filter((one) => one.code === 'material-unconfirmed')

/** What was refused, in words. */
async function told(act: Promise<unknown>): Promise<string> {
  const thrown = await act.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof ProblemError) return thrown.problem.obstacles.map((one) => one.message.zh).join('\n')
  throw new Error('it was not refused')
}

const store = (
  id: string,
  pdf: Buffer,
  more: { rule?: string; title?: string; key?: string; blanks?: true } = {},
  who = team.officer,
) =>
  who.fileMaterial({
    params: { id },
    body: {
      key: randomUUID(),
      title: '结案审批表',
      author: '一中队',
      on: team.today(),
      file: pdf.toString('base64'),
      ...more,
    },
  })

test('a paper brought in keeps the volume open until a second person has opened every page and confirmed it', async () => {
  const { id } = await closedCase(team)
  const { key: material } = await filed(team, id, { rule: CLOSING, title: '结案审批表', pages: 2, claimed: true })
  await filledVolume(team, id)
  const [lack] = await lacks(id)
  const { name } = await team.officer.whoAmI()
  expect(lack?.message.zh).toBe(`存入的《结案审批表》：${name}说它是《结案审批表》，还没有第二人逐页核对（共 2 页）`)
  expect(lack).toMatchObject({
    at: { material },
    citations: expect.arrayContaining([expect.objectContaining({ pack: C })]),
  })
  expect(await refusal(bind(id))).toEqual({ 'material-unconfirmed': expect.stringContaining(`${C}/`) })
  const item = async () =>
    (await team.officer.scoreCase({ params: { id } })).deductions.filter((one) => one.item.endsWith('/papers')).length
  expect(await item()).toBe(1)

  // Not by who stored it, however often they open it; not by who has not opened each page; not by who has no part in the case.
  for (const page of [1, 2]) expect((await opened(id, material, page, team.officer)).status).toBe(200)
  expect(await refusal(confirm(id, material, team.officer))).toEqual({
    'confirmed-by-another': lack?.citations[0] && `${C}/${lack.citations[0].article}`,
  })
  await expect(confirm(id, material, team.outsider)).rejects.toThrow()
  expect((await shown(id, team.colleague)).materials[0]).toMatchObject({ unseen: [1, 2] })
  const page = await opened(id, material, 2, team.colleague)
  const bytes = Buffer.from(await page.arrayBuffer())
  expect([page.status, bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  expect((await shown(id, team.colleague)).materials[0]).toMatchObject({ unseen: [1] })
  expect(await told(confirm(id, material, team.colleague))).toBe('第 1 页您还没有打开看过：逐页看过才能核对')
  expect((await opened(id, material, 3, team.colleague)).status).toBe(404)
  expect(await lacks(id)).toHaveLength(1)

  await opened(id, material, 1, team.colleague)
  await opened(id, material, 1, team.colleague)
  await confirm(id, material, team.colleague)
  expect(await refusal(confirm(id, material, team.leader))).toHaveProperty('material-confirmed')
  const [one] = (await shown(id)).materials
  expect(one).toMatchObject({
    filed: { by: name },
    claims: { title: { zh: '结案审批表' } },
    confirmed: { by: (await team.colleague.whoAmI()).name, reason: '与签名的原件一致' },
  })
  const { rows } = await team.server.database.pool.query<{ kind: string }>(
    `select kind from journal where stream = $1 and body ->> 'material' = $2 order by position`,
    [`volume:${id}`, material],
  )
  expect(rows.map((each) => each.kind)).toEqual(['MaterialPageSeen/1', 'MaterialPageSeen/1', 'MaterialConfirmed/1'])
  expect([await lacks(id), await item()]).toEqual([[], 0])
  await bind(id)
  await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '1' } })
})

test('a step that wants a paper is not met by a file that somebody says it is', async () => {
  const id = await filedCase(team)
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  const by = [team.officer.person, team.colleague.person]
  const form = () => ({ on: team.today(), by, key: randomUUID() })
  const says = { 'evidence-listed': true }
  await team.officer.doAct({ params: { id }, body: { act: 'investigation-ended', says, ...form() } })
  const put = () =>
    team.officer.askApproval({ params: { id }, body: { act: 'handling-approved', says: FINE, ...form() } })
  const report = await filed(team, id, { rule: REPORT, title: '案件调查终结报告', claimed: true })
  expect(await refusal(put())).toEqual({ 'step-handling-reported': `${C}/18` })
  await confirmed(team, id, report, team.leader)
  expect(await put()).toMatchObject({ id: expect.any(String) })
})

test('a paper that goes with another is wanted until it is confirmed', async () => {
  const papers = papersWith(team)
  const id = await filedCase(team)
  const opinion = await papers.begin(id, 'expert-opinion')
  await papers.write(opinion, { 'expert-opinion': '事实清楚，裁量适当。' })
  const fix = () => team.officer.freezePaper({ params: { id: opinion }, body: {} })
  await filed(team, id, { rule: `${C}/paper-expert-minutes`, title: '专家论证会议记录' })
  const attendance = await filed(team, id, { rule: `${C}/paper-expert-attendance`, title: '签到表', claimed: true })
  expect(await told(fix())).toContain('《专家论证签到表》')
  await confirmed(team, id, attendance, team.colleague)
  await fix()
})

/** A sheet as a scanner sends it: a picture on each page, of such shades. */
function scanned(pages: readonly Uint8Array[]): Buffer {
  const drawn = 'q 595 0 0 842 0 0 cm /Im0 Do Q'
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>']
  const kids = pages.map((_, i) => `${3 + 3 * i} 0 R`)
  objects.push(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`)
  for (const [i, page] of pages.entries()) {
    const data = deflateSync(page).toString('latin1')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im0 ${5 + 3 * i} 0 R >> >> /Contents ${4 + 3 * i} 0 R >>`,
      `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      `<< /Type /XObject /Subtype /Image /Width 200 /Height 300 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode /Length ${data.length} >>\nstream\n${data}\nendstream`,
    )
  }
  let file = '%PDF-1.4\n'
  const places = objects.map((one, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${one}\nendobj\n`
    return at
  })
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
const white = new Uint8Array(200 * 300).fill(246)
const written = (seed: number) => white.map((one, i) => ((i + seed) % 61 === 0 ? 30 : one))

test('a scanned sheet without ink is told to who brings it in, and kept only where they say that it is meant', async () => {
  const { id } = await closedCase(team)
  expect(await told(store(id, scanned([white]), { rule: CLOSING }))).toContain('1 页都是空白')
  const sheets = scanned([written(1), white, written(2)])
  expect(await told(store(id, sheets, { rule: CLOSING }))).toContain('第 2 页看不到任何内容')
  expect((await shown(id)).materials).toEqual([])
  await store(id, sheets, { rule: CLOSING, blanks: true })
  const filings = await team.server.database.db
    .selectFrom('journal')
    .select('body')
    .where('stream', '=', `volume:${id}`)
    .where('kind', '=', 'MaterialFiled/1')
    .execute()
  expect(filings.map(({ body }) => (body as { blank?: number[] }).blank)).toEqual([[2]])
  await store(id, scanned([written(3)]), { title: '情况说明' })
})

test('garbage, blank pages, and a file that stands for another paper are no paper of the case', async () => {
  const { id } = await closedCase(team)
  const other = await closedCase(team)
  expect(await told(store(id, Buffer.from('not a paper')))).toContain('请存入 PDF 文件')
  expect(await told(store(id, Buffer.from(`%PDF-1.4\n${'x'.repeat(400)}\n%%EOF\n`), { rule: CLOSING }))).toContain(
    '读不出来',
  )
  const blank = Buffer.from(samplePdf('seen').toString('latin1').replace('(seen 1) Tj', '(      ) Tj'), 'latin1')
  expect(await told(store(id, blank, { rule: CLOSING }))).toBe(
    '《结案审批表》的 PDF 1 页都是空白：请核对是不是扫描了反面',
  )
  expect((await shown(id)).materials).toEqual([])

  const sheet = samplePdf('one sheet')
  await store(id, sheet, { rule: CLOSING })
  const twice = '这个文件已经是本案的《结案审批表》：一个文件只能是一份文书，请存入这一份自己的扫描件'
  const decision = { rule: `${C}/paper-spot-decision`, title: '当场处罚决定书' }
  expect(await told(store(id, sheet, decision))).toBe(twice)
  // Of another case nothing is told.
  expect(await told(store(other.id, sheet, decision))).toContain('这个文件已经是另一案件的文书')
  expect(await refusal(store(other.id, sheet, { title: '情况说明' }))).toHaveProperty('stands-for-another')
  // An appraisal of goods of two cases lies in the files of both, and is the paper of neither.
  const shared = samplePdf('appraisal of both')
  await store(id, shared, { title: '鉴定报告' })
  await store(other.id, shared, { title: '鉴定报告' })
  expect(await refusal(store(other.id, shared, { rule: CLOSING }))).toHaveProperty('stands-for-another')

  // What was taken out stands for nothing, and may be stored as what it is.
  const [wrong] = (await shown(id)).materials
  const withdrawal = { params: { id, material: wrong?.id ?? '' }, body: { reason: '存错了一份' } }
  await team.officer.withdrawMaterial(withdrawal)
  await store(id, sheet, decision)

  // Nor is what was made and fixed here, brought in again as another paper.
  const papers = papersWith(team)
  const whole = await filedCase(team)
  const paper = await papers.begin(whole, 'expert-minutes')
  await papers.write(paper, { 'expert-minutes': '三位专家逐项发表意见。' })
  await team.officer.freezePaper({ params: { id: paper }, body: {} })
  const fixed = await team.officer.send(`${team.server.url}/api/papers/${paper}/pdf`)
  expect(await told(store(whole, Buffer.from(await fixed.arrayBuffer()), { rule: CLOSING }))).toContain(
    '这个文件已经是本案的《专家论证会议记录》',
  )
})
