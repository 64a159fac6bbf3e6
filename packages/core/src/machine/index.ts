/** What befell the machine itself and matters to the record. */
export { clockStream, restoreStream } from './events.ts'
