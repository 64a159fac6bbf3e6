/** How the machine stands, told to whoever looks after it; its clock watched, and its blobs read again slowly. */
export { lastBackup } from './backed-up.ts'
export { Health } from './health.ts'
export { healthHandlers } from './handlers.ts'
export { noteRestored } from './restored.ts'
export { Scrub } from './scrub.ts'
export { watchClock } from './clock.ts'
export type { ClockWatch } from './clock.ts'
