import type { Device, DeviceCareView } from '@liuhen/contract/devices'
import type { CitationView } from '@liuhen/contract/packs'
import { dateOf, monthsAfter, numberOf } from '@liuhen/core/calendar'
import { type DeviceState, hasRead, manualStream, type UnreadManual } from '@liuhen/core/devices'
import { type CalendarDate, type Citation, dayOf } from '@liuhen/core/kernel'
import { deviceDeedsOn, maintenanceOn, type MaintenanceRule, type MaintenanceSpan } from '@liuhen/core/policy'
import { hold } from '../ledger/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { type Devices, within } from './commands.ts'

const DAYS: Readonly<Partial<Record<MaintenanceSpan, number>>> = { day: 1, week: 7, 'half-month': 15 }
const MONTHS: Readonly<Partial<Record<MaintenanceSpan, number>>> = { month: 1, quarter: 3, year: 12 }

function after(day: CalendarDate, span: MaintenanceSpan): CalendarDate {
  const number = numberOf(day)
  const months = MONTHS[span]
  return dateOf(months === undefined ? number + (DAYS[span] ?? 0) : monthsAfter(number, months))
}

const citedBy = (book: Book, citations: readonly Citation[]): CitationView[] =>
  citations.map((one) => book.shelf.citationView(one))

/** By its own plan; else so long after it was last maintained, or put into service, as the rules of the day have it. */
function dueOf({ care, inServiceSince }: DeviceState, rule: MaintenanceRule | undefined): CalendarDate | undefined {
  if (care?.planned) return care.planned.due
  const since = care?.maintained?.on ?? inServiceSince
  return since && rule?.every && after(since, rule.every)
}

const GONE: readonly DeviceState['condition'][] = ['lost', 'retired']

/** When a device is to be maintained, and whether that day is over. */
export function maintenanceOf(book: Book, today: CalendarDate): (state: DeviceState) => Device['maintenance'] {
  const rules = book.on(today)
  const rule = rules && maintenanceOn(rules)
  const citations = citedBy(book, rule?.citations ?? [])
  return (state) => {
    const due = dueOf(state, rule)
    const last = state.care?.maintained?.on
    if (GONE.includes(state.condition) || (due === undefined && last === undefined)) return undefined
    return { overdue: due !== undefined && due < today, citations, ...(last && { last }), ...(due && { due }) }
  }
}

/** Everything of its care that its page shows. */
export async function careOf(
  db: Db,
  book: Book,
  state: DeviceState,
  today: CalendarDate,
  actor: string,
): Promise<DeviceCareView> {
  const rules = book.on(today)
  const forbidden = rules ? deviceDeedsOn(rules) : []
  const [manual, people, names] = await Promise.all([manualOf(db, state.model), namesOfPeople(db), namesOfActors(db)])
  const { planned, maintained, repairs = [], deeds = [] } = state.care ?? {}
  const signedBy = <T extends { readonly by: string }>(one: T): T => ({ ...one, by: names(one.by) })
  const isPriced = (deed: string) => forbidden.find((one) => one.deed === deed)?.settled.includes('original-price')
  return {
    repairs: repairs.map(signedBy).toReversed(),
    deeds: deeds.toReversed().map(({ person, settled, ...one }) => ({
      ...signedBy(one),
      ...(person !== undefined && { person: { id: person, name: people.get(person) ?? '' } }),
      ...(isPriced(one.deed) && state.price !== undefined && { proposed: state.price }),
      ...(settled && { settled: signedBy(settled) }),
    })),
    forbidden: forbidden.map((one) => ({
      ...one,
      consequences: [...one.consequences],
      settled: [...one.settled],
      citations: citedBy(book, one.citations),
    })),
    ...(planned && { what: planned.what }),
    ...(maintained && { done: maintained.done }),
    ...(manual && {
      manual: {
        id: manual.id,
        text: manual.state.text,
        edition: manual.state.edition,
        at: manual.state.givenAt,
        read: hasRead(manual.state, actor),
        citations: citedBy(
          book,
          forbidden.filter((one) => one.deed === 'against-manual').flatMap((one) => one.citations),
        ),
      },
    }),
  }
}

const manualOf = async (db: Db, model: string | undefined) =>
  model === undefined
    ? undefined
    : db.selectFrom('manuals').select(['id', 'state']).where('model', '=', model).executeTakeFirst()

/** What stands against giving the device to that person: the manual of its model, where the rules want it followed. */
export async function unreadBy(
  db: Db,
  book: Book,
  today: CalendarDate,
  { model }: DeviceState,
  person: { readonly id: string; readonly name: string },
): Promise<UnreadManual | undefined> {
  const rules = book.on(today)
  const rule = rules && deviceDeedsOn(rules).find((one) => one.deed === 'against-manual')
  const manual = rule && (await manualOf(db, model))
  if (!manual || hasRead(manual.state, `person:${person.id}`)) return undefined
  return { model: manual.state.model, name: person.name, citation: rule?.citations[0] }
}

/** A manual, or another text of one. */
export const giveManual = (
  here: Devices,
  actor: string,
  manual: { readonly model: string; readonly text: string },
): Promise<{ id: string }> =>
  within(here, async (trx) => {
    // Somebody may enter one of the same model at this very moment.
    await hold(trx, 'manuals')
    const at = here.clock.now()
    const id = (await manualOf(trx, manual.model))?.id ?? uuidv7(at)
    await here.journal.act(trx, manualStream, id, { do: 'give', manual }, { at, actor })
    return { id }
  })

export const readManual = async (here: Devices, actor: string, id: string, edition: number): Promise<void> => {
  await within(here, (trx) =>
    here.journal.act(trx, manualStream, id, { do: 'read', edition }, { at: here.clock.now(), actor }),
  )
}

/** What the rules of today forbid doing to a device, for a command upon one. */
export const deedsToday = (book: Book, here: Devices) => {
  const rules = book.on(dayOf(here.clock.now()))
  return { deeds: rules ? deviceDeedsOn(rules) : [] }
}
