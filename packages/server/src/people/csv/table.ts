import type { Role } from '@liuhen/core/access'
import type { ImportReport } from '@liuhen/contract/people'
import type { Db } from '../../platform/database/index.ts'

export interface CsvColumn {
  /** The path of the field in the facts, `certificate.number`: what an obstacle's `field` names. */
  readonly field: string
  /** The heading, in Chinese and in English; a file may have either. */
  readonly zh: string
  readonly en: string
  /** A file without this column is not read. */
  readonly required: boolean
}

/** One row of a file: each column's text by its field, trimmed, empty where the file has none. */
export type CsvCells = Readonly<Record<string, string>>

/** A register that comes and goes as CSV. Each capability supplies its own. */
export interface CsvTable {
  readonly columns: readonly CsvColumn[]
  /** Who imports and exports it. */
  readonly allow: readonly Role[]
  /** Every row there is, in the shape they are read in. */
  rows(db: Db): Promise<readonly CsvCells[]>
  /** Begins an import inside a transaction that will be rolled back unless every row is right. */
  begin(trx: Db, actor: string): Promise<CsvLoad>
}

export interface CsvLoad {
  /** Adds one row; the rows before it can be seen. Throws Refused or Malformed with all that is wrong with it. */
  add(cells: CsvCells): Promise<void>
  /** Called once, when every row is right and will be kept. */
  finish(): Promise<Pick<ImportReport, 'passwords'>>
}
