import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-start-'))
})
afterAll(() => rm(data, { recursive: true, force: true }))

test('start tells where to open it, and one press of Ctrl+C that arrives twice ends it in order', async () => {
  const args = [MAIN, 'start', '--data', data, '--port', '0', '--lang', 'en']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, DATABASE_URL: '' },
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line.includes('Ctrl+C')) break
  }
  expect(said.join('\n')).toMatch(/Open in a browser {2}http:\/\/127\.0\.0\.1:\d+/)
  expect(said.join('\n')).toContain('The first visit sets it up')
  expect(said.join('\n')).toContain(data)
  const password = (await readFile(join(data, 'set-up-password'), 'utf8')).trim()
  expect(said.filter((line) => line.includes(password))).toHaveLength(1)
  child.kill('SIGINT')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  await expect(access(join(data, 'run', 'server.json'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('where ffmpeg cannot be shut in it does not start, and says what to install or to agree to', async () => {
  const without = { DATABASE_URL: '', BWRAP: join(data, 'no-bwrap'), LIUHEN_MEDIA_WALLS: '' }
  const child = spawn(process.execPath, [MAIN, 'start', '--data', data, '--port', '0', '--lang', 'en'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...without },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (words: string) => (said += words))
  expect(await once(child, 'close')).toEqual([1, null])
  expect(said).toMatch(/apt-get install bubblewrap.*LIUHEN_MEDIA_WALLS/s)
  expect(said).not.toContain('    at ')
  await expect(access(join(data, 'run', 'server.json'))).rejects.toMatchObject({ code: 'ENOENT' })
})
