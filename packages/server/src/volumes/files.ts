import { dayOf, type CalendarDate, type Citation, type Instant } from '@liuhen/core/kernel'
import { rulesOf, type RulesOn } from '@liuhen/core/policy'
import type { FileKept } from '@liuhen/core/retention'
import { longestKept, type Retention, retentionOf, volumeKept, type VolumeState } from '@liuhen/core/volumes'
import { headsOfCases } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import './tables.ts'

/**
 * How long a volume is kept: as it was bound, longer where that was said since, and, once it is archived, as long as the
 * rules have it from that day. Undefined before it is bound.
 */
export const fileKept = (rules: RulesOn | undefined, volume: VolumeState): Retention | undefined =>
  longestKept(volumeKept(volume), volume.takenIn && rules && retentionOf(rules, dayOf(volume.takenIn.at as Instant)))

/** Until when the files of these cases are kept, of those that are archived and of which that was written down. */
export async function filesKept(db: Db, cases: readonly string[]): Promise<ReadonlyMap<string, FileKept>> {
  if (cases.length === 0) return new Map()
  const rows = await db
    .selectFrom('volumes')
    .select(['id', 'state'])
    .where('id', 'in', [...cases])
    .where('stands', '=', 'archived')
    .execute()
  return new Map(
    rows.flatMap(({ id, state }): (readonly [string, FileKept])[] => {
      const kept = volumeKept(state)
      if (kept?.keep === 'permanent') return [[id, { forGood: true }]]
      return kept?.until === undefined ? [] : [[id, { until: kept.until }]]
    }),
  )
}

/** Case files whose term is over, and what the bureau has still to say of how long it keeps any. */
export interface FilesOver {
  readonly over: readonly {
    readonly case: { readonly id: string; readonly name: string }
    readonly number: string
    readonly until: CalendarDate
  }[]
  readonly undecided: readonly { readonly key: string; readonly citations: readonly Citation[] }[]
}

/** None is over while the bureau has not said how long it keeps files: what was written on a cover before may be too short. */
export async function filesOver(db: Db, book: Book, today: CalendarDate): Promise<FilesOver> {
  const rules = book.on(today)
  const undecided = (rules ? rulesOf(rules, 'retention') : []).flatMap(({ rule: { of, keep }, used }) =>
    of === 'case-file' && 'setting' in keep && rules?.settings[keep.setting] === undefined
      ? [{ key: keep.setting, citations: used.citations }]
      : [],
  )
  if (undecided.length > 0) return { over: [], undecided }
  const rows = await db
    .selectFrom('volumes')
    .select(['id', 'state'])
    .where('stands', '=', 'archived')
    .where((where) => where.or([where('kept_until', '<', today), where('kept_until', 'is', null)]))
    .orderBy('kept_until')
    .orderBy('id')
    .execute()
  const heads = await headsOfCases(
    db,
    rows.map((one) => one.id),
  )
  return {
    undecided,
    over: rows.flatMap(({ id, state }) => {
      const until = fileKept(rules, state)?.until
      if (until === undefined || until >= today) return []
      return [{ case: { id, name: heads.get(id)?.title ?? '' }, number: state.number ?? '', until }]
    }),
  }
}
