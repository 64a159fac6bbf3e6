import type { Guard, RuleOf } from '../../packages/core/src/policy/index.ts'

type Step = RuleOf<'step'>

/** What is left of a step when one thing is taken out; nothing of it where it is the step itself. */
interface TakenOut {
  readonly without: string
  readonly left?: Step
}

/** A step without itself, its `when`, each of its exceptions, and each part of what it needs in turn. */
export function guardsTakenOut(step: Step): readonly TakenOut[] {
  const { when, unless = [], ...rest } = step
  const whole = { ...rest, ...(unless.length > 0 && { unless }) }
  return [
    { without: 'itself' },
    ...(when === undefined ? [] : [{ without: 'when', left: whole as Step }]),
    ...(when === undefined
      ? []
      : parts(when).map(({ at, left }) => ({ without: `when${at}`, left: { ...step, when: left } }))),
    ...parts(step.needs).map(({ at, left }) => ({ without: `needs${at}`, left: { ...step, needs: left } })),
    ...unless.flatMap((other, i) => [
      {
        without: `unless ${i}`,
        left: withUnless(
          step,
          unless.filter((one) => one !== other),
        ),
      },
      ...parts(other.needs).map(({ at, left }) => ({
        without: `unless ${i}${at}`,
        left: withUnless(
          step,
          unless.map((one) => (one === other ? { ...one, needs: left } : one)),
        ),
      })),
    ]),
  ]
}

function withUnless({ unless: _all, ...step }: Step, left: NonNullable<Step['unless']>): Step {
  return left.length === 0 ? step : { ...step, unless: left }
}

/** A condition without one of its parts, each in turn, and without what narrows it. */
function parts(guard: Guard): readonly { readonly at: string; readonly left: Guard }[] {
  if (guard.kind === 'any' || guard.kind === 'all') {
    const { of } = guard
    return of.flatMap((one, i) => {
      const others = of.filter((other) => other !== one)
      const [only] = others
      const left = others.length === 1 && only !== undefined ? only : { ...guard, of: others }
      const deeper = parts(one).map((part) => ({
        at: ` ${i}${part.at}`,
        left: { ...guard, of: of.map((other) => (other === one ? part.left : other)) },
      }))
      return [{ at: ` ${i}`, left }, ...deeper]
    })
  }
  if (guard.kind === 'over' && guard.orSet !== undefined) {
    const { orSet: _, ...left } = guard
    return [{ at: ' orSet', left }]
  }
  if ((guard.kind === 'done' || guard.kind === 'not-done') && guard.same) {
    const { same: _, ...left } = guard
    return [{ at: ' same', left }]
  }
  return []
}
