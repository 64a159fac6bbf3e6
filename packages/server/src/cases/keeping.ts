import { type KeepingCase, keepingCaseOf } from '@liuhen/core/retention'
import type { CaseState } from '@liuhen/core/case'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** The cases each of these recordings is tied to, and what they say of how long it is kept. */
export async function casesKeeping(
  db: Db,
  recordings: readonly string[],
): Promise<ReadonlyMap<string, readonly KeepingCase[]>> {
  if (recordings.length === 0) return new Map()
  const ids = [...recordings]
  const { rows } = await sql<{ id: string; state: CaseState; open: boolean; recording: string }>`
    select cases.id, cases.state, cases.open, recording
    from cases, unnest(cases.recordings) as recording
    where cases.recordings && ${ids}::uuid[] and recording = any(${ids}::uuid[])
    order by cases.opened_at, cases.id`.execute(db)
  const found = new Map<string, KeepingCase[]>()
  for (const { id, state, open, recording } of rows)
    found.set(recording, [...(found.get(recording) ?? []), keepingCaseOf(id, state, open, recording)])
  return found
}

/** The recordings tied to acts of a case. */
export async function recordingsOfCase(db: Db, id: string): Promise<readonly string[]> {
  const row = await db.selectFrom('cases').select('recordings').where('id', '=', id).executeTakeFirst()
  return row?.recordings ?? []
}
