import type { Db } from '../platform/database/index.ts'
import type { Log } from '../platform/index.ts'
import { versionsOf } from './store.ts'

/** How often it is looked whether they have changed. */
const EVERY = 1000

/**
 * Tells whoever goes by the bureau's rules and calendars which they are: at the start, and within a second once others are on
 * record. What is decided while a server starts is not missed: it is told of what it saw first, and of what came after.
 */
export class RulesFollowed {
  readonly #db: Db
  readonly #changed: () => void
  readonly #log: Log
  readonly #timer: NodeJS.Timeout
  #last: string | undefined
  #looking: Promise<void> | undefined
  #away = false

  constructor({ db, log }: { readonly db: Db; readonly log: Log }, changed: () => void) {
    this.#db = db
    this.#log = log
    this.#changed = changed
    this.#timer = setInterval(() => this.#lookOnce(), EVERY).unref()
    this.#lookOnce()
  }

  #lookOnce(): void {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
  }

  async #look(): Promise<void> {
    try {
      const now = await versionsOf(this.#db)
      this.#away = false
      if (this.#last !== now) this.#changed()
      this.#last = now
    } catch (error) {
      // It is said once, and looked again; what changed meanwhile is noticed then.
      if (!this.#away) this.#log.alarm('it could not be looked whether the rules have changed', { error })
      this.#away = true
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }
}
