import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { VECTORS } from '../../../../scripts/spec-vectors.ts'
import { Malformed, millisecondsOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import { coverageOf } from './activity-coverage.ts'
import { ActivityFacts, RecordingFacts } from './facts.ts'
import { spanInWords, stretchesOf } from './finding.ts'
import type { Stretch } from './finding.ts'
import { readFacts } from './formats.ts'
import { tracksOf } from './tracks.ts'
import { dayOf, judgedBy, person, recording } from './trial.ts'
import { writtenActivity } from './written.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8'))
interface Vectors {
  readonly now: Instant
  readonly beside?: unknown
  readonly accepted: readonly unknown[]
  readonly refused: readonly { readonly why: string; readonly file: unknown; readonly codes: readonly string[] }[]
}
const activities = read('activities.json') as Vectors
const recordings = read('recordings.json') as Vectors
const NOTHING = { format: 'liuhen-recordings/1', recordings: [] }

const given = (first: unknown, second: unknown) =>
  readFacts({
    activities: { file: 'activities.json', json: first },
    recordings: { file: 'recordings.json', json: second },
    now: activities.now,
  })

function refusal(call: () => unknown): Malformed {
  try {
    call()
  } catch (thrown) {
    if (thrown instanceof Malformed) return thrown
    throw thrown
  }
  throw new Error('was accepted')
}
const codes = (call: () => unknown) => [...new Set(refusal(call).obstacles.map((one) => one.code))]

describe('the vectors of spec/', () => {
  test('are accepted, member for member', () => {
    for (const one of activities.accepted)
      expect(given(one, NOTHING).activities).toMatchObject((one as { activities: object[] }).activities)
    for (const one of recordings.accepted)
      expect(given(recordings.beside, one).recordings).toMatchObject((one as { recordings: object[] }).recordings)
  })

  test.each(activities.refused)('are refused for activities: $why', ({ file, codes: wanted }) => {
    expect(codes(() => given(file, NOTHING))).toEqual(wanted)
  })

  test.each(recordings.refused)('are refused for recordings: $why', ({ file, codes: wanted }) => {
    expect(codes(() => given(recordings.beside, file))).toEqual(wanted)
  })

  type Taken = Readonly<
    Record<'required' | 'accepted' | 'covered' | 'uncertain' | 'missing' | 'explained', readonly Stretch[]>
  >
  test.each(read('coverage.json') as readonly (Taken & { why: string; recordings: readonly unknown[] })[])(
    'take time apart: $why',
    ({ required, accepted, recordings, covered, uncertain, missing, explained }) => {
      const spans = (stretches: readonly Stretch[]) =>
        stretches.map((one) => ({ from: millisecondsOf(one.from), to: millisecondsOf(one.to) }))
      const tracks = tracksOf(recordings.map((one) => RecordingFacts.parse(one)))
      const found = coverageOf(spans(required), tracks, spans(accepted))
      const written = Object.fromEntries(Object.entries(found).map(([part, parts]) => [part, stretchesOf(parts)]))
      expect(written).toEqual({ required, covered, uncertain, missing, explained })
    },
  )
})

test.each(
  read('awaited.json') as readonly {
    why: string
    start: Instant
    end?: Instant
    now: Instant
    handedOver: readonly (readonly Instant[])[]
    awaiting: object | null
  }[],
)('the vectors of spec/ say what is awaited: $why', ({ start, end, now, handedOver, awaiting }) => {
  const officers = handedOver.map((_, i) => `p${i}`)
  const facts = dayOf({
    people: officers.map((id) => person(id)),
    activities: [ActivityFacts.parse({ id: 'act', type: 'site-inspection', start, end, officers })],
    // Of another time, so that they cover nothing of it.
    recordings: handedOver.flatMap((moments, i) =>
      moments.map((handedOver, n) =>
        recording(`r${i}-${n}`, '00:00', '00:10', { device: `d${i}`, recorder: officers[i], handedOver }),
      ),
    ),
  })
  const [one] = judgedBy(packsOnDisk(), ['yanzhou-2019'], facts, now).activities
  const written = one && writtenActivity(one)
  expect(written?.awaiting ?? null).toEqual(awaiting)
  expect([written?.seconds.missing === 0, written?.seconds.awaited === 0]).toEqual([
    awaiting !== null,
    awaiting === null,
  ])
})

test('everything that is wrong is said at once, in both files, each with its place', () => {
  const person = { id: 'p', kind: 'officer' }
  const act = {
    id: 'a',
    type: 'patrol',
    start: '2026-11-20T01:00:00.000Z',
    end: '2026-11-20T00:00:00.000Z',
    officers: ['p'],
  }
  const { obstacles } = refusal(() =>
    given(
      {
        format: 'liuhen-activities/1',
        people: [person],
        activities: [act, { ...act, id: 'b', remark: 1, officers: 'p' }],
      },
      {
        format: 'liuhen-recordings/1',
        recordings: [{ id: 'r', device: 'd', start: 'noon', end: act.start, error: 0 }],
        more: [],
      },
    ),
  )
  expect(obstacles.map((one) => [one.field, one.message.zh])).toEqual([
    ['recordings.json#more', 'recordings.json more：格式中没有这一项'],
    ['activities.json#activities[1].officers', 'activities.json activities[1].officers：应为列表'],
    ['activities.json#activities[1].remark', 'activities.json activities[1].remark：格式中没有这一项'],
    [
      'recordings.json#recordings[0].start',
      'recordings.json recordings[0].start：应为世界时的时刻，精确到毫秒，例如 2026-11-22T01:20:00.000Z',
    ],
    ['activities.json#activities[0].end', 'activities.json activities[0].end：结束时间不晚于开始时间'],
  ])
})

test('a span has one number: rounded to the second as the screens round it', () => {
  const told = (milliseconds: number) => spanInWords(milliseconds).en
  expect([693_600, 719_700, 59_960, 3_599_600].map(told)).toEqual(['11 min 34 s', '12 min', '1 min', '1 h'])
  expect(told(1400)).toBe('1.4 s')
})
