import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, utf8 } from '../kernel/index.ts'
import { BoxFacts, walkBoxes, weightOf } from './index.ts'

const u32 = (n: number): Uint8Array => Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255)
const u64 = (n: number): Uint8Array => concat(u32(Math.floor(n / 2 ** 32)), u32(n % 2 ** 32))
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const box = (type: string, ...body: readonly Uint8Array[]): Uint8Array => {
  const whole = concat(...body)
  return concat(u32(whole.length + 8), latin1(type), whole)
}

/** 2026-03-14 01:20:00 UTC in seconds since 1904. */
const CREATED = Date.parse('2026-03-14T01:20:00Z') / 1000 + 2_082_844_800
const mvhd = (created = CREATED, units = 25_000): Uint8Array =>
  box('mvhd', u32(0), u32(created), u32(created), u32(1000), u32(units), new Uint8Array(80))
const longMvhd = (created = CREATED, units = 25_000): Uint8Array =>
  box('mvhd', u32(0x0100_0000), u64(created), u64(created), u32(1000), u64(units), new Uint8Array(80))
const track = box('trak', box('tkhd', u32(0), u32(CREATED + 25), u32(CREATED), new Uint8Array(72)))
const ftyp = box('ftyp', latin1('isom'), u32(512))
const mdat = box('mdat', new Uint8Array(1000))
const xyz = box('udta', box('\xa9xyz', Uint8Array.of(0, 18, 0x15, 0xc7), utf8('+39.9042+116.4074/')))
const loci = box(
  'udta',
  box(
    'loci',
    u32(0),
    Uint8Array.of(0x15, 0xc7),
    utf8('场'),
    Uint8Array.of(0, 0),
    u32(116.5 * 65_536),
    u32(39.25 * 65_536),
  ),
)

async function walk(...parts: readonly Uint8Array[]) {
  const file = concat(...parts)
  const read: { bytes: number; calls: number } = { bytes: 0, calls: 0 }
  const facts = await walkBoxes(async (offset, length) => {
    const bytes = file.subarray(offset, offset + length)
    read.bytes += bytes.length
    read.calls += 1
    return bytes
  }, file.length)
  return { ...facts, read }
}
const codes = async (...parts: readonly Uint8Array[]) => (await walk(...parts)).problems.map((one) => one.code)

test('a finished file gives its times, its length and its place, and nothing is wrong', async () => {
  const facts = await walk(ftyp, box('moov', mvhd(), track, xyz), mdat)
  expect(facts).toMatchObject({
    brand: 'isom',
    created: { raw: CREATED, instant: '2026-03-14T01:20:00.000Z' },
    trackCreated: { raw: CREATED + 25, instant: '2026-03-14T01:20:25.000Z' },
    duration: 25_000,
    tracks: 1,
    location: { latitude: 39.9042, longitude: 116.4074, raw: '+39.9042+116.4074' },
    fragmented: false,
    problems: [],
  })
  expect(facts.read.bytes).toBeLessThan(500)
})

test('the 64-bit form of the header and the 3GPP form of the place say the same', async () => {
  expect(await walk(ftyp, mdat, box('moov', longMvhd(), track, loci))).toMatchObject({
    created: { raw: CREATED },
    duration: 25_000,
    location: { latitude: 39.25, longitude: 116.5 },
    problems: [],
  })
})

test('a recording cut by a loss of power has no index, and is said not to be finished', async () => {
  expect(await codes(ftyp, mdat)).toEqual(['not-finalised'])
  expect(await codes(ftyp, mdat.subarray(0, 600))).toEqual(['cut-short', 'not-finalised'])
})

test('a file whose index is at the front and whose end is missing says how much is missing', async () => {
  const facts = await walk(ftyp, box('moov', mvhd(), track), mdat.subarray(0, 308))
  expect(facts.problems).toEqual([
    {
      code: 'cut-short',
      message: {
        zh: '文件不完整：末尾缺少 700 字节（在“mdat”部分）',
        en: 'The file is cut short: 700 bytes are missing at its end (inside "mdat")',
      },
      missing: 700,
      at: facts.problems[0]?.at,
    },
  ])
  expect(await codes(ftyp, box('moov', mvhd(), track))).toEqual(['no-media'])
})

test('what follows a whole recording takes nothing from it, and is said where it begins', async () => {
  for (const more of [new Uint8Array(4), new Uint8Array(4096), Uint8Array.of(1, 2, 3), utf8('SEFT of a maker')]) {
    const { problems } = await walk(ftyp, box('moov', mvhd()), mdat, more)
    expect(problems).toMatchObject([{ code: 'trailing', at: 16 + 116 + 1008 }])
    expect(problems.map(weightOf)).toEqual(['remark'])
  }
  const boxes = [box('free', new Uint8Array(64)), box('uuid', new Uint8Array(64)), box('skip')]
  expect(await codes(ftyp, box('moov', mvhd()), mdat, ...boxes)).toEqual([])
  const { problems } = await walk(ftyp, box('moov', mvhd()), mdat, box('free', new Uint8Array(64)).subarray(0, 40))
  expect(problems.map((one) => [one.code, weightOf(one)])).toEqual([['room-cut', 'remark']])
})

test('where the recording is not whole, or goes on in fragments, bytes that are no box may be what is lost of it', async () => {
  expect(await codes(latin1('not a video at all, only words'))).toEqual(['garbage', 'not-finalised'])
  expect(await codes(ftyp, box('moov', mvhd(), box('mvex')), box('moof'), mdat, utf8('no box here'))).toEqual([
    'garbage',
  ])
  expect(await codes(ftyp, box('moov', mvhd()), mdat, box('uuid', new Uint8Array(64)).subarray(0, 40))).toEqual([
    'cut-short',
  ])
})

