import { because, dayOf, Denied, type Failure, millisecondsOf } from '@liuhen/core/kernel'
import type { Question } from '@liuhen/core/policy'
import type { Attempt } from '@liuhen/core/recordings'
import { z } from 'zod'
import { asked } from '../packs/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Refusal, Refusals } from '../platform/served.ts'
import type { Recordings } from './commands.ts'

/** The same attempt of the same actor within this time is counted, not written again. */
const ONE_ATTEMPT = 60_000
/** What stands for a refusal; anything else went wrong with a request that was let through. */
const REFUSED: ReadonlySet<string> = new Set([
  'not-permitted',
  'recording-unknown',
  'look-not-granted',
  'copy-not-granted',
  'request-not-granted',
  'grant-over',
  'grant-used-up',
  'secret',
])

interface Tried {
  readonly actor: string
  readonly recording: string
  readonly attempt: Attempt
}
interface Recent extends Tried {
  readonly since: number
  readonly noted: Promise<void>
  again: number
}

/**
 * Journals what was refused on a recording: the first attempt at once, before the caller is answered, and how often it
 * was tried again within the minute as one more event, so that nobody fills the journal by trying.
 */
export class RefusedAttempts {
  readonly #here: Recordings
  readonly #recent = new Map<string, Recent>()
  readonly #sweep: NodeJS.Timeout

  constructor(here: Recordings) {
    this.#here = here
    const failed = (error: unknown): void => here.log.alarm('refused attempts could not be journalled', { error })
    this.#sweep = setInterval(() => void this.#settle().catch(failed), ONE_ATTEMPT).unref()
  }

  /** For the shell. An attempt on a recording that is not there leaves no trace, and is answered in the same words. */
  readonly refused: Refusals = async ({ attempt, params, actor, failure }: Refusal): Promise<Failure> => {
    if (!REFUSED.has(failure.obstacles[0]?.code ?? '')) return failure
    const recording = await this.#known(params['id'])
    if (recording !== undefined) await this.#note({ actor, recording, attempt })
    return attempt === 'look' || attempt === 'copy' ? failure : this.#untouchable(attempt)
  }

  /** Writes what has only been counted so far. */
  async close(): Promise<void> {
    clearInterval(this.#sweep)
    await this.#settle(Number.POSITIVE_INFINITY)
  }

  async #known(given: string | undefined): Promise<string | undefined> {
    const id = z.uuid().safeParse(given).data
    if (id === undefined) return undefined
    const { db } = this.#here
    return (await db.selectFrom('recordings').select('id').where('id', '=', id).executeTakeFirst())?.id
  }

  async #note(tried: Tried): Promise<void> {
    await this.#settle()
    const key = `${tried.actor} ${tried.recording} ${tried.attempt}`
    const recent = this.#recent.get(key)
    if (recent) {
      recent.again++
      return recent.noted
    }
    const noted = this.#write(tried, 1)
    this.#recent.set(key, { ...tried, since: this.#now(), noted, again: 0 })
    await noted.catch((error: unknown) => {
      this.#recent.delete(key)
      throw error
    })
  }

  /** Closes the minutes that are over. */
  async #settle(now = this.#now()): Promise<void> {
    const over = [...this.#recent].filter(([, { since }]) => Math.abs(now - since) >= ONE_ATTEMPT)
    for (const [key] of over) this.#recent.delete(key)
    for (const [, recent] of over) if (recent.again > 0) await this.#write(recent, recent.again)
  }

  async #write({ actor, recording, attempt }: Tried, times: number): Promise<void> {
    const { clock, db, journal } = this.#here
    const at = clock.now()
    // On a stream of its own: who tries makes nobody wait who works with the recording.
    const stream = `attempt:${uuidv7(at)}`
    const body = { recording, attempt, times }
    const event = { stream, version: 1, kind: 'AttemptRefused/1' as const, at, actor, body }
    await db.transaction().execute((trx) => journal.write(trx, [event]))
  }

  async #untouchable(attempt: keyof typeof untouchable): Promise<Failure> {
    const { zh, en, deed } = untouchable[attempt]
    const { clock, db, law } = this.#here
    const question: Question = { ask: 'integrity', deed }
    const book = await law.book(db)
    const today = dayOf(clock.now())
    const citation = book.on(today) && asked(book, today, question).rules[0]?.citations[0]
    const [by, under] =
      citation?.quote === undefined
        ? ['', '']
        : [`${citation.label}规定“${citation.quote}”。`, `${citation.label}: “${citation.quote}”. `]
    return because(
      Denied,
      'recording-untouchable',
      `任何人都不能${zh}音像资料。${by}这样的请求会记入流水；有需要说明的，请写附注`,
      `Nobody can ${en} a recording. ${under}Such requests are journalled; what needs saying is added as an annotation`,
      citation && {
        citation: {
          article: `${citation.pack}/${citation.article}`,
          ...(citation.quote !== undefined && { quote: citation.quote }),
        },
      },
    )
  }

  readonly #now = (): number => millisecondsOf(this.#here.clock.now())
}

const untouchable = {
  delete: { zh: '删除', en: 'delete', deed: 'deleting' },
  replace: { zh: '替换', en: 'replace', deed: 'altering' },
  alter: { zh: '修改', en: 'alter', deed: 'altering' },
} as const
