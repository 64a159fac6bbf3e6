import { dateOf, numberOf } from '@liuhen/core/calendar'
import { CalendarDate, dayOf, Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Book, lawOf, readPacks } from '../packs/index.ts'
import { trialDatabase, type TrialDatabase } from '../platform/trial.ts'
import { latenessOf } from './rules.ts'
import { type RecordingTally, talliesBegun } from './tallies.ts'

/** What the database counts of a year against the same counted one by one. */
const MANY = 6000
const [firstDay, lastDay] = [CalendarDate.parse('2026-02-25'), CalendarDate.parse('2026-03-20')]
const [HOUR, DAY] = [3_600_000, 86_400_000]
const FROM = Date.parse('2026-02-24T16:00:00.000Z')
const id = (space: string, n: number): string => `00000000-0000-4000-800${space}-${String(n).padStart(12, '0')}`

interface Made {
  readonly id: string
  readonly unit: string | null
  readonly officer: string
  readonly device: string | null
  readonly start_at: Instant
  readonly end_at: Instant
  readonly arrived_at: Instant
  readonly unconfirmed: boolean
  readonly derived: 'ready' | 'failed'
  readonly open_gaps: number
  readonly state: { readonly away?: never; readonly times?: never }
}

/** The same numbers on every run: Park and Miller's minimal standard generator. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Ends around the hour and around the cut-off; arrivals around each term, to the millisecond. */
function make(): Made[] {
  const below = chance(20_260_225)
  return Array.from({ length: MANY }, (_, n): Made => {
    const day = FROM + below(26) * DAY - DAY
    const start = day + (below(4) === 0 ? below(24) * HOUR : below(DAY))
    const length = [1, HOUR, below(3 * HOUR) + 1, below(60) === 0 ? 50 * HOUR : 60_000][below(4)] ?? 1
    const end = below(6) === 0 ? Math.max(start + 1, day + 18 * HOUR + below(3) - 1) : start + length
    const term = [end + DAY, day + 18 * HOUR, day + DAY + 18 * HOUR, end + below(60) * HOUR][below(4)] ?? end
    const wasAway = below(12) === 0
    const returned = start + 30 * HOUR + below(20) * HOUR + ([0, 1, -1, below(HOUR)][below(4)] ?? 0)
    const arrived =
      (wasAway && below(3) > 0 ? returned + DAY : term) +
      ([0, 1, -1, below(HOUR), -below(HOUR), below(9) * HOUR][below(6)] ?? 0)
    const away = {
      reason: below(5) === 0 ? '制度没有列明的原因' : '偏远、交通不便地区',
      returned: instantOf(returned),
      by: 'system',
      at: instantOf(end),
    }
    const impossible = { start: instantOf(start), end: instantOf(end), error: 500, impossible: ['after-arrival'] }
    return {
      id: id('0', n),
      unit: below(20) === 0 ? null : id('2', below(4)),
      officer: id('1', below(12)),
      device: below(20) === 0 ? null : id('3', below(12)),
      start_at: instantOf(start),
      end_at: instantOf(end),
      arrived_at: instantOf(arrived),
      unconfirmed: below(50) === 0,
      derived: below(30) === 0 ? 'failed' : 'ready',
      open_gaps: below(30) === 0 ? 2 : 0,
      state: {
        ...(wasAway && { away: away as never }),
        ...(below(40) === 0 && { times: impossible as never }),
      },
    }
  })
}

const made = make()
let database: TrialDatabase
let books: Readonly<Record<string, Book>>

beforeAll(async () => {
  database = await trialDatabase()
  const library = await readPacks()
  const law = lawOf(library)
  const at = Instant.parse('2026-01-01T00:00:00.000Z')
  const decided = (value: string, from: string) => ({ key: 'handover.cut-off', value, from, at, by: 'system' })
  const book = (packs: readonly string[], from: string, decisions: readonly object[]) =>
    new Book(law.shelf, library, { choices: [{ packs, from, at, by: 'system' }], decisions } as never, undefined)
  books = {
    hours: book(['changsha-county-2023'], '2026-01-01', []),
    duty: book(['jinzhong-2022-recording'], '2026-03-01', [
      decided('18:00', '2026-03-01'),
      decided('17:30', '2026-03-09'),
    ]),
    open: book(['jinzhong-2022-recording'], '2026-01-01', []),
  }
  await database.as(
    'owner',
    `insert into recordings (id, version, state, sha256, file_name, device, device_key, officer, unit, start_at, end_at,
       arrived_at, bytes, flagged, unconfirmed, derived, open_gaps)
     select (r ->> 'id')::uuid, 1, r -> 'state', md5(r ->> 'id') || md5(r ->> 'id'), r ->> 'id' || '.mp4', (r ->> 'device')::uuid, '',
       (r ->> 'officer')::uuid, (r ->> 'unit')::uuid, (r ->> 'start_at')::timestamptz, (r ->> 'end_at')::timestamptz,
       (r ->> 'arrived_at')::timestamptz, 1, false, (r ->> 'unconfirmed')::boolean, r ->> 'derived', (r ->> 'open_gaps')::int
     from jsonb_array_elements('${JSON.stringify(made)}'::jsonb) as r`,
  )
})
afterAll(() => database.close())

