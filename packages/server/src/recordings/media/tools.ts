import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { because, type Failure, Refused } from '@liuhen/core/kernel'
import { caged, type Limits, LOOKS_EVERY, overLimit, endedBy } from './cage.ts'

export interface MediaTool {
  readonly path: string
  /** As the program names itself, `5.1.9-0+deb12u1`. */
  readonly version: string
}
export interface MediaTools {
  readonly ffmpeg: MediaTool
  readonly ffprobe: MediaTool
}

/**
 * The programs that read recordings, from the environment's FFMPEG and FFPROBE or else the search path; asked once and
 * remembered. Throws Refused with how to install them when one cannot be run.
 */
export async function mediaTools(env: Readonly<Record<string, string | undefined>> = process.env): Promise<MediaTools> {
  const [ffmpeg, ffprobe] = await Promise.all([known(env['FFMPEG'] || 'ffmpeg'), known(env['FFPROBE'] || 'ffprobe')])
  return { ffmpeg, ffprobe }
}

const tools = new Map<string, MediaTool>()

async function known(path: string): Promise<MediaTool> {
  const found = tools.get(path) ?? (await tool(path))
  tools.set(path, found)
  return found
}

async function tool(path: string): Promise<MediaTool> {
  const said: Buffer[] = []
  const ended = await run(path, ['-version'], { onOutput: (bytes) => said.push(bytes), timeoutMs: 60_000 })
  const version = /^ff\w+ version (\S+)/.exec(Buffer.concat(said).toString('utf8'))?.[1]
  if (ended.code !== 0 || version === undefined) throw missing(path)
  return { path, version }
}

const missing = (path: string): Error =>
  because(
    Refused,
    'media-tool-missing',
    `无法运行 ${path}。请安装 ffmpeg（Debian：apt-get install ffmpeg），或用环境变量 FFMPEG、FFPROBE 指明其位置`,
    `${path} cannot be run. Install ffmpeg (Debian: apt-get install ffmpeg), or say where it is in FFMPEG and FFPROBE`,
  )

export interface RunOptions {
  /** Aborting kills the program and rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** An hour unless given; Infinity is not had. */
  readonly timeoutMs?: number
  /** Bytes it may write into one file; a gibibyte unless given. */
  readonly outputBytes?: number
  readonly cwd?: string
  /** 0 to 19 as for nice(1): recordings are worked on behind the people who use the machine. */
  readonly nice?: number
  readonly onOutput?: (bytes: Buffer) => void
  /** Each whole line of standard error. */
  readonly onLine?: (line: string) => void
}

export interface Ended {
  readonly code: number
  /** The end of standard error, bounded: a damaged file can make ffmpeg complain without end. */
  readonly complaint: string
}

const COMPLAINT_KEPT = 8_000
const LINE_KEPT = 2_000
const PATIENCE = 3_600_000
const OUTPUT = 2 ** 30

/**
 * Runs a program with an argument array, never a shell, inside {@link caged limits}. A non-zero exit is an answer. Throws
 * Refused when it cannot start, was killed, or went beyond a limit: that says nothing about the file.
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { signal, cwd, nice, onOutput, onLine } = options
  const limits: Limits = { timeoutMs: options.timeoutMs ?? PATIENCE, outputBytes: options.outputBytes ?? OUTPUT }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const [command, all] = caged(program, args, limits)
    const child = spawn(command, all, { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd === undefined ? {} : { cwd }) })
    const began = performance.now()
    let over: Failure | undefined
    let complaint = ''
    let line = ''
    const stop = (): boolean => child.kill('SIGKILL')
    // Looked at again and again: a timer of Node's own ends at once when it is set for more than 24.8 days.
    const looking = setInterval(() => {
      over ??= overLimit(child.pid, performance.now() - began, limits)
      if (over) stop()
    }, LOOKS_EVERY)
    signal?.addEventListener('abort', stop)
    const settled = (): void => {
      clearInterval(looking)
      signal?.removeEventListener('abort', stop)
    }
    child.on('spawn', () => lowerPriority(child.pid, nice))
    child.stdout.on('data', (bytes: Buffer) => onOutput?.(bytes))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-COMPLAINT_KEPT)
      const lines = (line + text).split(/\r?\n|\r/)
      line = (lines.pop() ?? '').slice(-LINE_KEPT)
      if (onLine) lines.forEach(onLine)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      settled()
      // No memory or no more processes is the machine's trouble of this moment; anything else, the program's absence.
      reject(error.code === 'EAGAIN' || error.code === 'ENOMEM' || error.code === 'EMFILE' ? error : missing(program))
    })
    child.on('close', (code, by) => {
      settled()
      if (signal?.aborted) return reject(signal.reason as Error)
      over ??= endedBy(by)
      if (over) return reject(over)
      if (code === 127 && command !== program) return reject(missing(program))
      if (line !== '') onLine?.(line)
      resolve({ code: code ?? -1, complaint })
    })
  })
}

function lowerPriority(pid: number | undefined, nice: number | undefined): void {
  if (pid === undefined || nice === undefined) return
  try {
    setPriority(pid, Math.min(nice, constants.priority.PRIORITY_LOW))
  } catch {
    // It ended already, or the system does not allow it; either way it only runs at its usual priority.
  }
}

/** Reads `-progress pipe:1`: calls back with the share done, 0 to 1, never backwards. */
export function progressReader(
  durationMs: number | null,
  onProgress: (share: number) => void,
): (bytes: Buffer) => void {
  let rest = ''
  let furthest = 0
  return (bytes) => {
    const lines = (rest + bytes.toString('latin1')).split('\n')
    rest = (lines.pop() ?? '').slice(-LINE_KEPT)
    for (const line of lines) {
      const done = line === 'progress=end' ? 1 : share(line, durationMs)
      if (done <= furthest) continue
      furthest = done
      onProgress(done)
    }
  }
}

function share(line: string, durationMs: number | null): number {
  const microseconds = Number(/^out_time_us=(\d+)$/.exec(line)?.[1] ?? 0)
  // The end of the file is reported by `progress=end` alone, so a duration that is too short never says done early.
  return durationMs === null || durationMs <= 0 ? 0 : Math.min(0.99, microseconds / 1000 / durationMs)
}
