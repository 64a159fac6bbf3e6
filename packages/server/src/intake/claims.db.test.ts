import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Declared } from '@liuhen/core/intake'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { declaredOf, metadataOf, soundFile } from './trial.ts'

let server: TrialServer
let station: Awaited<ReturnType<TrialServer['station']>>
let centre: SignedIn
let leader: SignedIn
let officer: SignedIn
let camera: string

beforeAll(async () => {
  server = await trialServer()
  station = await server.station()
  centre = await server.as('information-centre')
  const system = await server.as('system-administrator')
  const one = { code: 'Z1', name: '一中队', kind: 'squadron' as const, parent: server.unit }
  const { id: unit } = await system.addUnit({ body: one })
  leader = await server.another('team-leader', unit)
  officer = await server.another('officer', unit)
  camera = (await centre.registerDevice({ body: { number: 'DSJ0217', kind: 'body-camera', unit } })).id
  const from = instantOf(millisecondsOf(server.clock.now()) - 30 * 86_400_000)
  await centre.issueDevice({ params: { id: camera }, body: { holder: officer.person, from } })
})
afterAll(() => server.stop())

/** The name of a file of that hour of the day before. */
const nameAt = (hour: string, number = '0007', device = 'DSJ0217', by = officer.userName) => {
  const day = instantOf(millisecondsOf(server.clock.now()) - 86_400_000).slice(0, 10)
  return `${device}_${by}_${day.replaceAll('-', '')}${hour}0000_${number}.wav`
}
const forged = (fileName: string): Partial<Declared> => {
  const day = instantOf(millisecondsOf(server.clock.now()) - 86_400_000).slice(0, 10)
  const [deviceNumber, officerNumber, stamp = ''] = fileName.split('_')
  return {
    fileName,
    ...(deviceNumber && { deviceNumber }),
    ...(officerNumber && { officerNumber }),
    deviceTime: `${day} ${stamp.slice(8, 10)}:00:00`,
    sequence: 7,
  }
}

async function bring(declared: Declared, bytes: Buffer, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      ...(headers['cookie'] === undefined && { authorization: `Bearer ${station.key}` }),
      ...headers,
      'liuhen-request': '1',
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': metadataOf(declared),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  expect(response.status).toBe(201)
  const upload = response.headers.get('location')?.split('/').at(-1) ?? ''
  const find = () =>
    server.database.db.selectFrom('upload').select('recording').where('id', '=', upload).executeTakeFirst()
  await expect.poll(async () => (await find())?.recording ?? undefined, { timeout: 120_000 }).toBeDefined()
  return (await find())?.recording as string
}

const fromCard = async (bytes: Buffer, said: Partial<Declared>): Promise<string> =>
  bring((await station.reads({ camera: false })).declare(declaredOf(bytes, said)), bytes)
const asked = async (bytes: Buffer, said: Partial<Declared>, number = 'DSJ0217'): Promise<string> =>
  bring((await station.reads({ number })).declare(declaredOf(bytes, said)), bytes)
const show = (id: string) => centre.showRecording({ params: { id } })
const codes = async (id: string) => (await show(id)).origin.doubts.map((one) => one.code)
const refused = (code: string) => ({ problem: { obstacles: [{ code }] } })

// First: it is only before the station has told its key that it is taken without a signature.
test('break-in F2: under a station’s bearer key alone, a typed identity and clock are claims and no docking', async () => {
  const clock = { offset: 0, error: 1, samples: 5, at: server.clock.now() }
  const bytes = soundFile()
  const typed = { ...forged(nameAt('14')), clock, identity: { idCode: 'LH-F2', serial: 'DSJ0217' } }
  const id = await bring(declaredOf(bytes, typed), bytes)
  const { row, origin, arrival, times } = await show(id)
  expect(origin).toMatchObject({ how: 'docked', asked: false, signed: false, unconfirmed: true })
  expect(origin.doubts.map((one) => one.code)).toEqual(['not-asked', 'unsigned'])
  expect(origin.claims.filter((one) => one.says === 'station')).toEqual([])
  expect([row.officer, row.device, row.unit]).toEqual([undefined, undefined, undefined])
  expect([arrival.identity, arrival.clock, arrival.device, times?.offset]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('break-in F1: a made-up name on a card, or a number typed at the station, makes nobody’s footage and can be questioned', async () => {
  for (const said of [
    forged(nameAt('10')),
    { fileName: 'holiday.wav', deviceNumber: 'DSJ0217' },
    forged(nameAt('11', '0008', 'ZZZ9999')),
  ]) {
    const id = await fromCard(soundFile(), said)
    const { row, origin, arrival, rules } = await show(id)
    expect(origin).toMatchObject({ how: 'docked', asked: false, signed: true, unconfirmed: true })
    expect(origin.doubts.map((one) => one.code)).toEqual(['not-asked'])
    expect([row.officer, row.device, row.unit, arrival.officer, arrival.device]).toEqual(Array(5).fill(undefined))
    expect(row.states).toContain('unconfirmed')
    expect(rules.activities).toEqual([])
  }
})

test('a time typed for a card, and a number typed for its file, are claims where the name says otherwise', async () => {
  const said = forged(nameAt('13'))
  const id = await fromCard(soundFile(), {
    ...said,
    deviceTime: said.deviceTime?.replace(' 13:', ' 09:') ?? '',
    sequence: 99,
  })
  const { arrival } = await show(id)
  expect([arrival.deviceTime, arrival.sequence]).toEqual([undefined, 7])
  const genuine = await show(await fromCard(soundFile(), said))
  expect(genuine.arrival.deviceTime).toBe(said.deviceTime)
})

test('a camera that was asked and another number typed, or another camera’s files on its card, are claims too', async () => {
  const other = await asked(soundFile(), forged(nameAt('12')), 'DSJ0342')
  expect(await codes(other)).toEqual(['not-asked'])
  const genuine = await asked(soundFile(), forged(nameAt('09')))
  expect((await show(genuine)).origin).toMatchObject({ asked: true, unconfirmed: false, doubts: [] })
  expect((await show(genuine)).row).toMatchObject({ device: { id: camera }, officer: { id: officer.person } })
  // Of a device nobody registered the number in the name makes nobody the recorder.
  const unknown = await asked(soundFile(), forged(nameAt('09', '0001', 'QQQ1')), 'QQQ1')
  expect((await show(unknown)).row.officer).toBeUndefined()
  expect((await show(unknown)).row.flags).toContain('device-unknown')
})

test('an identity that is not the one read in that docking is refused, signed or not', async () => {
  const read = await station.reads({ number: 'DSJ0342' })
  const bytes = soundFile()
  const { signature: _signature, ...rest } = read.declare(declaredOf(bytes))
  const declared = (await station.reads({ number: 'DSJ0217' })).declare(declaredOf(bytes))
  const response = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${station.key}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': metadataOf(read.declare({ ...declared, docking: rest.docking }, { serial: 'DSJ0217' })),
    },
  })
  expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('docking-other')])
})

