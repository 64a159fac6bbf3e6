import type { CalendarDate } from '@liuhen/core/kernel'
import {
  type AskKeeping,
  type Keeping,
  type KeepingCase,
  type KeepingInputs,
  keepingOf,
  type RegisteredFact,
} from '@liuhen/core/retention'
import { activitiesKeeping, type KeepingActivity, type RecordedWhen } from '../activities/index.ts'
import { casesKeeping } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { fixedCameraAmong } from '../recordings/index.ts'
import { filesKept } from '../volumes/index.ts'
import type { Db } from '../platform/database/index.ts'
import './tables.ts'

/** A recording with the day its keeping is counted from. */
export interface KeptWhen extends RecordedWhen {
  readonly kept_from: CalendarDate
}

/** Everything that says how long one recording is kept, with what it is called. */
export interface Found {
  readonly inputs: KeepingInputs
  readonly cases: readonly KeepingCase[]
  readonly activities: readonly KeepingActivity[]
  readonly facts: readonly (RegisteredFact & { readonly id: string })[]
}

/** The facts, activities and cases of these recordings, asked for all of them together. */
export async function inputsOf(db: Db, recordings: readonly KeptWhen[]): Promise<ReadonlyMap<string, Found>> {
  const ids = recordings.map((one) => one.id)
  const [activities, cases, fixed] = await Promise.all([
    activitiesKeeping(db, recordings),
    casesKeeping(db, ids),
    fixedCameraAmong(db, ids),
  ])
  const files = await filesKept(db, [...new Set([...cases.values()].flatMap((of) => of.map((one) => one.id)))])
  const things = new Set(ids)
  for (const of of activities.values()) for (const { id } of of) things.add(id)
  for (const of of cases.values()) for (const { id } of of) things.add(id)
  const rows =
    things.size === 0
      ? []
      : await db
          .selectFrom('keeping_facts')
          .select(['id', 'about_id', 'state'])
          .where('about_id', 'in', [...things])
          .execute()
  const facts = Map.groupBy(rows, (one) => one.about_id)
  return new Map(
    recordings.map((one) => {
      const its = activities.get(one.id) ?? []
      const theirs = (cases.get(one.id) ?? []).map((of): KeepingCase => {
        const file = files.get(of.id)
        return file ? { ...of, file } : of
      })
      const about = [one.id, ...its.map(({ id }) => id), ...theirs.map(({ id }) => id)]
      const registered = about.flatMap((id) => facts.get(id) ?? []).map(({ id, state }) => ({ ...state, id }))
      const inputs: KeepingInputs = {
        recordedOn: one.kept_from,
        ...(fixed.has(one.id) && { fixedCamera: true }),
        cases: theirs,
        activities: its.flatMap(({ kinds }) => kinds),
        facts: registered.map(({ trigger, of }) => ({ trigger, of })),
      }
      return [one.id, { inputs, cases: theirs, activities: its, facts: registered }]
    }),
  )
}

/** How long recordings are kept by the rules as of a day; the same question is asked once, of however many recordings. */
export class Keeper {
  readonly #book: Book
  readonly #today: CalendarDate
  readonly #asked = new Map<string, ReturnType<AskKeeping>>()
  readonly #found = new Map<string, Keeping>()

  constructor(book: Book, today: CalendarDate) {
    this.#book = book
    this.#today = today
  }

  of(inputs: KeepingInputs): Keeping {
    const key = JSON.stringify([
      inputs.recordedOn,
      inputs.fixedCamera,
      inputs.cases.map(({ procedure, open, closedOn, evidence, triggers, file }) => [
        procedure,
        open,
        closedOn,
        evidence,
        triggers,
        file,
      ]),
      inputs.activities,
      inputs.facts,
    ])
    const known = this.#found.get(key)
    if (known) return known
    const found = keepingOf(inputs, this.#on(inputs.recordedOn), this.#on(this.#today))
    this.#found.set(key, found)
    return found
  }

  #on(day: CalendarDate): AskKeeping {
    return (facts) => {
      const key = `${day} ${JSON.stringify(facts)}`
      if (!this.#asked.has(key)) this.#asked.set(key, this.#book.ask(day, { ask: 'retention', facts }))
      return this.#asked.get(key)
    }
  }
}
