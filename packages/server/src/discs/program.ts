import { spawn } from 'node:child_process'

/** How a program ended: its status, and the end of what it said. */
export interface Ended {
  readonly code: number
  readonly said: string
}

const KEPT = 600

/**
 * Runs a program with an argument array, never a shell. Whatever its end, that is the answer; `missing` where there is no
 * such program.
 */
export function runProgram(program: string, args: readonly string[]): Promise<Ended | 'missing'> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (words: string) => (said = (said + words).slice(-KEPT)))
    child.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'EACCES' ? resolve('missing') : reject(error),
    )
    child.on('close', (code, signal) =>
      resolve({ code: code ?? -1, said: (signal === null ? said : `${said} (${signal})`).trim() }),
    )
  })
}
