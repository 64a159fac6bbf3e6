import { z } from 'zod'
import { Digests, type Hash, hexOf, Instant, Sha256, utf8, Uuid } from '../kernel/index.ts'
import type { Envelope } from '../ledger/index.ts'
import type {
  PackagedApproval,
  PackagedPaper,
  PackagedSealed,
  PackagedSignature,
  PackagedVolume,
} from './volume-index.ts'

const words = z.string()
const uuid = Uuid
const count = z.int()
const kept = { bytes: count, ...Digests.shape }

/** What must be in the bodies; they say more. */
const Entry = z.object({
  kind: words,
  id: uuid,
  title: words,
  number: words.optional(),
  author: words,
  on: words,
  section: words,
  part: words,
  pages: count,
  from: count,
  to: count,
  sha256: Sha256,
  paperAt: words.optional(),
  sealed: z.object({ sha256: Sha256 }).optional(),
})
const Bound = z.object({
  case: uuid,
  number: words,
  entries: z.array(Entry),
  files: z.array(z.object({ part: words, pages: count, ...kept })),
  recordings: z.array(z.object({ recording: uuid, sha256: Sha256 })),
})
const Filed = z.object({
  id: uuid,
  title: words,
  number: words.optional(),
  author: words,
  on: words,
  pages: count,
  paperAt: words.optional(),
  ...kept,
})
const Confirmed = z.object({ material: uuid, pages: count, reason: words })
const Begun = z.object({ case: uuid, title: words })
const Numbered = z.object({ printed: words })
const Frozen = z.object({
  ...kept,
  on: words,
  pageDigests: z.array(Sha256),
  places: z.array(z.object({ slot: words, page: count })),
})
const mark = { slot: words, page: count, name: words, paper: Sha256, pageDigest: Sha256 }
const Signed = z.object({
  ...mark,
  how: z.enum(['strokes', 'password', 'scan']),
  sha256: Sha256.optional(),
  sm3: Digests.shape.sm3.optional(),
  bytes: count.optional(),
})
const RefusedMark = z.object({ ...mark, reason: words, witness: words })
const SealedKept = z.object({
  paper: uuid,
  case: uuid,
  format: words,
  ...kept,
  fixed: Sha256,
  seals: z.array(
    z.object({
      verdict: words,
      unknown: words.optional(),
      certificate: z.object({ subject: words }).optional(),
      claimed: Instant.optional(),
    }),
  ),
})
const Asked = z.object({
  draft: z.object({ case: uuid, act: words }),
  what: z.object({ zh: words }),
  chain: z.array(z.object({ post: words })).min(1),
  signsFirst: z.boolean(),
  note: words.optional(),
})
const OpinionBody = z.object({ post: words, opinion: words, words: words.optional(), inStead: uuid.optional() })
const Withdrawn = z.object({ reason: words })

/** Why the events of a paper, a sealed copy or an approval are none. */
export class NotOfIts extends Error {}

const bodyOf = <T>(shape: z.ZodType<T>, event: Envelope): T => {
  const read = shape.safeParse(event.body)
  if (!read.success) throw new NotOfIts(event.kind)
  return read.data
}
const ask = (holds: boolean, what: string): void => {
  if (!holds) throw new NotOfIts(what)
}
const personIn = ({ actor }: Pick<Envelope, 'actor'>): string => actor.replace(/^person:/, '')
const given = <T extends object>(of: T): T =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T

type Signature = PackagedSignature
/** A signature, with who wrote it down by their id alone: names are the index's. */
export interface SignatureFacts extends Omit<Signature, 'by' | 'kept'> {
  readonly by: string
  readonly kept?: Omit<NonNullable<Signature['kept']>, 'as'>
}

/** What the event that bound a volume says; the recordings listed with it by their ids and digests. */
export interface BoundFacts {
  readonly volume: Pick<PackagedVolume, 'case' | 'number' | 'boundAt' | 'files'> & { readonly boundBy: string }
  readonly entries: readonly (EntryFacts & { readonly sealedAs?: string })[]
  readonly recordings: readonly string[]
}
type EntryFacts = Pick<
  PackagedPaper,
  | 'kind'
  | 'id'
  | 'title'
  | 'mark'
  | 'author'
  | 'on'
  | 'section'
  | 'part'
  | 'pages'
  | 'from'
  | 'to'
  | 'sha256'
  | 'paperAt'
>

