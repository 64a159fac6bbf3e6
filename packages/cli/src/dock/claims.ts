import { readName } from '@liuhen/core/evidence'
import type { ClockOffset, NamePattern, ReadName } from '@liuhen/core/evidence'
import { deviceNumber } from '@liuhen/core/devices'
import { Declared } from '@liuhen/core/intake'
import { Instant } from '@liuhen/core/kernel'
import type { Sha256 } from '@liuhen/core/kernel'
import type { Camera } from './camera.ts'
import type { CardFile } from './card.ts'

/** What is known of a card before any of its files is read. */
export interface Docked {
  readonly patterns: readonly NamePattern[]
  readonly camera: Camera | undefined
  /** The camera's clock against the server's. */
  readonly clock: ClockOffset | undefined
  /** The number the operator gave. */
  readonly device: string | undefined
}

/** What the files of a card claim, and whose card it is. */
export interface Claims {
  /** The camera's number among devices; undefined when neither it, its files nor the operator tells. */
  readonly device: string | undefined
  declare(file: CardFile, sha256: Sha256, docking: string): Declared
}

/**
 * Reads the names of a card together. A camera that writes its number into names does so in all of them, so on such a
 * card a file without it came from elsewhere and is not given to the camera; nor is a file that names another. Only the
 * camera's own files are declared with its identity and clock.
 */
export function claimsOf(files: readonly CardFile[], { patterns, camera, clock, device: given }: Docked): Claims {
  const read = new Map(files.map((file) => [file, readName(patterns, file.path)]))
  const named = new Set([...read.values()].flatMap((one) => one.device ?? []))
  const known = camera?.names.map((name) => name.toUpperCase()) ?? []
  const only = named.size === 1 ? [...named][0] : undefined
  const device = given ?? known.find((name) => named.has(name)) ?? (camera ? camera.number : only)
  const writesNumber = device !== undefined && named.has(device.toUpperCase())
  const isOwn = (name: ReadName): boolean =>
    device !== undefined && (name.device === undefined ? !writesNumber : name.device === device.toUpperCase())
  const declare = (file: CardFile, sha256: Sha256, docking: string): Declared => {
    const name = read.get(file) ?? { flagged: false }
    const own = isOwn(name)
    const typed = own ? device : name.device
    const number = typed === undefined ? undefined : (deviceNumber(typed) ?? typed)
    const modified = instantIn(file.modified)
    return Declared.parse({
      fileName: file.name,
      path: file.path,
      bytes: file.bytes,
      sha256,
      docking,
      ...(modified && { modified }),
      ...(number !== undefined && number.length <= 64 && { deviceNumber: number }),
      ...(name.officer !== undefined && { officerNumber: name.officer.slice(0, 64) }),
      ...(name.deviceTime && { deviceTime: name.deviceTime.wall }),
      ...(name.savedTime && { savedTime: name.savedTime.wall }),
      ...(name.chapter !== undefined && { chapter: name.chapter }),
      ...(name.sequence !== undefined && { sequence: name.sequence }),
      ...(name.flagged && { flagged: true }),
      ...(own && clock && { clock }),
      ...(own && camera && { identity: camera.identity }),
    })
  }
  return { device, declare }
}

/** Card file systems hold dates from 1970 to beyond 9999; only what can be written as an instant is declared. */
function instantIn(milliseconds: number): Instant | undefined {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? undefined : Instant.safeParse(date.toISOString()).data
}
