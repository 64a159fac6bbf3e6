import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { base64Of, bytesOfBase64, canonical, hexOf, utf8 } from '@liuhen/core/kernel'
import type { Json } from '@liuhen/core/kernel'
import {
  allTiles,
  checkpointBody,
  commitmentOf,
  consistencyPath,
  encodeEntries,
  entriesPath,
  Envelope,
  growTiles,
  inclusionPath,
  keyId,
  leafBytes,
  leafHash,
  leafOf,
  noteOf,
  receiptOf,
  rootOf,
  signatureLine,
  tilePath,
  tlogProofText,
  verifierKey,
} from '@liuhen/core/ledger'
import { coverageVectors } from './coverage-vectors.ts'
import { keyFrom, sha256, sm3 } from './node-crypto.ts'
import { drawVectors } from './draw-vectors.ts'
import { stationVectors } from './station-vectors.ts'

/**
 * The vectors of spec/, which whoever writes another verifier runs it against. Everything is fixed, so running this
 * again writes the same values; what is refused is listed with the code it is refused with.
 */
const ORIGIN = 'liuhen.local/nanhe/3f9a0c11'
const SEED = new Uint8Array(32).fill(1)
const log = keyFrom(SEED)
const stranger = keyFrom(new Uint8Array(32).fill(2))
const KEY = verifierKey(sha256, ORIGIN, log.publicKey)

const uuid = (n: number, version = 4): string => `01930f2a-6c00-${version}000-8000-${n.toString(16).padStart(12, '0')}`
const saltOf = (n: number): Uint8Array => sha256(utf8(`salt ${n}`))

const preserved: Json = {
  arrival: uuid(0xa1),
  bytes: 52_428_800,
  device: 'DSJ-A1-000123',
  fileName: '20261122_091500_王某_0001.mp4',
  sha256: hexOf(sha256(utf8('the recording'))),
  sm3: hexOf(sm3(utf8('the recording'))),
}
const bodies: readonly (readonly [kind: string, stream: string, body: Json])[] = [
  ['RecordingPreserved/1', `recording:${uuid(0xb1)}`, preserved],
  ['MarkerAdded/1', `recording:${uuid(0xb1)}`, { label: '出示证件', seconds: 12.5 }],
  ['Nothing/1', `recording:${uuid(0xb2)}`, {}],
  [
    'Written/12',
    'log:main',
    {
      numbers: [0, 1, -1, 0.1, 1e21, 1e-7, 123456789012345680000, 5e-324, 9007199254740991],
      text: '"\\/\b\f\n\r\t\u0001\u007f\u2028é中😀',
      é: null,
      e: true,
      '😀': [],
      ﬀ: [[{}]],
      '': false,
      '10': 10,
      '9': 9,
    },
  ],
  ['RecordingViewed/1', `recording:${uuid(0xb1)}`, { reason: '法制审核' }],
]

