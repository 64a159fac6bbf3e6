/** `liuhen case`: whether the acts of a case could be done as they were, from a file, without a server. */
export { caseCommand, caseManual } from './main.ts'
