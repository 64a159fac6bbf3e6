export * from './events.ts'
export * from './sentences.ts'
export * from './streams.ts'
