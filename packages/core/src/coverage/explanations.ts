import { text } from '../kernel/index.ts'
import type { Citation, Text } from '../kernel/index.ts'
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
  /** Whether the rules take it; where nothing excuses an interruption it closes nothing all the same. */
  readonly isAccepted: boolean
  /** What is wanted for it to close its gap. */
  readonly lacks?: Text
  /** The articles that say what it must be. */
  readonly citations: readonly Citation[]
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
      const { citations } = rule
      return [{ facts, span, isAccepted: lacks === undefined, citations, ...(lacks !== undefined && { lacks }) }]
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
    const wanted = way(rule, facts, place, counted, span)
    return wanted === 'not-a-way' ? [] : [wanted]
  })
  if (ways.length === 0)
    return text(
      '制度只接受录制中断的说明，不接受没有开始录制的说明',
      'the rules accept an explanation of an interruption, not of a recording that never began',
    )
  if (ways.some((wanted) => wanted.length === 0)) return undefined
  // All of one way are wanted, and any way will do.
  const all = ways.map((wanted) => joined(wanted, text('；', '; ')))
  return joined(all, text('，或者', ', or '))
}

const joined = (parts: readonly Text[], by: Text): Text =>
  text(parts.map((one) => one.zh).join(by.zh), parts.map((one) => one.en).join(by.en))

/** What is still wanted for an explanation of one kind; nothing when it is one. */
type Way = (
  rule: InterruptionAnswer,
  facts: InterruptionFacts,
  place: Place,
  counted: readonly Track[],
  span: Span,
) => readonly Text[] | 'not-a-way'

const spokenLacks: Way = (rule, { spoken }, place, counted, span) => {
  if (!rule.spoken || place !== 'inside') return 'not-a-way'
  if (spoken === undefined)
    return [text('须在恢复录制时语音说明中断原因', 'the reason must be said aloud when recording goes on')]
  const at = momentOf(spoken.at)
  const isHeard = counted.some((one) => one.from >= span.from && one.possible.from <= at && at < one.possible.to)
  if (isHeard) return []
  return [text('语音说明须在恢复后的录制之内', 'the spoken explanation must lie in a recording after the interruption')]
}

const unspokenLacks: Way = (rule, { written }, place) => {
  if (rule.written !== 'when-not-spoken' || place === 'before' || place === 'whole') return 'not-a-way'
  return writtenLacks(rule, written)
}

const notResumedLacks: Way = (rule, { written, reported }, place) => {
  if (rule.written !== 'when-not-resumed' || place === 'before' || place === 'inside') return 'not-a-way'
  return [...reportLacks(rule, reported), ...writtenLacks(rule, written)]
}

/** Clearing a fault is a duty besides; it does not take the place of stopping or of another device. */
const decisionLacks: Way = (rule, { reported, did }) => {
  if (rule.spoken || rule.written !== undefined) return 'not-a-way'
  const wanted = (rule.besides ?? []).filter((one) => one !== 'clear-fault')
  const isDecided = wanted.length === 0 || wanted.some((one) => did.includes(one))
  const deeds = joined(
    wanted.map((one) => DEEDS[one]),
    text('或', ' or '),
  )
  return [
    ...reportLacks(rule, reported),
    ...(isDecided ? [] : [text(`须写明如何处置（${deeds.zh}）`, `it must say what was done (${deeds.en})`)]),
  ]
}

const DEEDS = {
  'stop-act': text('停止执法活动', 'the act was stopped'),
  'other-device': text('改用其他设备录制', 'another device was used'),
  'stop-device': text('停止使用该设备', 'the device was taken out of use'),
  'clear-fault': text('排除故障', 'the fault was cleared'),
} as const satisfies Record<InterruptionFacts['did'][number], Text>

const writtenLacks = (rule: InterruptionAnswer, written: InterruptionFacts['written']): readonly Text[] => {
  if (written === undefined)
    return rule.writtenIntoFile === true
      ? [text('须书面说明并附卷归档', 'it must be explained in writing, and the paper put into the case file')]
      : [text('须书面说明', 'it must be explained in writing')]
  if (rule.writtenIntoFile === true && !written.intoFile)
    return [text('书面说明须附卷归档', 'the written explanation must be put into the case file')]
  return []
}

const reportLacks = (rule: InterruptionAnswer, reported: InterruptionFacts['reported']): readonly Text[] =>
  rule.reportTo === undefined || reported !== undefined
    ? []
    : [text(`须立即向${rule.reportTo}报告`, `it must be reported at once (to ${rule.reportTo})`)]

/** The same explanation of time during which nothing excuses an interruption, by these articles. */
export const uselessBy = (one: Explanation, citations: readonly Citation[]): Explanation => ({
  ...one,
  lacks: text('此类活动不得间断，任何说明都不能补正', 'this may not be interrupted: no explanation makes up for it'),
  citations,
})
