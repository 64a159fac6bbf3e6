export * from './events.ts'
export * from './folds.ts'
