import { approvalStream, standsAs } from '@liuhen/core/approvals'
import { type ActTold, caseStream } from '@liuhen/core/case'
import { publicationStream } from '@liuhen/core/disclosures'
import { because, dayOf, Missing, Refused } from '@liuhen/core/kernel'
import { isByApproval, isBySignatures } from '@liuhen/core/procedure'
import { type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { SIGNED } from './commands.ts'
import { actContext, atOnce } from './judging.ts'

/**
 * What consists in being approved is done with the last signature, by whoever asked: 负责人批准之日即立案之日. Where something
 * has come in its way meanwhile the approval stands all the same, and the act is entered when that is cleared. What everybody
 * in it signs is done by them, on its own day.
 */
export const approvedIsDone = (law: Law): Policy =>
  policy(approvalStream, ['ApprovalSigned/1'], async (trx, { at, actor, stream }, state, journal) => {
    const { draft, asked } = state
    if (!draft) return []
    const together = isBySignatures(draft.act)
    if (standsAs(state) !== 'agreed' || !(together || isByApproval(draft.act))) return []
    const { case: id, on = dayOf(at), by = [asked.by.slice('person:'.length)], ...told } = draft
    // Not the name alone: a form may have taken it for its key.
    const says = together ? { ...told.says, ...SIGNED } : told.says
    const act: ActTold = { ...told, says, id: stream, on, by, ...atOnce(draft.act, at) }
    const book = await law.book(trx)
    try {
      const { entries } = await journal.act(trx, caseStream, id, { do: 'act', act }, (held) => {
        if (held) return actContext(trx, book, held, act, [], { at, actor }, id)
        throw because(Missing, 'case-unknown', '没有这个案件', 'There is no such case')
      })
      return entries
    } catch (thrown) {
      // What all sign is entered by the last of them, or the last does not sign: there is no form to enter it by later.
      if (thrown instanceof Refused && !together) return []
      throw thrown
    }
  })

/**
 * What is public is published in its case too, on that day and by whoever published it, once. Where the case takes no more
 * acts it stays public all the same.
 */
export const publishedIsDone = (law: Law): Policy =>
  policy(publicationStream, ['PublicationPublished/1'], async (trx, { at, actor, stream }, { decision }, journal) => {
    if (!decision || !actor.startsWith('person:')) return []
    const on = dayOf(at)
    const act: ActTold = {
      id: stream,
      act: 'decision-published',
      on,
      by: [actor.slice('person:'.length)],
      of: decision.act,
      says: {},
    }
    const book = await law.book(trx)
    try {
      const { entries } = await journal.act(trx, caseStream, decision.case, { do: 'act', act }, (held) => {
        if (held) return actContext(trx, book, held, act, [], { at, actor }, decision.case)
        throw because(Missing, 'case-unknown', '没有这个案件', 'There is no such case')
      })
      return entries
    } catch (thrown) {
      // A version after the first, an archived case: what is public does not hang on it.
      if (thrown instanceof Refused) return []
      throw thrown
    }
  })
