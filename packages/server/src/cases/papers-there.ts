import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** The papers of a case that are there, by the names of their rules: signed to the end, or stored in its volume. */
export async function papersThere(db: Db, caseId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly rule: string }>`
    select rule from papers where case_id = ${caseId} and stands = 'finished'
    union
    select material ->> 'rule' from volumes, jsonb_array_elements(volumes.state -> 'materials') as material
    where volumes.id = ${caseId} and material ? 'rule' and not material ? 'withdrawn'`.execute(db)
  return rows.map((one) => one.rule)
}
