import type { Viewer } from '@liuhen/core/access'
import { because, Failure, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import { lengthOf } from '@liuhen/core/recordings'
import {
  planDigest,
  type RedactionCommand,
  type RedactionContext,
  type RedactionPlan,
  redactionStream,
} from '@liuhen/core/redactions'
import { type Journal, type Looks, sha256 } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import { type Deriving, makeRedacted, seen, type Uses } from '../recordings/index.ts'

export interface Redactions {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly looks: Looks
  /** Whether somebody may look at a recording, or take it, now. */
  readonly uses: Uses
  readonly deriving: Deriving
  /** What is being rendered at this moment, and how far; it ends with the process. */
  readonly rendering: Map<string, { share: number; readonly done: Promise<void> }>
}

/** The redaction, where its recording is one this viewer sees. Throws Missing either way. */
export async function redactionOf(db: Db, viewer: Viewer, id: string) {
  const row = await db.selectFrom('redactions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'redaction-unknown', '没有这份遮挡', 'There is no such redaction')
  return { row, recording: await seen(db, viewer, row.recording) }
}

/** One command, in a transaction of its own. Throws Refused with everything that stands in the way. */
export async function actOn(
  { db, clock, journal }: Pick<Redactions, 'db' | 'clock' | 'journal'>,
  id: string,
  actor: string,
  command: RedactionCommand,
  about: Pick<RedactionContext, 'length'> = {},
): Promise<void> {
  const moment = { at: clock.now(), actor, ...about }
  await db.transaction().execute((trx) =>
    journal.act(trx, redactionStream, id, command, async (state) => ({
      ...moment,
      ...(state && { planDigest: planDigest(sha256, state.plan) }),
    })),
  )
}

/** Draws a redaction of a recording, or one that is there otherwise. Answers its id. */
export async function draw(
  here: Redactions,
  viewer: Viewer,
  recording: string,
  plan: RedactionPlan,
  id: string = uuidv7(here.clock.now()),
): Promise<string> {
  const row = await seen(here.db, viewer, recording)
  await here.uses.permit(viewer, recording, 'look', { counts: false })
  const length = lengthOf(row.state)
  const about = length === undefined ? {} : { length }
  const actor = `person:${viewer.person}`
  const known = await here.db.selectFrom('redactions').select('id').where('id', '=', id).executeTakeFirst()
  const original = row.sha256 as Sha256
  await actOn(here, id, actor, known ? { do: 'change', plan } : { do: 'draft', recording, original, plan }, about)
  return id
}

/**
 * Begins to render a redaction; the copy comes about behind it and is put on record by the plan it was rendered of, or why
 * not. Throws Refused where it is being rendered already.
 */
export async function render(here: Redactions, viewer: Viewer, id: string): Promise<void> {
  const { row } = await redactionOf(here.db, viewer, id)
  if (here.rendering.has(id))
    throw because(Refused, 'rendering-already', '正在渲染，请稍候', 'It is being rendered already')
  const { plan, recording, original } = row.state
  const actor = `person:${viewer.person}`
  const of = planDigest(sha256, plan)
  const work = async (): Promise<void> => {
    try {
      const made = await makeRedacted(here.deriving, recording, plan, (share) => {
        const shown = here.rendering.get(id)
        if (shown) shown.share = share
      })
      const { sha256: own, sm3, bytes, mediaType, tool, recipe } = made
      const copy = { sha256: own, sm3, bytes, mediaType, tool, recipe, original, plan: of as Sha256 }
      await actOn(here, id, actor, { do: 'rendered', copy, of })
    } catch (thrown) {
      const said = thrown instanceof Failure ? (thrown.obstacles[0]?.message.zh ?? thrown.message) : String(thrown)
      await actOn(here, id, actor, { do: 'failed', said: said.slice(0, 500) })
    }
  }
  const entry = { share: 0, done: Promise.resolve() }
  here.rendering.set(id, entry)
  const done = work()
    .catch((error: unknown) => here.deriving.log.alarm('a redacted copy could not be put on record', { id, error }))
    .finally(() => here.rendering.delete(id))
  here.rendering.set(id, { ...entry, done })
}
