import type { NewEvent } from '@liuhen/core/journal'
import { because, type Instant, instantOf, millisecondsOf, Refused } from '@liuhen/core/kernel'
import { uuidv7 } from '../platform/index.ts'
import type { Intake } from './commands.ts'
import { arriving, endUpload, promisedBy, type Upload, uploadOf } from './store.ts'

const DAY = 86_400_000
const GIBIBYTE = 1 << 30

/**
 * A sender that has been quiet for longer keeps no room from the others, so that a promise by itself stops nobody; should it
 * come back, `room` stands guard, and says so to whom there is none for.
 */
const GONE = 10 * 60_000

/** How much may be on its way, and for how long it may stand still. */
export interface UnfinishedLimits {
  /** Bytes that one person or station has promised and not yet brought whole. */
  readonly quota: number
  readonly days: number
}

/** What was begun and has not come whole: its bytes, and when the last of them came, in milliseconds since 1970. */
export async function unfinished(here: Pick<Intake, 'db' | 'staging'>) {
  const open = await arriving(here.db)
  return Promise.all(
    open.map(async ({ id, bytes, begun_at }) => {
      const { received, last } = await here.staging.progress(id)
      const begun = millisecondsOf(begun_at)
      return { id, bytes, received, begun, last: last ?? begun }
    }),
  )
}

/** Bytes promised that are not on the disk yet, of the senders that may still bring them. */
export async function stillToCome(here: Intake): Promise<number> {
  const now = millisecondsOf(here.clock.now())
  return (await unfinished(here)).reduce(
    (sum, { bytes, received, last }) => sum + (now - last > GONE ? 0 : bytes - received),
    0,
  )
}

/** Throws Refused where with these bytes one sender would have more under way than the quota. */
export async function withinQuota(here: Pick<Intake, 'db' | 'limits'>, sender: string, bytes: number): Promise<void> {
  const { quota } = here.limits
  const promised = await promisedBy(here.db, sender)
  if (promised + bytes <= quota) return
  const most = `${Math.floor((quota / GIBIBYTE) * 10) / 10} GiB`
  throw because(
    Refused,
    'upload-quota',
    `您（或这台采集站）没有传完的文件合计不能超过 ${most}：请先传完或放弃其中几个；单个文件就超过的，请信息中心调高 LIUHEN_UPLOAD_QUOTA。请不要清除存储卡`,
    `What one person or station has begun and not brought whole may not be more than ${most}: bring some of it whole or give it up first; for one file that is larger, ask the information centre to raise LIUHEN_UPLOAD_QUOTA. Do not clear the card`,
  )
}

/**
 * The sender wants the upload no more: what came of it is let go of, and that is on record. Asked again it is done already.
 * Throws Missing, and Refused once all of it has arrived, for evidence is not taken back.
 */
export async function giveUp(here: Intake, upload: Upload): Promise<void> {
  const { received } = await here.staging.progress(upload.id)
  const isWhole = upload.state !== 'arriving' || (upload.bytes > 0 && received === upload.bytes)
  if (isWhole || !(await end(here, upload, received, 'given-up')))
    throw because(
      Refused,
      'upload-whole',
      '这个文件已经全部到达，不能放弃：收到的证据不撤回',
      'All of this file has arrived and it cannot be given up: evidence that was received is not taken back',
    )
}

/** Lets go of what has stood still for longer than the term; each is on record and in the server's log. Answers how many. */
export async function expire(here: Intake): Promise<number> {
  const now = millisecondsOf(here.clock.now())
  let ended = 0
  for (const { id, bytes, received, begun, last } of await unfinished(here)) {
    // When its file last grew is known by the machine's clock; nothing stands still since before it was begun.
    const since = Math.max(begun, last)
    // What came whole is settled, however late.
    if (now - since <= here.limits.days * DAY || (bytes > 0 && received === bytes)) continue
    const upload = await uploadOf(here.db, id)
    if (!(await end(here, upload, received, 'expired', instantOf(Math.round(since))))) continue
    here.log.note('an unfinished upload expired', { upload: id, sender: upload.sender, bytes, received })
    ended++
  }
  return ended
}

/** In one transaction with its event; answers whether it was still under way. */
async function end(
  here: Intake,
  { id, sender, declared, bytes }: Upload,
  received: number,
  how: 'given-up' | 'expired',
  last?: Instant,
): Promise<boolean> {
  const at = here.clock.now()
  const facts = { upload: id, fileName: declared.fileName, declaredSha256: declared.sha256, bytes, received }
  const around = { stream: `upload:${uuidv7(at)}`, version: 1, at }
  const event: NewEvent =
    last === undefined
      ? { ...around, actor: sender, kind: 'UploadGivenUp/1', body: facts }
      : { ...around, actor: 'system', kind: 'UploadExpired/1', body: { ...facts, sender, last } }
  const done = await here.db.transaction().execute(async (trx) => {
    if (!(await endUpload(trx, id, how, at))) return false
    await here.journal.write(trx, [event])
    return true
  })
  // The record first: a fall in between leaves a file that the next start removes.
  if (done) await here.staging.remove(id)
  return done
}

const EVERY = 3_600_000

/** Looks every hour for uploads whose time is over. */
export class Expiry {
  readonly #here: Intake
  readonly #timer: NodeJS.Timeout
  #running: Promise<unknown> = Promise.resolve()

  constructor(here: Intake) {
    this.#here = here
    this.#timer = setInterval(() => this.look(), EVERY).unref()
  }

  look(): void {
    const failed = (error: unknown): void =>
      this.#here.log.alarm('unfinished uploads could not be looked at', { error })
    this.#running = this.#running.then(() => expire(this.#here)).catch(failed)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }
}

/** Runs one after another what is given to it at the same time: of two that each would fit alone, the second sees the first. */
export function oneAtATime(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const mine = last.then(run, run)
    last = mine.catch(() => undefined)
    return mine
  }
}
