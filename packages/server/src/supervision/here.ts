import { scopeOf, type Viewer } from '@liuhen/core/access'
import {
  because,
  type CalendarDate,
  Denied,
  type Instant,
  instantOf,
  millisecondsOf,
  startOf,
} from '@liuhen/core/kernel'
import { type CheckTarget, rulesOf, type Standing, type RuleOf } from '@liuhen/core/policy'
import type { Total } from '@liuhen/core/score'
import { sql } from 'kysely'
import type { Journal, Looks } from '../ledger/index.ts'
import type { Book, Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Log } from '../platform/index.ts'
import type { Uses } from '../recordings/index.ts'
import type { Vault } from '../vault/index.ts'
import type { RecordedBetween } from './figuring.ts'

/** What supervision works with. */
export interface Supervision {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
  readonly law: Law
  readonly vault: Vault
  readonly looks: Looks
  /** What stands against using a recording whatever one's duty is. */
  readonly uses: Pick<Uses, 'permit'>
  /** What the system reckons a case at, of a hundred: that is for the score to say, which knows supervision. */
  readonly ownScore: (viewer: Viewer, id: string) => Promise<Total | undefined>
  /** What had to be recorded and was: that is for coverage to say. */
  readonly recorded: RecordedBetween
  /** The log's verifier key; undefined until the bureau is founded. */
  readonly verifierKey: () => string | undefined
}

export const NOWHERE = '00000000-0000-0000-0000-000000000000'
const DAY = 86_400_000

/**
 * The day a finding counts for: the last of what was drawn or checked, and else that on which it was raised. A month is checked
 * after its end, and what is found of it belongs to it.
 */
export const FOUND_ON = sql<CalendarDate>`coalesce(
  (select draws.last_day from draws where draws.id = findings.draw),
  (select checks.last_day from checks where checks.id = findings.check_id),
  to_char(findings.raised_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))`

/** The first instant of a day and the first after another. */
export const span = (firstDay: CalendarDate, lastDay: CalendarDate): readonly [Instant, Instant] => [
  startOf(firstDay),
  instantOf(millisecondsOf(startOf(lastDay)) + DAY),
]

/** Whether a viewer sees what is found anywhere, or only of their units. */
export function seesAll(viewer: Viewer): boolean {
  const scope = scopeOf(viewer)
  // Who supervises from outside reads all of the bureau, and enters nothing.
  return (
    viewer.roles.some((one) => one === 'office' || one === 'supervising-authority') ||
    (scope !== undefined && 'all' in scope)
  )
}

export const actorOf = (viewer: Viewer): string => `person:${viewer.person}`

type Cadence = Standing<RuleOf<'cadence'>>

/** The rule of supervision that is named `pack/rule` and counts on that day; undefined where none does. */
export function dutyNamed(book: Book, day: CalendarDate, named: string): Cadence | undefined {
  const rules = book.on(day)
  return rules && rulesOf(rules, 'cadence').find(({ used }) => `${used.pack}/${used.rule}` === named)
}

/** Whether the viewer fills the office that a rule names, and where each checks their own, of that unit. */
export const fills = (book: Book, day: CalendarDate, viewer: Viewer, office: string, unit?: string): boolean =>
  book.rolesNamed(day, office).some((role) => viewer.roles.includes(role)) &&
  (unit === undefined || viewer.units.includes(unit))

/**
 * That whoever checks is who the rule names. Without a rule anybody who checks may; leaders and legal officers their own
 * units. Throws Denied and Missing.
 */
export function mayCheck(
  book: Book,
  day: CalendarDate,
  viewer: Viewer,
  given: {
    readonly rule?: string | undefined
    readonly office?: string | undefined
    readonly unit?: string | undefined
  },
): Cadence | undefined {
  const { rule: named, office, unit } = given
  if (!seesAll(viewer) && (unit === undefined || !viewer.units.includes(unit)))
    throw because(Denied, 'other-unit', '只能检查本单位', 'You check your own unit only', { field: 'unit' })
  // An office is one that a rule names, for what the rule has it do: of itself nobody writes one.
  if (named === undefined && office === undefined) return undefined
  const duty = named === undefined ? undefined : dutyNamed(book, day, named)
  if (!duty || office === undefined || !duty.rule.by.includes(office))
    throw because(Denied, 'no-such-duty', '本局现行制度没有这项检查', 'The rules of this bureau have no such check', {
      field: named === undefined ? 'office' : 'rule',
    })
  if (fills(book, day, viewer, office, duty.rule.checks?.units === 'own' ? unit : undefined)) return duty
  throw because(
    Denied,
    'checked-by-others',
    `按本局现行制度，由${office}检查`,
    `By the rules of this bureau others check (${office})`,
    duty.used.citations[0] ? { citation: duty.used.citations[0] } : {},
  )
}

/** The articles of a duty as they are shown. */
export const citationsOf = (book: Book, duty: Pick<Standing, 'used'> | undefined) =>
  (duty?.used.citations ?? []).map((one) => book.shelf.citationView(one))

export const targetsOf = (duty: Cadence): readonly CheckTarget[] => duty.rule.checks?.of ?? []
