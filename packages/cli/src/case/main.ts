import { compactOf, GRADES, type OfTheDay } from '@liuhen/core/causes'
import { checkCase, readCase, surchargeSays } from '@liuhen/core/case'
import type { Awaited, CaseChecked } from '@liuhen/core/case'
import { CalendarDate, text } from '@liuhen/core/kernel'
import { acts, caseFacts, choices, facts, isOurs, Method, Outcome, STAGES } from '@liuhen/core/procedure'
import type { Act } from '@liuhen/core/procedure'
import { type Scored, scoreCase } from '@liuhen/core/score'
import { ownCatalogue } from '../causes/index.ts'
import { bureauOptions, rulesOfBureau } from '../packs/index.ts'
import { common, languageOf, manual, readJson, readOptions, Screen, usage } from '../terminal/index.ts'
import type { Language } from '../terminal/index.ts'
import { caseLines } from './print.ts'
import { scoreLines, scoreWritten } from './score.ts'

export const caseManual = manual({
  usage: 'case check <case.json> | score <case.json> | acts [options]',
  about: text(
    '办案程序：check 逐项判断一个案件的行为当时能不能做、有没有逾期、缺什么、依据哪一条，接下来该做什么，不需要服务器；每一项都可以才返回 0；score 按案卷评查表打分，先看一票否决，每一处扣分写明理由和依据，合格才返回 0；acts 列出行为和事实的名称；格式见 spec/case.md',
    'The procedure: check says of each act of a case whether it could be done then, was late, what it lacked and by which article, and what comes next, without a server; answers 0 only when every act could be done. score scores it by the sheet of a review, vetoes first, each deduction with its reason and article, and answers 0 where it passes. acts lists the names of acts and facts; the format is in spec/case.md',
  ),
  operands: [1, 2],
  options: {
    ...bureauOptions,
    catalogue: {
      kind: 'list',
      value: 'FILE',
      about: text(
        '本局的案由、裁量基准文件（CSV、YAML），可多次',
        'a file of the bureau’s own causes and benchmarks (CSV, YAML), repeatable',
      ),
    },
    on: {
      kind: 'text',
      value: 'DATE',
      about: text(
        '期限和下一步算到哪一天，缺省为最后一项的日期',
        'the day for which clocks and next acts are told; the last act’s unless given',
      ),
    },
    ...common,
  },
})

/**
 * Answers 0 when every act could be done and no clock has run out, else 1. Throws Malformed with all that is wrong in the
 * file, and what {@link rulesOfBureau} throws.
 */
export async function caseCommand(
  args: readonly string[],
  output: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  const given = readOptions(caseManual, args)
  const language = languageOf(args)
  const [name = '', file, ...more] = given.operands
  if (name === 'acts' && file === undefined) return listActs(output, given.json, language)
  if (name !== 'check' && name !== 'score')
    throw usage(
      `case 没有 ${name} 这个动作；有 check、score、acts`,
      `case has no ${name}; it has check, score and acts`,
    )
  if (file === undefined || more.length > 0)
    throw usage(`请写出一个案件文件，如 case ${name} case.json`, `Name one file, such as case ${name} case.json`)
  const told = readCase(await readJson(file))
  const { library, ruleSet } = await rulesOfBureau(given)
  const catalogue = await ownCatalogue(library.packs, given.catalogue)
  const judgedBy = { library, ruleSet: { ...ruleSet, ...(catalogue && { catalogue }) } }
  if (name === 'score') return score(output, scoreCase(judgedBy, told, readDay(given.on)), given.json, language)
  const checked = checkCase(judgedBy, told, readDay(given.on))
  if (given.json) output.write(`${JSON.stringify(written(checked))}\n`)
  else {
    const screen = new Screen(output)
    for (const line of caseLines(checked, language)) screen.line(line)
  }
  return isSound(checked) ? 0 : 1
}

/** 0 where the file would pass the review. */
function score(output: NodeJS.WritableStream, scored: Scored, json: boolean | undefined, language: Language): number {
  if (json) output.write(`${JSON.stringify(scoreWritten(scored))}\n`)
  else {
    const screen = new Screen(output)
    for (const line of scoreLines(scored, language)) screen.line(line)
  }
  return scored.band === 'passed' || scored.band === 'excellent' ? 0 : 1
}

function readDay(given: string | undefined): CalendarDate | undefined {
  if (given === undefined) return undefined
  const read = CalendarDate.safeParse(given)
  if (read.success) return read.data
  throw usage(`--on 的 ${given} 不是真实的日期；应如 2026-09-18`, `--on: ${given} is no date; write 2026-09-18`)
}

