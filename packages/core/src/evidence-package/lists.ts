import type { Digests } from '../kernel/index.ts'
import { BAG_DECLARATION, bagInfoText, manifestText } from './bag.ts'
import type { BagInfo } from './bag.ts'
import { PLACES } from './paths.ts'

/** A file of a package with all that the lists say of it. */
export interface ListedFile extends Digests {
  readonly path: string
  readonly bytes: number
  readonly sha512: string
}

type Texts = readonly (readonly [path: string, words: string])[]

const listOf = (digest: 'sha256' | 'sha512' | 'sm3', files: readonly ListedFile[]): string =>
  manifestText(files.map((one) => ({ path: one.path, digest: one[digest] })))

/** The bag files and lists that follow from everything under `data/`, spec/package.md section 3. */
export const payloadLists = (named: Omit<BagInfo, 'bytes' | 'files'>, payload: readonly ListedFile[]): Texts => [
  [PLACES.declaration, BAG_DECLARATION],
  [
    PLACES.info,
    bagInfoText({ ...named, bytes: payload.reduce((sum, one) => sum + one.bytes, 0), files: payload.length }),
  ],
  [PLACES.manifest, listOf('sha256', payload)],
  [PLACES.manifest512, listOf('sha512', payload)],
  [PLACES.sm3, listOf('sm3', payload)],
]

/** The tag manifests over {@link payloadLists}, the companion and the page. */
export const tagLists = (tags: readonly ListedFile[]): Texts => [
  [PLACES.tagManifest, listOf('sha256', tags)],
  [PLACES.tagManifest512, listOf('sha512', tags)],
]
