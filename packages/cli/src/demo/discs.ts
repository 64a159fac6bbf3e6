import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Client } from '@liuhen/contract'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { liuhen } from './children.ts'
import type { Say } from './told.ts'

const program = promisify(execFile)
const DAY = 86_400_000

export interface Disc {
  /** The image, as it lies in the data folder. */
  readonly image: string
  /** By us, and without us by sha256sum on the tree that xorriso takes out of it. */
  readonly verified: boolean
}

/** One disc of the package that was made last: its image verified, and on record as burnt by a person's word. */
export async function makeDisc(
  call: Client,
  {
    data,
    key,
    say,
    line,
  }: { readonly data: string; readonly key: string; readonly say: Say; readonly line: (line: string) => void },
): Promise<Disc> {
  const [made] = await call.listPackages()
  if (!made) throw new Error('there is no package to make a disc of')
  const order = { package: made.id, medium: 'dvd' as const }
  // What is only heard is written down first: the law asks for it.
  for (const { code, recording } of (await call.planDiscs({ body: order })).obstacles)
    if (code === 'sound-without-transcript' && recording)
      await call.writeTranscript({ params: { id: recording }, body: { text: '示例：录音内容的文字记录。' } })
  const [disc] = await call.makeDiscs({ body: order })
  if (!disc) throw new Error('no disc was made')
  const image = join(data, 'discs', `${disc.serial}.iso`)
  say(`制作光盘 ${disc.serial}：${image}`, `A disc image is made: ${disc.serial}`)
  const { code } = await liuhen(['verify', image, '--key', key], {}, line)
  const verified = code === 0 && (await holdsWithoutUs(image))
  say(
    `核验光盘映像（liuhen verify，以及 xorriso 取出后 sha256sum -c）：${verified ? '符' : '不符'}`,
    `The image, by liuhen verify and by sha256sum on what xorriso takes out of it: ${verified ? 'sound' : 'NOT sound'}`,
  )
  await call.sayDiscBurnt({
    params: { id: disc.id },
    body: {
      place: '示例：案卷内',
      nextCheck: CalendarDate.parse(dayOf(instantOf(Date.now() + 365 * DAY))),
      note: '示例：没有真的刻录',
    },
  })
  return { image, verified }
}

async function holdsWithoutUs(image: string): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-disc-'))
  try {
    const out = join(folder, 'disc')
    await program('xorriso', ['-osirrox', 'on', '-indev', image, '-extract', '/', out])
    await program('sha256sum', ['--strict', '--quiet', '-c', 'manifest-sha256.txt'], { cwd: out })
    return true
  } catch {
    return false
  } finally {
    // What comes off a disc is for reading only.
    await program('chmod', ['-R', 'u+w', folder])
    await rm(folder, { recursive: true, force: true })
  }
}
