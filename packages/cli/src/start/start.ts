import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { common, languageOf, manual, readOptions } from '../terminal/index.ts'
import type { Given, Language } from '../terminal/index.ts'
import { runServer, untilItEnds } from './server.ts'

const options = {
  data: {
    kind: 'text',
    value: 'DIR',
    about: text('数据目录，缺省为 LIUHEN_DATA 或 ./data', 'the data folder; LIUHEN_DATA or ./data unless given'),
  },
  host: { kind: 'text', value: 'HOST', about: text('监听地址，缺省 127.0.0.1', 'the address to listen on; 127.0.0.1') },
  port: { kind: 'number', value: 'N', about: text('端口，缺省 8040', 'the port; 8040') },
  ...common,
} as const

export const startManual = manual({
  usage: 'start [options]',
  about: text('启动留痕，并告诉您在哪里打开', 'Starts Liuhen and tells where to open it'),
  operands: [0, 0],
  options,
})

export const serveManual = manual({
  usage: 'serve [options]',
  about: text('只运行服务器，适合作为系统服务', 'Runs the server and nothing else, for a service of the system'),
  operands: [0, 0],
  options,
})

const serverArgs = ({ data, host, port }: Given<typeof startManual>): string[] => [
  ...(data === undefined ? [] : ['--data', resolve(data)]),
  ...(host === undefined ? [] : ['--host', host]),
  ...(port === undefined ? [] : ['--port', String(port)]),
]

/** `liuhen serve`. Answers the server's exit status. */
export function serveCommand(args: readonly string[]): Promise<number> {
  const asked = readOptions(serveManual, args)
  return untilItEnds(runServer([...serverArgs(asked), ...(asked.json ? ['--json'] : [])], 'inherit'))
}

const Ready = z.object({
  ready: z.url(),
  setUpPassword: z.object({ file: z.string(), fresh: z.string().optional() }).optional(),
})
type Ready = z.infer<typeof Ready>

/** `liuhen start`. Answers the server's exit status. */
export async function startCommand(args: readonly string[]): Promise<number> {
  const asked = readOptions(startManual, args)
  const language = languageOf(args)
  const server = runServer([...serverArgs(asked), '--json'], 'pipe')
  const ended = untilItEnds(server)
  if (server.stdout === null) throw new Error('the server has no standard output')
  createInterface({ input: server.stdout }).on('line', (line) => {
    const read = Ready.safeParse(jsonOf(line))
    if (asked.json || !read.success) process.stdout.write(`${line}\n`)
    else greet(read.data, asked.data ?? (process.env['LIUHEN_DATA'] || './data'), language)
  })
  return ended
}

function greet({ ready: url, setUpPassword }: Ready, data: string, language: Language): void {
  const lines = [
    text(`留痕已就绪，请在浏览器打开  ${url}`, `Liuhen is ready. Open in a browser  ${url}`),
    ...(setUpPassword ? firstVisit(setUpPassword) : []),
    text(`数据目录  ${resolve(data)}`, `Data folder  ${resolve(data)}`),
    text('按 Ctrl+C 停止', 'Press Ctrl+C to stop'),
  ]
  for (const line of lines) process.stdout.write(`${line[language]}\n`)
}

/** The password is said by the start that made it, and by no later one. */
const firstVisit = ({ file, fresh }: NonNullable<Ready['setUpPassword']>): Text[] => [
  text(
    '首次访问先做初始设置：单位名称和三名管理员',
    'The first visit sets it up: the bureau and its three administrators',
  ),
  fresh === undefined
    ? text(`安装口令在  ${file}`, `The set-up password is in  ${file}`)
    : text(
        `安装口令  ${fresh}（只显示这一次；也在 ${file}，设置完成后自动删除）`,
        `Set-up password  ${fresh} (shown this once; also in ${file}, until the set-up is done)`,
      ),
]

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
