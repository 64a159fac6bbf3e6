import { expect, test } from 'vitest'
import { concat, utf8 } from '../kernel/index.ts'
import { type MediaType, structureOf, weightOf } from './index.ts'

const le32 = (n: number): Uint8Array => Uint8Array.of(n & 255, (n >>> 8) & 255, (n >>> 16) & 255, (n >>> 24) & 255)
const chunk = (name: string, ...body: readonly Uint8Array[]): Uint8Array => {
  const whole = concat(...body)
  return concat(utf8(name), le32(whole.length), whole, new Uint8Array(whole.length % 2))
}
const list = (name: string, ...chunks: readonly Uint8Array[]): Uint8Array => chunk('LIST', utf8(name), ...chunks)
const riff = (form: string, ...chunks: readonly Uint8Array[]): Uint8Array => chunk('RIFF', utf8(form), ...chunks)

const look = async (type: MediaType, ...parts: readonly Uint8Array[]) => {
  const file = concat(...parts)
  const found = await structureOf(type, async (at, length) => file.subarray(at, at + length), file.length)
  return { ...found, codes: found.problems.map((one) => one.code), weights: found.problems.map(weightOf) }
}
const movi = list('movi', chunk('00dc', new Uint8Array(2000)))
const MORNING = '2026-11-27T01:20:00.000Z'

test.each(['Fri Nov 27 09:20:00 2026\n\0', '2026/11/27/ 09:20', '2026:11:27 09:20:00', '2026/11/27  9:20AM'])(
  'the stamp of an AVI, %s, has no zone and is Beijing’s',
  async (words) => {
    const { written, codes } = await look('avi', riff('AVI ', list('hdrl', chunk('IDIT', utf8(words))), movi))
    expect(written).toMatchObject([{ zone: 'local', instant: MORNING }])
    expect(codes).toEqual([])
  },
)

test('a broadcast wave says when it was begun, and a plain one may in its list of words', async () => {
  const bext = new Uint8Array(602)
  bext.set(utf8('2026-11-2709:20:00'), 320)
  const data = chunk('data', new Uint8Array(100))
  expect((await look('wav', riff('WAVE', chunk('bext', bext), data))).written).toMatchObject([
    { source: 'bext', zone: 'local', instant: MORNING },
  ])
  const words = list('INFO', chunk('ICRD', utf8('2026-11-27 09:20:00')))
  expect((await look('wav', riff('WAVE', words, data))).written).toMatchObject([{ instant: MORNING }])
})

test('every part of a long AVI is looked at, not the first alone', async () => {
  const parts = [riff('AVI ', movi), riff('AVIX', movi), riff('AVIX', movi)]
  expect((await look('avi', ...parts)).codes).toEqual([])
  const whole = concat(...parts)
  const cut = await look('avi', whole.subarray(0, whole.length - 700))
  expect([cut.codes, cut.problems[0]?.missing]).toEqual([['cut-short'], 700])
  expect((await look('avi', parts[0] as Uint8Array, utf8('RIFF'), le32(0), utf8('AVIX'), movi)).codes).toEqual([
    'not-finalised',
  ])
})

test('a file shorter than it declares says how much is missing, and one never closed that it was not finished', async () => {
  const wav = riff('WAVE', chunk('data', new Uint8Array(1000)))
  expect((await look('wav', wav.subarray(0, 500))).problems).toMatchObject([
    { code: 'cut-short', missing: wav.length - 500 },
  ])
  for (const length of [0, -1])
    expect((await look('wav', utf8('RIFF'), le32(length), utf8('WAVE'), movi)).codes).toEqual(['not-finalised'])
  expect((await look('avi', wav.subarray(0, 7))).problems).toMatchObject([{ code: 'cut-short', missing: 5 }])
  expect((await look('wav')).codes).toEqual(['empty'])
})

test('bytes after the last part are a remark', async () => {
  for (const [type, form] of [
    ['wav', 'WAVE'],
    ['avi', 'AVI '],
  ] as const) {
    const { codes, weights } = await look(type, riff(form, movi), new Uint8Array(512))
    expect([codes, weights]).toEqual([['longer-than-declared'], ['remark']])
  }
})

test('a sound file over four gigabytes has its length in a chunk of its own', async () => {
  const data = chunk('data', new Uint8Array(1000))
  const ds64 = chunk('ds64', le32(4 + 36 + data.length), le32(0), new Uint8Array(20))
  const file = concat(utf8('RF64'), le32(-1), utf8('WAVE'), ds64, data)
  expect((await look('wav', file)).codes).toEqual([])
  expect((await look('wav', file.subarray(0, 600))).codes).toEqual(['cut-short'])
})
