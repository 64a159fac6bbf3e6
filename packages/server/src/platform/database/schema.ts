/**
 * The tables, as Kysely sees them. Each capability adds its own from a file `tables.ts` of its own folder, so that the
 * platform knows nobody:
 *
 *     declare module '../platform/database/schema.ts' {
 *       interface Schema {
 *         person: PersonTable
 *       }
 *     }
 */
export interface Schema {
  migration: MigrationTable
}

interface MigrationTable {
  name: string
  sha256: string
  at: string
}
