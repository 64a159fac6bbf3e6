import { deviceNumber, type DeviceState, looksOf } from '@liuhen/core/devices'
import { because, type Instant, Missing } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'

export interface Found {
  readonly id: string
  readonly version: number
  readonly state: DeviceState
}

/** The device of that number, however it was typed; undefined when none is registered so. */
export async function findDevice(db: Db, number: string): Promise<Found | undefined> {
  const one = deviceNumber(number)
  if (one === undefined) return undefined
  const devices = db.selectFrom('devices').select(['id', 'version', 'state'])
  return (
    (await devices.where('number', '=', one).executeTakeFirst()) ??
    // Registered before numbers were written in one way.
    (await devices
      .where(sql<boolean>`upper(normalize(number, NFKC)) = ${one}`)
      .orderBy('id')
      .executeTakeFirst())
  )
}

/** Whether a device is registered whose number is taken for this one on a label. */
export async function findAlike(db: Db, number: string): Promise<string | undefined> {
  // A bureau has hundreds of devices.
  const all = await db.selectFrom('devices').select('number').orderBy('number').execute()
  return all.find((one) => looksOf(one.number.toUpperCase()) === looksOf(number))?.number
}

/** The public key a station has told that it signs with, and whether somebody has compared it with the station. */
export async function signingKeyOf(
  db: Db,
  station: string,
): Promise<{ readonly key: string; readonly vouchedAt?: Instant } | undefined> {
  const found = await db.selectFrom('devices').select('state').where('id', '=', station).executeTakeFirst()
  const { signingKey: key, vouched } = found?.state ?? {}
  return key === undefined ? undefined : { key, ...(vouched && { vouchedAt: vouched.at }) }
}

/** Throws Missing. */
export async function deviceOf(db: Db, id: string): Promise<Found> {
  const found = await db
    .selectFrom('devices')
    .select(['id', 'version', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw because(Missing, 'device-unknown', '没有这台设备', 'There is no such device')
  return found
}

/** The number of every device by its id: a bureau has hundreds. */
export async function numbersOfDevices(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('devices').select(['id', 'number']).execute()
  return new Map(rows.map((one) => [one.id, one.number]))
}

/** The devices of these units that record, docking stations and fixed cameras apart, as the register has them. */
export async function devicesOfUnits(db: Db, units: readonly string[]): Promise<readonly DeviceState[]> {
  if (units.length === 0) return []
  const rows = await db
    .selectFrom('devices')
    .select('state')
    .where('unit', 'in', [...units])
    .where('kind', 'not in', ['docking-station', 'surveillance'])
    .execute()
  return rows.map((one) => one.state)
}
