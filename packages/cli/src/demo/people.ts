import type { Client } from '@liuhen/contract'
import { instantOf } from '@liuhen/core/kernel'
import { TOTP } from 'otpauth'
import { PASSWORD, PASSWORDS_BEFORE, STAFF } from './bureau.ts'
import type { SampleTime } from './sample-time.ts'
import { type Visitor, visitor } from './visitor.ts'

/** Those who have a part in the sample cases. */
const NAMES = {
  officer: 'zhoulh',
  colleague: 'liuwj',
  leader: 'shenzy',
  legal: 'wuheng',
  deputy: 'zhengsh',
  head: 'fenglb',
  section: 'suzy',
  centre: 'heqh',
} as const
export type Part = keyof typeof NAMES

/** The people of the sample, each signed in as themselves when they have something to do, and again after time has moved. */
export class People {
  readonly #base: string
  readonly #time: SampleTime
  /** Those before the one that is told; none where everybody has that from the beginning. */
  readonly #before: readonly string[]
  /** Which of the passwords each has: a password is over after ninety days, and the one that is told is the last. */
  readonly #has = new Map<string, number>()
  readonly #signedIn = new Map<Part, { readonly client: Client; readonly moves: number }>()
  readonly #ids = new Map<Part, string>()
  /** One browser each, which is known again. */
  readonly #browsers = new Map<string, Visitor>()

  constructor(base: string, time: SampleTime, before: readonly string[] = PASSWORDS_BEFORE) {
    this.#base = base
    this.#time = time
    this.#before = before
  }

  get time(): SampleTime {
    return this.#time
  }

  password(part: Part): string {
    return this.#passwordOf(NAMES[part])
  }

  #passwordOf(userName: string): string {
    return this.#before[this.#has.get(userName) ?? 0] ?? PASSWORD
  }

  async as(part: Part): Promise<Client> {
    const held = this.#signedIn.get(part)
    if (held?.moves === this.#time.moves) return held.client
    const moves = this.#time.moves
    const client = await this.#signIn(NAMES[part])
    this.#signedIn.set(part, { client, moves })
    return client
  }

  async #signIn(userName: string, secret?: string): Promise<Client> {
    const browser = this.#browsers.get(userName) ?? visitor(this.#base)
    this.#browsers.set(userName, browser)
    const { call } = browser
    const code = secret === undefined ? {} : { code: new TOTP({ secret }).generate() }
    await call.signIn({ body: { userName, password: this.#passwordOf(userName), ...code } })
    if ((await call.whoAmI()).next === 'change-password')
      await this.#change(call, userName, (this.#has.get(userName) ?? 0) + 1)
    return call
  }

  async #change(call: Client, userName: string, to: number): Promise<void> {
    const old = this.#passwordOf(userName)
    await call.changePassword({ body: { old, fresh: this.#before[to] ?? PASSWORD } })
    this.#has.set(userName, to)
  }

  async id(part: Part): Promise<string> {
    const known = this.#ids.get(part) ?? (await (await this.as(part)).whoAmI()).id
    this.#ids.set(part, known)
    return known
  }

  /**
   * In the present everybody takes the password that is told, the administrators by their second factor, and says that they
   * have read of their own sign-ins.
   */
  async takePassword(secrets: Readonly<Record<string, string>>): Promise<void> {
    for (const userName of [...STAFF.map((one) => one.userName), ...Object.keys(secrets)]) {
      const call = await this.#signIn(userName, secrets[userName])
      const last = this.#before.length
      if (this.#passwordOf(userName) !== PASSWORD) await this.#change(call, userName, last)
      await call.readNotices({ body: { until: instantOf(Date.now()) } })
    }
    this.#signedIn.clear()
  }
}
