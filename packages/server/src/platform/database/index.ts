export { migrate } from './migrate.ts'
export { connection, openDatabase } from './open.ts'
export type { Database, Db } from './open.ts'
export type { Schema } from './schema.ts'
