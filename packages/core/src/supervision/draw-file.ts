import { z } from 'zod'
import { base64Of, because, bytesOfBase64, Corrupt, dayOf, type Hash, hexOf, type Instant } from '../kernel/index.ts'
import {
  checkProof,
  commitmentOf,
  Envelope,
  leafBytes,
  leafOf,
  type Proven,
  SALT_BYTES,
  type Verify,
  type VerifierKey,
} from '../ledger/index.ts'
import { populationDigest, type Quota, type QuotaBy, readPopulation, sampleOf, seedOf } from './draw.ts'
import { drawEvents } from './events.ts'
import type { Drawing, Freezing } from './sample.ts'

/** An event with what opens its leaf, and the proof that the leaf is in the log. */
const Sealed = z.strictObject({ event: Envelope, salt: z.string(), proof: z.string() })

/** All it takes to draw a sample again: spec/draw.md. `key`: the log's verifier key as whoever made the file tells it. */
export const DrawFile = z.strictObject({
  format: z.literal('liuhen-draw/1'),
  draw: z.uuid(),
  key: z.string(),
  population: z.string(),
  frozen: Sealed,
  drawn: Sealed,
})
export type DrawFile = z.infer<typeof DrawFile>

export interface DrawCheck {
  readonly keys: readonly VerifierKey[]
  readonly verify: Verify
  readonly sha256: Hash
  readonly sm3: Hash
}

/** What every freezing says and every drawing, whatever is drawn. */
type Frozen = Pick<Freezing, 'digest' | 'count' | 'outside'>

/** One kind of draw: its stream, its two events, and what of its freezing must hold besides. */
export interface DrawForm<F extends Frozen> {
  readonly prefix: string
  readonly frozen: string
  readonly drawn: string
  readonly freezing: z.ZodType<F>
  readonly drawing: z.ZodType<Drawing>
  quota(freezing: F): Quota | QuotaBy
  /** Throws Corrupt where the population is not what such a freezing says of it. */
  holds(freezing: F, frozenAt: Instant, population: string): void
}

/** What a file that holds has shown. */
export interface DrawProven<F extends Frozen = Freezing> {
  readonly freezing: F
  readonly drawing: Drawing
  readonly frozenAt: Instant
  readonly drawnAt: Instant
  readonly strata: number
  readonly seal: Proven
}

const spotCheckForm: DrawForm<Freezing> = {
  prefix: 'draw',
  frozen: 'PopulationFrozen/1',
  drawn: 'SampleDrawn/1',
  freezing: drawEvents['PopulationFrozen/1'],
  drawing: drawEvents['SampleDrawn/1'],
  quota: (freezing) => freezing,
  holds({ lastDay }, frozenAt) {
    if (dayOf(frozenAt) <= lastDay)
      throw corrupt('draw-early', '总体在期间结束以前就冻结了', 'The population was frozen before its period was over')
  },
}

/** Draws a spot check again and compares: {@link checkDrawOf}. */
export const checkDraw = (file: unknown, check: DrawCheck): Promise<DrawProven> =>
  checkDrawOf(spotCheckForm, file, check)

/**
 * Draws again and compares. Throws Corrupt, its code naming what does not hold: `draw-malformed`, `draw-event`,
 * `population-malformed`, `population-changed`, `draw-early`, `draw-seed`, `draw-sample`, `opening-salt`, and what `checkProof` throws.
 */
export async function checkDrawOf<F extends Frozen>(
  form: DrawForm<F>,
  file: unknown,
  check: DrawCheck,
): Promise<DrawProven<F>> {
  const read = DrawFile.safeParse(file)
  if (!read.success)
    throw corrupt(
      'draw-malformed',
      '文件不符合抽查文件的格式',
      'The file is not of the format of a draw',
      read.error.issues[0]?.path.join('.'),
    )
  const { draw, population, frozen, drawn } = read.data
  const freezing = form.freezing.safeParse(frozen.event.body).data
  const drawing = form.drawing.safeParse(drawn.event.body).data
  const stream = `${form.prefix}:${draw}`
  const are = (one: Envelope, kind: string, version: number): boolean =>
    one.stream === stream && one.kind === kind && one.version === version
  if (!freezing || !drawing || !are(frozen.event, form.frozen, 1) || !are(drawn.event, form.drawn, 2))
    throw corrupt(
      'draw-event',
      '所附事件不是这次抽查的冻结和抽取',
      'The events are not the freezing and the drawing of this draw',
    )
  const [covered, seal] = [await proven(frozen, check), await proven(drawn, check)]
  const { hash, size, root } = { hash: check.sha256, ...covered }
  if (
    covered.origin !== seal.origin ||
    drawing.checkpoint.size !== size ||
    drawing.checkpoint.root !== base64Of(root) ||
    seal.index < size
  )
    throw corrupt(
      'draw-seed',
      '种子所用的检查点不是冻结以后、抽取以前签署的那一个',
      'The seed is not of a checkpoint that was signed after the freezing and before the drawing',
    )
  const frozenAt = frozen.event.at as Instant
  form.holds(freezing, frozenAt, population)
  const elements = readPopulation(population)
  if (populationDigest(hash, population) !== freezing.digest || elements.length !== freezing.count)
    throw corrupt(
      'population-changed',
      '总体与冻结时写入日志的摘要不符，被改动过',
      'The population is not the one whose digest went into the log: it was changed',
    )
  if ((freezing.outside === undefined) !== (drawing.outside === undefined))
    throw corrupt(
      'draw-seed',
      '外部数字与冻结时的约定不符',
      'The outside number is not as it was agreed at the freezing',
    )
  if (freezing.outside !== undefined && dayOf(drawn.event.at as Instant) < freezing.outside.on)
    throw corrupt('draw-seed', '在外部数字公布以前就抽取了', 'It was drawn before the outside number was published')
  const seed = seedOf(hash, { digest: freezing.digest, size, root, outside: drawing.outside })
  if (hexOf(seed) !== drawing.seed)
    throw corrupt('draw-seed', '种子与检查点算出的不一致', 'The seed is not the one the checkpoint gives')
  const again = sampleOf(hash, population, seed, form.quota(freezing))
  if (again.length !== drawing.sample.length || again.some((one, i) => one !== drawing.sample[i]))
    throw corrupt(
      'draw-sample',
      '重新抽取得出另一个样本：记录的样本不是这样抽出来的',
      'Drawn again, the sample is another one: what is on record was not drawn so',
    )
  const strata = new Set(elements.map((one) => one.stratum)).size
  return { freezing, drawing, frozenAt, drawnAt: drawn.event.at as Instant, strata, seal }
}

async function proven({ event, salt, proof }: z.infer<typeof Sealed>, check: DrawCheck): Promise<Proven> {
  const opened = saltOf(salt)
  const { sha256, sm3, keys, verify } = check
  const leaf = leafOf(event, commitmentOf(opened, event.body, sha256, sm3))
  return checkProof({ proofText: proof, leafBytes: leafBytes(leaf), keys, verify, hash: sha256 })
}

function saltOf(text: string): Uint8Array {
  try {
    const salt = bytesOfBase64(text)
    if (salt.length === SALT_BYTES) return salt
  } catch {
    // Another spelling, or none: said below.
  }
  throw corrupt('opening-salt', `盐不是 ${SALT_BYTES} 字节`, `The salt is not ${SALT_BYTES} bytes`)
}

const corrupt = (code: string, zh: string, en: string, field?: string): Error =>
  because(Corrupt, code, zh, en, field === undefined ? {} : { field })
