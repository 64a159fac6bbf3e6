import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Malformed, Instant, base64Of, because, instantOf, utf8 } from '../kernel/index.ts'
import type { Hash } from '../kernel/index.ts'
import * as ledger from '../ledger/index.ts'
import { BAG_DECLARATION, PLACES, bagInfoText, companionPaths, companionScript, manifestText } from './index.ts'
import { eventPath, originalPath, proofPath, statementOf, verifyPackage } from './index.ts'
import type { Check, PackageCrypto, PackageFile, PackageSource, VerifyReport } from './index.ts'

const hash =
  (name: string): Hash =>
  (bytes) =>
    createHash(name).update(bytes).digest()
const [sha256, sm3] = [hash('sha256'), hash('sm3')]
const hex = (digest: Hash, bytes: Uint8Array): string => Buffer.from(digest(bytes)).toString('hex')

const DER = Buffer.from('302a300506032b6570032100', 'hex')
const crypto: PackageCrypto = {
  sha256,
  sm3,
  verify: (key, message, signature) =>
    verify(null, message, { key: Buffer.concat([DER, key]), format: 'der', type: 'spki' }, signature),
}

const newKey = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  return {
    raw,
    line: ledger.verifierKey(sha256, ORIGIN, raw),
    sign: (body: string) => sign(null, utf8(body), privateKey),
  }
}
const ORIGIN = 'liuhen.local/shifan/0a1b2c3d'
const [KEY, OTHER_KEY] = [newKey(), newKey()]
const at = (minute: number): Instant => instantOf(Date.UTC(2026, 10, 20, 8, minute))
const uuid = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`

type Contents = Map<string, Uint8Array>
interface Making {
  readonly key?: typeof KEY
  readonly body?: (body: Record<string, unknown>) => Record<string, unknown>
  readonly index?: (index: Record<string, unknown>) => Record<string, unknown>
}

/** Writes the digest lists and companion again, as anyone can who changes a package. */
function relist(contents: Contents): Contents {
  const lines = (digest: Hash, wanted: (path: string) => boolean) =>
    manifestText(
      [...contents].filter(([path]) => wanted(path)).map(([path, bytes]) => ({ path, digest: hex(digest, bytes) })),
    )
  const isPayload = (path: string): boolean => path.startsWith('data/')
  const payload = [...contents].filter(([path]) => isPayload(path))
  const bytes = payload.reduce((sum, [, one]) => sum + one.length, 0)
  const info = { organization: '示范县行政执法局', identifier: 'p-1', madeAt: at(30), bytes, files: payload.length }
  contents.set(PLACES.info, utf8(bagInfoText(info)))
  contents.set(PLACES.manifest, utf8(lines(sha256, isPayload)))
  contents.set(PLACES.sm3, utf8(lines(sm3, isPayload)))
  const texts = companionPaths([{ number: 1 }, { number: 2 }]).map((path) => [
    path,
    Buffer.from(contents.get(path) ?? []).toString(),
  ])
  contents.set(PLACES.companion, utf8(companionScript(Object.fromEntries(texts))))
  contents.delete(PLACES.tagManifest)
  contents.set(PLACES.tagManifest, utf8(lines(sha256, (path) => !isPayload(path))))
  return contents
}

/** A package of two originals, made as the format says, with node:crypto. */
function makePackage({ key = KEY, body = (one) => one, index = (one) => one }: Making = {}): Contents {
  const names = ['现场检查 0217.mp4', '询问.wav']
  const originals = names.map((name, i) => utf8(`${name} `.repeat(20 + i)))
  const events = originals.map((bytes, i) => ({
    event: ledger.Envelope.parse({
      id: uuid(i + 1),
      stream: `recording:${uuid(10 + i)}`,
      version: 1,
      kind: ledger.PRESERVED,
      at: at(i),
      actor: 'system',
      body: body({
        arrival: uuid(20 + i),
        fileName: names[i],
        bytes: bytes.length,
        sha256: hex(sha256, bytes),
        sm3: hex(sm3, bytes),
        deviceTime: '2026-11-20 08:53:00',
        clock: { offset: -420_000, error: 1000, at: at(0), samples: 3 },
        flags: [],
      }),
    }),
    salt: new Uint8Array(32).fill(i + 1),
  }))
  const leaves = events.map(({ event, salt }) =>
    ledger.leafHash(sha256, ledger.leafBytes(ledger.leafOf(event, ledger.commitmentOf(salt, event.body, sha256, sm3)))),
  )
  const hashes = [sha256(utf8('another entry')), ...leaves]
  const checkpointBody = ledger.checkpointBody({ origin: ORIGIN, size: 3, root: ledger.rootOf(sha256, hashes) })
  const id = ledger.keyId(sha256, ORIGIN, key.raw)
  const checkpoint = ledger.noteOf(checkpointBody, [ledger.signatureLine(ORIGIN, id, key.sign(checkpointBody))])

  const contents: Contents = new Map()
  const write = (path: string, words: string): unknown => contents.set(path, utf8(words))
  const items = originals.map((bytes, i) => {
    const number = i + 1
    const path = originalPath(number, names[i] ?? '')
    contents.set(path, bytes)
    write(eventPath(number), JSON.stringify({ event: events[i]?.event, salt: base64Of(events[i]?.salt ?? bytes) }))
    const path0 = ledger.inclusionPath(sha256, hashes, number)
    write(proofPath(number), ledger.tlogProofText({ index: number, path: path0, checkpoint }))
    const digests = { bytes: bytes.length, sha256: hex(sha256, bytes), sm3: hex(sm3, bytes) }
    const clock = {
      deviceTime: '2026-11-20 08:53:00',
      clock: { offset: -420_000, error: 1000 },
      correctedTime: '2026-11-20T01:00:00.000Z',
    }
    const places = { event: eventPath(number), proof: proofPath(number), views: [] }
    return {
      number,
      path,
      fileName: names[i],
      ...digests,
      recording: uuid(10 + i),
      preservedAt: at(i),
      ...clock,
      ...places,
    }
  })
  const shared = { format: 'liuhen-package/1', id: 'p-1', bureau: '示范县行政执法局', madeAt: at(30), madeBy: '周保管' }
  write(PLACES.index, JSON.stringify(index({ ...shared, items, takes: [] })))
  const people = { maker: '周保管', extractor: '周保管', madeAt: at(29), extractedAt: at(29) }
  write(PLACES.statement, JSON.stringify(statementOf({ method: '从保管库复制', object: '现场检查经过', ...people })))
  write(PLACES.statementPaper, '%PDF-1.7')
  write(PLACES.checkpoint, checkpoint)
  write(PLACES.keys, `${key.line}\n`)
  write(PLACES.declaration, BAG_DECLARATION)
  write(PLACES.page, '<!doctype html>')
  return relist(contents)
}

const sourceOf = (contents: Contents, more: readonly PackageFile[] = []): PackageSource => ({
  list: () => Promise.resolve([...[...contents].map(([path, bytes]) => ({ path, bytes: bytes.length })), ...more]),
  readText: (path) => Promise.resolve(strictText(contents.get(path) ?? new Uint8Array())),
  digest(path, onBytes) {
    const bytes = contents.get(path) ?? new Uint8Array()
    onBytes(bytes.length)
    return Promise.resolve({ sha256: hex(sha256, bytes), sm3: hex(sm3, bytes), bytes: bytes.length } as never)
  },
})

function strictText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw because(Malformed, 'not-utf-8', '不是 UTF-8 文字', 'Not UTF-8')
  }
}

const failedCodes = (report: VerifyReport): readonly string[] =>
  report.checks.flatMap((check: Check) => (check.ok ? [] : [check.code]))
const change = (contents: Contents, path: string, edit: (words: string) => string): void => {
  const before = Buffer.from(contents.get(path) ?? []).toString()
  expect(edit(before)).not.toBe(before)
  contents.set(path, utf8(edit(before)))
}

test('a package as it was made is sound, and says by whose key and what it does not prove', async () => {
  const report = await verifyPackage(sourceOf(makePackage()), crypto)
  expect(failedCodes(report)).toEqual([])
  expect(report.verdict).toBe('sound')
  expect(report.items.map((one) => [one.state, one.logIndex, one.item.fileName])).toEqual([
    ['same', 1, '现场检查 0217.mp4'],
    ['same', 2, '询问.wav'],
  ])
  expect(report.key).toMatchObject({ name: ORIGIN, line: KEY.line, trust: 'package' })
  expect(report.notProven[0]?.en).toContain('came with the package')
  expect(report.notProven.map((one) => one.en).join(' ')).toContain('off by at most 420 s (±1 s)')
})

test('one flipped byte anywhere in any file of a package is found', async () => {
  const contents = makePackage()
  const paths = [...contents.keys()]
  await fc.assert(
    fc.asyncProperty(
      fc.nat(paths.length - 1),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (which, where, mask) => {
        const path = paths[which] as string
        const bytes = Uint8Array.from(contents.get(path) as Uint8Array)
        const offset = where % bytes.length
        bytes[offset] = (bytes[offset] as number) ^ mask
        const report = await verifyPackage(sourceOf(new Map([...contents, [path, bytes]])), crypto)
        expect(report.verdict).not.toBe('sound')
        expect(report.checks.some((check) => !check.ok)).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test('a missing file makes it incomplete and is named, whichever it is', async () => {
  const whole = makePackage()
  for (const path of whole.keys()) {
    const contents = new Map(whole)
    contents.delete(path)
    const report = await verifyPackage(sourceOf(contents), crypto)
    expect([path, report.verdict]).toEqual([path, expect.stringMatching(/^(incomplete|altered)$/)])
    expect(report.checks.some((check) => !check.ok && check.file === path)).toBe(true)
  }
})

test('a file that no list names is found, but not what an operating system leaves behind', async () => {
  const contents = makePackage()
  contents.set('data/originals/._0001.mp4', utf8('resource fork'))
  contents.set('System Volume Information/x', utf8('x'))
  expect((await verifyPackage(sourceOf(contents), crypto)).verdict).toBe('sound')
  contents.set('data/originals/0003_extra.mp4', utf8('x'))
  expect(failedCodes(await verifyPackage(sourceOf(contents), crypto))).toEqual(['file-unlisted', 'oxum'])
})

test('an original exchanged together with all lists still contradicts its sealed event', async () => {
  const contents = makePackage()
  const path = originalPath(1, '现场检查 0217.mp4')
  const bytes = utf8('another scene')
  const old = contents.get(path) as Uint8Array
  contents.set(path, bytes)
  const swap = (words: string): string =>
    words
      .replaceAll(hex(sha256, old), hex(sha256, bytes))
      .replaceAll(hex(sm3, old), hex(sm3, bytes))
      .replace(`"bytes":${old.length}`, `"bytes":${bytes.length}`)
  change(contents, PLACES.index, swap)
  const report = await verifyPackage(sourceOf(relist(contents)), crypto)
  expect(failedCodes(report)).toEqual(['index-contradicts-event', 'original-unproven'])
  change(contents, eventPath(1), swap)
  const deeper = await verifyPackage(sourceOf(relist(contents)), crypto)
  expect(failedCodes(deeper)).toEqual(['not-in-log', 'original-unproven'])
  expect(deeper.verdict).toBe('altered')
  expect(deeper.items.map((one) => one.state)).toEqual(['unproven', 'same'])
})

test.each([
  ['the file name', (words: string) => words.replace('询问.wav', '询问2.wav'), 'index-contradicts-event'],
  ['the device time', (words: string) => words.replace('08:53:00', '09:53:00'), 'index-contradicts-event'],
  ['the clock offset', (words: string) => words.replace('-420000', '-42000'), 'index-contradicts-event'],
  [
    'when it was preserved',
    (words: string) => words.replace('08:01:00.000Z","dev', '07:01:00.000Z","dev'),
    'index-contradicts-event',
  ],
])('%s cannot be changed in the index, though the lists are made again', async (_name, edit, code) => {
  const contents = makePackage()
  change(contents, PLACES.index, edit)
  const report = await verifyPackage(sourceOf(relist(contents)), crypto)
  expect(failedCodes(report)).toContain(code)
  expect(report.verdict).toBe('altered')
})

test('a package signed throughout by another key is told apart by the key one has from elsewhere', async () => {
  const forged = sourceOf(makePackage({ key: OTHER_KEY }))
  expect((await verifyPackage(forged, crypto)).key?.trust).toBe('package')
  const compared = await verifyPackage(forged, crypto, { trustedKeys: [KEY.line] })
  expect([compared.verdict, failedCodes(compared)]).toEqual(['altered', ['key-other']])
  const genuine = await verifyPackage(sourceOf(makePackage()), crypto, { trustedKeys: [OTHER_KEY.line, KEY.line] })
  expect([genuine.verdict, genuine.key?.trust]).toEqual(['sound', 'outside'])
  await expect(verifyPackage(forged, crypto, { trustedKeys: ['no key'] })).rejects.toThrow(Malformed)
})

test('a checkpoint signed by a key the package does not carry proves nothing', async () => {
  const contents = makePackage()
  contents.set(PLACES.keys, utf8(`${OTHER_KEY.line}\n`))
  const report = await verifyPackage(sourceOf(relist(contents)), crypto)
  expect(failedCodes(report)).toContain('signature')
  expect([report.verdict, report.proven]).toEqual(['altered', []])
})

test('an event of another kind that names the same digests does not vouch for a file', async () => {
  const contents = makePackage()
  change(contents, eventPath(1), (words) => words.replace('RecordingPreserved/1', 'FileQuarantined/1'))
  expect(failedCodes(await verifyPackage(sourceOf(relist(contents)), crypto))).toContain('event-malformed')
})

test('flags the bureau sealed and gaps without explanation are said beside the file', async () => {
  const takes = [{ id: uuid(50), items: [1, 2], gaps: [{ after: 1, before: 2, seconds: 300 }] }]
  const contents = makePackage({
    body: (one) => ({ ...one, flags: ['device-unknown'] }),
    index: (one) => ({ ...one, takes }),
  })
  const report = await verifyPackage(sourceOf(contents), crypto)
  expect(report.verdict).toBe('sound')
  expect(report.items[1]?.remarks.map((one) => one.zh)).toEqual(['设备未登记', '之前缺 5 分钟，没有说明'])
})

test('hostile paths, links and doubled names are reported and never read', async () => {
  const more = [
    '../../etc/passwd',
    '/etc/passwd',
    'data\\x',
    'C:/x',
    'data/./x',
    'data/a\u0000b',
    'data/\u202ex/..',
  ].map((path) => ({ path, bytes: 1 }))
  const link = { path: 'data/link', bytes: 1, special: true }
  const twice = { path: PLACES.index, bytes: 1 }
  const read: string[] = []
  const source = sourceOf(makePackage(), [...more, link, twice])
  const spying = {
    ...source,
    digest: (path: string, on: (n: number) => void) => (read.push(path), source.digest(path, on)),
  }
  const report = await verifyPackage(spying, crypto)
  expect(failedCodes(report).filter((code) => code === 'path-hostile')).toHaveLength(more.length)
  expect(failedCodes(report)).toEqual(expect.arrayContaining(['file-special', 'path-twice']))
  expect(read.some((path) => path.includes('..') || path === 'data/link')).toBe(false)
})

test('manifests that climb out of the package, say a file twice or end early are malformed', async () => {
  for (const edit of [
    (words: string) => `${words}${'0'.repeat(64)}  data/../../x\n`,
    (words: string) => words + words.slice(0, words.indexOf('\n') + 1),
    (words: string) => words.slice(0, -1),
  ]) {
    const contents = makePackage()
    change(contents, PLACES.manifest, edit)
    expect(failedCodes(await verifyPackage(sourceOf(contents), crypto))).toContain('manifest-malformed')
  }
})

test('a folder that is no package, garbage in every file, or an index too large gives a report', async () => {
  const none = await verifyPackage(sourceOf(new Map([['photo.jpg', utf8('x')]])), crypto)
  expect([none.verdict, failedCodes(none)]).toEqual(['unreadable', ['not-a-package']])
  const garbage = new Map([...makePackage().keys()].map((path) => [path, Uint8Array.of(0xff, 0xfe, 0, 1)]))
  expect((await verifyPackage(sourceOf(garbage), crypto)).verdict).not.toBe('sound')
  const contents = makePackage()
  contents.delete(PLACES.index)
  const huge = await verifyPackage(sourceOf(contents, [{ path: PLACES.index, bytes: 2 ** 40 }]), crypto)
  expect(failedCodes(huge)).toContain('text-too-long')
})

test('a newer format is not judged by these rules', async () => {
  const contents = makePackage({ index: (one) => ({ ...one, format: 'liuhen-package/2' }) })
  const report = await verifyPackage(sourceOf(contents), crypto)
  expect([report.verdict, failedCodes(report)]).toEqual(['unreadable', ['index-malformed']])
})

test('originals alone can be held against the text files, and what was not handed over is said', async () => {
  const contents = makePackage()
  for (const path of [PLACES.page, PLACES.companion, PLACES.tagManifest, PLACES.statementPaper]) contents.delete(path)
  const report = await verifyPackage(sourceOf(contents), crypto, { partial: true })
  expect([report.verdict, failedCodes(report)]).toEqual(['sound', []])
  expect(report.notProven.map((one) => one.zh).join()).toContain('没有交来的文件')
  contents.delete(originalPath(2, '询问.wav'))
  const half = await verifyPackage(sourceOf(contents), crypto, { partial: true })
  expect([half.verdict, half.items.map((one) => one.state)]).toEqual(['incomplete', ['same', 'missing']])
})

test('a file the disc cannot give back is incomplete, not altered', async () => {
  const source = sourceOf(makePackage())
  const path = originalPath(1, '现场检查 0217.mp4')
  const scratched: PackageSource = {
    ...source,
    digest: (one, on) => (one === path ? Promise.reject(new Error('EIO')) : source.digest(one, on)),
  }
  const report = await verifyPackage(scratched, crypto)
  expect(report.verdict).toBe('incomplete')
  expect(report.checks).toContainEqual(expect.objectContaining({ code: 'file-unreadable', file: path }))
})

test('progress counts every byte once and ends at the total', async () => {
  const contents = makePackage()
  const seen: number[] = []
  const total = [...contents.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  await verifyPackage(sourceOf(contents), crypto, { parallel: 3, onProgress: (one) => seen.push(one.doneBytes) })
  expect(seen.at(-1)).toBe(total)
})

test('an aborted verification says so and gives no report', async () => {
  const signal = { aborted: true, reason: new Error('stopped') }
  await expect(verifyPackage(sourceOf(makePackage()), crypto, { signal })).rejects.toThrow('stopped')
})
