import type { Happening } from '@liuhen/core/journal'
import { millisecondsOf } from '@liuhen/core/kernel'
import { uuidv7 } from '../platform/index.ts'
import type { Services } from '../platform/services.ts'
import type { Journal } from './act.ts'

/** A player asks for one video in many ranges, and a page asks again while it waits: one look, another after ten minutes. */
const ONE_LOOK = 10 * 60_000

type LookKind =
  | 'RecordingLooked/1'
  | 'CaseLooked/1'
  | 'ScoreSheetOpened/1'
  | 'ActivityLooked/1'
  | 'PaperTaken/1'
  | 'VolumeTaken/1'
  | 'PackageTaken/1'
  | 'CertificateTaken/1'
  | 'DiscTaken/1'
  | 'RedactedLooked/1'
  | 'RegisterLooked/1'
  | 'RegisterExported/1'
  | 'OutsiderServed/1'
  | 'OutsiderExported/1'
/** That somebody looked at something, or took a copy of it. */
export type Look = Happening<LookKind>

interface Here extends Pick<Services, 'db' | 'clock'> {
  readonly journal: Pick<Journal, 'write'>
}

/**
 * Puts looks on record before a byte is shown, each on a stream of its own: lookers never wait for one another. The same of the
 * same actor within {@link ONE_LOOK} is one, and what is asked for at the same moment waits for the same entry.
 */
export class Looks {
  readonly #here: Here
  readonly #recent = new Map<string, { readonly at: number; readonly noted: Promise<void> }>()

  constructor(here: Here) {
    this.#here = here
  }

  async note(actor: string, prefix: 'look' | 'register' | 'outside', look: Look): Promise<void> {
    const now = millisecondsOf(this.#here.clock.now())
    // Either way: after the clock was set back a look does not stand until it is reached again.
    for (const [key, { at }] of this.#recent) if (Math.abs(now - at) > ONE_LOOK) this.#recent.delete(key)
    const key = JSON.stringify([actor, look.kind, look.body])
    const noted = this.#recent.get(key)?.noted ?? this.#write(actor, prefix, look)
    if (!this.#recent.has(key)) this.#recent.set(key, { at: now, noted })
    await noted.catch((error: unknown) => {
      this.#recent.delete(key)
      throw error
    })
  }

  async #write(actor: string, prefix: string, look: Look): Promise<void> {
    const { db, clock, journal } = this.#here
    const at = clock.now()
    const event = { ...look, stream: `${prefix}:${uuidv7(at)}`, version: 1, at, actor }
    await db.transaction().execute((trx) => journal.write(trx, [event]))
  }
}
