import {
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from '@liuhen/core/kernel'
import { onAudit } from './attack.ts'
import type { Attack } from './attack.ts'
import type { Target } from './sandbox.ts'

const placeOf = (sha256: string): string => `vault/sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

/** Digests of what lies in the vault by the events of that kind, in their order. */
async function digestsOf({ database }: Target, kind: string): Promise<string[]> {
  const { rows } = await database.query<{ sha256: string }>(
    `select distinct on (body ->> 'sha256') body ->> 'sha256' as sha256, position from journal where kind like $1
     and (body ->> 'bytes')::bigint > 0`,
    [kind],
  )
  return rows.map((row) => row.sha256)
}

function flipBit(path: string): void {
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  const at = Math.floor(statSync(path).size / 2)
  readSync(file, byte, 0, 1, at)
  writeSync(file, Buffer.from([(byte[0] as number) ^ 1]), 0, 1, at)
  closeSync(file)
}

const on = (
  name: string,
  title: ReturnType<typeof text>,
  codes: readonly string[],
  kind: string,
  act: (target: Target, digests: readonly string[]) => boolean | void,
): Attack =>
  onAudit(name, title, codes, async (target) => {
    const digests = await digestsOf(target, kind)
    return digests.length === 0 ? false : act(target, digests)
  })

const ORIGINAL = 'RecordingPreserved/%'

/** Attacks on the files themselves. */
export const onBlobs: readonly Attack[] = [
  on(
    'flip-original',
    text('改动原件的一个比特', 'Flip one bit of an original'),
    ['blob-sha256'],
    ORIGINAL,
    (target, [one]) => flipBit(target.ownFile(placeOf(one as string))),
  ),
  on(
    'flip-derivative',
    text('改动查看版的一个比特', 'Flip one bit of a view copy'),
    ['blob-sha256'],
    'DerivativeMade/1',
    (target, [one]) => flipBit(target.ownFile(placeOf(one as string))),
  ),
  on(
    'truncate-original',
    text('截去原件的末尾', 'Cut the end off an original'),
    ['blob-length'],
    ORIGINAL,
    (target, [one]) => {
      const path = target.ownFile(placeOf(one as string))
      truncateSync(path, statSync(path).size - 1)
    },
  ),
  on(
    'swap-originals',
    text('对调两份原件', 'Swap two originals'),
    ['blob-sha256'],
    ORIGINAL,
    (target, [one, other]) => {
      if (other === undefined) return false
      const paths = [one as string, other].map((sha256) => target.ownFile(placeOf(sha256))) as [string, string]
      const contents = paths.map((path) => readFileSync(path)) as [Buffer, Buffer]
      writeFileSync(paths[0], contents[1])
      writeFileSync(paths[1], contents[0])
    },
  ),
  on('delete-original', text('删除一份原件', 'Delete an original'), ['blob-missing'], ORIGINAL, (target, [one]) =>
    rmSync(join(target.data, placeOf(one as string))),
  ),
]
