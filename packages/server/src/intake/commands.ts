import { type Arrival, type Declared, type Docked, type How, quarantineStream } from '@liuhen/core/intake'
import type { BodyOf } from '@liuhen/core/journal'
import { because, Corrupt, type Digests, Missing, Refused } from '@liuhen/core/kernel'
import { findDevice } from '../devices/index.ts'
import { type Disk, uuidv7 } from '../platform/index.ts'
import type { Vault } from '../vault/index.ts'
import { noteArrival, type Preserving, preserve, recordingOfBytes } from './preserve.ts'
import { isOf } from './provenance.ts'
import { checkFile, checkReading, dockingOf, isReading } from './signatures.ts'
import { insertUpload, noteLost, noteWhole, settledAmong, uploadOf } from './store.ts'
import { type oneAtATime, stillToCome, type UnfinishedLimits, withinQuota } from './unfinished.ts'

export interface Intake extends Preserving {
  readonly disk: Disk
  readonly limits: UnfinishedLimits
  /** See {@link oneAtATime}. */
  readonly beginning: ReturnType<typeof oneAtATime>
}

/** Who sends, and how: a station docks, everybody else uses a browser. */
export interface Sender {
  readonly actor: string
  readonly station?: string
  readonly how: How
}

/**
 * Lets a file begin to come in. Throws Refused while the disk could not hold it with what is already on its way, and where
 * its sender has too much under way.
 */
export async function begin(here: Intake, id: string, declared: Declared, sender: Sender): Promise<void> {
  if (sender.station !== undefined) await checkFile(here.db, sender.station, declared)
  await here.beginning(() => admit(here, id, declared, sender))
}

async function admit(here: Intake, id: string, declared: Declared, sender: Sender): Promise<void> {
  await withinQuota(here, sender.actor, declared.bytes)
  const [free, promised] = await Promise.all([here.disk.free(), stillToCome(here)])
  if (free - promised - declared.bytes < here.disk.reserve) throw full()
  await insertUpload(here.db, {
    id,
    sender: sender.actor,
    station: sender.station ?? null,
    how: sender.how,
    declared,
    begun_at: here.clock.now(),
  })
}

/** Throws Refused while the disk has no more than what must stay free. */
export async function room(here: Intake): Promise<void> {
  if ((await here.disk.free()) < here.disk.reserve) throw full()
}

export const full = () =>
  because(
    Refused,
    'disk-full',
    '服务器磁盘空间不足，暂不能接收新文件。已收到的内容都在，请不要清除存储卡；信息中心腾出空间后会自动继续',
    'The disk of the server has no room for this file now. What has arrived is safe; do not clear the card. It goes on by itself when the information centre has made room',
  )

/** After what pauses a file that could not be settled is tried again: a database that is away comes back. */
const PAUSES = [1000, 5000, 30_000, 300_000] as const

/**
 * Settles an upload whose bytes are all here, in the background: the sender learns how it went from its state. Whatever
 * goes wrong leaves the staged file where it is, to be taken up again.
 */
export class Settling {
  readonly #here: Intake
  readonly #running = new Map<string, Promise<void>>()
  #closed = false

  constructor(here: Intake) {
    this.#here = here
  }

