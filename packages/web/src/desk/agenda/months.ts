/** `2026-11` and so many months on. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** `2026年11月`, `November 2026`. */
export const monthName = (month: string, language: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))

/** What stands in groups by its day, in order. */
export function byDay<T extends { readonly day: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const days = new Map<string, T[]>()
  for (const one of all) {
    const day = days.get(one.day)
    if (day) day.push(one)
    else days.set(one.day, [one])
  }
  return days
}
