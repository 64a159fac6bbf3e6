import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepProofs, mergeProofs, readProofs } from './law-proofs.ts'
import { tally } from './law-tally.ts'
import { readObligations, readOrganisational, root } from './obligations.ts'
import { proves } from './proves.ts'

const obligation = (id: string, regulation: string) => ({
  id,
  regulation,
  article: '1',
  kind: 'storage',
  quote: '应当',
  summary: 'must',
})
const reason = { zh: '由人完成', en: 'people do it' }

test('each obligation is proven, organisational or open, and the columns add up', () => {
  const found = tally(
    [obligation('a/1.1', 'a'), obligation('a/1.2', 'a'), obligation('b/1.1', 'b')],
    [{ id: 'a/1.2', reason }],
    new Map([['a/1.1', ['x.test.ts: the world is so']]]),
  )
  expect(found.total).toEqual({ proven: 1, organisational: 1, open: 1, of: 3 })
  expect(found.regulations).toEqual({
    a: { proven: 1, organisational: 1, open: 0, of: 2 },
    b: { proven: 0, organisational: 0, open: 1, of: 1 },
  })
  expect(found.obligations.map((one) => one.state)).toEqual(['proven', 'organisational', 'open'])
})

test('a test that demonstrates an obligation counts for more than a reason why none could', () => {
  const found = tally([obligation('a/1.1', 'a')], [{ id: 'a/1.1', reason }], new Map([['a/1.1', ['x: y']]]))
  expect(found.total).toEqual({ proven: 1, organisational: 0, open: 0, of: 1 })
})

test('a reason or a proof for an obligation no regulation has is not counted silently', () => {
  expect(() => tally([], [{ id: 'a/1.1', reason }], new Map())).toThrow('a/1.1')
  expect(() => tally([], [], new Map([['a/9.9', ['x: y']]]))).toThrow('a/9.9')
})

test('the 494 obligations of the eight regulations are all there, each once, and every reason names one of them', () => {
  const { regulations, obligations } = readObligations()
  expect(new Set(obligations.map((one) => one.id)).size).toBe(494)
  expect(new Set(obligations.map((one) => one.regulation))).toEqual(new Set(regulations.map((one) => one.id)))
  expect(tally(obligations, readOrganisational(), new Map()).total.of).toBe(494)
  for (const { reason: why } of readOrganisational()) expect(Math.min(why.zh.length, why.en.length)).toBeGreaterThan(5)
})

test('what one run demonstrated replaces what its files said before and leaves the other files alone', () => {
  const before = {
    'a.test.ts': { 'a/1.1': ['old'] },
    'b.test.ts': { 'a/1.2': ['kept'] },
    'gone.test.ts': { 'a/1.3': ['x'] },
  }
  const merged = mergeProofs(before, { 'a.test.ts': {} }, (file) => file !== 'gone.test.ts')
  expect(merged).toEqual({ 'b.test.ts': { 'a/1.2': ['kept'] } })
})

test('proofs of separate runs, one for each project, are read together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'law-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(readProofs(folder)).toBeUndefined()
  writeFileSync(join(folder, 'a.test.ts'), '')
  writeFileSync(join(folder, 'b.db.test.ts'), '')
  keepProofs(folder, 'unit', { 'a.test.ts': { 'a/1.1': ['first'] } })
  keepProofs(folder, 'db', { 'b.db.test.ts': { 'a/1.1': ['second'], 'a/1.2': ['third'] } })
  expect(readProofs(folder)).toEqual(
    new Map([
      ['a/1.1', ['b.db.test.ts: second', 'a.test.ts: first']],
      ['a/1.2', ['b.db.test.ts: third']],
    ]),
  )
})

test('what the screens show as proven was found by tests that are still there, for obligations that are', () => {
  const kept = JSON.parse(readFileSync(join(root, 'docs/law-coverage.json'), 'utf8')) as ReturnType<typeof tally>
  expect(kept.obligations.map((one) => one.id)).toEqual(readObligations().obligations.map((one) => one.id))
  const files = new Set(kept.obligations.flatMap((one) => one.tests ?? []).map((one) => one.split(': ')[0] ?? ''))
  expect([...files].filter((file) => !existsSync(join(root, file)))).toEqual([])
  expect(files.size).toBeGreaterThan(20)
})

test('an obligation no regulation has cannot be claimed', ({ task }) => {
  expect(() => proves('yanzhou-2019/999.1')).toThrow('yanzhou-2019/999.1')
  expect(task.meta.proves).toBeUndefined()
})
