import type { OutsideAct } from '@liuhen/contract/people'
import type { QueryOf, Table } from '@liuhen/contract'
import { type EndpointName, table } from '@liuhen/contract'
import { isOutsider } from '@liuhen/core/access'
import type { Looks } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Outsiders } from '../platform/served.ts'
import { namesOfActors } from './names.ts'

const PAGE = 100

/** For the shell: what somebody from outside is let through to is on record before they are answered. */
export const outsidersOf =
  (looks: Looks): Outsiders =>
  async ({ viewer, endpoint, of, asked }) => {
    const role = viewer.roles.find(isOutsider)
    if (!role) return
    const body = { role, endpoint, ...(of !== undefined && { of }), asked }
    await looks.note(`person:${viewer.person}`, 'outside', { kind: 'OutsiderServed/1', body })
  }

const titleOf = (endpoint: string): string =>
  Object.hasOwn(table, endpoint) ? table[endpoint as EndpointName].title : endpoint

/** What people from outside saw and took away, the newest first, a page of it. */
export async function outsideActs(
  db: Db,
  { person, before }: QueryOf<Table['listOutsideActs']>,
): Promise<{ rows: OutsideAct[]; more: boolean }> {
  let query = db
    .selectFrom('outside_acts')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(PAGE + 1)
  if (person !== undefined) query = query.where('person', '=', person)
  if (before !== undefined) query = query.where('at', '<', before)
  const [rows, nameOf] = await Promise.all([query.execute(), namesOfActors(db)])
  return {
    rows: rows.slice(0, PAGE).map(({ id, at, person: by, role, endpoint, told }): OutsideAct => {
      const { from, to, cases, checks, manifest } = told
      return {
        id,
        at,
        by: nameOf(`person:${by}`),
        role,
        ...(endpoint !== null && { endpoint }),
        what: endpoint === null ? '' : titleOf(endpoint),
        ...(told.of !== undefined && { of: told.of }),
        ...(told.asked && { asked: told.asked }),
        ...(from !== undefined &&
          to !== undefined &&
          cases !== undefined &&
          checks !== undefined &&
          manifest !== undefined && { exported: { from, to, cases, checks, manifest } }),
      }
    }),
    more: rows.length > PAGE,
  }
}
