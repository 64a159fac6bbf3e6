export { connectRunning, startPostgres } from './embedded.ts'
export type { Postgres, Role } from './embedded.ts'
