import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Arrival, type Declared, Flag, type Quarantined } from '@liuhen/core/intake'
import { CalendarDate, instantOf, millisecondsOf, Refused, type Sha256 } from '@liuhen/core/kernel'
import { footageFor } from '../../../cli/src/demo/footage-cache.ts'
import { issue, register } from '../devices/index.ts'
import { TRIAL_MORNING } from '../platform/trial-clock.ts'
import { failingOnce } from '../platform/trial-disk.ts'
import { beginDocking, settle } from './commands.ts'
import { preserve } from './preserve.ts'
import type { Staging } from './staging.ts'
import { uploadOf } from './store.ts'
import { ASKING, stationOf, declaredOf, SENDER, soundFile, trialIntake, type TrialIntake } from './trial.ts'
import { readingOf } from './trial-reading.ts'
import { receipt, stateOf } from './views.ts'

let trial: TrialIntake
beforeAll(async () => {
  trial = await trialIntake()
})
afterAll(() => trial[Symbol.asyncDispose]())

const CENTRE = 'person:01994f3e-7c00-7000-8000-0000000000cc'
const arrivalOf = async (recording: string | null): Promise<Arrival> => {
  const row = await trial.database.db
    .selectFrom('recordings')
    .select('state')
    .where('id', '=', recording)
    .executeTakeFirstOrThrow()
  return row.state.arrival
}
const quarantinedOf = async (quarantine: string | null): Promise<Quarantined> => {
  const stream = `quarantine:${quarantine}`
  const row = await trial.database.db
    .selectFrom('journal')
    .select('body')
    .where('stream', '=', stream)
    .where('version', '=', 1)
    .executeTakeFirstOrThrow()
  return row.body as unknown as Quarantined
}
const staged = (): Promise<string[]> => readdir(join(trial.data, 'staging'))

test('a whole file is kept in the vault, told of in the journal, and gone from staging', async () => {
  const bytes = soundFile()
  const upload = await trial.deliver(bytes, { fileName: '录音 1.wav' })
  expect(upload.state).toBe('preserved')
  const arrival = await arrivalOf(upload.recording)
  expect(arrival).toMatchObject({ fileName: '录音 1.wav', bytes: bytes.length, sha256: upload.declared.sha256 })
  expect(await trial.here.vault.digest(arrival.sha256)).toEqual({
    sha256: arrival.sha256,
    sm3: arrival.sm3,
    bytes: bytes.length,
  })
  expect(await staged()).not.toContain(upload.id)
})

test('what the disk gives back is held against what came over the wire, even where it is what was declared', async () => {
  const bytes = soundFile()
  const id = await trial.stage(bytes)
  const { here } = trial
  const { sha256: received } = declaredOf(soundFile())
  const staging = {
    path: (upload: string) => here.staging.path(upload),
    remove: (upload: string) => here.staging.remove(upload),
    finish: async (upload: string, length: number) => ({ ...(await here.staging.finish(upload, length)), received }),
  } as unknown as Staging
  await preserve({ ...here, staging }, id)
  const upload = await uploadOf(trial.database.db, id)
  expect(upload.state).toBe('quarantined')
  expect((await quarantinedOf(upload.quarantine)).message.zh).toContain('磁盘可能有故障')
})

test('bytes that are not what was declared go into quarantine with what to do, and the journal says so', async () => {
  const bytes = soundFile()
  const declared = soundFile()
  const other = (await trial.deliver(declared)).declared.sha256
  const upload = await trial.deliver(bytes, { sha256: other })
  expect(upload).toMatchObject({ state: 'quarantined', recording: null })
  const kept = await quarantinedOf(upload.quarantine)
  expect(kept).toMatchObject({ reason: 'digest-differs', declaredSha256: other })
  expect(kept.message.zh).toContain('不要清除存储卡')
  expect((await trial.here.quarantine.digest(kept.sha256)).bytes).toBe(bytes.length)
  expect(await trial.here.vault.size(kept.sha256)).toBeUndefined()
  expect((await stateOf(trial.database.db, trial.here.staging, upload)).quarantine?.message).toEqual(kept.message)
})

