import type { HandOutView } from '@liuhen/contract/requests'
import type { Viewer } from '@liuhen/core/access'
import type { BodyOf } from '@liuhen/core/journal'
import {
  because,
  beijing,
  type CopyMark,
  dayOf,
  Denied,
  Missing,
  type Obstacle,
  Refused,
  type Sha256,
  text,
} from '@liuhen/core/kernel'
import {
  type HandOut,
  handoutStream,
  isByClaim,
  isOutside,
  isReleased,
  letterUnconfirmed,
  type Outgoing,
  requestLaw,
  requestStands,
  type RequestState,
  SECOND_PERSON,
  seesMasked,
  shownMasked,
} from '@liuhen/core/requests'
import { sql } from 'kysely'
import { hold } from '../ledger/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors, unitAndAbove, unitOfPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { markedCopy, recordingOf } from '../recordings/index.ts'
import { approvedCopy, approvedRedactions } from '../redactions/index.ts'
import { type Permitting, SERVES, serves } from './permitting.ts'
import { refuseSecrets } from './secrets.ts'
import { requestOf } from './store.ts'

/** Who has to confirm what is given under a request; undefined where nothing leaves the house by it. */
const officesOf = ({ whom, granted }: RequestState): readonly string[] | undefined =>
  isOutside(whom) ? (granted?.handedOutBy ?? [SECOND_PERSON]) : undefined

/**
 * Those of these offices that the viewer is of, by the rules of today. Where a district has named offices of its own, they
 * are that district's: who is of an office of the same name elsewhere is of none of them.
 */
async function heldBy(
  here: Permitting,
  viewer: Viewer,
  offices: readonly string[],
  request: RequestState,
): Promise<readonly string[]> {
  const book = await here.law.book(here.db)
  const day = dayOf(here.clock.now())
  const district = await districtOf(here, book, request)
  const home = district === undefined ? undefined : await unitOfPerson(here.db, viewer.person)
  const isTheirs =
    district === undefined || (home !== undefined && (await unitAndAbove(here.db, home)).includes(district))
  return offices.filter((name) =>
    name === SECOND_PERSON
      ? serves(viewer)
      : isTheirs && book.rolesNamed(day, name).some((role) => viewer.roles.includes(role)),
  )
}

/** The nearest unit from that of the request upward that decided for itself which offices hand out; undefined where none did. */
async function districtOf(
  { db, clock }: Permitting,
  book: Book,
  { unit, use, whom }: RequestState,
): Promise<string | undefined> {
  const above = await unitAndAbove(db, unit)
  const officesFor = (units: readonly string[]): string => {
    const rules = book.on(dayOf(clock.now()), units)
    return JSON.stringify(rules && requestLaw(rules, use, whom)?.what.value.handedOutBy)
  }
  return above.find((_unit, i) => officesFor(above.slice(i)) !== officesFor(above.slice(i + 1)))
}

/** Where the instrument says that certain offices alone hand out, nobody else makes what is handed out. Throws Denied. */
export async function refuseOthers(here: Permitting, viewer: Viewer, request: string): Promise<void> {
  const { state } = await requestOf(here.db, request)
  const offices = state.granted?.handedOutBy
  if (!offices || (await heldBy(here, viewer, offices, state)).length > 0) return
  // An office that makes no packages has who keeps the recordings make them, and confirms before anything leaves.
  const book = await here.law.book(here.db)
  const roles = offices.flatMap((name) => book.rolesNamed(dayOf(here.clock.now()), name))
  if (!roles.some((role) => SERVES.includes(role))) return
  const [citation] = state.granted?.citations ?? []
  throw because(
    Denied,
    'office-not-held',
    `只能由${offices.join('、')}统一提供`,
    `Only ${offices.join(', ')} hand it out`,
    citation && {
      citation: { article: citation.article, ...(citation.quote !== undefined && { quote: citation.quote }) },
    },
  )
}

/**
 * What leaves under a request goes to whoever asked for it, as the request names them, and takes the papers of a file with it
 * only where those were asked for: whoever granted it read both. Throws Refused, with all that stands in the way.
 */
export async function refuseElsewhere(db: Db, request: string, { recipient, papers }: Outgoing): Promise<void> {
  const { state } = await requestOf(db, request)
  const asked = state.outsider?.organisation ?? state.outsider?.name
  const obstacles: Obstacle[] = []
  if (asked !== undefined && !recipient.includes(asked))
    obstacles.push({
      code: 'recipient-of-another',
      field: 'recipient',
      message: text(
        `申请写明的是“${asked}”，不能交给“${recipient}”：要交给别人，请另行申请`,
        `The request names “${asked}”; it is not handed to “${recipient}”: for somebody else another request is made`,
      ),
    })
  if (papers && state.papers !== true)
    obstacles.push({
      code: 'papers-not-asked',
      field: 'request',
      message: text(
        '这份申请只要求音像，没有要求案卷的文书：请另行申请，勾选“连同案卷文书”',
        'This request is for recordings alone, not for the papers of the file: make another, with the papers',
      ),
    })
  if (obstacles.length > 0) throw new Refused(obstacles)
}

