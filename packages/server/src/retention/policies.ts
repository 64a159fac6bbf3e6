import { activityStream } from '@liuhen/core/activities'
import { caseStream } from '@liuhen/core/case'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import { recordingStream } from '@liuhen/core/recordings'
import { disposalStream, keepingFactStream, retentionStream } from '@liuhen/core/retention'
import { volumeStream } from '@liuhen/core/volumes'
import { sql } from 'kysely'
import { recordingsOfCase } from '../cases/index.ts'
import { type Journal, type JournalEntry, type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { extendKeeping, recordedWhen } from './extend.ts'
import { Keeper } from './inputs.ts'

const idIn = (stream: string): string => stream.slice(stream.indexOf(':') + 1)

/** What a warrant destroys is disposed of in the same transaction: nobody is served what is about to go. */
const warrantedIsDisposed = policy(
  disposalStream,
  ['DisposalBegun/1'],
  async (trx, { body, at, actor, stream }, _state, journal) => {
    const disposal = idIn(stream)
    const entries: JournalEntry[] = []
    for (const { recording } of body.items) {
      const ended = await journal.act(trx, retentionStream, recording, { do: 'end', disposal }, { at, actor })
      const stub = await journal.act(
        trx,
        recordingStream,
        recording,
        { do: 'dispose', disposal },
        { at, actor, id: recording },
      )
      entries.push(...ended.entries, ...stub.entries)
    }
    return entries
  },
)

/** Bytes that were disposed of and come in again are kept anew. */
const backIsKept = policy(
  recordingStream,
  ['ArrivalRepeated/2'],
  async (trx, { body, at, actor, stream }, _state, journal) => {
    const id = idIn(stream)
    const row = await trx.selectFrom('retentions').select('disposal').where('id', '=', id).executeTakeFirst()
    if (!row?.disposal) return []
    const command = { do: 'begin-anew', arrival: body.arrival } as const
    return (await journal.act(trx, retentionStream, id, command, { at, actor })).entries
  },
)

async function extend(
  trx: Db,
  journal: Journal,
  law: Law,
  ids: readonly string[],
  { at, actor }: { readonly at: Instant; readonly actor: string },
): Promise<readonly JournalEntry[]> {
  const rows = await recordedWhen(trx, ids)
  if (rows.length === 0) return []
  return extendKeeping(trx, journal, new Keeper(await law.book(trx), dayOf(at)), rows, { at, actor })
}

/** The recordings that are part of an activity: of those who took part in it meanwhile, and tied to it. */
async function recordingsOfActivity(trx: Db, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select recordings.id from activities join recordings
      on recordings.officer = any(activities.people) and recordings.start_at < coalesce(activities.end_at, 'infinity')
      and recordings.start_at > activities.start_at - interval '24 hours' and recordings.end_at > activities.start_at
    where activities.id = ${id}
    union select unnest(tied) from activities where id = ${id}`.execute(trx)
  return rows.map((one) => one.id)
}

/** That recording, where it was read. */
async function readAmong(trx: Db, id: string): Promise<readonly string[]> {
  const row = await trx.selectFrom('recordings').select('derived').where('id', '=', id).executeTakeFirst()
  return row === undefined || row.derived === 'waiting' ? [] : [id]
}

/** What keeps recordings, or what they are part of, is counted for them at once. */
export const keepingPolicies = (law: Law): readonly Policy[] => [
  warrantedIsDisposed,
  backIsKept,
  policy(keepingFactStream, ['KeepingFactRegistered/1'], async (trx, { body, at, actor }, _state, journal) => {
    const { kind, id } = body.about
    const ids =
      kind === 'recording'
        ? [id]
        : kind === 'case'
          ? await recordingsOfCase(trx, id)
          : await recordingsOfActivity(trx, id)
    return extend(trx, journal, law, ids, { at, actor })
  }),
  policy(
    caseStream,
    ['CaseActDone/1', 'CaseFactSaid/1', 'CaseRecordingsTied/1', 'CaseEvidenceEntered/1'],
    async (trx, { at, actor, stream }, _state, journal) =>
      extend(trx, journal, law, await recordingsOfCase(trx, idIn(stream)), { at, actor }),
  ),
  policy(volumeStream, ['VolumeTakenIn/1', 'VolumeKeptLonger/1'], async (trx, { at, actor, stream }, _state, journal) =>
    extend(trx, journal, law, await recordingsOfCase(trx, idIn(stream)), { at, actor }),
  ),
  // Of what day it is, who recorded it and that it is one is known once it was read.
  policy(
    recordingStream,
    ['TimesFound/1', 'DerivativeMade/1', 'DerivationFailed/1', 'OfficerAnnotated/1', 'ProvenanceConfirmed/1'],
    async (trx, { kind, body, at, stream }, _state, journal) => {
      if (kind === 'DerivativeMade/1' && body.kind !== 'view-copy') return []
      return extend(trx, journal, law, await readAmong(trx, idIn(stream)), { at, actor: 'system' })
    },
  ),
  policy(
    activityStream,
    ['ActivityRegistered/1', 'ActivityEnded/1', 'ActivityAnnotated/1', 'RecordingTied/1'],
    async (trx, { at, actor, stream }, _state, journal) =>
      extend(trx, journal, law, await recordingsOfActivity(trx, idIn(stream)), { at, actor }),
  ),
]
