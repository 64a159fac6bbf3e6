/** `liuhen deadline`: when a period ends, by which articles, without a server. */
import { basename } from 'node:path'
import { readPackFiles } from '@liuhen/contract/packs'
import type { HolidayCalendar } from '@liuhen/core/calendar'
import { because, Missing, text } from '@liuhen/core/kernel'
import type { CalendarDate } from '@liuhen/core/kernel'
import { checkSettings } from '@liuhen/core/policy'
import type { Library } from '@liuhen/core/policy'
import { chosenPacks } from '../packs/chosen.ts'
import { bureauOptions } from '../packs/index.ts'
import { readPackFolder, readText } from '../packs/folder.ts'
import { common, languageOf, manual, readOptions, Screen, usage } from '../terminal/index.ts'
import type { Given } from '../terminal/index.ts'
import { readDay, readDecision, readSettings, readStart, readStated, readSuspension } from './input.ts'
import { NATIONAL } from '../packs/index.ts'
import { clockNamed, clocksOf } from './periods.ts'
import type { Clock } from './periods.ts'
import { linesOf, listLine, rowOf } from './print.ts'
import { dayIn, goesToCourt, reckon } from './reckon.ts'
import type { Asked } from './reckon.ts'

export const deadlineManual = manual({
  usage: 'deadline <period> --from <date or instant> [options] | deadline --list [--pack <id>]...',
  about: text(
    '计算法定期限的最后一日，逐日说明，不需要服务器',
    'Computes when a statutory period ends, day by day, without a server',
  ),
  operands: [0, 1],
  options: {
    pack: bureauOptions.pack,
    from: {
      kind: 'text',
      value: 'DATE|INSTANT',
      about: text('起点：日期，按小时计算的写到时刻', 'the start: a day, or for hours a moment'),
    },
    received: {
      kind: 'text',
      value: 'DATE',
      about: text(
        '代替 --from：收到处罚决定书之日，先算出前一个期限',
        'instead of --from: the day the decision was received, from which the period before is computed',
      ),
    },
    demanded: {
      kind: 'text',
      value: 'DATE',
      about: text('申请法院：催告书送达之日', 'for the court: the day the demand was served'),
    },
    'deferred-to': {
      kind: 'text',
      value: 'DATE',
      about: text('申请法院：延期、分期的最后一日', 'for the court: the last day of a deferral or of instalments'),
    },
    decision: {
      kind: 'text',
      value: 'KIND',
      about: text(
        '针对哪种决定：on-the-spot（当场处罚）、information-refusal（不予公开）、failure-to-act（不履行职责），这些须先复议',
        'about which decision: on-the-spot, information-refusal, failure-to-act; against these reconsideration comes first',
      ),
    },
    stated: {
      kind: 'text',
      value: '15wd|15d',
      about: text('文书写明的期限：15wd 工作日，15d 日', 'the term stated in the paper: 15wd working days, 15d days'),
    },
    suspend: {
      kind: 'list',
      value: 'A/B[/WHY]',
      about: text(
        '中止计算的首日/末日，可加事由，可多次，重叠的合并',
        'first and last day that do not count, and why; repeatable; overlaps merge',
      ),
    },
    extend: { kind: 'flag', about: text('已按规定批准延长', 'extended as the rule allows') },
    'extend-by': {
      kind: 'number',
      value: 'N',
      about: text('已批准延长的长短，与期限同一单位', 'extended by so much, in the unit of the period'),
    },
    again: { kind: 'flag', about: text('延长以后又批准再次延长', 'extended a second time') },
    'again-by': {
      kind: 'number',
      value: 'N',
      about: text('再次延长的长短', 'by how much the second time'),
    },
    set: {
      kind: 'list',
      value: 'KEY=N',
      about: text('本局对期限长短的设置，如 statement.term=5', 'a length the bureau has set, such as statement.term=5'),
    },
    calendar: {
      kind: 'list',
      value: 'FILE',
      about: text('另加一年的放假安排（.yaml）', 'the holidays of another year (.yaml)'),
    },
    packs: {
      kind: 'text',
      value: 'DIR',
      about: text('制度目录，缺省用自带的', 'the packs folder, else the one that comes along'),
    },
    list: { kind: 'flag', about: text('列出全部期限', 'list all periods') },
    ...common,
  },
})

type Options = Given<typeof deadlineManual>

/** Answers 0, or throws: a wrong call, or a Refused with what the rule does not allow. */
export async function deadlineCommand(
  args: readonly string[],
  output: NodeJS.WritableStream = process.stdout,
  read = readPackFolder,
): Promise<number> {
  const given = readOptions(deadlineManual, args)
  const language = languageOf(args)
  const screen = new Screen(output)
  const { packs, calendar } = await read(given.packs)
  const [name] = given.operands
  chosenPacks(packs, given.pack)
  if (given.list) {
    if (name !== undefined) throw usage('--list 不带期限名称', '--list takes no period')
    const clocks = clocksOf(packs, given.pack, given.from === undefined ? undefined : readDay('from', given.from))
    if (given.json) output.write(`${JSON.stringify({ periods: clocks.map(rowOf) })}\n`)
    else for (const one of clocks) screen.line(listLine(one, language))
    return 0
  }
  const asked = askedOf(given)
  const start = asked.received ?? asked.from
  const day = start && dayIn(start)
  // A period written in full names its pack too.
  const { settings } = asked
  const ofAnyDay = clocksOf(packs, given.pack)
  const clock = clockNamed(clocksOf(packs, given.pack, day), name ?? '', given.pack, settings, ofAnyDay)
  refuseSettings({ packs, calendar }, given.pack, clock, settings)
  refuseStartOfDisplaced(clock, name ?? '', asked.received)
  refuseDecision(clock, asked, ofAnyDay)
  const reckoned = reckon(clock, asked, clocksOf(packs, [], day), await withYears(calendar, given.calendar))
  if (given.json) output.write(`${JSON.stringify(reckoned)}\n`)
  else for (const line of linesOf(reckoned, language)) screen.line(line)
  return 0
}

