import { expect, test } from 'vitest'
import { Drafts, fits } from './draft-store.ts'

function place() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (i: number) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size
    },
  }
}
const draft = (reason: string, at = Date.now()) => ({ label: '说明原因', href: '/activities', at, fields: { reason } })

test('a draft is there for who typed it, until it is sent, and for nobody else', () => {
  const browser = place()
  const [own, other] = [new Drafts(browser, 'zhou'), new Drafts(browser, 'he')]
  own.keep('explain 1', draft('没电'))
  expect(own.of('explain 1')?.fields).toEqual({ reason: '没电' })
  expect(other.of('explain 1')).toBeUndefined()
  expect([own.all().length, other.all().length]).toEqual([1, 0])
  own.forget('explain 1')
  expect(own.all()).toEqual([])
})

test('what lay for longer than thirty days, or is not of ours, is as if it were not there', () => {
  const browser = place()
  const own = new Drafts(browser, 'zhou')
  own.keep('old', draft('旧', Date.now() - 31 * 86_400_000))
  browser.setItem('liuhen.draft.zhou.broken', '{')
  expect([own.of('old'), own.of('broken'), own.all()]).toEqual([undefined, undefined, []])
})

test('a browser that keeps nothing breaks no form', () => {
  const full = {
    ...place(),
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  }
  const own = new Drafts(full, 'zhou')
  own.keep('explain', draft('没电'))
  expect(own.of('explain')).toBeUndefined()
})

test('what another version of a form kept is taken only where it is of the same shape', () => {
  expect(fits({ reason: '', did: [] }, { reason: '', did: [] })).toBe(true)
  expect(fits({ reason: 1 }, { reason: '' })).toBe(false)
  expect(fits('x', [])).toBe(false)
  expect(fits(['a'], [])).toBe(true)
  expect(fits('x', undefined)).toBe(true)
})
