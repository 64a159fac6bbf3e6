import { run } from 'graphile-worker'
import type { Pool } from 'pg'
import { because, Corrupt, Failure, Missing, Refused } from '@liuhen/core/kernel'
import { passed, whileAlone } from '../platform/database/index.ts'
import { deriveRecording, type Deriving, examineRecording, noteFailure, Undecodable } from './jobs.ts'
import { dayToWorkOn, queue, silent, type Step, takeUpJobs } from './queue.ts'
import { recordingOf } from './store.ts'

/** What may be the recording's doing is tried so often before that is noted for good. */
const TRIES = 5
/** After what pause a fault is tried again; the last one from then on. What is the machine's is tried without end. */
const PAUSES = [5_000, 30_000, 120_000, 600_000] as const

/** Ends beyond a limit, or in a crash, time after time: no fault of the machine any more. */
const LIMITS: ReadonlySet<string> = new Set([
  'media-too-slow',
  'media-too-large',
  'media-too-much-output',
  'media-crashed',
])

/** How a step ended that did not succeed. */
type Outcome = 'undecodable' | 'counted' | 'machine'

function outcomeOf(error: unknown): Outcome {
  if (error instanceof Undecodable) return 'undecodable'
  if (error instanceof Missing || error instanceof Corrupt) return 'counted'
  if (error instanceof Failure && LIMITS.has(error.obstacles[0]?.code ?? '')) return 'counted'
  return 'machine'
}

/** Beyond this and a second for each of its megabytes a recording goes to the line of those that need time. */
const FIRST_TIME = 120_000

class NeedsTime extends Error {}

async function setStep(
  here: Deriving,
  recording: string,
  step: Step,
  state: 'running' | 'waiting' | 'failed' | 'done',
  more: {
    readonly progress?: number
    readonly reason?: string
    readonly tries?: number
    readonly faults?: number
    readonly again?: number
    readonly patient?: boolean
  } = {},
): Promise<void> {
  const { progress = state === 'done' ? 1 : 0, reason = null, again, ...rest } = more
  const again_at = again === undefined ? null : new Date(Date.parse(here.clock.now()) + again).toISOString()
  const row = { state, progress, reason, again_at: again_at as never, ...rest }
  await here.db
    .insertInto('derivation')
    .values({ recording, step, ...row })
    .onConflict((conflict) => conflict.columns(['recording', 'step']).doUpdateSet(row))
    .execute()
}

/** How long jobs stand back while files are coming in: whoever docks a camera waits for receipts, not for view copies. */
const STANDS_BACK = 60_000
const LOOKS_EVERY = 250

/** Waits while bytes flow, for a minute at most since they began to: jobs stand back once and not one after the other. */
function standingBack(busy: () => boolean): (signal: AbortSignal) => Promise<void> {
  let since: number | undefined
  return async (signal) => {
    while (busy() && !signal.aborted) {
      since ??= performance.now()
      if (performance.now() - since > STANDS_BACK) return
      await passed(LOOKS_EVERY, signal)
    }
    since = undefined
  }
}

export interface Work {
  /** Ends what is being worked on; it is taken up again by whoever works next. */
  stop(): Promise<void>
}

interface How {
  readonly concurrency: number
  /** Whether files are coming in at this moment. */
  readonly busy: () => boolean
}

/** One process per database has the jobs. */
const LOCK = 7_140_003

/**
 * Runs the jobs of recordings behind everybody's back, in one server per database: the one that falls or loses its
 * database is followed by another, or by itself. Faults of the machine (a program killed, no memory, no disk, no
 * database) are tried again without end and are no word about the recording.
 */
export function startWork(here: Deriving, pool: Pool, { concurrency, busy }: How): Work {
  const closing = new AbortController()
  const calm = standingBack(busy)
  const onError = (error: unknown): void => here.log.alarm('the jobs were interrupted and begin again', { error })
  const running = whileAlone({ pool, lock: LOCK, closing: closing.signal, onError }, async (over) => {
    await takeUpJobs(here.db)
    const task = (step: Step) => (payload: unknown) => oneJob(here, step, payload as Payload, calm, over)
    const runner = await run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      logger: silent,
      gracefulShutdownAbortTimeout: 0,
      // Without a batch the queue writes down how a job ended in a promise nobody holds: where the database is away just
      // then, that ends the whole server. A batch tries again, and tells the runner when it gives up.
      preset: { worker: { failJobBatchDelay: 0, completeJobBatchDelay: 0 } },
      taskList: { examine: task('examine'), derive: task('derive') },
    })
    const ended = new Promise<void>((resolve) => over.addEventListener('abort', () => resolve()))
    try {
      if (!over.aborted) await Promise.race([ended, runner.promise])
    } finally {
      // It may have stopped by itself, after too many errors of the database.
      await runner.stop().catch(() => undefined)
    }
  })
  return {
    async stop() {
      closing.abort(new Error('the server ends'))
      await running
    },
  }
}

