import { canonical } from '../kernel/index.ts'
import type { PackageIndex } from './package-index.ts'
import { PLACES, eventPath, proofPath, redactionEventPaths } from './paths.ts'
import { volumeEventPaths } from './volume-index.ts'
import type { PackagedVolume } from './volume-index.ts'

/** What the places of an item's events follow from. */
interface ItemPlace {
  readonly number: number
  readonly further?: number | undefined
  readonly redacted?: unknown
}

/** The text files that travel inside manifest.js, in no particular order. */
export function companionPaths({
  items,
  version = 2,
  volume,
}: {
  readonly items: readonly ItemPlace[]
  readonly version?: PackageIndex['version']
  readonly volume?: PackagedVolume | undefined
}): readonly string[] {
  const { declaration, info, manifest, manifest512, sm3, index, statement, checkpoint, keys } = PLACES
  const shared = [declaration, info, manifest, sm3, index, statement, checkpoint, keys]
  const since = version === 1 ? [] : [manifest512]
  const ofVolume = volume === undefined ? [] : volumeEventPaths(volume)
  return [...shared, ...since, ...items.flatMap(eventPaths), ...ofVolume]
}

/** The event files of an item and their proofs. */
export const eventPaths = ({ number, further = 0, redacted }: ItemPlace): string[] => [
  ...Array.from({ length: further + 1 }, (_, i) => [eventPath(number, i), proofPath(number, i)]).flat(),
  ...(redacted === undefined ? [] : redactionEventPaths(number).flatMap(({ event, proof }) => [event, proof])),
]

const PREFIX = 'window.LIUHEN_PACKAGE = '

/**
 * The classic script that puts a package's text files where a page opened from disc can reach them: such a page may read
 * no file by itself. It is a function of those files, so a verifier makes it again and compares.
 */
export function companionScript(texts: { readonly [path: string]: string }): string {
  const escaped = canonical(texts).replace(
    /[<\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${PREFIX}${escaped}\n`
}
