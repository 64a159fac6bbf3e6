import type { PackageRow } from '@liuhen/contract/packages'
import type { Viewer } from '@liuhen/core/access'
import {
  approvalEvents,
  approvalFacts,
  boundFacts,
  type EventPlace,
  type PackagedPaper,
  type PackagedSignature,
  type PackagedVolume,
  paperEvents,
  paperFacts,
  sealedEvents,
  sealedFacts,
  VOLUME_EVENT,
  volumeFiles,
} from '@liuhen/core/evidence-package'
import { because, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { approvalsOfCase } from '../approvals/index.ts'
import { type JournalEntry, readStream, sha256 } from '../ledger/index.ts'
import { makePackage, type VolumeOrder } from '../packages/index.ts'
import { namesOfPeople } from '../people/index.ts'
import { checkKeeps, found, type Volumes } from './commands.ts'

export interface PackageOfVolume {
  readonly recipient: string
  readonly purpose?: string | undefined
  /** The granted request under which it is handed out. */
  readonly request?: string | undefined
}

/**
 * Makes an evidence package of a bound volume: the finished file, every paper as it was fixed or filed, what it was signed
 * with, what came back sealed, the approvals of the case, and the recordings listed with it, each with its events and their
 * proofs. Throws Missing where nothing is bound, Denied for whoever neither keeps it nor hands it out under a request, and what
 * making a package throws.
 */
export async function packVolume(
  here: Volumes,
  viewer: Viewer,
  id: string,
  { recipient, purpose, request }: PackageOfVolume,
): Promise<PackageRow> {
  const { row, volume, gathered } = await found(here, viewer, id)
  const { bound } = volume
  const recordings = [...new Set(bound?.recordings.map((one) => one.recording))]
  // Under a request it is whoever the instrument lets hand out its recordings; without either, whoever keeps it: a request
  // says nothing of a file that holds none.
  if (request === undefined || recordings.length === 0) checkKeeps(viewer, gathered)
  if (!bound) throw because(Missing, 'volume-unbound', '还没有立卷', 'It is not bound')
  const { leaving } = here
  const redacted = request === undefined ? new Map<string, string>() : await leaving.redacted(recordings, request)
  await leaving.permit(viewer, recordings, request, redacted, { recipient, papers: true })
  const plain = recordings.filter((one) => !redacted.has(one))
  const marking =
    request === undefined || recordings.length === 0
      ? undefined
      : await leaving.mark(viewer, plain.length > 0 ? plain : recordings, request)
  const order = await volumeOrder(here, row)
  const made = await makePackage(here.packages, `person:${viewer.person}`, {
    recordings,
    redacted,
    ...(marking && { marking }),
    purpose: purpose ?? `${row.title}案卷`.slice(0, 500),
    recipient,
    caseNumber: bound.number,
    volume: order,
  })
  if (request !== undefined && marking) await leaving.made(viewer, made.id, request, marking.mark)
  return made
}

type Row = Awaited<ReturnType<typeof found>>['row']
type Person = PackagedVolume['boundBy']

async function volumeOrder(here: Volumes, { id, title }: Pick<Row, 'id' | 'title'>): Promise<VolumeOrder> {
  const [history, people] = await Promise.all([readStream(here.db, `volume:${id}`), namesOfPeople(here.db)])
  const person = (one: string): Person => ({ id: one, name: people.get(one) ?? '未登记' })
  const bound = history.findLast(({ event }) => event.kind === 'VolumeBound/1')
  if (!bound) throw because(Missing, 'volume-unbound', '还没有立卷', 'It is not bound')
  // As a verifier will read it off the same events: nothing else may stand in the index.
  const { volume, entries } = boundFacts(bound.event)
  const events: VolumeOrder['events'][number][] = [{ ...VOLUME_EVENT, entry: bound }]
  const placed = (places: readonly EventPlace[], all: readonly JournalEntry[]): void => {
    for (const [i, place] of places.entries()) {
      const entry = all[i]
      if (entry) events.push({ ...place, entry })
    }
  }
  const papers: PackagedPaper[] = []
  for (const [i, { sealedAs: _sealedAs, ...entry }] of entries.entries()) {
    const own =
      entry.kind === 'paper' ? standing(await readStream(here.db, `paper:${entry.id}`)) : broughtIn(history, entry)
    const {
      case: _case,
      author: _author,
      signatures,
      confirmed,
      ...facts
    } = paperFacts(
      own.map((one) => one.event),
      sha256,
    )
    const copies = entry.kind === 'paper' ? await sealedOf(here, entry.id) : []
    const paper: PackagedPaper = {
      ...entry,
      ...facts,
      number: i + 1,
      ...(confirmed && { confirmed: { ...confirmed, by: person(confirmed.by) } }),
      signatures: await Promise.all(signatures.map((one) => signatureTold(here, { ...one, by: person(one.by) }))),
      sealed: copies.map(({ event }) => {
        const { paper: _paper, case: _of, fixed: _fixed, ...told } = sealedFacts(event)
        return { ...told, keptBy: person(told.keptBy) }
      }),
      events: own.length,
    }
    papers.push(paper)
    placed(paperEvents(paper), own)
    placed(sealedEvents(paper), copies)
  }
  const approvals: PackagedVolume['approvals'] = []
  for (const [i, { id: approval }] of (await approvalsOfCase(here.db, id)).toReversed().entries()) {
    const own = await readStream(here.db, `approval:${approval}`)
    const { case: _case, ...facts } = approvalFacts(own.map((one) => one.event))
    const told = {
      ...facts,
      number: i + 1,
      askedBy: person(facts.askedBy),
      signatures: facts.signatures.map(({ inStead, ...one }) => ({
        ...one,
        by: person(one.by),
        ...(inStead !== undefined && { inStead: person(inStead) }),
      })),
      withdrawn: facts.withdrawn && { ...facts.withdrawn, by: person(facts.withdrawn.by) },
      events: own.length,
    }
    approvals.push(told)
    placed(approvalEvents(told), own)
  }
  const told: PackagedVolume = { ...volume, boundBy: person(volume.boundBy), title, papers, approvals }
  return { told, files: volumeFiles(told), events }
}

/** Events by which a finished paper stands: as it was begun, numbered, fixed, signed and finished. */
const STANDING = /^(PaperBegun|PaperNumbered|PaperFrozen|PaperSigned|SignatureRefused|PaperFinished)\//
const standing = (history: readonly JournalEntry[]): readonly JournalEntry[] =>
  history.filter(({ event }) => STANDING.test(event.kind))

/** Events by which a paper brought in stands: as it was filed and, where it is said to be a paper of the rules, confirmed. */
function broughtIn(
  history: readonly JournalEntry[],
  { id, sha256: digest }: Pick<PackagedPaper, 'id' | 'sha256'>,
): readonly JournalEntry[] {
  const filed = history.findLast(({ event: { kind, body } }) => {
    const said = body as { readonly id?: string; readonly sha256?: string }
    return kind === 'MaterialFiled/1' && said.id === id && said.sha256 === digest
  })
  const confirmed = history.findLast(
    ({ event: { kind, body, version } }) =>
      kind === 'MaterialConfirmed/1' &&
      (body as { readonly material?: string }).material === id &&
      version > (filed?.event.version ?? 0),
  )
  return [filed, confirmed].filter((one) => one !== undefined)
}

type Bare = Omit<PackagedSignature, 'kept'> & { readonly kept?: Omit<NonNullable<PackagedSignature['kept']>, 'as'> }

/** A signature with the kind of file that its strokes or its scan are. Throws Refused for one that is of no kind known here. */
async function signatureTold(
  { vault }: Volumes,
  { kept, ...one }: Bare | PackagedSignature,
): Promise<PackagedSignature> {
  if (kept === undefined) return one
  const { bytes, sha256: digest, sm3 } = kept
  const as = one.how === 'strokes' ? ('json' as const) : await kindOf(vault, digest)
  return { ...one, kept: { as, bytes, sha256: digest, sm3 } }
}

const BEGINS = { png: [0x89, 0x50, 0x4e, 0x47], jpg: [0xff, 0xd8, 0xff], pdf: [0x25, 0x50, 0x44, 0x46] } as const
async function kindOf(vault: Volumes['vault'], digest: Sha256): Promise<keyof typeof BEGINS> {
  const parts: Buffer[] = []
  for await (const part of await vault.read(digest, { from: 0, to: 3 })) parts.push(part as Buffer)
  const start = Buffer.concat(parts)
  for (const kind of ['png', 'jpg', 'pdf'] as const) if (BEGINS[kind].every((byte, i) => start[i] === byte)) return kind
  throw because(
    Refused,
    'scan-unreadable',
    '有一处签名的扫描件不是图片或者 PDF',
    'The scan of a signature is no picture and no PDF',
  )
}

/** The events by which sealed copies of a paper were kept, the oldest first. */
async function sealedOf({ db }: Volumes, paper: string): Promise<readonly JournalEntry[]> {
  const { rows } = await sql<{ stream: string }>`
    select stream from journal where kind = 'SealedCopyKept/1' and body ->> 'paper' = ${paper} order by position`.execute(
    db,
  )
  const all = await Promise.all(rows.map(({ stream }) => readStream(db, stream)))
  return all.flatMap(([first]) => first ?? [])
}
