import { acts as ACTS } from '../procedure/index.ts'
import type { Act, Stage } from '../procedure/index.ts'
import type { CaseState, KeptAct } from './state.ts'

/** Where facts are found: whoever did that has seen for themselves, and does not approve what follows from it. */
const FINDING: readonly Stage[] = ['investigation', 'measure']
/** What is done to the party by those who handle the case. */
const HANDLING: readonly Act[] = ['notice-served', 'statement-rechecked']

/** A wrong entry that somebody else struck names nobody; one that who stands in it struck is still their own. */
const names = ({ act: { act, by }, struck }: KeptAct): boolean =>
  (FINDING.includes(ACTS[act].stage) || HANDLING.includes(act)) &&
  (struck === undefined || by.some((id) => struck.by === `person:${id}`))

/** Who took part in finding the facts of a case: those named for it now or before, and those who did it by what is entered. */
export const tookPart = ({
  officers,
  formerly = [],
  acts,
}: Pick<CaseState, 'officers' | 'formerly' | 'acts'>): readonly string[] => [
  ...new Set([...officers, ...formerly, ...acts.flatMap((one) => (names(one) ? one.act.by : []))]),
]
