import { Benchmark, Cause, Designation, NO_ROWS, type Catalogue } from '@liuhen/core/causes'
import { sentenceFor, text } from '@liuhen/core/kernel'
import type { Obstacle, Text } from '@liuhen/core/kernel'
import { CsvError, parse } from 'csv-parse/sync'
import type { TextFile } from '../packs/index.ts'
import { onLine, type ReadRows } from './read-file.ts'

/** The columns of a table by the member they fill; each may be headed by its name in either language, or by the member. */
const COLUMNS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  code: ['案由编码', 'Code'],
  cause: ['案由', 'Cause'],
  title: ['案由名称', 'Title'],
  titleEn: ['案由英文', 'Title in English'],
  group: ['类别', 'Group'],
  elements: ['构成要件', 'Elements'],
  prohibition: ['违反的规定', 'Norm broken'],
  penalty: ['处罚依据', 'Penalty clause'],
  citizenLeast: ['公民下限', 'Citizen least'],
  citizenMost: ['公民上限', 'Citizen most'],
  organisationLeast: ['单位下限', 'Organisation least'],
  organisationMost: ['单位上限', 'Organisation most'],
  warning: ['警告', 'Warning'],
  orderFirst: ['先责令改正', 'Order first'],
  reportNeeded: ['须检测报告', 'Report needed'],
  designated: ['须确定部门', 'Designation needed'],
  grade: ['裁量阶次', 'Grade'],
  party: ['当事人', 'Party'],
  criteria: ['适用情形', 'Criteria'],
  least: ['下限', 'Least'],
  most: ['上限', 'Most'],
  document: ['文件', 'Document'],
  causes: ['案由清单', 'Causes'],
  from: ['起始日期', 'From'],
  until: ['截止日期', 'Until'],
  source: ['来源', 'Source'],
  checkedOn: ['核对日期', 'Checked on'],
  invented: ['示例', 'Invented'],
}
type Cells = Readonly<Record<string, string>>

const memberOf = (head: string): string | undefined =>
  Object.entries(COLUMNS).find(([key, names]) => [key, ...names].some((one) => same(one, head)))?.[0]
const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

const PARTIES: Readonly<Record<string, 'citizen' | 'organisation'>> = {
  公民: 'citizen',
  个人: 'citizen',
  citizen: 'citizen',
  单位: 'organisation',
  法人或者其他组织: 'organisation',
  organisation: 'organisation',
}
const isYes = (cell: string | undefined): boolean => /^(?:是|1|y|yes|true|√)$/i.test(cell?.trim() ?? '')
const listed = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[;；|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
const filled = (cell: string | undefined): string | undefined => (cell?.trim() ? cell.trim() : undefined)
/** `5,000` as 5000; what is no amount stays for the schema to refuse. */
const amount = (cell: string | undefined): number | string | undefined => {
  const plain = filled(cell)?.replaceAll(/[,，\s元]/g, '')
  return plain === undefined ? undefined : /^\d+(?:\.\d{1,2})?$/.test(plain) ? Number(plain) : plain
}
/** `2026/8/15` as spreadsheets write it. */
const day = (cell: string | undefined): string | undefined => {
  const given = filled(cell)
  const [, year, month = '', date = ''] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(given ?? '') ?? []
  return year === undefined ? given : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}
const present = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== false)) as T

const shared = (cells: Cells) => ({
  from: day(cells['from']),
  until: day(cells['until']),
  invented: isYes(cells['invented']),
})
const sourced = (cells: Cells) => ({
  ...shared(cells),
  source: filled(cells['source']) ?? filled(cells['document']),
  checkedOn: day(cells['checkedOn']),
})

const fine = (party: 'citizen' | 'organisation', least: string | undefined, most: string | undefined) =>
  filled(least) === undefined && filled(most) === undefined
    ? []
    : [present({ kind: 'fine', party, least: amount(least), most: amount(most) })]

function causeFrom(cells: Cells): unknown {
  const title = filled(cells['title'])
  const penalties = [
    ...(isYes(cells['warning']) ? [{ kind: 'warning' }] : []),
    ...fine('citizen', cells['citizenLeast'], cells['citizenMost']),
    ...fine('organisation', cells['organisationLeast'], cells['organisationMost']),
  ]
  return present({
    code: filled(cells['code']),
    title: title && { zh: title, en: filled(cells['titleEn']) ?? title },
    group: filled(cells['group']),
    elements: listed(cells['elements']).map((one) => text(one, one)),
    prohibition: listed(cells['prohibition']),
    penalty: listed(cells['penalty']),
    penalties: penalties.length > 0 ? penalties : [{ kind: 'fine' }],
    orderFirst: isYes(cells['orderFirst']),
    reportNeeded: isYes(cells['reportNeeded']),
    designated: isYes(cells['designated']),
    ...sourced(cells),
  })
}

