import { deviceKinds } from '../devices/index.ts'
import { namedPosts } from '../duties/index.ts'
import { termText } from '../calendar/index.ts'
import { type Text, text } from '../kernel/index.ts'
import { fieldText, keysOfField, type PaperField } from '../papers/index.ts'
import type { Activity, Rule, RuleKind, RuleOf } from '../policy/index.ts'
import { acts } from '../procedure/index.ts'
import { activityNames, folderNames } from '../vocabulary/index.ts'
import type { SettingValue } from './events.ts'
import * as words from './words.ts'

const list = (all: readonly Text[]): Text =>
  text(all.map((one) => one.zh).join('、'), all.map((one) => one.en).join(', '))
/** Words of the instrument, which are not translated. */
const quoted = (all: readonly string[]): Text => list(all.map((one) => text(one, one)))
const printed = (fields: readonly PaperField[]): Text => list(fields.map(fieldText))
const chain = (all: readonly string[]): string => all.join(' → ')
const join = (...parts: readonly (Text | false | undefined)[]): Text => {
  const said = parts.filter((one): one is Text => typeof one === 'object')
  return text(said.map((one) => one.zh).join('；'), said.map((one) => one.en).join('; '))
}
const activitiesOf = (all: readonly Activity[] | undefined): Text =>
  all === undefined ? text('每次摄录', 'every recording') : list(all.map((one) => activityNames[one]))

const bySetting = ({ setting }: { readonly setting: string }): Text =>
  text(`由本局规定（${setting}）`, `left to the bureau (${setting})`)
const termOf = (length: RuleOf<'period'>['length']): Text =>
  'stated' in length
    ? length.usual === undefined
      ? text(`（以${length.stated.zh}为准）`, `(as on the paper: ${length.stated.en})`)
      : text(
          `（以${length.stated.zh}为准；没有写的，${bySetting(length.usual).zh}）`,
          `(as on the paper: ${length.stated.en}; where it has none ${bySetting(length.usual).en})`,
        )
    : 'setting' in length
      ? bySetting(length)
      : termText(length)

const approved = (by: readonly string[] | 'unnamed'): Text =>
  by === 'unnamed'
    ? text('须经审批，未写明由谁审批', 'needs an approval; whose is not said')
    : by.length === 0
      ? text('没有写由谁批准', 'whose approval it takes is not printed')
      : text(`${chain(by)}审批`, `approved by ${chain(by)}`)

const EXCUSED = {
  gap: text('可补正恢复摄录以前的中断', 'makes up for a gap after which recording went on'),
  rest: text('可补正中断以后没有再录的部分', 'makes up for what follows where it did not go on'),
} as const

type Sentences = { readonly [K in RuleKind]: (rule: RuleOf<K>) => Text }

