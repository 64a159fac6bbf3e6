import { ProblemError } from '@liuhen/contract'
import type { NamePattern } from '@liuhen/core/evidence'
import { Failure, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import type { VerifierKey } from '@liuhen/core/ledger'
import { reasonOf } from '../terminal/index.ts'
import { askCamera } from './camera.ts'
import type { Camera } from './camera.ts'
import type { Signer } from './signer.ts'
import { cardGone, isGone, openOnCard, searchCard } from './card.ts'
import type { Card, CardFile } from './card.ts'
import { claimsOf } from './claims.ts'
import type { Claims } from './claims.ts'
import { clearFromCard } from './clear.ts'
import { clocksOf, Docked, readingBytes, stationFileBytes } from '@liuhen/core/intake'
import type { Clocks, Declared, ServerSample } from '@liuhen/core/intake'
import type { Counter } from './counter.ts'
import { unvouched } from './introduction.ts'
import type { Docking, Outcome, Reporter } from './docking.ts'
import { Hashing } from './hashing.ts'
import { Patience } from './patience.ts'
import { provenReceipt, settledUpload, writeReceipt } from './receipts.ts'
import type { DockState, UploadOf } from './state.ts'
import { deliver } from './upload.ts'

export interface DockRequest {
  readonly folder: string
  readonly counter: Counter
  readonly state: DockState
  /** Where receipts are written. */
  readonly receipts: string
  readonly patterns: readonly NamePattern[]
  /** The vendor's adapter program and its arguments, as one command line. */
  readonly camera?: string
  /** Which files of the card that are no recordings need not be told of. */
  readonly leave?: (name: string) => boolean
  /** The device number, when the operator knows better than the card. */
  readonly device?: string
  /** How many files are on their way at once. */
  readonly parallel: number
  /** How long to bear with a server that is away, in milliseconds. */
  readonly patience: number
  /** Which of the card's recordings; all of them unless said. */
  readonly only?: (file: CardFile) => boolean
  /** Asked once, when everything is settled: may the proven files go from the card? */
  readonly mayClear: (proven: number) => Promise<boolean>
  readonly reporter: Reporter
  readonly signal: AbortSignal
}

/** The docking that is going on, with everything its files need. */
interface Work extends DockRequest {
  readonly card: Card
  readonly claims: Claims
  readonly docking: string
  readonly key: VerifierKey
  readonly signer: Signer
  readonly hashing: Hashing
  readonly waiting: Patience
  readonly stopped: AbortSignal
  /** Ends the docking of all files, for this reason. */
  readonly stop: (reason: unknown) => void
}

/** The command was told to end. */
export const interrupted = (): Text =>
  text('已按要求停下；再运行一次会从断开处接着采集', 'Stopped as told; run again and it goes on where it stopped')

/**
 * Docks a card, in this order: who the camera is, how far its clock is off, copy, check the receipts, and only then clear.
 * Rejects with a Failure or ProblemError when it cannot begin; from then on every file has an outcome, and `stopped`
 * tells why not all could be done.
 */
export async function dock(request: DockRequest): Promise<Docking> {
  const ending = new AbortController()
  const stopped = AbortSignal.any([request.signal, ending.signal])
  const waiting = new Patience({
    limit: request.patience,
    signal: stopped,
    say: (words) => request.reporter.say(words),
  })
  const { counter, reporter } = request
  const key = await waiting.until(() => request.state.trustedKey(counter))
  const found = await searchCard(request.folder, request.leave)
  const card = { ...found, recordings: found.recordings.filter(request.only ?? (() => true)) }
  const camera = request.camera === undefined ? undefined : await askCamera(request.camera, stopped)
  for (const member of camera?.unfit ?? []) reporter.say(leftOut(member))
  const looks = await serverSamples(counter, waiting)
  const clocks = clocksOf(looks, camera?.samples)
  const claims = claimsOf(card.recordings, { ...request, camera, clock: clocks.recorded, device: request.device })
  const nothing = { ...card, clocks, device: claims.device, outcomes: [], docking: undefined, stopped: undefined }
  if (card.recordings.length === 0 && camera === undefined) return nothing

  const signer = await request.state.signer(counter)
  const { vouched } = await waiting.until(() => counter.client.tellSigningKey({ body: { publicKey: signer.key } }))
  if (!vouched) reporter.say(unvouched(signer.key))
  const docking = await begun(counter, waiting, signer, { card, claims, clocks, camera, looks })
  reporter.began(card.recordings)
  const hashing = new Hashing()
  try {
    const stop = (reason: unknown): void => ending.abort(reason)
    const work: Work = { ...request, card, claims, docking, key, signer, hashing, waiting, stopped, stop }
    const outcomes = await allFiles(work)
    const done = { ...nothing, docking, outcomes, stopped: stopped.aborted ? whyStopped(stopped) : undefined }
    return stopped.aborted ? done : { ...done, outcomes: await cleared(work, outcomes) }
  } finally {
    await hashing.close()
  }
}

const SERVER_LOOKS = 5

/** Several looks at the server's clock. */
export async function serverSamples(counter: Counter, waiting: Patience): Promise<ServerSample[]> {
  const samples: ServerSample[] = []
  const look = async (): Promise<ServerSample> => {
    const before = Date.now()
    const { now } = await counter.client.clock()
    return { before, server: now, after: Date.now() }
  }
  for (let looks = 0; looks < SERVER_LOOKS; looks++) samples.push(await waiting.until(look))
  return samples
}

async function begun(
  counter: Counter,
  waiting: Patience,
  signer: Signer,
  {
    card,
    claims,
    clocks,
    camera,
    looks,
  }: {
    readonly card: Card
    readonly claims: Claims
    readonly clocks: Clocks
    readonly camera: Camera | undefined
    readonly looks: readonly ServerSample[]
  },
): Promise<string> {
  const said = Docked.parse({
    files: card.recordings.length,
    ...(claims.device !== undefined && { deviceNumber: claims.device.slice(0, 64) }),
    ...(camera && { identity: camera.identity }),
    ...(camera?.battery !== undefined && { battery: camera.battery }),
    ...(clocks.recorded && { clock: clocks.recorded }),
    samples: { server: looks, ...(camera && { camera: camera.samples }) },
  })
  const body = { ...said, signature: signer.sign(readingBytes(said)) }
  return (await waiting.until(() => counter.client.beginDocking({ body }))).docking
}

const leftOut = (member: string): Text =>
  text(`设备信息 ${member} 超过规定长度，没有采用`, `The camera's ${member} is longer than allowed and was left out`)

/** Delivers a few files at a time and settles them behind the next ones' backs. */
async function allFiles(work: Work): Promise<Outcome[]> {
  const settling: Promise<Outcome>[] = []
  const waiting = work.card.recordings.values()
  const lane = async (): Promise<void> => {
    for (const file of waiting) {
      const delivered = await attended(work, file, () => sent(work, file))
      if ('outcome' in delivered) settling.push(Promise.resolve(delivered.outcome))
      else settling.push(settle(work, file, delivered.result))
    }
  }
  await Promise.all(Array.from({ length: work.parallel }, lane))
  return Promise.all(settling)
}

async function settle(work: Work, file: CardFile, sending: Sent): Promise<Outcome> {
  const settled = await attended(work, file, () => proven(work, file, sending))
  const outcome = 'outcome' in settled ? settled.outcome : settled.result
  if (!('outcome' in settled)) work.reporter.ended(outcome)
  return outcome
}

type Attended<T> = { readonly result: T } | { readonly outcome: Outcome }

/** Does something for one file; what goes wrong becomes its outcome, and ends the whole docking if it concerns all. */
async function attended<T>(work: Work, file: CardFile, act: () => Promise<T>): Promise<Attended<T>> {
  const failed = (why: Text): { outcome: Outcome } => {
    const outcome: Outcome = { file, state: 'failed', why, cleared: false }
    if (!work.stopped.aborted) work.reporter.ended(outcome)
    return { outcome }
  }
  try {
    work.stopped.throwIfAborted()
    return { result: await act() }
  } catch (error) {
    if (work.stopped.aborted) return failed(whyStopped(work.stopped))
    if (error instanceof Failure) return failed(reasonOf(error))
    if (error instanceof ProblemError) {
      if (concernsAll(error)) work.stop(error)
      return failed(reasonOf(error))
    }
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) {
      work.stop(error)
      throw error
    }
    if (!(await isGone(work.card))) return failed(unreadable(code))
    work.stop(cardGone())
    return failed(reasonOf(cardGone()))
  }
}

