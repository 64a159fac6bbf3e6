import type { CaseState } from '@liuhen/core/case'
import type { Explanation, VolumeState } from '@liuhen/core/volumes'

/** What is known of the disc, and of the explanation, that goes into the file with a recording of the case. */
export interface DiscOf {
  readonly recording: string
  readonly explanation?: Omit<Explanation, 'recording'> & { readonly by: string; readonly at: string }
  /** By which the disc is known. */
  readonly disc?: string
}

/**
 * The one place where a register of discs answers. Until there is one, the explanation is what was stated for the volume, and
 * no disc is told of: what a volume asks for is that each recording of the case is explained.
 */
export function discsOf(state: CaseState, volume: VolumeState): ReadonlyMap<string, DiscOf> {
  const ids = state.acts.flatMap((one) => (one.struck ? [] : one.recordings.map(({ recording }) => recording)))
  return new Map(
    ids.map((recording) => {
      const said = volume.explained.find((one) => one.recording === recording)
      const { proves, method, by, at } = said ?? {}
      const explanation =
        proves !== undefined && method !== undefined && by !== undefined && at !== undefined
          ? { explanation: { proves, method, by, at } }
          : {}
      return [recording, { recording, ...explanation }]
    }),
  )
}
