import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Malformed } from '../kernel/index.ts'
import { claimedInstant, compilePattern, defaultPatterns, deviceTimeOf, readName, safeName } from './index.ts'
import type { NamePattern } from './index.ts'

const read = (path: string) => readName(defaultPatterns, path)
const pattern = (source: string): NamePattern => ({ id: 'test', title: { zh: '测试', en: 'test' }, pattern: source })
/** Any sixteen-bit units at all, lone surrogates and control characters among them. */
const anyName = fc.uint16Array({ maxLength: 600 }).map((units) => String.fromCharCode(...units))
const wall = (digits: string) => ({ deviceTime: { wall: digits } })

test('common body-worn cameras are read: device, officer, time and number', () => {
  const whole = { device: 'DSJ037F2A', officer: '021357', sequence: 1, flagged: false, ...wall('2026-03-14 09:20:00') }
  expect(read('DSJ037F2A_021357_20260314092000_0001.mp4')).toMatchObject(whole)
  expect(read('DCIM/100MEDIA/DSJ037F2A_021357_20260314092000_0001.MP4')).toMatchObject(whole)
  expect(read('H037F2A_02135720260314092000_0001A.MP4')).toMatchObject({ ...whole, device: 'H037F2A' })
  expect(read('dsj037f2a@20260314092000.mp4')).toEqual({
    pattern: 'camera-at-time',
    device: 'DSJ037F2A',
    flagged: false,
    ...wall('2026-03-14 09:20:00'),
  })
})

test('a file the wearer marked is known by its folder or by the end of its name', () => {
  expect(read('2026/IMP/DSJ037F2A_021357_20260314092000_0001.mp4')).toMatchObject({ flagged: true, sequence: 1 })
  expect(read('DSJ037F2A@20260314092000_IMP.MP4')).toMatchObject({ flagged: true, device: 'DSJ037F2A' })
  expect(read('DSJ037F2A_021357_20260314092000_0001IMP.MP4')).toMatchObject({ flagged: true })
})

test('phones, recorders and still cameras are read for what they say', () => {
  expect(read('VID_20260314_092000.mp4')).toMatchObject(wall('2026-03-14 09:20:00'))
  expect(read('DCIM/Camera/IMG_20260314_092000_1.jpg')).toMatchObject(wall('2026-03-14 09:20:00'))
  expect(read('录音 2026-03-14 09.20.00.wav')).toMatchObject(wall('2026-03-14 09:20:00'))
  expect(read('现场-20260314092000-桥头.avi')).toMatchObject(wall('2026-03-14 09:20:00'))
  expect(read('DCIM/100CANON/IMG_0042.JPG')).toMatchObject({ sequence: 42 })
  expect(read('MVI_1042.MOV')).toMatchObject({ sequence: 1042 })
})

test('digits that name no real time are no time', () => {
  for (const digits of ['20260231092000', '20261301092000', '20260314246000', '00000000000000'])
    expect(read(`DSJ037F2A_021357_${digits}_0001.mp4`)).toEqual({
      pattern: 'camera-officer-apart',
      device: 'DSJ037F2A',
      officer: '021357',
      sequence: 1,
      flagged: false,
    })
})

test('no name at all, and no name however odd, stops the docking', () => {
  expect(read('')).toEqual({ flagged: false })
  for (const name of [
    '../../etc/passwd',
    '\u0000\u0001\n',
    '视频.mp4',
    'a'.repeat(300),
    '/'.repeat(5000),
    '\ud800',
    'IMP/',
  ])
    expect(read(name).deviceTime).toBeUndefined()
  fc.assert(fc.property(anyName, (name) => typeof read(name).flagged === 'boolean'))
})

test('names made to stall the matcher are read all the same', () => {
  for (const piece of ['A', '1', 'A_', '/IMP', 'IMG_', '2026-', 'DCIM/', '_20260314092000'])
    expect(read(piece.repeat(Math.floor(512 / piece.length)))).toHaveProperty('flagged')
})

test('a path too long to read as a whole is read by its last name', () => {
  expect(read(`${'夹/'.repeat(400)}DSJ037F2A@20260314092000.mp4`)).toMatchObject({ device: 'DSJ037F2A' })
})

