import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { folderName } from '@liuhen/core/evidence-package'
import { sql } from 'kysely'
import type { Instant } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { syncFolder } from '../platform/index.ts'
import type { PackageTable } from './tables.ts'

/** A package that holds a recording: its folder and .zip on this machine are copies of it. */
export interface HoldingPackage extends Pick<PackageTable, 'id' | 'purpose' | 'recipient' | 'recordings'> {
  readonly madeAt: Instant
  /** It left the machine: somebody was given it. */
  readonly taken: boolean
  /** It was made to be handed out under a request of somebody of outside. */
  readonly handOut: boolean
}

/** Every package that holds any of these recordings. */
export async function packagesHolding(db: Db, recordings: readonly string[]): Promise<readonly HoldingPackage[]> {
  if (recordings.length === 0) return []
  const { rows } = await sql<HoldingPackage>`
    select id, purpose, recipient, recordings, made_at as "madeAt",
      (exists (select from journal where kind like 'PackageTaken/%' and body ->> 'package' = package.id::text)
        or exists (select from journal where stream = 'handout:' || package.id and kind like 'HandOutReceived/%')) as taken,
      exists (select from journal where stream = 'handout:' || package.id) as "handOut"
    from package where recordings && ${[...recordings]}::uuid[] order by made_at`.execute(db)
  return rows
}

/** Of a package's recordings those that went as their redacted copies. */
export async function redactedIn(db: Db, id: string): Promise<ReadonlySet<string>> {
  const row = await db.selectFrom('package').select('redacted').where('id', '=', id).executeTakeFirst()
  return new Set(row?.redacted)
}

/** Removes what lies on this machine of a package: folder and .zip, durably. What was handed out is in other hands. */
export async function removePackage(
  folder: string,
  { id, madeAt }: Pick<HoldingPackage, 'id' | 'madeAt'>,
): Promise<void> {
  for (const name of [folderName({ id, madeAt }), id])
    for (const path of [join(folder, `${name}.zip`), join(folder, name)])
      await rm(path, { recursive: true, force: true })
  await syncFolder(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** Packages whose copy on this machine a warrant destroyed. */
export async function disposedPackages(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select jsonb_array_elements_text(body -> 'packages') as id from journal where kind like 'DisposalBegun/%'`.execute(
    db,
  )
  return new Set(rows.map((one) => one.id))
}
