import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { madeAtOf, PACKAGE_SEALED, PackagedTake, statementOf } from '../packages/core/src/evidence-package/index.ts'
import { base64Of, Digests, instantOf, utf8 } from '../packages/core/src/kernel/index.ts'
import * as ledger from '../packages/core/src/ledger/index.ts'
import { typst } from '../packages/server/src/packages/typeset.ts'
import { writePackage } from '../packages/server/src/packages/write.ts'
import type { ItemOrder, SealedOrder } from '../packages/server/src/packages/write.ts'
import { zipPackage } from '../packages/server/src/packages/zip.ts'
import { buildVerifyPage } from '../packages/web/verify-build.ts'
import { sha256, sm3 } from '../scripts/node-crypto.ts'
import { BUREAU, minute, uuid } from '../scripts/package-in-memory.ts'
import type { Keeper } from '../scripts/package-in-memory.ts'

export interface Recorded {
  readonly fileName: string
  readonly content: Uint8Array
  readonly deviceTime: string
}

const footage = (seed: string, bytes: number): Uint8Array => {
  const block = Buffer.from(createHash('sha512').update(seed).digest('hex'))
  return Buffer.alloc(bytes, block)
}

/** What a camera and a recorder might have brought in that morning. */
export const MORNING: readonly Recorded[] = [
  { fileName: '现场检查-0217-0001.mp4', content: footage('a', 3_210_987), deviceTime: '2026-11-20 09:13:00' },
  { fileName: '现场检查-0217-0002.mp4', content: footage('b', 2_345_678), deviceTime: '2026-11-20 09:33:04' },
  { fileName: '询问 张某.wav', content: footage('c', 765_432), deviceTime: '2026-11-20 10:02:10' },
]

export async function digestFile(file: string): Promise<Digests & { readonly sha512: string }> {
  const hashes = ['sha256', 'sm3', 'sha512'].map((name) => createHash(name))
  for await (const piece of createReadStream(file)) for (const hash of hashes) hash.update(piece as Buffer)
  const [sha256 = '', sm3 = '', sha512 = ''] = hashes.map((hash) => hash.digest('hex'))
  return { ...Digests.parse({ sha256, sm3 }), sha512 }
}

const CLOCK = { offset: -420_000, error: 1000 }
const OFFICER = uuid(70)
const correctedStart = (deviceTime: string): number =>
  Date.parse(`${deviceTime.replace(' ', 'T')}+08:00`) - CLOCK.offset
const timesOf = ({ deviceTime }: Recorded) => {
  const start = correctedStart(deviceTime)
  return { start: instantOf(start), end: instantOf(start + 600_000), error: 5300 }
}

interface Kept extends Digests {
  readonly copyTo: (path: string) => Promise<void>
  readonly bytes: number
}

/** What was written down of a recording: that it came, its length, its times, a view copy, and why it was interrupted. */
function eventsOf(recorded: readonly Recorded[], one: Recorded, i: number, { copyTo: _copy, ...facts }: Kept) {
  const preserved = {
    arrival: uuid(20 + i),
    fileName: one.fileName,
    ...facts,
    mediaType: 'mp4',
    deviceTime: one.deviceTime,
    deviceNumber: 'ZF-0217',
    officer: OFFICER,
    clock: { ...CLOCK, at: minute(29), samples: 5 },
    flags: [],
    arrivedAt: minute(29),
  }
  const view = { kind: 'view-copy', original: facts.sha256, ...facts, tool: 'ffmpeg 5.1.6', recipe: 'h264 480p' }
  const gap = { after: uuid(10), before: uuid(11) }
  const bodies: readonly (readonly [kind: string, body: object])[] = [
    [ledger.PRESERVED, preserved],
    ['ContainerRead/1', { readable: true, duration: 600_000, model: 'DSJ-V8', problems: [], tool: 'ffprobe 5.1.6' }],
    ['TimesFound/1', timesOf(one)],
    ...(i === 0 ? [['DerivativeMade/1', { ...view, mediaType: 'video/mp4', parameters: {} }] as const] : []),
    ...(i === 1 && recorded.length > 1
      ? [['InterruptionExplained/1', { form: 'written', gap, reason: '更换电池' }] as const]
      : []),
  ]
  return bodies.map(([kind, body], j) => ({
    event: ledger.Envelope.parse({
      id: uuid(1000 + i * 10 + j),
      stream: `recording:${uuid(10 + i)}`,
      version: j + 1,
      kind,
      at: minute(30 + i),
      actor: j === 0 ? `station:${uuid(60)}` : `person:${OFFICER}`,
      body,
    }),
    // The same at each run, so that a picture of its paper is.
    salt: Buffer.alloc(32, i * 10 + j),
  }))
}

function takesOf(recorded: readonly Recorded[]): readonly PackagedTake[] {
  const [first, second] = recorded
  if (first === undefined || second === undefined) return []
  const seconds = (Date.parse(timesOf(second).start) - Date.parse(timesOf(first).end)) / 1000
  const explanation = { words: '更换电池', by: '王执法', at: minute(31) }
  return [
    PackagedTake.parse({
      id: uuid(90),
      items: [1, 2],
      gaps: [{ after: 1, before: 2, seconds: Math.max(0, seconds), kind: 'time', explanation }],
    }),
  ]
}

