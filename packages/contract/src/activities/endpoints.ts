import { ActivityCorrection, ActivityDetails, ActivityFacts, GapExplanation } from '@liuhen/core/activities'
import { Activity } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import { Days } from '../people/index.ts'
import { lookers } from '../recordings/index.ts'
import * as view from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
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
      ...ActivityFacts.pick({ start: true, end: true, place: true, colleagues: true }).partial().shape,
      ...ActivityDetails.shape,
    }),
    reply: z.object({ id: z.uuid() }),
  },
  endActivity: {
    method: 'POST',
    path: '/api/activities/:id/end',
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
    body: z.object({ text: z.string().trim().min(2).max(2000), corrects: ActivityCorrection.optional() }),
    reply: done,
  },
  explainActivityGap: {
    method: 'POST',
    path: '/api/activities/:id/gaps',
    allow: doers,
    title: 'Explain why a stretch of an activity was not recorded',
    params: id,
    body: GapExplanation,
    reply: view.ActivityCoverage,
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
  dayCoverage: {
    method: 'GET',
    path: '/api/coverage',
    allow: lookers,
    title: 'A day in lanes by officer: activities, recordings, gaps and what to do about each',
    query: z.object({ day: Days.shape.from, unit: z.uuid().optional() }),
    reply: view.DayCoverage,
  },
})