/** Reads the event that bound a volume. Throws NotOfIts when it is none. */
export function boundFacts(event: Envelope): BoundFacts {
  ask(event.kind === 'VolumeBound/1', event.kind)
  const { case: of, number, entries, files, recordings } = bodyOf(Bound, event)
  ask(event.stream === `volume:${of}`, 'stream')
  return {
    volume: {
      case: of,
      number,
      boundAt: event.at,
      boundBy: personIn(event),
      files: files as PackagedVolume['files'],
    },
    entries: entries.map(({ number: printed, sealed, ...one }) =>
      given({ ...one, mark: printed, sealedAs: sealed?.sha256 }),
    ) as unknown as BoundFacts['entries'],
    recordings: [...new Set(recordings.map((one) => `${one.recording} ${one.sha256}`))].sort(),
  }
}

/** Which page of which file, spec/package.md section 10. */
export const pageDigestOf = (sha256: Hash, paper: string, page: number): string =>
  hexOf(sha256(utf8(`liuhen-page/1\n${paper}\n${page}\n`)))

export interface PaperFacts extends Pick<
  PackagedPaper,
  'kind' | 'id' | 'title' | 'mark' | 'on' | 'pages' | 'paperAt' | 'bytes' | 'sha256' | 'sm3'
> {
  readonly case: string
  /** Of one that was filed. */
  readonly author?: string
  readonly confirmed?: { readonly reason: string; readonly at: Instant; readonly by: string }
  readonly signatures: readonly SignatureFacts[]
}

/** What the events of one paper say: made here, or filed. Throws NotOfIts when they are not those of one paper. */
export function paperFacts(events: readonly Envelope[], sha256: Hash): PaperFacts {
  const [first] = events
  if (first === undefined) throw new NotOfIts('no event')
  return first.kind.startsWith('MaterialFiled/') ? filedFacts(events, first) : madeFacts(events, first, sha256)
}

function filedFacts(events: readonly Envelope[], first: Envelope): PaperFacts {
  ask(events.length <= 2 && first.kind === 'MaterialFiled/1', first.kind)
  const { number: mark, ...filed } = bodyOf(Filed, first)
  ask(first.stream.startsWith('volume:'), 'stream')
  const { id, title, author, on, pages, paperAt, bytes, sha256, sm3 } = filed
  const confirmed = events[1] && confirmedFacts(events[1], first, filed)
  return given({
    kind: 'material',
    case: first.stream.slice('volume:'.length),
    id,
    title,
    mark,
    author,
    on,
    pages,
    paperAt,
    confirmed,
    bytes,
    sha256,
    sm3,
    signatures: [],
  }) as unknown as PaperFacts
}

const MARKS = ['PaperSigned/1', 'SignatureRefused/1']

/** That somebody else than who filed it looked at each of its pages. */
function confirmedFacts(
  event: Envelope,
  first: Envelope,
  { id, pages }: { readonly id: string; readonly pages: number },
): NonNullable<PaperFacts['confirmed']> {
  ask(event.kind === 'MaterialConfirmed/1', event.kind)
  ask(event.stream === first.stream && event.version > first.version && event.actor !== first.actor, 'stream')
  const { material, pages: looked, reason } = bodyOf(Confirmed, event)
  ask(material === id && looked === pages, 'material')
  return { reason, at: event.at, by: personIn(event) }
}

function madeFacts(events: readonly Envelope[], first: Envelope, hash: Hash): PaperFacts {
  ask(
    events.every((event, i) => event.stream === first.stream && event.version > (events[i - 1]?.version ?? 0)),
    'order',
  )
  const of = (kind: string): readonly Envelope[] => events.filter((one) => one.kind === kind)
  const [[frozen, again], [numbered, twice]] = [of('PaperFrozen/1'), of('PaperNumbered/1')]
  const marks = events.filter((one) => MARKS.includes(one.kind))
  const known = marks.length + (numbered === undefined ? 0 : 1) + 3
  ask(first.kind === 'PaperBegun/1' && events.at(-1)?.kind === 'PaperFinished/1' && events.length === known, 'kinds')
  if (frozen === undefined || again !== undefined || twice !== undefined) throw new NotOfIts('PaperFrozen/1')
  ask(
    marks.every((one) => one.version > frozen.version),
    'order',
  )
  const begun = bodyOf(Begun, first)
  const { pageDigests, places, on, bytes, sha256, sm3 } = bodyOf(Frozen, frozen)
  const signatures = marks.map((event) => markFacts(event))
  ask(
    pageDigests.every((digest, i) => digest === pageDigestOf(hash, sha256, i + 1)),
    'pages',
  )
  ask(
    signatures.every(({ paper, told }) => paper === sha256 && told.pageDigest === pageDigests[told.page - 1]),
    'page',
  )
  const placesOf = (all: readonly { readonly slot: string; readonly page: number }[]): string =>
    all
      .map(({ slot, page }) => `${slot} ${page}`)
      .sort()
      .join('\n')
  ask(placesOf(places) === placesOf(signatures.map((one) => one.told)), 'places')
  return given({
    kind: 'paper',
    case: begun.case,
    id: first.stream.replace(/^paper:/, ''),
    title: begun.title,
    mark: numbered && bodyOf(Numbered, numbered).printed,
    on,
    pages: pageDigests.length,
    bytes,
    sha256,
    sm3,
    signatures: signatures.map((one) => one.told),
  }) as unknown as PaperFacts
}

