import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Role } from '@liuhen/core/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { trialServer, type TrialServer } from '../http/trial.ts'

const COMMAND = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url))
const CHANGES = [
  'deleteRecording',
  'replaceRecording',
  'alterRecording',
  'deleteOriginal',
  'replaceOriginal',
  'alterOriginal',
] as const

let server: TrialServer
let watching: ChildProcess | undefined
beforeAll(async () => {
  server = await trialServer()
})
afterAll(async () => {
  watching?.kill('SIGKILL')
  await server.stop()
})

test('when a recording ends it is sent without anybody doing anything, and nobody of any role overwrites what is kept', async () => {
  proves('jinzhong-2022-plan/3-2.6')
  const [card, aside] = [join(server.data, 'trial-card'), join(server.data, 'trial-state')]
  await mkdir(card)
  const { key } = await server.station()
  watching = spawn(process.execPath, [COMMAND, 'dock', '--state', aside, '--watch', '--still', '1', '--', card], {
    stdio: 'ignore',
    env: { ...process.env, LIUHEN_SERVER: server.url, LIUHEN_STATION_KEY: key },
  })
  const centre = await server.as('information-centre')
  const upload = async () => (await centre.listUploads()).find((one) => one.fileName === 'street.mp3')
  // A device that goes on recording onto its card, in the time it takes.
  const file = join(card, 'street.mp3')
  const noise = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'anoisesrc=d=6:seed=11', '-c:a', 'libmp3lame']
  await promisify(execFile)('ffmpeg', noise.concat('-flush_packets', '1', file))
  expect(await upload()).toBeUndefined()
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  await expect.poll(upload, { timeout: 120_000, interval: 500 }).toMatchObject({ recording: expect.any(String) })
  const id = (await upload())?.recording ?? ''
  expect(await centre.verifyRecording({ params: { id } })).toMatchObject({ same: true, sha256 })

  for (const role of Role.options) {
    const who = await server.as(role)
    for (const change of CHANGES)
      await expect(who[change]({ params: { id } }), `${role} ${change}`).rejects.toMatchObject({
        problem: { status: 403 },
      })
  }
  await centre.back()
  expect(await centre.verifyRecording({ params: { id } })).toMatchObject({ same: true, sha256 })
  const gone = once(watching, 'exit')
  watching.kill('SIGTERM')
  await gone
})
