import { expect, test } from 'vitest'
import { isUnreached, purposeOf } from './requests.ts'

const HERE = 'https://liuhen.example'
const of = (path: string, mode = 'cors') => purposeOf(new URL(path, HERE).href, mode, HERE)

test('the pages of the desk are one document, by whatever address they are opened', () => {
  for (const path of ['/', '/recordings?unit=1', '/recordings/01a2', '/law/changsha-county-2023/41', '/sign-in'])
    expect(of(path, 'navigate')).toBe('page')
})

test('only files whose name carries their digest are kept, and the seal', () => {
  expect(of('/assets/page-DkX92_ab.js')).toBe('part')
  expect(of('/assets/list-0aZ_x-9q.css')).toBe('part')
  expect(of('/seal.svg')).toBe('part')
  expect(of('/assets/readme.txt')).toBe('other')
  expect(of('/index.html', 'navigate')).toBe('other')
})

test('no answer of the server, no footage, no download and nothing of elsewhere is touched', () => {
  for (const path of [
    '/api/workbench',
    '/api/recordings/01a2/original',
    '/log/xingzhu/checkpoint',
    '/verify/verify.html',
    '/api/assets/page-DkX92_ab.js',
    'https://elsewhere.example/assets/page-DkX92_ab.js',
  ])
    for (const mode of ['navigate', 'cors', 'no-cors']) expect(of(path, mode)).toBe('other')
  expect(of('/recordings', 'cors')).toBe('other')
})

test('what a proxy says when the server is not there is no page', () => {
  expect([200, 403, 404, 500, 502, 503, 504].filter(isUnreached)).toEqual([502, 503, 504])
})
