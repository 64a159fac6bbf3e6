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

/** Found and not docked: not a recording by its name, though `looks` says if its content may be one after all. */
export interface Skipped {
  readonly path: string
  readonly looks?: string
}

export interface Card {
  readonly root: Buffer
  /** Tells this folder from whatever is at its place when the card has been pulled out. */
  readonly mark: string
  readonly recordings: readonly CardFile[]
  readonly skipped: readonly Skipped[]
  /** Places the system could not read; there may be recordings in them. */
  readonly unreadable: readonly string[]
}

/** Folders of operating systems. Folders that begin with a dot are passed over as well, and so are macOS's side files. */
const SYSTEM = /^(System Volume Information|\$RECYCLE\.BIN|RECYCLER|LOST\.DIR|lost\+found|FOUND\.\d{3})$/i
const SLASH = Buffer.from('/')
/** Kinds whose first bytes are a clear sign; loose sound frames are not. */
const CLEAR = new Set<string>(['mp4', 'mov', '3gp', 'avi', 'mkv', 'webm', 'wav', 'heic'])

/**
 * Finds the recordings of a card: regular files by their extension. Symbolic links are not followed, hidden and system
 * folders not entered; a hidden file is a file. Throws Missing when there is no such folder.
 */
export async function searchCard(folder: string): Promise<Card> {
  const root = Buffer.from(await realpath(folder).catch(() => missing(folder)))
  const there = await stat(root).catch(() => missing(folder))
  if (!there.isDirectory()) missing(folder)
  const found = { recordings: [] as CardFile[], skipped: [] as Skipped[], unreadable: [] as string[] }
  await search(root, '', found)
  const recordings = found.recordings.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { ...found, root, mark: markOf(there), recordings }
}

async function search(
  folder: Buffer,
  above: string,
  found: { recordings: CardFile[]; skipped: Skipped[]; unreadable: string[] },
): Promise<void> {
  const names = await readdir(folder, { encoding: 'buffer' }).catch(() => undefined)
  if (names === undefined) return void found.unreadable.push(above || '/')
  for (const raw of names) {
    const name = shown(raw)
    if (name.startsWith('._') || SYSTEM.test(name)) continue
    const [place, path] = [Buffer.concat([folder, SLASH, raw]), above === '' ? name : `${above}/${name}`]
    const facts = await lstat(place).catch(() => undefined)
    if (facts === undefined) found.unreadable.push(path)
    else if (facts.isDirectory()) await (name.startsWith('.') || search(place, path, found))
    else if (!facts.isFile()) found.skipped.push({ path })
    else if (typeByName(name) === 'unknown') found.skipped.push({ path, ...(await looksLike(place, name)) })
    else found.recordings.push({ place, path, name, bytes: facts.size, modified: facts.mtimeMs })
  }
}

const shown = (raw: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw)
const markOf = ({ dev, ino }: Stats): string => `${dev}:${ino}`

async function looksLike(place: Buffer, name: string): Promise<{ looks?: string }> {
  const file = await openOnCard(place).catch(() => undefined)
  if (file === undefined) return {}
  const { buffer, bytesRead } = await file
    .read(Buffer.alloc(SNIFF_LENGTH), 0, SNIFF_LENGTH, 0)
    .catch(() => ({ buffer: Buffer.alloc(0), bytesRead: 0 }))
    .finally(() => file.close())
  const looks = sniff(buffer.subarray(0, bytesRead), name)
  return CLEAR.has(looks) ? { looks } : {}
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
