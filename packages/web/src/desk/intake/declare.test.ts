import { Declared } from '@liuhen/core/intake'
import { Sha256 } from '@liuhen/core/kernel'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { declare, fingerprintOf, isRecording } from './declare.ts'

const sha256 = Sha256.parse('9f'.repeat(32))
const chosen = (path: string, bytes = 'film') => ({
  path,
  file: new File([bytes], path.slice(path.lastIndexOf('/') + 1), { lastModified: Date.UTC(2026, 9, 9, 6) }),
})

test('a camera’s file name says device, officer, time and number, as at the docking station', () => {
  expect(declare(chosen('DCIM/100MEDIA/DSJ-0217_430120_20261009135112_0001.mp4'), sha256)).toEqual({
    fileName: 'DSJ-0217_430120_20261009135112_0001.mp4',
    path: 'DCIM/100MEDIA/DSJ-0217_430120_20261009135112_0001.mp4',
    bytes: 4,
    sha256,
    modified: '2026-10-09T06:00:00.000Z',
    deviceNumber: 'DSJ-0217',
    officerNumber: '430120',
    deviceTime: '2026-10-09 13:51:12',
    sequence: 1,
  })
})

test('no clock is claimed to have been measured from a browser', () => {
  expect(declare(chosen('a.mp4'), sha256)).not.toHaveProperty('clock')
})

test('whatever a file is called, what is declared is of the contract’s shape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      expect(Declared.safeParse(declare(chosen(name), sha256)).error).toBeUndefined()
    }),
    { numRuns: 40 },
  )
  const endless = declare(chosen(`REC/${'长'.repeat(20_000)}.mp4`), sha256)
  expect(Declared.safeParse(endless).error).toBeUndefined()
})

test('a name with half a character in it can still be written as UTF-8', () => {
  expect(declare(chosen('\ud83d.mp4'), sha256).fileName).toBe('\ufffd.mp4')
  expect(declare(chosen(`${'a'.repeat(4095)}🎥.mp4`), sha256).fileName.at(-1)).toBe('\ufffd')
})

test('a folder’s other files are left where they are', () => {
  const folder = ['REC/a.MP4', 'REC/b.heic', 'REC/.DS_Store', 'REC/log.txt', 'REC/Thumbs.db']
  expect(folder.filter((path) => isRecording(chosen(path)))).toEqual(['REC/a.MP4', 'REC/b.heic'])
})

test('the same bytes in two places are two files to send, and a changed file does not go on from the old one', () => {
  expect(fingerprintOf(chosen('a/1.mp4'), sha256)).not.toBe(fingerprintOf(chosen('b/1.mp4'), sha256))
  expect(fingerprintOf(chosen('a/1.mp4'), sha256)).not.toBe(fingerprintOf(chosen('a/1.mp4'), 'ff'.repeat(32)))
})
