import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, cp, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createClient } from '@liuhen/contract'
import { checkReceipt, parseVerifierKey, verifierKey } from '@liuhen/core/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves, states } from '../../../../scripts/proves.ts'
import { footageFor } from '../demo/footage-cache.ts'
import type { CachedFootage } from '../demo/footage-cache.ts'
import { crypto } from '../verify/crypto.ts'
import { trialStation } from './trial.ts'
import type { TrialStation } from './trial.ts'
import { longTest } from '../../../../scripts/long-run.ts'

const CAMERA = fileURLToPath(new URL('../demo/camera.ts', import.meta.url))

let station: TrialStation
let footage: CachedFootage
beforeAll(async () => {
  ;[footage, station] = await Promise.all([footageFor(), trialStation()])
})
afterAll(async () => station?.[Symbol.asyncDispose]())

/** An empty card of the test's own. */
async function emptyCard(name: string): Promise<string> {
  const card = join(station.folder, name)
  await mkdir(card)
  return card
}

/** A card of the sample day, to be written to. */
async function cardOf(which: string, name: string): Promise<string> {
  const card = join(station.folder, name)
  await cp(join(footage.folder, which), card, { recursive: true })
  return card
}

const sha256Of = async (path: string | Buffer): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

const filesOn = async (card: string): Promise<string[]> =>
  (await readdir(card, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort()

/** What the receipts of a run speak of, each checked against the key the server publishes. */
async function proven(paths: readonly string[]): Promise<{ fileName: string; sha256: string; body: unknown }[]> {
  const key = parseVerifierKey(crypto.sha256, (await (await fetch(`${station.url}/log/key`)).text()).trim())
  return Promise.all(
    paths.map(async (path) => {
      const { receipt } = await checkReceipt(JSON.parse(await readFile(path, 'utf8')), { ...crypto, keys: [key] })
      return { fileName: receipt.fileName, sha256: receipt.sha256, body: receipt.event.body }
    }),
  )
}

/** Sound without end and without repetition: a WAV of that many mebibytes, different for every seed. */
async function longSound(path: string, mebibytes: number, seed: number): Promise<void> {
  const bytes = mebibytes * 2 ** 20
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(bytes + 36, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(48_000, 24)
  head.writeUInt32LE(96_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  const file = await open(path, 'w')
  await file.write(head)
  const piece = Buffer.alloc(2 ** 20, `${seed} liuhen`)
  for (let at = 0; at < mebibytes; at++) {
    piece.writeUInt32LE(at, 0)
    await file.write(piece)
  }
  await file.close()
}

/** The bytes of all uploads that the server holds so far. */
async function arrived(): Promise<number> {
  const uploads = await station.bureau.centre.listUploads()
  return uploads.reduce((sum, one) => sum + (one.state === 'arriving' ? one.received : 0), 0)
}

/** So much of a long file is let through while a test does what it is about. */
const HALF_WAY = 20 * 2 ** 20

/** Resolves when nothing lies in the folder any more. */
async function emptied(folder: string): Promise<void> {
  while ((await readdir(folder)).length > 0) await fetch(`${station.url}/api/clock`)
}

/** A server in front of the real one that gives this receipt whatever it is asked for. */
async function liarBefore(url: string, receipt: string): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((asked, answer) => {
    if (asked.url?.startsWith('/api/receipts/')) return void answer.end(receipt)
    const { method = 'GET', headers } = asked
    const passed = request(`${url}${asked.url}`, { method, headers }, (real) => {
      answer.writeHead(real.statusCode ?? 500, real.headers)
      real.pipe(answer)
    })
    return asked.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

test('a card is docked: every sound file has a receipt that holds, and the slow clock is measured', async () => {
  const card = await cardOf('card-2', 'day')
  const camera = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, 'card-2.camera.json')}"`
  const { code, summary } = await station.dock(card, '--camera', camera).ended
  const made = footage.files.filter((one) => one.card === 'card-2')
  const damaged = made.filter((one) => one.kind === 'damaged').length
  expect(summary).toMatchObject({ files: made.length, quarantined: damaged, failed: 0, cleared: 0, device: 'DSJ0342' })
  expect(code).toBe(1)
  const receipts = await proven(summary.receipts)
  const sound = made.filter((one) => one.kind !== 'damaged').map((one) => one.sha256)
  expect(receipts.map((one) => one.sha256).sort()).toEqual(sound.sort())

  const { offset, error } = summary.clock.camera ?? { offset: 0, error: 0 }
  expect(Math.abs(offset + 420_000)).toBeLessThanOrEqual(error)
  expect(error).toBeLessThan(5000)
  for (const { fileName, body } of receipts) {
    const { clock, deviceNumber } = body as { clock?: unknown; deviceNumber?: string }
    const own = fileName.startsWith('DSJ0342')
    expect([clock !== undefined, deviceNumber === 'DSJ0342'], fileName).toEqual([own, own])
  }
})

test('what a station read before somebody else compared its key waits to be confirmed, and what it reads afterwards does not', async () => {
  const { centre } = station.bureau
  const unit = (await centre.listUnits())[0]?.id ?? ''
  const { id } = await centre.registerDevice({ body: { number: 'ST-02', kind: 'docking-station', unit } })
  const { key } = await centre.issueStationKey({ params: { id } })
  await centre.registerDevice({ body: { number: 'DSJ0217', kind: 'body-camera', unit } })
  const card = await emptyCard('second-station')
  const camera = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, 'card-1.camera.json')}"`
  const docked = async (name: string) => {
    await longSound(join(card, name), 1, name.length)
    const docker = station.dockAt({ key, state: join(station.folder, 'second-state') }, card, '--camera', camera)
    const { summary } = await docker.ended
    expect(summary).toMatchObject({ failed: 0, quarantined: 0, device: 'DSJ0217' })
    const { rows } = await centre.listRecordings({ query: { search: name } })
    const view = await centre.showRecording({ params: { id: rows[0]?.id ?? '' } })
    return { said: docker.said.join('\n'), doubts: view.origin.doubts.map((one) => one.code), states: view.row.states }
  }
  const before = await docked('DSJ0217_021357_20261120150000_0001.wav')
  expect(before).toMatchObject({ doubts: ['station-unvouched'], states: expect.arrayContaining(['unconfirmed']) })
  const [, shown = ''] = /enters this fingerprint on the devices page: ([0-9a-f ]+)/.exec(before.said) ?? []
  // Who gave the station its key cannot be the one who compares.
  await expect(centre.vouchSigningKey({ params: { id }, body: { fingerprint: shown } })).rejects.toThrow()
  const [keeper] = await station.bureau.hire([{ name: '辛保管', userName: 'keeper2', roles: ['custodian'] }])
  const compares = createClient(station.url, fetch, () => ({ cookie: keeper?.cookie ?? '' }))
  await compares.vouchSigningKey({ params: { id }, body: { fingerprint: shown } })
  const after = await docked('DSJ0217_021357_20261120160000_00002.wav')
  expect(after.doubts).toEqual([])
  expect(after.states).not.toContain('unconfirmed')
  expect(after.said).not.toContain('fingerprint')
})

test('docking the same card again sends nothing twice, and clearing removes just what is proven', async () => {
  proves('changsha-county-2023/41.3', 'yanzhou-2019/9.1')
  const card = await cardOf('card-1', 'twice')
  const first = await station.dock(card).ended
  const again = await station.dock(card, '--clear').ended
  expect(first).toMatchObject({ code: 0, summary: { failed: 0, cleared: 0 } })
  expect([...again.summary.receipts].sort()).toEqual([...first.summary.receipts].sort())
  expect(again).toMatchObject({ code: 0, summary: { cleared: first.summary.files } })
  expect(await filesOn(card)).toEqual([])
})

test('what is damaged, empty or no recording stays on the card', async () => {
  const card = await emptyCard('odd')
  const damaged = footage.files.find((one) => one.kind === 'damaged' && one.card === 'card-2')
  const photo = footage.files.find((one) => one.kind === 'photo')
  await cp(join(footage.folder, damaged?.path ?? ''), join(card, 'cut.mp4'))
  await cp(join(footage.folder, photo?.path ?? ''), join(card, 'photo.jpg'))
  await writeFile(join(card, 'empty.mp4'), '')
  await writeFile(join(card, 'notes.txt'), 'notes')
  const { code, summary } = await station.dock(card, '--clear').ended
  expect(summary).toMatchObject({ files: 3, quarantined: 2, cleared: 1, skipped: ['notes.txt'] })
  expect(summary.troubles.map((one) => one.state)).toEqual(['quarantined', 'quarantined'])
  expect(await filesOn(card)).toEqual(['cut.mp4', 'empty.mp4', 'notes.txt'])
  expect(code).toBe(1)
})

test('names of every kind are kept as text and never lead anywhere else', async () => {
  const card = await emptyCard('names')
  const photo = await readFile(join(footage.folder, footage.files.find((one) => one.kind === 'photo')?.path ?? ''))
  const names = [
    Buffer.from('补录 现场勘验（东门）.jpg'),
    Buffer.from(`${'很'.repeat(75)}长.jpg`),
    Buffer.from(`${'n'.repeat(240)}.jpg`),
    Buffer.from('-rf --clear.jpg'),
    Buffer.from('two\nlines\u001b[2J.jpg'),
    Buffer.concat([Buffer.from([0xb3, 0xc2, 0xff]), Buffer.from('.jpg')]),
    Buffer.from('..%2f..%2fetc.jpg'),
  ]
  for (const [at, name] of names.entries())
    await writeFile(Buffer.concat([Buffer.from(`${card}/`), name]), Buffer.concat([photo, Buffer.from([at])]))
  const { code, summary } = await station.dock(card, '--clear').ended
  expect(code).toBe(0)
  expect(summary).toMatchObject({ preserved: names.length, cleared: names.length })
  const kept = (await proven(summary.receipts)).map((one) => one.fileName)
  expect(kept.sort()).toEqual(names.map((name) => new TextDecoder().decode(name)).sort())
  expect(new Set(summary.receipts).size).toBe(names.length)
  expect(await readdir(card)).toEqual([])
})

test('a dock that is killed half way goes on where it was', async () => {
  const card = await emptyCard('killed')
  await longSound(join(card, 'long.wav'), 60, 1)
  const held = station.line.hold(HALF_WAY)
  const killed = station.dock(card)
  await held
  killed.process.kill('SIGKILL')
  await killed.ended
  station.line.release()
  while ((await arrived()) === 0) continue
  const { code, summary } = await station.dock(card, '--clear').ended
  expect(code).toBe(0)
  expect(summary).toMatchObject({ files: 1, preserved: 1, cleared: 1 })
  const uploads = await station.bureau.centre.listUploads()
  expect(uploads.filter((one) => one.fileName === 'long.wav')).toHaveLength(1)
})

test('a server that is killed half way and comes back finds the same upload going on', async () => {
  const card = await emptyCard('server-killed')
  await longSound(join(card, 'longer.wav'), 60, 2)
  const held = station.line.hold(HALF_WAY)
  const docking = station.dock(card)
  await held
  await station.kill()
  station.line.release()
  await docking.says(/cannot be reached/)
  await station.start()
  const { code, summary } = await docking.ended
  expect(docking.said.some((line) => line.includes('is back'))).toBe(true)
  expect(code).toBe(0)
  expect((await proven(summary.receipts))[0]?.sha256).toBe(await sha256Of(join(card, 'longer.wav')))
  const uploads = await station.bureau.centre.listUploads()
  expect(uploads.filter((one) => one.fileName === 'longer.wav')).toHaveLength(1)
})

longTest('told to end, it ends at once and the next run goes on', async () => {
  const card = await emptyCard('told')
  await longSound(join(card, 'told.wav'), 60, 3)
  const held = station.line.hold(HALF_WAY)
  const docking = station.dock(card)
  await held
  docking.process.kill('SIGINT')
  const { code, summary } = await docking.ended
  station.line.release()
  expect(code).toBe(130)
  expect(summary).toMatchObject({ failed: 1, stopped: { en: expect.stringContaining('run again') } })
  expect(await station.dock(card).ended).toMatchObject({ code: 0, summary: { preserved: 1 } })
})

test('a file that changes after it was docked is not cleared', async () => {
  const card = await cardOf('card-1', 'changed')
  const name = footage.files.find((one) => one.card === 'card-1' && one.kind === 'photo')?.path.slice('card-1/'.length)
  const path = join(card, name ?? '')
  await rm(join(card, 'DCIM'), { recursive: true })
  await mkdir(join(path, '..'), { recursive: true })
  await cp(join(footage.folder, 'card-1', name ?? ''), path)
  await longSound(join(card, 'slow.wav'), 60, 4)
  const held = station.line.hold(HALF_WAY)
  const docking = station.dock(card, '--clear')
  await Promise.all([held, docking.says(/preserved|here already/)])
  await appendFile(path, 'x')
  station.line.release()
  const { code, summary } = await docking.ended
  expect(code).toBe(1)
  expect(summary).toMatchObject({ files: 2, failed: 0, cleared: 1 })
  expect(summary.troubles[0]?.why.en).toContain('has changed')
  expect(await filesOn(card)).toEqual([path.split('/').at(-1)])
})

longTest('a card pulled out half way loses nothing, and put back it goes on', async () => {
  const card = await emptyCard('pulled')
  for (let seed = 0; seed < 3; seed++) await longSound(join(card, `${seed}.wav`), 40, 10 + seed)
  const held = station.line.hold(HALF_WAY)
  const docking = station.dock(card, '--parallel', '1', '--clear')
  await held
  await rename(card, `${card}-away`)
  station.line.release()
  const { code, summary } = await docking.ended
  expect(code).toBe(1)
  expect(summary.stopped?.en).toContain('pulled out')
  expect(summary).toMatchObject({ cleared: 0 })
  expect(await filesOn(`${card}-away`)).toHaveLength(3)
  await rename(`${card}-away`, card)
  const back = await station.dock(card, '--clear').ended
  expect(back).toMatchObject({ code: 0, summary: { files: 3, preserved: 3, cleared: 3 } })
})

longTest('a full disk on the server is waited for', async () => {
  const card = await cardOf('loose', 'full')
  await station.stop()
  await station.start({ LIUHEN_RESERVE: String(2 ** 49) })
  const docking = station.dock(card)
  await docking.says(/disk of the server is full/)
  await station.stop()
  await station.start()
  const { summary } = await docking.ended
  expect(summary.failed).toBe(0)
  expect(summary.preserved + summary.repeated).toBeGreaterThan(0)
})

test('a wrong key and a server that is nowhere are told in a sentence, and nothing is touched', async () => {
  const card = await cardOf('loose', 'wrong')
  const key = join(station.folder, 'wrong-key')
  await writeFile(key, 'station-aaaaaaaaaaaaaaaaaaaaaaaa')
  const turnedAway = station.dock(card, '--key-file', key, '--clear')
  expect((await turnedAway.ended).code).toBe(1)
  expect(turnedAway.said.join('\n')).not.toContain('at ')
  const nowhere = station.dock(card, '--server', 'http://127.0.0.1:9', '--patience', '0', '--clear')
  expect((await nowhere.ended).code).toBe(1)
  expect(nowhere.said.join('\n')).toContain('cannot be reached')
  expect(await filesOn(card)).toEqual(await filesOn(join(footage.folder, 'loose')))
})

test('a server whose log has another key than before is refused loudly', async () => {
  const keys = join(station.folder, 'state', 'keys')
  const [pin = ''] = await readdir(keys)
  const known = await readFile(join(keys, pin), 'utf8')
  await writeFile(join(keys, pin), verifierKey(crypto.sha256, 'liuhen.local/other', new Uint8Array(32).fill(7)))
  const card = await cardOf('loose', 'other-key')
  const docking = station.dock(card, '--clear')
  const { code } = await docking.ended
  await writeFile(join(keys, pin), known)
  expect(code).toBe(1)
  expect(docking.said.join('\n')).toContain('has changed')
  expect(await filesOn(card)).toEqual(await filesOn(join(footage.folder, 'loose')))
})

test('a server that answers with the receipt of another file clears nothing', async () => {
  const card = await cardOf('loose', 'lied-to')
  const [known = ''] = await readdir(join(station.folder, 'state', 'receipts'))
  const another = await readFile(join(station.folder, 'state', 'receipts', known), 'utf8')
  await using liar = await liarBefore(station.url, another)
  const docking = station.dock(card, '--server', liar.url, '--clear')
  const { code, summary } = await docking.ended
  expect(code).toBe(1)
  expect(summary).toMatchObject({ preserved: 0, repeated: 0, cleared: 0, receipts: [] })
  expect(docking.said.join('\n')).toContain('not this file')
  expect(await filesOn(card)).toEqual(await filesOn(join(footage.folder, 'loose')))
})

longTest('a watched folder is docked as files come to rest, and survives its card being changed', async () => {
  const card = await emptyCard('watched')
  const [one, two] = footage.files
    .filter((file) => file.kind === 'photo')
    .map((file) => join(footage.folder, file.path))
  const watching = station.dock(card, '--watch', '--clear', '--still', '1')
  await watching.says(/Waiting for new files/)
  await writeFile(join(card, 'a.jpg'), Buffer.concat([await readFile(one ?? ''), Buffer.from('a')]))
  await emptied(card)
  await rename(card, `${card}-away`)
  await watching.says(/waiting for it to come back/)
  await mkdir(card)
  await writeFile(join(card, 'b.jpg'), Buffer.concat([await readFile(two ?? ''), Buffer.from('b')]))
  await emptied(card)
  watching.process.kill('SIGTERM')
  expect((await watching.ended).code).toBe(0)
})

test('with a watched folder nobody does anything for a recording to come in, and then nobody can change it', async () => {
  states('jinzhong-2022-plan/3-2.6')
  const card = await emptyCard('untouched')
  const aside = await emptyCard('untouched-aside')
  await longSound(join(aside, 'just-ended.wav'), 1, 77)
  const sha256 = await sha256Of(join(aside, 'just-ended.wav'))
  const watching = station.dock(card, '--watch', '--clear', '--still', '1')
  await watching.says(/Waiting for new files/)
  await rename(join(aside, 'just-ended.wav'), join(card, 'just-ended.wav'))
  await emptied(card)
  watching.process.kill('SIGTERM')
  await watching.ended
  const { centre } = station.bureau
  const id = (await centre.listUploads()).find((one) => one.fileName === 'just-ended.wav')?.recording ?? ''
  const changes = [
    'deleteRecording',
    'replaceRecording',
    'alterRecording',
    'deleteOriginal',
    'replaceOriginal',
  ] as const
  for (const change of changes)
    await expect(centre[change]({ params: { id } }), change).rejects.toMatchObject({
      problem: { status: 403, obstacles: [{ code: 'recording-untouchable' }] },
    })
  expect(await centre.verifyRecording({ params: { id } })).toMatchObject({ same: true, sha256 })
})

longTest('the command tells the clock of a camera, and its usage when called wrongly', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const camera = `"${process.execPath}" "${CAMERA}" "${join(footage.folder, 'card-2.camera.json')}"`
  const run = promisify(execFile)
  const asked = [main, 'clock', '--camera', camera, '--server', station.url, '--json']
  const { identity, recorded } = JSON.parse((await run(process.execPath, asked)).stdout) as {
    identity: { serial: string }
    recorded: { offset: number; error: number }
  }
  expect(identity.serial).toBe('DSJ0342')
  expect(Math.abs(recorded.offset + 420_000)).toBeLessThanOrEqual(recorded.error)
  await expect(run(process.execPath, [main, 'dock', '--nope'])).rejects.toMatchObject({ code: 2 })
})
