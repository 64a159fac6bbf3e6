import { createHash } from 'node:crypto'
import {
  BAG_DECLARATION,
  companionPaths,
  companionScript,
  eventPath,
  madeAtOf,
  manifestText,
  originalPath,
  PACKAGE_FORMAT,
  PACKAGE_SEALED,
  PLACES,
  paperKeyword,
  payloadLists,
  proofPath,
  SEAL_PLACES,
  statementOf,
  tagLists,
  REDACTED_FORMAT,
  redactedPath,
  redactionEventPaths,
  viewPath,
  VOLUME_FORMAT,
} from '../packages/core/src/evidence-package/index.ts'
import type { ListedFile, PackagedVolume } from '../packages/core/src/evidence-package/index.ts'
import { base64Of, instantOf, utf8 } from '../packages/core/src/kernel/index.ts'
import type { Hash, Instant, Json } from '../packages/core/src/kernel/index.ts'
import * as ledger from '../packages/core/src/ledger/index.ts'
import { keyFrom, sha256, sm3 } from './node-crypto.ts'
import { volumeInMemory } from './volume-in-memory.ts'

/** A package as files in memory, by path. */
export type Contents = Map<string, Uint8Array>

export const ORIGIN = 'liuhen.local/shifan/0a1b2c3d'
export const uuid = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`
export const minute = (n: number): Instant => instantOf(Date.UTC(2026, 10, 20, 1, n))
export const hex = (digest: Hash, bytes: Uint8Array): string => Buffer.from(digest(bytes)).toString('hex')
export const digestsOf = (bytes: Uint8Array) => ({ sha256: hex(sha256, bytes), sm3: hex(sm3, bytes) })
export const sha512 = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex')
export const textAt = (contents: Contents, path: string): string => Buffer.from(contents.get(path) ?? []).toString()

/** Somebody who keeps a log. */
export interface Keeper {
  readonly name: string
  /** The verifier key line. */
  readonly line: string
  /** The signature line under a text. */
  readonly sign: (body: string) => string
}

export function keeper(seed: number, name = ORIGIN): Keeper {
  const key = keyFrom(Buffer.alloc(32, seed))
  const id = ledger.keyId(sha256, name, key.publicKey)
  return {
    name,
    line: ledger.verifierKey(sha256, name, key.publicKey),
    sign: (body) => ledger.signatureLine(name, id, key.sign(utf8(body))),
  }
}

/** A witness: its signature covers the time at which it saw the text. */
export function witness(seed: number, name: string, seconds = 1_795_000_000): Keeper {
  const key = keyFrom(Buffer.alloc(32, seed))
  const id = ledger.keyId(sha256, name, key.publicKey, ledger.COSIGNATURE)
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  return {
    name,
    line: ledger.verifierKey(sha256, name, key.publicKey, ledger.COSIGNATURE),
    sign: (body) => {
      const signature = key.sign(utf8(`cosignature/v1\ntime ${seconds}\n${body}`))
      return ledger.signatureLine(name, id, Buffer.concat([time, signature]))
    },
  }
}

export const BUREAU = keeper(7)
/** Somebody else, whose log bears the same name. */
export const STRANGER = keeper(8)

type Members = Record<string, unknown>
export interface Making {
  readonly key?: Keeper
  /** Others who sign both checkpoints, before the log does. */
  readonly cosigners?: readonly Keeper[]
  readonly keys?: readonly Keeper[]
  /** Changes the body of an event before it is sealed: what a bureau writes that lies from the beginning. */
  readonly body?: (body: Members, kind: string, item: number) => Members
  readonly index?: (index: Members) => Members
  readonly seal?: (body: Members) => Members
  /** With the bound volume of the case beside the recordings: `liuhen-package/3`. */
  readonly volume?: boolean
  /** The first film goes as its redacted copy: `liuhen-package/4`. */
  readonly redacted?: boolean
  /** Of a case that ended without any. */
  readonly without?: 'recordings'
  /** Changes the files before lists and seal are made of them. */
  readonly files?: (contents: Contents) => void
}

interface Written {
  readonly event: ledger.Envelope
  readonly salt: Uint8Array
}

interface Recorded {
  readonly fileName: string
  readonly preserved: Members
  readonly further: readonly (readonly [kind: string, body: Members])[]
}

const CLOCK = { offset: -420_000, error: 1000, samples: 5, at: minute(29) }
const content = (n: number): Uint8Array => utf8(`original ${n} `.repeat(20 + n))
const VIEW = utf8('a view copy of the first')
const REDACTED = utf8('the first with something black in it')

/** Two films of one camera with a gap between them that was explained, and a sound of which less is known. */
function recorded(): readonly Recorded[] {
  const docked = (n: number, wall: string) => ({ deviceTime: wall, deviceNumber: 'ZF-0217', clock: CLOCK, sequence: n })
  const times = (start: number, end: number): Members => ({ start: minute(start), end: minute(end), error: 1500 })
  const held = { officer: uuid(70), device: uuid(80), provenance: { how: 'docked', asked: true } }
  return [
    {
      fileName: '现场检查 0217.mp4',
      preserved: { ...docked(1, '2026-11-20 08:53:00'), ...held },
      further: [
        ['ContainerRead/1', { readable: true, duration: 600_000, model: 'DSJ-V8', problems: [], tool: 'ffprobe' }],
        ['TimesFound/1', times(0, 10)],
        [
          'DerivativeMade/1',
          {
            kind: 'view-copy',
            original: hex(sha256, content(1)),
            bytes: VIEW.length,
            ...digestsOf(VIEW),
            mediaType: 'video/mp4',
            tool: 'ffmpeg 5.1.6',
            recipe: 'h264 480p',
            parameters: {},
          },
        ],
      ],
    },
    {
      fileName: '现场检查 0218.mp4',
      preserved: { ...docked(2, '2026-11-20 09:08:00'), ...held },
      further: [
        ['ContainerRead/1', { readable: true, duration: 300_500, model: 'DSJ-V8', problems: [], tool: 'ffprobe' }],
        ['TimesFound/1', times(15, 20)],
        ['RecordingDecoded/1', { duration: 280_000, tracks: [], undecodable: [], tool: 'ffmpeg', recipe: '' }],
        ['OfficerAnnotated/1', { officer: uuid(71), reason: '当日由李执法使用' }],
        [
          'InterruptionExplained/1',
          { form: 'written', gap: { after: uuid(11), before: uuid(12) }, reason: '更换电池' },
        ],
      ],
    },
    {
      fileName: '询问.wav',
      preserved: { flags: ['device-unknown'], provenance: { how: 'browser', asked: false } },
      further: [],
    },
  ]
}

const PEOPLE: Readonly<Record<string, Members>> = {
  [uuid(70)]: { name: '王执法', certificate: '湘A-10233', unit: '城南中队' },
  [uuid(71)]: { name: '李执法' },
}

/** Rendered of the first film, looked over and approved by two others. */
function redactionEvents(change: NonNullable<Making['body']>): readonly Written[] {
  const rendered = {
    ...digestsOf(REDACTED),
    bytes: REDACTED.length,
    mediaType: 'video/mp4',
    tool: 'ffmpeg 5.1.6',
    recipe: 'h264, boxes filled',
    original: hex(sha256, content(1)),
    plan: 'a'.repeat(64),
  }
  const all: readonly (readonly [string, Members, number])[] = [
    ['RedactionRendered/1', rendered, 70],
    ['RedactionReviewed/1', { fine: true }, 71],
    ['RedactionApproved/1', {}, 72],
  ]
  return all.map(([kind, body, actor], i) => ({
    event: ledger.Envelope.parse({
      id: uuid(3000 + i),
      stream: `redaction:${uuid(95)}`,
      version: 2 + i,
      kind,
      at: minute(40 + i),
      actor: `person:${uuid(actor)}`,
      body: change(body, kind, 1) as Json,
    }),
    salt: Buffer.alloc(32, 80 + i),
  }))
}

/** What the index says of the first film where it goes redacted. */
const redactedItem = (item: Members): Members => ({
  ...item,
  path: redactedPath(1, 'redacted.mp4'),
  views: [],
  redacted: {
    redaction: uuid(95),
    bytes: REDACTED.length,
    ...digestsOf(REDACTED),
    tool: 'ffmpeg 5.1.6',
    recipe: 'h264, boxes filled',
    approvedAt: minute(42),
    why: ['个人隐私（行政处罚法第五十条）'],
  },
})

/** The events of an item, as the bureau wrote them down. */
function eventsOf(one: Recorded, n: number, change: NonNullable<Making['body']>): readonly Written[] {
  const bytes = content(n)
  const arrival = { arrival: uuid(20 + n), fileName: one.fileName, bytes: bytes.length, ...digestsOf(bytes) }
  const preserved = { ...arrival, mediaType: 'mp4', flags: [], ...one.preserved, arrivedAt: minute(29) }
  return [[ledger.PRESERVED, preserved] as const, ...one.further].map(([kind, body], i) => ({
    event: ledger.Envelope.parse({
      id: uuid(1000 + n * 10 + i),
      stream: `recording:${uuid(10 + n)}`,
      version: i + 1,
      kind,
      at: minute(30 + n),
      actor: i === 0 ? `station:${uuid(60)}` : `person:${uuid(71)}`,
      body: change(body, kind, n) as Json,
    }),
    salt: Buffer.alloc(32, n * 10 + i),
  }))
}

function indexItem(one: Recorded, n: number, events: readonly Written[]): Members {
  const bodies = new Map(events.map(({ event }) => [event.kind, event.body as Members]))
  const preserved = bodies.get(ledger.PRESERVED) ?? {}
  const [container, times, view] = ['ContainerRead/1', 'TimesFound/1', 'DerivativeMade/1'].map((kind) =>
    bodies.get(kind),
  )
  const officer = (bodies.get('OfficerAnnotated/1') ?? preserved)['officer']
  const clock = preserved['clock'] as typeof CLOCK | undefined
  return {
    number: n,
    path: originalPath(n, one.fileName),
    fileName: one.fileName,
    bytes: content(n).length,
    ...digestsOf(content(n)),
    recording: uuid(10 + n),
    ...(n < 3 && { take: uuid(90), device: { number: preserved['deviceNumber'], model: container?.['model'] } }),
    ...(typeof officer === 'string' && { officer: { id: officer, ...PEOPLE[officer] } }),
    ...(clock && { deviceTime: preserved['deviceTime'], clock: { offset: clock.offset, error: clock.error } }),
    ...(times && { correctedTime: times['start'], timeError: times['error'] }),
    ...(container && {
      durationSeconds: Number((bodies.get('RecordingDecoded/1') ?? container)['duration']) / 1000,
    }),
    preservedAt: minute(30 + n),
    views: view
      ? [
          {
            path: viewPath(n, '1-view.mp4'),
            kind: view['kind'],
            bytes: view['bytes'],
            sha256: view['sha256'],
            sm3: view['sm3'],
            tool: view['tool'],
            recipe: view['recipe'],
            original: view['original'],
          },
        ]
      : [],
    further: events.length - 1,
  }
}

const leafHashOf = ({ event, salt }: Written): Uint8Array =>
  ledger.leafHash(sha256, ledger.leafBytes(ledger.leafOf(event, ledger.commitmentOf(salt, event.body, sha256, sm3))))

/** A package of three originals as spec/package.md has it, made here and not by the writer that the product has. */
export function makePackage(making: Making = {}): Contents {
  const { key = BUREAU, cosigners = [], keys = [...cosigners, key], body = (one) => one, index = (one) => one } = making
  const contents: Contents = new Map()
  const write = (path: string, words: string): unknown => contents.set(path, utf8(words))
  const isRedacted = making.redacted === true
  const items = (making.without === 'recordings' ? [] : recorded()).map((one) =>
    // What would be looked at shows what the copy hides, and none of it goes along.
    isRedacted ? { ...one, further: one.further.filter(([kind]) => kind !== 'DerivativeMade/1') } : one,
  )
  const written = items.map((one, i) => eventsOf(one, i + 1, body))
  const hashes = [utf8('an entry before'), utf8('another')].map((leaf) => ledger.leafHash(sha256, leaf))
  hashes.push(...written.flat().map(leafHashOf))
  const redaction = isRedacted ? redactionEvents(body) : []
  hashes.push(...redaction.map(leafHashOf))
  const listed = items.map((_one, i) => ({ recording: uuid(11 + i), sha256: hex(sha256, content(i + 1)) }))
  const volume =
    making.volume === true ? volumeInMemory(listed, (one, kind) => body(one as Members, kind, 0)) : undefined
  hashes.push(...(volume?.events ?? []).map((one) => leafHashOf(one.written)))
  const signed = (): string => {
    const text = ledger.checkpointBody({ origin: key.name, size: hashes.length, root: ledger.rootOf(sha256, hashes) })
    return ledger.noteOf(
      text,
      [...cosigners, key].map((one) => one.sign(text)),
    )
  }
  const proof = (at: number, checkpoint: string): string =>
    ledger.tlogProofText({ index: at, path: ledger.inclusionPath(sha256, hashes, at), checkpoint })
  const checkpoint = signed()

  let at = 2
  for (const [i, events] of written.entries()) {
    if (isRedacted && i === 0) contents.set(redactedPath(1, 'redacted.mp4'), REDACTED)
    else contents.set(originalPath(i + 1, items[i]?.fileName ?? ''), content(i + 1))
    for (const [j, one] of events.entries()) {
      write(eventPath(i + 1, j), JSON.stringify({ event: one.event, salt: base64Of(one.salt) }))
      write(proofPath(i + 1, j), proof(at++, checkpoint))
    }
  }
  for (const [i, one] of redaction.entries()) {
    const place = redactionEventPaths(1)[i]
    write(place?.event ?? '', JSON.stringify({ event: one.event, salt: base64Of(one.salt) }))
    write(place?.proof ?? '', proof(at++, checkpoint))
  }
  if (items.length > 0 && !isRedacted) contents.set(viewPath(1, '1-view.mp4'), VIEW)
  for (const one of volume?.events ?? []) {
    write(one.event, JSON.stringify({ event: one.written.event, salt: base64Of(one.written.salt) }))
    write(one.proof, proof(at++, checkpoint))
  }
  for (const [path, bytes] of volume?.files ?? []) contents.set(path, bytes)
  const packaged = items.map((one, i) => {
    const item = indexItem(one, i + 1, written[i] ?? [])
    return isRedacted && i === 0 ? redactedItem(item) : item
  })
  const explanation = { words: '更换电池', by: '李执法', at: minute(32) }
  const gap = { after: 1, before: 2, seconds: 300, kind: 'time', explanation }
  const shared = {
    format: isRedacted ? REDACTED_FORMAT : volume === undefined ? PACKAGE_FORMAT : VOLUME_FORMAT,
    id: uuid(500),
    bureau: '示范县行政执法局',
    madeAt: minute(50),
    madeBy: '周保管',
  }
  const takes = items.length === 0 ? [] : [{ id: uuid(90), items: [1, 2], gaps: [gap] }]
  const people = { maker: '王执法、李执法、未登记', extractor: '周保管' }
  const statement = statementOf({
    method:
      items.length === 0
        ? '自保管库逐字节复制'
        : '第 1、2 件：由执法记录设备现场录制，经采集站读出；第 3 件：由李执法用浏览器上传，没有经过采集站，未经核实。自保管库逐字节复制',
    ...people,
    madeAt: (madeAtOf(packaged as never) ?? shared.madeAt) as Instant,
    object: '占道经营的现场状况',
    extractedAt: minute(50),
    recipient: '示范县人民法院',
    caseNumber: '示执立〔2026〕第 37 号',
  })
  write(PLACES.statement, JSON.stringify(statement))
  write(
    PLACES.index,
    JSON.stringify(
      index({ ...shared, statement: {}, items: packaged, takes, ...(volume && { volume: volume.index }) }),
    ),
  )
  write(PLACES.checkpoint, checkpoint)
  write(PLACES.keys, keys.map((one) => `${one.line}\n`).join(''))
  write(PLACES.declaration, BAG_DECLARATION)
  write(PLACES.page, '<!doctype html>')
  making.files?.(contents)
  relist(contents)

  const sealed: Written = {
    event: ledger.Envelope.parse({
      id: uuid(2000),
      stream: `package:${shared.id}`,
      version: 1,
      kind: PACKAGE_SEALED,
      at: minute(51),
      actor: `person:${uuid(72)}`,
      body: (making.seal ?? ((one) => one))(sealBody(contents, statement, hashes.length)) as Json,
    }),
    salt: Buffer.alloc(32, 99),
  }
  hashes.push(leafHashOf(sealed))
  write(PLACES.seal, JSON.stringify({ event: sealed.event, salt: base64Of(sealed.salt) }))
  write(PLACES.sealCheckpoint, signed())
  write(PLACES.sealProof, proof(hashes.length - 1, textAt(contents, PLACES.sealCheckpoint)))
  return contents
}

function sealBody(contents: Contents, statement: Members, checkpointSize: number): Members {
  const index = JSON.parse(textAt(contents, PLACES.index)) as Members & {
    items: { recording: string; redacted?: unknown }[]
  }
  const redacted = index.items.filter((one) => one.redacted !== undefined)
  const payload = payloadOf(contents)
  const both = (path: string) => digestsOf(contents.get(path) ?? new Uint8Array())
  return {
    package: index['id'],
    bureau: index['bureau'],
    madeAt: index['madeAt'],
    madeBy: index['madeBy'],
    recordings: index.items.map((one) => one.recording),
    purpose: statement['object'],
    recipient: statement['recipient'],
    caseNumber: statement['caseNumber'],
    ...(index['volume'] !== undefined && { case: (index['volume'] as Members)['case'] }),
    ...(redacted.length > 0 && { redacted: redacted.map((one) => one.recording) }),
    bytes: payload.reduce((sum, [, one]) => sum + one.length, 0),
    files: payload.length,
    index: both(PLACES.index),
    statement: both(PLACES.statement),
    paper: both(PLACES.statementPaper),
    tagManifest: both(PLACES.tagManifest),
    checkpointSize,
  }
}

const payloadOf = (contents: Contents) => [...contents].filter(([path]) => path.startsWith('data/'))

/**
 * Writes everything again that anyone can who changes a package: the digest of the statement in the index, the paper, all
 * lists, the bag's note and the companion; so that only what is sealed can tell. `except`: files that stay as they are.
 */
export function relist(contents: Contents, except: readonly string[] = []): Contents {
  const write = (path: string, words: string): void => {
    if (!except.includes(path)) contents.set(path, utf8(words))
  }
  const index = parsed(textAt(contents, PLACES.index))
  const statement = contents.get(PLACES.statement)
  if (index?.['statement'] !== undefined && statement !== undefined)
    write(PLACES.index, JSON.stringify({ ...index, statement: digestsOf(statement) }))
  const keyword = paperKeyword(hex(sha256, contents.get(PLACES.index) ?? new Uint8Array()))
  write(PLACES.statementPaper, `%PDF-1.7\n% ${keyword}\n%%EOF\n`)
  const listed = (files: readonly (readonly [string, Uint8Array])[]): ListedFile[] =>
    files.map(
      ([path, bytes]) => ({ path, bytes: bytes.length, ...digestsOf(bytes), sha512: sha512(bytes) }) as ListedFile,
    )
  const items = (Array.isArray(index?.['items']) ? index['items'] : []) as {
    number: number
    further?: number
    redacted?: unknown
  }[]
  const [organization, identifier] = [String(index?.['bureau']), String(index?.['id'])]
  const madeAt = typeof index?.['madeAt'] === 'string' ? (index['madeAt'] as Instant) : minute(50)
  for (const [path, words] of payloadLists({ organization, identifier, madeAt }, listed(payloadOf(contents))))
    if (path !== PLACES.declaration) write(path, words)
  const volume = index?.['volume'] as PackagedVolume | undefined
  const carried = companionPaths({ items, ...(isVolume(volume) && { volume }) }).filter((path) => contents.has(path))
  write(PLACES.companion, companionScript(Object.fromEntries(carried.map((path) => [path, textAt(contents, path)]))))
  const lists = [PLACES.tagManifest, PLACES.tagManifest512, ...SEAL_PLACES]
  const tags = [...contents].filter(([path]) => !path.startsWith('data/') && !lists.includes(path))
  for (const [path, words] of tagLists(listed(tags))) write(path, words)
  return contents
}

/** Whether the index still names papers and approvals as far as their files can be told. */
const isVolume = (volume: PackagedVolume | undefined): boolean =>
  Array.isArray(volume?.papers) && Array.isArray(volume?.approvals)

function parsed(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Members) : undefined
  } catch {
    return undefined
  }
}

/** The same package as it was made before packages were sealed themselves: `liuhen-package/1`. */
export function makeOldPackage(making: Making = {}): Contents {
  const contents = makePackage(making)
  const index = JSON.parse(textAt(contents, PLACES.index)) as {
    items: OldItem[]
    takes: { gaps: Members[] }[]
  } & Members
  for (const path of contents.keys()) if (/^data\/proofs\/\d{4}-|^package\.|512\.txt$/.test(path)) contents.delete(path)
  const { statement: _digests, ...rest } = index
  const items = index.items.map(({ further: _further, timeError: _error, officer, ...item }) => ({
    ...item,
    ...(officer && { officer: { ...officer, id: undefined } }),
    event: eventPath(item.number),
    proof: proofPath(item.number),
  }))
  const takes = index.takes.map((take) => ({ ...take, gaps: take.gaps.map((gap) => ({ ...gap, kind: undefined })) }))
  contents.set(PLACES.index, utf8(JSON.stringify({ ...rest, format: 'liuhen-package/1', items, takes })))
  return relistOld(contents)
}

interface OldItem extends Members {
  readonly number: number
  readonly officer?: Members
}

/** {@link relist} as the first version of the format has it. */
export function relistOld(contents: Contents): Contents {
  relist(contents)
  for (const path of [PLACES.manifest512, PLACES.tagManifest512]) contents.delete(path)
  const items = [{ number: 1 }, { number: 2 }, { number: 3 }]
  const carried = companionPaths({ items, version: 1 })
  contents.set(
    PLACES.companion,
    utf8(companionScript(Object.fromEntries(carried.map((path) => [path, textAt(contents, path)])))),
  )
  contents.delete(PLACES.tagManifest)
  const tags = [...contents].filter(([path]) => !path.startsWith('data/'))
  const lines = tags.map(([path, bytes]) => ({ path, digest: hex(sha256, bytes) }))
  contents.set(PLACES.tagManifest, utf8(manifestText(lines)))
  return contents
}
