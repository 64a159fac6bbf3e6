import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Declared } from '@liuhen/core/intake'
import type { SignedIn } from '../http/trial.ts'
import type { TrialTeam } from '../cases/trial.ts'
import { mediaTools } from '../recordings/media/index.ts'

export const program = promisify(execFile)

/** A stand-in for a burner: what it does is what stands in a file beside it. `{image}` comes in as its only argument. */
export async function standIn(folder: string) {
  const [path, drive, mood] = ['burn.sh', 'drive', 'mood'].map((name) => join(folder, name)) as [string, string, string]
  const script = `#!/bin/sh
case "$(cat '${mood}')" in
  fails) echo 'no blank in the drive' >&2; exit 5 ;;
  alters) cp "$1" '${drive}'; printf X | dd of='${drive}' bs=1 seek=200000 conv=notrunc 2>/dev/null ;;
  *) cp "$1" '${drive}' ;;
esac
`
  await writeFile(path, script)
  await chmod(path, 0o755)
  return { burner: { command: [path, '{image}'], device: drive }, mood: (word: string) => writeFile(mood, word), drive }
}

/** Two seconds, or so many, of picture and sound, or of sound alone; of another tone it is another film. */
export async function filmOf(folder: string, heardOnly = false, hertz = 440, seconds = 2): Promise<Buffer> {
  const { ffmpeg } = await mediaTools({})
  const file = join(folder, heardOnly ? 'heard.m4a' : 'seen.mp4')
  const [rate, lasts] = [seconds > 60 ? 1 : 10, `d=${seconds}`]
  const picture = heardOnly
    ? []
    : ['-f', 'lavfi', '-i', `testsrc2=s=320x240:r=${rate}:${lasts}`, '-c:v', 'libx264', '-pix_fmt', 'yuv420p']
  const args = [
    '-nostdin',
    '-y',
    '-v',
    'error',
    ...picture.slice(0, 4),
    '-f',
    'lavfi',
    '-i',
    `sine=f=${hertz}:r=16000:${lasts}`,
    ...picture.slice(4),
  ]
  await program(ffmpeg.path, [...args, '-preset', 'ultrafast', '-c:a', 'aac', file])
  return readFile(file)
}

async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const began = Date.now(); Date.now() - began < 240_000;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error(`waited in vain for ${what}`)
}

/**
 * Docks a file of the team's officer, of today or that day at that time, and waits for what is made of it; its id. `camera`
 * is the one that is asked.
 */
export async function docked(
  team: TrialTeam,
  bytes: Buffer,
  time: string,
  fileName: string,
  { camera = 'DSJ0217', on = team.today() }: { readonly camera?: string; readonly on?: string } = {},
): Promise<string> {
  const { server } = team
  const { key, client, reads } = await server.station()
  const read = await reads({ number: camera })
  const said = read.declare(
    Declared.parse({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fileName,
      deviceNumber: camera,
      deviceTime: `${on} ${time}`,
      clock: { offset: 0, error: 500, samples: 8, at: server.clock.now() },
    }),
  )
  const response = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `declared ${Buffer.from(JSON.stringify(said)).toString('base64')}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })
  const id = response.headers.get('location')?.split('/').at(-1)
  if (id === undefined) throw new Error(`${response.status} ${await response.text()}`)
  const recording = await until('the upload', async () => {
    const state = await client.uploadState({ params: { id } })
    return state.sealed ? state.recording : undefined
  })
  const row = server.database.db.selectFrom('recordings').select('derived').where('id', '=', recording)
  await until('its view copy', async () => (await row.executeTakeFirstOrThrow()).derived !== 'waiting' || undefined)
  return recording
}

/** Gives the team's officer the camera the files are of. */
export async function withCamera(team: TrialTeam): Promise<SignedIn> {
  const centre = await team.server.as('information-centre')
  const { id } = await centre.registerDevice({ body: { number: 'DSJ0217', kind: 'body-camera', unit: team.unit } })
  await centre.issueDevice({
    params: { id },
    body: { holder: team.officer.person, from: '2020-01-01T00:00:00.000Z' as never },
  })
  return centre
}
