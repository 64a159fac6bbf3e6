import { text, greatest, least } from '../kernel/index.ts'
import type { Citation, Text } from '../kernel/index.ts'
import type { Seen } from './activity-coverage.ts'
import { clockInWords, spanInWords, stretchesOf } from './finding.ts'
import type { Finding, FindingCode } from './finding.ts'
import { common, total, united } from './intervals.ts'
import type { Span, Spans } from './intervals.ts'
import type { InterruptionAnswer, InterruptionWay } from './rules-in-force.ts'
import { waitingInWords } from './waiting.ts'

/**
 * What is wrong with the time of an activity: not recorded, begun late, stopped early, interrupted, not to be told.
 * A stretch no longer than `tolerance` milliseconds is counted but not held against anyone.
 */
export function timeFindings(one: Seen, tolerance: number): readonly Finding[] {
  const long = (spans: Spans): Spans => spans.filter((span) => span.to - span.from > tolerance)
  const [missing, uncertain] = [long(one.coverage.missing), long(one.coverage.uncertain)]
  return [
    ...missingFindings(one, missing),
    ...awaitedFindings(one, long(one.coverage.awaited)),
    // What is still to come may settle this too.
    ...(uncertain.length > 0 && one.waiting === undefined ? [uncertainFinding(one, uncertain)] : []),
    ...explainedFindings(one),
  ]
}

/** Nothing is held against anyone while recordings may still come; until when, and by which article, is told. */
function awaitedFindings(one: Seen, awaited: Spans): readonly Finding[] {
  const isLacking = awaited.length > 0 || one.coverage.uncertain.length + one.parts.length > 0 || one.crew !== undefined
  if (one.waiting === undefined || !isLacking) return []
  const { message, todo } = waitingInWords(one.waiting, total(awaited))
  const found = finding(one, 'awaited', awaited, one.waiting.term.citations, message, withLacks(one, awaited, todo))
  return [{ ...found, weight: 'awaited' }]
}

function missingFindings(one: Seen, missing: Spans): readonly Finding[] {
  const { required } = one.coverage
  if (missing.length === 0) return []
  const recorded = common(required, united(one.counted.map((track) => track.possible)))
  if (recorded.length === 0) return [notRecorded(one, missing)]
  const [first, last] = [least(recorded.map((span) => span.from)), greatest(recorded.map((span) => span.to))]
  const begin = required[0]?.from ?? 0
  return missing.map((span) => {
    if (span.to <= first) return lateStart(one, span, begin)
    if (span.from >= last) return earlyStop(one, span)
    return innerGap(one, span)
  })
}

const finding = (
  one: Seen,
  code: FindingCode,
  spans: Spans,
  citations: readonly Citation[],
  message: Text,
  todo: Text,
): Finding => ({
  code,
  weight: 'breach',
  message,
  todo,
  stretches: stretchesOf(spans),
  citations,
  activity: one.activity.id,
})

function notRecorded(one: Seen, missing: Spans): Finding {
  const long = spanInWords(total(missing))
  return finding(
    one,
    'not-recorded',
    missing,
    recordingBasis(one, missing),
    text(`应当录制 ${long.zh}，没有找到任何录制`, `${long.en} had to be recorded, and no recording was found`),
    withLacks(
      one,
      missing,
      text(
        '查找尚未上交的录制并关联到本次活动；确未录制的，如实记录原因',
        'Look for recordings not yet handed in and tie them to this activity; if there is none, put the reason on record',
      ),
    ),
  )
}

function lateStart(one: Seen, span: Span, begin: number): Finding {
  const long = spanInWords(span.to - span.from)
  const isArrival = one.requirement.grounds.some((ground) => ground.startsAtArrival && ground.from === begin)
  const [from, to] = [clockInWords(span.from, begin), clockInWords(span.to, begin)]
  return finding(
    one,
    'late-start',
    [span],
    continuityBasis(one, span),
    isArrival
      ? text(
          `${from} 到达现场，${to} 才开始录制，晚 ${long.zh}`,
          `On the scene at ${from}, recorded from ${to}: ${long.en} late`,
        )
      : text(
          `应从 ${from} 开始录制，${to} 才开始，晚 ${long.zh}`,
          `To be recorded from ${from}, begun at ${to}: ${long.en} late`,
        ),
    withLacks(
      one,
      [span],
      text(
        '查找该时段其他设备的录制；没有的，如实记录原因',
        'Look for a recording of that time on another device; if there is none, put the reason on record',
      ),
    ),
  )
}

