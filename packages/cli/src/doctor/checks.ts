import { spawn } from 'node:child_process'
import { access, constants, readFile, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { sizeOf } from '../terminal/index.ts'

/** One thing looked at. `optional` ones are told but are no reason to worry. */
export interface Finding {
  readonly name: Text
  readonly ok: boolean
  readonly optional: boolean
  readonly found: string
  /** What to do; only where it is not ok. */
  readonly remedy?: Text
}

const NODE = [24, 18] as const
/** What the server keeps free for its database before it refuses files. */
const ROOM = 1 << 30

const finding = (name: Text, found: string | undefined, remedy: Text, optional = false): Finding =>
  found === undefined ? { name, ok: false, optional, found: '–', remedy } : { name, ok: true, optional, found }

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isEnough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1])
  return finding(
    text('Node', 'Node'),
    isEnough ? version : undefined,
    text(
      `需要 ${NODE.join('.')} 或更新的 Node，现在是 ${version}；用 ./liuhen 启动会自动取得`,
      `Node ${NODE.join('.')} or later is needed, this is ${version}; ./liuhen fetches it`,
    ),
  )
}

/** A program that answers when asked for its version; `variable` may name another one. */
export async function checkProgram(
  program: string,
  variable: string,
  args: readonly string[],
  install: string,
  optional = false,
): Promise<Finding> {
  const said = await output(process.env[variable] || program, args)
  const remedy = text(
    `没有找到或不能运行 ${program}：请安装（Debian：apt-get install ${install}），或用环境变量 ${variable} 指定`,
    `${program} is missing or does not run: install it (Debian: apt-get install ${install}) or name it with ${variable}`,
  )
  return finding(text(program, program), said?.split('\n')[0]?.slice(0, 60), remedy, optional)
}

/** Whether bubblewrap can shut a program in here: ffmpeg needs it, unless the operator agreed to less. */
export async function checkWalls(): Promise<Finding> {
  const [program, agreed] = [process.env['BWRAP'] || 'bwrap', process.env['LIUHEN_MEDIA_WALLS'] || 'whole']
  const tried = '--unshare-all --die-with-parent --ro-bind / / --proc /proc --dev /dev --'.split(' ')
  return finding(
    text('隔离（bubblewrap）', 'Walls (bubblewrap)'),
    (await output(program, [...tried, program, '--version']))?.split('\n')[0],
    text(
      `不能隔离读取音像的程序，服务器不会启动：apt-get install bubblewrap 并允许用户命名空间，或设 LIUHEN_MEDIA_WALLS 同意更低的隔离（现为 ${agreed}）`,
      `Programs that read recordings cannot be shut in, and the server does not start: apt-get install bubblewrap and allow user namespaces, or agree to less with LIUHEN_MEDIA_WALLS (now ${agreed})`,
    ),
    agreed !== 'whole',
  )
}

export async function checkFonts(): Promise<Finding> {
  const families = (await output('fc-list', [':lang=zh-cn', 'family']))
    ?.split('\n')
    .filter((line) => line.trim() !== '')
  return finding(
    text('中文字体', 'Chinese fonts'),
    families?.[0]?.split(',')[0],
    text(
      '没有中文字体，说明文书和水印会缺字：apt-get install fonts-noto-cjk',
      'No Chinese font: papers and stamps would lack characters. apt-get install fonts-noto-cjk',
    ),
  )
}

export async function checkRoom(data: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearest(data))
  const free = bavail * bsize
  return finding(
    text('磁盘空间', 'Disk space'),
    free > ROOM ? sizeOf(free) : undefined,
    text(
      `数据目录所在磁盘只剩 ${sizeOf(free)}，服务器会拒收文件；请腾出空间`,
      `Only ${sizeOf(free)} left where the data folder is; the server would refuse files. Make room`,
    ),
  )
}

export async function checkData(data: string): Promise<Finding> {
  const name = text('数据目录', 'Data folder')
  const place = await nearest(data)
  const isOurs = await access(place, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!isOurs)
    return finding(
      name,
      undefined,
      text(
        `不能读写 ${place}：请改属主，或用 --data 换一个目录`,
        `${place} cannot be read and written: change its owner, or name another folder with --data`,
      ),
    )
  const keys = await stat(join(data, 'keys')).catch(() => undefined)
  if (keys !== undefined && (keys.mode & 0o077) !== 0)
    return finding(
      name,
      undefined,
      text(
        `密钥目录 ${join(data, 'keys')} 对其他用户开放：chmod 700`,
        `Other users can look into the key folder ${join(data, 'keys')}: chmod 700`,
      ),
    )
  return finding(name, place === data ? data : `${data} (${place})`, name)
}

const Run = z.object({ url: z.url() })

/** The server named, which must answer; or else the one that runs on the data folder, if one does. */
export async function checkServer(server: string | undefined, data: string): Promise<Finding> {
  const url = server ?? (await runningOn(data))
  const answers = url !== undefined && (await isHealthy(url))
  return finding(
    text('服务器', 'Server'),
    answers ? url : undefined,
    url === undefined
      ? text('这个数据目录上没有服务器在运行：liuhen start', 'No server runs on this data folder: liuhen start')
      : text(
          `${url} 没有回答：请检查它是否在运行、网络是否通`,
          `${url} does not answer: check that it runs and that the network reaches it`,
        ),
    server === undefined,
  )
}

async function runningOn(data: string): Promise<string | undefined> {
  try {
    return Run.parse(JSON.parse(await readFile(join(data, 'run', 'server.json'), 'utf8'))).url
  } catch {
    return undefined
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url.replace(/\/+$/, '')}/api/health`, { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

/** The folder, or the closest one above it that exists already. */
async function nearest(folder: string): Promise<string> {
  const there = await stat(folder).catch(() => undefined)
  return there !== undefined || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

/** What a program prints; undefined when it is not there, fails or takes too long. */
function output(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (words: string) => (said += words))
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? said : undefined))
  })
}
