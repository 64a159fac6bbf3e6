import { approvalStream, standsAs } from '@liuhen/core/approvals'
import { because, dayOf, Refused } from '@liuhen/core/kernel'
import { requestLaw, requestStream } from '@liuhen/core/requests'
import { type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { rulesIn } from './ask.ts'
import { requestOf } from './store.ts'

/** With the last signature a request is granted; a return refuses it, and what is taken back as an approval is withdrawn. */
export const approvedIsGranted = (law: Law): Policy =>
  policy(approvalStream, ['ApprovalSigned/1', 'ApprovalWithdrawn/1'], async (trx, { at, actor }, state, journal) => {
    const { matter } = state
    const stands = standsAs(state)
    if (matter?.of !== 'request' || stands === 'open') return []
    if (stands === 'returned') {
      const reason = state.signatures.findLast((one) => one.opinion === 'returned')?.words ?? '退回'
      return (await journal.act(trx, requestStream, matter.id, { do: 'refuse', reason }, { at, actor })).entries
    }
    if (stands === 'withdrawn') {
      // In the name of whoever asked: another may take it back for them, and that is on record as the approval’s.
      const moment = { at, actor: state.asked.by }
      const reason = state.withdrawn?.reason ?? '撤回'
      return (await journal.act(trx, requestStream, matter.id, { do: 'withdraw', reason }, moment)).entries
    }
    const { state: asked } = await requestOf(trx, matter.id)
    const rules = await rulesIn(trx, await law.book(trx), dayOf(at), asked.unit)
    const found = rules && requestLaw(rules, asked.use, asked.whom)
    if (!found) throw because(Refused, 'no-rules-chosen', '本局没有选用制度', 'The bureau has chosen no instruments')
    return (await journal.act(trx, requestStream, matter.id, { do: 'grant' }, { at, actor, law: found })).entries
  })
