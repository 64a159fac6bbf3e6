import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '@liuhen/contract'
import { clocksOf, Declared, Docked, readingBytes, type StationSignature, stationFileBytes } from '@liuhen/core/intake'
import { base64Of, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { fingerprintOf } from '@liuhen/core/devices'
import { keyFrom, sha256 } from '../../../../scripts/node-crypto.ts'
import { trialServer, type TrialServer } from '../http/trial.ts'
import { wasAsked } from './signatures.ts'
import { metadataOf, soundFile } from './trial.ts'
import { type Read, readingOf, signing } from './trial-reading.ts'

let server: TrialServer
let station: Awaited<ReturnType<TrialServer['station']>>
const own = keyFrom(new Uint8Array(32).fill(3))
const thief = keyFrom(new Uint8Array(32).fill(4))
type Key = typeof own
const signatureOf = (key: Key, bytes: Uint8Array): StationSignature => ({
  key: base64Of(key.publicKey),
  signature: base64Of(key.sign(bytes)),
})

beforeAll(async () => {
  server = await trialServer()
  station = await server.station()
})
afterAll(() => server.stop())

const refused = (code: string) => ({ problem: { status: 409, obstacles: [{ code }] } })
const tell = (key: Key, client: Client = station.client) =>
  client.tellSigningKey({ body: { publicKey: base64Of(key.publicKey) } })

/** What a station says of a camera whose clock is right, from one look at either clock. */
function reading(): Docked {
  const at = millisecondsOf(server.clock.now())
  const wall = new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const looks = [{ before: at, server: instantOf(at), after: at + 1 }]
  const camera = [{ before: at, device: { wall }, after: at + 1 }]
  return Docked.parse({ deviceNumber: 'DSJ-9', files: 1, samples: { server: looks, camera } })
}

function measured(): Docked {
  const said = reading()
  return Docked.parse({ ...said, clock: clocksOf(said.samples?.server ?? [], said.samples?.camera).recorded })
}

const dock = (said: Docked, signature?: StationSignature) =>
  station.client.beginDocking({ body: { ...said, ...(signature && { signature }) } })

/** Begins an upload and gives the status and code of the answer. */
async function send(said: Declared, signature?: StationSignature): Promise<[number, string | undefined]> {
  const response = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${station.key}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(said.bytes),
      'upload-metadata': metadataOf({ ...said, ...(signature && { signature }) }),
    },
  })
  const words = await response.text()
  return [response.status, /"code":"([^"]+)"/.exec(words)?.[1]]
}

const fileOf = (more: Partial<Declared>): Declared => {
  const bytes = soundFile()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return Declared.parse({ fileName: 'a.wav', bytes: bytes.length, sha256, ...more })
}

test('a station that never told a key is taken without a signature', async () => {
  await expect(dock(measured())).resolves.toMatchObject({ docking: expect.any(String) as string })
  expect(await send(fileOf({}))).toEqual([201, undefined])
  // A signature under a key nobody told proves nothing.
  const said = fileOf({})
  expect(await send(said, signatureOf(thief, stationFileBytes(said)))).toEqual([409, 'station-signature'])
})

test('once it has told its key, only what that key signed is taken, and no other key', async () => {
  await tell(own)
  await tell(own)
  await expect(tell(thief)).rejects.toMatchObject(refused('signing-key-other'))
  const said = measured()
  await expect(dock(said)).rejects.toMatchObject(refused('station-signature'))
  await expect(dock(said, signatureOf(thief, readingBytes(said)))).rejects.toMatchObject(refused('station-signature'))
  const other = { ...said, deviceNumber: 'DSJ-8' }
  await expect(dock(other, signatureOf(own, readingBytes(said)))).rejects.toMatchObject(refused('station-signature'))
  const { docking } = await dock(said, signatureOf(own, readingBytes(said)))
  const file = fileOf({ docking, deviceNumber: 'DSJ-9', clock: said.clock })
  const good = signatureOf(own, stationFileBytes(file))
  expect(await send(file)).toEqual([409, 'station-signature'])
  expect(await send({ ...file, deviceNumber: 'DSJ-8' }, good)).toEqual([409, 'station-signature'])
  expect(await send({ ...file, sha256: fileOf({}).sha256 }, good)).toEqual([409, 'station-signature'])
  expect(await send(file, good)).toEqual([201, undefined])
})

test('nothing that dates a file is changed on its way: all that a station says of it is signed', async () => {
  const said = measured()
  const { docking } = await dock(said, signatureOf(own, readingBytes(said)))
  const file = fileOf({ docking, deviceNumber: 'DSJ-9', clock: said.clock, savedTime: '2026-11-20 10:00:00' })
  const good = signatureOf(own, stationFileBytes(file))
  for (const more of [
    { modified: '2026-11-01T00:00:00.000Z' },
    { savedTime: '2026-11-02 10:00:00' },
    { sequence: 7 },
    { chapter: 2 },
    { flagged: true },
    { kind: 'video-camera' },
  ])
    expect([more, await send(Declared.parse({ ...file, ...more }), good)]).toEqual([more, [409, 'station-signature']])
  expect(await send(file, good)).toEqual([201, undefined])
})

test('a reading that is sent again begins no other docking, and one of another hour none at all', async () => {
  const said = measured()
  const signature = signatureOf(own, readingBytes(said))
  const first = await dock(said, signature)
  expect(await dock(said, signature)).toEqual(first)
  const later = measured()
  server.clock.forward(2 * 3_600_000)
  await expect(dock(later, signatureOf(own, readingBytes(later)))).rejects.toMatchObject(refused('reading-stale'))
  await expect(dock(said, signature)).rejects.toMatchObject(refused('reading-stale'))
})

