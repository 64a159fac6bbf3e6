import { constants } from 'node:fs'
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { because, Corrupt, Digests, hexOf, Refused } from '@liuhen/core/kernel'
import type { Instant, Sha256 } from '@liuhen/core/kernel'
import { createHash, randomUUID } from 'node:crypto'
import {
  bagInfoText,
  BAG_DECLARATION,
  companionPaths,
  companionScript,
  eventPath,
  manifestText,
  originalPath,
  PackageIndex,
  PACKAGE_FORMAT,
  PLACES,
  proofPath,
  viewPath,
} from '@liuhen/core/evidence-package'
import type { EventFile, PackagedItem, PackagedTake, PackagedView, Statement } from '@liuhen/core/evidence-package'
import { syncFolder } from '../platform/index.ts'
import { statementPaper } from './statement-paper.ts'
import type { Typeset } from './typeset.ts'

/** A file kept in the vault, and what it must hash to. */
interface Kept extends Digests {
  /** Absolute path. */
  readonly file: string
  readonly bytes: number
}

export interface ViewOrder extends Kept, Pick<PackagedView, 'kind' | 'tool' | 'recipe'> {
  /** Names the copy in the package, with the extension that says what it is: `view.mp4`. */
  readonly fileName: string
}

type Described = Omit<PackagedItem, 'number' | 'path' | 'views' | 'event' | 'proof' | 'bytes' | 'sha256' | 'sm3'>

export interface ItemOrder extends Kept, Described {
  readonly views: readonly ViewOrder[]
  /** The event that preserved the file, and its salt in base64. */
  readonly sealed: EventFile
  /** The text of its `.tlog-proof`, made against the order's checkpoint. */
  readonly proof: string
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
  readonly statement: Statement
  /** The signed note. */
  readonly checkpoint: string
  readonly verifierKey: string
  /** The built offline page. */
  readonly verifyPage: string
}

export interface PackageTools {
  readonly typeset: Typeset
  /** Both digests of a file, read again from the disk. */
  readonly digest: (file: string, bytes: number) => Promise<Digests>
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
}

export interface WrittenPackage {
  readonly folder: string
  readonly files: number
  readonly bytes: number
  /** SHA-256 of tagmanifest-sha256.txt, which names the package as a whole. */
  readonly sha256: Sha256
}

interface Line extends Digests {
  readonly path: string
  readonly bytes: number
}

/**
 * Writes an evidence package, spec/package.md: built beside its place, every copy read back and compared, fsynced, then
 * moved into place. Originals are copied, never linked: whoever changes the package must not reach the vault.
 * Throws Corrupt when a copy is not what the vault's record says, Refused when the folder exists or a character cannot
 * be printed; nothing is left behind then.
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
    for (const part of ['originals', 'view', 'proofs']) await mkdir(join(building, 'data', part), { recursive: true })
    const written = await fill(building, request, tools)
    for (const part of ['data/originals', 'data/view', 'data/proofs', 'data', '.'])
      await syncFolder(join(building, part))
    await rename(building, folder)
    await syncFolder(dirname(folder))
    return { folder, ...written }
  } catch (thrown) {
    await rm(building, { recursive: true, force: true })
    throw thrown
  }
}

async function fill(
  root: string,
  request: PackageRequest,
  tools: PackageTools,
): Promise<Omit<WrittenPackage, 'folder'>> {
  const index = indexOf(request)
  const payload = await copyAll(root, request, index, tools)
  const texts = new Map<string, string>()
  const write = async (path: string, content: string | Uint8Array): Promise<Line> => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    if (typeof content === 'string') texts.set(path, content)
    await writeSynced(join(root, path), bytes)
    return { path, bytes: bytes.length, ...digestsOf(bytes) }
  }

  for (const [i, item] of request.items.entries()) {
    payload.push(await write(eventPath(i + 1), jsonText(item.sealed)), await write(proofPath(i + 1), item.proof))
  }
  const paper = await statementPaper(index, request.statement, request.verifierKey, tools.typeset)
  payload.push(
    await write(PLACES.index, jsonText(index)),
    await write(PLACES.statement, jsonText(request.statement)),
    await write(PLACES.statementPaper, paper),
    await write(PLACES.checkpoint, request.checkpoint),
    await write(PLACES.keys, `${request.verifierKey}\n`),
  )

  const bytes = payload.reduce((sum, line) => sum + line.bytes, 0)
  const info = {
    organization: request.bureau,
    identifier: request.id,
    madeAt: request.madeAt,
    bytes,
    files: payload.length,
  }
  const list = (digest: 'sha256' | 'sm3', lines: readonly Line[]): string =>
    manifestText(lines.map((line) => ({ path: line.path, digest: line[digest] })))
  const tags = [
    await write(PLACES.declaration, BAG_DECLARATION),
    await write(PLACES.info, bagInfoText(info)),
    await write(PLACES.manifest, list('sha256', payload)),
    await write(PLACES.sm3, list('sm3', payload)),
    await write(PLACES.page, await readFile(request.verifyPage)),
  ]
  const carried = companionPaths(index.items).map((path) => [path, texts.get(path) ?? ''])
  tags.push(await write(PLACES.companion, companionScript(Object.fromEntries(carried))))
  const tagManifest = await write(PLACES.tagManifest, list('sha256', tags))
  return { files: payload.length + tags.length + 1, bytes, sha256: tagManifest.sha256 }
}

function indexOf({ id, bureau, madeAt, madeBy, items, takes }: PackageRequest): PackageIndex {
  const packaged = items.map(({ file: _file, sealed: _sealed, proof: _proof, views, ...facts }, i) => ({
    ...facts,
    number: i + 1,
    path: originalPath(i + 1, facts.fileName),
    event: eventPath(i + 1),
    proof: proofPath(i + 1),
    views: views.map(({ file: _file, fileName, ...made }, j) => ({
      ...made,
      path: viewPath(i + 1, `${j + 1}-${fileName}`),
      original: facts.sha256,
    })),
  }))
  return PackageIndex.parse({ format: PACKAGE_FORMAT, id, bureau, madeAt, madeBy, items: packaged, takes })
}

/** Copies originals and views, two at a time, and compares each copy with the record. */
async function copyAll(
  root: string,
  request: PackageRequest,
  index: PackageIndex,
  tools: PackageTools,
): Promise<Line[]> {
  const copies = request.items.flatMap((item, i) => {
    const packaged = index.items[i]
    const views = item.views.map((view, j) => ({ from: view, path: packaged?.views[j]?.path ?? '' }))
    return [{ from: item, path: packaged?.path ?? '' }, ...views]
  })
  const totalBytes = copies.reduce((sum, { from }) => sum + from.bytes, 0)
  const lines: Line[] = []
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

async function copyOne(from: Kept, to: string, path: string, { digest }: PackageTools): Promise<Line> {
  await copyFile(from.file, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  // The vault's files are read-only; a package is the recipient's to keep or delete.
  const copied = await open(to, 'r')
  try {
    await copied.chmod(0o644)
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
  return { path, bytes: size, sha256: from.sha256, sm3: from.sm3 }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o644)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

const digestsOf = (bytes: Uint8Array): Digests =>
  Digests.parse({
    sha256: hexOf(createHash('sha256').update(bytes).digest()),
    sm3: hexOf(createHash('sm3').update(bytes).digest()),
  })

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
