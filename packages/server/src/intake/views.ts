import type { Quarantine, UploadState } from '@liuhen/contract/intake'
import { because, instantOf, Missing, Refused } from '@liuhen/core/kernel'
import { type Receipt, receiptOf } from '@liuhen/core/ledger'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import type { Selectable } from 'kysely'
import { proofOf, readEvent } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Staging } from './staging.ts'
import type { Upload } from './store.ts'
import { uploadOf } from './store.ts'
import type { QuarantineTable } from './tables.ts'

/** How far an upload is, and whether its event is in the log yet. */
export async function stateOf(db: Db, staging: Staging, upload: Upload): Promise<UploadState> {
  const sealed =
    upload.event_id === null
      ? undefined
      : await db.selectFrom('log_entry').select('index').where('event_id', '=', upload.event_id).executeTakeFirst()
  const set =
    upload.quarantine === null
      ? undefined
      : await db.selectFrom('quarantines').selectAll().where('id', '=', upload.quarantine).executeTakeFirst()
  const coming = upload.state === 'arriving' ? await staging.progress(upload.id) : undefined
  return {
    id: upload.id,
    state: upload.state,
    fileName: upload.declared.fileName,
    bytes: upload.bytes,
    received: coming?.received ?? upload.bytes,
    sealed: sealed !== undefined,
    sender: upload.sender,
    begunAt: upload.begun_at,
    lastAt: coming?.last === undefined ? upload.last_at : instantOf(Math.round(coming.last)),
    ...(upload.recording && { recording: upload.recording }),
    ...(set &&
      upload.state === 'quarantined' && {
        quarantine: { id: set.id, reason: set.state.reason, message: set.state.message },
      }),
  }
}

/** What is on its way and what came in the last hour, newest first; `sender` narrows it to one's own. */
export async function uploads(db: Db, staging: Staging, since: Date, sender?: string): Promise<UploadState[]> {
  let query = db
    .selectFrom('upload')
    .selectAll()
    .where('state', 'not in', ['given-up', 'expired'])
    .orderBy('begun_at', 'desc')
    .limit(200)
  query = query.where((either) =>
    either.or([
      either('state', 'in', ['arriving', 'checking']),
      either('last_at', '>', since.toISOString() as Upload['last_at']),
    ]),
  )
  if (sender !== undefined) query = query.where('sender', '=', sender)
  return Promise.all((await query.execute()).map((one) => stateOf(db, staging, one as Upload)))
}

/** The receipt of an arrival. Throws Missing, Refused while it is not preserved or not in the log yet. */
export async function receipt(db: Db, arrival: string): Promise<Receipt> {
  const upload = await uploadOf(db, arrival)
  if (upload.state === 'quarantined')
    throw because(
      Refused,
      'quarantined',
      '这个文件在隔离区，没有回执；请不要清除存储卡',
      'This file is in quarantine and has no receipt: do not clear the card',
    )
  if (upload.event_id === null || upload.recording === null)
    throw because(
      Refused,
      'not-preserved-yet',
      '这个文件还没有固化完成，请稍后再取回执',
      'This file is not preserved yet: ask for the receipt again in a moment',
    )
  const entry = await readEvent(db, upload.event_id)
  return receiptOf(entry.event, entry.salt, await proofOf(db, upload.event_id))
}

export function quarantineView({ id, state }: Pick<Selectable<QuarantineTable>, 'id' | 'state'>): Quarantine {
  const {
    fileName,
    bytes,
    sha256,
    sm3,
    declaredSha256,
    mediaType,
    reason,
    message,
    arrivedAt,
    deviceNumber,
    flags,
    settled,
  } = state
  return {
    id,
    fileName,
    bytes,
    sha256,
    sm3,
    declaredSha256,
    mediaType,
    reason,
    message,
    arrivedAt,
    flags,
    ...(deviceNumber !== undefined && { deviceNumber }),
    ...(settled && { settled }),
  }
}

/** The quarantine as far as the viewer sees: open entries first, then the last settled ones. */
export async function quarantine(db: Db, viewer: Viewer): Promise<Quarantine[]> {
  const rows = await db
    .selectFrom('quarantines')
    .selectAll()
    .orderBy('settled')
    .orderBy('arrived_at', 'desc')
    .limit(500)
    .execute()
  const scope = scopeOf(viewer)
  return rows.filter(({ state }) => within(scope, { ...state, asked: state.provenance.unit })).map(quarantineView)
}

export const notYours = () =>
  because(Missing, 'upload-unknown', '没有这个上传，请重新开始', 'There is no such upload: begin it again')
