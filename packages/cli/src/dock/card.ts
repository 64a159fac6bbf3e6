import { constants, type Stats } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { because, Missing, Refused } from '@liuhen/core/kernel'
import { sniff, SNIFF_LENGTH, typeByName } from '@liuhen/core/evidence'

/** A file of the card. Names are bytes to the system and text to people; the two are kept apart. */
export interface CardFile {
  /** Absolute, as bytes: a name need not be valid UTF-8. */
  readonly place: Buffer
  /** Below the card, with `/`. Bytes that are no text are shown as U+FFFD. */
  readonly path: string
  readonly name: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly modified: number
}

/**
 * Found and not docked. `unknown`: not a recording by its name. `recovered`: what a check of the card's file system found
 * loose and put aside. `deleted`: in a recycle bin. `hidden`: in a hidden folder. `link`: no file at all. `looks` says
 * which recording its content may be nonetheless.
 */
export interface Skipped {
  readonly path: string
  readonly why: 'unknown' | 'recovered' | 'deleted' | 'hidden' | 'link'
  readonly looks?: string
}

export interface Card {
  readonly root: Buffer
  /** Tells this folder from whatever is at its place when the card has been pulled out. */
  readonly mark: string
  readonly recordings: readonly CardFile[]
  readonly skipped: readonly Skipped[]
  /** Of those no recordings, what the station was told to leave. */
  readonly left: readonly string[]
  /** Places the system could not read; there may be recordings in them. */
  readonly unreadable: readonly string[]
}

/** Folders whose files are no longer where a device put them. Each of them may hold the only copy of a recording. */
const ASIDE: readonly (readonly [name: RegExp, why: Skipped['why']])[] = [
  [/^(FOUND\.\d{3}|LOST\.DIR|lost\+found)$/i, 'recovered'],
  [/^(\$RECYCLE\.BIN|RECYCLE[RD]|\.Trashes|\.Trash(-\d+)?)$/i, 'deleted'],
  [/^\./, 'hidden'],
]
/** Folders of an operating system's own: of these only what looks like a recording is told. */
const SYSTEM = /^(System Volume Information|\.Spotlight-V100|\.fseventsd|\.TemporaryItems|\.DocumentRevisions-V100)$/i
/** Files operating systems leave wherever they have looked. */
const SYSTEM_FILE =
  /^(\.DS_Store|Thumbs\.db|desktop\.ini|autorun\.inf|\.nomedia|\.metadata_never_index|\.VolumeIcon\.icns)$/i
const SLASH = Buffer.from('/')
/** Kinds whose first bytes are a clear sign; loose sound frames and start codes are not. */
const UNCLEAR = new Set<string>(['unknown', 'mp3', 'aac', 'h264', 'h265', 'ts', 'mpg', 'tiff', 'bmp'])

/** How the folder that is searched stands to the recordings. */
type Where = Skipped['why'] | 'open' | 'system'

interface Found {
  readonly recordings: CardFile[]
  readonly skipped: Skipped[]
  readonly left: string[]
  readonly unreadable: string[]
}

/**
 * Finds the recordings of a card, regular files by their extension, and names everything else: only what an operating
 * system leaves on every card is passed over in silence, unless it looks like a recording. Symbolic links are not followed.
 * `leave` says which files of other kinds need not be told of. Throws Missing when there is no such folder.
 */
export async function searchCard(folder: string, leave: (name: string) => boolean = () => false): Promise<Card> {
  const root = Buffer.from(await realpath(folder).catch(() => missing(folder)))
  const there = await stat(root).catch(() => missing(folder))
  if (!there.isDirectory()) missing(folder)
  const found: Found = { recordings: [], skipped: [], left: [], unreadable: [] }
  await search(root, '', 'open', found, leave)
  const byPath = <T extends { readonly path: string }>(all: readonly T[]): T[] =>
    all.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const { recordings, skipped } = found
  return { ...found, root, mark: markOf(there), recordings: byPath(recordings), skipped: byPath(skipped) }
}

