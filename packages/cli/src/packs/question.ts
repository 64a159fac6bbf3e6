import { because, CalendarDate, Malformed, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { Question } from '@liuhen/core/policy'
import { readStart } from '../deadline/input.ts'
import { usage } from '../terminal/index.ts'

/** What a question may need to know, as options of the command line. */
const ABOUT = {
  activity: text('活动类型，如 site-inspection', 'the activity, such as site-inspection'),
  what: text(
    'handover：all 或 evidence-disc；审批、定期事项：名称',
    'handover: all or evidence-disc; an approval or a cadence: its name',
  ),
  recordingEnd: text('录制结束的时刻', 'when the recording ended'),
  dutyEnd: text('当天勤务结束的时刻', 'when that day of duty ended'),
  returned: text('返回单位的时刻', 'when they were back at the unit'),
  reason: text('未及时移交的原因', 'why it was not handed over in time'),
  recordedOn: text('录制日期', 'the day of the recording'),
  storedOn: text('存储日期', 'the day it was stored'),
  procedure: text('ordinary、simple 或 coercion', 'ordinary, simple or coercion'),
  triggers: text(
    '长期保存的情形，逗号分隔，如 complaint:party',
    'what keeps it for long, separated by commas, such as complaint:party',
  ),
  deed: text('对记录做的事，如 cutting', 'what is done to the record, such as cutting'),
  of: text(
    'case-file 或 media；precedence：事项，如 handover',
    'case-file or media; precedence: a matter such as handover',
  ),
  purpose: text('用途，如 look、copy、provide', 'the purpose, such as look, copy, provide'),
  who: text('officer 或 auxiliary', 'officer or auxiliary'),
  title: text('文书名称', 'the name of a paper'),
  wording: text('文书上必须载明的文字，如 remedy-ordinary', 'a text that papers must state, such as remedy-ordinary'),
  period: text('期限名称', 'the name of a period'),
  from: text('期限的起点', 'where a period starts'),
  list: text('法制审核、公示的清单', 'a list of legal review or disclosure'),
  act: text('禁止的行为；scope：行政处罚、行政检查等', 'a forbidden act; scope: 行政处罚, 行政检查 and so on'),
  step: text('办案步骤，如 penalty-decided', 'a step of a case, such as penalty-decided'),
  ground: text('exemption：text-suffices 或 unsuitable', 'exemption: text-suffices or unsuitable'),
  decision: text(
    '针对哪种决定：on-the-spot、information-refusal、failure-to-act',
    'about which decision: on-the-spot, information-refusal, failure-to-act',
  ),
  figure: text('数额名称', 'the name of a figure'),
  unit: text('单位', 'the unit'),
  device: text('设备编号', 'the device'),
  officer: text('执法人员', 'the officer'),
  case: text('案件名称', 'the case'),
  party: text('当事人', 'the party'),
  cause: text('案由', 'the cause'),
  order: text('卷内顺序，如 result-first', 'the order of a volume, such as result-first'),
  block: text('评查表的一类，如 立案', 'a block of the score sheet, such as 立案'),
} as const

type Fact = keyof typeof ABOUT
const FACTS = Object.keys(ABOUT) as readonly Fact[]

/** The options of a manual, one for each fact. */
export const factOptions = Object.fromEntries(
  FACTS.map((name) => [name, { kind: 'text', value: 'VALUE', about: ABOUT[name] }]),
) as { readonly [F in Fact]: { readonly kind: 'text'; readonly value: string; readonly about: (typeof ABOUT)[F] } }

export type Facts = { readonly [F in Fact]?: string | undefined } & {
  readonly evidence?: boolean
  readonly extended?: boolean
}

const MOMENTS: readonly string[] = ['recordingEnd', 'dutyEnd', 'returned']
/** Questions whose facts stand together in a member of their own. */
const WITH_FACTS: readonly string[] = ['retention', 'path']

/** The words that may stand in a member of a question, as far as the packs asked know them. */
export type Admissible = (ask: Question['ask']) => readonly string[]

/** The questions there are. */
const ASKS: readonly Question['ask'][] = Question.options.map((one) => one.shape.ask.value)
/** Members that hold a name the packs print. */
const NAMES: readonly string[] = ['title', 'what', 'period', 'act', 'figure']

/**
 * A question from a word and options, or from JSON as in `examples.yaml`. Throws Malformed `usage` naming what is wrong, with
 * the words that would do.
 */
export function readQuestion(word: string, given: Facts, admissible: Admissible): Question {
  const asked: unknown = word.trimStart().startsWith('{') ? parsed(word) : composed(word, given)
  const read = Question.safeParse(asked)
  if (read.success) return inOrder(read.data)
  const ask = ASKS.find((one) => one === (asked as { ask?: unknown } | null)?.ask)
  const wrong = ask === undefined ? [unknownAsk(word)] : read.error.issues.map((one) => wrongPart(one, ask, admissible))
  throw usage(wrong.map((one) => one.zh).join('；'), wrong.map((one) => one.en).join('; '))
}

/** Nobody is back before what they recorded there ended: that would shorten the term. Throws Malformed `usage`. */
function inOrder(question: Question): Question {
  if (question.ask !== 'handover') return question
  const { recordingEnd, returned } = question
  if (recordingEnd === undefined || returned === undefined || returned >= recordingEnd) return question
  throw usage(
    `returned（返回单位 ${returned}）早于 recordingEnd（录制结束 ${recordingEnd}）：请核对时刻`,
    `returned (${returned}) is before recordingEnd (${recordingEnd}): look at the times`,
  )
}

const unknownAsk = (word: string): Text =>
  text(
    `没有 ${word.slice(0, 40)} 这个问题；可以问：${ASKS.join('、')}`,
    `There is no question ${word.slice(0, 40)}; there are: ${ASKS.join(', ')}`,
  )

function wrongPart(issue: Issue, ask: Question['ask'], admissible: Admissible): Text {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys ?? []
    return text(`${ask} 这个问题不用 ${keys.join('、')}`, `The question ${ask} takes no ${keys.join(', ')}`)
  }
  const member = String(issue.path.at(-1) ?? ask)
  const words = (issue.values ?? []).length > 0 ? (issue.values ?? []).map(String) : namesFor(member, ask, admissible)
  if (words === undefined) return text(`${member} 缺少或不对`, `${member} is missing or wrong`)
  if (words.length === 0)
    return text(
      `${member} 缺少；所选制度没有规定这一类`,
      `${member} is missing; the packs chosen say nothing of this kind`,
    )
  return text(
    `${member} 缺少或不对；可以填：${words.join('、')}`,
    `${member} is missing or wrong; it may be: ${words.join(', ')}`,
  )
}

