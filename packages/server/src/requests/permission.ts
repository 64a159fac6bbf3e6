import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import { because, type CopyMark, dayOf, Denied, type Instant, Missing } from '@liuhen/core/kernel'
import {
  type AccessLaw,
  accessLaw,
  type Deed,
  type Facts,
  type Grant,
  type GrantUse,
  isByClaim,
  isOutside,
  seesMasked,
  isRunning,
  mayUse as judge,
  type Outgoing,
  type Permission,
  type Redacted,
  requestStream,
  type RequestState,
  SHOWN_MASKED,
  usesLeft,
} from '@liuhen/core/requests'
import { sql } from 'kysely'
import { waitingFor } from '../approvals/index.ts'
import { recordingsBefore } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { belongingOf, type Marking, type RecordingRowOf, recordingOf } from '../recordings/index.ts'
import { approvedRedactions } from '../redactions/index.ts'
import { unmaskedObstacles } from './released.ts'
import { requestOf } from './store.ts'
import { goRedacted, prepareHandOut, refuseElsewhere, refuseOthers, refuseUnconfirmed, takeHandOut } from './handout.ts'
import { markCopies } from './marks.ts'
import { type Permitting, serves } from './permitting.ts'
import { refuseSecrets, refuseWords, secretsOf, wordsKept } from './secrets.ts'
import type { RequestTable } from './tables.ts'

type Row = Pick<RecordingRowOf, 'id' | 'unit' | 'officer' | 'sender' | 'asked_unit'>
type Requested = Pick<RequestTable, 'id' | 'state' | 'asked_by' | 'whom' | 'recordings'>

/** What is the same for all recordings that one viewer asks about at one moment. */
interface Around {
  readonly law: AccessLaw
  readonly at: Instant
  readonly requests: readonly Requested[]
  readonly secrets: ReadonlyMap<string, Facts['secrets']>
  readonly before: ReadonlySet<string>
  /** Those of which a redacted copy is approved; asked for only where somebody is served. */
  readonly masked: ReadonlyMap<string, string>
}

/** The one door behind every picture, sound and file of a recording: {@link mayUse} and what is asked of many at once. */
export class Permissions {
  readonly #here: Permitting

  constructor(here: Permitting) {
    this.#here = here
  }

