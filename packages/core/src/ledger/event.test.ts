import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, sm3 } from '../../../../scripts/node-crypto.ts'
import { Corrupt, hexOf, Malformed, utf8 } from '../kernel/index.ts'
import type { Json } from '../kernel/index.ts'
import { checkOpening, commitmentOf, commitmentPreimage, Envelope, leafBytes, leafOf, readLeaf } from './index.ts'

const salt = new Uint8Array(32).fill(5)
const event = Envelope.parse({
  id: '01930f2a-6c00-7000-8000-000000000001',
  stream: 'recording:01930f2a-6c00-4000-8000-0000000000b1',
  version: 1,
  kind: 'RecordingPreserved/1',
  at: '2026-11-22T01:20:00.000Z',
  actor: 'person:01930f2a-6c00-4000-8000-0000000000c1',
  body: { fileName: '20261122_0001.mp4', bytes: 12 },
})
const leaf = leafOf(event, commitmentOf(salt, event.body, sha256, sm3))
const opened = (more: object, withSalt = salt): (() => void) => {
  return () => checkOpening({ event: { ...event, ...more }, salt: withSalt }, leaf, sha256, sm3)
}

test('the commitment is over the salt and then the canonical body, in both digests', () => {
  const preimage = commitmentPreimage(salt, { b: 1, a: '字' })
  expect(hexOf(preimage)).toBe('05'.repeat(32) + hexOf(new TextEncoder().encode('{"a":"字","b":1}')))
  expect(commitmentOf(salt, { b: 1, a: '字' }, sha256, sm3)).toEqual({
    sha256: hexOf(sha256(preimage)),
    sm3: hexOf(sm3(preimage)),
  })
  expect(() => commitmentPreimage(salt.slice(1), {})).toThrow(RangeError)
  expect(() => commitmentPreimage(salt, Number.NaN)).toThrow(RangeError)
})

test('a leaf opens with its own event and salt', () => {
  expect(opened({})).not.toThrow()
  expect(opened({ body: { bytes: 12, fileName: '20261122_0001.mp4' } })).not.toThrow()
})

test('a leaf does not open with another fact, body or salt, and says which it is', () => {
  const refusals: readonly (readonly [() => void, string, string?])[] = [
    [opened({ id: '01930f2a-6c00-7000-8000-000000000002' }), 'opening-facts', 'id'],
    [opened({ stream: 'recording:x' }), 'opening-facts', 'stream'],
    [opened({ version: 2 }), 'opening-facts', 'version'],
    [opened({ kind: 'RecordingPreserved/2' }), 'opening-facts', 'kind'],
    [opened({ at: '2026-11-22T01:20:00.001Z' }), 'opening-facts', 'at'],
    [opened({ actor: 'system' }), 'opening-facts', 'actor'],
    [opened({ body: { bytes: 13, fileName: '20261122_0001.mp4' } }), 'opening-sha256'],
    [opened({}, new Uint8Array(32)), 'opening-sha256'],
    [opened({}, salt.slice(1)), 'opening-salt'],
  ]
  for (const [act, code, field] of refusals) {
    expect(act).toThrow(Corrupt)
    try {
      act()
    } catch (error) {
      expect((error as Corrupt).obstacles[0]).toMatchObject(field === undefined ? { code } : { code, field })
    }
  }
  const onlySm3 = {
    ...leaf,
    commitment: { ...leaf.commitment, sm3: leaf.commitment.sm3.replace(/./, 'g') },
  } as typeof leaf
  expect(() => checkOpening({ event, salt }, onlySm3, sha256, sm3)).toThrow(/sm3/)
})

test(
  'a body of any JSON opens, and one changed byte in the salt or another body does not',
  { timeout: 300_000 },
  () => {
    const json = fc
      .jsonValue({ noUnicodeString: false })
      .filter((value) => Envelope.shape.body.safeParse(value).success)
    fc.assert(
      fc.property(json, json, fc.nat(255), (body, other, bit) => {
        const one = { ...event, body: body as Json }
        const its = leafOf(one, commitmentOf(salt, one.body, sha256, sm3))
        checkOpening({ event: one, salt }, its, sha256, sm3)
        const wrong = salt.slice()
        wrong[bit >> 3] = (wrong[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(() => checkOpening({ event: one, salt: wrong }, its, sha256, sm3)).toThrow(Corrupt)
        const isOther = hexOf(commitmentPreimage(salt, other as Json)) !== hexOf(commitmentPreimage(salt, one.body))
        if (isOther)
          expect(() => checkOpening({ event: { ...one, body: other as Json }, salt }, its, sha256, sm3)).toThrow(
            Corrupt,
          )
      }),
    )
  },
)

test('a leaf is read back, and one flipped bit anywhere makes it another leaf or none', () => {
  const bytes = leafBytes(leaf)
  expect(readLeaf(bytes)).toEqual(leaf)
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const changed = bytes.slice()
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      let read: unknown
      try {
        read = readLeaf(changed)
      } catch (error) {
        expect(error).toBeInstanceOf(Corrupt)
      }
      expect(read).not.toEqual(leaf)
    }),
    { numRuns: 1000 },
  )
})

test('a leaf of 65,535 bytes is written and one of 65,536 is refused', () => {
  const room = 65_535 - leafBytes(leaf).length
  const long = (more: number): typeof leaf => ({ ...leaf, stream: leaf.stream + 'x'.repeat(more) })
  expect(leafBytes(long(room)).length).toBe(65_535)
  expect(readLeaf(leafBytes(long(room)))).toEqual(long(room))
  expect(() => leafBytes(long(room + 1))).toThrow(Malformed)
})

test('an envelope holds what the journal holds and nothing beside it', () => {
  const refused: readonly object[] = [
    { salt: 'x' },
    { id: '01930F2A-6C00-7000-8000-000000000001' },
    { id: '01930f2a-6c00-4000-8000-000000000001' },
    { stream: 'recording' },
    { stream: '录像:1' },
    { version: 0 },
    { version: 1.5 },
    { kind: 'RecordingPreserved' },
    { kind: 'RecordingPreserved/01' },
    { at: '2026-11-22T01:20:00Z' },
    { actor: 'person:me' },
    { actor: 'System' },
    { body: undefined },
    { body: { at: new Date(0) } },
    { body: { text: '\ud800' } },
    { body: { number: Number.POSITIVE_INFINITY } },
  ]
  expect(Envelope.safeParse(event).success).toBe(true)
  for (const more of refused)
    expect({ more, fits: Envelope.safeParse({ ...event, ...more }).success }).toEqual({ more, fits: false })
  expect(utf8(JSON.stringify(leaf)).every((byte) => byte < 128)).toBe(true)
})
