import { expect, test } from 'vitest'
import { typedOf, valueOf, type Wanted } from './setting-value.ts'

const approver: Wanted = { type: 'approver' }
const term: Wanted = { type: 'term', unit: 'working-day', most: 7 }

test('approvers are read in their order, however they are set apart', () => {
  for (const typed of ['执法队负责人、分管负责人', '执法队负责人，分管负责人', '执法队负责人 → 分管负责人'])
    expect(valueOf(approver, typed)).toEqual(['执法队负责人', '分管负责人'])
  expect(valueOf(approver, ' 市局主要领导 ')).toBe('市局主要领导')
  expect(valueOf(approver, '、')).toBeUndefined()
})

test('folders are read in their order', () => {
  expect(valueOf({ type: 'folders' }, '单位、设备，执法人员')).toEqual(['单位', '设备', '执法人员'])
})

test('a term is a whole number above nought in the unit that is asked for; bounds are left to the law', () => {
  expect(valueOf(term, '9')).toEqual({ count: 9, unit: 'working-day' })
  for (const typed of ['0', '-1', '1.5', '七', '']) expect(valueOf(term, typed)).toBeUndefined()
})

test('what was decided is typed again as it was', () => {
  const chain = ['执法队负责人', '分管负责人']
  expect(valueOf(approver, typedOf(chain))).toEqual(chain)
  expect(valueOf(term, typedOf({ count: 5, unit: 'working-day' }))).toEqual({ count: 5, unit: 'working-day' })
  expect(valueOf({ type: 'time' }, typedOf('17:30'))).toBe('17:30')
})
