export * from './events.ts'
export * from './state.ts'
export * from './proposals.ts'
export * from './stream.ts'
