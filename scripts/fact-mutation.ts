import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from '../packages/server/src/platform/database/index.ts'
import { startPostgres } from '../packages/server/src/platform/postgres/index.ts'
import { ask, type Said } from './fact-mutation/ask.ts'
import { blanksIn } from './fact-mutation/blanking.ts'
import { copySources } from './fact-mutation/copy.ts'
import { type Fault, faults } from './fact-mutation/faults.ts'
import { type Gathered, gathered } from './fact-mutation/gathered.ts'
import { type Noted, Notes } from './fact-mutation/notes.ts'
import { root } from './obligations.ts'

const HELP = `fact-mutation: blanks one thing at a time of what the server gathers for rules, puts in known faults, and counts what tests notice

  npm run fact-mutation                   all of them: about half an hour on two cores
  npm run fact-mutation -- --facts        only what is gathered, about two minutes
  npm run fact-mutation -- --faults       only the faults
  npm run fact-mutation -- --only WORDS   those whose file or name has these words, repeatable
  npm run fact-mutation -- --list         what would be tried
  npm run fact-mutation -- --resume       goes on with a run that was cut short, while no source has changed
  npm run fact-mutation -- --json         the outcome as one line of JSON

Before it counts anything it shows that the tests pass as they are, and that they notice a source that cannot be loaded;
otherwise it ends with 2 and says so. What is noticed only because a test hangs or cannot begin is not counted as noticed.

Ends with 1 where less than 95 % are noticed, or where a fault finds nothing to change in the sources any more.`

/** The share that must be noticed. */
const GOAL = 0.95
const PROOF = 'liuhen: this source was changed on purpose and cannot be loaded'
const THROWS = `throw new Error(${JSON.stringify(PROOF)});`

/** What the run cannot trust itself for. */
class Untrusted extends Error {}

const cut = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cut.abort())

