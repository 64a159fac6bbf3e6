import { text } from '@liuhen/core/kernel'
import type { Failure, Text } from '@liuhen/core/kernel'

/** One thing that is not as it was sealed, or that a person should know of. */
export interface Finding {
  readonly code: string
  /** `journal #12 recording:… v1`, `log #40`, `tile 0/3`, `checkpoint 41`, `vault/ab/cd/…`, `recordings <id>`. */
  readonly place: string
  readonly message: Text
}

/** More than anybody reads: past this, findings are only counted, so that memory stays bounded. */
const LISTED = 50_000

/** What an audit has found so far. A difference is against the record; a note is not. */
export class Findings {
  readonly differences: Finding[] = []
  readonly notes: Finding[] = []
  /** How many differences there are, also past what is listed. */
  count = 0

  differs(code: string, place: string, zh: string, en: string): void {
    this.count++
    if (this.differences.length < LISTED) this.differences.push({ code, place, message: text(zh, en) })
  }

  note(code: string, place: string, zh: string, en: string): void {
    if (this.notes.length < LISTED) this.notes.push({ code, place, message: text(zh, en) })
  }

  /** What a rule of core said against something, under its own code. */
  refused(place: string, failure: Failure, prefix = ''): void {
    for (const { code, message } of failure.obstacles) this.differs(prefix + code, place, message.zh, message.en)
  }
}
