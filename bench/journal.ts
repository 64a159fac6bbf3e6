import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { append, readStream } from '../packages/server/src/ledger/index.ts'
import { type Db, migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { systemClock, uuidv7 } from '../packages/server/src/platform/index.ts'
import { type Figure, timed } from './measure.ts'

const AT_ONCE = 8
/** Events of one case, and cases that go on at the same time: their events lie mixed, as they are written in a bureau. */
const EVENTS_PER_CASE = 300
const AT_WORK = 2000
const BODY_BYTES = 420

/**
 * The journal and its log at so many events, filled in one go and then written to and read as the server does: what an
 * event takes on the disk, and whether an append, the events of one case and a walk over all get slower with the size.
 * The events are of one length (a body of some 420 bytes) and their leaves are not sealed by our sealer.
 */
export async function journalFigures(folder: string, sizes: readonly number[]): Promise<Figure[]> {
  await mkdir(folder, { recursive: true })
  const postgres = await startPostgres({ folder: join(folder, 'journal') })
  try {
    await migrate(postgres.url('owner'))
    const owner = openDatabase(postgres.url('owner'), { max: 2 })
    const app = openDatabase(postgres.url('app'), { max: AT_ONCE })
    const figures: Figure[] = []
    let there = 0
    let first: number | undefined
    for (const size of [0, ...sizes]) {
      const [filling] = await timed(async () => {
        while (there < size) {
          const part = Math.min(250_000, size - there)
          await owner.pool.query(FILL, [there, part, BODY_BYTES, AT_WORK, EVENTS_PER_CASE])
          there += part
        }
        await owner.pool.query('vacuum (analyze) journal')
        await owner.pool.query('vacuum (analyze) log_entry')
      })
      const rate = await appends(app.db, 2000)
      first ??= rate
      const name = `${size.toLocaleString('en')} events`
      figures.push({
        name: `${name}: appends, ${AT_ONCE} at once`,
        value: `${rate.toFixed(0)} /s`,
        ratio: rate / first,
      })
      if (size === 0) continue
      const { rows } = await owner.pool.query<{ journal: number; log: number }>(
        `select pg_total_relation_size('journal')::bigint as journal, pg_total_relation_size('log_entry')::bigint as log`,
      )
      const { journal = 0, log = 0 } = rows[0] ?? {}
      const streams = await owner.pool.query<{ stream: string }>(
        `select stream from journal where stream like 'case:%' and version = 1 and position > $1 limit 40`,
        [Math.floor(size / 3)],
      )
      const reads: number[] = []
      if (streams.rows.length === 0) throw new Error('too few events to have whole cases among them')
      for (const { stream } of streams.rows) reads.push((await timed(() => readStream(app.db, stream)))[0])
      const [walk] = await timed(() => owner.pool.query('select count(*), sum(length(body::text)) from journal'))
      figures.push(
        { name: `${name}: on the disk, journal and log entries`, value: `${((journal + log) / 1e9).toFixed(2)} GB` },
        { name: `${name}: of it for one event`, value: `${((journal + log) / size).toFixed(0)} bytes` },
        { name: `${name}: the events of one case, median`, value: `${(median(reads) * 1000).toFixed(1)} ms` },
        { name: `${name}: read from end to end by PostgreSQL`, value: `${walk.toFixed(1)} s` },
        { name: `${name}: filled since the size before`, value: `${filling.toFixed(0)} s` },
      )
    }
    await Promise.all([owner.close(), app.close()])
    return figures
  } finally {
    await postgres.stop()
  }
}

/** `$2` events after the first `$1`, bodies of `$3` bytes; `$4` cases at a time, each of `$5` events. */
const FILL = `with made as (
    select uuidv7() as id,
      'case:' || md5(((n / ($4::bigint * $5)) * $4 + n % $4)::text)::uuid as stream,
      ((n / $4) % $5 + 1)::int as version, repeat(md5(n::text), ($3 / 32)::int) as filler, n
    from generate_series($1::bigint, $1::bigint + $2::bigint - 1) as n
  ), written as (
    insert into journal (id, stream, version, kind, at, actor, body, salt)
    select id, stream, version, 'CaseActEntered/1', now(), 'person:' || md5((n % 500)::text)::uuid,
      jsonb_build_object('filler', filler), sha256(n::text::bytea)
    from made order by n returning id, stream
  )
  insert into log_entry (index, event_id, leaf, leaf_hash)
  select $1 + row_number() over (), id, convert_to(repeat(stream, 6), 'UTF8'), sha256(stream::bytea) from written`

async function appends(db: Db, count: number): Promise<number> {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) {
      const at = systemClock.now()
      const body = { recording: uuidv7(at), what: 'page' }
      await append(db, [
        { stream: `look:${uuidv7(at)}`, version: 1, kind: 'RecordingLooked/1', at, actor: 'system', body },
      ])
    }
  }
  const [seconds] = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, lane)))
  return count / seconds
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
