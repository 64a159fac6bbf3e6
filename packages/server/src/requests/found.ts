import { type Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import './tables.ts'

/** A hand-out that a found copy may come from. */
export interface FoundHandOut {
  readonly id: string
  readonly serial: string
  readonly recipient: string
  /** Who made it and who asked for it, of the bureau. */
  readonly people: readonly string[]
  readonly unit: string
}

const PERSON = 'person:'

/** The hand-outs of that serial number, or whose bytes a found copy carries. */
export async function handOutsFound(
  db: Db,
  { serial, digest }: { readonly serial?: string | undefined; readonly digest?: Sha256 | undefined },
): Promise<readonly FoundHandOut[]> {
  if (serial === undefined && digest === undefined) return []
  let query = db
    .selectFrom('handouts')
    .innerJoin('requests', (join) => join.on(sql<boolean>`requests.id = handouts.request::uuid`))
    .select(['handouts.id', 'handouts.state', 'requests.state as asked'])
    .orderBy('handouts.prepared_at')
  if (serial !== undefined) query = query.where('serial', '=', serial)
  if (digest !== undefined)
    query = query.where(
      sql<boolean>`(digests @> array[${digest}]::text[] or handouts.state ->> 'manifest' = ${digest})`,
    )
  const rows = await query.execute()
  return rows.map(({ id, state, asked }) => ({
    id,
    serial: state.serial,
    recipient: state.recipient,
    people: [...new Set([state.prepared.by, asked.asked.by])].flatMap((one) =>
      one.startsWith(PERSON) ? one.slice(PERSON.length) : [],
    ),
    unit: asked.unit,
  }))
}
