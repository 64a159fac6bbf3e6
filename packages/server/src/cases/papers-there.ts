import { type CaseState, storyOf } from '@liuhen/core/case'
import type { Story } from '@liuhen/core/policy'
import type { PaperThere } from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import { recordingsListed } from '../recordings/index.ts'
import { materialsThere, wasHandedIn } from './materials.ts'
import { recordingsOf } from './recordings-of.ts'

/** The papers of a case that are there: signed to the end, or stored in its volume and confirmed; with the measure each is of. */
export async function papersThere(db: Db, caseId: string): Promise<readonly PaperThere[]> {
  const { rows } = await sql<{ readonly rule: string; readonly about: string | null }>`
    select rule, state ->> 'about' as about from papers where case_id = ${caseId} and stands = 'finished'
    union all
    select material ->> 'rule', material ->> 'about' from volumes, jsonb_array_elements(volumes.state -> 'materials') as material
    where volumes.id = ${caseId} and material ? 'rule' and material ? 'confirmed'
      and not material ? 'withdrawn'`.execute(db)
  return rows.map(({ rule, about }) => (about === null ? rule : { rule, of: about }))
}

/** Recordings of a case beside which lies a gap that nobody has explained, by their files. */
export async function openGapsOf(db: Db, recordings: readonly string[]): Promise<readonly string[]> {
  if (recordings.length === 0) return []
  const rows = await recordingsListed(db, recordings)
  return rows.filter((one) => one.open_gaps > 0).map((one) => one.file_name)
}

/** The story of a case with what of it is looked up and stands in no event of its own. */
export async function storyWith(db: Db, id: string, state: CaseState): Promise<Story> {
  const [papers, gaps, materials] = await Promise.all([
    papersThere(db, id),
    openGapsOf(db, recordingsOf(state)),
    wasHandedIn(state) ? materialsThere(db, id, state) : undefined,
  ])
  const story = storyOf(state)
  const told = { ...story.told, papers: [...papers], gaps: [...gaps] }
  return { ...story, told: { ...told, ...(materials && { materials: [...materials] }) } }
}
