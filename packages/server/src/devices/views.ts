import type { Device, DeviceHistory } from '@liuhen/contract/devices'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { type DeviceState, fingerprintOf } from '@liuhen/core/devices'
import { because, type Instant, Missing } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { readStream, sha256 } from '../ledger/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { DeviceTable, DockingTable } from './tables.ts'

const NOWHERE = '00000000-0000-0000-0000-000000000000'

/** When each device is to be maintained, and what is on record of a fixed camera, by the rules of today. */
export type RuledOf = (state: DeviceState) => Pick<Device, 'maintenance' | 'fixed'>

/** Devices as far as the viewer's own unit or the whole bureau goes. */
export async function devices(db: Db, viewer: Viewer, ruled: RuledOf, id?: string): Promise<Device[]> {
  let query = db.selectFrom('devices').selectAll().orderBy('number')
  if (id !== undefined) query = query.where('id', '=', id)
  const scope = scopeOf(viewer)
  if (scope && !('all' in scope)) query = query.where('unit', 'in', viewer.units.length ? viewer.units : [NOWHERE])
  const rows = await query.execute()
  if (rows.length === 0) return []
  const [units, people, dockings] = await Promise.all([unitNamesOf(db), namesOfPeople(db), lastDockings(db)])
  return rows.map((row) => view(row, units, people, dockings.get(row.id), ruled(row.state)))
}

async function lastDockings(db: Db): Promise<Map<string, Pick<DockingTable, 'at' | 'said'>>> {
  const rows = await db
    .selectFrom('docking')
    .distinctOn('device')
    .select(['device', 'at', 'said'])
    .where('device', 'is not', null)
    .orderBy('device')
    .orderBy('at', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.device as string, row]))
}

function view(
  row: Pick<DeviceTable, 'id' | 'state' | 'holder'>,
  units: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
  docked: { at: Instant; said: DockingTable['said'] } | undefined,
  { maintenance, fixed }: ReturnType<RuledOf>,
): Device {
  const { state } = row
  const check = state.lastCheck
  return {
    id: row.id,
    number: state.number,
    kind: state.kind,
    unit: { id: state.unit, name: units.get(state.unit) ?? '' },
    condition: state.condition,
    onLoan: state.condition === 'on-loan',
    hasKey: state.keyFingerprint !== undefined,
    ...(state.signingKey !== undefined && {
      signing: {
        fingerprint: fingerprintOf(sha256, state.signingKey),
        ...(state.vouched && {
          vouched: { at: state.vouched.at, by: people.get(state.vouched.by.replace('person:', '')) ?? '' },
        }),
      },
    }),
    ...(state.price !== undefined && { price: state.price }),
    ...(maintenance && { maintenance }),
    ...(fixed && { fixed }),
    ...(state.model !== undefined && { model: state.model }),
    ...(row.holder && { holder: { id: row.holder, name: people.get(row.holder) ?? '' } }),
    ...(state.identity && { identity: state.identity }),
    ...(state.inServiceSince !== undefined && { inServiceSince: state.inServiceSince }),
    ...(docked && {
      lastDocked: { at: docked.at, files: docked.said.files, ...(docked.said.clock && { clock: docked.said.clock }) },
    }),
    ...(check && {
      lastCheck: {
        at: check.at,
        passed: check.passed,
        findings: check.findings,
        battery: check.battery,
        freeSpace: check.freeSpace,
      },
    }),
  }
}

/** One device and all that happened with it, newest first. Throws Missing when the viewer may not see it. */
export async function device(
  db: Db,
  viewer: Viewer,
  id: string,
  ruled: RuledOf = () => ({}),
): Promise<{ device: Device; history: DeviceHistory[] }> {
  const [found] = await devices(db, viewer, ruled, id)
  if (!found) throw because(Missing, 'device-unknown', '没有这台设备', 'There is no such device')
  const [stream, dockings] = await Promise.all([
    readStream(db, `device:${id}`),
    db
      .selectFrom('journal')
      .innerJoin('docking', (join) => join.on('journal.stream', '=', sql<string>`'docking:' || docking.id`))
      .select(['journal.at', 'journal.actor', 'journal.kind', 'journal.body'])
      .where('docking.device', '=', id)
      .orderBy('docking.at', 'desc')
      .limit(50)
      .execute(),
  ])
  const all = [...stream.map(({ event }) => event), ...dockings].toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const names = await namesOfActors(db)
  return {
    device: found,
    history: all.map((event) => ({ at: event.at, by: names(event.actor), kind: event.kind, body: event.body })),
  }
}
