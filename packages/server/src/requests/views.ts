import type { Permitted, RequestView, SecretView, UseOfRecording, UseView } from '@liuhen/contract/requests'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import type { BodyOf } from '@liuhen/core/journal'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import {
  insteadOfWords,
  isByClaim,
  keptFrom,
  type Permission,
  requestDecider,
  requestLaw,
  secretsAt,
  leastUsesLeft,
} from '@liuhen/core/requests'
import { sql } from 'kysely'
import { approvalViews } from '../approvals/index.ts'
import { tookPartIn } from '../cases/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { belongingOf, recordingOf } from '../recordings/index.ts'
import { blockedBy, type Requests, rulesIn } from './ask.ts'
import { knows } from './commands.ts'
import type { Permissions } from './permission.ts'
import { serves } from './permitting.ts'
import type { RequestRowOf } from './store.ts'

const SHOWN = 100
/** Jumps that are told with them. */
const SOUGHT = 500

/** One’s own, those one decides on by unit, and for who keeps recordings or supervises all of them; newest first. */
export async function listRequests(here: Requests, viewer: Viewer): Promise<{ rows: RequestView[]; keeps: boolean }> {
  const rows = await here.db.selectFrom('requests').selectAll().orderBy('asked_at', 'desc').limit(1000).execute()
  const theirs = rows.filter((one) => knows(viewer, one)).slice(0, SHOWN)
  return { rows: await requestViews(here, viewer, theirs), keeps: serves(viewer) }
}

/** What of requests is told needs no more than this. */
type Reading = Pick<Requests, 'db' | 'clock' | 'law'>

export async function requestViews(
  here: Reading,
  viewer: Viewer,
  rows: readonly RequestRowOf[],
): Promise<RequestView[]> {
  const { db, clock, law: lawBook } = here
  if (rows.length === 0) return []
  const [now, book] = [clock.now(), await lawBook.book(db)]
  const [names, people, units, files, approvals] = await Promise.all([
    namesOfActors(db),
    namesOfPeople(db),
    unitNamesOf(db),
    filesOf(
      db,
      rows.flatMap((one) => one.recordings),
    ),
    approvalsOf(db, rows),
  ])
  const shown = await approvalViews(db, book, viewer, now, approvals, tookPartIn)
  const inUnits = new Map(
    await Promise.all(
      [...new Set(rows.map((one) => one.state.unit))].map(
        async (unit) => [unit, await rulesIn(db, book, dayOf(now), unit)] as const,
      ),
    ),
  )
  return rows.map(({ id, state, stands }) => {
    const rules = inUnits.get(state.unit)
    const found = rules && requestLaw(rules, state.use, state.whom)
    const stamp = (one: { readonly at: Instant; readonly by: string }) => ({ at: one.at, by: names(one.by) })
    const own = state.asked.by === `person:${viewer.person}`
    const context = { at: now, actor: `person:${viewer.person}`, keeps: serves(viewer), ...(found && { law: found }) }
    const open = (command: Parameters<typeof requestDecider.obstacles>[1]) =>
      requestDecider.obstacles(state, command, context).length === 0
    const over = state.granted !== undefined && now >= state.granted.until
    const usable = stands === 'granted' && !over && (own || (state.whom !== 'work' && serves(viewer)))
    const approval = shown.find((one) => one.id === state.putUp?.approval)
    const cited = state.granted?.citations ?? state.putUp?.citations ?? found?.citations ?? []
    const { granted, refused, withdrawn, ended, reviewed } = state
    return {
      id,
      use: state.use,
      whom: state.whom,
      items: state.recordings.map((one) => {
        const file = files.get(one)
        const officer = file?.officer == null ? undefined : people.get(file.officer)
        return {
          id: one,
          fileName: file?.file_name ?? '',
          start: file?.start_at ?? state.asked.at,
          ...(officer !== undefined && { officer }),
        }
      }),
      ...(state.papers && { papers: state.papers }),
      unit: units.get(state.unit) ?? '',
      reason: state.reason,
      ...(state.ground !== undefined && { ground: state.ground }),
      days: state.days,
      times: state.times,
      ...(state.outsider && { outsider: state.outsider }),
      ...(state.document && { document: { ...state.document } }),
      emergency: state.emergency,
      stands,
      over,
      asked: stamp(state.asked),
      citations: cited.map((one) => book.shelf.citationView(one)),
      blocked: stands === 'entered' && rules && found ? [...blockedBy(rules, found)] : [],
      ...(approval && { approval }),
      ...(granted && {
        granted: {
          ...stamp(granted),
          until: granted.until,
          left: leastUsesLeft(state),
          ...(granted.handedOutBy && { handedOutBy: granted.handedOutBy }),
          ...(isByClaim(state) && { byClaim: true }),
        },
      }),
      ...(refused && { refused: { reason: refused.reason, ...stamp(refused) } }),
      ...(withdrawn && { withdrawn: { reason: withdrawn.reason, ...stamp(withdrawn) } }),
      ...(ended && { ended: { reason: ended.reason, nothingThere: ended.nothingThere ?? false, ...stamp(ended) } }),
      ...(reviewed && { reviewed: { justified: reviewed.justified, reason: reviewed.reason, ...stamp(reviewed) } }),
      uses: state.uses.map((one) => ({
        recording: one.recording,
        fileName: files.get(one.recording)?.file_name ?? '',
        what: one.what,
        looker: one.looker ?? names(one.by),
        reason: state.reason,
        ...stamp(one),
      })),
      may: {
        putUp: own && stands === 'entered',
        withdraw: own && open({ do: 'withdraw', reason: '…' }),
        end: open({ do: 'end', reason: '…' }),
        use: usable,
        show: usable && state.whom !== 'work' && !(own && isByClaim(state)),
        refuse:
          serves(viewer) &&
          !own &&
          !state.emergency &&
          state.putUp === undefined &&
          (stands === 'entered' || stands === 'granted') &&
          open({ do: 'refuse', reason: '…' }),
        review:
          viewer.roles.some((role) => role === 'legal-section' || role === 'inspection-section') &&
          open({ do: 'review', justified: true, reason: '…' }),
      },
      mustProvide: found?.mustProvide ?? false,
    }
  })
}

