import { Failure, millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { checkFacts, checkOpening, Envelope, readLeaf } from '@liuhen/core/ledger'
import { bodyOf } from '@liuhen/core/stream'
import { crypto } from '../verify/crypto.ts'
import type { Audited } from './audit.ts'
import { ReadModels } from './read-models.ts'

interface Row extends Envelope {
  readonly position: number
  /** Null with its body, where a warrant disposed of it. */
  readonly salt: Buffer | null
  readonly gone: boolean
  readonly leaf: Buffer | null
  readonly pending: boolean
}

/** A server seals within a second; one that runs and is later than this is not sealing. */
const LATE = 10_000

/**
 * Goes over the whole journal, stream by stream: versions without hole or repetition, known kinds, bodies of their
 * shape, and each event the one its leaf was made of. On the way every read model is folded again and compared.
 * Answers how many events there are.
 */
export async function checkJournal(audited: Audited): Promise<number> {
  const { snapshot, findings, progress } = audited
  const [total] = await snapshot.all<{ count: number }>('select count(*) as count from journal')
  const models = new ReadModels(audited)
  let events = 0
  let [stream, version] = ['', 0]
  for await (const { position, salt, leaf, pending, gone, ...event } of snapshot.stream<Row>(EVERY_EVENT)) {
    const place = `journal #${position} ${event.stream} v${event.version}`
    if (event.stream !== stream) [stream, version] = [event.stream, 0]
    if (event.version !== version + 1) outOfTurn(audited, place, version + 1, event.version)
    version = event.version
    if (gone) checkGone(audited, place, { position, event, leaf })
    else checkShape(audited, place, event)
    if (gone && leaf !== null) checkLeafAlone(audited, place, event, leaf)
    else if (leaf !== null && salt !== null) checkSealed(audited, place, { event, salt, leaf })
    else checkUnsealed(audited, place, pending, event.at)
    await models.take(event)
    progress('journal', ++events, total?.count ?? 0)
  }
  await models.finish()
  for (const { id } of await snapshot.all<{ id: string }>('select id from journal group by id having count(*) > 1'))
    findings.differs('id-repeated', `event ${id}`, '两行流水用了同一编号', 'Two rows of the journal have the same id')
  return events
}

/** Byte order, whatever the database's own is, so that the rows of a stream stand together in the order of their versions. */
const EVERY_EVENT = `
  select journal.position, id, stream, version, kind, at, actor, body, salt, leaf,
    pending.position is not null as pending, body is null as gone
  from journal
    left join log_entry on log_entry.event_id = journal.id
    left join journal_pending as pending on pending.position = journal.position
  order by stream collate "C", version, journal.position`

function outOfTurn({ findings }: Audited, place: string, expected: number, found: number): void {
  if (found < expected)
    findings.differs('version-repeated', place, '同一流水版本出现两次', 'A version of the stream is there twice')
  else
    findings.differs(
      'stream-hole',
      place,
      `这条流水缺少版本 ${expected} 到 ${found - 1}，可能被删除`,
      `Versions ${expected} to ${found - 1} of the stream are missing; they may have been deleted`,
    )
}

function checkShape({ findings, types }: Audited, place: string, event: Envelope): void {
  if (!Envelope.safeParse(event).success)
    return findings.differs('event-malformed', place, '这一行不是合规的事件', 'The row is not an event of our format')
  const type = types.find(({ prefix }) => event.stream.startsWith(`${prefix}:`))
  if (!type || !Object.hasOwn(type.events, event.kind))
    return findings.differs(
      'kind-unknown',
      place,
      `这类流水没有 ${event.kind} 这种事件`,
      `There is no event of kind ${event.kind} on such a stream`,
    )
  try {
    bodyOf(type, event.kind, event.body)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    findings.refused(place, error)
  }
}

function checkSealed(
  { findings }: Audited,
  place: string,
  { event, salt, leaf }: { readonly event: Envelope; readonly salt: Uint8Array; readonly leaf: Uint8Array },
): void {
  try {
    checkOpening({ event, salt }, readLeaf(leaf), crypto.sha256, crypto.sm3)
  } catch (error) {
    // A body that has no canonical form, such as one with half a character in it, is no body we wrote.
    if (error instanceof RangeError)
      return findings.differs('event-malformed', place, '这一行不是合规的事件', 'The row is not an event of our format')
    if (!(error instanceof Failure)) throw error
    findings.refused(place, error)
  }
}

/** A body is gone by a warrant that holds, is in the log and came after it; else it was taken out by somebody. */
function checkGone(
  { findings, gone }: Audited,
  place: string,
  { position, event, leaf }: { readonly position: number; readonly event: Envelope; readonly leaf: Uint8Array | null },
): void {
  const warrant = gone.streams.get(event.stream)?.find((one) => one.position > position)
  if (warrant === undefined || leaf === null)
    return findings.differs(
      'body-missing',
      place,
      '这一行流水的内容没有了，也没有销毁令说明它为什么没有',
      'The body of the event is gone, and no warrant on record says why',
    )
  findings.note(
    'body-disposed',
    place,
    `内容已依销毁令 ${warrant.id} 销毁，存证条目里的承诺值仍在`,
    `Its body was disposed of by the warrant ${warrant.id}; the commitment in its log entry stays`,
  )
}

/** Of an event without body: that its leaf, with the commitment to what it said, is still the one of this event. */
function checkLeafAlone({ findings }: Audited, place: string, event: Envelope, leaf: Uint8Array): void {
  try {
    checkFacts(event, readLeaf(leaf))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    findings.refused(place, error)
  }
}

function checkUnsealed({ findings, live, now }: Audited, place: string, pending: boolean, at: Instant): void {
  if (!pending)
    return findings.differs(
      'event-not-sealed',
      place,
      '这一行流水不在存证日志中，也不在待封存之列：不是经正常途径写入的，或其存证条目被删除',
      'The event is neither in the log nor waiting for it: it was not written in the ordinary way, or its log entry was deleted',
    )
  if (live && millisecondsOf(at) < now - LATE)
    return findings.differs(
      'sealing-late',
      place,
      '服务在运行，但这一行流水迟迟没有写入存证日志：请到“存证”页查看封存是否已停止',
      'The server runs, but the event has not been put into the log in time: see on the log page whether sealing has stopped',
    )
  findings.note(
    'waiting-for-seal',
    place,
    '尚未写入存证日志，服务启动后会补封',
    'Not in the log yet; it will be once the server runs',
  )
}
