import { instantOf } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import { walkBoxes } from './boxes.ts'
import type { Read } from './box-walk.ts'
import { empty } from './container-problem.ts'
import type { ContainerProblem } from './container-problem.ts'
import { walkHeif } from './heif.ts'
import type { HeifPicture } from './heif.ts'
import { walkJpeg } from './jpeg.ts'
import type { MediaType } from './media-type.ts'
import type { Place } from './place.ts'
import { walkRiff } from './riff.ts'
import { asfFacts, matroskaProblems, mp3Problems, oggProblems, transportProblems, walkPng } from './streams.ts'
import type { WrittenTime } from './written.ts'

/** What the structure of a file says, whatever its kind: nothing in it is decoded. */
export interface Structure {
  readonly problems: readonly ContainerProblem[]
  /** Times besides the header's stamp: with their zone first, in the order they were found. */
  readonly written: readonly WrittenTime[]
  /** The header's stamp, read as UTC as its format asks. */
  readonly created?: Instant
  readonly place?: Place
  readonly make?: string
  readonly model?: string
  readonly heif?: HeifPicture
}

/**
 * Walks a file by its kind: whether it is whole, and what it says of its time, place and maker. It takes milliseconds
 * whatever the size of a film; only a photograph is read through. Throws only what `read` throws.
 */
export async function structureOf(type: MediaType, read: Read, size: number): Promise<Structure> {
  if (size === 0) return { problems: [empty()], written: [] }
  const found = await walked(type, read, size)
  const stated = found.written.filter((one) => one.zone === 'stated')
  return { ...found, written: [...stated, ...found.written.filter((one) => one.zone !== 'stated')] }
}

async function walked(type: MediaType, read: Read, size: number): Promise<Structure> {
  switch (type) {
    case 'mp4':
    case 'mov':
    case '3gp': {
      const { problems, written, created, trackCreated, location, make, model } = await walkBoxes(read, size)
      const instant = created?.instant ?? trackCreated?.instant
      return {
        problems,
        written,
        ...(instant && { created: instant }),
        ...(location && { place: location }),
        ...(make && { make }),
        ...(model && { model }),
      }
    }
    case 'heic':
    case 'avif': {
      const { picture, ...facts } = await walkHeif(read, size)
      return { ...facts, ...(picture && { heif: picture }) }
    }
    case 'jpg':
      return walkJpeg(read, size)
    case 'png':
      return walkPng(read, size)
    case 'avi':
    case 'wav':
    case 'webp':
      return walkRiff(read, size)
    case 'mkv':
    case 'webm':
      return { written: [], problems: await matroskaProblems(read, size) }
    case 'ogg':
      return { written: [], problems: await oggProblems(read, size) }
    case 'mp3':
      return { written: [], problems: await mp3Problems(read, size) }
    case 'ts':
      return { written: [], problems: transportProblems(await read(0, 1), size) }
    case 'wmv': {
      const { problems, created } = await asfFacts(read, size)
      return { written: [], problems, ...(created !== undefined && { created: instantOf(created) }) }
    }
    default:
      return { written: [], problems: [] }
  }
}
