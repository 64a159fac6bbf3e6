import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rulesOn } from '../policy/index.ts'
import { trialLibrary, trialPack } from '../policy/trial.ts'
import { dayOf, instantOf } from '../kernel/index.ts'
import { coverageOf } from './activity-coverage.ts'
import { askerOf } from './asking.ts'
import { ActivityFacts, RecordingFacts } from './facts.ts'
import { united } from './intervals.ts'
import type { Span } from './intervals.ts'
import { requirementFor } from './requirement.ts'
import { RulesInForce } from './rules-in-force.ts'
import { TrackIndex, tracksOf } from './tracks.ts'
import { actAt } from './waiting.ts'

const [MINUTE, BEGIN, HORIZON] = [60_000, Date.parse('2026-09-08T00:00:00.000Z'), 240]
const instant = (minute: number) => instantOf(BEGIN + minute * MINUTE)

interface Clip {
  readonly from: number
  readonly to: number
  readonly device: number
  readonly officer: number
}
/** Three devices, each with one clock; its error in minutes. */
const anyErrors = fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4))
/** A device is worn by one officer all day. */
const anyClip = fc
  .record({ from: fc.nat(HORIZON - 1), long: fc.integer({ min: 1, max: 60 }), device: fc.nat(2) })
  .map(({ from, long, device }): Clip => ({ from, to: Math.min(HORIZON, from + long), device, officer: device % 2 }))
const anyClips = fc.array(anyClip, { maxLength: 14 })

const recordingOf = (clip: Clip, i: number, errors: readonly number[]): RecordingFacts =>
  RecordingFacts.parse({
    id: `r${i}`,
    device: `d${clip.device}`,
    recorder: `o${clip.officer}`,
    start: instant(clip.from),
    end: instant(clip.to),
    error: (errors[clip.device] ?? 0) * MINUTE,
  })

/** Whether a device ran, was certainly running, and possibly running, in a minute: looked up one minute at a time. */
function minuteModel(clips: readonly Clip[], errors: readonly number[], officers: readonly number[]) {
  const ran = [0, 1, 2].map(
    (device) => (minute: number) =>
      clips.some(
        (one) => one.device === device && officers.includes(one.officer) && one.from <= minute && minute < one.to,
      ),
  )
  const near = (minute: number, error: number) => Array.from({ length: 2 * error + 1 }, (_, i) => minute - error + i)
  return (minute: number) => ({
    certain: ran.some((one, device) => near(minute, errors[device] ?? 0).every(one)),
    possible: ran.some((one, device) => near(minute, errors[device] ?? 0).some(one)),
  })
}

const minutesIn = (spans: readonly Span[]): readonly number[] =>
  Array.from({ length: HORIZON }, (_, minute) => minute).filter((minute) =>
    spans.some((one) => one.from <= BEGIN + minute * MINUTE && BEGIN + minute * MINUTE < one.to),
  )
const all = Array.from({ length: HORIZON }, (_, minute) => minute)

test('coverage is what looking at every minute of every clock gives', () => {
  const anyAct = fc.tuple(fc.nat(HORIZON - 1), fc.integer({ min: 1, max: 120 }), fc.constantFrom([0], [1], [0, 1]))
  fc.assert(
    fc.property(anyClips, anyErrors, anyAct, fc.array(anyClip, { maxLength: 3 }), (clips, errors, act, said) => {
      const [from, long, officers] = act
      const to = Math.min(HORIZON, from + long)
      const span = { from: BEGIN + from * MINUTE, to: BEGIN + to * MINUTE }
      const index = new TrackIndex(clips.map((clip, i) => recordingOf(clip, i, errors)))
      const counted = index.countedFor({ id: 'act', officers: officers.map((one) => `o${one}`) }, span)
      const explained = said.map((one) => ({ from: BEGIN + one.from * MINUTE, to: BEGIN + one.to * MINUTE }))
      const accepted = minutesIn(explained)
      const found = coverageOf([span], counted, united(explained))
      const model = minuteModel(clips, errors, officers)
      const inAct = all.filter((minute) => from <= minute && minute < to)
      const where = (is: (minute: number) => boolean) => inAct.filter(is)
      const isTold = (minute: number) => accepted.includes(minute) && !model(minute).certain
      expect(minutesIn(found.covered)).toEqual(where((m) => model(m).certain))
      expect(minutesIn(found.explained)).toEqual(where(isTold))
      expect(minutesIn(found.missing)).toEqual(where((m) => !model(m).possible && !isTold(m)))
      expect(minutesIn(found.uncertain)).toEqual(where((m) => model(m).possible && !model(m).certain && !isTold(m)))
    }),
    { numRuns: 400 },
  )
})

