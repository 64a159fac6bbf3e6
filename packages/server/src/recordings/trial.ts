import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { UploadState } from '@liuhen/contract/intake'
import { Declared } from '@liuhen/core/intake'
import { footageFor } from '../../../cli/src/demo/footage-cache.ts'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { mediaTools } from './media/index.ts'

/** A server with two units, an officer and a camera in each, and a station that brings in real footage. */
export interface TrialBureau extends AsyncDisposable {
  readonly server: TrialServer
  readonly centre: SignedIn
  /** Of the first unit, which has the camera DSJ0217. */
  readonly leader: SignedIn
  readonly officer: SignedIn
  /** Of the second unit, which has the camera DSJ0342, seven minutes slow. */
  readonly otherLeader: SignedIn
  readonly otherOfficer: SignedIn
  /** The day's footage whose path ends so. */
  footage(end: string): Promise<Buffer>
  /** Brings a file in as of the camera named, or of one without a number, which is asked; resolves when it is preserved or set aside. */
  bring(bytes: Uint8Array, said: Partial<Declared> & { fileName: string }): Promise<UploadState>
  /** The same of a card: the station has the file and what is declared, signs it, and asks no camera. */
  bringFromCard(bytes: Uint8Array, said: Partial<Declared> & { fileName: string }): Promise<UploadState>
  /** Brings in a file of the day with what its name says. */
  bringFootage(end: string, said?: Partial<Declared>): Promise<UploadState>
  /** Asks again until there is an answer. Throws when it is too long in coming. */
  until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T>
  /** Waits until no job of these recordings has anything left to do. */
  derived(...recordings: readonly string[]): Promise<void>
}

const PATIENCE = 240_000

/** Asks again until there is an answer. Throws when it is too long in coming. */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const began = Date.now(); Date.now() - began < PATIENCE;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error(`waited ${PATIENCE / 1000} s in vain for ${what}`)
}

const SLOW = { offset: -420_000, error: 500, samples: 8 }

export async function trialBureau(): Promise<TrialBureau> {
  const { folder, files } = await footageFor()
  const server = await trialServer()
  const system = await server.as('system-administrator')
  const centre = await server.as('information-centre')
  const unit = async (code: string, name: string) =>
    (await system.addUnit({ body: { code, name, kind: 'squadron', parent: server.unit } })).id
  const [one, two] = [await unit('Z1', '一中队'), await unit('Z2', '二中队')]
  const [leader, otherLeader] = [await server.another('team-leader', one), await server.another('team-leader', two)]
  const [officer, otherOfficer] = [await server.another('officer', one), await server.another('officer', two)]
  const camera = async (number: string, at: string, holder: string) => {
    const { id } = await centre.registerDevice({ body: { number, kind: 'body-camera', unit: at } })
    await centre.issueDevice({ params: { id }, body: { holder, from: '2026-11-01T00:00:00.000Z' as never } })
  }
  await camera('DSJ0217', one, officer.person)
  await camera('DSJ0342', two, otherOfficer.person)
  const { key, client, reads } = await server.station()
  const bring: TrialBureau['bring'] = async (bytes, said) => {
    const { deviceNumber: number, clock, identity } = said
    const read = await reads({
      ...(number && { number }),
      ...(clock && { offset: clock.offset }),
      ...(identity && { identity }),
    })
    return send(bytes, read.declare(declaredOf(bytes, said)))
  }
  const bringFromCard: TrialBureau['bringFromCard'] = async (bytes, said) => {
    const { deviceNumber: number } = said
    const read = await reads({ camera: false, ...(number && { number }) })
    return send(bytes, read.declare(declaredOf(bytes, said)))
  }
  const declaredOf = (bytes: Uint8Array, said: Partial<Declared>): Declared =>
    Declared.parse({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...said })
  const send = async (bytes: Uint8Array, said: Declared): Promise<UploadState> => {
    const declared = Buffer.from(JSON.stringify(said)).toString('base64')
    const response = await fetch(`${server.url}/api/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': `declared ${declared}`,
        'content-type': 'application/offset+octet-stream',
      },
      body: Buffer.from(bytes),
    })
    const id = response.headers.get('location')?.split('/').at(-1)
    if (id === undefined) throw new Error(`${response.status} ${await response.text()}`)
    return until(`upload ${id} to be sealed`, async () => {
      const state = await client.uploadState({ params: { id } })
      return state.sealed ? state : undefined
    })
  }
  const footage = async (end: string) =>
    readFile(join(folder, files.find((file) => file.path.endsWith(end))?.path ?? end))
  return {
    server,
    centre,
    leader,
    officer,
    otherLeader,
    otherOfficer,
    bring,
    bringFromCard,
    until,
    footage,
    async bringFootage(end, said = {}) {
      const bytes = await footage(end)
      const read = /(?<device>DSJ\d{4})_\d{6}_(?<stamp>\d{14})_(?<number>\d{4})/.exec(end)?.groups
      const [year, month, day, hour, minute, second] = read?.['stamp']?.match(/^\d{4}|(?<=^\d{4}(?:\d\d)*)\d\d/g) ?? []
      return bring(bytes, {
        fileName: end,
        ...(read && {
          deviceNumber: read['device'] as string,
          sequence: Number(read['number']),
          deviceTime: `${year}-${month}-${day} ${hour}:${minute}:${second}`,
          clock: { ...SLOW, offset: read['device'] === 'DSJ0342' ? SLOW.offset : 0, at: server.clock.now() },
        }),
        ...said,
      })
    },
    async derived(...recordings) {
      const waiting = server.database.db
        .selectFrom('recordings')
        .select('file_name')
        .where('id', 'in', recordings)
        .where('derived', '=', 'waiting')
      await until('the jobs to end', async () => (await waiting.execute()).length === 0 || undefined)
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

/** One picture and two microphones: one hears a low tone, the other a high one. */
export async function twoMicrophones(folder: string): Promise<Buffer> {
  const { ffmpeg } = await mediaTools({})
  const file = join(folder, 'two.mp4')
  const tone = (hertz: number) => ['-f', 'lavfi', '-i', `sine=f=${hertz}:r=16000:d=6`]
  await promisify(execFile)(ffmpeg.path, [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=320x240:r=10:d=6',
    ...tone(300),
    ...tone(3000),
    '-map',
    '0:v',
    '-map',
    '1:a',
    '-map',
    '2:a',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    file,
  ])
  return readFile(file)
}
