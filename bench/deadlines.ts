import { computePeriod, dateOf, numberOf } from '../packages/core/src/calendar/index.ts'
import { CalendarDate, instantOf } from '../packages/core/src/kernel/index.ts'
import { readPackFolder } from '../packages/cli/src/packs/folder.ts'
import { type Figure, timed } from './measure.ts'

/** Every period of every pack, from days spread over three years with a suspension of ten days where one is allowed. */
export async function deadlineFigures(count: number): Promise<Figure[]> {
  const { packs, calendar } = await readPackFolder()
  const rules = packs.flatMap((pack) =>
    pack.rules.flatMap((one) => (one.kind === 'period' && !('setting' in one.length) ? [one] : [])),
  )
  const first = numberOf(CalendarDate.parse('2024-01-02'))
  const work = async (): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const rule = rules[i % rules.length]
      if (rule === undefined) throw new Error('no pack has a period')
      const day = first + ((i * 37) % 1000)
      const from = rule.unit === 'hour' ? instantOf(day * 86_400_000) : dateOf(day)
      const suspended = rule.suspendedBy === undefined ? [] : [{ from: dateOf(day + 5), to: dateOf(day + 14) }]
      computePeriod(rule, { from, suspended, calendar })
    }
  }
  await work()
  const [seconds] = await timed(work)
  return [
    {
      name: `deadlines, ${rules.length} periods in turn, one core`,
      value: `${(count / seconds).toFixed(0)} /s`,
      note: 'with every skipped day and the explanation',
    },
  ]
}
