import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { instantOf, millisecondsOf } from '../kernel/index.ts'
import { Explanation, gapsOf, openGaps, overlapsOf, Segment, takesOf, TOLERANCE } from './index.ts'
import { bySegmentTime, continues, distance } from './takes.ts'

const T = Date.parse('2026-03-14T01:20:00.000Z')
const MINUTE = 60_000

const segment = (recording: string, from: number, to: number, more: Partial<Segment> = {}): Segment => ({
  recording,
  device: 'DSJ037F2A',
  start: instantOf(T + from),
  end: instantOf(T + to),
  error: 300,
  ...more,
})
const named = (takes: ReturnType<typeof takesOf>) => takes.map((take) => take.segments.map((one) => one.recording))

const threeAndOne = [
  segment('a', 0, 25_000, { sequence: 1 }),
  segment('b', 25_000, 50_000, { sequence: 2 }),
  segment('c', 50_400, 75_000, { sequence: 3 }),
  segment('d', 170_000, 190_000, { sequence: 4 }),
]

test('three contiguous segments are one take, and the next after a pause is another', () => {
  const takes = takesOf(threeAndOne)
  expect(named(takes)).toEqual([['a', 'b', 'c'], ['d']])
  expect(takes[0]).toMatchObject({ start: instantOf(T), end: instantOf(T + 75_000), error: 300 })
})

test('two seconds apart, or overlapping by two, is still one take; a millisecond more is not', () => {
  for (const [apart, takes] of [
    [TOLERANCE, 1],
    [TOLERANCE + 1, 2],
    [-TOLERANCE, 1],
    [-TOLERANCE - 1, 2],
  ] as const)
    expect(takesOf([segment('a', 0, 25_000), segment('b', 25_000 + apart, 60_000)])).toHaveLength(takes)
})

test('a number that does not follow on, another codec or another device begins a new take', () => {
  const first = segment('a', 0, 25_000, { sequence: 7, codec: 'h264' })
  const next = segment('b', 25_000, 50_000)
  expect(takesOf([first, { ...next, sequence: 9 }])).toHaveLength(2)
  expect(takesOf([first, { ...next, sequence: 7 }])).toHaveLength(2)
  expect(takesOf([first, { ...next, codec: 'hevc' }])).toHaveLength(2)
  expect(takesOf([first, { ...next, device: 'OTHER' }])).toHaveLength(2)
  expect(takesOf([first, { ...next, sequence: 8, codec: 'h264' }])).toHaveLength(1)
  expect(takesOf([first, next])).toHaveLength(1)
})

test('a counter that runs over from 9999 goes on', () => {
  expect(takesOf([segment('a', 0, 1000, { sequence: 9999 }), segment('b', 1000, 9000, { sequence: 1 })])).toHaveLength(
    1,
  )
  expect(takesOf([segment('a', 0, 1000, { sequence: 9 }), segment('b', 1000, 9000, { sequence: 1 })])).toHaveLength(2)
})

test('a camera that writes a large and a small stream at once gives two takes side by side', () => {
  const streams = ['big', 'small'].flatMap((codec) =>
    [0, 1, 2].map((i) => segment(`${codec}${i}`, i * 25_000, (i + 1) * 25_000, { codec })),
  )
  expect(new Set(named(takesOf(streams)).map(String))).toEqual(new Set(['big0,big1,big2', 'small0,small1,small2']))
})

test('the error of a take is its worst segment’s, and unknown if any is', () => {
  const [a, b] = [segment('a', 0, 25_000, { error: 10 }), segment('b', 25_000, 50_000, { error: 900 })]
  expect(takesOf([a, b])[0]?.error).toBe(900)
  expect(takesOf([a, { ...b, error: 'unknown' }])[0]?.error).toBe('unknown')
})

test('a segment that ends before it begins is not one', () => {
  expect(Segment.safeParse(segment('a', 0, 1)).success).toBe(true)
  expect(Segment.safeParse(segment('a', 1, 0)).success).toBe(false)
})

