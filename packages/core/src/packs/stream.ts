import type { Moment, StreamOf } from '../stream/index.ts'
import { calendarDecider, type LoadYear, type RuleSetCommand, type RuleSetContext, ruleSetDecider } from './decider.ts'
import { calendarEvents, ruleSetEvents } from './events.ts'
import type { CalendarState, RuleSetState } from './state.ts'

export const ruleSetStream = {
  prefix: 'rule-set',
  events: ruleSetEvents,
  decider: ruleSetDecider,
  table: { name: 'rule_sets', columns: (_state: RuleSetState) => ({}) },
} as const satisfies StreamOf<RuleSetState, typeof ruleSetEvents, RuleSetCommand, RuleSetContext>

export const calendarStream = {
  prefix: 'calendar',
  events: calendarEvents,
  decider: calendarDecider,
  table: { name: 'calendars', columns: () => ({}) },
} as const satisfies StreamOf<CalendarState, typeof calendarEvents, LoadYear, Moment>
