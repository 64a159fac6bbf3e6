/** `liuhen verify`: an evidence package or a receipt, checked offline. */
export { headlineOf, picture } from './print.ts'
export { verify } from './verify.ts'
export type { Streams } from './verify.ts'
