import { type CalendarDate, type Instant, instantOf, millisecondsOf, startOf, text } from '@liuhen/core/kernel'
import type { Activity } from '@liuhen/core/policy'
import { activityNames } from '@liuhen/core/vocabulary'
import { PASSWORD } from './bureau.ts'
import { signIn } from './visitor.ts'

interface Done {
  readonly who: string
  readonly activity: Activity
  readonly from: string
  readonly to: string
  readonly place: string
}

/** What the two officers did on the sample day: filmed from end to end, filmed in part, not filmed, and of no duty. */
const DAY: readonly Done[] = [
  { who: 'zhoulh', activity: 'site-inspection', from: '09:20:02', to: '09:20:46', place: '东门街 12 号' },
  { who: 'zhoulh', activity: 'questioning', from: '10:05:02', to: '10:08:32', place: '东门街 12 号' },
  { who: 'zhoulh', activity: 'sealing', from: '10:40:02', to: '10:52:00', place: '东门街 12 号仓库' },
  { who: 'chenyq', activity: 'patrol', from: '09:21:32', to: '09:22:00', place: '南河路' },
  { who: 'chenyq', activity: 'simple-procedure', from: '15:00:00', to: '15:20:00', place: '西市口' },
]

export interface Covered {
  readonly activities: number
  /** Those that had to be filmed. */
  readonly required: number
  readonly missingMinutes: number
}

/** Registers the day as its officers would, and says what of it had to be filmed and was not. */
export async function registerActivities(
  base: string,
  day: CalendarDate,
  say: (zh: string, en: string) => void,
): Promise<Covered> {
  const at = (clock: string): Instant => instantOf(millisecondsOf(startOf(day)) + Date.parse(`1970-01-01T${clock}Z`))
  for (const who of new Set(DAY.map((one) => one.who))) {
    const { call } = await signIn(base, who, PASSWORD)
    for (const { activity, from, to, place } of DAY.filter((one) => one.who === who))
      await call.registerActivity({ body: { activity, start: at(from), end: at(to), place } })
  }
  const { call } = await signIn(base, 'suzy', PASSWORD)
  const { lanes, totals } = await call.dayCoverage({ query: { day } })
  say(
    `登记 ${totals.activities} 次执法活动，应录 ${totals.required} 次，缺录 ${Math.round(totals.missingMinutes)} 分钟：`,
    `Registered ${totals.activities} activities; ${totals.required} had to be filmed, ${Math.round(totals.missingMinutes)} minutes are missing:`,
  )
  for (const { row, coverage } of lanes.flatMap((lane) => lane.activities)) {
    const lacking = coverage.spans.filter((one) => one.kind === 'missing')
    const minutes = lacking.reduce((sum, one) => sum + millisecondsOf(one.to) - millisecondsOf(one.from), 0) / 60_000
    const [article] = coverage.findings.find((one) => one.weight === 'breach')?.citations ?? []
    const how =
      minutes > 0
        ? text(
            `缺 ${minutes.toFixed(0)} 分钟${article ? `，${article.label}` : ''}`,
            `${minutes.toFixed(0)} min missing${article ? ` (${article.label})` : ''}`,
          )
        : coverage.required === 'none'
          ? text('未要求录', 'need not be filmed')
          : coverage.spans.some((one) => one.kind === 'explained')
            ? text('已录，中断已说明', 'recorded, its interruption explained')
            : text('已录', 'recorded')
    const { zh, en } = activityNames[row.activity]
    say(`  ${zh}（${row.officer.name}）${how.zh}`, `  ${en}: ${how.en}`)
  }
  return { activities: totals.activities, required: totals.required, missingMinutes: totals.missingMinutes }
}