async function filesOf(db: Db, ids: readonly string[]) {
  const all = [...new Set(ids)]
  if (all.length === 0) return new Map<string, never>()
  const rows = await db
    .selectFrom('recordings')
    .select(['id', 'file_name', 'start_at', 'officer'])
    .where('id', 'in', all)
    .execute()
  return new Map(rows.map((one) => [one.id, one]))
}

async function approvalsOf(db: Db, rows: readonly RequestRowOf[]) {
  const ids = rows.flatMap((one) => one.approval ?? [])
  return ids.length === 0 ? [] : db.selectFrom('approvals').selectAll().where('id', 'in', ids).execute()
}

/** 查阅登记: every use under a request, newest first. */
export async function lookRegister(here: Requests): Promise<UseView[]> {
  const { db } = here
  const rows = await db
    .selectFrom('requests')
    .select(['state', 'recordings'])
    .where(sql<boolean>`jsonb_array_length(state -> 'uses') > 0`)
    .orderBy('asked_at', 'desc')
    .limit(1000)
    .execute()
  const [names, files] = await Promise.all([
    namesOfActors(db),
    filesOf(
      db,
      rows.flatMap((one) => one.recordings),
    ),
  ])
  return rows
    .flatMap(({ state }) =>
      state.uses.map((one) => ({
        recording: one.recording,
        fileName: files.get(one.recording)?.file_name ?? '',
        what: one.what,
        looker: [state.outsider?.organisation, one.looker ?? names(one.by)].filter(Boolean).join(' '),
        reason: state.reason,
        at: one.at,
        by: names(one.by),
      })),
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, 500)
}

const ON_DUTY = ['team-leader', 'deputy-head', 'head'] as const
const MARKERS = ['legal-section', 'custodian', 'deputy-head', 'head'] as const

