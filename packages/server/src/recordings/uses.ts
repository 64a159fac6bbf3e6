import type { Viewer } from '@liuhen/core/access'
import type { BodyOf } from '@liuhen/core/journal'
import type { RecordingRowOf } from './rows.ts'

type Looked = BodyOf<'RecordingLooked/1'>
type Row = Pick<RecordingRowOf, 'id' | 'unit' | 'officer' | 'sender' | 'asked_unit'>

/**
 * Whether a look or a copy is allowed now: that is for requests to say, which know recordings. `counts`: a use of what was
 * granted, and not a small picture beside it; `redacted`: it is the redacted copy that is asked for.
 */
export interface Uses {
  /** By what right, or throws Denied with the reason and its article; a use under a request is on record then. */
  permit(
    viewer: Viewer,
    recording: string,
    deed: 'look' | 'copy',
    given: { readonly counts: boolean; readonly under?: string | undefined; readonly redacted?: boolean },
  ): Promise<{ readonly by: NonNullable<Looked['right']>; readonly request?: string }>
  /** Whether they know of it by a request of theirs or a case before them, whatever their roles show them. */
  knows(viewer: Viewer, recording: string): Promise<boolean>
  /** Those whose words are kept from them: a search that found them by their words would read them out. */
  wordsKept(viewer: Viewer): Promise<readonly string[]>
  /** Of these rows those of which they see no picture. */
  closed(viewer: Viewer, rows: readonly Row[]): Promise<ReadonlySet<string>>
}

/** The recordings of a spot check on which a viewer has a verdict to give: that is for supervision to say. */
export type VerdictsOwed = (viewer: Viewer) => Promise<ReadonlySet<string>>
