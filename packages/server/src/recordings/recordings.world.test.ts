import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf, table } from '@liuhen/contract'
import { checkReceipt, parseVerifierKey } from '@liuhen/core/ledger'
import { evolveRecording, recordingEvents } from '@liuhen/core/recordings'
import { proves } from '../../../../scripts/proves.ts'
import { verify } from '../../../cli/src/verify/index.ts'
import type { SignedIn } from '../http/trial.ts'
import { sha256, sm3, verifyEd25519 } from '../ledger/index.ts'
import { trialBureau, type TrialBureau } from './trial.ts'

const ONE = 'DSJ0217_021357_20261120092000_0001.mp4'
const TWO = 'DSJ0217_021357_20261120092016_0002.mp4'
const THREE = 'DSJ0217_021357_20261120092032_0003.mp4'
const BEFORE = 'DSJ0217_021357_20261120100500_0004.mp4'
const AFTER = 'DSJ0217_021357_20261120100816_0005.mp4'
const SLOW = 'DSJ0342_021402_20261120091430_0001.mp4'
const SLOW_TWO = 'DSJ0342_021402_20261120091446_0002.mp4'
const NAMELESS = 'DSJ0342_021402_20261120140300_0007.mp4'
const SOUND = 'DSJ0217_021357_20261120111500_0009.wav'

let bureau: TrialBureau
const ids: Record<string, string> = {}
const show = (name: string, who: SignedIn = bureau.centre) => who.showRecording({ params: { id: ids[name] as string } })
const bring = async (name: string, said = {}) => {
  ids[name] = (await bureau.bringFootage(name, said)).recording as string
}
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const vaultPath = (digest: string) =>
  join(bureau.server.data, 'vault/sha256', digest.slice(0, 2), digest.slice(2, 4), digest)
const waitFor = (...names: readonly string[]) => bureau.derived(...names.map((name) => ids[name] as string))

beforeAll(async () => {
  bureau = await trialBureau()
  // Its name says no time, and nothing has been said of this camera's stamps yet: it is misread at first.
  await bring(NAMELESS, { fileName: 'MOV_0007.mp4', deviceTime: undefined })
  await waitFor(NAMELESS)
  for (const name of [ONE, TWO, BEFORE, AFTER, SLOW, SLOW_TWO, SOUND]) await bring(name)
  await waitFor(...Object.keys(ids))
})
afterAll(() => bureau[Symbol.asyncDispose]())

test('what a player shows is made beside the original, names it and the tool, and leaves it as it was', async () => {
  proves('changsha-county-2023/39.3')
  const { derivatives, arrival, jobs } = await show(ONE)
  expect(jobs.map(({ step, state }) => [step, state])).toEqual([
    ['derive', 'done'],
    ['examine', 'done'],
  ])
  const kinds = derivatives.map((one) => one.kind)
  for (const kind of ['view-copy', 'still', 'waveform'] as const) expect(kinds).toContain(kind)
  for (const one of derivatives) {
    expect(one).toMatchObject({ original: arrival.sha256, tool: expect.stringMatching(/^ffmpeg \d/) })
    expect(hash(await readFile(vaultPath(one.sha256)))).toBe(one.sha256)
  }
  const source = await bureau.footage(ONE)
  expect(await readFile(vaultPath(arrival.sha256))).toEqual(source)
  expect((await stat(vaultPath(arrival.sha256))).mode & 0o777).toBe(0o400)
})