/** Throws Refused on a setting that none of the packs asked knows, or that goes beyond the law. */
function refuseSettings(library: Library, named: readonly string[], clock: Clock, settings: object): void {
  const ids = new Set(library.packs.map((one) => one.identity.id))
  const asked = named.length === 0 ? [...ids] : [NATIONAL, clock.pack.identity.id, ...named]
  checkSettings(library, {
    packs: [...new Set(asked)].filter((id) => ids.has(id)),
    settings: { ...settings },
  })
}

/** What the law displaces is not computed alone: from its own start the day that counts cannot be told. */
function refuseStartOfDisplaced({ id, rule }: Clock, name: string, received: CalendarDate | undefined): void {
  if (rule.displacedBy === undefined || received !== undefined || name !== id) return
  throw usage(
    `${id} 从${rule.start.zh}起算，而依法要等救济期限届满才能申请：请用 --received 给出收到决定之日，两个日子都会算出`,
    `${id} runs from ${rule.start.en}, and by law the remedies must be over first: give the day the decision was received with --received, and both days are told`,
  )
}

/** A kind of decision that changes nothing about the period asked would be taken for an answer about it. */
function refuseDecision(clock: Clock, { decision, received }: Asked, all: readonly Clock[]): void {
  const names = new Set(all.flatMap(differingByDecision))
  const own = [clock.rule.id, clock.rule.replacedBy ?? clock.rule.id].map((one) => `${clock.pack.identity.id}/${one}`)
  const differs = own.some((one) => names.has(one)) || (goesToCourt(clock) && received !== undefined)
  if (decision === undefined || differs) return
  throw usage(
    `「${clock.rule.title.zh}」不因决定的种类而不同，去掉 --decision；它用于 ${[...names].join('、')}，以及用 --received 时的申请法院强制执行`,
    `"${clock.rule.title.en}" is the same for every kind of decision: leave --decision out; it is for ${[...names].join(', ')} and, with --received, for the application to the court`,
  )
}

/** A period before which another comes for some decisions, and that other. */
const differingByDecision = ({ id, pack, rule }: Clock): readonly string[] =>
  rule.notBefore === undefined ? [] : [id, `${pack.identity.id}/${rule.notBefore.period}`]

function askedOf(given: Options) {
  if (given.operands.length === 0)
    throw usage('请写出期限名称，或用 --list 看全部', 'Name a period, or see all with --list')
  if ((given.from === undefined) === (given.received === undefined))
    throw usage('请用 --from 或 --received 给出起点，二者选一', 'Give the start with either --from or --received')
  return {
    ...(given.from !== undefined && { from: readStart('from', given.from) }),
    ...(given.received !== undefined && { received: readDay('received', given.received) }),
    ...(given.demanded !== undefined && { demanded: readDay('demanded', given.demanded) }),
    ...(given['deferred-to'] !== undefined && { deferredTo: readDay('deferred-to', given['deferred-to']) }),
    ...(given.decision !== undefined && { decision: readDecision(given.decision) }),
    ...(given.stated !== undefined && { stated: readStated(given.stated) }),
    suspended: given.suspend.map(readSuspension),
    extended: extensionIn('extend', given.extend, given['extend-by']),
    again: extensionIn('again', given.again, given['again-by']),
    settings: readSettings(given.set),
  }
}

function extensionIn(option: string, whole: boolean, count: number | undefined): boolean | number {
  if (count === undefined) return whole
  if (count > 0 && !whole) return count
  throw usage(
    `--${option}-by 应为正整数，且不与 --${option} 同用`,
    `--${option}-by takes a positive number, without --${option}`,
  )
}

/** The calendar with the years in those files besides. Throws Malformed naming file and line, Missing without a file. */
async function withYears(calendar: HolidayCalendar, files: readonly string[]): Promise<HolidayCalendar> {
  const read = await Promise.all(files.map(readYearFile))
  const years = read.flatMap((one) => one.years)
  const twice = years.find((one, at) => years.findIndex(({ year }) => year === one.year) !== at)
  if (twice !== undefined)
    throw usage(`--calendar 给了两份 ${twice.year} 年`, `--calendar: ${twice.year} is given twice`)
  return years.reduce((all, year) => all.with(year), calendar)
}

async function readYearFile(file: string): Promise<HolidayCalendar> {
  const name = basename(file)
  if (!name.endsWith('.yaml'))
    throw usage(`--calendar 的 ${name} 应为 .yaml 文件`, `--calendar: ${name} must be a .yaml file`)
  try {
    return readPackFiles([await readText(file, `calendar/${name}`)]).calendar
  } catch (thrown) {
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
    throw because(Missing, 'calendar-missing', `没有文件 ${name}`, `There is no file ${name}`)
  }
}
