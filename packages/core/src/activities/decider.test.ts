import { expect, test } from 'vitest'
import { Instant } from '../kernel/index.ts'
import { given } from '../stream/trial.ts'
import { type ActivityCommand, type ActivityFacts, activityDecider, activityStream } from './index.ts'

const at = (clock: string) => Instant.parse(`2026-11-20T${clock}:00.000Z`)
const id = (n: number) => `01930f2a-6c00-7000-8000-00000000000${n}`
const officer = `person:${id(1)}`
const completion = { undecided: [] }
const now = { at: at('03:00'), actor: officer, completion }
const facts: ActivityFacts = { activity: 'patrol', officer: id(1), unit: id(2), start: at('01:00'), colleagues: [] }
const registered = { kind: 'ActivityRegistered/1', body: facts, at: at('01:00'), actor: officer }
const ended = { kind: 'ActivityEnded/1', body: { end: at('02:00') }, at: at('02:00'), actor: officer }
const on = given(activityStream, registered)

test('everything that stands in the way of registering is said at once', () => {
  const recorders = { needs: ['certified'], people: [{ name: '周立衡', state: { roles: ['officer'] } as never }] }
  const context = { ...now, recorders, devices: { known: [] }, unchecked: { numbers: ['DSJ-1'] } }
  const wrong = { ...facts, start: now.at, end: at('02:00'), devices: [id(3)] }
  expect(given(activityStream).when({ do: 'register', facts: wrong }, context).obstacles).toEqual([
    'activity-ends-before',
    'recorder-unqualified',
    'device-other-unit',
    'check-first',
  ])
})

test('an activity ends once, and not before it began', () => {
  const end: ActivityCommand = { do: 'end', end: at('02:00') }
  expect(on.when(end, now).happens).toEqual([{ kind: 'ActivityEnded/1', body: { end: at('02:00') } }])
  expect(on.when({ ...end, end: at('00:30') }, now).obstacles).toEqual(['activity-ends-before'])
  expect(given(activityStream, registered, ended).when(end, now).obstacles).toEqual(['activity-ended'])
})

test('what the rules want is there before it ends: a reason and who found it, what was written, what was done of a fault', () => {
  const end: ActivityCommand = { do: 'end', end: at('02:00') }
  const article = { article: 'trial/7' }
  const wanted = { foundBy: article, fallback: article, undecided: ['DSJ-1'], onFault: article }
  const claimed = { kind: 'ExemptionClaimed/1', body: { ground: 'unsuitable' }, at: now.at, actor: officer }
  const annotation = id(5)
  const told = (corrects?: object) => ({
    kind: 'ActivityAnnotated/1',
    body: { annotation, text: '经过', ...(corrects && { corrects }) },
    at: now.at,
    actor: officer,
  })
  const fallback = { fallback: '镜头损坏' }
  expect(
    given(activityStream, registered, claimed, told(fallback)).when(end, { ...now, completion: wanted }).obstacles,
  ).toEqual(['exemption-reason', 'exemption-undecided', 'fallback-unwritten', 'fault-undecided'])
  expect(
    given(activityStream, registered, told(fallback), told()).when(end, { ...now, completion: wanted }).obstacles,
  ).toEqual(['fault-undecided'])
  expect(given(activityStream, registered, claimed).when(end, now).obstacles).toEqual([])
})

test('that filming was restricted is said with how it hindered, where the rules want that', () => {
  const tell = (restricted: object, filmingFree?: { article: string }) =>
    on.when({ do: 'annotate', annotation: id(5), text: '限制拍摄', corrects: { restricted } }, { ...now, filmingFree })
      .obstacles
  const article = { article: 'trial/14' }
  expect(tell({}, article)).toEqual(['restriction-unfounded'])
  expect(tell({ hindered: '挡住查验' }, article)).toEqual([])
  expect(tell({})).toEqual([])
})

test('a gap is explained inside the activity, and a spoken reason lies inside its recording', () => {
  const told = { form: 'spoken', from: at('00:30'), to: at('01:30'), reason: '更换电池', recording: id(4) } as const
  const explain = (passage: { from: number; to: number }) =>
    on.when({ do: 'explain-gap', told: { ...told, passage } }, { ...now, length: 5000 }).obstacles
  expect(explain({ from: 0, to: 5900 })).toEqual(['stretch-outside'])
  expect(explain({ from: 0, to: 6100 })).toEqual(['stretch-outside', 'passage-outside'])
})

test('a recording is tied once, and only a tied one is untied', () => {
  const tie = { recording: id(4), reason: '同一地点' }
  const tied = given(activityStream, registered, { kind: 'RecordingTied/1', body: tie, at: now.at, actor: officer })
  expect(on.when({ do: 'tie', tie }, now).happens).toEqual([{ kind: 'RecordingTied/1', body: tie }])
  expect(tied.when({ do: 'tie', tie }, now).obstacles).toEqual(['tied-already'])
  expect(on.when({ do: 'untie', tie }, now).obstacles).toEqual(['not-tied'])
})

test('a content point is confirmed that the rules ask for, at a moment of a recording of the activity', () => {
  const judged = { points: ['现场'], recordings: [id(4)], isRequired: true }
  const mark = { recording: id(4), position: 400 }
  const confirm = (point: string, length: number) =>
    on.when({ do: 'confirm-picture', picture: { point, mark } }, { ...now, judged, length }).obstacles
  expect(confirm('现场', 500)).toEqual([])
  expect(confirm('现场', 300)).toEqual(['mark-outside'])
  expect(confirm('全景', 500)).toEqual(['point-unknown'])
})

test('filming is ordered of what goes on and need not be recorded anyhow', () => {
  const order: ActivityCommand = { do: 'order-filming', reason: '可能有争议' }
  const free = { ...now, otherActs: true, judged: { points: [], recordings: [], isRequired: false } }
  expect(on.when(order, free).happens).toEqual([{ kind: 'FilmingOrdered/1', body: { reason: '可能有争议' } }])
  expect(on.when(order, { ...free, otherActs: false }).obstacles).toEqual(['no-other-acts'])
  expect(on.when(order, { ...free, judged: { ...free.judged, isRequired: true } }).obstacles).toEqual([
    'required-anyhow',
  ])
  expect(given(activityStream, registered, ended).when(order, free).obstacles).toEqual(['activity-ended'])
})

test('what is decided without its context is a fault of ours and not let through', () => {
  expect(() => activityDecider.obstacles(undefined, { do: 'register', facts }, now)).toThrow(/recorders/)
})

test('nothing is done to an activity that was never registered', () => {
  expect(() => given(activityStream).when({ do: 'end', end: at('02:00') }, now)).toThrow(/nothing of that name/)
})
