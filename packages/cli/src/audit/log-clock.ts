import { millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import type { Audited } from './audit.ts'

/**
 * How far the time of an entry may lie before an earlier one's, or ahead of this machine: transactions end in another
 * order than they began, and a server's clock is kept by NTP to well under a second. More than this is a clock that was set.
 */
const CLOCK = 5 * 60_000

/** Time as the log tells it must not go back, nor lie in the future. */
export class LogClock {
  readonly #audited: Audited
  #latest = 0

  constructor(audited: Audited) {
    this.#audited = audited
  }

  saw(place: string, at: Instant): void {
    const { findings, now } = this.#audited
    const time = millisecondsOf(at)
    if (time < this.#latest - CLOCK)
      findings.differs(
        'clock-rewound',
        place,
        `时间 ${at} 早于它之前已封存的条目：服务器时钟被调慢过，或事件被倒签时间`,
        `Its time ${at} is before that of entries sealed earlier: the server's clock was set back, or the event was backdated`,
      )
    if (time > now + CLOCK)
      findings.differs(
        'clock-ahead',
        place,
        `时间 ${at} 在将来：服务器时钟被调快过`,
        `Its time ${at} is in the future: the server's clock was set ahead`,
      )
    this.#latest = Math.max(this.#latest, time)
  }
}
