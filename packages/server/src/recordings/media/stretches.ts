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
 * Collects what ffmpeg's detectors say, line by line. Only their own lines count: a container's title may say anything.
 */
export function stretchReader(): {
  readonly line: (line: string) => void
  readonly found: (durationMs: number) => Stretch[]
} {
  const found: Stretch[] = []
  const open: { frozen?: number; silent?: number } = {}
  const close = (kind: 'frozen' | 'silent', end: number): void => {
    const start = open[kind]
    if (start !== undefined) found.push({ kind, fromMs: start, toMs: end })
    delete open[kind]
  }
  const line = (line: string): void => {
    const [, detector, said] = /^\[(blackdetect|freezedetect|silencedetect) @ [^\]]*\](.*)$/.exec(line) ?? []
    if (detector === undefined || said === undefined) return
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
      if (start !== undefined) open[kind] = start
      if (end !== undefined) close(kind, end)
    }
  }
  return {
    line,
    found: (durationMs) => {
      // What lasts to the end of the recording is never said to end.
      close('frozen', Math.max(durationMs, open.frozen ?? 0))
      close('silent', Math.max(durationMs, open.silent ?? 0))
      return withoutFrozenBlack(found).sort((a, b) => a.fromMs - b.fromMs)
    },
  }
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