const events = bodies.map(([kind, stream, body], n) => {
  const event = Envelope.parse({
    id: uuid(n, 7),
    stream,
    version: n + 1,
    kind,
    at: `2026-11-22T01:2${n}:00.000Z`,
    actor: ['system', `person:${uuid(0xc1)}`, `station:${uuid(0xd1)}`][n % 3],
    body,
  })
  const salt = saltOf(n)
  const leaf = leafBytes(leafOf(event, commitmentOf(salt, body, sha256, sm3)))
  return { event, salt, leaf }
})
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function leafVectors(): unknown {
  const leaf = text(events[0]?.leaf as Uint8Array)
  return {
    accepted: events.map(({ event, salt, leaf }) => ({
      event,
      salt: base64Of(salt),
      canonicalBody: canonical(event.body),
      leaf: text(leaf),
      leafHash: hexOf(leafHash(sha256, leaf)),
    })),
    refused: [
      ['white space', leaf.replace(',', ', ')],
      ['a newline at the end', `${leaf}\n`],
      ['members in another order', leaf.replace(/^\{"actor":("[^"]*"),"at":("[^"]*")/, '{"at":$2,"actor":$1')],
      ['a member too many', leaf.replace(/\}$/, ',"w":1}')],
      ['a member missing', leaf.replace(/"kind":"[^"]*",/, '')],
      ['a member twice', leaf.replace('"v":1', '"v":1,"v":1')],
      ['another version of the format', leaf.replace('"v":1', '"v":2')],
      ['a number with a fraction', leaf.replace('"v":1', '"v":1.0')],
      ['an escape where none is needed', leaf.replace('Recording', '\\u0052ecording')],
      [
        'digits of a digest in upper case',
        leaf.replace(/"sm3":"[^"]*"/, (found) => found.toUpperCase().replace('SM3', 'sm3')),
      ],
      ['a time without milliseconds', leaf.replace('.000Z', 'Z')],
      ['a time in another zone', leaf.replace('.000Z', '.000+08:00')],
      ['an id of another UUID version', leaf.replace('-7000-', '-4000-')],
    ].map(([why, leaf]) => ({ why, leaf, code: 'leaf-malformed' })),
  }
}

/** A log of 300 entries, the i-th being the ASCII text `entry <i>`. */
function treeVectors(): unknown {
  const entries = Array.from({ length: 300 }, (_, i) => utf8(`entry ${i}`))
  const hashes = entries.map((entry) => leafHash(sha256, entry))
  const { tiles } = growTiles(sha256, { size: 0, read: () => undefined }, hashes)
  const path = (proof: readonly Uint8Array[]): string[] => proof.map(base64Of)
  return {
    entries: 'entry 0 … entry 299, ASCII',
    roots: [0, 1, 2, 3, 4, 7, 8, 255, 256, 257, 300].map((size) => ({
      size,
      root: base64Of(rootOf(sha256, hashes.slice(0, size))),
    })),
    tiles: [...allTiles(300)].map(({ level, number, width }) => ({
      path: tilePath(level, number, width),
      sha256: hexOf(sha256(tiles.find((one) => one.level === level && one.number === number)?.hashes as Uint8Array)),
    })),
    bundles: [0, 1].map((number) => {
      const bundle = entries.slice(number * 256, (number + 1) * 256)
      return { path: entriesPath(number, bundle.length), sha256: hexOf(sha256(encodeEntries(bundle))) }
    }),
    inclusion: [
      [0, 1],
      [0, 8],
      [5, 7],
      [6, 7],
      [255, 256],
      [256, 257],
      [256, 300],
      [299, 300],
    ].map(([index = 0, size = 0]) => ({ index, size, path: path(inclusionPath(sha256, hashes, index, size)) })),
    consistency: [
      [1, 2],
      [3, 7],
      [4, 7],
      [6, 8],
      [255, 257],
      [256, 300],
      [300, 300],
    ].map(([from = 0, to = 0]) => ({
      from,
      to,
      path: path(consistencyPath(sha256, hashes.slice(0, to), from)),
    })),
  }
}

const signedBy = (key: typeof log, name: string, body: string): string =>
  signatureLine(name, keyId(sha256, name, key.publicKey), key.sign(utf8(body)))
const hashes = events.map(({ leaf }) => leafHash(sha256, leaf))
const body = checkpointBody({ origin: ORIGIN, size: hashes.length, root: rootOf(sha256, hashes) })
const signature = signedBy(log, ORIGIN, body)
const checkpoint = noteOf(body, [signature])
const proofOf = (index: number): string =>
  tlogProofText({ index, path: inclusionPath(sha256, hashes, index), checkpoint })

/** The string with the base64 character that starts at `at` replaced by another, still canonical. */
const swapped = (whole: string, at: number): string =>
  whole.slice(0, at) + (whole[at] === 'A' ? 'B' : 'A') + whole.slice(at + 1)

function checkpointVectors(): unknown {
  const witnessed = noteOf(body, [signedBy(stranger, 'witness.example', body), signature])
  const empty = checkpointBody({ origin: ORIGIN, size: 0, root: rootOf(sha256, []) })
  const resigned = (changed: string): string => noteOf(changed, [signedBy(log, ORIGIN, changed)])
  const root = base64Of(rootOf(sha256, hashes))
  return {
    seed: hexOf(SEED),
    publicKey: hexOf(log.publicKey),
    key: KEY,
    accepted: [
      { why: 'one signature', note: checkpoint, size: hashes.length, root },
      { why: 'a signature by a key nobody trusts beside it', note: witnessed, size: hashes.length, root },
      {
        why: 'an empty log',
        note: noteOf(empty, [signedBy(log, ORIGIN, empty)]),
        size: 0,
        root: base64Of(rootOf(sha256, [])),
      },
      { why: 'an extension line', note: resigned(`${body}more\n`), size: hashes.length, root },
    ],
    refused: [
      ['another key under the same name', noteOf(body, [signedBy(stranger, ORIGIN, body)]), 'note-unsigned'],
      ['only a stranger signed', noteOf(body, [signedBy(stranger, 'witness.example', body)]), 'note-unsigned'],
      ['a changed size', checkpoint.replace('\n5\n', '\n6\n'), 'note-signature'],
      ['a changed root', swapped(checkpoint, body.length - 40), 'note-signature'],
      ['a changed signature', swapped(checkpoint, checkpoint.length - 40), 'note-signature'],
      [
        'a wrong signature after a right one',
        noteOf(body, [signature, swapped(signature, signature.length - 40)]),
        'note-signature',
      ],
      ['no newline at the end', checkpoint.slice(0, -1), 'note-malformed'],
      ['carriage returns', checkpoint.replaceAll('\n', '\r\n'), 'note-malformed'],
      ['no signature', `${body}\n`, 'note-malformed'],
      ['base64 without its padding', checkpoint.replace(/=*\n$/, '\n').slice(0, -2) + '\n', 'note-malformed'],
      ['a leading zero, signed', resigned(body.replace('\n5\n', '\n05\n')), 'checkpoint-malformed'],
      [
        'a root of 31 bytes, signed',
        resigned(body.replace(root, base64Of(bytesOfBase64(root).slice(1)))),
        'checkpoint-malformed',
      ],
      ['another origin, signed', resigned(body.replace(ORIGIN, 'liuhen.local/other/00000000')), 'checkpoint-origin'],
      ['an empty log with another root, signed', resigned(body.replace('\n5\n', '\n0\n')), 'checkpoint-root'],
    ].map(([why, note, code]) => ({ why, note, code })),
  }
}

function proofVectors(): unknown {
  const [leaf, other] = [text(events[2]?.leaf as Uint8Array), text(events[3]?.leaf as Uint8Array)]
  const proof = proofOf(2)
  const [, index, ...siblings] = proof.slice(0, proof.indexOf('\n\n')).split('\n')
  return {
    key: KEY,
    accepted: [
      ...events.map(({ leaf }, n) => ({ why: `entry ${n}`, leaf: text(leaf), proof: proofOf(n), index: n })),
      { why: 'extra data', leaf, proof: proof.replace('index', 'extra AAEC\nindex'), index: 2 },
    ],
    refused: [
      ['another entry', other, proof, 'proof-root'],
      ['a changed entry', leaf.replace('Nothing', 'Anything'), proof, 'proof-root'],
      ['another index', leaf, proof.replace('index 2', 'index 3'), 'proof-root'],
      ['a changed path', leaf, swapped(proof, proof.indexOf(siblings[0] as string)), 'proof-root'],
      ['a path too short', leaf, proof.replace(`${siblings[2]}\n`, ''), 'proof-index'],
      ['a path too long', leaf, proof.replace('\n\n', `\n${siblings[0]}\n\n`), 'proof-index'],
      ['an index beyond the log', leaf, proof.replace('index 2', 'index 5'), 'proof-index'],
      ['a leading zero', leaf, proof.replace('index 2', 'index 02'), 'proof-malformed'],
      ['another first line', leaf, proof.replace('@v1', '@v2'), 'proof-malformed'],
      ['extra data that is not base64', leaf, proof.replace('index', 'extra ?\nindex'), 'proof-malformed'],
      ['no index', leaf, proof.replace(`${index}\n`, ''), 'proof-malformed'],
      [
        'a hash of 31 bytes',
        leaf,
        proof.replace(siblings[0] as string, base64Of(new Uint8Array(31))),
        'proof-malformed',
      ],
      ['carriage returns', leaf, proof.replaceAll('\n', '\r\n'), 'proof-malformed'],
      ['a changed root', leaf, swapped(proof, proof.indexOf('\n\n') + 2 + body.length - 40), 'note-signature'],
      ['no checkpoint', leaf, proof.slice(0, proof.indexOf('\n\n') + 2), 'note-malformed'],
    ].map(([why, leaf, proof, code]) => ({ why, leaf, proof, code })),
  }
}

function receiptVectors(): unknown {
  const [first, second] = events as [(typeof events)[0], (typeof events)[0]]
  const receipt = receiptOf(first.event, first.salt, proofOf(0))
  const { event } = receipt
  const changed = (more: object): object => ({ ...receipt, ...more })
  const other = base64Of(saltOf(99))
  const { device: _, ...rest } = receipt
  return {
    key: KEY,
    accepted: [receipt],
    refused: [
      ['a changed digest', changed({ sha256: receipt.sm3 }), 'receipt-facts'],
      ['a changed SM3 digest', changed({ sm3: receipt.sha256 }), 'receipt-facts'],
      ['a changed length', changed({ bytes: receipt.bytes + 1 }), 'receipt-facts'],
      ['a changed file name', changed({ fileName: '别的.mp4' }), 'receipt-facts'],
      ['another device', changed({ device: 'DSJ-A1-000124' }), 'receipt-facts'],
      ['no device where the event names one', changed({ device: null }), 'receipt-facts'],
      ['another recording', changed({ recording: uuid(0xb2) }), 'receipt-facts'],
      ['another arrival', changed({ arrival: uuid(0xa2) }), 'receipt-facts'],
      ['another time', changed({ preservedAt: '2026-11-22T01:20:00.001Z' }), 'receipt-facts'],
      ['another person', changed({ preservedBy: `person:${uuid(0xc2)}` }), 'receipt-facts'],
      [
        'a digest changed in the event as well',
        changed({ sha256: receipt.sm3, event: { ...event, body: { ...(event.body as object), sha256: receipt.sm3 } } }),
        'proof-root',
      ],
      [
        'a time changed in the event as well',
        changed({ preservedAt: '2026-11-22T01:20:00.001Z', event: { ...event, at: '2026-11-22T01:20:00.001Z' } }),
        'proof-root',
      ],
      ['another salt', changed({ salt: other }), 'proof-root'],
      ['a salt of 31 bytes', changed({ salt: base64Of(saltOf(0).slice(1)) }), 'opening-salt'],
      ['an event of another kind', changed({ event: second.event }), 'receipt-event'],
      ['the proof of another event', changed({ proof: proofOf(1) }), 'proof-root'],
      ['a member that no event vouches for', changed({ remark: 'x' }), 'receipt-malformed'],
      ['a member missing', rest, 'receipt-malformed'],
      ['another format', changed({ format: 'liuhen-receipt/2' }), 'receipt-malformed'],
    ].map(([why, receipt, code]) => ({ why, receipt, code })),
  }
}

/** Every file of spec/vectors/ and its text. */
export const vectorFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      'leaf.json': leafVectors(),
      'tree.json': treeVectors(),
      'checkpoint.json': checkpointVectors(),
      'proof.json': proofVectors(),
      'receipt.json': receiptVectors(),
      'station-signature.json': stationVectors(),
      'draw.json': drawVectors(),
      ...coverageVectors(),
    }).map(([name, vectors]) => [name, `${JSON.stringify(vectors, null, 2)}\n`]),
  )

export const VECTORS = new URL('../spec/vectors/', import.meta.url)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(VECTORS, { recursive: true })
  for (const [name, text] of Object.entries(vectorFiles())) writeFileSync(new URL(name, VECTORS), text)
}
