import type { Selectable } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { FindingTable } from './tables.ts'

/** What was found in these recordings and is not seen to be put right, or whose appeal nobody has answered. */
export async function openFindings(
  db: Db,
  recordings: readonly string[],
): Promise<readonly { readonly recording: string; readonly appealed: boolean }[]> {
  if (recordings.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select(['recording', 'appealed'])
    .where('recording', 'in', [...recordings])
    .where((where) => where.or([where('stands', 'in', ['open', 'reported']), where('appealed', '=', true)]))
    .execute()
  return rows.flatMap(({ recording, appealed }) => (recording === null ? [] : [{ recording, appealed }]))
}

/** How these stand, whoever asks. */
export const findingsNamed = async (
  db: Db,
  ids: readonly string[],
): Promise<readonly Pick<Selectable<FindingTable>, 'id' | 'stands' | 'appealed'>[]> =>
  ids.length === 0
    ? []
    : db
        .selectFrom('findings')
        .select(['id', 'stands', 'appealed'])
        .where('id', 'in', [...ids])
        .execute()
