import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Test file → obligation → names of the passing tests in it that demonstrate the obligation. */
export type Proofs = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const FOLDER = 'law-coverage'

/**
 * Replaces what is known of the test files that ran and keeps the rest: one project's tests may run apart from
 * another's, and one file apart from the rest. Files that no longer exist are dropped.
 */
export function mergeProofs(before: Proofs, ran: Proofs, exists: (file: string) => boolean): Proofs {
  const merged = Object.entries({ ...before, ...ran }).filter(
    ([file, proofs]) => exists(file) && Object.keys(proofs).length > 0,
  )
  return Object.fromEntries(merged.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One file for each vitest project, `law-coverage/<project>.json`, replaced in one step. */
export function keepProofs(root: string, project: string, ran: Proofs): void {
  const path = join(root, FOLDER, `${project}.json`)
  mkdirSync(join(root, FOLDER), { recursive: true })
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Proofs) : {}
  const merged = mergeProofs(before, ran, (file) => existsSync(join(root, file)))
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(merged, null, 2)}\n`)
  renameSync(unfinished, path)
}

/** All projects together: obligation → `file: test name`. Undefined when no tests have been run. */
export function readProofs(root: string): ReadonlyMap<string, readonly string[]> | undefined {
  const folder = join(root, FOLDER)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  if (names.length === 0) return undefined
  const found = new Map<string, string[]>()
  for (const name of names.sort()) {
    const proofs = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Proofs
    for (const [file, obligations] of Object.entries(proofs))
      for (const [id, tests] of Object.entries(obligations))
        found.set(id, [...(found.get(id) ?? []), ...tests.map((test) => `${file}: ${test}`)])
  }
  return found
}
