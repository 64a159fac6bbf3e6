import { text } from '../kernel/index.ts'
import type { Citation, Text } from '../kernel/index.ts'
import type { InterruptionFacts } from './facts.ts'
import type { Span } from './intervals.ts'
import { placeOf } from './places.ts'
import type { Place } from './places.ts'
import type { InterruptionAnswer, InterruptionWay } from './rules-in-force.ts'
import { append } from './tracks.ts'
import type { Track, TrackIndex } from './tracks.ts'
import { momentOf } from './moment.ts'
import { clockInWords } from './finding.ts'

/** What was said of an interruption, held against the rules that say what makes up for one. */
export interface Explanation {
  readonly facts: InterruptionFacts
  /** The time it speaks of, with what the clock leaves open on either side; empty where it speaks of none. */
  readonly span: Span
  /** The device that was interrupted. */
  readonly device?: string
  /** Whether the rules take it; where nothing excuses an interruption it closes nothing all the same. */
  readonly isAccepted: boolean
  /** What is wanted for it to close its gap. */
  readonly lacks?: Text
  /** The articles that say what it must be. */
  readonly citations: readonly Citation[]
}

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

  /** Those that speak of this activity or of recordings that count for it, judged by the rules. `required`: when it has to be filmed. */
  of(activity: string, required: Span, counted: readonly Track[], rules: InterruptionAnswer): readonly Explanation[] {
    const found = new Set(this.#ofActivity.get(activity))
    for (const { facts } of counted) for (const one of this.#ofRecording.get(facts.id) ?? []) found.add(one)
    if (found.size === 0) return []
    return [...found].flatMap((facts) => {
      if (facts.activity !== undefined && facts.activity !== activity) return []
      return [heldAgainst(facts, placeOf(facts, required, counted, this.#index), counted, rules)]
    })
  }
}

function heldAgainst(
  facts: InterruptionFacts,
  place: Place,
  counted: readonly Track[],
  rules: InterruptionAnswer,
): Explanation {
  const ways = place.kind === 'none' ? [] : rules.ways.filter((way) => way.excuses.includes(place.kind))
  const lacks = lacking(facts, place, counted, rules, ways)
  return {
    facts,
    span: place.kind === 'none' ? { from: 0, to: 0 } : place.span,
    isAccepted: lacks === undefined,
    citations: ways.length > 0 ? ways.flatMap((way) => way.citations) : rules.citations,
    ...(place.kind !== 'none' && { device: place.after.facts.device }),
    ...(lacks !== undefined && { lacks }),
  }
}

/** What an explanation lacks to close its gap; nothing when it closes it. All rules that excuse the place are to be met. */
function lacking(
  facts: InterruptionFacts,
  place: Place,
  counted: readonly Track[],
  rules: InterruptionAnswer,
  ways: readonly InterruptionWay[],
): Text | undefined {
  if (rules.ways.length === 0)
    return text(
      '现行制度没有规定什么说明可以补正中断',
      'the rules in force do not say what would make up for an interruption',
    )
  if (place.kind === 'none') return place.why
  if (ways.length === 0) return NOT_EXCUSED[place.kind]
  const wanted = ways.flatMap((way) => {
    if (way.reasons !== undefined && !way.reasons.includes(facts.reason))
      return [
        text(
          `理由“${facts.reason}”不在制度允许之列（${way.reasons.join('、')}）`,
          `the reason "${facts.reason}" is not one the rules accept (${way.reasons.join(', ')})`,
        ),
      ]
    return [
      ...wordsLacks(way, facts, place, counted),
      ...reportLacks(way, facts, place),
      ...deedLacks(way, facts, place, counted),
    ]
  })
  const distinct = [...new Map(wanted.map((one) => [one.zh, one])).values()]
  return distinct.length === 0 ? undefined : joined(distinct, text('；', '; '))
}

const NOT_EXCUSED = {
  gap: text(
    '制度没有规定恢复录制以后什么说明可以补正中断',
    'the rules have nothing that makes up for a gap after which recording went on',
  ),
  rest: text(
    '制度只接受恢复录制时的说明；没有再录的部分，没有规定什么说明可以补正',
    'the rules accept only what is said when recording goes on, and have nothing that makes up for a recording that did not',
  ),
} as const satisfies Record<Exclude<Place['kind'], 'none'>, Text>

const joined = (parts: readonly Text[], by: Text): Text =>
  text(parts.map((one) => one.zh).join(by.zh), parts.map((one) => one.en).join(by.en))

type Placed = Exclude<Place, { readonly kind: 'none' }>

/** Said when recording goes on; on paper where that could not be, or where it did not go on. */
function wordsLacks(way: InterruptionWay, facts: InterruptionFacts, place: Placed, counted: readonly Track[]): Text[] {
  if (way.written === 'when-not-resumed')
    return [...writtenLacks(way, facts, place), ...resumedElsewhere(place, counted)]
  if (!way.spoken) return []
  const spoken = spokenLacks(way, facts, place, counted)
  if (spoken === undefined) return []
  if (way.written === undefined) return [spoken]
  const written = [...writtenLacks(way, facts, place), ...unspokenLacks(facts)]
  if (written.length === 0) return []
  return [joined([spoken, joined(written, text('，并', ' and '))], text('，或者', ', or '))]
}

/** `重新开始记录时`: into the recording that goes on, of the same device, and when it does. */
function spokenLacks(
  { spokenWithin }: InterruptionWay,
  { spoken }: InterruptionFacts,
  place: Placed,
  counted: readonly Track[],
): Text | undefined {
  if (place.kind === 'rest')
    return text('没有恢复录制，无法在恢复时语音说明', 'recording did not go on, so nothing could be said into it')
  if (spoken === undefined)
    return text('须在恢复录制时语音说明中断原因', 'the reason must be said aloud when recording goes on')
  const [at, { before }] = [momentOf(spoken.at), place]
  const meant = counted.filter(
    ({ facts, possible }) => facts.device === before.facts.device && possible.from <= at && at < possible.to,
  )
  if (at < before.possible.from || meant.length === 0)
    return text('语音说明须在恢复后的录制之内', 'the spoken explanation must lie in a recording after the interruption')
  // Of a file nobody looked into it is not known that it is silent.
  if (meant.every(({ facts }) => facts.holds?.includes('sound') === false))
    return text('所指的录制没有声音，听不到语音说明', 'the recording it is said to be in has no sound')
  if (spokenWithin === undefined || at <= before.from + before.error + spokenWithin.minutes * MINUTE) return undefined
  return text(
    `语音说明须在“重新开始记录时”（恢复后 ${spokenWithin.minutes} 分钟内）`,
    `it must be said when recording goes on (within ${spokenWithin.minutes} minutes of that)`,
  )
}

const MINUTE = 60_000

/** `确实无法继续记录`: whoever goes on recording with another device was able to, and says the reason then. */
function resumedElsewhere(place: Placed, counted: readonly Track[]): Text[] {
  const { after, span } = place
  const isTheirs = ({ facts }: Track): boolean =>
    facts.device !== after.facts.device && facts.recorder !== undefined && facts.recorder === after.facts.recorder
  const next = counted.find((one) => isTheirs(one) && one.from >= after.to && one.from < span.to)
  return place.kind === 'rest' && next !== undefined
    ? [
        text(
          `同一人 ${clockInWords(next.from, span.from)} 用另一台设备继续录制，不是无法继续记录：须在恢复录制时语音说明`,
          `the same person went on with another device at ${clockInWords(next.from, span.from)}, so going on was possible: the reason is said aloud then`,
        ),
      ]
    : []
}

function writtenLacks({ writtenIntoFile }: InterruptionWay, { written }: InterruptionFacts, { after }: Placed): Text[] {
  const filed = writtenIntoFile === true
  if (written === undefined)
    return filed
      ? [text('须书面说明并附卷归档', 'it must be explained in writing, and the paper put into the case file')]
      : [text('须书面说明', 'it must be explained in writing')]
  if (momentOf(written.at) < after.to - after.error)
    return [text('书面说明须在事后作出', 'the written explanation is one made afterwards')]
  if (filed && !written.intoFile)
    return [text('书面说明须附卷归档', 'the written explanation must be put into the case file')]
  return []
}

/** `确因客观原因无法在音像记录中说明原因的`: a paper alone does not say that. */
const unspokenLacks = ({ written }: InterruptionFacts): Text[] =>
  written === undefined || written.notSpoken !== undefined
    ? []
    : [
        text(
          '写明客观上为什么无法在音像记录中说明',
          'say what made it objectively impossible to speak into the recording',
        ),
      ]

function reportLacks(way: InterruptionWay, { reported, claimed }: InterruptionFacts, { after }: Placed): Text[] {
  const { reportTo, reportToAlso = [], reportWithin } = way
  if (reportTo === undefined) return []
  if (reported === undefined && claimed !== undefined)
    return [
      text(
        `说明中称已向${claimed.to ?? reportTo}报告，但没有故障报告，也没有${reportTo}的确认`,
        `it says that it was reported to ${claimed.to ?? reportTo}, but no report is on record and nobody has confirmed one`,
      ),
    ]
  if (reported === undefined) return [text(`须向${reportTo}报告`, `it must be reported to ${reportTo}`)]
  const latest = reportWithin === undefined ? Infinity : after.to + after.error + reportWithin.minutes * MINUTE
  const at = momentOf(reported.at)
  const told = [reported.to ?? []].flat()
  return [
    ...(told.some((one) => [reportTo, ...reportToAlso].includes(one))
      ? []
      : [toWhomLacks(reportTo, told.length > 0 ? told.join('、') : undefined)]),
    ...(at < after.possible.from
      ? [text('报告早于中断，说的不是这次中断', 'the report is older than the interruption')]
      : []),
    ...(at > latest && reportWithin !== undefined
      ? [
          text(
            `报告太晚：${clockInWords(after.to, after.to)} 中断，${clockInWords(at, after.to)} 才报告，超过 ${reportWithin.minutes} 分钟`,
            `reported too late: broken off at ${clockInWords(after.to, after.to)}, reported at ${clockInWords(at, after.to)}, more than ${reportWithin.minutes} minutes later`,
          ),
        ]
      : []),
  ]
}

const toWhomLacks = (wanted: string, given: string | undefined): Text =>
  given === undefined
    ? text(`须写明是向${wanted}报告`, `it must say that the report went to ${wanted}`)
    : text(`须向${wanted}报告，写的是“${given}”`, `the report is due to ${wanted}, and went to "${given}"`)

/**
 * Clearing a fault is a duty besides; it does not take the place of stopping or of another device. What the same facts
 * disprove was not done.
 */
function deedLacks(
  { besides = [] }: InterruptionWay,
  { did }: InterruptionFacts,
  place: Placed,
  counted: readonly Track[],
): Text[] {
  const wanted = besides.filter((one) => one !== 'clear-fault')
  const said = wanted.filter((one) => did.includes(one))
  const disproved = said.flatMap((one) => disprovedBy(one, place, counted) ?? [])
  if (wanted.length === 0 || said.length > disproved.length) return []
  if (disproved.length > 0) return disproved
  const deeds = joined(
    wanted.map((one) => DEEDS[one]),
    text('或', ' or '),
  )
  return [text(`须写明如何处置（${deeds.zh}）`, `it must say what was done (${deeds.en})`)]
}

/** Why what is said to have been done cannot have been, by the act and the recordings; undefined where it may have been. */
function disprovedBy(deed: keyof typeof DEEDS, place: Placed, counted: readonly Track[]): Text | undefined {
  const { after, span } = place
  if (
    deed === 'other-device' &&
    !counted.some((one) => one.facts.device !== after.facts.device && one.possible.to > span.from)
  )
    return text(
      '写明改用了其他设备录制，而中断以后没有其他设备的录制：录下的先入库，或者更正处置',
      'it says that another device was used, and none recorded after the interruption: what it recorded is handed in first, or what was done is put right',
    )
  if (deed === 'stop-act' && place.kind === 'rest' && span.to - span.from > 2 * after.error + MINUTE)
    return text(
      `写明停止了执法活动，而活动登记到 ${clockInWords(span.to, span.from)} 才结束：确已停止的，先更正活动的结束时间`,
      `it says that the act was stopped, and the act goes on until ${clockInWords(span.to, span.from)}: where it was stopped, its end is put right first`,
    )
  return undefined
}

const DEEDS = {
  'stop-act': text('停止执法活动', 'the act was stopped'),
  'other-device': text('改用其他设备录制', 'another device was used'),
  'stop-device': text('停止使用该设备', 'the device was taken out of use'),
  'clear-fault': text('排除故障', 'the fault was cleared'),
} as const satisfies Record<InterruptionFacts['did'][number], Text>

/** The same explanation of time during which nothing excuses an interruption, by these articles. */
export const uselessBy = (one: Explanation, citations: readonly Citation[]): Explanation => ({
  ...one,
  lacks: text('此类活动不得间断，任何说明都不能补正', 'this may not be interrupted: no explanation makes up for it'),
  citations,
})
