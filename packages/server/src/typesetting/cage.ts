import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How far a process is shut in: by bubblewrap from files and network, by namespaces from the network alone, or not. */
export type Walls = 'whole' | 'network' | 'none'

/** A program's way into its cage. */
export interface Cage {
  readonly walls: Walls
  /** What is run in place of the program, which follows as its last arguments. */
  readonly command: readonly string[]
  /** The empty folder it begins in. */
  readonly root: string
}

export interface Limits {
  /** Of memory the process may write to (RLIMIT_DATA), in bytes. */
  readonly memory: number
  /** Of processor time in its whole life: what ends a process whose server was killed while it was at work. */
  readonly processorSeconds: number
}

/** Files and folders that are seen inside, read only. */
export type Visible = readonly string[]

const EMPTY = '/paper'

/**
 * The strictest cage this machine has, tried with `node --version`: bubblewrap (an empty root with `visible` alone, no
 * network), else a network namespace of its own, else nothing but the limits, which every Linux can set.
 */
export async function findCage(visible: Visible, limits: Limits): Promise<Cage> {
  const prlimit = ['prlimit', `--data=${limits.memory}`, `--cpu=${limits.processorSeconds}`]
  const limited = (await works(prlimit)) ? prlimit : []
  const inside = bubblewrap(visible)
  if (await works(inside)) return { walls: 'whole', command: [...limited, ...inside], root: EMPTY }
  const root = await mkdtemp(join(tmpdir(), 'liuhen-paper-'))
  for (const unshare of [
    ['unshare', '--net', '--'],
    ['unshare', '--user', '--map-root-user', '--net', '--'],
  ])
    if (await works(unshare)) return { walls: 'network', command: [...limited, ...unshare], root }
  return { walls: 'none', command: limited, root }
}

function bubblewrap(visible: Visible): readonly string[] {
  const shown = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/etc/alternatives', process.execPath, ...visible]
  const before = `--unshare-all --die-with-parent --new-session --tmpfs / --dev /dev --proc /proc --dir ${EMPTY}`
  return [
    'bwrap',
    ...before.split(' '),
    ...shown.flatMap((path) => ['--ro-bind-try', path, path]),
    ...`--remount-ro / --chdir ${EMPTY} --`.split(' '),
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
