/** `liuhen causes`: the catalogue of causes on a day, one cause in its generations, and files of rows, without a server. */
import {
  bandsOf,
  bandWords,
  type Catalogue,
  type Cause,
  citedIn,
  clauseWords,
  compactOf,
  holdsOn,
  joinCatalogues,
  lintClauses,
  ofTheDay,
} from '@liuhen/core/causes'
import { because, CalendarDate, Missing, text, type Text } from '@liuhen/core/kernel'
import { catalogueOfPacks } from '@liuhen/core/policy'
import { readPackFolder } from '../packs/index.ts'
import { common, type Given, type Language, languageOf, manual, readOptions, Screen, usage } from '../terminal/index.ts'
import { ownCatalogue } from './read.ts'

export const causesManual = manual({
  usage: 'causes list | show <code> | check <file.csv|file.yaml>… | lint <provisions> [options]',
  about: text(
    '案由、法律依据和裁量基准：list 列出某日有效的案由，show 并列一个案由的各代规定，check 逐行检查准备导入的文件，lint 检查所引条款在某日能不能作依据；不需要服务器',
    'Causes, legal bases and benchmarks: list those in force on a day, show one with its generations side by side, check a file line by line before it is imported, lint provisions as a basis on a day; without a server',
  ),
  operands: [1, 20],
  options: {
    on: {
      kind: 'text',
      value: 'DATE',
      about: text('违法行为发生的日期，缺省为今天', 'the day of the act, today unless given'),
    },
    decided: {
      kind: 'text',
      value: 'DATE',
      about: text('作出决定的日期，缺省与 --on 相同', 'the day of the decision, that of --on unless given'),
    },
    party: {
      kind: 'text',
      value: 'citizen|organisation',
      about: text('当事人是公民还是单位', 'who the party is'),
    },
    cause: {
      kind: 'text',
      value: 'CODE',
      about: text(
        'lint：条款所属的案由，据此看引得全不全',
        'lint: the cause they are cited for, to see whether all are',
      ),
    },
    catalogue: {
      kind: 'list',
      value: 'FILE',
      about: text('本局的案由、裁量基准文件，可多次', 'a file of the bureau’s own rows, repeatable'),
    },
    packs: {
      kind: 'text',
      value: 'DIR',
      about: text('制度目录，缺省用自带的', 'the packs folder, else the one that comes along'),
    },
    ...common,
  },
})

type Options = Given<typeof causesManual>
interface Result {
  readonly json: unknown
  readonly lines: readonly string[]
  readonly status: number
}

const ACTS: Readonly<Record<string, (given: Options, language: Language) => Promise<Result>>> = {
  list: listAct,
  show: showAct,
  check: checkAct,
  lint: lintAct,
}

/** Answers 0, or 1 where lint finds a provision that is no basis. Throws Malformed with every line of a file that is wrong. */
export async function causesCommand(
  args: readonly string[],
  output: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  const given = readOptions(causesManual, args)
  const [name = ''] = given.operands
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
  if (act === undefined) throw usage(`causes 没有 ${name} 这个动作`, `causes has no ${name}`)
  const { json, lines, status } = await act(given, languageOf(args))
  if (given.json) output.write(`${JSON.stringify(json)}\n`)
  else {
    const screen = new Screen(output)
    for (const line of lines) screen.line(line)
  }
  return status
}

async function catalogue(given: Options): Promise<Catalogue> {
  const { packs } = await readPackFolder(given.packs)
  const own = await ownCatalogue(packs, given.catalogue)
  return joinCatalogues([catalogueOfPacks(packs), ...(own ? [own] : [])])
}

