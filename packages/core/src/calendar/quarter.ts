import type { CalendarDate } from '../kernel/index.ts'

/** `2026-4` for a day in November. */
export const quarterOf = (day: CalendarDate): string => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`
