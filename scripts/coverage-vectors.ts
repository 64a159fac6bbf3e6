import type { Json } from '@liuhen/core/kernel'
import { awaitedVectors } from './awaited-vectors.ts'

/** The vectors of spec/activities.md and spec/recordings.md: files to accept, files to refuse with every code, and times taken apart. */
const at = (time: string): string => `2026-11-20T${time}:00.000Z`

export const NOW = '2026-11-22T00:00:00.000Z'

const people: Json = [
  {
    id: 'p1',
    name: '王某',
    kind: 'officer',
    unit: '一中队',
    regular: true,
    certificates: [{ from: '2024-01-01', to: '2028-12-31' }],
  },
  { id: 'p2', kind: 'auxiliary' },
]
const inspection = { id: 'a1', type: 'site-inspection', start: at('01:00'), end: at('01:30'), officers: ['p1', 'p2'] }
const activities: Json = {
  format: 'liuhen-activities/1',
  people,
  duties: [{ person: 'p1', start: at('00:30'), end: at('09:30') }],
  activities: [
    {
      ...inspection,
      place: '南河路 12 号',
      unit: '一中队',
      arrived: at('00:58'),
      case: '2026-0117',
      step: '现场检查',
      marks: [{ mark: 'uncooperative', at: at('01:10') }, { mark: 'life-property-site' }],
      notices: [{ at: at('00:59') }, { of: 'uncooperative', at: at('01:11') }],
      pictures: [{ point: '执法现场环境' }, { point: '证人', notHere: '现场没有证人' }],
      oneCamera: '现场狭小',
    },
    { id: 'a2', type: 'patrol', start: at('03:00'), end: at('05:00'), officers: ['p2'] },
  ],
}

const first = { id: 'r1', device: 'DSJ-A1-000123', recorder: 'p1', start: at('00:58'), end: at('01:10'), error: 1200 }
const second = { ...first, id: 'r2', start: at('01:14'), end: at('01:31') }
const gap = { after: 'r1', before: 'r2', reason: '设备故障' }
const recordings: Json = {
  format: 'liuhen-recordings/1',
  recordings: [
    {
      ...first,
      deviceKind: 'body-camera',
      holds: ['sound', 'picture'],
      handedOver: at('10:00'),
      evidence: true,
      disc: at('11:00'),
      consolidated: at('12:00'),
    },
    { ...second, away: { reason: '异地执法', returned: at('12:00') } },
    {
      id: 'r3',
      device: 'CAM-7',
      deviceKind: 'surveillance',
      start: at('02:00'),
      end: at('06:00'),
      error: 'unknown',
      activities: ['a2'],
    },
  ],
  interruptions: [
    { ...gap, spoken: { at: at('01:15') } },
    {
      ...gap,
      written: { at: at('08:00'), intoFile: true },
      reported: { at: at('01:12'), to: '单位负责人' },
      did: ['other-device'],
    },
    { ...gap, written: { at: at('08:00'), intoFile: true, notSpoken: '恢复时现场混乱，无法口述' } },
    { activity: 'a2', reason: '设备故障', reported: { at: at('03:01') }, did: ['stop-device'] },
  ],
  checks: [{ device: 'DSJ-A1-000123', at: at('00:20'), passed: ['battery', 'storage'], failed: ['clock'] }],
}

const smallActivities = (more: object = {}): Json => ({
  format: 'liuhen-activities/1',
  people,
  activities: [{ ...inspection, ...more }],
})
const smallRecordings = (more: object = {}): Json => ({
  format: 'liuhen-recordings/1',
  recordings: [{ ...first, ...more }],
})
type Refused = readonly [why: string, file: Json, codes: readonly string[]]

