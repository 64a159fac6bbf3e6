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
