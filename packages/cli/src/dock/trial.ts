import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createClient } from '@liuhen/contract'
import { foundBureau } from '../crash-test/index.ts'
import type { TrialBureau } from '../crash-test/index.ts'
import { SERVER_PROGRAM } from '../start/index.ts'
import { introduceTo } from './introduction.ts'
import { trialLine } from './trial-line.ts'
import type { TrialLine } from './trial-line.ts'

const COMMAND = fileURLToPath(new URL('../main.ts', import.meta.url))

/** For `*.world.test.ts`: the real server in a process of its own, reached by a line that is always the same. */
export interface TrialStation extends AsyncDisposable {
  readonly url: string
  readonly line: TrialLine
  /** A folder for the test's own files. */
  readonly folder: string
  readonly bureau: TrialBureau
  /** Ends the server's process with SIGKILL. */
  kill(): Promise<void>
  /** Starts it again on the same data, with more settings if wanted. */
  start(environment?: NodeJS.ProcessEnv): Promise<void>
  /** Lets it end as it should. */
  stop(): Promise<void>
  /** Starts `liuhen dock` on a folder. */
  dock(card: string, ...args: readonly string[]): Docker
  /** The same of another station, which signs in with that key and keeps what it knows in that folder. */
  dockAt(other: { readonly key: string; readonly state: string }, card: string, ...args: readonly string[]): Docker
}

/** A `liuhen dock` that runs. */
export interface Docker {
  readonly process: ChildProcess
  /** Its lines so far, as they come. */
  readonly said: readonly string[]
  /** Resolves when a line like this is said; rejects when it ends without. */
  says(line: RegExp): Promise<void>
  readonly ended: Promise<Ended>
}

export interface Ended {
  readonly code: number | null
  readonly summary: Summary
}

/** The members of the JSON line the tests look at. */
export interface Summary {
  readonly files: number
  readonly preserved: number
  readonly repeated: number
  readonly quarantined: number
  readonly failed: number
  readonly cleared: number
  readonly receipts: readonly string[]
  readonly skipped: readonly string[]
  readonly notDocked: readonly { path: string; why: string; looks: string | null }[]
  readonly left: readonly string[]
  readonly troubles: readonly { path: string; state: string; why: { en: string } }[]
  readonly clock: { station: { offset: number; error: number }; camera: { offset: number; error: number } | null }
  readonly device: string | null
  readonly stopped: { en: string } | null
}

export async function trialStation(): Promise<TrialStation> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-dock-'))
  const line = await trialLine()
  const open = async (environment: NodeJS.ProcessEnv = {}): Promise<ChildProcess> => {
    const args = [...SERVER_PROGRAM, '--data', join(folder, 'data'), '--port', '0', '--json']
    // No view copies here: they would take the processor from what is tried.
    const env = { ...process.env, DATABASE_URL: '', LIUHEN_JOBS: 'elsewhere', ...environment }
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
    let complaints = ''
    child.stderr.setEncoding('utf8').on('data', (words: string) => (complaints += words))
    const ended = once(child, 'close').then(([code]): never => {
      throw new Error(`the server ended with ${code} before it was ready: ${complaints}`)
    })
    const [ready] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
    ended.catch(() => undefined)
    line.leadTo(Number(new URL((JSON.parse(String(ready)) as { ready: string }).ready).port))
    return child
  }
  let server = await open()
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill(signal)
    await gone
  }
  const bureau = await foundBureau(line.url, join(folder, 'data'))
  const [keeper] = await bureau.hire([{ name: '庚保管', userName: 'keeper', roles: ['custodian'] }])
  const compares = createClient(line.url, fetch, () => ({ cookie: keeper?.cookie ?? '' }))
  await introduceTo(compares, { url: line.url, key: bureau.key, state: join(folder, 'state') })
  const running = new Set<Docker>()
  const dockAt: TrialStation['dockAt'] = ({ key, state }, card, ...args) => {
    const one = docker(['dock', '--state', state, '--json', '--lang', 'en', ...args, '--', card], {
      LIUHEN_SERVER: line.url,
      LIUHEN_STATION_KEY: key,
    })
    running.add(one)
    void one.ended.finally(() => running.delete(one))
    return one
  }
  return {
    url: line.url,
    line,
    folder,
    bureau,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async start(environment) {
      server = await open(environment)
    },
    dock: (card, ...args) => dockAt({ key: bureau.key, state: join(folder, 'state') }, card, ...args),
    dockAt,
    async [Symbol.asyncDispose]() {
      for (const one of running) one.process.kill('SIGKILL')
      await end('SIGTERM')
      await line[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function docker(args: readonly string[], environment: NodeJS.ProcessEnv): Docker {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  const said: string[] = []
  const lines = createInterface({ input: child.stderr })
  lines.on('line', (line) => said.push(line))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (words: string) => (printed += words))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) =>
      resolve({ code, summary: JSON.parse(printed.trim().split('\n').at(-1) || '{}') as Summary }),
    ),
  )
  return {
    process: child,
    said,
    ended,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        if (said.some((line) => wanted.test(line))) resolve()
        lines.on('line', (line) => wanted.test(line) && resolve())
        void ended.then(({ code }) =>
          reject(new Error(`ended with ${code} without saying ${wanted}: ${said.join('\n')}`)),
        )
      }),
  }
}
