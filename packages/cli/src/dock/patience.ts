import { setTimeout as pause } from 'node:timers/promises'
import { ProblemError } from '@liuhen/contract'
import type { Text } from '@liuhen/core/kernel'
import { text } from '@liuhen/core/kernel'

export interface PatienceOptions {
  /** How long the server may be away, or full, before the wait is given up, in milliseconds. */
  readonly limit: number
  readonly signal: AbortSignal
  readonly say: (words: Text) => void
  /** The first wait, in milliseconds; each next one is half as long again, up to {@link LONGEST}. */
  readonly first?: number
}

const LONGEST = 15_000
/** A server that answers with an internal error may be just losing its database; one that keeps doing so is broken. */
const INTERNAL_ERRORS = 3

/** What a trouble that passes is called; undefined when trying again would not help. */
function passing(thrown: unknown): 'away' | 'full' | 'internal' | undefined {
  if (!(thrown instanceof ProblemError)) return undefined
  const { kind, status, obstacles } = thrown.problem
  if (obstacles.some((one) => one.code === 'disk-full')) return 'full'
  if (kind === 'unreachable' || [408, 423, 429, 502, 503, 504].includes(status)) return 'away'
  return kind === 'unexpected' ? 'internal' : undefined
}

const SAID = {
  full: text(
    '服务器磁盘空间不足，正在等待；信息中心腾出空间后自动继续，请不要清除存储卡',
    'The disk of the server is full; waiting. It goes on by itself when there is room; do not clear the card',
  ),
  away: text(
    '连接不上服务器，正在重试；已送到的内容不会丢失',
    'The server cannot be reached; trying again. Nothing delivered is lost',
  ),
  internal: text('服务器内部出错，正在重试', 'The server had an internal error; trying again'),
  back: text('服务器已恢复，继续采集', 'The server is back; going on'),
}

/**
 * Does what may fail for a while until it works. All calls share one outage: it is announced once, ends with the first
 * success of any of them, and is given up when it has lasted too long.
 */
export class Patience {
  readonly #options: PatienceOptions
  #trouble: { readonly since: number; readonly kind: string } | undefined

  constructor(options: PatienceOptions) {
    this.#options = options
  }

  /** The result of the act. Rejects with its last error, or with the abort reason as soon as that is given. */
  async until<T>(act: () => Promise<T>): Promise<T> {
    const { signal, first = 500 } = this.#options
    for (let [tries, wait] = [1, first]; ; tries++, wait = Math.min(LONGEST, wait * 1.5)) {
      signal.throwIfAborted()
      try {
        const result = await act()
        this.#recovered()
        return result
      } catch (error) {
        signal.throwIfAborted()
        const kind = passing(error)
        if (kind === undefined || (kind === 'internal' && tries >= INTERNAL_ERRORS) || this.#isTooLong(kind))
          throw error
      }
      await pause(wait, undefined, { signal })
    }
  }

  /** Bytes are moving: whatever the trouble was, it has passed. */
  progressed(): void {
    this.#recovered()
  }

  #recovered(): void {
    if (this.#trouble !== undefined) this.#options.say(SAID.back)
    this.#trouble = undefined
  }

  #isTooLong(kind: 'away' | 'full' | 'internal'): boolean {
    if (this.#trouble?.kind !== kind) {
      this.#options.say(SAID[kind])
      this.#trouble = { since: this.#trouble?.since ?? performance.now(), kind }
    }
    return performance.now() - this.#trouble.since > this.#options.limit
  }
}
