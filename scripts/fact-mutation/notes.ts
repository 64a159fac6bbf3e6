import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../obligations.ts'

export interface Noted {
  readonly key: string
  /** `stale`: the edit finds nothing to change any more. `timed-out` and `broken` count as not noticed. */
  readonly outcome: 'noticed' | 'unnoticed' | 'timed-out' | 'broken' | 'stale'
  /** The test that noticed. */
  readonly by?: string
}

const FOLDER = join(root, 'node_modules', '.cache', 'fact-mutation')

/** Outcomes as they come, kept so that a run that was cut short can be gone on with while no source has changed. */
export class Notes {
  readonly path = join(FOLDER, `${digestOfSources()}.jsonl`)

  constructor(resume: boolean) {
    if (!resume) rmSync(FOLDER, { recursive: true, force: true })
    mkdirSync(FOLDER, { recursive: true })
  }

  all(): ReadonlyMap<string, Noted> {
    if (!existsSync(this.path)) return new Map()
    const lines = readFileSync(this.path, 'utf8').split('\n')
    // The last line of a run that was killed may be half a line.
    const noted = lines.slice(0, -1).map((line) => JSON.parse(line) as Noted)
    return new Map(noted.map((one) => [one.key, one]))
  }

  add(one: Noted): void {
    appendFileSync(this.path, `${JSON.stringify(one)}\n`)
  }
}

function digestOfSources(): string {
  const digest = createHash('sha256')
  for (const folder of ['packages', 'packs', 'scripts', 'templates', 'vitest.config.ts', 'package-lock.json'])
    for (const path of filesUnder(folder))
      digest
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
  return digest.digest('hex').slice(0, 16)
}

const SKIPPED = new Set(['node_modules', 'dist', 'data'])

function filesUnder(path: string): string[] {
  if (path.includes('.')) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((one) => {
    if (one.isDirectory()) return SKIPPED.has(one.name) ? [] : filesUnder(join(path, one.name))
    return one.isFile() ? [join(path, one.name)] : []
  })
}
