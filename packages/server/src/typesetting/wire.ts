/**
 * What the typesetting process is told and what it answers: types alone, because in its cage it sees no other file of the
 * project.
 */

/** Told once, at its start. */
export interface Setting {
  /** An empty folder: all that a template could read. */
  readonly root: string
  /** Files a template may import, by name. */
  readonly sources: Readonly<Record<string, string>>
  readonly fontFiles: readonly string[]
  /** The faces templates ask for, each with the families that are here, best first. */
  readonly faces: Readonly<Record<string, readonly string[]>>
  /** Of families that draw characters as others, these characters. */
  readonly wrong: Readonly<Record<string, string>>
}

export interface Job {
  /** The name of the source to begin with, without its ending. */
  readonly template: string
  /** JSON. */
  readonly data: string
  /** Files of this job alone, by the names its data gives them. */
  readonly files?: Readonly<Record<string, Uint8Array>>
}

/** A place as a template states it, in points. */
export interface Place {
  readonly slot: string
  readonly page: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Answer = (
  | { readonly pdf: Uint8Array; readonly pages: number; readonly places: readonly Place[] }
  | { readonly failed: 'characters'; readonly characters: readonly string[] }
  | { readonly failed: 'family'; readonly family: string }
  | { readonly failed: 'template'; readonly words: string }
) & { /** Resident memory of the process afterwards, in bytes. */ readonly rss: number }
