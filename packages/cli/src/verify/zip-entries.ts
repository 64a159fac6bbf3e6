import type { FileHandle } from 'node:fs/promises'
import { because, Malformed } from '@liuhen/core/kernel'
import { visible } from '@liuhen/core/evidence-package'
import type { Entry, ZipFile } from 'yauzl'
import { textOf } from './text.ts'
import { directoryOf } from './zip-end.ts'

/** A file in the zip: its path inside the package's folder, and where its bytes begin. */
export interface ZipEntry {
  readonly entry: Entry
  readonly path: string
  readonly start: number
}

const STORED = 0
/** General purpose flags, APPNOTE 4.4.4. */
const [ENCRYPTED, DESCRIBED, UTF8] = [0x0001, 0x0008, 0x0800]
const LOCAL_SIZE_IN_EXTRA = 0xffffffff

/**
 * All files of a zip that says everything once, or says it twice and the same: one folder at the top, entries stored,
 * names in UTF-8, local headers equal to the central directory, and one entry after another from the first byte to the
 * directory. Unpackers read now one, now the other of what a zip says twice. Throws Malformed otherwise.
 */
export async function strictEntries(zip: ZipFile, handle: FileHandle): Promise<readonly ZipEntry[]> {
  const directory = await directoryOf(handle)
  // Its type says boolean; before the first entry is read it is where the central directory begins.
  if (directory === undefined || Number(zip.readEntryCursor) !== directory.start) throw twoEnds()
  const named: { entry: Entry; path: string }[] = []
  for await (const entry of zip.eachEntry()) named.push({ entry, path: nameOf(entry) })
  const told = named.reduce((sum, { entry }) => sum + headerBytes(entry), directory.start)
  if (named.length !== directory.entries || told !== directory.end) throw twoEnds()
  const inOrder = [...named].sort((a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader)
  const found: ZipEntry[] = []
  let end = 0
  for (const [i, { entry, path }] of inOrder.entries()) {
    if (entry.relativeOffsetOfLocalHeader !== end) throw hidden(path)
    end = inOrder[i + 1]?.entry.relativeOffsetOfLocalHeader ?? directory.start
    found.push({ entry, path, start: await startOf(zip, entry, path, { handle, end }) })
  }
  return withoutTop(found)
}

/** What an entry takes in the central directory, APPNOTE 4.3.12. */
const headerBytes = ({ fileNameLength, extraFieldLength, fileCommentLength }: Entry): number =>
  46 + fileNameLength + extraFieldLength + fileCommentLength

const twoEnds = (): Error =>
  refused(
    'zip-two-ends',
    'zip 末尾的记录与目录的位置、大小或者件数不一致，不同的解压程序会取出不同的内容，不核验',
    'The end of the zip says otherwise than its directory where that is, how large, or of how many entries: two programs would unpack different files, so it is not verified',
  )

function nameOf(entry: Entry): string {
  let name: string
  try {
    name = textOf(entry.fileNameRaw)
  } catch {
    throw refused('zip-name', 'zip 里有文件名不是 UTF-8', 'A name in the zip is not UTF-8')
  }
  const flags = entry.generalPurposeBitFlag
  if ((flags & ENCRYPTED) !== 0) throw encrypted(name)
  if ((flags & UTF8) === 0 && /[^\u0020-\u007e]/.test(name))
    throw refused(
      'zip-name',
      `文件名“${visible(name)}”没有标明是 UTF-8`,
      `The name "${visible(name)}" is not flagged as UTF-8`,
    )
  if (entry.compressionMethod !== STORED)
    throw refused(
      'zip-deflated',
      `“${visible(name)}”是压缩的：证据包只存放，不压缩`,
      `"${visible(name)}" is compressed: a package is stored`,
    )
  if (entry.compressedSize !== entry.uncompressedSize) throw twofold(name)
  checkExtra(entry.extraFieldRaw, name)
  return name
}

export const encrypted = (name: string): Error =>
  refused('zip-encrypted', `“${visible(name)}”加了密，无法核验`, `"${visible(name)}" is encrypted`)

async function startOf(
  zip: ZipFile,
  entry: Entry,
  path: string,
  { handle, end }: { readonly handle: FileHandle; readonly end: number },
): Promise<number> {
  const local = await zip.readLocalFileHeaderPromise(entry)
  const isSame =
    local.fileName.equals(entry.fileNameRaw) &&
    local.compressionMethod === entry.compressionMethod &&
    local.generalPurposeBitFlag === entry.generalPurposeBitFlag
  checkExtra(local.extraField, path)
  const isDescribed = (local.generalPurposeBitFlag & DESCRIBED) !== 0
  const after = local.fileDataStart + entry.compressedSize
  const tail = Buffer.alloc(Math.max(0, Math.min(24, end - after)))
  await handle.read(tail, 0, tail.length, after)
  const sizes = [local.compressedSize, local.uncompressedSize]
  const isSized = (size: number): boolean => sizes.every((one) => one === size || one === LOCAL_SIZE_IN_EXTRA)
  const isCounted = local.crc32 === entry.crc32 && isSized(entry.compressedSize)
  const isBlank = local.crc32 === 0 && (isSized(0) || isSized(entry.compressedSize))
  const holds = isDescribed
    ? (isCounted || isBlank) && describes(tail, entry) && after + tail.length === end
    : isCounted && after === end
  if (isSame && holds) return local.fileDataStart
  throw twofold(path)
}

/** Sizes beyond four bytes, times of files, and who owned them (APPNOTE 4.5 and 4.6): these rename nothing. */
const HARMLESS: readonly number[] = [0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875]

/** Some unpackers take a file's name from an extra field, such as 0x7075; others do not. */
function checkExtra(extra: Buffer, path: string): void {
  for (let at = 0; at < extra.length;) {
    const isHeader = at + 4 <= extra.length
    const [id, size] = isHeader ? [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)] : [0, 0]
    at += 4 + size
    if (!isHeader || at > extra.length || !HARMLESS.includes(id))
      throw refused(
        'zip-extra',
        `“${visible(path)}”在 zip 里带有附加字段，有的解压程序会据此改用别的名称`,
        `"${visible(path)}" has an extra field in the zip by which some programs would unpack it otherwise`,
      )
  }
}