const anySegments = fc
  .array(
    fc.record({
      device: fc.constantFrom('A', 'B'),
      from: fc.integer({ min: 0, max: 60 }).map((n) => n * 1000),
      length: fc.integer({ min: 0, max: 20 }).map((n) => n * 1000),
      sequence: fc.option(fc.nat(12), { nil: undefined }),
      codec: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(({ device, from, length, sequence, codec }, i) =>
      segment(`r${i}`, from, from + length, {
        device,
        ...(sequence !== undefined && { sequence }),
        ...(codec !== undefined && { codec }),
      }),
    ),
  )
const shuffledTwice = anySegments.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
)

test('every segment is in exactly one take, whatever the segments', () => {
  fc.assert(
    fc.property(anySegments, (all) => {
      expect(named(takesOf(all)).flat().toSorted()).toEqual(all.map((one) => one.recording).toSorted())
    }),
  )
})

test('the order segments arrive in changes neither takes nor gaps nor overlaps', () => {
  fc.assert(
    fc.property(shuffledTwice, ([all, shuffled]) => {
      expect(takesOf(shuffled)).toEqual(takesOf(all))
      expect(gapsOf(shuffled, { maxGap: 30_000 })).toEqual(gapsOf(all, { maxGap: 30_000 }))
      expect(overlapsOf(shuffled)).toEqual(overlapsOf(all))
    }),
  )
})

test('inside a take nothing lies further apart than the tolerance', () => {
  fc.assert(
    fc.property(anySegments, fc.nat(5000), (all, tolerance) => {
      for (const { segments } of takesOf(all, tolerance))
        segments.slice(1).forEach((b, i) => expect(continues(segments[i] as Segment, b, tolerance)).toBe(true))
    }),
  )
})

/** The same rule by trying everything: each segment in order goes to the take, of all there are, that ends nearest. */
function takesByTryingAll(all: readonly Segment[]): readonly string[] {
  const takes: Segment[][] = []
  for (const one of all.toSorted(bySegmentTime)) {
    const able = takes.filter((take) => continues(take.at(-1) as Segment, one, TOLERANCE))
    const apart = (take: Segment[]): number => Math.abs(distance(take.at(-1) as Segment, one))
    const nearest = able.find((take) => able.every((other) => apart(take) <= apart(other)))
    if (nearest) nearest.push(one)
    else takes.push([one])
  }
  return takes.map((take) => take.map((one) => one.recording).join()).toSorted()
}

test('takes are what trying every take for every segment gives', () => {
  fc.assert(
    fc.property(anySegments, (all) => {
      expect(named(takesOf(all)).map(String).toSorted()).toEqual(takesByTryingAll(all))
    }),
    { numRuns: 1000 },
  )
})

test('the pause between two takes is a gap, and the joins inside a take are none', () => {
  expect(gapsOf(threeAndOne, { maxGap: 10 * MINUTE })).toEqual([
    {
      id: 'time:c:d',
      kind: 'time',
      device: 'DSJ037F2A',
      after: 'c',
      before: 'd',
      from: instantOf(T + 75_000),
      to: instantOf(T + 170_000),
      milliseconds: 95_000,
    },
  ])
})

test('numbers that follow on tell of a gap however long; unnumbered files only within the given distance', () => {
  const far = (numbers: readonly (number | undefined)[]) =>
    numbers.map((sequence, i) =>
      segment(`r${i}`, i * 60 * MINUTE, i * 60 * MINUTE + MINUTE, sequence === undefined ? {} : { sequence }),
    )
  expect(gapsOf(far([4, 5]), { maxGap: MINUTE })).toHaveLength(1)
  expect(gapsOf(far([undefined, undefined]), { maxGap: MINUTE })).toHaveLength(0)
  expect(gapsOf(far([undefined, undefined]), { maxGap: 60 * MINUTE })).toHaveLength(1)
})

test('the night between two days is not a gap', () => {
  const evening = segment('a', 0, MINUTE, { sequence: 1 })
  const morning = segment('b', 24 * 60 * MINUTE, 24 * 60 * MINUTE + MINUTE, { sequence: 2 })
  expect(gapsOf([evening, morning], { maxGap: 48 * 60 * MINUTE })).toEqual([])
})

test('device files 0001, 0002 and 0004 say that 0003 is missing, even when no time seems to be', () => {
  states('jinzhong-2022-recording/21.2')
  const [a, b, d] = [1, 2, 4].map((sequence, i) =>
    segment(`n${sequence}`, i * 25_000, (i + 1) * 25_000, { sequence }),
  ) as [Segment, Segment, Segment]
  expect(gapsOf([a, b, d], { maxGap: 0 })).toMatchObject([
    { kind: 'number', after: 'n2', before: 'n4', missing: [3], milliseconds: 0 },
  ])
  const found = segment('n3', 50_000, 50_000, { sequence: 3 })
  expect(gapsOf([a, b, d, found], { maxGap: 0 })).toEqual([])
  const elsewhere = segment('n3', -60_000, -50_000, { sequence: 3 })
  expect(gapsOf([a, b, d, elsewhere], { maxGap: 0 })).toEqual([])
})

test('a counter that was reset is not a thousand missing files', () => {
  expect(
    gapsOf([segment('a', 0, 1000, { sequence: 3 }), segment('b', 2000, 3000, { sequence: 5000 })], { maxGap: 0 }),
  ).toEqual([])
})

test('a stretch the container says is missing is a gap inside the recording', () => {
  const holes = [{ from: instantOf(T + 5000), to: instantOf(T + 9000) }]
  expect(gapsOf([segment('a', 0, 25_000, { holes })], { maxGap: 0 })).toMatchObject([
    { kind: 'container', after: 'a', before: 'a', milliseconds: 4000 },
  ])
})

test('time that another file of the device covers is not missing', () => {
  const long = segment('long', 0, 10 * MINUTE)
  const short = segment('short', MINUTE, 2 * MINUTE)
  const next = segment('next', 10 * MINUTE, 11 * MINUTE)
  expect(gapsOf([long, short, next], { maxGap: 60 * MINUTE })).toEqual([])
})

/** Seconds of the day nobody recorded, counted one by one. */
function silentSeconds(all: readonly Segment[], device: string): number {
  const own = all.filter((one) => one.device === device)
  const [first, last] = [
    Math.min(...own.map((one) => millisecondsOf(one.start))),
    Math.max(...own.map((one) => millisecondsOf(one.end))),
  ]
  let seconds = 0
  for (let at = first; at < last; at += 1000)
    if (!own.some((one) => millisecondsOf(one.start) <= at && at < millisecondsOf(one.end))) seconds += 1
  return seconds
}

test('with no tolerance, the gaps of a device add up to exactly the seconds it did not record', () => {
  fc.assert(
    fc.property(anySegments, (all) => {
      for (const device of new Set(all.map((one) => one.device))) {
        const gaps = gapsOf(
          all.filter((one) => one.device === device),
          { tolerance: 0, maxGap: Infinity },
        )
        const sum = gaps.reduce((total, gap) => total + gap.milliseconds, 0)
        expect(sum).toBe(silentSeconds(all, device) * 1000)
      }
    }),
  )
})

test('files of one device that claim the same time are said to overlap', () => {
  expect(overlapsOf([segment('a', 0, 25_000), segment('b', 10_000, 40_000)])).toEqual([
    {
      device: 'DSJ037F2A',
      first: 'a',
      second: 'b',
      from: instantOf(T + 10_000),
      to: instantOf(T + 25_000),
      milliseconds: 15_000,
    },
  ])
  expect(overlapsOf([segment('a', 0, 25_000), segment('b', 23_000, 40_000)])).toEqual([])
})

const by = { by: 'person:1', at: instantOf(T) }

test('a three-minute gap stays open until it is explained, aloud or in writing', () => {
  states('changsha-county-2023/20.1', 'jinzhong-2022-recording/12.1')
  const gaps = gapsOf([segment('a', 0, MINUTE), segment('b', 4 * MINUTE, 5 * MINUTE)], { maxGap: 60 * MINUTE })
  expect(gaps.map((gap) => gap.milliseconds)).toEqual([3 * MINUTE])
  expect(openGaps(gaps, [])).toEqual(gaps)
  const spoken = Explanation.parse({ gap: 'time:a:b', form: 'spoken', recording: 'b', from: 0, to: 8000, ...by })
  const written = Explanation.parse({ gap: 'time:a:b', form: 'written', text: '电量不足，更换电池', ...by })
  expect(openGaps(gaps, [spoken])).toEqual([])
  expect(openGaps(gaps, [written])).toEqual([])
  expect(openGaps(gaps, [{ gap: 'time:x:y' }])).toEqual(gaps)
})

test('an explanation without words, without a passage, or without a name is none', () => {
  const gap = 'time:a:b'
  for (const odd of [
    { gap, form: 'written', text: ' \n', ...by },
    { gap, form: 'spoken', ...by },
    { gap, form: 'spoken', recording: 'b', from: 8000, to: 8000, ...by },
    { gap, form: 'written', text: '电量不足', at: by.at },
    { gap, form: 'guessed', text: '电量不足', ...by },
  ])
    expect(Explanation.safeParse(odd).success).toBe(false)
})