  async complete(id: string): Promise<void> {
    // Given up or expired while its last bytes came: there is nothing left to settle.
    if (!(await noteWhole(this.#here.db, id, this.#here.clock.now()))) await uploadOf(this.#here.db, id)
    this.#start(id, 0)
  }

  #start(id: string, tries: number): void {
    if (this.#running.has(id) || this.#closed) return
    const run = preserve(this.#here, id)
      .catch(async (error: unknown): Promise<void> => {
        if (error instanceof Corrupt && error.obstacles[0]?.code === 'disk-failing')
          return noteLost(this.#here.db, id, this.#here.clock.now())
        this.#here.log.alarm('an arrived file could not be settled and waits in staging', { upload: id, tries, error })
        const pause = PAUSES[Math.min(tries, PAUSES.length - 1)]
        setTimeout(() => this.#start(id, tries + 1), pause).unref()
      })
      .finally(() => this.#running.delete(id))
    this.#running.set(id, run)
  }

  /**
   * After a restart: everything that had arrived whole goes on, also when the server fell before it could note so, and
   * what was settled leaves staging.
   */
  async resume(): Promise<void> {
    const staged = await this.#here.staging.names()
    for (const id of await settledAmong(this.#here.db, staged)) await this.#here.staging.remove(id)
    const open = await this.#here.db
      .selectFrom('upload')
      .select(['id', 'bytes', 'state'])
      .where('state', 'in', ['arriving', 'checking'])
      .execute()
    for (const one of open) {
      const whole = (await this.#here.staging.received(one.id)) === one.bytes
      if (whole && (one.state === 'checking' || one.bytes > 0)) await this.complete(one.id)
      else if (one.state === 'checking')
        this.#here.log.alarm('a checking upload lacks bytes in staging', { upload: one.id })
    }
  }

  /** Begins nothing more, and resolves when nothing is being settled. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#running.values())
  }
}

/**
 * A camera was docked: what it said of itself and how far its clock is off, noted with the device where it was asked
 * itself. `device` is whatever the number means, for the station to show.
 */
export async function beginDocking(here: Intake, sender: Sender, said: Docked) {
  const at = here.clock.now()
  if (sender.station !== undefined) await checkReading(here.db, sender.station, said, at)
  const device = said.deviceNumber === undefined ? undefined : await findDevice(here.db, said.deviceNumber)
  const known = sender.station === undefined ? undefined : await dockingOf(here.db, sender.station, said, at)
  if (known !== undefined) return { docking: known, device }
  const docking = uuidv7(at)
  const read = sender.station !== undefined && isReading(said) && isOf(said, device?.state.number) ? device : undefined
  await here.db.transaction().execute((trx) =>
    here.journal.write(trx, [
      {
        stream: `docking:${docking}`,
        version: 1,
        kind: 'CameraDocked/1',
        at,
        actor: sender.actor,
        body: { ...said, ...(read && { device: read.id }), ...(sender.station && { station: sender.station }) },
      },
    ]),
  )
  return { docking, device }
}

type Settlement = BodyOf<'QuarantineSettled/1'>

/**
 * Says what became of a quarantined file. Accepting takes the very bytes among the recordings, flagged for good; the
 * other two leave them in quarantine with the reason. Throws Missing, Refused when it is settled already or its bytes
 * are not what they were.
 */
export async function settle(
  here: Intake,
  id: string,
  actor: string,
  given: Pick<Settlement, 'decision' | 'reason'>,
): Promise<{ recording?: string }> {
  const found = await here.db.selectFrom('quarantines').select('state').where('id', '=', id).executeTakeFirst()
  if (!found) throw because(Missing, 'quarantine-unknown', '隔离区没有这个文件', 'There is no such file in quarantine')
  const { arrival, sha256 } = found.state
  const at = here.clock.now()
  const isAccepted = given.decision === 'accepted'
  if (isAccepted && !found.state.settled) await moveInto(here.vault, here.quarantine, found.state)
  return here.db.transaction().execute(async (trx) => {
    const recording = isAccepted ? await recordingOfBytes(trx, sha256, here.clock) : undefined
    const command = { do: 'settle', ...given, ...(recording !== undefined && { recording }) } as const
    const { entries } = await here.journal.act(trx, quarantineStream, id, command, { at, actor })
    if (recording === undefined) return {}
    await noteArrival(trx, arrival, recording, entries, at)
    return { recording }
  })
}

async function moveInto(vault: Vault, quarantine: Vault, arrival: Digests & Pick<Arrival, 'bytes'>): Promise<void> {
  const now = await quarantine.digest(arrival.sha256)
  if (now.sha256 !== arrival.sha256 || now.sm3 !== arrival.sm3)
    throw because(
      Refused,
      'quarantine-differs',
      '隔离区中的文件与登记的摘要不一致，不能收存',
      'The file in quarantine no longer has the digests noted for it and cannot be accepted',
    )
  await quarantine.withFile(arrival.sha256, (path) => vault.put(path, arrival, arrival.bytes))
}

/** The sender's own upload, or Missing. */
export const ownUpload = (here: Pick<Intake, 'db'>, id: string, sender: Sender) => uploadOf(here.db, id, sender.actor)
