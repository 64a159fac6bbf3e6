import { Failure, millisecondsOf, sameBytes } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { HASH_BYTES, leafHash, openCheckpoint, readLeaf } from '@liuhen/core/ledger'
import type { Leaf, Tile, VerifierKey } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import type { Audited } from './audit.ts'
import type { OutsideWord } from './outside.ts'
import { GrowingTree } from './tree.ts'

/**
 * How far the time of an entry may lie before an earlier one's, or ahead of this machine: transactions end in another
 * order than they began, and a server's clock is kept by NTP to well under a second. More than this is a clock that was set.
 */
const CLOCK = 5 * 60_000

interface Entry {
  readonly index: number
  readonly event_id: string
  readonly leaf: Buffer
  readonly leaf_hash: Buffer
  readonly kept: boolean
}
interface CheckpointRow {
  readonly size: number
  readonly root: Buffer
  readonly at: Instant
  readonly note: string
}

/** What holds the log to its word: the key it signs with, and what it has said before. */
export interface Held {
  /** Undefined when the data folder holds none; then nothing that is signed can be checked. */
  readonly key: VerifierKey | undefined
  /** The last note this machine signed, kept outside the database. */
  readonly highWater: string | undefined
  readonly outside: readonly OutsideWord[]
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
  const clock = new Clock(audited)
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

/** Time as the log tells it must not go back, nor lie in the future. */
class Clock {
  readonly #audited: Audited
  #latest = 0

  constructor(audited: Audited) {
    this.#audited = audited
  }

  saw(place: string, at: Instant): void {
    const { findings, now } = this.#audited
    const time = millisecondsOf(at)
    if (time < this.#latest - CLOCK)
      findings.differs(
        'clock-rewound',
        place,
        `时间 ${at} 早于它之前已封存的条目：服务器时钟被调慢过，或事件被倒签时间`,
        `Its time ${at} is before that of entries sealed earlier: the server's clock was set back, or the event was backdated`,
      )
    if (time > now + CLOCK)
      findings.differs(
        'clock-ahead',
        place,
        `时间 ${at} 在将来：服务器时钟被调快过`,
        `Its time ${at} is in the future: the server's clock was set ahead`,
      )
    this.#latest = Math.max(this.#latest, time)
  }
}

/** The checkpoints in the order of their sizes, each held against the tree when it has that size. */
class Checkpoints {
  readonly #audited: Audited
  readonly #held: Held
  readonly #rows: AsyncGenerator<CheckpointRow>
  readonly #clock: Clock
  #next: CheckpointRow | undefined
  #begun = false
  #count = 0
  #last = 0
  #highWaterSeen = false

  constructor(audited: Audited, held: Held) {
    this.#audited = audited
    this.#held = held
    this.#clock = new Clock(audited)
    this.#rows = audited.snapshot.stream<CheckpointRow>('select size, root, at, note from log_checkpoint order by size')
  }