/** What this viewer may do with a recording, what is marked on it, and who has looked at it. */
export async function useOfRecording(
  here: Requests,
  permissions: Permissions,
  viewer: Viewer,
  id: string,
  under: string | undefined,
): Promise<UseOfRecording> {
  const { db, clock, law } = here
  const [row, book] = [await recordingOf(db, id), await law.book(db)]
  if (!within(scopeOf(viewer), belongingOf(row)) && !(await permissions.knows(viewer, id)))
    await recordingOf(db, '00000000-0000-0000-0000-000000000000')
  const [all, names, people, secrecy, lookers] = await Promise.all([
    permissions.shown(viewer, id, under),
    namesOfActors(db),
    namesOfPeople(db),
    db.selectFrom('secrecies').select('state').where('id', '=', id).executeTakeFirst(),
    lookersOf(db, id),
  ])
  const told = (one: Permission): Permitted => {
    if (one.may) {
      const { citation, ...rest } = one
      return { ...rest, ...(citation && { citation: book.shelf.citationView(citation) }) }
    }
    const { message, citation } = one.why
    return { may: false, why: message, ...(citation && { citation: book.shelf.citationView(citation) }) }
  }
  // A redacted copy is of the kind of what it was rendered of.
  const medium = mediumOf(row.state.derivatives.find((one) => one.kind === 'view-copy')?.mediaType)
  const now = clock.now()
  const standing = secretsAt(secrecy?.state, now)
  const counting = new Set(standing.map((one) => one.mark))
  const marks = viewer.roles.some((role) => (MARKERS as readonly string[]).includes(role))
  // Who marks and lifts has to know what for.
  const kept = marks ? undefined : keptFrom(viewer.person, standing)
  const reasons = await reasonsOf(
    db,
    lookers.flatMap(({ body }) => body.request ?? []),
  )
  return {
    rulesChosen: book.on(dayOf(now)) !== undefined,
    look: told(all.look),
    copy: told(all.copy),
    provide: told(all.provide),
    ...(all.masked !== undefined && { masked: all.masked }),
    ...(medium !== undefined && { medium }),
    emergency: !all.look.may && viewer.roles.some((role) => (ON_DUTY as readonly string[]).includes(role)),
    secrets: (secrecy?.state.secrets ?? []).map(
      ({ mark, kind, reason, until, readers, marked, lifted }): SecretView => ({
        mark,
        kind,
        reason: kept === undefined ? reason : insteadOfWords(kept),
        ...(until !== undefined && { until }),
        readers: readers.map((one) => people.get(one) ?? ''),
        marked: { at: marked.at, by: names(marked.by) },
        ...(lifted && { lifted: { reason: lifted.reason, at: lifted.at, by: names(lifted.by) } }),
        counts: counting.has(mark),
      }),
    ),
    marks,
    lookers: lookers.map(({ at, actor, sought, body: { what, right, request } }) => {
      const reason = request === undefined ? undefined : reasons.get(request)
      return {
        at,
        by: names(actor),
        what,
        sought,
        ...(right !== undefined && { right }),
        ...(request !== undefined && { request }),
        ...(reason !== undefined && { reason }),
      }
    }),
  }
}

async function lookersOf(db: Db, id: string) {
  const looks = db
    .selectFrom('journal')
    .select(['at', 'actor', 'body'])
    .where('kind', '=', 'RecordingLooked/1')
    .where(sql<boolean>`(journal.body ? 'recording' and journal.body ->> 'recording' = ${id})`)
    .orderBy('position', 'desc')
  const [rows, jumps] = await Promise.all([
    looks
      .where(sql<boolean>`journal.body ->> 'what' is distinct from 'cover' and not journal.body ? 'from'`)
      .limit(SHOWN)
      .execute(),
    looks
      .where(sql<boolean>`journal.body ? 'from'`)
      .limit(SOUGHT)
      .execute(),
  ])
  const sought = new Map<(typeof rows)[number], number[]>()
  // A jump is of the play that the same viewer had begun last.
  for (const { at, actor, body } of jumps.toReversed()) {
    const play = rows.find((one) => one.actor === actor && one.at <= at && whatOf(one.body) === 'view-copy')
    const { from } = body as BodyOf<'RecordingLooked/1'>
    if (play && from !== undefined) sought.set(play, [...(sought.get(play) ?? []), from])
  }
  return rows.map((one) => ({
    ...one,
    body: one.body as BodyOf<'RecordingLooked/1'>,
    sought: [...new Set(sought.get(one))],
  }))
}

const whatOf = (body: unknown) => (body as BodyOf<'RecordingLooked/1'>).what

async function reasonsOf(db: Db, requests: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(requests)]
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('requests').select(['id', 'state']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, state }) => [id, state.reason]))
}

function mediumOf(mediaType: string | undefined): UseOfRecording['medium'] {
  const kind = mediaType?.split('/')[0]
  return kind === 'video' || kind === 'audio' || kind === 'image' ? kind : undefined
}
