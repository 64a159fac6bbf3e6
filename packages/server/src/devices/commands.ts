import { createHash, randomBytes } from 'node:crypto'
import {
  type CheckLimits,
  type DeviceCommand,
  type DeviceContext,
  type DeviceFacts,
  deviceNumber,
  deviceStream,
  type DeviceState,
  type PreShiftCheck,
  type UnreadManual,
  fingerprintOf,
  plainFingerprint,
} from '@liuhen/core/devices'
import { because, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import { hold, type Journal, sha256 } from '../ledger/index.ts'
import { findPerson, refuseOffDuty, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { deviceOf, findAlike, findDevice } from './store.ts'

export interface Devices {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
}

/** What a command needs to know of others. */
export type Around = Omit<DeviceContext, 'at' | 'actor' | 'id'>

/** In a transaction of its own, unless there is one: an import writes many devices in one. */
export const within = <T>({ db }: Pick<Devices, 'db'>, run: (trx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? run(db) : db.transaction().execute(run)

/** One command on a device. Throws Refused with everything that stands in the way, Missing for a device that is not there. */
export const actOn = (
  here: Devices,
  actor: string,
  id: string,
  command: DeviceCommand,
  around: Around | ((state: DeviceState) => Around) = {},
): Promise<DeviceState> =>
  within(here, async (trx) => {
    if (command.do !== 'register') await deviceOf(trx, id)
    const moment = { at: here.clock.now(), actor, id }
    const { state } = await here.journal.act(trx, deviceStream, id, command, (now) =>
      Promise.resolve({ ...(typeof around === 'function' ? now && around(now) : around), ...moment }),
    )
    return state
  })

/** The one form of a number. Throws Refused when it has characters that no number has. */
function numberIn(typed: string): string {
  const number = deviceNumber(typed)
  if (number !== undefined) return number
  throw because(
    Refused,
    'number-characters',
    `编号“${typed}”含有不能用于设备编号的字符，请只用汉字、字母、数字和 . _ / -`,
    `The number "${typed}" has characters that no device number has: use letters, digits, Chinese characters and . _ / -`,
    { field: 'number' },
  )
}

/** Throws Refused when the number is taken or looks like one that is, Missing for an unknown unit. */
export async function register(here: Devices, actor: string, given: DeviceFacts): Promise<{ id: string }> {
  const facts = { ...given, number: numberIn(given.number) }
  await unitThere(here, facts.unit)
  const id = uuidv7(here.clock.now())
  await within(here, async (trx) => {
    // Somebody may register the same number at this very moment.
    await hold(trx, 'device numbers')
    const taken = (await findDevice(trx, facts.number)) ? facts.number : undefined
    const alike = taken ?? (await findAlike(trx, facts.number))
    await actOn({ ...here, db: trx }, actor, id, { do: 'register', facts }, { alike })
  })
  return { id }
}

async function unitThere(here: Devices, unit: string): Promise<void> {
  if (!(await unitNamesOf(here.db)).has(unit))
    throw because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit', { field: 'unit' })
}

export async function change(
  here: Devices,
  actor: string,
  id: string,
  facts: Omit<DeviceFacts, 'number'>,
): Promise<void> {
  await unitThere(here, facts.unit)
  await actOn(here, actor, id, { do: 'change', facts })
}

/** What the rules say of giving a device to somebody: the article on one that fails, and manuals that are to be read. */
export interface Receiving extends Pick<Around, 'faults' | 'fixed'> {
  readonly unreadBy?: (
    device: DeviceState,
    person: { readonly id: string; readonly name: string },
  ) => Promise<UnreadManual | undefined>
}

/** Throws Missing for an unknown person, Refused for one suspended from duty. */
export async function issue(
  here: Devices,
  actor: string,
  id: string,
  given: { readonly holder: string; readonly from?: Instant | undefined },
  around: Receiving = {},
): Promise<void> {
  const receiver = await findPerson(here.db, given.holder)
  await refuseOffDuty(here.db, [receiver.id], 'holder')
  const unread = await around.unreadBy?.((await deviceOf(here.db, id)).state, receiver)
  await actOn(
    here,
    actor,
    id,
    { do: 'issue', ...given },
    { faults: around.faults, fixed: around.fixed, receiver, unread },
  )
}

export async function lend(
  here: Devices,
  actor: string,
  id: string,
  given: { readonly borrower: string; readonly reason: string },
  around: Receiving,
): Promise<void> {
  const receiver = await findPerson(here.db, given.borrower)
  await refuseOffDuty(here.db, [receiver.id], 'borrower')
  const unread = await around.unreadBy?.((await deviceOf(here.db, id)).state, receiver)
  await actOn(
    here,
    actor,
    id,
    { do: 'lend', ...given },
    { faults: around.faults, fixed: around.fixed, receiver, unread },
  )
}

/** Notes the check and says whether the device may go out. */
export async function check(
  here: Devices,
  actor: string,
  id: string,
  given: { readonly done: Omit<PreShiftCheck, 'findings' | 'passed'>; readonly limits: CheckLimits },
  around: Pick<Around, 'faults'>,
): Promise<{ passed: boolean; findings: string[] }> {
  const { lastCheck } = await actOn(here, actor, id, { do: 'check', ...given }, around)
  return { passed: lastCheck?.passed === true, findings: [...(lastCheck?.findings ?? [])] }
}

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** A new key for a docking station; the one before it stops working. Only its digest is kept. */
export async function issueStationKey(here: Devices, actor: string, id: string): Promise<{ key: string }> {
  const key = `station-${randomBytes(24).toString('base64url')}`
  const digest = digestOf(key)
  const fingerprint = digest.subarray(0, 4).toString('hex')
  await within(here, async (trx) => {
    await actOn({ ...here, db: trx }, actor, id, { do: 'give-key', fingerprint })
    await trx
      .insertInto('station_key')
      .values({ device: id, digest })
      .onConflict((conflict) => conflict.column('device').doUpdateSet({ digest }))
      .execute()
  })
  return { key }
}

/** Somebody read the fingerprint off the station itself. Throws Refused where it is not that of the key that was told. */
export async function vouchSigningKey(here: Devices, actor: string, id: string, shown: string): Promise<void> {
  const { signingKey } = (await deviceOf(here.db, id)).state
  const known = signingKey === undefined ? undefined : plainFingerprint(fingerprintOf(sha256, signingKey))
  await actOn(here, actor, id, { do: 'vouch', shown: plainFingerprint(shown), known })
}

/** The docking station whose key this is, while it is in use. */
export async function stationOf(db: Db, key: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('station_key')
    .innerJoin('devices', 'devices.id', 'station_key.device')
    .select(['devices.id', 'devices.condition'])
    .where('digest', '=', digestOf(key))
    .executeTakeFirst()
  return found?.condition === 'in-use' ? found.id : undefined
}
