import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepClaims, mergeClaims, readClaims } from './law-proofs.ts'
import { tally } from './law-tally.ts'
import { readObligations, readOrganisational, root } from './obligations.ts'
import { packsOnDisk } from './packs-on-disk.ts'
import { proves, states } from './proves.ts'

const obligation = (id: string, regulation: string) => ({
  id,
  regulation,
  article: '1',
  kind: 'storage',
  quote: '应当',
  summary: 'must',
  check: 'when it is done, then it is kept',
})
const reason = { zh: '由人完成', en: 'people do it' }
const claims = (proven: Record<string, string[]>, stated: Record<string, string[]> = {}) => ({
  proves: new Map(Object.entries(proven)),
  states: new Map(Object.entries(stated)),
})

test('each obligation is proven, stated only, organisational or open, and the columns add up', () => {
  const found = tally(
    [obligation('a/1.1', 'a'), obligation('a/1.2', 'a'), obligation('a/1.3', 'a'), obligation('b/1.1', 'b')],
    [{ id: 'a/1.2', reason }],
    claims({ 'a/1.1': ['x.test.ts: the world is so'] }, { 'a/1.3': ['y.test.ts: a rule says so'] }),
  )
  expect(found.total).toEqual({ proven: 1, stated: 1, organisational: 1, open: 1, of: 4 })
  expect(found.regulations).toEqual({
    a: { proven: 1, stated: 1, organisational: 1, open: 0, of: 3 },
    b: { proven: 0, stated: 0, organisational: 0, open: 1, of: 1 },
  })
  expect(found.obligations.map((one) => one.state)).toEqual(['proven', 'organisational', 'stated', 'open'])
})

test('what only states an obligation is listed and counts for nothing, beside a proof and beside a reason', () => {
  const found = tally(
    [obligation('a/1.1', 'a'), obligation('a/1.2', 'a')],
    [{ id: 'a/1.2', reason }],
    claims({ 'a/1.1': ['x: y'] }, { 'a/1.1': ['s: t'], 'a/1.2': ['s: t'] }),
  )
  expect(found.total).toEqual({ proven: 1, stated: 0, organisational: 1, open: 0, of: 2 })
  expect(found.obligations).toEqual([
    { id: 'a/1.1', state: 'proven', tests: ['x: y'], states: ['s: t'] },
    { id: 'a/1.2', state: 'organisational', states: ['s: t'], reason },
  ])
})

test('a test that shows an obligation to be met counts for more than a reason why none could', () => {
  const found = tally([obligation('a/1.1', 'a')], [{ id: 'a/1.1', reason }], claims({ 'a/1.1': ['x: y'] }))
  expect(found.total).toEqual({ proven: 1, stated: 0, organisational: 0, open: 0, of: 1 })
})

test('a reason or a claim for an obligation no regulation has is not counted silently', () => {
  expect(() => tally([], [{ id: 'a/1.1', reason }], claims({}))).toThrow('a/1.1')
  expect(() => tally([], [], claims({ 'a/9.9': ['x: y'] }))).toThrow('a/9.9')
  expect(() => tally([], [], claims({}, { 'a/9.8': ['x: y'] }))).toThrow('a/9.8')
})

test('the 500 obligations of the eight regulations are all there, each once, and every reason names one of them', () => {
  const { regulations, obligations } = readObligations()
  expect(new Set(obligations.map((one) => one.id)).size).toBe(500)
  expect(new Set(obligations.map((one) => one.regulation))).toEqual(new Set(regulations.map((one) => one.id)))
  expect(tally(obligations, readOrganisational(), claims({})).total.of).toBe(500)
  for (const { reason: why } of readOrganisational()) expect(Math.min(why.zh.length, why.en.length)).toBeGreaterThan(5)
})

test('the report and the packs speak of the same obligations, in the same words', () => {
  const said = readObligations().obligations.map(({ id, article, kind, quote }) => ({ id, article, kind, quote }))
  const packs = packsOnDisk().packs.filter((pack) => pack.identity.kind === 'instrument')
  const held = packs.flatMap((pack) =>
    pack.obligations.map(({ id, article, kind, quote }) => ({ id: `${pack.identity.id}/${id}`, article, kind, quote })),
  )
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
  expect(held.toSorted(byId)).toEqual(said.toSorted(byId))
})

test('what one run showed replaces what its files said before and leaves the other files alone', () => {
  const before = {
    'a.test.ts': { proves: { 'a/1.1': ['old'] }, states: {} },
    'b.test.ts': { proves: { 'a/1.2': ['kept'] }, states: {} },
    'c.test.ts': { proves: {}, states: { 'a/1.2': ['kept'] } },
    'gone.test.ts': { proves: { 'a/1.3': ['x'] }, states: {} },
  }
  const ran = { 'a.test.ts': { proves: {}, states: {} } }
  const merged = mergeClaims(before, ran, (file) => file !== 'gone.test.ts')
  expect(merged).toEqual({ 'b.test.ts': before['b.test.ts'], 'c.test.ts': before['c.test.ts'] })
})

test('claims of separate runs, one for each project, are read together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'law-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(readClaims(folder)).toBeUndefined()
  writeFileSync(join(folder, 'a.test.ts'), '')
  writeFileSync(join(folder, 'b.db.test.ts'), '')
  keepClaims(folder, 'unit', { 'a.test.ts': { proves: {}, states: { 'a/1.1': ['first'] } } })
  const proven = { 'a/1.1': ['second'], 'a/1.2': ['third'] }
  keepClaims(folder, 'db', { 'b.db.test.ts': { proves: proven, states: { 'a/1.1': ['fourth'] } } })
  expect(readClaims(folder)).toEqual(
    claims(
      { 'a/1.1': ['b.db.test.ts: second'], 'a/1.2': ['b.db.test.ts: third'] },
      { 'a/1.1': ['b.db.test.ts: fourth', 'a.test.ts: first'] },
    ),
  )
})

test('what the screens show as proven was found by tests that are still there, for obligations that are', () => {
  const kept = JSON.parse(readFileSync(join(root, 'docs/law-coverage.json'), 'utf8')) as ReturnType<typeof tally>
  expect(kept.obligations.map((one) => one.id)).toEqual(readObligations().obligations.map((one) => one.id))
  const files = new Set(
    kept.obligations
      .flatMap((one) => [...(one.tests ?? []), ...(one.states ?? [])])
      .map((one) => one.split(': ')[0] ?? ''),
  )
  expect([...files].filter((file) => !existsSync(join(root, file)))).toEqual([])
  expect(files.size).toBeGreaterThan(20)
})

test('an obligation no regulation has cannot be claimed', ({ task }) => {
  expect(() => proves('yanzhou-2019/999.1')).toThrow('yanzhou-2019/999.1')
  expect(() => states('yanzhou-2019/999.1')).toThrow('yanzhou-2019/999.1')
  expect(task.meta).toMatchObject({})
})
