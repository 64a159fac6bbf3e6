import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CalendarDate } from '@liuhen/core/kernel'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'

let server: TrialServer
let legal: SignedIn
let officer: SignedIn
const refused = (...codes: string[]) => ({ problem: { status: 409, obstacles: codes.map((code) => ({ code })) } })

beforeAll(async () => {
  server = await trialServer()
  legal = await server.as('legal-section')
  officer = await server.as('officer')
})
afterAll(() => server.stop())

test('the calculator says the last day, each skipped day, and the article', async () => {
  const periods = await officer.listPeriods()
  for (const one of periods) expect(one.citations.length, `${one.pack}/${one.period}`).toBeGreaterThan(0)
  const urgent = periods.find((one) => one.pack === 'changsha-county-2023' && one.unit === 'hour')
  const hours = await officer.computeDeadline({
    body: { pack: 'changsha-county-2023', period: urgent?.period ?? '', from: '2026-10-03T14:15:00.000Z' as never },
  })
  expect(hours).toMatchObject({ last: '2026-10-04T14:15:00.000Z', provisional: false, skipped: [] })
  const working = periods.find((one) => one.pack === 'jinzhong-2022-legal-review' && one.unit === 'working-day')
  const review = await officer.computeDeadline({
    body: { pack: 'jinzhong-2022-legal-review', period: working?.period ?? '', from: '2026-09-28' as never },
  })
  // National Day 2026 rests from 1 to 7 October, and Saturday the 10th is worked.
  expect(review.skipped.filter((one) => one.kind === 'holiday').length).toBeGreaterThanOrEqual(5)
  expect(review.rules[0]?.citations[0]?.pack).toBe('jinzhong-2022-legal-review')
  const far = await officer.computeDeadline({
    body: { pack: 'jinzhong-2022-legal-review', period: working?.period ?? '', from: '2029-09-28' as never },
  })
  expect(far.provisional).toBe(true)
  const early = { pack: 'jinzhong-2022-legal-review', period: working?.period ?? '', from: '2020-09-28' as never }
  await expect(officer.computeDeadline({ body: early })).rejects.toMatchObject(refused('not-in-force-then'))
})

test('the three-month window before a court shows both readings', async () => {
  const found = (await officer.listPeriods()).filter((one) => one.otherReading !== undefined)
  expect(found.length).toBeGreaterThan(0)
  for (const { pack, period, start, displaced } of found) {
    const order = { pack, period, from: '2026-03-02' as never }
    if (displaced) {
      await expect(officer.computeDeadline({ body: order })).rejects.toMatchObject(refused('displaced-by-law'))
      continue
    }
    const { last, other } = await officer.computeDeadline({ body: order })
    // A reading that runs from another event has no day of its own before that event is known.
    if (other?.start.zh === start.zh) expect(other.last).not.toBe(last)
    else expect(other, `${pack}/${period}`).not.toHaveProperty('last')
  }
  const window = await officer.courtWindow({
    body: { received: '2026-03-02' as never, demanded: '2026-09-03' as never, pack: 'changsha-county-2023' },
  })
  expect(window).toMatchObject({
    earliest: '2026-09-03',
    opens: '2026-09-18',
    printedIsUsable: false,
    provisional: false,
  })
  const spot = await officer.courtWindow({ body: { received: '2026-03-02' as never, decision: 'on-the-spot' } })
  expect(spot).toMatchObject({ earliest: '2026-05-07', closes: '2026-08-06' })
  expect(window.printed?.localeCompare(window.closes)).toBe(-1)
  expect(window.steps.map((one) => one.step)).toEqual(['suit', 'performance', 'application', 'demand', 'printed'])
  for (const { rule } of window.steps) expect(rule.citations.length).toBeGreaterThan(0)
})

