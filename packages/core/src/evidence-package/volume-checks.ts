import { canonical, text } from '../kernel/index.ts'
import type { Json } from '../kernel/index.ts'
import type { Envelope } from '../ledger/index.ts'
import type { Bag, FoundDigests } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import type { PackageIndex } from './package-index.ts'
import { TEXT_LIMIT } from './paths.ts'
import type { ApprovalReport, ItemState, PaperReport, VolumeReport } from './report.ts'
import { openEvent } from './sealed-events.ts'
import type { Signed } from './sealed-events.ts'
import type { PackageCrypto, PackageSource } from './source.ts'
import { approvalFacts, boundFacts, NotOfIts, paperFacts, sealedFacts } from './volume-facts.ts'
import type { BoundFacts, PaperFacts } from './volume-facts.ts'
import {
  approvalEvents,
  paperEvents,
  paperPath,
  partPath,
  sealedEvents,
  sealedPath,
  signatureFiles,
  VOLUME_EVENT,
} from './volume-index.ts'
import type { EventPlace, PackagedApproval, PackagedPaper, PackagedVolume, VolumeFile } from './volume-index.ts'

interface Surroundings {
  readonly bag: Bag
  readonly source: PackageSource
  readonly found: FoundDigests
  readonly signed: Signed | undefined
  readonly crypto: PackageCrypto
  readonly findings: Findings
}

/** Holds the volume of a package against the events of its papers, seals and approvals, and their places in the log. */
export async function checkVolume(
  { volume, items }: { readonly volume: PackagedVolume; readonly items: PackageIndex['items'] },
  around: Surroundings,
): Promise<VolumeReport> {
  const { findings } = around
  const bound = readEvents([VOLUME_EVENT], ([event]) => boundFacts(event as Envelope), around)
  if (bound.facts !== undefined) compareBound(volume, items, bound.facts, findings)
  const whole = volume.files.map((file) => holds(around, { ...file, path: partPath(file) }))
  prove(bound.isProven && bound.facts !== undefined, VOLUME_EVENT.event, findings)
  const papers: PaperReport[] = []
  for (const paper of volume.papers) papers.push(await checkPaperOf(paper, volume.case, around))
  const approvals = volume.approvals.map((one) => checkApproval(one, volume.case, around))
  const isSame =
    whole.every((one) => one === 'same') &&
    bound.isProven &&
    [...papers, ...approvals].every((one) => one.state === 'same')
  if (isSame && !findings.failed('volume-contradicts-event')) {
    const [n, m] = [papers.length, approvals.length]
    const signed = papers.reduce((sum, { paper }) => sum + paper.signatures.length, 0)
    const looked = papers.filter(({ paper }) => paper.confirmed !== undefined).length
    findings.pass(
      'volume',
      text(
        `卷内 ${n} 件文书、${signed} 处签名、${m} 件审批都与封存的事件一致${looked > 0 ? `；其中 ${looked} 件存入的文书由另一人逐页核对过` : ''}`,
        `All ${n} papers of the volume, ${signed} signatures and ${m} approvals equal their sealed events${looked > 0 ? `; ${looked} that were brought in were looked at page by page by somebody else` : ''}`,
      ),
    )
  }
  const { case: of, number, title, boundAt } = volume
  return { case: of, number, title, boundAt, papers, approvals }
}

interface Read<T> {
  /** Undefined where something is missing or is not what it must be. */
  readonly facts: T | undefined
  /** Every event is in the log. */
  readonly isProven: boolean
  readonly logIndex: number | undefined
}

/** What the events at these places say together. */
function readEvents<T>(
  places: readonly EventPlace[],
  read: (events: readonly Envelope[]) => T,
  { bag, signed, crypto, findings }: Surroundings,
): Read<T> {
  const opened = places.flatMap(
    ({ event, proof }) => openEvent(event, proof, { texts: bag.texts, signed, crypto, findings }) ?? [],
  )
  const isProven = opened.length === places.length && opened.every((one) => one.logIndex !== undefined)
  const logIndex = isProven ? opened.at(-1)?.logIndex : undefined
  // Of what is not there nothing can be compared.
  if (opened.length !== places.length) return { facts: undefined, isProven, logIndex }
  try {
    return { facts: read(opened.map((one) => one.event)), isProven, logIndex }
  } catch (thrown) {
    if (!(thrown instanceof NotOfIts)) throw thrown
    const zh = `不是这一件的事件，或者不完整（${thrown.message}）`
    const en = `Not the events of this one, or not all of them (${thrown.message})`
    findings.fail('altered', 'event-malformed', text(zh, en), places[0]?.event)
    return { facts: undefined, isProven, logIndex }
  }
}