interface Payload {
  readonly recording: string
  readonly patient?: boolean
}

async function oneJob(
  here: Deriving,
  step: Step,
  { recording, patient = false }: Payload,
  calm: (signal: AbortSignal) => Promise<void>,
  over: AbortSignal,
): Promise<void> {
  await calm(over)
  over.throwIfAborted()
  await setStep(here, recording, step, 'running')
  const row = await recordingOf(here.db, recording)
  if (row.disposed) return setStep(here, recording, step, 'done')
  const hurry = new AbortController()
  const time = patient ? undefined : setTimeout(() => hurry.abort(new NeedsTime()), FIRST_TIME + row.bytes / 1000)
  try {
    const signal = AbortSignal.any([over, hurry.signal])
    if (step === 'examine') {
      await examineRecording(here, recording, signal)
      await setStep(here, recording, 'derive', 'waiting')
      await queue(here.db, 'derive', recording, { of: dayToWorkOn(await recordingOf(here.db, recording)) })
    } else await deriveRecording(here, recording, { onProgress: progressOf(here, recording, step), signal })
    await setStep(here, recording, step, 'done', { tries: 0, faults: 0 })
  } catch (error) {
    // Taken up again by the next one; nothing was tried.
    if (over.aborted) {
      await setStep(here, recording, step, 'waiting').catch(() => undefined)
      throw error
    }
    await notSucceeded(here, step, recording, patient, error)
  } finally {
    clearTimeout(time)
  }
}

function progressOf(here: Deriving, recording: string, step: Step): (share: number) => void {
  let shown = 0
  return (progress) => {
    if (progress - shown < 0.05) return
    shown = progress
    void setStep(here, recording, step, 'running', { progress }).catch((error: unknown) =>
      here.log.alarm('progress could not be noted', { recording, error }),
    )
  }
}

/** Puts a step off, or notes for good that it does not succeed. Throws where the database is away: then it is tried again too. */
async function notSucceeded(
  here: Deriving,
  step: Step,
  recording: string,
  patient: boolean,
  error: unknown,
): Promise<void> {
  const { db } = here
  const of = dayToWorkOn(await recordingOf(db, recording))
  if (error instanceof NeedsTime) {
    await setStep(here, recording, step, 'waiting', { patient: true })
    return queue(db, step, recording, { of, patient: true })
  }
  const before = await db
    .selectFrom('derivation')
    .select(['tries', 'faults'])
    .where('recording', '=', recording)
    .where('step', '=', step)
    .executeTakeFirst()
  const outcome = outcomeOf(error)
  const [tries, faults] = [
    (before?.tries ?? 0) + (outcome === 'machine' ? 0 : 1),
    (before?.faults ?? 0) + (outcome === 'machine' ? 1 : 0),
  ]
  const reason = toldOf(error)
  if (outcome === 'undecodable' || (outcome === 'counted' && tries >= TRIES)) {
    await setStep(here, recording, step, 'failed', { reason, tries, faults })
    return noteFailure(here, recording, step, reason, tries)
  }
  if (outcome === 'machine')
    here.log.alarm('a job was interrupted by the machine and is tried again', { recording, step, faults, error })
  const again = PAUSES[Math.min(tries + faults, PAUSES.length) - 1] ?? PAUSES[0]
  await setStep(here, recording, step, 'waiting', { reason, tries, faults, again })
  await queue(db, step, recording, { of, patient, inMs: again })
}

/** In the words of a failure of ours; what else went wrong is for the log alone, it may name folders and addresses. */
function toldOf(error: unknown): string {
  if (error instanceof Undecodable) return error.message
  return (error instanceof Failure ? error : machineFault()).obstacles
    .map(({ message }) => `${message.zh} · ${message.en}`)
    .join(' · ')
}

const machineFault = () =>
  because(
    Refused,
    'machine-fault',
    '服务器出了故障，会自动重试；原件不受影响',
    'The machine had a fault; it is tried again by itself, and the original is not affected',
  )
