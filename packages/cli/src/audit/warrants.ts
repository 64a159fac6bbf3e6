import { typeOf } from '@liuhen/core/journal'
import { WARRANT, Warrant, warrantFaults } from '@liuhen/core/retention'
import { bodyOf, type Happened } from '@liuhen/core/stream'
import type { Envelope } from '@liuhen/core/ledger'
import type { Audited } from './audit.ts'

/** What a warrant that holds destroyed. */
export interface LawfulWarrant {
  /** Of the event, which the log proves. */
  readonly id: string
  readonly position: number
  readonly list: string
}

/** Every warrant on record that holds: which bytes and which streams' bodies are lawfully gone by it. */
export interface LawfullyGone {
  readonly blobs: ReadonlyMap<string, LawfulWarrant>
  /** Streams whose events before the warrant need no bodies. */
  readonly streams: ReadonlyMap<string, readonly LawfulWarrant[]>
}

type Row = Envelope & { readonly position: number; readonly sealed: boolean }

/**
 * Reads every warrant of the journal and holds it against what stands before it on its own stream: drawn up, appraised item
 * by item, signed by two people of different roles, one of the legal section, and its time to be undone over. One that does
 * not hold destroys nothing lawfully: what it names counts as missing.
 */
export async function readWarrants({ snapshot, findings }: Audited): Promise<LawfullyGone> {
  const blobs = new Map<string, LawfulWarrant>()
  const streams = new Map<string, LawfulWarrant[]>()
  const before: Happened[] = []
  let stream = ''
  const rows = snapshot.stream<Row>(EVERY_DISPOSAL)
  for await (const { sealed, position, ...event } of rows) {
    if (event.stream !== stream) before.length = 0
    stream = event.stream
    const place = `journal #${position} ${event.stream} v${event.version}`
    const body = shaped(event)
    if (event.kind === WARRANT && body !== undefined) {
      const warrant = Warrant.parse(body)
      const faults = warrantFaults(before, { ...event, body: warrant })
      for (const { code, message } of faults) findings.differs(code, place, message.zh, message.en)
      if (faults.length === 0 && sealed) {
        const lawful = { id: event.id, position, list: event.stream }
        const shared = new Set(warrant.shared.map((one) => one.sha256 as string))
        for (const item of warrant.items) {
          const named = `recording:${item.recording}`
          streams.set(named, [...(streams.get(named) ?? []), lawful])
          for (const { sha256 } of item.blobs) if (!shared.has(sha256)) blobs.set(sha256, lawful)
        }
      }
    }
    if (body !== undefined) before.push({ ...event, body })
  }
  return { blobs, streams }
}

/** A body that is not of its shape is reported where the journal is checked. */
function shaped({ stream, kind, body }: Envelope): unknown {
  const type = typeOf(stream)
  try {
    return type && bodyOf(type, kind, body)
  } catch {
    return undefined
  }
}

const EVERY_DISPOSAL = `
  select journal.position, id, stream, version, kind, at, actor, body, log_entry.index is not null as sealed
  from journal left join log_entry on log_entry.event_id = journal.id
  where stream like 'disposal:%' and body is not null
  order by stream collate "C", version, journal.position`
