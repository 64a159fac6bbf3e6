import { type Text, text } from './text.ts'

const UNITS = [
  [86_400, '天', 'd'],
  [3600, '小时', 'h'],
  [60, '分', 'min'],
  [1, '秒', 's'],
] as const

/** How long something is, as a person says it: the two largest units there are, and no sign. `234 天 5 小时` of 20,235,907 s. */
export function lengthText(milliseconds: number): Text {
  let rest = Math.round(Math.abs(milliseconds) / 1000)
  const parts = UNITS.flatMap(([size, zh, en]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count === 0 ? [] : [{ zh: `${count} ${zh}`, en: `${count} ${en}` }]
  }).slice(0, 2)
  if (parts.length === 0) return text('0 秒', '0 s')
  return text(parts.map((one) => one.zh).join(' '), parts.map((one) => one.en).join(' '))
}
