import type { EventPlace, PackagedVolume, VolumeFile } from '@liuhen/core/evidence-package'
import { base64Of, type Sha256 } from '@liuhen/core/kernel'
import { type JournalEntry, proofOf } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { SealedOrder } from './write.ts'

/** A bound volume as whoever knows it hands it over: what the index says, its files in the vault, and its events. */
export interface VolumeOrder {
  readonly told: PackagedVolume
  readonly files: readonly VolumeFile[]
  readonly events: readonly (EventPlace & { readonly entry: JournalEntry })[]
}

/** The same as it is written: each file with where its bytes are, each event with its proof. */
export interface WrittenVolume {
  readonly told: PackagedVolume
  readonly files: readonly (VolumeFile & { readonly copyTo: (path: string) => Promise<void> })[]
  readonly events: readonly (EventPlace & { readonly sealed: SealedOrder })[]
}

/** Every event of a volume with its proof against one checkpoint, every file with its copy. */
export async function volumeWithProofs(
  db: Db,
  copy: (sha256: Sha256, to: string) => Promise<void>,
  { told, files, events }: VolumeOrder,
  size: number,
): Promise<WrittenVolume> {
  return {
    told,
    files: files.map((file) => ({ ...file, copyTo: (to) => copy(file.sha256, to) })),
    events: await Promise.all(
      events.map(async ({ entry: { event, salt }, ...place }) => ({
        ...place,
        sealed: { event, salt: base64Of(salt), proof: await proofOf(db, event.id, size) },
      })),
    ),
  }
}
