import type { HealthCheck } from '@liuhen/contract/health'
import type { LogStatus } from '@liuhen/contract/ledger'
import { beijing, type Instant, instantOf, millisecondsOf, type Text, lengthText, text } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import type { StationClock } from '../intake/index.ts'
import type { Sealing } from '../ledger/index.ts'
import { status } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Disk } from '../platform/index.ts'
import type { ClockWatch } from './clock.ts'
import type { LastBackup } from './backed-up.ts'
import type { ScrubProgress } from './scrub.ts'

const DAY = 86_400_000
/** Sealing is a second behind at most; by then somebody should look. */
const LAG = 60_000
/** By so much the database's clock, and that of a station beyond what it could measure, may differ from ours. */
const APART = 2000
/** All of the vault within that, and a copy of it elsewhere. */
const READ_AGAIN = 90 * DAY
const BACKED_UP = 8 * DAY
/** An audit every month. */
const AUDITED = 35 * DAY
/** Nothing came for so long: whoever sent it has gone. */
const QUIET = DAY
/** An answer stands for so long: whoever asks in vain is not to be a load. */
const STANDS = 2000
const PATIENCE = 3000

interface Standing {
  readonly db: Db
  readonly clock: Clock
  readonly disk: Disk
  readonly sealing: () => Sealing | undefined
  readonly lastAudit: () => Promise<LogStatus['lastAudit']>
  readonly scrub: () => ScrubProgress
  readonly clockWatch: () => ReturnType<ClockWatch['last']>
  /** Of each docking station that docked since then. */
  readonly stationClocks: (since: Instant) => Promise<readonly StationClock[]>
  /** What was begun and has not come whole, and since when nothing came, in milliseconds since 1970. */
  readonly unfinished: () => Promise<readonly { readonly bytes: number; readonly last: number }[]>
  /** The last back-up as the command that makes it noted it; undefined where there was none. */
  readonly backup: () => Promise<LastBackup | undefined>
  /** Of today; undefined where no mail is sent here. */
  readonly mail: () => Promise<Mail | undefined>
}

interface Mail {
  readonly sent: number
  readonly failed: number
  readonly unknown: number
  readonly failure?: string
}

type Said = Omit<HealthCheck, 'check'>

const well = (zh: string, en: string): Said => ({ state: 'well', said: text(zh, en) })
const not = (state: 'watch' | 'wrong', said: Text, todo: Text): Said => ({ state, said, todo })

/** Looks at everything a bureau's machine lives by, and says it in words. Never rejects: what cannot be asked is wrong. */
export class Health {
  readonly #here: Standing
  #asked: { readonly at: number; readonly checks: Promise<HealthCheck[]> } | undefined

  constructor(here: Standing) {
    this.#here = here
  }

  checks(): Promise<HealthCheck[]> {
    const now = performance.now()
    if (!this.#asked || now - this.#asked.at > STANDS) this.#asked = { at: now, checks: this.#all() }
    return this.#asked.checks
  }

  async #all(): Promise<HealthCheck[]> {
    const looks = {
      database: this.#database,
      sealing: this.#sealing,
      disk: this.#disk,
      vault: this.#vault,
      jobs: this.#jobs,
      uploads: this.#uploads,
      clock: this.#clock,
      audit: this.#audit,
      backup: this.#backup,
      mail: this.#mail,
    } satisfies Record<HealthCheck['check'], () => Promise<Said>>
    const names = Object.keys(looks) as HealthCheck['check'][]
    return Promise.all(
      names.map(async (check) => ({ check, ...(await inTime(looks[check]()).catch(() => notAsked())) })),
    )
  }

  readonly #database = async (): Promise<Said> => {
    await sql`select 1`.execute(this.#here.db)
    return well('数据库正常', 'The database answers')
  }

  readonly #sealing = async (): Promise<Said> => {
    const state = this.#here.sealing()?.state()
    if (state === undefined) return well('尚未建立单位', 'No bureau is set up yet')
    if (state.sealing === 'stopped')
      return not(
        'wrong',
        state.reason.obstacles[0]?.message ?? text('存证日志已停止', 'The log has stopped'),
        text(
          '不要重新启动或改动数据；先运行 liuhen audit，再联系厂商',
          'Do not start again or change anything: run liuhen audit first',
        ),
      )
    const { pending } = await status(this.#here.db, this.#here.clock)
    if (pending.oldestMs > LAG)
      return not(
        'wrong',
        text(
          `有 ${pending.count} 条记录等待封入日志，最早的已等 ${Math.round(pending.oldestMs / 1000)} 秒`,
          `${pending.count} events wait to be sealed, the oldest for ${Math.round(pending.oldestMs / 1000)} s`,
        ),
        text('查看服务器日志，必要时重新启动服务', 'Read the server’s log, and start the service again if need be'),
      )
    return well('存证日志正常', 'The log is sealed as it grows')
  }

