export * from './events.ts'
export * from './sentences.ts'
export * from './streams.ts'
export * from './keeps-bytes.ts'