test('a still somebody takes is kept beside the original with its digest, its place and who took it', async () => {
  const before = await show(TWO)
  const id = ids[TWO] as string
  const taken = await bureau.centre.takeStill({ params: { id }, body: { position: 4033 } })
  expect(taken).toMatchObject({ kind: 'taken-still', original: before.arrival.sha256, position: 4033 })
  const bytes = await readFile(vaultPath(taken.sha256))
  expect(hash(bytes)).toBe(taken.sha256)
  // In the size of the original, not of the view copy: the header of a PNG says so.
  const { width, height } = before.container?.video ?? {}
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height])
  const served = await bureau.centre.send(bureau.server.url + pathOf(table.takenStill, { id, digest: taken.sha256 }))
  expect(hash(new Uint8Array(await served.arrayBuffer()))).toBe(taken.sha256)
  // The same frame once more is the same still.
  expect(await bureau.centre.takeStill({ params: { id }, body: { position: 4040 } })).toEqual(taken)
  const { history, derivatives } = await show(TWO)
  expect(derivatives.filter((one) => one.kind === 'taken-still')).toHaveLength(1)
  const made = history.filter((one) => one.kind === 'DerivativeMade/1' && one.by !== '系统')
  expect(made.map((one) => (one.body as { kind: string }).kind)).toContain('taken-still')
  const looks = history.filter((one) => one.kind === 'RecordingLooked/1')
  expect(looks.map((one) => (one.body as { what: string }).what)).toContain('still')
  expect(hash(await readFile(vaultPath(before.arrival.sha256)))).toBe(before.arrival.sha256)
  await expect(bureau.centre.takeStill({ params: { id }, body: { position: 99_000_000 } })).rejects.toThrow(
    /beyond|超出/,
  )
  const sheet = await bureau.centre.send(bureau.server.url + pathOf(table.thumbnails, { id }))
  expect(sheet.headers.get('content-type')).toBe('image/jpeg')
})

test('a recording’s container, length and picture are read off it', async () => {
  const { container, stretches } = await show(NAMELESS)
  expect(container).toMatchObject({ readable: true, video: { codec: 'h264' }, audio: { codec: 'aac' } })
  expect(container?.duration).toBeGreaterThan(23_000)
  expect(stretches.map((one) => one.kind).toSorted()).toEqual(['black', 'frozen', 'silent'])
  expect((await show(SOUND)).container?.video).toBeUndefined()
})

test('a camera seven minutes slow keeps its own time and is shown with the corrected one and its error', async () => {
  const { times } = await show(SLOW)
  expect(times).toMatchObject({
    deviceStart: '2026-11-20T01:14:30.000Z',
    start: '2026-11-20T01:21:30.000Z',
    offset: -420_000,
    reading: { source: 'name', hypothesis: 'end-local' },
  })
  // Half a second, and what a clock may drift, 100 millionths, in the three days until Monday morning when it was docked.
  expect(times?.error).toBeGreaterThan(26_000)
  expect(times?.error).toBeLessThan(27_000)
})

test('a stamp without a name beside it is read as the camera’s other files show that it is meant', async () => {
  const { times, row } = await show(NAMELESS)
  expect(times?.reading).toMatchObject({ source: 'container', hypothesis: 'end-local' })
  expect(Math.abs(Date.parse(row.start) - Date.parse('2026-11-20T06:10:00Z'))).toBeLessThan(3000)
})

test('a file number that is nowhere is reported, and when the file comes the three are one take', async () => {
  proves('jinzhong-2022-recording/21.2')
  const missing = (await show(TWO)).gaps.filter((gap) => gap.kind === 'number').flatMap((gap) => gap.missing ?? [])
  expect(missing).toContain(3)
  await bring(THREE)
  await waitFor(THREE)
  const view = await show(ONE)
  expect(view.gaps.flatMap((gap) => gap.missing ?? [])).not.toContain(3)
  const take = view.takes.find((one) => one.id === view.row.take)
  expect(take?.segments.map((one) => one.recording)).toEqual([ONE, TWO, THREE].map((name) => ids[name]))
  expect(view.row.takeSegments).toBe(3)
})

