import type { DiscView } from '@liuhen/contract/discs'
import { isDamaged, isWhole, standsAs } from '@liuhen/core/discs'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { DiscTable } from './tables.ts'

type Row = Selectable<DiscTable>
const SHOWN = 500

/** The register, the newest first; of one recording where told. */
export async function register(db: Db, now: Instant, recording?: string): Promise<DiscView[]> {
  let query = db.selectFrom('discs').selectAll().orderBy('ordered_at', 'desc').orderBy('serial', 'desc').limit(SHOWN)
  if (recording !== undefined) query = query.where(sql<boolean>`recordings @> array[${recording}]::uuid[]`)
  return discViews(db, now, await query.execute())
}

export async function discViews(db: Db, now: Instant, rows: readonly Row[]): Promise<DiscView[]> {
  const names = await namesOfActors(db)
  const ids = rows.map((one) => one.id)
  const before = rows.flatMap((one) => one.replaces ?? [])
  const related =
    ids.length === 0
      ? []
      : await db
          .selectFrom('discs')
          .select(['id', 'serial', 'replaces'])
          .where((where) => where.or([where('replaces', 'in', ids), where('id', 'in', [...before, ...ids])]))
          .execute()
  const serials = new Map(related.map((one) => [one.id, one.serial]))
  return rows.map(({ id, state }) =>
    view(
      id,
      state,
      now,
      names,
      serials,
      related.find((one) => one.replaces === id),
    ),
  )
}

function view(
  id: string,
  state: Row['state'],
  now: Instant,
  names: (actor: string) => string,
  serials: ReadonlyMap<string, string>,
  after: { readonly id: string; readonly serial: string } | undefined,
): DiscView {
  const { serial, medium, recordings, part, replaces, ordered, image, failed, burnt, gone, place, nextCheck } = state
  const by = (one: { readonly at: Instant; readonly by: string }) => ({ at: one.at, by: names(one.by) })
  const stands = standsAs(state)
  return {
    id,
    serial,
    medium,
    stands,
    damaged: isDamaged(state),
    recordings,
    ...(part && { part: { number: part.number, of: part.of } }),
    ...(replaces && {
      replaces: { id: replaces.disc, serial: serials.get(replaces.disc) ?? '', reason: replaces.reason },
    }),
    ...(after && { replacedBy: { id: after.id, serial: after.serial } }),
    ordered: by(ordered),
    ...(image && {
      image: {
        ...by(image),
        package: image.package,
        sha256: image.sha256,
        bytes: image.bytes,
        tool: image.tool,
        fileName: `${serial}.iso`,
      },
    }),
    ...(failed && { failed: { ...by(failed), said: failed.said } }),
    ...(burnt && {
      burnt: {
        ...by(burnt),
        read: burnt.burnt.how === 'read-back',
        ...(burnt.burnt.how === 'said' && burnt.burnt.note !== undefined && { note: burnt.burnt.note }),
      },
    }),
    burnFailures: state.burnFailures.map((one) => ({ ...by(one), said: one.said })),
    checks: state.checks.map((one) => ({
      ...by(one),
      read: one.checked.how === 'read-back',
      whole: isWhole(one.checked),
      ...(one.checked.how === 'said' && { note: one.checked.note }),
    })),
    ...(place !== undefined && { place }),
    ...(nextCheck && { nextCheck }),
    checkDue: stands === 'kept' && nextCheck !== undefined && nextCheck <= dayOf(now),
    loans: (state.loans ?? []).map(({ loan, request, borrower, due, lent, back }) => ({
      loan,
      request,
      borrower,
      due,
      overdue: !back && due < dayOf(now),
      lent: by(lent),
      ...(back && { back: { ...by(back), condition: back.condition } }),
    })),
    ...(gone && { gone: { ...by(gone), how: gone.how, reason: gone.reason } }),
  }
}
