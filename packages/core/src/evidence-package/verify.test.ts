import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import {
  BUREAU,
  digestsOf,
  hex,
  keeper,
  makeOldPackage,
  makePackage,
  minute,
  relist,
  sha512,
  STRANGER,
  textAt,
  uuid,
  witness,
} from '../../../../scripts/package-in-memory.ts'
import type { Contents } from '../../../../scripts/package-in-memory.ts'
import { because, instantOf, Malformed, millisecondsOf, utf8 } from '../kernel/index.ts'
import { companionPaths, eventPath, originalPath, PLACES, SEAL_PLACES, verifyPackage, viewPath } from './index.ts'
import type { Check, PackageCrypto, PackageFile, PackageSource, VerifyReport } from './index.ts'

const crypto: PackageCrypto = { sha256, sm3, verify }
const FIRST = originalPath(1, '现场检查 0217.mp4')

const sourceOf = (contents: Contents, more: readonly PackageFile[] = []): PackageSource => ({
  list: () => Promise.resolve([...[...contents].map(([path, bytes]) => ({ path, bytes: bytes.length })), ...more]),
  readText: (path) => Promise.resolve(strictText(contents.get(path) ?? new Uint8Array())),
  digest(path, onBytes) {
    const bytes = contents.get(path) ?? new Uint8Array()
    onBytes(bytes.length)
    return Promise.resolve({ ...digestsOf(bytes), sha512: sha512(bytes), bytes: bytes.length } as never)
  },
  readBytes: (path) => Promise.resolve(contents.get(path) ?? new Uint8Array()),
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

const opened = (contents: Contents, ...trustedKeys: string[]): Promise<VerifyReport> =>
  verifyPackage(sourceOf(contents), crypto, { trustedKeys })

test('a package as it was made holds together, and is proven only when its key was compared', async () => {
  const report = await opened(makePackage())
  expect(failedCodes(report)).toEqual([])
  expect([report.verdict, report.standing]).toEqual(['sound', 'uncompared'])
  expect(report.items.map((one) => [one.state, one.logIndex, one.item.fileName])).toEqual([
    ['same', 2, '现场检查 0217.mp4'],
    ['same', 6, '现场检查 0218.mp4'],
    ['same', 12, '询问.wav'],
  ])
  expect(report.key).toMatchObject({ line: BUREAU.line, trust: 'package' })
  expect(report.notProven[0]?.en).toContain('anyone can make one')
  expect(report.notProven.map((one) => one.en).join(' ')).toContain(
    'off by at most 420 s; times are corrected by that, to within 2 s',
  )
  expect(report.proven.every((one) => one.zh.includes('尚未核对是谁的'))).toBe(true)
  const compared = await opened(makePackage(), BUREAU.line)
  expect([compared.verdict, compared.standing, compared.seal?.logIndex]).toEqual(['sound', 'proven', 13])
  expect(compared.seal?.indexSha256).toBe(hex(sha256, makePackage().get(PLACES.index) as Uint8Array))
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
        const report = await opened(new Map([...contents, [path, bytes]]))
        expect(report.verdict).not.toBe('sound')
        expect(report.checks.some((check) => !check.ok)).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

test('each of the two digests is compared by itself: another SM3 alone is found, in the index and on the disc', async () => {
  const contents = makePackage()
  const digest = hex(sm3, contents.get(FIRST) as Uint8Array)
  change(contents, PLACES.index, (words) => words.replace(digest, 'f'.repeat(64)))
  const codes = failedCodes(await opened(relist(contents)))
  expect(codes).toEqual(expect.arrayContaining(['index-contradicts-lists', 'index-contradicts-event']))
  const whole = sourceOf(makePackage())
  for (const name of ['sha256', 'sm3'] as const) {
    const other: PackageSource = {
      ...whole,
      digest: async (path, onBytes) => {
        const read = await whole.digest(path, onBytes)
        return path === FIRST ? { ...read, [name]: 'f'.repeat(64) } : read
      },
    }
    const report = await verifyPackage(other, crypto, { trustedKeys: [] })
    expect(failedCodes(report)).toEqual(expect.arrayContaining(['digest-differs', 'original-differs']))
    expect(report.items.map((one) => one.state)).toEqual(['differs', 'same', 'same'])
  }
})

test('a file that all lists name and the index does not is found', async () => {
  const contents = makePackage()
  contents.set('data/originals/0004_extra.mp4', utf8('x'))
  expect(failedCodes(await opened(relist(contents)))).toContain('index-contradicts-lists')
})

test('a missing file is named, whichever it is, and the package is not proven', async () => {
  const whole = makePackage()
  for (const path of whole.keys()) {
    const contents = new Map(whole)
    contents.delete(path)
    const report = await opened(contents, BUREAU.line)
    expect([path, report.verdict]).toEqual([path, 'incomplete'])
    expect(report.standing).toBe('failed')
    expect(report.checks.some((check) => !check.ok && check.file === path)).toBe(true)
  }
})

test('break-in F3: nothing is smuggled in under a name an operating system might give, and what is passed over is named', async () => {
  for (const path of [
    'data/originals/._0011_more.mp4',
    'System Volume Information/x.mp4',
    '.Trashes/1.mp4',
    '.fseventsd/x',
    '$RECYCLE.BIN/x.mp4',
    'data/view/.DS_Store.mp4',
    'data/originals/Thumbs.db/x.mp4',
  ]) {
    const contents = makePackage()
    contents.set(path, utf8('film'))
    const report = await opened(contents)
    expect([path, report.verdict, report.standing]).toEqual([path, 'altered', 'failed'])
    expect(failedCodes(report)).toContain('file-unlisted')
  }
  const large = makePackage()
  large.set('data/.DS_Store', new Uint8Array(300_000))
  expect((await opened(large)).verdict).toBe('altered')
  const contents = makePackage()
  for (const path of ['.DS_Store', 'data/Thumbs.db', 'System Volume Information/WPSettings.dat'])
    contents.set(path, utf8('x'))
  const report = await opened(contents)
  expect(report.verdict).toBe('sound')
  const named = report.checks.filter((one) => one.code === 'system-file').map((one) => one.message.en)
  expect(named).toHaveLength(3)
  expect(named.join()).toMatch(/WPSettings\.dat \(1 bytes\).*no part of the package/)
})

test('a file that no list names is found', async () => {
  const contents = makePackage()
  contents.set('data/originals/0003_extra.mp4', utf8('x'))
  expect(failedCodes(await opened(contents))).toEqual(['file-unlisted', 'oxum', 'package-differs'])
  contents.delete('data/originals/0003_extra.mp4')
  contents.set('DATA/index.json', utf8('x'))
  expect(failedCodes(await opened(contents))).toEqual(['path-twice'])
})

test('an original exchanged together with all lists still contradicts its sealed event', async () => {
  const contents = makePackage()
  const bytes = utf8('another scene')
  const old = contents.get(FIRST) as Uint8Array
  contents.set(FIRST, bytes)
  const swap = (words: string): string =>
    words
      .replaceAll(hex(sha256, old), hex(sha256, bytes))
      .replaceAll(hex(sm3, old), hex(sm3, bytes))
      .replace(`"bytes":${old.length}`, `"bytes":${bytes.length}`)
  change(contents, PLACES.index, swap)
  const report = await opened(relist(contents))
  expect(failedCodes(report)).toEqual(['index-contradicts-event', 'original-unproven', 'package-differs'])
  change(contents, eventPath(1), swap)
  const deeper = await opened(relist(contents))
  expect(failedCodes(deeper)).toContain('not-in-log')
  expect(deeper.verdict).toBe('altered')
  expect(deeper.items.map((one) => one.state)).toEqual(['unproven', 'same', 'same'])
})

const inIndex = (from: string | RegExp, to: string) => (words: string) => words.replace(from, to)
test.each([
  ['the file name', inIndex('询问.wav', '询问2.wav'), 'index-contradicts-event'],
  ['the device time', inIndex('08:53:00', '09:53:00'), 'index-contradicts-event'],
  ['the clock offset', inIndex('-420000', '-42000'), 'index-contradicts-event'],
  [
    'when it was preserved',
    inIndex('"preservedAt":"2026-11-20T01:31', '"preservedAt":"2026-11-20T00:31'),
    'index-contradicts-event',
  ],
  ['the device number', inIndex('ZF-0217', 'ZF-0218'), 'index-contradicts-event'],
  ['the model of the device', inIndex('DSJ-V8', 'DSJ-V9'), 'index-contradicts-event'],
  ['the officer', inIndex(uuid(71), uuid(70)), 'index-contradicts-event'],
  [
    'the corrected time',
    inIndex('"correctedTime":"2026-11-20', '"correctedTime":"2026-11-21'),
    'index-contradicts-event',
  ],
  ['how far it may be off', inIndex('"timeError":1500', '"timeError":1'), 'index-contradicts-event'],
  ['the length', inIndex('"durationSeconds":600', '"durationSeconds":900'), 'index-contradicts-event'],
  ['the length of a gap', inIndex('"seconds":300', '"seconds":3'), 'gap-contradicts-event'],
  ['what is said of a gap', inIndex('更换电池', '无'), 'gap-contradicts-event'],
  ['that something was said of a gap', inIndex(/,"explanation":\{[^}]*\}/, ''), 'gap-contradicts-event'],
  ['a gap', inIndex(/"gaps":\[.*\]\}\]\}$/, '"gaps":[]}]}'), 'package-differs'],
  ["an officer's certificate", inIndex('湘A-10233', '湘A-10234'), 'package-differs'],
  ["an officer's unit", inIndex('城南中队', '城北中队'), 'package-differs'],
  ['the bureau', inIndex('示范县', '示例县'), 'package-differs'],
])(
  '%s cannot be changed in the index, though all lists, the paper and the companion are made again',
  async (_name, edit, code) => {
    const contents = makePackage()
    change(contents, PLACES.index, edit)
    const report = await opened(relist(contents), BUREAU.line)
    expect(failedCodes(report)).toContain(code)
    expect(failedCodes(report)).toContain('package-differs')
    expect([report.verdict, report.standing]).toEqual(['altered', 'failed'])
  },
)

