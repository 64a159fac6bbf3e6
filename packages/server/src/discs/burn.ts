import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Viewer } from '@liuhen/core/access'
import type { DiscState, ReadBack } from '@liuhen/core/discs'
import { because, type CalendarDate, Corrupt, Digests, Failure, Refused } from '@liuhen/core/kernel'
import { redactedIn } from '../packages/index.ts'
import { actOn, discOf, type Discs, type DiscUnderWay } from './commands.ts'
import { imagePath } from './image.ts'
import { runProgram } from './program.ts'

type Burner = NonNullable<Discs['burner']>
type Image = NonNullable<DiscState['image']>

/**
 * Burns the image of a disc with the program of the settings, then reads every byte of it back from the drive. Only a disc
 * that reads back as its image is put on record as burnt; a failure is put on record as one and counts for nothing. Throws
 * Denied where it may not leave, Refused with what the program said, and Corrupt where the image itself is not what it was.
 */
export async function burnDisc(
  here: Discs,
  viewer: Viewer,
  id: string,
  { place, nextCheck }: { readonly place: string; readonly nextCheck: CalendarDate },
): Promise<void> {
  const actor = `person:${viewer.person}`
  const { state } = await discOf(here.db, id)
  // Who burns need not be who made it; what is handed out is burnt by who may take it, and what has been marked by nobody.
  if (state.image && !(await here.leaving.take(viewer, state.image.package)))
    await here.leaving.unmarked(viewer, state.recordings, await redactedIn(here.db, state.image.package))
  await withDrive(here, id, state, 'burning', async (burner, image) => {
    try {
      await imageIsWhole(here, state.serial, image)
      const [program = '', ...args] = burner.command.map((one) =>
        one.replaceAll('{image}', imagePath(here, state.serial)),
      )
      const ended = await runProgram(program, args)
      if (ended === 'missing') throw burnFailed(program, `${program}: not found`)
      if (ended.code !== 0) throw burnFailed(program, ended.said)
      here.underWay.set(id, { id, serial: state.serial, phase: 'reading' })
      const read = await readBack(burner.device, image).catch((error: unknown) => {
        throw notReadable(error)
      })
      if (!read.same) throw readsOtherwise()
      await actOn(here, id, actor, { do: 'burnt', burnt: { how: 'read-back', read, tool: program }, place, nextCheck })
    } catch (thrown) {
      if (!(thrown instanceof Failure) || !FAILURES.has(thrown.obstacles[0]?.code ?? '')) throw thrown
      await actOn(here, id, actor, { do: 'burn-failed', said: thrown.obstacles[0]?.message.zh.slice(0, 500) ?? '' })
      throw thrown
    }
  })
}

const FAILURES: ReadonlySet<string> = new Set(['burner-failed', 'disc-reads-otherwise', 'disc-unreadable'])

/** Reads the disc in the drive, which must be that disc by the name it bears, and puts on record how it was found. */
export async function readDisc(
  here: Discs,
  viewer: Viewer,
  id: string,
  nextCheck: CalendarDate | undefined,
): Promise<void> {
  const { state } = await discOf(here.db, id)
  await withDrive(here, id, state, 'reading', async ({ device }, image) => {
    const named = await nameOf(device).catch((error: unknown) => {
      throw notReadable(error)
    })
    if (named !== state.serial)
      throw because(
        Refused,
        'other-disc-in-drive',
        `光驱里的光盘是“${named}”，不是 ${state.serial}：没有登记检查结果`,
        `The disc in the drive is "${named}", not ${state.serial}: nothing was put on record`,
      )
    // A disc that bears the right name and cannot be read to its end is damaged: that is the finding.
    const read = await readBack(device, image).catch((): ReadBack => ({
      sha256: image.sha256,
      sm3: image.sm3,
      bytes: 0,
      same: false,
    }))
    await actOn(here, id, `person:${viewer.person}`, {
      do: 'check',
      checked: { how: 'read-back', read },
      ...(nextCheck && { nextCheck }),
    })
  })
}

async function withDrive(
  here: Discs,
  id: string,
  { serial, image }: DiscState,
  phase: DiscUnderWay['phase'],
  run: (burner: Burner, image: Image) => Promise<void>,
): Promise<void> {
  const { burner } = here
  if (!burner)
    throw because(
      Refused,
      'no-burner',
      '这台服务器没有接刻录机：请下载映像，在别的电脑上刻录，再登记“已刻录”',
      'This server has no burner: download the image, burn it elsewhere, and say so here',
    )
  if (!image) throw because(Refused, 'disc-without-image', '这张光盘的映像没有做成', 'There is no image of this disc')
  const busy = [...here.underWay.values()].find((one) => one.phase === 'burning' || one.phase === 'reading')
  if (busy)
    throw because(
      Refused,
      'burner-busy',
      `刻录机正在处理 ${busy.serial}，请等它做完`,
      `The burner is at work on ${busy.serial}: wait until it is done`,
    )
  here.underWay.set(id, { id, serial, phase })
  try {
    await run(burner, image)
  } finally {
    here.underWay.delete(id)
  }
}

/** Throws Corrupt where the image in the store is not the bytes that were put on record. */
export async function imageIsWhole(here: Discs, serial: string, image: Image): Promise<void> {
  const path = imagePath(here, serial)
  const found = await stat(path).catch(() => undefined)
  const digests = found?.size === image.bytes ? await here.workers.follow(path).finish(image.bytes) : undefined
  if (digests?.sha256 === image.sha256 && digests.sm3 === image.sm3) return
  throw because(
    Corrupt,
    'image-differs',
    '服务器上的这个光盘映像不在了，或已不是当初做成的内容：请用“重新制作”另做一张',
    'The image in the store is gone or no longer what was made: have the disc made anew',
  )
}

/** The digests of so many bytes from the beginning of a drive; rejects when it gives fewer or cannot be read. */
async function readBack(device: string, image: Image): Promise<ReadBack> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')]
  let bytes = 0
  for await (const piece of createReadStream(device, { end: image.bytes - 1, highWaterMark: 1 << 20 })) {
    sha256.update(piece as Buffer)
    sm3.update(piece as Buffer)
    bytes += (piece as Buffer).length
  }
  const digests = Digests.parse({ sha256: sha256.digest('hex'), sm3: sm3.digest('hex') })
  const same = bytes === image.bytes && digests.sha256 === image.sha256 && digests.sm3 === image.sm3
  return { ...digests, bytes, same }
}

/** The name a disc bears in its primary volume descriptor: ECMA-119 8.4.7. */
async function nameOf(device: string): Promise<string> {
  const file = await open(device, 'r')
  try {
    const sector = Buffer.alloc(2048)
    await file.read(sector, 0, sector.length, 16 * 2048)
    return sector.toString('latin1', 40, 72).trim()
  } finally {
    await file.close()
  }
}

const burnFailed = (program: string, said: string) =>
  because(
    Refused,
    'burner-failed',
    `刻录没有成功，没有登记。${program} 说：${said}`,
    `Burning did not succeed and nothing was put on record as burnt. ${program} said: ${said}`,
  )

const readsOtherwise = () =>
  because(
    Refused,
    'disc-reads-otherwise',
    '刻完读回的内容与映像不符，这张盘不算：请换一张空白盘再刻',
    'What was burnt reads back otherwise than its image, and counts for nothing: take another blank',
  )

const notReadable = (error: unknown) =>
  because(
    Refused,
    'disc-unreadable',
    `光驱里的光盘读不出来（${String((error as NodeJS.ErrnoException).code ?? error)}），没有登记`,
    `The disc in the drive cannot be read (${String(error)}); nothing was put on record`,
  )
