import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import { bandsOf } from './of-the-day.ts'
import { clauseWords } from './clause.ts'
import type { Clause } from './clause.ts'
import type { Benchmark, Catalogue, Cause } from './rows.ts'
import { overlap } from './validity.ts'
import type { Validity } from './validity.ts'

/** A row that cannot be: its table, and its place in it from 0. */
export interface RowFault {
  readonly table: keyof Catalogue
  readonly at: number
  readonly code: string
  readonly message: Text
}

/** What the rows of a file contradict: each other, those that stand already, and what they name. */
export function faultsOfCatalogue(rows: Catalogue, standing: Catalogue): readonly RowFault[] {
  const all: Catalogue = {
    bases: [...standing.bases, ...rows.bases],
    causes: [...standing.causes, ...rows.causes],
    benchmarks: [...standing.benchmarks, ...rows.benchmarks],
    grounds: [...standing.grounds, ...rows.grounds],
    designations: [...standing.designations, ...rows.designations],
  }
  const found: RowFault[] = []
  const fault = (table: keyof Catalogue, at: number, code: string, zh: string, en: string): void => {
    found.push({ table, at, code, message: text(zh, en) })
  }
  const each = <K extends keyof Catalogue>(table: K, look: (row: Catalogue[K][number], at: number) => void): void => {
    for (const [at, row] of (rows[table] as Catalogue[K][number][]).entries()) {
      const { from, until } = row as Validity
      if (until !== undefined && until < from)
        fault(table, at, 'days-backwards', `最后一日 ${until} 早于第一日 ${from}`, `ends on ${until}, before ${from}`)
      look(row, at)
    }
  }
  const clauses = (table: keyof Catalogue, at: number, cited: readonly Clause[], span: Validity): void => {
    for (const clause of cited) {
      const basis = all.bases.find((one) => one.id === clause.instrument)
      if (basis === undefined)
        fault(
          table,
          at,
          'basis-unknown',
          `依据目录中没有 ${clause.instrument}`,
          `there is no instrument ${clause.instrument} among the bases`,
        )
      else if (span.from < basis.from || (basis.until ?? '9999') < (span.until ?? '9999'))
        fault(
          table,
          at,
          'outlives-basis',
          `${span.from}–${span.until ?? ''} 超出《${basis.title.zh}》有效的 ${basis.from}–${basis.until ?? ''}`,
          `counts ${span.from}–${span.until ?? ''}, beyond ${basis.title.en}, which is in force ${basis.from}–${basis.until ?? ''}`,
        )
      else if (basis.articles !== undefined && clause.article > basis.articles) {
        const words = clauseWords(clause, all.bases)
        fault(table, at, 'article-unknown', `没有${words.zh}`, `there is no ${words.en}`)
      }
    }
  }
  each('bases', (row, at) => {
    if (all.bases.filter((one) => one.id === row.id).length > 1)
      fault('bases', at, 'basis-twice', `依据 ${row.id} 出现两次`, `the basis ${row.id} is there twice`)
    if (row.replacedBy !== undefined && !all.bases.some((one) => one.id === row.replacedBy))
      fault('bases', at, 'basis-unknown', `没有依据 ${row.replacedBy}`, `there is no basis ${row.replacedBy}`)
  })
  each('causes', (row, at) => {
    const other = all.causes.find((one) => one !== row && one.code === row.code && overlap(one, row))
    if (other !== undefined)
      fault(
        'causes',
        at,
        'generations-overlap',
        `案由 ${row.code} 有两代规定同日有效（${span(row)} 与 ${span(other)}）`,
        `two generations of ${row.code} count on one day (${span(row)} and ${span(other)})`,
      )
    for (const penalty of row.penalties)
      if (penalty.most !== undefined && penalty.least !== undefined && penalty.most < penalty.least)
        fault(
          'causes',
          at,
          'band-backwards',
          `上限 ${penalty.most} 低于下限 ${penalty.least}`,
          `the most, ${penalty.most}, is less than the least, ${penalty.least}`,
        )
    clauses('causes', at, [...row.prohibition, ...row.penalty], row)
  })
  each('grounds', (row, at) => {
    const twice = all.grounds.some((one) => one !== row && one.code === row.code && overlap(one, row))
    if (twice)
      fault('grounds', at, 'ground-twice', `情节 ${row.code} 同日有两行`, `${row.code} has two rows on one day`)
    clauses('grounds', at, [row.clause], row)
  })
  each('benchmarks', (row, at) => {
    for (const one of faultsOfBenchmark(row, all)) fault('benchmarks', at, one.code, one.message.zh, one.message.en)
  })
  each('designations', (row, at) => {
    for (const code of row.causes)
      if (!all.causes.some((one) => one.code === code))
        fault('designations', at, 'cause-unknown', `没有案由 ${code}`, `there is no cause ${code}`)
  })
  return found
}

const span = ({ from, until }: Validity): string => `${from}–${until ?? ''}`

function faultsOfBenchmark(
  row: Benchmark,
  { causes, benchmarks }: Catalogue,
): readonly { readonly code: string; readonly message: Text }[] {
  const of = causes.filter((one) => one.code === row.cause && overlap(one, row))
  const twice = benchmarks.some(
    (one) =>
      one !== row && one.cause === row.cause && one.grade === row.grade && sameParty(one, row) && overlap(one, row),
  )
  return [
    ...(of.length > 0
      ? []
      : [{ code: 'cause-unknown', message: text(`没有案由 ${row.cause}`, `there is no cause ${row.cause}`) }]),
    ...(row.most >= row.least
      ? []
      : [
          {
            code: 'band-backwards',
            message: text(
              `上限 ${row.most} 低于下限 ${row.least}`,
              `the most, ${row.most}, is less than the least, ${row.least}`,
            ),
          },
        ]),
    ...(twice
      ? [
          {
            code: 'benchmark-twice',
            message: text(
              `${row.cause} 的“${row.grade}”同日有两行`,
              `the grade ${row.grade} of ${row.cause} has two rows on one day`,
            ),
          },
        ]
      : []),
    ...of
      .filter((cause) => isOutside(row, cause))
      .map((cause) => ({
        code: 'benchmark-outside-law',
        message: text(
          `${row.least}–${row.most} 元超出法律规定的幅度（${cause.title.zh}，${span(cause)}）`,
          `${row.least}–${row.most} yuan is beyond what the law prints (${cause.title.en}, ${span(cause)})`,
        ),
      })),
  ]
}

const sameParty = (one: Benchmark, other: Benchmark): boolean =>
  one.party === undefined || other.party === undefined || one.party === other.party

/** Where the law prints bands in yuan, a benchmark lies within one of them. */
function isOutside({ party, least, most }: Benchmark, cause: Cause): boolean {
  const bands = [...bandsOf(cause, party, false), ...bandsOf(cause, party, true)]
  if (bands.length === 0 || bands.some((one) => one.unit !== 'yuan' || one.most === undefined)) return false
  return !bands.some((one) => (one.least ?? 0) <= least && most <= (one.most ?? 0))
}
