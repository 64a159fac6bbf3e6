import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@liuhen/contract'
import { longTest } from '../../../scripts/long-run.ts'

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
    env: { ...process.env, LIUHEN_PROXIES: '127.0.0.1' },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

interface Said {
  readonly ready: string
  readonly setUpPassword?: { readonly file: string; readonly fresh?: string }
}

async function said(child: ChildProcess): Promise<Said> {
  if (!child.stdout) throw new Error('no output to read')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return JSON.parse(line) as Said
}
const ready = async (child: ChildProcess): Promise<string> => (await said(child)).ready

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
  const setUpPassword = await readFile(join(data, 'set-up-password'), 'utf8')
  const bureau = { name: '青溪县城市管理局', slug: 'qingxi' }
  const administrators = { system: administrator('sys'), security: administrator('sec'), audit: administrator('aud') }
  // Several at once: one founds the bureau, the others are told so.
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => client.setUp({ body: { setUpPassword, bureau, administrators } })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const key = await (await fetch(`${url}/log/key`)).text()
  expect(key).toMatch(/^liuhen\.local\/qingxi\/[0-9a-f]{8}\+[0-9a-f]{8}\+/)

  const second = launch()
  if (!second.stderr) throw new Error('no output to read')
  const told = text(second.stderr)
  expect(((await once(second, 'exit')) as [number])[0]).toBe(1)
  expect(await told).toContain(url)

  expect(await end(first)).toBe(0)
  expect(existsSync(file())).toBe(false)

  const third = launch()
  const again = await ready(third)
  expect(await (await fetch(`${again}/log/key`)).text()).toBe(key)
  expect(await createClient(again, fetch).setUpState()).toMatchObject({ needed: false, bureau: bureau.name })
  expect(await end(third)).toBe(0)
})

test('only who can read the data folder founds the bureau; the password is said once, by the first start, and gone when it has served', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-main-'))
  try {
    const first = launch('--data', folder)
    const { setUpPassword } = await said(first)
    if (!setUpPassword) throw new Error('nothing was said of a set-up password')
    const { file, fresh } = setUpPassword
    expect(file).toBe(join(folder, 'set-up-password'))
    expect((await readFile(file, 'utf8')).trim()).toBe(fresh)
    expect(fresh?.length).toBeGreaterThan(16)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await end(first)).toBe(0)

    const second = launch('--data', folder)
    const again = await said(second)
    expect(again.setUpPassword).toEqual({ file })
    const client = createClient(again.ready, fetch)
    const bureau = { name: '青溪县城市管理局', slug: 'qingxi' }
    const administrators = { system: administrator('sys'), security: administrator('sec'), audit: administrator('aud') }
    for (const given of [undefined, '', 'kMz4-0000-0000-0000', `${fresh}x`])
      await expect(client.setUp({ body: { setUpPassword: given, bureau, administrators } })).rejects.toMatchObject({
        problem: {
          status: 409,
          obstacles: [
            {
              code: 'set-up-password-wrong',
              field: 'setUpPassword',
              message: { zh: expect.stringContaining('set-up-password') },
            },
          ],
        },
      })
    expect((await client.setUpState()).needed).toBe(true)
    await client.setUp({ body: { setUpPassword: `${fresh}`, bureau, administrators } })
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await end(second)).toBe(0)

    const third = launch('--data', folder)
    expect(await said(third)).not.toHaveProperty('setUpPassword')
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await end(third)).toBe(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

longTest(
  'whoever guesses the set-up password is held up like whoever guesses at sign-in, and from elsewhere it is still set up',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'liuhen-main-'))
    try {
      const child = launch('--data', folder)
      const { ready: url, setUpPassword } = await said(child)
      const bureau = { name: '青溪县城市管理局', slug: 'qingxi' }
      const administrators = {
        system: administrator('sys'),
        security: administrator('sec'),
        audit: administrator('aud'),
      }
      const from = (address: string) =>
        createClient(url, (input, init) =>
          fetch(input, {
            ...init,
            headers: { ...(init?.headers as Record<string, string>), 'x-forwarded-for': address },
          }),
        )
      const tryOnce = (address: string, given = '') =>
        from(address)
          .setUp({ body: { setUpPassword: given, bureau, administrators } })
          .then(
            () => 'founded',
            (error: { problem: { obstacles: { code: string }[] } }) => error.problem.obstacles[0]?.code,
          )
      const codes: (string | undefined)[] = []
      for (let i = 0; i < 52; i++) codes.push(await tryOnce('203.0.113.9', `guess ${i}`))
      expect(codes.filter((code) => code === 'set-up-password-wrong')).toHaveLength(50)
      expect(codes.slice(50)).toEqual(['address-throttled', 'address-throttled'])
      expect(await tryOnce('203.0.113.9', setUpPassword?.fresh)).toBe('address-throttled')
      expect(await tryOnce('192.0.2.1', setUpPassword?.fresh)).toBe('founded')
      expect(await end(child)).toBe(0)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)
