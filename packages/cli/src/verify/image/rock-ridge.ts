import { because, Malformed } from '@liuhen/core/kernel'
import { notAnImage, SECTOR, type Sectors } from './sectors.ts'

/**
 * Entries of a record's system use area (IEEE P1281, P1282) that rename nothing and lead nowhere: what there is of them, who
 * owns a file and when it was written. Not among them: links, devices, moved folders, and files that are packed or have holes.
 */
const HARMLESS: readonly string[] = ['SP', 'ER', 'RR', 'PX', 'TF']
const [NAME, CONTINUED, ENDS, PADDING] = ['NM', 'CE', 'ST', 'PD']
/** Of a name entry: it goes on in the next; anything else in its flags is the folder itself or the one above. */
const NAME_GOES_ON = 0x01
const KIND = 0o170000
const KINDS: readonly number[] = [0o100000, 0o040000]
const MOST_CONTINUED = 16

/**
 * The name that a record of the primary tree has by Rock Ridge, or else its own without the version. Throws Malformed where the
 * record has an entry by which a machine would show the file otherwise.
 */
export async function rockName(
  own: Buffer,
  system: Buffer,
  sectors: Sectors,
): Promise<{ readonly name: string; readonly isNamed: boolean }> {
  const name: Buffer[] = []
  let area: Buffer | undefined = system
  for (let rounds = 0; area !== undefined; rounds++) {
    if (rounds > MOST_CONTINUED) throw notAnImage('Rock Ridge')
    let next: Buffer | undefined
    for (let at = 0; at + 4 <= area.length && area[at] !== 0;) {
      const [kind, length] = [area.toString('latin1', at, at + 2), area[at + 2] ?? 0]
      if (length < 4 || at + length > area.length) throw notAnImage('Rock Ridge')
      const entry = area.subarray(at, at + length)
      at += length
      if (kind === ENDS) break
      if (kind === NAME) {
        if (((entry[4] ?? 0) & ~NAME_GOES_ON) !== 0) throw otherwise(kind)
        name.push(entry.subarray(5))
      } else if (kind === CONTINUED && length === 28 && next === undefined)
        next = await sectors.read(entry.readUInt32LE(4) * SECTOR + entry.readUInt32LE(12), entry.readUInt32LE(20))
      else if (kind === 'PX' && (length < 12 || !KINDS.includes(entry.readUInt32LE(4) & KIND))) throw otherwise(kind)
      else if (!HARMLESS.includes(kind) && kind !== PADDING) throw otherwise(kind)
    }
    area = next
  }
  if (name.length > 0) return { name: Buffer.concat(name).toString('utf8'), isNamed: true }
  return { name: own.toString('latin1').replace(/;1$/, ''), isNamed: false }
}

const otherwise = (kind: string): Error =>
  because(
    Malformed,
    'image-two-readings',
    `这个光盘映像里的文件带有附加记录（${JSON.stringify(kind)}），有的电脑会据此显示别的内容，不核验`,
    `A file in this image has an entry (${JSON.stringify(kind)}) by which some machines would show something else, so it is not verified`,
  )
