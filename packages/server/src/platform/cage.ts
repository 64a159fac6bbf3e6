import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How far a process is shut in: by bubblewrap from files and network, by namespaces from the network alone, or not. */
export const walls = ['whole', 'network', 'none'] as const
export type Walls = (typeof walls)[number]

export interface CageLimits {
  /** Of memory the process may write to (RLIMIT_DATA), in bytes. */
  readonly memory: number
  /** Of processor time in its whole life: what ends a process whose server was killed while it was at work. */
  readonly processorSeconds: number
  /** Of one file it writes, in bytes; no bound unless given. */
  readonly fileBytes?: number
  /** 0 to 19 as for nice(1). */
  readonly nice?: number
}

/** The folder a program begins in, as it sees it when nothing else of the disk is there. */
export const EMPTY = '/paper'

/**
 * The strictest cage this machine has, tried with `node --version`: bubblewrap (an empty root, no network), else a network
 * namespace of its own, else nothing but the limits, which every Linux can set.
 */
export class Cage {
  readonly walls: Walls
  readonly #limiting: boolean
  readonly #inside: readonly string[]

  private constructor(walls: Walls, limiting: boolean, inside: readonly string[] = []) {
    this.walls = walls
    this.#limiting = limiting
    this.#inside = inside
  }

  /** `most` is how far at most: what a machine without the means would get can so be tried on one with them. */
  static async find(most: Walls = 'whole'): Promise<Cage> {
    const limiting = await works(['prlimit', '--core=0'])
    if (most === 'whole' && (await works(bubblewrap([], undefined)))) return new Cage('whole', limiting)
    // No life beyond that of the server: bubblewrap sees to that by itself.
    const dying = (await works(DYING)) ? DYING : []
    if (most === 'none') return new Cage('none', limiting, dying)
    for (const unshare of [
      ['unshare', '--net', '--'],
      ['unshare', '--user', '--map-root-user', '--net', '--'],
    ])
      if (await works(unshare)) return new Cage('network', limiting, [...dying, ...unshare])
    return new Cage('none', limiting, dying)
  }

  /**
   * What is run in place of a program, which follows as its last arguments. `visible` are files and folders it may read;
   * it begins in `folder`, where it may write, or without one in an empty folder of its own when the walls are whole.
   */
  around(visible: readonly string[], limits: CageLimits, folder?: string): readonly string[] {
    const { memory, processorSeconds, fileBytes, nice } = limits
    const written = fileBytes === undefined ? [] : [`--fsize=${fileBytes}`]
    return [
      ...(this.#limiting && nice !== undefined ? ['nice', '-n', String(nice)] : []),
      ...(this.#limiting
        ? ['prlimit', '--core=0', `--data=${memory}`, `--cpu=${processorSeconds}`, ...written, '--']
        : []),
      ...(this.walls === 'whole' ? bubblewrap(visible, folder) : this.#inside),
    ]
  }
}

const DYING = ['setpriv', '--pdeathsig', 'KILL', '--']

function bubblewrap(visible: readonly string[], folder: string | undefined): readonly string[] {
  const shown = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/etc/alternatives', process.execPath, ...visible]
  const before = `--unshare-all --die-with-parent --new-session --tmpfs / --dev /dev --proc /proc --dir ${EMPTY}`
  return [
    process.env['BWRAP'] || 'bwrap',
    ...before.split(' '),
    ...shown.flatMap((path) => ['--ro-bind-try', path, path]),
    ...(folder === undefined ? [] : ['--bind', folder, folder]),
    ...['--remount-ro', '/', '--chdir', folder ?? EMPTY].concat('--'),
  ]
}

async function works([program = '', ...args]: readonly string[]): Promise<boolean> {
  try {
    await run(program, [...args, process.execPath, '--version'], { env: environment(), timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

/** A program and all it started, itself first: in a cage the first of them only waits. */
export function startedBy(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return [pid, ...children.flatMap((child) => startedBy(Number(child)))]
  } catch {
    return [pid]
  }
}

/**
 * Ends a program with all it started. Bubblewrap's inner half waits for the outer one before it could end with it: were only
 * the outer one killed at that moment, the inner would stay, and the ends of its pipes with it.
 */
export function endWhole(pid: number): void {
  signal(pid, 'SIGSTOP')
  for (const one of startedBy(pid)) signal(one, 'SIGKILL')
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    // It ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Nothing of the server's own; where the network cannot be taken away, requests over it lead nowhere. */
export const environment = (): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
})
