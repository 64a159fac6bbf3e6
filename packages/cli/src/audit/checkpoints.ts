import { Failure, sameBytes } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { openCheckpoint } from '@liuhen/core/ledger'
import type { VerifierKey } from '@liuhen/core/ledger'
import { crypto } from '../verify/crypto.ts'
import type { Audited } from './audit.ts'
import { LogClock } from './log-clock.ts'
import type { OutsideWord } from './outside.ts'
import type { GrowingTree } from './tree.ts'

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

/** The checkpoints in the order of their sizes, each held against the tree when it has that size. */
export class Checkpoints {
  readonly #audited: Audited
  readonly #held: Held
  readonly #rows: AsyncGenerator<CheckpointRow>
  readonly #clock: LogClock
  #next: CheckpointRow | undefined
  #begun = false
  #count = 0
  #last = 0
  #highWaterSeen = false

  constructor(audited: Audited, held: Held) {
    this.#audited = audited
    this.#held = held
    this.#clock = new LogClock(audited)
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
