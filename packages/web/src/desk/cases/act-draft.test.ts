import { expect, test } from 'vitest'
import { type ActTyped, amountOf, formOf, slipsOf, timeOf } from './act-draft.ts'

const empty: ActTyped = {
  on: '2026-03-06',
  at: '',
  until: '',
  place: '',
  by: ['a', 'b'],
  of: '',
  says: {},
  dueOn: '',
  reason: '',
  recordings: [],
  note: '',
  key: 'k',
}

test('a time of day is read as people type it, and nothing else is taken for one', () => {
  expect(['9:30', '0930', '930', '09：30', '23:59'].map(timeOf)).toEqual(['09:30', '09:30', '09:30', '09:30', '23:59'])
  expect(['', '9', '24:00', '9:60', '9:3'].map(timeOf)).toEqual(['', '', '', '', ''])
})

test('an amount is read with its commas, and words are none', () => {
  expect(['2,000', '2000.50', '２', '-1', '两千'].map(amountOf)).toEqual([
    2000,
    2000.5,
    undefined,
    undefined,
    undefined,
  ])
})

test('what was not answered is not sent, and a no is an answer', () => {
  const typed: ActTyped = {
    ...empty,
    at: '14:00',
    until: '1450',
    says: { 'certificate-shown': false, reasons: '  ', 'fine-amount': '2,000', method: 'direct', unheard: 'x' },
  }
  expect(formOf('questioned', typed)).toEqual({
    act: 'questioned',
    on: '2026-03-06',
    at: '14:00',
    until: '14:50',
    by: ['a', 'b'],
    says: { 'certificate-shown': false, 'fine-amount': 2000, method: 'direct' },
    key: 'k',
  })
})

test('a slip of typing is said at its field before anybody is asked', () => {
  expect(slipsOf(empty)).toEqual([])
  const slips = slipsOf({ ...empty, on: '', at: '25', dueOn: 'x', says: { 'fine-amount': '两千' } })
  expect(slips).toEqual(['on', 'at', 'dueOn', 'says.fine-amount'])
  expect(formOf('questioned', { ...empty, on: '' })).toBeUndefined()
})
