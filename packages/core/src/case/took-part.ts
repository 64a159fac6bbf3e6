import { acts as ACTS } from '../procedure/index.ts'
import type { Stage } from '../procedure/index.ts'
import type { CaseState } from './state.ts'

/** Where facts are found: whoever did that has seen for themselves, and does not approve what follows from it. */
const FINDING: readonly Stage[] = ['investigation', 'measure']

/** Who took part in finding the facts of a case: those named for it, and those who did it by what stands entered. */
export const tookPart = ({ officers, acts }: Pick<CaseState, 'officers' | 'acts'>): readonly string[] => [
  ...new Set([
    ...officers,
    ...acts.flatMap(({ act, struck }) => (struck === undefined && FINDING.includes(ACTS[act.act].stage) ? act.by : [])),
  ]),
]
