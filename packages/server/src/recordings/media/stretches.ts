import { z } from 'zod'

/** A part in which the picture is black or stands still, or nothing is heard; milliseconds from the start. */
export const Stretch = z.object({
  kind: z.enum(['black', 'frozen', 'silent']),
  fromMs: z.number().int(),
  toMs: z.number().int(),
})
export type Stretch = z.infer<typeof Stretch>

/**
 * Nine tenths of a black picture must be dark, not all of it: the clock printed into it stays bright when the lens is
 * covered. Frozen is a mean difference of 0.002 or less in a picture 160 pixels wide: at full size the encoder's own
 * noise in a frozen picture reaches 0.003, made small it stays below 0.001, as does a printed clock that ticks on. Silent is below -50 dB, under any room's noise: a dead microphone.
 */
export const THRESHOLDS = {
  blackSeconds: 1,
  blackPicture: 0.9,
  blackPixel: 0.1,
  frozenSeconds: 2,
  watchedWidth: 160,
  frozenDifference: 0.002,
  silentSeconds: 2,
  silentDecibels: -50,
} as const
const T = THRESHOLDS

export const watching = (from: string): string =>
  `${from}scale=${T.watchedWidth}:-2:flags=area,blackdetect=d=${T.blackSeconds}:pic_th=${T.blackPicture}:pix_th=${T.blackPixel},` +
  `freezedetect=n=${T.frozenDifference}:d=${T.frozenSeconds},nullsink`

export const listening = (from: string): string =>
  `${from}silencedetect=n=${T.silentDecibels}dB:d=${T.silentSeconds},anullsink`

/**
 * Collects what ffmpeg's detectors say, line by line, one of them for each of so many sound tracks. Only their own lines count: a container's title may say anything.
 */
export function stretchReader(sounds = 1): {
  readonly line: (line: string) => void
  readonly found: (durationMs: number) => Stretch[]
} {
  const found: Stretch[] = []
  const open = new Map<string, number>()
  /** What each sound track's detector found; only what all of them found is a silence. */
  const silences = new Map<string, Stretch[]>()
  const close = (kind: 'frozen' | 'silent', detector: string, end: number): void => {
    const start = open.get(`${kind} ${detector}`)
    if (start === undefined) return
    open.delete(`${kind} ${detector}`)
    const stretch = { kind, fromMs: start, toMs: Math.max(start, end) }
    if (kind === 'silent') silences.get(detector)?.push(stretch)
    else found.push(stretch)
  }
  const line = (line: string): void => {
    const [, detector, said] = /^\[((?:blackdetect|freezedetect|silencedetect) @ [^\]]*)\](.*)$/.exec(line) ?? []
    if (detector === undefined || said === undefined) return
    if (detector.startsWith('silence') && !silences.has(detector)) silences.set(detector, [])
    const value = (name: string): number | undefined => {
      const seconds = new RegExp(`\\b${name}: ?(-?[\\d.]+)`).exec(said)?.[1]
      return seconds === undefined ? undefined : Math.max(0, Math.round(Number(seconds) * 1000))
    }
    const [blackStart, blackEnd] = [value('black_start'), value('black_end')]
    if (blackStart !== undefined && blackEnd !== undefined)
      found.push({ kind: 'black', fromMs: blackStart, toMs: blackEnd })
    for (const [kind, name] of [
      ['frozen', 'freeze'],
      ['silent', 'silence'],
    ] as const) {
      const [start, end] = [value(`${name}_start`), value(`${name}_end`)]
      if (start !== undefined) open.set(`${kind} ${detector}`, start)
      if (end !== undefined) close(kind, detector, end)
    }
  }
  return {
    line,
    found: (durationMs) => {
      // What lasts to the end of the recording is never said to end.
      for (const key of open.keys()) {
        const [kind = '', ...detector] = key.split(' ')
        close(kind as 'frozen' | 'silent', detector.join(' '), durationMs)
      }
      // A detector that said nothing heard something all along.
      const silent = silences.size < sounds ? [] : [...silences.values()].reduce(inBoth, undefined)
      return [...withoutFrozenBlack(found), ...(silent ?? [])].sort((a, b) => a.fromMs - b.fromMs)
    },
  }
}

/** Where both are silent, for long enough to be told. */
function inBoth(a: readonly Stretch[] | undefined, b: readonly Stretch[]): readonly Stretch[] {
  if (a === undefined) return b
  return a
    .flatMap((one) =>
      b.map((two): Stretch => ({
        kind: 'silent',
        fromMs: Math.max(one.fromMs, two.fromMs),
        toMs: Math.min(one.toMs, two.toMs),
      })),
    )
    .filter((one) => one.toMs - one.fromMs >= T.silentSeconds * 1000)
}

/** A black picture stands still as well; it is told once, as black. */
function withoutFrozenBlack(stretches: readonly Stretch[]): Stretch[] {
  const black = stretches.filter((one) => one.kind === 'black')
  const left = (frozen: Stretch): Stretch[] =>
    black.reduce(
      (parts, { fromMs, toMs }) =>
        parts
          .flatMap((part) => [
            { ...part, toMs: Math.min(part.toMs, fromMs) },
            { ...part, fromMs: Math.max(part.fromMs, toMs) },
          ])
          .filter((part) => part.toMs > part.fromMs),
      [frozen],
    )
  const lasting = (part: Stretch): boolean => part.toMs - part.fromMs >= T.frozenSeconds * 1000
  return stretches.flatMap((one) => (one.kind === 'frozen' ? left(one).filter(lasting) : [one]))
}
