import type { DutyOwed } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { rulesOf, type RuleOf, type Standing, wordsSetting } from '@liuhen/core/policy'
import { type Days, type Every, isEvery, periodAround, periodBefore } from '@liuhen/core/supervision'
import { activitiesBetween } from '../activities/index.ts'
import { type Book, openSettings } from '../packs/index.ts'
import { unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingsBegun } from '../recordings/index.ts'
import { citationsOf, fills, seesAll, span, targetsOf } from './here.ts'

type Cadence = Standing<RuleOf<'cadence'>>

/** Days looked back for what is done every day: a week that was missed is still told. Of longer periods so many. */
const DAILY = 7
const EARLIER = 3

function everyOf(book: Book, day: CalendarDate, { rule }: Cadence): { every?: Every; key?: string } {
  if (typeof rule.every === 'string') return { every: rule.every }
  const rules = book.on(day)
  const words = rules && wordsSetting(rules, rule.every.setting)?.[0]
  return words !== undefined && isEvery(words) ? { every: words } : { key: rule.every.setting }
}

/** The periods asked about: every day of the last week, or the period that runs and those before it. */
function periodsOf(every: Every, today: CalendarDate): Days[] {
  if (every !== 'day') {
    const periods = [periodAround(every, today)]
    for (let day = today; periods.length <= EARLIER; day = periods[0]?.firstDay ?? today)
      periods.unshift(periodBefore(every, day))
    return periods
  }
  return Array.from({ length: DAILY + 1 }, (_, i) => periodAround('day', dateOf(numberOf(today) - DAILY + i)))
}

/** Whether the instrument of that day asked for it. */
const wasOwed = (book: Book, day: CalendarDate, { used }: Cadence): boolean => {
  const rules = book.on(day)
  return (
    rules !== undefined &&
    rulesOf(rules, 'cadence').some((one) => one.used.pack === used.pack && one.used.rule === used.rule)
  )
}

/** In which of these periods which units did or recorded anything: where nothing was, nothing is to be checked. */
async function unitsAtWork(db: Db, { firstDay, lastDay }: Days): Promise<ReadonlySet<string>> {
  const [from, before] = span(firstDay, lastDay)
  const [recordings, activities] = await Promise.all([
    recordingsBegun(db, from, before),
    activitiesBetween(db, from, before),
  ])
  return new Set([...recordings.flatMap(({ unit }) => unit ?? []), ...activities.map(({ unit }) => unit)])
}

/** Who owes which check or circular, for which period: what follows from the packs, and what was entered. */
export async function plan(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<DutyOwed[]> {
  const today = dayOf(now)
  const rules = book.on(today)
  if (!rules) return []
  const [names, checks, circulars] = await Promise.all([
    unitNamesOf(db),
    db
      .selectFrom('checks')
      .select(['rule', 'office', 'unit', 'last_day', 'targets'])
      .where('rule', 'is not', null)
      .execute(),
    db.selectFrom('circulars').select(['rule', 'office', 'last_day']).where('rule', 'is not', null).execute(),
  ])
  const working = new Map<string, Promise<ReadonlySet<string>>>()
  const atWork = (days: Days) => {
    const found = working.get(days.firstDay + days.lastDay) ?? unitsAtWork(db, days)
    working.set(days.firstDay + days.lastDay, found)
    return found
  }
  const owed: DutyOwed[] = []
  for (const duty of rulesOf(rules, 'cadence')) {
    const { checks: how, circulates = false } = duty.rule
    if (!how && !circulates) continue
    const { every, key } = everyOf(book, today, duty)
    const rule = `${duty.used.pack}/${duty.used.rule}`
    for (const office of duty.rule.by) {
      const base = {
        rule,
        what: duty.rule.what,
        office,
        circulates,
        of: [...targetsOf(duty)],
        sampled: how?.sampled === true,
        played: how?.played === true,
        citations: citationsOf(book, duty),
      }
      if (every === undefined) {
        const [open] = openSettings(book, key === undefined ? [] : [key])
        owed.push({ ...base, ...(open && { open }), stands: 'open', yours: fills(book, today, viewer, office) })
        continue
      }
      for (const days of periodsOf(every, today)) {
        // What did not count yet was owed by nobody.
        if (!wasOwed(book, days.firstDay, duty)) continue
        const units = how?.units === 'own' ? [...(await atWork(days))] : [undefined]
        for (const unit of units) {
          if (unit !== undefined && !seesAll(viewer) && !viewer.units.includes(unit)) continue
          const entered = circulates
            ? circulars.map((one) => ({ ...one, unit: null, targets: [] as string[] }))
            : checks
          const done = entered.some(
            (one) =>
              one.rule === rule &&
              one.office === office &&
              (unit === undefined || one.unit === unit) &&
              // One entry is of one period: of that in which what was checked ends.
              one.last_day >= days.firstDay &&
              one.last_day <= days.lastDay &&
              (circulates || base.of.some((target) => one.targets.includes(target))),
          )
          owed.push({
            ...base,
            every,
            ...days,
            ...(unit !== undefined && { unit: { id: unit, name: names.get(unit) ?? '' } }),
            stands: done ? 'done' : days.lastDay < today ? 'overdue' : 'running',
            yours: fills(book, today, viewer, office, unit),
          })
        }
      }
    }
  }
  const order = { overdue: 0, running: 1, open: 2, done: 3 }
  return owed.toSorted((a, b) => order[a.stands] - order[b.stands] || ((a.lastDay ?? '') < (b.lastDay ?? '') ? -1 : 1))
}
