import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How far a process is shut in: by bubblewrap from files and network, by namespaces from the network alone, or not. */
export type Walls = 'whole' | 'network' | 'none'

export interface Limits {
  /** Of memory the process may write to (RLIMIT_DATA), in bytes. */
  readonly memory: number
  /** Of processor time in its whole life: what ends a process whose server was killed while it was at work. */
  readonly processorSeconds: number
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
  readonly #unshare: readonly string[]

  private constructor(walls: Walls, limiting: boolean, unshare: readonly string[] = []) {
    this.walls = walls
    this.#limiting = limiting
    this.#unshare = unshare
  }

  /** `most` is how far at most: what a machine without the means would get can so be tried on one with them. */
  static async find(most: Walls = 'whole'): Promise<Cage> {
    const limiting = await works(['prlimit', '--core=0'])
    if (most === 'none') return new Cage('none', limiting)
    if (most === 'whole' && (await works(bubblewrap([], undefined)))) return new Cage('whole', limiting)
    for (const unshare of [
      ['unshare', '--net', '--'],
      ['unshare', '--user', '--map-root-user', '--net', '--'],
    ])
      if (await works(unshare)) return new Cage('network', limiting, unshare)
    return new Cage('none', limiting)
  }

  /**
   * What is run in place of a program, which follows as its last arguments. `visible` are files and folders it may read;
   * it begins in `folder`, where it may write, or without one in an empty folder of its own when the walls are whole.
   */
  around(visible: readonly string[], limits: Limits, folder?: string): readonly string[] {
    return [
      ...(this.#limiting
        ? ['prlimit', '--core=0', `--data=${limits.memory}`, `--cpu=${limits.processorSeconds}`, '--']
        : []),
      ...(this.walls === 'whole' ? bubblewrap(visible, folder) : this.#unshare),
    ]
  }
}

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

/** Nothing of the server's own; where the network cannot be taken away, requests over it lead nowhere. */
export const environment = (): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
})

/** The compiler's packages, which its process loads by their name. */
export const compilerFolder = (): string =>
  dirname(dirname(fileURLToPath(import.meta.resolve('@myriaddreamin/typst-ts-node-compiler'))))
