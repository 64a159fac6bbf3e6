import type { DeviceKind } from '@liuhen/core/devices'
import { defaultPatterns, readName, typeByName } from '@liuhen/core/evidence'
import type { Declared } from '@liuhen/core/intake'
import { instantOf, type Sha256 } from '@liuhen/core/kernel'

/** A file that was dropped or chosen, with where it lay in the folder it came from, `DCIM/100MEDIA/….mp4`. */
export interface Chosen {
  readonly file: File
  readonly path: string
  /** With what sort of device it was recorded, as whoever sends it says. */
  readonly kind?: DeviceKind
}

/**
 * What is said of a file before its bytes are sent. The name is read as the docking station reads it; the device's clock
 * cannot be measured from a browser and is left out, so that the server flags it.
 */
export function declare({ file, path, kind }: Chosen, sha256: Sha256): Declared {
  const read = readName(defaultPatterns, path)
  return {
    // The contract's longest; a name beyond it is cut, its bytes are not.
    fileName: wellFormed(file.name.slice(0, 4096)),
    bytes: file.size,
    sha256,
    modified: instantOf(file.lastModified),
    ...(path !== file.name && { path: wellFormed(path.slice(-8192)) }),
    ...(read.device && { deviceNumber: read.device.slice(0, 64) }),
    ...(read.officer && { officerNumber: read.officer.slice(0, 64) }),
    ...(read.deviceTime && { deviceTime: read.deviceTime.wall }),
    ...(read.savedTime && { savedTime: read.savedTime.wall }),
    ...(read.chapter !== undefined && { chapter: read.chapter }),
    ...(read.sequence !== undefined && { sequence: read.sequence }),
    ...(read.flagged && { flagged: true }),
    ...(kind && { kind }),
  }
}

/** Half of a surrogate pair, as a cut or a damaged card leaves it, has no UTF-8; it becomes U+FFFD. */
const wellFormed = (name: string): string => name.replaceAll(/\p{Surrogate}/gu, '\u{fffd}')

/** Of a whole folder only what is named like a recording is taken; files chosen one by one are taken as they are. */
export const isRecording = ({ file }: Chosen): boolean => typeByName(file.name) !== 'unknown'

/** Names one file for going on later: its place, its length and its bytes. */
export const fingerprintOf = ({ file, path }: Chosen, sha256: string): string => `liuhen:${sha256}:${file.size}:${path}`
