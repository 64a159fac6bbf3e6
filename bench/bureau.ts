import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { migrate, openDatabase } from '../packages/server/src/platform/database/index.ts'
import { type Postgres, startPostgres } from '../packages/server/src/platform/postgres/index.ts'

export const YEAR = 2025
export const [OFFICERS, UNITS] = [1000, 50] as const
/** The unit of whose recordings one in eight is of somebody who was away. */
export const AWAY = 7

/** What is made: recordings of a calendar year, of so many officers with a camera each, in so many units. */
export interface BureauYear {
  readonly year: number
  readonly recordings: number
  readonly officers: number
  readonly units: number
  /** One activity for so many recordings, of the officer of one of them and now and then a colleague. */
  readonly perActivity: number
}

const DAYS = 365
const PIECE = 250_000
const FILLER = 15

const uuid = (space: number, of: string): string =>
  `('00000000-0000-4000-800${space}-' || lpad((${of})::text, 12, '0'))::uuid`

/** The first instant of the year made, in Beijing. */
export const yearBegins = (year: number): number => Date.UTC(year, 0, 1) - 8 * 3_600_000

/**
 * Fills a migrated database with a year of a bureau: day after day, from 8 to 17:30, each officer's files one after another,
 * docked that evening; one in 50 the next day, of one unit one in eight by somebody who was away, one gap in 50 open, one in
 * 1000 that cannot be read. Without indices meanwhile, in pieces by two connections; then everything as the migrations left it.
 */
