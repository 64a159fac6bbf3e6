import { because, Denied, type Sha256 } from '@liuhen/core/kernel'
import { WARRANT, Warrant } from '@liuhen/core/retention'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { Warranted } from '../vault/index.ts'

/**
 * Whether that event is a warrant, is in the log, and names these bytes as such to be destroyed and not as such that are
 * shared. What the vault asks before it deletes anything.
 */
export const warrantedBy =
  (db: Db): Warranted =>
  async (warrant: string, sha256: Sha256) => {
    const { rows } = await sql<{ body: unknown }>`
      select body from journal join log_entry on log_entry.event_id = journal.id
      where journal.id = ${warrant} and kind = ${WARRANT}`.execute(db)
    const read = Warrant.safeParse(rows[0]?.body)
    const named = read.success ? read.data : undefined
    const isNamed = named?.items.some((item) => item.blobs.some((one) => one.sha256 === sha256)) === true
    if (isNamed && !named?.shared.some((one) => one.sha256 === sha256)) return
    throw because(
      Denied,
      'no-warrant',
      `没有获准销毁 ${sha256} 的销毁令`,
      `There is no warrant on record that destroys ${sha256}`,
    )
  }
