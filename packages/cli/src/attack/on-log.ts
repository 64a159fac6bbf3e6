import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '@liuhen/core/kernel'
import { onAudit, outcomeOf } from './attack.ts'
import type { Attack } from './attack.ts'
import { disarm, rewriteLog, stranger, thief } from './forger.ts'
import { receiptIn } from './receipts.ts'
import type { Target } from './sandbox.ts'

const EDIT = `update journal set body = jsonb_set(body, '{fileName}', '"other.mp4"')
  where position = (select max(position) from journal where kind like 'RecordingPreserved/%')`

/** Takes the newest recording and what came after it away, and every row that shows them. */
async function forgetLast({ database }: Target): Promise<void> {
  await database.query(
    `create temp table gone as select distinct stream, split_part(stream, ':', 1) as type, split_part(stream, ':', 2)::uuid as id
     from journal where position >= (select max(position) from journal where kind like 'RecordingPreserved/%')`,
  )
  await database.query('delete from derivation where recording in (select id from gone)')
  for (const [table, type] of [
    ['recordings', 'recording'],
    ['quarantines', 'quarantine'],
    ['docking', 'docking'],
    ['package', 'package'],
  ])
    await database.query(`delete from ${table} where id in (select id from gone where type = '${type}')`)
  const events = 'select id from journal where stream in (select stream from gone)'
  await database.query(`delete from log_entry where event_id in (${events})`)
  await database.query('delete from journal where stream in (select stream from gone)')
}

/** With a receipt that somebody took away before: the one witness that nobody here can rewrite. */
function againstReceipt(
  name: string,
  title: ReturnType<typeof text>,
  codes: readonly string[],
  act: (target: Target) => Promise<void>,
): Attack {
  return {
    name,
    title,
    codes,
    async run(target) {
      const receipt = await receiptIn(target.database)
      if (receipt === undefined) return undefined
      const file = join(target.data, 'kept-outside.json')
      writeFileSync(file, JSON.stringify(receipt))
      await disarm(target.database)
      await act(target)
      return outcomeOf((await target.audit([file])).differences, codes)
    },
  }
}

/** Attacks on the log: its tree, its signatures, its clock, its length. */
export const onLog: readonly Attack[] = [
  onAudit('change-tile', text('改动存证日志的瓦片', 'Change a tile of the log'), ['tile-differs'], async (target) => {
    await disarm(target.database)
    await target.database.query(
      `update log_tile set hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) where (level, number) = (0, 0)`,
    )
  }),
  onAudit(
    'replay-checkpoint',
    text('以旧检查点冒充最新检查点', 'Pass an old checkpoint off as the newest'),
    ['entries-unsigned'],
    async (target) => {
      const { rows } = await target.database.query<{ note: string }>(
        'select note from log_checkpoint order by size desc offset 1 limit 1',
      )
      if (rows[0] === undefined) return false
      await disarm(target.database)
      await target.database.query('delete from log_checkpoint where size = (select max(size) from log_checkpoint)')
      writeFileSync(join(target.data, 'run', 'checkpoint'), rows[0].note)
    },
  ),
  onAudit(
    'forge-checkpoint',
    text(
      '改写流水后重做整个日志，用另一把私钥签名',
      'Rewrite an event and the whole log after it, signed with another key',
    ),
    ['note-unsigned'],
    async (target) => {
      await disarm(target.database)
      await target.database.query(EDIT)
      await rewriteLog(target, stranger(target))
    },
  ),
  onAudit(
    'rewind-clock',
    text('用盗取的私钥封存一条倒签时间的流水', 'Seal a backdated event with the stolen key'),
    ['clock-rewound'],
    async (target) => {
      await disarm(target.database)
      await target.database.query(
        `insert into journal (id, stream, version, kind, at, actor, body, salt)
         select '01930f2a-6c00-7000-8000-00000000f0f2', 'sign-in:01930f2a-6c00-4000-8000-00000000f0f3', 1, 'SignedOut/1',
           (select min(at) from journal) - interval '1 day', 'system',
           '{"person": "01930f2a-6c00-4000-8000-00000000f0f4", "reason": "self"}', salt
         from journal limit 1`,
      )
      await rewriteLog(target, thief(target))
    },
  ),
  onAudit(
    'put-back',
    text('把数据库退回到更早的状态', 'Put the database back to an earlier state'),
    ['log-rewound'],
    async (target) => {
      await disarm(target.database)
      await forgetLast(target)
      const highWater = join(target.data, 'run', 'checkpoint')
      const kept = await target.database.query<{ note: string }>(
        'select note from log_checkpoint order by size desc limit 1',
      )
      await rewriteLog(target, thief(target))
      // All of it is as if the last day had not been, but for the one file outside the database.
      writeFileSync(highWater, kept.rows[0]?.note ?? '')
    },
  ),
  againstReceipt(
    'rewrite-everything',
    text(
      '持真私钥改写流水、日志和本机全部记录',
      'Rewrite journal, log and all this machine remembers, with the true key',
    ),
    ['outside-differs'],
    async (target) => {
      await target.database.query(EDIT)
      await target.database.query(
        `update recordings set state = jsonb_set(state, '{arrival,fileName}', '"other.mp4"'), file_name = 'other.mp4'
         where sha256 = (select body ->> 'sha256' from journal where kind like 'RecordingPreserved/%' order by position desc limit 1)`,
      )
      await rewriteLog(target, thief(target))
    },
  ),
  againstReceipt(
    'forget-everything',
    text(
      '持真私钥删去最后的流水和本机全部记录',
      'Take the last events out of all this machine remembers, with the true key',
    ),
    ['outside-ahead', 'outside-differs'],
    async (target) => {
      await forgetLast(target)
      await rewriteLog(target, thief(target))
    },
  ),
  againstReceipt(
    'replace-key',
    text('重做整个日志并连公钥一起换掉', 'Do the whole log again and replace the public key with it'),
    ['outside-note-unsigned'],
    async (target) => {
      const forger = stranger(target)
      await target.database.query(EDIT)
      await rewriteLog(target, forger)
      writeFileSync(target.ownFile('keys/log.pub'), `${forger.line}\n`)
    },
  ),
]