test.each(['object', 'recipient', 'caseNumber', 'maker', 'madeAt', 'extractor', 'extractedAt', 'method'])(
  'the %s in the statement cannot be changed, though everything is made again',
  async (member) => {
    const contents = makePackage()
    const { [member]: before, ...rest } = JSON.parse(textAt(contents, PLACES.statement)) as Record<string, string>
    const words = member.endsWith('At') ? minute(1) : `${before}（补）`
    contents.set(PLACES.statement, utf8(JSON.stringify({ ...rest, [member]: words })))
    const report = await opened(relist(contents))
    expect([report.verdict, failedCodes(report)]).toEqual(['altered', expect.arrayContaining(['package-differs'])])
  },
)

test('a view copy of another film, a paper of another package and a replaced page are found', async () => {
  const film = makePackage()
  const [path, bytes] = [viewPath(1, '1-view.mp4'), utf8('another film')]
  const old = film.get(path) as Uint8Array
  film.set(path, bytes)
  change(film, PLACES.index, (words) =>
    words
      .replaceAll(hex(sha256, old), hex(sha256, bytes))
      .replaceAll(hex(sm3, old), hex(sm3, bytes))
      .replace(`"bytes":${old.length}`, `"bytes":${bytes.length}`),
  )
  expect(failedCodes(await opened(relist(film)))).toContain('index-contradicts-event')
  for (const [place, words, code] of [
    [PLACES.statementPaper, '%PDF-1.7 says otherwise %%EOF', 'paper-contradicts'],
    [PLACES.statementPaper, 'x'.repeat(5), 'paper-contradicts'],
    [PLACES.page, '<!doctype html>always green', 'package-differs'],
  ] as const) {
    const contents = makePackage()
    contents.set(place, utf8(words))
    expect(failedCodes(await opened(relist(contents, [place])))).toEqual(
      expect.arrayContaining([code, 'package-differs']),
    )
  }
})

