import type { SettingView } from '@liuhen/contract/packs'
import type { SettingValue } from '@liuhen/core/packs'

export type Wanted = SettingView['wanted']

/** What was typed as the value that is asked for; undefined while it is none. */
export function valueOf(wanted: Wanted, typed: string): SettingValue | undefined {
  const given = typed.trim()
  if (given === '') return undefined
  switch (wanted.type) {
    case 'term': {
      const count = Number(given)
      return Number.isInteger(count) && count > 0 ? { count, unit: wanted.unit } : undefined
    }
    case 'sourced-term': {
      const [first = '', ...rest] = given.split('\n')
      const [count, source] = [Number(first), rest.join(' ').trim()]
      // Without its source it goes to the counter, which says by which article it is refused.
      if (!Number.isInteger(count) || count <= 0) return undefined
      return { count, unit: wanted.unit, ...(source !== '' && { source }) }
    }
    case 'amount': {
      const amount = Number(given)
      return Number.isFinite(amount) && amount >= 0 ? amount : undefined
    }
    case 'folders':
    case 'approver': {
      const levels = given.split(/\s*(?:[、,，;；]|→|->)\s*/).filter((one) => one !== '')
      return levels.length > 1 ? levels : levels[0]
    }
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(given) ? given : undefined
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined
    case 'choice':
      return wanted.of.includes(given) ? given : undefined
    case 'words':
      return given
  }
}

/** A value as it would be typed: what a form begins with. */
export function typedOf(value: SettingValue | undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.join('、')
  if (typeof value !== 'object') return String(value)
  return 'source' in value ? `${value.count}\n${value.source}` : String(value.count)
}
