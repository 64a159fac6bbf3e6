import { relative, sep } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { keepClaims } from './law-proofs.ts'
import type { FileClaims } from './law-proofs.ts'
import { root } from './obligations.ts'

/** Of which obligations the passing tests of one file speak. */
function claimsOf(module: TestModule): FileClaims {
  const claims: Record<keyof FileClaims, Record<string, string[]>> = { proves: {}, states: {} }
  for (const test of module.children.allTests('passed'))
    for (const kind of ['proves', 'states'] as const)
      for (const id of test.meta()[kind] ?? []) (claims[kind][id] ??= []).push(test.fullName)
  return claims
}

/** A vitest reporter that keeps what each run showed of the regulations. Prints nothing. */
export default class LawReporter implements Reporter {
  readonly #root: string

  constructor(options: { readonly root?: string } = {}) {
    this.#root = options.root ?? root
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const projects = new Map<string, Record<string, FileClaims>>()
    for (const module of modules) {
      const name = module.project.name || 'tests'
      const claims = projects.get(name) ?? {}
      claims[relative(this.#root, module.moduleId).split(sep).join('/')] = claimsOf(module)
      projects.set(name, claims)
    }
    for (const [name, claims] of projects) keepClaims(this.#root, name, claims)
  }
}
