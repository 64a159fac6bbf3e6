import { afterAll, beforeAll, expect, test } from 'vitest'
import ICAL from 'ical.js'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { AgendaMonth } from '@liuhen/contract/agenda'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { filedCase } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'

const DAY = 86_400_000
let team: TrialTeam
let filed: string
let seized: string
beforeAll(async () => {
  team = await trialTeam()
  filed = await filedCase(team)
  seized = await filedCase(team)
  await team.approved(seized, 'evidence-preserved', {}, team.legal, team.leader, team.head)
  await team.done(seized, 'evidence-preserved', { ...team.now(), place: '夜市', says: PAPERS })
})
afterAll(() => team[Symbol.asyncDispose]())

const PAPERS = {
  'certificate-shown': true,
  'rights-told': true,
  'record-made': true,
  'inventory-handed-over': true,
  'party-signed': true,
  'keeper-signed': true,
  'witness-signed': true,
  goods: '电子秤',
  'goods-count': 1,
}
const after = (days: number): CalendarDate => dayOf(instantOf(millisecondsOf(team.server.clock.now()) + days * DAY))
const monthOf = (day: string): string => day.slice(0, 7)
const ends = (month: AgendaMonth) => month.clocks.map((one) => [one.case.id, one.title.zh, one.day])
const month = (who: SignedIn, day: string, whose?: 'mine' | 'unit' | 'all') =>
  who.agendaMonth({ params: { month: monthOf(day) }, query: { whose } })

test('a case runs in calendar days, its preserved evidence in working days, and each is told so wherever it is told', async () => {
  const { clocks } = await team.officer.showCase({ params: { id: seized } })
  const preserved = clocks.find((one) => one.left?.counted.includes('working-day'))
  expect(preserved?.left?.workingDays).toBe(7)
  expect(preserved?.left?.days).toBeGreaterThan(7)
  const [row] = (await team.officer.listCases({ query: {} })).rows.filter((one) => one.id === filed)
  expect(row?.due).toMatchObject({ title: { zh: '办案期限' }, left: { counted: ['calendar-day'], days: 60 }, ties: [] })
})

test('a clock stands on the day it ends, in the month of that day, for whoever may see its case', async () => {
  const day = after(60)
  for (const who of [team.officer, team.leader, team.legal, team.head]) {
    const found = await month(who, day)
    expect(ends(found)).toContainEqual([filed, '办案期限', day])
    expect(found.days.map((one) => one.date)).toContain(day)
  }
  expect(ends(await month(team.outsider, day))).toEqual([])
  expect(ends(await month(team.officer, after(0)))).not.toContainEqual([filed, '办案期限', day])
})

test('nobody looks further than their role reaches, whatever they ask for', async () => {
  const day = after(60)
  const reach = async (who: SignedIn) => (await month(who, day)).reach
  expect(await reach(team.officer)).toEqual(['mine'])
  expect(await reach(team.leader)).toEqual(['mine', 'unit'])
  expect(await reach(team.head)).toEqual(['mine', 'unit', 'all'])
  expect(await month(team.outsider, day, 'all')).toMatchObject({ whose: 'mine', clocks: [], late: [] })
  expect(await month(team.head, day, 'mine')).toMatchObject({ whose: 'mine', clocks: [] })
  await expect(month(await team.server.as('custodian'), day)).rejects.toMatchObject({ problem: { status: 403 } })
})

test('days of rest are told with their names, and a year that is not announced is said to be so', async () => {
  const found = await month(team.officer, '2026-10-01')
  expect(found.announced).toBe(true)
  expect(found.days.find((one) => one.date === '2026-10-01')).toMatchObject({ kind: 'holiday', statutory: true })
  expect(found.days.find((one) => one.date === '2026-10-10')).toMatchObject({ kind: 'make-up' })
  expect((await month(team.officer, '2031-02-01')).announced).toBe(false)
  for (const bad of ['2026-13', '2026-1', '1026-01'])
    await expect(team.officer.agendaMonth({ params: { month: bad } })).rejects.toMatchObject({
      problem: { status: 400 },
    })
})

/** Asks as a calendar program does: with nothing but the address. */
const pulled = async (key: string, more = ''): Promise<Response> =>
  fetch(`${team.server.url}/api/calendar.ics?key=${key}${more}`)
const parsed = async (key: string, more = '') => {
  const response = await pulled(key, more)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await response.text()
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
  return { text, events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)) }
}
const events = async (kind: string) =>
  team.server.database.db.selectFrom('journal').select(['actor', 'body']).where('kind', '=', kind).execute()

