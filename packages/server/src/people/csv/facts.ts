import { Malformed, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import type { z } from 'zod'
import { malformed } from '../../platform/issues.ts'
import type { CsvCells } from './table.ts'

/** A row's cells as facts of a shape. Throws Malformed with every cell that does not fit. */
export function factsFrom<T>(schema: z.ZodType<T>, facts: unknown): T {
  const read = schema.safeParse(facts, { reportInput: true })
  if (read.success) return read.data
  throw malformed(read.error.issues)
}

/** A cell's text; undefined when it is empty. Throws Malformed where a spreadsheet has rounded a number away. */
export function cell(cells: CsvCells, field: string): string | undefined {
  const written = cells[field] ?? ''
  if (/^\d(\.\d+)?E\+\d+$/i.test(written)) {
    const message = text(
      `“${written}”是电子表格改写过的数字，末几位已丢失：请把该列设为文本格式后重新填写`,
      `"${written}" is a number the spreadsheet has shortened, and its last digits are gone: make the column text and enter it again`,
    )
    throw new Malformed([{ code: 'csv-number-shortened', message, field }])
  }
  return written === '' ? undefined : written
}

/** 2026-1-5, 2026/1/5, 2026.1.5 and 2026年1月5日 as 2026-01-05; anything else as it is, to be found wrong by its shape. */
export function dateOf(written: string | undefined): string | undefined {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written ?? '')
  return parts ? [parts[1], parts[2]?.padStart(2, '0'), parts[3]?.padStart(2, '0')].join('-') : written
}

/** The key whose Chinese or English word, or which itself, is written. Throws Malformed naming what may be written. */
export function keyOf(
  words: Readonly<Record<string, Text>>,
  written: string | undefined,
  field: string,
): string | undefined {
  if (written === undefined || written === '') return undefined
  const wanted = written.toLowerCase()
  const entry = Object.entries(words).find(
    ([key, { zh, en }]) => key === wanted || zh === written || en.toLowerCase() === wanted,
  )
  if (entry) return entry[0]
  const may = Object.values(words)
  const message = text(
    `这里不能填“${written}”，可填：${may.map((one) => one.zh).join('、')}`,
    `"${written}" cannot stand here; it may be: ${may.map((one) => one.en).join(', ')}`,
  )
  throw new Malformed([{ code: 'csv-word-unknown', message, field }])
}
