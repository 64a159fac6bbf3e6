import {
  ActivityCorrection,
  ActivityDetails,
  ActivityFacts,
  ActivityReason,
  ExemptionClaim,
  GapExplanation,
  PictureConfirmed,
  RecordingLoss,
  RecordingTie,
} from '@liuhen/core/activities'
import { CalendarDate, Text } from '@liuhen/core/kernel'
import { Activity } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { CitationView } from '../packs/index.ts'
import { Days } from '../people/index.ts'
import { lookers } from '../recordings/index.ts'
import * as view from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
/** What is in the picture is confirmed point by point, each with its place. */
const details = ActivityDetails.omit({ pictures: true }).shape
/** Who goes out: officers, and those who assist them. */
const doers = ['officer', 'auxiliary', 'team-leader'] as const

export const activitiesEndpoints = endpoints({
  registerActivity: {
    method: 'POST',
    path: '/api/activities',
    allow: doers,
    title: 'Register an activity of one’s own; without a time it begins now',
    body: z.object({
      activity: Activity,
      /** A kind of the bureau's own, by its id; the activity is then `other`. */
      ownKind: z.uuid().optional(),
      ...ActivityFacts.pick({ start: true, end: true, place: true, colleagues: true, devices: true }).partial().shape,
      ...details,
    }),
    reply: z.object({
      id: z.uuid(),
      /** What whoever begins it is to know; it has begun all the same. */
      warnings: z.array(z.object({ code: z.string(), message: Text, citations: z.array(CitationView) })),
    }),
  },
  activityMeans: {
    method: 'GET',
    path: '/api/activity-means/:activity',
    allow: doers,
    title: 'With what an activity of that kind is recorded today, and what is wanted before, during and after it',
    params: z.object({ activity: Activity }),
    reply: view.ActivityMeans,
  },
  endActivity: {
    method: 'POST',
    path: '/api/activities/:id/end',
    whileSuspended: true,
    allow: doers,
    title: 'It has ended, now or at the time said',
    params: id,
    body: z.object({ at: ActivityFacts.shape.start.optional() }),
    reply: done,
  },
  annotateActivity: {
    method: 'POST',
    path: '/api/activities/:id/annotations',
    allow: doers,
    title: 'Add an annotation, which may correct what was registered; that stays beside it',
    params: id,
    body: z.object({
      text: z.string().trim().min(2).max(2000),
      corrects: ActivityCorrection.omit({ pictures: true }).optional(),
    }),
    reply: done,
  },
  confirmPicture: {
    method: 'POST',
    path: '/api/activities/:id/pictures',
    allow: doers,
    title: 'Say where a content point is in the picture, or why it does not occur here',
    params: id,
    body: PictureConfirmed,
    reply: view.ActivityCoverage,
  },
  tieRecording: {
    method: 'POST',
    path: '/api/activities/:id/recordings',
    allow: doers,
    title: 'Tie a recording to an activity, besides those its people made meanwhile',
    params: id,
    body: RecordingTie,
    reply: view.ActivityCoverage,
  },
  untieRecording: {
    method: 'POST',
    path: '/api/activities/:id/recordings/untie',
    allow: doers,
    title: 'Take back a tie that was wrong',
    params: id,
    body: RecordingTie,
    reply: view.ActivityCoverage,
  },
  claimExemption: {
    method: 'POST',
    path: '/api/activities/:id/exemption',
    allow: doers,
    title: 'Say that an activity needs no filming, on a ground of the instrument; refused where it must be filmed',
    params: id,
    body: ExemptionClaim,
    reply: view.ActivityCoverage,
  },
  loseActivityRecording: {
    method: 'POST',
    path: '/api/activities/:id/losses',
    allow: doers,
    title: 'Report that what was recorded of an activity was lost before it was handed over',
    params: id,
    body: RecordingLoss,
    reply: done,
  },
  orderFilming: {
    method: 'POST',
    path: '/api/activities/:id/order',
    allow: ['team-leader', 'deputy-head', 'head'],
    title: 'Have an activity that goes on recorded from now on, where the rules have other acts recorded',
    params: id,
    body: z.object({ reason: ActivityReason }),
    reply: view.ActivityCoverage,
  },
  explainActivityGap: {
    method: 'POST',
    path: '/api/activities/:id/gaps',
    whileSuspended: true,
    allow: doers,
    title: 'Explain why a stretch of an activity was not recorded',
    params: id,
    body: GapExplanation,
    reply: view.ActivityCoverage,
  },
  reviewActivity: {
    method: 'POST',
    path: '/api/activities/:id/reviews',
    allow: ['legal-section', 'legal-officer', 'inspection-section'],
    title: 'Say what was found on looking into what was not recorded',
    params: id,
    body: z.object({ text: z.string().trim().min(2).max(2000) }),
    reply: done,
  },
  unrecorded: {
    method: 'GET',
    path: '/api/coverage/unrecorded',
    allow: lookers,
    title:
      'Activities of late that had to be recorded and were not in part or whole, with what the viewer does about each',
    reply: z.object({
      /** Looked at from this day on. */
      from: CalendarDate,
      rows: z.array(view.UnrecordedActivity),
    }),
  },
  listActivities: {
    method: 'GET',
    path: '/api/activities',
    allow: lookers,
    title: 'Activities, latest first',
    query: z.object({
      ...Days.shape,
      officer: z.uuid().optional(),
      unit: z.uuid().optional(),
      activity: Activity.optional(),
      /** Only those that have not ended. */
      running: z.enum(['true', 'false']).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    reply: z.object({ rows: z.array(view.ActivityRow), total: z.number().int() }),
  },
  showActivity: {
    method: 'GET',
    path: '/api/activities/:id',
    allow: lookers,
    title: 'An activity, its recordings, what is missing and what to do',
    params: id,
    reply: view.ActivityView,
  },
  assessment: {
    method: 'GET',
    path: '/api/coverage/assessment',
    allow: ['legal-section', 'legal-officer', 'inspection-section', 'team-leader', 'deputy-head', 'head'],
    title: 'How units recorded in a quarter, in shares',
    query: z.object({ quarter: view.Quarter.optional() }),
    reply: view.Assessment,
  },
  assessmentRows: {
    method: 'GET',
    path: '/api/coverage/assessment/rows',
    allow: ['legal-section', 'legal-officer', 'inspection-section', 'team-leader', 'deputy-head', 'head'],
    title: 'The activities that the shares of a unit or an officer are of, and the recordings handed over late',
    query: z.object({ quarter: view.Quarter.optional(), unit: z.uuid().optional(), officer: z.uuid().optional() }),
    reply: view.AssessmentRows,
  },
  dayCoverage: {
    method: 'GET',
    path: '/api/coverage',
    allow: lookers,
    title: 'A day in lanes by officer: activities, recordings, gaps and what to do about each',
    query: z.object({ day: Days.shape.from, unit: z.uuid().optional() }),
    reply: view.DayCoverage,
  },
})
