import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { approvalStream } from '@liuhen/core/approvals'
import { because, dayOf, Denied, Missing, Refused } from '@liuhen/core/kernel'
import { requestLaw, requestStream, secrecyStream } from '@liuhen/core/requests'
import { scopeOf, within } from '@liuhen/core/access'
import { findPerson } from '../people/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { belongingOf, recordingOf } from '../recordings/index.ts'
import { type Requests, rulesIn } from './ask.ts'
import { serves } from './permitting.ts'
import { requestOf, type RequestRowOf } from './store.ts'

const momentOf = ({ clock }: Requests, viewer: Viewer) => ({ at: clock.now(), actor: `person:${viewer.person}` })

/** Whether the viewer may know of a request: whoever asked, who keeps recordings, who supervises, and who decides on it. */
export const knows = (viewer: Viewer, row: Pick<RequestRowOf, 'asked_by' | 'unit'>): boolean =>
  row.asked_by === `person:${viewer.person}` ||
  serves(viewer) ||
  ['inspection-section', 'deputy-head', 'head'].some((role) => viewer.roles.includes(role as never)) ||
  (viewer.roles.includes('team-leader') && viewer.units.includes(row.unit))

/** Throws Missing. */
export async function knownRequest(here: Requests, viewer: Viewer, id: string): Promise<RequestRowOf> {
  const row = await requestOf(here.db, id)
  return knows(viewer, row) ? row : requestOf(here.db, '00000000-0000-0000-0000-000000000000')
}

/** Takes back one’s own: with what was put up, where that is so. */
export async function withdrawRequest(here: Requests, viewer: Viewer, id: string, reason: string): Promise<void> {
  const { db, journal } = here
  const row = await knownRequest(here, viewer, id)
  const moment = momentOf(here, viewer)
  const { approval } = row
  await db.transaction().execute(async (trx) => {
    // Who may not take the request back may not take the approval back by this way either.
    if (approval !== null && row.stands === 'asked' && row.asked_by === moment.actor)
      await journal.act(trx, approvalStream, approval, { do: 'withdraw', reason }, moment)
    else await journal.act(trx, requestStream, id, { do: 'withdraw', reason }, moment)
  })
}

/** Says no to what no post has to approve: only who keeps recordings, and never where the unit has to provide. */
export async function refuseRequest(here: Requests, viewer: Viewer, id: string, reason: string): Promise<void> {
  const { db, journal, law } = here
  const { state } = await knownRequest(here, viewer, id)
  const moment = momentOf(here, viewer)
  const rules = await rulesIn(db, await law.book(db), dayOf(moment.at), state.unit)
  const found = rules && requestLaw(rules, state.use, state.whom)
  if (state.emergency)
    throw because(
      Refused,
      'emergency-reviewed',
      '紧急调阅由法制机构或者督察机构核查',
      'A look in an emergency is looked into by legal or inspection section',
    )
  if (state.putUp)
    throw because(
      Refused,
      'approvers-decide',
      '由制度写明的审批人同意或者退回',
      'Those whom the instrument names agree or return it',
    )
  if (state.asked.by === moment.actor)
    throw because(Refused, 'own-proposal', '自己的申请请撤回', 'Take your own request back instead')
  await db
    .transaction()
    .execute((trx) =>
      journal.act(trx, requestStream, id, { do: 'refuse', reason }, { ...moment, ...(found && { law: found }) }),
    )
}

export async function endRequest(
  here: Requests,
  viewer: Viewer,
  id: string,
  { reason, nothingThere = false }: BodyOf<Table['endRequest']>,
): Promise<void> {
  await knownRequest(here, viewer, id)
  const context = { ...momentOf(here, viewer), keeps: serves(viewer) }
  await here.db
    .transaction()
    .execute((trx) => here.journal.act(trx, requestStream, id, { do: 'end', reason, nothingThere }, context))
}

/** 紧急调阅, of what the viewer’s roles show them. Throws Missing for the rest. */
export async function lookInEmergency(
  here: Requests,
  viewer: Viewer,
  { recordings, reason, key }: BodyOf<Table['lookInEmergency']>,
): Promise<{ id: string }> {
  const rows = await Promise.all([...new Set(recordings)].map((one) => recordingOf(here.db, one)))
  if (!rows.every((row) => within(scopeOf(viewer), belongingOf(row))))
    throw because(
      Missing,
      'recording-unknown',
      '没有这份音像，或者您无权查看',
      'There is no such recording, or you may not see it',
    )
  const unit = rows[0]?.unit ?? viewer.units[0] ?? ''
  const told = { recordings: rows.map((one) => one.id), reason, unit }
  await here.db
    .transaction()
    .execute((trx) => here.journal.act(trx, requestStream, key, { do: 'emergency', told }, momentOf(here, viewer)))
  return { id: key }
}

export async function reviewEmergency(
  here: Requests,
  viewer: Viewer,
  id: string,
  said: BodyOf<Table['reviewEmergency']>,
): Promise<void> {
  await knownRequest(here, viewer, id)
  await here.db
    .transaction()
    .execute((trx) => here.journal.act(trx, requestStream, id, { do: 'review', ...said }, momentOf(here, viewer)))
}

/** Marks a recording; whoever marks is among its readers. */
export async function markSecret(
  here: Requests,
  viewer: Viewer,
  recording: string,
  { readers, until, ...said }: BodyOf<Table['markSecret']>,
): Promise<{ mark: string }> {
  await recordingOf(here.db, recording)
  for (const one of readers) await findPerson(here.db, one)
  const moment = momentOf(here, viewer)
  const mark = uuidv7(moment.at)
  const secret = { mark, ...said, readers: [...new Set([viewer.person, ...readers])], ...(until && { until }) }
  await here.db
    .transaction()
    .execute((trx) => here.journal.act(trx, secrecyStream, recording, { do: 'mark', secret }, moment))
  return { mark }
}

export async function liftSecret(
  here: Requests,
  viewer: Viewer,
  recording: string,
  mark: string,
  reason: string,
): Promise<void> {
  await recordingOf(here.db, recording)
  await here.db
    .transaction()
    .execute((trx) =>
      here.journal.act(trx, secrecyStream, recording, { do: 'lift', mark, reason }, momentOf(here, viewer)),
    )
}

/** Only who keeps recordings or asked gets the letter. Throws Denied and Missing. */
export async function documentOf(here: Requests, viewer: Viewer, id: string) {
  const { state } = await knownRequest(here, viewer, id)
  if (!state.document) throw because(Missing, 'no-document', '没有附件', 'Nothing is attached')
  if (!knows(viewer, { asked_by: state.asked.by, unit: state.unit }))
    throw because(Denied, 'not-yours', '无权查看', 'Not yours')
  return state.document
}
