/** `liuhen verify`: an evidence package or a receipt, checked offline. */
export { headlineOf, picture } from './print.ts'
export { crypto } from './crypto.ts'
export { keyLines, verify, verifyManual } from './verify.ts'
export type { Streams } from './verify.ts'
