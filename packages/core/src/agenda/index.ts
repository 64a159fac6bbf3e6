/** What is due on which day, for whoever has to do it: the keys of calendar feeds. */
export type { FeedKey, FeedKeyCommand } from './decider.ts'
export { feedKeyEvents } from './events.ts'
export { feedKeyStream } from './stream.ts'
