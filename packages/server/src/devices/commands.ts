import { createHash, randomBytes } from 'node:crypto'
import {
  conditionObstacles,
  type DeviceAct,
  type deviceEvents,
  type DeviceFacts,
  type FaultReport,
  type PreShiftCheck,
} from '@liuhen/core/devices'
import type { NewEvent } from '@liuhen/core/journal'
import { because, type Instant, Missing, type Obstacle, Refused } from '@liuhen/core/kernel'
import type { z } from 'zod'
import type { Record } from '../ledger/index.ts'
import { findPerson, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import {
  type CheckLimits,
  findingsOf,
  holdingObstacles,
  movingObstacles,
  replacementObstacles,
  unitObstacles,
} from './obstacles.ts'
import { deviceOf, findDevice, type Found } from './store.ts'

export interface Devices {
  readonly db: Db
  readonly clock: Clock
  readonly record: Record
}

type Events = typeof deviceEvents
type DeviceEvent = { [K in keyof Events]: { readonly kind: K; readonly body: z.infer<Events[K]> } }[keyof Events]

async function write(
  here: Devices,
  actor: string,
  found: { id: string; version: number },
  ...events: DeviceEvent[]
): Promise<void> {
  const at = here.clock.now()
  const list = events.map(
    (event, i) => ({ stream: `device:${found.id}`, version: found.version + 1 + i, at, actor, ...event }) as NewEvent,
  )
  // An import writes many devices in one transaction of its own.
  if (here.db.isTransaction) await here.record(here.db, list)
  else await here.db.transaction().execute((trx) => here.record(trx, list))
}

function refuse(obstacles: readonly Obstacle[]): void {
  if (obstacles.length) throw new Refused(obstacles)
}

/** The person, who must be of the device's unit. Throws Missing, Refused. */
async function colleague(here: Devices, device: Found, person: string): Promise<void> {
  const found = await findPerson(here.db, person)
  if (!found) throw because(Missing, 'person-unknown', '没有这个人员', 'There is no such person')
  refuse(unitObstacles(device.state, found))
}

const numberTaken = (number: string) =>
  because(Refused, 'number-taken', `编号 ${number} 已经登记过`, `The number ${number} is registered already`, {
    field: 'number',
  })

const UNIQUE_VIOLATION = '23505'

/** Throws Refused when the number is taken, Missing for an unknown unit. */
export async function register(here: Devices, actor: string, facts: DeviceFacts): Promise<{ id: string }> {
  if (await findDevice(here.db, facts.number)) throw numberTaken(facts.number)
  await unitThere(here, facts.unit)
  const id = uuidv7(here.clock.now())
  await write(here, actor, { id, version: 0 }, { kind: 'DeviceRegistered/1', body: facts }).catch((error: unknown) => {
    // Somebody registered the same number at this very moment.
    throw (error as { code?: string }).code === UNIQUE_VIOLATION ? numberTaken(facts.number) : error
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
  const device = await deviceOf(here.db, id)
  if (facts.unit !== device.state.unit) {
    refuse(movingObstacles(device.state))
    await unitThere(here, facts.unit)
  }
  await write(here, actor, device, { kind: 'DeviceChanged/1', body: facts })
}

async function act(
  here: Devices,
  actor: string,
  id: string,
  what: DeviceAct,
  event: (at: Instant) => DeviceEvent,
  before?: (device: Found) => Promise<void>,
): Promise<void> {
  const device = await deviceOf(here.db, id)
  refuse(conditionObstacles(device.state, what))
  await before?.(device)
  await write(here, actor, device, event(here.clock.now()))
}

export const issue = (
  here: Devices,
  actor: string,
  id: string,
  given: { holder: string; from?: Instant | undefined },
) =>
  act(
    here,
    actor,
    id,
    'issue',
    (now) => ({ kind: 'DeviceIssued/1', body: { holder: given.holder, from: given.from ?? now } }),
    (device) => {
      if (given.from !== undefined) refuse(holdingObstacles(device.state, given.from, here.clock.now()))
      return colleague(here, device, given.holder)
    },
  )

export const takeBack = (here: Devices, actor: string, id: string) =>
  act(here, actor, id, 'return', (from) => ({ kind: 'DeviceReturned/1', body: { from } }))

export const lend = (here: Devices, actor: string, id: string, given: { borrower: string; reason: string }) =>
  act(
    here,
    actor,
    id,
    'lend',
    (from) => ({ kind: 'DeviceLent/1', body: { ...given, from } }),
    (device) => colleague(here, device, given.borrower),
  )

export const endLoan = (here: Devices, actor: string, id: string) =>
  act(here, actor, id, 'end-loan', (from) => ({ kind: 'LoanEnded/1', body: { from } }))

/** Notes the check and says whether the device may go out. */
export async function check(
  here: Devices,
  actor: string,
  id: string,
  done: Omit<PreShiftCheck, 'findings' | 'passed'>,
  limits: CheckLimits,
): Promise<{ passed: boolean; findings: string[] }> {
  const findings = findingsOf(done, limits)
  const passed = findings.length === 0
  await act(here, actor, id, 'check', () => ({ kind: 'PreShiftChecked/1', body: { ...done, findings, passed } }))
  return { passed, findings }
}

/** A fault, and what was done instead. The other device must be one of the same unit that may go out. */
export const reportFault = (here: Devices, actor: string, id: string, fault: FaultReport) =>
  act(
    here,
    actor,
    id,
    'fault',
    () => ({ kind: 'FaultReported/1', body: fault }),
    async (device) => {
      if (fault.otherDevice === undefined) return
      if (fault.otherDevice === id)
        throw because(
          Refused,
          'same-device',
          '替代设备不能是故障设备本身',
          'The other device cannot be the faulty one',
          { field: 'otherDevice' },
        )
      const other = (await deviceOf(here.db, fault.otherDevice)).state
      refuse([...conditionObstacles(other, 'check'), ...replacementObstacles(device.state, other)])
    },
  )

export const sendToRepair = (here: Devices, actor: string, id: string, given: { where: string; reason: string }) =>
  act(here, actor, id, 'to-repair', () => ({ kind: 'SentToRepair/1', body: given }))

export const endRepair = (here: Devices, actor: string, id: string, given: { done: string }) =>
  act(here, actor, id, 'from-repair', () => ({ kind: 'DeviceRepaired/1', body: given }))

export const lose = (here: Devices, actor: string, id: string, given: { reason: string }) =>
  act(here, actor, id, 'lose', () => ({ kind: 'DeviceLost/1', body: given }))

export const find = (here: Devices, actor: string, id: string, given: { reason: string }) =>
  act(here, actor, id, 'find', () => ({ kind: 'DeviceFound/1', body: given }))

export const retire = (here: Devices, actor: string, id: string, given: { reason: string; approver: string }) =>
  act(here, actor, id, 'retire', () => ({ kind: 'DeviceRetired/1', body: given }))

const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** A new key for a docking station; the one before it stops working. Only its digest is kept. */
export async function issueStationKey(here: Devices, actor: string, id: string): Promise<{ key: string }> {
  const device = await deviceOf(here.db, id)
  if (device.state.kind !== 'docking-station')
    throw because(Refused, 'not-a-station', '只有采集站可以领取密钥', 'Only a docking station is given a key')
  refuse(conditionObstacles(device.state, 'check'))
  const key = `station-${randomBytes(24).toString('base64url')}`
  const digest = digestOf(key)
  const event = {
    stream: `device:${id}`,
    version: device.version + 1,
    kind: 'StationKeyIssued/1' as const,
    at: here.clock.now(),
    actor,
    body: { fingerprint: digest.subarray(0, 4).toString('hex') },
  }
  await here.db.transaction().execute(async (trx) => {
    await here.record(trx, [event])
    await trx
      .insertInto('station_key')
      .values({ device: id, digest })
      .onConflict((conflict) => conflict.column('device').doUpdateSet({ digest }))
      .execute()
  })
  return { key }
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
