import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { verify } from '../../../cli/src/verify/index.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Statement } from '@liuhen/core/evidence-package'
import type { Declared } from '@liuhen/core/intake'
import { Instant } from '@liuhen/core/kernel'
import type { SignedIn } from '../http/trial.ts'
import { mediaTools } from './media/index.ts'
import { trialBureau, type TrialBureau } from './trial.ts'
import { longTest } from '../../../../scripts/long-run.ts'

const ONE = 'DSJ0217_021357_20261120092000_0001.mp4'
const TWO = 'DSJ0217_021357_20261120092016_0002.mp4'
const THREE = 'DSJ0217_021357_20261120092032_0003.mp4'
const BEFORE = 'DSJ0217_021357_20261120100500_0004.mp4'
const AFTER = 'DSJ0217_021357_20261120100816_0005.mp4'
/** Between the fourth and the fifth. */
const BETWEEN = 'DSJ0217_021357_20261120100505_0006.mp4'

let bureau: TrialBureau
let folder: string
const ids: Record<string, string> = {}
const idOf = (name: string) => ids[name] as string

/** Noise in picture and sound, so many seconds long, like no other file. */
async function noise(seconds: number): Promise<Buffer> {
  const { ffmpeg } = await mediaTools({})
  const file = join(folder, `${Math.random()}.mp4`)
  const picture = `color=s=64x48:r=2:d=${seconds},noise=alls=100:allf=t`
  const sound = `anoisesrc=d=${seconds}:r=8000:seed=${Math.floor(Math.random() * 1e6)}`
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  await promisify(execFile)(ffmpeg.path, [
    '-v',
    'error',
    ...inputs,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-shortest',
    file,
  ])
  return readFile(file)
}

