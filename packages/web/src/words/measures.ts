import type { GapView } from '@liuhen/contract/recordings'
import type { ClockOffset } from '@liuhen/core/devices'
import { uncertaintyIn } from '@liuhen/core/evidence'
import { type Text, text } from '@liuhen/core/kernel'
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

const zh = { short: [' 天', ' 时', ' 分', ' 秒'], alone: [' 天', ' 小时', ' 分钟', ' 秒'] }
const en = { short: [' d', ' h', ' min', ' s'], alone: [' d', ' h', ' min', ' s'] }

/** `1 时 2 分` of milliseconds: the largest part and the one below it, so that a list stays readable; `5 分钟` alone. */
export function durationIn(milliseconds: number, language: Language): string {
  const names = language === 'zh' ? zh : en
  const seconds = Math.round(milliseconds / 1000)
  if (seconds === 0 && milliseconds > 0) return language === 'zh' ? '不足 1 秒' : 'under 1 s'
  const parts = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const first = parts.findIndex((part) => part > 0)
  if (first === -1) return `0${names.short[3]}`
  const kept = parts.flatMap((part, i) => (part > 0 && (i === first || i === first + 1) ? [{ part, i }] : []))
  const use = kept.length === 1 ? names.alone : names.short
  return kept.map(({ part, i }) => `${part}${use[i]}`).join(' ')
}

/** `01:02:03` of milliseconds, for players and time lines. */
export function clockIn(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** `慢 6 分 58 秒 ± 1 秒`: what the device's clock showed against the station's. */
export function offsetIn({ offset, error }: Pick<ClockOffset, 'offset' | 'error'>, language: Language): string {
  const chinese = language === 'zh'
  const about = ` ± ${uncertaintyIn(error)[language]}`
  if (Math.abs(offset) <= error) return `${chinese ? '准' : 'accurate'}${about}`
  const way = offset < 0 ? (chinese ? '慢' : 'slow by') : chinese ? '快' : 'fast by'
  return `${way} ${durationIn(Math.abs(offset), language)}${about}`
}

/** `缺 5 分钟`; where the numbers of two files skip, `缺第 6 号文件`: the time between them need not have been recorded. */
export function missing({
  kind,
  milliseconds,
  missing: numbers,
}: Pick<GapView, 'kind' | 'milliseconds' | 'missing'>): Text {
  if (kind !== 'number')
    return text(`缺 ${durationIn(milliseconds, 'zh')}`, `${durationIn(milliseconds, 'en')} missing`)
  if (!numbers?.length) return text('缺号', 'numbers missing')
  if (numbers.length > 3) return text(`缺 ${numbers.length} 个文件`, `${numbers.length} files missing`)
  return text(`缺第 ${numbers.join('、')} 号文件`, `file ${numbers.join(', ')} missing`)
}
