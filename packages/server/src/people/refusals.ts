import { millisecondsOf } from '@liuhen/core/kernel'
import { z } from 'zod'
import type { Journal } from '../ledger/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Denials } from '../platform/served.ts'
import type { Services } from '../platform/services.ts'

type Here = Pick<Services, 'db' | 'clock' | 'log'> & { readonly journal: Journal }

/** What one person or station was denied within this time is counted together. */
const ONE_MINUTE = 60_000
/** So many different things of one minute are written each by itself; what goes beyond, as one number. */
const EACH = 5
const THE_REST = '*'

interface Counted {
  readonly actor: string
  readonly endpoint: string
  readonly of: string | undefined
  readonly since: number
  again: number
}

/**
 * Journals what somebody known was denied, by endpoint (GB/T 22239-2019 8.1.4.3: an audit covers every user). The first at once,
 * before the caller is answered; how often it was tried again, and what goes beyond a few different things, as numbers at the end
 * of the minute: nobody fills the journal by trying.
 */
export class RefusedRequests {
  readonly #here: Here
  readonly #counted = new Map<string, Counted>()
  readonly #sweep: NodeJS.Timeout

  constructor(here: Here) {
    this.#here = here
    const failed = (error: unknown): void => here.log.alarm('refused requests could not be journalled', { error })
    this.#sweep = setInterval(() => void this.#settle().catch(failed), ONE_MINUTE).unref()
  }

  /** For the shell. */
  readonly denied: Denials = async ({ endpoint, params, actor }) => {
    await this.#settle()
    const of = z.uuid().safeParse(params['id']).data
    const own = [...this.#counted.values()].filter((one) => one.actor === actor && one.endpoint !== THE_REST)
    const known = own.find((one) => one.endpoint === endpoint && one.of === of)
    if (known) {
      known.again++
      return
    }
    if (own.length >= EACH) {
      this.#count(actor, THE_REST, undefined).again++
      return
    }
    this.#count(actor, endpoint, of)
    await this.#write(actor, endpoint, of, 1)
  }

  /** Writes what has only been counted so far. */
  async close(): Promise<void> {
    clearInterval(this.#sweep)
    await this.#settle(Number.POSITIVE_INFINITY)
  }

  #count(actor: string, endpoint: string, of: string | undefined): Counted {
    const key = `${actor} ${endpoint} ${of ?? ''}`
    const there = this.#counted.get(key)
    if (there) return there
    const fresh = { actor, endpoint, of, since: this.#now(), again: 0 }
    this.#counted.set(key, fresh)
    return fresh
  }

  /** Closes the minutes that are over. */
  async #settle(now = this.#now()): Promise<void> {
    const over = [...this.#counted].filter(([, { since }]) => Math.abs(now - since) >= ONE_MINUTE)
    for (const [key] of over) this.#counted.delete(key)
    for (const [, { actor, endpoint, of, again }] of over) if (again > 0) await this.#write(actor, endpoint, of, again)
  }

  async #write(actor: string, endpoint: string, of: string | undefined, times: number): Promise<void> {
    const { clock, db, journal } = this.#here
    const at = clock.now()
    const body = { endpoint, ...(of !== undefined && { of }), times }
    const stream = `refusal:${uuidv7(at)}`
    const event = { stream, version: 1, kind: 'CallDenied/1' as const, at, actor, body }
    await db.transaction().execute((trx) => journal.write(trx, [event]))
  }

  readonly #now = (): number => millisecondsOf(this.#here.clock.now())
}
