import type { Indices } from '@liuhen/contract/supervision'
import { indexKinds, tenths } from '@liuhen/core/supervision'
import { csvOf } from '../people/index.ts'
import type { Level } from './indices.ts'

const LEVELS: Readonly<Record<Level, string>> = {
  unit: '执法队',
  leader: '执法队负责人',
  officer: '办案人员',
  device: '设备',
}

const STANDS = { met: '达到', waiting: '宽限期内', missed: '未达到' } as const

/** The figures for 绩效, as a spreadsheet has them, those of which something is wanted with what and whether it is so. */
export const indicesCsv = ({ period, level, rows, goals }: Indices): string =>
  csvOf(
    [
      '期间',
      '考评对象',
      '名称',
      '单位',
      '音像数',
      '分钟',
      '应移交',
      '逾期移交',
      '未说明中断',
      '不可读',
      '紧急调阅',
      '其中没有正当理由',
      '其中没有核查',
      '问题数',
      '未销号',
      '扣分',
      '得分',
      '问题编号',
      '逾期音像',
      ...goals.flatMap(({ index }) => {
        const title = indexKinds[index].title.zh
        return [title, `${title}目标`, `${title}宽限至`, `${title}结论`, `${title}目标依据`]
      }),
    ],
    rows.map((one) => [
      period,
      LEVELS[level],
      one.name,
      one.unit?.name ?? '',
      ...[
        one.recordings,
        one.minutes,
        one.due,
        one.late,
        one.openGaps,
        one.unreadable,
        one.emergencies.length,
        one.emergencies.filter((each) => each.justified === false).length,
        one.emergencies.filter((each) => each.justified === undefined).length,
        one.findings,
        one.open,
        one.points,
        one.score ?? '',
      ].map(String),
      one.rows.join(' '),
      one.lates.map(({ recording }) => recording).join(' '),
      ...goals.flatMap(({ index, goal, graceEnds: until, source }) => {
        const of = one.goals.find((each) => each.index === index)
        const sign = indexKinds[index].wants === 'at-most' ? '≤' : '≥'
        return [of ? tenths(of.figure) : '', `${sign}${tenths(goal)}`, until, of ? STANDS[of.stands] : '', source]
      }),
    ]),
  )
