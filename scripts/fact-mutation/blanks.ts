import { appendFileSync } from 'node:fs'

/** What `npm run fact-mutation` blanks one after another in what is being tested; empty in any other run. */
export const blanks = JSON.parse(process.env['LIUHEN_BLANKS'] ?? '[]') as readonly {
  /** Its switch. */
  readonly number: number
  readonly key: string
}[]

type Check = readonly [name: string, run: () => Promise<void>]

/** Milliseconds a check may take. */
const PATIENCE = 60_000

/** Blanks each in turn, asks the checks until one fails, and notes which it was where `npm run fact-mutation` reads it. */
export async function whatNotices(checks: readonly Check[]) {
  const world = globalThis as { blanked?: number }
  for (const { number, key } of blanks) {
    world.blanked = number
    const noted = { key, ...(await firstToFail(checks)) }
    appendFileSync(process.env['LIUHEN_NOTED'] as string, `${JSON.stringify(noted)}\n`)
    console.error(`  ${noted.outcome.padEnd(10)} ${key}`)
  }
  delete world.blanked
}

async function firstToFail(checks: readonly Check[]) {
  let late: string | undefined
  for (const [name, run] of checks) {
    const outcome = await outcomeOf(run)
    if (outcome === 'failed') return { outcome: 'noticed', by: name }
    if (outcome === 'late') late ??= name
  }
  return late === undefined ? { outcome: 'unnoticed' } : { outcome: 'timed-out', by: late }
}

function outcomeOf(run: () => Promise<void>): Promise<'passed' | 'failed' | 'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), PATIENCE)
    run().then(
      () => (clearTimeout(timer), resolve('passed')),
      () => (clearTimeout(timer), resolve('failed')),
    )
  })
}
