import { RecordingFilter, type RecordingState } from '@liuhen/contract/recordings'
import type { z } from 'zod'
import { type Text, text } from '../../words/index.ts'

/** What the list is narrowed to, as the address of the page carries it. */
export type Filters = Omit<z.input<typeof RecordingFilter>, 'after' | 'limit'>

const names = ['from', 'to', 'officer', 'unit', 'device', 'state', 'search'] as const

/**
 * The filters in a page's address. Each one stands alone: what cannot be read is left out, and the others still count.
 * The router reads digits in an address as a number, so everything is taken as text first.
 */
export function readFilters(address: Readonly<Record<string, unknown>>): Filters {
  const read: Record<string, unknown> = {}
  for (const name of names) {
    const given = address[name]
    if (typeof given !== 'string' && typeof given !== 'number') continue
    const parsed = RecordingFilter.shape[name].safeParse(String(given))
    if (parsed.success && parsed.data !== undefined && parsed.data !== '') read[name] = parsed.data
  }
  return read as Filters
}

/** How many there are, as it is written; more than are counted have a plus. */
export const counted = ({ total, more }: { readonly total: number; readonly more?: true | undefined }): string =>
  `${total.toLocaleString('en-US')}${more ? '+' : ''}`

/** The address after one filter was changed; `undefined` or nothing takes it away. */
export function changed(filters: Filters, name: keyof Filters, value: string | undefined): Filters {
  const { [name]: _old, ...rest } = filters
  return value ? { ...rest, [name]: value } : (rest as Filters)
}

export const anyFilter = (filters: Filters): boolean => names.some((name) => filters[name] !== undefined)

/** In the order in which they ask for work. */
export const states = [
  'needs-explanation',
  'outside-duty',
  'unconfirmed',
  'flagged',
  'failed',
  'deriving',
  'rejected',
  'ready',
  'disposed',
] as const
export const stateWords: Readonly<Record<RecordingState, Text>> = {
  'needs-explanation': text('待说明', 'To be explained'),
  'outside-duty': text('勤务以外，待说明', 'Off duty, to be explained'),
  unconfirmed: text('来源未确认', 'Origin unconfirmed'),
  rejected: text('来源不属实', 'Origin rejected'),
  flagged: text('待核实', 'To be checked'),
  failed: text('处理失败', 'Step failed'),
  deriving: text('处理中', 'Being prepared'),
  ready: text('可查看', 'Ready'),
  disposed: text('已销毁', 'Disposed of'),
}
