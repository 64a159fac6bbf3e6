import type { Selectable } from 'kysely'
import type { Columns } from './platform/database/columns.ts'
import type { Schema } from './platform/database/schema.ts'

/** Tables and columns that a capability believes in and the database has not, or of another kind than it has. */
type Believed = {
  [T in keyof Schema]: T extends keyof Columns
    ? {
        [C in keyof Schema[T] & string]: C extends keyof Columns[T]
          ? Selectable<Schema[T]>[C & keyof Selectable<Schema[T]>] extends Columns[T][C]
            ? never
            : `${T}.${C} is of another kind`
          : `${T}.${C} is not there`
      }[keyof Schema[T] & string]
    : `${T} is not there`
}[keyof Schema]

/** Does not compile where the types of the tables and the snapshot of the schema differ: it then names what is wrong. */
export const wrongAboutTheSchema: readonly Believed[] = [] satisfies readonly never[]
type Nothing<T extends never> = T
export type NothingWrong = Nothing<Believed>
