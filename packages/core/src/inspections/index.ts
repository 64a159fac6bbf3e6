export * from './decider.ts'
export * from './events.ts'
export * from './file.ts'
export * from './state.ts'
