import { approvalStream, standsAs } from '@liuhen/core/approvals'
import { type ActTold, caseStream } from '@liuhen/core/case'
import { because, dayOf, Missing, Refused } from '@liuhen/core/kernel'
import { isByApproval } from '@liuhen/core/procedure'
import { type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { actContext, atOnce } from './judging.ts'

/**
 * What consists in being approved is done with the last signature, by whoever asked: 负责人批准之日即立案之日. Where something
 * has come in its way meanwhile the approval stands all the same, and the act is entered when that is cleared.
 */
export const approvedIsDone = (law: Law): Policy =>
  policy(approvalStream, ['ApprovalSigned/1'], async (trx, { at, actor, stream }, state, journal) => {
    const { draft, asked } = state
    if (standsAs(state) !== 'agreed' || !isByApproval(draft.act)) return []
    const { case: id, ...told } = draft
    const act: ActTold = {
      ...told,
      // Not the name alone: a form may have taken it for its key.
      id: stream,
      on: dayOf(at),
      ...atOnce(draft.act, at),
      by: [asked.by.slice('person:'.length)],
    }
    const book = await law.book(trx)
    try {
      const { entries } = await journal.act(trx, caseStream, id, { do: 'act', act }, (held) => {
        if (held) return actContext(trx, book, held, act, [], { at, actor }, id)
        throw because(Missing, 'case-unknown', '没有这个案件', 'There is no such case')
      })
      return entries
    } catch (thrown) {
      if (thrown instanceof Refused) return []
      throw thrown
    }
  })
