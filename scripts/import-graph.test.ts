import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Graph, printed, roomGraph, serverGraph, tableIn } from './import-graph.ts'
import { foreignTables, tableOwners } from './table-graph.ts'

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

test('no folder of the server writes into another’s tables', () => {
  expect(plain(foreignTables(root, 'writes'))).toEqual({})
})

test('no folder of the server reaches another’s tables by SQL, but where docs/architecture.md says so', () => {
  expect(tableOwners(root).size).toBeGreaterThan(40)
  const found = foreignTables(root)
  console.log(printed(found))
  expect(plain(found)).toEqual(plain(tableIn(page, 'tables')))
})
