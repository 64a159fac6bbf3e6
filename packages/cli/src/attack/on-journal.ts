import { text } from '@liuhen/core/kernel'
import { onAudit } from './attack.ts'
import type { Attack } from './attack.ts'
import { disarm } from './forger.ts'
import type { Target } from './sandbox.ts'

/** What happens to rows once nothing in the database refuses it. `$1` of a statement is the newest preserved recording. */
const statements = (
  name: string,
  title: ReturnType<typeof text>,
  codes: readonly string[],
  ...acts: readonly string[]
): Attack =>
  onAudit(name, title, codes, async (target) => {
    const position = await newestRecording(target)
    if (position === undefined) return false
    await disarm(target.database)
    for (const act of acts) await target.database.query(act, act.includes('$1') ? [position] : [])
    return true
  })

async function newestRecording({ database }: Target): Promise<number | undefined> {
  const { rows } = await database.query<{ position: number }>(
    `select position from journal where kind like 'RecordingPreserved/%' order by position desc limit 1`,
  )
  return rows[0]?.position
}

/** Attacks on the journal by somebody who administers the database. */
export const onJournal: readonly Attack[] = [
  statements(
    'edit-body',
    text('改写一条流水的内容', 'Rewrite the body of an event'),
    ['opening-sha256'],
    `update journal set body = jsonb_set(body, '{fileName}', '"other.mp4"') where position = $1`,
  ),
  statements(
    'edit-actor',
    text('改换一条流水的经手人', 'Put another person down as the one who did it'),
    ['opening-facts'],
    `update journal set actor = 'person:00000000-0000-4000-8000-000000000001' where position = $1`,
  ),
  statements(
    'edit-time',
    text('改动一条流水的时间', 'Change when it happened'),
    ['opening-facts'],
    `update journal set at = at - interval '1 hour' where position = $1`,
  ),
  statements(
    'delete-event',
    text('删除一条流水', 'Delete an event'),
    ['event-deleted'],
    `delete from journal where position = $1`,
  ),
  statements(
    'delete-event-and-entry',
    text('删除一条流水及其存证条目', 'Delete an event and its entry in the log'),
    ['log-hole'],
    `delete from log_entry where event_id = (select id from journal where position = $1)`,
    `delete from journal where position = $1`,
  ),
  statements(
    'insert-event',
    text('插入一条伪造的流水', 'Slip in a forged event'),
    ['event-not-sealed'],
    `insert into journal (id, stream, version, kind, at, actor, body, salt)
     select '01930f2a-6c00-7000-8000-00000000f0f0', stream,
       (select max(version) + 1 from journal as other where other.stream = journal.stream),
       'AnnotationAdded/1', at, actor,
       '{"annotation": "01930f2a-6c00-4000-8000-00000000f0f1", "text": "forged"}', salt
     from journal where position = $1`,
  ),
  statements(
    'swap-bodies',
    text('对调两条流水的内容', 'Swap the bodies of two events'),
    ['opening-sha256'],
    `with other as (select position, body, salt from journal where position <> $1 order by position desc limit 1),
       one as (select position, body, salt from journal where position = $1)
     update journal set body = given.body
     from (select one.position, other.body from one, other union all select other.position, one.body from one, other) as given
     where journal.position = given.position`,
  ),
]