  async reached(tree: GrowingTree): Promise<void> {
    if (!this.#begun) await this.#advance()
    this.#begun = true
    for (; this.#next && this.#next.size <= tree.size; await this.#advance()) await this.#check(this.#next, tree)
  }

  async finish(size: number): Promise<number> {
    const { findings } = this.#audited
    for (; this.#next; await this.#advance())
      findings.differs(
        'checkpoint-ahead',
        `checkpoint ${this.#next.size}`,
        `签名时日志有 ${this.#next.size} 条，现在只有 ${size} 条：条目被删除`,
        `It was signed for ${this.#next.size} entries, and the log has ${size}: entries were deleted`,
      )
    if (this.#last < size)
      findings.differs(
        'entries-unsigned',
        `log #${this.#last}`,
        `日志有 ${size} 条，最新检查点只签到 ${this.#last} 条：检查点被退回到较早的一个`,
        `The log has ${size} entries and its last checkpoint signs for ${this.#last}: an older checkpoint was put in the newest one's place`,
      )
    await this.#checkHighWater()
    return this.#last
  }

  async #advance(): Promise<void> {
    const { value, done } = await this.#rows.next()
    this.#next = done === true ? undefined : (value as CheckpointRow)
  }

  async #check({ size, root, at, note }: CheckpointRow, tree: GrowingTree): Promise<void> {
    const { findings } = this.#audited
    const place = `checkpoint ${size}`
    if (note === this.#held.highWater) this.#highWaterSeen = true
    this.#count++
    if (size <= this.#last)
      findings.differs(
        'checkpoint-order',
        place,
        '检查点的条目数没有增长',
        'The checkpoint does not grow on the one before',
      )
    this.#last = Math.max(this.#last, size)
    this.#clock.saw(place, at)
    const derived = tree.root()
    if (!sameBytes(derived, root))
      findings.differs(
        'checkpoint-root',
        place,
        '按条目重算的根摘要与检查点不符：条目或检查点被改动过',
        'The entries lead to another root than the checkpoint has: the entries or the checkpoint were changed',
      )
    const { key } = this.#held
    if (key === undefined)
      return findings.differs(
        'log-key-missing',
        place,
        '缺少公钥，签名无法核验',
        'Without the public key its signature cannot be verified',
      )
    try {
      const signed = await openCheckpoint(note, {
        keys: [key],
        verify: crypto.verify,
        hash: crypto.sha256,
        origin: key.name,
      })
      if (signed.size !== size || !sameBytes(signed.root, derived))
        findings.differs(
          'checkpoint-signed-otherwise',
          place,
          '签名的内容与现有条目不符：签名之后日志被改动过',
          'What was signed is not what the entries lead to: the log was changed after it was signed',
        )
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      findings.refused(place, error)
    }
  }

  async #checkHighWater(): Promise<void> {
    const { findings, live } = this.#audited
    const { highWater } = this.#held
    if (this.#highWaterSeen) return
    if (highWater !== undefined)
      return findings.differs(
        'log-rewound',
        'run/checkpoint',
        '数据库里没有本机最后签署的检查点：存证日志被退回到更早的状态或被替换过',
        'The checkpoint this machine signed last is not in the database: the log was put back to an earlier state or replaced',
      )
    // The file is written after the first commit: a fall between the two leaves one checkpoint without it.
    if (this.#count > 1 && !live)
      findings.differs(
        'high-water-missing',
        'run/checkpoint',
        '本机记录最后签署的检查点的文件不见了',
        'The file that remembers the last checkpoint this machine signed is gone',
      )
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

async function checkTiles({ snapshot, findings }: Audited, tiles: readonly Tile[]): Promise<void> {
  const rows = await snapshot.all<{ level: number; number: number; hashes: Buffer }>(
    `select level, number, hashes from log_tile
     where (level, number) in (select * from unnest($1::smallint[], $2::bigint[]))`,
    [tiles.map((one) => one.level), tiles.map((one) => one.number)],
  )
  const kept = new Map(rows.map(({ level, number, hashes }) => [`${level}/${number}`, hashes]))
  for (const { level, number, hashes } of tiles) {
    const place = `tile ${level}/${number}`
    const found = kept.get(`${level}/${number}`)
    if (found === undefined)
      findings.differs('tile-missing', place, '存证日志缺少这一瓦片', 'The tile of the log is missing')
    else if (!sameBytes(found, hashes)) {
      const first = Math.floor(firstOther(found, hashes) / HASH_BYTES)
      findings.differs(
        'tile-differs',
        place,
        `瓦片与按条目重算的不一致，自第 ${first} 个摘要起`,
        `The tile is not what the entries lead to, from its hash ${first} on`,
      )
    }
  }
}

const firstOther = (a: Uint8Array, b: Uint8Array): number => {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at === -1 ? a.length : at
}

async function checkNoOtherTiles({ snapshot, findings }: Audited, perLevel: readonly number[]): Promise<void> {
  const more = await snapshot.all<{ level: number; number: number }>(
    'select level, number from log_tile where number >= coalesce(($1::bigint[])[level + 1], 0) order by 1, 2 limit 1000',
    [perLevel],
  )
  for (const { level, number } of more)
    findings.differs(
      'tile-unaccounted',
      `tile ${level}/${number}`,
      '存证日志还没有长到这一瓦片，它却在',
      'The tile lies beyond the end of the log',
    )
}
