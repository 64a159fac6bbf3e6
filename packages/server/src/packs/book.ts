import type { HolidayCalendar } from '@liuhen/core/calendar'
import { askerOf, type AskOn } from '@liuhen/core/coverage'
import type { CalendarDate } from '@liuhen/core/kernel'
import { type CalendarState, ruleSetOn, type RuleSetState } from '@liuhen/core/packs'
import { type Answer, ask, type Library, type Question, type RulesOn, rulesOn } from '@liuhen/core/policy'
import type { Shelf } from './shelf.ts'

type Asker = ReturnType<AskOn>

/**
 * The rules as the bureau has chosen and decided them up to one moment. What is asked of a day is answered by what
 * counts on that day, so the book changes for days to come and not for days gone by.
 */
export class Book {
  readonly shelf: Shelf
  readonly library: Library
  readonly ruleSet: RuleSetState | undefined
  readonly calendars: CalendarState | undefined
  readonly #days = new Map<CalendarDate, RulesOn | undefined>()
  readonly #askers = new Map<string, Asker>()

  constructor(shelf: Shelf, library: Library, ruleSet: RuleSetState | undefined, calendars: CalendarState | undefined) {
    this.shelf = shelf
    this.ruleSet = ruleSet
    this.calendars = calendars
    this.library = { ...library, calendar: withYears(library.calendar, calendars) }
  }

  get calendar(): HolidayCalendar {
    return this.library.calendar
  }

  /** The rules in force on that day; undefined while the bureau has chosen none for it. */
  on(day: CalendarDate): RulesOn | undefined {
    if (!this.#days.has(day)) {
      const ruleSet = ruleSetOn(this.ruleSet, day)
      this.#days.set(day, ruleSet && rulesOn(this.library, ruleSet, day))
    }
    return this.#days.get(day)
  }

  /** Throws what core's `ask` throws; undefined while the bureau has chosen nothing for that day. */
  ask(day: CalendarDate, question: Question): Answer | undefined {
    const rules = this.on(day)
    return rules && ask(rules, question)
  }

  /** One asker for all days with the same rules, as coverage wants it. */
  askerOn(day: CalendarDate): Asker | undefined {
    const rules = this.on(day)
    if (!rules) return undefined
    const versions = rules.packs.map(({ identity }) => `${identity.id}@${identity.version}`)
    const key = JSON.stringify([versions, rules.settings, rules.outOfForce])
    const known = this.#askers.get(key) ?? askerOf(rules)
    this.#askers.set(key, known)
    return known
  }
}

const withYears = (calendar: HolidayCalendar, loaded: CalendarState | undefined): HolidayCalendar =>
  (loaded?.years ?? []).reduce((so, one) => so.with(one.calendar), calendar)
