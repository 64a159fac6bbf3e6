import type { OverdueDocking } from '@liuhen/contract/activities'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import { dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { activitiesBetween, type ActivityRowOf } from '../activities/index.ts'
import { casesWorkedOn } from '../cases/index.ts'
import type { Carried } from '../devices/index.ts'
import { postsAskedFor, unitsHeld } from '../duties/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { carriedTo } from './carried.ts'
import { judged, recordingsOf } from './judging.ts'
import { DAYS } from './unrecorded.ts'

const DAY = 86_400_000

/** An activity that is over, with what was there and has not been docked since. */
interface Open {
  readonly row: ActivityRowOf
  readonly carried: readonly Carried[]
}

/**
 * Devices with the recordings of activities on them, as far as the term for handing over has run out: for whoever had
 * them, who handles the case, whoever leads the unit or supervises it directly, and whoever sees the whole bureau; `only` for
 * whoever supervises, `of` one activity alone. The longest overdue first, each device once.
 */
export async function overdueDockings(
  db: Db,
  book: Book,
  viewer: Viewer,
  now: Instant,
  { only, of }: { readonly only?: 'supervised' | undefined; readonly of?: ActivityRowOf } = {},
): Promise<OverdueDocking[]> {
  const scope = scopeOf(viewer)
  if (!scope) return []
  const supervised = (await unitsHeld(db, 'supervising-deputy', viewer.person, dayOf(now))).flatMap((one) => one ?? [])
  if (only && supervised.length === 0) return []
  const since = instantOf(millisecondsOf(now) - DAYS * DAY)
  const all = of ? [of] : await activitiesBetween(db, since, now, { seenBy: scope })
  const over = all.filter((one) => one.end_at !== null && book.on(dayOf(one.start_at)) !== undefined)
  const open = await openAmong(db, over)
  if (open.length === 0) return []
  const [first, last] = [open[0]?.row.start_at ?? now, now]
  const recordings = await recordingsOf(db, [...new Set(open.flatMap((one) => one.row.people))], first, last)
  const chosen = recordings.filter((one) => book.on(dayOf(one.start_at)) !== undefined)
  const judgement = await judged(
    db,
    book,
    open.map((one) => one.row),
    chosen,
    now,
  )
  const [people, units, cases] = await Promise.all([
    namesOfPeople(db),
    unitNamesOf(db),
    casesWorkedOn(
      db,
      open.map((one) => one.row),
    ),
  ])
  // The article by which who handles a case answers for it directly, and who supervises the unit.
  const responsible = postsAskedFor(book, dayOf(now)).get('supervising-deputy') ?? []
  const found = new Map<string, OverdueDocking>()
  for (const { row, carried } of open)
    for (const finding of judgement?.of.get(row.id)?.findings ?? []) {
      if (finding.code !== 'docking-overdue') continue
      const theirs = carried.filter((one) => one.person === finding.person && one.docked === undefined)
      for (const { person, devices } of theirs) {
        const of = cases.get(row.id)
        const isHandler = of?.officers.includes(viewer.person) === true
        const supervises = supervised.includes(row.unit)
        const sees = within(scope, { unit: row.unit, ...(person !== undefined && { officer: person }) })
        if (only ? !supervises : !sees && !isHandler) continue
        const as = isHandler || person === viewer.person ? 'responsible' : supervises ? 'supervisor' : 'other'
        for (const device of devices)
          if (!found.has(device.id))
            found.set(device.id, {
              device: device.id,
              number: device.number,
              holder: people.get(person ?? '') ?? '',
              ...(person !== undefined && { person }),
              as,
              ...(of && { case: { id: of.id, title: of.title } }),
              unit: units.get(row.unit) ?? '',
              activity: { id: row.id, activity: row.activity, start: row.start_at },
              due: finding.stretches[0]?.from ?? now,
              message: finding.message,
              citations: [...finding.citations, ...(of ? responsible : [])].map((one) => book.shelf.citationView(one)),
            })
      }
    }
  return [...found.values()].toSorted((a, b) => (a.due < b.due ? -1 : 1))
}

/** Those of which something was not docked since, in the order of their beginning. */
async function openAmong(db: Db, over: readonly ActivityRowOf[]): Promise<Open[]> {
  const carried = await carriedTo(db, over)
  return over.flatMap((row) => {
    const those = (carried.get(row.id) ?? []).filter((one) => one.docked === undefined)
    return those.length > 0 ? [{ row, carried: those }] : []
  })
}
