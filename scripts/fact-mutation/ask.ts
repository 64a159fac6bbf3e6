import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** `failed`: a test said so. `timed-out` and `broken` say nothing: no test came to an end, or none could begin. */
export interface Said {
  readonly outcome: 'passed' | 'failed' | 'timed-out' | 'broken'
  /** The first test that failed, or what the run said instead. */
  readonly words: string
}

interface Asked {
  readonly cwd: string
  /** After `vitest run`. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** For the report of the run. */
  readonly work: string
  /** What the run prints is shown. */
  readonly shown?: boolean
  /** Ends it. */
  readonly signal: AbortSignal
}

/** Milliseconds after which a run that does not end is given up. */
const PATIENCE = 900_000
const VITEST = 'node_modules/vitest/vitest.mjs'
const TIMED_OUT = /timed out in \d+ ?ms/

/** As vitest's JSON reporter writes it. */
interface Report {
  readonly success: boolean
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Runs tests in a process of their own, one worker, until the first that fails. */
export async function ask({ cwd, args, env = {}, work, shown = false, signal }: Asked): Promise<Said> {
  const output = join(work, 'report.json')
  rmSync(output, { force: true })
  const report = ['--reporter', 'json', '--outputFile', output]
  const child = spawn(process.execPath, [VITEST, 'run', '--maxWorkers', '1', '--bail', '1', ...report, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', shown ? 2 : 'ignore', shown ? 2 : 'pipe'],
    timeout: PATIENCE,
    signal,
    killSignal: 'SIGKILL',
  })
  const complaint: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => complaint.push(text))
  const by = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject).once('close', (_, killedBy) => resolve(killedBy))
  })
  if (by === 'SIGKILL') return { outcome: 'timed-out', words: `did not end in ${PATIENCE / 1000} s` }
  return said(output) ?? { outcome: 'broken', words: complaint.join('').trim().slice(-500) }
}

function said(output: string): Said | undefined {
  let report: Report
  try {
    report = JSON.parse(readFileSync(output, 'utf8')) as Report
  } catch {
    return undefined
  }
  const failed = report.testResults.flatMap((one) => one.assertionResults).filter((one) => one.status === 'failed')
  const real = failed.find((one) => !one.failureMessages.every((words) => TIMED_OUT.test(words)))
  if (real) return { outcome: 'failed', words: `${real.fullName}\n${real.failureMessages.join('\n')}` }
  if (failed[0]) return { outcome: 'timed-out', words: failed[0].fullName }
  const suite = report.testResults.find((one) => one.status === 'failed')
  if (suite) return { outcome: 'broken', words: suite.message }
  return report.success && report.numPassedTests > 0
    ? { outcome: 'passed', words: `${report.numPassedTests} tests` }
    : { outcome: 'broken', words: report.success ? 'no test was run' : 'an error outside of any test' }
}