function markFacts(event: Envelope): { paper: string; told: SignatureFacts } {
  const by = personIn(event)
  if (event.kind === 'SignatureRefused/1') {
    const { paper, slot, page, name, pageDigest, reason, witness } = bodyOf(RefusedMark, event)
    return { paper, told: { slot, page, name, how: 'refused', pageDigest, at: event.at, by, reason, witness } }
  }
  const { paper, slot, page, name, how, pageDigest, bytes, sha256, sm3 } = bodyOf(Signed, event)
  const isKept = sha256 !== undefined && sm3 !== undefined && bytes !== undefined
  ask(how === 'password' ? sha256 === undefined : isKept, 'kept')
  const kept = sha256 === undefined ? {} : { kept: { bytes, sha256, sm3 } as NonNullable<SignatureFacts['kept']> }
  return { paper, told: { slot, page, name, how, pageDigest, at: event.at, by, ...kept } }
}

export interface SealedFacts extends Omit<PackagedSealed, 'keptBy'> {
  readonly keptBy: string
  readonly case: string
  readonly paper: string
  readonly fixed: string
}

/** What the event that kept a sealed copy says. Throws NotOfIts when it is none. */
export function sealedFacts(event: Envelope): SealedFacts {
  ask(event.kind === 'SealedCopyKept/1' && event.stream.startsWith('sealed-copy:'), event.kind)
  const { seals, paper, case: of, format, bytes, sha256, sm3, fixed } = bodyOf(SealedKept, event)
  return {
    id: event.stream.slice('sealed-copy:'.length),
    paper,
    case: of,
    fixed,
    format,
    bytes,
    sha256,
    sm3,
    keptAt: event.at,
    keptBy: personIn(event),
    seals: seals.map(({ verdict, unknown, certificate, claimed }) =>
      given({ verdict, unknown, subject: certificate?.subject, claimed }),
    ) as unknown as SealedFacts['seals'],
  } as SealedFacts
}

type Opinion = PackagedApproval['signatures'][number]
type Taken = NonNullable<PackagedApproval['withdrawn']>
export interface ApprovalFacts extends Pick<PackagedApproval, 'id' | 'act' | 'what' | 'askedAt' | 'note' | 'chain'> {
  readonly case: string
  readonly askedBy: string
  readonly signatures: readonly (Omit<Opinion, 'by' | 'inStead'> & { readonly by: string; readonly inStead?: string })[]
  readonly withdrawn?: Omit<Taken, 'by'> & { readonly by: string }
}

/** What the events of one approval say. Throws NotOfIts when they are not those of one. */
export function approvalFacts(events: readonly Envelope[]): ApprovalFacts {
  const [first, ...rest] = events
  if (first?.kind !== 'ApprovalAsked/1') throw new NotOfIts(first?.kind ?? 'no event')
  ask(
    events.every((event, i) => event.stream === first.stream && event.version === i + 1),
    'order',
  )
  const taken = rest.at(-1)?.kind === 'ApprovalWithdrawn/1' ? rest.at(-1) : undefined
  const signed = taken === undefined ? rest : rest.slice(0, -1)
  ask(signed.every((one) => one.kind === 'ApprovalSigned/1') && first.stream.startsWith('approval:'), 'kinds')
  const { draft, what, chain, signsFirst, note } = bodyOf(Asked, first)
  const own = signsFirst ? [{ post: chain[0]?.post, opinion: 'agreed', at: first.at, by: personIn(first) }] : []
  const signatures = signed.map((event) => ({
    ...given(bodyOf(OpinionBody, event)),
    at: event.at,
    by: personIn(event),
  }))
  // One that is still open has not been told to its end.
  const isEnded =
    taken !== undefined ||
    signatures.some((one) => one.opinion === 'returned') ||
    own.length + signatures.length === chain.length
  ask(isEnded, 'end')
  return given({
    id: first.stream.slice('approval:'.length),
    case: draft.case,
    act: draft.act,
    what: what.zh,
    askedAt: first.at,
    askedBy: personIn(first),
    note,
    chain: chain.map((one) => one.post),
    signatures: [...own, ...signatures],
    withdrawn: taken && { ...bodyOf(Withdrawn, taken), at: taken.at, by: personIn(taken) },
  }) as unknown as ApprovalFacts
}
