import type { CardFile } from './card.ts'

/** A file as it was last seen, and since when it has not changed. */
export interface Sighting {
  readonly bytes: number
  readonly modified: number
  /** Milliseconds, of the same clock as `now`. */
  readonly since: number
}

/** What is known of a folder's files, by their place. */
export type Sightings = ReadonlyMap<string, Sighting>

const keyOf = (file: CardFile): string => file.place.toString('latin1')

/** The sightings after one more look: a file that grew, shrank or was touched begins anew, one that is gone is forgotten. */
export function looked(before: Sightings, files: readonly CardFile[], now: number): Sightings {
  return new Map(
    files.map((file) => {
      const { bytes, modified } = file
      const last = before.get(keyOf(file))
      const isSame = last !== undefined && last.bytes === bytes && last.modified === modified
      return [keyOf(file), isSame ? last : { bytes, modified, since: now }]
    }),
  )
}

/** Whether nobody has written to the file for `still` milliseconds, as far as was looked. */
export function isStill(sightings: Sightings, file: CardFile, now: number, still: number): boolean {
  const last = sightings.get(keyOf(file))
  return last !== undefined && last.bytes === file.bytes && last.modified === file.modified && now - last.since >= still
}

/** Names a file together with its state, so that a changed file counts as another one. */
export const stateOf = (file: CardFile): string => `${keyOf(file)}\0${file.bytes}\0${file.modified}`