const refusedActivities: readonly Refused[] = [
  ['no object', [], ['file-malformed']],
  [
    'another version of the format',
    { ...(smallActivities() as object), format: 'liuhen-activities/2' },
    ['format-unknown'],
  ],
  ['no activities', { format: 'liuhen-activities/1' }, ['member-missing']],
  ['a member the file does not have', { ...(smallActivities() as object), remark: '' }, ['member-unknown']],
  ['a member an activity does not have', smallActivities({ where: '南河路' }), ['member-unknown']],
  ['no officer', smallActivities({ officers: [] }), ['member-wrong']],
  ['an activity of no known kind', smallActivities({ type: 'parade' }), ['member-wrong']],
  ['a time in another zone', smallActivities({ start: '2026-11-20T09:00:00.000+08:00' }), ['member-wrong']],
  [
    'a day that there is not',
    smallActivities({ start: '2026-02-30T01:00:00.000Z', end: '2026-02-30T01:30:00.000Z' }),
    ['member-wrong'],
  ],
  [
    'the 29th of February of a year without one',
    smallActivities({ start: '2100-02-29T01:00:00.000Z' }),
    ['member-wrong'],
  ],
  ['a time without milliseconds', smallActivities({ start: '2026-11-20T01:00:00Z' }), ['member-wrong']],
  ['ending before it starts', smallActivities({ end: at('00:59') }), ['ends-before-start']],
  ['ending when it starts', smallActivities({ end: at('01:00') }), ['ends-before-start']],
  ['longer than a day', smallActivities({ end: '2026-11-21T01:00:00.001Z' }), ['longer-than-a-day']],
  [
    'in the future',
    smallActivities({ start: '2026-11-22T00:00:00.001Z', end: '2026-11-22T00:30:00.000Z' }),
    ['in-the-future'],
  ],
  [
    'ending in the future',
    smallActivities({ start: '2026-11-21T23:50:00.000Z', end: '2026-11-22T00:30:00.000Z' }),
    ['in-the-future'],
  ],
  [
    'still going on, and begun in the future',
    smallActivities({ start: '2026-11-22T00:00:00.001Z', end: undefined }),
    ['in-the-future'],
  ],
  [
    'still going on, with a mark in the future',
    smallActivities({ end: undefined, marks: [{ mark: 'uncooperative', at: '2026-11-22T00:00:00.001Z' }] }),
    ['mark-outside'],
  ],
  ['arrived after it started', smallActivities({ arrived: at('01:01') }), ['arrived-after-start']],
  ['a mark outside it', smallActivities({ marks: [{ mark: 'uncooperative', at: at('01:31') }] }), ['mark-outside']],
  ['an officer nobody knows', smallActivities({ officers: ['p1', 'p9'] }), ['person-unknown']],
  [
    'an id given twice',
    { ...(smallActivities() as object), activities: [inspection, { ...inspection, start: at('00:30') }] },
    ['id-repeated'],
  ],
  [
    'a certificate that ends before it begins',
    {
      ...(smallActivities() as object),
      people: [
        { id: 'p1', kind: 'officer', certificates: [{ from: '2026-01-02', to: '2026-01-01' }] },
        { id: 'p2', kind: 'auxiliary' },
      ],
    },
    ['ends-before-start'],
  ],
  [
    'several things at once',
    {
      ...(smallActivities() as object),
      activities: [
        { ...inspection, end: at('00:59'), remark: '' },
        { ...inspection, end: at('00:59') },
      ],
    },
    ['member-unknown', 'ends-before-start'],
  ],
]

const refusedRecordings: readonly Refused[] = [
  ['no recordings', { format: 'liuhen-recordings/1' }, ['member-missing']],
  ['a member a recording does not have', smallRecordings({ officer: 'p1' }), ['member-unknown']],
  ['no error', smallRecordings({ error: undefined }), ['member-missing']],
  ['a negative error', smallRecordings({ error: -1 }), ['member-wrong']],
  ['an error in words', smallRecordings({ error: 'small' }), ['member-wrong']],
  ['ending before it starts', smallRecordings({ end: at('00:57') }), ['ends-before-start']],
  ['longer than a day', smallRecordings({ end: '2026-11-21T00:58:00.001Z' }), ['longer-than-a-day']],
  [
    'in the future, whatever its error',
    smallRecordings({ start: '2026-11-22T00:00:01.201Z', end: '2026-11-22T00:20:00.000Z' }),
    ['in-the-future'],
  ],
  ['handed over before it began', smallRecordings({ handedOver: '2026-11-20T00:57:58.799Z' }), ['before-recording']],
  ['on disc before it began', smallRecordings({ disc: at('00:50') }), ['before-recording']],
  ['gathered before it began', smallRecordings({ consolidated: at('00:50') }), ['before-recording']],
  ['on a day that there is not', smallRecordings({ start: '2026-02-30T00:58:00.000Z' }), ['member-wrong']],
  ['handed over in the future', smallRecordings({ handedOver: '2026-11-22T00:00:00.001Z' }), ['in-the-future']],
  ['a recorder nobody knows', smallRecordings({ recorder: 'p9' }), ['person-unknown']],
  ['tied to an activity nobody knows', smallRecordings({ activities: ['a9'] }), ['activity-unknown']],
  ['an id given twice', { ...(smallRecordings() as object), recordings: [first, first] }, ['id-repeated']],
  [
    'an interruption that is nowhere',
    { ...(smallRecordings() as object), interruptions: [{ reason: '设备故障' }] },
    ['interruption-nowhere'],
  ],
  [
    'an interruption of a recording nobody knows',
    { ...(smallRecordings() as object), interruptions: [{ after: 'r9', reason: '设备故障' }] },
    ['recording-unknown'],
  ],
  [
    'an interruption without a reason',
    { ...(smallRecordings() as object), interruptions: [{ after: 'r1' }] },
    ['member-missing'],
  ],
  [
    'a check of something unknown',
    { ...(smallRecordings() as object), checks: [{ device: 'd', at: at('00:20'), passed: ['lens'] }] },
    ['member-wrong'],
  ],
]

