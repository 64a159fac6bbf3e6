import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import { drawnBySpec } from '../../../../spec/second-verifier/draw.ts'
import { base64Of, Failure, hexOf, utf8 } from '../kernel/index.ts'
import { parseVerifierKey } from '../ledger/index.ts'
import { type Differs, KEY, sealedDraw } from '../../../../spec/trial-draw.ts'
import { checkDraw, populationDigest, populationText, quotaOf, readPopulation, sampleOf, seedOf } from './index.ts'

const id = (n: number): string => `01930f2a-6c00-7000-8000-${n.toString(16).padStart(12, '0')}`
const of = (count: number, strata: readonly string[]): string =>
  populationText(
    Array.from({ length: count }, (_, i) => ({ id: id(i * 3), stratum: strata[i % strata.length] as string })),
  )
const check = (file: unknown, keys = [parseVerifierKey(sha256, KEY)]) => checkDraw(file, { keys, sha256, sm3, verify })
const codeOf = async (file: unknown): Promise<string> => {
  try {
    await check(file)
    return 'holds'
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.obstacles[0]?.code ?? ''
    throw thrown
  }
}

const vectors = JSON.parse(readFileSync(new URL('../../../../spec/vectors/draw.json', import.meta.url), 'utf8')) as {
  draws: (Parameters<typeof drawnBySpec>[0] & { digest: string; seed: string; sample: string[] })[]
  refused: { why: string; population: string; code: string }[]
}

test('what is written from the text of the format alone draws what the vectors say and what we draw', () => {
  expect(vectors.draws.length).toBeGreaterThan(3)
  for (const { digest, seed, sample, ...given } of vectors.draws)
    expect(drawnBySpec(given)).toEqual({ digest, seed, sample })
  for (let i = 0; i < 60; i++) {
    const population = of(1 + ((i * 37) % 90), ['u/g0', 'u/g1', 'w/g0', '-/g3'].slice(0, 1 + (i % 4)))
    const [root, outside, quota] = [
      sha256(utf8(`${i}`)),
      i % 3 === 0 ? `${i} 07` : undefined,
      { share: 1 + i * 16, least: i % 3 },
    ]
    const digest = populationDigest(sha256, population)
    const seed = seedOf(sha256, { digest, size: i + 1, root, outside })
    expect(drawnBySpec({ population, size: i + 1, root: base64Of(root), outside, ...quota })).toEqual({
      digest,
      seed: hexOf(seed),
      sample: sampleOf(sha256, population, seed, quota),
    })
  }
})

test.each(vectors.refused)('a population with $why is refused', ({ population }) => {
  expect(() => readPopulation(population)).toThrow(Failure)
})

test('over many seeds each element is drawn as often as any other of its stratum', () => {
  // 13 in one stratum and 5 in another; four and two of them are drawn each time.
  const population = populationText(
    Array.from({ length: 18 }, (_, i) => ({ id: id(i), stratum: i < 13 ? 'many' : 'few' })),
  )
  const [times, drawn] = [1500, new Map<string, number>()]
  for (let i = 0; i < times; i++)
    for (const one of sampleOf(sha256, population, sha256(utf8(`seed ${i}`)), { share: 250, least: 1 }))
      drawn.set(one, (drawn.get(one) ?? 0) + 1)
  const chi = (from: number, count: number, n: number): number => {
    const expected = (times * n) / count
    return Array.from({ length: count }, (_, i) => ((drawn.get(id(from + i)) ?? 0) - expected) ** 2 / expected).reduce(
      (a, b) => a + b,
    )
  }
  // The seeds are fixed, so this never changes; the bounds are those that one of a thousand fair draws would pass.
  expect(chi(0, 13, quotaOf({ share: 250, least: 1 }, 13))).toBeLessThan(32.9)
  expect(chi(13, 5, quotaOf({ share: 250, least: 1 }, 5))).toBeLessThan(18.5)
})

