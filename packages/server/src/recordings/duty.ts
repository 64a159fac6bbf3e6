import type { RecordingRules } from '@liuhen/contract/recordings'
import { type CalendarDate, type Citation, dayOf, type Obstacle, text } from '@liuhen/core/kernel'
import { rulesOf } from '@liuhen/core/policy'
import type { DutyExplanation, RecordingState } from '@liuhen/core/recordings'
import { officerOf, originOf } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import { isOutsideDuty } from '../duties/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actOn, type Recordings } from './commands.ts'
import type { RecordingRowOf } from './rows.ts'

/** Recordings made off duty of which nobody has said why, as SQL. */
export const isUnmatched = sql<boolean>`(${isOutsideDuty} and not recordings.disposed and recordings.state -> 'duty' is null)`

/** The article by which nothing but duty is recorded, where the rules of the day have one. */
export function onUnrelated(book: Book, day: CalendarDate): Citation | undefined {
  const rules = book.on(day)
  const found =
    rules && rulesOf(rules, 'prohibition').find(({ rule }) => rule.answeredFor?.includes('unrelated-filming'))
  return found?.used.citations[0]
}

/** Which of these were made off duty, whatever was said of it. */
async function outsideAmong(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('recordings')
    .select('id')
    .where('id', 'in', [...ids])
    .where(isOutsideDuty)
    .execute()
  return new Set(rows.map((one) => one.id))
}

/** Which of these were made off duty and wait for somebody to say why. */
export async function unmatchedAmong(
  db: Db,
  book: Book,
  rows: readonly Pick<RecordingRowOf, 'id' | 'start_at' | 'state'>[],
): Promise<ReadonlySet<string>> {
  const asked = rows.filter((one) => !one.state.duty && onUnrelated(book, dayOf(one.start_at)))
  return outsideAmong(
    db,
    asked.map((one) => one.id),
  )
}

/** What keeps recordings from being filed with an act or an activity: made off duty, and nobody has said why. */
export async function filingObstacles(db: Db, book: Book, ids: readonly string[]): Promise<Obstacle[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('recordings')
    .select(['id', 'file_name', 'start_at', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  const open = await unmatchedAmong(db, book, rows)
  return rows
    .filter((one) => open.has(one.id))
    .map(({ file_name, start_at }): Obstacle => {
      const citation = onUnrelated(book, dayOf(start_at))
      return {
        code: 'outside-duty',
        message: text(
          `音像 ${file_name} 是在勤务以外录制的：先在音像页说明录的是什么，说明以前不能归入`,
          `${file_name} was recorded off duty: say what it is on its page first; until then it is filed nowhere`,
        ),
        field: 'recordings',
        ...(citation && { citation }),
      }
    })
}

/** Throws Refused where by the rosters it was made on duty, or nobody can tell. */
export async function explainDuty(here: Recordings, id: string, actor: string, said: DutyExplanation): Promise<void> {
  const outsideDuty = (await outsideAmong(here.db, [id])).has(id)
  await actOn(here, id, actor, { do: 'explain-duty', said }, { outsideDuty })
}

export async function dutyView(
  db: Db,
  book: Book,
  { id, start_at, state }: RecordingRowOf,
  names: (actor: string) => string,
): Promise<RecordingRules['duty']> {
  const citation = onUnrelated(book, dayOf(start_at))
  if (!citation) return undefined
  const outside = (await outsideAmong(db, [id])).has(id)
  const { duty } = state
  return {
    outside,
    citations: [book.shelf.citationView(citation)],
    ...(duty && { said: { ...duty, by: names(duty.by) } }),
  }
}

/** By the register somebody else had the device than who is taken to have recorded it, and no loan is on record. */
export function lentView(
  book: Book,
  day: CalendarDate,
  state: RecordingState,
  people: ReadonlyMap<string, string>,
): RecordingRules['lent'] {
  const { flags, provenance, officer: holder } = originOf(state)
  const claimed = provenance.claims.flatMap((one) =>
    one.what === 'officer' && one.person !== undefined ? [one.person] : [],
  )
  const said = officerOf(state)
  const recorder =
    said !== holder ? said : flags.includes('holder-differs') ? claimed.find((one) => one !== holder) : undefined
  if (holder === undefined || recorder === undefined || recorder === holder) return undefined
  const citations = book.citing(day, { ask: 'device' }, 'lendingForbidden')
  if (citations.length === 0) return undefined
  return {
    holder: people.get(holder) ?? '',
    recorder: people.get(recorder) ?? '',
    citations: citations.map((one) => book.shelf.citationView(one)),
  }
}
