export * from './decider.ts'
export * from './event.ts'
export * from './stream-type.ts'
