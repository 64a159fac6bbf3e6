import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf, instantOf } from '../packages/core/src/kernel/index.ts'
import { serverJournal } from '../packages/server/src/capabilities.ts'
import { Book, lawOf, readPacks } from '../packages/server/src/packs/index.ts'
import { migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { openLog, systemClock } from '../packages/server/src/platform/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { makeMany } from '../packages/server/src/recordings/many.ts'
import { keepAll } from '../packages/server/src/retention/index.ts'
import { type Figure, timed } from './measure.ts'

/** What the goal is set for: ten million in five minutes. */
const GOAL = 10_000_000

/**
 * One pass that finds of so many recordings anew how long each is kept, by the rules of its day and of today, with its
 * activities, cases and facts: against one statement at PostgreSQL's own prompt that reads the same rows and counts them.
 */
export async function retentionFigures(folder: string, count: number): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ folder: join(folder, 'retention') })
  try {
    await migrate(postgres.url('owner'))
    const owner = openDatabase(postgres.url('owner'))
    await makeMany((statement) => owner.pool.query(statement), count)
    // As a first pass leaves them: all of them found before.
    await owner.pool.query(
      `insert into retentions (id, version, state, class, until, for_good, held, wants_carrier, disposal)
       select id, 1, jsonb_build_object('holds', '[]'::jsonb, 'carriers', '[]'::jsonb,
           'kept', jsonb_build_object('class', 'everything-else', 'until', until, 'citations', '[]'::jsonb)),
         'everything-else', until, false, false, false, null
       from (select id, to_char(start_at at time zone 'Asia/Shanghai' + interval '6 months 1 day', 'YYYY-MM-DD') as until
             from recordings where derived <> 'waiting') as kept`,
    )
    await owner.pool.query('vacuum analyze retentions')
    await owner.close()
    const app = openDatabase(postgres.url('app'))
    const library = await readPacks()
    const law = lawOf(library)
    const chosen = { packs: ['jinzhong-2022-recording'], from: dayOf(instantOf(0)), at: instantOf(0), by: 'system' }
    const book = new Book(law.shelf, library, { choices: [chosen], decisions: [] } as never, undefined)
    const here = { db: app.db, clock: systemClock, log: openLog(() => undefined), journal: serverJournal(law), law }
    const plain = (): Promise<unknown> =>
      app.pool.query(
        `select count(*) from recordings left join retentions using (id)
         left join activities on activities.people @> array[recordings.officer] where recordings.state is not null`,
      )
    await timed(plain)
    const [typed] = await timed(plain)
    const [ours, passed] = await timed(() => keepAll(here, book))
    await app.close()
    const scaled = (ours / passed.recordings) * GOAL
    return [
      {
        name: `keeping of ${passed.recordings} recordings found anew, ${passed.extended} longer`,
        value: `${Math.round(passed.recordings / ours)} /s`,
        ratio: typed / ours,
        goal: '10 M in 5 min',
        note: `10 M would take ${(scaled / 60).toFixed(1)} min at that pace`,
      },
    ]
  } finally {
    await postgres.stop()
  }
}
