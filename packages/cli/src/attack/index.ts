/** `liuhen attack`: every way of tampering, tried on a copy, and what finds it. */
export type { Attack, Outcome } from './attack.ts'
export { attackFolder, attacks } from './attacks.ts'
export type { AttackOptions, AttackReport, Tried } from './attacks.ts'
export { attack, attackManual } from './main.ts'
export { strangerNamed } from './forger.ts'
export { remakePackage } from './remake.ts'
