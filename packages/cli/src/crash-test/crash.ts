import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient, ProblemError } from '@liuhen/contract'
import { Failure, hexOf } from '@liuhen/core/kernel'
import { checkReceipt, parseVerifierKey } from '@liuhen/core/ledger'
import type { Receipt, VerifierKey } from '@liuhen/core/ledger'
import { auditFolder, connected, poolReader, startPostgres } from '../audit/index.ts'
import type { AuditResult } from '../audit/index.ts'
import { crypto } from '../verify/crypto.ts'
import { DigestPool } from '../verify/digest-pool.ts'
import { NATIONAL } from '../packs/index.ts'
import { foundBureau, hireTeam, PACKS } from './bureau.ts'
import type { TrialBureau } from './bureau.ts'
import { between, chanceOf } from './chance.ts'
import type { Chance } from './chance.ts'
import { casesAmiss } from './cases.ts'
import { Acknowledged, Clerk } from './clerk.ts'
import { deliver } from './deliver.ts'
import type { Counter } from './deliver.ts'
import { startServerProcess } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'
import { soundOf } from './sound.ts'

export interface CrashOptions {
  /** An empty folder: the server's data goes to `data` in it, the receipts it gives to `receipts`. */
  readonly folder: string
  readonly kills: number
  readonly seed: number
  readonly onKill?: (kill: number, files: number) => void
}

export interface CrashReport {
  readonly kills: number
  /** Those in which PostgreSQL was killed too. */
  readonly whole: number
  readonly seed: number
  readonly files: number
  readonly bytes: number
  readonly receipts: number
  /** Other acts the server acknowledged. */
  readonly events: number
  /** Uploads that were cut off and went on where they were. */
  readonly resumed: number
  /** Uploads that a killed PostgreSQL had not written down yet, and that began again. */
  readonly begunAgain: number
  readonly cases: number
  /** Acts entered in them. */
  readonly acts: number
  readonly approvals: number
  readonly signatures: number
  /** Of cases, what got no answer and was sent again. */
  readonly again: number
  /** Acknowledged and not there any more, or not as acknowledged. Names what. */
  readonly lost: readonly string[]
  readonly audit: AuditResult
  /** Milliseconds from starting the server on existing data until it answers, in the middle of all. */
  readonly restart: number
}

const RULES = { packs: [NATIONAL, ...PACKS], settings: {} }
const SENDERS = 4
const CLERKS = 2
const [SMALLEST, LARGEST] = [2_000, 700_000]
/** Milliseconds a server lives on after it has first got something done. */
const [SOONEST, LATEST] = [5, 400]

/**
 * Kills the server again and again while files come in, cases are opened, entered and signed, and cameras are docked; then
 * looks for all it acknowledged, and for what is there by half.
 */
export async function crash({ folder, kills, seed, onKill }: CrashOptions): Promise<CrashReport> {
  const chance = chanceOf(seed)
  const data = join(folder, 'data')
  await mkdir(data, { recursive: true })
  const life = await Life.begin(data)
  try {
    const bureau = await foundBureau(await life.url(), data)
    const team = await hireTeam(bureau)
    const key = parseVerifierKey(crypto.sha256, (await (await fetch(`${await life.url()}/log/key`)).text()).trim())
    const made = new Made()
    const desk = { url: () => life.url(), progressed: () => life.progressed() }
    const enough = new AbortController()
    const working = [
      ...Array.from({ length: SENDERS }, (_, lane) => sendOn(life, bureau, made, lane, chance, enough.signal)),
      dockOn(life, bureau, made, enough.signal),
      ...Array.from({ length: CLERKS }, () => new Clerk(desk, team, made.cases).work(enough.signal)),
    ]
    // A sender that meets what no server should do ends all; without this its rejection would wait for the last kill.
    const trouble = Promise.race(working.map((one) => one.then(() => new Promise<never>(() => undefined))))
    let whole = 0
    for (let kill = 1; kill <= kills; kill++) {
      await Promise.race([life.progress(), trouble])
      await pause(between(chance, SOONEST, LATEST))
      // Not by chance: the senders draw from the same, so that how often would be how fast they were.
      const everything = kill % 2 === 0
      if (everything) whole++
      await life.killAndRestart({ everything })
      onKill?.(kill, made.receipts.length)
    }
    enough.abort()
    await Promise.all(working)
    await life.stop()
    const found = await lookFor(folder, data, made, key)
    return { kills, whole, seed, ...made.counts(), ...found, restart: life.usualStart() }
  } finally {
    await life.stop()
  }
}

/** What the server acknowledged. */
class Made {
  readonly receipts: { readonly receipt: Receipt; readonly sha256: string }[] = []
  readonly dockings: string[] = []
  readonly cases = new Acknowledged()
  bytes = 0
  resumed = 0
  begunAgain = 0

  counts() {
    const { receipts, dockings, bytes, resumed, begunAgain, cases } = this
    const { length: files } = receipts
    const told = { files, receipts: files, events: dockings.length, bytes, resumed, begunAgain }
    const [acts, approvals, signatures] = [cases.acts.length, cases.approvals.length, cases.signatures.length]
    return { ...told, cases: cases.cases.length, acts, approvals, signatures, again: cases.again }
  }
}

/** One server after another on one folder. */
class Life {
  readonly #data: string
  #server: Promise<ServerProcess>
  #progress = Promise.withResolvers<void>()
  readonly #starts: number[] = []

  private constructor(data: string, server: ServerProcess) {
    this.#data = data
    this.#server = Promise.resolve(server)
  }

