import type { OverdueDocking } from '@liuhen/contract/activities'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import { dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { activitiesBetween, type ActivityRowOf } from '../activities/index.ts'
import type { Carried } from '../devices/index.ts'
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
 * them, whoever leads the unit and whoever sees the whole bureau. The longest overdue first, each device once.
 */
export async function overdueDockings(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<OverdueDocking[]> {
  const scope = scopeOf(viewer)
  if (!scope) return []
  const since = instantOf(millisecondsOf(now) - DAYS * DAY)
  const all = await activitiesBetween(db, since, now, { seenBy: scope })
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
  const [people, units] = await Promise.all([namesOfPeople(db), unitNamesOf(db)])
  const found = new Map<string, OverdueDocking>()
  for (const { row, carried } of open)
    for (const finding of judgement?.of.get(row.id)?.findings ?? []) {
      if (finding.code !== 'docking-overdue') continue
      const theirs = carried.filter((one) => one.person === finding.person && one.docked === undefined)
      for (const { person, devices } of theirs) {
        if (!within(scope, { unit: row.unit, ...(person !== undefined && { officer: person }) })) continue
        for (const device of devices)
          if (!found.has(device.id))
            found.set(device.id, {
              device: device.id,
              number: device.number,
              holder: people.get(person ?? '') ?? '',
              ...(person !== undefined && { person }),
              unit: units.get(row.unit) ?? '',
              activity: { id: row.id, activity: row.activity, start: row.start_at },
              due: finding.stretches[0]?.from ?? now,
              message: finding.message,
              citations: finding.citations.map((one) => book.shelf.citationView(one)),
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
