import type { ActTold, Approved, CaseContext, CaseState } from '@liuhen/core/case'
import { because, beijing, type CalendarDate, type Instant, Refused } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import { type Act, isByApproval } from '@liuhen/core/procedure'
import { approvedFor } from '../approvals/index.ts'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { handedWith, type MaterialNamed } from './materials.ts'
import { openGapsOf, papersThere } from './papers-there.ts'
import { recordingsOf } from './recordings-of.ts'
import { elsewhereOf } from './presence.ts'
import { inspectedElsewhere, punishedElsewhere } from './punished.ts'
import { tiedTo } from './recordings.ts'
import { peopleOn } from './register.ts'

/** The rules of each day, by which acts are judged. The function throws Refused on a day for which none are chosen. */
export const rulesBy =
  (book: Book): ((day: CalendarDate) => RulesOn) =>
  (day) => {
    const rules = book.on(day)
    if (rules) return rules
    throw because(
      Refused,
      'no-rules-chosen',
      `${day} 这一天本局还没有选用任何制度：请先在“制度”中选用`,
      `The bureau has chosen no instruments for ${day}: choose them first`,
    )
  }

/** Everything an act is judged by: the rules of its day, the register, its recordings, and the approvals it carries. */
export async function actContext(
  db: Db,
  book: Book,
  state: CaseState,
  act: ActTold,
  recordings: readonly string[],
  moment: { readonly at: Instant; readonly actor: string },
  caseId: string,
  handing: readonly MaterialNamed[] = [],
): Promise<CaseContext> {
  const approved = await approvedFor(db, caseId, act, usedApprovals(state))
  const signers = (approved?.approvals ?? []).map((one) => one.by)
  const [people, tied, elsewhere, punished, inspected, papers, gaps, handed] = await Promise.all([
    peopleOn(db, [...act.by, ...signers], act.on),
    tiedTo(db, book, recordings, act.by, act),
    elsewhereOf(db, caseId, act),
    punishedElsewhere(db, caseId, state, act),
    inspectedElsewhere(db, caseId, state, act),
    papersThere(db, caseId),
    openGapsOf(db, recordingsOf(state)),
    handedWith(db, caseId, state, act, handing),
  ])
  return {
    ...moment,
    rulesOn: rulesBy(book),
    people: withPosts(people, approved),
    recordings: tied,
    approved,
    elsewhere,
    punished,
    inspected,
    papers,
    gaps,
    ...handed,
  }
}

/** A signature in a post was only taken of somebody who held it then. */
function withPosts(people: NonNullable<CaseContext['people']>, approved: Approved | undefined) {
  return Object.fromEntries(
    Object.entries(people).map(([id, person]) => [
      id,
      {
        ...person,
        posts: (approved?.approvals ?? []).filter((one) => one.by === id).map((one) => one.post),
      },
    ]),
  )
}

const usedApprovals = (state: CaseState): readonly string[] => state.acts.flatMap((one) => one.approval ?? [])

/** The minute at which an act that consists in being approved is done: where a period runs in hours, it is asked for. */
export const atOnce = (act: Act, at: Instant): { readonly at?: string } =>
  isByApproval(act) ? { at: minuteOf(at) } : {}

/** The minute of an instant in Beijing. */
export const minuteOf = (at: Instant): string => beijing(at).slice(11, 16)
