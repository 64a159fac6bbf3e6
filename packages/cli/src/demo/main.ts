import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Client } from '@liuhen/contract'
import { roles } from '@liuhen/core/access'
import { because, CalendarDate, Refused, text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { type Manual, readOptions } from '../terminal/index.ts'
import { registerActivities } from './activities.ts'
import { BUREAU, foundBureau, PASSWORD, STAFF } from './bureau.ts'
import { CASES, tellCases } from './cases.ts'
import { liuhen, type Server, startServer } from './children.ts'
import { makeFootage } from './footage.ts'
import { forge } from './forgery.ts'
import { remade } from './remade.ts'
import { signIn } from './visitor.ts'

export const manual = {
  usage: 'demo [--exit] [--data DIR] [--discard] [--port N]',
  about: text(
    '在眼前走完全程：拍摄、采集、固化、打包、离线核验、审计，然后留着供浏览',
    'The whole main job before your eyes: film, dock, preserve, package, verify offline, audit; then it stays up for browsing',
  ),
  options: {
    exit: {
      kind: 'flag',
      about: text('做完即退出，全部核验通过才返回 0', 'end when done; exits 0 only if all was verified'),
    },
    data: {
      kind: 'text',
      value: 'DIR',
      about: text(
        '数据放在此目录（须为空或不存在），缺省为新的临时目录',
        'where the data goes (an empty folder or a new one); else a new temporary one',
      ),
    },
    discard: {
      kind: 'flag',
      about: text('结束时删除数据；缺省保留', 'delete the data at the end; it is kept unless told'),
    },
    port: {
      kind: 'number',
      value: 'N',
      about: text('端口，缺省 8040；--exit 时由系统选择', 'port, 8040 unless given; with --exit the system chooses'),
    },
    json: { kind: 'flag', about: text('最后一行输出 JSON', 'one line of JSON last') },
    lang: { kind: 'text', value: 'zh|en', about: text('语言', 'language') },
  },
  operands: [0, 0],
} as const satisfies Manual

const CAMERA = fileURLToPath(new URL('./camera.ts', import.meta.url))
const Docking = z.object({
  files: z.number(),
  preserved: z.number(),
  repeated: z.number(),
  quarantined: z.number(),
  failed: z.number(),
})
const Audit = z.object({ audit: z.string(), checkpoint: z.number() })

/** `liuhen demo`: exits 0 only when everything that was made was verified. */
export async function demo(args: readonly string[]): Promise<number> {
  const given = readOptions(manual, args)
  const data =
    given.data === undefined ? await mkdtemp(join(tmpdir(), 'liuhen-demo-')) : await emptyFolder(resolve(given.data))
  const began = performance.now()
  const say = (zh: string, en: string) =>
    process.stderr.write(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${zh}  ·  ${en}\n`)
  const say1 = (line: string) => process.stderr.write(`          ${line}\n`)
  say('启动内置 PostgreSQL 和服务', 'Starting the embedded PostgreSQL and the server')
  const server = await startServer(data, given.port ?? (given.exit ? 0 : 8040))
  const stopped = new Promise<void>((done) => server.process.once('exit', () => done()))
  try {
    const summary = await mainJob(server, data, say, say1)
    const sound =
      summary.cases === CASES &&
      summary.verified &&
      summary.audit === 'clean' &&
      summary.forgeryUncounted &&
      summary.remadeTold
    if (given.json || given.exit) process.stdout.write(`${JSON.stringify(summary)}\n`)
    if (given.exit) return sound ? 0 : 1
    greet(server.url, data, summary)
    await Promise.race([stopped, new Promise((done) => (process.once('SIGINT', done), process.once('SIGTERM', done)))])
    return sound ? 0 : 1
  } finally {
    await server.stop()
    if (given.discard) await rm(data, { recursive: true, force: true })
    else
      say(
        `数据保留在 ${data}，再看：./liuhen start --data ${data}；不要了，删除这个目录即可`,
        `The data stays in ${data}. To browse it again: ./liuhen start --data ${data}; to be rid of it, delete that folder`,
      )
  }
}

async function emptyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0)
    throw because(
      Refused,
      'folder-not-empty',
      `目录 ${folder} 不是空的；演示只在空目录里进行，以免碰到真实数据`,
      `The folder ${folder} is not empty; the demo works in an empty one only, so that it never touches real data`,
    )
  return folder
}

type Say = (zh: string, en: string) => void

async function mainJob({ url }: Server, data: string, say: Say, line: (line: string) => void) {
  const { stationKey, secrets } = await foundBureau({ url, data }, say)
  await writeFile(
    join(data, 'sample-accounts.json'),
    `${JSON.stringify({ password: PASSWORD, staff: STAFF, totp: secrets }, null, 2)}\n`,
    { mode: 0o600 },
  )
  const cards = join(data, 'sample-cards')
  const day = new Date(Date.now() - 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
  say('两台执法记录仪拍摄一天的录像（ffmpeg 合成）', 'Two body-worn cameras film a day (made with ffmpeg)')
  await makeFootage(cards, { day, onProgress: line })
  const env = { LIUHEN_SERVER: url, LIUHEN_STATION_KEY: stationKey }
  const state = ['--state', join(data, 'sample-station')]
  let quarantined = 0
  for (const card of ['card-1', 'card-2', 'loose']) {
    say(`采集 ${card}`, `Docking ${card}`)
    const camera =
      card === 'loose' ? [] : ['--camera', `"${process.execPath}" "${CAMERA}" "${join(cards, `${card}.camera.json`)}"`]
    const { result } = await liuhen(['dock', join(cards, card), ...camera, ...state], env, line)
    const docked = Docking.parse(result)
    if (docked.failed > 0) throw new Error(`${docked.failed} files of ${card} could not be docked`)
    quarantined += docked.quarantined
    say(
      `固化 ${docked.preserved} 份，重复 ${docked.repeated} 份，隔离 ${docked.quarantined} 份`,
      `${docked.preserved} preserved, ${docked.repeated} seen before, ${docked.quarantined} in quarantine`,
    )
  }
  const centre = await signIn(url, 'heqh', PASSWORD)
  await derived(centre.call, say)
  const forged = await forge(url, data, day, PASSWORD, say)
  await explain(url, centre.call, say)
  const covered = await registerActivities(url, CalendarDate.parse(day), say)
  const cases = await tellCases(url, CalendarDate.parse(day), say)
  const packages = await makePackage(url, data, say)
  const key = join(data, 'keys', 'log.pub')
  const verified = await verifyAll(packages, key, say, line)
  const copy = await remade(packages[0] as string, { folder: join(data, 'sample-remade'), key, say, line })
  say(
    '审计：逐字节重读每个文件，重算每个事件、分块和检查点',
    'Audit: every file re-read, every event, tile and checkpoint derived again',
  )
  const audit = await liuhen(['audit', '--data', data], {}, line)
  const found = Audit.parse(audit.result)
  say(
    audit.code === 0 ? '审计结果：一致' : '审计发现差异',
    audit.code === 0 ? 'The audit is clean' : 'The audit found differences',
  )
  const all = await everything(centre.call)
  return {
    recordings: all.length,
    bytes: all.reduce((sum, one) => sum + one.bytes, 0),
    quarantined,
    ...covered,
    cases,
    checkpoint: found.checkpoint,
    packages,
    verified,
    audit: found.audit,
    forgeryUncounted: forged.uncounted,
    remade: copy.folder,
    remadeTold: copy.isTold,
  }
}

async function everything(call: Client) {
  return (await call.listRecordings({ query: { limit: 200 } })).rows
}

/** Waits for the view copies, saying how many are left. */
async function derived(call: Client, say: Say): Promise<void> {
  for (let before = -1; ;) {
    const { deriving } = await call.workbench()
    if (deriving !== before)
      say(
        deriving === 0 ? '查看版、画面、声波都已生成' : `正在生成查看版，还剩 ${deriving} 份`,
        deriving === 0 ? 'View copies, stills and waveforms are made' : `Making view copies, ${deriving} left`,
      )
    if (deriving === 0) return
    before = deriving
    await new Promise((later) => setTimeout(later, 500))
  }
}

/** The officer marks the passage in which the interruption is explained aloud. */
async function explain(url: string, centre: Client, say: Say): Promise<void> {
  const { unexplained } = await centre.workbench()
  // The shortest: the change of battery, which the officer explains aloud when recording starts again.
  const gap = unexplained
    .filter((one) => one.device === 'DSJ0217')
    .sort((a, b) => a.gap.milliseconds - b.gap.milliseconds)[0]?.gap
  if (!gap) return
  const officer = await signIn(url, 'zhoulh', PASSWORD)
  const passage = {
    form: 'spoken' as const,
    gap: { after: gap.after, before: gap.before },
    recording: gap.before,
    from: 1000,
    to: 7000,
    reason: '更换电池，录制中断三分钟，恢复时已口述',
  }
  await officer.call.explainInterruption({ params: { id: gap.before }, body: passage })
  say(
    `周立衡标出口述说明，${Math.round(gap.milliseconds / 60_000)} 分钟的中断有了解释`,
    `The officer marked the spoken explanation of a gap of ${Math.round(gap.milliseconds / 60_000)} minutes`,
  )
}

async function makePackage(url: string, data: string, say: Say): Promise<string[]> {
  const legal = await signIn(url, 'suzy', PASSWORD)
  const rows = (await everything(legal.call)).filter((one) => one.device?.number === 'DSJ0217')
  say(
    `法制科制作证据包：${rows.length} 份音像`,
    `The legal section makes an evidence package of ${rows.length} recordings`,
  )
  const made = await legal.call.makePackage({
    body: {
      recordings: rows.map((one) => one.id),
      purpose: '证明现场检查、告知权利和询问的全过程（示例）',
      recipient: '示例人民法院',
    },
  })
  const folder = join(data, 'packages', made.folder)
  return [folder, `${folder}.zip`]
}

async function verifyAll(
  packages: readonly string[],
  key: string,
  say: Say,
  line: (line: string) => void,
): Promise<boolean> {
  let sound = true
  for (const one of packages) {
    const { code } = await liuhen(['verify', one, '--key', key], {}, line)
    sound &&= code === 0
    say(`离线核验 ${one}：${code === 0 ? '符' : '不符'}`, `Verified offline: ${code === 0 ? 'sound' : 'NOT sound'}`)
  }
  return sound
}

interface Handed {
  readonly packages: readonly string[]
  readonly remade: string
}

function greet(url: string, data: string, { packages, remade }: Handed): void {
  const staff = STAFF.map(({ userName, name, role }) => {
    const { zh, en } = roles[role]
    return `  ${userName.padEnd(8)} ${name}  ${zh} ${en}`
  }).join('\n')
  process.stdout.write(
    `\n${BUREAU.name} 已就绪，请用浏览器打开  Open in a browser:\n\n  ${url}\n\n用户名 User names（密码都是 all with the password ${PASSWORD}）:\n${staff}\n` +
      `  管理员 administrators: xitong, anquan, shenji（另需动态口令，密钥见 TOTP secrets in ${join(data, 'sample-accounts.json')}）\n\n` +
      `证据包 Evidence package: ${packages[0]}\n  双击其中的“打开验证.html” — open 打开验证.html inside it.\n` +
      `别人重做的包 The same made anew by another key: ${remade}\n  与上面的比一比 — compare the two, with and without the key in ${join(data, 'keys', 'log.pub')}.\n\nCtrl-C 结束 to end.\n`,
  )
}