test('an interruption stays open until somebody explains one that is there, with a passage that is there', async () => {
  proves('changsha-county-2023/20.1', 'jinzhong-2022-recording/12.1')
  const gap = { after: ids[BEFORE] as string, before: ids[AFTER] as string }
  const explain = (body: object, who = bureau.officer, name = AFTER) =>
    who.explainInterruption({ params: { id: ids[name] as string }, body: body as never })
  const openOnes = async () =>
    (await bureau.leader.listRecordings({ query: { state: 'needs-explanation' } })).rows.map((row) => row.id)
  expect(await openOnes()).toContain(gap.before)
  const listed = (await bureau.leader.workbench()).unexplained.map((one) => one.gap)
  expect(listed).toContainEqual(expect.objectContaining({ ...gap, milliseconds: expect.any(Number) }))
  const refused = (code: string) => ({ problem: { status: 409, obstacles: [{ code }] } })
  const written = { form: 'written', gap, reason: '更换电池' }
  const elsewhere = { ...written, gap: { after: ids[ONE], before: ids[TWO] } }
  await expect(explain(elsewhere)).rejects.toMatchObject(refused('gap-unknown'))
  await expect(explain(written, bureau.officer, ONE)).rejects.toMatchObject(refused('gap-unknown'))
  const spoken = { form: 'spoken', gap, recording: ids[AFTER], from: 500, to: 6000, reason: '更换电池' }
  await expect(explain({ ...spoken, to: 60_000 })).rejects.toMatchObject(refused('passage-outside'))
  await expect(explain({ ...spoken, from: 6000 })).rejects.toMatchObject(refused('passage-outside'))
  await expect(explain({ ...spoken, recording: ids[SLOW] })).rejects.toMatchObject({ problem: { status: 404 } })
  expect(await openOnes()).toContain(gap.before)
  await explain(spoken)
  const found = (await show(AFTER)).gaps.find((one) => one.before === gap.before && one.kind === 'time')
  expect(found?.explained).toMatchObject({ statement: { form: 'spoken', from: 500, to: 6000 } })
  expect(await openOnes()).not.toContain(gap.before)
})

test('who recorded is said beside what the register says, with a reason, and changes neither bytes nor times', async () => {
  const before = await show(ONE)
  const given = { officer: bureau.otherOfficer.person, reason: '当日临时换岗' }
  await bureau.leader.annotateOfficer({ params: { id: before.id }, body: given })
  const after = await show(ONE)
  expect(after.row.officer?.id).toBe(bureau.otherOfficer.person)
  expect(after.arrival).toEqual(before.arrival)
  expect(after.arrival.officer).toBe(bureau.officer.person)
  expect(after.times).toEqual(before.times)
  expect(after.officerNotes).toMatchObject([{ reason: '当日临时换岗', officer: { id: bureau.otherOfficer.person } }])
  const back = { officer: bureau.officer.person, reason: '更正：仍由原持有人拍摄' }
  await bureau.leader.annotateOfficer({ params: { id: before.id }, body: back })
  expect((await show(ONE)).officerNotes).toHaveLength(2)
})

test('no endpoint and no event of a person’s can change when something was recorded', () => {
  // What serves nobody is there to leave a trace of whoever tries, and no handler stands behind it.
  const writes = Object.entries(table).filter(
    ([, one]) => one.method !== 'GET' && one.path.startsWith('/api/recordings') && one.allow.length > 0,
  )
  expect(writes.map(([name]) => name).toSorted()).toEqual([
    'addMarker',
    'annotate',
    'annotateOfficer',
    'confirmProvenance',
    'drawRedaction',
    'explainDuty',
    'explainHandover',
    'explainInterruption',
    'liftSecret',
    'markSecret',
    'placeHold',
    'recordCarrier',
    'rejectProvenance',
    'releaseHold',
    'retryDerivation',
    'takeStill',
    'verifyRecording',
    'withdrawMarker',
    'writeTranscript',
  ])
  const byPeople = [
    'MarkerAdded/1',
    'MarkerWithdrawn/1',
    'AnnotationAdded/1',
    'OfficerAnnotated/1',
    'InterruptionExplained/1',
    'HandoverExplained/1',
    'DutyExplained/1',
    'DerivationRetried/1',
  ]
  expect(Object.keys(recordingEvents)).toEqual(expect.arrayContaining(byPeople))
  const state = {
    arrival: { officer: 'x' },
    times: { start: 'then' },
    failed: [],
    markers: [],
    annotations: [],
    officerNotes: [],
    statements: [],
  }
  for (const kind of byPeople) {
    const body = { marker: 'm', times: { start: 'now' }, start: 'now', arrival: {}, deviceTime: 'now' }
    const event = { kind, at: 'now', actor: 'person', body }
    const after = evolveRecording(state as never, event as never) as unknown as typeof state
    expect([kind, after.times, after.arrival]).toEqual([kind, state.times, state.arrival])
  }
})

