/** The log as others see it: C2SP tlog-tiles over HTTP, its standing at the desk, and its opening and closing. */
export { openLogDesk } from './desk.ts'
export type { LogDesk } from './desk.ts'
export { logHandlers } from './handlers.ts'