test('what the log sealed and the index says otherwise is altered even by who made the package', async () => {
  const film = makePackage({
    index: (one) => ({ ...one, bureau: '另一局' }),
    seal: (one) => ({ ...one, bureau: '示范县' }),
  })
  expect(failedCodes(await opened(film, BUREAU.line))).toEqual(['package-differs'])
  const holder = makePackage({
    body: (one, kind) => (kind === 'OfficerAnnotated/1' ? { ...one, officer: uuid(70) } : one),
  })
  expect((await opened(holder, BUREAU.line)).standing).toBe('proven')
})

test('a package made anew throughout by another key is somebody else’s, all of it, once that is compared', async () => {
  const forged = makePackage({ key: STRANGER })
  const alone = await opened(forged)
  expect([alone.verdict, alone.standing, alone.key?.trust]).toEqual(['sound', 'uncompared', 'package'])
  const genuine = await opened(makePackage())
  expect(alone.key?.mark).not.toEqual(genuine.key?.mark)
  expect(alone.key?.mark.characters).toMatch(/^\p{Script=Han}{8}$/u)
  const compared = await opened(forged, BUREAU.line)
  expect([compared.verdict, compared.standing]).toEqual(['foreign', 'failed'])
  expect(new Set(failedCodes(compared))).toEqual(new Set(['key-other']))
  expect(compared.items.map((one) => one.state)).toEqual(['foreign', 'foreign', 'foreign'])
  expect(compared.proven).toEqual([])
  expect(compared.key?.wanted?.[0]?.mark).toEqual(genuine.key?.mark)
  await expect(opened(forged, 'no key')).rejects.toThrow(Malformed)
})

