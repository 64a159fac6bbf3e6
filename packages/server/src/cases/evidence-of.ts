import { countingEvidence } from '@liuhen/core/case'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** A case as it is named beside a recording that is its evidence. */
export interface CaseNamed {
  readonly id: string
  readonly title: string
}

/** Every recording that counts as evidence, with the cases it counts in: of all cases, of one, or among these recordings. */
export async function evidenceOfCases(
  db: Db,
  { caseId, recordings }: { readonly caseId?: string; readonly recordings?: readonly string[] } = {},
): Promise<ReadonlyMap<string, readonly CaseNamed[]>> {
  let query = db
    .selectFrom('cases')
    .select(['id', 'title', 'state'])
    // In these words, for the index over them.
    .where(sql<boolean>`state @? '$.evidence[*].recording'`)
    .orderBy('opened_at')
  if (caseId !== undefined) query = query.where('id', '=', caseId)
  // What is evidence is tied to an act of its case first.
  if (recordings) query = query.where(sql<boolean>`recordings && ${[...recordings]}::uuid[]`)
  const found = new Map<string, CaseNamed[]>()
  for (const { id, title, state } of await query.execute())
    for (const { recording } of countingEvidence(state))
      if (recording !== undefined && (recordings === undefined || recordings.includes(recording)))
        found.set(recording, [...(found.get(recording) ?? []), { id, title }])
  return found
}