/** The server stays away, or does not let this station in: no other file would fare better. */
const concernsAll = ({ problem }: ProblemError): boolean =>
  problem.kind === 'unreachable' ||
  problem.kind === 'denied' ||
  problem.obstacles.some((one) => one.code === 'disk-full')

function whyStopped({ reason }: AbortSignal): Text {
  return reason instanceof Failure || reason instanceof ProblemError ? reasonOf(reason) : interrupted()
}

const unreadable = (code: string): Text =>
  code === 'SHORTER' || code === 'ENOENT' || code === 'ELOOP'
    ? text(
        '采集时文件被改动或移走了，没有采集；请再运行一次',
        'The file was changed or moved while it was docked; run again',
      )
    : text(
        `读取失败（${code}）：存储卡可能有坏块。请不要格式化，换一个读卡器再试，仍然如此请交信息中心`,
        `It could not be read (${code}): the card may be damaged. Do not format it; try another reader, then ask the information centre`,
      )

interface Sent {
  readonly upload: string
  readonly of: UploadOf
}

/** Digests and delivers one file, through one handle so that both see the same bytes. */
async function sent(work: Work, file: CardFile): Promise<Sent> {
  const { counter, waiting, state, reporter, stopped: signal } = work
  const handle = await openOnCard(file.place)
  try {
    const sha256 = await work.hashing.sha256(
      handle,
      file.bytes,
      countUp((bytes) => reporter.progress(file, 'reading', bytes)),
    )
    signal.throwIfAborted()
    const of: UploadOf = { path: file.path, bytes: file.bytes, sha256 }
    const upload = await deliver(
      {
        file: handle,
        declared: signed(work.signer, work.claims.declare(file, sha256, work.docking)),
        known: await state.uploadOf(of),
        note: (id) => state.note(of, id),
        progress: (bytes) => reporter.progress(file, 'sending', bytes),
        signal,
      },
      counter,
      waiting,
    )
    reporter.progress(file, 'sealing', file.bytes)
    return { upload, of }
  } finally {
    await handle.close()
  }
}

