import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, utf8 } from '../kernel/index.ts'
import { readExif } from './exif.ts'
import { type MediaType, structureOf, weightOf } from './index.ts'
import { exifBlock, heifOf, jpegOf, type Said, withThumbnail } from './trial-photographs.ts'

const look = async (type: MediaType, file: Uint8Array) => {
  const found = await structureOf(type, async (at, length) => file.subarray(at, at + length), file.length)
  return { ...found, codes: found.problems.map((one) => one.code), weights: found.problems.map(weightOf) }
}

const MORNING = '2026-11-27T01:20:00.000Z'
const taken = (...more: readonly Said[]): Said => [0x8769, [[0x9003, '2026:11:27 09:20:00'], ...more]]
const HERE: Said = [
  0x8825,
  [
    [1, 'N'],
    [
      2,
      [
        [28, 1],
        [14, 1],
        [456, 10],
      ],
    ],
    [3, 'E'],
    [
      4,
      [
        [113, 1],
        [4, 1],
        [516, 10],
      ],
    ],
  ],
]
const PHONE = exifBlock([0x010f, 'samsung'], [0x0110, 'SM-S9280'], taken([0x9011, '+08:00']), HERE)

test('a photograph says when with its zone, where, and who made the camera', async () => {
  for (const [type, file] of [
    ['jpg', jpegOf(PHONE)],
    ['heic', heifOf(PHONE)],
  ] as const) {
    const { written, place, make, model, codes } = await look(type, file)
    expect(codes).toEqual([])
    expect(written).toMatchObject([{ source: 'exif', zone: 'stated', instant: MORNING }])
    expect(place?.latitude).toBeCloseTo(28.246, 3)
    expect(place?.longitude).toBeCloseTo(113.081, 3)
    expect([make, model]).toEqual(['samsung', 'SM-S9280'])
  }
})

test.each<[string, Said[], { zone: string; instant: string }]>([
  ['no offset', [taken()], { zone: 'local', instant: MORNING }],
  ['an offset elsewhere', [taken([0x9011, '-05:00'])], { zone: 'stated', instant: '2026-11-27T14:20:00.000Z' }],
  ['a fraction', [taken([0x9291, '345'], [0x9011, '+08:00'])], { zone: 'stated', instant: '2026-11-27T01:20:00.345Z' }],
  ['an empty offset', [taken([0x9011, '      '])], { zone: 'local', instant: MORNING }],
  [
    'digitised alone',
    [
      [
        0x8769,
        [
          [0x9004, '2026:11:27 09:20:00'],
          [0x9012, '+08:00'],
        ],
      ],
    ],
    { zone: 'stated', instant: MORNING },
  ],
  ['changed alone', [[0x0132, '2026:11:27 09:20:00']], { zone: 'local', instant: MORNING }],
  [
    'no offset, but a fix of the satellites three minutes old, on a journey',
    [
      [0x8769, [[0x9003, '2026:11:26 20:23:00']]],
      [
        0x8825,
        [
          [0x001d, '2026:11:27'],
          [
            0x0007,
            [
              [1, 1],
              [20, 1],
              [0, 1],
            ],
          ],
        ],
      ],
    ],
    { zone: 'stated', instant: '2026-11-27T01:23:00.000Z' },
  ],
])('EXIF with %s', (_, said, wanted) => {
  expect(readExif(exifBlock(...said)).written[0]).toMatchObject(wanted)
})

test('an empty clock and nowhere are not said', () => {
  const nowhere: Said = [
    0x8825,
    [
      [1, 'N'],
      [
        2,
        [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
      ],
      [3, 'E'],
      [
        4,
        [
          [0, 1],
          [0, 1],
          [0, 1],
        ],
      ],
    ],
  ]
  expect(readExif(exifBlock([0x8769, [[0x9003, '0000:00:00 00:00:00']]], nowhere))).toEqual({ written: [] })
})

test('a photograph of which a third is missing is cut short, though its thumbnail ends', async () => {
  const whole = jpegOf(withThumbnail(PHONE))
  expect((await look('jpg', whole)).codes).toEqual([])
  for (const share of [0.95, 0.66, 0.4]) {
    const { codes, weights } = await look('jpg', whole.subarray(0, Math.floor(whole.length * share)))
    expect(codes).toEqual(['no-end-marker'])
    expect(weights).toEqual(['lost'])
  }
})

test('what makers append to a photograph, a film or a trailer however long, takes nothing from it', async () => {
  for (const more of [new Uint8Array(200_000).fill(1), utf8('ftypmp42 a film'), utf8('SEFT'), jpegOf()]) {
    const { codes, weights } = await look('jpg', concat(jpegOf(PHONE), more))
    expect(codes).toEqual(['trailing'])
    expect(weights).toEqual(['remark'])
  }
})

test('half a HEIF photograph is cut short, one without its index was not finished, and a whole one is whole', async () => {
  const whole = heifOf(PHONE)
  expect(await look('heic', whole)).toMatchObject({
    codes: [],
    heif: { width: 640, height: 480, rotation: 90, tiles: [[{ length: 4000 }]] },
  })
  const half = await look('heic', whole.subarray(0, whole.length >> 1))
  expect([half.codes, half.weights]).toEqual([['cut-short'], ['lost']])
  expect((await look('heic', whole.subarray(0, 24))).weights).toContain('lost')
})

test('a picture cut anywhere is never taken for whole', async () => {
  const [jpeg, heif] = [jpegOf(withThumbnail(PHONE)), heifOf(PHONE)]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(['jpg', jpeg] as const, ['heic', heif] as const),
      fc.nat(),
      async ([type, file], at) => {
        const { weights } = await look(type, file.subarray(0, at % (file.length - 1)))
        expect(weights.some((one) => one === 'lost' || one === 'unreadable')).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

test('any bytes at all are walked to an end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('jpg', 'heic', 'png', 'webp', 'avi') as fc.Arbitrary<MediaType>,
      fc.uint8Array({ maxLength: 300 }),
      async (type, bytes) => {
        const start = { jpg: [0xff, 0xd8, 0xff] }[type as string] ?? []
        await look(type, concat(Uint8Array.from(start), bytes))
        expect(readExif(concat(utf8('II*\0'), bytes)).written.length).toBeLessThan(3)
      },
    ),
    { numRuns: 300 },
  )
})
