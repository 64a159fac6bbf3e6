import { PACKAGE_SEALED } from '@liuhen/core/evidence-package'
import { base64Of } from '@liuhen/core/kernel'
import { PackageSeal } from '@liuhen/core/recordings'
import { type JournalEntry, latestCheckpoint, proofOf, readStream, type Sealing } from '../ledger/index.ts'
import type { Packages } from './commands.ts'
import type { SealedOrder } from './write.ts'

/** How long the log may take to catch up; it is a second behind at most. */
export const SEALED_WITHIN = 10_000

/** The event that seals a package, with its proof and the checkpoint that proof leads to. */
export type Sealed = SealedOrder & { readonly checkpoint: string }

/**
 * Puts on record that the package was made, with the digest of its lists, and waits until that is in the log: it travels
 * with the package and proves it. From here on it is among those that were made, though its .zip comes after.
 */
export async function seal(here: Packages, sealing: Sealing, actor: string, body: PackageSeal): Promise<Sealed> {
  const at = here.clock.now()
  const entry = await here.db.transaction().execute(async (trx) => {
    const event = { stream: `package:${body.package}`, version: 1, kind: PACKAGE_SEALED, at, actor, body } as const
    const [written] = await here.journal.write(trx, [event])
    return written
  })
  if (!entry) throw new Error('the journal wrote nothing down')
  return proven(here, sealing, entry)
}

/** The same of a package that was put on record before; undefined when it was not, or in another form. */
export async function sealedBefore(
  here: Packages,
  sealing: Sealing,
  id: string,
): Promise<{ readonly body: PackageSeal; readonly sealed: Sealed } | undefined> {
  const [entry] = await readStream(here.db, `package:${id}`)
  const body = PackageSeal.safeParse(entry?.event.body)
  if (!entry || entry.event.kind !== PACKAGE_SEALED || !body.success) return undefined
  return { body: body.data, sealed: await proven(here, sealing, entry) }
}

async function proven(here: Packages, sealing: Sealing, { event, salt }: JournalEntry): Promise<Sealed> {
  await sealing.waitSealed(event.id, SEALED_WITHIN)
  const checkpoint = await latestCheckpoint(here.db)
  if (!checkpoint) throw new Error('an entry is in a log that has no checkpoint')
  const proof = await proofOf(here.db, event.id, checkpoint.size)
  return { event, salt: base64Of(salt), proof, checkpoint: checkpoint.note }
}
