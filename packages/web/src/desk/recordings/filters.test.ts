import { expect, test } from 'vitest'
import { anyFilter, changed, readFilters } from './filters.ts'

const officer = '019a2b3c-4d5e-7f60-8123-456789abcdef'

test('a filter that cannot be read is left out and the others still count', () => {
  expect(readFilters({ officer, from: '2026-13-45', state: 'lost', to: '2026-10-09', page: 3 })).toEqual({
    officer,
    to: '2026-10-09',
  })
})

test('digits that the router turned into a number are still what to search for', () => {
  expect(readFilters({ search: 43012026017 })).toEqual({ search: '43012026017' })
})

test('an emptied filter leaves the address, and nothing else changes', () => {
  const filters = readFilters({ officer, search: '亮证' })
  expect(changed(filters, 'search', '')).toEqual({ officer })
  expect(changed(filters, 'officer', undefined)).toEqual({ search: '亮证' })
  expect(changed(filters, 'state', 'failed')).toEqual({ ...filters, state: 'failed' })
  expect([anyFilter({}), anyFilter(filters)]).toEqual([false, true])
})
