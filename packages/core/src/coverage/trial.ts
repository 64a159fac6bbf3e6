/** For tests only: a day at a bureau, told in a few words. */
import { instantFromBeijing, instantOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Library } from '../policy/index.ts'
import { ActivityFacts, CheckFacts, DutyFacts, InterruptionFacts, PersonFacts, RecordingFacts } from './facts.ts'
import type { CoverageFacts } from './facts.ts'
import { askingBy } from './asking.ts'
import { judge } from './judge.ts'
import type { ActivityCoverage, CoverageReport } from './judge.ts'
import { writtenActivity } from './written.ts'

/** `10:00`, `10:00:30` or `+1 08:30`, which is the next day, on Tuesday 8 September 2026 in Beijing. */
export function at(words: string): Instant {
  const [, days = '0', hour = '0', minute, second = '0'] = /^(?:\+(\d+) )?(\d\d):(\d\d)(?::(\d\d))?$/.exec(words) ?? []
  const found = instantFromBeijing(2026, 9, 8, Number(hour), Number(minute), Number(second))
  if (found === undefined || minute === undefined) throw new RangeError(`no time: ${words}`)
  return instantOf(Date.parse(found) + Number(days) * 86_400_000)
}

type Given<T> = { readonly [K in keyof T]?: unknown }

/** An officer with everything in order, from `A` on. */
export const person = (id: string, more: Given<PersonFacts> = {}): PersonFacts =>
  PersonFacts.parse({
    id,
    kind: 'officer',
    regular: true,
    certificates: [{ from: '2024-01-01', to: '2029-12-31' }],
    ...more,
  })

export const activity = (type: string, from: string, to: string, more: Given<ActivityFacts> = {}): ActivityFacts =>
  ActivityFacts.parse({ id: 'act', type, start: at(from), end: at(to), officers: ['A'], ...more })

/** One that nobody has ended yet. */
export const running = (type: string, from: string, more: Given<ActivityFacts> = {}): ActivityFacts =>
  ActivityFacts.parse({ id: 'act', type, start: at(from), officers: ['A'], ...more })

export const recording = (id: string, from: string, to: string, more: Given<RecordingFacts> = {}): RecordingFacts =>
  RecordingFacts.parse({
    id,
    device: 'DSJ-1',
    deviceKind: 'body-camera',
    recorder: 'A',
    start: at(from),
    end: at(to),
    error: 0,
    handedOver: instantOf(Date.parse(at(to)) + 60_000),
    consolidated: instantOf(Date.parse(at(to)) + 60_000),
    ...more,
  })

export const interruption = (more: Given<InterruptionFacts>): InterruptionFacts =>
  InterruptionFacts.parse({ reason: '设备故障', ...more })

export const duty = (from: string, to: string, who = 'A'): DutyFacts =>
  DutyFacts.parse({ person: who, start: at(from), end: at(to) })

export const check = (when: string, more: Given<CheckFacts> = {}): CheckFacts =>
  CheckFacts.parse({ device: 'DSJ-1', at: at(when), passed: ['fault', 'battery', 'storage', 'clock'], ...more })

/** A day with one officer, whose device was checked in the morning; other members as given. */
export const dayOf = (given: Partial<CoverageFacts>): CoverageFacts => ({
  people: [person('A')],
  duties: [],
  activities: [],
  recordings: [],
  interruptions: [],
  checks: [check('07:30')],
  ...given,
})

/** Settings that the instruments leave to the bureau and these tests need. */
const SETTINGS = { 'handover.cut-off': '18:00', 'effective-from': '2022-06-01' }

/** What these packs say of that day, looked at in the next month unless told. */
export const judgedBy = (
  library: Library,
  packs: readonly string[],
  facts: CoverageFacts,
  now?: Instant,
): CoverageReport =>
  judge(facts, askingBy(library, { packs: [...packs], settings: SETTINGS }), { now: now ?? at('+40 12:00') })

/** The library with one rule of one pack taken out. */
export const withoutRule = (library: Library, pack: string, rule: string): Library => ({
  ...library,
  packs: library.packs.map((one) =>
    one.identity.id === pack ? { ...one, rules: one.rules.filter((each) => each.id !== rule) } : one,
  ),
})

/** Findings of the first activity, or of the whole where there is none, as `code article article`. */
export const found = (report: CoverageReport): readonly string[] =>
  [...report.activities.flatMap((one) => one.findings), ...report.findings].map((one) =>
    [one.code, ...new Set(one.citations.map((cited) => cited.article))].join(' '),
  )

/** The minutes of one activity. */
export function minutesOf({ activities }: CoverageReport): Readonly<Record<string, number>> {
  const { seconds } = writtenActivity(activities[0] as ActivityCoverage)
  return Object.fromEntries(Object.entries(seconds).map(([part, value]) => [part, value / 60]))
}
