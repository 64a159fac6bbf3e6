import type { Viewer } from '@liuhen/core/access'
import { type CalendarDate, dayOf, millisecondsOf } from '@liuhen/core/kernel'
import {
  ofHundred,
  ownTaking,
  partsIn,
  reckoned,
  type Total,
  type Sheet,
  sheetOf,
  type SheetContext,
  type SheetStanding,
} from '@liuhen/core/score'
import { approvalsOfCase } from '../approvals/index.ts'
import { casesReadBy } from '../cases/index.ts'
import type { Journal, Looks } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { refuseOffDuty } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { recordingsNamed } from '../recordings/index.ts'
import { drawOf, mayCheck, refuseOthersDraw } from '../supervision/index.ts'
import { type ForScore, scoringOf } from '../volumes/index.ts'

/** What scoring works with. */
export interface Scoring {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly looks: Looks
}

export const actorOf = (viewer: Viewer): string => `person:${viewer.person}`

/** A case before whoever scores it: its sheet, what they may point at, and what stands against them. */
export interface Before extends Pick<SheetContext, 'sheet' | 'acts' | 'papers' | 'recordings'> {
  readonly of: ForScore
  readonly standing: SheetStanding
  readonly sheet: Sheet
}

/**
 * Gathers all of it. Throws Missing where the case or the sample may not be seen, Denied where others score this sample or
 * that unit, Refused to whoever is off duty.
 */
export async function before(here: Scoring, viewer: Viewer, id: string, draw: string | undefined): Promise<Before> {
  const { db, clock, law } = here
  await refuseOffDuty(db, [viewer.person])
  const of = await scoringOf(here, viewer, id)
  const { row, gathered } = of
  const sample = draw === undefined ? undefined : await drawOf(db, viewer, draw)
  if (sample) await refuseOthersDraw(here, viewer, sample)
  else mayCheck(await law.book(db), dayOf(clock.now()), viewer, { unit: row.unit })
  const isDrawn = sample?.state.of === 'cases' && sample.state.drawn?.sample.includes(id) === true
  const since = isDrawn ? sample.state.drawn?.at : gathered.ended?.entered.at
  const [read, approvals, films, given] = await Promise.all([
    casesReadBy(db, actorOf(viewer), [id], since),
    approvalsOfCase(db, id),
    recordingsNamed(
      db,
      gathered.recordings.map((one) => one.recording),
    ),
    db
      .selectFrom('score_sheets')
      .select('id')
      .where('case_id', '=', id)
      .where('handed_in_by', '=', actorOf(viewer))
      .where((where) => (draw === undefined ? where('draw', 'is', null) : where('draw', '=', draw)))
      .executeTakeFirst(),
  ])
  const signers = approvals.flatMap(({ state }) =>
    state.signatures.flatMap((one) => [
      one.by.replace(/^person:/u, ''),
      ...(one.inStead === undefined ? [] : [one.inStead]),
    ]),
  )
  const recorders = films.flatMap((one) => [one.officer, one.sender].filter((each) => each !== null))
  return {
    of,
    sheet: sheetOf(of.by, of.told, of.day, of.papers),
    acts: new Set(row.state.acts.map((one) => one.act.id)),
    papers: new Set(gathered.papers.map((one) => one.id)),
    recordings: new Map(films.map((one) => [one.id, millisecondsOf(one.end_at) - millisecondsOf(one.start_at)])),
    standing: {
      parts: partsIn(row.state, viewer.person, { signers, recorders }),
      read: read.has(id),
      ended: gathered.ended !== undefined,
      drawn: isDrawn,
      givenBefore: given !== undefined,
    },
  }
}

/** What the system reckons a case at now; undefined where no sheet measures it. Throws Missing. */
export async function ownScore(here: Scoring, viewer: Viewer, id: string): Promise<Total | undefined> {
  const { by, told, day, papers } = await scoringOf(here, viewer, id)
  const sheet = sheetOf(by, told, day, papers)
  const own = reckoned(sheet, ownTaking(sheet))
  return ofHundred(own, own.outOf)
}

/** The day of today by the server's clock. */
export const todayOf = ({ clock }: Pick<Scoring, 'clock'>): CalendarDate => dayOf(clock.now())