  /**
   * Whether this viewer may do that with the recording now, by what right, or why not; `under`: the request for which they
   * say they act; `redacted`: it is its redacted copy that is asked for. Throws Missing where there is no such recording.
   */
  async mayUse(viewer: Viewer, recording: string, deed: Deed, under?: string, redacted = false): Promise<Permission> {
    const row = await recordingOf(this.#here.db, recording)
    const around = await this.#around(viewer, [row], under)
    return judge(deed, {
      ...factsOf(viewer, row, around, under),
      ...(redacted && { masked: false, redacted: true }),
    })
  }

  /** All three deeds at once, for the screen. */
  async all(viewer: Viewer, recording: string, under?: string): Promise<Readonly<Record<Deed, Permission>>> {
    const row = await recordingOf(this.#here.db, recording)
    const facts = factsOf(viewer, row, await this.#around(viewer, [row], under), under)
    return { look: judge('look', facts), copy: judge('copy', facts), provide: judge('provide', facts) }
  }

  /** The same as the screen says it: where a person concerned is shown the redacted copy, with which that is. */
  async shown(
    viewer: Viewer,
    recording: string,
    under?: string,
  ): Promise<Readonly<Record<Deed, Permission>> & { readonly masked?: string | undefined }> {
    const all = await this.all(viewer, recording, under)
    const isMasked = ({ look, provide }: typeof all): boolean =>
      [look, provide].some((one) => !one.may && one.why.code === SHOWN_MASKED)
    if (!isMasked(all)) return all
    const [look, provide] = await Promise.all(
      (['look', 'provide'] as const).map((deed) => this.mayUse(viewer, recording, deed, under, true)),
    )
    const masked = (await approvedRedactions(this.#here.db, [recording])).get(recording)
    return { ...all, ...(look && { look }), ...(provide && { provide }), masked }
  }

  /**
   * Whether they know of it whatever their roles show: a granted request of theirs names it, or it is of a case that is
   * before them and the rules let those look.
   */
  async knows(viewer: Viewer, recording: string): Promise<boolean> {
    const found = await this.#requests(viewer, [recording])
    // What somebody says that another asked for shows them nothing.
    if (found.some((one) => serves(viewer) || !isByClaim(one.state))) return true
    const look = await this.mayUse(viewer, recording, 'look')
    return look.may && look.by === 'case'
  }

  /** Those whose words are kept from the viewer. */
  async wordsKept(viewer: Viewer): Promise<readonly string[]> {
    const { db, clock } = this.#here
    return [...(await wordsKept(db, viewer, clock.now())).keys()]
  }

  /** Of these rows those of which the viewer sees no picture and hears no sound. */
  async closed(viewer: Viewer, rows: readonly Row[]): Promise<ReadonlySet<string>> {
    if (rows.length === 0) return new Set()
    const around = await this.#around(viewer, rows)
    return new Set(rows.flatMap((row) => (judge('look', factsOf(viewer, row, around)).may ? [] : [row.id])))
  }

  /**
   * Lets a look or copy happen or throws Denied with the reason and its article. A use under a request is counted and
   * entered in the register before a byte is given; `counts`: it is one, and not a picture beside it.
   */
  async permit(
    viewer: Viewer,
    recording: string,
    deed: 'look' | 'copy',
    given: { readonly counts: boolean; readonly under?: string | undefined; readonly redacted?: boolean },
  ): Promise<Extract<Permission, { may: true }>> {
    const found = await this.mayUse(viewer, recording, deed, given.under, given.redacted)
    if (!found.may) throw new Denied([found.why])
    if (found.request !== undefined && given.counts) await this.use(viewer, found.request, recording, deed)
    return found
  }

  /**
   * Recordings go into a package: each may be copied or handed out, or all that may not are told. Throws Denied, and Refused
   * where it is to go elsewhere or with more than the request says.
   */
  async permitPackage(
    viewer: Viewer,
    recordings: readonly string[],
    under: string | undefined,
    redacted: Redacted,
    outgoing?: Outgoing,
  ): Promise<void> {
    const used: (readonly [recording: string, request: string])[] = []
    for (const recording of recordings) {
      const [copy, provide] = (await Promise.all(
        (['copy', 'provide'] as const).map((deed) =>
          this.mayUse(viewer, recording, deed, under, redacted.has(recording)),
        ),
      )) as [Permission, Permission]
      // A package leaves: what may not go out for a secret's sake does not go by a right to copy either.
      const isSecret = !provide.may && provide.why.code.startsWith('secret')
      const by = provide.may || isSecret ? provide : copy
      if (!by.may) throw new Denied([provide.may ? by.why : provide.why])
      if (by.request !== undefined) used.push([recording, by.request])
    }
    // Told only to whoever may act under it, and before a use of it is counted.
    if (under !== undefined && outgoing) await refuseElsewhere(this.#here.db, under, outgoing)
    await this.#refuseUnmasked(used, redacted)
    // All of them or none: what is refused has used nothing up.
    await this.#here.db.transaction().execute(async (trx) => {
      for (const [recording, request] of used) await this.#counted(trx, viewer, { request, recording, what: 'package' })
    })
  }

  /** As packages and discs ask it. */
  leaving() {
    const here = this.#here
    return {
      permit: async (
        viewer: Viewer,
        recordings: readonly string[],
        under: string | undefined,
        redacted: Redacted,
        outgoing?: Outgoing,
      ): Promise<void> => {
        if (under !== undefined) await refuseOthers(here, viewer, under)
        await this.permitPackage(viewer, recordings, under, redacted, outgoing)
      },
      redacted: (
        recordings: readonly string[],
        under: string | undefined,
        wished = false,
      ): Promise<ReadonlyMap<string, string>> => goRedacted(here.db, recordings, under, wished),
      mark: (viewer: Viewer, recordings: readonly string[], under: string): Promise<Marking> =>
        markCopies(here, viewer, recordings, under),
      made: (viewer: Viewer, id: string, under: string, mark: CopyMark): Promise<void> =>
        prepareHandOut(here, viewer, id, under, mark),
      take: (viewer: Viewer, id: string): Promise<true | undefined> => takeHandOut(here, viewer, id),
      unmarked: (viewer: Viewer, recordings: readonly string[], redacted: Redacted): Promise<void> =>
        refuseSecrets(here, viewer, recordings, redacted),
      readable: (viewer: Viewer, recordings: readonly string[]): Promise<void> => refuseWords(here, viewer, recordings),
      confirmed: (id: string): Promise<void> => refuseUnconfirmed(here, id),
    }
  }

  /** Begins a use, or goes on with one; throws Refused where none is left any more. */
  async use(viewer: Viewer, request: string, recording: string, what: 'look' | 'copy' | 'package'): Promise<void> {
    const { db, clock } = this.#here
    const [at, actor] = [clock.now(), `person:${viewer.person}`]
    const row = await db.selectFrom('requests').select('state').where('id', '=', request).executeTakeFirst()
    if (!row) throw because(Missing, 'request-unknown', '没有这份申请', 'There is no such request')
    // A film is asked for in hundreds of parts: nothing is held where the use goes on.
    if (what === 'look' && isRunning(row.state, actor, recording, at)) return
    await db.transaction().execute((trx) => this.#counted(trx, viewer, { request, recording, what }))
  }

  async #counted(
    trx: Db,
    viewer: Viewer,
    { request, ...use }: { readonly request: string } & Pick<GrantUse, 'recording' | 'what'>,
  ): Promise<void> {
    const { clock, journal } = this.#here
    const moment = { at: clock.now(), actor: `person:${viewer.person}` }
    await journal.act(trx, requestStream, request, { do: 'use', ...use }, moment)
  }

  /** Throws Denied where what would be let out under these requests may go out masked only. */
  async #refuseUnmasked(used: readonly (readonly [recording: string, request: string])[], redacted: Redacted) {
    const { db, clock, law } = this.#here
    const [at, book] = [clock.now(), await law.book(db)]
    for (const [request, of] of Map.groupBy(used, ([, one]) => one)) {
      const { state } = await requestOf(db, request)
      const recordings = of.flatMap(([one]) => (redacted.has(one) ? [] : one))
      const obstacles = await unmaskedObstacles(db, book, at, { recordings, use: state.use })
      if (obstacles.length > 0) throw new Denied(obstacles)
    }
  }

  async #around(viewer: Viewer, rows: readonly Row[], under?: string): Promise<Around> {
    const { db, clock, law: lawBook } = this.#here
    const [at, book, ids] = [clock.now(), await lawBook.book(db), rows.map((one) => one.id)]
    const law = lawOn(book, at)
    const [requests, secrets] = await Promise.all([this.#requests(viewer, ids, under), secretsOf(db, ids, at)])
    // What is shown to somebody of outside, or is to be made public, is shown as its redacted copy where there is one.
    const isServed = under !== undefined || requests.some((one) => one.state.use === 'publish')
    const masked = isServed ? await approvedRedactions(db, ids) : new Map<string, string>()
    const asksCases = law.duties.some((one) => one.reach === 'case') && Object.keys(law.wanted).length > 0
    return {
      law,
      at,
      requests,
      secrets,
      masked,
      before: asksCases ? await this.#before(book, viewer, ids, at) : new Set(),
    }
  }

  async #before(book: Book, viewer: Viewer, ids: readonly string[], at: Instant): Promise<ReadonlySet<string>> {
    const { db } = this.#here
    const waiting = await waitingFor(db, book, viewer, at)
    return recordingsBefore(
      db,
      viewer,
      ids,
      waiting.flatMap((one) => one.case_id ?? []),
    )
  }

  /** Granted requests that name any of these and that this viewer may act under. */
  async #requests(viewer: Viewer, ids: readonly string[], under?: string): Promise<readonly Requested[]> {
    const { db } = this.#here
    let query = db
      .selectFrom('requests')
      .select(['id', 'state', 'asked_by', 'whom', 'recordings'])
      .where('stands', '=', 'granted')
      .where(sql<boolean>`recordings && ${sql.val([...ids])}::uuid[]`)
    query =
      under === undefined
        ? // What was granted to somebody of outside is used only by who says that they serve them.
          query.where('asked_by', '=', `person:${viewer.person}`)
        : query.where('id', '=', under)
    const rows = await query.orderBy('asked_at', 'desc').execute()
    return rows.filter((one) => one.asked_by === `person:${viewer.person}` || (isOutside(one.whom) && serves(viewer)))
  }
}

export const lawOn = (book: Book, at: Instant): AccessLaw => accessLaw(book.on(dayOf(at)))

function factsOf(viewer: Viewer, row: Row, around: Around, under?: string): Facts {
  const { law, at, requests, secrets, before, masked } = around
  const belonging = belongingOf(row)
  const mine = requests.filter((one) => one.recordings.includes(row.id))
  return {
    law,
    viewer,
    at,
    secrets: secrets.get(row.id) ?? [],
    masked: masked.has(row.id),
    relation: {
      own: row.officer === viewer.person || row.sender === viewer.person,
      known: within(scopeOf(viewer), belonging),
      unit: [row.unit, row.asked_unit].some((one) => one !== null && viewer.units.includes(one)),
      case: before.has(row.id),
    },
    grants: mine
      .filter((one) => under !== undefined || !isOutside(one.whom))
      .map(({ id, state }) => grantOf(id, state, viewer, row.id, at)),
    ...(under !== undefined && { under }),
  }
}

const grantOf = (request: string, state: RequestState, viewer: Viewer, recording: string, at: Instant): Grant => ({
  request,
  use: state.use,
  until: state.granted?.until ?? at,
  left: usesLeft(state, recording),
  running: isRunning(state, `person:${viewer.person}`, recording, at),
  ...(state.emergency && { emergency: true }),
  ...(seesMasked(state) && { person: true }),
  ...(isByClaim(state) && state.asked.by === `person:${viewer.person}` && { claim: true }),
})