const under = (where: Where, name: string): Where => {
  if (SYSTEM.test(name)) return where === 'open' ? 'system' : where
  if (where !== 'open') return where
  return ASIDE.find(([aside]) => aside.test(name))?.[1] ?? 'open'
}

async function search(
  folder: Buffer,
  above: string,
  where: Where,
  found: Found,
  leave: (name: string) => boolean,
): Promise<void> {
  const names = await readdir(folder, { encoding: 'buffer' }).catch(() => undefined)
  if (names === undefined) return void found.unreadable.push(above || '/')
  for (const raw of names) {
    const name = shown(raw)
    const [place, path] = [Buffer.concat([folder, SLASH, raw]), above === '' ? name : `${above}/${name}`]
    const facts = await lstat(place).catch(() => undefined)
    if (facts === undefined) found.unreadable.push(path)
    else if (facts.isDirectory()) await search(place, path, under(where, name), found, leave)
    else if (!facts.isFile()) found.skipped.push({ path, why: 'link' })
    else if (where === 'open' && typeByName(name) !== 'unknown' && !(await isSideFile(place, name)))
      found.recordings.push({ place, path, name, bytes: facts.size, modified: facts.mtimeMs })
    else await passOver({ place, path, name }, where, found, leave)
  }
}

/** Names a file that is not docked, unless it is one that operating systems leave behind. */
async function passOver(
  { place, path, name }: Pick<CardFile, 'place' | 'path' | 'name'>,
  where: Where,
  found: Found,
  leave: (name: string) => boolean,
): Promise<void> {
  const { looks } = await looksLike(place, name)
  const why = where === 'open' || where === 'system' ? 'unknown' : where
  if (looks !== undefined) found.skipped.push({ path, why, looks })
  else if (where === 'system' || SYSTEM_FILE.test(name) || (await isSideFile(place, name))) return
  else if (why === 'unknown' && leave(name)) found.left.push(path)
  else found.skipped.push({ path, why })
}

/** macOS keeps what other file systems have no room for in a second file, `._` and the name; it begins with 0x00051607. */
async function isSideFile(place: Buffer, name: string): Promise<boolean> {
  return name.startsWith('._') && (await firstBytes(place)).subarray(0, 4).toString('hex') === '00051607'
}

const shown = (raw: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw)
const markOf = ({ dev, ino }: Stats): string => `${dev}:${ino}`

async function firstBytes(place: Buffer): Promise<Buffer> {
  const file = await openOnCard(place).catch(() => undefined)
  if (file === undefined) return Buffer.alloc(0)
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(SNIFF_LENGTH), 0, SNIFF_LENGTH, 0)
    .catch(() => ({ buffer: Buffer.alloc(0), bytesRead: 0 }))
    .finally(() => file.close())
  return buffer.subarray(0, bytesRead)
}

async function looksLike(place: Buffer, name: string): Promise<{ looks?: string }> {
  const looks = sniff(await firstBytes(place), name)
  return UNCLEAR.has(looks) ? {} : { looks }
}

/** Opens a file to read, and only a file: a link that was put in its place since is not followed. */
export async function openOnCard(place: Buffer): Promise<FileHandle> {
  return open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
}

/** Whether the card is no longer where it was: its folder gone, unreadable, or another one in its place. */
export async function isGone(card: Pick<Card, 'root' | 'mark'>): Promise<boolean> {
  try {
    await readdir(card.root)
    return markOf(await stat(card.root)) !== card.mark
  } catch {
    return true
  }
}

/** The card was pulled out, or its reader has failed. */
export const cardGone = (): Error =>
  because(
    Refused,
    'card-gone',
    '存储卡读不到了，可能被拔出。已送到的内容都在；插回后再运行一次，会从断开处接着采集',
    'The card can no longer be read; perhaps it was pulled out. What was delivered is safe: put it back and run again, and it goes on where it stopped',
  )

const missing = (folder: string): never => {
  throw because(
    Missing,
    'no-card',
    `没有文件夹 ${folder}，请检查存储卡是否插好`,
    `There is no folder ${folder}; check that the card is in`,
  )
}
