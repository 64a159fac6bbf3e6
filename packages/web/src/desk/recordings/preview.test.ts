import type { Derivative } from '@liuhen/core/recordings'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { previewAt } from './preview.ts'

const derivative = (kind: Derivative['kind'], parameters: Derivative['parameters'], position?: number) =>
  ({ kind, parameters, ...(position !== undefined && { position }) }) as Derivative

test('each moment is shown by the picture of its part, wherever that stands on the sheet', () => {
  const sheet = derivative('thumbnails', { everyMs: 2000, count: 23, columns: 10, width: 160, height: 90 })
  const at = (position: number) => previewAt({ derivatives: [sheet] }, position)
  expect(at(0)).toMatchObject({ of: { x: 0, y: 0, sheetWidth: 1600, sheetHeight: 270 } })
  expect(at(1999)).toMatchObject({ of: { x: 0, y: 0 } })
  expect(at(2000)).toMatchObject({ of: { x: 160, y: 0 } })
  expect(at(21_000)).toMatchObject({ of: { x: 0, y: 90 } })
  fc.assert(
    fc.property(fc.integer(), (position) => {
      const found = at(position)
      if (found?.kind !== 'thumbnail') throw new Error('no picture')
      expect(found.of.x + found.of.width).toBeLessThanOrEqual(found.of.sheetWidth)
      expect(found.of.y + found.of.height).toBeLessThanOrEqual(found.of.sheetHeight)
    }),
  )
})

test('a recording from before there were sheets shows its nearest still, and one without any shows nothing', () => {
  const stills = [1000, 5000, 9000].map((position) => derivative('still', {}, position))
  expect(previewAt({ derivatives: stills }, 6900)).toEqual({ kind: 'still', position: 5000 })
  expect(previewAt({ derivatives: [derivative('view-copy', {})] }, 0)).toBeUndefined()
})
