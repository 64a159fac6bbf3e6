import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { footageFor, type CachedFootage } from '../../../../cli/src/demo/footage-cache.ts'
import { derive, probe, type Derived, type ReadableProbe } from './index.ts'

let footage: CachedFootage
let scratch: string
let made = 0

/** The sample day and a folder for what is made of it, for the tests of one file. */
export function mediaTrial(): void {
  beforeAll(async () => {
    footage = await footageFor()
    scratch = await mkdtemp(join(tmpdir(), 'liuhen-media-'))
  })
  afterAll(() => rm(scratch, { recursive: true, force: true }))
}

export const sampleFiles = (): CachedFootage['files'] => footage.files
export const sampleFolder = (): string => footage.folder
/** Where this file of tests may write. */
export const scratchFolder = (): string => scratch
/** A name that nothing in it has yet; `prefix` before it and `suffix` after. */
export const newFolder = (prefix = '', suffix = ''): string => join(scratch, `${prefix}${made++}${suffix}`)

export const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

export function fileOf(noteOrName: string): string {
  const file = footage.files.find(({ path, note }) => note.includes(noteOrName) || path.includes(noteOrName))
  if (file === undefined) throw new Error(`the footage has no ${noteOrName}`)
  return join(footage.folder, file.path)
}

export async function readable(path: string): Promise<ReadableProbe> {
  const found = await probe(path)
  if (!found.readable) throw new Error(`${path}: ${found.reason.en} ${found.detail}`)
  return found
}

/** Made once of each file, however many tests look at it. */
const derivations = new Map<string, Promise<Derived>>()
export function derivedFrom(path: string): Promise<Derived> {
  const folder = newFolder()
  const derived = derivations.get(path) ?? readable(path).then((found) => derive(path, found, folder))
  derivations.set(path, derived)
  return derived
}

/** As ffprobe, asked afresh, describes the first stream of a kind. */
export async function viewed(path: string) {
  const found = await readable(path)
  return { container: found.container, codec: found.video?.codec, sound: found.audio?.codec, ...found.video }
}

/** Whether the index stands before the media, so that playing can start before all is loaded. */
export async function indexFirst(path: string): Promise<boolean> {
  const bytes = await readFile(path)
  return bytes.indexOf('moov') < bytes.indexOf('mdat')
}
