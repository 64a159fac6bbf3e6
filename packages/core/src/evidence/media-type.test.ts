import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, utf8 } from '../kernel/index.ts'
import { jpegProblems, mediaTypes, riffProblems, sniff, typeByName } from './index.ts'

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  concat(...parts.map((part) => (typeof part === 'string' ? utf8(part) : Uint8Array.from(part))))
const box = (type: string, brand: string): Uint8Array => bytes([0, 0, 0, 24], type, brand, [0, 0, 0, 0])
const packets = (lead: number): Uint8Array => {
  const stream = new Uint8Array(600)
  for (let at = lead; at < stream.length; at += 188 + lead) stream[at] = 0x47
  return stream
}

test.each([
  ['mp4', box('ftyp', 'isom')],
  ['mp4', box('ftyp', 'mp42')],
  ['mov', box('ftyp', 'qt  ')],
  ['3gp', box('ftyp', '3gp5')],
  ['heic', box('ftyp', 'heic')],
  ['heic', box('ftyp', 'mif1')],
  ['mp4', box('moov', '\0\0\0l')],
  ['ts', packets(0)],
  ['ts', packets(4)],
  ['avi', bytes('RIFF', [0, 0, 1, 0], 'AVI LIST')],
  ['wav', bytes('RIFF', [0, 0, 1, 0], 'WAVEfmt ')],
  ['mkv', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x88], 'matroska')],
  ['webm', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm')],
  ['mp3', bytes('ID3', [4, 0, 0, 0, 0, 0, 0])],
  ['mp3', bytes([0xff, 0xfb, 0x90, 0x64])],
  ['mp3', bytes([0xff, 0xf3, 0x40, 0xc4])],
  ['aac', bytes([0xff, 0xf1, 0x50, 0x80])],
  ['jpg', bytes([0xff, 0xd8, 0xff, 0xe1])],
] as const)('%s is known by its first bytes, whatever the file is called', (type, first) => {
  expect(sniff(first, '视频')).toBe(type)
  expect(sniff(first, 'notes.txt')).toBe(type)
})

test('a name decides only where the bytes leave it open', () => {
  expect(sniff(box('mdat', '\0\0\0\0'), 'a.MOV')).toBe('mov')
  expect(sniff(bytes('ID3', [4, 0]), 'a.aac')).toBe('aac')
  expect(sniff(bytes('MZ'), 'a.mp4')).toBe('unknown')
  expect(sniff(bytes('RIFF', [0, 0, 0, 0], 'WEBP'), 'a.avi')).toBe('unknown')
  expect(sniff(new Uint8Array(), 'a.mp4')).toBe('unknown')
})

test('any bytes under any name are of some type or unknown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.string(), (first, name) => {
      expect([...mediaTypes, 'unknown']).toContain(sniff(first, name))
    }),
  )
})

test('files to look at on a card are told by how their names end', () => {
  expect(['a.MP4', '夹/乙.m2ts', 'x.JPEG', 'y.heif'].map(typeByName)).toEqual(['mp4', 'ts', 'jpg', 'heic'])
  for (const name of ['', 'mp4', 'a.mp4.tmp', 'constructor', 'a.constructor', 'a.toString'])
    expect(typeByName(name)).toBe('unknown')
})

const riff = (declared: number, form: string): Uint8Array =>
  bytes('RIFF', [declared & 255, (declared >> 8) & 255, (declared >> 16) & 255, (declared >> 24) & 255], form)
const codes = (head: Uint8Array, size: number) => riffProblems(head, size).map((one) => one.code)

test('an AVI or WAV shorter than it declares says how much is missing', () => {
  expect(codes(riff(992, 'AVI '), 1000)).toEqual([])
  expect(codes(riff(991, 'WAVE'), 1000)).toEqual([])
  expect(riffProblems(riff(1992, 'AVI '), 1000)).toMatchObject([{ code: 'cut-short', missing: 1000 }])
})

test('a RIFF file whose length was never written was not finished', () => {
  expect(codes(riff(0, 'WAVE'), 1000)).toEqual(['not-finalised'])
  expect(codes(riff(-1, 'AVI '), 1000)).toEqual(['not-finalised'])
})

test('a WAV may not be longer than it declares; an AVI may, for it continues in further parts', () => {
  expect(codes(riff(500, 'WAVE'), 1000)).toEqual(['longer-than-declared'])
  expect(codes(riff(500, 'AVI '), 1000)).toEqual([])
})

test('a RIFF file cut inside its header, or empty, is said to be so', () => {
  expect(riffProblems(riff(992, 'AVI ').subarray(0, 7), 7)).toMatchObject([{ code: 'cut-short', missing: 5 }])
  expect(codes(new Uint8Array(), 0)).toEqual(['empty'])
})

test('a photograph without its end marker is cut short, and one with data after it is not', () => {
  const head = bytes([0xff, 0xd8, 0xff, 0xe0])
  const found = (tail: readonly number[], size = 1000) => jpegProblems(head, bytes(tail), size).map((one) => one.code)
  expect(found([1, 2, 0xff, 0xd9])).toEqual([])
  expect(found([1, 0xff, 0xd9, 7, 7, 7])).toEqual([])
  expect(found([1, 2, 3, 0xff])).toEqual(['no-end-marker'])
  expect(found([], 0)).toEqual(['empty'])
  expect(jpegProblems(bytes('GIF89a'), bytes([0xff, 0xd9]), 9).map((one) => one.code)).toEqual(['garbage'])
})
