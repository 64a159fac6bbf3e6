import { Logger, makeWorkerUtils, run, type Runner, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Reaction } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { deriveRecording, type Deriving, examineRecording, noteFailure, Undecodable } from './jobs.ts'

const ATTEMPTS = 5

/** Its own chatter is not ours; failures are noted on the recording. */
const silent = new Logger(() => () => undefined)

/** Queues the first job of every recording in the transaction that preserved it: neither is there without the other. */
export const queueReaction: Reaction = async (trx, entries) => {
  for (const { event } of entries)
    if (event.kind === 'RecordingPreserved/1') await queue(trx, 'examine', event.stream.slice('recording:'.length))
}

async function queue(db: Db, step: 'examine' | 'derive', recording: string): Promise<void> {
  await sql`select graphile_worker.add_job(${step}, payload => ${JSON.stringify({ recording })}::json, job_key => ${`${step} ${recording}`}, max_attempts => ${ATTEMPTS}, priority => ${step === 'examine' ? 0 : 10})`.execute(
    db,
  )
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

async function setStep(
  here: Deriving,
  recording: string,
  step: string,
  state: 'running' | 'waiting' | 'failed' | 'done',
  more: { progress?: number; reason?: string } = {},
): Promise<void> {
  const row = { state, progress: more.progress ?? (state === 'done' ? 1 : 0), reason: more.reason ?? null }
  await here.db
    .insertInto('derivation')
    .values({ recording, step, ...row })
    .onConflict((conflict) => conflict.columns(['recording', 'step']).doUpdateSet(row))
    .execute()
}

/** How long a job stands back while files are coming in: whoever docks a camera waits for receipts, not for view copies. */
const STANDS_BACK = 60_000
const LOOKS_EVERY = 250

async function calm(busy: () => boolean): Promise<void> {
  for (let waited = 0; busy() && waited < STANDS_BACK; waited += LOOKS_EVERY)
    await new Promise((later) => setTimeout(later, LOOKS_EVERY))
}

/** What a worker that fell had taken up would wait four hours for it. One server runs on a database: nobody else has jobs. */
async function releaseJobs(db: Db): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`.execute(db)
}

/**
 * Frees the jobs that a server before this one held when it was killed; else they would wait for hours. Only for a
 * server that is alone with its database.
 */
export async function freeJobs(db: Db): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs where locked_by is not null))`.execute(db)
}

/** Runs the jobs of recordings behind everybody's back: retried with growing pauses, never in the way of a receipt. */
export async function startWork(here: Deriving, pool: Pool, concurrency: number, busy: () => boolean): Promise<Runner> {
  const step =
    (
      name: 'examine' | 'derive',
      work: (recording: string, progress: (share: number) => void) => Promise<void>,
    ): TaskList[string] =>
    async (payload, helpers) => {
      const { recording } = payload as { recording: string }
      await calm(busy)
      await setStep(here, recording, name, 'running')
      let shown = 0
      const progress = (share: number) => {
        if (share - shown < 0.05) return
        shown = share
        void setStep(here, recording, name, 'running', { progress: share }).catch((error: unknown) =>
          here.log.alarm('progress could not be noted', { recording, error }),
        )
      }
      try {
        await work(recording, progress)
        await setStep(here, recording, name, 'done')
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        const last = error instanceof Undecodable || helpers.job.attempts >= ATTEMPTS
        await setStep(here, recording, name, last ? 'failed' : 'waiting', { reason })
        if (!last) throw error
        await noteFailure(here, recording, name, reason, helpers.job.attempts)
      }
    }
  await releaseJobs(here.db)
  return run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: silent,
    taskList: {
      examine: step('examine', async (recording) => {
        await examineRecording(here, recording)
        await setStep(here, recording, 'derive', 'waiting')
        await queue(here.db, 'derive', recording)
      }),
      derive: step('derive', (recording, progress) => deriveRecording(here, recording, progress)),
    },
  })
}