function earlyStop(one: Seen, span: Span): Finding {
  const long = spanInWords(span.to - span.from)
  const [from, to] = [clockInWords(span.from, span.from), clockInWords(span.to, span.from)]
  if (!one.activity.isEndTold) return stopUntold(one, span, from)
  return finding(
    one,
    'early-stop',
    [span],
    [...continuityBasis(one, span), ...interruptionBasis(one, span, 'rest')],
    text(
      `录制到 ${from} 为止，活动到 ${to} 才结束，缺 ${long.zh}`,
      `Recorded until ${from}, ended at ${to}: ${long.en} missing`,
    ),
    isUnbroken(one, span) ? NEVER : withLacks(one, [span], wantedBy(one.rules.interruption, 'rest')),
  )
}

/** Nobody said when it ended: that recording stopped before is then not known, and no end is made up. */
function stopUntold(one: Seen, span: Span, from: string): Finding {
  const found = finding(
    one,
    'early-stop',
    [span],
    [...continuityBasis(one, span), ...interruptionBasis(one, span, 'rest')],
    text(
      `录制到 ${from} 为止，没有登记活动何时结束，是否录到结束无法确定`,
      `Recorded until ${from}; when it ended was not registered, so whether that was the end cannot be told`,
    ),
    text('登记活动的结束时间', 'Register when the activity ended'),
  )
  return { ...found, weight: 'doubt' }
}

function innerGap(one: Seen, span: Span): Finding {
  const long = spanInWords(span.to - span.from)
  const [from, to] = [clockInWords(span.from, span.from), clockInWords(span.to, span.from)]
  const isNever = isUnbroken(one, span)
  return finding(
    one,
    'inner-gap',
    [span],
    [...continuityBasis(one, span), ...interruptionBasis(one, span, 'gap')],
    isNever
      ? text(
          `${from} 至 ${to} 中断 ${long.zh}，此类活动不得间断`,
          `Interrupted from ${from} to ${to}, ${long.en}; this may not be interrupted`,
        )
      : text(
          `${from} 至 ${to} 中断 ${long.zh}，没有可以采信的说明`,
          `Interrupted from ${from} to ${to}, ${long.en}, with no explanation that counts`,
        ),
    isNever ? NEVER : withLacks(one, [span], wantedBy(one.rules.interruption, 'gap')),
  )
}

function uncertainFinding(one: Seen, uncertain: Spans): Finding {
  const long = spanInWords(total(uncertain))
  const unmeasured = one.counted.filter((track) => track.facts.error === 'unknown')
  const shared = {
    weight: 'doubt' as const,
    stretches: stretchesOf(uncertain),
    citations: recordingBasis(one, uncertain),
    activity: one.activity.id,
  }
  if (unmeasured.length > 0)
    return {
      ...shared,
      code: 'clock-unmeasured',
      message: text(
        `设备时钟没有校测，${long.zh} 是否录到无法确定`,
        `The device's clock was never measured: whether ${long.en} are recorded cannot be told`,
      ),
      todo: text(
        '把设备接到采集站校测时钟，重新计算录制时间',
        'Dock the device so that its clock is measured, and compute the times again',
      ),
      recordings: unmeasured.map((track) => track.facts.id),
    }
  return {
    ...shared,
    code: 'time-uncertain',
    message: text(
      `因时钟误差，${long.zh} 是否录到无法确定`,
      `Because of the clock's error it cannot be told whether ${long.en} are recorded`,
    ),
    todo: text(
      '查看录像首尾画面，由人确认是否录到',
      'Look at the first and last pictures of the recordings and let a person confirm it',
    ),
  }
}

function explainedFindings(one: Seen): readonly Finding[] {
  const { explained } = one.coverage
  if (explained.length === 0) return []
  return one.explanations.flatMap(({ facts, span, isAccepted, citations }) => {
    const closed = isAccepted ? common(explained, [span]) : []
    if (closed.length === 0) return []
    const long = spanInWords(total(closed))
    return [
      {
        ...finding(
          one,
          'gap-explained',
          closed,
          citations,
          text(
            `中断 ${long.zh}，已说明原因：${facts.reason}`,
            `Interrupted for ${long.en}, explained: ${facts.reason}`,
          ),
          text('无需处理', 'Nothing to do'),
        ),
        weight: 'note' as const,
      },
    ]
  })
}

