import { because, Corrupt, type Failure, Refused } from '@liuhen/core/kernel'

/** What PostgreSQL's last words mean for whoever started the server, by what it says and what to do. */
const TROUBLES: readonly (readonly [
  said: RegExp,
  kind: typeof Refused | typeof Corrupt,
  code: string,
  zh: string,
  en: string,
])[] = [
  [
    /database files are incompatible with server|was initialized by PostgreSQL version/,
    Refused,
    'postgres-other-version',
    '数据目录里的数据库属于另一个 PostgreSQL 大版本。请用原来版本的留痕启动；升级数据库须先备份再按说明转换',
    'The database in the data folder is of another major version of PostgreSQL: start the version of Liuhen it belongs to. Converting it comes after a back-up',
  ],
  [
    /could not locate a valid checkpoint record|could not locate required checkpoint record|invalid checkpoint record|could not open (?:file|directory) "pg_wal|required WAL directory/,
    Corrupt,
    'postgres-wal-missing',
    '数据库的预写日志（postgres/pg_wal）不见了或不完整，不能启动。不要用 pg_resetwal：请从备份中恢复',
    'The write-ahead log of the database (postgres/pg_wal) is gone or not whole, so it cannot start. Do not use pg_resetwal: restore from a back-up',
  ],
  [
    /No space left on device|Disk quota exceeded/,
    Refused,
    'disk-full',
    '磁盘已满，数据库不能启动。请腾出空间，不要删除数据目录里的任何文件；腾出后会自动继续',
    'The disk is full and the database cannot start. Make room, and delete nothing inside the data folder; then it goes on by itself',
  ],
  [
    /Read-only file system/,
    Refused,
    'data-folder-read-only',
    '数据目录所在的文件系统是只读的，数据库不能启动。请先检查磁盘，再以可写方式重新挂载',
    'The file system of the data folder is read-only and the database cannot start: look at the disk first, then mount it for writing',
  ],
  [
    /Permission denied|Operation not permitted|has wrong ownership|has invalid permissions|could not change permissions|E(?:PERM|INVAL|ACCES)[^\n]*chown/,
    Refused,
    'data-folder-not-ours',
    '数据库文件不属于当前用户（也许曾以 root 或别的用户启动过），或文件系统不能设置属主和权限。请用原来的用户启动，或由管理员改属主',
    'The files of the database are not this user’s; perhaps it was started once as root or as another. Or the file system keeps no owners. Start as the user of before, or have the owner changed',
  ],
  [
    /Input\/output error/,
    Corrupt,
    'disk-failing',
    '数据库所在的磁盘读写出错。请检查磁盘，不要反复启动',
    'The disk of the database fails to read or write: look at the disk, and do not start again and again',
  ],
]

/** The failure that these words of PostgreSQL's or initdb's stand for; undefined for words nobody has met yet. */
export function troubleIn(said: string): Failure | undefined {
  const found = TROUBLES.find(([words]) => words.test(said))
  if (!found) return undefined
  const [, kind, code, zh, en] = found
  return because(kind, code, zh, en)
}
