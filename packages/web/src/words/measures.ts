import type { ClockOffset } from '@liuhen/core/devices'
import type { Language } from './language.ts'

/** `3.2 GB`: decimal units, as discs and cards are sold. */
export function bytesIn(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  let [value, unit] = [bytes, 0]
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** `1 时 02 分 03 秒` of milliseconds; the two largest parts, so that a list stays readable. */
export function durationIn(milliseconds: number, language: Language): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds === 0 && milliseconds > 0) return language === 'zh' ? '不足 1 秒' : 'under 1 s'
  const parts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const names = language === 'zh' ? [' 天', ' 时', ' 分', ' 秒'] : [' d', ' h', ' min', ' s']
  const first = parts.findIndex((part) => part > 0)
  if (first === -1) return `0${names[3]}`
  return parts
    .map((part, i) => ({ part, name: names[i], i }))
    .filter(({ part, i }) => i >= first && i <= first + 1 && part > 0)
    .map(({ part, name }) => `${part}${name}`)
    .join(' ')
}

/** `01:02:03` of milliseconds, for players and time lines. */
export function clockIn(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** `慢 6 分 58 秒 ± 1 秒`: what the device's clock showed against the station's. */
export function offsetIn({ offset, error }: Pick<ClockOffset, 'offset' | 'error'>, language: Language): string {
  const zh = language === 'zh'
  const about = ` ± ${durationIn(error, language)}`
  if (Math.abs(offset) <= error) return `${zh ? '准' : 'accurate'}${about}`
  const way = offset < 0 ? (zh ? '慢' : 'slow by') : zh ? '快' : 'fast by'
  return `${way} ${durationIn(Math.abs(offset), language)}${about}`
}
