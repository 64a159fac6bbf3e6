import { expect, test } from 'vitest'
import { addressOf, isSecure } from './caller.ts'

const from = (peer: string | undefined, noted?: string, proxies = ['127.0.0.1', '::1']): string => {
  const headers = noted === undefined ? {} : { 'x-forwarded-for': noted }
  return addressOf(new Request('http://liuhen/', { headers }), peer, proxies)
}

test('where a request came from is what the connection says, whatever the caller writes', () => {
  expect(from('10.0.0.9', '192.0.2.7')).toBe('10.0.0.9')
  expect(from('::ffff:10.0.0.9', '127.0.0.1')).toBe('10.0.0.9')
  expect(from(undefined, '192.0.2.7')).toBe('')
})

test('without a proxy that is configured nobody is believed, also on this machine', () => {
  expect(from('127.0.0.1', '192.0.2.7', [])).toBe('127.0.0.1')
  const claimed = new Request('http://liuhen/', { headers: { 'x-forwarded-proto': 'https' } })
  expect([isSecure(claimed, '127.0.0.1', []), isSecure(claimed, '127.0.0.1', ['127.0.0.1'])]).toEqual([false, true])
})

test('a proxy that is configured is believed, and of what it passes on only the address it noted itself', () => {
  expect(from('127.0.0.1', '192.0.2.7')).toBe('192.0.2.7')
  expect(from('::1', '203.0.113.1, 192.0.2.7')).toBe('192.0.2.7')
  expect(from('127.0.0.1')).toBe('127.0.0.1')
  expect(from('127.0.0.1', 'unknown')).toBe('127.0.0.1')
})