test('the recordings looked up for an activity are those a search through all of them finds', () => {
  fc.assert(
    fc.property(anyClips, anyErrors, fc.nat(HORIZON), fc.nat(60), (clips, errors, from, long) => {
      const recordings = clips.map((clip, i) => recordingOf(clip, i, errors))
      const span = { from: BEGIN + from * MINUTE, to: BEGIN + (from + long) * MINUTE }
      const index = new TrackIndex(recordings)
      const wanted = index.tracks.filter(
        (one) => one.facts.recorder === 'o0' && one.possible.from < span.to && one.possible.to > span.from,
      )
      const given = index.countedFor({ id: 'act', officers: ['o0'] }, span)
      expect(new Set(given)).toEqual(new Set(wanted))
      expect(given.map((one) => one.from)).toEqual(given.map((one) => one.from).sort((a, b) => a - b))
    }),
  )
})

test('files that a camera cut from one take have one uncertain start and end, and no uncertain seam', () => {
  const clips = [
    { from: 0, to: 10, device: 0, officer: 0 },
    { from: 10, to: 20, device: 0, officer: 0 },
  ]
  const tracks = tracksOf(clips.map((clip, i) => recordingOf(clip, i, [2])))
  const { covered, uncertain } = coverageOf([{ from: BEGIN, to: BEGIN + 20 * MINUTE }], tracks)
  expect(minutesIn(covered)).toEqual(Array.from({ length: 16 }, (_, i) => i + 2))
  expect(minutesIn(uncertain)).toEqual([0, 1, 18, 19])
})

test('a seam of a second or two between two files is no gap, and one of three seconds is', () => {
  const pair = (apart: number) =>
    tracksOf(
      [
        { id: 'a', start: instantOf(BEGIN), end: instantOf(BEGIN + MINUTE) },
        { id: 'b', start: instantOf(BEGIN + MINUTE + apart), end: instantOf(BEGIN + 2 * MINUTE) },
      ].map((one) => RecordingFacts.parse({ ...one, device: 'd', recorder: 'o', error: 0 })),
    )
  const missing = (apart: number) => coverageOf([{ from: BEGIN, to: BEGIN + 2 * MINUTE }], pair(apart)).missing
  expect(missing(2000)).toEqual([])
  expect(missing(3000)).toEqual([{ from: BEGIN + MINUTE, to: BEGIN + MINUTE + 3000 }])
})

test('with a clock nobody measured nothing is certain, however long it was recorded', () => {
  const track = tracksOf([
    RecordingFacts.parse({
      id: 'a',
      device: 'd',
      recorder: 'o',
      start: instant(0),
      end: instant(60),
      error: 'unknown',
    }),
  ])
  const { covered, uncertain, missing } = coverageOf([{ from: BEGIN, to: BEGIN + 90 * MINUTE }], track)
  expect([minutesIn(covered).length, minutesIn(uncertain).length, minutesIn(missing).length]).toEqual([0, 60, 30])
})

test('a mark asks for film from its moment on, and the strictest of all grounds holds', () => {
  const rule = (id: string, more: object) => ({ id, source: ['1.1'], ...more })
  const pack = trialPack({
    rules: [
      rule('resisting', { kind: 'recording', activities: ['uncooperative'], level: 'must' }),
      rule('recheck', { kind: 'recording', activities: ['recheck'], level: 'as-needed' }),
      rule('unbroken', { kind: 'continuity', activities: ['uncooperative'], pause: 'never' }),
    ],
  })
  const asker = askerOf(rulesOn(trialLibrary(pack), { packs: ['trial'], settings: {} }, dayOf(instant(0))))
  const requirement = requirementFor(
    actAt(
      ActivityFacts.parse({
        id: 'act',
        type: 'recheck',
        start: instant(0),
        end: instant(30),
        officers: ['o0'],
        marks: [
          { mark: 'uncooperative', at: instant(20) },
          { mark: 'uncooperative', at: instant(10) },
        ],
      }),
      instant(30),
    ),
    new RulesInForce(asker),
  )
  expect(requirement).toMatchObject({ level: 'must', isRequired: true, pause: 'never' })
  expect(minutesIn(requirement.required)).toEqual(Array.from({ length: 20 }, (_, i) => i + 10))
  expect(requirement.unbroken).toEqual(requirement.required)
})
