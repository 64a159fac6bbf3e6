import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Client } from '@liuhen/contract'
import { roles } from '@liuhen/core/access'
import { beijing, because, CalendarDate, millisecondsOf, Refused, text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { readPackFolder } from '../packs/index.ts'
import { type Manual, readOptions } from '../terminal/index.ts'
import { registerActivities } from './activities.ts'
import { BUREAU, foundBureau, PASSWORD, PASSWORDS_BEFORE, STAFF } from './bureau.ts'
import { CASES, tellLongCases, tellShortCase } from './cases.ts'
import { liuhen, type Server, startServer } from './children.ts'
import { disclose, type Disclosed } from './disclosure.ts'
import { makeDisc } from './discs.ts'
import { disposal, disposedOf, type Listed } from './disposal.ts'
import { introduceTo } from '../dock/index.ts'
import { derived, dockCard, earlierCard, explain, pastCard } from './docking.ts'
import { makeFootage } from './footage.ts'
import { drawInspections } from './inspections.ts'
import { forge } from './forgery.ts'
import { People } from './people.ts'
import { remade } from './remade.ts'
import { decideRequests, handOut } from './requests.ts'
import { SampleTime } from './sample-time.ts'
import { superviseMonth } from './supervision.ts'
import type { Say } from './told.ts'
import { daysAgo, signIn } from './visitor.ts'

export const manual = {
  usage: 'demo [--exit] [--data DIR] [--discard] [--port N]',
  about: text(
    '在眼前走完全程：办案、拍摄、采集、固化、打包、离线核验、审计，然后留着供浏览',
    'The whole main job before your eyes: cases, film, dock, preserve, package, verify offline, audit; then it stays up for browsing',
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
  const time = new SampleTime(PAST, (await readPackFolder()).calendar)
  say(
    `示例时间从 ${time.first} 起，只在演示的进程里拨动；产品把它当作机器时钟被调，记录在案`,
    `The sample's time begins on ${time.first}. It is moved in the demo's processes alone, and the product puts it on record as a machine whose clock was set`,
  )
  const server = await startServer(data, given.port ?? (given.exit ? 0 : 8040), time.shift)
  time.takes((shift) => server.shift(shift))
  const stopped = new Promise<void>((done) => server.process.once('exit', () => done()))
  try {
    const summary = await mainJob(server, time, say, say1)
    const sound =
      summary.cases === CASES &&
      summary.volumeVerified &&
      summary.verified &&
      summary.siteVerified &&
      summary.withdrawn === 1 &&
      summary.requests === 5 &&
      summary.discVerified &&
      summary.disposed === 1 &&
      summary.audit === 'clean' &&
      summary.forgeryUncounted &&
      summary.remadeTold &&
      summary.drawVerified &&
      summary.inspectionDrawVerified
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

/** How many days the sample's past goes back: the party's time to sue alone is six months. */
const PAST = 300

async function mainJob({ url, data }: Server, time: SampleTime, say: Say, line: (line: string) => void) {
  const people = new People(url, time)
  const [before] = PASSWORDS_BEFORE as [string, ...string[]]
  const founding = { now: () => millisecondsOf(time.now()), from: time.first, password: before }
  const { stationKey, secrets } = await foundBureau({ url, data }, say, time.now(), founding)
  await writeFile(
    join(data, 'sample-accounts.json'),
    `${JSON.stringify({ password: PASSWORD, staff: STAFF, totp: secrets }, null, 2)}\n`,
    { mode: 0o600 },
  )
  const station = { url, key: stationKey, state: join(data, 'sample-station'), say, line }
  await introduceTo((await signIn(url, 'liangc', before)).call, station)
  say('督察科到采集站前核对了它的签名公钥', 'The inspection section compared the signing key at the docking station')
  const earlier = join(data, 'sample-cards-earlier')
  const morning = async (): Promise<void> => {
    say(
      '执法记录仪拍摄一次现场检查，中途更换电池',
      'A body-worn camera films an inspection, its battery changed midway',
    )
    const files = await makeFootage(earlier, { day: time.today(), only: 'interrupted', onProgress: line })
    await earlierCard(people, earlier, station, files)
  }
  const patrol = async (): Promise<void> => {
    const folder = join(data, 'sample-cards-patrol')
    const files = await makeFootage(folder, { day: time.today(), only: 'market', onProgress: line })
    await pastCard(people, folder, { ...station, card: 'card-2', files })
  }
  let list: Listed | undefined
  const long = await tellLongCases(people, morning, say, disposal(people, { patrol, say, done: (one) => (list = one) }))
  await time.present()
  await people.takePassword(secrets)
  say('示例时间回到现在，人人按期更换密码', 'The sample’s time is the present again; everybody has a new password')

  const cards = join(data, 'sample-cards')
  const day = beijing(daysAgo(1)).slice(0, 10)
  say('两台执法记录仪拍摄一天的录像（ffmpeg 合成）', 'Two body-worn cameras film a day (made with ffmpeg)')
  await makeFootage(cards, { day, onProgress: line })
  let quarantined = 0
  for (const card of ['card-1', 'card-2', 'loose']) quarantined += await dockCard(cards, card, station)
  const centre = await signIn(url, 'heqh', PASSWORD)
  await derived(centre.call, say)
  const forged = await forge(url, data, day, PASSWORD, say)
  await explain(centre.call, () => people.as('officer'), say)
  const covered = await registerActivities(url, CalendarDate.parse(day), say)
  const key = join(data, 'keys', 'log.pub')
  let disclosed: Disclosed | undefined
  const short = await tellShortCase(people, say, async (caseId) => {
    disclosed = await disclose(people, { caseId, data, key }, say, line)
  })
  const volumes = [...long, ...short]
  const filmed = (await everything(centre.call)).filter(
    (one) => one.device?.number === 'DSJ0217' && beijing(one.start).startsWith(day),
  )
  const recordings = filmed.map((one) => one.id)
  const requests = await decideRequests(people, recordings, say)
  const folder = join(data, 'packages', await handOut(people, { recordings, request: requests.court }, say))
  const packages = [folder, `${folder}.zip`]
  const verified = await verifyAll(packages, key, say, line)
  const legal = await signIn(url, 'suzy', PASSWORD)
  const disc = await makeDisc(legal.call, { data, key, say, line })
  const disposed = list === undefined ? 0 : await disposedOf(list, { url, data, say })
  const copy = await remade(packages[0] as string, { folder: join(data, 'sample-remade'), key, say, line })
  const supervised = await superviseMonth({ url, data, key, say, line })
  const inspections = await drawInspections({ url, data, key, say, line })
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
    cases: volumes.length,
    papers: volumes.reduce((sum, one) => sum + one.papers, 0),
    volumeVerified: volumes.every((one) => one.verified),
    published: disclosed?.published ?? 0,
    withdrawn: disclosed?.withdrawn ?? 0,
    siteVerified: disclosed?.siteVerified === true,
    checkpoint: found.checkpoint,
    packages,
    verified,
    requests: requests.decided,
    discs: 1,
    discVerified: disc.verified,
    disposed,
    audit: found.audit,
    forgeryUncounted: forged.uncounted,
    remade: copy.folder,
    remadeTold: copy.isTold,
    ...supervised,
    ...inspections,
  }
}

async function everything(call: Client) {
  return (await call.listRecordings({ query: { limit: 200 } })).rows
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
