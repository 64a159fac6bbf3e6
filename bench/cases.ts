import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { clocksOf, openOn } from '../packages/core/src/case/index.ts'
import { soundActs, told } from '../packages/core/src/case/trial.ts'
import { type CalendarDate, Instant } from '../packages/core/src/kernel/index.ts'
import { inOrder, rulesOn, type RulesOn, type Story } from '../packages/core/src/policy/index.ts'
import { readPackFolder } from '../packages/cli/src/packs/folder.ts'
import { agendaMonth } from '../packages/server/src/agenda/month.ts'
import { dueClocks } from '../packages/server/src/cases/due-soon.ts'
import { listCases } from '../packages/server/src/cases/list.ts'
import { migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { type Figure, timed } from './measure.ts'

const LONG = 300
const DAY = '2026-03-24' as CalendarDate
const OPENINGS = 1000
const TURNS = 25

/**
 * A case of 300 acts opened: all of its steps told in one pass, and its clocks, each turn of a story that was never asked
 * before and by rules of which others were; the list of so many cases; what runs out, among so
 * many clocks of one bureau. The cases of the list are rows with their columns; their events are not among them.
 */
export async function caseFigures(folder: string, cases: number, clocks: number): Promise<Figure[]> {
  return [...(await opened()), ...(await listed(folder, cases, clocks))]
}

async function opened(): Promise<Figure[]> {
  const library = await readPackFolder()
  const ruleSet = { packs: ['national', 'changsha-county-2023'], settings: {} }
  const days = new Map<CalendarDate, RulesOn>()
  const byDay = (day: CalendarDate): RulesOn => {
    const known = days.get(day) ?? rulesOn(library, ruleSet, day)
    days.set(day, known)
    return known
  }
  const before = soundActs.slice(0, 9)
  const [questioned] = soundActs.filter((one) => one.act === 'questioned')
  if (questioned === undefined) throw new Error('the sound case has no questioning')
  const more = Array.from({ length: LONG - before.length }, () => questioned)
  const { acts, ...rest } = told([...before.slice(0, 6), ...more, ...before.slice(6)])
  const effective = inOrder({ ...rest, acts })
  const figure = (name: string, work: (story: Story) => unknown): Figure => {
    const open = (): void => {
      for (let n = 0; n < OPENINGS; n++) work({ told: rest, effective: [...effective], refused: [] })
    }
    open()
    const turns: number[] = []
    for (let turn = 0; turn < TURNS; turn++) {
      const before = process.cpuUsage()
      open()
      const { user, system } = process.cpuUsage(before)
      turns.push(user + system)
    }
    const each = median(turns) / OPENINGS
    return { name: `${name}, of processor time`, value: `${each.toFixed(0)} µs`, ratio: 50 / each, goal: '≥ 1 (50 µs)' }
  }
  return [
    figure(`all steps of a case of ${effective.length} acts`, (story) => openOn(story, DAY, byDay)),
    figure('its steps and its clocks', (story) => [openOn(story, DAY, byDay), clocksOf(story, DAY, byDay)]),
  ]
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

/** The 95th part of a hundred, of so many turns. */
async function p95(turns: number, work: () => Promise<unknown>): Promise<number> {
  const spent: number[] = []
  for (let turn = 0; turn < turns; turn++) spent.push((await timed(work))[0])
  return spent.toSorted((a, b) => a - b)[Math.floor(turns * 0.95)] ?? 0
}

async function listed(folder: string, cases: number, clocks: number): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ folder: join(folder, 'cases') })
  try {
    await migrate(postgres.url('owner'))
    const owner = openDatabase(postgres.url('owner'))
    const [officer, unit] = [randomUUID(), randomUUID()]
    const facts = {
      title: '占道堆放',
      procedure: 'ordinary',
      unit,
      officers: [officer],
      facts: {},
      people: {},
      acts: [],
    }
    const at = '2026-01-01T00:00:00.000Z'
    const state = JSON.stringify({ ...facts, opened: { at, by: `person:${officer}` } })
    await owner.pool.query(
      `insert into cases (id, version, state, title, unit, officers, party, procedure, stage, recordings, open, opened_at, words)
      select gen_random_uuid(), 1, $1::jsonb, '占道堆放 ' || n,
        case when n % 40 = 0 then $2::uuid else md5((n % 40)::text)::uuid end,
        array[case when n % 1000 = 0 then $3::uuid else md5('o' || n % 1000)::uuid end],
        '陈某' || n % 9973, 'ordinary', 'investigation', array[]::uuid[], n % 20 = 0,
        timestamptz '2020-01-01' + n * interval '3 minutes',
        array['占', '道', '堆', '放', ' ', '占道', '道堆', '堆放', '放 ', ' ' || left(n::text, 1)]
          || regexp_split_to_array(n::text, '') || (select array_agg(substr(n::text, i, 2)) from generate_series(1, length(n::text) - 1) i)
      from generate_series(1, ${cases}) n`,
      [state, unit, officer],
    )
    await owner.pool.query(
      `insert into due (case_id, unit, period, started_by, title, last_at, counted)
      select id, unit, 'changsha-county-2023/period-case', '1', '{"zh":"办案期限","en":"Time for the case"}',
        timestamptz '2026-01-01' + (row_number() over (order by md5(id::text))) * interval '4 minutes', '{calendar-day}'
      from cases where open limit ${clocks}`,
    )
    await owner.pool.query('vacuum analyze cases, due')
    await owner.close()
    const app = openDatabase(postgres.url('app'))
    const now = Instant.parse('2026-03-01T00:00:00.000Z')
    const viewer = (role: 'head' | 'team-leader' | 'officer') => ({ person: officer, roles: [role], units: [unit] })
    const { db } = app
    const { calendar } = await readPackFolder()
    // None of these clocks is without an end, so nothing is cited.
    const shelf = {
      citationView: ({ article }: { readonly article: string }) => ({
        pack: 'national',
        title: { zh: article, en: article },
        article,
        label: article,
      }),
    }
    const page = (name: string, filter: object, role: 'head' | 'team-leader' | 'officer'): Promise<Figure> =>
      p95(40, () => listCases(db, viewer(role), filter as never, now, calendar)).then((seconds) => ({
        name: `first page of ${cases} cases, ${name}, 95 of 100 within`,
        value: `${(seconds * 1000).toFixed(0)} ms`,
        goal: '≤ 50 ms',
      }))
    const figures = [
      await page('all of them', {}, 'head'),
      await page('those open', { open: 'true' }, 'head'),
      await page('those of one unit', {}, 'team-leader'),
      await page('one’s own', {}, 'officer'),
      await page('words in a title', { text: '4711' }, 'head'),
    ]
    const year = new Date(now).getUTCFullYear()
    for (const role of ['head', 'officer'] as const) {
      const spent = await p95(40, () =>
        agendaMonth(db, { calendar, shelf }, viewer(role), now, { month: `${year}-04` }),
      )
      figures.push({
        name: `a month of ${clocks} clocks for ${role === 'head' ? 'the whole bureau' : 'one officer'}, 95 of 100 within`,
        value: `${(spent * 1000).toFixed(0)} ms`,
        goal: '≤ 50 ms',
      })
    }
    const due = await p95(40, () => dueClocks(db, calendar, viewer('team-leader'), now))
    figures.push({
      name: `what runs out among ${clocks} clocks, for one team, 95 of 100 within`,
      value: `${(due * 1000).toFixed(0)} ms`,
      goal: '≤ 50 ms',
    })
    await app.close()
    return figures
  } finally {
    await postgres.stop()
  }
}
