import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import type { Audited } from './audit.ts'

/**
 * How far the time of an entry may lie before an earlier one's, or ahead of this machine: transactions end in another
 * order than they began, and a server's clock is kept by NTP to well under a second. More than this is a clock that was set.
 */
const CLOCK = 5 * 60_000

/** The machine's clock was set back, as the log has it: from when, and to when. */
export interface SetBack {
  readonly before: number
  readonly after: number
}

const SET_BACK = `
  select body ->> 'before' as before, body ->> 'after' as after from journal
  where kind = 'ClockJumped/1' and (body ->> 'by')::bigint < 0 and id in (select event_id from log_entry)`

/** What is on record of the clock having been set back. The events themselves are held against the log where the journal is read. */
export async function readSetBack({ snapshot }: Pick<Audited, 'snapshot'>): Promise<readonly SetBack[]> {
  const rows = await snapshot.all<{ before: string; after: string }>(SET_BACK)
  return rows.map(({ before, after }) => ({ before: Date.parse(before), after: Date.parse(after) }))
}

/**
 * Time as the log tells it must not go back, nor lie in the future, but where the log itself tells that the clock was set back
 * from there: that is for a person to look at, once, and no difference for ever.
 */
export class LogClock {
  readonly #audited: Pick<Audited, 'findings' | 'now' | 'setBack'>
  #latest = 0
  readonly #noted = new Set<SetBack>()

  constructor(audited: Pick<Audited, 'findings' | 'now' | 'setBack'>) {
    this.#audited = audited
  }

  saw(place: string, at: Instant): void {
    const { findings, now, setBack } = this.#audited
    const time = millisecondsOf(at)
    const ahead = time > now + CLOCK
    const back = time < this.#latest - CLOCK
    const told = setBack.find(
      (one) => one.before > (back ? this.#latest : time) - CLOCK && (ahead || one.after < time + CLOCK),
    )
    if ((ahead || back) && told) this.#note(place, told)
    else if (back)
      findings.differs(
        'clock-rewound',
        place,
        `时间 ${at} 早于它之前已封存的条目：服务器时钟被调慢过，或事件被倒签时间`,
        `Its time ${at} is before that of entries sealed earlier: the server's clock was set back, or the event was backdated`,
      )
    else if (ahead)
      findings.differs(
        'clock-ahead',
        place,
        `时间 ${at} 在将来：服务器时钟被调快过`,
        `Its time ${at} is in the future: the server's clock was set ahead`,
      )
    this.#latest = back && told ? time : Math.max(this.#latest, time)
  }

  #note(place: string, told: SetBack): void {
    if (this.#noted.has(told)) return
    this.#noted.add(told)
    const [before, after] = [instantOf(told.before), instantOf(told.after)]
    this.#audited.findings.note(
      'clock-set-back',
      place,
      `服务器时钟由 ${before} 被拨回 ${after}，有流水记载；请核对这段时间里的事件`,
      `The server's clock was set back from ${before} to ${after}, which is on record: look at the events of that time`,
    )
  }
}