export interface SamplePackage {
  readonly path: string
  readonly zip: string
  readonly key: string
  readonly sha256: string
}

/**
 * A package the product would make, with a log of its own: files in a folder that stands for the vault, their events
 * sealed and signed, then the real writer. Answers where it is and the key that signed. `by` keeps the log: the bureau, or
 * somebody who makes the whole of it again in its name.
 */
export async function makeSamplePackage(
  folder: string,
  recorded: readonly Recorded[] = MORNING,
  by: Keeper = BUREAU,
  name = 'liuhen-2026-0037',
): Promise<SamplePackage> {
  const vault = join(folder, `vault-${name}`)
  await mkdir(vault, { recursive: true })
  const kept = await Promise.all(
    recorded.map(async ({ content }, i): Promise<Kept> => {
      const file = join(vault, String(i))
      await writeFile(file, content, { mode: 0o444 })
      const { sha256, sm3 } = await digestFile(file)
      return { copyTo: (path) => copyFile(file, path), bytes: content.length, sha256, sm3 }
    }),
  )
  const events = kept.map((one, i) => eventsOf(recorded, recorded[i] as Recorded, i, one))
  const log = logOf(by)
  for (const one of events.flat()) log.add(one)
  const checkpoint = log.signed()
  const checkpointSize = log.size

  const takes = takesOf(recorded)
  const items = kept.map((one, i): ItemOrder => {
    const recording = recorded[i] as Recorded
    const [first, ...further] = (events[i] ?? []).map((event) => ({ ...log.proven(event, checkpoint) }))
    if (first === undefined) throw new Error('a recording without an event')
    return {
      ...one,
      fileName: recording.fileName,
      recording: uuid(10 + i),
      device: { number: 'ZF-0217', model: 'DSJ-V8' },
      take: takes.find((take) => take.items.includes(i + 1))?.id,
      officer: { id: OFFICER, name: '王执法', certificate: '湘A-10233', unit: '城南中队' },
      deviceTime: recording.deviceTime,
      clock: CLOCK,
      correctedTime: timesOf(recording).start,
      timeError: timesOf(recording).error,
      durationSeconds: 600,
      preservedAt: first.event.at,
      views:
        i === 0 ? [{ ...one, fileName: '480p.mp4', kind: 'view-copy', tool: 'ffmpeg 5.1.6', recipe: 'h264 480p' }] : [],
      sealed: [first, ...further],
    }
  })
  const page = join(folder, 'verify.html')
  await buildVerifyPage(page)
  const path = join(folder, name)
  const id = uuid(500)
  const written = await writePackage(
    {
      folder: path,
      id,
      bureau: '示范县行政执法局',
      madeAt: minute(50),
      madeBy: '周保管',
      items,
      takes,
      statement: statementOf({
        caseNumber: '示执立〔2026〕第 37 号',
        method: '执法记录仪录制，采集站固化，自保管库逐字节复制',
        maker: '王执法',
        madeAt: madeAtOf(items),
        object: '当事人占道经营的现场状况及询问经过',
        extractor: '周保管',
        extractedAt: minute(50),
        recipient: '示范县人民法院',
      }),
      checkpoint,
      checkpointSize,
      verifierKey: by.line,
      verifyPage: page,
    },
    {
      typeset: typst(),
      digest: digestFile,
      seal: async (body) => {
        const made = {
          stream: `package:${id}`,
          version: 1,
          kind: PACKAGE_SEALED,
          at: minute(51),
          actor: `person:${uuid(72)}`,
        }
        const sealed = { event: ledger.Envelope.parse({ id: uuid(2000), ...made, body }), salt: Buffer.alloc(32, 99) }
        log.add(sealed)
        const note = log.signed()
        return { ...log.proven(sealed, note), checkpoint: note }
      },
    },
  )
  const zip = `${path}.zip`
  await zipPackage(path, zip)
  return { path, zip, key: by.line, sha256: written.sha256 }
}

interface Written {
  readonly event: ledger.Envelope
  readonly salt: Uint8Array
}

/** A log in memory. */
function logOf(by: Keeper) {
  const hashes = [utf8('an entry before'), utf8('one after')].map((leaf) => ledger.leafHash(sha256, leaf))
  const places = new Map<Written, number>()
  return {
    get size() {
      return hashes.length
    },
    add(one: Written): void {
      places.set(one, hashes.length)
      const commitment = ledger.commitmentOf(one.salt, one.event.body, sha256, sm3)
      hashes.push(ledger.leafHash(sha256, ledger.leafBytes(ledger.leafOf(one.event, commitment))))
    },
    signed(): string {
      const root = ledger.rootOf(sha256, hashes)
      const body = ledger.checkpointBody({ origin: by.name, size: hashes.length, root })
      return ledger.noteOf(body, [by.sign(body)])
    },
    /** The event with its proof against a checkpoint of the log as it is now. */
    proven(one: Written, checkpoint: string): SealedOrder {
      const index = places.get(one) ?? 0
      const path = ledger.inclusionPath(sha256, hashes, index)
      return { event: one.event, salt: base64Of(one.salt), proof: ledger.tlogProofText({ index, path, checkpoint }) }
    },
  }
}
