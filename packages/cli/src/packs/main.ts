/** `liuhen packs`: the instruments as data, read, asked and compared without a server. */
import type { Documents } from '@liuhen/contract/packs'
import { because, CalendarDate, dayOf as dayIn, Instant, Malformed, Missing, text } from '@liuhen/core/kernel'
import { explain } from '@liuhen/core/packs'
import { checkSettings, diffPacks, lint, rulesOn } from '@liuhen/core/policy'
import type { Finding, Pack, Question } from '@liuhen/core/policy'
import { common, languageOf, manual, readOptions, Screen, usage } from '../terminal/index.ts'
import type { Given, Language } from '../terminal/index.ts'
import { chosenPacks, refuseUnknown } from './chosen.ts'
import { coverageOf, provenObligations } from './coverage.ts'
import { readPackFolder } from './folder.ts'
import { changeLines, coverageLines, explanationLines, findingLines } from './print.ts'
import { factOptions, readQuestion, readSettings } from './question.ts'
import type { Admissible } from './question.ts'

export const packsManual = manual({
  usage: 'packs lint | explain <question> | diff <pack[@version]> <pack[@version]> | coverage [options]',
  about: text(
    '制度包：查错、解释、比较、统计，不需要服务器',
    'The instruments as data: looks for faults, explains answers, compares, counts; without a server',
  ),
  operands: [1, 3],
  options: {
    pack: {
      kind: 'list',
      value: 'ID',
      about: text('只看这些制度；explain 依它们回答，可多次', 'only these packs; explain asks them; repeatable'),
    },
    on: {
      kind: 'text',
      value: 'DATE',
      about: text('行为发生的日期，缺省为今天', 'the day of the act, today unless given'),
    },
    set: {
      kind: 'list',
      value: 'KEY=VALUE',
      about: text('本局的设置，如 handover.cut-off=17:30', 'what the bureau has set, such as handover.cut-off=17:30'),
    },
    packs: {
      kind: 'text',
      value: 'DIR',
      about: text('制度目录，缺省用自带的', 'the packs folder, else the one that comes along'),
    },
    against: {
      kind: 'text',
      value: 'DIR',
      about: text('diff：后一个从这个目录取', 'diff: the second is taken from this packs folder'),
    },
    ...factOptions,
    evidence: { kind: 'flag', about: text('用作证据', 'used as evidence') },
    extended: { kind: 'flag', about: text('已批准延长', 'an extension was granted') },
    ...common,
  },
})

type Options = Given<typeof packsManual>

interface Result {
  readonly json: unknown
  readonly lines: readonly string[]
  readonly status: number
}

const ACTS: Readonly<Record<string, (given: Options, language: Language) => Promise<Result>>> = {
  lint: lintAct,
  explain: explainAct,
  diff: diffAct,
  coverage: coverageAct,
}

/** Options that an act has no use for are refused: silence would look as if they had been heeded. */
const EVERYWHERE: readonly string[] = ['packs', ...Object.keys(common)]
const USED: Readonly<Record<string, (option: string) => boolean>> = {
  lint: (option) => option === 'pack',
  coverage: (option) => option === 'pack',
  diff: (option) => option === 'against',
  explain: (option) => option !== 'against',
}

function refuseUnused(act: string, given: Options): void {
  const options = Object.entries(given).filter(([name]) => name !== 'operands')
  const unused = options.find(([name, value]) => {
    const isGiven = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false
    return isGiven && !EVERYWHERE.includes(name) && USED[act]?.(name) === false
  })
  if (unused !== undefined) throw usage(`packs ${act} 不用 --${unused[0]}`, `packs ${act} takes no --${unused[0]}`)
  if ((act === 'lint' || act === 'coverage') && given.operands.length > 1)
    throw usage(`多出的参数：${given.operands[1]}`, `One argument too many: ${given.operands[1]}`)
}

/** Answers 0, or 1 where lint finds a pack that must not be run on. Throws on a wrong call and on unreadable packs. */
export async function packsCommand(
  args: readonly string[],
  output: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  const given = readOptions(packsManual, args)
  const language = languageOf(args)
  const [name = ''] = given.operands
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
  if (act === undefined) throw usage(`packs 没有 ${name} 这个动作`, `packs has no ${name}`)
  refuseUnused(name, given)
  const { json, lines, status } = await act(given, language)
  const screen = new Screen(output)
  if (given.json) output.write(`${JSON.stringify(json)}\n`)
  else for (const line of lines) screen.line(line)
  return status
}

async function lintAct(given: Options, language: Language): Promise<Result> {
  const found = (await findings(given.packs, given.pack)).filter(
    (one) => given.pack.length === 0 || given.pack.includes(one.pack),
  )
  const count = (severity: Finding['severity']): number => found.filter((one) => one.severity === severity).length
  const counts = { error: count('error'), warning: count('warning'), info: count('info') }
  return { json: { findings: found, counts }, lines: findingLines(found, language), status: counts.error > 0 ? 1 : 0 }
}

