/** `liuhen trace`: which hand-out a found copy comes from. */
export { traceCommand, traceManual } from './main.ts'
