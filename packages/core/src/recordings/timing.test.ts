import { expect, test } from 'vitest'
import { Instant } from '../kernel/index.ts'
import { readBatch, type Timed, timesOf } from './timing.ts'

const at = (raw: string): Instant => Instant.parse(raw)
const ARRIVED = at('2026-11-28T02:00:00.000Z')
const MORNING = '2026-11-27T01:20:00.000Z'

interface Said {
  readonly arrival?: Partial<Timed['arrival']>
  readonly container?: Timed['container']
  readonly decoded?: Timed['decoded']
}
const file = ({ arrival, container, decoded }: Said): Timed => ({
  arrival: { arrivedAt: ARRIVED, ...arrival },
  container: { duration: 4000, ...container },
  decoded,
})
const times = (said: Said, more: readonly Said[] = []) => {
  const one = file(said)
  return timesOf(one, [one, ...more.map(file)])
}
const stated = { source: 'quicktime', zone: 'stated', raw: '2026-11-27T09:20:00+0800', instant: at(MORNING) } as const
const local = { source: 'riff', zone: 'local', raw: 'Fri Nov 27 09:20:00 2026', instant: at(MORNING) } as const

test('a time with its zone stands before the stamp of an export, the date of a copy and the name', () => {
  const container = { creation: '2026-11-28T09:00:00.000000Z', written: [stated] }
  const arrival = { modified: at('2026-11-28T01:00:00.000Z'), deviceTime: '2026-11-28 17:00:00' }
  expect(times({ arrival, container })).toMatchObject({ start: MORNING, reading: { source: 'stated' } })
})

test('the name stands before digits without a zone, and these before the header’s stamp', () => {
  const deviceTime = '2026-11-27 09:21:00'
  expect(times({ arrival: { deviceTime }, container: { written: [local] } }).start).toBe('2026-11-27T01:21:00.000Z')
  const stamp = { creation: '2026-11-27T09:30:00.000000Z', written: [local] }
  expect(times({ container: stamp })).toMatchObject({ start: MORNING, reading: { source: 'written' } })
})

test('a stamp without a zone is Beijing’s on every machine, and never the machine’s own', () => {
  const before = process.env['TZ']
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati']) {
    process.env['TZ'] = zone
    expect(times({ container: { creation: '2026-11-27 09:20:00' } }).start, zone).toBe(MORNING)
    expect(times({ container: { creation: '2026-11-27T01:20:00.000000Z' } }).start, zone).toBe(MORNING)
  }
  if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
})

test('a stamp eight hours from the file’s date is local digits called UTC, and the date of a copy says nothing', () => {
  const creation = '2026-11-27T09:20:00.000000Z'
  const closed = times({ arrival: { modified: at('2026-11-27T01:20:04.000Z') }, container: { creation } })
  expect(closed).toMatchObject({ start: MORNING, reading: { source: 'container', hypothesis: 'start-local' } })
  const copied = times({ arrival: { modified: at('2026-11-27T22:00:00.000Z') }, container: { creation } })
  expect(copied.start).toBe('2026-11-27T09:20:00.000Z')
})

test('a stamp that would lie after the arrival is not meant as UTC', () => {
  const arrivedAt = at('2026-11-27T02:00:00.000Z')
  expect(times({ arrival: { arrivedAt }, container: { creation: '2026-11-27T09:20:00.000000Z' } })).toMatchObject({
    start: MORNING,
    reading: { hypothesis: 'start-local' },
  })
})

/** Docked when the camera showed two in the morning of 2000-01-01. */
const BACK = {
  offset: Date.parse('1999-12-31T18:00:00.000Z') - Date.parse(ARRIVED),
  error: 500,
  samples: 5,
  at: ARRIVED,
}

test('what was recorded before the clock fell back is not corrected by what was measured after, and that is said', () => {
  const before = file({ arrival: { clock: BACK, deviceTime: '2026-11-27 17:00:00' } })
  const after = file({ arrival: { clock: BACK, deviceTime: '2000-01-01 00:05:00' } })
  const read = readBatch([before, after])
  expect(read(before)).toMatchObject({ start: '2026-11-27T09:00:00.000Z', uncorrected: 'clock-fell-back' })
  expect([read(before).offset, read(before).error, read(before).impossible]).toEqual([undefined, undefined, undefined])
  expect(read(after).start).toBe('2026-11-28T00:05:00.000Z')
  expect([read(after).uncorrected, read(after).impossible]).toEqual([undefined, undefined])
})

test('a clock set back by an hour in the middle of a day shows in the numbers of the files', () => {
  const clock = { offset: -3_600_000, error: 500, samples: 5, at: ARRIVED }
  const numbered = (sequence: number, time: string) =>
    file({ arrival: { clock, sequence, deviceTime: `2026-11-27 ${time}` } })
  const [a, b, c] = [numbered(1, '09:00:00'), numbered(2, '09:30:00'), numbered(3, '09:15:00')]
  const read = readBatch([c, a, b])
  expect([a, b, c].map((one) => read(one).uncorrected)).toEqual(['clock-fell-back', 'clock-fell-back', undefined])
  expect([a, b, c].map((one) => read(one).start.slice(11, 16))).toEqual(['01:00', '01:30', '02:15'])
})

