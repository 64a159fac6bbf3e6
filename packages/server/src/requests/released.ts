import { dayOf, type Instant, type Obstacle, text } from '@liuhen/core/kernel'
import { unmaskedForbidden } from '@liuhen/core/policy'
import { secretInTheWay, shownMasked } from '@liuhen/core/requests'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { fixedCameraAmong } from '../recordings/index.ts'
import { approvedRedactions } from '../redactions/index.ts'
import { secretsOf } from './secrets.ts'

/** Why a recording that was released is not made public all the same: what was marked since, or that a redacted copy is approved. */
export async function keptBack(
  db: Db,
  recording: string,
  { at, book, redacted }: { readonly at: Instant; readonly book: Book; readonly redacted: boolean },
): Promise<Obstacle | undefined> {
  const secrets = (await secretsOf(db, [recording], at)).get(recording) ?? []
  // What is made public is read by all: being on a list of readers changes nothing.
  const marked = secretInTheWay('provide', { secrets, viewer: { person: '', roles: [] }, redacted })
  if (marked) return marked
  const [unmasked] = redacted ? [] : await unmaskedObstacles(db, book, at, { recordings: [recording], use: 'publish' })
  if (unmasked) return unmasked
  return !redacted && (await approvedRedactions(db, [recording])).has(recording) ? shownMasked : undefined
}

/**
 * What is in the way of letting these recordings out for a use as they are: those of fixed public cameras go out masked only,
 * where the rules of the day say so.
 */
export async function unmaskedObstacles(
  db: Db,
  book: Book,
  at: Instant,
  { recordings, use }: { readonly recordings: readonly string[]; readonly use: string },
): Promise<readonly Obstacle[]> {
  const rules = book.on(dayOf(at))
  const citations = rules && unmaskedForbidden(rules, 'surveillance', use)
  if (!citations) return []
  const fixed = await fixedCameraAmong(db, recordings)
  if (fixed.size === 0) return []
  const [citation] = citations
  return [
    {
      code: 'fixed-camera-unmasked',
      message: text(
        `其中 ${fixed.size} 份是固定公共视频，没有经过批准的遮挡副本，不能公开：先制作遮挡副本，由他人批准`,
        `${fixed.size} of them are of fixed public cameras and have no approved masked copy: they are not made public before they have`,
      ),
      ...(citation && { citation }),
    },
  ]
}

/** Whether a request to make this recording public stands granted at that moment. */
export async function isReleased(db: Db, recording: string, at: Instant): Promise<boolean> {
  const rows = await db
    .selectFrom('requests')
    .select('state')
    .where('stands', '=', 'granted')
    .where(sql<boolean>`recordings @> array[${recording}]::uuid[]`)
    .execute()
  return rows.some(({ state }) => state.use === 'publish' && state.granted !== undefined && at < state.granted.until)
}