/** What a package was put on record as. */
async function sealOf(db: Db, id: string): Promise<BodyOf<'PackageMade/2'>> {
  const made = await db
    .selectFrom('journal')
    .select('body')
    .where('stream', '=', `package:${id}`)
    .where('kind', '=', 'PackageMade/2')
    .executeTakeFirstOrThrow()
  return made.body as BodyOf<'PackageMade/2'>
}

/** Registers what a package made under a request will be handed out as: its serial, and the digests by which it is known. */
export async function prepareHandOut(
  here: Permitting,
  viewer: Viewer,
  id: string,
  request: string,
  mark: CopyMark,
): Promise<void> {
  const { db, clock, journal } = here
  const { state } = await requestOf(db, request)
  const offices = officesOf(state)
  if (!offices) return
  const seal = await sealOf(db, id)
  const redacted = await redactedCopiesIn(db, seal)
  const plain = seal.recordings.filter((one) => !seal.redacted?.includes(one))
  const rows = await Promise.all(plain.map((one) => recordingOf(db, one)))
  const marked = await Promise.all(rows.map((row) => markedCopy(db, row.id, mark)))
  const digests = rows.flatMap((row, i): Sha256[] => [
    row.state.arrival.sha256 as Sha256,
    ...(marked[i] ? [marked[i]] : []),
    ...row.state.derivatives
      .filter(
        ({ kind, mediaType }) => (kind === 'view-copy' || kind === 'track-copy') && mediaType.startsWith('audio/'),
      )
      .map((one) => one.sha256),
  ])
  const at = clock.now()
  await db.transaction().execute(async (trx) => {
    await hold(trx, 'handout serial')
    const year = beijing(at).slice(0, 4)
    const { n } = await trx
      .selectFrom('handouts')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('serial', 'like', `交〔${year}〕%`)
      .executeTakeFirstOrThrow()
    const told = {
      request,
      serial: `交〔${year}〕${n + 1}号`,
      recipient: seal.recipient ?? '',
      manifest: seal.tagManifest.sha256,
      digests: [...new Set([...digests, ...redacted])],
      offices: [...offices],
    }
    await journal.act(trx, handoutStream, id, { do: 'prepare', told }, { at, actor: `person:${viewer.person}` })
  })
}

/**
 * Whether a package that is to be handed out, or the disc it is on, may be taken now: once everybody has confirmed, while
 * what was granted runs, by who keeps recordings or, where the instrument names offices, one of them, and nothing of it
 * marked since. Undefined where it is no hand-out. Throws Denied.
 */
export async function takeHandOut(here: Permitting, viewer: Viewer, id: string): Promise<true | undefined> {
  const state = await prepared(here.db, id)
  if (!state) return undefined
  if (!isReleased(state)) throw unconfirmed(state)
  const { state: asked } = await requestOf(here.db, state.request)
  const mine = await heldBy(here, viewer, state.offices, asked)
  if (mine.length === 0 && !serves(viewer))
    throw because(Denied, 'not-yours', '由保管机构交付', 'Who keeps the recordings hands it over')
  await refuseOthers(here, viewer, state.request)
  if (requestStands(asked) !== 'granted' || !asked.granted || here.clock.now() >= asked.granted.until)
    throw because(
      Denied,
      'grant-over',
      '批准的期限已过，或者已经终止，不能再交付：还需要的，请重新申请',
      'The time for which it was granted is over or was ended, and it does not leave any more: ask anew',
    )
  // Where one office confirms alone, nobody but who entered the request may have seen the letter.
  const hands = [state.prepared, ...state.confirmed]
  if (isByClaim(asked) && hands.every((one) => one.by === asked.asked.by)) throw new Denied([letterUnconfirmed])
  const seal = await sealOf(here.db, id)
  await refusePlain(here.db, asked, seal)
  await refuseSecrets(here, viewer, seal.recordings, new Set(seal.redacted))
  return true
}

type Seal = BodyOf<'PackageMade/2'>

/**
 * Of these recordings those that go as their redacted copies: for a person concerned and to be published every one of which
 * a copy is approved, else where it is wished.
 */
export async function goRedacted(
  db: Db,
  recordings: readonly string[],
  request: string | undefined,
  wished: boolean,
): Promise<ReadonlyMap<string, string>> {
  const isMeant = wished || (request !== undefined && seesMasked((await requestOf(db, request)).state))
  return isMeant ? approvedRedactions(db, recordings) : new Map()
}

