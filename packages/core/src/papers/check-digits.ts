/** GB 11643-1999: seventeen digits, a day of birth within, and a last character by ISO 7064 mod 11-2. */
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const RESIDENT_LAST = '10X98765432'

/** The last character that the first seventeen digits ask for; undefined where they are not digits. */
export function residentCheck(first: string): string | undefined {
  if (!/^\d{17}$/u.test(first)) return undefined
  const sum = RESIDENT_WEIGHTS.reduce((so, weight, at) => so + weight * Number(first[at]), 0)
  return RESIDENT_LAST[sum % 11]
}

/** The day of birth that a resident identity number states, `1980-05-01`; undefined where it has not eighteen characters. */
export const bornBy = (number: string): string | undefined => {
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/u.exec(number) ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}`
}

/** GB 32100-2015: thirty-one characters without I, O, S, V and Z, and a last one by ISO 7064 mod 31-3. */
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** The last character that the first seventeen ask for; undefined where one of them does not exist in such a code. */
export function creditCheck(first: string): string | undefined {
  if (first.length !== 17 || !Array.from(first).every((one) => CREDIT.includes(one))) return undefined
  const sum = CREDIT_WEIGHTS.reduce((so, weight, at) => so + weight * CREDIT.indexOf(first[at] ?? ''), 0)
  return CREDIT[(31 - (sum % 31)) % 31]
}

/** Whether a number is as it was given out: its last character is the one that the others ask for. */
export const isResidentNumber = (number: string): boolean =>
  /^\d{17}[\dX]$/u.test(number) && residentCheck(number.slice(0, 17)) === number[17] && isDay(bornBy(number) ?? '')
export const isCreditCode = (code: string): boolean => code.length === 18 && creditCheck(code.slice(0, 17)) === code[17]

const isDay = (day: string): boolean => {
  const read = new Date(`${day}T00:00:00.000Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day
}
