import { hex, makePackage, minute, relist, textAt, uuid } from '../scripts/package-in-memory.ts'
import type { Contents, Making } from '../scripts/package-in-memory.ts'
import { sha256, sm3 } from '../scripts/node-crypto.ts'
import { andAgain, flip, INDEX, inIndex, inText, letters, utf8 } from './altering.ts'
import type { Change, Members } from './altering.ts'

const COPY = 'data/redacted/0001_redacted.mp4'
const first = ({ items }: { items: Members[] }): Members => items[0] as Members
const redactedOf = (index: { items: Members[] }): Members => first(index)['redacted'] as Members
const inRedacted = (change: (redacted: Members, letter: string) => void): Change =>
  inIndex((index, pick) => change(redactedOf(index), letters(pick)))
/** What the bureau's journal says otherwise, while index and seal are of what it claims. */
const journal =
  (kind: string, change: (body: Members) => Members): Change =>
  () =>
    makePackage({ redacted: true, body: (body, of) => (of === kind ? change(body) : body) })
/** The same written by the bureau itself: sealed so. */
const lying =
  (change: (index: Members & { items: Members[] }) => void, more: Omit<Making, 'index'> = {}): Change =>
  () =>
    makePackage({
      ...more,
      redacted: true,
      index: (index) => {
        change(index as Members & { items: Members[] })
        return index
      },
    })
const exchanged = (one: string, other: string): Change =>
  andAgain((contents) => {
    for (const end of ['.event.json', '.tlog-proof']) {
      const [a, b] = [one, other].map((name) => `data/proofs/${name}${end}`) as [string, string]
      const [was, is] = [contents.get(a) ?? new Uint8Array(), contents.get(b) ?? new Uint8Array()]
      contents.set(a, is).set(b, was)
    }
  })
/** Other bytes in place of the copy, and their digests wherever the index has those of the first. */
const another: Change = (contents, pick) => {
  const [old, bytes] = [contents.get(COPY) ?? new Uint8Array(), utf8(`less is black in this one ${letters(pick)}`)]
  contents.set(COPY, bytes)
  const words = textAt(contents, INDEX)
    .replaceAll(hex(sha256, old), hex(sha256, bytes))
    .replaceAll(hex(sm3, old), hex(sm3, bytes))
    .replaceAll(`"bytes":${old.length},`, `"bytes":${bytes.length},`)
  contents.set(INDEX, utf8(words))
  relist(contents)
}
const renamed = (contents: Contents, to: string): void => {
  contents.set(to, contents.get(COPY) ?? new Uint8Array())
  contents.delete(COPY)
}

/** Every way of changing a package with a redacted copy that is tried, by name. */
export const REDACTED_KINDS: Readonly<Record<string, Change>> = {
  'redacted: as it was made': () => undefined,
  'redacted: with a volume': () => makePackage({ redacted: true, volume: true }),
  'redacted: a bit of the copy': flip(/redacted\/0001/),
  'redacted: a bit of its events, all lists made again': andAgain(flip(/proofs\/redacted-0001/)),
  'redacted: a bit of any file': flip(/./),
  'redacted: another copy': another,
  'redacted: the plain original as the copy': (contents, pick) => {
    const plain = makePackage().get('data/originals/0001_0217.mp4') ?? new Uint8Array()
    contents.set(COPY, plain)
    inRedacted((one) => {
      Object.assign(one, { bytes: plain.length, sha256: hex(sha256, plain), sm3: hex(sm3, plain) })
    })(contents, pick)
  },
  'redacted: the original beside it': andAgain((contents) => {
    const path = 'data/originals/0001_0217.mp4'
    contents.set(path, makePackage().get(path) ?? new Uint8Array())
  }),
  'redacted: said to be an original': (contents, pick) => {
    renamed(contents, 'data/originals/0001_redacted.mp4')
    inIndex((index) => {
      first(index)['path'] = 'data/originals/0001_redacted.mp4'
    })(contents, pick)
  },
  'redacted: no longer said to be redacted': inIndex((index) => delete first(index)['redacted']),
  'redacted: as a package of originals': inIndex((index) => {
    index['format'] = 'liuhen-package/2'
    delete first(index)['redacted']
  }),
  'redacted: in the format of originals': inIndex((index) => (index['format'] = 'liuhen-package/2')),
  'redacted: in the format of volumes': inIndex((index) => (index['format'] = 'liuhen-package/3')),
  'redacted: another redaction': inRedacted((one) => (one['redaction'] = uuid(96))),
  'redacted: another tool': inRedacted((one, letter) => (one['tool'] = letter)),
  'redacted: another recipe': inRedacted((one, letter) => (one['recipe'] = letter)),
  'redacted: approved at another time': inRedacted((one) => (one['approvedAt'] = minute(43))),
  'redacted: other reasons': inRedacted((one, letter) => (one['why'] = [letter])),
  'redacted: a member more': inRedacted((one) => (one['more'] = true)),
  'redacted: a member less': inRedacted((one) => delete one['recipe']),
  'redacted: another original': inIndex((index) => (first(index)['sha256'] = '0'.repeat(64))),
  'redacted: an event missing': (contents) => void contents.delete('data/proofs/redacted-0001-02.event.json'),
  'redacted: an event missing and not listed': andAgain(
    (contents) => void contents.delete('data/proofs/redacted-0001-03.event.json'),
  ),
  'redacted: a proof missing': (contents) => void contents.delete('data/proofs/redacted-0001-01.tlog-proof'),
  'redacted: the copy missing': (contents) => void contents.delete(COPY),
  'redacted: two of its events exchanged': exchanged('redacted-0001-02', 'redacted-0001-03'),
  'redacted: an event of the recording as one of the copy': exchanged('redacted-0001-01', '0001-01'),
  'redacted: an event of another kind': andAgain(
    inText('data/proofs/redacted-0001-03.event.json', (words) =>
      words.replace('RedactionApproved/1', 'RedactionDrafted/1'),
    ),
  ),
  'redacted: rendered of another original': journal('RedactionRendered/1', (body) => ({
    ...body,
    original: 'f'.repeat(64),
  })),
  'redacted: rendered to other bytes': journal('RedactionRendered/1', (body) => ({ ...body, bytes: 1 })),
  'redacted: rendered without a digest': journal('RedactionRendered/1', ({ sm3: _sm3, ...body }) => body),
  'redacted: found wanting': journal('RedactionReviewed/1', () => ({ fine: false, note: '车牌还露着' })),
  'redacted: the bureau seals another time of approval': lying((index) => {
    redactedOf(index)['approvedAt'] = minute(41)
  }),
  'redacted: the bureau seals a view copy with it': lying(
    (index) => {
      const digests = { sha256: '1'.repeat(64), sm3: '2'.repeat(64) }
      const path = 'data/view/0001_1-view.mp4'
      const made = { bytes: 1, ...digests, tool: 'x', recipe: 'x', original: first(index)['sha256'] }
      first(index)['views'] = [{ path, kind: 'view-copy', ...made }]
    },
    { files: (contents) => void contents.set('data/view/0001_1-view.mp4', utf8('x')) },
  ),
  'redacted: a seal that says that none is': () =>
    makePackage({ redacted: true, seal: ({ redacted: _redacted, ...body }) => body }),
  'redacted: a seal that says another is': () =>
    makePackage({ redacted: true, seal: (body) => ({ ...body, redacted: [uuid(12)] }) }),
  'a seal that says that one is redacted': () => makePackage({ seal: (body) => ({ ...body, redacted: [uuid(11)] }) }),
}
