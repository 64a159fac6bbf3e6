import type { OwnershipProposal } from '@liuhen/contract/recordings'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import type { Arrival, ClaimOf } from '@liuhen/core/intake'
import { beijing, because, Denied, Refused, text } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Recordings } from './commands.ts'
import { annotateOfficer } from './confirm.ts'
import { type RecordingRowOf, visible } from './rows.ts'

/** So many at once; what is left is proposed when these are decided. */
const MOST = 500

/** Whose number the file itself carries, which is a claim of the file and no more. */
const namedIn = ({ provenance }: Arrival): ClaimOf<'officer'> | undefined =>
  provenance.claims.find((one): one is ClaimOf<'officer'> => one.what === 'officer' && one.says === 'file')

interface Owned {
  readonly row: RecordingRowOf
  readonly person: string
  /** When the register first says that somebody held the device; undefined where it never does. */
  readonly issued?: string
}

/** Recordings that nobody is on record to have made, whose file carries somebody's number, and that are older than the first entry of who holds the device. */
async function owned(db: Db, viewer: Viewer): Promise<readonly Owned[]> {
  const rows = await db
    .selectFrom('recordings')
    .selectAll()
    .where('officer', 'is', null)
    .where('device', 'is not', null)
    .where('unconfirmed', '=', false)
    .where((where) => visible(where, scopeOf(viewer)))
    .orderBy('start_at', 'desc')
    .limit(MOST)
    .execute()
  const devices = [...new Set(rows.flatMap((one) => one.device ?? []))]
  const issued = await firstHeld(db, devices)
  const found: Owned[] = []
  for (const row of rows) {
    const person = namedIn(row.state.arrival)?.person
    const since = issued.get(row.device as string)
    if (person !== undefined && (since === undefined || row.start_at < since))
      found.push({ row, person, ...(since !== undefined && { issued: since }) })
  }
  return found
}

async function firstHeld(db: Db, devices: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (devices.length === 0) return new Map()
  const { rows } = await sql<{ id: string; since: string | null }>`
    select id, (select min(one ->> 'from') from jsonb_array_elements(state -> 'holdings') one) as since
    from devices where id = any(${sql.val([...devices])}::uuid[])`.execute(db)
  return new Map(rows.flatMap(({ id, since }) => (since === null ? [] : [[id, since] as const])))
}

/** By person and device: what can be decided in one go, and why it is proposed. */
export async function proposals(db: Db, viewer: Viewer): Promise<OwnershipProposal[]> {
  const all = await owned(db, viewer)
  const [names, units] = await Promise.all([namesOfPeople(db), unitNamesOf(db)])
  const numbers = new Map(
    (
      await sql<{ id: string; number: string }>`select id, number from devices where id = any(${sql.val([
        ...new Set(all.map((one) => one.row.device as string)),
      ])}::uuid[])`.execute(db)
    ).rows.map((one) => [one.id, one.number]),
  )
  return [...Map.groupBy(all, ({ row, person }) => `${person} ${row.device}`).values()].map((group) => {
    const [first] = group as [Owned]
    const device = numbers.get(first.row.device as string) ?? ''
    const name = names.get(first.person) ?? ''
    const times = group.map((one) => one.row.start_at).toSorted()
    const number = namedIn(first.row.state.arrival)?.number ?? ''
    const issued = first.issued
    return {
      officer: { id: first.person, name },
      device,
      unit: units.get(first.row.unit ?? '') ?? '',
      recordings: group.map((one) => one.row.id),
      from: times[0] as OwnershipProposal['from'],
      to: times.at(-1) as OwnershipProposal['to'],
      mine: first.person === viewer.person,
      reasons: [
        text(`文件里带的人员编号 ${number} 是 ${name} 的`, `The files carry the number ${number}, which is ${name}’s`),
        issued === undefined
          ? text(`${device} 还没有配发登记`, `${device} has never been issued to anybody`)
          : text(
              `摄录早于 ${device} 的第一次配发登记（${beijing(issued as never).slice(0, 10)}），台账说不出当时谁在用`,
              `They are older than the first entry of who holds ${device} (${beijing(issued as never).slice(0, 10)}), so the register cannot say`,
            ),
      ],
    }
  })
}

/**
 * One decision for many: each of these recordings is said to be that person's, for one reason. Only what is proposed is
 * decided in bulk, and never by whom it is proposed to. Throws Refused and Denied.
 */
export async function assignProposed(
  here: Recordings,
  viewer: Viewer,
  given: { readonly officer: string; readonly recordings: readonly string[]; readonly reason: string },
): Promise<{ assigned: number }> {
  if (given.officer === viewer.person)
    throw because(
      Denied,
      'own-claim',
      '不能把音像认定为自己摄录，请由其他有权限的人决定',
      'Nobody decides that a recording is their own: another who may must',
    )
  const open = new Set(
    (await owned(here.db, viewer)).filter((one) => one.person === given.officer).map((one) => one.row.id),
  )
  const unknown = given.recordings.filter((one) => !open.has(one))
  if (unknown.length > 0)
    throw because(
      Refused,
      'not-proposed',
      `其中 ${unknown.length} 份已经不在建议之列，可能已有人决定过：请刷新后再看`,
      `${unknown.length} of them are no longer proposed; somebody may have decided meanwhile: look again`,
      { field: 'recordings' },
    )
  for (const id of given.recordings)
    await annotateOfficer(here, viewer, id, { officer: given.officer, reason: given.reason })
  return { assigned: given.recordings.length }
}
