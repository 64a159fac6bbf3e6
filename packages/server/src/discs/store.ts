import type { DiscStands } from '@liuhen/core/discs'
import type { Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { evidenceOfCases } from '../cases/index.ts'
import type { Db } from '../platform/database/index.ts'

/** A disc that a recording is on, as others want to know it. */
export interface DiscOf {
  readonly id: string
  readonly serial: string
  readonly stands: DiscStands
  /** When it was put on record as burnt: by a drive that read it back, or by a person. */
  readonly burntAt?: Instant
}

/** The discs these recordings are on, by recording, the newest first; what is on none is absent. */
export async function discsOf(db: Db, recordings: readonly string[]): Promise<ReadonlyMap<string, readonly DiscOf[]>> {
  if (recordings.length === 0) return new Map()
  const wanted = new Set(recordings)
  const rows = await db
    .selectFrom('discs')
    .select(['id', 'serial', 'stands', 'recordings', 'burnt_at'])
    .where(sql<boolean>`recordings && ${[...recordings]}::uuid[]`)
    .orderBy('ordered_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const found = new Map<string, DiscOf[]>()
  for (const { id, serial, stands, recordings: own, burnt_at } of rows)
    for (const one of own)
      if (wanted.has(one)) {
        const disc = { id, serial, stands, ...(burnt_at && { burntAt: burnt_at }) }
        found.set(one, [...(found.get(one) ?? []), disc])
      }
  return found
}

/** Every recording that counts as evidence in a case, with the discs it is on: empty for one that is on none. */
export async function discsOfCase(db: Db, caseId: string): Promise<ReadonlyMap<string, readonly DiscOf[]>> {
  const evidence = await evidenceOfCases(db, { caseId })
  const found = await discsOf(db, [...evidence.keys()])
  return new Map([...evidence.keys()].map((one) => [one, found.get(one) ?? []]))
}

/** When each of these was first put on record as burnt; what never was is absent. */
export async function firstOnDisc(db: Db, recordings: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  const first = new Map<string, Instant>()
  for (const [recording, discs] of await discsOf(db, recordings)) {
    const [earliest] = discs.flatMap(({ burntAt }) => burntAt ?? []).toSorted()
    if (earliest) first.set(recording, earliest)
  }
  return first
}