const { values } = parseArgs({
  options: {
    facts: { type: 'boolean' },
    faults: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    list: { type: 'boolean' },
    resume: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})

const both = values.facts === values.faults
const isWanted = (key: string): boolean => values.only?.some((one) => key.includes(one)) ?? true
const keyOf = ({ file, name }: Pick<Fault, 'file' | 'name'>): string => `${file}  ${name}`

async function main(): Promise<number> {
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const sources = (both || values.facts ? gathered : []).map((one) => ({ ...one, blanks: blanksOf(one) }))
  const wanted = both || values.faults ? faults.filter((one) => isWanted(keyOf(one))) : []
  const keys = [...sources.flatMap((one) => one.blanks.map(({ key }) => key)), ...wanted.map(keyOf)]
  if (values.list) {
    for (const key of keys) console.log(key)
    return 0
  }
  const notes = new Notes(values.resume ?? false)
  const work = mkdtempSync(join(tmpdir(), 'liuhen-mutation-'))
  const folder = join(work, 'postgres')
  mkdirSync(folder)
  const postgres = await startPostgres({ folder, disposable: true })
  try {
    await migrate(postgres.url('owner'))
    const urls = { owner: postgres.url('owner'), app: postgres.url('app'), super: postgres.url('super') }
    const run: Run = { work, notes, env: { LIUHEN_TRIAL_POSTGRES: JSON.stringify(urls) } }
    for (const one of sources) await blank(run, one)
    await withFaults(run, wanted)
  } finally {
    await postgres.stop()
    rmSync(work, { recursive: true, force: true })
  }
  const noted = notes.all()
  return report(keys.map((key) => noted.get(key) ?? { key, outcome: 'broken' }))
}

interface Run {
  readonly work: string
  readonly notes: Notes
  readonly env: Readonly<Record<string, string>>
}

const blanksOf = (one: Gathered) =>
  blanksIn(one, readFileSync(join(root, one.file), 'utf8'))
    .map((blank, number) => ({ ...blank, number, key: keyOf({ file: one.file, name: blank.name }) }))
    .filter(({ key }) => isWanted(key))

/** Asks the checks of one test file again and again while one thing after another is blanked. */
async function blank(
  { work, notes, env }: Run,
  { file, test, blanks }: Gathered & { readonly blanks: ReturnType<typeof blanksOf> },
): Promise<void> {
  const noted = notes.all()
  const left = blanks.filter(({ key }) => !noted.has(key))
  if (left.length === 0) return
  const given = join(work, 'blanked.json')
  const asking = { cwd: root, work, signal: cut.signal, args: ['--config', 'scripts/fact-mutation/blank-config.ts'] }
  const giving = (put: string) =>
    writeFileSync(given, JSON.stringify({ file, test, put, blanks: blanksIn(gatheredIn(file), sourceOf(file)) }))
  giving(THROWS)
  expectNoticed(await ask({ ...asking, env: { ...env, LIUHEN_BLANKED: given } }), file, [test])
  giving('')
  console.error(`${file}: ${left.length} to blank`)
  const telling = { LIUHEN_BLANKED: given, LIUHEN_NOTED: notes.path, LIUHEN_BLANKS: JSON.stringify(left) }
  expectPassed(await ask({ ...asking, shown: true, env: { ...env, ...telling } }), [test])
  const untold = left.filter(({ key }) => !notes.all().has(key))
  if (untold.length > 0) throw new Untrusted(`${test}: says nothing of ${untold.length} things that were blanked`)
}

const sourceOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const gatheredIn = (file: string): Gathered => gathered.find((one) => one.file === file) as Gathered

async function withFaults(run: Run, wanted: readonly Fault[]): Promise<void> {
  const noted = run.notes.all()
  const left = wanted.filter((one) => !noted.has(keyOf(one)))
  if (left.length === 0) return
  copySources(run.work)
  let count = 0
  for (const [, those] of Map.groupBy(left, ({ project, tests }) => [project, ...tests].join(' '))) {
    const { project, tests } = those[0] as Fault
    const args = ['--project', project, ...tests]
    const asking = { cwd: run.work, work: run.work, env: run.env, signal: cut.signal, args }
    expectPassed(await ask(asking), tests)
    for (const file of new Set(those.map((one) => one.file)))
      expectNoticed(await edited(run, file, (source) => THROWS + source, asking), file, tests)
    for (const fault of those) {
      const one = await tried(run, fault, asking)
      run.notes.add(one)
      console.error(`${String(++count).padStart(4)} of ${left.length}  ${one.outcome.padEnd(10)} ${one.key}`)
    }
  }
}

async function tried(run: Run, fault: Fault, asking: Parameters<typeof ask>[0]): Promise<Noted> {
  const key = keyOf(fault)
  if (!readFileSync(join(run.work, fault.file), 'utf8').includes(fault.find)) return { key, outcome: 'stale' }
  const trying = () => edited(run, fault.file, (source) => source.replace(fault.find, () => fault.put), asking)
  const first = await trying()
  // A busy machine hangs too: whether it is the fault's doing, a second time tells.
  const { outcome, words } = first.outcome === 'timed-out' || first.outcome === 'broken' ? await trying() : first
  if (outcome === 'passed') return { key, outcome: 'unnoticed' }
  const [by = ''] = words.split('\n')
  return { key, outcome: outcome === 'failed' ? 'noticed' : outcome, by }
}

/** What the tests say while one source of the copy is another. */
async function edited(
  { work }: Run,
  file: string,
  edit: (source: string) => string,
  asking: Parameters<typeof ask>[0],
): Promise<Said> {
  const path = join(work, file)
  const source = readFileSync(path, 'utf8')
  writeFileSync(path, edit(source))
  try {
    return await ask(asking)
  } finally {
    writeFileSync(path, source)
  }
}

function expectPassed({ outcome, words }: Said, tests: readonly string[]): void {
  if (outcome !== 'passed')
    throw new Untrusted(`${tests.join(' ')}: fails as it is, so what it notices would mean nothing (${words})`)
}

function expectNoticed({ outcome, words }: Said, file: string, tests: readonly string[]): void {
  if (outcome === 'passed')
    throw new Untrusted(`${tests.join(' ')}: passes although ${file} cannot be loaded, so it cannot notice anything`)
  if (!words.includes(PROOF))
    throw new Untrusted(`${tests.join(' ')}: fails, but not because ${file} cannot be loaded (${words})`)
}

function report(all: readonly Noted[]): number {
  const noticed = all.filter((one) => one.outcome === 'noticed').length
  const ratio = all.length === 0 ? 1 : noticed / all.length
  const rest = all.filter((one) => one.outcome !== 'noticed')
  if (values.json) console.log(JSON.stringify({ goal: GOAL, ratio, of: all.length, noticed, rest }))
  else console.log(table(all, noticed, ratio))
  return ratio >= GOAL && rest.every((one) => one.outcome !== 'stale') ? 0 : 1
}

const SAYS: Readonly<Record<Noted['outcome'], string>> = {
  noticed: '',
  unnoticed: 'nobody notices',
  'timed-out': 'a test hangs',
  broken: 'no test can begin',
  stale: 'finds nothing to change',
}

function table(all: readonly Noted[], noticed: number, ratio: number): string {
  const line = (of: number, count: number, name: string): string =>
    `${String(count).padStart(5)} of ${String(of).padStart(4)}  ${name}`
  const lines = [...Map.groupBy(all, ({ key }) => key.split('  ')[0] as string)].flatMap(([file, those]) => [
    line(those.length, those.filter((one) => one.outcome === 'noticed').length, file),
    ...those
      .filter((one) => one.outcome !== 'noticed')
      .map(({ outcome, key }) => `      ${SAYS[outcome]}: ${key.slice(file.length + 2)}`),
  ])
  return [...lines, line(all.length, noticed, `all, ${(100 * ratio).toFixed(1)} %`)].join('\n')
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Untrusted) && !cut.signal.aborted) throw error
  console.error(error instanceof Untrusted ? `\n${error.message}` : '\nCut short; --resume goes on from here')
  process.exitCode = 2
}
