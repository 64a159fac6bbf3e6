import { join, relative } from 'node:path'
import * as fc from 'fast-check'
import { canonical } from '../packages/core/src/kernel/index.ts'
import type { Json } from '../packages/core/src/kernel/index.ts'
import {
  BUREAU,
  hex,
  keeper,
  makeOldPackage,
  makePackage,
  minute,
  relist,
  relistOld,
  STRANGER,
  textAt,
  uuid,
  witness,
} from '../scripts/package-in-memory.ts'
import type { Contents, Keeper, Making } from '../scripts/package-in-memory.ts'
import { sha256, sm3 } from '../scripts/node-crypto.ts'
import { REDACTED_KINDS } from './altered-redacted.ts'
import { VOLUME_KINDS } from './altered-volumes.ts'
import { andAgain, anyOf, flip, INDEX, inIndex, inJson, inText, letters, STATEMENT, utf8 } from './altering.ts'
import type { Altered, Change, Members, Pick } from './altering.ts'

const inItem = (change: (item: Members, pick: Pick) => void): Change =>
  inIndex((index, pick) => change(pick.among(index.items.slice(0, 2)), pick))
const firstTake = (index: { takes: Members[] }): Members => (index.takes as unknown as [Members])[0]
const gapOf = (index: { takes: Members[] }): Members => (firstTake(index)['gaps'] as [Members])[0]
const lists = [
  'manifest-sha256.txt',
  'manifest-sha512.txt',
  'sm3sums.txt',
  'tagmanifest-sha256.txt',
  'tagmanifest-sha512.txt',
]
const someList = (_contents: Contents, pick: Pick): string => pick.among(lists)
const rows = (words: string): string[] => words.split('\n').slice(0, -1)
const closed = (all: readonly string[]): string => `${all.join('\n')}\n`

const swapOriginal: Change = (contents, pick) => {
  const path = anyOf(/originals/)(contents, pick)
  const [old, bytes] = [contents.get(path) ?? new Uint8Array(), utf8(`another scene ${letters(pick)}`)]
  contents.set(path, bytes)
  const words = textAt(contents, INDEX)
    .replaceAll(hex(sha256, old), hex(sha256, bytes))
    .replaceAll(hex(sm3, old), hex(sm3, bytes))
    .replaceAll(`"bytes":${old.length},`, `"bytes":${bytes.length},`)
  contents.set(INDEX, utf8(words))
  relist(contents)
}

const dropItem: Change = (contents, pick) => {
  const index = JSON.parse(textAt(contents, INDEX)) as Members & { items: Members[]; takes: Members[] }
  const gone = pick.among([2, 3])
  const four = (n: number): string => String(n).padStart(4, '0')
  for (const path of contents.keys())
    if (new RegExp(`^data/(originals|view|proofs)/${four(gone)}`).test(path)) contents.delete(path)
  if (gone === 2) {
    for (const [path, bytes] of contents)
      if (path.includes(`/${four(3)}`)) {
        contents.delete(path)
        contents.set(path.replace(`/${four(3)}`, `/${four(2)}`), bytes)
      }
  }
  index.items.splice(gone - 1, 1)
  index.items = index.items.map((item, i) => ({
    ...item,
    take: undefined,
    number: i + 1,
    path: String(item['path']).replace(/\/\d{4}/, `/${four(i + 1)}`),
  }))
  index.takes = []
  contents.set(INDEX, utf8(JSON.stringify(index)))
  relist(contents)
}

const remake =
  (making: Parameters<typeof makePackage>[0]): Change =>
  () =>
    makePackage(making)

/** How the officer of the second film is written in the event that preserved it: another is named later, who counts. */
const spelt = (write: (id: string) => string): Change =>
  remake({
    body: (body, kind, item) =>
      kind.startsWith('RecordingPreserved/') && item === 2 ? { ...body, officer: write(uuid(70)) } : body,
  })

/** When the second film ends, by which no gap is measured. */
const ended =
  (end: string): NonNullable<Making['body']> =>
  (body, kind, item) =>
    kind === 'TimesFound/1' && item === 2 ? { ...body, end } : body

const unexplained: NonNullable<Making['index']> = (index) => ({
  ...index,
  takes: (index['takes'] as Members[]).map((take) => ({
    ...take,
    gaps: (take['gaps'] as Members[]).map(({ explanation: _none, ...gap }) => gap),
  })),
})

