import type { CaseState } from '../case/index.ts'
import { type Text, text } from '../kernel/index.ts'
import type { Act } from '../procedure/index.ts'

/** How somebody had a part in a case, so that they are not the one who scores its file. */
export const partNames = {
  handles: text('承办本案', 'handles the case'),
  handled: text('承办过本案', 'handled the case before'),
  approved: text('签批过本案的事项', 'signed an approval of the case'),
  reviewed: text('对本案作过法制审核', 'reviewed the case for its law'),
  acted: text('参加过本案的程序', 'took part in an act of the case'),
  entered: text('在本案中登记、认定过事项', 'entered or found something in the case'),
  filmed: text('拍摄了本案的音像', 'recorded footage of the case'),
} as const satisfies Readonly<Record<string, Text>>
export type Part = keyof typeof partNames

/** What else is known of who had a part, where it is kept. */
export interface PartElsewhere {
  readonly signers: readonly string[]
  readonly recorders: readonly string[]
}

const REVIEWS: readonly Act[] = ['reviewed', 'adviser-advised', 'supplements-demanded', 'disagreement-ruled']

/** Everything by which a person stands in a case. What was struck stands in its file all the same. */
export function partsIn(state: CaseState, person: string, { signers, recorders }: PartElsewhere): readonly Part[] {
  const actor = `person:${person}`
  const { officers, formerly = [], acts, facts, evidence = [], relations = [], identified, opened } = state
  const did = acts.filter(({ act }) => act.by.includes(person))
  const isReview = did.some(({ act }) => REVIEWS.includes(act.act))
  const said = [
    opened,
    identified,
    ...Object.values(facts),
    ...relations,
    ...acts.flatMap((one) => [one.entered, one.struck, one.excused, one.excused?.judged, ...(one.untied ?? [])]),
    ...evidence.flatMap((one) => [one.entered, one.struck, ...one.examined]),
  ]
  const parts: readonly (readonly [Part, boolean])[] = [
    ['handles', officers.includes(person)],
    ['handled', formerly.includes(person)],
    ['approved', signers.includes(person) || acts.some(({ act }) => act.approvals.some((one) => one.by === person))],
    ['reviewed', isReview],
    ['acted', did.some(({ act }) => !REVIEWS.includes(act.act))],
    ['entered', said.some((one) => one?.by === actor)],
    ['filmed', recorders.includes(person)],
  ]
  return parts.flatMap(([part, is]) => (is ? [part] : []))
}