  readonly #disk = async (): Promise<Said> => {
    const { disk } = this.#here
    const free = await disk.free()
    const left = gigabytes(free)
    if (free < disk.reserve)
      return not(
        'wrong',
        text(`磁盘只剩 ${left}，不再接收文件`, `Only ${left} are left on the disk: no files are taken in`),
        text(
          '腾出空间或扩容；不要删除数据目录里的任何文件。之后自动恢复',
          'Make room or add a disk, and delete nothing inside the data folder; it recovers by itself',
        ),
      )
    if (free < 10 * disk.reserve)
      return not(
        'watch',
        text(`磁盘还剩 ${left}`, `${left} are left on the disk`),
        text('尽快安排扩容', 'Have it enlarged soon'),
      )
    return well(`磁盘还剩 ${left}`, `${left} are left on the disk`)
  }

  readonly #vault = async (): Promise<Said> => {
    const { broken, missing, whole, checked } = this.#here.scrub()
    const restore = text(
      '立即运行 liuhen audit 查明是哪些，从备份恢复，并检查磁盘',
      'Run liuhen audit at once to see which, restore them from a back-up, and look at the disk',
    )
    if (missing.length > 0)
      return not(
        'wrong',
        text(
          `登记在册的文件有 ${missing.length} 个不在保管库里`,
          `${missing.length} files that are on record are not in the vault`,
        ),
        restore,
      )
    if (broken.length > 0)
      return not(
        'wrong',
        text(
          `保管库里有 ${broken.length} 个文件与保存时不一致`,
          `${broken.length} files of the vault are not what was put there`,
        ),
        restore,
      )
    if (whole !== undefined && millisecondsOf(this.#here.clock.now()) - millisecondsOf(whole) > READ_AGAIN)
      return not(
        'watch',
        text(
          `保管库上次全部复读是 ${beijing(whole).slice(0, 10)}，之后没有再读完一遍`,
          `All of the vault was last read again by ${beijing(whole).slice(0, 10)}, and not since`,
        ),
        text(
          '看服务器是否整天都在接收文件、磁盘是否太慢；liuhen audit 可以一次读完',
          'See whether files come in all day or the disk is too slow; liuhen audit reads all of it at once',
        ),
      )
    return whole === undefined
      ? well(`保管库第一遍复读中，已读 ${checked} 个`, `The vault is read again for the first time: ${checked} so far`)
      : well(
          `保管库 ${beijing(whole).slice(0, 16)} 全部复读无误`,
          `All of the vault was read again by ${beijing(whole).slice(0, 16)}`,
        )
  }

  readonly #jobs = async (): Promise<Said> => {
    const { rows } = await sql<{ waiting: number; faults: number; failed: number }>`select
      count(*) filter (where state in ('waiting', 'running'))::int as waiting,
      count(*) filter (where state = 'waiting' and faults > 0)::int as faults,
      count(*) filter (where state = 'failed')::int as failed from derivation`.execute(this.#here.db)
    const { waiting = 0, faults = 0, failed = 0 } = rows[0] ?? {}
    if (faults > 0)
      return not(
        'watch',
        text(
          `${faults} 项处理因服务器故障没有成功，正在自动重试`,
          `${faults} steps did not succeed for a fault of the machine and are tried again`,
        ),
        text(
          '检查内存、磁盘和 ffmpeg；服务器日志里有原因',
          'Look at memory, disk and ffmpeg; the server’s log says why',
        ),
      )
    if (failed > 0)
      return not(
        'watch',
        text(`${failed} 项处理已放弃，原件不受影响`, `${failed} steps were given up; the originals are not affected`),
        text('在音像页查看原因，可以重新处理', 'See why on the recordings’ pages, where they can be tried again'),
      )
    return waiting > 0
      ? well(`${waiting} 项处理在排队`, `${waiting} steps wait their turn`)
      : well('没有积压', 'Nothing is behind')
  }

  readonly #uploads = async (): Promise<Said> => {
    const now = millisecondsOf(this.#here.clock.now())
    const open = await this.#here.unfinished()
    const gone = open.filter((one) => now - one.last > QUIET)
    const bytes = gone.reduce((sum, one) => sum + one.bytes, 0)
    return gone.length > 0
      ? not(
          'watch',
          text(
            `${gone.length} 个文件传到一半停了一天以上，共声明 ${gigabytes(bytes)}`,
            `${gone.length} files stopped half way more than a day ago, of ${gigabytes(bytes)} declared`,
          ),
          text(
            '请送入的人重新连接采集站或浏览器续传；“送入”页列有是哪些',
            'Have whoever sent them connect again and go on; the intake page lists them',
          ),
        )
      : well(`${open.length} 个文件正在送入`, `${open.length} files are on their way`)
  }

  readonly #clock = async (): Promise<Said> => {
    const before = Date.now()
    const { rows } = await sql<{
      now: number
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(this.#here.db)
    const apart = Math.abs((rows[0]?.now ?? before) - (before + Date.now()) / 2)
    const last = this.#here.clockWatch()
    const todo = text(
      '检查这台服务器的时间同步（timedatectl），确认现在的时间正确',
      'Look at this machine’s time synchronisation (timedatectl), and see that the time is right now',
    )
    if (apart > APART)
      return not(
        'wrong',
        text(
          `服务器时钟与数据库时钟相差 ${Math.round(apart / 1000)} 秒`,
          `The clocks of server and database are ${Math.round(apart / 1000)} s apart`,
        ),
        todo,
      )
    if (last && Date.now() - last.after < DAY)
      return not(
        'watch',
        text(
          `服务器时钟在 ${beijing(instantOf(last.after)).slice(0, 19)} 被${last.by < 0 ? '拨慢' : '拨快'} ${lengthText(last.by).zh}`,
          `The machine’s clock was set ${last.by < 0 ? 'back' : 'forward'} by ${lengthText(last.by).en} at ${beijing(instantOf(last.after)).slice(0, 19)}`,
        ),
        todo,
      )
    const since = instantOf(millisecondsOf(this.#here.clock.now()) - DAY)
    const known = await this.#here.stationClocks(since)
    const stations = known.filter(({ offset, error }) => Math.abs(offset) - error > APART)
    if (stations.length > 0) {
      const named = (ahead: string, behind: string): string =>
        stations
          .map(
            ({ number, offset }) => `${number} ${offset > 0 ? ahead : behind} ${Math.round(Math.abs(offset) / 1000)} s`,
          )
          .join('、')
      return not(
        'watch',
        text(
          `最近一天采集时，采集站与服务器的时钟不一致：${named('快', '慢')}`,
          `Clocks of docking stations and of the server disagreed within a day: ${named('ahead by', 'behind by')}`,
        ),
        text(
          '核对这些采集站和这台服务器的时间同步；几个采集站都相差同样多，就可能是服务器的时钟不准',
          'Look at the time synchronisation of these stations and of this machine; where several are off alike it may be the server',
        ),
      )
    }
    return well('时钟正常', 'The clock runs as it should')
  }

  readonly #audit = async (): Promise<Said> => {
    const last = await this.#here.lastAudit()
    const todo = text('由审计管理员运行 liuhen audit', 'Have the audit administrator run liuhen audit')
    if (last === undefined) return not('watch', text('还没有审计过', 'It was never audited'), todo)
    const day = beijing(last.at).slice(0, 10)
    if (!last.clean)
      return not(
        'wrong',
        text(
          `${day} 的审计发现 ${last.differences} 处不一致`,
          `The audit of ${day} found ${last.differences} differences`,
        ),
        text('查看审计结果，逐条处理', 'Go through what it found'),
      )
    if (millisecondsOf(this.#here.clock.now()) - millisecondsOf(last.at) > AUDITED)
      return not('watch', text(`上次审计是 ${day}`, `The last audit was on ${day}`), todo)
    return well(`${day} 审计无误`, `The audit of ${day} found nothing`)
  }

  readonly #backup = async (): Promise<Said> => {
    const last = await this.#here.backup()
    const todo = text('运行 liuhen backup，存到另一处', 'Run liuhen backup, to another place')
    if (last === undefined) return not('watch', text('这里还没有做过备份', 'No back-up was made here yet'), todo)
    const on = beijing(last.at).slice(0, 16)
    if (!last.ok)
      return not(
        'wrong',
        text(`${on} 的备份没有成功：${last.said ?? ''}`, `The back-up of ${on} failed: ${last.said ?? ''}`),
        todo,
      )
    if (millisecondsOf(this.#here.clock.now()) - millisecondsOf(last.at) > BACKED_UP)
      return not('watch', text(`上次备份是 ${on}`, `The last back-up was at ${on}`), todo)
    return well(`${on} 备份完成`, `Backed up at ${on}`)
  }

  readonly #mail = async (): Promise<Said> => {
    const mail = await this.#here.mail()
    if (mail === undefined) return well('没有设置邮件提醒', 'No reminders are sent by mail')
    const { sent, failed, unknown, failure = '' } = mail
    if (failed > 0)
      return not(
        'watch',
        text(
          `今天有 ${failed} 封提醒没有发出（${failure}），正在自动重试`,
          `${failed} reminders of today were not sent (${failure}) and are tried again`,
        ),
        text(
          '检查 LIUHEN_SMTP_ 开头的设置、发信服务器和网络',
          'Look at the settings that begin with LIUHEN_SMTP_, the mail server and the network',
        ),
      )
    if (unknown > 0)
      return not(
        'watch',
        text(
          `今天有 ${unknown} 封提醒发送时中断，不知是否送达`,
          `${unknown} reminders of today were cut off while being sent; nobody knows whether they arrived`,
        ),
        text('请当事人登录查看“日历”；不会重发', 'Have them look at the calendar; they are not sent again'),
      )
    return well(`今天发出 ${sent} 封提醒`, `${sent} reminders were sent today`)
  }
}

const notAsked = (): Said =>
  not(
    'wrong',
    text('查不到：数据库或磁盘没有回答', 'It cannot be told: database or disk do not answer'),
    text('检查 PostgreSQL 是否在运行、磁盘是否正常', 'See that PostgreSQL runs and that the disk is well'),
  )

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

function inTime<T>(asked: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('not answered in time')), PATIENCE)
  return Promise.race([asked, promise]).finally(() => clearTimeout(timer))
}
