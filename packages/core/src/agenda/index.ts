/** What is due on which day, for whoever has to do it: the keys of calendar feeds, and where reminders go. */
export type { FeedKey, FeedKeyCommand } from './decider.ts'
export { feedKeyEvents, reminderEvents } from './events.ts'
export { type ReminderAddress, type ReminderCommand, reminderStream } from './reminders.ts'
export { feedKeyStream } from './stream.ts'
