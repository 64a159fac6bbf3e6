import { expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { Instant, instantOf, Sha256, Sm3 } from '../kernel/index.ts'
import { type Grouped, groupingOf } from './grouping.ts'
import { timesOf } from './timing.ts'
import { foldRecording, type RecordingState } from './state.ts'

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
  proves('yanzhou-2019/7.2')
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
  const state = foldRecording(after.state, {
    kind: 'InterruptionExplained/1',
    at: Instant.parse('2026-11-20T02:00:00.000Z'),
    actor: 'system',
    body,
  }) as RecordingState
  expect(groupingOf([before, { ...after, state }]).gaps[0]?.explained).toMatchObject({
    form: 'spoken',
    reason: '更换电池',
  })
})
