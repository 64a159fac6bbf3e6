import { Failure, sameBytes } from '@liuhen/core/kernel'
import { leafHash, readLeaf } from '@liuhen/core/ledger'
import type { Leaf, Tile } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import type { Audited } from './audit.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Held } from './checkpoints.ts'
import { LogClock } from './log-clock.ts'
import type { OutsideWord } from './outside.ts'
import { checkNoOtherTiles, checkTiles } from './tile-check.ts'
import { GrowingTree } from './tree.ts'

interface Entry {
  readonly index: number
  readonly event_id: string
  readonly leaf: Buffer
  readonly leaf_hash: Buffer
  readonly kept: boolean
}
/**
 * Goes over the log from its first entry: every leaf hashed again, every tile built again and compared byte for byte, and
 * at the size of each checkpoint the root derived again and its signature verified. That the roots come from one tree is
 * what makes the checkpoints consistent with each other. Answers the size of the last checkpoint.
 */
export async function checkLog(audited: Audited, held: Held): Promise<number> {
  const { snapshot, findings, progress } = audited
  const [total] = await snapshot.all<{ count: number }>('select count(*) as count from log_entry')
  const full: Tile[] = []
  const tree = new GrowingTree(crypto.sha256, (tile) => full.push(tile))
  const checkpoints = new Checkpoints(audited, held)
  const clock = new LogClock(audited)
  const words = held.outside.toSorted((a, b) => a.size - b.size)
  const reached = async (): Promise<void> => {
    await checkpoints.reached(tree)
    while (words[0]?.size === tree.size) checkOutside(audited, words.shift() as OutsideWord, tree.root())
  }
  await reached()
  for await (const entry of snapshot.stream<Entry>(EVERY_ENTRY)) {
    const place = `log #${entry.index}`
    if (entry.index !== tree.size)
      findings.differs('log-hole', place, '存证日志的序号不连续', 'The indices of the log are not in one row')
    const hash = leafHash(crypto.sha256, entry.leaf)
    if (!sameBytes(hash, entry.leaf_hash))
      findings.differs('leaf-hash', place, '存证条目与其摘要不符', 'The entry does not have its hash')
    const leaf = checkLeaf(audited, place, entry)
    if (leaf) clock.saw(place, leaf.at)
    for (const word of held.outside)
      if (word.index === entry.index && word.leafHash && !sameBytes(word.leafHash, hash))
        outsideDiffers(audited, word, `log #${entry.index}`)
    tree.add(hash)
    await reached()
    if (full.length >= 64) await checkTiles(audited, full.splice(0))
    progress('log', tree.size, total?.count ?? 0)
  }
  await checkTiles(audited, [...full, ...tree.edge()])
  await checkNoOtherTiles(audited, tree.tiles())
  const last = await checkpoints.finish(tree.size)
  for (const word of words) outsideAhead(audited, word, tree.size)
  return last
}

const EVERY_ENTRY = `
  select index, event_id, leaf, leaf_hash, journal.id is not null as kept
  from log_entry left join journal on journal.id = log_entry.event_id
  order by index`

/** The journal's side of an entry is checked where the journal is read; here, that there is one. */
function checkLeaf({ findings }: Audited, place: string, { leaf, event_id, kept }: Entry): Leaf | undefined {
  try {
    const read = readLeaf(leaf)
    const what = `${read.kind} ${read.stream} v${read.version} ${read.at}`
    if (!kept)
      findings.differs(
        'event-deleted',
        place,
        `存证日志记着这一事件，流水中却没有了：${what}`,
        `The log has this event, but it was deleted from the journal: ${what}`,
      )
    if (read.id !== event_id)
      findings.differs('entry-event', place, '存证条目写的是另一事件', 'The entry is that of another event')
    return read
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    findings.refused(place, error)
    return undefined
  }
}

function checkOutside(audited: Audited, word: OutsideWord, root: Uint8Array): void {
  if (!sameBytes(word.root, root)) outsideDiffers(audited, word, `checkpoint ${word.size}`)
}

const outsideDiffers = ({ findings }: Audited, word: OutsideWord, place: string): void =>
  findings.differs(
    'outside-differs',
    place,
    `与在外保存的 ${word.place} 不一致：日志签出这份证明之后被整体改写过`,
    `It is not what ${word.place}, kept outside, was given: the log was rewritten since`,
  )

const outsideAhead = ({ findings }: Audited, word: OutsideWord, size: number): void =>
  findings.differs(
    'outside-ahead',
    word.place,
    `在外保存的证明签到第 ${word.size} 条，日志现在只有 ${size} 条：日志被退回过`,
    `What was kept outside was signed for ${word.size} entries, and the log has ${size}: it was put back`,
  )
