import type { GapView, RecordingView, Verification } from '@liuhen/contract/recordings'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import { type Instant, Missing, type Sha256 } from '@liuhen/core/kernel'
import { type Grouping, groupingOf, lengthOf } from '@liuhen/core/recordings'
import { sql } from 'kysely'
import { namesOfActors, namesOfPeople } from '../people/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Vault } from '../vault/index.ts'
import { NOTHING } from './broken.ts'
import { originView } from './origin-view.ts'
import { belongingOf, type RecordingRowOf, rowViews } from './rows.ts'
import { filingPath, recordingRules } from './rules.ts'
import { recordingOf, sameDay } from './store.ts'
import { tracksOf, undecodableOf } from './tracks.ts'

/**
 * The row, when this viewer may know of it; `otherwise`: by another way than their roles. Throws Missing either way, so that
 * what exists is not told. Its pictures and sound are another question.
 */
export async function seen(db: Db, viewer: Viewer, id: string, otherwise?: () => Promise<boolean>) {
  const row = await recordingOf(db, id)
  if (within(scopeOf(viewer), belongingOf(row)) || (await otherwise?.())) return row
  return recordingOf(db, '00000000-0000-0000-0000-000000000000')
}

/** A gap as the desk shows it. */
export function gapView(gap: Grouping['gaps'][number], names: (actor: string) => string): GapView {
  const { after, before, from, to, milliseconds, kind, missing, explained } = gap
  const facts = { after, before, from, to, milliseconds, kind, ...(missing && { missing: [...missing] }) }
  if (!explained) return facts
  const { at, by, ...statement } = explained
  return { ...facts, explained: { statement, at, by: names(by) } }
}

/** Everything about one recording. */
export async function recordingView(
  db: Db,
  viewer: Viewer,
  id: string,
  book: Book,
  gathered: Instant | undefined,
): Promise<RecordingView> {
  const row = await recordingOf(db, id)
  const { state } = row
  const [[view], day, people, actors, history, jobs, log] = await Promise.all([
    rowViews(db, [row], book),
    sameDay(db, row),
    namesOfPeople(db),
    namesOfActors(db),
    historyOf(db, id),
    db.selectFrom('derivation').selectAll().where('recording', '=', id).orderBy('step').execute(),
    logPlace(db, id),
  ])
  const { takes, gaps, overlaps } = groupingOf(day)
  const length = lengthOf(state)
  const names = new Map(day.map((one) => [one.id, one.state.arrival]))
  return {
    id,
    row: view as RecordingView['row'],
    rules: await recordingRules(db, book, row, view as RecordingView['row'], actors, gathered),
    arrival: state.arrival,
    origin: originView(state, viewer, { actors, people, device: () => (view as RecordingView['row']).device?.number }),
    repeats: [...state.repeats],
    derivatives: [...state.derivatives],
    stretches: [...(state.stretches ?? [])],
    tracks: tracksOf(state),
    undecodable: undecodableOf(state),
    overlaps: overlaps
      .filter((one) => one.first === id || one.second === id)
      .map(({ first, second, from, to, milliseconds }) => {
        const recording = first === id ? second : first
        return { recording, fileName: names.get(recording)?.fileName ?? '', from, to, milliseconds }
      }),
    markers: state.markers.map((one) => ({ ...one, by: actors(one.by) })),
    annotations: state.annotations.map((one) => ({ ...one, by: actors(one.by) })),
    officerNotes: state.officerNotes.map((one) => ({
      ...one,
      by: actors(one.by),
      officer: { id: one.officer, name: people.get(one.officer) ?? '' },
    })),
    takes: takes.map((take) => ({
      id: take.segments[0].recording,
      start: take.start,
      end: take.end,
      segments: take.segments.map(({ recording, start, end, sequence }) => ({
        recording,
        start,
        end,
        fileName: names.get(recording)?.fileName ?? '',
        ...(sequence !== undefined && { sequence }),
      })),
    })),
    gaps: gaps.map((gap) => gapView(gap, actors)),
    log,
    history: history.map((one) => ({
      at: one.at,
      by: actors(one.actor),
      kind: one.kind,
      body: one.body,
      ...(one.index !== null && { index: one.index }),
    })),
    jobs: jobs.map(({ step, state: at, progress, reason, again_at }) => ({
      step,
      state: at,
      progress,
      ...(reason !== null && { reason }),
      ...(again_at !== null && { again: again_at }),
    })),
    ...(length !== undefined && { length }),
    ...(state.decoded && { decoded: state.decoded }),
    ...(state.container && { container: state.container }),
    ...(state.times && { times: state.times }),
  }
}

/** The folders a recording is filed under, outermost first; undefined while the rules do not say or are not chosen. */
export async function filingOf(db: Db, book: Book, row: RecordingRowOf): Promise<string[] | undefined> {
  const [view] = await rowViews(db, [row])
  return view && filingPath(db, book, row, view)
}

/** What happened to a recording, newest first: all of its own stream, and the last looks and checks that name it. */
async function historyOf(db: Db, id: string) {
  const events = db
    .selectFrom('journal')
    .leftJoin('log_entry', 'log_entry.event_id', 'journal.id')
    .select(['journal.position', 'journal.at', 'journal.actor', 'journal.kind', 'journal.body', 'log_entry.index'])
    .orderBy('journal.position', 'desc')
  const [own, named] = await Promise.all([
    events.where('journal.stream', '=', `recording:${id}`).execute(),
    events
      .where(sql<boolean>`(journal.body ? 'recording' and journal.body ->> 'recording' = ${id})`)
      .where('journal.stream', '!=', `recording:${id}`)
      // A list shows the covers of all that is in it: who saw it there is in the journal, and would fill this page.
      .where(sql<boolean>`journal.body ->> 'what' is distinct from 'cover'`)
      // Where a player jumped to is told with who looked.
      .where(sql<boolean>`not (journal.kind = 'RecordingLooked/1' and journal.body ? 'from')`)
      .limit(100)
      .execute(),
  ])
  return [...own, ...named].toSorted((a, b) => b.position - a.position)
}

async function logPlace(db: Db, id: string): Promise<RecordingView['log']> {
  const entry = await db
    .selectFrom('journal')
    .innerJoin('log_entry', 'log_entry.event_id', 'journal.id')
    .select('log_entry.index')
    .where('journal.stream', '=', `recording:${id}`)
    .where('journal.version', '=', 1)
    .executeTakeFirst()
  if (!entry) return {}
  const checkpoint = await db
    .selectFrom('log_checkpoint')
    .select(['size', 'at'])
    .where('size', '>', entry.index)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst()
  return { index: entry.index, ...(checkpoint && { checkpointSize: checkpoint.size, sealedAt: checkpoint.at }) }
}

/** Reads the original again from end to end and holds it against what was noted when it came. */
export async function verification(here: { db: Db; vault: Vault; clock: Clock }, id: string): Promise<Verification> {
  const row = await recordingOf(here.db, id)
  const { sha256, sm3, bytes } = row.state.arrival
  const now = await here.vault.digest(sha256 as Sha256).catch((error: unknown) => {
    if (error instanceof Missing) return NOTHING
    throw error
  })
  const { index } = await logPlace(here.db, id)
  return {
    same: now.sha256 === sha256 && now.sm3 === sm3 && now.bytes === bytes,
    ...now,
    expected: { sha256, sm3 },
    inLog: index !== undefined,
    at: here.clock.now(),
  }
}
