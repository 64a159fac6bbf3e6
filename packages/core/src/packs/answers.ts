import { beijing, type CalendarDate, Instant, type Text, text } from '../kernel/index.ts'
import { namedPosts, trainingTopics } from '../duties/index.ts'
import { fieldText, type PaperField } from '../papers/index.ts'
import type { Ask, Values } from '../policy/index.ts'
import { activityNames } from '../vocabulary/index.ts'
import * as words from './words.ts'

type Words = Readonly<Record<string, Text>>

/** A word by its key; one that no table has stands for itself. */
const wordOf = (table: Words, key: string): Text => table[key] ?? text(key, key)

const UNITS: Readonly<Record<string, Text>> = { ...words.unitNames }

/** `3 year` as the engine writes a term, in words; other words are looked up, and what is not known stays as it is. */
export function keepText(keep: string): Text {
  const [, count, unit] = /^(\d+) ([a-z-]+)$/.exec(keep) ?? []
  const name = unit === undefined ? undefined : UNITS[unit]
  if (count !== undefined && name) return text(`${count}${name.zh}`, `${count} ${name.en}`)
  return wordOf(KEEP, keep)
}

const joined = (all: readonly Text[]): Text =>
  text(all.map((one) => one.zh).join('、'), all.map((one) => one.en).join(', '))

const wornText = (worn: readonly (keyof typeof activityNames)[]): Text =>
  text(
    `佩戴执法记录仪录制：${worn.map((one) => activityNames[one].zh).join('、')}`,
    `filmed with a worn camera: ${worn.map((one) => activityNames[one].en).join(', ')}`,
  )

const KEEP: Readonly<Record<string, Text>> = {
  'same-as-case-file': text('与案卷保存期限相同', 'as long as the case file'),
  'long-term': text('长期保存', 'for the long term'),
  unsaid: text('未作规定', 'nothing is said'),
  'duty-day': text('每天工作结束后及时', 'promptly after each day’s work'),
}

const moment = (at: CalendarDate | Instant): string => {
  const read = Instant.safeParse(at)
  return read.success ? beijing(read.data).slice(0, 16) : at
}
const OPEN = text('多久一次由本局规定，尚未设置', 'how often is left to the bureau and not set yet')
const CADENCES: Readonly<Record<string, Text>> = words.everyNames
const DECIDED = text('未作规定，由本局决定', 'nothing is said, the bureau decided')
const NOTHING = text('未作规定', 'Nothing is said')

const sentencesOf = (said: readonly Text[]): Text =>
  text(said.map((one) => one.zh).join('；'), said.map((one) => one.en).join('; '))

/** What is said, part after part; that nothing is where no part is. */
function together(...parts: readonly (Text | false | undefined)[]): Text {
  const said = parts.filter((one): one is Text => typeof one === 'object' && one.zh !== '')
  if (said.length === 0) return NOTHING
  return text(said.map((one) => one.zh).join('；'), said.map((one) => one.en).join('; '))
}

/** `故障报局财务处`, where there is something. */
const labelled = (value: readonly string[] | string | undefined, zh: string, en: string): Text | false => {
  const all = typeof value === 'string' ? [value] : (value ?? [])
  return all.length > 0 && text(`${zh}${all.join('、')}`, `${en}${all.join(', ')}`)
}

const lookedUp = (table: Words, keys: readonly string[] | string | undefined): Text | false => {
  const found = (typeof keys === 'string' ? [keys] : (keys ?? [])).flatMap((key) => table[key] ?? [])
  return found.length > 0 && text(found.map((one) => one.zh).join('、'), found.map((one) => one.en).join(', '))
}

const fieldsText = (fields: readonly PaperField[] | undefined, zh: string, en: string): Text | false => {
  const all = (fields ?? []).map(fieldText)
  return (
    all.length > 0 && text(`${zh}${all.map((one) => one.zh).join('、')}`, `${en}${all.map((one) => one.en).join(', ')}`)
  )
}

const prefixed = (said: Text | false, zh: string, en: string): Text | false =>
  said && text(`${zh}${said.zh}`, `${en}${said.en}`)

const listed = ({ items, primary }: Values['review'] & Pick<Values['disclosure'], 'primary'>): Text =>
  together(labelled(items, '', ''), labelled(primary, '主要载体：', 'first of all '))

/** What is said of the parts of an activity where nothing is of the whole. */
const partsText = (parts: Values['recording']['parts']): Text | false => {
  if (parts === undefined) return false
  const said = parts.map(({ activity, level }) => {
    const [name, how] = [wordOf(activityNames, activity), wordOf(words.levelNames, level)]
    return text(`其中${name.zh}：${how.zh}`, `of it, ${name.en}: ${how.en}`)
  })
  return text(said.map((one) => one.zh).join('；'), said.map((one) => one.en).join('; '))
}

