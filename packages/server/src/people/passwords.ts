import { randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { because, Refused } from '@liuhen/core/kernel'

/** argon2id at 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. 8 ms on a server's core. */
const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Comparisons at once, each on a thread that files are read with too; and how many may wait their turn. */
const AT_ONCE = 2
const IN_LINE = 200

/** Hashes and compares passwords, a few at a time, so that a flood of attempts cannot take the machine. */
export class Passwords {
  #running = 0
  readonly #line: (() => void)[] = []
  /** Compared against where there is no account, so that the answer takes as long. */
  readonly #nobody = hash(randomBytes(32), COSTS)

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password.normalize('NFKC'), COSTS))
  }

  /** Whether that is the password; never for `undefined`, which takes as long. */
  async matches(stored: string | undefined, password: string): Promise<boolean> {
    const against = stored ?? (await this.#nobody)
    const same = await this.#inTurn(() => verify(against, password.normalize('NFKC')))
    return same && stored !== undefined
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) {
      if (this.#line.length >= IN_LINE)
        throw because(
          Refused,
          'busy',
          '登录的人太多，请稍候再试',
          'Too many people are signing in: try again in a moment',
        )
      await new Promise<void>((resolve) => this.#line.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#line.shift()
      if (next) next()
      else this.#running--
    }
  }
}

/** None that look alike: a temporary password is read out over the telephone. */
const LETTERS = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const

/** A password for one sign-in, about 80 bits, in groups of four that meet the policy: `kMz4-…`. */
export function temporaryPassword(): string {
  const pick = (from: string): string => from[randomInt(from.length)] as string
  const all = LETTERS.join('')
  const group = (): string => Array.from({ length: 4 }, () => pick(all)).join('')
  const first = LETTERS.map(pick).join('') + pick(all)
  return [first, group(), group(), group()].join('-')
}