test('of several signers a true one is enough: another key of the log, a witness, and keys of others beside', async () => {
  const older = keeper(9)
  const watcher = witness(10, 'witness.example/one')
  const contents = makePackage({ cosigners: [older, watcher] })
  for (const brought of [[BUREAU.line], [older.line], [STRANGER.line, older.line]]) {
    const report = await opened(contents, ...brought)
    expect([report.verdict, report.standing]).toEqual(['sound', 'proven'])
    expect(report.key?.line).toBe(brought.at(-1))
    expect(report.key?.signers.map((one) => [one.does, one.trusted])).toEqual(
      expect.arrayContaining([
        ['witnesses', false],
        ['signs', true],
      ]),
    )
  }
  // A witness says that it saw the checkpoint, not whose log it is.
  const seen = await opened(contents, watcher.line)
  expect([seen.verdict, seen.standing]).toEqual(['sound', 'uncompared'])
  // The key one has need not be among those that the package carries.
  expect((await opened(makePackage({ keys: [older], cosigners: [older] }), BUREAU.line)).standing).toBe('proven')
})

test('a checkpoint signed by a key the package does not carry proves nothing', async () => {
  const report = await opened(makePackage({ keys: [STRANGER] }))
  expect(failedCodes(report)).toContain('signature')
  expect([report.verdict, report.proven]).toEqual(['altered', []])
})

test('an event of another kind, or of another recording, does not vouch for a file', async () => {
  const kind = makePackage()
  change(kind, eventPath(1), (words) => words.replace('RecordingPreserved/1', 'FileQuarantined/1'))
  expect(failedCodes(await opened(relist(kind)))).toContain('event-malformed')
  const stray = makePackage()
  change(stray, eventPath(2, 2), () => textAt(stray, eventPath(1, 2)))
  expect(failedCodes(await opened(relist(stray)))).toContain('event-malformed')
})

test('flags the bureau sealed and gaps are said beside the file', async () => {
  const report = await opened(makePackage())
  expect(report.items.map((one) => one.remarks.map((words) => words.zh))).toEqual([
    [],
    ['之前缺 5 分钟，有说明'],
    ['由人上传，没有经过采集站；来源未经核实', '设备未登记'],
  ])
})

const remarksOf = (report: VerifyReport): readonly string[] =>
  report.items.flatMap((one) => one.remarks.map((words) => words.zh))

test('time that a maker leaves out of the gaps, or makes shorter, is told from the sealed times', async () => {
  const take = (gaps: (all: Record<string, unknown>[]) => unknown) => (index: Record<string, unknown>) => {
    const [first] = index['takes'] as { gaps: Record<string, unknown>[] }[]
    return { ...index, takes: [{ ...first, gaps: gaps(first?.gaps ?? []) }] }
  }
  const told = '按封存的时间，之前 5 分钟没有音像在这个包里，目录没有列出'
  expect(remarksOf(await opened(makePackage()))).not.toContain(told)
  const left = await opened(makePackage({ index: take(() => []) }))
  expect([left.verdict, remarksOf(left).includes(told)]).toEqual(['sound', true])
  const called = await opened(
    makePackage({ index: take((all) => all.map((one) => ({ ...one, kind: 'number', seconds: 0 }))) }),
  )
  expect([called.verdict, remarksOf(called).includes(told)]).toEqual(['sound', true])
})