const WRITTEN: Readonly<Record<string, Text>> = {
  'when-not-spoken': text('不能语音说明的，书面说明', 'written where it could not be said'),
  'when-not-resumed': text('不能继续摄录的，书面说明', 'written where recording could not go on'),
}
const RESPONSIBLE: Readonly<Record<string, Text>> = {
  wearer: text('佩戴人负责', 'its wearer answers for it'),
  'unit-head': text('单位负责人负责', 'the head of the unit answers for it'),
}
const BOUNDS: Readonly<Record<string, Text>> = {
  arrival: text('到达现场起录', 'from arrival'),
  'start-of-act': text('执法开始起录', 'from the start of the act'),
  'end-of-act': text('执法结束止录', 'to the end of the act'),
}

const checkText = (check: Values['device']['check']): Text | false => {
  if (check === undefined) return false
  const [when, items] = [wordOf(words.checkTimes, check.when), lookedUp(words.checkNames, check.items)]
  return items && text(`${when.zh}检查${items.zh}`, `checked ${when.en}: ${items.en}`)
}

const yes = (value: boolean | undefined, zh: string, en: string): Text | false => value === true && text(zh, en)

const sentences: { readonly [K in Ask]: (value: Values[K]) => Text } = {
  recording: ({ level, parts, holds }) =>
    together(wordOf(words.levelNames, level), lookedUp(words.partNames, holds), partsText(parts)),
  interruption: ({ reasons, spoken, written, writtenIntoFile, reportTo, besides }) =>
    together(
      labelled(reasons, '可中断的原因：', 'reasons accepted: '),
      yes(spoken, '恢复摄录时语音说明', 'the reason is said when recording goes on'),
      lookedUp(WRITTEN, written),
      yes(writtenIntoFile, '书面说明入卷', 'the written one goes into the file'),
      // 立即 (吉林 8, 晋中 12, 兖州 7) or 及时 (永清 21): the article quoted beside it says which.
      labelled(reportTo, '报告', 'reported to '),
      lookedUp(words.besidesNames, besides),
    ),
  statement: ({ fields }) => together(fieldsText(fields, '注明', 'it says: ')),
  device: ({ types, check, faultTo, lendingForbidden, worn, responsible }) =>
    together(
      labelled(types, '设备：', 'devices: '),
      checkText(check),
      labelled(faultTo, '故障报', 'faults go to '),
      yes(lendingForbidden, '不得外借', 'not to be lent'),
      worn && wornText(worn),
      lookedUp(RESPONSIBLE, responsible),
    ),
  recorder: ({ needs, mayOnlyAssist }) =>
    together(labelled(needs, '须', 'needs '), yes(mayOnlyAssist, '只能协助', 'may only assist')),
  paper: ({ stage, fields, approvers, signatures, everyPageSigned, served, filmed }) =>
    together(
      labelled(stage, '用于', 'at '),
      fieldsText(fields, '载明', 'with '),
      approvers !== undefined && approvers.length > 0 && approversText(approvers),
      prefixed(labelled(signatures, '', ''), '签名：', 'signed by '),
      yes(everyPageSigned, '逐页签名', 'every page signed'),
      yes(served, '须送达', 'served'),
      yes(filmed, '须录音录像', 'filmed'),
    ),
  'paper-fields': ({ fields, mayLack }) =>
    together(
      fieldsText(fields, '应当载明', 'it states '),
      prefixed(labelled(mayLack, '', ''), '没有的可以不写：', 'left out where there is none: '),
    ),
  wording: ({ text: said }) => text(said, said),
  step: ({ verdict, says }) =>
    together(
      wordOf(words.verdictNames, verdict),
      Array.isArray(says) && says.length > 0 && sentencesOf(says as readonly Text[]),
    ),
  cadence: ({ every, by }) => together(every === 'unsaid' ? OPEN : wordOf(CADENCES, every), labelled(by, '由', 'by ')),
  review: listed,
  disclosure: listed,
  organisation: ({ posts, trains, areas }) =>
    together(
      posts.length > 0 && joined(posts.map((one) => namedPosts[one].title)),
      trains.length > 0 && joined(trains.map((one) => trainingTopics[one])),
      areas.length > 0 && text(areas.join('、'), areas.join(', ')),
    ),
  volume: ({ sections }) => together(sections.length > 0 && text(sections.join('、'), sections.join(', '))),
  score: ({ points }) => {
    const all = Object.entries(points)
    return together(
      all.length > 0 &&
        text(
          all.map(([name, one]) => `${name} ${one === 'veto' ? '一票否决' : `${one} 分`}`).join('、'),
          all.map(([name, one]) => `${name} ${one}`).join(', '),
        ),
    )
  },
  prohibition: ({ forbidden, consequences }) =>
    together(yes(forbidden, '禁止', 'Forbidden'), labelled(consequences, '后果：', 'follows: ')),
  content: ({ points }) => together(points.length > 0 && text(points.join('、'), points.join('、'))),
  notice: ({ told, say }) =>
    told
      ? text(`先告知：${say ?? ''}`, `Told first: ${say ?? ''}`)
      : text('未要求告知', 'Nothing has to be said first'),
  continuity: ({ start, end, pause }) =>
    together(
      lookedUp(BOUNDS, start),
      lookedUp(BOUNDS, end),
      pause === 'never'
        ? text('不得中断', 'Without a break')
        : pause === 'with-reason' && text('有正当理由方可中断', 'A break only with a reason'),
    ),
  integrity: ({ forbidden }) => (forbidden ? text('禁止', 'Forbidden') : NOTHING),
  handover: ({ within, due }) => {
    if (within === undefined) return NOTHING
    const term = keepText(within)
    return due === undefined ? term : text(`${term.zh}（${moment(due)} 以前）`, `${term.en} (by ${moment(due)})`)
  },
  consolidation: ({ every, by = '' }) =>
    every === undefined
      ? NOTHING
      : text(`${words.everyNames[every].zh}，${by}`, `${words.everyNames[every].en}, ${by}`),
  custodian: ({ who }) => (who === undefined ? NOTHING : text(who, who)),
  path: ({ path }) => (path.length > 0 ? text(path.join(' / '), path.join(' / ')) : NOTHING),
  retention: ({ class: of, keep: printed, until }) => {
    if (of === 'gap' && printed === 'unsaid') return NOTHING
    const [kind, keep] = [of === 'gap' ? DECIDED : words.classNames[of], keepText(printed)]
    return text(
      `${kind.zh}：${keep.zh}${until === undefined ? '' : `，至少到 ${until}`}`,
      `${kind.en}: ${keep.en}${until === undefined ? '' : `, until ${until} at least`}`,
    )
  },
  access: ({ approvers, duties }) => (duties ? dutiesText(duties) : approversText(approvers)),
  approval: ({ approvers }) => approversText(approvers),
  period: ({ last: counted, provisional }) => {
    if (counted === undefined) return text('还不能计算', 'Cannot be computed yet')
    const last = moment(counted)
    return provisional ? text(`${last}（暂定）`, `${last} (provisional)`) : text(last, last)
  },
  scope: ({ applies, acts }) => {
    if (acts.length === 0) return NOTHING
    if (applies === true) return text('适用', 'It applies')
    if (applies === 'not-listed')
      return text(
        `条文没有列举，也不因此排除（列举的是${acts.join('、')}，不止于此）`,
        `Not listed, and not shut out by that (listed are ${acts.join('、')}, and not those alone)`,
      )
    return text(`不在适用范围内（${acts.join('、')}）`, `Not within its scope (${acts.join('、')})`)
  },
  exemption: ({ available }) =>
    available
      ? text('可以不进行音像记录', 'Filming may be left out')
      : text('不能以此为由不录', 'No ground for not filming'),
  precedence: ({ yields, to }) =>
    yields
      ? text(
          `上级另有规定的，按上级的规定${to.length > 0 ? `：${to.join('、')}` : ''}`,
          `A superior’s rule goes before${to.length > 0 ? `: ${to.join('、')}` : ''}`,
        )
      : NOTHING,
  figure: ({ value, unit = '' }) => (value === undefined ? NOTHING : text(`${value} ${unit}`, `${value} ${unit}`)),
}

function dutiesText(duties: NonNullable<Values['access']['duties']>): Text {
  const each = duties.map(({ by, reach }) => [by, words.reachNames[reach]] as const)
  return text(
    each.map(([by, reach]) => `${by.join('、')}：${reach.zh}`).join('；'),
    each.map(([by, reach]) => `${by.join(', ')}: ${reach.en}`).join('; '),
  )
}

function approversText(approvers: Values['access']['approvers']): Text {
  if (approvers === 'unnamed') return text('须经审批，未写明由谁审批', 'An approval is needed; whose is not said')
  // Silence is no leave: that nobody is named does not say that nobody has to agree.
  if (approvers === 'none-stated') return text('条文没有写由谁批准', 'Whose approval it takes is not printed')
  return text(`${approvers.join(' → ')}审批`, `Approved by ${approvers.join(' → ')}`)
}

/** The answer of the rules in one short sentence, never an empty one. */
export const answerText = <K extends Ask>(ask: K, value: Values[K]): Text => sentences[ask](value)