test('replacing or deleting an original is refused to everybody, over the counter and in the database', async () => {
  const { arrival, id } = await show(ONE)
  const everybody = [
    bureau.centre,
    bureau.leader,
    bureau.officer,
    await bureau.server.as('head'),
    await bureau.server.as('custodian'),
    await bureau.server.as('system-administrator'),
  ]
  const paths = Object.values(table)
    .filter((one) => one.path.startsWith('/api/recordings/:id'))
    .map((one) => pathOf(one, { id, marker: id, position: 0 }))
  for (const who of everybody)
    for (const path of new Set([...paths, `/api/recordings/${id}`, `/api/uploads/${arrival.arrival}`]))
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const { status } = await who.send(bureau.server.url + path, { method, body: 'other bytes' })
        expect([path, method, status >= 400 && status < 500]).toEqual([path, method, true])
      }
  for (const statement of [
    'delete from recordings',
    'truncate journal',
    "update journal set body = '{}'",
    'delete from journal',
  ])
    await expect(bureau.server.database.as('app', statement)).rejects.toThrow(/permission|append|denied/)
  expect(hash(await readFile(vaultPath(arrival.sha256)))).toBe(arrival.sha256)
})

const looksOf = async (name: string, what: string) => {
  const rows = await bureau.server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', 'RecordingLooked/1')
    .execute()
  return rows.filter(
    ({ body }) =>
      (body as { recording: string; what: string }).recording === ids[name] && (body as { what: string }).what === what,
  ).length
}

test('the inspection section watches any recording at once, of whichever unit, and each look is on record', async () => {
  proves('changsha-county-2023/44.1')
  const inspector = await bureau.server.as('inspection-section')
  for (const name of [TWO, SLOW]) {
    const before = await looksOf(name, 'view-copy')
    const url = `${bureau.server.url}/api/recordings/${ids[name]}/view-copy`
    const first = await inspector.send(url, { headers: { range: 'bytes=0-99' } })
    expect([first.status, (await first.arrayBuffer()).byteLength]).toEqual([206, 100])
    expect(await looksOf(name, 'view-copy')).toBe(before + 1)
  }
})

test('a look is on record before a byte is given, once for a video asked for in many ranges at once', async () => {
  const before = await looksOf(TWO, 'view-copy')
  const url = `${bureau.server.url}/api/recordings/${ids[TWO]}/view-copy`
  const ranges = Array.from({ length: 6 }, (_, i) => `bytes=${i * 100}-${i * 100 + 99}`)
  const parts = await Promise.all(ranges.map((range) => bureau.leader.send(url, { headers: { range } })))
  for (const part of parts) expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100])
  expect(await looksOf(TWO, 'view-copy')).toBe(before + 1)
  bureau.server.clock.forward(11 * 60_000)
  await (await bureau.leader.send(url)).arrayBuffer()
  expect(await looksOf(TWO, 'view-copy')).toBe(before + 2)
})

