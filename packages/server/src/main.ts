/**
 * The server as a program: `node main.ts [--data DIR] [--port N] [--host H] [--json]`. Says on standard output when it is
 * ready, as a sentence or as one line of JSON `{"ready":"http://127.0.0.1:8040"}`, before the set-up with `setUpPassword`;
 * stays until it is told to end.
 */
import { flushCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { because, type Failure, Refused } from '@liuhen/core/kernel'
import { folderTrouble, readConfig } from './platform/index.ts'
import { startServer } from './server.ts'
import type { RunningServer } from './server.ts'

export { runningServer, startServer } from './server.ts'
export type { RunningServer, ServerOptions } from './server.ts'

/** Within thirty seconds a service manager calls it hung, and a power supply is empty. */
const LONGEST_END = 25_000

async function main(): Promise<void> {
  // What ffmpeg and PostgreSQL write has the mode they are left with.
  process.umask(0o077)
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const given = { LIUHEN_DATA: values.data, PORT: values.port, HOST: values.host }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  const told = new Promise<'told'>((resolve) =>
    signals.forEach((signal) => process.once(signal, () => resolve('told'))),
  )
  const server = await startServer({ config: readConfig({ ...process.env, ...set }) })
  greet(server, values.json)
  // Now rather than at the end, which may be a power cut: the next start is a second faster.
  flushCompileCache()
  const why = await Promise.race([told, server.lost.then(() => 'lost' as const)])
  // Whatever hangs then is taken up again by the next start: nothing acknowledged waits for it.
  setTimeout(() => {
    process.stderr.write('未能在限定时间内正常结束，已强制退出。\nIt did not end in time and was cut off.\n')
    process.exit(why === 'told' ? 0 : 1)
  }, LONGEST_END).unref()
  await server.stop()
  if (why === 'lost')
    process.stderr.write('数据库意外停止，服务已退出。\nThe database stopped unexpectedly; the server has ended.\n')
  process.exit(why === 'told' ? 0 : 1)
}

function greet(server: RunningServer, json: boolean): void {
  const { setUpPassword } = server
  if (json) process.stdout.write(`${JSON.stringify({ ready: server.url, ...(setUpPassword && { setUpPassword }) })}\n`)
  else {
    process.stdout.write(`留痕已就绪，请打开 ${server.url}\nLiuhen is ready at ${server.url}\n`)
    process.stdout.write(
      server.verifierKey === undefined
        ? `首次访问将进入初始设置。\nThe first visit sets it up.\n${tellPassword(setUpPassword)}`
        : `存证日志公钥 / public key of the log: ${server.verifierKey}\n`,
    )
  }
}

/** Said by the start that made it, and by no later one. */
function tellPassword(password: RunningServer['setUpPassword']): string {
  if (!password) return ''
  const { fresh, file } = password
  return fresh === undefined
    ? `安装口令在 ${file}\nThe set-up password is in ${file}\n`
    : `安装口令 / set-up password: ${fresh}\n（也在 ${file}，设置完成后自动删除 / also in that file, which goes when the set-up is done）\n`
}

/** What keeps it from starting, in a sentence; undefined for what is a bug. */
function toldAtStart(error: unknown): Failure | undefined {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL')
    return because(
      Refused,
      'address-taken',
      '这个地址或端口不能用：可能已被别的程序占用。请用 --port 或 --host 换一个',
      'That address or port cannot be had, perhaps because another program has it: name another with --port or --host',
    )
  return folderTrouble(readConfig({ ...process.env }).data, error)
}

if (import.meta.main) {
  try {
    await main()
  } catch (error) {
    const known = toldAtStart(error)
    if (!known) throw error
    for (const { message } of known.obstacles) process.stderr.write(`${message.zh}\n${message.en}\n`)
    process.exit(1)
  }
}
