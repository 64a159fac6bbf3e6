import { Malformed } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { readCameraRecord } from './camera-record.ts'

/** 陈砚秋, 综合执法大队二中队: bytes as iconv writes them in GBK. */
const CHEN = Buffer.from('b3c2d1e2c7ef', 'hex')
const UNIT = Buffer.from('d7dbbacfd6b4b7a8b4f3b6d3b6fed6d0b6d3', 'hex')

const field = (width: number, content: Uint8Array | string, fill = 0): Buffer =>
  Buffer.concat([Buffer.from(content), Buffer.alloc(width, fill)]).subarray(0, width)

const record = (extra: number, unit: Uint8Array = UNIT): Buffer =>
  Buffer.concat([
    field(7 + extra, '7F2A034'),
    field(6 + extra, '021402'),
    field(32 + extra, CHEN),
    field(12 + extra, ''),
    field(32 + extra, unit),
  ])

const whole = { serial: '7F2A034', userNumber: '021402', userName: '陈砚秋', unitName: '综合执法大队二中队' }

test('a record is read packed and as C lays it out, in GBK, and empty fields are left out', () => {
  expect(record(0)).toHaveLength(89)
  expect(record(1)).toHaveLength(94)
  expect(readCameraRecord(record(0))).toEqual(whole)
  expect(readCameraRecord(record(1))).toEqual(whole)
})

test('memory that was never written counts as empty', () => {
  const blank = Buffer.alloc(89, 0xff)
  expect(readCameraRecord(blank)).toEqual({})
})

test('a character that the width cut in half is dropped and nothing else', () => {
  const long = Buffer.concat([Buffer.from('x'), ...Array.from({ length: 16 }, () => Buffer.from('b6d3', 'hex'))])
  expect(readCameraRecord(record(0, long)).unitName).toBe(`x${'队'.repeat(15)}`)
})

test('a record of another length is refused', () => {
  for (const length of [0, 88, 90, 93, 95]) expect(() => readCameraRecord(Buffer.alloc(length))).toThrow(Malformed)
})
