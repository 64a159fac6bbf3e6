import { type Role, rolesOf } from '@liuhen/core/access'
import type { HolidayCalendar } from '@liuhen/core/calendar'
import { askerOf, type AskOn, sameRules } from '@liuhen/core/coverage'
import type { CalendarDate, Citation } from '@liuhen/core/kernel'
import { type CalendarState, ruleSetOn, type RuleSetState } from '@liuhen/core/packs'
import {
  type AnswerOf,
  ask,
  type Library,
  postsOf,
  type Question,
  type RulesOn,
  rulesOn,
  type RuleUsed,
} from '@liuhen/core/policy'
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
  readonly #days = new Map<string, RulesOn | undefined>()
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

  /**
   * The rules in force on that day; undefined while the bureau has chosen none for it. `units`: as they are for a unit, itself
   * first and then those above it, where each district decides for itself.
   */
  on(day: CalendarDate, units: readonly string[] = []): RulesOn | undefined {
    const deciding = units.filter((unit) => this.ruleSet?.ofUnits?.some((one) => one.unit === unit) === true)
    const key = [day, ...deciding].join(' ')
    if (!this.#days.has(key)) {
      const ruleSet = ruleSetOn(this.ruleSet, day, deciding)
      this.#days.set(key, ruleSet && rulesOn(this.library, ruleSet, day))
    }
    return this.#days.get(key)
  }

  /** Throws what core's `ask` throws; undefined while the bureau has chosen nothing for that day. */
  ask<Q extends Question>(day: CalendarDate, question: Q): AnswerOf<Q> | undefined {
    const rules = this.on(day)
    return rules && ask(rules, question)
  }

  /** The articles of those rules of an answer that say this member of it: `faultTo`, of all that is said of devices. */
  citing(day: CalendarDate, question: Question, member: string): Citation[] {
    const says = (used: RuleUsed): boolean => this.shelf.usedView(used).some((one) => one.facts[member] !== undefined)
    return (this.ask(day, question)?.rules ?? []).filter(says).flatMap((one) => one.citations)
  }

  /** The articles on a device that fails: on its repair, or else on the report of it. */
  citingFaults(day: CalendarDate): Citation[] {
    const repair = this.citing(day, { ask: 'device' }, 'faultTo')
    return repair.length > 0 ? repair : this.citing(day, { ask: 'interruption' }, 'reportTo')
  }

  /** The roles of whom a name stands for that the rules of a day print, or the bureau's own words; none where nobody here does. */
  rolesNamed(day: CalendarDate, name: string): readonly Role[] {
    const rules = this.on(day)
    return rules ? rolesOf(postsOf(rules, name).posts) : []
  }

  /** One asker for all days with the same rules, as coverage wants it. */
  askerOn(day: CalendarDate): Asker | undefined {
    const rules = this.on(day)
    if (!rules) return undefined
    const key = JSON.stringify([sameRules(rules), rules.settings, rules.mandatory])
    const known = this.#askers.get(key) ?? askerOf(rules)
    this.#askers.set(key, known)
    return known
  }
}

const withYears = (calendar: HolidayCalendar, loaded: CalendarState | undefined): HolidayCalendar =>
  (loaded?.years ?? []).reduce((so, one) => so.with(one.calendar), calendar)
