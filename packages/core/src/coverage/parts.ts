import type { Citation } from '../kernel/index.ts'
import { common, united, without } from './intervals.ts'
import type { Spans } from './intervals.ts'
import type { RecordedPart, Requirement } from './requirement.ts'
import type { Track } from './tracks.ts'

/** Time that is recorded by nothing that has the sound, or the picture, that is asked for. */
export interface PartLack {
  readonly part: RecordedPart
  readonly citations: readonly Citation[]
  readonly during: Spans
  readonly tracks: readonly Track[]
}

export function partLacks({ holds, grounds }: Requirement, counted: readonly Track[]): readonly PartLack[] {
  return PARTS.flatMap((part) => {
    const wanted = holds.filter((one) => one.part === part)
    if (wanted.length === 0) return []
    const asking = grounds.filter((ground) => wanted.some((one) => one.of === ground.kind))
    const lacking = counted.filter((track) => partsIn(track)?.includes(part) === false)
    const others = counted.filter((track) => !lacking.includes(track))
    const recorded = common(united(asking), united(lacking.map((track) => track.possible)))
    const during = without(recorded, united(others.map((track) => track.possible)))
    if (during.length === 0) return []
    const tracks = lacking.filter((track) => common(during, united([track.possible])).length > 0)
    return [{ part, citations: wanted.flatMap((one) => one.citations), during, tracks }]
  })
}

const PARTS: readonly RecordedPart[] = ['sound', 'picture']

/** What is in it; undefined where nobody looked. A voice recorder takes no picture, looked at or not. */
const partsIn = ({ facts: { holds, deviceKind } }: Track): readonly RecordedPart[] | undefined =>
  holds ?? (deviceKind === 'voice-recorder' ? ['sound'] : undefined)
