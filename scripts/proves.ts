import { TestRunner } from 'vitest'
import { readObligations } from './obligations.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Obligations the test demonstrates; read by the law reporter. */
    proves?: string[]
  }
}

const known: ReadonlySet<string> = new Set(readObligations().obligations.map((one) => one.id))

/**
 * Says that the running test demonstrates these obligations of the regulations, e.g. `proves('yanzhou-2019/11.1')`.
 * Counted only when the test passes. Throws on an id no regulation has, and outside a test.
 */
export function proves(...ids: readonly string[]): void {
  for (const id of ids) if (!known.has(id)) throw new RangeError(`no regulation has the obligation "${id}"`)
  const test = TestRunner.getCurrentTest()
  if (!test) throw new RangeError('proves() speaks of the running test: call it inside one')
  test.meta.proves = [...new Set([...(test.meta.proves ?? []), ...ids])]
}
