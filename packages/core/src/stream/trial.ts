import { type Happened, type Moment, folded, type StreamType } from './index.ts'

interface Specified<C, X> extends StreamType {
  readonly decider: {
    evolve(state: never, event: never): object | undefined
    obstacles(state: never, command: C, context: X): readonly { readonly code: string }[]
    decide(state: never, command: C, context: X): readonly { readonly kind: string; readonly body: unknown }[]
  }
}

/** For tests of deciders: given what happened, when something is commanded, then this happens or that stands in the way. */
export const given = <C, X extends Moment>(type: Specified<C, X>, ...events: readonly Happened[]) => ({
  when(command: NoInfer<C>, context: NoInfer<X>) {
    const state = folded(type, events) as never
    const obstacles = type.decider.obstacles(state, command, context)
    return {
      /** The codes of all that stands in the way. */
      obstacles: obstacles.map((one) => one.code),
      /** What happens, where nothing does. */
      happens: obstacles.length > 0 ? [] : type.decider.decide(state, command, context),
    }
  },
})
