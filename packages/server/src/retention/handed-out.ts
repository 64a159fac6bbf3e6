import { sql } from 'kysely'
import { discsHolding, INTO_THE_FILE } from '../discs/index.ts'
import { type HoldingPackage, packagesHolding } from '../packages/index.ts'
import type { Db } from '../platform/database/index.ts'

/** Every package that holds any of these recordings; `taken` by whichever way it left: as its .zip, by receipt, or on a disc for somebody. */
export async function packagesWith(db: Db, recordings: readonly string[]): Promise<readonly HoldingPackage[]> {
  const [packages, onDiscs] = await Promise.all([packagesHolding(db, recordings), packagesOnDiscs(db, recordings)])
  return packages.map((one) => ({
    ...one,
    taken: one.taken || (onDiscs.has(one.id) && (one.handOut || one.recipient !== INTO_THE_FILE)),
  }))
}

/** The packages of discs that were burnt, or whose images were taken to be burnt elsewhere. */
async function packagesOnDiscs(db: Db, recordings: readonly string[]): Promise<ReadonlySet<string>> {
  const discs = await discsHolding(db, recordings)
  if (discs.length === 0) return new Set()
  const { rows } = await sql<{ disc: string }>`
    select distinct body ->> 'disc' as disc from journal
    where kind like 'DiscTaken/%' and body ->> 'disc' = any(${discs.map((one) => one.id)}::text[])`.execute(db)
  const taken = new Set(rows.map((one) => one.disc))
  return new Set(discs.flatMap((one) => (one.burnt || taken.has(one.id) ? one.package : [])))
}
