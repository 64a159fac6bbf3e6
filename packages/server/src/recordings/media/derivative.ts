/**
 * Something made from an original: never the original itself, always with what made it, so that anyone can make it again.
 * `tool` is the program and version, `recipe` the name and version of the way it was used here, `parameters` its settings.
 */
export interface Derivative {
  readonly path: string
  readonly kind:
    | 'view-copy'
    | 'still'
    | 'waveform'
    | 'stretches'
    | 'thumbnails'
    | 'taken-still'
    | 'track-copy'
    | 'transcript'
    | 'redacted'
  readonly mediaType: string
  readonly tool: string
  readonly recipe: string
  readonly parameters: Readonly<Record<string, string | number>>
}

/** A part of ffmpeg's filter graph and the output files it feeds; branches of one pass decode the original once. */
export interface Branch {
  /** Takes the stream of this label, `[seen]`. */
  readonly graph: (from: string) => string
  readonly outputs: readonly string[]
}
