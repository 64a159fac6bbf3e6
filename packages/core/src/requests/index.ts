/** Requests to look at, copy, borrow, hand out and publish recordings, the grants that come of them, and secrets. */
export * from './decider.ts'
export * from './events.ts'
export * from './law.ts'
export * from './permission.ts'
export * from './purposes.ts'
export * from './secrecy.ts'
export * from './state.ts'
export * from './stream.ts'
