import { hex, makePackage, minute, relist, textAt, uuid } from '../scripts/package-in-memory.ts'
import type { Contents } from '../scripts/package-in-memory.ts'
import { sha256, sm3 } from '../scripts/node-crypto.ts'
import { andAgain, anyOf, flip, INDEX, inJson, inText, letters, utf8 } from './altering.ts'
import type { Change, Members, Pick } from './altering.ts'

interface Volume extends Members {
  papers: (Members & { signatures: Members[]; sealed: Members[] })[]
  approvals: (Members & { signatures: (Members & { by: Members })[] })[]
  files: Members[]
}

/** Changes what the index says of the volume; everything that anybody can make again is made again. */
const inVolume = (change: (volume: Volume, pick: Pick) => void): Change =>
  inJson(INDEX, (index, pick) => change(index['volume'] as Volume, pick))
const decision = ({ papers }: Volume) => papers[0] as Volume['papers'][number]
const lookedAt = ({ papers }: Volume) => papers[1]?.['confirmed'] as Members & { by: Members }
const mark = (volume: Volume, at: number): Members => decision(volume).signatures[at] as Members
const opinion = (volume: Volume, at: number) => volume.approvals[0]?.signatures[at] as Members & { by: Members }

/** The same written by the bureau itself: sealed so, and only the events of its own journal tell. */
const lying =
  (change: (volume: Volume) => void, files?: (contents: Contents) => void): Change =>
  () =>
    makePackage({
      volume: true,
      index: (index) => {
        change(index['volume'] as Volume)
        return index
      },
      ...(files && { files }),
    })
/** What the bureau's journal says otherwise, while index and seal are of what it claims. */
const journal =
  (kind: string, change: (body: Members) => Members): Change =>
  () =>
    makePackage({ volume: true, body: (body, of) => (of === kind ? change(body) : body) })

const exchange =
  (one: string, other: string): Change =>
  (contents) => {
    const [a, b] = [contents.get(one) ?? new Uint8Array(), contents.get(other) ?? new Uint8Array()]
    contents.set(one, b).set(other, a)
  }
const both =
  (one: string, other: string): Change =>
  (contents, pick) => {
    for (const end of ['.event.json', '.tlog-proof'])
      exchange(`data/proofs/${one}${end}`, `data/proofs/${other}${end}`)(contents, pick)
  }

/** Other bytes at a path, and their digests wherever the index has those of the first. */
const rewrite =
  (path: string): Change =>
  (contents, pick) => {
    const [old, bytes] = [contents.get(path) ?? new Uint8Array(), utf8(`another ${letters(pick)}`)]
    contents.set(path, bytes)
    const words = textAt(contents, INDEX)
      .replaceAll(hex(sha256, old), hex(sha256, bytes))
      .replaceAll(hex(sm3, old), hex(sm3, bytes))
      .replaceAll(`"bytes":${old.length},`, `"bytes":${bytes.length},`)
    contents.set(INDEX, utf8(words))
    relist(contents)
  }

const without =
  (pattern: RegExp) =>
  (contents: Contents): void => {
    for (const path of contents.keys()) if (pattern.test(path)) contents.delete(path)
  }
const renamed =
  (from: string, to: string) =>
  (contents: Contents): void => {
    for (const [path, bytes] of contents)
      if (path.includes(from)) {
        contents.delete(path)
        contents.set(path.replace(from, to), bytes)
      }
  }

const dropSecond = (volume: Volume): void => void volume.papers.pop()
const dropFirst = (volume: Volume): void => {
  volume.papers.shift()
  for (const one of volume.papers) one['number'] = 1
}
/** Of the volume alone: item files have the same number. */
const FIRST = /^data\/(papers\/0001|sealed\/0001|signatures\/0001|proofs\/(paper|sealed)-0001)/
const SECOND = /^data\/(papers\/0002|proofs\/paper-0002)/

