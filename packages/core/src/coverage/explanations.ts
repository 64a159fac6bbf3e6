import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { InterruptionFacts } from './facts.ts'
import type { Span } from './intervals.ts'
import type { InterruptionAnswer } from './rules-in-force.ts'
import { append } from './tracks.ts'
import type { Track, TrackIndex } from './tracks.ts'
import { momentOf } from './moment.ts'

/** What was said of an interruption, held against the rule that says what closes one. */
export interface Explanation {
  readonly facts: InterruptionFacts
  /** The time it speaks of, with what the clock leaves open on either side. */
  readonly span: Span
  readonly isAccepted: boolean
  /** What is wanted for it to be accepted. */
  readonly lacks?: Text
}

/** Where an interruption lies: before recording began, inside, after it ended for good, or all of the activity. */
type Place = 'before' | 'inside' | 'after' | 'whole'

/** Explanations by the recordings and activities they speak of. */
export class Explanations {
  readonly #ofRecording = new Map<string, InterruptionFacts[]>()
  readonly #ofActivity = new Map<string, InterruptionFacts[]>()
  readonly #index: TrackIndex

  constructor(interruptions: readonly InterruptionFacts[], index: TrackIndex) {
    this.#index = index
    for (const one of interruptions) {
      for (const id of [one.after, one.before]) if (id !== undefined) append(this.#ofRecording, id, one)
      if (one.activity !== undefined) append(this.#ofActivity, one.activity, one)
    }
  }

  /** Those that speak of this activity or of recordings that count for it, judged by the rule. */
  of(activity: string, act: Span, counted: readonly Track[], rule: InterruptionAnswer): readonly Explanation[] {
    const found = new Set(this.#ofActivity.get(activity))
    for (const { facts } of counted) for (const one of this.#ofRecording.get(facts.id) ?? []) found.add(one)
    if (found.size === 0) return []
    return [...found].flatMap((facts) => {
      if (facts.activity !== undefined && facts.activity !== activity) return []
      const { place, span } = this.#placeOf(facts, act, counted)
      const lacks = lacking(rule, facts, place, counted, span)
      return [{ facts, span, isAccepted: lacks === undefined, ...(lacks !== undefined && { lacks }) }]
    })
  }

  #placeOf(facts: InterruptionFacts, act: Span, counted: readonly Track[]): { place: Place; span: Span } {
    const after = facts.after === undefined ? undefined : this.#index.of(facts.after)
    const before = facts.before === undefined ? undefined : this.#index.of(facts.before)
    // Certain and possible cover differ by what the clock leaves open: that belongs to the interruption.
    const from = after === undefined ? act.from : after.to - after.error
    if (before !== undefined) {
      const span = { from, to: before.from + before.error }
      return { place: after === undefined ? 'before' : 'inside', span }
    }
    const next = counted.find((one) => one.from >= (after?.to ?? act.from) && one !== after && one.from < act.to)
    if (after === undefined) return { place: 'whole', span: act }
    if (next !== undefined) return { place: 'inside', span: { from, to: next.from + next.error } }
    return { place: 'after', span: { from, to: Math.max(from, act.to) } }
  }
}

/**
 * What an explanation lacks to close its gap under the rule; nothing when it closes it. The instruments differ: words
 * spoken on restart; a paper where nothing could be said; a paper and a report where recording could not go on; or no
 * explanation at all, but a report and a decision what to do.
 */
function lacking(
  rule: InterruptionAnswer,
  facts: InterruptionFacts,
  place: Place,
  counted: readonly Track[],
  span: Span,
): Text | undefined {
  if (rule.citations.length === 0)
    return text(
      '现行制度没有规定什么说明可以补正中断',
      'the rules in force do not say what would make up for an interruption',
    )
  if (rule.reasons !== undefined && !rule.reasons.includes(facts.reason))
    return text(
      `理由“${facts.reason}”不在制度允许之列（${rule.reasons.join('、')}）`,
      `the reason "${facts.reason}" is not one the rules accept (${rule.reasons.join(', ')})`,
    )
  const ways = [spokenLacks, unspokenLacks, notResumedLacks, decisionLacks].flatMap((way) => {
    const lacks = way(rule, facts, place, counted, span)
    return lacks === 'not-a-way' ? [] : [lacks]
  })
  if (ways.length === 0)
    return text(
      '制度只接受录制中断的说明，不接受没有开始录制的说明',
      'the rules accept an explanation of an interruption, not of a recording that never began',
    )
  return ways.includes(undefined) ? undefined : ways.find((one) => one !== undefined)
}

type Way = (
  rule: InterruptionAnswer,
  facts: InterruptionFacts,
  place: Place,
  counted: readonly Track[],
  span: Span,
) => Text | undefined | 'not-a-way'

const spokenLacks: Way = (rule, { spoken }, place, counted, span) => {
  if (!rule.spoken || place !== 'inside') return 'not-a-way'
  if (spoken === undefined)
    return text('恢复录制时没有语音说明中断原因', 'the reason was not said aloud when recording went on')
  const at = momentOf(spoken.at)
  const isHeard = counted.some((one) => one.from >= span.from && one.possible.from <= at && at < one.possible.to)
  if (isHeard) return undefined
  return text(
    '语音说明的时刻不在恢复后的录制之内',
    'the moment of the spoken explanation lies in no recording after the interruption',
  )
}

const unspokenLacks: Way = (rule, { written }, place) => {
  if (rule.written !== 'when-not-spoken' || place === 'before' || place === 'whole') return 'not-a-way'
  return writtenLacks(rule, written)
}

const notResumedLacks: Way = (rule, { written, reported }, place) => {
  if (rule.written !== 'when-not-resumed' || place === 'before' || place === 'inside') return 'not-a-way'
  return reportLacks(rule, reported) ?? writtenLacks(rule, written)
}

/** Clearing a fault is a duty besides; it does not take the place of stopping or of another device. */
const decisionLacks: Way = (rule, { reported, did }) => {
  if (rule.spoken || rule.written !== undefined) return 'not-a-way'
  const wanted = (rule.besides ?? []).filter((one) => one !== 'clear-fault')
  const isDecided = wanted.length === 0 || wanted.some((one) => did.includes(one))
  return (
    reportLacks(rule, reported) ??
    (isDecided
      ? undefined
      : text(
          `没有写明如何处置（${wanted.map((one) => DEEDS[one].zh).join('或')}）`,
          `it does not say what was done (${wanted.map((one) => DEEDS[one].en).join(' or ')})`,
        ))
  )
}

const DEEDS = {
  'stop-act': text('停止执法活动', 'the act was stopped'),
  'other-device': text('改用其他设备录制', 'another device was used'),
  'stop-device': text('停止使用该设备', 'the device was taken out of use'),
  'clear-fault': text('排除故障', 'the fault was cleared'),
} as const satisfies Record<InterruptionFacts['did'][number], Text>

const writtenLacks = (rule: InterruptionAnswer, written: InterruptionFacts['written']): Text | undefined => {
  if (written === undefined) return text('没有书面说明', 'there is no written explanation')
  if (rule.writtenIntoFile === true && !written.intoFile)
    return text('书面说明没有附卷归档', 'the written explanation has not been put into the case file')
  return undefined
}

const reportLacks = (rule: InterruptionAnswer, reported: InterruptionFacts['reported']): Text | undefined =>
  rule.reportTo === undefined || reported !== undefined
    ? undefined
    : text(`没有立即向${rule.reportTo}报告`, `it was not reported at once (to ${rule.reportTo})`)