test('ranges of a video are what HTTP says they are', async () => {
  const { derivatives } = await show(TWO)
  const copy = await readFile(vaultPath(derivatives.find((one) => one.kind === 'view-copy')?.sha256 as string))
  const url = `${bureau.server.url}/api/recordings/${ids[TWO]}/view-copy`
  const ask = async (range: string) => {
    const response = await bureau.leader.send(url, { headers: { range } })
    return [response.status, response.headers.get('content-range'), hash(Buffer.from(await response.arrayBuffer()))]
  }
  const last = copy.length - 1
  expect(await ask('bytes=0-0')).toEqual([206, `bytes 0-0/${copy.length}`, hash(copy.subarray(0, 1))])
  expect(await ask('bytes=-5')).toEqual([206, `bytes ${last - 4}-${last}/${copy.length}`, hash(copy.subarray(-5))])
  expect(await ask('bytes=7-')).toEqual([206, `bytes 7-${last}/${copy.length}`, hash(copy.subarray(7))])
  expect((await ask(`bytes=${copy.length}-`)).slice(0, 2)).toEqual([416, `bytes */${copy.length}`])
  expect((await ask('bytes=-0'))[0]).toBe(416)
  expect((await ask('lines=1-2'))[0]).toBe(200)
})

test('an officer sees the own recordings, a leader the unit’s, an administrator none', async () => {
  const seenBy = async (who: SignedIn) => new Set((await who.listRecordings({ query: {} })).rows.map((row) => row.id))
  const [mine, theirs] = [ids[ONE] as string, ids[SLOW] as string]
  for (const who of [bureau.officer, bureau.leader]) {
    const seen = await seenBy(who)
    expect([seen.has(mine), seen.has(theirs)]).toEqual([true, false])
    await expect(show(SLOW, who)).rejects.toMatchObject({ problem: { status: 404 } })
    const cover = await who.send(`${bureau.server.url}/api/recordings/${theirs}/cover`)
    expect(cover.status).toBe(404)
  }
  expect((await seenBy(bureau.otherLeader)).has(mine)).toBe(false)
  for (const role of ['system-administrator', 'security-administrator', 'audit-administrator'] as const) {
    const administrator = await bureau.server.as(role)
    await expect(administrator.listRecordings({ query: {} })).rejects.toMatchObject({ problem: { status: 403 } })
    await expect(show(ONE, administrator)).rejects.toMatchObject({ problem: { status: 403 } })
  }
})

test('a receipt proves its file with nothing but the public key; what is in quarantine has none', async () => {
  const { client } = await bureau.server.station()
  const { arrival } = await show(ONE)
  const receipt = await client.receipt({ params: { id: arrival.arrival } })
  const key = parseVerifierKey(sha256, (await (await fetch(`${bureau.server.url}/log/key`)).text()).trim())
  const tools = { keys: [key], verify: verifyEd25519, sha256, sm3 }
  const { receipt: checked } = await checkReceipt(receipt, tools)
  expect(checked).toMatchObject({ recording: ids[ONE], sha256: hash(await bureau.footage(ONE)) })
  await expect(checkReceipt({ ...(receipt as object), bytes: 1 }, tools)).rejects.toThrow(/bytes/)
  const noise = await bureau.bring(randomBytes(2000), { fileName: 'x.mp4' })
  const refused = client.receipt({ params: { id: noise.id } })
  await expect(refused).rejects.toMatchObject({ problem: { status: 409, obstacles: [{ code: 'quarantined' }] } })
  await expect(bureau.otherLeader.receipt({ params: { id: arrival.arrival } })).rejects.toMatchObject({
    problem: { status: 404 },
  })
})

test('what cannot be decoded is noted so for good, and had its receipt all along', async () => {
  const noise = await bureau.bring(randomBytes(3000), { fileName: '残损.mp4' })
  const { recording } = await bureau.centre.settleQuarantine({
    params: { id: noise.quarantine?.id as string },
    body: { decision: 'accepted', reason: '现场唯一影像' },
  })
  const id = recording as string
  const { client } = await bureau.server.station()
  await expect
    .poll(() => client.receipt({ params: { id: noise.id } }).catch(() => undefined), { timeout: 240_000 })
    .toBeDefined()
  await bureau.derived(id)
  const view = await bureau.centre.showRecording({ params: { id } })
  expect(view.row.states).toContain('failed')
  expect(view.container).toMatchObject({ readable: false })
  expect(view.jobs.find((one) => one.step === 'derive')).toMatchObject({ state: 'failed', reason: expect.any(String) })
  expect(view.history.map((one) => one.kind)).toContain('DerivationFailed/1')
})

