import { canonical, concat, type Json, utf8 } from '../kernel/index.ts'
import type { Declared, Docked } from './events.ts'

/** What is signed begins with these, so that a signature over one is never one over the other. spec/station-signature.md */
const READING = 'liuhen station reading v1\n'
const FILE = 'liuhen station file v2\n'

const bytesOf = (domain: string, said: Json): Uint8Array => concat(utf8(domain), utf8(canonical(said)))

/** What a station signs of a docking: the camera it asked, and every look at the clocks. */
export function readingBytes({ deviceNumber, identity, battery, clock, samples, files }: Docked): Uint8Array {
  return bytesOf(READING, { deviceNumber, identity, battery, clock, samples, files } as unknown as Json)
}

/** What a station signs of a file: all it says of it, its bytes by their digest, and the docking that says why. */
export function stationFileBytes({ signature: _signature, ...said }: Declared): Uint8Array {
  return bytesOf(FILE, said as unknown as Json)
}
