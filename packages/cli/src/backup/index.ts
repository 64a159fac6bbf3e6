/** `liuhen backup` and `liuhen restore`: a data folder with its own PostgreSQL, copied while it is at work, and put back. */
export { backupCommand, backupManual, restoreCommand, restoreManual } from './main.ts'
