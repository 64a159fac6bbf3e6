import type { Arrival, Flag, Quarantined, QuarantineReason } from '@liuhen/core/intake'
import type { NewEvent } from '@liuhen/core/journal'
import {
  type Digests,
  type Instant,
  instantFromBeijing,
  instantOf,
  millisecondsOf,
  type Sha256,
  type Text,
  text,
} from '@liuhen/core/kernel'
import type { Record } from '../ledger/index.ts'
import { findDevice, holderOn } from '../devices/index.ts'
import { findRecorder } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Log, uuidv7 } from '../platform/index.ts'
import type { Vault } from '../vault/index.ts'
import { examine } from './examine.ts'
import type { Staging } from './staging.ts'
import { setUpload, type Upload, uploadOf } from './store.ts'

export interface Preserving {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly record: Record
  readonly vault: Vault
  readonly quarantine: Vault
  readonly staging: Staging
}

/**
 * Takes a staged file to where it stays: durable, re-read, compared, linked write-once, and only then an event. May be
 * run again after a crash at any point: each step finds what the one before it left.
 */
export async function preserve(here: Preserving, id: string): Promise<void> {
  const upload = await uploadOf(here.db, id)
  if (upload.state === 'preserved' || upload.state === 'repeated' || upload.state === 'quarantined')
    return here.staging.remove(id)
  const { reread, received } = await here.staging.finish(id, upload.bytes)
  const { mediaType, against } = await examine(here.staging.path(id), upload.declared.fileName)
  const arrival: Arrival = { ...(await provenance(here, upload)), ...reread, mediaType }
  const wrong = received !== undefined && received !== reread.sha256
  if (wrong || reread.sha256 !== upload.declared.sha256)
    await setAside(here, upload, arrival, reread, 'digest-differs', wrong ? badDisk : badTransfer)
  else if (against) await setAside(here, upload, arrival, reread, against.reason, against.message)
  else await keep(here, upload, arrival, reread)
  await here.staging.remove(id)
}

const badDisk = text(
  '写入磁盘后回读的内容与收到的不一致，磁盘可能有故障：请通知信息中心，不要清除存储卡，换一台采集站重新采集',
  'What the disk gives back differs from what was received: the disk may be failing. Tell the information centre, do not clear the card, dock it elsewhere',
)
const badTransfer = text(
  '收到的内容与声明的 SHA-256 不一致：请不要清除存储卡，重新采集这个文件',
  'What arrived does not have the declared SHA-256: do not clear the card, dock this file again',
)

/** Who, which device, when: found in the registers, never taken from the file alone. What does not fit is flagged. */
async function provenance(here: Preserving, upload: Upload): Promise<Omit<Arrival, 'sha256' | 'sm3' | 'mediaType'>> {
  const { sha256: _declared, ...declared } = upload.declared
  const device = declared.deviceNumber === undefined ? undefined : await findDevice(here.db, declared.deviceNumber)
  const holder = device && holderOn(device.state, recordedAt(upload))
  const named = declared.officerNumber === undefined ? undefined : await findRecorder(here.db, declared.officerNumber)
  const flags: Flag[] = []
  if (!device) flags.push('device-unknown')
  else if (device.state.condition === 'retired') flags.push('device-retired')
  if (device && !holder) flags.push('holder-unknown')
  if (holder && named && named !== holder) flags.push('holder-differs')
  if (!declared.clock) flags.push('clock-unmeasured')
  const officer = holder ?? (device ? undefined : named)
  return {
    arrival: upload.id,
    ...declared,
    flags,
    arrivedAt: here.clock.now(),
    ...(device && { device: device.id, unit: device.state.unit }),
    ...(officer && { officer }),
    ...(upload.station && { station: upload.station }),
  }
}

/** The best that is known of when it was recorded, to find the holder of that day. */
function recordedAt(upload: Upload): Instant {
  const { deviceTime, clock, modified } = upload.declared
  const digits = deviceTime?.split(/\D/).map(Number) as [number, number, number, number, number, number] | undefined
  const device = digits && instantFromBeijing(...digits)
  if (device) return instantOf(millisecondsOf(device) - (clock?.offset ?? 0))
  return modified ?? upload.begun_at
}

async function setAside(
  here: Preserving,
  upload: Upload,
  arrival: Arrival,
  digests: Digests,
  reason: QuarantineReason,
  message: Text,
): Promise<void> {
  await here.quarantine.put(here.staging.path(upload.id), digests, upload.bytes)
  const quarantine = uuidv7(here.clock.now())
  const body: Quarantined = { ...arrival, declaredSha256: upload.declared.sha256, reason, message }
  await conclude(
    here,
    upload,
    {
      stream: `quarantine:${quarantine}`,
      version: 1,
      kind: 'FileQuarantined/1',
      at: arrival.arrivedAt,
      actor: upload.sender,
      body,
    },
    { state: 'quarantined', quarantine },
  )
  here.log.note('a file was quarantined', { upload: upload.id, reason })
}

async function keep(here: Preserving, upload: Upload, arrival: Arrival, digests: Digests): Promise<void> {
  await here.vault.put(here.staging.path(upload.id), digests, upload.bytes)
  await among(here, digests.sha256, ({ recording, version, kind }) => {
    const stream = `recording:${recording}`
    const event = { stream, version, kind, at: arrival.arrivedAt, actor: upload.sender, body: arrival }
    return conclude(here, upload, event, { state: kind === 'ArrivalRepeated/1' ? 'repeated' : 'preserved', recording })
  })
}

/** Where bytes that were kept belong: a recording of their own, or one more arrival of a recording that is there. */
interface Place {
  readonly recording: string
  readonly version: number
  readonly kind: 'RecordingPreserved/1' | 'ArrivalRepeated/1'
}

/**
 * Runs `write` with the place of these bytes among the recordings. The same bytes may be arriving twice at this moment:
 * whoever comes second finds the first's version taken and looks again.
 */
export async function among<T>(
  here: Pick<Preserving, 'db' | 'clock'>,
  sha256: Sha256,
  write: (place: Place) => Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    const known = await here.db
      .selectFrom('recordings')
      .select(['id', 'version'])
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    try {
      return await write({
        recording: known?.id ?? uuidv7(here.clock.now()),
        version: (known?.version ?? 0) + 1,
        kind: known ? 'ArrivalRepeated/1' : 'RecordingPreserved/1',
      })
    } catch (error) {
      if (tries >= 20 || !isRace(error)) throw error
    }
  }
}

const isRace = (error: unknown): boolean => {
  const one = error as { code?: string; obstacles?: readonly { code: string }[] }
  return one.code === '23505' || one.obstacles?.[0]?.code === 'changed-meanwhile'
}

/** The event and the upload's end in one transaction: neither is there without the other. */
async function conclude(
  here: Preserving,
  upload: Upload,
  event: NewEvent,
  end: Pick<Upload, 'state'> & Partial<Pick<Upload, 'recording' | 'quarantine'>>,
): Promise<void> {
  await here.db.transaction().execute(async (trx) => {
    const [entry] = await here.record(trx, [event])
    await setUpload(trx, upload.id, { ...end, event_id: entry?.event.id ?? null, last_at: event.at })
  })
}
