import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { CsvFile, ImportReport } from '@liuhen/contract/people'
import { because, Failure, Malformed, Refused, text } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import type { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import type { CsvCells, CsvColumn, CsvTable } from './table.ts'

/** More than a bureau has; a file beyond it would hold the register for minutes. */
export const MOST_ROWS = 2000

/** The text of an uploaded file: UTF-8 with or without its mark, else GB18030. Throws Malformed when it is neither. */
export function decodeCsv({ csv, file }: z.infer<typeof CsvFile>): string {
  if (csv !== undefined) return csv
  if (file === undefined) throw because(Malformed, 'csv-missing', '没有文件内容', 'There is no file')
  const bytes = Buffer.from(file, 'base64')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const decoded = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!decoded.includes('\0')) return decoded
    } catch {
      // The next encoding, if there is one.
    }
  }
  throw because(
    Malformed,
    'csv-encoding',
    '文件既不是 UTF-8 也不是 GB18030 编码：请在电子表格中另存为 CSV 再导入',
    'The file is neither UTF-8 nor GB18030: save it as CSV from the spreadsheet again',
  )
}

type Problem = ImportReport['problems'][number]
interface Row {
  /** As a spreadsheet counts: the headings are row 1. */
  readonly row: number
  readonly cells: CsvCells
}

/** Undoes the transaction of an import and carries its report out of it. */
class Undone extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('the import is not kept')
    this.problems = problems
  }
}

/**
 * Imports a file into a table: every row, or none and a report of all that is wrong, row by row. With `check` nothing is
 * kept in any case. Throws Malformed when the file is not CSV or lacks a column.
 */
export async function importCsv(
  db: Db,
  table: CsvTable,
  csv: string,
  check: boolean,
  actor: string,
): Promise<ImportReport> {
  const rows = readRows(table.columns, csv)
  const report = { rows: rows.length, imported: 0, problems: [], passwords: [] }
  try {
    const { passwords } = await db.transaction().execute(async (trx) => {
      const load = await table.begin(trx, actor)
      const problems: Problem[] = []
      for (const { row, cells } of rows) problems.push(...(await problemsOf(load.add(cells), row, table.columns)))
      if (check || problems.length > 0) throw new Undone(problems)
      return load.finish()
    })
    return { ...report, imported: rows.length, passwords }
  } catch (error) {
    if (error instanceof Undone) return { ...report, problems: [...error.problems] }
    throw error
  }
}

async function problemsOf(adding: Promise<void>, row: number, columns: readonly CsvColumn[]): Promise<Problem[]> {
  try {
    await adding
    return []
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Malformed)) throw error
    return (error as Failure).obstacles.map(({ message, field }) => {
      const column = columns.find((one) => one.field === field)
      return { row, message, ...(field !== undefined && { field: column?.zh ?? field }) }
    })
  }
}

/** The rows of a file with their cells by field; empty rows count and are left out. Throws Malformed. */
export function readRows(columns: readonly CsvColumn[], csv: string): Row[] {
  const [headings, ...records] = recordsOf(csv)
  const fields = fieldsOf(columns, headings ?? [])
  const rows = records.map((record, i) => ({ row: i + 2, cells: cellsOf(columns, fields, record) }))
  const filled = rows.filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''))
  if (filled.length > MOST_ROWS)
    throw because(
      Malformed,
      'csv-too-long',
      `一次最多导入 ${MOST_ROWS} 行，请拆分文件`,
      `At most ${MOST_ROWS} rows are imported at once: split the file`,
    )
  return filled
}

function recordsOf(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relax_column_count: true })
  } catch (cause) {
    const line = (cause as { lines?: number }).lines
    throw because(
      Malformed,
      'csv-malformed',
      `文件不是正确的 CSV，第 ${line ?? '?'} 行附近的引号不成对`,
      `The file is not proper CSV: the quotation marks near line ${line ?? '?'} do not match`,
    )
  }
}

/** Which field each column of the file is; every heading that is missing, unknown or there twice is named. */
function fieldsOf(columns: readonly CsvColumn[], headings: readonly string[]): (string | undefined)[] {
  const wrong: Obstacle[] = []
  const say = (code: string, zh: string, en: string): void => {
    wrong.push({ code, message: text(zh, en) })
  }
  const fields = headings.map((heading) => {
    const name = heading.trim()
    const column = columns.find((one) => one.zh === name || one.en.toLowerCase() === name.toLowerCase())
    if (!column && name !== '') say('csv-column-unknown', `没有名为“${name}”的列`, `There is no column "${name}"`)
    return column?.field
  })
  for (const { field, zh, en, required } of columns) {
    const times = fields.filter((one) => one === field).length
    if (times === 0 && required) say('csv-column-missing', `缺少“${zh}”列`, `The column "${en}" is missing`)
    if (times > 1) say('csv-column-twice', `“${zh}”列出现了 ${times} 次`, `The column "${en}" is there ${times} times`)
  }
  if (wrong.length > 0) throw new Malformed(wrong)
  return fields
}

function cellsOf(
  columns: readonly CsvColumn[],
  fields: readonly (string | undefined)[],
  record: readonly string[],
): CsvCells {
  return Object.fromEntries(columns.map(({ field }) => [field, bare((record[fields.indexOf(field)] ?? '').trim())]))
}

/** Every row of a table as CSV that a spreadsheet opens: UTF-8 with its mark, Chinese headings. */
export async function exportCsv(db: Db, table: CsvTable): Promise<{ readonly csv: string; readonly rows: number }> {
  const rows = await table.rows(db)
  const records = rows.map((cells) => table.columns.map(({ field }) => harmless(cells[field] ?? '')))
  const csv = stringify([table.columns.map(({ zh }) => zh), ...records], { bom: true, record_delimiter: '\r\n' })
  return { csv, rows: rows.length }
}

/**
 * A cell that begins like a formula would be run by the spreadsheet of whoever opens the file: an apostrophe makes it
 * text. One that looks as if it had been so treated gets another, so that {@link bare} gives back exactly what it was.
 */
export const harmless = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
export const bare = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** Any table as CSV that a spreadsheet opens, with its headings; nothing of it is run there. */
export const csvOf = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([[...headings], ...rows.map((row) => row.map(harmless))], { bom: true, record_delimiter: '\r\n' })
