import type { Explanation } from './explanations.ts'
import type { Act } from './facts.ts'
import { common, united, without } from './intervals.ts'
import type { Span, Spans } from './intervals.ts'
import type { CrewWanted, Requirement } from './requirement.ts'
import type { Track } from './tracks.ts'

/** What a crew that is asked for lacks: anyone but the wearer with another camera, the whole of it, or a second angle. */
export interface CrewLack {
  readonly wanted: CrewWanted
  readonly what: 'operator' | 'whole' | 'angles'
  /** With what is not known of the devices taken in their favour, nothing lacks. */
  readonly isUnknown: boolean
  /** For `whole`: when nobody but the wearers filmed. */
  readonly during: Spans
  readonly tracks: readonly Track[]
}

/**
 * The first crew that is asked for and is not there. Stretches up to `tolerance` milliseconds are not held against it, nor
 * those for which its own interruption is excused.
 */
export function crewLack(
  { crews, grounds, required }: Requirement,
  { oneCamera }: Act,
  counted: readonly Track[],
  explanations: readonly Explanation[],
  tolerance: number,
): CrewLack | undefined {
  for (const wanted of crews) {
    if (wanted.level === 'as-needed' && oneCamera !== undefined) continue
    const ground = grounds.find((one) => one.kind === wanted.of)
    const during = common(required, ground === undefined ? [] : united([ground]))
    const tracks = counted.filter((one) => common(during, united([one.possible])).length > 0)
    const strictly = lackOf(wanted, { during, tracks, explanations, tolerance, isKnown: true })
    if (tracks.length === 0 || strictly === undefined) continue
    const kindly = lackOf(wanted, { during, tracks, explanations, tolerance, isKnown: false })
    return { wanted, ...strictly, isUnknown: kindly === undefined, tracks }
  }
  return undefined
}

interface Filmed {
  readonly during: Spans
  readonly tracks: readonly Track[]
  readonly explanations: readonly Explanation[]
  readonly tolerance: number
  /** Whether a device of an unknown kind, or held by somebody unknown, is taken not to be what is asked for. */
  readonly isKnown: boolean
}

function lackOf(wanted: CrewWanted, filmed: Filmed): Pick<CrewLack, 'what' | 'during'> | undefined {
  const { during, tracks, isKnown } = filmed
  if (wanted.operator) {
    const own = tracks.filter((one) => isOperators(one, wanted, tracks, isKnown))
    if (own.length === 0) return { what: 'operator', during }
    const open = wanted.whole === true ? notFilmed(own, filmed) : []
    if (open.length > 0) return { what: 'whole', during: open }
  }
  const angles = new Set(tracks.filter((one) => isAngle(one, wanted, isKnown)).map((one) => one.facts.device))
  return wanted.angles && angles.size < 2 ? { what: 'angles', during } : undefined
}

/** Held by a person of its own, beside whoever wears a camera, and of a kind the text means. */
function isOperators(one: Track, wanted: CrewWanted, tracks: readonly Track[], isKnown: boolean): boolean {
  if (!isOfKind(one, wanted, isKnown)) return false
  const { recorder, deviceKind, device } = one.facts
  if (recorder === undefined) return !isKnown && deviceKind !== 'surveillance'
  const worn = tracks.filter((other) => other.facts.device !== device && other.facts.deviceKind === 'body-camera')
  return worn.length === 0 || worn.some((other) => other.facts.recorder !== recorder)
}

function isOfKind({ facts: { deviceKind, holds } }: Track, { devices }: CrewWanted, isKnown: boolean): boolean {
  if (holds !== undefined && devices?.includes('voice-recorder') !== true && !holds.includes('picture')) return false
  if (deviceKind === undefined) return !isKnown
  return devices === undefined ? deviceKind !== 'body-camera' : devices.includes(deviceKind)
}

const isAngle = (one: Track, wanted: CrewWanted, isKnown: boolean): boolean =>
  one.facts.deviceKind === 'body-camera' || one.facts.deviceKind === undefined || isOfKind(one, wanted, isKnown)

function notFilmed(own: readonly Track[], { during, explanations, tolerance }: Filmed): readonly Span[] {
  const devices = new Set(own.map((one) => one.facts.device))
  const excused = explanations.filter(({ isAccepted, device }) => isAccepted && devices.has(device ?? ''))
  const open = without(without(during, united(own.map((one) => one.possible))), united(excused.map((one) => one.span)))
  return open.filter((span) => span.to - span.from > tolerance)
}
