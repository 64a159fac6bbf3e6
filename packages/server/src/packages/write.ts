import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { because, Corrupt, Digests, Refused } from '@liuhen/core/kernel'
import type { Instant, Sha256 } from '@liuhen/core/kernel'
import { createHash, randomUUID } from 'node:crypto'
import {
  companionPaths,
  companionScript,
  eventPath,
  formatOf,
  originalPath,
  PackageIndex,
  payloadLists,
  PLACES,
  proofPath,
  RedactedIndex,
  redactedPath,
  redactionEventPaths,
  tagLists,
  viewPath,
  VolumeIndex,
} from '@liuhen/core/evidence-package'
import type {
  EventFile,
  ListedFile,
  PackagedItem,
  PackagedRedaction,
  PackagedTake,
  PackagedView,
  Statement,
} from '@liuhen/core/evidence-package'
import type { PackageSeal } from '@liuhen/core/recordings'
import type { z } from 'zod'
import { syncFolder } from '../platform/index.ts'
import { statementPaper } from './statement-paper.ts'
import type { Typeset } from './typeset.ts'
import type { WrittenVolume } from './volume.ts'

/** A file kept in the vault, and what it must hash to. */
interface Kept extends Digests {
  /** Makes a file of its bytes at that path. */
  readonly copyTo: (path: string) => Promise<void>
  readonly bytes: number
}

export interface ViewOrder extends Kept, Pick<PackagedView, 'kind' | 'tool' | 'recipe'> {
  /** Names the copy in the package, with the extension that says what it is: `view.mp4`. */
  readonly fileName: string
}

/** The redacted copy that goes in place of an original, and that it was rendered, looked over and approved. */
export interface RedactedOrder extends Kept, Omit<PackagedRedaction, 'bytes' | 'sha256' | 'sm3'> {
  /** Names the copy in the package, with the extension that says what it is: `redacted.mp4`. */
  readonly fileName: string
  readonly sealed: readonly SealedOrder[]
}

type Described = Omit<PackagedItem, 'number' | 'path' | 'views' | 'further' | 'bytes' | 'sha256' | 'sm3' | 'redacted'>

/** A sealed event, its salt in base64, and the text of its `.tlog-proof`. */
export interface SealedOrder extends EventFile {
  readonly proof: string
}

export interface ItemOrder extends Kept, Described {
  readonly views: readonly ViewOrder[]
  /** Then the original itself stays where it is. */
  readonly redacted?: RedactedOrder
  /**
   * The event that preserved the file, and after it those by which the rest is known: times, device, views, officer,
   * explanations. All of the recording's stream, in order, against the order's checkpoint.
   */
  readonly sealed: readonly [SealedOrder, ...SealedOrder[]]
}

/** Everything that goes into one package. Items are numbered from 1 in the order given. */
export interface PackageRequest {
  /** Where the package will be; must not exist, its parent must. */
  readonly folder: string
  readonly id: string
  readonly bureau: string
  readonly madeAt: Instant
  readonly madeBy: string
  readonly items: readonly ItemOrder[]
  readonly takes: readonly PackagedTake[]
  /** The bound volume of a case, where it is a package of one. */
  readonly volume?: WrittenVolume | undefined
  readonly statement: Statement
  /** The signed note that the items' proofs lead to, and how many entries it is of. */
  readonly checkpoint: string
  readonly checkpointSize: number
  readonly verifierKey: string
  /** The built offline page. */
  readonly verifyPage: string
}

