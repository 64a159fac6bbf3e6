import { expect, test } from 'vitest'
import { readWritten } from './written.ts'

const MORNING = '2026-11-27T01:20:00.000Z'

test.each([
  '2026-11-27T09:20:00+0800',
  '2026-11-27T09:20:00+08:00',
  '2026:11:27 09:20:00+08:00',
  '2026-11-27T01:20:00Z',
  '2026-11-27 01:20:00.000000Z',
  '2026-11-26T20:20:00-05:00',
  '2026-11-27T06:50:00+0530',
])('%s states its zone', (raw) => {
  expect(readWritten('tag', raw)).toEqual({ source: 'tag', zone: 'stated', raw, instant: MORNING })
})

test.each([
  'Fri Nov 27 09:20:00 2026\n\0',
  'FRI NOV 27 09:20:00 2026',
  '2026:11:27 09:20:00',
  '2026-11-27 09:20:00',
  '2026-11-27T09:20:00',
  '2026/11/27 09:20',
  '2026-11-27_09-20-00',
])('%s has no zone and is Beijing’s, wherever it is read', (raw) => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati']
  const before = process.env['TZ']
  for (const zone of zones) {
    process.env['TZ'] = zone
    expect(readWritten('riff', raw), zone).toMatchObject({ zone: 'local', instant: MORNING })
  }
  if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
})

test('a fraction of a second is kept', () => {
  expect(readWritten('exif', '2026:11:27 09:20:00.123+08:00')?.instant).toBe('2026-11-27T01:20:00.123Z')
})

test.each([
  '',
  '2026',
  '2026-11-27',
  '0000:00:00 00:00:00',
  '2026-02-30 09:20:00',
  '2026-11-27T09:20:00+25:00',
  'nonsense',
  'Fri Foo 27 09:20:00 2026',
])('“%s” is no time', (raw) => {
  expect(readWritten('tag', raw)).toBeUndefined()
})
