import type { DisposedView, KeepingView, KeptView } from '@liuhen/contract/retention'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { beijing, dayOf, type Instant, text } from '@liuhen/core/kernel'
import { type Kept, keptText } from '@liuhen/core/retention'
import { activityNames } from '@liuhen/core/vocabulary'
import { type Book, openSettings } from '../packs/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingOf } from '../recordings/index.ts'
import { standingOf } from './blocks.ts'
import { warrantEvent } from './carry-out.ts'
import { recordedWhen } from './extend.ts'
import { inputsOf } from './inputs.ts'
import { disposalOf } from './lists.ts'

export function keptView(book: Book, kept: Kept): KeptView {
  const { citations, ...rest } = kept
  const cited = citations.map(({ article, quote }) =>
    book.shelf.citationView({ article, ...(quote !== undefined && { quote }) }),
  )
  return { ...rest, says: keptText(kept), citations: cited }
}

/** Everything about the keeping of one recording, for a viewer who may see it. */
export async function keepingView(db: Db, book: Book, viewer: Viewer, id: string, now: Instant): Promise<KeepingView> {
  const row = await recordingOf(db, id)
  const names = await namesOfActors(db)
  const stamp = ({ at, by }: { readonly at: Instant; readonly by: string }) => ({ at, by: names(by) })
  const [standing, found, list] = await Promise.all([
    standingOf(db, book, dayOf(now), [id]).then((all) => all.get(id)),
    recordedWhen(db, [id]).then((rows) => inputsOf(db, rows)),
    db
      .selectFrom('disposals')
      .select(['id', 'recordings'])
      .where('stands', 'in', ['appraising', 'approving', 'undo-window', 'carrying-out'])
      .execute()
      .then((rows) => rows.find((one) => one.recordings.includes(id))),
  ])
  const its = found.get(id)
  const { state, now: current } = standing ?? {}
  const disposed = row.state.disposed
  const may = (name: Parameters<typeof permits>[1]): boolean => disposed === undefined && permits(viewer.roles, name)
  return {
    ...(current?.kept && { now: keptView(book, current.kept) }),
    ...(state?.kept && state.extended && { standing: { ...keptView(book, state.kept), since: state.extended.at } }),
    waitsFor: [...(current?.waitsFor ?? [])],
    open: openSettings(book, current?.open ?? []),
    facts: (its?.facts ?? []).map(({ id: fact, trigger, about, reason, ...by }) => ({
      id: fact,
      trigger,
      about,
      reason,
      ...stamp(by),
    })),
    because: [
      ...(its?.cases ?? []).map(({ id: one, title, open }) => ({
        kind: 'case' as const,
        id: one,
        title: text(title, title),
        open,
      })),
      ...(its?.activities ?? []).map(({ id: one, kinds: [kind], start }) => {
        const { zh, en } = activityNames[kind ?? 'other']
        const at = beijing(start).slice(0, 16)
        return { kind: 'activity' as const, id: one, title: text(`${at} ${zh}`, `${en}, ${at}`), open: false }
      }),
    ],
    holds: (state?.holds ?? []).map(({ hold, reason, placed, released }) => ({
      hold,
      reason,
      ...stamp(placed),
      own: placed.by === `person:${viewer.person}`,
      ...(released && { released: { reason: released.reason, ...stamp(released) } }),
    })),
    carriers: (state?.carriers ?? []).map((one) => ({ ...one, ...stamp(one) })),
    blocks: disposed ? [] : (standing?.blocks ?? []).map(({ code, message }) => ({ code, message })),
    ...(list && { listed: list.id }),
    ...(disposed && { disposed: await disposedView(db, id, disposed.disposal, row.state.arrival, stamp) }),
    may: {
      register: may('registerKeepingFact'),
      hold: may('placeHold'),
      release: may('releaseHold'),
      carrier: may('recordCarrier'),
    },
  }
}

async function disposedView(
  db: Db,
  recording: string,
  disposal: string,
  { sha256, sm3, bytes }: Pick<DisposedView, 'sha256' | 'sm3' | 'bytes'>,
  stamp: (one: { readonly at: Instant; readonly by: string }) => { at: Instant; by: string },
): Promise<DisposedView> {
  const [state, warrant] = await Promise.all([disposalOf(db, disposal), warrantEvent(db, disposal)])
  const appraised = state.items.find((one) => one.recording === recording)?.appraised
  return {
    disposal,
    reason: state.listed.reason,
    at: state.done?.gone ?? state.begun?.at ?? state.listed.at,
    ...(appraised && { appraised: { words: appraised.words, ...stamp(appraised) } }),
    approvedBy: state.signatures.map((one) => ({ role: one.role, ...stamp(one) })),
    sha256,
    sm3,
    bytes,
    ...(warrant && { warrant: warrant.event.id }),
    certified: state.done !== undefined,
  }
}
