import { type Obstacle, text } from '../kernel/index.ts'
import { begun, type Decider, type Moment } from '../stream/index.ts'
import type { Arrival, Quarantined } from './events.ts'
import { evolveQuarantine, type QuarantineHistory, type QuarantineState } from './state.ts'

/** What can be done with a file that is not taken in as it came. */
export type QuarantineCommand =
  | { readonly do: 'set-aside'; readonly file: Quarantined }
  | {
      readonly do: 'settle'
      readonly decision: 'accepted' | 'superseded' | 'dismissed'
      readonly reason: string
      /** Of an accepted one: the recording it becomes, or comes to again. */
      readonly recording?: string
    }

export const quarantineDecider: Decider<QuarantineState, QuarantineCommand, QuarantineHistory, Moment> = {
  evolve: evolveQuarantine,
  obstacles(state, command) {
    return command.do === 'settle' && begun(state).settled ? [settledAlready] : []
  },
  decide(_state, command) {
    if (command.do === 'set-aside') return [{ kind: 'FileQuarantined/2', body: command.file }]
    const { decision, reason, recording } = command
    return [{ kind: 'QuarantineSettled/1', body: { decision, reason, ...(recording !== undefined && { recording }) } }]
  },
}

const settledAlready: Obstacle = {
  code: 'settled-already',
  message: text('这个文件已经处理过了', 'This file has been settled already'),
}

/** What an accepted file comes to a recording as: it arrived when it arrived, and is flagged for good. */
export function acceptedArrival(state: QuarantineState): Arrival {
  const { declaredSha256: _declared, reason: _reason, message: _message, settled: _settled, ...arrival } = state
  return { ...arrival, flags: [...arrival.flags, 'accepted-from-quarantine'] }
}
