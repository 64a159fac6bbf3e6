import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { SERVER_PROGRAM } from '../start/index.ts'
import { SAMPLE_CLOCK } from './sample-time.ts'

const CLI = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface Server {
  readonly url: string
  readonly data: string
  readonly process: ChildProcess
  /** Moves the time of a server that was started in the sample's. */
  shift(by: number): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the server on a data folder and waits until it is ready. Rejects when it ends first. With a shift it runs in the
 * sample's time, so many milliseconds from the present (see sample-clock.ts).
 */
export async function startServer(data: string, port: number, shift?: number): Promise<Server> {
  const clock = shift === undefined ? [] : ['--import', SAMPLE_CLOCK]
  const args = [...clock, ...SERVER_PROGRAM, '--data', data, '--port', String(port), '--json']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', shift === undefined ? 'ignore' : 'ipc'],
    // The sample's own films: on a machine without walls they are read without.
    env: {
      LIUHEN_MEDIA_WALLS: 'best',
      ...process.env,
      ...(shift !== undefined && { LIUHEN_SAMPLE_SHIFT: String(shift) }),
    },
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const lines = createInterface({ input: child.stdout as Readable })
  const ready = new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => resolve((JSON.parse(line) as { ready: string }).ready))
    void ended.then((code) => reject(new Error(`the server ended with ${code} before it was ready`)))
  })
  return {
    url: await ready,
    data,
    process: child,
    async shift(by) {
      const moved = new Promise((resolve) => child.once('message', resolve))
      child.send({ sampleShift: by })
      await Promise.race([moved, ended.then((code) => Promise.reject(new Error(`the server ended with ${code}`)))])
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export interface Ran {
  readonly code: number | null
  /** The last line of standard output, read as JSON. */
  readonly result: unknown
}

/** Runs a command of this command line as a person would, its lines passed on, and takes its JSON result. */
export async function liuhen(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  line: (line: string) => void,
): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let last = ''
  createInterface({ input: child.stderr }).on('line', line)
  const out = createInterface({ input: child.stdout })
  out.on('line', (one) => {
    if (last !== '') line(last)
    last = one
  })
  const [code] = await Promise.all([
    new Promise<number | null>((resolve) => child.once('close', resolve)),
    new Promise<void>((resolve) => out.once('close', resolve)),
  ])
  return { code, result: last.startsWith('{') ? (JSON.parse(last) as unknown) : undefined }
}
