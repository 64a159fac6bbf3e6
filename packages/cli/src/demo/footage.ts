import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { CalendarDate } from '@liuhen/core/kernel'
import { CAMERAS, filming, type Made, type Part } from './footage/day.ts'
import { inParallel } from './footage/programs.ts'
import { drawStreet } from './footage/scene.ts'
import { speakAll } from './footage/voice.ts'

export { CAMERAS } from './footage/day.ts'

/** One file of the day, its digest and size included. */
export interface Footage extends Made {
  readonly sha256: string
  readonly bytes: number
}

export interface Filming {
  /** The calendar day in Beijing on which it was filmed. */
  readonly day: string
  /** Only this part of it. */
  readonly only?: Part
  /** One line for each file made. */
  readonly onProgress?: (line: string) => void
}

/**
 * Films a day of two body-worn cameras into `folder/card-1`, `folder/card-2` and `folder/loose`, and writes beside each
 * card the simulation of its camera (`card-1.camera.json`; see camera.ts). About twenty small files: contiguous
 * segments, a gap explained aloud, a slow clock, every container a docking station meets, damaged ones too. Needs ffmpeg
 * and espeak-ng; throws Refused when one is missing. Deterministic for one version of these.
 */
export async function makeFootage(folder: string, filmed: Filming): Promise<Footage[]> {
  const day = CalendarDate.parse(filmed.day)
  const dated = day.replaceAll('-', '')
  const folders = [`card-1/DCIM/${dated}/IMP`, `card-2/DCIM/${dated}`, 'card-2/DCIM/100PHONE', 'card-2/DCIM/100COPY']
  for (const name of [...folders, 'loose']) await mkdir(join(folder, name), { recursive: true })
  for (const [card, camera] of Object.entries(CAMERAS))
    await writeFile(join(folder, `${card}.camera.json`), `${JSON.stringify(camera, null, 2)}\n`)

  const scratch = await mkdtemp(join(tmpdir(), 'liuhen-filming-'))
  try {
    const street = join(scratch, 'street.png')
    const [voice] = await Promise.all([speakAll(scratch), drawStreet(street)])
    const { jobs, parts, copies } = filming({ folder, scratch, street, day, voice })
    const finish = async (job: () => Promise<Made[]>): Promise<Footage[]> => {
      const files = await Promise.all((await job()).map((made) => measured(folder, made)))
      for (const file of files) filmed.onProgress?.(`${file.path}  ${Math.ceil(file.bytes / 1024)} KiB  ${file.note}`)
      return files
    }
    const made = await inParallel(
      availableParallelism(),
      (filmed.only === undefined ? jobs : parts[filmed.only]).map((job) => () => finish(job)),
    )
    return [...made.flat(), ...(filmed.only === undefined ? await finish(copies) : [])].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    )
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function measured(folder: string, made: Made): Promise<Footage> {
  const bytes = await readFile(join(folder, made.path))
  return { ...made, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }
}
