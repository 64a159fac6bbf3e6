import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { KEEPS_BYTES, KEPT_IN_BODY } from '@liuhen/core/journal'
import type { Digests } from '@liuhen/core/kernel'
import type { Audited } from './audit.ts'
import type { BlobProgress } from './blob-progress.ts'
import type { Snapshot } from './database.ts'
import { areas, walk } from './vault-walk.ts'
import type { Area, Blob } from './vault-walk.ts'
import type { LawfulWarrant } from './warrants.ts'

/** What an event says of bytes it keeps. */
interface Wanted {
  readonly area: Area
  readonly sha256: string
  /** Absent where the event names it by one digest alone. */
  readonly sm3: string | null
  readonly bytes: string
  readonly stream: string
  /** Every stream that names it, and the position of the last event that does. */
  readonly streams: readonly string[]
  readonly last: number
}

/** How blobs are read: both digests of the file as it lies on the disk now. */
export interface BlobReader {
  digest(blob: Blob, onBytes: (bytes: number) => void): Promise<Digests>
}

/** All bytes the events of a journal name, in the order of their digests, kept in a file so that the snapshot can go. */
export interface WantedBlobs {
  readonly file: string
  /** Digests that uploads under way have declared: their bytes may be in the vault before their event is. */
  readonly arriving: ReadonlySet<string>
}

export async function listWanted(snapshot: Snapshot, data: string): Promise<WantedBlobs> {
  const file = join(data, 'run', 'audit-blobs.jsonl')
  const rows = snapshot.stream<Wanted>(EVERY_WANTED)
  await pipeline(Readable.from(lines(rows)), createWriteStream(file, { mode: 0o600 }))
  const arriving = await snapshot.all<{ sha256: string }>(
    `select declared ->> 'sha256' as sha256 from upload where state in ('arriving', 'checking')`,
  )
  return { file, arriving: new Set(arriving.map((one) => one.sha256)) }
}

