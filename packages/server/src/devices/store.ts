import type { DeviceState } from '@liuhen/core/devices'
import type { Docked } from '@liuhen/core/intake'
import { foldStream } from '@liuhen/core/journal'
import { because, Missing } from '@liuhen/core/kernel'
import { type Reaction, readStream } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

export interface Found {
  readonly id: string
  readonly version: number
  readonly state: DeviceState
}

/** The device of that number as it is written on it; undefined when none is registered so. */
export async function findDevice(db: Db, number: string): Promise<Found | undefined> {
  return db.selectFrom('devices').select(['id', 'version', 'state']).where('number', '=', number).executeTakeFirst()
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

/** Keeps the read model of devices, and the dockings of each. */
export const devicesReaction: Reaction = async (trx, entries) => {
  const streams = new Set(entries.map(({ event }) => event.stream).filter((stream) => stream.startsWith('device:')))
  for (const stream of streams) await saveDevice(trx, stream)
  for (const { event } of entries) {
    if (event.kind !== 'CameraDocked/1') continue
    const said = event.body as unknown as Docked & { device?: string }
    await trx
      .insertInto('docking')
      .values({
        id: event.stream.slice('docking:'.length),
        device: said.device ?? null,
        at: event.at,
        said: JSON.stringify(said) as never,
      })
      .execute()
  }
}

async function saveDevice(trx: Db, stream: string): Promise<void> {
  const history = await readStream(trx, stream)
  const state = foldStream(
    stream,
    history.map(({ event }) => event),
  ) as DeviceState | undefined
  if (!state) return
  const row = {
    version: history.length,
    state: JSON.stringify(state) as never,
    number: state.number,
    kind: state.kind,
    unit: state.unit,
    condition: state.condition,
    holder: state.holdings.find((one) => one.to === undefined)?.person ?? null,
  }
  await trx
    .insertInto('devices')
    .values({ id: stream.slice('device:'.length), ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}
