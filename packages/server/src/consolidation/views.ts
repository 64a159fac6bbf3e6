import type { BatchDue, BatchView } from '@liuhen/contract/consolidation'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import { asked, type Book } from '../packs/index.ts'
import { namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Period, type Ungathered, ungathered } from './due.ts'

/** Batches shown, the latest first. */
const SHOWN = 60

/** Whether this viewer is who the rules have gather recordings of that unit: a leader those of their own. */
export const gathers = (book: Book, viewer: Viewer, { by, lastDay }: Period, unit: string): boolean =>
  book
    .rolesNamed(lastDay, by)
    .some((role) => viewer.roles.includes(role) && (role !== 'team-leader' || viewer.units.includes(unit)))

/** The units whose batches a viewer sees; undefined for all of them. */
function unitsOf(viewer: Viewer): readonly string[] | undefined {
  const scope = scopeOf(viewer)
  return viewer.roles.includes('office') || (scope && 'all' in scope) ? undefined : viewer.units
}

/** What this viewer is to confirm by today, or should have. */
export async function batchTasks(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<BatchDue[]> {
  const today = dayOf(now)
  const all = await ungathered(db, book, now, unitsOf(viewer))
  const theirs = all.filter(({ unit, period }) => period.lastDay <= today && gathers(book, viewer, period, unit))
  return dueViews(db, book, viewer, theirs, now)
}

/** Everything of the viewer's units that waits, the period that goes on included, and what was confirmed. */
export async function batches(
  db: Db,
  book: Book,
  viewer: Viewer,
  now: Instant,
): Promise<{ due: BatchDue[]; batches: BatchView[] }> {
  const units = unitsOf(viewer)
  let query = db.selectFrom('consolidations').selectAll().orderBy('made_at', 'desc').limit(SHOWN)
  if (units) query = query.where('unit', 'in', units.length > 0 ? [...units] : [NOWHERE])
  const [open, rows, names, actors] = await Promise.all([
    ungathered(db, book, now, units),
    query.execute(),
    unitNamesOf(db),
    namesOfActors(db),
  ])
  const later = new Map(open.map((one) => [`${one.unit} ${one.period.lastDay}`, one.count]))
  return {
    due: await dueViews(db, book, viewer, open, now),
    batches: rows.map((row) => ({
      id: row.id,
      unit: { id: row.unit, name: names.get(row.unit) ?? '' },
      firstDay: row.first_day,
      lastDay: row.last_day,
      count: row.recordings.length,
      at: row.made_at,
      by: actors(row.made_by),
      late: dayOf(row.made_at) > row.last_day,
      later: later.get(`${row.unit} ${row.last_day}`) ?? 0,
    })),
  }
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'

async function dueViews(
  db: Db,
  book: Book,
  viewer: Viewer,
  open: readonly Ungathered[],
  now: Instant,
): Promise<BatchDue[]> {
  if (open.length === 0) return []
  const [names, before] = await Promise.all([
    unitNamesOf(db),
    db.selectFrom('consolidations').select(['unit', 'last_day']).distinct().execute(),
  ])
  const confirmed = new Set(before.map((one) => `${one.unit} ${one.last_day}`))
  return open.map(({ unit, period, count }) => ({
    unit: { id: unit, name: names.get(unit) ?? '' },
    ...period,
    yours: gathers(book, viewer, period, unit),
    count,
    overdue: period.lastDay < dayOf(now),
    later: confirmed.has(`${unit} ${period.lastDay}`),
    citations: asked(book, period.lastDay, { ask: 'consolidation' }).rules.flatMap((one) => one.citations),
  }))
}
