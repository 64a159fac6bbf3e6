import { askingBy, dayOfAct, judge, readFacts, writtenReport } from '@liuhen/core/coverage'
import type { CoverageFacts } from '@liuhen/core/coverage'
import { Instant, instantOf, text } from '@liuhen/core/kernel'
import { rulesOn } from '@liuhen/core/policy'
import type { Library, RuleSet } from '@liuhen/core/policy'
import { bureauOptions, rulesOfBureau } from '../packs/index.ts'
import { common, languageOf, manual, readJson, readOptions, Screen, usage } from '../terminal/index.ts'
import { reportLines } from './print.ts'
import type { NotInForce } from './print.ts'

/**
 * Seconds. A camera that cuts a film into files loses about one between them; what is longer is an interruption to every
 * text that speaks of one, so nobody may have it passed over.
 */
const MOST_TOLERANCE = 5

export const coverageManual = manual({
  usage: 'coverage <activities.json> <recordings.json> --pack <id>... [options]',
  about: text(
    '应录未录：对照执法活动与录制，找出缺漏和逾期，不需要服务器。移交期限还没有过、可能还有录制没采集的，只列为等待采集。只有应录的全部录到、可以确定、按期移交时才返回 0；格式见 spec/activities.md、spec/recordings.md',
    'Holds activities against recordings and finds what had to be recorded and was not, without a server. What may still be handed over in time is listed as awaited. Answers 0 only when all that is required is recorded, beyond doubt and in time; the formats are in spec/activities.md and spec/recordings.md',
  ),
  operands: [2, 2],
  options: {
    ...bureauOptions,
    now: {
      kind: 'text',
      value: 'INSTANT',
      about: text(
        '以此刻为准判断是否逾期、是否还在等待，缺省为现在',
        'judge as of this moment what is late and what may still come; the present unless given',
      ),
    },
    tolerance: {
      kind: 'number',
      value: 'SECONDS',
      about: text(
        `不超过这么多秒的缺口只计入，不列出，缺省为 0，至多 ${MOST_TOLERANCE}`,
        `gaps up to this long are counted but not listed; 0 unless given, ${MOST_TOLERANCE} at most`,
      ),
    },
    ...common,
  },
})

/**
 * Answers 0 when nothing required is missing, awaited, in doubt or late, else 1. Throws Malformed with all that is wrong in
 * the files, and what {@link rulesOfBureau} throws.
 */
export async function coverageCommand(
  args: readonly string[],
  output: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  const given = readOptions(coverageManual, args)
  const language = languageOf(args)
  if (given.pack.length === 0) throw usage('请用 --pack 写出依哪个制度', 'Say with --pack by which instrument')
  const now = readNow(given.now)
  const tolerance = readTolerance(given.tolerance ?? 0)
  const [activities = '', recordings = ''] = given.operands
  const facts = readFacts({ activities: await readJson(activities), recordings: await readJson(recordings), now })
  const { library, ruleSet } = await rulesOfBureau(given)
  const notInForce = outOfForce(library, ruleSet, facts)
  const report = judge(facts, askingBy(library, ruleSet), { now, tolerance: tolerance * 1000 })
  const written = { ...writtenReport(report), packs: given.pack, tolerance, notInForce }
  if (given.json) output.write(`${JSON.stringify(written)}\n`)
  else {
    const screen = new Screen(output)
    for (const line of reportLines(written, language)) screen.line(line)
  }
  return report.isSound ? 0 : 1
}

function readNow(given: string | undefined): Instant {
  const now = Instant.safeParse(given ?? instantOf(Date.now()))
  if (now.success) return now.data
  throw usage(
    `--now 的 ${given} 不是时刻，应如 2026-11-22T01:20:00.000Z`,
    `--now: ${given} is no instant; write 2026-11-22T01:20:00.000Z`,
  )
}

function readTolerance(given: number): number {
  if (given >= 0 && given <= MOST_TOLERANCE) return given
  throw usage(
    `--tolerance 至多 ${MOST_TOLERANCE} 秒：更长的就是中断，不能不列出`,
    `--tolerance is ${MOST_TOLERANCE} seconds at most: what is longer is an interruption, and is listed`,
  )
}

/** Instruments that were not in force on a day something was done: what they ask was not owed then. */
function outOfForce(library: Library, ruleSet: RuleSet, facts: CoverageFacts): readonly NotInForce[] {
  const found = new Map<string, NotInForce>()
  for (const day of [...new Set(facts.activities.map(dayOfAct))].sort())
    for (const { pack, why } of rulesOn(library, ruleSet, day).outOfForce) {
      const known = found.get(`${pack} ${why}`)
      found.set(`${pack} ${why}`, { pack, why, first: known?.first ?? day, last: day })
    }
  return [...found.values()]
}
