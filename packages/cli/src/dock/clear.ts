import { lstat, unlink } from 'node:fs/promises'
import { text } from '@liuhen/core/kernel'
import type { Sha256, Text } from '@liuhen/core/kernel'
import { openOnCard } from './card.ts'
import type { CardFile } from './card.ts'
import { syncFolder } from './durable.ts'
import type { Hashing } from './hashing.ts'

/** A file whose receipt was checked, and where it lies. */
export interface Proven {
  readonly file: CardFile
  readonly sha256: Sha256
}

/**
 * Removes a proven file from the card, if what lies there now is still what was proven: it is read through once more
 * first. Gives the reason why it was kept, or undefined when it is gone.
 */
export async function clearFromCard({ file, sha256 }: Proven, hashing: Hashing): Promise<Text | undefined> {
  const handle = await openOnCard(file.place).catch(() => undefined)
  if (handle === undefined) return UNREADABLE
  try {
    const facts = await handle.stat()
    if (!facts.isFile() || facts.size !== file.bytes) return CHANGED
    const now = await hashing.sha256(handle, facts.size).catch(() => undefined)
    if (now === undefined) return UNREADABLE
    if (now !== sha256) return CHANGED
    const [after, there] = [await handle.stat(), await lstat(file.place)]
    const isSame = there.ino === facts.ino && there.dev === facts.dev && after.mtimeMs === facts.mtimeMs
    if (!isSame || after.size !== facts.size) return CHANGED
    await unlink(file.place)
  } catch (error) {
    return notRemoved(error as NodeJS.ErrnoException)
  } finally {
    await handle.close()
  }
  // A card pulled out at this moment may bring the file back; it is then docked once more as a repetition and cleared.
  await syncFolder(folderOf(file.place)).catch(() => undefined)
  return undefined
}

const folderOf = (place: Buffer): Buffer => place.subarray(0, place.lastIndexOf('/'))

const UNREADABLE = text(
  '清除前回读失败，没有清除；收到的内容在服务器上',
  'It could not be read again before clearing and was kept; what was received is safe on the server',
)
const CHANGED = text(
  '卡上的内容在采集后变了，没有清除；再运行一次会把新的内容也采集上来',
  'The file on the card has changed since it was docked and was kept; run again to dock the new content too',
)
const notRemoved = (error: NodeJS.ErrnoException): Text =>
  text(
    `存储卡拒绝删除（${error.code ?? error.message}），没有清除；请检查写保护开关`,
    `The card refused the removal (${error.code ?? error.message}); the file was kept. Check its write protection`,
  )
