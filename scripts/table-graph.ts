import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Graph } from './import-graph.ts'

const DECLARED = /interface Schema \{([^}]*)\}/s
const BY_KYSELY =
  /\b(?:selectFrom|insertInto|updateTable|deleteFrom|mergeInto|innerJoin|leftJoin|rightJoin|fullJoin|from|using)\(\s*\[?\s*'([a-z_]+)(?: as [a-z_]+)?'/gi
const WRITES_BY_KYSELY = /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'([a-z_]+)/gi
const WRITES_BY_SQL = /\b(?:update|insert into|delete from|merge into)\s+"?([a-z_]+)"?/gi
const BY_SQL = /\b(?:from|join|update|into|only|table)\s+"?([a-z_]+)"?/gi

const sources = (root: string): string[] =>
  globSync('packages/server/src/**/*.ts', { cwd: root })
    .filter((name) => !/(\.test|(^|\/)trial[a-z-]*)\.ts$/.test(name))
    .map((name) => join(root, name))

const folderOf = (root: string, file: string): string => {
  const parts = relative(join(root, 'packages/server/src'), file).split('/')
  return parts.length > 1 ? (parts[0] as string) : '.'
}

/** Which folder of the server has declared which tables as its own. */
export function tableOwners(root: string): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const file of sources(root)) {
    const [, declared] = DECLARED.exec(readFileSync(file, 'utf8').replaceAll(/^ \*.*$/gm, '')) ?? []
    for (const [, table] of (declared ?? '').matchAll(/^\s*([a-z_]+):/gm))
      owners.set(table as string, folderOf(root, dirname(file) + '/x'))
  }
  return owners
}

/** Which folder reads or writes, or writes, tables that another declared, by a query builder or by SQL, tests and trials aside. */
export function foreignTables(root: string, uses: 'any' | 'writes' = 'any'): Graph {
  const [byKysely, bySql] = uses === 'any' ? [BY_KYSELY, BY_SQL] : [WRITES_BY_KYSELY, WRITES_BY_SQL]
  const owners = tableOwners(root)
  const found = new Map<string, Set<string>>()
  for (const file of sources(root)) {
    const folder = folderOf(root, file)
    const text = readFileSync(file, 'utf8')
    const named = [...text.matchAll(byKysely), ...inTemplates(text).matchAll(bySql)].map((one) => one[1] as string)
    for (const table of named) {
      const owner = owners.get(table)
      if (owner === undefined || owner === folder) continue
      found.set(folder, (found.get(folder) ?? new Set()).add(table))
    }
  }
  return new Map(
    [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, new Set([...of].sort())]),
  )
}

/** What stands between backquotes after `sql`, and in strings that begin a statement. */
function inTemplates(text: string): string {
  const templates = [...text.matchAll(/sql(?:<[^`]*?>)?`([^`]*)`/gs)].map((one) => one[1])
  const strings = [...text.matchAll(/['`]\s*((?:select|insert|update|delete|with)\s[^'`]*)['`]/gis)].map(
    (one) => one[1],
  )
  return [...templates, ...strings].join('\n')
}
