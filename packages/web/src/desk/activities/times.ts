import { beijing, type Instant, instantFromBeijing } from '@liuhen/core/kernel'

/** `09:20` in Beijing. */
export const minuteDigits = (at: Instant): string => beijing(at).slice(11, 16)
/** `2026-11-21T09:20`, as a field for date and time takes it. */
export const fieldOf = (at: Instant): string => beijing(at).slice(0, 16).replace(' ', 'T')

/** The moment such a field names; undefined while it names none. */
export function momentOfField(typed: string): Instant | undefined {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(typed) ?? []
  return minute === undefined
    ? undefined
    : instantFromBeijing(Number(year), Number(month), Number(day), Number(hour), Number(minute))
}

/** Milliseconds of `4:07` or `1:02:07`; undefined while it is none. */
export function positionOf(typed: string): number | undefined {
  const [, hours = '0', minutes, seconds] = /^(?:(\d+):(?=\d\d:))?(\d+)[:：]([0-5]\d)$/.exec(typed.trim()) ?? []
  if (minutes === undefined || seconds === undefined) return undefined
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
