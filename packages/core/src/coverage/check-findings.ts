import { startOf, text, greatest, least } from '../kernel/index.ts'
import type { CalendarDate, Text } from '../kernel/index.ts'
import { firstAfter } from './duties.ts'
import type { Duties, Turn } from './duties.ts'
import type { CheckFacts, CheckItem } from './facts.ts'
import { stretchesOf } from './finding.ts'
import type { Finding } from './finding.ts'
import type { RulesByDay } from './rules-in-force.ts'
import type { Track } from './tracks.ts'
import { momentOf } from './moment.ts'

/** The use of a device in one turn of duty, or on one day where no duty is known. */
interface Use {
  readonly device: string
  readonly day: CalendarDate
  readonly duty: Turn | undefined
  readonly tracks: Track[]
}

/** Devices that were used without the check before it that the rules ask for, or with something left out of it. */
export function checkFindings(
  tracks: readonly Track[],
  checks: readonly CheckFacts[],
  duties: Duties,
  rules: RulesByDay,
): readonly Finding[] {
  const timed = checks.map((facts) => ({ facts, from: momentOf(facts.at) })).sort((a, b) => a.from - b.from)
  const byDevice = Map.groupBy(timed, (one) => one.facts.device)
  return usesOf(tracks, duties, rules).flatMap((use) => {
    const first = use.duty?.from ?? use.tracks[0]?.from ?? 0
    const inForce = rules.at(first)
    const { check, citations } = inForce.device
    if (check === undefined) return []
    const made = madeInTime(use, byDevice.get(use.device) ?? [], check.when)
    const passed = passedIn(made)
    const open = check.items.filter((item) => !passed.has(item))
    return open.length === 0 ? [] : inForce.asKnownThen([findingOf(use, made.length > 0, open, citations)])
  })
}

/** What the last look at each item found: a fault put right and looked at again has passed. */
function passedIn(made: readonly CheckFacts[]): ReadonlySet<CheckItem> {
  const passed = new Set<CheckItem>()
  for (const one of made) {
    for (const item of one.passed) passed.add(item)
    for (const item of one.failed) passed.delete(item)
  }
  return passed
}

function usesOf(tracks: readonly Track[], duties: Duties, rules: RulesByDay): readonly Use[] {
  const uses = new Map<string, Map<number | CalendarDate, Use>>()
  for (const track of tracks) {
    const { device, deviceKind, recorder } = track.facts
    if (deviceKind === 'surveillance') continue
    const duty = duties.at(recorder, track.takeFrom)
    const day = rules.dayAt(duty?.from ?? track.takeFrom)
    const ofDevice = uses.get(device) ?? new Map<number | CalendarDate, Use>()
    uses.set(device, ofDevice)
    const key = duty?.from ?? day
    const known = ofDevice.get(key)
    if (known === undefined) ofDevice.set(key, { device, day, duty, tracks: [track] })
    else known.tracks.push(track)
  }
  return [...uses.values()].flatMap((ofDevice) => [...ofDevice.values()])
}

type Timed = { readonly facts: CheckFacts; readonly from: number }

/** The checks of that day that were made before what they had to be made before, in order, of all of that device in order. */
function madeInTime(use: Use, checks: readonly Timed[], when: string): readonly CheckFacts[] {
  const earliest = momentOf(startOf(use.day))
  const first = least(use.tracks.map((one) => one.from + one.error))
  const last = greatest(use.tracks.map((one) => one.to + one.error))
  const until = when === 'when-recording' ? last : when === 'before-duty' ? (use.duty?.from ?? first) : first
  return checks.slice(firstAfter(checks, earliest - 1), firstAfter(checks, until)).map((one) => one.facts)
}

const ITEMS = {
  fault: text('故障', 'faults'),
  battery: text('电量', 'battery'),
  storage: text('存储空间', 'storage'),
  clock: text('时钟', 'clock'),
} as const satisfies Record<CheckItem, Text>

const findingOf = (use: Use, isMade: boolean, open: readonly CheckItem[], citations: Finding['citations']): Finding => {
  const [zh, en] = [open.map((one) => ITEMS[one].zh).join('、'), open.map((one) => ITEMS[one].en).join(', ')]
  const [first] = use.tracks
  return {
    code: isMade ? 'check-incomplete' : 'check-missing',
    weight: 'breach',
    message: isMade
      ? text(
          `${use.day} 使用前的设备检查没有通过或没有检查：${zh}`,
          `On ${use.day} the check before use left out or failed: ${en}`,
        )
      : text(
          `${use.day} 使用前没有检查设备（应查：${zh}）`,
          `On ${use.day} the device was used without a check (of ${en})`,
        ),
    todo: text(
      '补登当日检查；确未检查的，如实记录，并核对当日录制的时间',
      'Enter the check of that day; if none was made put that on record, and verify the times of that day’s recordings',
    ),
    stretches: stretchesOf(first === undefined ? [] : [first]),
    citations,
    device: use.device,
    recordings: use.tracks.map((one) => one.facts.id),
  }
}
