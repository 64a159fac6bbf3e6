/** 电子印章: fixed papers that come back from a seal service, kept beside what was fixed. */
import './tables.ts'

export type { Seals } from './commands.ts'
export { sealsHandlers } from './handlers.ts'
