import { expect, test } from 'vitest'
import { subjects, terms } from './index.ts'
import type { Term } from './index.ts'

const all: readonly (readonly [string, Term])[] = subjects.flatMap((subject) => Object.entries(subject.terms))
const repeated = (words: readonly string[]): readonly string[] => words.filter((word, i) => words.indexOf(word) !== i)

test('no Chinese term stands for two things', () => {
  expect(repeated(all.map(([, term]) => term.zh))).toEqual([])
})

test('no English term stands for two things', () => {
  expect(repeated(all.map(([, term]) => term.en.toLowerCase()))).toEqual([])
})

test('no subject takes a key from another, so none is lost in the merge', () => {
  expect(repeated(all.map(([key]) => key))).toEqual([])
  expect(Object.keys(terms).toSorted()).toEqual(all.map(([key]) => key).toSorted())
  expect(all.length).toBeGreaterThanOrEqual(120)
})

test('every term is explained in both languages, in more words than its own', () => {
  for (const [key, { zh, en, definition }] of all) {
    expect(definition.zh, key).toMatch(/\p{Script=Han}{2}/u)
    expect(definition.en, key).toMatch(/^[^\p{Script=Han}]{12,}$/u)
    expect(en, key).not.toMatch(/\p{Script=Han}/u)
    expect(definition.zh, key).not.toBe(zh)
    expect(definition.en.toLowerCase(), key).not.toBe(en.toLowerCase())
  }
})