test('counters that begin again each day, and two cameras’ files, are no clock that fell back', () => {
  const clock = { offset: 0, error: 500, samples: 5, at: ARRIVED }
  const numbered = (sequence: number, deviceTime: string) => file({ arrival: { clock, sequence, deviceTime } })
  const all = [
    numbered(1, '2026-11-26 17:00:00'),
    numbered(2, '2026-11-26 17:30:00'),
    numbered(1, '2026-11-27 09:00:00'),
  ]
  const read = readBatch(all)
  expect(all.map((one) => read(one).uncorrected)).toEqual([undefined, undefined, undefined])
})

test('nothing was recorded after it arrived or was docked, nor before there was such a device', () => {
  const impossible = (arrival: Partial<Timed['arrival']>, since?: string) => {
    const one = file({ arrival })
    return timesOf(one, [one], since === undefined ? undefined : at(since)).impossible
  }
  expect(impossible({ deviceTime: '2026-11-28 10:30:00' })).toEqual(['after-arrival'])
  expect(impossible({ deviceTime: '2036-01-01 00:00:00' })).toEqual(['after-arrival'])
  const docked = { offset: 0, error: 500, samples: 5, at: at('2026-11-27T12:00:00.000Z') }
  expect(impossible({ deviceTime: '2026-11-27 20:30:00', clock: docked })).toEqual(['after-arrival'])
  for (const wall of ['1970-01-01 08:00:00', '1980-01-01 00:00:00', '2000-01-01 00:05:00', '2010-01-01 00:00:00'])
    expect(impossible({ deviceTime: wall }), wall).toEqual(['before-device'])
  expect(impossible({ deviceTime: '2019-05-05 10:00:00' }, '2025-01-01T00:00:00.000Z')).toEqual(['before-device'])
  expect(impossible({ deviceTime: '2026-11-27 09:20:00' }, '2025-01-01T00:00:00.000Z')).toBeUndefined()
})

test('what cannot be is kept as the device wrote it and not moved', () => {
  expect(times({ arrival: { deviceTime: '2036-01-01 00:00:00' } })).toMatchObject({
    deviceStart: '2035-12-31T16:00:00.000Z',
    start: '2035-12-31T16:00:00.000Z',
    impossible: ['after-arrival'],
  })
})

test('a header that declares too much makes no time impossible; what was decoded counts for the end', () => {
  const arrival = { arrivedAt: at('2026-11-27T01:25:00.000Z'), deviceTime: '2026-11-27 09:20:00' }
  const declared = times({ arrival, container: { duration: 748_157 } })
  expect([declared.end, declared.impossible]).toEqual(['2026-11-27T01:32:28.157Z', undefined])
  const decoded = times({ arrival, container: { duration: 748_157 }, decoded: { duration: 80_064 } })
  expect([decoded.end, decoded.impossible]).toEqual(['2026-11-27T01:21:20.064Z', undefined])
})

test('chapters that all carry the stamp of the first begin where those before them end', () => {
  const chapter = (n: number, sequence = 123) =>
    file({
      arrival: { chapter: n, sequence },
      container: { duration: n * 1000, creation: '2026-11-27T01:20:00.000000Z' },
    })
  const all = [chapter(3), chapter(1), chapter(2), chapter(1, 124)]
  const read = readBatch(all)
  expect(all.map((one) => [read(one).start.slice(11, 19), read(one).follows])).toEqual([
    ['01:20:03', 2],
    ['01:20:00', undefined],
    ['01:20:01', 1],
    ['01:20:00', undefined],
  ])
})

test('numbered files whose names all carry one time are one recording in parts, two of one number are not', () => {
  const part = (sequence: number) => file({ arrival: { sequence, deviceTime: '2026-11-27 09:20:00' } })
  const parts = [part(1), part(2), part(3)]
  const read = readBatch(parts)
  expect(parts.map((one) => read(one).start.slice(14, 19))).toEqual(['20:00', '20:04', '20:08'])
  const twins = [part(1), part(1), part(2)]
  const twin = readBatch(twins)
  expect(twins.map((one) => twin(one).follows)).toEqual([undefined, undefined, undefined])
})

test('when it was saved stands before the date of the copy, and is no beginning to be held against its arrival', () => {
  const found = times({
    arrival: { savedTime: '2026-11-28 09:59:59', modified: at('2026-11-28T01:30:00.000Z') },
    decoded: { duration: 60_000 },
  })
  expect(found).toMatchObject({ start: '2026-11-28T01:59:59.000Z', reading: { source: 'saved' } })
  expect(found.impossible).toBeUndefined()
})

test('a file without any time is placed at its arrival, and nothing is impossible about that', () => {
  const found = times({ container: { duration: 60_000 }, decoded: { duration: 60_000 } })
  expect([found.start, found.reading.source, found.impossible]).toEqual([ARRIVED, 'arrival', undefined])
})