function dayIn(given: string | undefined, option: string): CalendarDate {
  const day = CalendarDate.safeParse(given ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
  if (day.success) return day.data
  throw usage(`--${option} 的 ${given} 不是真实的日期`, `--${option}: ${given} is no date`)
}

function daysOf(given: Options): { readonly on: CalendarDate; readonly decided: CalendarDate } {
  const on = dayIn(given.on, 'on')
  return { on, decided: given.decided === undefined ? on : dayIn(given.decided, 'decided') }
}

function partyOf({ party }: Options): 'citizen' | 'organisation' | undefined {
  if (party === undefined || party === 'citizen' || party === 'organisation') return party
  throw usage('--party 应为 citizen 或 organisation', '--party is citizen or organisation')
}

const bandOf = (cause: Cause): Text => {
  const [once, after] = [bandWords(bandsOf(cause, undefined, false)), bandWords(bandsOf(cause, undefined, true))]
  return once.zh === after.zh ? once : text(`${once.zh}；拒不改正 ${after.zh}`, `${once.en}; refused ${after.en}`)
}

async function listAct(given: Options, language: Language): Promise<Result> {
  if (given.operands.length > 1) throw usage(`多出的参数：${given.operands[1]}`, `One too many: ${given.operands[1]}`)
  const rows = await catalogue(given)
  const on = dayIn(given.on, 'on')
  const causes = rows.causes.filter((one) => holdsOn(one, on))
  return {
    json: { on, causes },
    lines: causes.map((one) => {
      const clauses = one.penalty.map((clause) => clauseWords(clause, rows.bases)[language]).join('、')
      return `${one.code.padEnd(28)} ${one.title[language]}  ${clauses}  ${bandOf(one)[language]}${one.invented ? (language === 'zh' ? '（示例）' : ' (invented)') : ''}`
    }),
    status: 0,
  }
}

async function showAct(given: Options, language: Language): Promise<Result> {
  const [, code, ...more] = given.operands
  if (code === undefined || more.length > 0)
    throw usage('请写出一个案由的编码，如 causes show cooking-fume', 'Name one cause, such as causes show cooking-fume')
  const rows = await catalogue(given)
  const generations = rows.causes.filter((one) => one.code === code)
  if (generations.length === 0)
    throw because(Missing, 'cause-unknown', `案由目录中没有 ${code}`, `The catalogue has no cause ${code}`)
  const { on, decided } = daysOf(given)
  const law = ofTheDay(rows.causes, code, on, decided, { party: partyOf(given) })
  const benchmarks = rows.benchmarks.filter((one) => one.cause === code)
  return {
    json: { code, on, decided, law, generations, benchmarks },
    lines: [
      ...generations.flatMap((one) => [
        `${one === law.counts ? '→' : ' '} ${one.from} – ${one.until ?? ''}  ${one.title[language]}  ${bandOf(one)[language]}`,
        `    ${[...one.prohibition, ...one.penalty].map((clause) => clauseWords(clause, rows.bases)[language]).join('、')}`,
        `    ${one.source}，${one.checkedOn}${one.read === 'text' ? '' : `，${one.read}`}`,
      ]),
      law.why[language],
      ...law.differences.map((one) => `  ${one[language]}`),
      ...benchmarks.map((one) => `  ${one.grade}  ${one.criteria}  ${one.least}–${one.most}  ${one.document}`),
    ],
    status: 0,
  }
}

async function checkAct(given: Options, language: Language): Promise<Result> {
  const [, ...files] = given.operands
  if (files.length === 0)
    throw usage(
      '请写出要检查的文件，如 causes check benchmarks.csv',
      'Name a file, such as causes check benchmarks.csv',
    )
  const { packs } = await readPackFolder(given.packs)
  const rows = await ownCatalogue(packs, [...given.catalogue, ...files])
  const counts = Object.fromEntries(Object.entries(rows ?? {}).map(([table, all]) => [table, all.length]))
  const said = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `${TABLES[table]?.[language] ?? table} ${count}`)
  return {
    json: { sound: true, counts },
    lines: [`${language === 'zh' ? '没有问题，可以导入' : 'Nothing is wrong: it can be imported'}：${said.join('，')}`],
    status: 0,
  }
}

const TABLES: Readonly<Record<string, Text>> = {
  bases: text('法律依据', 'bases'),
  causes: text('案由', 'causes'),
  benchmarks: text('裁量基准', 'benchmarks'),
  grounds: text('情节', 'grounds'),
  designations: text('确定部门的文件', 'designations'),
}

async function lintAct(given: Options, language: Language): Promise<Result> {
  const words = given.operands.slice(1).join(' ')
  if (words === '')
    throw usage(
      '请写出条款，如 causes lint "《生态环境法典》第一千一百三十二条第一款"',
      'Write the provisions, such as causes lint ecology-code/1132.1',
    )
  const rows = await catalogue(given)
  const { on, decided } = daysOf(given)
  const { clauses, unknown } = citedIn(words, rows.bases)
  const cause =
    given.cause === undefined ? undefined : ofTheDay(rows.causes, given.cause, on, decided, { party: partyOf(given) })
  const day = cause?.which === 'now' ? decided : on
  const findings =
    clauses.length === 0 && unknown.length === 0
      ? [NOTHING_CITED]
      : lintClauses(clauses, day, { catalogue: rows, cause: cause?.counts, decided, unknown })
  return {
    json: { on, decided, clauses: clauses.map(compactOf), findings },
    lines:
      findings.length === 0
        ? [language === 'zh' ? '没有问题' : 'Nothing is wrong']
        : findings.map((one) => `${one.severity === 'error' ? '✗' : '!'} ${one.message[language]}  [${one.source}]`),
    status: findings.some((one) => one.severity === 'error') ? 1 : 0,
  }
}

const NOTHING_CITED = {
  code: 'nothing-cited',
  severity: 'error',
  message: text(
    '没有认出一个条款：写明法律名称和条、款、项',
    'no provision was recognised: name the law, article, paragraph and item',
  ),
  source: '',
} as const
