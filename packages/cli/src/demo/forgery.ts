import { createHash, randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tusPath } from '@liuhen/contract/intake'
import type { Declared } from '@liuhen/core/intake'
import { CAMERAS } from './footage.ts'
import { ffmpeg } from './footage/programs.ts'
import { signIn, type Visitor } from './visitor.ts'

/** What came of an attempt to pass noise off as another's recording. */
export interface Forged {
  readonly recording: string
  /** Counted for nothing: attributed to nobody, and as many interruptions open as before. */
  readonly uncounted: boolean
}

type Say = (zh: string, en: string) => void

/**
 * An officer of another unit uploads noise that says it is of card 1's camera, its officer, and exactly the three minutes
 * in which that camera did not record, with a clock of their own making. It is taken in, flagged and not counted.
 */
export async function forge(url: string, folder: string, day: string, password: string, say: Say): Promise<Forged> {
  const [one, two] = [CAMERAS['card-1'], CAMERAS['card-2']]
  say(
    `${two.userName}（另一中队）把三分钟噪声当作 ${one.serial}、${one.userName}的录像上传，自报“已测”时钟`,
    `An officer of another unit uploads three minutes of noise as ${one.serial}'s, with a clock of their own making`,
  )
  const [sender, leader] = [await signIn(url, 'chenyq', password), await signIn(url, 'shenzy', password)]
  const before = (await leader.call.workbench()).unexplainedCount
  const file = join(folder, 'forged.mp4')
  await noise(file, 180)
  const bytes = await readFile(file)
  const recording = await upload(url, sender, bytes, {
    fileName: `${one.serial}_${one.userNo}_${day.replaceAll('-', '')}100516_0006.mp4`,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex') as Declared['sha256'],
    deviceNumber: one.serial,
    officerNumber: one.userNo,
    deviceTime: `${day} 10:05:16`,
    sequence: 6,
    clock: { offset: 0, error: 10, samples: 8, at: new Date().toISOString() as never },
  })
  for (let tries = 0; (await leader.call.workbench()).deriving > 0 && tries < 600; tries++) await later(200)
  const { row, origin } = await leader.call.showRecording({ params: { id: recording } })
  const after = (await leader.call.workbench()).unexplainedCount
  const uncounted = origin.unconfirmed && row.officer === undefined && row.device === undefined && before === after
  for (const { message } of origin.doubts) say(`  标出：${message.zh}`, `flagged: ${message.en}`)
  say(
    uncounted
      ? `不归任何人，不补缺口：待说明的中断仍是 ${after} 处，等所称单位的负责人核实`
      : `伪造的文件被计入了：待说明的中断由 ${before} 处变为 ${after} 处`,
    uncounted
      ? `Attributed to nobody, closes nothing: ${after} interruptions are open as before; the unit it claims is asked`
      : `THE FORGED FILE WAS COUNTED: ${before} open interruptions became ${after}`,
  )
  return { recording, uncounted }
}

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** A film of nothing but noise, so long. */
export async function noise(file: string, seconds: number): Promise<void> {
  const picture = `color=s=64x48:r=2:d=${seconds},noise=alls=100:allf=t`
  const sound = `anoisesrc=d=${seconds}:r=8000:seed=${randomInt(1e6)}`
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  const coded = '-threads 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -b:a 16k -shortest'.split(' ')
  await ffmpeg([...inputs, ...coded, file])
}

/** As a page sends a file, and waits until it is preserved. */
async function upload(url: string, who: Visitor, bytes: Buffer, declared: Declared): Promise<string> {
  const response = await fetch(`${url}${tusPath}`, {
    method: 'POST',
    headers: {
      cookie: who.cookie(),
      'liuhen-request': '1',
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `declared ${Buffer.from(JSON.stringify(declared)).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  const id = response.headers.get('location')?.split('/').at(-1)
  if (id === undefined) throw new Error(`${response.status} ${await response.text()}`)
  for (let tries = 0; tries < 600; tries++) {
    const { state, recording } = await who.call.uploadState({ params: { id } })
    if (recording !== undefined && (state === 'preserved' || state === 'repeated')) return recording
    await later(100)
  }
  throw new Error('the forged file was not settled')
}
