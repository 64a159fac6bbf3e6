import type { BodyOf } from '@liuhen/core/journal'
import {
  groupingOf,
  type HandoverExplanation,
  type InterruptionStatement,
  lengthOf,
  type RecordingCommand,
  type RecordingContext,
  recordingStream,
} from '@liuhen/core/recordings'
import type { Journal } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Log, uuidv7 } from '../platform/index.ts'
import type { DigestWorkers, Vault } from '../vault/index.ts'
import { recordingOf, sameDay } from './store.ts'

export interface Recordings {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly journal: Journal
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly law: Law
}

/** One command on a recording, in a transaction of its own. Throws Refused with everything that stands in the way. */
export async function actOn(
  { db, clock, journal }: Pick<Recordings, 'db' | 'clock' | 'journal'>,
  id: string,
  actor: string,
  command: RecordingCommand,
  context: Omit<RecordingContext, 'at' | 'actor' | 'id'> = {},
): Promise<void> {
  const around = { ...context, at: clock.now(), actor, id }
  await db.transaction().execute((trx) => journal.act(trx, recordingStream, id, command, around))
}

export async function noteVerification(
  here: Recordings,
  actor: string,
  body: BodyOf<'RecordingVerified/1'>,
): Promise<void> {
  const at = here.clock.now()
  const stream = `verification:${uuidv7(at)}`
  const event = { stream, version: 1, kind: 'RecordingVerified/1' as const, at, actor, body }
  await here.db.transaction().execute((trx) => here.journal.write(trx, [event]))
}

/** Throws Refused when the moment lies outside the recording. */
export async function addMarker(
  here: Recordings,
  id: string,
  actor: string,
  given: { position: number; label: string },
): Promise<{ marker: string }> {
  const marker = uuidv7(here.clock.now())
  await actOn(here, id, actor, { do: 'mark', marker, ...given })
  return { marker }
}

/** Says why a recording was handed over late, and when its recorder was back. Throws Refused when that cannot be. */
export const explainHandover = (
  here: Recordings,
  id: string,
  actor: string,
  said: HandoverExplanation,
): Promise<void> => actOn(here, id, actor, { do: 'explain-handover', said })

/** Explains an interruption that is really there; a spoken explanation names a passage inside its recording. Throws Refused. */
export async function explainInterruption(
  here: Recordings,
  id: string,
  actor: string,
  statement: InterruptionStatement,
): Promise<void> {
  const { gaps } = groupingOf(await sameDay(here.db, await recordingOf(here.db, id)))
  const spoken =
    statement.form === 'spoken' ? (lengthOf((await recordingOf(here.db, statement.recording)).state) ?? 0) : undefined
  const context = { gaps, ...(spoken !== undefined && { spoken }) }
  await actOn(here, id, actor, { do: 'explain-interruption', statement }, context)
}
