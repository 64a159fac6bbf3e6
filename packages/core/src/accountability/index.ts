export * from './events.ts'
export * from './stream.ts'
