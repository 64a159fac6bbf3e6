import type { Viewer } from '@liuhen/core/access'
import type { Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { RequestRowOf } from './store.ts'
import './tables.ts'

/** Looks in an emergency that nobody has looked into, for those who supervise; the oldest first. */
export async function emergenciesFor(db: Db, viewer: Viewer): Promise<readonly RequestRowOf[]> {
  if (!viewer.roles.some((role) => role === 'legal-section' || role === 'inspection-section')) return []
  return db.selectFrom('requests').selectAll().where('unreviewed', '=', true).orderBy('asked_at').execute()
}

/** One look that nobody had approved. `justified` is what whoever supervises found; absent while nobody has looked into it. */
export interface EmergencyLook {
  readonly id: string
  readonly person: string
  readonly unit: string
  readonly at: Instant
  readonly justified?: boolean
}

const PERSON = 'person:'

/** Looks in an emergency that were taken from `from` until before `before`; the oldest first. */
export async function emergenciesBetween(db: Db, from: Instant, before: Instant): Promise<readonly EmergencyLook[]> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'asked_by', 'asked_at', 'unit', 'state'])
    .where(sql<boolean>`(state ->> 'emergency')::boolean`)
    .where('asked_at', '>=', from)
    .where('asked_at', '<', before)
    .orderBy('asked_at')
    .execute()
  return rows.map(({ id, asked_by: by, asked_at: at, unit, state: { reviewed } }) => ({
    id,
    person: by.slice(by.startsWith(PERSON) ? PERSON.length : 0),
    unit,
    at,
    ...(reviewed && { justified: reviewed.justified }),
  }))
}
