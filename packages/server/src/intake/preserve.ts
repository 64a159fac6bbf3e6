import { type Arrival, type Quarantined, type QuarantineReason, quarantineStream } from '@liuhen/core/intake'
import { type Digests, type Instant, type Sha256, type Text, text } from '@liuhen/core/kernel'
import { recordingStream } from '@liuhen/core/recordings'
import { hold, type Journal, type JournalEntry } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Log, uuidv7 } from '../platform/index.ts'
import type { Vault } from '../vault/index.ts'
import { examine } from './examine.ts'
import { provenanceOf } from './provenance.ts'
import type { Staging } from './staging.ts'
import { setUpload, type Upload, uploadOf } from './store.ts'

export interface Preserving {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
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
  const { reread, received, onDisk } = await here.staging.finish(id, upload.bytes)
  const { mediaType, against } = await examine(here.staging.path(id), upload.declared.fileName)
  const arrival: Arrival = { ...(await provenanceOf(here.db, upload, here.clock.now())), ...reread, mediaType }
  const wrong = onDisk !== reread.sha256 || (received !== undefined && received !== reread.sha256)
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
  const file: Quarantined = { ...arrival, declaredSha256: upload.declared.sha256, reason, message }
  const [at, actor] = [arrival.arrivedAt, upload.sender]
  await here.db.transaction().execute(async (trx) => {
    const command = { do: 'set-aside', file } as const
    const { entries } = await here.journal.act(trx, quarantineStream, quarantine, command, { at, actor })
    await setUpload(trx, upload.id, { state: 'quarantined', quarantine, event_id: eventOf(entries), last_at: at })
  })
  here.log.note('a file was quarantined', { upload: upload.id, reason })
}

async function keep(here: Preserving, upload: Upload, arrival: Arrival, digests: Digests): Promise<void> {
  await here.vault.put(here.staging.path(upload.id), digests, upload.bytes)
  await here.db.transaction().execute(async (trx) => {
    const recording = await recordingOfBytes(trx, digests.sha256, here.clock)
    const [at, actor] = [arrival.arrivedAt, upload.sender]
    const around = { at, actor, id: recording }
    const { entries } = await here.journal.act(trx, recordingStream, recording, { do: 'preserve', arrival }, around)
    await noteArrival(trx, upload.id, recording, entries, at)
  })
  // Bytes that were there already may have been disposed of between the two: they came again, and are kept anew.
  if ((await here.vault.size(digests.sha256)) === undefined)
    await here.vault.put(here.staging.path(upload.id), digests, upload.bytes)
}

/**
 * The recording of these bytes: the one that is there, or a new one. The same bytes may be arriving twice at this moment:
 * whoever comes second waits until this transaction ends.
 */
export async function recordingOfBytes(trx: Db, sha256: Sha256, clock: Clock): Promise<string> {
  await hold(trx, `original ${sha256}`)
  const known = await trx.selectFrom('recordings').select('id').where('sha256', '=', sha256).executeTakeFirst()
  return known?.id ?? uuidv7(clock.now())
}

/** The upload has come to its end, with the event that says how, in one transaction: neither is there without the other. */
export async function noteArrival(
  trx: Db,
  upload: string,
  recording: string,
  entries: readonly JournalEntry[],
  at: Instant,
): Promise<void> {
  const own = entries.filter(({ event }) => event.stream === `recording:${recording}`)
  const state = own.some(({ event }) => event.kind === 'ArrivalRepeated/2') ? 'repeated' : 'preserved'
  await setUpload(trx, upload, { state, recording, event_id: eventOf(own), last_at: at })
}

const eventOf = (entries: readonly JournalEntry[]): string | null => entries[0]?.event.id ?? null
