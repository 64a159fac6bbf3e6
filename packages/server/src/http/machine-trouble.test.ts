import { expect, test } from 'vitest'
import { mayWrite, openLog } from '../platform/index.ts'
import { machineTrouble } from './machine-trouble.ts'
import { problemOf } from './problems.ts'

const error = (code: string, message = code) => Object.assign(new Error(message), { code })

test.each([
  ['53100', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EROFS', 'disk-read-only'],
  ['EIO', 'disk-failing'],
  ['57P01', 'database-away'],
  ['ECONNREFUSED', 'database-away'],
])('%s is trouble of the machine, which passes, and is told with what to do and no path', async (code, told) => {
  const silent = openLog(() => undefined)
  const response = problemOf(error(code, `${code}: /var/lib/liuhen/staging/x`), silent, { endpoint: 'health' })
  const words = await response.text()
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10'])
  expect(words).toContain(told)
  expect(words).not.toContain('/var/lib')
})

test('trouble is seen beneath what was made of it, and a bug is none', () => {
  const wrapped = new Error('could not be journalled', { cause: error('53100') })
  expect(machineTrouble(wrapped)?.obstacles[0]?.code).toBe('disk-full')
  expect(machineTrouble(new TypeError('x is not a function'))).toBeUndefined()
})

test('the last of a disk is for reading', async () => {
  const disk = (free: number) => ({ reserve: 1600, free: () => Promise.resolve(free) })
  await expect(mayWrite(disk(99))).rejects.toMatchObject({ obstacles: [{ code: 'disk-full' }] })
  await mayWrite(disk(100))
  await mayWrite({ reserve: 1600, free: () => Promise.reject(new Error('EIO')) })
})
