import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Graph, printed, roomGraph, serverGraph, tableIn } from './import-graph.ts'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const plain = (graph: Graph) => Object.fromEntries([...graph].map(([name, knows]) => [name, [...knows].sort()]))

test('the rooms import each other exactly as docs/architecture.md says', () => {
  const found = roomGraph(root)
  console.log(printed(found))
  expect(plain(found)).toEqual(plain(tableIn(page, 'rooms')))
})

test('the folders of the server import each other exactly as docs/architecture.md says', () => {
  const found = serverGraph(root)
  console.log(printed(found))
  expect(plain(found)).toEqual(plain(tableIn(page, 'server')))
})
