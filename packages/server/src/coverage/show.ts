import type { ActivityView } from '@liuhen/contract/activities'
import type { Instant } from '@liuhen/core/kernel'
import { type ActivityRowOf, activityRows } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { judgeOne } from './judging.ts'
import { coverageView, explanationViews } from './views.ts'

/** Everything about one activity. */
export async function activityView(db: Db, book: Book, row: ActivityRowOf, now: Instant): Promise<ActivityView> {
  const lost = (row.state.losses ?? []).flatMap((one) => one.device ?? [])
  const [[view], found, names, history, files, numbers] = await Promise.all([
    activityRows(db, [row]),
    judgeOne(db, book, row, now),
    namesOfActors(db),
    historyOf(db, row.id),
    fileNames(db, row.tied),
    deviceNumbers(db, lost),
  ])
  const { registered, annotations } = row.state
  const { activity, start, end, place, at, by } = registered
  return {
    row: view as ActivityView['row'],
    registered: {
      activity,
      start,
      at,
      by: names(by),
      ...(end && { end }),
      ...(place !== undefined && { place }),
    },
    annotations: annotations.map(({ annotation, text, corrects, ...stamp }) => ({
      annotation,
      text,
      at: stamp.at,
      by: names(stamp.by),
      ...(corrects && { corrects }),
    })),
    explanations: explanationViews(book, row, found, names),
    reviews: (row.state.reviews ?? []).map((one) => ({ text: one.text, at: one.at, by: names(one.by) })),
    tied: (row.state.tied ?? []).map(({ by, ...one }) => ({
      ...one,
      fileName: files.get(one.recording) ?? '',
      by: names(by),
    })),
    exemptions: (row.state.exemptions ?? []).map(({ by, decidedBy, ...one }) => ({
      ...one,
      by: names(by),
      ...(decidedBy !== undefined && { decidedBy: { id: decidedBy, name: names(`person:${decidedBy}`) } }),
    })),
    losses: (row.state.losses ?? []).map(({ reason, device, at: lost, by: teller }) => ({
      reason,
      at: lost,
      by: names(teller),
      ...(device !== undefined && { device: numbers.get(device) ?? '' }),
    })),
    coverage: coverageView(book, row, found),
    history: history.map(({ actor, index, ...one }) => ({
      ...one,
      by: names(actor),
      ...(index !== null && { index }),
    })),
  }
}

async function deviceNumbers(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('devices').select(['id', 'number']).where('id', 'in', ids).execute()
  return new Map(rows.map((one) => [one.id, one.number]))
}

async function fileNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('recordings').select(['id', 'file_name']).where('id', 'in', ids).execute()
  return new Map(rows.map((one) => [one.id, one.file_name]))
}

const historyOf = (db: Db, id: string) =>
  db
    .selectFrom('journal')
    .leftJoin('log_entry', 'log_entry.event_id', 'journal.id')
    .select(['journal.at', 'journal.actor', 'journal.kind', 'journal.body', 'log_entry.index'])
    .where('journal.stream', '=', `activity:${id}`)
    .orderBy('journal.version', 'desc')
    .execute()
