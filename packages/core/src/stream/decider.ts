import { because, Missing, type Obstacle } from '../kernel/index.ts'
import type { EventOf, HappeningOf, Kinds } from './event.ts'

/**
 * The rules of one kind of stream, pure: what its events make, what stands in the way of a command, and what happens when
 * nothing does. `Context` is what the server has gathered of others for this one command: the moment, the registers, what
 * the law of the day says. The state is undefined before the first event.
 */
export interface Decider<State, Command, E extends Kinds, Context> {
  evolve(state: State | undefined, event: EventOf<E>): State | undefined
  /** Everything that stands in the way, with its articles; a screen that greys a button asks this too. */
  obstacles(state: State | undefined, command: Command, context: Context): readonly Obstacle[]
  /** Only asked where there is no obstacle. None: what is commanded is so already. */
  decide(state: State | undefined, command: Command, context: Context): readonly HappeningOf<E>[]
}

/** The state of a stream that must have begun. Throws Missing. */
export function begun<State>(state: State | undefined): State {
  if (state !== undefined) return state
  throw because(Missing, 'not-there', '没有这条记录', 'There is nothing of that name')
}

/** What a command cannot be judged without. That it was not gathered is a fault of ours. */
export function gathered<T>(fact: T | undefined, name: string): T {
  if (fact !== undefined) return fact
  throw new Error(`a command is decided without its context: ${name}`)
}