test('a package of recordings verifies where we are not, and lists takes and the gap between them', async () => {
  const recordings = [ONE, TWO, THREE, BEFORE, AFTER].map((name) => ids[name] as string)
  const order = { recordings, purpose: '证明现场检查经过', recipient: '青溪县人民法院' }
  const making = bureau.centre.makePackage({ body: order })
  const over = new AbortController()
  void making.finally(() => over.abort())
  let underWay: unknown[] = []
  while (!over.signal.aborted && underWay.length === 0) underWay = await bureau.centre.packagesUnderWay()
  expect(underWay).toMatchObject([{ purpose: order.purpose, bytes: expect.any(Number) }])
  const made = await making
  expect(await bureau.centre.packagesUnderWay()).toEqual([])
  const folder = join(bureau.server.data, 'packages', made.folder)
  const said: string[] = []
  const streams = { stdout: { write: (words: string) => said.push(words) }, stderr: { write: () => true } }
  const key = (await (await fetch(`${bureau.server.url}/log/key`)).text()).trim()
  for (const path of [folder, `${folder}.zip`]) {
    const status = await verify([path, '--key', key, '--json'], streams)
    const { checks } = JSON.parse(said.at(-1) ?? '{}') as { checks: { ok: boolean }[] }
    expect([path, checks.filter((one) => !one.ok), status]).toEqual([path, [], 0])
  }
  const index = JSON.parse(await readFile(join(folder, 'data/index.json'), 'utf8'))
  const report = JSON.parse(said[0] ?? '{}')
  expect(report.items.map((one: { state: string }) => one.state)).toEqual(recordings.map(() => 'same'))
  expect(index.takes.map((one: { items: number[] }) => one.items)).toEqual([[1, 2, 3], [4], [5]])
  const gaps = index.takes.flatMap((one: { gaps: object[] }) => one.gaps)
  expect(gaps).toMatchObject([{ after: 4, before: 5, explanation: { words: '更换电池' } }])
  for (const name of [ONE, AFTER]) {
    const source = await bureau.footage(name)
    expect(hash(await readFile(vaultPath(hash(source))))).toBe(hash(source))
  }
  expect(await bureau.centre.listPackages()).toMatchObject([{ id: made.id, recordings }])
})

test('an original altered on the disk is said to be, everywhere it is asked for, and goes into no package', async () => {
  proves('jilin-2017/24.2', 'yongqing-2022/24.2')
  const { arrival, id } = await show(SLOW)
  const sound = await bureau.centre.verifyRecording({ params: { id } })
  expect(sound).toMatchObject({ same: true, inLog: true, sha256: arrival.sha256 })
  const bytes = await readFile(vaultPath(arrival.sha256))
  await rm(vaultPath(arrival.sha256))
  await writeFile(vaultPath(arrival.sha256), bytes.with(999, (bytes[999] as number) ^ 1))
  const found = await bureau.centre.verifyRecording({ params: { id } })
  expect(found).toMatchObject({ same: false, expected: { sha256: arrival.sha256 } })
  expect(bureau.server.logged.filter((line) => line.includes('not what it was') && line.includes(id))).toHaveLength(1)
  expect((await show(SLOW)).history[0]).toMatchObject({ kind: 'RecordingVerified/1', body: { same: false } })
  const before = await readdir(join(bureau.server.data, 'packages'))
  const order = { recordings: [id], purpose: '证明经过', recipient: '法院' }
  await expect(bureau.centre.makePackage({ body: order })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'copy-differs' }] },
  })
  expect(await readdir(join(bureau.server.data, 'packages'))).toEqual(before)
  expect(await bureau.centre.listPackages()).toHaveLength(1)
})