test('files that are cut short, empty or noise are set aside, each with its reason and what to do', async () => {
  const { folder, files } = await footageFor()
  const content = async (end: RegExp) => {
    const file = files.find((one) => end.test(one.path) && one.bytes > 20_000 && !/cut|truncat/.test(one.note))
    return readFile(join(folder, file?.path as string))
  }
  const [mp4, avi, wav, jpg] = await Promise.all([/\.mp4$/, /\.avi$/i, /\.wav$/, /\.jpg$/].map(content))
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ['a.mp4', mp4 as Buffer, ''],
    ['b.avi', avi as Buffer, ''],
    ['c.jpg', jpg as Buffer, ''],
    ['a.mp4', (mp4 as Buffer).subarray(0, -9000), 'cut-short'],
    ['b.avi', (avi as Buffer).subarray(0, -9000), 'cut-short'],
    ['c.wav', (wav as Buffer).subarray(0, -9000), 'cut-short'],
    ['d.jpg', (jpg as Buffer).subarray(0, -9000), 'cut-short'],
    ['e.mp4', Buffer.alloc(0), 'empty'],
    ['f.mp4', randomBytes(50_000), 'not-a-recording'],
  ]
  for (const [fileName, bytes, reason] of cases) {
    const upload = await trial.deliver(bytes, { fileName })
    const kept = upload.quarantine === null ? undefined : await quarantinedOf(upload.quarantine)
    expect([fileName, kept?.reason ?? '']).toEqual([fileName, reason])
    if (kept) expect(kept.message.zh).toMatch(/请|由信息中心/)
  }
})

test('the same bytes twice are one blob and one recording with two arrivals', async () => {
  const bytes = soundFile()
  const first = await trial.deliver(bytes, { fileName: 'first.wav' })
  const second = await trial.deliver(bytes, { fileName: 'second.wav' })
  expect(second).toMatchObject({ state: 'repeated', recording: first.recording })
  const row = await trial.database.db
    .selectFrom('recordings')
    .select('state')
    .where('id', '=', first.recording)
    .executeTakeFirstOrThrow()
  expect([row.state.arrival.fileName, ...row.state.repeats.map((one) => one.fileName)]).toEqual([
    'first.wav',
    'second.wav',
  ])
})

test('the same bytes from eight senders at once are one recording with eight arrivals', async () => {
  const bytes = soundFile(300_000)
  const uploads = await Promise.all(Array.from({ length: 8 }, (_, i) => trial.deliver(bytes, { fileName: `${i}.wav` })))
  expect(new Set(uploads.map((one) => one.recording)).size).toBe(1)
  expect(uploads.map((one) => one.state).toSorted()).toEqual([
    'preserved',
    ...Array.from({ length: 7 }, () => 'repeated'),
  ])
  const { length } = await trial.database.db
    .selectFrom('journal')
    .select('id')
    .where('stream', '=', `recording:${uploads[0]?.recording}`)
    .execute()
  expect(length).toBe(8)
})

test.each([
  ['Chinese and spaces', '现场 检查（一） 录像.wav', '现场 检查（一） 录像.wav'],
  ['three hundred characters', '长'.repeat(300), '长'.repeat(300)],
  ['steps up', '../../../etc/passwd', '../../../etc/passwd'],
  ['an absolute path', '/etc/cron.d/x', '/etc/cron.d/x'],
  ['control characters', 'a\u0001\n\u001b[2J.wav', 'a\u0001\n\u001b[2J.wav'],
  ['NUL', 'a\u0000b.wav', 'a\u2400b.wav'],
  ['a lone surrogate', 'a\ud800b.wav', 'a\ufffdb.wav'],
  ['no name at all', '', ''],
])('a name with %s is kept as text and is nowhere a path', async (_, fileName, kept) => {
  const before = (await readdir(trial.data, { recursive: true })).length
  const upload = await trial.deliver(soundFile(), { fileName, path: fileName })
  expect(await arrivalOf(upload.recording)).toMatchObject({ fileName: kept, path: kept })
  const paths = await readdir(trial.data, { recursive: true })
  expect(paths.length).toBeLessThanOrEqual(before + 3)
  for (const path of paths) expect(path).toMatch(/^(vault|staging|quarantine)(\/[0-9a-f-]+)*$/)
})