const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to
const isUnbroken = (one: Seen, span: Span): boolean => one.requirement.unbroken.some((never) => overlaps(never, span))

const groundsOf = (one: Seen, spans: Spans) =>
  one.requirement.grounds.filter(
    (ground) => (ground.level === 'must' || ground.level === 'implied') && spans.some((span) => overlaps(ground, span)),
  )

const distinct = (citations: readonly Citation[]): readonly Citation[] => {
  const seen = new Map(citations.map((one) => [`${one.article} ${one.quote ?? ''}`, one]))
  return [...seen.values()]
}

const recordingBasis = (one: Seen, spans: Spans): readonly Citation[] =>
  distinct(groundsOf(one, spans).flatMap((ground) => ground.recording))

/** That it is recorded from when to when; where no rule says so, that it is recorded at all. */
const continuityBasis = (one: Seen, span: Span): readonly Citation[] =>
  distinct(
    groundsOf(one, [span]).flatMap((ground) => (ground.continuity.length > 0 ? ground.continuity : ground.recording)),
  )

/** What makes up for a gap of that kind; where nothing does, what is said of interruptions at all. */
function interruptionBasis(one: Seen, span: Span, kind: Excused): readonly Citation[] {
  if (isUnbroken(one, span)) return []
  const { ways, citations } = one.rules.interruption
  const excusing = ways.filter((way) => way.excuses.includes(kind))
  return excusing.length > 0 ? distinct(excusing.flatMap((way) => way.citations)) : citations
}

const NEVER = text(
  '任何说明都不能补正；查找该时段其他设备的录制，没有的如实记录原因，由单位负责人处理',
  'No explanation makes up for it: look for another device’s recording of that time; if there is none, the head of the unit has to deal with it',
)

const UNSAID = text(
  '制度没有规定如何补正中断；查找该时段其他设备的录制，没有的如实记录原因',
  'The rules do not say what makes up for it: look for another device’s recording of that time, or put the reason on record',
)

type Excused = InterruptionWay['excuses'][number]

const SPOKEN = text('在恢复后的录像中标出语音说明', 'mark the spoken explanation in the recording that follows')
const NOT_SPOKEN = text(
  '客观上无法在录像中说明的，写明为什么，补书面说明',
  'if it was objectively impossible to speak, explain in writing and say why',
)
const WRITTEN = text('事后书面说明为什么无法继续录制', 'explain afterwards in writing why recording could not go on')
const DECIDED = text(
  '如实记录当时停止了执法、停用了设备还是改用了其他设备',
  'put on record whether the act was stopped, the device taken out of use, or another device used',
)

/** What makes up for a gap of that kind. */
function wantedBy({ ways }: InterruptionAnswer, kind: Excused): Text {
  const wanted = ways
    .filter((way) => way.excuses.includes(kind))
    .flatMap(({ reportTo, spoken, written, besides = [] }) => [
      ...(reportTo === undefined ? [] : [text(`立即向${reportTo}报告`, `report it at once (to ${reportTo})`)]),
      ...(spoken && kind === 'gap' ? [SPOKEN] : []),
      ...(written === 'when-not-spoken' ? [NOT_SPOKEN] : []),
      ...(written === 'when-not-resumed' ? [WRITTEN] : []),
      ...(besides.some((one) => one !== 'clear-fault') ? [DECIDED] : []),
    ])
  if (wanted.length === 0) return UNSAID
  return text(wanted.map((one) => one.zh).join('；'), wanted.map((one) => one.en).join('; '))
}

/** That it speaks of no interruption is said wherever one may have been meant. */
const isNowhere = (span: Span): boolean => span.from === span.to

/** What to do, and what an explanation that was given still lacks. */
function withLacks(one: Seen, spans: Spans, todo: Text): Text {
  const lacks = one.explanations.flatMap(({ span, lacks }) =>
    lacks !== undefined && (isNowhere(span) || spans.some((wanted) => overlaps(span, wanted))) ? [lacks] : [],
  )
  return lacks.reduce(
    (told, lack) =>
      text(`${told.zh}。已有的说明还不够：${lack.zh}`, `${told.en}. The explanation given is not enough: ${lack.en}`),
    todo,
  )
}