test('break-in F1: a copy docked from a card lifts no doubt of the same bytes sent before; the camera itself does', async () => {
  const bytes = soundFile()
  const stranger = await server.another('officer')
  const id = await bring(declaredOf(bytes, forged(nameAt('13'))), bytes, { cookie: stranger.cookie })
  expect(await codes(id)).toEqual(['not-docked', 'sent-by-another'])
  expect(await fromCard(bytes, forged(nameAt('13')))).toBe(id)
  const { origin, row, repeats } = await show(id)
  expect(repeats).toHaveLength(1)
  expect(origin).toMatchObject({ how: 'browser', unconfirmed: true })
  expect(row.officer).toBeUndefined()
  expect(await asked(bytes, forged(nameAt('13')))).toBe(id)
  expect((await show(id)).origin).toMatchObject({ how: 'docked', asked: true, unconfirmed: false })
})

test('break-in F1: what was typed about a card never stands in the place of the device’s own clock', async () => {
  await station.reads({ number: 'DSJ0217', offset: 3000, files: 4 })
  server.clock.forward(60_000)
  const last = async () => (await centre.listDevices()).find((one) => one.id === camera)?.lastDocked
  const before = await last()
  expect(before).toMatchObject({ files: 4, clock: { offset: 3000 } })
  await station.reads({ camera: false, number: 'DSJ0217', files: 9 })
  expect(await last()).toEqual(before)
})

test('a day’s card is confirmed by one decision of somebody else, with everything that is known side by side', async () => {
  const ids = [
    await fromCard(soundFile(), forged(nameAt('15', '0021'))),
    await fromCard(soundFile(), forged(nameAt('16', '0022'))),
  ]
  const [own] = (await leader.cardReadings()).filter((one) => one.recordings.some(({ id }) => ids.includes(id)))
  expect(own).toMatchObject({ officer: { id: officer.person }, device: { id: camera, number: 'DSJ0217' } })
  const { name } = await officer.whoAmI()
  expect(own?.reasons.map((one) => one.zh).join('\n')).toMatch(
    new RegExp(
      `${officer.userName} 是 ${name} 的[^]*由 ${name} 使用[^]*执法证 .* 当日有效[^]*采集站 ST-01 于 .*没有询问设备`,
    ),
  )
  const order = { officer: officer.person, device: camera, recordings: ids, reason: '与原卡、值班表核对一致' }
  await expect(officer.confirmCard({ body: order })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(leader.confirmCard({ body: { ...order, officer: leader.person } })).rejects.toMatchObject(
    refused('not-proposed'),
  )
  expect(await leader.confirmCard({ body: order })).toEqual({ confirmed: 2 })
  for (const id of ids) {
    const { row, origin, history } = await show(id)
    expect(row).toMatchObject({ officer: { id: officer.person }, device: { id: camera } })
    expect(origin).toMatchObject({ unconfirmed: false, confirmation: { reason: order.reason } })
    expect(history.map((one) => one.kind)).toContain('ProvenanceConfirmed/1')
  }
  await expect(leader.confirmCard({ body: order })).rejects.toMatchObject(refused('not-proposed'))
  expect((await leader.cardReadings()).flatMap((one) => one.recordings.map(({ id }) => id))).not.toContain(ids[0])
})

test('break-in F4: nobody makes themselves the recorder, alone or by the way of a confirmation', async () => {
  const id = await asked(soundFile(), { ...forged(nameAt('17', '0001', 'QQQ2')) }, 'QQQ2')
  for (const who of [centre, await server.another('team-leader')]) {
    const body = { officer: who.person, reason: '是我录的' }
    await expect(who.annotateOfficer({ params: { id }, body })).rejects.toMatchObject(
      who === centre ? refused('own-claim') : { problem: { status: 404 } },
    )
  }
  expect((await show(id)).row.officer).toBeUndefined()
  await centre.annotateOfficer({ params: { id }, body: { officer: officer.person, reason: '核对了值班表' } })
  expect((await show(id)).row.officer?.id).toBe(officer.person)
})