const benchmarkFrom = (cells: Cells): unknown =>
  present({
    cause: filled(cells['cause']),
    grade: filled(cells['grade']),
    party: cells['party'] ? (PARTIES[cells['party'].trim()] ?? cells['party']) : undefined,
    criteria: filled(cells['criteria']),
    least: amount(cells['least']),
    most: amount(cells['most']),
    document: filled(cells['document']),
    ...sourced(cells),
  })

const designationFrom = (cells: Cells): unknown =>
  present({ document: filled(cells['document']), causes: listed(cells['causes']), ...shared(cells) })

/** Which table a header belongs to, and how its rows are made. */
const TABLES = [
  { table: 'benchmarks', by: 'grade', schema: Benchmark, from: benchmarkFrom },
  { table: 'designations', by: 'causes', schema: Designation, from: designationFrom },
  { table: 'causes', by: 'code', schema: Cause, from: causeFrom },
] as const

/** One table of rows, told by its header: benchmarks, causes or designations. What is wrong is added to `found`, by its line. */
export function readTable(file: TextFile, found: Obstacle[]): ReadRows | undefined {
  const records = recordsIn(file, found)
  const [header, ...lines] = records ?? []
  if (header === undefined) return undefined
  const members = header.record.map(memberOf)
  for (const [at, head] of header.record.entries())
    if (members[at] === undefined && head.trim() !== '')
      found.push(
        onLine(
          file,
          1,
          text(
            `没有名为“${head}”的列；有：${Object.values(COLUMNS)
              .map(([zh]) => zh)
              .join('、')}`,
            `there is no column "${head}"; there are: ${Object.values(COLUMNS)
              .map(([, en]) => en)
              .join(', ')}`,
          ),
        ),
      )
  const kind = TABLES.find(({ by }) => members.includes(by))
  if (kind === undefined) {
    found.push(
      onLine(
        file,
        1,
        text(
          '第一行应是列名：有“裁量阶次”的是裁量基准，有“案由编码”的是案由，有“案由清单”的是确定部门的文件',
          'the first line names the columns: with Grade the rows are benchmarks, with Code causes, with Causes designations',
        ),
      ),
    )
    return undefined
  }
  const rows: unknown[] = []
  const places: number[] = []
  for (const { record, line } of lines) {
    const cells = Object.fromEntries(record.map((cell, at) => [members[at] ?? `column ${at}`, cell]))
    const read = kind.schema.safeParse(kind.from(cells), { reportInput: true })
    if (read.success) {
      rows.push(read.data)
      places.push(line)
    } else
      for (const issue of read.error.issues)
        found.push(onLine(file, line, columnSays(String(issue.path[0] ?? ''), wordsOf(issue))))
  }
  const catalogue = { ...NO_ROWS, [kind.table]: rows } as Catalogue
  return { rows: catalogue, lineOf: (_table, at) => places[at] ?? 1 }
}

type Issue = Parameters<typeof sentenceFor>[0]

/** Of a clause that is not so written, its own sentence. */
function wordsOf(issue: Issue): Text {
  const custom = issue.code === 'invalid_union' ? issue.errors.flat().find((one) => one.code === 'custom') : undefined
  if (custom === undefined) return sentenceFor(issue)
  const [zh = '', en = zh] = custom.message.split(' · ')
  return text(zh, en)
}

function columnSays(member: string, { zh, en }: Text): Text {
  const [name, english] = COLUMNS[member] ?? [member, member]
  return text(`“${name}”${zh}`, `${english} ${en}`)
}

function recordsIn(
  file: TextFile,
  found: Obstacle[],
): readonly { readonly record: readonly string[]; readonly line: number }[] | undefined {
  try {
    const read = parse(file.text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true })
    return (read as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      line: info.lines,
    }))
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    found.push(onLine(file, 1, text(`不是有效的 CSV（${thrown.message}）`, `not CSV: ${thrown.message}`)))
    return undefined
  }
}
