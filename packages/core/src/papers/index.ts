export * from './facts.ts'
export * from './fields.ts'
export * from './layout.ts'
