import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Declared } from '@liuhen/core/intake'
import type { NewEvent } from '@liuhen/core/journal'
import { base64Of, millisecondsOf } from '@liuhen/core/kernel'
import { openJournal } from '../ledger/index.ts'
import { openLog } from '../platform/index.ts'
import { policies } from '../policies.ts'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { trialClock } from '../platform/trial-clock.ts'
import { keepTakes } from '../recordings/index.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'
import { begin, beginDocking, type Intake, type Sender, Settling } from './commands.ts'
import { intakeHandlers } from './handlers.ts'
import { Staging } from './staging.ts'
import { type Upload, uploadOf } from './store.ts'
import { readingOf, signing } from './trial-reading.ts'
import { oneAtATime } from './unfinished.ts'

/** Intake on a database and a data folder of its own, without a server around it. */
export interface TrialIntake extends AsyncDisposable {
  readonly here: Intake
  readonly database: TrialDatabase
  readonly data: string
  /** Bytes the disk says it has free. */
  readonly disk: { free: number }
  /** How much may be on its way, and for how many days it may stand still. */
  readonly limits: { quota: number; days: number }
  /** What was logged, line by line. */
  readonly logged: readonly string[]
  /** One that begins as after a restart. */
  settling(): Settling
  /** A tus request as the counter would pass it on. */
  tus(
    method: string,
    id: string | undefined,
    headers: Record<string, string>,
    body?: Uint8Array,
    actor?: string,
  ): Promise<Response>
  /** The same with a request of one's own making, which names the upload. */
  send(request: Request, id: string): Promise<Response>
  state(id: string, actor: string): Promise<unknown>
  giveUp(id: string, actor?: string): Promise<unknown>
  /** Puts the clock forward. */
  forward(milliseconds: number): void
  /** Begins an upload of these bytes and puts them into staging, without saying that they are all there. */
  stage(bytes: Uint8Array, said?: Partial<Declared>): Promise<string>
  /** Brings bytes in from end to end; gives the upload as it ended. */
  deliver(bytes: Uint8Array, said?: Partial<Declared>): Promise<Upload>
  /** How many events of that kind there are. */
  count(kind: string): Promise<number>
}

/** A waveform file of silence as a voice recorder writes it, whole, and like no other. */
export function soundFile(length = 64): Buffer {
  const file = Buffer.alloc(44 + length)
  file.write('RIFF', 0, 'latin1')
  file.writeUInt32LE(36 + length, 4)
  file.write('WAVEfmt ', 8, 'latin1')
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(8000, 24)
  file.writeUInt32LE(8000, 28)
  file.writeUInt16LE(1, 32)
  file.writeUInt16LE(8, 34)
  file.write('data', 36, 'latin1')
  file.writeUInt32LE(length, 40)
  randomBytes(length).copy(file, 44)
  return file
}

export const SENDER = 'station:01994f3e-7c00-7000-8000-00000000000a'

/** Has told the key it signs with, and asks the cameras whose number or identity is given. */
export const ASKING = 'station:01994f3e-7c00-7000-8000-00000000000b'

export const stationOf = (actor: string): Sender => ({ actor, station: actor.slice('station:'.length), how: 'docked' })

async function asking({ db, journal, clock }: Intake): Promise<void> {
  const event = (version: number, kind: string, body: object) =>
    ({
      stream: `device:${ASKING.slice('station:'.length)}`,
      version,
      kind,
      at: clock.now(),
      actor: 'system',
      body,
    }) as NewEvent
  const registered = { number: 'ST-9', kind: 'docking-station', unit: randomUUID() }
  const told = { publicKey: base64Of(signing.publicKey) }
  await db
    .transaction()
    .execute((trx) =>
      journal.write(trx, [
        event(1, 'DeviceRegistered/1', registered),
        event(2, 'StationSigningKeyTold/1', told),
        event(3, 'StationSigningKeyVouched/1', told),
      ]),
    )
}

export const declaredOf = (bytes: Uint8Array, said: Partial<Declared> = {}): Declared =>
  Declared.parse({
    fileName: 'sound.wav',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...said,
  })

/** `Upload-Metadata` as the protocol writes it. */
export const metadataOf = (declared: unknown): string =>
  `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`

export async function trialIntake(): Promise<TrialIntake> {
  const database = await trialDatabase()
  const data = await mkdtemp(join(tmpdir(), 'liuhen-intake-'))
  for (const name of ['vault', 'staging', 'quarantine']) await mkdir(join(data, name))
  const workers = new DigestWorkers(2)
  const logged: string[] = []
  const disk = { free: 1 << 30 }
  const limits = { quota: 2 ** 40, days: 7 }
  const clock = trialClock()
  const log = openLog((line) => logged.push(line), clock)
  const here: Intake = {
    db: database.db,
    clock,
    log,
    journal: openJournal({ reactions: [keepTakes], policies }),
    vault: new FileVault(join(data, 'vault'), workers),
    quarantine: new FileVault(join(data, 'quarantine'), workers),
    staging: new Staging(join(data, 'staging'), workers, log),
    disk: { free: () => Promise.resolve(disk.free), reserve: 1 << 20 },
    limits,
    beginning: oneAtATime(),
  }
  await asking(here)
  const read = ({ deviceNumber: number, identity }: Partial<Declared>) =>
    readingOf(
      (camera) => beginDocking(here, stationOf(ASKING), camera),
      { ...(number && { number }), ...(identity && { identity }) },
      millisecondsOf(clock.now()),
    )
  const open: Settling[] = []
  const settling = (): Settling => {
    const one = new Settling(here)
    open.push(one)
    return one
  }
  const handlers = intakeHandlers(here, settling())
  const stage = async (bytes: Uint8Array, said: Partial<Declared> = {}): Promise<string> => {
    const id = randomUUID()
    const declared = declaredOf(bytes, said)
    if (said.deviceNumber === undefined && said.identity === undefined)
      await begin(here, id, declared, stationOf(SENDER))
    else await begin(here, id, (await read(said)).declare(declared), stationOf(ASKING))
    await writeFile(here.staging.path(id), bytes)
    return id
  }
  const answer = async (request: Request, id: string, actor: string): Promise<Response> => {
    const name = ({ POST: 'uploadCreate', HEAD: 'uploadHead', PATCH: 'uploadPatch' } as const)[request.method]
    return (await handlers[name as 'uploadPatch']?.({ request, actor, params: { id } } as never)) as Response
  }
  return {
    here,
    database,
    data,
    disk,
    limits,
    logged,
    settling,
    stage,
    async tus(method, id, headers, body, actor = SENDER) {
      const url = `http://trial/api/uploads${id === undefined ? '' : `/${id}`}`
      const request = new Request(url, {
        method,
        headers: { 'tus-resumable': '1.0.0', ...headers },
        ...(body && { body: Buffer.from(body), duplex: 'half' }),
      })
      return answer(request, id ?? '', actor)
    },
    send: (request, id) => answer(request, id, SENDER),
    state: async (id, actor) => handlers.uploadState?.({ params: { id }, actor } as never),
    giveUp: async (id, actor = SENDER) => handlers.giveUpUpload?.({ params: { id }, actor } as never),
    forward: (milliseconds) => clock.forward(milliseconds),
    async deliver(bytes, said) {
      const id = await stage(bytes, said)
      const one = settling()
      await one.complete(id)
      await one.close()
      return uploadOf(database.db, id)
    },
    count: async (kind) =>
      (await database.db.selectFrom('journal').select('id').where('kind', '=', kind).execute()).length,
    async [Symbol.asyncDispose]() {
      for (const one of open) await one.close()
      await workers.close()
      await database.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
