import type { SuspendedDays } from '@liuhen/core/calendar'
import { CalendarDate, instantOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { Decision } from '@liuhen/core/policy'
import type { Term } from '@liuhen/core/policy'
import { usage } from '../terminal/index.ts'

const MOMENT =
  /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?)(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/

/** A day, or a moment with or without a zone; without one it is Beijing time. Throws a wrong call naming the option. */
export function readStart(option: string, given: string): CalendarDate | Instant {
  const day = CalendarDate.safeParse(given)
  if (day.success) return day.data
  const [, date = '', time = '', zone = '+08:00'] = MOMENT.exec(given) ?? []
  if (CalendarDate.safeParse(date).success) return instantOf(Date.parse(`${date}T${time}${zone}`))
  throw usage(
    `--${option} 的 ${given} 不是真实的日期或时刻；应如 2026-09-18 或 2026-10-03T22:15+08:00`,
    `--${option}: ${given} is no date or moment; write 2026-09-18 or 2026-10-03T22:15+08:00`,
  )
}

/** A day. Throws a wrong call naming the option. */
export function readDay(option: string, given: string): CalendarDate {
  const day = CalendarDate.safeParse(given)
  if (day.success) return day.data
  throw usage(
    `--${option} 的 ${given} 不是真实的日期；应如 2026-09-18`,
    `--${option}: ${given} is no date; write 2026-09-18`,
  )
}

/** `2026-03-01/2026-03-10`, first and last day included, with the reason after another stroke. Throws a wrong call. */
export function readSuspension(given: string): SuspendedDays {
  const [first, last, why, ...more] = given.split('/')
  if (first === undefined || last === undefined || more.length > 0)
    throw usage(
      `--suspend 的 ${given} 应写成 开始日/结束日，可加事由，如 2026-03-01/2026-03-10/听证`,
      `--suspend: ${given} must be first day/last day, with the reason where there is one, such as 2026-03-01/2026-03-10/听证`,
    )
  const [from, to] = [readDay('suspend', first), readDay('suspend', last)]
  if (from <= to) return { from, to, ...(why !== undefined && { why }) }
  throw usage(`--suspend 的 ${given} 结束日早于开始日`, `--suspend: ${given} ends before it begins`)
}

/** `statement.term=5`, counted in the unit of the period. Throws a wrong call. */
export function readSetting(given: string): readonly [key: string, value: number] {
  const [, key, count] = /^([a-z0-9.-]+)=([1-9]\d{0,3})$/.exec(given) ?? []
  if (key !== undefined && count !== undefined) return [key, Number(count)]
  throw usage(
    `--set 的 ${given} 应写成 名称=整数，如 statement.term=5`,
    `--set: ${given} must be a key and a whole number, such as statement.term=5`,
  )
}

/** The settings by their key. Throws a wrong call where one is given twice. */
export function readSettings(given: readonly string[]): Readonly<Record<string, number>> {
  const read = given.map(readSetting)
  const twice = read.find(([key], at) => read.findIndex(([other]) => other === key) !== at)
  if (twice === undefined) return Object.fromEntries(read)
  throw usage(`--set ${twice[0]} 写了两次`, `--set ${twice[0]} is given twice`)
}

const UNITS = { wd: 'working-day', d: 'calendar-day' } as const

/** `15wd` for working days, `15d` for calendar days, as the paper states. Throws a wrong call. */
export function readStated(given: string): Term {
  const [, count, unit] = /^([1-9]\d{0,2})(wd|d)$/.exec(given) ?? []
  if (count !== undefined && unit !== undefined)
    return { count: Number(count), unit: UNITS[unit as keyof typeof UNITS] }
  throw usage(
    `--stated 的 ${given} 应照文书写成 15wd（工作日）或 15d（日）`,
    `--stated: ${given} must be as on the paper, 15wd for working days or 15d for days`,
  )
}

/** What the period is about. Throws a wrong call with the words there are. */
export function readDecision(given: string): Decision {
  const read = Decision.safeParse(given)
  if (read.success) return read.data
  throw usage(
    `--decision 的 ${given} 应为 ${Decision.options.join('、')} 之一`,
    `--decision: ${given} must be one of ${Decision.options.join(', ')}`,
  )
}
