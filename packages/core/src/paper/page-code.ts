import type { Frozen } from './state.ts'

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/**
 * The character that the others ask for, by ISO 7064 mod 37,36: one character typed wrong, or two that changed places, are
 * found. Dashes do not count.
 */
function checkOf(code: string): string {
  let product = 36
  for (const one of code.replaceAll('-', '')) {
    const sum = (product + SIGNS.indexOf(one)) % 36 || 36
    product = (sum * 2) % 37
  }
  return SIGNS[(37 - product) % 36] ?? ''
}

/** What a page bears at its foot, in letters and as a picture: which edition of which paper, which page, and a check character. */
export function codeOfPage(code: string, page: number): string {
  const whole = `${code}-${page}`
  return `${whole}-${checkOf(whole)}`
}

/** Whether it was read or typed as it stands there: its last character is the one that the others ask for. */
export function isPageCode(given: string): boolean {
  const [, whole, check] = /^([0-9A-Z-]+)-([0-9A-Z])$/u.exec(given) ?? []
  return whole !== undefined && checkOf(whole) === check
}

/** The code of a page of what was fixed, as it was printed then. */
export function pageCode({ code, coded }: Pick<Frozen, 'code' | 'coded'>, page: number): string {
  if (coded === 'checked') return codeOfPage(code, page)
  return coded === 'by-page' ? `${code}-${page}` : code
}