test('the feed reads back in another program: whole days, stable names, folded lines, and nobody of the case in it', async () => {
  const { key } = await team.officer.makeFeedKey()
  const { text, events: all } = await parsed(key)
  expect(text.endsWith('\r\n') || text.endsWith('END:VCALENDAR')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const day = after(60)
  const one = all.find((event) => event.uid.includes(filed) && event.summary.startsWith('办案期限'))
  expect(one?.startDate.isDate).toBe(true)
  expect(one?.startDate.toString()).toBe(day)
  expect(one?.summary).toBe('办案期限（一中队）')
  expect(one?.description).toContain(`/cases/${filed}`)
  for (const secret of ['陈某', '占道']) expect(all.map((event) => event.summary).join()).not.toContain(secret)
  expect(text).not.toContain('陈某')
  const again = await parsed(key)
  expect(again.events.map((event) => event.uid)).toEqual(all.map((event) => event.uid))
  expect(new Set(all.map((event) => event.uid)).size).toBe(all.length)
  const english = await parsed(key, '&language=en')
  expect(english.events.map((event) => event.uid).toSorted()).toEqual(all.map((event) => event.uid).toSorted())
  expect(english.text).toContain('Time for a case')
})

test('a feed shows what its owner may see on the page, and no more', async () => {
  const { key } = await team.outsider.makeFeedKey()
  expect((await parsed(key, '&whose=all')).events).toEqual([])
  const leader = await team.leader.makeFeedKey()
  expect((await parsed(leader.key)).events.some((event) => event.uid.includes(filed))).toBe(true)
  expect((await parsed(leader.key, '&whose=mine')).events).toEqual([])
})

test('only the digest of a key is kept, and making, reading once a day and revoking it are on record', async () => {
  const { key } = await team.legal.makeFeedKey()
  const mine = async (kind: string) =>
    (await events(kind)).filter((one) => one.actor === `person:${team.legal.person}`).length
  expect([await mine('FeedKeyMade/1'), await mine('FeedPulled/1')]).toEqual([1, 0])
  for (const _ of [1, 2, 3]) await parsed(key)
  expect(await mine('FeedPulled/1')).toBe(1)
  expect((await team.legal.showFeedKey()).key?.pulledOn).toBe(team.today())
  const { rows } = await team.server.database.as(
    'owner',
    'select state::text as text from feed_keys union all select body::text from journal',
  )
  expect(rows.filter((row: { text: string }) => row.text.includes(key))).toEqual([])
  expect(team.server.logged.join()).not.toContain(key)
  await team.legal.revokeFeedKey()
  await team.legal.revokeFeedKey()
  expect(await mine('FeedKeyRevoked/1')).toBe(1)
  expect((await pulled(key)).status).toBe(403)
  expect((await team.legal.showFeedKey()).key).toBeUndefined()
})

test('a new key ends the one before it, and a key of nobody opens nothing', async () => {
  const first = await team.deputy.makeFeedKey()
  const second = await team.deputy.makeFeedKey()
  expect([(await pulled(first.key)).status, (await pulled(second.key)).status]).toEqual([403, 200])
  expect((await pulled('a'.repeat(43))).status).toBe(403)
  for (const bad of ['', 'short', `${'a'.repeat(43)}'`]) expect((await pulled(bad)).status).toBe(400)
  const both = await Promise.all([team.deputy.makeFeedKey(), team.deputy.makeFeedKey()])
  const open = await Promise.all(both.map(async ({ key }) => (await pulled(key)).status))
  expect(open.toSorted((a, b) => a - b)).toEqual([200, 403])
})

test('the feed of a suspended account is refused, and so is that of one whose password has to be set again', async () => {
  const someone = await team.server.another('officer', team.unit)
  const { key } = await someone.makeFeedKey()
  expect((await pulled(key)).status).toBe(200)
  const security = await team.server.as('security-administrator')
  await security.suspendPerson({ params: { id: someone.person }, body: { reason: '调离' } })
  expect((await pulled(key)).status).toBe(403)
  await security.reinstatePerson({ params: { id: someone.person }, body: { reason: '调回' } })
  expect((await pulled(key)).status).toBe(200)
  team.server.clock.forward(91 * DAY)
  expect((await pulled(key)).status).toBe(403)
  await team.later(0)
})

test('what has ended without being done is late, on top of every month, and its feed says so', async () => {
  const { late } = await month(team.officer, team.today())
  expect(late.find((one) => one.case.id === filed)).toMatchObject({ overdue: true, left: { days: 60 - 91 } })
  const { key } = await team.officer.makeFeedKey()
  const { events: all } = await parsed(key)
  expect(all.find((one) => one.uid.includes(filed) && one.summary.includes('办案期限'))?.summary).toBe(
    '逾期：办案期限（一中队）',
  )
})
