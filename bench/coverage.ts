import { askingBy, judge } from '../packages/core/src/coverage/index.ts'
import type { CoverageFacts } from '../packages/core/src/coverage/index.ts'
import { Instant } from '../packages/core/src/kernel/index.ts'
import type { CalendarDate } from '../packages/core/src/kernel/index.ts'
import { Activity } from '../packages/core/src/policy/index.ts'
import { readPackFolder } from '../packages/cli/src/packs/index.ts'
import type { Figure } from './measure.ts'
import { timed } from './measure.ts'

const [MINUTE, DAY] = [60_000, 86_400_000]
const BEGIN = Date.parse('2025-01-01T00:00:00.000Z')
const NOW = Instant.parse('2026-01-15T00:00:00.000Z')
const MARKS = ['uncooperative', 'life-property-site'] as const

/** The same numbers on every run: Park and Miller's minimal standard generator. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/**
 * A year of a city: officers on duty day by day, what they did, and three files for each act, with late starts, early
 * stops, interruptions with and without explanation, clocks with an error, late hand-overs, forgotten checks and notices.
 */
export function cityYear(activities: number): CoverageFacts {
  const below = chance(20_250_101)
  const officers = Math.max(1, Math.round(activities / 200))
  const facts = {
    people: Array.from({ length: officers }, (_, n) => ({
      id: `p${n}`,
      kind: n % 10 === 9 ? ('auxiliary' as const) : ('officer' as const),
      unit: `u${n % 12}`,
      regular: true,
      certificates: [
        { from: '2020-01-01' as CalendarDate, to: (n % 50 === 0 ? '2025-06-30' : '2029-12-31') as CalendarDate },
      ],
    })),
    duties: [] as CoverageFacts['duties'][number][],
    activities: [] as CoverageFacts['activities'][number][],
    recordings: [] as CoverageFacts['recordings'][number][],
    interruptions: [] as CoverageFacts['interruptions'][number][],
    checks: [] as CoverageFacts['checks'][number][],
  }
  const at = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant
  for (let n = 0; n < activities; n++) {
    const [officer, turn] = [n % officers, Math.floor(n / officers)]
    // A hundred days of duty a year, with two acts each, hours apart.
    const day = BEGIN + Math.floor((Math.floor(turn / 2) / 100) * 365) * DAY
    const start = day + (turn % 2) * 240 * MINUTE + below(180) * MINUTE
    const end = start + (10 + below(50)) * MINUTE
    if (turn % 2 === 0) {
      facts.duties.push({ person: `p${officer}`, start: at(day - 30 * MINUTE), end: at(day + 9 * 60 * MINUTE) })
      if (below(20) > 0)
        facts.checks.push({
          device: `d${officer}`,
          at: at(day - 40 * MINUTE),
          passed: ['fault', 'battery', 'storage', 'clock'],
          failed: [],
        })
    }
    facts.activities.push({
      id: `a${n}`,
      type: Activity.options[n % Activity.options.length] ?? 'other',
      start: at(start),
      end: at(end),
      officers: [`p${officer}`, ...(n % 3 === 0 ? [`p${(officer + 1) % officers}`] : [])],
      marks: below(10) === 0 ? [{ mark: MARKS[n % 2] ?? 'uncooperative', at: at(start + 5 * MINUTE) }] : [],
      notices: below(4) > 0 ? [{ at: at(start - MINUTE) }] : [],
    })
    // Most begin and stop in time; one in twelve does not.
    const off = (): number => (below(12) === 0 ? -below(10) : 1 + below(3)) * MINUTE
    const [first, last] = [start - off(), end + off()]
    const third = Math.floor((last - first) / 3)
    for (let file = 0; file < 3; file++) {
      const pause = file > 0 && below(15) === 0 ? 2 * MINUTE : 0
      const to = first + (file + 1) * third
      facts.recordings.push({
        id: `r${n}-${file}`,
        device: `d${officer}`,
        deviceKind: 'body-camera',
        recorder: `p${officer}`,
        start: at(first + file * third + pause),
        end: at(to),
        error: below(100) === 0 ? 'unknown' : below(3000),
        activities: [],
        handedOver: at(day + (9 * 60 + below(60)) * MINUTE + (below(20) === 0 ? DAY : 0)),
        ...(below(20) === 0 ? { evidence: true, disc: at(to + below(25) * 60 * MINUTE) } : { evidence: false }),
        ...(below(50) > 0 && { consolidated: at(to + 2 * DAY) }),
      })
      if (pause > 0 && below(2) === 0)
        facts.interruptions.push({
          after: `r${n}-${file - 1}`,
          before: `r${n}-${file}`,
          reason: '设备故障',
          spoken: { at: at(to - 1000) },
          did: [],
        })
    }
  }
  return facts
}

/** A city-year held against the rules of each of the five bureaus in one pass, on one core, and the memory it takes. */
export async function coverageFigures(activities: number): Promise<Figure[]> {
  const library = await readPackFolder()
  const facts = cityYear(activities)
  const settings = { 'handover.cut-off': '18:00', 'effective-from': '2022-06-01' }
  const figures: Figure[] = []
  for (const packs of BUREAUS) {
    const [memory, time] = [process.memoryUsage().rss, process.cpuUsage()]
    const [seconds, report] = await timed(async () =>
      judge(facts, askingBy(library, { packs: ['national', ...packs], settings }), { now: NOW }),
    )
    // What all threads worked for it, the collector's too: shows whether the machine was busy with something else.
    const { user, system } = process.cpuUsage(time)
    const worked = (user + system) / 1e6
    const megabytes = Math.max(0, process.memoryUsage().rss - memory) / (1 << 20)
    const { required, findings, time: parts } = report.summary
    const found = Object.values(findings).reduce((sum, count) => sum + count, 0)
    const hours = Math.round(parts.missing / 3_600_000)
    figures.push({
      name: `city-year of ${facts.activities.length} × ${facts.recordings.length}, ${packs[0]}`,
      value: `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MiB`,
      ratio: (10 / seconds) * (activities / 100_000),
      goal: '≥ 1: under 10 s on one core',
      note: `${worked.toFixed(1)} s of processor time, ${required} required, ${found} findings, ${hours} h missing`,
    })
  }
  return figures
}

const BUREAUS = [
  ['jilin-2017'],
  ['changsha-county-2023'],
  ['jinzhong-2022-recording', 'jinzhong-2022-plan', 'jinzhong-2022-disclosure', 'jinzhong-2022-legal-review'],
  ['yanzhou-2019'],
  ['yongqing-2022'],
] as const
