import { Logger, makeWorkerUtils } from 'graphile-worker'
import { sql } from 'kysely'
import type { Arrival } from '@liuhen/core/intake'
import { dayOf, type Instant, millisecondsOf } from '@liuhen/core/kernel'
import { type Envelope, preserves } from '@liuhen/core/ledger'
import { isAsked, originOf } from '@liuhen/core/recordings'
import type { Reaction } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { cameBack, recordingOf } from './store.ts'

export type Step = 'examine' | 'derive'

/** We count ourselves what was tried (see `work.ts`); the queue never gives up by itself. */
const NEVER = 32_000
/** What needs much time waits in a line of its own, so that it only ever keeps one worker. */
const PATIENT = 'patient'
const DAY = 86_400_000
const FIRST_DAY = Date.parse('2020-01-01')
/** Whatever is read is read before anything is made: only then is it known of what day it is. */
const EXAMINED_FIRST = 10_000

/** Its own chatter is not ours; failures are noted on the recording. */
export const silent = new Logger(() => () => undefined)

/** Queues the first job of every recording in the transaction that preserved it: neither is there without the other. */
export const queueJobs: Reaction = {
  async after(trx, entries, changes) {
    for (const { event } of entries)
      if (preserves(event.kind) || cameBack(event, changes) || (await isNewOrigin(trx, event))) {
        const recording = event.stream.slice('recording:'.length)
        await queue(trx, 'examine', recording, { of: event.at })
      }
  },
}

/** The same bytes came before by somebody's browser and are docked now, with a clock that was measured: its times are found anew. */
async function isNewOrigin(trx: Db, { kind, stream, body }: Envelope): Promise<boolean> {
  if (kind !== 'ArrivalRepeated/2') return false
  const { state } = await recordingOf(trx, stream.slice('recording:'.length))
  return !isAsked(state.arrival) && originOf(state).arrival === (body as unknown as Arrival).arrival
}

export interface Queued {
  /** The newest day comes first: what was docked today is looked for today. */
  readonly of: Instant
  readonly patient?: boolean
  readonly inMs?: number
}

/** Queues a step of a recording, or puts what is queued of it anew. */
export async function queue(
  db: Db,
  step: Step,
  recording: string,
  { of, patient = false, inMs = 0 }: Queued,
): Promise<void> {
  const days = Math.max(0, Math.min(20_000, Math.floor((millisecondsOf(of) - FIRST_DAY) / DAY)))
  const priority = -days - (step === 'examine' ? EXAMINED_FIRST : 0)
  await sql`select graphile_worker.add_job(${step}, payload => ${JSON.stringify({ recording, patient })}::json,
    job_key => ${`${step} ${recording}`}, max_attempts => ${NEVER}, priority => ${priority},
    queue_name => ${patient ? PATIENT : null}::text, run_at => now() + ${inMs} * interval '1 millisecond')`.execute(db)
}

/** A recording is of the day it claims, but of none after it came. */
export const dayToWorkOn = ({
  start_at,
  arrived_at,
}: {
  readonly start_at: Instant
  readonly arrived_at: Instant
}): Instant => (dayOf(start_at) > dayOf(arrived_at) ? arrived_at : start_at)

/**
 * Frees the jobs that a worker before this one held when it fell, else they would wait for hours, and has everything
 * tried soon: what was wrong with the machine may be right since. Only for whoever is alone at the jobs of a database.
 */
export async function takeUpJobs(db: Db): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`.execute(db)
  await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker._private_jobs),
    run_at => now(), attempts => 0, max_attempts => ${NEVER})`.execute(db)
  await db.updateTable('derivation').set({ state: 'waiting', again_at: null }).where('state', '=', 'running').execute()
}

/** Creates the tables of the job queue as their owner and lets the application's role use them. */
export async function prepareWork(ownerUrl: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: ownerUrl, logger: silent })
  try {
    await utils.migrate()
    await utils.withPgClient(async (client) => {
      await client.query(`
        grant usage on schema graphile_worker to liuhen_app;
        grant select, insert, update, delete on all tables in schema graphile_worker to liuhen_app;
        grant usage on all sequences in schema graphile_worker to liuhen_app;
        grant execute on all functions in schema graphile_worker to liuhen_app;
        do $$
          declare queue record;
          begin
            for queue in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
              execute format('drop policy if exists liuhen_app on graphile_worker.%I', queue.tablename);
              execute format('create policy liuhen_app on graphile_worker.%I to liuhen_app using (true) with check (true)', queue.tablename);
            end loop;
          end
        $$`)
    })
  } finally {
    await utils.release()
  }
}
