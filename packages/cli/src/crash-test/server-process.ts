import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { because, Refused } from '@liuhen/core/kernel'
import { SERVER_PROGRAM } from '../start/index.ts'

/** The real server in a process of its own, which can be killed. */
export interface ServerProcess {
  /** `http://127.0.0.1:…` */
  readonly url: string
  /** Kills the server's process with SIGKILL, or with `everything` also PostgreSQL, its guard and ffmpeg. */
  kill(how: { readonly everything: boolean }): Promise<void>
  /** Lets it end as an operator would. */
  stop(): Promise<void>
}

/**
 * Starts the server on a data folder, on any free port; with `jobs` it also makes view copies and stills, which take the
 * processor from everything else. Throws Refused with what it said when it does not start.
 */
export async function startServerProcess(data: string, { jobs = false } = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...SERVER_PROGRAM, '--data', data, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', LIUHEN_JOBS: jobs ? 'here' : 'elsewhere' },
  })
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line)
    if (said.length > 40) said.shift()
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await readyAt(child)
  if (url === undefined)
    throw because(
      Refused,
      'server-not-started',
      `服务没有启动：${said.join(' ')}`,
      `The server did not start: ${said.join(' ')}`,
    )
  return {
    url,
    async kill({ everything }) {
      // Found while they still have their parents: whoever outlives a parent belongs to nobody.
      const others = everything ? descendantsOf(child.pid as number) : []
      for (const pid of [child.pid as number, ...others]) killed(pid)
      await gone
      // A dead PostgreSQL must be gone before the next one looks for it.
      while (others.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}

async function readyAt(child: ChildProcess): Promise<string | undefined> {
  const line = await new Promise<string | undefined>((resolve) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve)
    child.once('close', () => resolve(undefined))
  })
  return line === undefined ? undefined : (JSON.parse(line) as { ready: string }).ready
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A process that was killed and that nobody has collected yet is dead all the same. */
function isAlive(pid: number): boolean {
  const stat = statOf(pid)
  return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X'
}

/** All processes below this one, as /proc tells. */
export function descendantsOf(pid: number): number[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const children = Map.groupBy(all, (one) => statOf(one)?.parent)
  const below = (one: number): number[] => (children.get(one) ?? []).flatMap((child) => [child, ...below(child)])
  return below(pid)
}

function statOf(pid: number): { readonly state: string; readonly parent: number } | undefined {
  try {
    // `pid (name) state parent …`; the name may hold anything, brackets among it.
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return { state, parent: Number(parent) }
  } catch {
    return undefined
  }
}
