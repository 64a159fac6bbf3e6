import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
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

async function end(child: ChildProcess): Promise<number | null> {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  return ((await exited) as [number | null])[0]
}

const administrator = (userName: string) => ({ name: '某某', userName, password: 'Correct-Horse-7' })

test('whoever guesses the set-up password is held up like whoever guesses at sign-in, and from elsewhere it is still set up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-main-'))
  try {
    const child = launch('--data', folder)
    const { ready: url, setUpPassword } = await said(child)
    const bureau = { name: '青溪县城市管理局', slug: 'qingxi' }
    const administrators = { system: administrator('sys'), security: administrator('sec'), audit: administrator('aud') }
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
})
