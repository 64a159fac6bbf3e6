import type { Pool } from 'pg'
import { RecordingFilter } from '../packages/contract/src/recordings/index.ts'
import { dayOf, instantOf } from '../packages/core/src/kernel/index.ts'
import { serverJournal } from '../packages/server/src/capabilities.ts'
import { Book, lawOf, readPacks } from '../packages/server/src/packs/index.ts'
import { openDatabase } from '../packages/server/src/platform/database/index.ts'
import { openLog, systemClock } from '../packages/server/src/platform/index.ts'
import { listRecordings } from '../packages/server/src/recordings/rows.ts'
import { keepAll } from '../packages/server/src/retention/index.ts'
import { bureauYear } from './bureau.ts'
import { type Figure, timed } from './measure.ts'

/** What the goal is set for: ten million in five minutes. */
const GOAL = 10_000_000
const ROUNDS = 40

/** As a first pass leaves them: all of them found before; one in a hundred in a case, one in ten thousand with a fact. */
const FOUND = [
  `insert into retentions (id, version, state, class, until, for_good, held, wants_carrier, disposal)
   select id, 1, jsonb_build_object('holds', '[]'::jsonb, 'carriers', '[]'::jsonb,
       'kept', jsonb_build_object('class', 'everything-else', 'until', until, 'citations', '[]'::jsonb)),
     'everything-else', until, false, false, false, null
   from (select id, to_char(start_at at time zone 'Asia/Shanghai' + interval '6 months 1 day', 'YYYY-MM-DD') as until
         from recordings where derived <> 'waiting') as kept`,
  `insert into cases (id, version, state, title, unit, officers, procedure, stage, recordings, open, opened_at, words)
   select gen_random_uuid(), 1, jsonb_build_object('title', 'case ' || n, 'procedure', 'ordinary', 'acts', '[]'::jsonb, 'facts', '{}'::jsonb,
       'evidence', '[]'::jsonb), 'case ' || n, '00000000-0000-4000-8002-000000000001', '{}', 'ordinary', 'inquiry', ids, true, now(), '{}'
   from (select n, array_agg(id) as ids
         from (select row_number() over () / 10 as n, id from recordings tablesample bernoulli (1) repeatable (7)) as each group by n) as made`,
  `insert into keeping_facts (id, version, state, about_kind, about_id, trigger)
   select gen_random_uuid(), 1, jsonb_build_object('about', jsonb_build_object('kind', 'recording', 'id', id), 'trigger', 'complaint',
       'reason', 'complaint', 'by', 'system', 'at', '2025-12-31T00:00:00.000Z'), 'recording', id, 'complaint'
   from recordings tablesample bernoulli (0.01) repeatable (8)`,
]

async function findBefore(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ there: boolean }>('select exists (select from retentions) as there')
  if (rows[0]?.there) return
  for (const statement of FOUND) await owner.query(statement)
  for (const table of ['retentions', 'cases', 'keeping_facts']) await owner.query(`vacuum (analyze) ${table}`)
}

/**
 * One pass that finds of a bureau's year of so many recordings anew how long each is kept, by the rules of its day and of
 * today, with its activities, cases and facts: against one statement at PostgreSQL's own prompt that reads the same rows and
 * counts them. Then the list of them: its first page by the ways people narrow it.
 */
export async function retentionFigures(folder: string, count: number): Promise<Figure[]> {
  const postgres = await bureauYear(folder, count)
  try {
    const owner = openDatabase(postgres.url('owner'))
    await findBefore(owner.pool)
    await owner.close()
    const app = openDatabase(postgres.url('app'))
    const library = await readPacks()
    const law = lawOf(library)
    const chosen = { packs: ['jinzhong-2022-recording'], from: dayOf(instantOf(0)), at: instantOf(0), by: 'system' }
    const book = new Book(law.shelf, library, { choices: [chosen], decisions: [] } as never, undefined)
    const here = { db: app.db, clock: systemClock, log: openLog(() => undefined), journal: serverJournal(law), law }
    const figures: Figure[] = []
    for (const which of ['first', 'second'] as const) {
      const [ours, passed] = await timed(() => keepAll(here, book))
      const scaled = (ours / passed.recordings) * GOAL
      figures.push({
        name: `keeping of ${passed.recordings.toLocaleString('en')} recordings found anew, ${which} pass`,
        value: `${ours.toFixed(0)} s`,
        ratio: 300 / scaled,
        goal: '≥ 1: 10 M in 5 min',
        note: `${Math.round(passed.recordings / ours)} /s, ${passed.extended.toLocaleString('en')} longer`,
      })
    }
    const [typed] = await timed(() =>
      app.pool.query(
        `select count(*) from recordings left join retentions using (id) where not disposed and recordings.state is not null`,
      ),
    )
    figures.push({ name: 'one statement that reads both of each and counts them', value: `${typed.toFixed(0)} s` })
    const one = '00000000-0000-4000-8002-000000000007'
    const officer = '00000000-0000-4000-8001-000000000007'
    const head = { person: one, roles: ['head' as const], units: [] }
    const leader = { person: one, roles: ['team-leader' as const], units: [one] }
    const lists = [
      ['all of them', head, {}],
      ['one unit', head, { unit: one }],
      ['what a leader sees', leader, {}],
      ['one officer', head, { officer }],
      ['one day', head, { from: '2025-06-03', to: '2025-06-03' }],
      ['what needs an explanation', head, { state: 'needs-explanation' }],
    ] as const
    for (const [name, viewer, filter] of lists) {
      const times: number[] = []
      for (let round = -2; round < ROUNDS; round++) {
        const [took] = await timed(() => listRecordings(app.db, viewer, RecordingFilter.parse(filter)))
        if (round >= 0) times.push(took * 1000)
      }
      const p95 = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS * 0.95) - 1] ?? 0
      figures.push({
        name: `list of ${count.toLocaleString('en')} recordings, ${name}: 95 of 100 within`,
        value: `${p95.toFixed(0)} ms`,
        ratio: 50 / p95,
        goal: '≥ 1: 50 ms',
      })
    }
    await app.close()
    return figures
  } finally {
    await postgres.stop()
  }
}
