import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, utf8 } from '../kernel/index.ts'
import { mediaTypes, photographTypes, sniff, typeByName } from './index.ts'

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
  ['avif', box('ftyp', 'avif')],
  ['webp', bytes('RIFF', [0, 0, 1, 0], 'WEBPVP8 ')],
  ['wav', bytes('RF64', [255, 255, 255, 255], 'WAVEds64')],
  ['png', bytes([0x89], 'PNG', [13, 10, 26, 10])],
  ['wmv', bytes([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11])],
  ['amr', bytes('#!AMR\n')],
  ['amr', bytes('#!AMR-WB\n')],
  ['ogg', bytes('OggS', [0, 2])],
  ['flac', bytes('fLaC', [0])],
  ['flv', bytes('FLV', [1, 5])],
  ['mpg', bytes([0, 0, 1, 0xba, 0x44])],
  ['dav', bytes('DHAV', [0xfd, 0])],
  ['h264', bytes([0, 0, 0, 1, 0x67, 0x64])],
  ['h265', bytes([0, 0, 0, 1, 0x40, 1])],
  ['tiff', bytes('II*', [0, 8, 0, 0, 0])],
  ['bmp', bytes('BM', [54, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0])],
] as const)('%s is known by its first bytes, whatever the file is called', (type, first) => {
  expect(sniff(first, '视频')).toBe(type)
  expect(sniff(first, 'notes.txt')).toBe(type)
})

test('a name decides only where the bytes leave it open', () => {
  expect(sniff(box('mdat', '\0\0\0\0'), 'a.MOV')).toBe('mov')
  expect(sniff(bytes('ID3', [4, 0]), 'a.aac')).toBe('aac')
  expect(sniff(bytes('MZ'), 'a.mp4')).toBe('unknown')
  expect(sniff(bytes('RIFF', [0, 0, 0, 0], 'CDXA'), 'a.avi')).toBe('unknown')
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

test('a text, a program and a table of a camera are of no kind', () => {
  for (const words of [
    'BM is a word\n and so on, for a while',
    'II. Abschnitt',
    '#!/bin/sh',
    'PK\u0003\u0004',
    'SQLite format 3',
  ])
    expect(sniff(utf8(words), 'x')).toBe('unknown')
})

test('photographs are told from what moves or sounds', () => {
  expect(mediaTypes.filter((type) => photographTypes.has(type))).toEqual([
    'jpg',
    'heic',
    'avif',
    'png',
    'webp',
    'bmp',
    'tiff',
  ])
})
