import type { Instant } from '@liuhen/core/kernel'
import { because, Missing } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Looks } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Vault } from '../vault/index.ts'
import type { Log } from '../platform/index.ts'
import { noting } from './played.ts'
import { type RecordingRowOf, shownBy } from './rows.ts'
import { recordingOf } from './store.ts'
import { notReady, serveBlob } from './stream.ts'

/** What of a recording tells where it lies and how it came, without all that was done with it. */
export type BriefRecording = Pick<
  RecordingRowOf,
  'id' | 'unit' | 'device' | 'officer' | 'start_at' | 'end_at' | 'arrived_at' | 'open_gaps' | 'derived'
>

/** Those that begin between two instants and count, of these units or of all, in the order of their ids. */
export async function recordingsBegun(
  db: Db,
  from: Instant,
  before: Instant,
  units?: readonly string[],
): Promise<BriefRecording[]> {
  let query = db
    .selectFrom('recordings')
    .select(['id', 'unit', 'device', 'officer', 'start_at', 'end_at', 'arrived_at', 'open_gaps', 'derived'])
    .where('start_at', '>=', from)
    .where('start_at', '<', before)
    .where('unconfirmed', '=', false)
    .orderBy('id')
  if (units) query = query.where(sql<boolean>`unit = any(${[...units]}::uuid[])`)
  return query.execute()
}

/** How many of them there are, how many interruptions of them nobody has explained, and how many cannot be read. */
export async function countBegun(
  db: Db,
  from: Instant,
  before: Instant,
  units?: readonly string[],
): Promise<{ readonly recordings: number; readonly openGaps: number; readonly unreadable: number }> {
  const { rows } = await sql<{ recordings: number; gaps: number; unreadable: number }>`
    select count(*) as recordings, coalesce(sum(open_gaps), 0) as gaps, count(*) filter (where derived = 'failed') as unreadable
    from recordings where start_at >= ${from}::timestamptz and start_at < ${before}::timestamptz and not unconfirmed
      ${units ? sql`and unit = any(${[...units]}::uuid[])` : sql``}`.execute(db)
  const { recordings = 0, gaps: openGaps = 0, unreadable = 0 } = rows[0] ?? {}
  return { recordings, openGaps, unreadable }
}

type Whose = Pick<RecordingRowOf, 'unit' | 'officer' | 'sender' | 'device'>

/** Whose each of these is; what is no recording is absent. */
export async function whoseRecordings(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Whose>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Whose & { id: string }>`
    select id, unit, officer, sender, device from recordings where id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((one) => [one.id, one]))
}

/** These recordings as they stand; what is none is absent. */
export async function recordingsNamed(db: Db, ids: readonly string[]): Promise<RecordingRowOf[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('recordings')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
}

/** How a player shows it. */
export function showing(row: RecordingRowOf): 'video' | 'audio' | 'image' | 'waiting' | 'nothing' {
  const shown = shownBy(row)
  if (!shown) return row.derived === 'waiting' ? 'waiting' : 'nothing'
  const [kind] = shown.mediaType.split('/')
  return kind === 'audio' || kind === 'image' ? kind : 'video'
}

/**
 * Serves one of a sample by ranges to whoever reviews it, once the look is on record with the draw that makes it a duty.
 * Whether it is of that sample, and the reviewer's to see, is for the caller to know. Throws Missing, and Refused while it is made.
 */
export async function playForDraw(
  { db, vault, looks, log }: { readonly db: Db; readonly vault: Vault; readonly looks: Looks; readonly log: Log },
  request: Request,
  actor: string,
  { recording, draw }: { readonly recording: string; readonly draw: string },
): Promise<Response> {
  const row = await recordingOf(db, recording)
  const shown = shownBy(row)
  if (!shown && row.derived === 'waiting') throw notReady()
  if (!shown)
    throw because(
      Missing,
      'no-derivative',
      '这份音像没有可以播放的副本',
      'There is no copy of this recording that can be played',
    )
  const what = shown.kind === 'still' ? 'still' : 'view-copy'
  await looks.note(actor, 'look', { kind: 'RecordingLooked/1', body: { recording, what, draw, right: 'duty' } })
  const { sha256, mediaType } = shown
  return serveBlob(vault, request, { sha256, mediaType }, noting({ db, log }, { actor, recording, draw }, sha256))
}
