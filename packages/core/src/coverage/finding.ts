import { beijing } from '../kernel/index.ts'
import type { Citation, Instant, Text } from '../kernel/index.ts'
import { text } from '../kernel/index.ts'
import type { Spans } from './intervals.ts'
import { instantAt } from './moment.ts'

/** Everything that can be found. */
export type FindingCode =
  | 'awaited'
  | 'not-recorded'
  | 'late-start'
  | 'early-stop'
  | 'inner-gap'
  | 'gap-explained'
  | 'time-uncertain'
  | 'clock-unmeasured'
  | 'filmed-later'
  | 'auxiliary-alone'
  | 'recorder-unqualified'
  | 'crew-missing'
  | 'worn-missing'
  | 'part-missing'
  | 'notice-missing'
  | 'notice-late'
  | 'picture-unconfirmed'
  | 'goods-unmarked'
  | 'text-missing'
  | 'docking-overdue'
  | 'handover-late'
  | 'handover-overdue'
  | 'disc-late'
  | 'disc-overdue'
  | 'consolidation-late'
  | 'consolidation-overdue'
  | 'check-missing'
  | 'check-incomplete'
  | 'not-ended'
  | 'kind-open'
  | 'setting-open'
  | 'origin-unconfirmed'

/**
 * `breach`: a rule is not kept; `doubt`: nobody can tell whether it is; `awaited`: it can still be kept; `note`: worth
 * knowing, nothing is owed.
 */
export type Weight = 'breach' | 'doubt' | 'awaited' | 'note'

/** A stretch of time as a report writes it, from the first instant up to but not including the last. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}

/** One thing found, with the articles it stands on and what can be done. */
export interface Finding {
  readonly code: FindingCode
  readonly weight: Weight
  readonly message: Text
  readonly todo: Text
  readonly stretches: readonly Stretch[]
  readonly citations: readonly Citation[]
  readonly activity?: string
  readonly recordings?: readonly string[]
  readonly device?: string
  readonly person?: string
  readonly unit?: string
}

export const stretchesOf = (spans: Spans): readonly Stretch[] =>
  spans.map(({ from, to }) => ({ from: instantAt(from), to: instantAt(to) }))

/** How long, for a person: seconds below a minute, else minutes and the seconds that are left. */
export function spanInWords(milliseconds: number): Text {
  const exact = Math.round(milliseconds / 100) / 10
  const seconds = Math.round(milliseconds / 1000)
  if (exact < 60 && seconds < 60) return text(`${exact} 秒`, `${exact} s`)
  // Rounded as the screens round: one span has one number.
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const parts = [
    [hours, '小时', 'h'],
    [minutes, '分', 'min'],
    [rest, '秒', 's'],
  ] as const
  const told = parts.filter(([count]) => count > 0)
  return text(told.map(([n, zh]) => `${n} ${zh}`).join(' '), told.map(([n, , en]) => `${n} ${en}`).join(' '))
}

/** `09:20:00`, with the day where it is another than that of the moment it is told beside. */
export function clockInWords(at: number, beside: number): string {
  const [seconds, near] = [Math.floor(at / 1000) + BEIJING, Math.floor(beside / 1000) + BEIJING]
  if (Math.floor(seconds / DAY) !== Math.floor(near / DAY)) return beijing(instantAt(at))
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0')
  return `${two((seconds % DAY) / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** Seconds; Beijing is eight hours ahead of UTC. */
const [BEIJING, DAY] = [8 * 3600, 86_400]
