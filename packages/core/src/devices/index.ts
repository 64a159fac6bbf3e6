export * from './acts.ts'
export * from './events.ts'
export * from './state.ts'
