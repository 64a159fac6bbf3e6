import { statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { because, Refused } from '@liuhen/core/kernel'

/** What the holder of a data folder answers to whoever else wants it. */
export type Holding = 'serving' | 'stopping'

/**
 * Takes the data folder for this process until it ends, however it ends: the lock is a listening socket in Linux's
 * abstract namespace, which the kernel closes with its process, so no stale lock can be left behind. It is named by
 * device and inode, so that two paths to one folder meet. While the holder is stopping we wait.
 * PostgreSQL's guard and the server each take it for themselves.
 * Throws Refused when somebody else holds the folder, or does not let go within `patience` milliseconds.
 */
export async function takeFolder(
  folder: string,
  holding: () => Holding,
  { patience = 90_000, by = 'postgres' }: { readonly patience?: number; readonly by?: 'postgres' | 'server' } = {},
): Promise<Server> {
  const { dev, ino } = statSync(folder, { bigint: true })
  const name = `\0liuhen-${by}-${dev}-${ino}`
  for (const deadline = Date.now() + patience; ; await pause(50)) {
    const server = await listen(name, holding)
    if (server) return server
    if ((await ask(name)) === 'serving' || Date.now() > deadline) throw inUse(folder)
  }
}

export const inUse = (folder: string) =>
  because(
    Refused,
    'data-folder-in-use',
    `数据目录 ${folder} 正由另一个留痕进程使用。请先停止它，或换一个数据目录`,
    `The data folder ${folder} is in use by another Liuhen process: stop that one first, or choose another folder`,
  )

function listen(name: string, holding: () => Holding): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(holding()))
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(name, () => resolve(server))
  })
}

/** Nobody answering means that the holder has just gone. */
function ask(name: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(name)
    socket.on('data', (bytes) => (answer += bytes.toString()))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(answer))
  })
}