/** Sends a file as a page would, with whatever is claimed of it; the recording it became, once its jobs are done. */
async function upload(who: SignedIn, bytes: Buffer, said: Partial<Declared> & { fileName: string }): Promise<string> {
  const declared = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...said }
  const response = await who.send(`${bureau.server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(response.status).toBe(201)
  const upload = response.headers.get('location')?.split('/').at(-1) as string
  const recording = await bureau.until('the upload to be preserved', async () => {
    const { state, recording: found } = await who.uploadState({ params: { id: upload } })
    return state === 'preserved' || state === 'repeated' ? found : undefined
  })
  await bureau.derived(recording)
  return recording
}

/** What the attacker says of a file: another's camera, another's number, a clock of their own making. */
const forged = (fileName: string): Partial<Declared> & { fileName: string } => {
  const [, , stamp, number] = /^(\w+)_(\d+)_(\d{14})_/.exec(fileName) ? fileName.replace('.mp4', '').split('_') : []
  const [year, month, day, hour, minute, second] = (stamp as string).match(/^\d{4}|(?<=^\d{4}(?:\d\d)*)\d\d/g) ?? []
  return {
    fileName,
    deviceNumber: 'DSJ0217',
    officerNumber: bureau.officer.userName,
    deviceTime: `${year}-${month}-${day} ${hour}:${minute}:${second}`,
    sequence: Number(number),
    clock: { offset: 0, error: 10, samples: 8, at: bureau.server.clock.now() },
  }
}

const open = async () => (await bureau.leader.workbench()).unexplainedCount
const show = (id: string, who = bureau.leader) => who.showRecording({ params: { id } })
const confirm = (who: SignedIn, id: string, given: { officer?: string; device?: string } = {}) =>
  who.confirmProvenance({ params: { id }, body: { reason: '与本人核对过原卡', ...given } })
const refused = (...codes: string[]) => ({ problem: { status: 409, obstacles: codes.map((code) => ({ code })) } })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-forged-'))
  bureau = await trialBureau()
  for (const name of [ONE, TWO, BEFORE, AFTER]) ids[name] = (await bureau.bringFootage(name)).recording as string
  await bureau.derived(...Object.values(ids))
  ids[THREE] = await upload(bureau.otherOfficer, await noise(16), forged(THREE))
  ids[BETWEEN] = await upload(bureau.otherOfficer, await noise(195), forged(BETWEEN))
})
afterAll(async () => {
  await bureau[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('noise sent under another’s name and camera is attributed to nobody, flagged with reasons, and closes no gap', async () => {
  expect(await open()).toBe(2)
  for (const name of [THREE, BETWEEN]) {
    const { row, origin, times } = await show(idOf(name))
    expect([row.officer, row.device, row.unit]).toEqual([undefined, undefined, undefined])
    expect(row.states).toContain('unconfirmed')
    expect(origin).toMatchObject({ how: 'browser', unconfirmed: true, asked: false })
    expect(origin.doubts.map((one) => one.code)).toEqual(['not-docked', 'sent-by-another'])
    // The clock the sender made up corrects nothing.
    expect([times?.offset, times?.error, row.error]).toEqual([undefined, undefined, undefined])
    const claims = origin.claims.map(({ what, says }) => [what, says])
    expect(claims).toContainEqual(['clock', 'sender'])
    expect(claims).toContainEqual(['officer', 'sender'])
    expect(claims).not.toContainEqual(['clock', 'station'])
  }
  const listed = await bureau.officer.listRecordings({ query: {} })
  expect(listed.rows.map((one) => one.id)).not.toContain(idOf(THREE))
  const { takes } = await show(idOf(ONE))
  expect(takes.flatMap((one) => one.segments.map((segment) => segment.recording))).not.toContain(idOf(THREE))
})

test('who brought a file sees it, and so do those who can be asked about it', async () => {
  const seen = async (who: SignedIn) =>
    (await who.listRecordings({ query: { state: 'unconfirmed' } })).rows.map((one) => one.id)
  for (const who of [bureau.otherOfficer, bureau.leader, bureau.centre]) expect(await seen(who)).toContain(idOf(THREE))
  expect(await seen(bureau.otherLeader)).toEqual([])
  expect((await bureau.leader.workbench()).unconfirmedCount).toBe(2)
})

test('the statement of a package says how each of its items came and calls a claim a claim', async () => {
  const legal = await bureau.server.as('legal-section')
  const statementOf = async (...recordings: string[]) => {
    const made = await legal.makePackage({
      body: { recordings, purpose: '证明现场检查的过程', recipient: '县人民法院' },
    })
    return Statement.parse(
      JSON.parse(await readFile(join(bureau.server.data, 'packages', made.folder, 'data/statement.json'), 'utf8')),
    )
  }
  const { name } = await bureau.officer.whoAmI()
  const alone = await statementOf(idOf(THREE))
  expect(alone.method).not.toContain('经采集站读出')
  expect(alone.method).toContain('没有经过采集站')
  expect(alone.maker).toMatch(new RegExp(`^未核实.*${name}`))
  const docked = await statementOf(idOf(ONE))
  expect(docked.method).toContain('经采集站读出')
  expect(docked.method).not.toContain('没有经过采集站')
  expect(docked.maker).toBe(name)
  const mixed = await statementOf(idOf(ONE), idOf(TWO), idOf(THREE))
  expect(mixed.method).toMatch(/第 1、2 件：[^；]*经采集站读出.*第 3 件：[^；]*没有经过采集站/)
})

test('before a package is made it is said what it would leave open, and its .zip bears a name a person knows', async () => {
  const legal = await bureau.server.as('legal-section')
  const recordings = [BEFORE, AFTER, THREE].map(idOf)
  const warnings = await legal.checkPackage({ body: { recordings } })
  expect(warnings).toMatchObject([
    { about: 'open-gap', recordings: [idOf(BEFORE), idOf(AFTER)] },
    { about: 'unknown-holder', recordings: [idOf(THREE)] },
    { about: 'unconfirmed-claim', recordings: [idOf(THREE)] },
  ])
  expect(warnings.map((one) => one.message.zh)).toEqual([
    '有 2 处中断没有说明',
    '有 1 份不知是谁录制的，说明上写“未登记”',
    '有 1 份带有未消除的标记（设备、持有人或时钟没有核实），会写进证据包',
  ])
  expect(await legal.checkPackage({ body: { recordings: [idOf(ONE)] } })).toEqual([])
  await expect(bureau.otherOfficer.checkPackage({ body: { recordings } })).rejects.toMatchObject({
    problem: { status: 403 },
  })
  const body = { recordings: [idOf(ONE)], purpose: '证明 2026/10/9 的现场检查', recipient: '县人民法院' }
  const { id, folder, fileName } = await legal.makePackage({ body })
  expect(fileName).toMatch(/^青溪县城市管理局_证明-2026-10-9-的现场检查_\d{4}-\d\d-\d\d_[0-9a-f]{8}\.zip$/)
  expect(folder).toMatch(/^liuhen-\d{8}-\d{4}-[0-9a-f]{8}$/)
  const zip = await legal.send(`${bureau.server.url}/api/packages/${id}/zip`)
  expect(zip.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(fileName)}`)
  const first = Buffer.from(await zip.arrayBuffer())
    .subarray(30, 120)
    .toString()
  expect(first.startsWith(`${folder}/`)).toBe(true)
})

