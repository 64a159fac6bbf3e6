export * from './facts.ts'
export * from './fields.ts'
