import type { Moment, StreamOf } from '../stream/index.ts'
import { type FeedKey, type FeedKeyCommand, feedKeyDecider } from './decider.ts'
import { feedKeyEvents } from './events.ts'

export const feedKeyStream = {
  prefix: 'feed-key',
  events: feedKeyEvents,
  decider: feedKeyDecider,
  table: {
    name: 'feed_keys',
    columns: ({ person, digest, revoked }: FeedKey) => ({ person, digest, open: revoked === undefined }),
  },
} as const satisfies StreamOf<FeedKey, typeof feedKeyEvents, FeedKeyCommand, Moment>
