import { base64Of, hexOf, utf8 } from '@liuhen/core/kernel'
import { populationDigest, populationText, sampleOf, seedOf } from '@liuhen/core/supervision'
import { sha256 } from './node-crypto.ts'

const id = (n: number): string => `01930f2a-6c00-7000-8000-${n.toString(16).padStart(12, '0')}`

const draws = [
  { elements: 40, strata: ['a/g0', 'a/g1', 'b/g0'], size: 12, share: 50, least: 1 },
  { elements: 7, strata: ['all'], size: 1, share: 1000, least: 0 },
  { elements: 9, strata: ['-/g3', 'a/g0'], size: 4096, share: 1, least: 2, outside: '03 11 17 22 29 31 + 08' },
] as const

/** Lists of inspections: so many objects and so many officers of each. */
const lists = {
  elements: 40,
  strata: ['object', 'object', 'officer'],
  size: 77,
  take: { object: 6, officer: 4 },
} as const

const line = `${id(1)} all\n`

/** Draws as spec/draw.md has them, and populations that are refused. */
export const drawVectors = () => ({
  draws: [...draws, lists].map(({ elements, strata, size, ...more }) => {
    const population = populationText(
      Array.from({ length: elements }, (_, i) => ({ id: id(i), stratum: strata[(i * 7) % strata.length] as string })),
    )
    const root = sha256(utf8(`root of ${size}`))
    const digest = populationDigest(sha256, population)
    const outside = 'outside' in more ? more.outside : undefined
    const seed = seedOf(sha256, { digest, size, root, outside })
    return {
      population,
      size,
      root: base64Of(root),
      ...(outside !== undefined && { outside }),
      ...('take' in more ? { take: more.take } : { share: more.share, least: more.least }),
      digest,
      seed: hexOf(seed),
      sample: sampleOf(
        sha256,
        population,
        seed,
        'take' in more ? (stratum) => (stratum === 'object' ? more.take.object : more.take.officer) : more,
      ),
    }
  }),
  refused: [
    ['no newline at the end', line.trimEnd()],
    ['an id twice', line + line],
    ['out of order', `${id(2)} all\n${line}`],
    ['an id in upper case', line.replace('a', 'A')],
    ['two spaces', line.replace(' ', '  ')],
    ['no stratum', `${id(1)} \n`],
    ['an empty line', `${line}\n`],
  ].map(([why, population]) => ({ why, population, code: 'population-malformed' })),
})
