import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterTick, type Selected } from './selection.ts'

const rows = Array.from({ length: 9 }, (_, i) => ({ id: String(i) }))
const row = (i: number) => rows[i] as { id: string }
type Row = (typeof rows)[number]
const none: Selected<Row> = new Map()
const ids = (selected: Selected<Row>) => [...selected.keys()].toSorted()

test('Shift ticks everything from the last tick to this one, in either direction', () => {
  const one = afterTick(none, rows, row(2), { range: false, anchor: undefined })
  expect(ids(afterTick(one, rows, row(5), { range: true, anchor: '2' }))).toEqual(['2', '3', '4', '5'])
  expect(ids(afterTick(one, rows, row(0), { range: true, anchor: '2' }))).toEqual(['0', '1', '2'])
})

test('Shift on a ticked row takes the ticks of the range away', () => {
  const all = new Map(rows.map((one) => [one.id, one]))
  expect(ids(afterTick(all, rows, row(6), { range: true, anchor: '3' }))).toEqual(['0', '1', '2', '7', '8'])
})

test('without Shift, or when the last ticked row is no longer listed, one row changes and no other', () => {
  const index = fc.nat(8)
  fc.assert(
    fc.property(fc.subarray(rows), index, fc.boolean(), (chosen, i, range) => {
      const before = new Map(chosen.map((one) => [one.id, one]))
      const after = afterTick(before, rows, row(i), { range, anchor: range ? 'gone' : '0' })
      const changed = rows.filter((one) => before.has(one.id) !== after.has(one.id))
      expect(changed).toEqual([row(i)])
    }),
  )
})
