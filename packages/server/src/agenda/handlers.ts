import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { type ReminderCommand, reminderStream } from '@liuhen/core/agenda'
import { because, Denied, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { dueList } from '../cases/index.ts'
import { bureauOf } from '../people/index.ts'
import type { Handlers } from '../platform/served.ts'
import { feedOf } from './feed.ts'
import { type Agenda, makeFeedKey, ownerOf, revokeFeedKey, showFeedKey } from './keys.ts'
import { agendaMonth, whoseOf } from './month.ts'

const DAY = 86_400_000
/** A feed reaches so far back and ahead, and holds at most so many. */
const [BACK, AHEAD, MOST] = [366 * DAY, 366 * DAY, 1000]

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** What is due on which day, on a page and as a feed for calendar programs. */
export function agendaHandlers(here: Agenda): Partial<Handlers> {
  const { db, clock, journal, law } = here
  const remindMe = async ({ person }: Viewer, command: ReminderCommand): Promise<void> => {
    const moment = { at: clock.now(), actor: `person:${person}` }
    await db.transaction().execute((trx) => journal.act(trx, reminderStream, person, command, moment))
  }
  return {
    agendaMonth: async ({ viewer, params, query }) =>
      agendaMonth(db, await law.book(db), signedIn(viewer), clock.now(), { ...params, ...query }),
    agendaFeed: async ({ query, request, secure }) => {
      const viewer = await ownerOf(here, query.key)
      if (!viewer || !permits(viewer.roles, 'agendaMonth'))
        throw because(
          Denied,
          'feed-key-opens-nothing',
          '这个日历订阅地址无效或者已经停用，请在“我的账号”重新开通',
          'This calendar address opens nothing any more; make a new one on your account page',
        )
      const [now, bureau] = [clock.now(), await bureauOf(db)]
      const from = (distance: number) => instantOf(millisecondsOf(now) + distance)
      const whose = whoseOf(viewer, query.whose)
      const asked = { whose, after: from(-BACK), until: from(AHEAD), limit: MOST }
      const { clocks } = await dueList(db, (await law.book(db)).calendar, viewer, now, asked)
      const origin = `${secure ? 'https' : 'http'}://${request.headers.get('host') ?? new URL(request.url).host}`
      const named = { name: bureau?.name ?? '', slug: bureau?.slug ?? 'liuhen' }
      const body = feedOf({ clocks, bureau: named, language: query.language ?? 'zh', origin, at: now })
      return new Response(body, {
        headers: {
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': 'inline; filename="liuhen.ics"',
          'cache-control': 'private, no-store',
        },
      })
    },
    showFeedKey: async ({ viewer }) => {
      const key = await showFeedKey(db, signedIn(viewer))
      return key ? { key } : {}
    },
    showReminders: async ({ viewer }) => {
      const row = await db
        .selectFrom('reminder_addresses')
        .select('address')
        .where('id', '=', signedIn(viewer).person)
        .executeTakeFirst()
      return { ...here.reminders, ...(row?.address && { address: row.address }) }
    },
    setReminders: async ({ viewer, body }) => {
      await remindMe(signedIn(viewer), { do: 'set', address: body.address })
      return {}
    },
    clearReminders: async ({ viewer }) => {
      await remindMe(signedIn(viewer), { do: 'clear' })
      return {}
    },
    makeFeedKey: async ({ viewer }) => ({ key: await makeFeedKey(here, signedIn(viewer)) }),
    revokeFeedKey: async ({ viewer }) => {
      await revokeFeedKey(here, signedIn(viewer))
      return {}
    },
  }
}
