import type { BodyOf } from '@liuhen/core/journal'
import { because, Corrupt, type Instant, type Sha256 } from '@liuhen/core/kernel'
import { redactionReasons, type RedactedCopy } from '@liuhen/core/redactions'
import { sql } from 'kysely'
import { type JournalEntry, readStream } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

/** A redacted copy that was ever rendered of a recording, and the stream that says so. */
export interface HeldCopy {
  readonly stream: string
  readonly sha256: Sha256
  readonly bytes: number
}

/** Of these recordings those of which a redacted copy is approved, with the redaction that was approved last. */
export async function approvedRedactions(db: Db, recordings: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (recordings.length === 0) return new Map()
  const rows = await db
    .selectFrom('redactions')
    .select(['id', 'recording'])
    .where('recording', 'in', [...recordings])
    .where('stands', '=', 'approved')
    .orderBy(sql`state -> 'approved' ->> 'at'`)
    .execute()
  return new Map(rows.map((one) => [one.recording, one.id]))
}

/** A redacted copy that may go in place of its original, and the three events that say so. */
export interface ApprovedCopy extends Pick<RedactedCopy, 'sha256' | 'sm3' | 'bytes' | 'mediaType' | 'tool' | 'recipe'> {
  readonly redaction: string
  readonly approvedAt: Instant
  /** Why something is not shown in it, each reason once, with what it stands on. */
  readonly why: readonly string[]
  /** That it was rendered, looked over, approved. */
  readonly events: readonly [JournalEntry, JournalEntry, JournalEntry]
}

/** The copy of a redaction that is approved. Throws Corrupt where the journal does not say so. */
export async function approvedCopy(db: Db, redaction: string): Promise<ApprovedCopy> {
  const row = await db.selectFrom('redactions').select('state').where('id', '=', redaction).executeTakeFirst()
  const history = await readStream(db, `redaction:${redaction}`)
  const last = (kind: string) => history.findLast(({ event }) => event.kind === kind)
  const [rendered, reviewed, approved] = ['RedactionRendered/1', 'RedactionReviewed/1', 'RedactionApproved/1'].map(last)
  if (!row || !rendered || !reviewed || !approved)
    throw because(
      Corrupt,
      'redaction-unapproved',
      '遮挡副本没有批准的记录',
      'The redacted copy is not on record as approved',
    )
  const { sha256, sm3, bytes, mediaType, tool, recipe } = rendered.event.body as BodyOf<'RedactionRendered/1'>
  const { boxes, mutes } = row.state.plan
  const reasons = [...new Set([...boxes, ...mutes].map((one) => one.reason))]
  return {
    sha256,
    sm3,
    bytes,
    mediaType,
    tool,
    recipe,
    redaction,
    approvedAt: approved.event.at,
    why: reasons.map((one) => `${redactionReasons[one].title.zh}（${redactionReasons[one].label}）`),
    events: [rendered, reviewed, approved],
  }
}

/** Every copy that was rendered of a recording, those of plans that count no more among them. */
export async function redactedCopiesOf(db: Db, recording: string): Promise<readonly HeldCopy[]> {
  const rows = await db.selectFrom('redactions').select('id').where('recording', '=', recording).execute()
  const found: HeldCopy[] = []
  for (const { id } of rows) {
    const stream = `redaction:${id}`
    for (const { event } of await readStream(db, stream)) {
      if (event.kind !== 'RedactionRendered/1') continue
      const { sha256, bytes } = event.body as BodyOf<'RedactionRendered/1'>
      found.push({ stream, sha256, bytes })
    }
  }
  return found
}
