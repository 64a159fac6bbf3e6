import { expect, test } from 'vitest'
import { CalendarDate, Instant } from '../kernel/index.ts'
import { given } from '../stream/trial.ts'
import { discStream, EVERY_DISC, EVERY_ITEM, media, Medium, serialOf, smallestFor, spread } from './index.ts'

const item = (recording: string, bytes: number) => ({ recording, bytes })

test('recordings are laid on discs in their order, none is cut in two, and no disc holds more than it can', () => {
  const half = Math.floor((media.dvd.bytes - EVERY_DISC) / 2) - EVERY_ITEM
  const items = ['a', 'b', 'c', 'd', 'e'].map((one) => item(one, half))
  expect(spread(items, 'dvd')).toEqual({ discs: [['a', 'b'], ['c', 'd'], ['e']], tooLarge: [] })
  expect(spread(items, 'bd').discs).toHaveLength(1)
  // A byte more than half, and each needs its own.
  expect(
    spread(
      items.map((one) => item(one.recording, half + 1)),
      'dvd',
    ).discs,
  ).toHaveLength(5)
})

test('what fits no disc of the kind is named, and the rest is laid out; the smallest kind that holds it is known', () => {
  const large = item('large', 6_000_000_000)
  expect(spread([item('a', 10), large, item('b', 10)], 'dvd')).toEqual({ discs: [['a', 'b']], tooLarge: [large] })
  expect(smallestFor(large.bytes)).toBe('dvd-dl')
  expect(smallestFor(200e9)).toBeUndefined()
  // Each kind holds more than the one before it.
  const sizes = Medium.options.map((one) => media[one].bytes)
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
})

test('numbers are counted through the year', () => {
  expect([serialOf(2026, 7), serialOf(2026, 12_345)]).toEqual(['GP2026-0007', 'GP2026-12345'])
})

const at = Instant.parse('2026-11-20T08:00:00.000Z')
const actor = 'person:01930f2a-6c00-7000-8000-000000000001'
const id = '01930f2a-6c00-7000-8000-000000000002'
const happened = (kind: string, body: object) => ({ kind, body, at, actor })
const ordered = happened('DiscOrdered/1', { serial: 'GP2026-0001', medium: 'dvd', recordings: [id] })
const image = { package: id, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), bytes: 9, tool: 'x' } as never
const imaged = happened('DiscImageMade/1', image)
const later = CalendarDate.parse('2027-11-20')
const burnt = happened('DiscBurnt/1', { burnt: { how: 'said' }, place: '柜', nextCheck: later })
const of = (...events: object[]) => given(discStream, ...(events as never[]))
const now = { at, actor }

test('a disc is burnt once, after its image, and its next check lies ahead', () => {
  const burn = { do: 'burnt', burnt: { how: 'said' }, place: '柜', nextCheck: later } as const
  expect(of(ordered).when(burn, now).obstacles).toEqual(['disc-without-image'])
  expect(of(ordered, imaged).when(burn, now).obstacles).toEqual([])
  const today = CalendarDate.parse('2026-11-20')
  expect(of(ordered, imaged).when({ ...burn, nextCheck: today }, now).obstacles).toEqual(['next-check-past'])
  expect(of(ordered, imaged, burnt).when(burn, now).obstacles).toEqual(['disc-burnt-before'])
})

test('what is not burnt is neither checked, moved nor lost, and what is lost is lost once', () => {
  const lost = { do: 'gone', how: 'lost', reason: '搬家' } as const
  const check = { do: 'check', checked: { how: 'said', whole: true, note: '好' } } as const
  expect(of(ordered, imaged).when(check, now).obstacles).toEqual(['disc-not-burnt'])
  expect(of(ordered, imaged).when(lost, now).obstacles).toEqual(['disc-not-burnt'])
  expect(of(ordered, imaged, burnt).when(lost, now).happens).toMatchObject([{ kind: 'DiscGone/1' }])
  const gone = happened('DiscGone/1', { how: 'lost', reason: '搬家' })
  expect(of(ordered, imaged, burnt, gone).when(lost, now).obstacles).toEqual(['disc-gone'])
  expect(of(ordered, imaged, burnt, gone).when(check, now).obstacles).toEqual(['disc-gone'])
})