export interface PackageTools {
  readonly typeset: Typeset
  /** The digests of a file, read again from the disk. */
  readonly digest: (file: string, bytes: number) => Promise<Digests & { readonly sha512: string }>
  /** Puts what was written on record, and answers when that is in the log. */
  readonly seal: (body: PackageSeal) => Promise<SealedOrder & { readonly checkpoint: string }>
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

export interface WrittenPackage {
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** SHA-256 of `data/index.json`: the package's name on paper. */
  readonly sha256: Sha256
}

type Index = z.infer<typeof PackageIndex> | z.infer<typeof VolumeIndex> | z.infer<typeof RedactedIndex>

/**
 * Writes an evidence package, spec/package.md: built beside its place, every copy read back and compared, fsynced, then
 * moved into place. Originals are copied, never linked: whoever changes the package must not reach the vault.
 * The package is sealed before it is
 * moved, so that none lies there of which the log knows nothing. Throws Corrupt when a copy is not what the vault's record
 * says, Refused when the folder exists or a character cannot be printed; nothing is left behind then.
 */
export async function writePackage(request: PackageRequest, tools: PackageTools): Promise<WrittenPackage> {
  const folder = resolve(request.folder)
  if (await exists(folder))
    throw because(
      Refused,
      'folder-exists',
      `${folder} 已经存在，请换一个位置`,
      `${folder} exists already; choose another place`,
    )
  const building = join(dirname(folder), `.${basename(folder)}-${randomUUID()}`)
  try {
    for (const part of request.volume === undefined ? FOLDERS : [...FOLDERS, ...VOLUME_FOLDERS])
      await mkdir(join(building, 'data', part), { recursive: true, mode: 0o700 })
    const written = await fill(building, request, tools)
    await moveIntoPlace(building, folder)
    return { folder, ...written }
  } catch (thrown) {
    await rm(building, { recursive: true, force: true })
    throw thrown
  }
}

const FOLDERS = ['originals', 'redacted', 'view', 'proofs'] as const
const VOLUME_FOLDERS = ['volume', 'papers', 'sealed', 'signatures'] as const

/** Moves a package that is written to where it will be found, when every name in it is on the disk. */
export async function moveIntoPlace(building: string, folder: string): Promise<void> {
  const data = await readdir(join(building, 'data'), { withFileTypes: true })
  const inner = data.filter((one) => one.isDirectory()).map((one) => join('data', one.name))
  for (const part of [...inner, 'data', '.']) await syncFolder(join(building, part))
  await rename(building, folder)
  await syncFolder(dirname(folder))
}

/** Writes the event that seals a package, with its proof and checkpoint, over what may be there of it. */
export async function writeSeal(
  root: string,
  { proof, checkpoint, ...event }: SealedOrder & { readonly checkpoint: string },
): Promise<void> {
  const files = [
    [PLACES.seal, jsonText(event)],
    [PLACES.sealProof, proof],
    [PLACES.sealCheckpoint, checkpoint],
  ] as const
  for (const [path, words] of files) {
    await rm(join(root, path), { force: true })
    await writeSynced(join(root, path), Buffer.from(words))
  }
}

async function fill(
  root: string,
  request: PackageRequest,
  tools: PackageTools,
): Promise<Omit<WrittenPackage, 'folder'>> {
  const payload = await copyAll(root, request, tools)
  const texts = new Map<string, string>()
  const write = async (path: string, content: string | Uint8Array): Promise<ListedFile> => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    if (typeof content === 'string') texts.set(path, content)
    await writeSynced(join(root, path), bytes)
    return { path, bytes: bytes.length, ...digestsOf(bytes) }
  }

  for (const [i, item] of request.items.entries())
    for (const [j, { proof, ...event }] of item.sealed.entries())
      payload.push(await write(eventPath(i + 1, j), jsonText(event)), await write(proofPath(i + 1, j), proof))
  for (const [i, { redacted }] of request.items.entries())
    for (const [j, place] of redactionEventPaths(i + 1).entries()) {
      const sealed = redacted?.sealed[j]
      if (sealed === undefined) continue
      const { proof, ...event } = sealed
      payload.push(await write(place.event, jsonText(event)), await write(place.proof, proof))
    }
  for (const { event, proof, sealed } of request.volume?.events ?? []) {
    const { proof: words, ...file } = sealed
    payload.push(await write(event, jsonText(file)), await write(proof, words))
  }
  const statement = await write(PLACES.statement, jsonText(request.statement))
  const index = indexOf(request, statement)
  const indexLine = await write(PLACES.index, jsonText(index))
  const { typeset } = tools
  const { checkpoint, verifierKey } = request
  const printed = { index, statement: request.statement, indexSha256: indexLine.sha256, checkpoint, verifierKey }
  const paper = await write(PLACES.statementPaper, await statementPaper(printed, typeset))
  payload.push(
    statement,
    indexLine,
    paper,
    await write(PLACES.checkpoint, request.checkpoint),
    await write(PLACES.keys, `${request.verifierKey}\n`),
  )

  const bytes = payload.reduce((sum, line) => sum + line.bytes, 0)
  const named = { organization: request.bureau, identifier: request.id, madeAt: request.madeAt }
  const tags: ListedFile[] = []
  for (const [path, words] of payloadLists(named, payload)) tags.push(await write(path, words))
  tags.push(await write(PLACES.page, await readFile(request.verifyPage)))
  const carried = companionPaths(index).map((path) => [path, texts.get(path) ?? ''])
  tags.push(await write(PLACES.companion, companionScript(Object.fromEntries(carried))))
  const [tagManifest] = await Promise.all(tagLists(tags).map(([path, words]) => write(path, words)))
  if (tagManifest === undefined) throw new Error('a package without a list of its lists')
  const sealed = await tools.seal(
    sealOf(request, { bytes, files: payload.length, index: indexLine, statement, paper, tagManifest }),
  )
  await writeSeal(root, sealed)
  return { files: payload.length + tags.length + 5, bytes, sha256: indexLine.sha256 }
}

type Summed = Pick<PackageSeal, 'bytes' | 'files'> & {
  readonly [part in 'index' | 'statement' | 'paper' | 'tagManifest']: ListedFile
}

