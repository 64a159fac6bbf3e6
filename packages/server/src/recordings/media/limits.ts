import { readFileSync } from 'node:fs'
import { availableParallelism, constants, totalmem } from 'node:os'
import { because, Refused } from '@liuhen/core/kernel'
import type { Failure } from '@liuhen/core/kernel'
import { type CageLimits, startedBy } from '../../platform/index.ts'

/** What one call of ffmpeg or ffprobe may take. What arrives is not trusted: 12 KB can ask for all of a machine. */
export interface Limits {
  /** By the clock on the wall. */
  readonly timeoutMs: number
  /** Of everything it writes into one file. */
  readonly outputBytes: number
}

/** A photograph of 200 megapixels is sold in telephones; a moving picture has 36 at most. */
export const MOST_PIXELS = 210_000_000
/** Two days at sixty pictures a second. What comes of more is not for eyes. */
export const MOST_FRAMES = 10_400_000

const MIB = 1 << 20
const MEMORY = Math.max(512 * MIB, Math.min(2048 * MIB, (process.constrainedMemory() || totalmem()) / 4))
/** How often a program is looked at: one that hoards takes half a gibibyte in a second. */
export const LOOKS_EVERY = 200

/**
 * What the kernel holds it to: data beyond half as much again of the memory, processor time, files. Our own look (see
 * {@link overLimit}) comes first and says why; these hold where it is too slow, or the server was killed.
 */
export const kernelLimits = ({ timeoutMs, outputBytes }: Limits, nice?: number): CageLimits => ({
  memory: Math.round(MEMORY * 1.5),
  processorSeconds: Math.ceil((timeoutMs / 1000) * availableParallelism()) + 1,
  fileBytes: outputBytes,
  ...(nice !== undefined && { nice }),
})

/** Why a running program is to be killed; undefined while it stays inside its limits. */
export function overLimit(pid: number | undefined, elapsedMs: number, { timeoutMs }: Limits): Failure | undefined {
  if (elapsedMs > timeoutMs) return tooSlow()
  if (pid === undefined) return undefined
  const held = startedBy(pid).reduce((sum, one) => sum + residentBytes(one), 0)
  if (held > MEMORY) return tooLarge()
  return undefined
}

/** Zero where the system does not say. */
function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE
  } catch {
    return 0
  }
}
const PAGE = 4096

/**
 * What a signal that ended a program means; undefined where it ended by itself. A cage passes it on as a status of 128 and
 * more, as a shell does; ffmpeg's own statuses there are 176 and more, or 1, 69 and 255.
 */
export function endedBy(signal: NodeJS.Signals | null, status: number | null): Failure | undefined {
  signal ??= SIGNALS.get((status ?? 0) - 128) ?? null
  if (signal === null) return undefined
  if (signal === 'SIGXFSZ') return tooMuchOutput()
  if (signal === 'SIGXCPU') return tooSlow()
  if (CRASHES.has(signal)) return crashed(signal)
  return killed(signal)
}
const SIGNALS = new Map(
  Object.entries(constants.signals)
    .filter(([, number]) => number <= 31)
    .map(([name, number]) => [number, name as NodeJS.Signals]),
)
const CRASHES: ReadonlySet<string> = new Set(['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSYS'])

export const tooSlow = (): Failure =>
  because(
    Refused,
    'media-too-slow',
    '处理这个文件用时超过了允许的时间，已停止；原件不受影响',
    'Working on this file took longer than it may and was stopped; the original is not affected',
  )

export const tooLarge = (): Failure =>
  because(
    Refused,
    'media-too-large',
    '处理这个文件所需的内存超过了允许的数量，已停止；原件不受影响',
    'Working on this file took more memory than it may and was stopped; the original is not affected',
  )

export const tooMuchOutput = (): Failure =>
  because(
    Refused,
    'media-too-much-output',
    '由这个文件生成的内容远多于它本身，已停止；原件不受影响',
    'What came of this file was far more than it holds, so it was stopped; the original is not affected',
  )

const crashed = (signal: string): Failure =>
  because(
    Refused,
    'media-crashed',
    `ffmpeg 处理这个文件时崩溃（${signal}）；原件不受影响`,
    `ffmpeg crashed on this file (${signal}); the original is not affected`,
  )

/** The cage itself could not be put up: nothing of the file was read. */
export const uncaged = (complaint: string): Failure =>
  because(
    Refused,
    'media-uncaged',
    `无法在隔离环境中运行处理程序，会自动重试；原件不受影响（${complaint}）`,
    `The program could not be shut in, so it was not run; it is tried again by itself, and the original is not affected (${complaint})`,
  )

const killed = (signal: string): Failure =>
  because(
    Refused,
    'media-killed',
    `处理这个文件的程序被中止（${signal}），会自动重试；原件不受影响`,
    `The program at work on this file was killed (${signal}); it is tried again by itself, and the original is not affected`,
  )
