import type { Finding, WrittenActivity, WrittenReport } from '@liuhen/core/coverage'
import { beijing, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import type { Language } from '../terminal/index.ts'
import { spanOf } from '../terminal/index.ts'

/** An instrument that was not in force on some of the days in question, from the first to the last of them. */
export interface NotInForce {
  readonly pack: string
  readonly why: 'not-yet' | 'no-longer' | 'day-unknown'
  readonly first: string
  readonly last: string
}

export interface Printed extends WrittenReport {
  readonly packs: readonly string[]
  /** Seconds: gaps up to this long were not held against anyone. */
  readonly tolerance: number
  readonly notInForce: readonly NotInForce[]
}

const WORDS = {
  must: text('应录', 'must be recorded'),
  implied: text('应录（依概括规定）', 'must be recorded (by a wider term)'),
  'as-needed': text('根据需要录', 'recorded as needed'),
  none: text('不要求录', 'not required'),
  covered: text('已录', 'recorded'),
  uncertain: text('不能确定', 'uncertain'),
  missing: text('缺', 'missing'),
  awaited: text('等待采集', 'awaited'),
  explained: text('已说明', 'explained'),
  todo: text('怎么办', 'to do'),
  other: text('设备、移交和集中存储', 'Devices, hand-over and central storage'),
  sound: text('应录的都已录到，没有逾期', 'All that had to be recorded is, and nothing is late'),
  explainedSound: text(
    '应录的都已录到，中断的都已按规定说明，没有逾期',
    'All that had to be recorded is, or what interrupted it is explained as the rules want; nothing is late',
  ),
  unsound: text('有缺漏、逾期、不能确定或还在等待采集之处', 'Something is missing, late, in doubt or awaited'),
} as const

const WHY = {
  'not-yet': text('当时尚未施行', 'was not yet in force'),
  'no-longer': text('当时已经失效', 'was no longer in force'),
  'day-unknown': text(
    '没有写明施行日期，请用 --set effective-from=日期 填写',
    'does not print its first day; give it with --set effective-from=DATE',
  ),
} as const satisfies Record<NotInForce['why'], Text>

const MARKS = { breach: '✗', doubt: '?', awaited: '…', note: '·' } as const satisfies Record<Finding['weight'], string>

/** Those that are not good, the worst first. */
const WEIGHTS = ['breach', 'doubt', 'awaited'] as const

/** The report for a person at a terminal. */
export function reportLines(report: Printed, language: Language): readonly string[] {
  return [
    ...report.notInForce.map(({ pack, why, first, last }) => `! ${pack} ${WHY[why][language]} (${first} – ${last})`),
    ...report.activities.flatMap((one) => activityLines(one, language)),
    ...(report.findings.length > 0 ? ['', WORDS.other[language]] : []),
    ...report.findings.flatMap((one) => findingLines(one, language)),
    '',
    summaryLine(report, language),
    ...toleranceLines(report, language),
    `${report.sound ? '✓' : '✗'} ${verdictOf(report)[language]}`,
  ]
}

function activityLines(one: WrittenActivity, language: Language): readonly string[] {
  const worst = WEIGHTS.find((weight) => one.findings.some((each) => each.weight === weight))
  // Time that is missing and that nobody is held to, as before the instrument was issued, is not ticked off either.
  const kept = one.required && one.seconds.missing > 0 ? MARKS.note : '✓'
  const mark = worst === undefined ? kept : worst === 'awaited' ? MARKS.awaited : MARKS.breach
  const parts = (['covered', 'missing', 'awaited', 'uncertain', 'explained'] as const).flatMap((part) =>
    one.seconds[part] > 0 ? [`${WORDS[part][language]} ${spanOf(one.seconds[part] * 1000)}`] : [],
  )
  const head = [`${mark} ${one.activity}`, WORDS[one.level][language], ...(one.required ? parts : [])]
  return [head.join('  '), ...one.findings.flatMap((each) => findingLines(each, language))]
}

function findingLines(one: Finding, language: Language): readonly string[] {
  const articles = [...new Set(one.citations.map((cited) => cited.article))].join(', ')
  const about = [one.unit, one.device, one.recordings?.slice(0, 3).join(', ')].filter(Boolean).join(' ')
  return [
    `  ${MARKS[one.weight]} ${one.message[language]}${articles === '' ? '' : `  [${articles}]`}${about === '' ? '' : `  ${about}`}`,
    ...one.stretches.map(({ from, to }) => `      ${beijing(from)} – ${beijing(to)}`),
    // What goes against somebody says which words it rests on.
    ...(one.weight === 'breach' ? quotesOf(one) : []),
    ...(one.weight === 'note' ? [] : [`      ${WORDS.todo[language]}: ${one.todo[language]}`]),
  ]
}

const quotesOf = ({ citations }: Finding): readonly string[] => [
  ...new Set(citations.flatMap(({ article, quote }) => (quote === undefined ? [] : [`      ${article}: “${quote}”`]))),
]

/** What was passed over because whoever asked said so is told before the verdict. */
function toleranceLines({ tolerance, summary }: Printed, language: Language): readonly string[] {
  if (tolerance === 0) return []
  const missing = spanOf(summary.seconds.missing * 1000)
  return [
    text(
      `· 按 --tolerance ${tolerance}，不超过 ${tolerance} 秒的缺口没有列出；连同它们共缺 ${missing}`,
      `· by --tolerance ${tolerance}, gaps of up to ${tolerance} s are not listed; with them ${missing} are missing`,
    )[language],
  ]
}

/** Activities of which all is recorded or explained, and some of it explained: nothing is missing, and not all is on film. */
const madeUp = ({ activities }: Printed): number =>
  activities.filter(
    ({ required, awaiting, seconds: { missing, uncertain, explained } }) =>
      required && awaiting === undefined && missing + uncertain === 0 && explained > 0,
  ).length

function verdictOf(report: Printed): Text {
  if (!report.sound) return WORDS.unsound
  return report.summary.seconds.explained > 0 ? WORDS.explainedSound : WORDS.sound
}

function summaryLine(report: Printed, language: Language): string {
  const { activities, required, recorded, whole: complete, awaited, recordings, handedOver } = report.summary
  const explained = madeUp(report)
  const whole = complete - explained
  const [also, alsoEn] =
    explained === 0 ? ['', ''] : [`，中断已说明 ${explained}`, `, ${explained} with what is missing explained`]
  return text(
    `${activities} 次活动，应录 ${required}，有录制 ${recorded}${share(recorded, required)}，录全 ${whole}${share(whole, required)}${also}，等待采集 ${awaited}；${recordings} 个录制，按期移交 ${handedOver.inTime}/${handedOver.of}${share(handedOver.inTime, handedOver.of)}`,
    `${activities} activities, ${required} to be recorded, ${recorded} with a recording${share(recorded, required)}, ${whole} in full${share(whole, required)}${alsoEn}, ${awaited} awaited; ${recordings} recordings, ${handedOver.inTime} of ${handedOver.of} handed over in time${share(handedOver.inTime, handedOver.of)}`,
  )[language]
}

/** ` (90%)`, rounded down so that only what is complete is 100; nothing where there is nothing to have a share of. */
const share = (part: number, of: number): string => (of === 0 ? '' : ` (${Math.floor((part / of) * 100)}%)`)