  static async begin(data: string): Promise<Life> {
    return new Life(data, await startServerProcess(data))
  }

  async url(): Promise<string> {
    return (await this.#server).url
  }

  /** Resolves when this server has got something done. */
  progress(): Promise<void> {
    return this.#progress.promise
  }

  progressed(): void {
    this.#progress.resolve()
  }

  async killAndRestart(how: { readonly everything: boolean }): Promise<void> {
    const old = await this.#server
    const began = Promise.withResolvers<ServerProcess>()
    // From here on whoever asks for the address waits for the next server.
    this.#server = began.promise
    this.#progress = Promise.withResolvers()
    try {
      await old.kill(how)
      const from = performance.now()
      began.resolve(await startServerProcess(this.#data))
      this.#starts.push(performance.now() - from)
    } catch (error) {
      began.promise.catch(() => undefined)
      began.reject(error)
      throw error
    }
  }

  async stop(): Promise<void> {
    await this.#server.then(
      (server) => server.stop(),
      () => undefined,
    )
  }

  usualStart(): number {
    return Math.round(this.#starts.toSorted((a, b) => a - b)[Math.floor(this.#starts.length / 2)] ?? 0)
  }
}

const counterOf = (life: Life, { key }: TrialBureau): Counter => ({
  url: () => life.url(),
  key,
  progressed: () => life.progressed(),
})

/** Sends file after file until told that it is enough; the last one is finished. */
async function sendOn(
  life: Life,
  bureau: TrialBureau,
  made: Made,
  lane: number,
  chance: Chance,
  enough: AbortSignal,
): Promise<void> {
  for (let i = 0; !enough.aborted; i++) {
    // Most are small; the square leaves a few that take many pieces.
    const length = SMALLEST + Math.floor(chance() ** 2 * (LARGEST - SMALLEST))
    const sound = soundOf(`${bureau.camera}_${lane}_${String(i).padStart(4, '0')}.wav`, length, chance)
    const { receipt, resumed, begunAgain } = await deliver(counterOf(life, bureau), sound, {
      deviceNumber: bureau.camera,
      sequence: i,
    })
    made.receipts.push({ receipt, sha256: sound.sha256 })
    made.bytes += sound.bytes.length
    made.begunAgain += begunAgain
    if (resumed) made.resumed++
  }
}

/** Does other things meanwhile: says again and again that a camera was docked. */
async function dockOn(life: Life, { key, camera }: TrialBureau, made: Made, enough: AbortSignal): Promise<void> {
  while (!enough.aborted) {
    const client = createClient(await life.url(), fetch, () => ({ authorization: `Bearer ${key}` }))
    try {
      const { docking } = await client.beginDocking({ body: { deviceNumber: camera, files: 1 } })
      made.dockings.push(docking)
      life.progressed()
    } catch (error) {
      if (!(error instanceof ProblemError) || (error.problem.status !== 0 && error.problem.status < 500)) throw error
    }
    await pause(60)
  }
}

/** Everything acknowledged, looked for without the server: in the journal, under its receipt, and in the vault. */
async function lookFor(folder: string, data: string, made: Made, key: VerifierKey) {
  const receipts = join(folder, 'receipts')
  await mkdir(receipts)
  for (const [i, { receipt }] of made.receipts.entries())
    await writeFile(join(receipts, `${i}.json`), JSON.stringify(receipt))
  const lost: string[] = []
  for (const { receipt, sha256 } of made.receipts) {
    const wrong = await wrongWith(receipt, sha256, key)
    if (wrong !== undefined) lost.push(`receipt of ${receipt.fileName}: ${wrong}`)
  }
  const postgres = await startPostgres(data)
  const pool = new DigestPool()
  try {
    lost.push(...(await missingEvents(postgres.url, made)), ...(await casesAmiss(postgres.url, made.cases, RULES)))
    const { url, live } = postgres
    const where = { data, url, live, now: Date.now(), fresh: true, outside: [receipts] }
    return { lost, audit: await auditFolder({ ...where, reader: poolReader(pool) }) }
  } finally {
    await Promise.all([pool.close(), postgres.close()])
  }
}

async function wrongWith(receipt: Receipt, sha256: string, key: VerifierKey): Promise<string | undefined> {
  try {
    await checkReceipt(receipt, { keys: [key], verify: crypto.verify, sha256: crypto.sha256, sm3: crypto.sm3 })
    return receipt.sha256 === sha256 ? undefined : `it is for ${receipt.sha256}, not ${sha256}`
  } catch (error) {
    if (error instanceof Failure) return `${error.message} (key ${hexOf(key.id)})`
    throw error
  }
}

async function missingEvents(url: string, { receipts, dockings }: Made): Promise<string[]> {
  const client = await connected(url)
  try {
    const { rows } = await client.query<{ id: string; stream: string }>(
      'select journal.id, stream from journal join log_entry on log_entry.event_id = journal.id',
    )
    const [ids, streams] = [new Set(rows.map((row) => row.id)), new Set(rows.map((row) => row.stream))]
    // A docking is acknowledged when it is committed, which is before it is sealed.
    const pending = await client.query<{ stream: string }>(`select stream from journal where stream like 'docking:%'`)
    for (const { stream } of pending.rows) streams.add(stream)
    return [
      ...receipts.filter(({ receipt }) => !ids.has(receipt.event.id)).map(({ receipt }) => `event ${receipt.event.id}`),
      ...dockings.filter((one) => !streams.has(`docking:${one}`)).map((one) => `docking ${one}`),
    ]
  } finally {
    await client.end()
  }
}
