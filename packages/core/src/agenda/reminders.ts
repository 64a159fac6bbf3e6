import type { Decider, Moment, StreamOf } from '../stream/index.ts'
import { reminderEvents } from './events.ts'

/** Of one person; no address where they want none any more. */
export interface ReminderAddress {
  readonly address?: string
}

export type ReminderCommand = { readonly do: 'set'; readonly address: string } | { readonly do: 'clear' }

const decider: Decider<ReminderAddress, ReminderCommand, typeof reminderEvents, Moment> = {
  evolve: (_before, event) => (event.kind === 'ReminderAddressSet/1' ? { address: event.body.address } : {}),
  obstacles: () => [],
  decide(state, command) {
    if (command.do === 'clear')
      return state !== undefined && state.address === undefined ? [] : [{ kind: 'ReminderAddressCleared/1', body: {} }]
    const { address } = command
    return state?.address === address ? [] : [{ kind: 'ReminderAddressSet/1', body: { address } }]
  },
}

/** By the id of the person whose it is. */
export const reminderStream = {
  prefix: 'reminder',
  events: reminderEvents,
  decider,
  table: { name: 'reminder_addresses', columns: ({ address }: ReminderAddress) => ({ address: address ?? null }) },
} as const satisfies StreamOf<ReminderAddress, typeof reminderEvents, ReminderCommand, Moment>
