import { z } from 'zod'
import { DeviceKind } from '../devices/index.ts'
import { ClockOffset } from '../evidence/index.ts'
import { storable } from '../kernel/index.ts'

/** An Ed25519 signature of a docking station and the public key it holds under, both in base64. */
export const StationSignature = z.object({
  key: z.base64().length(44),
  signature: z.base64().length(88),
})
export type StationSignature = z.infer<typeof StationSignature>

/**
 * How a file came: read from a device or its card by a docking station, or sent by somebody who had signed in, with the
 * browser of a computer or of a telephone.
 */
export const How = z.enum(['docked', 'browser', 'phone'])
export type How = z.infer<typeof How>

/**
 * Who says so. `station`: the docking station asked the device itself, and signed it · `register`: who held the device, by the
 * bureau's own register · `file`: the file's name · `sender`: whoever sent it, at a station or in a browser.
 */
export const Says = z.enum(['station', 'register', 'file', 'sender'])
export type Says = z.infer<typeof Says>

const claimed = z.string().max(64).transform(storable)

/** One thing said of a file, and by whom. Nothing here is a fact but that it was said. */
export const Claim = z.discriminatedUnion('what', [
  /** `device` is the registered one of that number. */
  z.object({ what: z.literal('device'), says: Says, number: claimed, device: z.uuid().optional() }),
  z.object({ what: z.literal('officer'), says: Says, number: claimed.optional(), person: z.uuid().optional() }),
  z.object({ what: z.literal('clock'), says: Says, clock: ClockOffset }),
  /** Wall-clock digits. */
  z.object({ what: z.literal('device-time'), says: Says, wall: z.string() }),
  z.object({ what: z.literal('kind'), says: Says, kind: DeviceKind }),
])
export type Claim = z.infer<typeof Claim>
export type ClaimOf<W extends Claim['what']> = Extract<Claim, { what: W }>

/** How a file came, and who says what of it. */
export const Provenance = z.object({
  how: How,
  /** `station:<uuid>` or `person:<uuid>`, who sent it; `system` where it is no longer known. */
  by: z.string().regex(/^(system|(person|station):[0-9a-f-]{36})$/),
  station: z.uuid().optional(),
  /**
   * Whether the station had asked the device itself who it is and what its clock says, and signed that and the file. What
   * was read from a card without that is the word of whoever had the card.
   */
  asked: z.boolean(),
  claims: z.array(Claim),
  /** The unit whose people can be asked about it: of the device or person claimed, else the sender's. */
  unit: z.uuid().optional(),
  /** What the register said of the claimed device when the file came. */
  registered: z.object({ model: z.string().optional(), serial: z.string().optional() }).optional(),
  /** The station signed that it had asked the device, with a key that nobody had compared: so much for its word. */
  unvouched: z.literal(true).optional(),
  /** Of the station, over what it says of this file: spec/station-signature.md. */
  signature: StationSignature.optional(),
})
export type Provenance = z.infer<typeof Provenance>

/** The claim of one kind that weighs most: what a station says before the register, the file and the sender. */
export function claimOf<W extends Claim['what']>(
  provenance: Pick<Provenance, 'claims'>,
  what: W,
): ClaimOf<W> | undefined {
  const those = provenance.claims.filter((one): one is ClaimOf<W> => one.what === what)
  return Says.options.map((says) => those.find((one) => one.says === says)).find((one) => one !== undefined)
}
