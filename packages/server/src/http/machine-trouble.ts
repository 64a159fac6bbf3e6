import { because, type Failure, Refused } from '@liuhen/core/kernel'
import { diskFull } from '../platform/index.ts'

/** Of PostgreSQL: it starts or stops, has no room for one more, or ended the connection. */
const AWAY = new Set(['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006', '08001'])
const UNREACHED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT'])
const READ_ONLY = new Set(['25006', 'EROFS'])
const FAILING = new Set(['EIO', '58030', 'XX001'])

/** What of the machine an unexpected error comes from, in words for whoever waits; undefined where it is none of these. */
export function machineTrouble(error: unknown): Failure | undefined {
  for (let one: unknown = error, deep = 0; one instanceof Error && deep < 5; one = one.cause, deep++) {
    const { code = '' } = one as { code?: string }
    if (FULL.has(code)) return diskFull()
    if (READ_ONLY.has(code)) return readOnly()
    if (FAILING.has(code)) return failing()
    if (
      AWAY.has(code) ||
      UNREACHED.has(code) ||
      /Connection terminated|timeout exceeded when trying to connect/.test(one.message)
    )
      return away()
  }
  return undefined
}

const readOnly = () =>
  because(
    Refused,
    'disk-read-only',
    '服务器磁盘现在只能读、不能写；已保存的内容都在。请通知信息中心检查磁盘，恢复后再试',
    'The disk of the server can only be read now; what is kept is safe. Tell the information centre to look at the disk, and try again when it is mended',
  )
const failing = () =>
  because(
    Refused,
    'disk-failing',
    '服务器磁盘读写出错。请通知信息中心检查磁盘，不要清除存储卡',
    'The disk of the server fails to read or write: tell the information centre to look at it, and clear no card',
  )
const away = () =>
  because(
    Refused,
    'database-away',
    '数据库暂时连不上，正在自动恢复，请稍后再试',
    'The database cannot be reached for the moment; it recovers by itself. Try again in a moment',
  )
