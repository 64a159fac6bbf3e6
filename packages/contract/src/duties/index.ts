import { Attendance, NamedPost, PostFacts, TrainingPlan, TrainingTopic, Turn } from '@liuhen/core/duties'
import { CalendarDate, Text } from '@liuhen/core/kernel'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/views.ts'
import { CsvFile, ImportReport, Stamp } from '../people/index.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const made = z.object({ id: z.uuid() })
const named = z.object({ id: z.uuid(), name: z.string() })
const reason = z.string().trim().min(2).max(500)

/** Everybody whose work it is to enforce, to lead or to watch over it. */
const lookers = [
  'officer',
  'auxiliary',
  'team-leader',
  'legal-officer',
  'legal-section',
  'inspection-section',
  'information-centre',
  'office',
  'deputy-head',
  'head',
  'custodian',
] as const
const namers = ['team-leader', 'legal-section', 'office', 'deputy-head', 'head'] as const
const rosterKeepers = ['team-leader', 'office'] as const
const trainers = ['team-leader', 'legal-section', 'inspection-section', 'office'] as const

/** A post that the instruments in force ask for, of a unit or the bureau, and whether somebody fills it today. */
export const PostWanted = z.object({
  post: NamedPost,
  title: Text,
  unit: named.optional(),
  holders: z.array(named),
  /** The viewer is among those who name it. */
  yours: z.boolean(),
  citations: z.array(CitationView),
})
export type PostWanted = z.infer<typeof PostWanted>

/** Who is or was in a post. */
export const PostRow = z.object({
  id: z.uuid(),
  post: NamedPost,
  unit: named.optional(),
  person: named,
  from: CalendarDate,
  to: CalendarDate.optional(),
  function: z.string().optional(),
  named: Stamp,
  left: Stamp.extend({ reason: z.string() }).optional(),
  yours: z.boolean(),
})
export type PostRow = z.infer<typeof PostRow>

export const RosterRow = z.object({
  id: z.uuid(),
  unit: named,
  day: CalendarDate,
  turns: z.array(Turn.extend({ name: z.string() })),
  entered: Stamp,
  changed: Stamp.extend({ reason: z.string() }).optional(),
  yours: z.boolean(),
})
export type RosterRow = z.infer<typeof RosterRow>

export const TrainingRow = z.object({
  id: z.uuid(),
  ...TrainingPlan.omit({ people: true }).shape,
  people: z.array(named),
  planned: Stamp,
  held: Stamp.extend({
    on: CalendarDate,
    note: z.string().optional(),
    attendance: z.array(Attendance.extend({ name: z.string() })),
  }).optional(),
  cancelled: Stamp.extend({ reason: z.string() }).optional(),
})
export type TrainingRow = z.infer<typeof TrainingRow>

/** What the instruments ask of the bureau and is not there, unit by unit; what nobody entered is said to be unknown. */
export const Readiness = z.object({
  day: CalendarDate,
  /** All units, or the viewer’s own. */
  whole: z.boolean(),
  posts: z.array(PostWanted),
  /** Matters that are not laid down, with the setting that would. */
  areas: z.array(z.object({ name: Text, setting: z.string().optional(), citations: z.array(CitationView) })),
  /** Of each unit and that day. `roster` `unknown`: nobody entered who is on duty, and nothing is said of anybody. */
  units: z.array(
    z.object({
      unit: named,
      roster: z.enum(['entered', 'unknown']),
      onDuty: z.number().int(),
      usable: z.number().int(),
      shortfall: z.number().int(),
      withoutDevice: z.array(named),
    }),
  ),
  equipment: z.array(CitationView),
  untrained: z.array(
    z.object({
      person: named,
      unit: named,
      topic: TrainingTopic,
      last: CalendarDate.optional(),
      citations: z.array(CitationView),
    }),
  ),
  /** Periods gone by in which the bureau did not inspect as it has to. */
  inspections: z.array(
    z.object({
      what: Text,
      office: z.string(),
      firstDay: CalendarDate,
      lastDay: CalendarDate,
      citations: z.array(CitationView),
    }),
  ),
})
export type Readiness = z.infer<typeof Readiness>

export const dutiesEndpoints = endpoints({
  listPosts: {
    method: 'GET',
    path: '/api/posts',
    allow: lookers,
    title: 'Posts the instruments ask for, and who is or was in each, with days',
    reply: z.object({ wanted: z.array(PostWanted), held: z.array(PostRow) }),
  },
  fillPost: {
    method: 'POST',
    path: '/api/posts',
    allow: namers,
    title: 'Name somebody to a post from a day on',
    body: PostFacts,
    reply: made,
  },
  leavePost: {
    method: 'POST',
    path: '/api/posts/:id/end',
    allow: namers,
    title: 'Enter somebody’s last day in a post; that they had it stays',
    params: id,
    body: z.object({ to: CalendarDate, reason }),
    reply: done,
  },
  listRosters: {
    method: 'GET',
    path: '/api/rosters',
    allow: lookers,
    title: 'Who is on duty when, by unit and day',
    query: z.object({ from: CalendarDate, to: CalendarDate, unit: z.uuid().optional() }),
    reply: z.array(RosterRow),
  },
  enterRoster: {
    method: 'POST',
    path: '/api/rosters',
    allow: rosterKeepers,
    title: 'Enter who of a unit is on duty in turns beginning on a day; one that is there changes with a reason',
    body: z.object({ unit: z.uuid(), day: CalendarDate, turns: z.array(Turn).max(500), reason: reason.optional() }),
    reply: made,
  },
  importRosters: {
    method: 'POST',
    path: '/api/rosters/csv',
    allow: rosterKeepers,
    title: 'Bring rosters in from CSV: all rows or none',
    most: 6 * 1024 * 1024,
    body: CsvFile.extend({ check: z.boolean() }),
    reply: ImportReport,
  },
  listTrainings: {
    method: 'GET',
    path: '/api/trainings',
    allow: lookers,
    title: 'Trainings, the latest first, with who came and what came of it',
    reply: z.array(TrainingRow),
  },
  planTraining: {
    method: 'POST',
    path: '/api/trainings',
    allow: trainers,
    title: 'Plan a training',
    body: TrainingPlan,
    reply: made,
  },
  holdTraining: {
    method: 'POST',
    path: '/api/trainings/:id/attendance',
    allow: trainers,
    title: 'Enter who came to a training and what came of it',
    params: id,
    body: z.object({
      on: CalendarDate,
      attendance: z.array(Attendance).min(1).max(500),
      note: z.string().trim().min(2).max(2000).optional(),
    }),
    reply: done,
  },
  cancelTraining: {
    method: 'POST',
    path: '/api/trainings/:id/cancellation',
    allow: trainers,
    title: 'Cancel a training',
    params: id,
    body: z.object({ reason }),
    reply: done,
  },
  readiness: {
    method: 'GET',
    path: '/api/readiness',
    allow: lookers,
    title: 'What the instruments ask of the bureau and is not there: posts, devices, training, inspection',
    query: z.object({ day: CalendarDate.optional() }),
    reply: Readiness,
  },
})
