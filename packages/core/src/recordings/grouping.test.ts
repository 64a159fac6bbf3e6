import { expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { Instant, instantOf, Sha256, Sm3 } from '../kernel/index.ts'
import { type Grouped, groupingOf } from './grouping.ts'
import { timesOf } from './timing.ts'
import { folded } from '../stream/index.ts'
import type { RecordingState } from './state.ts'
import { recordingStream } from './stream.ts'

const ids = Array.from({ length: 9 }, (_, i) => `01a201a9-b0c3-7593-9809-3bb3a7ebfb6${i}`)
const DAY = Date.parse('2026-11-20T01:00:00.000Z')

/** A file of one camera: seconds after nine in the morning, how long, and its number. */
function file(i: number, second: number, seconds: number, sequence: number, picture = true): Grouped {
  const at = instantOf(DAY + second * 1000)
  const arrival = {
    arrival: ids[i] as string,
    fileName: `${sequence}.mp4`,
    bytes: 1,
    sha256: Sha256.parse('0'.repeat(64)),
    sm3: Sm3.parse('0'.repeat(64)),
    mediaType: 'mp4' as const,
    flags: [],
    arrivedAt: at,
    deviceNumber: 'DSJ1',
    deviceTime: new Date(DAY + 8 * 3_600_000 + second * 1000).toISOString().slice(0, 19).replace('T', ' '),
    sequence,
    provenance: { how: 'docked' as const, by: 'system', asked: true, claims: [] },
  }
  const container = {
    readable: true,
    problems: [],
    tool: 'test',
    duration: seconds * 1000,
    ...(picture && { video: { codec: 'h264', width: 2, height: 2 } }),
  }
  const state = {
    arrival,
    repeats: [],
    derivatives: [],
    failed: [],
    markers: [],
    annotations: [],
    officerNotes: [],
    statements: [],
    container,
  }
  return { id: ids[i] as string, state: { ...state, times: timesOf(state, [state]) } as RecordingState }
}

test('three segments that touch are one take, and a pause of three minutes is an interruption', () => {
  const { takes, gaps } = groupingOf([file(0, 0, 60, 1), file(1, 60, 60, 2), file(2, 300, 60, 3)])
  expect(takes.map((take) => take.segments.length)).toEqual([2, 1])
  expect(gaps.map((gap) => [gap.kind, gap.milliseconds])).toEqual([['time', 180_000]])
})

const LATER = instantOf(DAY + 3_600_000)

/** The same file with something about it otherwise. */
const otherwise = (one: Grouped, more: Partial<RecordingState['arrival']>, batch: readonly Grouped[] = []): Grouped => {
  const state = { ...one.state, arrival: { ...one.state.arrival, ...more } }
  return { ...one, state: { ...state, times: timesOf(state, [state, ...batch.map(({ state: other }) => other)]) } }
}

test('chapters of one recording, which keep its number and its stamp, are one take', () => {
  const first = otherwise(file(0, 0, 60, 7), { chapter: 1, arrivedAt: LATER })
  const second = otherwise(file(1, 0, 60, 7), { chapter: 2, arrivedAt: LATER }, [first])
  const third = otherwise(file(2, 0, 60, 7), { chapter: 3, arrivedAt: LATER }, [first, second])
  const { takes, gaps, overlaps } = groupingOf([third, first, second, file(3, 180, 60, 8)])
  expect(takes.map((take) => take.segments.map((one) => one.recording))).toEqual([ids.slice(0, 4)])
  expect([gaps, overlaps]).toEqual([[], []])
})

test('two files of a device that claim the same time are one take or are said to overlap', () => {
  const { overlaps } = groupingOf([file(0, 0, 60, 1), file(1, 30, 60, 4)])
  expect(overlaps).toMatchObject([{ first: ids[0], second: ids[1], milliseconds: 30_000 }])
})

test('a time that cannot be opens no gap and closes none', () => {
  const between = otherwise(file(1, 120, 60, 2), { arrivedAt: instantOf(DAY) })
  expect(between.state.times?.impossible).toEqual(['after-arrival'])
  const { gaps, takes } = groupingOf([file(0, 0, 60, 1), between, file(2, 240, 60, 3)])
  expect(gaps.some((gap) => gap.kind === 'time' && gap.after === ids[0] && gap.before === ids[2])).toBe(true)
  expect(takes.flatMap((take) => take.segments.map((one) => one.recording))).not.toContain(ids[1])
})

test('two recordings a quarter of an hour apart are two acts and nobody is asked about the time between', () => {
  expect(groupingOf([file(0, 0, 60, 1), file(1, 960, 60, 2)]).gaps).toEqual([])
})

test('a photograph taken during a pause neither closes the gap nor opens one', () => {
  const { gaps } = groupingOf([file(0, 0, 60, 1), file(1, 120, 0, 2, true), file(2, 240, 60, 3)])
  expect(gaps.map((gap) => [gap.after, gap.before])).toEqual([[ids[0], ids[2]]])
})

test('a file number that is nowhere is asked about even where no time is missing', () => {
  const { gaps } = groupingOf([file(0, 0, 60, 1), file(1, 960, 60, 3)])
  expect(gaps.map((gap) => [gap.kind, gap.missing])).toEqual([['number', [2]]])
})

test('an interruption stays open until a spoken or a written explanation names it', () => {
  states('yanzhou-2019/7.2')
  const [before, after] = [file(0, 0, 60, 1), file(1, 240, 60, 2)]
  expect(groupingOf([before, after]).gaps[0]?.explained).toBeUndefined()
  const body = {
    form: 'spoken',
    gap: { after: before.id, before: after.id },
    recording: after.id,
    from: 1000,
    to: 7000,
    reason: '更换电池',
  }
  const at = Instant.parse('2026-11-20T02:00:00.000Z')
  const explained = { kind: 'InterruptionExplained/1', at, actor: 'system', body }
  const state = folded(recordingStream, [explained], after.state) as RecordingState
  expect(groupingOf([before, { ...after, state }]).gaps[0]?.explained).toMatchObject({
    form: 'spoken',
    reason: '更换电池',
  })
})
