import { keyFrom, sha256, sm3 } from '../scripts/node-crypto.ts'
import { base64Of, hexOf, type Instant, Sha256, utf8 } from '@liuhen/core/kernel'
import {
  checkpointBody,
  commitmentOf,
  Envelope,
  inclusionPath,
  keyId,
  leafBytes,
  leafHash,
  leafOf,
  noteOf,
  rootOf,
  signatureLine,
  tlogProofText,
  verifierKey,
} from '@liuhen/core/ledger'
import { populationDigest, sampleOf, seedOf } from '@liuhen/core/supervision'
import type { DrawFile } from '@liuhen/core/supervision'
import type { Drawing, Freezing } from '@liuhen/core/supervision'

const ORIGIN = 'liuhen.local/nanhe/3f9a0c11'
const log = keyFrom(new Uint8Array(32).fill(3))
export const KEY = verifierKey(sha256, ORIGIN, log.publicKey)
const DRAW = '01930f2a-6c00-7000-8000-0000000000d1'
const salt = new Uint8Array(32).fill(9)

const eventOf = (version: number, kind: string, at: string, body: object): Envelope =>
  Envelope.parse({
    id: `01930f2a-6c00-7000-8000-00000000000${version}`,
    stream: `draw:${DRAW}`,
    version,
    kind,
    at,
    actor: 'person:01930f2a-6c00-7000-8000-0000000000c1',
    body: body as never,
  })

const hashOf = (event: Envelope): Uint8Array =>
  leafHash(sha256, leafBytes(leafOf(event, commitmentOf(salt, event.body, sha256, sm3))))

function proofOf(hashes: readonly Uint8Array[], index: number): { proof: string; root: Uint8Array } {
  const root = rootOf(sha256, hashes)
  const text = checkpointBody({ origin: ORIGIN, size: hashes.length, root })
  const line = signatureLine(ORIGIN, keyId(sha256, ORIGIN, log.publicKey), log.sign(utf8(text)))
  return {
    proof: tlogProofText({ index, path: inclusionPath(sha256, hashes, index), checkpoint: noteOf(text, [line]) }),
    root,
  }
}

/** How a trial draw differs from a right one. */
export interface Differs {
  readonly freezing?: Partial<Freezing>
  readonly frozenAt?: string
  readonly drawing?: (right: Drawing) => Drawing
  readonly outside?: string
  /** The drawing is in the log before the freezing. */
  readonly drawnFirst?: boolean
}

/** For tests: the file of a draw over this population, sealed in a small log as a server would. */
export function sealedDraw(
  population: string,
  { freezing, frozenAt, drawing, outside, drawnFirst }: Differs = {},
): DrawFile {
  const frozen: Freezing = {
    firstDay: '2026-10-01' as never,
    lastDay: '2026-10-31' as never,
    by: ['unit'],
    share: 100,
    least: 1,
    count: population.split('\n').length - 1,
    digest: populationDigest(sha256, population),
    ...freezing,
  }
  const first = eventOf(1, 'PopulationFrozen/1', frozenAt ?? '2026-11-02T01:20:00.000Z', frozen)
  const others = [0, 1, 2].map((i) => leafHash(sha256, utf8(`other ${i}`)))
  const before = [...others, hashOf(first)]
  const covering = proofOf(before, 3)
  const size = before.length
  const seed = seedOf(sha256, { digest: frozen.digest, size, root: covering.root, outside })
  const right: Drawing = {
    checkpoint: { size, root: base64Of(covering.root) },
    ...(outside !== undefined && { outside }),
    seed: Sha256.parse(hexOf(seed)),
    sample: sampleOf(sha256, population, seed, frozen),
  }
  const second = eventOf(2, 'SampleDrawn/1', '2026-11-03T01:20:00.000Z' as Instant, drawing?.(right) ?? right)
  const [hashes, index] = drawnFirst
    ? [[hashOf(second), ...before], 0]
    : [[...before, hashOf(second), ...others], before.length]
  return {
    format: 'liuhen-draw/1',
    draw: DRAW,
    key: KEY,
    population,
    frozen: { event: first, salt: base64Of(salt), proof: covering.proof },
    drawn: { event: second, salt: base64Of(salt), proof: proofOf(hashes, index).proof },
  }
}
