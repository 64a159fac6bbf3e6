import { z } from 'zod'
import { type Text, text } from '../kernel/index.ts'

/** The kinds of blank disc an image can be made for. */
export const Medium = z.enum(['cd', 'dvd', 'dvd-dl', 'bd', 'bd-dl', 'bd-xl'])
export type Medium = z.infer<typeof Medium>

interface Blank {
  readonly title: Text
  /** Bytes of user data, in sectors of 2048: where two makes of one kind differ, the smaller. */
  readonly bytes: number
}

const SECTOR = 2048

/** How much each kind of blank holds: ECMA-130 (CD-R of 80 minutes), ECMA-359, ECMA-364 and the Blu-ray formats. */
export const media: Readonly<Record<Medium, Blank>> = {
  cd: { title: text('CD-R（700 MB）', 'CD-R (700 MB)'), bytes: 359_844 * SECTOR },
  dvd: { title: text('DVD±R（4.7 GB）', 'DVD±R (4.7 GB)'), bytes: 2_295_104 * SECTOR },
  'dvd-dl': { title: text('DVD±R 双层（8.5 GB）', 'DVD±R dual layer (8.5 GB)'), bytes: 4_171_712 * SECTOR },
  bd: { title: text('BD-R（25 GB）', 'BD-R (25 GB)'), bytes: 12_219_392 * SECTOR },
  'bd-dl': { title: text('BD-R 双层（50 GB）', 'BD-R dual layer (50 GB)'), bytes: 24_438_784 * SECTOR },
  'bd-xl': { title: text('BD-R XL（100 GB）', 'BD-R XL (100 GB)'), bytes: 48_878_592 * SECTOR },
}

/** What every disc holds besides recordings: file systems, lists, statement, the page. Generous; the image is measured. */
export const EVERY_DISC = 12 * 1024 * 1024
/** What each recording brings besides its bytes: proofs, its lines in the lists, the ends of sectors. */
export const EVERY_ITEM = 256 * 1024

/** A recording as it goes on a disc: with its view copies and transcript. */
export interface Item {
  readonly recording: string
  /** All of its files together. */
  readonly bytes: number
}

/** What goes on which disc, in the order given; and what fits no disc of that kind. */
export interface Spread {
  readonly discs: readonly (readonly string[])[]
  readonly tooLarge: readonly Item[]
}

/**
 * Lays recordings on discs one after the other: a recording is never cut in two, since each disc has to verify alone. The
 * order is kept, so that what was filmed first is on the first disc.
 */
export function spread(items: readonly Item[], medium: Medium): Spread {
  const room = media[medium].bytes - EVERY_DISC
  const tooLarge = items.filter(({ bytes }) => bytes + EVERY_ITEM > room)
  const discs: string[][] = []
  let left = 0
  for (const { recording, bytes } of items) {
    const takes = bytes + EVERY_ITEM
    if (takes > room) continue
    if (takes > left || discs.length === 0) {
      discs.push([])
      left = room
    }
    discs.at(-1)?.push(recording)
    left -= takes
  }
  return { discs, tooLarge }
}

/** The smallest kind of blank that holds so much as one recording; undefined where none does. */
export const smallestFor = (bytes: number): Medium | undefined =>
  Medium.options.find((one) => bytes + EVERY_ITEM + EVERY_DISC <= media[one].bytes)

/** `GP2026-0007`: 光盘编号, counted through the year. */
export const serialOf = (year: number, number: number): string => `GP${year}-${String(number).padStart(4, '0')}`
