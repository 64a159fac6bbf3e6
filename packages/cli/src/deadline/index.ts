/** `liuhen deadline`: when a period ends, by which articles, without a server. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readPackFiles } from '@liuhen/contract/packs'
import type { HolidayCalendar } from '@liuhen/core/calendar'
import { because, Malformed, Missing, text } from '@liuhen/core/kernel'
import { readPackFolder } from '../packs/folder.ts'
import { common, languageOf, manual, readOptions, Screen, usage } from '../terminal/index.ts'
import type { Given } from '../terminal/index.ts'
import { readDay, readSetting, readStart, readSuspension } from './input.ts'
import { clockNamed, clocksOf } from './periods.ts'
import { linesOf, listLine, rowOf } from './print.ts'
import { dayIn, reckon } from './reckon.ts'

export const deadlineManual = manual({
  usage: 'deadline <period> --from <date or instant> [options] | deadline --list [--pack <id>]...',
  about: text(
    '计算法定期限的最后一日，逐日说明，不需要服务器',
    'Computes when a statutory period ends, day by day, without a server',
  ),
  operands: [0, 1],
  options: {
    pack: {
      kind: 'list',
      value: 'ID',
      about: text(
        '本局适用的制度，可多次；国家法律总在其中',
        'an instrument the bureau runs on, repeatable; the national law is always among them',
      ),
    },
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
    suspend: {
      kind: 'list',
      value: 'A/B',
      about: text(
        '中止计算的首日/末日，可多次，重叠的合并',
        'first and last day that do not count, repeatable; overlaps merge',
      ),
    },
    extend: { kind: 'flag', about: text('已按规定批准延长', 'extended as the rule allows') },
    'extend-by': {
      kind: 'number',
      value: 'N',
      about: text('已批准延长的长短，与期限同一单位', 'extended by so much, in the unit of the period'),
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
  if (given.list) {
    if (name !== undefined) throw usage('--list 不带期限名称', '--list takes no period')
    const clocks = clocksOf(packs, given.pack)
    if (given.json) output.write(`${JSON.stringify({ periods: clocks.map(rowOf) })}\n`)
    else for (const one of clocks) screen.line(listLine(one, language))
    return 0
  }
  const asked = askedOf(given)
  const start = asked.received ?? asked.from
  const day = start && dayIn(start)
  // A period written in full names its pack too.
  const clock = clockNamed(clocksOf(packs, given.pack, day), name ?? '', given.pack, asked.settings)
  const reckoned = reckon(clock, asked, clocksOf(packs, [], day), await withYears(calendar, given.calendar))
  if (given.json) output.write(`${JSON.stringify(reckoned)}\n`)
  else for (const line of linesOf(reckoned, language)) screen.line(line)
  return 0
}

function askedOf(given: Options) {
  if (given.operands.length === 0)
    throw usage('请写出期限名称，或用 --list 看全部', 'Name a period, or see all with --list')
  if ((given.from === undefined) === (given.received === undefined))
    throw usage('请用 --from 或 --received 给出起点，二者选一', 'Give the start with either --from or --received')
  return {
    ...(given.from !== undefined && { from: readStart('from', given.from) }),
    ...(given.received !== undefined && { received: readDay('received', given.received) }),
    suspended: given.suspend.map(readSuspension),
    extended: extensionIn(given),
    settings: Object.fromEntries(given.set.map(readSetting)),
  }
}

function extensionIn({ extend, 'extend-by': count }: Options): boolean | number {
  if (count === undefined) return extend
  if (count > 0 && !extend) return count
  throw usage('--extend-by 应为正整数，且不与 --extend 同用', '--extend-by takes a positive number, without --extend')
}

/** The calendar with the years in those files besides. Throws Malformed naming file and line, Missing without a file. */
async function withYears(calendar: HolidayCalendar, files: readonly string[]): Promise<HolidayCalendar> {
  const read = await Promise.all(files.map(readYearFile))
  return read.flatMap((one) => one.years).reduce((all, year) => all.with(year), calendar)
}

async function readYearFile(file: string): Promise<HolidayCalendar> {
  const name = basename(file)
  if (!name.endsWith('.yaml'))
    throw usage(`--calendar 的 ${name} 应为 .yaml 文件`, `--calendar: ${name} must be a .yaml file`)
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
    return readPackFiles([{ path: `calendar/${name}`, text: content }]).calendar
  } catch (thrown) {
    if (thrown instanceof TypeError)
      throw because(Malformed, 'calendar-not-utf8', `${name} 不是 UTF-8 文本`, `${name} is not UTF-8 text`)
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
    throw because(Missing, 'calendar-missing', `没有文件 ${name}`, `There is no file ${name}`)
  }
}
