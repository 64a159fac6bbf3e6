import { InspectionObject, isSameObject } from '@liuhen/core/inspections'
import { Malformed, type Obstacle, sentenceFor, text } from '@liuhen/core/kernel'
import { fieldInWords } from '@liuhen/core/vocabulary'
import { readRows } from '../people/index.ts'

const COLUMNS = [
  { field: 'name', zh: '名称', en: 'Name', required: true },
  { field: 'number', zh: '编号', en: 'Number', required: false },
  { field: 'address', zh: '地址', en: 'Address', required: false },
  { field: 'kind', zh: '类型', en: 'Kind', required: false },
]
const KINDS: Readonly<Record<string, InspectionObject['kind']>> = {
  '': 'organisation',
  单位: 'organisation',
  organisation: 'organisation',
  个人: 'citizen',
  citizen: 'citizen',
}

/** So many faults are told at once. */
const MOST_TOLD = 50

/** Pasted out of a spreadsheet, or written by hand with the commas of Chinese, as CSV. */
function asCsv(given: string): string {
  const mark = given.includes('\t') ? '\t' : given.includes(',') ? undefined : '，'
  if (mark === undefined) return given
  const quoted = (cell: string): string => `"${cell.trim().replaceAll('"', '""')}"`
  return given
    .split(/\r?\n/u)
    .map((line) => (line.trim() === '' ? '' : line.split(mark).map(quoted).join(',')))
    .join('\n')
}

const isHeading = (line: string): boolean =>
  COLUMNS.some(({ zh, en }) =>
    [zh, en.toLowerCase()].includes(line.split(',')[0]?.replaceAll(/["\s]/gu, '').toLowerCase() ?? ''),
  )

/**
 * 检查对象名录 as it was pasted: a line for each, with or without a heading. Throws Malformed with every line that is wrong,
 * and every object that is there twice.
 */
export function readObjects(given: string): InspectionObject[] {
  const csv = asCsv(given.replace(/^\uFEFF/u, ''))
  const headed = isHeading(csv.split('\n')[0] ?? '')
  const rows = readRows(COLUMNS, headed ? csv : `${COLUMNS.map(({ zh }) => zh).join(',')}\n${csv}`)
  const found: { readonly line: number; readonly object: InspectionObject }[] = []
  const wrong: Obstacle[] = []
  const say = (line: number, code: string, zh: string, en: string): void => {
    wrong.push({ code, message: text(`第 ${line} 行：${zh}`, `Line ${line}: ${en}`), field: 'objects' })
  }
  for (const { row, cells } of rows) {
    const line = headed ? row : row - 1
    const { name = '', number = '', address = '', kind = '' } = cells
    const read = InspectionObject.safeParse(
      { name, ...(number && { number }), ...(address && { address }), kind: KINDS[kind.toLowerCase()] ?? kind },
      { reportInput: true },
    )
    if (!read.success) {
      for (const issue of read.error.issues) {
        const [field, said] = [fieldInWords(issue.path.join('.')), sentenceFor(issue)]
        say(line, 'object-line', `${field.zh}${said.zh}`, `${field.en} ${said.en}`)
      }
      continue
    }
    const twin = found.find((one) => isSameObject(one.object, read.data))
    if (twin)
      say(line, 'object-twice', `与第 ${twin.line} 行是同一个检查对象`, `the same object as on line ${twin.line}`)
    else found.push({ line, object: read.data })
  }
  if (wrong.length > 0) throw new Malformed(wrong.slice(0, MOST_TOLD))
  return found.map((one) => one.object)
}
