import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { faults } from './fact-mutation/faults.ts'
import { gathered } from './fact-mutation/gathered.ts'

test('each known fault still finds what it changes, once, and the tests that are to notice it', () => {
  const found = faults.map(({ file, name, find, tests }) => ({
    name,
    times: existsSync(file) ? readFileSync(file, 'utf8').split(find).length - 1 : 0,
    missing: tests.filter((one) => !existsSync(one)),
  }))
  expect(found.filter(({ times, missing }) => times !== 1 || missing.length > 0)).toEqual([])
})

test('what the server gathers is still where it is looked for', () => {
  for (const { file, functions, test: asked } of gathered) {
    const source = readFileSync(file, 'utf8')
    for (const name of functions) expect([file, source.includes(name)]).toEqual([file, true])
    expect(existsSync(asked)).toBe(true)
  }
})
