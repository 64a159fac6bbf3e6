import { type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { Clock } from './clock.ts'

/** A Monday morning at ten in Beijing, the week after the sample day's footage: what a test says must hold on any day it is run. */
export const TRIAL_MORNING = '2026-11-23T02:00:00.000Z' as Instant

/** A clock that goes at the machine's pace from {@link TRIAL_MORNING}, or as told, whatever the machine's date, and can be put forward. */
export interface TrialClock extends Clock {
  forward(milliseconds: number): void
}

export function trialClock(from: Instant = TRIAL_MORNING): TrialClock {
  const begun = performance.now()
  let ahead = millisecondsOf(from)
  return {
    now: () => instantOf(Math.floor(ahead + performance.now() - begun)),
    forward: (milliseconds) => {
      ahead += milliseconds
    },
  }
}