interface Issue {
  readonly code: string
  readonly path: readonly PropertyKey[]
  readonly keys?: readonly string[]
  readonly values?: readonly unknown[]
}

const namesFor = (member: string, ask: Question['ask'], admissible: Admissible): readonly string[] | undefined =>
  NAMES.includes(member) ? admissible(ask) : undefined

function parsed(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    throw usage('问题不是有效的 JSON', 'The question is not JSON')
  }
}

function composed(ask: string, given: Facts): unknown {
  const facts = Object.fromEntries(
    FACTS.filter((name) => given[name] !== undefined).map((name) => [name, valueOf(name, given[name] as string)]),
  )
  if (given.evidence === true) facts['evidence'] = true
  if (given.extended === true) facts['extended'] = true
  return WITH_FACTS.includes(ask) ? { ask, facts } : { ask, ...facts }
}

function valueOf(name: Fact, given: string): unknown {
  if (name === 'triggers') return given.split(',').map(triggerOf)
  if (name === 'from' && CalendarDate.safeParse(given).success) return given
  return MOMENTS.includes(name) || name === 'from' ? momentOf(name, given) : given
}

function triggerOf(given: string): unknown {
  const [trigger, by] = given.split(':')
  return by === undefined ? { trigger } : { trigger, by }
}

/** A moment as people write it; without a zone it is Beijing time. */
function momentOf(name: string, given: string): string {
  const read = readStart(name, given)
  if (read.includes('T')) return read
  throw usage(
    `--${name} 的 ${given} 不是时刻；应如 2026-10-03T22:15+08:00`,
    `--${name}: ${given} is no moment; write 2026-10-03T22:15+08:00`,
  )
}

/** The settings by their key. Throws a wrong call where one is given twice. */
export function readSettings(given: readonly string[]): Readonly<Record<string, unknown>> {
  const read = given.map(readSetting)
  const twice = read.find(([key], at) => read.findIndex(([other]) => other === key) !== at)
  if (twice === undefined) return Object.fromEntries(read)
  throw usage(`--set ${twice[0]} 写了两次`, `--set ${twice[0]} is given twice`)
}

/** `handover.cut-off=17:30`, `retention.case-file={"count":30,"unit":"year"}`; a number where it is one. */
function readSetting(given: string): readonly [string, unknown] {
  const at = given.indexOf('=')
  if (at < 1) throw because(Malformed, 'usage', `--set 的 ${given} 应为 名称=值`, `--set: ${given} must be name=value`)
  const value = given.slice(at + 1)
  return [given.slice(0, at), /^[[{]|^\d+$/.test(value) ? parsed(value) : value]
}