test('a clock that its own samples do not give is refused, and so is a file of another docking’s clock', async () => {
  const said = measured()
  const moved = Docked.parse({ ...said, clock: said.clock && { ...said.clock, offset: said.clock.offset + 60_000 } })
  await expect(dock(moved, signatureOf(own, readingBytes(moved)))).rejects.toMatchObject(refused('clock-not-measured'))
  const { docking } = await dock(said, signatureOf(own, readingBytes(said)))
  const file = fileOf({ docking, deviceNumber: 'DSJ-9', clock: moved.clock })
  expect(await send(file, signatureOf(own, stationFileBytes(file)))).toEqual([409, 'docking-other'])
  const elsewhere = fileOf({ docking: '01994f3e-7c00-4000-8000-00000000000a' })
  expect(await send(elsewhere, signatureOf(own, stationFileBytes(elsewhere)))).toEqual([409, 'docking-other'])
})

test('what a station reads counts only when somebody else than who gave it its key has compared its signing key, there', async () => {
  const other = await trialServer()
  try {
    const [centre, keeper] = [await other.as('information-centre'), await other.as('custodian')]
    const { id: at } = await centre.registerDevice({
      body: { number: 'ST-7', kind: 'docking-station', unit: other.unit },
    })
    const { key } = await centre.issueStationKey({ params: { id: at } })
    const client = createClient(other.url, fetch, () => ({ authorization: `Bearer ${key}` }))
    const shown = fingerprintOf(sha256, base64Of(thief.publicKey))
    const vouch = (who: typeof centre, words = shown) =>
      who.vouchSigningKey({ params: { id: at }, body: { fingerprint: words } })
    await expect(vouch(keeper)).rejects.toMatchObject(refused('signing-key-untold'))
    expect(await tell(thief, client)).toEqual({ vouched: false })
    const { signing } = (await keeper.showDevice({ params: { id: at } })).device
    expect(signing).toEqual({ fingerprint: shown })
    await expect(vouch(centre)).rejects.toMatchObject(refused('own-station-key'))
    await expect(vouch(keeper, 'abcd 0123 4567 89ab')).rejects.toMatchObject(refused('signing-key-differs'))
    await expect(vouch(await other.as('officer'))).rejects.toMatchObject({ problem: { status: 403 } })
    await vouch(keeper, shown.toUpperCase().replaceAll(' ', ''))
    await expect(vouch(keeper)).rejects.toMatchObject(refused('signing-key-vouched'))
    expect(await tell(thief, client)).toEqual({ vouched: true })
    const { device } = await keeper.showDevice({ params: { id: at } })
    expect(device.signing?.vouched).toMatchObject({ by: (await keeper.whoAmI()).name })
    // A new key may be a new machine: it is looked at anew.
    const fresh = (await centre.issueStationKey({ params: { id: at } })).key
    const again = createClient(other.url, fetch, () => ({ authorization: `Bearer ${fresh}` }))
    expect(await tell(thief, again)).toEqual({ vouched: false })
  } finally {
    await other.stop()
  }
})

test('what was read before somebody compared the key stays a claim, whenever its file comes', async () => {
  const other = await trialServer()
  try {
    const [centre, keeper] = [await other.as('information-centre'), await other.as('custodian')]
    const { id: at } = await centre.registerDevice({
      body: { number: 'ST-8', kind: 'docking-station', unit: other.unit },
    })
    const { key } = await centre.issueStationKey({ params: { id: at } })
    const client = createClient(other.url, fetch, () => ({ authorization: `Bearer ${key}` }))
    await tell(signing, client)
    const read = () => readingOf((said) => client.beginDocking({ body: said }), {}, millisecondsOf(other.clock.now()))
    const wasAskedOf = async ({ declare }: Read) =>
      wasAsked(other.database.db, at, declare(fileOf({ deviceNumber: 'LH-0000' })))
    const before = await read()
    expect(await wasAskedOf(before)).toBe('unvouched')
    other.clock.forward(1000)
    const shown = fingerprintOf(sha256, base64Of(signing.publicKey))
    await keeper.vouchSigningKey({ params: { id: at }, body: { fingerprint: shown } })
    expect(await wasAskedOf(before)).toBe('unvouched')
    other.clock.forward(1000)
    expect(await wasAskedOf(await read())).toBe(true)
  } finally {
    await other.stop()
  }
})

test('with a new key from the information centre a station tells its signing key anew', async () => {
  const centre = await server.as('information-centre')
  const { key } = await centre.issueStationKey({ params: { id: station.id } })
  const fresh = createClient(server.url, fetch, () => ({ authorization: `Bearer ${key}` }))
  await tell(thief, fresh)
  const { history } = await centre.showDevice({ params: { id: station.id } })
  const told = history.filter((one) => one.kind === 'StationSigningKeyTold/1')
  expect(told.map((one) => (one.body as { publicKey: string }).publicKey)).toEqual(
    [thief, own].map((one) => base64Of(one.publicKey)),
  )
})

test('nobody but a station docks, whatever they hold', async () => {
  for (const role of ['officer', 'information-centre', 'team-leader'] as const) {
    const who = await server.as(role)
    await expect(who.beginDocking({ body: { files: 0 } })).rejects.toMatchObject({ problem: { status: 403 } })
  }
})
