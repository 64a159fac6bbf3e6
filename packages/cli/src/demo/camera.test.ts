import { expect, test } from 'vitest'
import { answer } from './camera.ts'
import { CAMERAS } from './footage.ts'

test('a camera answers with its own clock, seven minutes slow, and never says that it is', () => {
  const now = Date.parse('2026-11-20T10:09:11.900Z')
  expect(JSON.parse(answer(CAMERAS['card-2'], now))).toEqual({
    idCode: 'LH-F2',
    serial: 'DSJ0342',
    userNo: '021402',
    userName: '陈砚秋',
    unitNo: 'ZF0202',
    unitName: '综合执法大队二中队',
    battery: 64,
    time: '2026-11-20 18:02:11',
  })
})