export async function fillYear(owner: Pool, made: BureauYear): Promise<void> {
  const { year, recordings, officers, units, perActivity } = made
  const begins = yearBegins(year) / 1000
  const { rows: indices } = await owner.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public'
       and tablename in ('recordings', 'activities') and not exists (select from pg_constraint where conname = indexname)`,
  )
  await owner.query('alter table derivation drop constraint derivation_recording_fkey')
  await owner.query(`alter table recordings drop constraint recordings_pkey, drop constraint recordings_sha256_key`)
  for (const { name } of indices) await owner.query(`drop index ${name}`)
  const perDay = Math.ceil(recordings / DAYS)
  const second = `(n / ${perDay}) * 86400 + 28800 + ((n % ${perDay}) * 34200.0 / ${perDay})::int`
  const at = `to_timestamp(${begins} + ${second})`
  const officer = uuid(1, `n % ${officers}`)
  const unit = uuid(2, `n % ${officers} % ${units}`)
  const device = uuid(3, `n % ${officers}`)
  const away = `n % ${8 * units} = ${AWAY}`
  let next = 0
  const lane = async (): Promise<void> => {
    for (let from = next; from < recordings; from = next) {
      next += PIECE
      const to = Math.min(from + PIECE, recordings) - 1
      await owner.query(`
        insert into recordings (id, version, state, sha256, file_name, device, device_key, officer, unit, start_at, end_at,
          arrived_at, bytes, flagged, derived, take, unexplained, open_gaps)
        select uuidv7(at - now()), 3,
          jsonb_build_object('arrival', jsonb_build_object('mediaType', 'mp4', 'fileName', n || '.mp4', 'flags', '[]'::jsonb,
              'sequence', n, 'filler', repeat(md5(n::text), ${FILLER}),
              'provenance', jsonb_build_object('how', 'docked', 'by', 'system', 'asked', true, 'claims', '[]'::jsonb)),
            'container', jsonb_build_object('duration', 60000, 'video', '{}'::jsonb), 'derivatives', '[]'::jsonb,
            'repeats', '[]'::jsonb, 'officerNotes', '[]'::jsonb, 'markers', '[]'::jsonb, 'statements', '[]'::jsonb,
            'times', jsonb_build_object('start', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), 'error', 500))
            || case when ${away} then jsonb_build_object('away', jsonb_build_object('reason', '偏远、交通不便地区',
              'returned', to_char((at + interval '40 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
              'by', 'system', 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'))) else '{}'::jsonb end,
          md5(n::text) || md5('+' || n), 'DSJ' || n % ${officers} || '_' || n || '.mp4', device, device::text, officer, unit, at,
          at + interval '1 minute',
          case when ${away} then at + interval '44 hours' when n % 50 = 1 then at + interval '27 hours'
            else to_timestamp(${begins} + (n / ${perDay}) * 86400 + 63900) end,
          1000000, n % 97 = 0, case when n % 1000 = 0 then 'failed' else 'ready' end, null, n % 50 < 2, (n % 50 = 0)::int
        from (select n, ${at} as at, ${officer} as officer, ${unit} as unit, ${device} as device
              from generate_series(${from}::bigint, ${to}::bigint) n) made`)
    }
  }
  await Promise.all([lane(), lane()])
  const m = `(k * ${perActivity})`
  await owner.query(`
    insert into activities (id, version, state, activity, officer, unit, people, start_at, end_at)
    select uuidv7(at - now()), 1,
      jsonb_build_object('facts', jsonb_build_object('activity', kind, 'start', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'))),
      kind, officer, unit, case when k % 3 = 0 then array[officer, colleague] else array[officer] end, at, at + interval '20 minutes'
    from (select k, n, to_timestamp(${begins} + ${second} - 300) as at, ${officer} as officer, ${unit} as unit,
            ${uuid(1, `(n + ${units}) % ${officers}`)} as colleague,
            (array['patrol', 'site-inspection', 'questioning', 'major-incident'])[case when k % 200 = 0 then 4 else 1 + k % 3 end] as kind
          from (select k, ${m} as n from generate_series(0::bigint, ${Math.floor(recordings / perActivity) - 1}::bigint) k) each) made`)
  await owner.query(`
    insert into units (id, version, state, code, name, parent)
    select id, 1, jsonb_build_object('code', code, 'name', name), code, name, null
    from (select ${uuid(2, 'n')} as id, 'U' || n as code, n || '中队' as name from generate_series(0, ${units - 1}) n) made`)
  await owner.query(`
    insert into people (id, version, state, name, user_name, unit, roles, suspended)
    select ${uuid(1, 'n')}, 1, jsonb_build_object('name', '队员' || n), '队员' || n, 'officer' || n, ${uuid(2, `n % ${units}`)}, '{officer}', false
    from generate_series(0, ${officers - 1}) n`)
  await owner.query('alter table recordings add primary key (id), add unique (sha256)')
  await owner.query('alter table derivation add foreign key (recording) references recordings (id)')
  let index = 0
  const build = async (): Promise<void> => {
    const client = await owner.connect()
    try {
      await client.query(`set maintenance_work_mem = '512MB'`)
      for (let one = indices[index++]; one; one = indices[index++]) await client.query(one.definition)
    } finally {
      client.release()
    }
  }
  await Promise.all([build(), build()])
  for (const table of ['recordings', 'activities', 'units', 'people']) await owner.query(`vacuum (analyze) ${table}`)
}

/**
 * The PostgreSQL with such a year of so many units of 20 officers, newly started, filled where it is not yet: what one part
 * has left in the folder the next begins with.
 */
export async function bureauYear(folder: string, recordings: number, units: number = UNITS): Promise<Postgres> {
  const where = join(folder, `bureau-${recordings}${units === UNITS ? '' : `-${units}`}`)
  const officers = (OFFICERS / UNITS) * units
  await mkdir(where, { recursive: true })
  const begun = await startPostgres({ folder: where })
  try {
    await migrate(begun.url('owner'))
    if (!existsSync(join(where, 'filled'))) {
      const owner = openDatabase(begun.url('owner'), { max: 2 })
      await fillYear(owner.pool, { year: YEAR, recordings, officers, units, perActivity: 10 })
      await owner.close()
      await writeFile(join(where, 'filled'), '')
    }
  } finally {
    await begun.stop()
  }
  return startPostgres({ folder: where })
}
