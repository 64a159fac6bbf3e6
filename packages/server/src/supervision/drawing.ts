import { base64Of, because, hexOf, Missing, Refused, Sha256 } from '@liuhen/core/kernel'
import {
  type DrawFile,
  type Drawing,
  populationDigest,
  type Quota,
  type QuotaBy,
  sampleOf,
  seedOf,
} from '@liuhen/core/supervision'
import { coveringCheckpoint, proofOf, readStream, sha256 } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { NOWHERE } from './here.ts'

/** The checkpoint whose root is the seed of a draw: the first that covers its freezing; undefined until there is one. */
export async function checkpointOf(db: Db, stream: string) {
  const [first] = await readStream(db, stream)
  if (first) return coveringCheckpoint(db, first.event.id)
  throw because(Missing, 'draw-unknown', '没有这次抽查', 'There is no such draw')
}

interface Frozen {
  readonly stream: string
  readonly population: string
  /** As it stands in the log. */
  readonly digest: string
  readonly quota: Quota | QuotaBy
  readonly outside: string | undefined
}

/** The drawing by the seed that the log has fixed, with the digest of the population as it is now. Throws Refused while there is no seed. */
export async function drawingOf(
  db: Db,
  { stream, population, digest: frozen, quota, outside }: Frozen,
): Promise<{ readonly drawing: Drawing; readonly digest: string }> {
  const checkpoint = await checkpointOf(db, stream)
  if (!checkpoint)
    throw because(
      Refused,
      'seed-not-yet',
      '冻结还没有写入存证日志的检查点，种子还没有：请稍后再抽',
      'No checkpoint covers the freezing yet, so there is no seed: try again in a moment',
    )
  const { size, root } = checkpoint
  const digest = populationDigest(sha256, population)
  const seed = seedOf(sha256, { digest, size, root, outside })
  // Of a population that was changed nothing is drawn: the decider says so before this counts.
  const sample = digest === frozen ? sampleOf(sha256, population, seed, quota) : [NOWHERE]
  const drawing = {
    checkpoint: { size, root: base64Of(root) },
    ...(outside !== undefined && { outside }),
    seed: Sha256.parse(hexOf(seed)),
    sample,
  }
  return { drawing, digest }
}

/** All it takes to draw again: spec/draw.md. Throws Refused until it is drawn and in the log. */
export async function fileOfDraw(
  db: Db,
  stream: string,
  { population, size, key }: { readonly population: string; readonly size: number | undefined; readonly key: string },
): Promise<DrawFile> {
  const [frozen, drawn] = await readStream(db, stream)
  if (!frozen || !drawn || size === undefined) throw because(Refused, 'not-drawn', '还没有抽取', 'It was not drawn yet')
  const sealed = async ({ event, salt }: typeof frozen, at?: number) => ({
    event,
    salt: base64Of(salt),
    proof: await proofOf(db, event.id, at),
  })
  return {
    format: 'liuhen-draw/1',
    draw: stream.slice(stream.indexOf(':') + 1),
    key,
    population,
    frozen: await sealed(frozen, size),
    drawn: await sealed(drawn),
  }
}
