import { expect, test } from 'vitest'
import { keptFrom, withoutWords } from './index.ts'

const reader = 'reader'
const marks = [{ kind: 'business' as const, readers: [reader] }]

test('of a secret only who is on its list reads the words; a state secret counts before a business secret, and privacy keeps none', () => {
  expect(keptFrom(reader, marks)).toBeUndefined()
  expect(keptFrom('other', marks)).toBe('business')
  expect(keptFrom('other', [...marks, { kind: 'state', readers: [] }])).toBe('state')
  expect(keptFrom(reader, [...marks, { kind: 'state', readers: [] }])).toBe('state')
  expect(keptFrom('other', [{ kind: 'privacy', readers: [] }])).toBeUndefined()
})

test('whatever names the recording keeps its facts and loses its words, however deep it lies, and nothing else does', () => {
  const row = { id: 'a', fileName: '密件.mp4', bytes: 7, device: { number: 'ZF-1' } }
  const reply = {
    rows: [row, { ...row, id: 'b' }],
    about: {
      recording: 'a',
      markers: [{ label: '谈话开始', at: 3 }],
      history: [{ kind: 'Annotated/1', body: { x: 1 } }],
    },
  }
  const told = withoutWords(reply, new Map([['a', 'state']]))
  expect(told.rows[0]).toEqual({ ...row, fileName: '（标有国家秘密）' })
  expect(told.rows[1]).toEqual(reply.rows[1])
  expect(told.about).toEqual({
    recording: 'a',
    markers: [{ label: '（标有国家秘密）', at: 3 }],
    history: [{ kind: 'Annotated/1', body: {} }],
  })
  expect(withoutWords(reply, new Map())).toBe(reply)
})