test('what a camera says of itself may hold what a database does not', async () => {
  const upload = await trial.deliver(soundFile(), { identity: { serial: 'A1\u0000\u0000', userName: '\udc00' } })
  expect(upload.state).toBe('preserved')
  expect((await arrivalOf(upload.recording)).identity).toEqual({ serial: 'A1\u2400\u2400', userName: '\ufffd' })
})

test('a rotten copy in the vault is not taken for the same bytes: the file waits in staging and the log cries out', async () => {
  const bytes = soundFile()
  const { sha256 } = (await trial.deliver(bytes)).declared
  const path = join(trial.data, 'vault', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await chmod(path, 0o644)
  await writeFile(path, Buffer.from(bytes).fill(0, 50))
  const upload = await trial.deliver(bytes)
  expect(upload).toMatchObject({ state: 'checking', event_id: null })
  expect(await readFile(trial.here.staging.path(upload.id))).toEqual(bytes)
  expect(trial.logged.join()).toContain('waits in staging')
  // Nothing more is asked of this one by the tests that follow.
  await trial.database.db.updateTable('upload').set({ bytes: 1 }).where('id', '=', upload.id).execute()
})

test('what the disk turns out to have lost is no recording: its sender sees that it comes anew, and brings it', async () => {
  const bytes = soundFile()
  const id = await trial.stage(bytes)
  const restarted = trial.settling()
  await failingOnce(async () => {
    await restarted.resume()
    await restarted.close()
  })
  expect(await stateOf(trial.database.db, trial.here.staging, await uploadOf(trial.database.db, id))).toMatchObject({
    state: 'arriving',
    received: 0,
  })
  await writeFile(trial.here.staging.path(id), bytes)
  const again = trial.settling()
  await again.resume()
  await again.close()
  expect((await uploadOf(trial.database.db, id)).state).toBe('preserved')
})

test('what lies on the disk is held against what memory gives back', async () => {
  const id = await trial.stage(soundFile())
  const { here } = trial
  const { sha256: onDisk } = declaredOf(soundFile())
  const staging = {
    path: (upload: string) => here.staging.path(upload),
    remove: (upload: string) => here.staging.remove(upload),
    finish: async (upload: string, length: number) => ({ ...(await here.staging.finish(upload, length)), onDisk }),
  } as unknown as Staging
  await preserve({ ...here, staging }, id)
  expect((await uploadOf(trial.database.db, id)).state).toBe('quarantined')
})

/** The four places at which a server may fall, as what it leaves behind. */
const falls: readonly (readonly [string, (id: string) => Promise<void>, string])[] = [
  ['when all bytes were in staging and nothing was said of it', async () => undefined, 'preserved'],
  [
    'when the upload was marked whole and not settled',
    async (id) => {
      await trial.database.db.updateTable('upload').set({ state: 'checking' }).where('id', '=', id).execute()
    },
    'preserved',
  ],
  [
    'when the bytes were in the vault and no event was written',
    async (id) => {
      const { reread } = await trial.here.staging.finish(id, (await uploadOf(trial.database.db, id)).bytes)
      await trial.here.vault.put(trial.here.staging.path(id), reread, (await uploadOf(trial.database.db, id)).bytes)
    },
    'preserved',
  ],
  [
    'when the event was written and staging not emptied',
    async (id) => {
      const content = await readFile(trial.here.staging.path(id))
      await preserve(trial.here, id)
      await writeFile(trial.here.staging.path(id), content)
    },
    'preserved',
  ],
]

test.each(falls)('after a fall %s the file is preserved exactly once', async (_, fall, end) => {
  const before = await trial.count('RecordingPreserved/2')
  const id = await trial.stage(soundFile())
  await fall(id)
  const restarted = trial.settling()
  await restarted.resume()
  await restarted.close()
  expect((await uploadOf(trial.database.db, id)).state).toBe(end)
  expect(await staged()).not.toContain(id)
  const again = trial.settling()
  await again.resume()
  await again.close()
  expect(await trial.count('RecordingPreserved/2')).toBe(before + 1)
})

test('after a fall between quarantine and its event the file is set aside exactly once', async () => {
  const before = await trial.count('FileQuarantined/2')
  const noise = randomBytes(500)
  const id = await trial.stage(noise)
  const { reread } = await trial.here.staging.finish(id, noise.length)
  await trial.here.quarantine.put(trial.here.staging.path(id), reread, noise.length)
  const restarted = trial.settling()
  await restarted.resume()
  await restarted.close()
  expect((await uploadOf(trial.database.db, id)).state).toBe('quarantined')
  expect(await trial.count('FileQuarantined/2')).toBe(before + 1)
})

test('what has not come whole stays as it is over a restart', async () => {
  const bytes = soundFile()
  const id = await trial.stage(bytes)
  await writeFile(trial.here.staging.path(id), bytes.subarray(0, 20))
  const restarted = trial.settling()
  await restarted.resume()
  await restarted.close()
  expect((await uploadOf(trial.database.db, id)).state).toBe('arriving')
  expect(await trial.here.staging.received(id)).toBe(20)
})

const device = (number: string) => register(trial.here, CENTRE, { number, kind: 'body-camera', unit })
let unit: string
const people = new Map<string, string>()
beforeAll(async () => {
  const now = trial.here.clock.now()
  const event = (stream: string, kind: string, body: unknown) =>
    ({ stream, version: 1, kind, at: now, actor: 'system', body }) as never
  unit = randomUUID()
  const person = (name: string, userName: string, certificate: string) => {
    const id = randomUUID()
    people.set(name, id)
    const validFrom = CalendarDate.parse('2020-01-01')
    const validTo = CalendarDate.parse('2099-01-01')
    return event(`person:${id}`, 'PersonAdded/1', {
      name,
      userName,
      unit,
      roles: ['officer'],
      certificate: { number: certificate, validFrom, validTo },
    })
  }
  await trial.database.db
    .transaction()
    .execute((trx) =>
      trial.here.journal.write(trx, [
        event(`unit:${unit}`, 'UnitAdded/1', { code: 'D1', name: '一中队', kind: 'squadron' }),
        person('王', 'wang', 'HN000001'),
        person('李', 'li-si', 'HN000002'),
      ]),
    )
})

const DAY = 86_400_000
/** Device time digits of so many days ago, noon in Beijing. */
const daysAgo = (days: number): string =>
  `${new Date(millisecondsOf(trial.here.clock.now()) - days * DAY + 8 * 3_600_000).toISOString().slice(0, 10)} 12:00:00`
const clock = { offset: 0, error: 500, samples: 3, at: TRIAL_MORNING }
const flagsOf = async (said: Partial<Declared>): Promise<Arrival> =>
  arrivalOf((await trial.deliver(soundFile(), { clock, ...said })).recording)

test('a file of a device nobody registered is taken in and flagged, and so is one that says nothing', async () => {
  expect((await flagsOf({ deviceNumber: 'NOBODY' })).flags).toEqual(['device-unknown'])
  const silent = await arrivalOf((await trial.deliver(soundFile())).recording)
  expect(silent.flags).toEqual(['clock-unmeasured'])
  expect(silent.provenance).toMatchObject({ how: 'docked', asked: false, claims: [] })
})

test('a file is the holder’s of the day it was recorded on, and another number on it is flagged', async () => {
  const { id } = await device('DSJ-1')
  const now = millisecondsOf(trial.here.clock.now())
  const [wang, li] = [people.get('王') as string, people.get('李') as string]
  await issue(trial.here, CENTRE, id, { holder: wang, from: instantOf(now - 10 * DAY) })
  await issue(trial.here, CENTRE, id, { holder: li, from: instantOf(now - 2 * DAY) })
  const say = (days: number, more: Partial<Declared> = {}) =>
    flagsOf({ deviceNumber: 'DSJ-1', deviceTime: daysAgo(days), ...more })
  expect(await say(5)).toMatchObject({ flags: [], officer: wang, device: id, unit })
  expect(await say(1)).toMatchObject({ flags: [], officer: li })
  expect(await say(5, { officerNumber: 'HN000002' })).toMatchObject({ flags: ['holder-differs'], officer: wang })
  expect((await say(20)).flags).toEqual(['holder-unknown'])
})

test('a file of a retired device is taken in and flagged', async () => {
  const { id } = await device('DSJ-OLD')
  const { db } = trial.database
  const retired = {
    stream: `device:${id}`,
    version: 2,
    kind: 'DeviceRetired/1' as const,
    at: trial.here.clock.now(),
    actor: CENTRE,
    body: { reason: '损坏报废', approver: '局长' },
  }
  await db.transaction().execute((trx) => trial.here.journal.write(trx, [retired]))
  const arrival = await flagsOf({ deviceNumber: 'DSJ-OLD', deviceTime: daysAgo(1) })
  expect(arrival.flags).toEqual(['device-retired', 'holder-unknown'])
  for (const flag of arrival.flags) expect(Flag.options).toContain(flag)
})

test('a docking is noted with its device and the clock that was measured', async () => {
  const { id } = await device('DSJ-DOCK')
  const [asking, now] = [stationOf(ASKING), trial.here.clock.now()]
  const rowOf = (docking: string) =>
    trial.database.db.selectFrom('docking').selectAll().where('id', '=', docking).executeTakeFirst()
  const camera = { number: 'DSJ-DOCK', files: 3 }
  const { docking } = await readingOf((said) => beginDocking(trial.here, asking, said), camera, millisecondsOf(now))
  expect(await rowOf(docking)).toMatchObject({ device: id, said: { files: 3, clock: { offset: 0, samples: 1 } } })
  // A number that was typed, or read off a name, puts nothing in the place of what the device said.
  const typed = { deviceNumber: 'DSJ-DOCK', identity: { idCode: 'D', serial: 'SJ-DOCK' }, clock, files: 9 }
  const { docking: unasked, device: meant } = await beginDocking(trial.here, stationOf(SENDER), typed)
  expect(meant?.id).toBe(id)
  expect(await rowOf(unasked)).toMatchObject({ device: null, said: { files: 9 } })
})

test('a quarantined file that is accepted goes among the recordings with a flag for good, as it arrived', async () => {
  const noise = randomBytes(900)
  const upload = await trial.deliver(noise, { fileName: '残.mp4' })
  const before = await quarantinedOf(upload.quarantine)
  const given = { decision: 'accepted', reason: '现场唯一影像' } as const
  const { recording } = await settle(trial.here, upload.quarantine as string, CENTRE, given)
  const arrival = await arrivalOf(recording as string)
  expect(arrival.flags).toContain('accepted-from-quarantine')
  expect(arrival).toMatchObject({ sha256: before.sha256, arrivedAt: before.arrivedAt, fileName: '残.mp4' })
  expect((await trial.here.vault.digest(arrival.sha256)).sm3).toBe(before.sm3)
  expect(await uploadOf(trial.database.db, upload.id)).toMatchObject({ state: 'preserved', recording })
  await expect(settle(trial.here, upload.quarantine as string, CENTRE, given)).rejects.toThrow(Refused)
})

test('the same noise quarantined twice and accepted twice at once is one recording', async () => {
  const noise = randomBytes(901)
  const uploads = [await trial.deliver(noise), await trial.deliver(noise)]
  const given = { decision: 'accepted', reason: '两次采集' } as const
  const both = await Promise.all(uploads.map((one) => settle(trial.here, one.quarantine as string, CENTRE, given)))
  expect(new Set(both.map((one) => one.recording)).size).toBe(1)
})

test('a quarantined file that is dismissed stays where it is and has no receipt', async () => {
  const upload = await trial.deliver(randomBytes(902))
  await expect(receipt(trial.database.db, upload.id)).rejects.toMatchObject({ obstacles: [{ code: 'quarantined' }] })
  const given = { decision: 'dismissed', reason: '不是现场材料' } as const
  expect(await settle(trial.here, upload.quarantine as string, CENTRE, given)).toEqual({})
  const kept = await quarantinedOf(upload.quarantine)
  expect(await trial.here.quarantine.size(kept.sha256)).toBe(902)
  await expect(receipt(trial.database.db, upload.id)).rejects.toThrow(Refused)
})

test('quarantined bytes that changed meanwhile are not accepted', async () => {
  const upload = await trial.deliver(randomBytes(903))
  const { sha256 } = (await quarantinedOf(upload.quarantine)) as { sha256: Sha256 }
  const path = join(trial.data, 'quarantine', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  await chmod(path, 0o644)
  await writeFile(path, randomBytes(903))
  const accepting = settle(trial.here, upload.quarantine as string, CENTRE, { decision: 'accepted', reason: '收存' })
  await expect(accepting).rejects.toMatchObject({ obstacles: [{ code: 'quarantine-differs' }] })
  expect(await trial.here.vault.size(sha256)).toBeUndefined()
})
