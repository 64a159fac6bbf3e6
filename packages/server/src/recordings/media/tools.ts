import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join, resolve as absolute } from 'node:path'
import { because, type Failure, Refused } from '@liuhen/core/kernel'
import { Cage, endWhole, environment, type Walls } from '../../platform/index.ts'
import { endedBy, kernelLimits, type Limits, LOOKS_EVERY, overLimit, uncaged } from './limits.ts'

export interface MediaTool {
  readonly path: string
  /** What it is shut into. */
  readonly cage: Cage
  /** As the program names itself, `5.1.9-0+deb12u1`. */
  readonly version: string
}
export interface MediaTools {
  readonly ffmpeg: MediaTool
  readonly ffprobe: MediaTool
}

/**
 * The programs that read recordings, from the environment's FFMPEG and FFPROBE or else the search path, each shut in by
 * `walls` or, without a word on that, as far as this machine can; asked once and remembered. Throws Refused with what to do
 * when one cannot be run, or the machine has no such walls.
 */
export async function mediaTools(
  env: Readonly<Record<string, string | undefined>> = process.env,
  walls?: Walls,
): Promise<MediaTools> {
  const cage = await cageOf(walls)
  const [ffmpeg, ffprobe] = await Promise.all([
    known(env['FFMPEG'] || 'ffmpeg', cage),
    known(env['FFPROBE'] || 'ffprobe', cage),
  ])
  return { ffmpeg, ffprobe }
}

const cages = new Map<Walls | undefined, Promise<Cage>>()
const tools = new Map<string, MediaTool>()

async function cageOf(walls: Walls | undefined): Promise<Cage> {
  const finding = cages.get(walls) ?? Cage.find(walls)
  cages.set(walls, finding)
  const cage = await finding
  if (walls !== undefined && cage.walls !== walls) throw wallsMissing(walls)
  return cage
}

const wallsMissing = (walls: Walls): Failure =>
  because(
    Refused,
    'media-walls-missing',
    `本机不能把 ffmpeg 隔离到“${walls}”的程度：它要读取外来的文件。请安装 bubblewrap（Debian：apt-get install bubblewrap）并允许用户命名空间；` +
      '确实不能时，用 LIUHEN_MEDIA_WALLS=network（只断网络）、none（不隔离）或 best（尽本机所能）写明同意',
    `This machine cannot shut ffmpeg in as far as “${walls}”, and it reads files from outside. Install bubblewrap (Debian: apt-get install ` +
      'bubblewrap) and allow user namespaces; where that cannot be, agree to less with LIUHEN_MEDIA_WALLS=network, none or best',
  )

async function known(name: string, cage: Cage): Promise<MediaTool> {
  const key = `${cage.walls} ${name}`
  const found = tools.get(key) ?? (await tool(isAbsolute(name) ? name : onPath(name), cage))
  tools.set(key, found)
  return found
}

async function tool(path: string, cage: Cage): Promise<MediaTool> {
  const said: Buffer[] = []
  const asked = { path, cage, version: '' }
  const ended = await run(asked, ['-version'], { onOutput: (bytes) => said.push(bytes), timeoutMs: 60_000 })
  const version = /^ff\w+ version (\S+)/.exec(Buffer.concat(said).toString('utf8'))?.[1]
  if (ended.code !== 0 || version === undefined) throw missing(path)
  return { path, cage, version }
}

/** Where a program is; its name again where it is nowhere, so that it is told of by its name. */
function onPath(program: string): string {
  const paths = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program))
  return paths.find(isProgram) ?? program
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
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
  /** The one file it may read. */
  readonly reads?: string
  /** The one folder it may write into, where it begins. */
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

/** Of this machine, what a program in whole walls sees: programs, their libraries and fonts, nothing that is anybody's. */
const SYSTEM = ['/usr', '/bin', '/lib', '/lib64', '/etc/ld.so.cache', '/etc/fonts']

/**
 * Runs a program with an argument array, never a shell, in its cage: it sees the one file it reads and the one folder it
 * writes into, no network, and none of the server's environment. A non-zero exit is an answer. Throws Refused when it
 * cannot start, was killed, or went beyond a limit: that says nothing about the file.
 */
export function run(tool: MediaTool, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { signal, cwd, nice, reads, onOutput, onLine } = options
  const limits: Limits = { timeoutMs: options.timeoutMs ?? PATIENCE, outputBytes: options.outputBytes ?? OUTPUT }
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const visible = [...SYSTEM, tool.path, ...(reads === undefined ? [] : [absolute(reads)])]
    const [command = '', ...all] = [...tool.cage.around(visible, kernelLimits(limits, nice), cwd), tool.path, ...args]
    const child = spawn(command, all, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(),
      ...(cwd !== undefined && { cwd }),
    })
    const began = performance.now()
    let over: Failure | undefined
    let complaint = ''
    let line = ''
    const stop = (): void => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) endWhole(child.pid)
    }
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
      reject(error.code === 'EAGAIN' || error.code === 'ENOMEM' || error.code === 'EMFILE' ? error : missing(tool.path))
    })
    child.on('close', (code, by) => {
      settled()
      if (signal?.aborted) return reject(signal.reason as Error)
      over ??= endedBy(by, code)
      if (over) return reject(over)
      if (code === 127 || complaint.startsWith('bwrap: execvp ')) return reject(missing(tool.path))
      if (complaint.startsWith('bwrap: ')) return reject(uncaged(withoutPaths(complaint.trim())))
      if (line !== '') onLine?.(line)
      // What a program says may come before people and into events: it names the file, never where it lies.
      const said =
        reads === undefined
          ? complaint
          : complaint.replaceAll(`file:${absolute(reads)}`, 'file').replaceAll(absolute(reads), 'file')
      resolve({ code: code ?? -1, complaint: said })
    })
  })
}

/** Bubblewrap names what it could not bind: why is for whoever reads, where is not. */
const withoutPaths = (said: string): string => said.replaceAll(/\/[^\s:'"]+/g, '…')

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