test('of each stratum so many of a thousand are drawn, rounded up, at least the least, and never more than there are', () => {
  expect(quotaOf({ share: 50, least: 1 }, 40)).toBe(2)
  expect(quotaOf({ share: 50, least: 1 }, 41)).toBe(3)
  expect(quotaOf({ share: 1, least: 5 }, 3)).toBe(3)
  expect(quotaOf({ share: 1000, least: 0 }, 9)).toBe(9)
  expect(sampleOf(sha256, of(41, ['a', 'b', 'c']), sha256(utf8('x')), { share: 50, least: 1 })).toHaveLength(3)
})

test('a draw that holds says what was drawn of what, and the key it was signed with', async () => {
  const found = await check(sealedDraw(of(30, ['a', 'b'])))
  expect(found).toMatchObject({ strata: 2, freezing: { count: 30 }, seal: { origin: 'liuhen.local/nanhe/3f9a0c11' } })
  expect(found.drawing.sample).toHaveLength(4)
})

const wrong: readonly (readonly [string, string, Differs])[] = [
  ['frozen before its period was over', 'draw-early', { frozenAt: '2026-10-31T10:00:00.000Z' }],
  ['frozen on the last evening of its period in Beijing', 'draw-early', { frozenAt: '2026-10-31T15:59:00.000Z' }],
  ['drawn before the seed was fixed', 'draw-seed', { drawnFirst: true }],
  ['of another seed', 'draw-seed', { drawing: (one) => ({ ...one, seed: 'a'.repeat(64) as never }) }],
  [
    'of another checkpoint',
    'draw-seed',
    { drawing: (one) => ({ ...one, checkpoint: { ...one.checkpoint, size: 3 } }) },
  ],
  ['with one taken out', 'draw-sample', { drawing: (one) => ({ ...one, sample: one.sample.slice(1) }) }],
  [
    'with one put in for another',
    'draw-sample',
    { drawing: (one) => ({ ...one, sample: [id(0), ...one.sample.slice(1)].toSorted() }) },
  ],
  ['in another order', 'draw-sample', { drawing: (one) => ({ ...one, sample: one.sample.toReversed() }) }],
  ['by an outside number nobody named', 'draw-seed', { outside: '7' }],
  [
    'without the outside number that was named',
    'draw-seed',
    { freezing: { outside: { name: '某期', on: '2026-11-03' as never } } },
  ],
  [
    'before the outside number was published',
    'draw-seed',
    { outside: '7', freezing: { outside: { name: '某期', on: '2026-11-04' as never } } },
  ],
  ['of a population that was counted otherwise', 'population-changed', { freezing: { count: 29 } }],
]
test.each(wrong)('a draw %s is refused', async (_why, code, differs) => {
  expect(await codeOf(sealedDraw(of(30, ['a', 'b']), differs))).toBe(code)
})

test('a population changed after the freezing, an event, a salt or a key of another is refused', async () => {
  const file = sealedDraw(of(30, ['a', 'b']))
  const body = file.drawn.event.body as { sample: string[] }
  expect(await codeOf({ ...file, population: file.population.replace(`${id(0)} a\n`, '') })).toBe('population-changed')
  expect(await codeOf({ ...file, population: `${file.population}\n` })).toBe('population-malformed')
  const event = { ...file.drawn.event, body: { ...body, sample: body.sample.toReversed() } }
  expect(await codeOf({ ...file, drawn: { ...file.drawn, event } })).toBe('proof-root')
  expect(await codeOf({ ...file, frozen: file.drawn })).toBe('draw-event')
  expect(await codeOf({ ...file, drawn: { ...file.drawn, salt: 'AAAA' } })).toBe('opening-salt')
  expect(await codeOf({ ...file, more: 1 })).toBe('draw-malformed')
  const [stranger] = [parseVerifierKey(sha256, KEY)].map((one) => ({ ...one, publicKey: new Uint8Array(32).fill(8) }))
  await expect(check(file, stranger ? [stranger] : [])).rejects.toBeInstanceOf(Failure)
})
