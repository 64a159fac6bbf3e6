import { readPackFiles } from '@liuhen/contract/packs'
import { type HolidaySource, type HolidayYear, type PlaceOf, readHolidayYear } from '@liuhen/core/calendar'
import { because, Malformed, type Obstacle, text } from '@liuhen/core/kernel'
import { type CsvColumn, decodeCsv, readRows } from '../people/index.ts'

/** A file somebody chose, with what a CSV cannot say of itself. */
export interface YearFile {
  readonly fileName: string
  /** In Base64. */
  readonly file: string
  readonly source?: HolidaySource | undefined
}

/** An obstacle with the line of the file it speaks of, counted from 1, where there is one; its sentence names it too. */
export type RowObstacle = Obstacle & { readonly row?: number }

/** The file is not the notice of a year: everything that is wrong with it, row by row. */
export class WrongYearFile extends Malformed {
  readonly rows: readonly RowObstacle[]
  constructor(rows: readonly RowObstacle[]) {
    super(rows)
    this.rows = rows
  }
}

/** The one year a file holds. Throws {@link WrongYearFile}. */
export function readYearFile(given: YearFile): HolidayYear {
  const words = textOf(given.file)
  const year = /\.csv$/i.test(given.fileName) ? fromCsv(given, words) : fromYaml(given.fileName, words)
  if (year.status !== 'provisional') return { ...year, status: 'loaded' }
  throw new WrongYearFile([
    {
      code: 'calendar-provisional',
      message: text(
        '这份文件写明放假安排尚未公布（provisional），不能导入；请等国务院办公厅的通知',
        'The file says that the year is not announced yet (provisional) and cannot be loaded: wait for the notice',
      ),
      field: 'status',
    },
  ])
}

const textOf = (file: string): string =>
  onRows(
    () => 1,
    () => decodeCsv({ file }),
  )

/** Runs a reader and says on which row each of its complaints is. */
function onRows<T>(rowOf: (field: string) => number | undefined, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    throw new WrongYearFile(
      error.obstacles.map((one) => {
        const row = one.field === undefined ? undefined : rowOf(one.field)
        return { ...one, ...(row !== undefined && { row }) }
      }),
    )
  }
}

/** What is said of the path is said of the file as the person named it. */
function calling<T>(path: string, fileName: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof WrongYearFile)) throw error
    const named = (words: string): string => words.replaceAll(path, fileName)
    throw new WrongYearFile(
      error.rows.map((one) => ({ ...one, message: text(named(one.message.zh), named(one.message.en)) })),
    )
  }
}

function fromYaml(fileName: string, words: string): HolidayYear {
  const path = `calendar/${fileName.replaceAll('/', '-').replace(/(\.ya?ml|\.json)?$/i, '.yaml')}`
  const lineOf = (place: string): number | undefined => Number(/:(\d+)$/.exec(place)?.[1]) || undefined
  const [year] = calling(path, fileName, () => onRows(lineOf, () => readPackFiles([{ path, text: words }]))).calendar
    .years
  if (year) return year
  throw because(Malformed, 'calendar-empty', '文件里没有放假安排', 'The file holds no year')
}

const COLUMNS = [
  { field: 'date', zh: '日期', en: 'Date', required: true },
  { field: 'kind', zh: '安排', en: 'Kind', required: true },
  { field: 'name', zh: '节日', en: 'Holiday', required: true },
  { field: 'statutory', zh: '法定', en: 'Statutory', required: false },
] as const satisfies readonly CsvColumn[]

const KINDS: Readonly<Record<string, 'rest' | 'makeUp'>> = {
  放假: 'rest',
  rest: 'rest',
  调休上班: 'makeUp',
  上班: 'makeUp',
  'make-up': 'makeUp',
}

function fromCsv({ fileName, source }: YearFile, words: string): HolidayYear {
  const rows = onRows(
    () => 1,
    () => readRows(COLUMNS, words),
  )
  const wrong = rows.flatMap(({ row, cells }): RowObstacle[] => {
    if (KINDS[cells['kind'] ?? '']) return []
    const message = text(`第 ${row} 行的“安排”应为放假或调休上班`, `Row ${row}: the kind must be 放假 or 调休上班`)
    return [{ code: 'calendar-kind', message, field: 'kind', row }]
  })
  if (wrong.length > 0) throw new WrongYearFile(wrong)
  const listed = (kind: 'rest' | 'makeUp') => rows.filter(({ cells }) => KINDS[cells['kind'] ?? ''] === kind)
  const lists = { rest: listed('rest'), makeUp: listed('makeUp') }
  const day = ({ cells }: (typeof rows)[number]) => ({ date: dashed(cells['date'] ?? ''), name: cells['name'] ?? '' })
  const document = {
    year: Number(dashed(rows[0]?.cells['date'] ?? '').slice(0, 4)),
    status: 'loaded',
    source,
    rest: lists.rest.map((one) => ({ ...day(one), ...(one.cells['statutory'] && { statutory: true }) })),
    makeUp: lists.makeUp.map(day),
  }
  const rowOf = (field: string): number | undefined => {
    const [list, place] = field.split('.')
    return list === 'rest' || list === 'makeUp' ? lists[list][Number(place)]?.row : undefined
  }
  const placeOf: PlaceOf = (field) => {
    const row = rowOf(field)
    const column = COLUMNS.find((one) => one.field === field.split('.').at(-1))
    if (row === undefined) return text(fileName, fileName)
    return text(`第 ${row} 行的“${column?.zh ?? field}”`, `Row ${row}, ${column?.en ?? field}`)
  }
  return onRows(rowOf, () => readHolidayYear(source ? document : { ...document, source: undefined }, placeOf))
}

/** `2027/1/1` as spreadsheets write it, as `2027-01-01`; anything else stays for the reader to refuse. */
const dashed = (date: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(date) ?? []
  return year === undefined ? date : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