const sentences: Sentences = {
  recording: ({ activities, level, crew, holds }) =>
    join(
      text(
        `${activitiesOf(activities).zh}：${words.levelNames[level].zh}`,
        `${activitiesOf(activities).en}: ${words.levelNames[level].en}`,
      ),
      crew?.operator && text('专人摄录', 'an operator of its own'),
      crew?.whole && text('全过程', 'through the whole of it'),
      crew?.angles && text('多机位', 'several angles'),
      crew?.devices && list(crew.devices.map((one) => deviceKinds[one])),
      holds && list(holds.map((one) => words.partNames[one])),
    ),
  content: ({ activities, points }) => {
    const [whose, what] = [activitiesOf(activities), list(points.map((one) => one.point))]
    return text(`${whose.zh}，应当录下：${what.zh}`, `${whose.en}: in the picture must be ${what.en}`)
  },
  notice: ({ activities, say, beforehand }) =>
    beforehand === true
      ? text(
          `${activitiesOf(activities).zh}之前告知：${say.zh}`,
          `Before ${activitiesOf(activities).en} the party is told: ${say.en}`,
        )
      : text(
          `${activitiesOf(activities).zh}时告知：${say.zh}`,
          `At ${activitiesOf(activities).en} the party is told: ${say.en}`,
        ),
  continuity: ({ activities, start, end, pause }) =>
    join(
      activitiesOf(activities),
      start === 'arrival' && text('到达现场起录', 'from arrival'),
      start === 'start-of-act' && text('执法开始起录', 'from the start of the act'),
      end && text('执法结束止录', 'to the end of the act'),
      pause === 'never' ? text('不得中断', 'without a break') : text('无故不得中断', 'no break without a reason'),
    ),
  interruption: ({
    reasons,
    excuses,
    spoken,
    spokenWithin,
    written,
    writtenIntoFile,
    reportTo,
    reportWithin,
    besides,
  }) =>
    join(
      reasons && text(`可中断的原因：${reasons.join('、')}`, `Reasons accepted: ${reasons.join(', ')}`),
      spoken && text('恢复摄录时语音说明', 'the reason is said when recording goes on'),
      spokenWithin && text(`${spokenWithin.minutes} 分钟内`, `within ${spokenWithin.minutes} minutes`),
      written === 'when-not-spoken' && text('不能语音说明的，书面说明', 'written where it could not be said'),
      written === 'when-not-resumed' && text('不能继续摄录的，书面说明', 'written where recording could not go on'),
      writtenIntoFile && text('书面说明入卷', 'the written one goes into the file'),
      reportTo !== undefined && text(`报告${reportTo}`, `reported to ${reportTo}`),
      reportWithin && text(`${reportWithin.minutes} 分钟内`, `within ${reportWithin.minutes} minutes`),
      besides && list(besides.map((one) => words.besidesNames[one])),
      excuses.length === 0 ? text('不能补正中断', 'makes up for no gap') : list(excuses.map((one) => EXCUSED[one])),
    ),
  integrity: ({ forbids }) => {
    const what = list(forbids.map((one) => words.forbiddenNames[one]))
    return text(`不得${what.zh}`, `Forbidden: ${what.en}`)
  },
  handover: ({ from, within, by, to, exception }) => {
    const start =
      from === 'recording-end' ? text('摄录结束后', 'the end of the recording') : text('当班结束', 'the end of duty')
    const late =
      'unit' in within && within.unit === 'duty-day'
        ? text('每天工作结束后及时存储、移交', 'stored or handed over promptly after each day’s work')
        : text(`${start.zh}${termOf(within).zh}内移交`, `handed over within ${termOf(within).en} of ${start.en}`)
    return join(
      late,
      by !== undefined && text(`由${by}`, `by ${by}`),
      to !== undefined && text(`交${to}`, `to ${to}`),
      exception &&
        text(
          `${exception.reasons.join('、')}的，返回单位后${termText(exception.within).zh}内`,
          `for ${exception.reasons.join(', ')}: within ${termText(exception.within).en} of the return to the unit`,
        ),
    )
  },
  consolidation: ({ every, by }) =>
    text(`${words.everyNames[every].zh}由${by}集中存储`, `Gathered ${words.everyNames[every].en} by ${by}`),
  custodian: ({ of, who, where }) =>
    join(
      of === 'media'
        ? text(`音像资料由${who}保管`, `Recordings are kept by ${who}`)
        : text(`案卷由${who}保管`, `Case files are kept by ${who}`),
      where !== undefined && text(where, where),
    ),
  classification: ({ levels, folders }) => {
    if ('setting' in levels) return bySetting(levels)
    const parts = levels.map((level) => list(level.map((one) => folderNames[one])))
    const path = text(parts.map((one) => one.zh).join(' / '), parts.map((one) => one.en).join(' / '))
    return folders ? path : text(`标注：${path.zh}`, `Labels: ${path.en}`)
  },
  retention: ({ of, keep }) => {
    const name = words.classNames[of]
    if ('atLeast' in keep)
      return text(
        `${name.zh}：至少保存${termText(keep.atLeast).zh}`,
        `${name.en}: kept at least ${termText(keep.atLeast).en}`,
      )
    if ('sameAs' in keep) return text(`${name.zh}：与案卷保存期限相同`, `${name.en}: kept as long as the case file`)
    if ('longTerm' in keep) return text(`${name.zh}：长期保存`, `${name.en}: kept for the long term`)
    return text(`${name.zh}：${bySetting(keep).zh}`, `${name.en}: ${bySetting(keep).en}`)
  },
  'long-term': ({ trigger, carriers }) =>
    join(
      text(`${words.triggerNames[trigger].zh}：长期保存`, `${words.triggerNames[trigger].en}: kept for the long term`),
      carriers && text(`载体：${carriers.join('、')}`, `on ${carriers.join(', ')}`),
    ),
  access: ({ purpose, approvers, districtsDecide, register, keepCopy, evidenceExempt, realTime, by, reach }) =>
    join(
      by &&
        reach &&
        text(`${by.join('、')}：${words.reachNames[reach].zh}`, `${by.join(', ')}: ${words.reachNames[reach].en}`),
      text(
        `${words.purposeNames[purpose].zh}：${approved(approvers).zh}`,
        `${words.purposeNames[purpose].en}: ${approved(approvers).en}`,
      ),
      districtsDecide && text('各区可自行规定', 'districts may decide for themselves'),
      register && text(`登记${register.join('、')}`, `entered: ${register.join(', ')}`),
      keepCopy && text('留存副本', 'a copy is kept'),
      evidenceExempt && text('作为证据提供的除外', 'except as evidence'),
      realTime && text('可实时调阅', 'also in real time'),
    ),
  statement: ({ fields, onDisc }) =>
    join(
      onDisc && text('证据音像制成光盘附卷', 'evidence goes into the file on a disc'),
      text(`注明${printed(fields).zh}`, `It says: ${printed(fields).en}`),
    ),
  device: ({ types, check, faultTo, lendingForbidden, worn, standInWritten, responsible }) =>
    join(
      types && text(`设备：${types.join('、')}`, `Devices: ${types.join(', ')}`),
      check &&
        text(
          `${words.checkTimes[check.when].zh}检查${list(check.items.map((one) => words.checkNames[one])).zh}`,
          `Checked ${words.checkTimes[check.when].en}: ${list(check.items.map((one) => words.checkNames[one])).en}`,
        ),
      faultTo !== undefined && text(`故障报${faultTo}`, `faults go to ${faultTo}`),
      lendingForbidden && text('不得外借', 'not to be lent'),
      worn &&
        text(`${activitiesOf(worn).zh}，佩戴执法记录仪录制`, `${activitiesOf(worn).en}: filmed with a worn camera`),
      standInWritten &&
        text('改用其他设备的，同时做好文书记录', 'where another device stands in, a written record as well'),
      responsible === 'wearer' && text('佩戴人负责', 'its wearer answers for it'),
      responsible === 'unit-head' && text('单位负责人负责', 'the head of the unit answers for it'),
    ),
  recorder: ({ who, needs, mayOnlyAssist }) =>
    join(
      who === 'officer' ? text('执法人员', 'Officers') : text('协管人员', 'Auxiliaries'),
      needs.length > 0 && text(`须${needs.join('、')}`, `need ${needs.join(', ')}`),
      mayOnlyAssist && text('只能协助', 'may only assist'),
    ),
  paper: ({ title, fields, approvers, signatures, everyPageSigned, served, filmed, beside }) =>
    join(
      text(`《${title.zh}》`, title.en),
      fields.length > 0 && text(`载明${printed(fields).zh}`, `with ${printed(fields).en}`),
      approvers.length > 0 && approved(approvers),
      signatures.length > 0 && text(`${signatures.join('、')}签名`, `signed by ${signatures.join(', ')}`),
      everyPageSigned && text('逐页签名', 'every page signed'),
      served && text('须送达', 'served'),
      filmed && text('须录音录像', 'filmed'),
      beside && text(`须同时有 ${beside.length} 种别的文书`, `with ${beside.length} papers beside it`),
    ),
  wording: ({ text: said }) => text(`“${said.zh}”`, `"${said.en}"`),
  approval: ({ what, approvers }) =>
    text(`${what.zh}：${approved(approvers).zh}`, `${what.en}: ${approved(approvers).en}`),
  step: ({ at, say, effect, unless = [] }) =>
    join(
      text(
        `${at.map((one) => acts[one].name.zh).join('、')}：${say.zh}的，${words.effectNames[effect].zh}`,
        `${at.map((one) => acts[one].name.en).join(' / ')}: where ${say.en}, ${words.effectNames[effect].en}`,
      ),
      ...unless.map((one) => text(`例外：${one.say.zh}`, `unless ${one.say.en}`)),
    ),
  period: ({ title, start, length, direction, roll, extension }) =>
    join(
      direction === 'back'
        ? text(`${title.zh}：${start.zh}前${termOf(length).zh}`, `${title.en}: ${termOf(length).en} before ${start.en}`)
        : text(
            `${title.zh}：自${start.zh}起${termOf(length).zh}`,
            `${title.en}: ${termOf(length).en} from ${start.en}`,
          ),
      roll === 'forward' && text('末日遇休息日顺延', 'a last day of rest moves it on'),
      extension && extensionText(extension),
    ),
  cadence: ({ what, every, by }) => {
    const how = typeof every === 'string' ? words.everyNames[every] : bySetting(every)
    return text(`${how.zh}${what.zh}（${by.join('、')}）`, `${what.en}, ${how.en} (${by.join(', ')})`)
  },
  organisation: ({ what, posts, areas }) =>
    join(what, posts && list(posts.map((one) => namedPosts[one].title)), areas && list(areas.map((one) => one.name))),
  review: ({ list: which, items }) =>
    text(`${words.reviewNames[which].zh}：${list(items).zh}`, `${words.reviewNames[which].en}: ${list(items).en}`),
  disclosure: ({ list: which, items, primary }) =>
    join(
      text(
        `${words.disclosureNames[which].zh}：${list(items).zh}`,
        `${words.disclosureNames[which].en}: ${list(items).en}`,
      ),
      primary !== undefined && text(`以${primary}为主`, `first of all ${primary}`),
    ),
  prohibition: ({ act, consequences }) =>
    join(
      text(`不得${act.zh}`, `Forbidden: ${act.en}`),
      consequences && text(`后果：${consequences.join('、')}`, `follows: ${consequences.join(', ')}`),
    ),
  scope: ({ acts }) => text(`适用于${acts.join('、')}`, `About ${acts.join(', ')}`),
  exemption: ({ ground }) =>
    text(
      `${words.groundNames[ground].zh}的，可以不进行音像记录`,
      `Filming may be left out: ${words.groundNames[ground].en}`,
    ),
  precedence: ({ over }) => {
    const what = list([...new Set(over.map((one) => words.topicNames[one === 'path' ? 'classification' : one]))])
    return text(`${what.zh}：上级另有规定的，按上级的规定`, `${what.en}: a superior’s rule goes before`)
  },
  'paper-fields': ({ title, fields, mayLack = [] }) => {
    const all = list(fields.map(fieldText))
    const open = list(fields.filter((one) => keysOfField(one).every((key) => mayLack.includes(key))).map(fieldText))
    return join(
      text(`${title.zh}应当载明${all.zh}`, `${title.en} states ${all.en}`),
      open.zh === '' ? undefined : text(`没有的可以不写：${open.zh}`, `left out where there is none: ${open.en}`),
    )
  },
  volume: ({ title, sections }) => {
    const all = list(sections.map((one) => one.title))
    return text(`${title.zh}：${all.zh}`, `${title.en}: ${all.en}`)
  },
  score: ({ title, points, items }) => {
    const all = list(
      items.map(({ say, points: each }) =>
        text(
          `${say.zh}（${each === undefined ? '一票否决' : `扣 ${each} 分`}）`,
          `${say.en} (${each === undefined ? 'veto' : `−${each}`})`,
        ),
      ),
    )
    const worth = points === 0 ? text('', '') : text(`（${points} 分）`, ` (${points} points)`)
    return text(`${title.zh}${worth.zh}：${all.zh}`, `${title.en}${worth.en}: ${all.en}`)
  },
  figure: ({ title, value, unit }) => text(`${title.zh}：${value} ${unit}`, `${title.en}: ${value} ${unit}`),
}

/** `可延长三十日，由行政机关负责人批准` */
export function extensionText({ length, by, times }: NonNullable<RuleOf<'period'>['extension']>): Text {
  const how = length === 'unnamed' ? text('（未写明多久）', '(how long is not said)') : termText(length)
  return text(
    `经${by}批准可延长${how.zh}${times === undefined ? '' : `，至多 ${times} 次`}`,
    `may be extended by ${how.en} with the approval of ${by}${times === undefined ? '' : `, ${times} ${times === 1 ? 'time' : 'times'} at most`}`,
  )
}

/** A rule as one sentence in both languages; words the instrument prints stand as printed. */
export const ruleText = (rule: Rule): Text => (sentences[rule.kind] as (one: Rule) => Text)(rule)

/** A decided setting as a person reads it. */
export function settingText(value: SettingValue): Text {
  if (typeof value === 'object' && 'unit' in value) {
    const term = termText(value)
    return 'source' in value ? text(`${term.zh}（${value.source}）`, `${term.en} (${value.source})`) : term
  }
  return quoted([Array.isArray(value) ? chain(value) : String(value)])
}
