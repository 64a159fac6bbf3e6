import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { footageFor, type CachedFootage } from './footage-cache.ts'

let footage: CachedFootage

beforeAll(async () => {
  footage = await footageFor()
})

test('the cards hold what the list says and nothing else, each file small', async () => {
  const there = (await readdir(footage.folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.parentPath !== footage.folder)
    .map((entry) => join(entry.parentPath, entry.name))
  expect(there.sort()).toEqual(footage.files.map(({ path }) => join(footage.folder, path)).sort())
  for (const { path, bytes } of footage.files) expect(bytes, path).toBeLessThan(3_000_000)
})

test('three segments follow each other without a gap, and the next take is broken for three minutes', () => {
  const recorded = footage.files.filter(
    ({ path }) => /DSJ0217_\d+_\d+_000[1-5]\.mp4/.test(path) && path.startsWith('card-1'),
  )
  const spans = recorded.map(({ from, seconds }) => [Date.parse(from ?? ''), (seconds ?? 0) * 1000] as const)
  const gaps = spans.slice(1).map(([from], i) => from - (spans[i]?.[0] ?? 0) - (spans[i]?.[1] ?? 0))
  expect([gaps[0], gaps[1], gaps[3]]).toEqual([0, 0, 180_000])
})

test('the names on the second card are seven minutes early', () => {
  const named = footage.files.filter(({ path }) => path.includes('DSJ0342'))
  expect(named).toHaveLength(7)
  for (const { path, from } of named) {
    const [, y, m, d, h, min, s] = /_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/.exec(path) ?? []
    expect(Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}+08:00`) - Date.parse(from ?? '')).toBe(-420_000)
  }
})

test('one file is on both cards, byte for byte', () => {
  const digests = footage.files.map(({ sha256 }) => sha256)
  expect(new Set(digests).size).toBe(digests.length - 1)
})

test('the camera of a card answers when its program is run', () => {
  const camera = join(footage.folder, 'card-1.camera.json')
  const said = spawnSync(process.execPath, [join(import.meta.dirname, 'camera.ts'), camera], { encoding: 'utf8' })
  expect(said.status).toBe(0)
  expect(JSON.parse(said.stdout)).toMatchObject({ serial: 'DSJ0217', userName: '周立衡', battery: 87 })
  expect(said.stdout.trim().split('\n')).toHaveLength(1)
})
