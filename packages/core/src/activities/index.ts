export * from './columns.ts'
export * from './events.ts'
export * from './state.ts'
