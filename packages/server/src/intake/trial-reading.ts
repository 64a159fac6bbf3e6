import type { CameraIdentity } from '@liuhen/core/devices'
import { deviceTimeOf } from '@liuhen/core/evidence'
import { clocksOf, Declared, Docked, readingBytes, stationFileBytes } from '@liuhen/core/intake'
import { base64Of, beijing, instantOf } from '@liuhen/core/kernel'
import { keyFrom } from '../../../../scripts/node-crypto.ts'

/** A camera as it is docked; `offset` is how far its clock is off, in milliseconds. */
export interface Reading {
  /** False where the station reads a card and asks no camera. */
  readonly camera?: boolean
  readonly number?: string
  readonly identity?: CameraIdentity
  readonly offset?: number
  readonly files?: number
  /** How far the station's own clock is ahead of the server's, in milliseconds. */
  readonly ahead?: number
}

/** A docking in which the camera itself was asked, and what its station then declares of a file of it. */
export interface Read {
  readonly docking: string
  /** With another identity than was read, where a test says so. */
  readonly declare: (said: Declared, identity?: CameraIdentity) => Declared
}

/** The key the station of the trial signs with. */
export const signing = keyFrom(new Uint8Array(32).fill(21))
const signed = (bytes: Uint8Array) => ({ key: base64Of(signing.publicKey), signature: base64Of(signing.sign(bytes)) })

/** Asks a camera, begins its docking and gives what a station declares of its files. */
export async function readingOf(
  begin: (said: Docked) => Promise<{ readonly docking: string }>,
  camera: Reading,
  now: number,
): Promise<Read> {
  // The clock of a camera shows whole seconds: half of one is how far it is not known.
  const before = now - (now % 1000) + 500
  const wall = beijing(instantOf(now - (now % 1000) + (camera.offset ?? 0)))
  const there = before + (camera.ahead ?? 0)
  const looks = [{ before: there, server: instantOf(before), after: there + 1 }]
  const shown = [{ before: there, device: deviceTimeOf(wall), after: there }]
  const number = camera.number ?? 'LH-0000'
  // A serial has seven characters; what is before them is the code.
  const code = number.slice(0, -7)
  const identity = camera.identity ?? { serial: number.slice(-7), ...(code && { idCode: code }) }
  const { recorded: clock } = clocksOf(looks, shown)
  const own = camera.camera === false ? undefined : { identity, clock }
  const said = Docked.parse({
    deviceNumber: camera.number,
    ...own,
    files: camera.files ?? 1,
    samples: { server: looks, ...(own && { camera: shown }) },
  })
  const { docking } = await begin({ ...said, signature: signed(readingBytes(said)) })
  const declare = (file: Declared, typed?: CameraIdentity): Declared => {
    const whole = Declared.parse({
      ...file,
      docking,
      ...own,
      ...(typed && { identity: typed }),
      ...(!(own && file.clock) && { clock: undefined }),
    })
    return { ...whole, signature: signed(stationFileBytes(whole)) }
  }
  return { docking, declare }
}
