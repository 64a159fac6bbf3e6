import { reminderEvents } from '@liuhen/core/agenda'
import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'
import * as view from './views.ts'

/** Where calendar programs ask; the key is told once, when it is made. */
export const feedPath = '/api/calendar.ics'

export const agendaEndpoints = endpoints({
  agendaMonth: {
    method: 'GET',
    path: '/api/calendar/months/:month',
    allow: caseLookers,
    title: 'A month day by day: rest days, and the clocks of cases that end on each',
    params: z.object({ month: view.MonthName }),
    query: z.object({ whose: view.Whose.optional() }),
    reply: view.AgendaMonth,
  },
  /** A calendar program cannot sign in: it shows a key, which is looked up and opens this and nothing else. */
  agendaFeed: {
    method: 'GET',
    path: feedPath,
    allow: 'anyone',
    secret: true,
    title: 'The clocks of the key’s owner as iCalendar, without a name of any party',
    raw: true,
    query: z.object({
      key: z.string().regex(/^[\w-]{43}$/),
      whose: view.Whose.optional(),
      language: z.enum(['zh', 'en']).optional(),
    }),
  },
  showFeedKey: {
    method: 'GET',
    path: '/api/calendar/key',
    allow: 'signed-in',
    title: 'Whether one has a calendar feed, since when, and when it was last read',
    reply: z.object({ key: view.FeedKeyView.optional() }),
  },
  makeFeedKey: {
    method: 'POST',
    path: '/api/calendar/key',
    whileSuspended: true,
    allow: caseLookers,
    secret: true,
    title: 'Make a key for one’s own calendar feed; the one before it stops working',
    reply: z.object({ key: z.string() }),
  },
  showReminders: {
    method: 'GET',
    path: '/api/calendar/reminders',
    allow: 'signed-in',
    title: 'Whether reminders are sent by mail here, and where one’s own go',
    reply: view.Reminders,
  },
  setReminders: {
    method: 'PUT',
    path: '/api/calendar/reminders',
    whileSuspended: true,
    allow: caseLookers,
    title: 'Say where one’s own reminders go',
    body: reminderEvents['ReminderAddressSet/1'],
    reply: z.object({}),
  },
  clearReminders: {
    method: 'DELETE',
    path: '/api/calendar/reminders',
    allow: 'signed-in',
    title: 'Want no reminders by mail any more',
    reply: z.object({}),
  },
  revokeFeedKey: {
    method: 'DELETE',
    path: '/api/calendar/key',
    allow: 'signed-in',
    title: 'Revoke the key of one’s own calendar feed',
    reply: z.object({}),
  },
})
