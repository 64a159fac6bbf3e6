import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@liuhen/contract'

let data: string
const running = new Set<ChildProcess>()
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'liuhen-main-'))
})
afterAll(async () => {
  for (const child of running) await end(child)
  await rm(data, { recursive: true, force: true })
})

const program = new URL('./main.ts', import.meta.url).pathname

function launch(...more: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, '--data', data, '--port', '0', '--json', ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function ready(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return (JSON.parse(line) as { ready: string }).ready
}

async function end(child: ChildProcess): Promise<number | null> {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  return ((await exited) as [number | null])[0]
}

const administrator = (userName: string) => ({ name: '某某', userName, password: 'Correct-Horse-7' })
const file = () => join(data, 'run', 'server.json')

test('the program starts on an empty folder, is alone on it, ends when told, and finds everything again', async () => {
  const first = launch()
  const url = await ready(first)
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ url, pid: first.pid })
  const client = createClient(url, fetch)
  expect((await client.setUpState()).needed).toBe(true)
  const bureau = { name: '青溪县城市管理局', slug: 'qingxi' }
  const administrators = { system: administrator('sys'), security: administrator('sec'), audit: administrator('aud') }
  // Several at once: one founds the bureau, the others are told so.
  const tries = await Promise.allSettled([1, 2, 3].map(() => client.setUp({ body: { bureau, administrators } })))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const key = await (await fetch(`${url}/log/key`)).text()
  expect(key).toMatch(/^liuhen\.local\/qingxi\/[0-9a-f]{8}\+[0-9a-f]{8}\+/)

  const second = launch()
  if (!second.stderr) throw new Error('no output to read')
  const said = text(second.stderr)
  expect(((await once(second, 'exit')) as [number])[0]).toBe(1)
  expect(await said).toContain(url)

  expect(await end(first)).toBe(0)
  expect(existsSync(file())).toBe(false)

  const third = launch()
  const again = await ready(third)
  expect(await (await fetch(`${again}/log/key`)).text()).toBe(key)
  expect(await createClient(again, fetch).setUpState()).toMatchObject({ needed: false, bureau: bureau.name })
  expect(await end(third)).toBe(0)
})
