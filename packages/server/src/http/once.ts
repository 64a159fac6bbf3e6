import { createHash } from 'node:crypto'
import type { Endpoint } from '@liuhen/contract'
import { because, type Instant, instantOf, Malformed, millisecondsOf, Refused } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'

declare module '../platform/database/schema.ts' {
  interface Schema {
    served_once: { person: string; id: string; asked: Buffer; reply: unknown; at: Instant }
  }
}

const HEADER = 'liuhen-once'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** How long an answer is remembered: somebody who was cut off on Friday sends it again on Monday. */
const KEPT = 7 * 86_400_000

interface Asked {
  readonly person: string
  readonly id: string
  readonly digest: Buffer
}

/**
 * Acts a person sends twice under one id are done once: the second gets the first's answer, also while the first is still
 * being done. Refusals are not remembered, since nothing was done. Remembered is what was answered, after it was done: were
 * the power cut in between, the same request would be done again, as it would without an id.
 */
export class Once {
  readonly #here: { readonly db: Db; readonly clock: Clock }
  readonly #underWay = new Map<string, { readonly digest: Buffer; readonly reply: Promise<unknown> }>()

  constructor(here: { readonly db: Db; readonly clock: Clock }) {
    this.#here = here
  }

  /** Throws Malformed for an id that is none, Refused for one that came with another request. */
  async serve(
    request: Request,
    endpoint: Endpoint,
    person: string | undefined,
    inputs: unknown,
    run: () => Promise<unknown>,
  ): Promise<unknown> {
    const id = request.headers.get(HEADER)
    if (id === null || person === undefined || request.method === 'GET' || request.method === 'HEAD') return run()
    if (!UUID.test(id))
      throw because(Malformed, 'request-id', '请求编号不符合格式', 'The id of the request is not of its format')
    // A password's digest is not kept either: it could be guessed from.
    const what = [endpoint.method, endpoint.path, endpoint.secret === true ? undefined : inputs]
    const digest = createHash('sha256').update(JSON.stringify(what)).digest()
    const asked = { person, id, digest }
    const key = `${person} ${id}`
    const other = this.#underWay.get(key)
    if (other) {
      sameRequest(other.digest, digest)
      return other.reply
    }
    const reply = this.#first(asked, endpoint, run)
    this.#underWay.set(key, { digest, reply })
    try {
      return await reply
    } finally {
      this.#underWay.delete(key)
    }
  }

  async #first({ person, id, digest }: Asked, endpoint: Endpoint, run: () => Promise<unknown>): Promise<unknown> {
    const { db, clock } = this.#here
    const known = await db
      .selectFrom('served_once')
      .select(['asked', 'reply'])
      .where('person', '=', person)
      .where('id', '=', id)
      .executeTakeFirst()
    if (known) {
      sameRequest(known.asked, digest)
      if (known.reply === null) throw shownOnce()
      return known.reply
    }
    const reply = await run()
    // A whole Response holds bytes or a cookie: not something to be told again.
    if (reply instanceof Response) return reply
    const now = clock.now()
    const kept = endpoint.secret === true ? null : JSON.stringify(endpoint.reply?.parse(reply) ?? {})
    await db.insertInto('served_once').values({ person, id, asked: digest, reply: kept, at: now }).execute()
    await db
      .deleteFrom('served_once')
      .where('at', '<', instantOf(millisecondsOf(now) - KEPT))
      .execute()
    return reply
  }
}

function sameRequest(before: Buffer, now: Buffer): void {
  if (before.equals(now)) return
  throw because(
    Refused,
    'request-id-used',
    '这个请求编号已经用于另一项操作，请刷新页面后再试',
    'The id of this request was used for another act: load the page anew and try again',
  )
}

const shownOnce = (): Error =>
  because(
    Refused,
    'done-already',
    '这件事刚才已经办成，只是结果没有送到。其中的口令或密钥只显示一次：请刷新查看，需要时重新发放',
    'This was done already, only the answer did not arrive. The password or key in it is shown once: look again, and issue a new one where needed',
  )
