import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DiscImage, media, type Medium } from '@liuhen/core/discs'
import { because, Refused } from '@liuhen/core/kernel'
import { type Disk, diskFull, syncFolder } from '../platform/index.ts'
import type { DigestWorkers } from '../vault/index.ts'
import { runProgram } from './program.ts'

export interface Imaging {
  /** Where images lie, each named by the number of its disc. */
  readonly folder: string
  readonly disk: Disk
  readonly workers: DigestWorkers
}

const WRITER = 'genisoimage'

/** Windows, and Linux, read UDF with any name and size; Joliet and Rock Ridge are for older readers: stack of docs/decisions/0026. */
const FILE_SYSTEMS = ['-udf', '-J', '-joliet-long', '-r', '-iso-level', '3', '-allow-limited-size']

export const imagePath = ({ folder }: Pick<Imaging, 'folder'>, serial: string): string => join(folder, `${serial}.iso`)

/**
 * Makes the image whose tree is that folder, named by the number of its disc, and reads all of it for its digests.
 * Written beside its place, fsynced, moved there. Throws Refused where the program is missing or fails, the disk has no
 * room, or the image is larger than such a disc.
 */
export async function makeImage(
  here: Imaging,
  { serial, medium }: { readonly serial: string; readonly medium: Medium },
  folder: string,
): Promise<Omit<DiscImage, 'package'>> {
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const building = join(here.folder, `.${serial}-${randomUUID()}`)
  try {
    const version = await runProgram(WRITER, ['--version'])
    if (version === 'missing') throw writerMissing()
    if ((await here.disk.free()) - (await sizeOf(folder, serial)) < here.disk.reserve) throw diskFull()
    const written = await runProgram(WRITER, writing(serial, building, folder))
    if (written === 'missing') throw writerMissing()
    if (written.code !== 0) throw notWritten(written.said)
    const { size } = await stat(building)
    if (size > media[medium].bytes) throw tooSmall(medium)
    const file = await open(building, 'r')
    await file.chmod(0o600)
    await file.sync().finally(() => file.close())
    const digests = await here.workers.follow(building).finish(size)
    await rename(building, imagePath(here, serial))
    await syncFolder(here.folder)
    return { ...digests, bytes: size, tool: version.said.split('\n')[0]?.slice(0, 80) ?? WRITER }
  } finally {
    await rm(building, { force: true })
  }
}

const writing = (serial: string, to: string, folder: string): string[] => [
  '-quiet',
  ...FILE_SYSTEMS,
  '-input-charset',
  'utf-8',
  '-V',
  serial,
  '-o',
  to,
  folder,
]

/** How many bytes the image will have, by the program itself, which counts without writing. */
async function sizeOf(folder: string, serial: string): Promise<number> {
  const counted = await runProgram(WRITER, ['-print-size', ...writing(serial, '/dev/null', folder)])
  const sectors = counted === 'missing' ? undefined : /^\d+$/m.exec(counted.said)?.[0]
  return sectors === undefined ? 0 : Number(sectors) * 2048
}

const writerMissing = () =>
  because(
    Refused,
    'disc-writer-missing',
    '服务器没有安装 genisoimage，做不了光盘映像。请信息中心安装（Debian：apt-get install genisoimage）',
    'genisoimage is not installed, so no disc image can be made. Install it (Debian: apt-get install genisoimage)',
  )

const notWritten = (said: string) =>
  because(Refused, 'disc-image-failed', `光盘映像没有做成：${said}`, `The image was not made: ${said}`)

const tooSmall = (medium: Medium) =>
  because(
    Refused,
    'disc-too-small',
    `做成的映像放不进一张 ${media[medium].title.zh}：请选大一级的光盘`,
    `The image does not fit a ${media[medium].title.en}: choose a larger kind`,
    { field: 'medium' },
  )