test('neither the sender nor who is said to have recorded it confirms where it is from, nor a stranger to the unit', async () => {
  await expect(confirm(bureau.otherOfficer, idOf(THREE))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(confirm(bureau.otherLeader, idOf(THREE))).rejects.toMatchObject({ problem: { status: 404 } })
  const own = await upload(bureau.leader, await noise(3), { fileName: '现场.mp4' })
  await expect(confirm(bureau.leader, own)).rejects.toMatchObject(refused('own-upload'))
  const legal = await bureau.server.as('legal-section')
  await expect(confirm(legal, own, { officer: legal.person })).rejects.toMatchObject(refused('own-recording'))
  await expect(confirm(bureau.leader, idOf(ONE))).rejects.toMatchObject(refused('origin-settled'))
  await expect(confirm(bureau.leader, idOf(THREE), { officer: bureau.otherOfficer.person })).rejects.toMatchObject(
    refused('other-unit'),
  )
  const annotating = bureau.centre.annotateOfficer({
    params: { id: own },
    body: { officer: bureau.officer.person, reason: '应是他' },
  })
  await expect(annotating).rejects.toMatchObject(refused('origin-unconfirmed'))
})

const reject = (who: SignedIn, id: string, reason = '原卡上没有这段') =>
  who.rejectProvenance({ params: { id }, body: { reason } })

test('neither the sender nor who is said to have recorded it rejects where it is from, nor a stranger to the unit', async () => {
  await expect(reject(bureau.otherOfficer, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(reject(bureau.officer, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(reject(bureau.centre, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(reject(bureau.otherLeader, idOf(BETWEEN))).rejects.toMatchObject({ problem: { status: 404 } })
  const own = await upload(bureau.leader, await noise(4), { fileName: '现场二.mp4' })
  await expect(reject(bureau.leader, own)).rejects.toMatchObject(refused('own-upload'))
  await expect(reject(bureau.leader, idOf(ONE))).rejects.toMatchObject(refused('origin-settled'))
  await expect(reject(bureau.leader, idOf(BETWEEN), ' ')).rejects.toMatchObject({ problem: { kind: 'malformed' } })
  expect((await show(idOf(BETWEEN))).row.states).toContain('unconfirmed')
})

test('a claim that was rejected is shown as such with its reason, counts for nothing and waits for nobody', async () => {
  const before = (await bureau.leader.workbench()).unconfirmedCount
  await reject(bureau.leader, idOf(BETWEEN))
  const { row, origin, history } = await show(idOf(BETWEEN))
  expect([row.officer, row.device]).toEqual([undefined, undefined])
  expect(row.states).toContain('rejected')
  expect(row.states).not.toContain('unconfirmed')
  expect(origin).toMatchObject({ unconfirmed: true, rejection: { reason: '原卡上没有这段' } })
  expect(origin.rejection?.by).toBe((await bureau.leader.whoAmI()).name)
  expect(history.map((one) => one.kind)).toContain('ProvenanceRejected/1')
  expect(await open()).toBe(2)
  expect((await bureau.leader.workbench()).unconfirmedCount).toBe(before - 1)
  const listed = async (state: 'unconfirmed' | 'rejected') =>
    (await bureau.leader.listRecordings({ query: { state } })).rows.map((one) => one.id)
  expect(await listed('unconfirmed')).not.toContain(idOf(BETWEEN))
  expect(await listed('rejected')).toEqual([idOf(BETWEEN)])
  await expect(reject(bureau.leader, idOf(BETWEEN))).rejects.toMatchObject(refused('origin-rejected'))
  const legal = await bureau.server.as('legal-section')
  const warnings = await legal.checkPackage({ body: { recordings: [idOf(BETWEEN)] } })
  expect(warnings.map((one) => one.about)).toContain('rejected-claim')
  const made = await legal.makePackage({
    body: { recordings: [idOf(BETWEEN)], purpose: '证明来源不属实', recipient: '县人民法院' },
  })
  const { method, maker } = Statement.parse(
    JSON.parse(await readFile(join(bureau.server.data, 'packages', made.folder, 'data/statement.json'), 'utf8')),
  )
  expect(method).toMatch(/核实，所称来源不属实（原卡上没有这段）/)
  expect(maker).toMatch(/^已被否定，上传人称是/)
})

test('once somebody who can be asked has confirmed it with a reason, it counts, and what was claimed of the clock still does not', async () => {
  const { row } = await show(idOf(ONE))
  const given = { officer: bureau.officer.person, device: row.device?.id as string }
  // Of the second it was said that it is not: to confirm it after all is a new decision with a reason of its own.
  for (const name of [THREE, BETWEEN]) await confirm(bureau.leader, idOf(name), given)
  expect(await open()).toBe(0)
  const after = await show(idOf(THREE))
  expect(after.row).toMatchObject({ officer: { id: bureau.officer.person }, device: { number: 'DSJ0217' } })
  expect(after.row.states).not.toContain('unconfirmed')
  expect(after.origin.confirmation).toMatchObject({
    reason: '与本人核对过原卡',
    officer: (await bureau.officer.whoAmI()).name,
  })
  expect(after.times?.offset).toBeUndefined()
  expect(after.history.map((one) => one.kind)).toContain('ProvenanceConfirmed/1')
  expect((await bureau.leader.workbench()).unconfirmedCount).toBe(0)
  await expect(confirm(bureau.leader, idOf(THREE))).rejects.toMatchObject(refused('origin-settled'))
  const overruled = await show(idOf(BETWEEN))
  expect(overruled.origin.rejection).toBeUndefined()
  expect(overruled.history.map((one) => one.kind)).toEqual(
    expect.arrayContaining(['ProvenanceRejected/1', 'ProvenanceConfirmed/1']),
  )
  await expect(reject(bureau.leader, idOf(BETWEEN))).rejects.toMatchObject(refused('origin-settled'))
})

test('who recorded a confirmed file is put right only by somebody who could have confirmed it, and the statement says by whom', async () => {
  const legal = await bureau.server.as('legal-section')
  const id = await upload(bureau.leader, await noise(5), { fileName: 'VID_20261120_110000.mp4' })
  await confirm(legal, id, { officer: bureau.otherOfficer.person })
  const put = (who: SignedIn, officer: string) =>
    who.annotateOfficer({ params: { id }, body: { officer, reason: '当日换岗' } })
  // Neither who sent it, nor who may not confirm, nor the head of another unit for their own people.
  await expect(put(bureau.leader, bureau.officer.person)).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'own-upload' }, { code: 'not-asked' }] },
  })
  await expect(put(bureau.centre, bureau.officer.person)).rejects.toMatchObject(refused('not-asked'))
  await expect(put(bureau.otherLeader, bureau.officer.person)).rejects.toMatchObject(refused('other-unit'))
  expect((await show(id)).row.officer?.id).toBe(bureau.otherOfficer.person)
  await put(bureau.otherLeader, bureau.otherOfficer.person)
  await bureau.derived(id)
  const made = await legal.makePackage({ body: { recordings: [id], purpose: '证明经过', recipient: '县人民法院' } })
  const path = join(bureau.server.data, 'packages', made.folder, 'data/statement.json')
  const { method, maker } = Statement.parse(JSON.parse(await readFile(path, 'utf8')))
  const { name } = await bureau.otherOfficer.whoAmI()
  expect(maker).toBe(name)
  expect(method).toContain(`录制人后由${(await bureau.otherLeader.whoAmI()).name}于`)
  expect(method).toContain(`更正为${name}（当日换岗）`)
})

test('a statement and an index say what was found of a file: its true camera, its recorder and their unit, and no time where it has none', async () => {
  const legal = await bureau.server.as('legal-section')
  const bytes = await noise(7)
  // Its last change is whatever its sender sets it to.
  const modified = Instant.parse('2026-05-05T09:00:00.000Z')
  const id = await upload(bureau.otherOfficer, bytes, { fileName: '无时间.mp4', deviceNumber: 'DSJ0217', modified })
  const devices = await bureau.centre.listDevices()
  const numbered = (number: string) => devices.find((one) => one.number === number)?.id ?? ''
  const station = devices.find((one) => one.kind === 'docking-station')?.id ?? ''
  await expect(confirm(legal, id, { device: station })).rejects.toMatchObject(refused('no-recorder'))
  // A camera of the other unit, in the hands of somebody of the first.
  await confirm(legal, id, { device: numbered('DSJ0342'), officer: bureau.officer.person })
  await bureau.derived(id)
  const made = await legal.makePackage({ body: { recordings: [id], purpose: '证明经过', recipient: '县人民法院' } })
  const read = async (name: string) =>
    JSON.parse(await readFile(join(bureau.server.data, 'packages', made.folder, 'data', name), 'utf8')) as never
  expect((await show(id, legal)).times?.reading.source).toBe('modified')
  const { method, madeAt } = Statement.parse(await read('statement.json'))
  const { name } = await bureau.officer.whoAmI()
  expect(method).toContain('文件里没有录制时间，何时录制不明')
  expect(madeAt > modified).toBe(true)
  expect(method).toContain(`核实：设备与所称不同，是DSJ0342，录制人是${name}（与本人核对过原卡）`)
  const [item] = ((await read('index.json')) as { items: Record<string, unknown>[] }).items
  expect(item?.['officer']).toMatchObject({ name, unit: '一中队' })
  expect(item).not.toHaveProperty('correctedTime')
  expect(item).not.toHaveProperty('timeError')
  const said: string[] = []
  const streams = { stdout: { write: (words: string) => said.push(words) }, stderr: { write: () => true } }
  const key = (await (await fetch(`${bureau.server.url}/log/key`)).text()).trim()
  const folderOf = join(bureau.server.data, 'packages', made.folder)
  expect([await verify([folderOf, '--key', key], streams), said.join()]).toEqual([0, expect.anything()])
})

longTest('the same bytes docked later settle where they are from, whatever was claimed before', async () => {
  const name = 'DSJ0342_021402_20261120091430_0001.mp4'
  const bytes = await bureau.footage(name)
  const id = await upload(bureau.officer, bytes, { ...forged(ONE), fileName: '盗用.mp4' })
  expect((await show(id)).origin.unconfirmed).toBe(true)
  expect((await bureau.bringFootage(name)).recording).toBe(id)
  await bureau.until('its times to be found anew', async () => (await show(id, bureau.centre)).times?.offset)
  const { row, origin, times } = await show(id, bureau.centre)
  expect(origin).toMatchObject({ how: 'docked', unconfirmed: false })
  expect(row).toMatchObject({ device: { number: 'DSJ0342' }, officer: { id: bureau.otherOfficer.person } })
  expect(times).toMatchObject({ offset: -420_000, start: '2026-11-20T01:21:30.000Z' })
})
