import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '@liuhen/core/kernel'
import { onAudit } from './attack.ts'
import type { Attack } from './attack.ts'
import { disarm, rewriteLog, thief } from './forger.ts'
import type { Target } from './sandbox.ts'

interface Original {
  readonly stream: string
  readonly sha256: string
  readonly sm3: string
  readonly bytes: number
}

async function originalOf({ database }: Target): Promise<Original | undefined> {
  const { rows } = await database.query<Original>(
    `select stream, body ->> 'sha256' as sha256, body ->> 'sm3' as sm3, (body ->> 'bytes')::int as bytes
     from journal where kind like 'RecordingPreserved/%' order by position desc limit 1`,
  )
  return rows[0]
}

/** A warrant for the newest original, on a list nobody drew up. */
async function forgeWarrant({ database }: Target, { stream, sha256, sm3, bytes }: Original): Promise<void> {
  const recording = stream.slice('recording:'.length)
  const blobs = [{ sha256, bytes, of: 'original' }]
  const items = [{ recording, fileName: 'x', sha256, sm3, bytes, blobs }]
  await database.query(
    `insert into journal (id, stream, version, kind, at, actor, body, salt)
     select '01930f2a-6c00-7000-8000-00000000f0f2', 'disposal:01930f2a-6c00-7000-8000-00000000f0f3', 1,
       'DisposalBegun/1', max(at), 'system', $1::jsonb, (select salt from journal order by position limit 1)
     from journal`,
    [JSON.stringify({ items, packages: [], spared: [], shared: [] })],
  )
}

const blobOf = ({ sha256 }: Original): string => join('vault', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

/** Attacks that pass a destruction off as lawful. */
export const onWarrants: readonly Attack[] = [
  onAudit(
    'forge-warrant',
    text(
      '伪造销毁令、用盗来的密钥重签日志，再删除原件',
      'Forge a warrant, sign the log anew with the stolen key, delete the original',
    ),
    ['warrant-without-list'],
    async (target) => {
      const original = await originalOf(target)
      if (!original) return false
      await disarm(target.database)
      await forgeWarrant(target, original)
      await rewriteLog(target, thief(target))
      rmSync(join(target.data, blobOf(original)))
      return true
    },
  ),
  onAudit('erase-body', text('抹去一条流水的内容', 'Erase the body of an event'), ['body-missing'], async (target) => {
    const original = await originalOf(target)
    if (!original) return false
    await disarm(target.database)
    await target.database.query('update journal set body = null, salt = null where stream = $1 and version = 1', [
      original.stream,
    ])
    return true
  }),
]