function sealOf(
  { statement, items, volume, ...request }: PackageRequest,
  { bytes, files, ...parts }: Summed,
): PackageSeal {
  const { object, recipient, caseNumber, discNumber } = statement
  const both = ({ sha256, sm3 }: ListedFile): Digests => ({ sha256, sm3 })
  const redacted = items.filter((one) => one.redacted !== undefined).map((one) => one.recording)
  return {
    package: request.id,
    bureau: request.bureau,
    madeAt: request.madeAt,
    madeBy: request.madeBy,
    recordings: items.map((one) => one.recording),
    purpose: object,
    ...(recipient !== undefined && { recipient }),
    ...(caseNumber !== undefined && { caseNumber }),
    ...(discNumber !== undefined && { discNumber }),
    ...(volume && { case: volume.told.case }),
    ...(redacted.length > 0 && { redacted }),
    bytes,
    files,
    index: both(parts.index),
    statement: both(parts.statement),
    paper: both(parts.paper),
    tagManifest: both(parts.tagManifest),
    checkpointSize: request.checkpointSize,
  }
}

const pathOfItem = (i: number, { fileName, redacted }: ItemOrder): string =>
  redacted === undefined ? originalPath(i + 1, fileName) : redactedPath(i + 1, redacted.fileName)
const pathOfView = (i: number, j: number, view: ViewOrder): string => viewPath(i + 1, `${j + 1}-${view.fileName}`)

function indexOf(
  { id, bureau, madeAt, madeBy, items, takes, volume }: PackageRequest,
  { sha256, sm3 }: Digests,
): Index {
  const packaged = items.map((item, i) => {
    const { copyTo: _copy, sealed, views, redacted, ...facts } = item
    return {
      ...facts,
      number: i + 1,
      path: pathOfItem(i, item),
      ...(redacted && { redacted: redactionIn(redacted) }),
      views: views.map((view, j) => {
        const { copyTo: _from, fileName: _name, ...made } = view
        return { ...made, path: pathOfView(i, j, view), original: facts.sha256 }
      }),
      further: sealed.length - 1,
    }
  })
  const statement = { sha256, sm3 }
  const told = { id, bureau, madeAt, madeBy, statement, items: packaged, takes }
  const index = { format: formatOf({ items, volume }), ...told, ...(volume && { volume: volume.told }) }
  if (items.some((one) => one.redacted !== undefined)) return RedactedIndex.parse(index)
  return volume === undefined ? PackageIndex.parse(index) : VolumeIndex.parse(index)
}

const redactionIn = ({ copyTo: _copy, fileName: _name, sealed: _sealed, ...told }: RedactedOrder): PackagedRedaction =>
  told

/** Copies originals and views, two at a time, and compares each copy with the record. */
async function copyAll(root: string, request: PackageRequest, tools: PackageTools): Promise<ListedFile[]> {
  const copies = request.items.flatMap((item, i): { from: Kept; path: string }[] => [
    { from: item.redacted ?? item, path: pathOfItem(i, item) },
    ...item.views.map((view, j) => ({ from: view, path: pathOfView(i, j, view) })),
  ])
  copies.push(...(request.volume?.files ?? []).map((file) => ({ from: file, path: file.path })))
  const totalBytes = copies.reduce((sum, { from }) => sum + from.bytes, 0)
  const lines: ListedFile[] = []
  let [doneBytes, next] = [0, 0]
  const copyOn = async (): Promise<void> => {
    for (let copy = copies[next++]; copy !== undefined; copy = copies[next++]) {
      const { from, path } = copy
      lines.push(await copyOne(from, join(root, path), path, tools))
      doneBytes += from.bytes
      tools.onProgress?.(doneBytes, totalBytes)
    }
  }
  await Promise.all([copyOn(), copyOn()])
  return lines
}

async function copyOne(from: Kept, to: string, path: string, { digest }: PackageTools): Promise<ListedFile> {
  await from.copyTo(to)
  // The vault's files are read-only; a package may be deleted one day. Nobody else on the machine reads either.
  const copied = await open(to, 'r')
  try {
    await copied.chmod(0o600)
    await copied.sync()
  } finally {
    await copied.close()
  }
  const { size } = await stat(to)
  const found = size === from.bytes ? await digest(to, size) : undefined
  if (found?.sha256 !== from.sha256 || found.sm3 !== from.sm3)
    throw because(
      Corrupt,
      'copy-differs',
      `${path} 与保管库的记录不符，证据包没有制作。请运行 liuhen audit 检查保管库`,
      `${path} is not what the vault's record says; no package was made. Run liuhen audit on the vault`,
    )
  return { path, bytes: size, sha256: from.sha256, sm3: from.sm3, sha512: found.sha512 }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

const digestsOf = (bytes: Uint8Array): Omit<ListedFile, 'path' | 'bytes'> => {
  const digest = (name: string): string => createHash(name).update(bytes).digest('hex')
  return { ...Digests.parse({ sha256: digest('sha256'), sm3: digest('sm3') }), sha512: digest('sha512') }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