const cases = (['hours', 'duty', 'open'] as const).flatMap((rules) =>
  (['unit', 'officer', 'device'] as const).map((by) => [rules, by] as const),
)

test.each(cases)(
  'under the %s rules the figures of a year by %s are those of each recording by itself',
  async (rules, by) => {
    const book = books[rules] as Book
    const expected = new Map<
      string,
      {
        recordings: number
        openGaps: number
        unreadable: number
        due: number
        late: number
        minutes: number
        lates: string[]
      }
    >()
    for (const one of made.toSorted((a, b) => a.start_at.localeCompare(b.start_at) || a.id.localeCompare(b.id))) {
      const day = dayOf(one.start_at)
      if (one.unconfirmed || day < firstDay || day > lastDay) continue
      const key = `${one[by]} ${one.unit}`
      const so = expected.get(key) ?? {
        recordings: 0,
        openGaps: 0,
        unreadable: 0,
        due: 0,
        late: 0,
        minutes: 0,
        lates: [],
      }
      expected.set(key, so)
      so.recordings++
      so.minutes += (millisecondsOf(one.end_at) - millisecondsOf(one.start_at)) / 60_000
      so.openGaps += one.open_gaps
      if (one.derived === 'failed') so.unreadable++
      const late = latenessOf(book, one)
      if (late === undefined) continue
      so.due++
      if (late === 0) continue
      so.late++
      so.lates.push(`${one.id} ${late}`)
    }
    const listed = { all: MANY, least: MANY, most: MANY }
    const found = await talliesBegun(database.db, book, { firstDay, lastDay, by, listed })
    const shown = found.map(({ key, unit, latest: _latest, lates, minutes, ...figures }) => [
      `${key} ${unit}`,
      {
        ...figures,
        minutes: Math.round(minutes),
        lates: lates.map(({ recording, milliseconds }) => `${recording} ${milliseconds}`).toSorted(),
      },
    ])
    const plain = [...expected].map(([key, { minutes, lates, ...figures }]) => [
      key,
      { ...figures, minutes: Math.round(minutes), lates: lates.toSorted() },
    ])
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(plain))
    expect(found.some((one) => one.late > 0)).toBe(rules !== 'open')
  },
)

test('of many late ones the first few of each are named, and all are counted', async () => {
  const few = { firstDay, lastDay, by: 'unit' as const, listed: { all: 15, least: 3, most: 200 } }
  const [some, all] = [
    await talliesBegun(database.db, books['hours'] as Book, few),
    await talliesBegun(database.db, books['hours'] as Book, {
      ...few,
      listed: { all: MANY, least: MANY, most: MANY },
    }),
  ]
  for (const one of some) {
    const whole = all.find((each) => each.key === one.key)
    expect(one.late).toBe(whole?.lates.length)
    expect(one.lates.length).toBe(3)
    const first = one.lates.map(({ recording }) => made.find((each) => each.id === recording)?.start_at ?? '')
    const later = (whole?.lates ?? []).map(
      ({ recording }) => made.find((each) => each.id === recording)?.start_at ?? '',
    )
    expect(first.toSorted()).toEqual(later.toSorted().slice(0, 3))
  }
})

const FIGURES = ['recordings', 'openGaps', 'unreadable', 'due', 'late'] as const
const sumsOf = (tallies: readonly RecordingTally[]) =>
  FIGURES.map((figure) => tallies.reduce((sum, one) => sum + one[figure], 0))

test('by whatever recordings are counted, and in however many stretches of days, they come to the same', async () => {
  const last = numberOf(lastDay) - numberOf(firstDay)
  const day = (n: number): CalendarDate => dateOf(numberOf(firstDay) + n)
  const any = fc.record({
    rules: fc.constantFrom('hours', 'duty', 'open'),
    by: fc.constantFrom('unit', 'officer', 'device'),
    other: fc.constantFrom('unit', 'officer', 'device'),
    units: fc.option(fc.subarray([0, 1, 2, 3].map((n) => id('2', n))), { nil: undefined }),
    cut: fc.nat({ max: last - 1 }),
  })
  await fc.assert(
    fc.asyncProperty(any, async ({ rules, by, other, units, cut }) => {
      const listed = { all: 0, least: 0, most: 0 }
      const count = (how: typeof by, from: CalendarDate, to: CalendarDate) =>
        talliesBegun(database.db, books[rules] as Book, { firstDay: from, lastDay: to, by: how, units, listed })
      const whole = sumsOf(await count(by, firstDay, lastDay))
      expect(sumsOf(await count(other, firstDay, lastDay))).toEqual(whole)
      const parts = [await count(by, firstDay, day(cut)), await count(other, day(cut + 1), lastDay)]
      expect(sumsOf(parts.flat())).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})
