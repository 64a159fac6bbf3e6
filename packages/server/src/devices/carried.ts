import { holderAt } from '@liuhen/core/devices'
import type { Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { Found } from './store.ts'

/** Something that was done, by whom and from when to when; `devices` what it was said to be recorded with. */
export interface Done {
  readonly id: string
  readonly people: readonly string[]
  readonly start: Instant
  readonly end: Instant
  readonly devices?: readonly string[] | undefined
}

/** Devices of which one docked is enough, who had them, and when the first was docked after the end. */
export interface Carried {
  readonly person?: string
  readonly devices: readonly { readonly id: string; readonly number: string }[]
  readonly docked?: Instant
  /** It was said to be what it was recorded with. */
  readonly named: boolean
}

/**
 * What was with each of these: every device that was named, or else, for each who took part, what the register says they
 * held when it began.
 */
export async function carriedBy(db: Db, all: readonly Done[]): Promise<ReadonlyMap<string, readonly Carried[]>> {
  if (all.length === 0) return new Map()
  const people = [...new Set(all.flatMap((one) => one.people))]
  const named = [...new Set(all.flatMap((one) => one.devices ?? []))]
  const { rows } = await sql<Pick<Found, 'id' | 'state'>>`
    select id, state from devices where kind not in ('docking-station', 'surveillance') and (id = any(${named}::uuid[])
      or exists (select from jsonb_array_elements(state -> 'holdings') held where held ->> 'person' = any(${people})))
    order by number`.execute(db)
  const dockings = await dockedSince(
    db,
    rows.map((one) => one.id),
    all.map((one) => one.end).toSorted()[0] as Instant,
  )
  const since = (devices: readonly string[], end: Instant): Instant | undefined =>
    devices
      .flatMap((id) => dockings.get(id) ?? [])
      .filter((at) => at >= end)
      .toSorted()[0]
  return new Map(
    all.map(({ id, people: there, start, end, devices }) => {
      const group = (person: string | undefined, those: typeof rows): Carried[] => {
        const docked = since(
          those.map((one) => one.id),
          end,
        )
        const list = those.map((one) => ({ id: one.id, number: one.state.number }))
        if (list.length === 0) return []
        return [
          {
            devices: list,
            named: (devices ?? []).length > 0,
            ...(person !== undefined && { person }),
            ...(docked && { docked }),
          },
        ]
      }
      if (devices && devices.length > 0)
        return [
          id,
          rows.filter((one) => devices.includes(one.id)).flatMap((one) => group(holderAt(one.state, start), [one])),
        ]
      return [
        id,
        there.flatMap((person) =>
          group(
            person,
            rows.filter((one) => holderAt(one.state, start) === person),
          ),
        ),
      ]
    }),
  )
}

async function dockedSince(db: Db, devices: readonly string[], from: Instant): Promise<Map<string, Instant[]>> {
  if (devices.length === 0) return new Map()
  const rows = await db
    .selectFrom('docking')
    .select(['device', 'at'])
    .where('device', 'in', devices)
    .where('at', '>=', from)
    .execute()
  const found = new Map<string, Instant[]>()
  for (const { device, at } of rows) if (device !== null) found.set(device, [...(found.get(device) ?? []), at])
  return found
}
