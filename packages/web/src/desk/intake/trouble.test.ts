import { expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

const problem = (kind: string, status: number, zh: string) =>
  JSON.stringify({
    type: 'about:blank',
    title: kind,
    status,
    kind,
    obstacles: [{ code: 'x', message: { zh, en: 'x' } }],
  })

test('a lost network is waited out, longer each time but never beyond half a minute', () => {
  const waits = Array.from({ length: 12 }, (_, attempt) => troubleOf(undefined, attempt).again ?? 0)
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000])
  expect(Math.max(...waits)).toBe(30_000)
})

test('a full disk is said in the server’s words and tried again', () => {
  const full = troubleOf({ status: 409, body: problem('refused', 409, '存储空间不足') }, 0)
  expect(full.message.zh).toBe('存储空间不足')
  expect(full.again).toBeGreaterThan(0)
})

test('what is malformed is not sent again and again', () => {
  expect(troubleOf({ status: 400, body: problem('malformed', 400, '上传说明不合规格') }, 0)).toMatchObject({
    message: { zh: '上传说明不合规格' },
    again: undefined,
  })
  expect(troubleOf({ status: 413, body: '<html>' }, 0).again).toBeUndefined()
})

test('an upload the server no longer knows, or an offset that moved on, is taken up again', () => {
  for (const status of [404, 410, 409, 423]) expect(troubleOf({ status, body: '' }, 0).again).toBe(1000)
})

test('a session that ended waits for signing in', () => {
  expect(troubleOf({ status: 403, body: '' }, 0).message.zh).toContain('重新登录')
  expect(troubleOf({ status: 403, body: '' }, 0).again).toBeDefined()
})