const signed = (signer: Signer, said: Declared): Declared => ({
  ...said,
  signature: signer.sign(stationFileBytes(said)),
})

const countUp = (tell: (total: number) => void) => {
  let total = 0
  return (more: number): void => tell((total += more))
}

/** Waits for the end of one upload and keeps its receipt, or says why there is none. */
async function proven(work: Work, file: CardFile, { upload, of }: Sent): Promise<Outcome> {
  const { counter, waiting, key, stopped } = work
  const { state, quarantine, recording } = await settledUpload(counter, waiting, upload, file.bytes, stopped)
  if (quarantine) return { file, state: 'quarantined', why: quarantine.message, cleared: false }
  const fetched = await waiting.until(() => counter.client.receipt({ params: { id: upload } }))
  const receipt = await provenReceipt(fetched, upload, of, key)
  const path = await writeReceipt(work.receipts, receipt)
  const known = recording === undefined ? {} : { recording }
  return { file, state: state === 'preserved' ? 'preserved' : 'repeated', receipt: path, of, cleared: false, ...known }
}

/** Clears what is proven, if that is wanted, one after another. */
async function cleared(work: Work, outcomes: readonly Outcome[]): Promise<Outcome[]> {
  const provenOnes = outcomes.filter((one) => one.of !== undefined).length
  if (provenOnes === 0 || !(await work.mayClear(provenOnes))) return [...outcomes]
  const result: Outcome[] = []
  for (const one of outcomes) result.push(await clearedOne(work, one))
  return result
}

async function clearedOne(work: Work, outcome: Outcome): Promise<Outcome> {
  const { file, of } = outcome
  if (of === undefined) return outcome
  const kept = work.stopped.aborted ? interrupted() : await clearFromCard({ file, sha256: of.sha256 }, work.hashing)
  if (kept !== undefined) return { ...outcome, kept }
  await work.state.forget(of)
  return { ...outcome, cleared: true }
}