/** What cannot even be read is a finding too, at its file and line. */
async function findings(folder: string | undefined, named: readonly string[]): Promise<readonly Finding[]> {
  try {
    const documents = await readPackFolder(folder)
    refuseUnknown(documents.packs, named)
    return lint(documents.packs, documents)
  } catch (thrown) {
    if (!(thrown instanceof Malformed)) throw thrown
    return thrown.obstacles.map(({ message, field = 'packs' }) => ({
      id: `file/${field}`,
      severity: 'error',
      kind: 'pack',
      pack: field.split('/').at(-2) ?? field,
      place: field,
      message,
      citations: [],
    }))
  }
}

async function explainAct(given: Options, language: Language): Promise<Result> {
  const [, word, ...more] = given.operands
  if (word === undefined || more.length > 0)
    throw usage('请写出一个问题，如 handover', 'Name one question, such as handover')
  if (given.pack.length === 0) throw usage('请用 --pack 写出依哪个制度', 'Say with --pack which packs are asked')
  const library = await readPackFolder(given.packs)
  const question = readQuestion(word, given, namesIn(chosenPacks(library.packs, given.pack)))
  const ruleSet = { packs: [...given.pack], settings: readSettings(given.set) }
  const rules = rulesOn(library, ruleSet, dayOf(given.on ?? startOf(question)))
  // A setting that is laxer than the law, or of no pack, is refused before anything is answered.
  checkSettings(library, ruleSet)
  const explanation = explain(rules, question)
  // Where none of the packs is in force on that day nothing was answered.
  const status = rules.packs.length === 0 ? 1 : 0
  return { json: { question, ...explanation }, lines: explanationLines(explanation, language), status }
}

/** The day a question is about by itself: of a period that which starts it, of a recording that on which it was made. */
const startOf = (question: Question): string | undefined => {
  const said = [
    question.ask === 'period' && question.from,
    question.ask === 'handover' && question.recordingEnd,
    'facts' in question && 'recordedOn' in question.facts && question.facts.recordedOn,
    question.ask === 'consolidation' && question.recordedOn,
  ].find((one) => typeof one === 'string')
  if (typeof said !== 'string') return undefined
  return Instant.safeParse(said).success ? dayIn(Instant.parse(said)) : said
}

/** The names that the rules of these packs go by, for a question of that kind. */
const namesIn =
  (packs: readonly Pack[]): Admissible =>
  (ask) => [
    ...new Set(
      packs
        .flatMap((one) => one.rules)
        .flatMap((rule): readonly string[] => {
          if (rule.kind !== ask) return []
          if (rule.kind === 'scope') return rule.acts
          if (rule.kind === 'paper' || rule.kind === 'period' || rule.kind === 'figure') return [rule.title.zh]
          if (rule.kind === 'approval' || rule.kind === 'cadence') return [rule.what.zh]
          return rule.kind === 'prohibition' ? [rule.act.zh] : []
        }),
    ),
  ]

function dayOf(on: string | undefined): CalendarDate {
  const day = CalendarDate.safeParse(on ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
  if (day.success) return day.data
  throw usage(`--on 的 ${on} 不是真实的日期`, `--on: ${on} is no date`)
}

async function diffAct(given: Options, language: Language): Promise<Result> {
  const [, before, after, ...more] = given.operands
  if (before === undefined || after === undefined || more.length > 0)
    throw usage('请写出两个制度，如 a@1 a@2', 'Name two packs, such as a@1 a@2')
  const first = await readPackFolder(given.packs)
  const second = given.against === undefined ? first : await readPackFolder(given.against)
  const changes = diffPacks(packNamed(first, before), packNamed(second, after))
  return { json: { before, after, changes }, lines: changeLines(changes, language), status: 0 }
}

/** `yanzhou-2019` is the latest version, `yanzhou-2019@1` that one. */
function packNamed({ packs }: Documents, name: string): Pack {
  const [id, version] = name.split('@')
  const found = packs
    .filter((one) => one.identity.id === id && (version === undefined || String(one.identity.version) === version))
    .sort((a, b) => b.identity.version - a.identity.version)[0]
  if (found !== undefined) return found
  throw because(Missing, 'pack-unknown', `没有制度 ${name}`, `There is no pack ${name}`)
}

async function coverageAct(given: Options, language: Language): Promise<Result> {
  const { packs } = await readPackFolder(given.packs)
  refuseUnknown(packs, given.pack)
  const proven = await provenObligations()
  const rows = packs
    .filter((one) => given.pack.length === 0 || given.pack.includes(one.identity.id))
    .map((one) => coverageOf(one, proven))
  return { json: { packs: rows }, lines: coverageLines(rows, language), status: 0 }
}