test('takes, originals and gaps that do not fit together are refused, by whatever key they are sealed', async () => {
  type Take = { id: string; items: number[]; gaps: { after: number; before: number }[] }
  const sealed = async (change: (take: Take) => unknown) =>
    failedCodes(
      await opened(
        makePackage({ index: (one) => ({ ...one, takes: [change((one['takes'] as Take[])[0] as Take)].flat() }) }),
      ),
    )
  expect(await sealed((take) => take)).toEqual([])
  const loose: ((take: Take) => unknown)[] = [
    () => [],
    (take) => ({ ...take, items: [1] }),
    (take) => ({ ...take, items: [1, 2, 2] }),
    (take) => ({ ...take, items: [1, 2, 3] }),
    (take) => [take, { ...take, items: [], gaps: [] }],
    (take) => ({ ...take, gaps: take.gaps.map((gap) => ({ ...gap, after: 3, kind: 'number' })) }),
    (take) => ({ ...take, gaps: take.gaps.map((gap) => ({ ...gap, before: 1, kind: 'number' })) }),
    (take) => ({ ...take, gaps: [...take.gaps, ...take.gaps] }),
  ]
  for (const change of loose) expect(await sealed(change)).toContain('index-contradicts-lists')
})

test('an original that is said to begin after it had arrived is told as such', async () => {
  const told = '所记的开始时间晚于入库时间，不可能成立'
  const begun = (after: number) =>
    opened(
      makePackage({
        body: (body, kind, item) =>
          kind === 'TimesFound/1' && item === 2
            ? { ...body, start: instantOf(millisecondsOf(minute(32)) + after), end: minute(50) }
            : body,
      }),
    )
  // It arrived at minute 32, and its times may be off by 1.5 s and 5 s besides.
  expect(remarksOf(await begun(7000))).toContain(told)
  expect(remarksOf(await begun(6000))).not.toContain(told)
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

test('lists that climb out of the package, say a file twice, have a blank line, are in disorder or end early are malformed', async () => {
  const rows = (words: string): string[] => words.split('\n').slice(0, -1)
  for (const edit of [
    (words: string) => `${words}${'0'.repeat(64)}  data/../../x\n`,
    (words: string) => words + words.slice(0, words.indexOf('\n') + 1),
    (words: string) => words.replace('\n', '\n\n'),
    (words: string) => `\ufeff${words}`,
    (words: string) => words.replaceAll('\n', '\r\n'),
    (words: string) => words.toUpperCase(),
    (words: string) => `${rows(words).reverse().join('\n')}\n`,
    (words: string) => words.slice(0, -1),
  ]) {
    const contents = makePackage()
    change(contents, PLACES.manifest, edit)
    expect(failedCodes(await opened(contents))).toContain('manifest-malformed')
  }
})

test('a member written twice, a byte order mark and half a character are no JSON here', async () => {
  for (const edit of [
    (words: string) => words.replace('{', '{"bureau":"示例县",'),
    (words: string) => `\ufeff${words}`,
    (words: string) => words.replace('周保管', '\\ud800'),
    (words: string) => words.replace('{', '{"more":1,'),
  ]) {
    const contents = makePackage()
    change(contents, PLACES.index, edit)
    const report = await opened(relist(contents, [PLACES.index]))
    expect([failedCodes(report).includes('index-malformed'), report.verdict]).toEqual([true, 'unreadable'])
  }
})

test('a folder that is no package, garbage in every file, or an index too large gives a report', async () => {
  const none = await opened(new Map([['photo.jpg', utf8('x')]]))
  expect([none.verdict, failedCodes(none)]).toEqual(['unreadable', ['not-a-package']])
  const garbage = new Map([...makePackage().keys()].map((path) => [path, Uint8Array.of(0xff, 0xfe, 0, 1)]))
  expect((await opened(garbage)).verdict).not.toBe('sound')
  const contents = makePackage()
  contents.delete(PLACES.index)
  const huge = await verifyPackage(sourceOf(contents, [{ path: PLACES.index, bytes: 2 ** 40 }]), crypto)
  expect(failedCodes(huge)).toContain('text-too-long')
})

test('a newer format is not judged by these rules', async () => {
  const contents = makePackage({ index: (one) => ({ ...one, format: 'liuhen-package/4' }) })
  const report = await opened(contents)
  expect([report.verdict, failedCodes(report).includes('index-malformed')]).toEqual(['unreadable', true])
})

test('a package of the first format is read still, and vouches for its originals alone', async () => {
  const report = await opened(makeOldPackage(), BUREAU.line)
  expect([failedCodes(report), report.verdict, report.standing]).toEqual([[], 'sound', 'originals'])
  expect(report.notProven.map((one) => one.zh).join()).toContain('旧格式')
  const moved = makeOldPackage({
    index: (one) =>
      JSON.parse(
        JSON.stringify(one).replaceAll('"correctedTime":"2026-11-20', '"correctedTime":"2026-11-21'),
      ) as object as never,
  })
  expect(failedCodes(await opened(moved))).toContain('index-contradicts-event')
  // A package of today that is written down as an old one is never more than that.
  expect((await opened(makeOldPackage())).standing).toBe('uncompared')
})

test('originals alone can be held against the text files, and what was not handed over is said', async () => {
  const contents = makePackage()
  const carried = companionPaths({
    items: [
      { number: 1, further: 3 },
      { number: 2, further: 5 },
      { number: 3, further: 0 },
    ],
  })
  for (const path of contents.keys())
    if (!carried.includes(path) && !path.startsWith('data/originals/')) contents.delete(path)
  const partial = { partial: true, trustedKeys: [BUREAU.line] }
  const report = await verifyPackage(sourceOf(contents), crypto, partial)
  expect([report.verdict, failedCodes(report), report.standing]).toEqual(['sound', [], 'originals'])
  expect(report.notProven.map((one) => one.zh).join()).toContain('只交来了原件')
  contents.delete(FIRST)
  const half = await verifyPackage(sourceOf(contents), crypto, partial)
  expect([half.verdict, half.items.map((one) => one.state)]).toEqual(['incomplete', ['missing', 'same', 'same']])
})

test('a file the disc cannot give back is incomplete, not altered', async () => {
  const source = sourceOf(makePackage())
  const scratched: PackageSource = {
    ...source,
    digest: (one, on) => (one === FIRST ? Promise.reject(new Error('EIO')) : source.digest(one, on)),
  }
  const report = await verifyPackage(scratched, crypto)
  expect(report.verdict).toBe('incomplete')
  expect(report.checks).toContainEqual(expect.objectContaining({ code: 'file-unreadable', file: FIRST }))
})

test('without the files that seal it a package is incomplete, and nothing of them can be borrowed from another', async () => {
  const contents = makePackage()
  for (const path of SEAL_PLACES) contents.delete(path)
  expect((await opened(contents, BUREAU.line)).verdict).toBe('incomplete')
  const other = makePackage({ index: (one) => ({ ...one, madeBy: '另一人' }) })
  for (const path of SEAL_PLACES) contents.set(path, other.get(path) as Uint8Array)
  expect(failedCodes(await opened(contents, BUREAU.line))).toEqual(['package-differs'])
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

test('a time that cannot be, and a time that is none of the recording, are told as such', async () => {
  const times = (change: object) =>
    opened(
      makePackage({
        body: (body, kind, item) => (kind === 'TimesFound/1' && item === 2 ? { ...body, ...change } : body),
        index: (index) => ({
          ...index,
          items: (index['items'] as Record<string, unknown>[]).map(({ correctedTime, timeError, ...one }) =>
            one['number'] === 2 ? one : { ...one, correctedTime, timeError },
          ),
        }),
      }),
    )
  const [impossible, stored] = [
    await times({ impossible: ['after-arrival'] }),
    await times({ reading: { source: 'modified' } }),
  ]
  expect(remarksOf(impossible)).toContain('设备所记的时间不可能成立')
  expect(remarksOf(stored)).toContain('不知何时录制：文件里没有录制时间，只有保存、修改或者入库的时间')
  for (const report of [impossible, stored]) expect(failedCodes(report)).toEqual([])
  // Read off the recording itself it is not left out.
  expect(failedCodes(await times({ reading: { source: 'name' } }))).not.toEqual([])
})