const isSound = ({ acts, clocks }: CaseChecked): boolean =>
  acts.every((one) => one.verdict === 'allowed') && !clocks.some((one) => one.state === 'overdue')

/** As spec/case.md has the answer. */
function written(checked: CaseChecked) {
  const { on } = checked
  return {
    sound: isSound(checked),
    on,
    acts: checked.acts.map(({ act, verdict, conditions, law }) => ({
      number: act.number,
      ...(act.id !== undefined && { id: act.id }),
      act: act.act,
      on: act.on,
      verdict,
      ...(law && { law: lawWritten(law) }),
      obstacles: conditions.map(
        ({ code, message, met, effect, citations, exceptions, earliest, clears, findings }) => ({
          code,
          message,
          met,
          effect,
          articles: [...new Set(citations.map((one) => one.article))],
          citations,
          exceptions,
          ...(earliest && { earliest }),
          ...(clears && { clears }),
          ...(findings && { findings }),
        }),
      ),
    })),
    due: checked.clocks.map(({ startedBy, endedBy, used, stopped, runsOn, ...clock }) => ({
      ...(stopped && { stopped: stopped.map(({ by, why }) => ({ since: by.on, act: by.number, why })) }),
      ...(runsOn && { runsOn: runsOn.number }),
      ...clock,
      startedBy: startedBy.number,
      ...(endedBy && { endedBy: endedBy.number }),
      articles: [...new Set(used.flatMap((one) => one.citations.map(({ article }) => article)))],
    })),
    ...(checked.surcharge && { surcharge: surchargeWritten(checked.surcharge) }),
    transfers: checked.transfers.map(({ by, items, received, filed, returned, awaited, told }) => ({
      act: by.number,
      ...(items && { items: items.map(({ item, ...became }) => ({ ...item, ...became })) }),
      ...(received && { received: received.number }),
      ...(filed && { filed: filed.number }),
      ...(returned && { returned: returned.number }),
      ...(awaited && { awaited: awaitedWritten(awaited) }),
      told,
    })),
    next: checked.next.map(({ act, of, state, conditions, asks, earliest }) => ({
      act,
      ...(of && { of: of.number }),
      state,
      ...(earliest && { earliest }),
      missing: conditions.map((one) => one.code),
      tells: asks.map((one) => one.code),
    })),
  }
}

const awaitedWritten = ({ citations, ...awaited }: Awaited) => ({
  ...awaited,
  articles: [...new Set(citations.map((one) => one.article))],
})

function surchargeWritten(surcharge: NonNullable<CaseChecked['surcharge']>) {
  const articles = [...new Set(surcharge.citations.map((one) => one.article))]
  if (surcharge.state === 'unknown') return { state: surcharge.state, articles, says: surchargeSays(surcharge) }
  const { used: _, claimedBy: _acts, citations: _cited, stops, claimed, ...figures } = surcharge
  return {
    ...figures,
    stops: stops.map(({ by, ...days }) => ({ act: by.number, ...days })),
    claimed: claimed.map(({ by, ...sums }) => ({ act: by.number, on: by.on, ...sums })),
    articles,
    says: surchargeSays(surcharge),
  }
}

/** Which generation of the cause counts, and in what the other differs. */
const lawWritten = ({ counts, which, why, differences, atAct, atDecision }: OfTheDay) => ({
  ...(counts && { cause: counts.code, from: counts.from, ...(counts.until && { until: counts.until }) }),
  ...(which && { which }),
  why,
  differences,
  ...(atAct && { atAct: { from: atAct.from, penalty: atAct.penalty.map(compactOf) } }),
  ...(atDecision && { atDecision: { from: atDecision.from, penalty: atDecision.penalty.map(compactOf) } }),
})

function listActs(output: NodeJS.WritableStream, json: boolean | undefined, language: Language): number {
  const kinds = Object.keys(acts) as Act[]
  if (json) {
    const listed = kinds.map((act) => ({ act, stage: acts[act].stage, name: acts[act].name, ours: isOurs(act) }))
    const said = { choices, methods: Method.options, outcomes: Outcome.options, grades: GRADES }
    const all = { acts: listed, facts, caseFacts, ...said }
    output.write(`${JSON.stringify(all)}\n`)
    return 0
  }
  const screen = new Screen(output)
  for (const [stage, title] of Object.entries(STAGES)) {
    screen.line(title[language])
    for (const act of kinds.filter((one) => acts[one].stage === stage))
      screen.line(`  ${act.padEnd(30)} ${acts[act].name[language]}`)
  }
  return 0
}