/** Persons by id alone, as events name them. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  const { id, name, ...more } = value as { readonly id?: unknown; readonly name?: unknown }
  if (id !== undefined && name !== undefined && Object.keys(more).length === 0) return id
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, bare(one)]])),
  )
}
const same = (one: unknown, other: unknown): boolean => {
  const words = (value: unknown): string => (value === undefined ? '' : canonical(bare(value) as Json))
  return words(one) === words(other)
}

/** Members that are not the same on both sides. */
const differing = (said: object, sealed: object, members: readonly string[]): readonly string[] =>
  members.filter((name) => !same((said as Members)[name], (sealed as Members)[name]))
type Members = Readonly<Record<string, unknown>>

function contradict(findings: Findings, code: string, names: readonly string[], file: string): void {
  if (names.length === 0) return
  const list = names.join(', ')
  findings.fail(
    'altered',
    code,
    text(`目录所写与封存的事件不一致：${list}`, `The index contradicts the sealed event: ${list}`),
    file,
  )
}

function prove(isProven: boolean, file: string, findings: Findings): void {
  if (isProven) return
  const en = 'Nothing that holds vouches for this'
  findings.fail('incomplete', 'record-unproven', text('没有有效的事件和证明为它作证', en), file)
}

const BOUND = ['case', 'number', 'boundAt', 'boundBy', 'files'] as const
const ENTRY = [
  'kind',
  'id',
  'title',
  'mark',
  'author',
  'on',
  'section',
  'part',
  'pages',
  'from',
  'to',
  'sha256',
  'paperAt',
] as const

/** Papers and recordings are those that were bound, all of them and no other. */
function compareBound(
  volume: PackagedVolume,
  items: PackageIndex['items'],
  facts: BoundFacts,
  findings: Findings,
): void {
  const names = [...differing(volume, facts.volume, BOUND)]
  if (volume.papers.length !== facts.entries.length) names.push('papers')
  for (const [i, paper] of volume.papers.entries()) {
    const entry = facts.entries[i]
    if (entry === undefined) continue
    const isThere = entry.sealedAs === undefined || paper.sealed.some((one) => one.sha256 === entry.sealedAs)
    const wrong = [...differing(paper, entry, ENTRY), ...(isThere ? [] : ['sealed'])]
    names.push(...wrong.map((name) => `papers[${i + 1}].${name}`))
  }
  const listed = items.map((one) => `${one.recording} ${one.sha256}`).sort()
  if (!same(listed, facts.recordings)) names.push('recordings')
  contradict(findings, 'volume-contradicts-event', names, VOLUME_EVENT.event)
}

/** Whether a file is there with the bytes that the index says; that a listed one is missing is a finding already. */
function holds({ found, findings }: Surroundings, file: VolumeFile, wanted: Partial<VolumeFile> = file): ItemState {
  const read = found.get(file.path)
  if (read === undefined) return 'missing'
  const isSame = read.sha256 === wanted.sha256 && read.sm3 === wanted.sm3 && read.bytes === wanted.bytes
  if (isSame) return 'same'
  const en = 'Not the bytes that were fixed, signed or sealed'
  findings.fail('altered', 'paper-differs', text('不是定稿、签名或者加盖时的内容', en), file.path)
  return 'differs'
}

const worst = (states: readonly ItemState[]): ItemState =>
  (['differs', 'missing', 'unproven'] as const).find((one) => states.includes(one)) ?? 'same'

const PAPER = [
  'kind',
  'case',
  'id',
  'title',
  'mark',
  'on',
  'pages',
  'paperAt',
  'confirmed',
  'bytes',
  'sha256',
  'sm3',
] as const

async function checkPaperOf(paper: PackagedPaper, of: string, around: Surroundings): Promise<PaperReport> {
  const { findings, crypto } = around
  const path = paperPath(paper.number)
  const { facts, isProven, logIndex } = readEvents(
    paperEvents(paper),
    (events) => paperFacts(events, crypto.sha256),
    around,
  )
  if (facts !== undefined) comparePaper(paper, of, facts, findings)
  prove(isProven && facts !== undefined, path, findings)
  // The event decides, not the index: anyone can write an index.
  const states = [holds(around, { ...paper, path }, facts ?? paper)]
  states.push(...signatureFiles(paper).map((file) => holds(around, file)))
  for (const [i, place] of sealedEvents(paper).entries()) states.push(await checkSealed(paper, of, i, place, around))
  const isSealed = isProven && facts !== undefined
  return {
    paper,
    state: worst([...states, ...(isSealed ? [] : (['unproven'] as const))]),
    ...(logIndex !== undefined && { logIndex }),
  }
}

