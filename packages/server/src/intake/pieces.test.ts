import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPieces, pieces } from './pieces.ts'

/** Reads as the disk does: each piece is given back once it is written. */
async function written(body: Readable): Promise<{ readonly bytes: Buffer; readonly lengths: readonly number[] }> {
  const found: Buffer[] = []
  for await (const piece of inPieces(body)) {
    found.push(Buffer.from(piece))
    pieces.giveBack(piece)
  }
  return { bytes: Buffer.concat(found), lengths: found.map((one) => one.length) }
}

/** Bytes that tell their place. */
const numbered = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 24))

test('a body of any length in parts of any size comes out as it went in, in pieces of half a mebibyte', async () => {
  const whole = numbered(1_700_000)
  const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), cuts, async (length, at) => {
      const marks = [0, ...at.filter((one) => one < length).toSorted((a, b) => a - b), length]
      const parts = marks.slice(1).map((end, i) => whole.subarray(marks[i], end))
      const { bytes, lengths } = await written(Readable.from(parts, { objectMode: false }))
      expect(bytes.equals(whole.subarray(0, length))).toBe(true)
      expect(lengths.slice(0, -1).every((one) => one === 512 * 1024)).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a piece that nobody has given back is never written over, however many wait for the disk', async () => {
  const whole = numbered(2_700_000)
  const waiting: Uint8Array[] = []
  for await (const piece of inPieces(Readable.from([whole], { objectMode: false }))) waiting.push(piece)
  expect(Buffer.concat(waiting).equals(whole)).toBe(true)
})

test('when the sender goes away, what had come is given and the body ends; any other fault is a fault', async () => {
  const breaking = (code: string): Readable => {
    let sent = false
    return new Readable({
      read() {
        if (sent) return void this.destroy(Object.assign(new Error('broken'), { code }))
        sent = true
        this.push(numbered(700_000))
      },
    })
  }
  expect((await written(breaking('ECONNRESET'))).bytes.equals(numbered(700_000))).toBe(true)
  await expect(written(breaking('EIO'))).rejects.toThrow('broken')
})

test('a body that is not wanted to its end leaves the connection as it is', async () => {
  const body = Readable.from([numbered(600_000), numbered(600_000), numbered(600_000)], { objectMode: false })
  for await (const _piece of inPieces(body)) break
  expect(body.destroyed).toBe(false)
})