async function* lines(rows: AsyncIterable<Wanted>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

const EVERY_WANTED = `
  select * from (
    select case when kind like 'FileQuarantined/%' then 'quarantine' else 'vault' end as area,
      kept ->> 'sha256' as sha256, kept ->> 'sm3' as sm3, kept ->> 'bytes' as bytes, min(stream) as stream,
      array_agg(distinct stream) as streams, max(position) as last
    from journal cross join lateral jsonb_path_query(body, '${KEPT_IN_BODY}', silent => true) as kept
    where kind ~ '${KEEPS_BYTES}'
    group by 1, 2, 3, 4
  ) as wanted
  order by area desc, sha256 collate "C"`

/**
 * So many files are read while the first of them, which may have gigabytes, still is: results are taken in their order.
 * An audit that is killed reads at most these again.
 */
const AHEAD = 1000

/**
 * Reads every file of vault and quarantine again, on all cores, and holds it against its name and against every event
 * that names it. Answers how many files and bytes there are.
 */
export async function checkBlobs(
  audited: Audited,
  { file, arriving }: WantedBlobs,
  reader: BlobReader,
  kept: BlobProgress,
): Promise<{ readonly blobs: number; readonly bytes: number }> {
  const { data, findings, progress } = audited
  let [blobs, bytes, done] = [0, 0, 0]
  const inFlight: (() => Promise<void>)[] = []
  const wanted = new WantedInOrder(file)
  const present = new Set<string>()
  for (const area of Object.keys(areas) as Area[]) {
    for await (const blob of walk(data, area, findings)) {
      blobs++
      bytes += blob.bytes
      for (const missed of await wanted.before(area, blob.sha256)) missing(audited, missed)
      const names = await wanted.at(area, blob.sha256)
      if (names.length === 0 && !arriving.has(blob.sha256)) unreferenced(audited, blob)
      if (area === 'vault') present.add(blob.sha256)
      const known = await kept.recall(blob)
      const reading = known
        ? Promise.resolve({ read: known })
        : reader
            .digest(blob, (more) => progress('blobs', (done += more), bytes))
            .then(
              (read) => ({ read }),
              (error: unknown) => ({ error }),
            )
      inFlight.push(async () => {
        const result = await reading
        if ('error' in result) return unreadable(audited, blob, result.error)
        compare(audited, blob, names, result.read)
        if (!known) kept.keep(blob, result.read)
      })
      if (inFlight.length > AHEAD) await inFlight.shift()?.()
    }
    for (const missed of await wanted.before(area, undefined)) missing(audited, missed)
  }
  for (const end of inFlight) await end()
  // Of what was destroyed with everything that named it nothing else would tell.
  for (const [sha256, warrant] of audited.gone.blobs) if (!present.has(sha256)) disposed(audited, sha256, warrant)
  kept.end()
  await rm(file, { force: true })
  return { blobs, bytes }
}

function compare({ findings }: Audited, blob: Blob, names: readonly Wanted[], read: Digests): void {
  if (read.sha256 !== blob.sha256)
    findings.differs(
      'blob-sha256',
      blob.place,
      `文件内容的 SHA-256 与其名称不符：内容被改动或已损坏${by(names)}`,
      `The file no longer has the SHA-256 it is named by: it was changed or has rotted${by(names)}`,
    )
  for (const name of names) {
    if (name.bytes !== String(blob.bytes))
      findings.differs(
        'blob-length',
        blob.place,
        `文件有 ${blob.bytes} 字节，${name.stream} 记载为 ${name.bytes} 字节`,
        `The file has ${blob.bytes} bytes; ${name.stream} says ${name.bytes}`,
      )
    if (name.sm3 !== null && name.sm3 !== read.sm3)
      findings.differs(
        'blob-sm3',
        blob.place,
        `文件内容的 SM3 与 ${name.stream} 的记载不符`,
        `The file does not have the SM3 that ${name.stream} says`,
      )
  }
}

const by = (names: readonly Wanted[]): string => (names[0] ? `（${names[0].stream}）` : '')

const placeOf = (area: Area, sha256: string): string => `${area}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

/** A file that is gone is lawfully gone where a warrant destroyed it for everything that names it, and nothing has since. */
function missing({ findings, gone }: Audited, { area, sha256, stream, streams, last }: Wanted): void {
  const warrant = area === 'vault' ? gone.blobs.get(sha256) : undefined
  const isOf = (one: string): boolean => gone.streams.get(one)?.some(({ id }) => id === warrant?.id) === true
  if (warrant !== undefined && last < warrant.position && streams.every(isOf)) return
  findings.differs(
    'blob-missing',
    placeOf(area, sha256),
    `${stream} 记载的文件不见了`,
    `The file that ${stream} tells of is gone`,
  )
}

const disposed = ({ findings }: Audited, sha256: string, { id, list }: LawfulWarrant): void =>
  findings.note(
    'blob-disposed',
    placeOf('vault', sha256),
    `已依销毁令 ${id}（${list}）销毁`,
    `Disposed of by the warrant ${id} (${list})`,
  )

function unreferenced({ findings, gone }: Audited, { area, place, sha256 }: Blob): void {
  const warrant = area === 'vault' ? gone.blobs.get(sha256) : undefined
  if (warrant)
    return findings.note(
      'disposal-unfinished',
      place,
      `销毁令 ${warrant.id} 要销毁这个文件，还没有销毁完：服务启动后会继续`,
      `The warrant ${warrant.id} destroys this file and has not been carried out to its end: it will be once the server runs`,
    )
  findings.note('blob-unreferenced', place, '没有事件提到这个文件', 'No event names this file')
}

const unreadable = ({ findings }: Audited, { place }: Blob, error: unknown): void =>
  findings.differs(
    'blob-unreadable',
    place,
    `文件读不出来：${String(error)}。磁盘可能有故障，请从备份中恢复`,
    `The file cannot be read: ${String(error)}. The disk may be failing: restore it from a back-up`,
  )

/** The wanted blobs as a merge reads them: each is taken once, in the order of areas and digests. */
class WantedInOrder {
  readonly #lines: AsyncIterator<string>
  #next: Wanted | undefined
  #ended = false

  constructor(file: string) {
    this.#lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })[Symbol.asyncIterator]()
  }

  /** What is named of this area before that digest, or all that is left of it, and so has no file. */
  before(area: Area, sha256: string | undefined): Promise<Wanted[]> {
    return this.#while((one) => one.area === area && (sha256 === undefined || one.sha256 < sha256))
  }

  at(area: Area, sha256: string): Promise<Wanted[]> {
    return this.#while((one) => one.area === area && one.sha256 === sha256)
  }

  async #while(holds: (one: Wanted) => boolean): Promise<Wanted[]> {
    const taken: Wanted[] = []
    for (let one = await this.#peek(); one && holds(one); one = await this.#peek()) {
      taken.push(one)
      this.#next = undefined
    }
    return taken
  }

  async #peek(): Promise<Wanted | undefined> {
    if (this.#next || this.#ended) return this.#next
    const { value, done } = await this.#lines.next()
    if (done === true) this.#ended = true
    else this.#next = JSON.parse(value) as Wanted
    return this.#next
  }
}
