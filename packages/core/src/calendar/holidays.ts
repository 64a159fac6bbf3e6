import { z } from 'zod'
import { CalendarDate, Malformed, text } from '../kernel/index.ts'
import type { Obstacle, Text } from '../kernel/index.ts'
import { numberOf, weekdayOf } from './days.ts'

const Name = z.string().trim().min(1).max(60)

/** The notice of the State Council's General Office that a year is taken from. */
export const HolidaySource = z.strictObject({
  notice: Name,
  number: Name.optional(),
  /** The document number has not been seen in the document itself. */
  numberUnverified: z.boolean().optional(),
  published: CalendarDate.optional(),
  url: z.url().optional(),
})
export type HolidaySource = z.infer<typeof HolidaySource>

/**
 * The rest days and make-up workdays of one year, as announced. Saturdays and Sundays rest without being listed.
 * `verified`: shipped and compared with the announcement; `loaded`: read in by a bureau from the announcement;
 * `provisional`: statutory days only, so that whatever depends on the year is provisional too.
 */
export const HolidayYear = z.strictObject({
  year: z.int().min(1949).max(2199),
  status: z.enum(['verified', 'loaded', 'provisional']),
  source: HolidaySource.optional(),
  note: z.string().optional(),
  /** `statutory`: one of the days of 全国年节及纪念日放假办法, not one moved to it. */
  rest: z.array(z.strictObject({ date: CalendarDate, name: Name, statutory: z.boolean().optional() })).min(1),
  makeUp: z.array(z.strictObject({ date: CalendarDate, name: Name })),
})
export type HolidayYear = z.infer<typeof HolidayYear>

const LISTS = { rest: text('放假日', 'rest day'), makeUp: text('调休上班日', 'make-up workday') } as const
type List = keyof typeof LISTS

/** What a person calls the place of a field such as `rest.1.date` in the file they look at. */
export type PlaceOf = (field: string) => Text

/** `2030.yaml，第 2 个放假日（rest.1.date）`, for who has nothing better to count by. */
export const placesIn =
  (name: string): PlaceOf =>
  (field) => {
    const [list, at] = field.split('.')
    const what = list === 'rest' || list === 'makeUp' ? LISTS[list] : undefined
    if (what === undefined || at === undefined)
      return text(`${name} 的 ${field || '内容'}`, `${name}, ${field || 'content'}`)
    const n = Number(at) + 1
    return text(`${name}，第 ${n} 个${what.zh}（${field}）`, `${name}, ${what.en} ${n} (${field})`)
  }

function obstacle(placeOf: PlaceOf, code: string, field: string, zh: string, en: string): Obstacle {
  const place = placeOf(field)
  return { code, field, message: text(`${place.zh}：${zh}`, `${place.en}: ${en}`) }
}

/** `"2027-02-30"`; long values and structures are cut, so that a sentence stays one. */
function shown(given: unknown, path: readonly PropertyKey[]): string {
  let found = given
  for (const key of path)
    found = found instanceof Object ? Object.entries(found).find(([k]) => k === String(key))?.[1] : undefined
  return found === undefined ? '' : JSON.stringify(found).slice(0, 40)
}

function fromSchema(placeOf: PlaceOf, given: unknown, issue: z.core.$ZodIssue): Obstacle {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknown === undefined ? issue.path : [...issue.path, unknown]
  const field = path.join('.')
  const value = shown(given, path)
  const say = (code: string, zh: string, en: string): Obstacle => obstacle(placeOf, code, field, zh, en)
  if (unknown !== undefined) return say('calendar-field-unknown', '没有这一栏', 'there is no such field')
  if (value === '') return say('calendar-field-missing', '缺少这一栏', 'it is missing')
  const last = String(path.at(-1))
  if (last === 'date' || last === 'published')
    return say('calendar-date-impossible', `${value} 不是真实的日期`, `${value} is not a date that exists`)
  if (last === 'status')
    return say(
      'calendar-status',
      `${value} 应为 verified、loaded 或 provisional`,
      `${value} must be verified, loaded or provisional`,
    )
  if (last === 'rest') return say('calendar-empty', '至少要有法定放假日', 'the statutory days at least must be listed')
  return say('calendar-field', `${value} 不能放在这一栏`, `${value} cannot stand here`)
}

/**
 * Reads one year's announcement from parsed data. Throws Malformed with every obstacle found: a row that is no date, of
 * another year, listed twice, both at rest and at work, a make-up workday that is no Saturday or Sunday, a missing source.
 */
export function readHolidayYear(given: unknown, placeOf = placesIn('节假日文件')): HolidayYear {
  const parsed = HolidayYear.safeParse(given)
  if (!parsed.success) throw new Malformed(parsed.error.issues.map((one) => fromSchema(placeOf, given, one)))
  const found = [...sourceObstacles(placeOf, parsed.data), ...dayObstacles(placeOf, parsed.data)]
  if (found.length > 0) throw new Malformed(found)
  return parsed.data
}

function sourceObstacles(placeOf: PlaceOf, { status, source }: HolidayYear): readonly Obstacle[] {
  if (status === 'provisional' || source?.published !== undefined) return []
  return [
    obstacle(
      placeOf,
      'calendar-source-missing',
      source === undefined ? 'source' : 'source.published',
      '已公布的年份必须写明通知名称和公布日期；没有通知的年份请用 provisional',
      'an announced year names the notice and the day it was published; without a notice the status is provisional',
    ),
  ]
}

function dayObstacles(placeOf: PlaceOf, { year, rest, makeUp }: HolidayYear): readonly Obstacle[] {
  const found: Obstacle[] = []
  const seen = new Map<string, string>()
  const judge = (list: List, date: CalendarDate, row: number): void => {
    const field = `${list}.${row}.date`
    const before = seen.get(date)
    const say = (code: string, zh: string, en: string): unknown => found.push(obstacle(placeOf, code, field, zh, en))
    if (!date.startsWith(`${year}-`)) say('calendar-other-year', `${date} 不在 ${year} 年`, `${date} is not in ${year}`)
    if (before?.startsWith(list))
      say(
        'calendar-duplicate',
        `${date} 重复，已见于${placeOf(before).zh}`,
        `${date} stands in ${placeOf(before).en} already`,
      )
    else if (before !== undefined)
      say(
        'calendar-both',
        `${date} 既放假又上班（见${placeOf(before).zh}）`,
        `${date} cannot be both at rest and at work (see ${placeOf(before).en})`,
      )
    if (list === 'makeUp' && weekdayOf(numberOf(date)) % 6 !== 0)
      say(
        'calendar-make-up-weekday',
        `${date} 不是周六或周日，本来就上班`,
        `${date} is no Saturday or Sunday and is worked anyway`,
      )
    seen.set(date, before ?? field)
  }
  rest.forEach((one, row) => judge('rest', one.date, row))
  makeUp.forEach((one, row) => judge('makeUp', one.date, row))
  return found
}