/** What a bureau writes in its statement that lies from the beginning. */
const stated =
  (change: (words: string) => string) =>
  (contents: Contents): void =>
    void contents.set(STATEMENT, utf8(change(textAt(contents, STATEMENT))))

/** Every way of changing a package that is tried, by name. */
export const KINDS: Readonly<Record<string, Change>> = {
  'as it was made': () => undefined,
  'a bit of an original': flip(/originals/),
  'a bit of a view copy': flip(/view/),
  'a bit of an event': flip(/event\.json/),
  'a bit of a proof': flip(/tlog-proof/),
  'a bit of a checkpoint': flip(/checkpoint/),
  'a bit of a list': flip(/(manifest|sums).*\.txt/),
  'a bit of the keys': flip(/keys/),
  'a bit of any file': flip(/./),
  'a bit of any text, all lists made again': andAgain(flip(/json|proof|keys|checkpoint/)),
  'another certificate': inIndex(
    (index) => (((index.items as unknown as [Members])[0]['officer'] as Members)['certificate'] = '湘A-99999'),
  ),
  'another name of an officer': inItem((item, pick) => ((item['officer'] as Members)['name'] = letters(pick))),
  'another officer': inItem((item, pick) => ((item['officer'] as Members)['id'] = uuid(70 + pick.upTo(20)))),
  'no officer': inItem((item) => delete item['officer']),
  'another unit': inIndex(
    (index, pick) => (((index.items as unknown as [Members])[0]['officer'] as Members)['unit'] = letters(pick)),
  ),
  'another device number': inItem((item, pick) => ((item['device'] as Members)['number'] = `ZF-${pick.upTo(9999)}`)),
  'another model': inItem((item, pick) => ((item['device'] as Members)['model'] = letters(pick))),
  'corrected time moved by a day': inItem(
    (item) => (item['correctedTime'] = String(item['correctedTime']).replace('-20T', '-21T')),
  ),
  'no corrected time': inItem((item) => delete item['correctedTime']),
  'a smaller error': inItem((item, pick) => (item['timeError'] = pick.upTo(1400))),
  'device time': inItem((item, pick) => (item['deviceTime'] = `2026-11-2${pick.upTo(9)} 10:00:00`)),
  'clock offset': inItem((item, pick) => (item['clock'] = { offset: pick.upTo(100), error: 1000 })),
  'no clock': inItem((item) => delete item['clock']),
  'another length': inItem((item, pick) => (item['durationSeconds'] = pick.upTo(500))),
  'preserved at another time': inItem((item, pick) => (item['preservedAt'] = minute(pick.upTo(29)))),
  'another recording': inItem((item, pick) => (item['recording'] = uuid(pick.upTo(9)))),
  'another file name': inItem((item, pick) => (item['fileName'] = `${letters(pick)}.mp4`)),
  'another take': inItem((item, pick) => (item['take'] = uuid(pick.upTo(9)))),
  'filing added': inItem((item, pick) => (item['filing'] = [letters(pick)])),
  'fewer further events': inItem((item) => (item['further'] = Number(item['further']) - 1)),
  'more further events': inItem((item) => (item['further'] = Number(item['further']) + 1)),
  'further events removed with their files': (contents, pick) => {
    inItem((item) => {
      const four = String(item['number']).padStart(4, '0')
      const last = String(item['further']).padStart(2, '0')
      for (const path of contents.keys()) if (path.startsWith(`data/proofs/${four}-${last}`)) contents.delete(path)
      item['further'] = Number(item['further']) - 1
    })(contents, pick)
  },
  'an event borrowed from another item': andAgain((contents, pick) => {
    const [one, other] = [pick.among(['0001-01', '0001-02']), pick.among(['0002-01', '0002-02'])]
    for (const end of ['.event.json', '.tlog-proof'])
      contents.set(`data/proofs/${one}${end}`, contents.get(`data/proofs/${other}${end}`) ?? new Uint8Array())
  }),
  'two events of an item exchanged': andAgain((contents) => {
    for (const end of ['.event.json', '.tlog-proof']) {
      const [a, b] = ['0001-01', '0001-02'].map((one) => `data/proofs/${one}${end}`) as [string, string]
      const [one, other] = [contents.get(a) ?? new Uint8Array(), contents.get(b) ?? new Uint8Array()]
      contents.set(a, other).set(b, one)
    }
  }),
  'an event of another kind': andAgain(
    inText('data/proofs/0001.event.json', (words) => words.replace('RecordingPreserved/1', 'FileQuarantined/1')),
  ),
  'an event of a later version': andAgain(
    inText('data/proofs/0001.event.json', (words) => words.replace('RecordingPreserved/1', 'RecordingPreserved/3')),
  ),
  'the body of an event': andAgain(
    inText('data/proofs/0002-02.event.json', (words) => words.replace('01:15', '01:14')),
  ),
  'the salt of an event': andAgain(
    inText(anyOf(/data.*event\.json/), (words) => words.replace(/"salt":"./, '"salt":"/')),
  ),
  'a member more in an event file': andAgain(inText(anyOf(/event\.json/), (words) => words.replace('{', '{"more":1,'))),
  'an event at another place of the log': andAgain(
    inText(anyOf(/proofs.*tlog-proof/), (words) => words.replace(/index \d+/, 'index 1')),
  ),
  'an original exchanged': swapOriginal,
  'an item dropped and the rest numbered anew': dropItem,
  'two items exchanged': inIndex((index) => index.items.reverse()),
  'gaps removed': inIndex((index) => index.takes.forEach((take) => (take['gaps'] = []))),
  'takes removed': inIndex((index) => {
    index.takes = []
    for (const item of index.items) delete item['take']
  }),
  'a gap shortened': inIndex((index, pick) => (gapOf(index)['seconds'] = pick.upTo(299))),
  'a gap of another kind': inIndex((index) => (gapOf(index)['kind'] = 'number')),
  'a gap no longer explained': inIndex((index) => delete gapOf(index)['explanation']),
  'a gap explained otherwise': inIndex(
    (index, pick) => ((gapOf(index)['explanation'] as Members)['words'] = letters(pick)),
  ),
  'a gap explained by another': inIndex(
    (index, pick) => ((gapOf(index)['explanation'] as Members)['by'] = letters(pick)),
  ),
  'a gap between items that are not there': inIndex((index) => (gapOf(index)['before'] = 9)),
  'a gap that never was': inIndex((index) =>
    (firstTake(index)['gaps'] as Members[]).push({
      after: 2,
      before: 3,
      seconds: 1,
      kind: 'number',
    }),
  ),
  'an item taken out of its take': inIndex((index) => (firstTake(index)['items'] = [1])),
  'an item in a take it does not name': inIndex((index) => (firstTake(index)['items'] = [1, 2, 3])),
  'an item twice in its take': inIndex((index, pick) => (firstTake(index)['items'] = [1, 2, 1 + pick.upTo(1)])),
  'two takes of one id': inIndex((index) => index.takes.push({ ...firstTake(index), items: [], gaps: [] })),
  'a gap told twice': inIndex((index) => (firstTake(index)['gaps'] as Members[]).push({ ...gapOf(index), seconds: 0 })),
  'a gap from an item to itself': inIndex((index) => (gapOf(index)['before'] = 1)),
  'a gap after an item of no take': inIndex((index) => Object.assign(gapOf(index), { after: 3, kind: 'number' })),
  'another bureau': inIndex((index, pick) => (index['bureau'] = letters(pick))),
  'made by another': inIndex((index, pick) => (index['madeBy'] = letters(pick))),
  'made at another time': inIndex((index, pick) => (index['madeAt'] = minute(40 + pick.upTo(9)))),
  'another id': inIndex((index, pick) => (index['id'] = uuid(600 + pick.upTo(99)))),
  'a member more in the index': inIndex((index) => (index['more'] = true)),
  'a member less in the index': inIndex(
    (index, pick) => delete index[pick.among(['bureau', 'id', 'madeAt', 'items', 'takes'])],
  ),
  'a member of another type': inItem((item, pick) => (item[pick.among(['bytes', 'number', 'views', 'further'])] = 'x')),
  'a newer format': inIndex((index) => (index['format'] = 'liuhen-package/5')),
  'the format of redacted copies without one': inIndex((index) => (index['format'] = 'liuhen-package/4')),
  'the digests of the statement in the index': andAgain(
    inText(INDEX, (words) => words.replace(/"statement":\{"sha256":"./, '"statement":{"sha256":"0')),
    INDEX,
  ),
  'a member twice in the index': andAgain(
    inText(INDEX, (words, pick) => words.replace('{', `{"bureau":"${letters(pick)}",`)),
    INDEX,
  ),
  'half a character': andAgain(
    inText(INDEX, (words) => words.replace('周保管', '\\ud800')),
    INDEX,
  ),
  'a byte order mark': andAgain(
    inText(
      (_all, pick) => pick.among([INDEX, STATEMENT, 'data/keys.txt']),
      (words) => `\ufeff${words}`,
    ),
    INDEX,
    STATEMENT,
  ),
  'not UTF-8': andAgain(
    (contents, pick) => void contents.set(pick.among([INDEX, STATEMENT]), Uint8Array.of(0xc3, 0x28)),
    INDEX,
  ),
  'the object of proof': inJson(STATEMENT, (value, pick) => (value['object'] = letters(pick))),
  'the recipient': inJson(STATEMENT, (value, pick) => (value['recipient'] = letters(pick))),
  'the case number': inJson(STATEMENT, (value, pick) => (value['caseNumber'] = letters(pick))),
  'a purpose added': inJson(STATEMENT, (value, pick) => (value['purpose'] = letters(pick))),
  'the maker': inJson(STATEMENT, (value, pick) => (value['maker'] = letters(pick))),
  'the method': inJson(STATEMENT, (value, pick) => (value['method'] = letters(pick))),
  'the day it was made': inJson(STATEMENT, (value, pick) => (value['madeAt'] = minute(pick.upTo(9) + 1))),
  'the extractor': inJson(STATEMENT, (value, pick) => (value['extractor'] = letters(pick))),
  'no object of proof': inJson(STATEMENT, (value, pick) => (value['object'] = ' '.repeat(pick.upTo(3)))),
  'a paper that says otherwise': andAgain(
    inText('data/statement.pdf', (words, pick) => words.replace('1.7', `1.${pick.upTo(6)}`)),
    'data/statement.pdf',
  ),
  'a paper of garbage': andAgain(
    inText('data/statement.pdf', () => 'five!'),
    'data/statement.pdf',
  ),
  'a page replaced': andAgain(inText('打开验证.html', (_words, pick) => `<!doctype html>${letters(pick)}`)),
  'a script appended to the companion': inText('manifest.js', (words) => `${words}top.document.body.innerHTML=''`),
  'a script appended, all lists made again': andAgain(
    inText('manifest.js', (words) => `${words}alert(1)`),
    'manifest.js',
  ),
  'the companion of another': andAgain(
    inText(
      'manifest.js',
      (_words, pick) => `window.LIUHEN_PACKAGE = ${canonical({ [INDEX]: letters(pick) } as Json)}\n`,
    ),
    'manifest.js',
  ),
  'a file added': (contents, pick) => void contents.set(`data/originals/0004_${pick.upTo(9)}.mp4`, utf8('x')),
  'a file added and listed': andAgain(
    (contents, pick) => void contents.set(`data/${pick.among(['x.txt', 'view/0001_9.mp4'])}`, utf8('x')),
  ),
  'a file added outside data': andAgain(
    (contents, pick) => void contents.set(pick.among(['readme.txt', 'autorun.inf']), utf8('x')),
  ),
  'a case twin': (contents, pick) => void contents.set(anyOf(/data/)(contents, pick).toUpperCase(), utf8('x')),
  'what an operating system leaves': (contents, pick) =>
    void contents.set(
      pick.among(['.DS_Store', 'data/Thumbs.db', 'System Volume Information/WPSettings.dat', 'x/desktop.ini']),
      utf8('x'),
    ),
  'what only looks as if an operating system had left it': (contents, pick) =>
    void contents.set(
      pick.among([
        'data/originals/._0011_more.mp4',
        'data/view/._0001',
        'System Volume Information/x.mp4',
        '.Trashes/x.mp4',
        '$RECYCLE.BIN/x',
        '.DS_Store.mp4',
      ]),
      utf8('x'),
    ),
  'a system file too large to be one': (contents, pick) =>
    void contents.set(pick.among(['.DS_Store', 'data/Thumbs.db']), new Uint8Array(262_145)),
  'a hostile path': (contents, pick) =>
    void contents.set(
      pick.among(['data/../x', 'data//x', '/x', 'data/x.', 'data/a\u0000', 'data/a:b', 'data/e\u0301']),
      utf8('x'),
    ),
  'a file missing': (contents, pick) => void contents.delete(anyOf(/./)(contents, pick)),
  'a file missing and not listed': andAgain((contents, pick) => void contents.delete(anyOf(/data/)(contents, pick))),
  'the seal missing': (contents) =>
    ['package.event.json', 'package.tlog-proof', 'package.checkpoint'].forEach((path) => contents.delete(path)),
  'a line doubled': inText(someList, (words) => words + words.slice(0, words.indexOf('\n') + 1)),
  'a blank line': inText(someList, (words, pick) =>
    closed(rows(words).toSpliced(pick.upTo(rows(words).length), 0, '')),
  ),
  'lines in disorder': inText(someList, (words) => closed(rows(words).toReversed())),
  'a list that ends early': inText(someList, (words) => words.slice(0, -1)),
  'capital digits': inText(someList, (words) => words.replace(/^[0-9a-f]+/, (digits) => `A${digits.slice(1)}`)),
  'a wrong name in a list': inText(someList, (words, pick) => words.replace(/ {2}[^\n]+/, `  data/${letters(pick)}`)),
  'a line removed': inText(someList, (words, pick) =>
    closed(rows(words).toSpliced(pick.upTo(rows(words).length - 1), 1)),
  ),
  'the bag declared otherwise': andAgain(inText('bagit.txt', (words) => words.replace('1.0', '0.97'))),
  'a bag line doubled': andAgain(
    inText('bag-info.txt', (words) => words + words.slice(0, words.indexOf('\n') + 1)),
    'bag-info.txt',
  ),
  'another day in the bag': andAgain(
    inText('bag-info.txt', (words) => words.replace('-20', '-21')),
    'bag-info.txt',
  ),
  'another sum in the bag': andAgain(
    inText('bag-info.txt', (words) => words.replace(/Oxum: \d/, 'Oxum: 9')),
    'bag-info.txt',
  ),
  'a key added': andAgain(inText('data/keys.txt', (words) => `${words}${STRANGER.line}\n`)),
  'a blank line among the keys': andAgain(inText('data/keys.txt', (words) => `\n${words}`)),
  'no key': andAgain(inText('data/keys.txt', () => '')),
  'the key of another': andAgain(inText('data/keys.txt', () => `${STRANGER.line}\n`)),
  'another seal': (contents) => {
    const other = makePackage({ index: (one) => ({ ...one, madeBy: '另一人' }) })
    for (const path of ['package.event.json', 'package.tlog-proof', 'package.checkpoint'])
      contents.set(path, other.get(path) ?? new Uint8Array())
  },
  'a seal that says another bureau': remake({ seal: (one) => ({ ...one, bureau: '另一局' }) }),
  'a seal that says other sums': remake({ seal: (one) => ({ ...one, bytes: 1 }) }),
  'a seal with a member more': remake({ seal: (one) => ({ ...one, more: 1 }) }),
  'a bureau that lies of a device': remake({
    body: (one, kind) =>
      kind === 'RecordingPreserved/1' && 'deviceNumber' in one ? { ...one, deviceNumber: 'ZF-9999' } : one,
    index: (one) => ({
      ...one,
      items: (one['items'] as Members[]).map((item) =>
        item['device'] ? { ...item, device: { number: 'ZF-0217', model: 'DSJ-V8' } } : item,
      ),
    }),
  }),
  'a bureau that says a file sent in was read by a station': remake({
    body: (one, kind, item) =>
      kind === 'RecordingPreserved/1' && item === 1 ? { ...one, provenance: { how: 'phone', asked: false } } : one,
    files: stated((words) => words.replaceAll('没有经过采集站，', '')),
  }),
  'a bureau that says a card was a device': remake({
    body: (one, kind, item) =>
      kind === 'RecordingPreserved/1' && item === 2 ? { ...one, provenance: { how: 'docked', asked: false } } : one,
  }),
  'a bureau that says what nobody confirmed is settled': remake({
    files: stated((words) => words.replace('，未经核实', '')),
  }),
  'an officer written in capitals': spelt((id) => id.toUpperCase()),
  'an officer that is nobody': spelt(() => '00000000-0000-0000-0000-000000000000'),
  'an officer that is everybody': spelt(() => 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
  'a gap named in capitals': remake({
    body: (body, kind) =>
      kind === 'InterruptionExplained/1' ? { ...body, gap: { after: uuid(11).toUpperCase(), before: uuid(12) } } : body,
    index: unexplained,
  }),
  'an end on a day that there is not': remake({ body: ended('2026-02-30T01:20:00.000Z') }),
  'an end in a year that there is not': remake({ body: ended('0001-11-20T01:20:00.000Z') }),
  'an end in a year with no leap day': remake({ body: ended('2100-02-29T01:20:00.000Z') }),
  'made on a day that there is not': remake({ index: (index) => ({ ...index, madeAt: '2026-02-30T01:40:00.000Z' }) }),
  'made anew by somebody else': remake({ key: STRANGER }),
  'the seal of somebody else': (contents) => {
    const other = makePackage({ key: STRANGER })
    for (const path of ['package.event.json', 'package.tlog-proof', 'package.checkpoint'])
      contents.set(path, other.get(path) ?? new Uint8Array())
  },
  'a witness signs too': remake({ cosigners: [witness(10, 'witness.example/one')] }),
  'an older key signs too': remake({ cosigners: [keeper(9)] }),
  'a witness that signs something else': remake({ cosigners: [liar()] }),
  'the first format': () => makeOldPackage(),
  'the first format, corrected time moved': () =>
    makeOldPackage({
      index: (one) =>
        JSON.parse(
          JSON.stringify(one).replaceAll('"correctedTime":"2026-11-20', '"correctedTime":"2026-11-21'),
        ) as Members,
    }),
  'the first format, another device': () =>
    makeOldPackage({ index: (one) => JSON.parse(JSON.stringify(one).replaceAll('ZF-0217', 'ZF-1')) as Members }),
  'the first format, a bit': (_contents, pick) => {
    const old = makeOldPackage()
    flip(/./)(old, pick)
    return old
  },
  'the first format, a file missing': (_contents, pick) => {
    const old = makeOldPackage()
    old.delete(anyOf(/./)(old, pick))
    return old
  },
  'the first format, lists made again': (_contents, pick) => {
    const old = makeOldPackage()
    old.set('data/statement.json', utf8(textAt(old, STATEMENT).replace('占道经营', letters(pick))))
    return relistOld(old)
  },
}

/** A witness whose line is well-formed and whose signature is of another text. */
function liar(): Keeper {
  const true_ = witness(11, 'witness.example/two')
  return { ...true_, sign: () => true_.sign('something else\n') }
}

/** Whether a disc can hold it: paths that lead out of the folder cannot be written there. */
export const canLieOnDisc = (contents: Contents): boolean =>
  [...contents.keys()].every((path) => !path.includes('\u0000') && relative('/x', join('/x', path)) === path)

const BROUGHT: readonly (readonly string[])[] = [
  [],
  [BUREAU.line],
  [STRANGER.line],
  [keeper(9).line],
  [witness(10, 'witness.example/one').line],
  [STRANGER.line, BUREAU.line],
]

/** At least `count` altered packages, every kind `count` divided by kinds times, each the same whenever it is asked for. */
export function alteredPackages(count: number): readonly Altered[] {
  const kinds = Object.entries({ ...KINDS, ...VOLUME_KINDS, ...REDACTED_KINDS })
  const each = Math.ceil(count / kinds.length)
  const chances = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: kinds.length * each, seed: 7 })
  return kinds.flatMap(([kind, change], k) =>
    Array.from({ length: each }, (_, i): Altered => {
      const stream = chances[k * each + i] as IterableIterator<number>
      const upTo = (most: number): number => (stream.next().value as number) % (most + 1)
      const pick: Pick = { upTo, among: (all) => all[upTo(all.length - 1)] as never }
      const made = makePackage({ volume: kind in VOLUME_KINDS, redacted: kind in REDACTED_KINDS })
      const contents = change(made, pick) ?? made
      return { kind, contents, keys: BROUGHT[i % 2 === 0 ? 1 : upTo(BROUGHT.length - 1)] ?? [] }
    }),
  )
}
