import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Obligation → names of the passing tests that say so of it. */
export type Tests = Readonly<Record<string, readonly string[]>>

/** What the passing tests of one file show to be met, and what they only show to be held as a rule. */
export interface FileClaims {
  readonly proves: Tests
  readonly states: Tests
}

/** Test file → its claims. */
export type Claims = Readonly<Record<string, FileClaims>>

/** Obligation → `file: test name`, all projects together. */
export interface AllClaims {
  readonly proves: ReadonlyMap<string, readonly string[]>
  readonly states: ReadonlyMap<string, readonly string[]>
}

const FOLDER = 'law-coverage'

/**
 * Replaces what is known of the test files that ran and keeps the rest: one project's tests may run apart from
 * another's, and one file apart from the rest. Files that no longer exist are dropped.
 */
export function mergeClaims(before: Claims, ran: Claims, exists: (file: string) => boolean): Claims {
  const says = ({ proves, states }: FileClaims): boolean => Object.keys(proves).length + Object.keys(states).length > 0
  const merged = Object.entries({ ...before, ...ran }).filter(([file, claims]) => exists(file) && says(claims))
  return Object.fromEntries(merged.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One file for each vitest project, `law-coverage/<project>.json`, replaced in one step. */
export function keepClaims(root: string, project: string, ran: Claims): void {
  const path = join(root, FOLDER, `${project}.json`)
  mkdirSync(join(root, FOLDER), { recursive: true })
  const before = existsSync(path) ? readFile(path) : {}
  const merged = mergeClaims(before, ran, (file) => existsSync(join(root, file)))
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(merged, null, 2)}\n`)
  renameSync(unfinished, path)
}

/** Undefined when no tests have been run. */
export function readClaims(root: string): AllClaims | undefined {
  const folder = join(root, FOLDER)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  if (names.length === 0) return undefined
  const all = { proves: new Map<string, string[]>(), states: new Map<string, string[]>() }
  for (const name of names.sort())
    for (const [file, claims] of Object.entries(readFile(join(folder, name))))
      for (const kind of ['proves', 'states'] as const)
        for (const [id, tests] of Object.entries(claims[kind]))
          all[kind].set(id, [...(all[kind].get(id) ?? []), ...tests.map((test) => `${file}: ${test}`)])
  return all
}

/** Throws what JSON.parse throws. */
function readFile(path: string): Claims {
  const claims = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Partial<FileClaims>>
  return Object.fromEntries(
    Object.entries(claims).map(([file, { proves = {}, states = {} }]) => [file, { proves, states }]),
  )
}
