import type { Completion } from '@liuhen/core/activities'
import { type CalendarDate, type Citation, dayOf } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { ActivityRowOf } from './store.ts'

type Ground = NonNullable<ActivityRowOf['state']['exemptions']>[number]['ground']

/** What the rules of a day want before an activity is completed, devices of it that failed apart. */
export function completionOn(book: Book, day: CalendarDate, ground?: Ground): Completion {
  const rules = book.on(day)
  if (!rules) return { undecided: [] }
  const [found] = rulesOf(rules, 'exemption').filter(({ rule }) => rule.found === true && rule.ground === ground)
  const [standIn] = rulesOf(rules, 'device').filter(({ rule }) => rule.standInWritten === true)
  const [onFault] = rulesOf(rules, 'interruption').filter(
    ({ rule }) => rule.besides?.includes('stop-act') === true && rule.besides.includes('other-device'),
  )
  return {
    foundBy: found?.used.citations[0],
    fallback: standIn?.used.citations.at(-1),
    undecided: [],
    onFault: onFault?.used.citations[0],
  }
}

/** The same of one activity, with the devices of which it is still to be said what was done when they failed. */
export async function completionOf(db: Db, book: Book, row: ActivityRowOf, ground?: Ground): Promise<Completion> {
  const { facts, exemptions = [] } = row.state
  const wanted = completionOn(book, dayOf(facts.start), ground ?? exemptions.at(-1)?.ground)
  if (!wanted.onFault) return wanted
  // Not through the door of devices, which itself asks here what goes on.
  const { rows } = await sql<{ readonly number: string }>`
    select number from devices
    where state -> 'openFault' ->> 'instead' = 'undecided'
      and (state -> 'openFault' ->> 'activity' = ${row.id} or id = any(${[...(facts.devices ?? [])]}::uuid[]))
    order by number`.execute(db)
  return { ...wanted, undecided: rows.map((one) => one.number) }
}

/** The article by which nobody at the scene is kept from filming, where the rules of the day have one. */
export function filmingFreeOn(book: Book, day: CalendarDate): Citation | undefined {
  const rules = book.on(day)
  return rules && rulesOf(rules, 'prohibition').find(({ rule }) => rule.ofOthersFilming === true)?.used.citations[0]
}
