import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * What Node is given to run the server, before the server's own arguments: a process of its own, never imported. Uploads
 * leave much memory that is soon done with. With little room for what is young it is found at once; let grow old, it took
 * a fifth of the processor while files came in.
 */
export const SERVER_PROGRAM: readonly string[] = [
  '--max-semi-space-size=1',
  fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url)),
]

/**
 * Runs the server with these arguments; its standard output is the caller's to read, or goes where ours does. It has a
 * process group of its own: Ctrl+C must reach it once, through us, and its database not at all.
 */
export const runServer = (args: readonly string[], output: 'inherit' | 'pipe'): ChildProcess =>
  spawn(process.execPath, [...SERVER_PROGRAM, ...args], { stdio: ['ignore', output, 'inherit'], detached: true })

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Waits for the server to end, passing on the first time this process is told to; answers the exit status. */
export async function untilItEnds(server: ChildProcess): Promise<number> {
  let told = false
  const pass = (signal: NodeJS.Signals): void => {
    if (!told) server.kill(signal)
    told = true
  }
  for (const signal of SIGNALS) process.on(signal, pass)
  try {
    return await new Promise<number>((resolve, reject) => {
      server.on('error', reject)
      server.on('close', (code) => resolve(code ?? 1))
    })
  } finally {
    for (const signal of SIGNALS) process.off(signal, pass)
  }
}
