import type { InspectionPool } from '@liuhen/contract/inspections'
import type { LeftOutFor } from '@liuhen/core/inspections'
import type { CalendarDate } from '@liuhen/core/kernel'
import { inForce, type PersonState } from '@liuhen/core/people'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

/** Why the register of that day does not have somebody inspect; undefined where it does. */
function leftOutFor(
  { roles, suspended, offDuty = [], certificate }: PersonState,
  day: CalendarDate,
): LeftOutFor | undefined {
  if (roles.includes('auxiliary')) return 'auxiliary'
  if (suspended) return 'suspended'
  if (offDuty.length > 0) return 'off-duty'
  if (inForce(certificate, day)) return undefined
  return certificate === undefined ? 'no-certificate' : 'certificate-not-in-force'
}

/**
 * 执法检查人员名录 of that day, of these units or of all: who may be drawn, and who not and why. Whatever an instrument says of
 * filming, only who is qualified to enforce inspects.
 */
export async function poolOn(db: Db, day: CalendarDate, units: readonly string[] = []): Promise<InspectionPool> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'state'])
    .where(sql<boolean>`roles && array['officer', 'auxiliary']::text[]`)
    .$if(units.length > 0, (query) => query.where('unit', 'in', [...units]))
    .orderBy('id')
    .execute()
  const judged = rows.map(({ id, state }) => ({ id, state, why: leftOutFor(state, day) }))
  return {
    officers: judged.flatMap(({ id, state: { name, certificate }, why }) =>
      why === undefined ? [{ id, name, ...(certificate && { certificate: certificate.number }) }] : [],
    ),
    leftOut: judged.flatMap(({ id, state: { name }, why }) => (why === undefined ? [] : [{ id, name, why }])),
  }
}
