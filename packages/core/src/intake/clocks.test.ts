import { deviceTimeOf } from '@liuhen/core/evidence'
import { instantOf, Malformed, Refused } from '@liuhen/core/kernel'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clocksOf, stationOffset } from './clocks.ts'

const AT = Date.parse('2026-11-20T10:00:00.000Z')

test('however long each look takes, the true offset lies within the error', () => {
  const look = fc.record({ gap: fc.nat(5000), out: fc.nat(400), back: fc.nat(400) })
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.array(look, { minLength: 1, maxLength: 8 }),
      (ahead, looks) => {
        let server = AT
        const samples = looks.map(({ gap, out, back }) => {
          server += gap
          return { before: server + ahead - out, server: instantOf(server), after: server + ahead + back }
        })
        const { offset, error } = stationOffset(samples)
        expect(Math.abs(offset - ahead)).toBeLessThanOrEqual(error)
      },
    ),
  )
})

test('a quick look among slow ones makes the error small', () => {
  const slow = { before: AT - 400, server: instantOf(AT), after: AT + 400 }
  const quick = { before: AT - 1, server: instantOf(AT), after: AT + 2 }
  expect(stationOffset([slow, quick, slow]).error).toBeLessThanOrEqual(2)
})

test('a clock that was set during the measurement is refused, and no look at all as well', () => {
  const one = { before: AT, server: instantOf(AT), after: AT + 3 }
  const other = { before: AT + 60_000, server: instantOf(AT + 5), after: AT + 60_003 }
  expect(() => stationOffset([one, other])).toThrow(Refused)
  expect(() => stationOffset([])).toThrow(Malformed)
})

test("the camera is held against the server's clock by way of the station's, and the errors add up", () => {
  // The station is 10 s ahead of the server, and the camera 7 min behind the server.
  const server = [{ before: AT + 9_990, server: instantOf(AT), after: AT + 10_010 }]
  const camera = [{ before: AT + 10_000, device: deviceTimeOf('2026-11-20 17:53:00'), after: AT + 10_100 }]
  const { station, camera: measured, recorded } = clocksOf(server, camera)
  expect(recorded?.error).toBe((measured?.error ?? 0) + station.error)
  expect(recorded?.offset).toBe((measured?.offset ?? 0) + station.offset)
  expect(Math.abs((recorded?.offset ?? 0) + 420_000)).toBeLessThanOrEqual(recorded?.error ?? 0)
  expect(Math.abs(Date.parse(recorded?.at ?? '') - AT - 100)).toBeLessThanOrEqual(station.error)
})

test('a card without a camera has no clock but the station', () => {
  const server = [{ before: AT, server: instantOf(AT), after: AT }]
  expect(Object.keys(clocksOf(server, undefined))).toEqual(['station'])
})
