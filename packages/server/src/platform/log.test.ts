import { expect, test } from 'vitest'
import { because, instantOf, Refused } from '@liuhen/core/kernel'
import { openLog } from './index.ts'

const written: string[] = []
const log = openLog((line) => written.push(line), { now: () => instantOf(0) })
const last = (): Record<string, unknown> => JSON.parse(written.at(-1) as string) as Record<string, unknown>

test('a line is one JSON object with the moment, what happened and its fields', () => {
  log.note('started', { port: 8040 })
  expect(last()).toEqual({ at: '1970-01-01T00:00:00.000Z', level: 'note', what: 'started', port: 8040 })
})

test('what opens a door is not written, however deep it lies', () => {
  const secrets = {
    password: 'hunter2',
    user: { sessionToken: 'hunter2', list: [{ apiKey: 'hunter2', totpCode: 'hunter2' }] },
  }
  log.note('signed in', { ...secrets, url: 'postgres://liuhen:hunter2@127.0.0.1:5432/liuhen' })
  log.alarm('failed', {
    error: new Error('cannot reach postgres://liuhen:hunter2@127.0.0.1/liuhen', { cause: secrets }),
  })
  expect(written.join()).not.toContain('hunter2')
  expect(last()['error']).toMatchObject({ message: 'cannot reach postgres://liuhen:***@127.0.0.1/liuhen' })
})

test('an error is written with its stack, its cause and the codes of its obstacles', () => {
  const cause = because(Refused, 'disk-full', '磁盘已满', 'The disk is full')
  log.alarm('intake stopped', { error: new Error('stopped', { cause }) })
  expect(last()['error']).toMatchObject({ message: 'stopped', cause: { name: 'Refused', obstacles: ['disk-full'] } })
  expect(JSON.stringify(last())).toContain('log.test.ts')
})

test('a ring of references does not keep the line from being written', () => {
  const ring: Record<string, unknown> = {}
  ring['self'] = ring
  log.note('odd', { ring })
  expect(last()['what']).toBe('odd')
})
