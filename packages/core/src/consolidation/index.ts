export * from './decider.ts'
export * from './events.ts'
export * from './period.ts'
export * from './stream.ts'