function comparePaper(paper: PackagedPaper, of: string, facts: PaperFacts, findings: Findings): void {
  const path = paperPath(paper.number)
  const names = differing({ ...paper, case: of }, { paperAt: paper.paperAt, ...facts }, PAPER)
  const author = facts.author === undefined || facts.author === paper.author ? [] : ['author']
  contradict(findings, 'paper-contradicts-event', [...names, ...author], path)
  const told = paper.signatures.map(({ kept, ...one }) => {
    if (kept === undefined) return one
    const { as: _as, ...digests } = kept
    return { ...one, kept: digests }
  })
  if (!same(told, facts.signatures))
    contradict(findings, 'signature-contradicts-event', signaturesDiffering(told, facts), path)
}

function signaturesDiffering(told: readonly object[], { signatures }: PaperFacts): readonly string[] {
  const wrong = told.flatMap((one, i) => (same(one, signatures[i]) ? [] : [`signatures[${i + 1}]`]))
  return told.length === signatures.length ? wrong : [...wrong, 'signatures']
}

const SEALED = ['id', 'format', 'bytes', 'sha256', 'sm3', 'keptAt', 'keptBy', 'seals'] as const

/** A paper that came back sealed: its event, its bytes, and that a PDF begins with the bytes that were fixed. */
async function checkSealed(
  paper: PackagedPaper,
  of: string,
  i: number,
  place: EventPlace,
  around: Surroundings,
): Promise<ItemState> {
  const { findings, found } = around
  const copy = paper.sealed[i]
  if (copy === undefined) return 'missing'
  const path = sealedPath(paper.number, i + 1, copy)
  const { facts, isProven } = readEvents([place], ([event]) => sealedFacts(event as Envelope), around)
  if (facts !== undefined) {
    const whose = [
      ...(facts.paper === paper.id ? [] : ['paper']),
      ...(facts.case === of ? [] : ['case']),
      ...(facts.fixed === paper.sha256 ? [] : ['fixed']),
    ]
    contradict(findings, 'sealed-copy-contradicts-event', [...whose, ...differing(copy, facts, SEALED)], path)
  }
  prove(isProven && facts !== undefined, path, findings)
  const state = holds(around, { ...copy, path }, facts ?? copy)
  const [whole, fixed] = [found.get(path), found.get(paperPath(paper.number))]
  if (copy.format === 'pdf' && whole !== undefined && fixed !== undefined && fixed.bytes <= TEXT_LIMIT) {
    if (!(await beginsWith(around, path, paperPath(paper.number)))) {
      const en = 'The sealed copy does not begin with the bytes of the fixed paper'
      findings.fail('altered', 'sealed-copy-of-another', text('盖章件不是在这份定稿上加盖的', en), path)
      return 'differs'
    }
  }
  return isProven && facts !== undefined ? state : worst([state, 'unproven'])
}

async function beginsWith({ source, found }: Surroundings, path: string, start: string): Promise<boolean> {
  const [whole, fixed] = [found.get(path)?.bytes ?? 0, found.get(start)?.bytes ?? 0]
  if (whole < fixed || whole > TEXT_LIMIT) return false
  const [file, wanted] = [await source.readBytes(path, TEXT_LIMIT), await source.readBytes(start, TEXT_LIMIT)]
  return wanted.every((byte, at) => file[at] === byte)
}

const APPROVAL = [
  'id',
  'case',
  'act',
  'what',
  'askedAt',
  'askedBy',
  'note',
  'chain',
  'signatures',
  'withdrawn',
] as const

function checkApproval(approval: PackagedApproval, of: string, around: Surroundings): ApprovalReport {
  const { findings } = around
  const places = approvalEvents(approval)
  const { facts, isProven, logIndex } = readEvents(places, approvalFacts, around)
  const file = places[0]?.event ?? ''
  const names = facts === undefined ? [] : differing({ ...approval, case: of }, facts, APPROVAL)
  contradict(findings, 'approval-contradicts-event', names, file)
  prove(isProven && facts !== undefined, file, findings)
  const state = names.length > 0 ? 'differs' : isProven && facts !== undefined ? 'same' : 'unproven'
  return { approval, state, ...(logIndex !== undefined && { logIndex }) }
}