/** What was made before a redacted copy was approved is not what a party gets. Throws Denied. */
async function refusePlain(db: Db, asked: RequestState, seal: Seal): Promise<void> {
  if (!seesMasked(asked)) return
  const approved = await approvedRedactions(db, seal.recordings)
  const plain = [...approved.keys()].filter((one) => !seal.redacted?.includes(one))
  if (plain.length === 0) return
  throw new Denied([
    {
      ...shownMasked,
      message: text(
        `这个证据包做好以后，其中 ${plain.length} 份音像的遮挡副本经过批准：不能再交付原样的，请重新制作`,
        `Since this package was made, redacted copies of ${plain.length} of its recordings were approved: the plain ones do not leave any more, make it anew`,
      ),
    },
  ])
}

/** The bytes of the redacted copies in a package. */
async function redactedCopiesIn(db: Db, { recordings, redacted }: Seal): Promise<readonly Sha256[]> {
  if (redacted === undefined) return []
  const approved = await approvedRedactions(db, recordings)
  const copies = redacted.flatMap((one) => approved.get(one) ?? [])
  return Promise.all(copies.map(async (one) => (await approvedCopy(db, one)).sha256 as Sha256))
}

/** What is not confirmed by all has not left, and nobody says that it did. Throws Denied. */
export async function refuseUnconfirmed({ db }: Pick<Permitting, 'db'>, id: string): Promise<void> {
  const state = await prepared(db, id)
  if (state && !isReleased(state)) throw unconfirmed(state)
}

const unconfirmed = ({ offices }: HandOut) =>
  because(
    Denied,
    'handout-unconfirmed',
    `还没有全部确认，不能交付：须由${offices.join('、')}确认`,
    `It is not confirmed by all yet and does not leave: ${offices.join(', ')} confirm`,
  )

const prepared = async (db: Db, id: string): Promise<HandOut | undefined> =>
  (await db.selectFrom('handouts').select('state').where('id', '=', id).executeTakeFirst())?.state

async function handOutOf(db: Db, id: string) {
  const state = await prepared(db, id)
  if (state) return state
  throw because(Missing, 'handout-unknown', '没有这次交付', 'There is no such hand-out')
}

export async function confirmHandOut(here: Permitting, viewer: Viewer, id: string): Promise<void> {
  const { offices, request } = await handOutOf(here.db, id)
  const { state: asked } = await requestOf(here.db, request)
  await refusePlain(here.db, asked, await sealOf(here.db, id))
  const context = {
    at: here.clock.now(),
    actor: `person:${viewer.person}`,
    offices: await heldBy(here, viewer, offices, asked),
  }
  await here.db.transaction().execute((trx) => here.journal.act(trx, handoutStream, id, { do: 'confirm' }, context))
}

export async function receiveHandOut(
  here: Permitting,
  viewer: Viewer,
  id: string,
  by: BodyOf<'HandOutReceived/1'>,
): Promise<void> {
  const { request } = await handOutOf(here.db, id)
  await refusePlain(here.db, (await requestOf(here.db, request)).state, await sealOf(here.db, id))
  const moment = { at: here.clock.now(), actor: `person:${viewer.person}` }
  await here.db.transaction().execute((trx) => here.journal.act(trx, handoutStream, id, { do: 'receive', by }, moment))
}

/** The register of hand-outs, newest first; of a found copy those whose bytes it carries. */
export async function listHandOuts(
  here: Pick<Permitting, 'db'>,
  given: { readonly digest?: string | undefined; readonly request?: string | undefined },
): Promise<HandOutView[]> {
  let query = here.db.selectFrom('handouts').selectAll().orderBy('prepared_at', 'desc').limit(500)
  if (given.digest !== undefined) query = query.where(sql<boolean>`digests @> array[${given.digest}]::text[]`)
  if (given.request !== undefined) query = query.where('request', '=', given.request)
  const [rows, names] = await Promise.all([query.execute(), namesOfActors(here.db)])
  return rows.map(({ id, state, released }) => ({
    id,
    request: state.request,
    serial: state.serial,
    recipient: state.recipient,
    manifest: state.manifest,
    offices: state.offices.map((office) => {
      const confirmed = state.confirmed.find((one) => one.office === office)
      return { office, ...(confirmed && { confirmed: { at: confirmed.at, by: names(confirmed.by) } }) }
    }),
    released,
    prepared: { at: state.prepared.at, by: names(state.prepared.by) },
    ...(state.received && {
      received: {
        name: state.received.name,
        at: state.received.at,
        by: names(state.received.by),
        ...(state.received.document && { document: state.received.document }),
      },
    }),
  }))
}
