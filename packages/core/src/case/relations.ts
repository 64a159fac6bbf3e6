import { text } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import { acts as ACTS, thingsOf } from '../procedure/index.ts'
import type { Act, RelationKind } from '../procedure/index.ts'
import type { HappeningOf } from '../stream/index.ts'
import { standingDecision } from './evidence.ts'
import type { caseEvents } from './events.ts'
import type { CaseState } from './state.ts'

export interface RelateCommand {
  readonly do: 'relate'
  readonly to: string
  readonly how: RelationKind
  readonly reason: string
}

/** What the other of two cases is to this one. */
export const inverseOf = {
  'joined-into': 'took-in',
  'took-in': 'joined-into',
  'split-off': 'split-from',
  'split-from': 'split-off',
  'same-act': 'same-act',
} as const satisfies Readonly<Record<RelationKind, RelationKind>>

const one = (code: string, zh: string, en: string): Obstacle => ({ code, message: text(zh, en) })

/** What something was taken by and is not dealt with yet: it would be nobody's once its case goes on in another. */
const HELD: readonly Act[] = ['measure-taken', 'emergency-measure-taken', 'evidence-preserved', 'goods-stored']

/** Into which case this one went on, if it did: nothing more is done in it. */
export const joinedInto = ({ relations = [] }: Pick<CaseState, 'relations'>): string | undefined =>
  relations.find((relation) => relation.how === 'joined-into')?.to

/** The sentence that a case which goes on in another answers everything with. */
export const gone = (state: CaseState): readonly Obstacle[] =>
  joinedInto(state) === undefined
    ? []
    : [
        one(
          'case-joined',
          '本案已经并入另案：请在并入的案件里办理',
          'This case was joined into another and goes on there',
        ),
      ]

/** Everything in the way of two cases being related in that way, as far as this one can tell. */
export function relateObstacles(state: CaseState, { to, how }: RelateCommand): readonly Obstacle[] {
  const isThere = (state.relations ?? []).some((relation) => relation.to === to && relation.how === how)
  const ends = how === 'joined-into' || how === 'took-in'
  return [
    ...gone(state),
    ...(isThere ? [one('related-already', '两案已经这样关联', 'They are related so already')] : []),
    ...(ends && standingDecision(state) !== undefined
      ? [one('decided-already', '已经作出决定的案件不能并案', 'A case that is decided is joined with none')]
      : []),
    ...(how === 'joined-into' ? held(state) : []),
  ]
}

function held({ acts }: CaseState): readonly Obstacle[] {
  const counting = acts.filter((kept) => kept.struck === undefined).map((kept) => kept.act)
  return counting
    .filter(({ act, id }) => {
      if (!HELD.includes(act)) return false
      const ends = Object.keys(ACTS).flatMap((kind) => {
        const things = thingsOf(kind as Act)
        return things?.about.includes(act) === true ? things.over : []
      })
      return !counting.some((later) => ends.includes(later.act) && (later.of === id || later.of === undefined))
    })
    .map(({ act, on }) =>
      one(
        'held-still',
        `“${ACTS[act].name.zh}”（${on}）还没有了结：先解除、处理或者移交，再并案`,
        `${ACTS[act].name.en} of ${on} is not dealt with: lift it, dispose of it or hand it over first`,
      ),
    )
}

export const related = ({ to, how, reason }: RelateCommand): HappeningOf<typeof caseEvents> => ({
  kind: 'CaseRelated/1',
  body: { to, how, reason },
})
