import { relative, sep } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { keepProofs } from './law-proofs.ts'
import { root } from './obligations.ts'

/** Which obligations the passing tests of one file demonstrate. */
function proofsOf(module: TestModule): Record<string, string[]> {
  const proofs: Record<string, string[]> = {}
  for (const test of module.children.allTests('passed'))
    for (const id of test.meta().proves ?? []) (proofs[id] ??= []).push(test.fullName)
  return proofs
}

/** A vitest reporter that keeps what each run demonstrated of the regulations. Prints nothing. */
export default class LawReporter implements Reporter {
  readonly #root: string

  constructor(options: { readonly root?: string } = {}) {
    this.#root = options.root ?? root
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const projects = new Map<string, Record<string, Record<string, string[]>>>()
    for (const module of modules) {
      const name = module.project.name || 'tests'
      const proofs = projects.get(name) ?? {}
      proofs[relative(this.#root, module.moduleId).split(sep).join('/')] = proofsOf(module)
      projects.set(name, proofs)
    }
    for (const [name, proofs] of projects) keepProofs(this.#root, name, proofs)
  }
}
