import { expect, test } from 'vitest'
import { walkedCases } from './trial-floor.ts'

// Half of ten thousand: each half takes a processor for half a minute, and there are two.
test('of cases that chose among open steps none is unlawful, all ended, and all of the procedure was reached: the other half', async () => {
  expect(await walkedCases(5000, 5000)).toEqual({ breaches: [], unreached: [] })
})
