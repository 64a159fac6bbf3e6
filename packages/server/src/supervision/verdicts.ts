import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { type CalendarDate, dayOf } from '@liuhen/core/kernel'
import { unreviewed } from '@liuhen/core/supervision'
import type { Selectable } from 'kysely'
import type { Book } from '../packs/index.ts'
import { whoseRecordings, type RecordingRowOf } from '../recordings/index.ts'
import { dutyNamed, fills, seesAll, type Supervision } from './here.ts'
import type { DrawTable } from './tables.ts'

type Row = Pick<Selectable<DrawTable>, 'rule' | 'office' | 'unit'>

/** Whether a viewer sees a draw: that of everybody, or of their units. */
export const sees = (viewer: Viewer, { unit }: Pick<Row, 'unit'>): boolean =>
  seesAll(viewer) || (unit !== null && viewer.units.includes(unit))

/** Whether it is theirs to draw and to review: of whom its rule names, and without one of everybody who sees it. */
export function isTheirs(book: Book, day: CalendarDate, viewer: Viewer, { rule, office, unit }: Row): boolean {
  if (rule === null || office === null) return true
  return dutyNamed(book, day, rule) === undefined || fills(book, day, viewer, office, unit ?? undefined)
}

/** Whether somebody recorded it or sent it: of that somebody else judges. */
export const madeBy = ({ person }: Viewer, of: Pick<RecordingRowOf, 'officer' | 'sender'> | undefined): boolean =>
  of !== undefined && (of.officer === person || of.sender === person)

/**
 * The recordings on which this viewer has a verdict to give: of samples that are theirs to review, what they neither made nor
 * sent. Until then nothing tells them whose it is.
 */
export async function verdictsOwed(
  here: Pick<Supervision, 'db' | 'law' | 'clock'>,
  viewer: Viewer,
): Promise<ReadonlySet<string>> {
  if (!permits(viewer.roles, 'reviewItem')) return new Set()
  const { db, law, clock } = here
  const open = await db.selectFrom('draws').selectAll().where('stands', '=', 'drawn').execute()
  if (open.length === 0) return new Set()
  const [book, today] = [await law.book(db), dayOf(clock.now())]
  const ids = open
    .filter((one) => one.state.of !== 'cases' && sees(viewer, one) && isTheirs(book, today, viewer, one))
    .flatMap((one) => unreviewed(one.state))
  const whose = await whoseRecordings(db, ids)
  return new Set(ids.filter((id) => whose.has(id) && !madeBy(viewer, whose.get(id))))
}
