/** `liuhen coverage`: what had to be recorded and was not, from two files, without a server. */
export { coverageCommand, coverageManual } from './main.ts'
