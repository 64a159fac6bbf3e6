import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PackagedTake, statementOf } from '../packages/core/src/evidence-package/index.ts'
import { base64Of, Digests, instantOf, utf8 } from '../packages/core/src/kernel/index.ts'
import * as ledger from '../packages/core/src/ledger/index.ts'
import { typst } from '../packages/server/src/packages/typeset.ts'
import { writePackage } from '../packages/server/src/packages/write.ts'
import type { ItemOrder } from '../packages/server/src/packages/write.ts'
import { zipPackage } from '../packages/server/src/packages/zip.ts'
import { buildVerifyPage } from '../packages/web/verify-build.ts'
import { keyFrom, sha256, sm3 } from '../scripts/node-crypto.ts'

const ORIGIN = 'liuhen.local/shifan/0a1b2c3d'
const uuid = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`
const minute = (n: number) => instantOf(Date.UTC(2026, 10, 20, 1, n))

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

export async function digestFile(file: string): Promise<Digests> {
  const [one, other] = [createHash('sha256'), createHash('sm3')]
  for await (const piece of createReadStream(file)) {
    one.update(piece as Buffer)
    other.update(piece as Buffer)
  }
  return Digests.parse({ sha256: one.digest('hex'), sm3: other.digest('hex') })
}

const takeOf = (count: number): readonly PackagedTake[] =>
  count < 2
    ? []
    : [
        PackagedTake.parse({
          id: uuid(90),
          items: [1, 2],
          gaps: [
            { after: 1, before: 2, seconds: 300, explanation: { words: '更换电池', by: '王执法', at: minute(40) } },
          ],
        }),
      ]

/**
 * A package the product would make, with a log of its own: files in a folder that stands for the vault, their events
 * sealed and signed, then the real writer. Answers where it is and the key that signed.
 */
export async function makeSamplePackage(
  folder: string,
  recorded: readonly Recorded[] = MORNING,
): Promise<{ readonly path: string; readonly zip: string; readonly key: string; readonly sha256: string }> {
  const vault = join(folder, 'vault')
  await mkdir(vault, { recursive: true })
  const key = keyFrom(Buffer.alloc(32, 7))
  const kept = await Promise.all(
    recorded.map(async ({ content }, i) => {
      const file = join(vault, String(i))
      await writeFile(file, content, { mode: 0o444 })
      return { file, bytes: content.length, ...(await digestFile(file)) }
    }),
  )
  const clock = { offset: -420_000, error: 1000 }
  const sealed = kept.map(({ file: _file, ...facts }, i) => ({
    event: ledger.Envelope.parse({
      id: uuid(i + 1),
      stream: `recording:${uuid(10 + i)}`,
      version: 1,
      kind: ledger.PRESERVED,
      at: minute(30 + i),
      actor: `station:${uuid(60)}`,
      body: {
        arrival: uuid(20 + i),
        fileName: recorded[i]?.fileName ?? '',
        ...facts,
        mediaType: 'mp4',
        deviceTime: recorded[i]?.deviceTime ?? '',
        deviceNumber: 'ZF-0217',
        clock: { ...clock, at: minute(29), samples: 5 },
        flags: [],
        arrivedAt: minute(29),
      },
    }),
    salt: randomBytes(32),
  }))
  const leaves = sealed.map(({ event, salt }) =>
    ledger.leafBytes(ledger.leafOf(event, ledger.commitmentOf(salt, event.body, sha256, sm3))),
  )
  const hashes = [utf8('an entry before'), ...leaves, utf8('one after')].map((leaf) => ledger.leafHash(sha256, leaf))
  const body = ledger.checkpointBody({ origin: ORIGIN, size: hashes.length, root: ledger.rootOf(sha256, hashes) })
  const id = ledger.keyId(sha256, ORIGIN, key.publicKey)
  const checkpoint = ledger.noteOf(body, [ledger.signatureLine(ORIGIN, id, key.sign(utf8(body)))])

  const items = kept.map((one, i): ItemOrder => {
    const { event, salt } = sealed[i] as (typeof sealed)[number]
    const { fileName = '', deviceTime = '' } = recorded[i] ?? {}
    const corrected = Date.parse(`${deviceTime.replace(' ', 'T')}+08:00`) - clock.offset
    return {
      ...one,
      fileName,
      recording: uuid(10 + i),
      take: uuid(90),
      device: { number: 'ZF-0217', model: 'DSJ-V8' },
      officer: { name: '王执法', certificate: '湘A-10233', unit: '城南中队' },
      deviceTime,
      clock,
      correctedTime: instantOf(corrected),
      durationSeconds: 600,
      preservedAt: event.at,
      views:
        i === 0 ? [{ ...one, fileName: '480p.mp4', kind: 'view-copy', tool: 'ffmpeg 5.1.6', recipe: 'h264 480p' }] : [],
      sealed: { event, salt: base64Of(salt) },
      proof: ledger.tlogProofText({ index: i + 1, path: ledger.inclusionPath(sha256, hashes, i + 1), checkpoint }),
    }
  })
  const page = join(folder, 'verify.html')
  await buildVerifyPage(page)
  const verifierKey = ledger.verifierKey(sha256, ORIGIN, key.publicKey)
  const path = join(folder, 'liuhen-2026-0037')
  const written = await writePackage(
    {
      folder: path,
      id: 'P-2026-0037',
      bureau: '示范县行政执法局',
      madeAt: minute(50),
      madeBy: '周保管',
      items,
      takes: takeOf(items.length),
      statement: statementOf({
        caseNumber: '示执立〔2026〕第 37 号',
        method: '执法记录仪录制，采集站固化，自保管库逐字节复制',
        maker: '王执法',
        madeAt: minute(13),
        object: '当事人占道经营的现场状况及询问经过',
        extractor: '周保管',
        extractedAt: minute(49),
        purpose: '行政诉讼举证',
        recipient: '示范县人民法院',
      }),
      checkpoint,
      verifierKey,
      verifyPage: page,
    },
    { typeset: typst(), digest: digestFile },
  )
  const zip = `${path}.zip`
  await zipPackage(path, zip)
  return { path, zip, key: verifierKey, sha256: written.sha256 }
}
