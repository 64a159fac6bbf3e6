export { type Coverage, coverageHandlers } from './handlers.ts'
export { liveNumbers } from './live.ts'
