import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export type Graph = ReadonlyMap<string, ReadonlySet<string>>

const ROOMS = ['core', 'contract', 'server', 'web', 'cli']
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

const sources = (root: string, folder: string): string[] =>
  globSync('**/*.{ts,tsx}', { cwd: join(root, folder) })
    .filter((name) => !/(\.test|(^|\/)trial)\.ts$/.test(name))
    .map((name) => join(root, folder, name))

function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((found) => found[1] as string)
}

/** Which room imports which, tests aside. */
export function roomGraph(root: string): Graph {
  const roomOf = (path: string): string | undefined => /^packages\/([a-z]+)\//.exec(relative(root, path))?.[1]
  return graph(ROOMS, (room) =>
    sources(root, `packages/${room}/src`).flatMap((file) =>
      importsOf(file).map((name) =>
        name.startsWith('.') ? roomOf(resolve(dirname(file), name)) : /^@liuhen\/([a-z]+)/.exec(name)?.[1],
      ),
    ),
  )
}

/** Which folder of the server imports which, tests aside. */
export function serverGraph(root: string): Graph {
  const base = join(root, 'packages/server/src')
  const folders = [...new Set(sources(root, 'packages/server/src').map((file) => relative(base, file).split('/')))]
    .filter((parts) => parts.length > 1)
    .map((parts) => parts[0] as string)
  const folderOf = (path: string): string | undefined => {
    const parts = relative(base, path).split('/')
    return parts.length > 1 ? parts[0] : undefined
  }
  return graph([...new Set(folders)], (folder) =>
    sources(root, `packages/server/src/${folder}`).flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => folderOf(resolve(dirname(file), name))),
    ),
  )
}

function graph(names: readonly string[], of: (name: string) => readonly (string | undefined)[]): Graph {
  return new Map(
    names.map((name) => [
      name,
      new Set(
        of(name)
          .filter((one): one is string => one !== undefined && one !== name && one !== '..')
          .sort(),
      ),
    ]),
  )
}

export const printed = (graph: Graph): string =>
  [...graph].map(([name, knows]) => `${name} → ${[...knows].join(', ') || '(nobody)'}`).join('\n')

/** The table between `<!-- name -->` and `<!-- /name -->` of a page. */
export function tableIn(page: string, name: string): Graph {
  const text = page.slice(page.indexOf(`<!-- ${name} -->`), page.indexOf(`<!-- /${name} -->`))
  const rows = [...text.matchAll(/^\| ([a-z]+) \|(.*)\|$/gm)].filter((row) => row[1] !== 'room' && row[1] !== 'folder')
  return new Map(
    rows.map((row) => [
      row[1] as string,
      new Set(
        (row[2] as string)
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      ),
    ]),
  )
}
