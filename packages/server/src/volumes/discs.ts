import type { Explanation, VolumeState } from '@liuhen/core/volumes'
import { discsOf } from '../discs/index.ts'
import type { Db } from '../platform/database/index.ts'

/** What goes into the file with a recording of the case: its explanation, as it was stated for the volume, and its disc. */
export interface DiscOf {
  readonly explanation?: Omit<Explanation, 'recording'> & { readonly by: string; readonly at: string }
  /** The serial of the newest disc that is on record as burnt and is neither lost nor broken. */
  readonly disc?: string
}

export async function discsInFile(
  db: Db,
  recordings: readonly string[],
  { explained }: Pick<VolumeState, 'explained'>,
): Promise<ReadonlyMap<string, DiscOf>> {
  const discs = await discsOf(db, recordings)
  return new Map(
    recordings.map((recording) => {
      const said = explained.find((one) => one.recording === recording)
      const disc = discs.get(recording)?.find((one) => one.stands === 'kept')
      return [recording, { ...(said && { explanation: said }), ...(disc && { disc: disc.serial }) }]
    }),
  )
}
