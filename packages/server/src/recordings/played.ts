import type { Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { Log } from '../platform/index.ts'
import { recordingsNamed } from './for-supervision.ts'
import { shownBy } from './rows.ts'
import type { Handed } from './stream.ts'

/** Whose playing of what it is; `draw`: for which spot check. */
interface Playing {
  readonly actor: string
  readonly recording: string
  readonly draw?: string
}

/** What of a film has not been handed to whoever plays it, in milliseconds from its start, by its bytes: nobody counts frames. */
export interface Unplayed {
  readonly from: number
  readonly to: number
}

/** Keeps which bytes of a copy went out to whom. */
export const noting =
  (
    { db, log }: { readonly db: Db; readonly log: Log },
    { actor, recording, draw = '' }: Playing,
    sha256: Sha256,
  ): Handed =>
  async (from, to) => {
    const parts = sql<string>`int8multirange(int8range(${from}, ${to}))`
    await sql`
      insert into played (actor, recording, sha256, draw, parts) values (${actor}, ${recording}, ${sha256}, ${draw}, ${parts})
      on conflict (recording, actor, sha256, draw) do update set parts = played.parts + excluded.parts`
      .execute(db)
      // The film goes on: what is not on record has to be played once more.
      .catch((error: unknown) => log.alarm('what was played is not on record', { recording, error }))
  }

/**
 * What this actor has played of these recordings: of each that was begun, what is still missing, and nothing where all of it
 * was handed to them. Of its view copy, of the picture it is, or of its original; for a spot check, within it alone.
 */
export async function playedBy(
  db: Db,
  actor: string,
  recordings: readonly string[],
  draw = '',
): Promise<ReadonlyMap<string, readonly Unplayed[]>> {
  if (recordings.length === 0) return new Map()
  const rows = await recordingsNamed(db, recordings)
  const { rows: parts } = await sql<{ recording: string; sha256: string; from: number; to: number }>`
    select recording, sha256, lower(part) as "from", upper(part) as "to"
    from played, unnest(parts) as part
    where recording = any(${[...recordings]}::uuid[]) and actor = ${actor} and draw = ${draw}
    order by part`.execute(db)
  const found = new Map<string, readonly Unplayed[]>()
  for (const row of rows) {
    const length = Date.parse(row.end_at) - Date.parse(row.start_at)
    const whole = [shownBy(row), row.state.arrival].filter((one) => one !== undefined)
    const missing = whole.flatMap(({ sha256, bytes }) => {
      const had = parts.filter((one) => one.recording === row.id && one.sha256 === sha256)
      return had.length === 0 ? [] : [left(had, bytes, length)]
    })
    const least = missing.toSorted((one, other) => one.length - other.length)[0]
    if (least) found.set(row.id, least)
  }
  return found
}

/** What lies between these parts of so many bytes; as times where it has any, and a picture has none. */
function left(had: readonly Unplayed[], bytes: number, length: number): Unplayed[] {
  const ends = [...had, { from: bytes, to: bytes }]
  return ends.flatMap(({ from: to }, at) => {
    const from = ends[at - 1]?.to ?? 0
    return from < to ? [{ from: Math.floor((from / bytes) * length), to: Math.ceil((to / bytes) * length) }] : []
  })
}

/** Whether all of it was. */
export const isPlayed = (played: ReadonlyMap<string, readonly Unplayed[]>, recording: string): boolean =>
  played.get(recording)?.length === 0