test('days passed over on the way back to a last day are weekends, not days it was moved by', async () => {
  const back = await officer.computeDeadline({
    body: { pack: 'national', period: 'period-hearing-notice', from: '2026-11-18' as never },
  })
  expect(back.last).toBe('2026-11-09')
  expect(back.skipped.map((one) => [one.date, one.kind])).toEqual([
    ['2026-11-14', 'weekend'],
    ['2026-11-15', 'weekend'],
  ])
})

test('the calculator asks what the command asks: limits, second extensions, papers, reconsideration, other days', async () => {
  const ask = (period: string, from: string, more: object = {}) =>
    officer.computeDeadline({ body: { pack: 'national', period, from: from as never, ...more } })
  const construction = 'period-case-construction'
  expect((await ask(construction, '2026-03-05', { extended: true, again: true })).last).toBe('2026-09-01')
  expect((await ask('period-supervision', '2026-03-05', { stated: { count: 20, unit: 'working-day' } })).last).toBe(
    '2026-04-02',
  )
  await expect(ask('period-supervision', '2026-03-05')).rejects.toMatchObject(refused('length-stated'))
  await expect(ask('period-suit', '2026-03-05', { decision: 'on-the-spot' })).rejects.toMatchObject(
    refused('reconsideration-first'),
  )
  const sealing = { extended: { count: 31, unit: 'calendar-day' } }
  await expect(ask('period-sealing', '2026-03-05', sealing)).rejects.toMatchObject(refused('extension-too-long'))
  const notice = [{ from: '2026-03-10', to: '2026-03-12', why: '公告送达' }]
  await expect(ask(construction, '2026-03-05', { suspended: notice })).rejects.toMatchObject(
    refused('suspension-ground'),
  )
  expect((await ask('period-public-notice', '2021-12-31')).last).toBe('2022-03-01')
  await expect(ask('period-clue-construction', '2022-04-30')).rejects.toMatchObject({ problem: { status: 404 } })
  const listed = await officer.listPeriods()
  expect(listed.map((one) => one.period)).not.toContain('period-public-notice-2017')
  expect(listed.find((one) => one.pack === 'changsha-county-2023' && one.period === 'period-sealing')).toMatchObject({
    suspendedBy: ['检测', '检验', '检疫', '技术鉴定'],
  })
})

const yearFile = (rows: readonly string[], check = false) => ({
  fileName: '2028.csv',
  file: Buffer.from(['日期,安排,节日', ...rows].join('\n')).toString('base64'),
  source: { notice: '国务院办公厅关于2028年部分节假日安排的通知', published: '2027-11-01' as CalendarDate },
  check,
})

test('a notice with one wrong row changes nothing; a right one counts from then on and names who brought it', async () => {
  const worked = async (date: string) =>
    (await officer.calendarYear({ params: { year: 2028 } })).days.find((one) => one.date === date)?.kind
  const right = ['2028-01-03,放假,元旦', '2028-01-08,调休上班,元旦']
  const wrong = await legal.loadCalendar({ body: yearFile([...right, '2028-02-31,放假,春节']) })
  expect(wrong).toMatchObject({ loaded: false, problems: [{ row: 4 }] })
  expect(await worked('2028-01-03')).toBe('workday')
  expect(await legal.loadCalendar({ body: yearFile(right, true) })).toMatchObject({
    loaded: false,
    problems: [],
    holidays: 1,
  })
  expect(await worked('2028-01-03')).toBe('workday')
  expect(await legal.loadCalendar({ body: yearFile(right) })).toMatchObject({ loaded: true, year: 2028 })
  expect([await worked('2028-01-03'), await worked('2028-01-08')]).toEqual(['holiday', 'make-up'])
  const sources = await officer.calendars()
  expect(sources.find((one) => one.year === 2028)).toMatchObject({
    status: 'loaded',
    loaded: { fileName: '2028.csv', by: expect.stringContaining('人') as string },
  })
  expect(sources.find((one) => one.year === 2026)?.loaded).toBeUndefined()
})