test('a second recording inside the file is said, for players stop before it', async () => {
  const one = [ftyp, box('moov', mvhd()), mdat]
  const { problems } = await walk(...one, ...one)
  expect(problems.map((found) => [found.code, weightOf(found)])).toEqual([['goes-on', 'remark']])
})

test('what a telephone writes beside the pictures is read: when with its zone, where, and who made it', async () => {
  const key = (name: string) => concat(u32(8 + name.length), latin1('mdta'), latin1(name))
  const item = (index: number, words: string) =>
    concat(u32(24 + utf8(words).length), u32(index), box('data', u32(1), u32(0), utf8(words)))
  const names = ['creationdate', 'location.ISO6709', 'make', 'model'].map((one) => `com.apple.quicktime.${one}`)
  const values = ['2026-11-27T09:20:00+0800', '+28.2460+113.0810/', 'Apple', 'iPhone 17']
  const apple = box(
    'meta',
    box('hdlr', u32(0), u32(0), latin1('mdta'), new Uint8Array(13)),
    box('keys', u32(0), u32(4), ...names.map(key)),
    box('ilst', ...values.map((words, i) => item(i + 1, words))),
  )
  expect(await walk(ftyp, mdat, box('moov', mvhd(), apple))).toMatchObject({
    written: [{ source: 'quicktime', zone: 'stated', instant: '2026-11-27T01:20:00.000Z' }],
    location: { latitude: 28.246, longitude: 113.081 },
    make: 'Apple',
    model: 'iPhone 17',
  })
  const day = box('udta', box('\xa9day', Uint8Array.of(0, 20, 0, 0), utf8('2026-11-26T20:20:00-05:00')))
  expect((await walk(ftyp, mdat, box('moov', mvhd(), day))).written).toMatchObject([
    { instant: '2026-11-27T01:20:00.000Z' },
  ])
  const xml = '<Device manufacturer="Sony" modelName="FDR"/><CreationDate value="2026-11-27T09:20:00+08:00"/>'
  const sony = box('meta', u32(0), box('hdlr', new Uint8Array(24)), box('xml ', u32(0), utf8(xml)))
  expect(await walk(ftyp, mdat, box('moov', mvhd()), sony)).toMatchObject({
    written: [{ instant: '2026-11-27T01:20:00.000Z' }],
    make: 'Sony',
    model: 'FDR',
  })
})

test('an empty file is said to be empty', async () => {
  expect(await codes()).toEqual(['empty'])
})

test('a fragmented file is known as such', async () => {
  const facts = await walk(ftyp, box('moov', mvhd(CREATED, 0), box('mvex')), box('moof'), mdat)
  expect(facts).toMatchObject({ fragmented: true, problems: [] })
  expect(facts.duration).toBeUndefined()
})

test('a last box that runs to the end of the file, and one with a 64-bit size, are walked', async () => {
  const open = concat(u32(0), latin1('mdat'), new Uint8Array(50))
  expect(await codes(ftyp, box('moov', mvhd()), open)).toEqual([])
  const large = concat(u32(1), latin1('mdat'), u64(16 + 50), new Uint8Array(50))
  expect(await codes(ftyp, large, box('moov', mvhd()))).toEqual([])
})

test('a stamp of zero is no stamp, and one before 1970 keeps its raw value only', async () => {
  expect((await walk(ftyp, box('moov', mvhd(0)), mdat)).created).toBeUndefined()
  expect((await walk(ftyp, box('moov', mvhd(1_700_000_000)), mdat)).created).toEqual({ raw: 1_700_000_000 })
})

test('no place is better than the place 0, 0 or one off the globe', async () => {
  const at = (words: string) => box('udta', box('\xa9xyz', Uint8Array.of(0, 9, 0, 0), utf8(words)))
  for (const words of ['+00.0000+000.0000/', '+99.0000+116.0000/', 'nowhere'])
    expect((await walk(ftyp, box('moov', mvhd(), at(words)), mdat)).location).toBeUndefined()
})

test('a file of nothing but tiny boxes is given up on, not followed for ever', async () => {
  const tiny = concat(...Array.from({ length: 1000 }, () => box('free')))
  const size = tiny.length * 1000
  const facts = await walkBoxes(
    async (offset, length) => tiny.slice(offset % tiny.length, (offset % tiny.length) + length),
    size,
  )
  expect(facts.problems.map((one) => one.code)).toEqual(['too-many-boxes', 'not-finalised'])
})

test('boxes inside boxes inside boxes are not followed down', async () => {
  let deep = box('moov', mvhd())
  for (let i = 0; i < 500; i++) deep = box('moov', deep)
  const facts = await walk(deep)
  expect(facts.read.calls).toBeLessThan(20)
})

test('one altered byte anywhere, or a cut anywhere, never breaks the walk', async () => {
  const sound = concat(ftyp, box('moov', mvhd(), track, xyz, loci), mdat)
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(255), fc.nat(sound.length), async (at, value, end) => {
      const altered = Uint8Array.from(sound.subarray(0, end))
      if (at < end) altered[at] = value
      const { read: _, ...facts } = await walk(altered)
      expect(BoxFacts.safeParse(facts).success).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('any bytes at all give facts of the right shape', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const { read: _, ...facts } = await walk(bytes)
      expect(BoxFacts.safeParse(facts).success).toBe(true)
      expect(facts.problems.length).toBeGreaterThan(0)
    }),
  )
})
