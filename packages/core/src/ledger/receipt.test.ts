import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { keyFrom, sha256, sm3, verify } from '../../../../scripts/node-crypto.ts'
import { Corrupt, Failure, hexOf, utf8 } from '../kernel/index.ts'
import {
  checkpointBody,
  checkProof,
  checkReceipt,
  commitmentOf,
  Envelope,
  inclusionPath,
  keyId,
  leafBytes,
  leafHash,
  leafOf,
  noteOf,
  parseTlogProof,
  parseVerifierKey,
  receiptOf,
  rootOf,
  signatureLine,
  tlogProofText,
  verifierKey,
} from './index.ts'
import type { Receipt } from './index.ts'

const ORIGIN = 'liuhen.local/nanhe/3f9a0c11'
const log = keyFrom(new Uint8Array(32).fill(3))
const keys = [parseVerifierKey(sha256, verifierKey(sha256, ORIGIN, log.publicKey))]
const salt = new Uint8Array(32).fill(9)
const uuid = (end: string): string => `01930f2a-6c00-7000-8000-${end.padStart(12, '0')}`

const eventOf = (body: object) =>
  Envelope.parse({
    id: uuid('1'),
    stream: `recording:${uuid('b1')}`,
    version: 1,
    kind: 'RecordingPreserved/1',
    at: '2026-11-22T01:20:00.000Z',
    actor: `station:${uuid('d1')}`,
    body,
  })
const body = {
  arrival: uuid('a1'),
  fileName: '执法 0001.mp4',
  bytes: 1024,
  sha256: hexOf(sha256(utf8('x'))),
  sm3: hexOf(sm3(utf8('x'))),
  clockOffset: { seconds: -3 },
}

/** The receipt for this body, from a log in which its event is the sixth of eleven. */
function sealed(event: Envelope): Receipt {
  const bytes = leafBytes(leafOf(event, commitmentOf(salt, event.body, sha256, sm3)))
  const hashes = Array.from({ length: 11 }, (_, i) => leafHash(sha256, i === 5 ? bytes : utf8(`other ${i}`)))
  const text = checkpointBody({ origin: ORIGIN, size: 11, root: rootOf(sha256, hashes) })
  const line = signatureLine(ORIGIN, keyId(sha256, ORIGIN, log.publicKey), log.sign(utf8(text)))
  const proof = { index: 5, path: inclusionPath(sha256, hashes, 5), checkpoint: noteOf(text, [line]) }
  return receiptOf(event, salt, tlogProofText(proof))
}
const receipt = sealed(eventOf(body))
const check = (one: unknown) => checkReceipt(one, { keys, verify, sha256, sm3 })
const leafOfReceipt = leafBytes(leafOf(receipt.event, commitmentOf(salt, receipt.event.body, sha256, sm3)))
const prove = (proofText: string, bytes = leafOfReceipt, origin?: string) =>
  checkProof({ proofText, leafBytes: bytes, keys, verify, hash: sha256, origin })

beforeAll(async () => {
  // Each refusal below means something only because the unchanged receipt is accepted.
  await check(receipt)
})

test('a receipt proves where its event stands in which log, and survives being stored as JSON', async () => {
  expect(await check(JSON.parse(JSON.stringify(receipt)))).toMatchObject({
    origin: ORIGIN,
    index: 5,
    size: 11,
    key: keys[0],
  })
  expect(receipt.device).toBeNull()
  const named = sealed(eventOf({ ...body, device: 'DSJ-1' }))
  expect(named.device).toBe('DSJ-1')
  expect((await check(named)).receipt).toEqual(named)
})

test('a receipt is for the log that is asked for', async () => {
  expect((await prove(receipt.proof, leafOfReceipt, ORIGIN)).index).toBe(5)
  await expect(prove(receipt.proof, leafOfReceipt, 'liuhen.local/other/00000000')).rejects.toThrow(Corrupt)
  await expect(checkReceipt(receipt, { keys, verify, sha256, sm3, origin: 'x' })).rejects.toThrow(Corrupt)
})

test('only an event that preserves a recording gives a receipt', () => {
  const event = eventOf(body)
  expect(() => receiptOf({ ...event, kind: 'RecordingViewed/1' }, salt, '')).toThrow(Corrupt)
  expect(() => receiptOf({ ...event, stream: `arrival:${uuid('a1')}` }, salt, '')).toThrow(Corrupt)
  expect(() => receiptOf({ ...event, body: { ...body, sm3: 'x' } }, salt, '')).toThrow(Corrupt)
})

const flippedBit = (text: string, at: number, bit: number): string =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1)

test('one changed bit anywhere in a proof is found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(receipt.proof.length - 1), fc.nat(6), async (at, bit) => {
      await expect(prove(flippedBit(receipt.proof, at, bit))).rejects.toThrow(Corrupt)
    }),
    { numRuns: 1000 },
  )
})

test('one flipped bit anywhere in a leaf is found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(leafOfReceipt.length * 8 - 1), async (bit) => {
      const changed = leafOfReceipt.slice()
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      await expect(prove(receipt.proof, changed)).rejects.toMatchObject({ obstacles: [{ code: 'proof-root' }] })
    }),
  )
})

test(
  'one changed bit anywhere in the text of a receipt is found, or leaves it no JSON',
  { timeout: 300_000 },
  async () => {
    const text = JSON.stringify(receipt)
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.nat(15), async (at, bit) => {
        let changed: unknown
        try {
          changed = JSON.parse(flippedBit(text, at, bit))
        } catch {
          return
        }
        await expect(check(changed)).rejects.toThrow(Failure)
      }),
      { numRuns: 2000 },
    )
  },
)

test('a proof is read as it was written', () => {
  const { index, path, checkpoint } = parseTlogProof(receipt.proof)
  expect(tlogProofText({ index, path, checkpoint })).toBe(receipt.proof)
  expect(path).toHaveLength(4)
  const alone = { index: 0, path: [], checkpoint: 'x\n' }
  expect(parseTlogProof(tlogProofText(alone))).toEqual(alone)
})
