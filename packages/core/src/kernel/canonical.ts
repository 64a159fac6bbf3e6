/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * Canonical JSON, RFC 8785: members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript
 * prints them. Members that are undefined are left out. Throws RangeError on NaN, an infinity or a lone surrogate.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('JSON has no number for this')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    // Not isWellFormed(): the offline page runs from Chromium 109 on, which lacks it.
    if (/\p{Cs}/u.test(value)) throw new RangeError('a lone surrogate has no UTF-8')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonical(one)).join(',')}]`
  const members = value as { readonly [key: string]: Json | undefined }
  const keys = Object.keys(members)
    .filter((key) => members[key] !== undefined)
    .sort()
  return `{${keys.map((key) => `${canonical(key)}:${canonical(members[key] as Json)}`).join(',')}}`
}
