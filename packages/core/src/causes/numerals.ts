const DIGITS = '零一二三四五六七八九'
const UNITS: readonly (readonly [value: number, word: string])[] = [
  [1000, '千'],
  [100, '百'],
  [10, '十'],
]

/** A whole number from 1 to 9999 as laws print it: 10 is 十, 118 is 一百一十八, 1060 is 一千零六十. */
export function numeral(number: number): string {
  let left = number
  let words = ''
  let isGap = false
  for (const [value, word] of UNITS) {
    const digit = Math.floor(left / value)
    left %= value
    if (digit === 0) {
      isGap = words !== ''
      continue
    }
    const isBareTen = value === 10 && digit === 1 && words === ''
    words += `${isGap ? '零' : ''}${isBareTen ? '' : DIGITS.charAt(digit)}${word}`
    isGap = false
  }
  return left === 0 ? words : `${words}${isGap ? '零' : ''}${DIGITS.charAt(left)}`
}

/** The number that a numeral of a law, or its digits, stand for; undefined where it is none. */
export function numberFrom(words: string): number | undefined {
  if (/^\d{1,4}$/.test(words)) return Number(words) || undefined
  let sum = 0
  let digit: number | undefined
  for (const letter of words.replaceAll('〇', '零').replaceAll('两', '二')) {
    const unit = UNITS.find(([, word]) => word === letter)?.[0]
    if (unit !== undefined) {
      sum += (digit ?? 1) * unit
      digit = undefined
    } else {
      const at = DIGITS.indexOf(letter)
      if (at < 0) return undefined
      digit = at
    }
  }
  sum += digit ?? 0
  return sum > 0 ? sum : undefined
}
