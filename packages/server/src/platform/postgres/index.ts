export { takeFolder } from './lock.ts'
export { connectRunning, startPostgres } from './embedded.ts'
export type { Postgres, Role } from './embedded.ts'