/** Every way of changing a package with a volume that is tried, by name. */
export const VOLUME_KINDS: Readonly<Record<string, Change>> = {
  'a volume as it was made': () => undefined,
  'a bit of a paper': flip(/data\/papers/),
  'a bit of the bound volume': flip(/data\/volume/),
  'a bit of a sealed copy': flip(/data\/sealed/),
  'a bit of strokes or of a scan': flip(/data\/signatures/),
  'a bit of an event of a paper': flip(/proofs\/paper.*event/),
  'a bit of an event of an approval': flip(/proofs\/approval.*event/),
  'a bit of the event that bound it': flip(/proofs\/volume.event/),
  'a bit of a proof of a paper': flip(/proofs\/(paper|sealed|approval|volume).*tlog/),
  'a bit of any text of a volume, all lists made again': andAgain(flip(/proofs\/(paper|sealed|approval|volume)/)),
  'a paper exchanged': rewrite('data/papers/0001.pdf'),
  'a filed paper exchanged': rewrite('data/papers/0002.pdf'),
  'the bound volume exchanged': rewrite('data/volume/main.pdf'),
  'a sealed copy exchanged': rewrite('data/sealed/0001-01.pdf'),
  'strokes exchanged': rewrite('data/signatures/0001-03.json'),
  'a scan exchanged': rewrite('data/signatures/0001-04.png'),
  'two papers exchanged': andAgain(exchange('data/papers/0001.pdf', 'data/papers/0002.pdf')),
  'a paper dropped': (contents, pick) => {
    without(SECOND)(contents)
    inVolume(dropSecond)(contents, pick)
  },
  'the first paper dropped and the rest numbered anew': (contents, pick) => {
    without(FIRST)(contents)
    renamed('papers/0002', 'papers/0001')(contents)
    renamed('paper-0002', 'paper-0001')(contents)
    inVolume(dropFirst)(contents, pick)
  },
  'an approval dropped': (contents, pick) => {
    without(/approval-0002/)(contents)
    inVolume((volume) => void volume.approvals.pop())(contents, pick)
  },
  'a signature dropped with its event': (contents, pick) => {
    without(/paper-0001-09|signatures\/0001-05/)(contents)
    inVolume((volume) => {
      decision(volume).signatures.splice(4, 1)
      decision(volume)['events'] = Number(decision(volume)['events']) - 1
    })(contents, pick)
  },
  'a sealed copy dropped': (contents, pick) => {
    without(/sealed/)(contents)
    inVolume((volume) => (decision(volume).sealed = []))(contents, pick)
  },
  'the volume dropped': (contents, pick) => {
    without(/^data\/(papers|volume|sealed|signatures|proofs\/(paper|volume|sealed|approval))/)(contents)
    inJson(INDEX, (index) => {
      delete index['volume']
      index['format'] = 'liuhen-package/2'
    })(contents, pick)
  },
  'papers exchanged in the index': inVolume((volume) => void volume.papers.reverse()),
  'approvals exchanged in the index': inVolume((volume) => void volume.approvals.reverse()),
  'events of a paper exchanged': andAgain(both('paper-0001-04', 'paper-0001-05')),
  'events of two approvals exchanged': andAgain(both('approval-0001-01', 'approval-0002-01')),
  'the event of a sealed copy borrowed': andAgain(both('sealed-0001-01', 'paper-0002-01')),
  'another title of a paper': inVolume((volume, pick) => (decision(volume)['title'] = letters(pick))),
  'another number of a paper': inVolume((volume, pick) => (decision(volume)['mark'] = letters(pick))),
  'another day of a paper': inVolume((volume) => (decision(volume)['on'] = '2026-11-21')),
  'another author': inVolume((volume, pick) => (volume.papers[1]!['author'] = letters(pick))),
  'another place in the volume': inVolume((volume) => (decision(volume)['section'] = '其他')),
  'other page numbers': inVolume((volume, pick) => (decision(volume)['to'] = 3 + pick.upTo(4))),
  'a filed paper said to be made here': inVolume((volume) => (volume.papers[1]!['kind'] = 'paper')),
  'where the sheet is kept': inVolume((volume, pick) => (volume.papers[1]!['paperAt'] = letters(pick))),
  'another signer': inVolume((volume, pick) => (mark(volume, 2)['name'] = letters(pick))),
  'another name of whoever wrote it down': inVolume(
    (volume, pick) => ((mark(volume, 2)['by'] as Members)['name'] = letters(pick)),
  ),
  'a signature under another account': inVolume(
    (volume, pick) => ((mark(volume, 0)['by'] as Members)['id'] = uuid(80 + pick.upTo(9))),
  ),
  'a signature at another time': inVolume((volume, pick) => (mark(volume, 2)['at'] = minute(pick.upTo(20)))),
  'a signature of another page': inVolume((volume) => {
    const [one, other] = [mark(volume, 0), mark(volume, 1)]
    Object.assign(one, { pageDigest: other['pageDigest'] })
  }),
  'two signatures exchanged': inVolume((volume) => {
    const all = decision(volume).signatures
    all.splice(0, 2, all[1] as Members, all[0] as Members)
  }),
  'a signature made of a refusal': inVolume((volume) => {
    const one = mark(volume, 4)
    one['how'] = 'password'
    delete one['reason']
    delete one['witness']
  }),
  'a refusal for another reason': inVolume((volume, pick) => (mark(volume, 4)['reason'] = letters(pick))),
  'strokes no longer kept': (contents, pick) => {
    contents.delete('data/signatures/0001-03.json')
    inVolume((volume) => delete mark(volume, 2)['kept'])(contents, pick)
  },
  'a scan said to be of another kind': (contents, pick) => {
    renamed('0001-04.png', '0001-04.jpg')(contents)
    inVolume((volume) => ((mark(volume, 3)['kept'] as Members)['as'] = 'jpg'))(contents, pick)
  },
  'another verdict of a seal': inVolume(
    (volume) => (((decision(volume).sealed[0]!['seals'] as Members[])[0] as Members)['verdict'] = 'verified'),
  ),
  'another subject of a seal': inVolume(
    (volume, pick) => (((decision(volume).sealed[0]!['seals'] as Members[])[0] as Members)['subject'] = letters(pick)),
  ),
  "another approver's name": inVolume((volume, pick) => (opinion(volume, 1).by['name'] = letters(pick))),
  'another approver': inVolume((volume, pick) => (opinion(volume, 1).by['id'] = uuid(80 + pick.upTo(9)))),
  'another deputy': inVolume(
    (volume, pick) => ((opinion(volume, 2)['inStead'] as Members)['id'] = uuid(80 + pick.upTo(9))),
  ),
  'no deputy': inVolume((volume) => delete opinion(volume, 2)['inStead']),
  'another opinion': inVolume((volume) => (opinion(volume, 1)['opinion'] = 'returned')),
  'other words of an opinion': inVolume((volume, pick) => (opinion(volume, 1)['words'] = letters(pick))),
  'approved at another time': inVolume((volume, pick) => (opinion(volume, 1)['at'] = minute(20 + pick.upTo(9)))),
  'another chain': inVolume((volume, pick) => ((volume.approvals[0]!['chain'] as string[])[1] = letters(pick))),
  'another act approved': inVolume((volume) => (volume.approvals[0]!['act'] = 'case-closed')),
  'never withdrawn': inVolume((volume) => delete volume.approvals[1]!['withdrawn']),
  'fewer events of an approval': inVolume((volume) => (volume.approvals[0]!['events'] = 2)),
  'another case': inVolume((volume, pick) => (volume['case'] = uuid(400 + pick.upTo(9)))),
  'another number of the volume': inVolume((volume, pick) => (volume['number'] = letters(pick))),
  'another title of the case': inVolume((volume, pick) => (volume['title'] = letters(pick))),
  'bound by another': inVolume((volume) => ((volume['boundBy'] as Members)['id'] = uuid(81))),
  'bound at another time': inVolume((volume, pick) => (volume['boundAt'] = minute(36 + pick.upTo(9)))),
  'more pages in the bound volume': inVolume((volume, pick) => (volume.files[0]!['pages'] = 9 + pick.upTo(9))),
  'a member more in a paper': inVolume((volume) => (decision(volume)['more'] = true)),
  'a member less in a volume': inVolume(
    (volume, pick) => delete volume[pick.among(['case', 'number', 'papers', 'approvals', 'files', 'boundBy'])],
  ),
  'a day that is none': inVolume((volume) => (decision(volume)['on'] = '20 November')),
  'a file of a volume missing': (contents, pick) =>
    void contents.delete(
      anyOf(/^data\/(papers|volume|sealed|signatures|proofs\/(paper|volume|sealed|approval))/)(contents, pick),
    ),
  'a file added beside the papers': andAgain((contents) => void contents.set('data/papers/0003.pdf', utf8('x'))),
  'the salt of an event of a volume': andAgain(
    inText(anyOf(/proofs\/(paper|approval|volume|sealed).*event/), (words) => words.replace(/"salt":"./, '"salt":"/')),
  ),
  "a bureau that lies of an approver's account": lying((volume) => (opinion(volume, 1).by['id'] = uuid(81))),
  'a bureau that lies of the words of an opinion': lying((volume) => (opinion(volume, 1)['words'] = '另有意见')),
  'a bureau that lies of a chain': lying((volume) => ((volume.approvals[0]!['chain'] as string[])[1] = '分管领导')),
  'a bureau that leaves out a withdrawal': lying(
    (volume) => {
      delete volume.approvals[1]!['withdrawn']
      volume.approvals[1]!['events'] = 2
    },
    without(/approval-0002-03/),
  ),
  'a bureau that leaves out the last signature of a chain': lying(
    (volume) => {
      volume.approvals[0]!.signatures.pop()
      volume.approvals[0]!['events'] = 2
    },
    without(/approval-0001-03/),
  ),
  'a bureau that names another who looked at a paper': lying((volume) => (lookedAt(volume).by['id'] = uuid(81))),
  'a bureau that dates back when a paper was looked at': lying((volume) => (lookedAt(volume)['at'] = minute(1))),
  'a bureau that lies of what a paper was known by': lying((volume) => (lookedAt(volume)['reason'] = '未见原件')),
  'a bureau that says that nobody looked at a paper': lying((volume) => void delete volume.papers[1]!['confirmed']),
  'a bureau that says that somebody looked, and keeps the event back': lying(
    (volume) => (volume.papers[1]!['events'] = 1),
    without(/proofs\/paper-0002-02/),
  ),
  'a bureau that leaves out a paper': lying(dropSecond, without(SECOND)),
  'a bureau that leaves out the first paper': lying(dropFirst, (contents) => {
    without(FIRST)(contents)
    renamed('papers/0002', 'papers/0001')(contents)
    renamed('paper-0002', 'paper-0001')(contents)
  }),
  'a bureau that leaves out a refusal': lying(
    (volume) => {
      decision(volume).signatures.splice(4, 1)
      decision(volume)['events'] = 8
    },
    (contents) => {
      without(/paper-0001-08/)(contents)
      renamed('paper-0001-09', 'paper-0001-08')(contents)
    },
  ),
  'a bureau that exchanges two signatures': lying((volume) => {
    const all = decision(volume).signatures
    all.splice(0, 2, all[1] as Members, all[0] as Members)
  }),
  'a bureau that names another signer': lying((volume) => (mark(volume, 2)['name'] = '王五')),
  'a bureau that dates a signature back': lying((volume) => (mark(volume, 2)['at'] = minute(1))),
  'a bureau that lies of a seal': lying(
    (volume) => (((decision(volume).sealed[0]!['seals'] as Members[])[0] as Members)['verdict'] = 'verified'),
  ),
  'a bureau that leaves out what was bound sealed': lying(
    (volume) => (decision(volume).sealed = []),
    without(/sealed/),
  ),
  'a bureau that bound another paper': journal('VolumeBound/1', (body) => ({
    ...body,
    entries: (body['entries'] as Members[]).map((one) => ({ ...one, sha256: 'f'.repeat(64) })),
  })),
  'a bureau that bound other recordings': journal('VolumeBound/1', (body) => ({ ...body, recordings: [] })),
  'a paper of another case': journal('PaperBegun/1', (body) => ({ ...body, case: uuid(401) })),
  'a sealed copy of another paper': journal('SealedCopyKept/1', (body) => ({ ...body, paper: uuid(402) })),
  'a sealed copy of other bytes': journal('SealedCopyKept/1', (body) => ({ ...body, fixed: 'f'.repeat(64) })),
  'a confirming of another paper': journal('MaterialConfirmed/1', (body) => ({ ...body, material: uuid(402) })),
  'a confirming of fewer pages': journal('MaterialConfirmed/1', (body) => ({ ...body, pages: 7 })),
  'a confirming without its reason': journal('MaterialConfirmed/1', ({ reason: _reason, ...body }) => body),
  'an approval of another case': journal('ApprovalAsked/1', (body) => ({
    ...body,
    draft: { ...(body['draft'] as Members), case: uuid(401) },
  })),
  'a page digest that is none': journal('PaperFrozen/1', (body) => ({ ...body, pageDigests: ['f'.repeat(64)] })),
  'a place that nobody signed': journal('PaperFrozen/1', (body) => ({
    ...body,
    places: [...(body['places'] as Members[]), { slot: 's9', page: 1 }],
  })),
  'an event of a paper of another shape': journal('PaperSigned/1', (body) => ({ ...body, page: '1' })),
  'a volume without recordings': () => makePackage({ volume: true, without: 'recordings' }),
}