test('folders may be separated as Windows does it', () => {
  expect(read('DCIM\\IMP\\DSJ037F2A@20260314092000.mp4')).toMatchObject({ flagged: true })
})

test.each([
  ['(?<device>', 'pattern-unreadable'],
  ['(?<device>[A-Z]{4})_(?<colour>x)', 'pattern-group-unknown'],
  ['(?<flag>IMP)', 'pattern-groups-missing'],
  ['[0-9]{14}', 'pattern-groups-missing'],
  ['(?<year>[0-9]{4})(?<month>[0-9]{2})', 'pattern-time-incomplete'],
  ['(?<stamp>[0-9]{14})(?<year>[0-9]{4})', 'pattern-time-incomplete'],
  ['(?<device>(?:[a-z]+)+)_', 'pattern-too-slow'],
  ['(?<device>(?:a|a)*)_', 'pattern-too-slow'],
  ['(?<device>.*)_(?<officer>.*)_(?<sequence>.*)', 'pattern-too-slow'],
])('the pattern %s is refused as %s, and says so', (source, code) => {
  let failure: unknown
  try {
    compilePattern(pattern(source))
  } catch (error) {
    failure = error
  }
  expect(failure).toBeInstanceOf(Malformed)
  expect((failure as Malformed).obstacles.map((one) => one.code)).toEqual([code])
})

test('every pattern we ship compiles', () => {
  for (const one of defaultPatterns) expect(compilePattern(one)).toBeInstanceOf(RegExp)
})

test('a bureau may write its own pattern, with the time in pieces', () => {
  const own = pattern(
    String.raw`(?<device>[A-Z]{2}\d{3})-(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4}) (?<hour>\d\d)h(?<minute>\d\d)m(?<second>\d\d)`,
  )
  expect(readName([own], 'AB123-14.03.2026 09h20m00.ts')).toEqual({
    pattern: 'test',
    device: 'AB123',
    flagged: false,
    ...wall('2026-03-14 09:20:00'),
  })
})

test('a device time is digits taken at their word, as Beijing time', () => {
  expect(claimedInstant(deviceTimeOf('2026-03-14 09:20:00'))).toBe('2026-03-14T01:20:00.000Z')
  for (const odd of ['2026-02-30 09:20:00', '2026-03-14', '2026-03-14T09:20:00', '', '2026-03-14 24:00:00'])
    expect(() => deviceTimeOf(odd)).toThrow(Malformed)
})

test('names inside a package are plain, sorted by their number and keep what was plain', () => {
  expect(safeName('DSJ037F2A_20260314092000.MP4', 1)).toBe('0001_DSJ037F2A_20260314092000.mp4')
  expect(safeName('现场 录像(1).mp4', 12)).toBe('0012_1.mp4')
  expect(safeName('现场.mp4', 3)).toBe('0003.mp4')
  expect(safeName('../../etc/passwd', 4)).toBe('0004_passwd')
  expect(safeName('', 5)).toBe('0005')
  expect(safeName('a'.repeat(300) + '.mov', 12345)).toBe(`12345_${'a'.repeat(60)}.mov`)
  expect(() => safeName('a.mp4', -1)).toThrow(RangeError)
})

test('whatever the name, the safe name is one plain ASCII name, and different for different numbers', () => {
  fc.assert(
    fc.property(anyName, fc.nat(99_999), (name, n) => {
      expect(safeName(name, n)).toMatch(/^\d{4,5}(_[A-Za-z0-9_-]{1,60})?(\.[a-z0-9]{1,8})?$/)
      expect(safeName(name, n)).not.toBe(safeName(name, n + 1))
    }),
  )
})

