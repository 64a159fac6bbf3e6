import { z } from 'zod'
import { base64Of, because, concat, Corrupt, type Hash, hexOf, Sha256, utf8 } from '../kernel/index.ts'

/**
 * The drawing of a sample that anyone can draw again: spec/draw.md. Pure; the hash is SHA-256 and passed in.
 *
 * Population: every element with its stratum, in one text. Seed: what a checkpoint signed after the freezing fixes. Ticket:
 * the hash of seed and element, by which a stratum is put in order; the first of each stratum are the sample.
 */

/** One thing that may be drawn, and the stratum it is drawn in. */
export interface Element {
  /** UUID in lower case. */
  readonly id: string
  readonly stratum: string
}

const LINE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([a-z0-9./-]{1,120})$/

/** By code units, which of ASCII are its bytes. */
const ascii = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A line for each element, in the order of their ids. Throws Corrupt where an id occurs twice or a name is none. */
export function populationText(elements: readonly Element[]): string {
  const lines = elements.map(({ id, stratum }) => `${id} ${stratum}\n`)
  const sorted = lines.toSorted(ascii).join('')
  readPopulation(sorted)
  return sorted
}

/** The elements of a population's text. Throws Corrupt `population-malformed` on anything {@link populationText} would not write. */
export function readPopulation(population: string): Element[] {
  const lines = population.split('\n')
  const isEnded = lines.pop() === ''
  const elements: Element[] = []
  for (const line of lines) {
    const [, id, stratum] = LINE.exec(line) ?? []
    const before = elements.at(-1)
    if (id === undefined || stratum === undefined || (before !== undefined && ascii(before.id, id) >= 0))
      throw malformed()
    elements.push({ id, stratum })
  }
  if (!isEnded) throw malformed()
  return elements
}

const malformed = (): Error =>
  because(
    Corrupt,
    'population-malformed',
    '抽查总体不符合格式：每行一个编号和层，按编号排序，不得重复',
    'The population is not of its format: an id and a stratum on each line, in the order of the ids, none twice',
  )

/** SHA-256 over `liuhen-population/1`, a newline and the population's text; in hexadecimal. */
export const populationDigest = (hash: Hash, population: string): Sha256 =>
  Sha256.parse(hexOf(hash(utf8(`liuhen-population/1\n${population}`))))

/** Decimal digits and blanks, as an outside number is printed. */
export const OutsideNumber = z
  .string()
  .trim()
  .regex(/^[0-9][0-9 .,+-]{0,119}$/)

/** What fixes a seed. */
export interface SeedFacts {
  /** Of the population, in hexadecimal. */
  readonly digest: string
  /** Of the checkpoint. */
  readonly size: number
  readonly root: Uint8Array
  /** The outside number as it was entered; absent where the freezing names none. */
  readonly outside?: string | undefined
}

/** 32 bytes: SHA-256 over `liuhen-draw/1`, the population's digest, the checkpoint's size and root, and the outside number or `-`. */
export const seedOf = (hash: Hash, { digest, size, root, outside = '-' }: SeedFacts): Uint8Array =>
  hash(utf8(['liuhen-draw/1', digest, String(size), base64Of(root), outside, ''].join('\n')))

/** How many are drawn of each stratum: so many of a thousand, rounded up, and at least so many; all where it has fewer. */
export const Quota = z.object({
  /** Of a thousand. */
  share: z.number().int().min(1).max(1000),
  least: z.number().int().min(0).max(1000),
})
export type Quota = z.infer<typeof Quota>

export const quotaOf = ({ share, least }: Quota, count: number): number =>
  Math.min(count, Math.max(least, Math.ceil((count * share) / 1000)))

/** How many of a stratum are drawn, by its name and of how many; a {@link Quota} is the same rule for all. */
export type QuotaBy = (stratum: string, count: number) => number

/**
 * The sample: strata in the order of their names, and in each the elements whose tickets come first. The ticket of an
 * element is SHA-256 over the seed and its id, compared as hexadecimal; it is what makes each equally likely.
 */
export function sampleOf(hash: Hash, population: string, seed: Uint8Array, quota: Quota | QuotaBy): string[] {
  const wanted: QuotaBy = typeof quota === 'function' ? quota : (_stratum, count) => quotaOf(quota, count)
  const strata = Map.groupBy(readPopulation(population), ({ stratum }) => stratum)
  return [...strata]
    .toSorted(([a], [b]) => ascii(a, b))
    .flatMap(([stratum, elements]) =>
      elements
        .map(({ id }) => ({ id, ticket: hexOf(hash(concat(seed, utf8(id)))) }))
        .toSorted((a, b) => ascii(a.ticket, b.ticket))
        .slice(0, Math.min(elements.length, wanted(stratum, elements.length)))
        .map(({ id }) => id),
    )
}
