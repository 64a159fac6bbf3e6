import type { NewEvent } from '@liuhen/core/journal'
import { because, Missing, Refused } from '@liuhen/core/kernel'
import {
  groupingOf,
  type HandoverExplanation,
  type InterruptionStatement,
  type recordingEvents,
} from '@liuhen/core/recordings'
import type { z } from 'zod'
import type { Record } from '../ledger/index.ts'
import { findPerson } from '../people/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Log, uuidv7 } from '../platform/index.ts'
import type { DigestWorkers, Vault } from '../vault/index.ts'
import { recordingOf, sameDay } from './store.ts'

export interface Recordings {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly record: Record
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly law: Law
}

type Body<K extends keyof typeof recordingEvents> = z.infer<(typeof recordingEvents)[K]>

/** Writes one event about a recording onto its own stream. */
async function add(
  here: Recordings,
  id: string,
  version: number,
  actor: string,
  event: Pick<NewEvent, 'kind' | 'body'>,
): Promise<void> {
  const whole = { stream: `recording:${id}`, version: version + 1, at: here.clock.now(), actor, ...event } as NewEvent
  await here.db.transaction().execute((trx) => here.record(trx, [whole]))
}

/** Writes an event that only names a recording, on a stream of its own: lookers never wait for one another. */
export async function noteLook(here: Recordings, actor: string, body: Body<'RecordingLooked/1'>): Promise<void> {
  const event = {
    stream: `look:${uuidv7(here.clock.now())}`,
    version: 1,
    kind: 'RecordingLooked/1' as const,
    at: here.clock.now(),
    actor,
    body,
  }
  await here.db.transaction().execute((trx) => here.record(trx, [event]))
}

export async function noteVerification(
  here: Recordings,
  actor: string,
  body: Body<'RecordingVerified/1'>,
): Promise<void> {
  const event = {
    stream: `verification:${uuidv7(here.clock.now())}`,
    version: 1,
    kind: 'RecordingVerified/1' as const,
    at: here.clock.now(),
    actor,
    body,
  }
  await here.db.transaction().execute((trx) => here.record(trx, [event]))
}

/** Throws Refused when the moment lies outside the recording. */
export async function addMarker(
  here: Recordings,
  id: string,
  actor: string,
  given: { position: number; label: string },
): Promise<{ marker: string }> {
  const { version, state } = await recordingOf(here.db, id)
  if (given.position > (state.container?.duration ?? Number.POSITIVE_INFINITY))
    throw because(
      Refused,
      'outside-recording',
      '标记的位置超出了这段音像的长度',
      'That moment lies beyond the end of the recording',
      { field: 'position' },
    )
  const marker = uuidv7(here.clock.now())
  await add(here, id, version, actor, { kind: 'MarkerAdded/1', body: { marker, ...given } })
  return { marker }
}

/** Throws Missing. The marker leaves the timeline; that it was there, and why it went, stays in the journal. */
export async function withdrawMarker(
  here: Recordings,
  id: string,
  actor: string,
  given: { marker: string; reason: string },
): Promise<void> {
  const { version, state } = await recordingOf(here.db, id)
  if (!state.markers.some((one) => one.marker === given.marker))
    throw because(Missing, 'marker-unknown', '没有这个标记', 'There is no such marker')
  await add(here, id, version, actor, { kind: 'MarkerWithdrawn/1', body: given })
}

export async function annotate(here: Recordings, id: string, actor: string, text: string): Promise<void> {
  const { version } = await recordingOf(here.db, id)
  await add(here, id, version, actor, {
    kind: 'AnnotationAdded/1',
    body: { annotation: uuidv7(here.clock.now()), text },
  })
}

/** Says who recorded. What the register said stays beside it. Throws Missing for an unknown person. */
export async function annotateOfficer(
  here: Recordings,
  id: string,
  actor: string,
  given: { officer: string; reason: string },
): Promise<void> {
  if (!(await findPerson(here.db, given.officer)))
    throw because(Missing, 'person-unknown', '没有这个人员', 'There is no such person')
  const { version } = await recordingOf(here.db, id)
  await add(here, id, version, actor, { kind: 'OfficerAnnotated/1', body: given })
}

/** Says why a recording was handed over late, and when its recorder was back. Throws Refused when that cannot be. */
export async function explainHandover(
  here: Recordings,
  id: string,
  actor: string,
  said: HandoverExplanation,
): Promise<void> {
  const { version, end_at, arrived_at } = await recordingOf(here.db, id)
  if (said.returned < end_at || said.returned > arrived_at)
    throw because(
      Refused,
      'return-outside',
      '返回单位的时间应在摄录结束之后、采集之前',
      'The return to the unit lies after the end of the recording and before it was docked',
      { field: 'returned' },
    )
  await add(here, id, version, actor, { kind: 'HandoverExplained/1', body: said })
}

/** Explains an interruption that is really there; a spoken explanation names a passage inside its recording. Throws Refused. */
export async function explainInterruption(
  here: Recordings,
  id: string,
  actor: string,
  statement: InterruptionStatement,
): Promise<void> {
  const row = await recordingOf(here.db, id)
  const { gaps } = groupingOf(await sameDay(here.db, row))
  const named = gaps.find((gap) => gap.after === statement.gap.after && gap.before === statement.gap.before)
  if (!named || (id !== named.after && id !== named.before))
    throw because(
      Refused,
      'gap-unknown',
      '这份音像旁边没有这个缺口，可能已随新到的片段补上，请刷新后再看',
      'There is no such gap beside this recording; a segment that arrived meanwhile may have closed it. Look again',
    )
  if (statement.form === 'spoken') {
    const spoken = await recordingOf(here.db, statement.recording)
    const length = spoken.state.container?.duration ?? 0
    if (statement.from >= statement.to || statement.to > length + 1000)
      throw because(
        Refused,
        'passage-outside',
        '口述说明的起止时间不在这段音像之内',
        'The spoken passage does not lie inside that recording',
        { field: 'to' },
      )
  }
  await add(here, id, row.version, actor, { kind: 'InterruptionExplained/1', body: statement })
}