test.each([
  // Google's telephones write UTC, with what they did to the picture after it.
  ['DCIM/Camera/PXL_20261127_012000123.mp4', '09:20:00'],
  ['DCIM/Camera/PXL_20261127_012000123.MP.jpg', '09:20:00'],
  ['PXL_20261127_012000123.NIGHT.jpg', '09:20:00'],
  ['PXL_20261126_170000123~2.mp4', '01:00:00'],
  // All others what they show.
  ['DCIM/Camera/VID_20261127_092000.mp4', '09:20:00'],
  ['IMG_20261127_092000.HEIC', '09:20:00'],
  ['IMG20261127092000.jpg', '09:20:00'],
  ['VID20261127092000.mp4', '09:20:00'],
  ['MVIMG_20261127_092000.jpg', '09:20:00'],
  ['20261127_092000.mp4', '09:20:00'],
  ['20261127_092000(0).jpg', '09:20:00'],
  ['Screenshot_20261127_141300.png', '14:13:00'],
  ['Screenshot_2026-11-27-09-20-00-123_com.tencent.mm.jpg', '09:20:00'],
  ['Screenrecorder-2026-11-27-09-20-00-123.mp4', '09:20:00'],
  ['ScreenRecording_11-27-2026 09-20-00_1.mp4', '09:20:00'],
  ['REC_20261127_092000.wmv', '09:20:00'],
  // Dashcams.
  ['CARDV/MOVIE/2026_1127_092000_001.MP4', '09:20:00'],
  ['DCIM/Movie/20261127092000_000001A.MP4', '09:20:00'],
  ['Record/20261127_092000_NF.mp4', '09:20:00'],
  ['NO20261127-092000-000001F.MP4', '09:20:00'],
  // Drones and surveillance: what it began with, not what it ended with.
  ['DCIM/DJI_001/DJI_20261127092000_0001_D.MP4', '09:20:00'],
  ['Camera1_192.168.1.64_192.168.1.64_20261127092000_20261127092500_1234567.mp4', '09:20:00'],
  ['NVR_ch1_main_20261127092000_20261127092500.dav', '09:20:00'],
  ['192.168.1.64_01_20261127092000123_1.mp4', '09:20:00'],
  ['2026-11-27/001/dav/09/09.20.00-09.25.00[M][0@0][0].dav', '09:20:00'],
  ['2026年11月27日 09时20分00秒.m4a', '09:20:00'],
  ['2026-11-27 09_20_00.wav', '09:20:00'],
])('%s was begun at %s in Beijing', (path, time) => {
  const { deviceTime, savedTime } = readName(defaultPatterns, path)
  expect([deviceTime?.wall, savedTime]).toEqual([`2026-11-27 ${time}`, undefined])
})

test.each([
  'mmexport1795742400123.mp4',
  'mmexport1795742400123(1).jpg',
  'WeiXin/wx_camera_1795742400123.mp4',
  'RPReplay_Final1795742400.mp4',
  '微信图片_20261127092000.jpg',
  '微信图片_20261127092000_12.jpg',
  'QQ视频20261127092000.mp4',
  'WeChat_20261127092000.mp4',
])('%s tells when it was saved, not when it was recorded', (path) => {
  const { deviceTime, savedTime, device } = readName(defaultPatterns, path)
  expect([savedTime?.wall, deviceTime, device]).toEqual(['2026-11-27 09:20:00', undefined, undefined])
})

test('each of the usual patterns says what zone its digits are of, and a word is no device number', () => {
  for (const { id, zone } of defaultPatterns) expect(zone, id).toBeDefined()
  for (const word of ['VIDEO', 'Screenshot', 'WeChat', 'RECORD'])
    expect(readName(defaultPatterns, `${word}_20261127092000.mp4`).device, word).toBeUndefined()
})

test('the files of one recording that keep its number say which of them they are', () => {
  const read = ['GH010123.MP4', 'GH020123.MP4', 'GX110123.MP4'].map((name) => readName(defaultPatterns, name))
  expect(read.map((one) => [one.sequence, one.chapter])).toEqual([
    [123, 1],
    [123, 2],
    [123, 11],
  ])
})

test('a name is read alike whatever zone the machine is in', () => {
  const before = process.env['TZ']
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York']) {
    process.env['TZ'] = zone
    expect(readName(defaultPatterns, 'PXL_20261127_012000123.mp4').deviceTime?.wall).toBe('2026-11-27 09:20:00')
  }
  if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
})

test('a name as an input method for Chinese writes it claims the same', () => {
  const name = 'DSJ0217_021357_20261130100516_0006.mp4'
  const wide = name.replaceAll(/[A-Z\d_]/gu, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0))
  expect(wide).not.toBe(name)
  expect(read(wide)).toEqual(read(name))
  expect(read(name)).toMatchObject({ device: 'DSJ0217', officer: '021357' })
})
