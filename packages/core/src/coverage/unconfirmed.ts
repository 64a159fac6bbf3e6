import { text } from '../kernel/index.ts'
import type { Act, RecordingFacts } from './facts.ts'
import type { Finding } from './finding.ts'

/** Recordings that count, and those nobody has confirmed the origin of: they meet no duty and make up for nothing. */
export function apart(recordings: readonly RecordingFacts[]): {
  readonly counted: readonly RecordingFacts[]
  readonly unconfirmed: readonly RecordingFacts[]
} {
  return {
    counted: recordings.filter((one) => one.unconfirmed !== true),
    unconfirmed: recordings.filter((one) => one.unconfirmed === true),
  }
}

/**
 * That recordings said to be of this activity were not counted. A note: what is missing without them is found by itself, and
 * a file anybody could send must not put an officer's day in doubt.
 */
export function unconfirmedFindings(act: Act, unconfirmed: readonly RecordingFacts[]): Finding[] {
  const those = unconfirmed.filter(
    ({ recorder, start, end }) =>
      recorder !== undefined && act.officers.includes(recorder) && start < act.end && act.start < end,
  )
  return those.length === 0 ? [] : [finding(those, act.id)]
}

/** The same for those that belong to no activity. */
export function unconfirmedAlone(activities: readonly Act[], unconfirmed: readonly RecordingFacts[]): Finding[] {
  return unconfirmed
    .filter((one) => activities.every((act) => unconfirmedFindings(act, [one]).length === 0))
    .map((one) => finding([one]))
}

const finding = (those: readonly RecordingFacts[], activity?: string): Finding => ({
  code: 'origin-unconfirmed',
  weight: 'note',
  message: text(
    `有 ${those.length} 段所称的录音录像来源没有核实，没有计入`,
    `${those.length} recordings said to be of this time are not counted: nobody has confirmed where they are from`,
  ),
  todo: text(
    '由能核实的负责人或法制人员在音像页面确认来源，写明理由',
    'A leader or legal officer who can find out confirms on the recording where it is from, with a reason',
  ),
  stretches: those.map(({ start, end }) => ({ from: start, to: end })),
  citations: [],
  recordings: those.map((one) => one.id),
  ...(activity !== undefined && { activity }),
})