const twofold = (path: string): Error =>
  refused(
    'zip-local-differs',
    `“${visible(path)}”在 zip 里前后两处所记的名称、大小或校验码不一致`,
    `The zip says two things of "${visible(path)}": its name, size or CRC-32 differ`,
  )

/** APPNOTE 4.3.9: an optional signature, the CRC-32, and the two sizes in four or in eight bytes each. */
function describes(tail: Buffer, { crc32, compressedSize }: Entry): boolean {
  const isSigned = tail.length === 16 || tail.length === 24
  if (isSigned && tail.readUInt32LE(0) !== 0x08074b50) return false
  const rest = isSigned ? tail.subarray(4) : tail
  if (rest.length !== 12 && rest.length !== 20) return false
  const size = (at: number): number =>
    rest.length === 12 ? rest.readUInt32LE(4 + 4 * at) : Number(rest.readBigUInt64LE(4 + 8 * at))
  return rest.readUInt32LE(0) === crc32 && size(0) === compressedSize && size(1) === compressedSize
}

/** A zip of a package has the package's folder at its top and nothing beside it. */
function withoutTop(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const top = entries[0]?.path.split('/')[0] ?? ''
  const isFolder = entries.length > 0 && entries.every(({ path }) => path.startsWith(`${top}/`))
  if (!isFolder || top === 'data')
    throw refused(
      'zip-without-folder',
      'zip 的最上层应当只有证据包的文件夹：请用制作单位交来的原文件，或解压后核验文件夹',
      'At its top a zip of a package has its folder and nothing else: use the file as it was handed over, or verify the folder',
    )
  return entries
    .filter(({ path }) => !path.endsWith('/'))
    .map((one) => ({ ...one, path: one.path.slice(top.length + 1) }))
}

const hidden = (path: string): Error =>
  refused(
    'zip-hidden',
    `zip 里“${visible(path)}”的前面有目录没有列出的内容`,
    `Before "${visible(path)}" the zip has something that its directory does not list`,
  )

const refused = (code: string, zh: string, en: string): Error => because(Malformed, code, zh, en)
