import { beijing, Instant, type Text, text } from '../kernel/index.ts'
import type { Question } from '../policy/index.ts'
import * as words from './words.ts'

type Value = Readonly<Record<string, unknown>>

/** A member of an answer as a word: these are strings and numbers, and anything else is shown as nothing. */
const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? `${value}` : '')

const wordOf = (table: Readonly<Record<string, Text>>, key: unknown): Text =>
  table[plain(key)] ?? text(plain(key), plain(key))

const UNITS: Readonly<Record<string, Text>> = { ...words.unitNames }

/** `3 year` as the engine writes a term, in words; other words are looked up, and what is not known stays as it is. */
export function keepText(keep: unknown): Text {
  const [, count, unit] = /^(\d+) ([a-z-]+)$/.exec(plain(keep)) ?? []
  const name = unit === undefined ? undefined : UNITS[unit]
  if (count !== undefined && name) return text(`${count}${name.zh}`, `${count} ${name.en}`)
  return wordOf(KEEP, keep)
}

const KEEP: Readonly<Record<string, Text>> = {
  'same-as-case-file': text('与案卷保存期限相同', 'as long as the case file'),
  'long-term': text('长期保存', 'for the long term'),
  unsaid: text('未作规定', 'nothing is said'),
  'duty-day': text('当日执勤结束前', 'by the end of that day’s duty'),
}

const moment = (at: unknown): string => {
  const read = Instant.safeParse(at)
  return read.success ? beijing(read.data).slice(0, 16) : plain(at)
}
const names = (list: unknown): string => (Array.isArray(list) ? list.join(' → ') : plain(list))
const all = (list: unknown): string => (Array.isArray(list) ? list.join('、') : plain(list))
const NOTHING = text('未作规定', 'Nothing is said')
const has = (value: Value, key: string): boolean => value[key] !== undefined

type Sentence = (value: Value) => Text

const sentences: Partial<Record<Question['ask'], Sentence>> = {
  recording: ({ level }) => wordOf(words.levelNames, level),
  content: ({ points }) => text(all(points) || NOTHING.zh, all(points) || NOTHING.en),
  notice: ({ told, say }) =>
    told === true
      ? text(`先告知：${plain(say)}`, `Told first: ${plain(say)}`)
      : text('未要求告知', 'Nothing has to be said first'),
  continuity: ({ pause }) =>
    pause === 'never'
      ? text('不得中断', 'Without a break')
      : pause === 'with-reason'
        ? text('有正当理由方可中断', 'A break only with a reason')
        : NOTHING,
  integrity: ({ forbidden }) => (forbidden === true ? text('禁止', 'Forbidden') : NOTHING),
  handover: (value) => {
    if (!has(value, 'within')) return NOTHING
    const term = keepText(value['within'])
    if (!has(value, 'due')) return term
    const due = moment(value['due'])
    return text(`${term.zh}（${due} 以前）`, `${term.en} (by ${due})`)
  },
  consolidation: ({ every, by }) =>
    every === undefined
      ? NOTHING
      : text(
          `${wordOf(words.everyNames, every).zh}，${plain(by)}`,
          `${wordOf(words.everyNames, every).en}, ${plain(by)}`,
        ),
  custodian: ({ who }) => (who === undefined ? NOTHING : text(plain(who), plain(who))),
  path: ({ path }) => {
    const path_ = Array.isArray(path) && path.length > 0 ? path.join(' / ') : undefined
    return path_ === undefined ? NOTHING : text(path_, path_)
  },
  retention: (value) => {
    if (value['class'] === 'gap') return NOTHING
    const [kind, keep] = [wordOf(words.classNames, value['class']), keepText(value['keep'])]
    const until = has(value, 'until') ? plain(value['until']) : undefined
    return text(
      `${kind.zh}：${keep.zh}${until === undefined ? '' : `，至少到 ${until}`}`,
      `${kind.en}: ${keep.en}${until === undefined ? '' : `, until ${until} at least`}`,
    )
  },
  access: ({ approvers }) => (approvers === undefined ? NOTHING : approversText(approvers)),
  approval: ({ approvers }) => (approvers === undefined ? NOTHING : approversText(approvers)),
  period: (value) => {
    if (!has(value, 'last')) return text('还不能计算', 'Cannot be computed yet')
    const last = moment(value['last'])
    return value['provisional'] === true ? text(`${last}（暂定）`, `${last} (provisional)`) : text(last, last)
  },
  scope: ({ applies, acts }) =>
    applies === true
      ? text('适用', 'It applies')
      : text(
          `不在适用范围内（${all(acts) || '未作规定'}）`,
          `Not within its scope (${all(acts) || 'nothing is said'})`,
        ),
  exemption: ({ available }) =>
    available === true
      ? text('可以不进行音像记录', 'Filming may be left out')
      : text('不能以此为由不录', 'No ground for not filming'),
  precedence: ({ yields, to }) =>
    yields === true
      ? text(
          `上级另有规定的，按上级的规定${all(to) && `：${all(to)}`}`,
          `A superior’s rule goes before${all(to) && `: ${all(to)}`}`,
        )
      : NOTHING,
  figure: ({ value, unit }) =>
    value === undefined ? NOTHING : text(`${plain(value)} ${plain(unit)}`, `${plain(value)} ${plain(unit)}`),
}

function approversText(approvers: unknown): Text {
  if (approvers === 'unnamed') return text('须经审批，未写明由谁审批', 'An approval is needed; whose is not said')
  if (approvers === 'none-stated') return text('未要求审批', 'No approval is asked for')
  return text(`${names(approvers)}审批`, `Approved by ${names(approvers)}`)
}

/** The answer of the rules in one short sentence; empty where only its rules can tell it. */
export const answerText = (ask: Question['ask'], value: Value): Text => sentences[ask]?.(value) ?? text('', '')