const refused = (cases: readonly Refused[]) => cases.map(([why, file, codes]) => ({ why, file, codes }))

/** Times as minutes after 01:00, so that a reader can follow; lengths of `error` in seconds. */
type Minutes = readonly (readonly [from: number, to: number])[]
interface Taken {
  readonly why: string
  readonly recordings: readonly (readonly [device: string, from: number, to: number, error: number | 'unknown'])[]
  readonly explained?: Minutes
  readonly covered: Minutes
  readonly uncertain: Minutes
  readonly missing: Minutes
  readonly closed?: Minutes
}

/** Worked out by hand, not by the code they are held against. All required from minute 0 to minute 30. */
const taken: readonly Taken[] = [
  { why: 'nothing recorded', recordings: [], covered: [], uncertain: [], missing: [[0, 30]] },
  {
    why: 'all recorded by a perfect clock',
    recordings: [['A', -1, 31, 0]],
    covered: [[0, 30]],
    uncertain: [],
    missing: [],
  },
  {
    why: 'late and early',
    recordings: [['A', 2, 28, 0]],
    covered: [[2, 28]],
    uncertain: [],
    missing: [
      [0, 2],
      [28, 30],
    ],
  },
  {
    why: 'a clock known to within a minute',
    recordings: [['A', 2, 28, 60]],
    covered: [[3, 27]],
    uncertain: [
      [1, 3],
      [27, 29],
    ],
    missing: [
      [0, 1],
      [29, 30],
    ],
  },
  {
    why: 'files of one take: the seam is certain',
    recordings: [
      ['A', 0, 10, 60],
      ['A', 10, 30, 60],
    ],
    covered: [[1, 29]],
    uncertain: [
      [0, 1],
      [29, 30],
    ],
    missing: [],
  },
  {
    why: 'the same times on two devices: their clocks are not one',
    recordings: [
      ['A', 0, 10, 60],
      ['B', 10, 30, 60],
    ],
    covered: [
      [1, 9],
      [11, 29],
    ],
    uncertain: [
      [0, 1],
      [9, 11],
      [29, 30],
    ],
    missing: [],
  },
  {
    why: 'two cameras cover what neither does alone',
    recordings: [
      ['A', -5, 18, 60],
      ['B', 15, 40, 60],
    ],
    covered: [[0, 30]],
    uncertain: [],
    missing: [],
  },
  {
    why: 'an error longer than the recording leaves nothing certain',
    recordings: [['A', 10, 12, 120]],
    covered: [],
    uncertain: [[8, 14]],
    missing: [
      [0, 8],
      [14, 30],
    ],
  },
  {
    why: 'a clock nobody measured',
    recordings: [['A', 5, 30, 'unknown']],
    covered: [],
    uncertain: [[5, 30]],
    missing: [[0, 5]],
  },
  {
    why: 'an accepted explanation closes its gap and what the clock leaves open beside it',
    recordings: [
      ['A', -5, 10, 60],
      ['A', 20, 40, 60],
    ],
    explained: [[9, 21]],
    covered: [
      [0, 9],
      [21, 30],
    ],
    uncertain: [],
    missing: [],
    closed: [[9, 21]],
  },
  {
    why: 'an explanation takes nothing from what is recorded',
    recordings: [['A', 0, 20, 0]],
    explained: [[15, 25]],
    covered: [[0, 20]],
    uncertain: [],
    missing: [[25, 30]],
    closed: [[20, 25]],
  },
]

const instant = (minute: number): string => new Date(Date.parse(at('01:00')) + minute * 60_000).toISOString()
const stretches = (minutes: Minutes) => minutes.map(([from, to]) => ({ from: instant(from), to: instant(to) }))

const timeVectors = () =>
  taken.map(({ why, recordings, explained = [], covered, uncertain, missing, closed = [] }) => ({
    why,
    required: stretches([[0, 30]]),
    recordings: recordings.map(([device, from, to, error], i) => ({
      id: `r${i}`,
      device,
      recorder: 'p1',
      start: instant(from),
      end: instant(to),
      error: error === 'unknown' ? error : error * 1000,
    })),
    accepted: stretches(explained),
    covered: stretches(covered),
    uncertain: stretches(uncertain),
    missing: stretches(missing),
    explained: stretches(closed),
  }))

/** Every file of these formats in spec/vectors/. */
export const coverageVectors = () => ({
  'activities.json': {
    now: NOW,
    accepted: [activities, smallActivities(), smallActivities({ end: undefined })],
    refused: refused(refusedActivities),
  },
  'recordings.json': {
    now: NOW,
    beside: activities,
    accepted: [recordings, smallRecordings()],
    refused: refused(refusedRecordings),
  },
  'coverage.json': timeVectors(),
  'awaited.json': awaitedVectors(),
})
