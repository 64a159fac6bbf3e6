import type { RedactionView } from '@liuhen/contract/redactions'
import type { Instant } from '@liuhen/core/kernel'
import { planDigest, standsAs } from '@liuhen/core/redactions'
import type { Selectable } from 'kysely'
import { sha256 } from '../ledger/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Redactions } from './commands.ts'
import type { RedactionTable } from './tables.ts'

interface SignedBy {
  readonly at: Instant
  readonly by: string
}

/** Redactions as the desk shows them to whoever acts under that name. */
export async function redactionViews(
  here: Pick<Redactions, 'db' | 'rendering'>,
  actor: string,
  rows: readonly Selectable<RedactionTable>[],
): Promise<RedactionView[]> {
  const names = await namesOfActors(here.db)
  const by = (one: SignedBy) => ({ at: one.at, by: names(one.by), mine: one.by === actor })
  return rows.map(({ id, state }): RedactionView => {
    const { copy, failed, review, approved, plan, drawn } = state
    const rendering = here.rendering.get(id)
    const [last] = drawn
    if (!last) throw new Error('a redaction that nobody drew')
    return {
      id,
      recording: state.recording,
      original: state.original,
      plan,
      planDigest: planDigest(sha256, plan) as RedactionView['planDigest'],
      stands: standsAs(state),
      ...(rendering && { rendering: rendering.share }),
      drawn: { ...by(last), mine: drawn.some((one) => one.by === actor) },
      ...(copy && {
        copy: {
          ...by(copy),
          sha256: copy.sha256,
          bytes: copy.bytes,
          mediaType: copy.mediaType,
          tool: copy.tool,
          recipe: copy.recipe,
        },
      }),
      ...(failed && { failed: { ...by(failed), said: failed.said } }),
      ...(review && { review: { ...by(review), fine: review.fine, ...(review.note && { note: review.note }) } }),
      ...(approved && { approved: { ...by(approved), ...(approved.note && { note: approved.note }) } }),
      plain: state.plain.map(({ ask, reason, recipient, asked, decided, taken }) => ({
        ask,
        reason,
        recipient,
        asked: by(asked),
        ...(decided && {
          decided: {
            ...by(decided),
            granted: decided.granted,
            reason: decided.reason,
            ...(decided.until && { until: decided.until }),
          },
        }),
        taken: taken.length,
      })),
    }
  })
}
