import { subscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { onTestFinished, TestRunner } from 'vitest'
import type { RunnerTestCase } from 'vitest'
import { cannotProve, countsAsUse } from './may-prove.ts'
import { readObligations } from './obligations.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Obligations the test shows to be met; read by the law reporter. */
    proves?: string[]
    /** Obligations the test only shows to be held as a rule; listed, and counted for nothing. */
    states?: string[]
  }
}

const known: ReadonlySet<string> = new Set(readObligations().obligations.map((one) => one.id))

/**
 * Says that the running test makes the `check` of these obligations true on the product itself, e.g.
 * `proves('yanzhou-2019/11.1')`. Counted only when the test passes. Throws on an id no regulation has, outside a test, and
 * in a file that cannot drive the product; a test of the server that asks it for nothing but its rules fails at its end.
 */
export function proves(...ids: readonly string[]): void {
  const test = claimed('proves', ids)
  const { name: file, filepath } = test.file
  const why = cannotProve(file, readFileSync(filepath, 'utf8'))
  if (why !== undefined) throw new RangeError(`${why}. Say states() instead of proves()`)
  if (file.startsWith('packages/server/'))
    onTestFinished(() => {
      if (!users.has(test)) throw new RangeError('The test asked the product for nothing: say states(), not proves()')
    })
  test.meta.proves = together(test.meta.proves, ids)
}

/** Says that the running test shows a rule on these obligations to be there, and nothing of what the product does by it. */
export function states(...ids: readonly string[]): void {
  const test = claimed('states', ids)
  test.meta.states = together(test.meta.states, ids)
}

function claimed(claim: 'proves' | 'states', ids: readonly string[]): RunnerTestCase {
  for (const id of ids) if (!known.has(id)) throw new RangeError(`no regulation has the obligation "${id}"`)
  const test = TestRunner.getCurrentTest()
  if (!test) throw new RangeError(`${claim}() speaks of the running test: call it inside one`)
  return test as RunnerTestCase
}

const together = (before: readonly string[] = [], more: readonly string[]): string[] => [
  ...new Set([...before, ...more]),
]

/** Tests during which a server of this process was asked for something. */
const users = new WeakSet<object>()
// Node tells of each request its servers begin to answer; tests of one process run one after the other.
subscribe('http.server.request.start', (message) => {
  const { request } = message as { readonly request: IncomingMessage }
  const test = TestRunner.getCurrentTest()
  if (test && countsAsUse(request.url ?? '')) users.add(test)
})
