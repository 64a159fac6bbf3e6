import { dayOf, text } from '../kernel/index.ts'
import type { Instant, Text } from '../kernel/index.ts'
import type { People } from './conduct-findings.ts'
import type { Duties } from './duties.ts'
import type { RecordingFacts } from './facts.ts'
import { spanInWords, stretchesOf } from './finding.ts'
import type { Finding, FindingCode } from './finding.ts'
import type { ConsolidationAnswer, HandoverAnswer, RulesByDay, RulesInForce } from './rules-in-force.ts'
import type { Track } from './tracks.ts'
import { momentOf } from './moment.ts'

type What = 'all' | 'evidence-disc'

/** By when a recording was to be stored or handed over, or its disc in the file, and whether it was. Milliseconds. */
export interface Keeping {
  readonly what: What
  readonly recording: string
  readonly due: number
  readonly done?: Instant
  /** Milliseconds past the due moment; when it is not done, until now. 0 when in time. */
  readonly lateBy: number
  /** The term began with the recording, and how far its clock may be out leaves open whether it was late. */
  readonly isOpen: boolean
  readonly answer: HandoverAnswer
}

/** Undefined where no rule asks for it, or where a setting is missing (its keys go into `open`). */
export function keepingOf(
  { facts: recording, from, to, error }: Track,
  what: What,
  rules: RulesInForce,
  duties: Duties,
  now: number,
  open: Set<string>,
): Keeping | undefined {
  if (rules.handover(what).citations.length === 0) return undefined
  const duty = duties.at(recording.recorder, from)
  const { answer, dueAt: due } = rules.handoverOf({
    what,
    recordingEnd: recording.end,
    endsAt: to,
    ...(duty !== undefined && { dutyEnd: duty.facts.end }),
    ...(recording.away !== undefined && { reason: recording.away.reason, returned: recording.away.returned }),
  })
  if (due === undefined) {
    for (const key of answer.open) open.add(key)
    return undefined
  }
  const done = what === 'all' ? recording.handedOver : recording.disc
  const lateBy = Math.max(0, (done === undefined ? now : momentOf(done)) - due)
  // 工作结束、返回单位 are told by people; only 录制结束 by the clock of the device.
  const isOpen =
    (answer.from ?? 'recording-end') === 'recording-end' && (recording.error === 'unknown' || lateBy <= error)
  return { what, recording: recording.id, due, lateBy, isOpen, answer, ...(done !== undefined && { done }) }
}

const WORDS = {
  all: { late: 'handover-late', overdue: 'handover-overdue' },
  'evidence-disc': { late: 'disc-late', overdue: 'disc-overdue' },
} as const satisfies Record<What, Record<string, FindingCode>>

/** The finding of a hand-over that was late or is overdue. */
export function keepingFinding(
  { what, recording, due, done, lateBy, isOpen, answer }: Keeping,
  facts: RecordingFacts,
): Finding {
  const long = spanInWords(lateBy)
  const deed =
    what === 'all' ? text('存储或移交', 'stored or handed over') : text('刻盘入卷', 'on disc and in the file')
  const term = termInWords(answer)
  const away = awayInWords(answer, facts)
  const open = isOpen
    ? text(
        '；设备时钟的误差不止这些，是否逾期不能确定',
        '; the clock of the device may be out by more, so whether it was late is open',
      )
    : text('', '')
  return {
    code: done === undefined ? WORDS[what].overdue : WORDS[what].late,
    weight: isOpen ? 'doubt' : 'breach',
    message:
      done === undefined
        ? text(
            `应在${term.zh}${deed.zh}，至今没有，已逾期 ${long.zh}${away.zh}${open.zh}`,
            `To be ${deed.en} ${term.en}; it is not, and is ${long.en} overdue${away.en}${open.en}`,
          )
        : text(
            `应在${term.zh}${deed.zh}，晚 ${long.zh}${away.zh}${open.zh}`,
            `To be ${deed.en} ${term.en}; it was ${long.en} late${away.en}${open.en}`,
          ),
    todo:
      done === undefined
        ? text(`立即${deed.zh}`, `See that it is ${deed.en} at once`)
        : text('如实记录迟延原因', 'Put the reason for the delay on record'),
    stretches: stretchesOf([{ from: due, to: due + lateBy }]),
    citations: answer.citations,
    recordings: [recording],
    ...(facts.recorder !== undefined && { person: facts.recorder }),
  }
}

const UNITS: Readonly<Record<string, Text>> = {
  hour: text('小时', 'hours'),
  'working-day': text('个工作日', 'working days'),
  'calendar-day': text('日', 'days'),
  month: text('个月', 'months'),
}

const STARTS = {
  'recording-end': text('录制结束后', 'the end of recording'),
  'duty-end': text('工作结束后', 'the end of duty'),
  'return-to-unit': text('返回单位后', 'the return to the unit'),
} as const satisfies Record<NonNullable<HandoverAnswer['from']>, Text>

/** `录制结束后 24 小时内` */
export function termInWords({ within = '', from }: HandoverAnswer): Text {
  if (within === 'duty-day') return text('当天工作结束后', 'at the end of that day’s duty')
  const [count, unit] = within.split(' ')
  const [zh, en] = [UNITS[unit ?? '']?.zh ?? unit ?? '', UNITS[unit ?? '']?.en ?? unit ?? '']
  const start = STARTS[from ?? 'recording-end']
  return text(`${start.zh} ${count} ${zh}内`, `within ${count} ${en} of ${start.en}`)
}

function awayInWords({ exceptionReasons, from }: HandoverAnswer, { away }: RecordingFacts): Text {
  if (away === undefined || from === 'return-to-unit') return text('', '')
  if (exceptionReasons === undefined)
    return text(
      '；制度没有例外，所述理由不能延期',
      '; the rules have no exception, so the reason given does not extend it',
    )
  return text(
    `；“${away.reason}”不是可以延期的理由（${exceptionReasons.join('、')}）`,
    `; "${away.reason}" is not a reason that extends it (${exceptionReasons.join(', ')})`,
  )
}

interface Registers {
  readonly people: People
  readonly duties: Duties
  readonly now: Instant
}

/** What was to be gathered centrally by now and was not, or was too late: one finding for each unit and due day. */
export function consolidationFindings(
  tracks: readonly Track[],
  rules: RulesByDay,
  { people, duties, now }: Registers,
): readonly Finding[] {
  const today = dayOf(now)
  const late = new Map<string, Late>()
  for (const track of tracks) {
    const { facts: recording, from } = track
    const inForce = rules.at(from)
    if (inForce.consolidation(rules.dayAt(from)).due === undefined) continue
    // What is handed over only after the last day is gathered with what comes after it.
    const answer = inForce.consolidation(rules.dayAt(Math.max(from, handedInBy(track, inForce, duties))))
    const { due } = answer
    const done = recording.consolidated
    // The last day counts whole.
    if (due === undefined || (done === undefined ? today : rules.dayAt(momentOf(done))) <= due) continue
    const unit = people.get(recording.recorder ?? '')?.unit ?? ''
    const key = `${unit} ${due} ${done !== undefined}`
    const those = late.get(key) ?? { unit, due, isDone: done !== undefined, recordings: [], answer, inForce }
    those.recordings.push(recording.id)
    late.set(key, those)
  }
  return [...late.values()].flatMap((one) => one.inForce.asKnownThen([gatheredLate(one)]))
}

interface Late {
  readonly unit: string
  readonly due: string
  readonly isDone: boolean
  readonly recordings: string[]
  readonly answer: ConsolidationAnswer
  readonly inForce: RulesInForce
}

/** The moment by which it is to be handed over, where that is known: it cannot be gathered before. */
function handedInBy({ facts, to }: Track, rules: RulesInForce, duties: Duties): number {
  const duty = duties.at(facts.recorder, momentOf(facts.start))
  const dutyEnd = duty && { dutyEnd: duty.facts.end }
  return rules.handoverOf({ what: 'all', recordingEnd: facts.end, endsAt: to, ...dutyEnd }).dueAt ?? -Infinity
}

function gatheredLate({ unit, due, isDone, recordings, answer: { by, citations } }: Late): Finding {
  const n = recordings.length
  return {
    code: isDone ? 'consolidation-late' : 'consolidation-overdue',
    weight: 'breach',
    message: isDone
      ? text(
          `${n} 个录制最迟应于 ${due} 集中存储，逾期才完成`,
          `${n} recordings were to be gathered on ${due} at the latest and were gathered later`,
        )
      : text(
          `${n} 个录制最迟应于 ${due} 集中存储，至今没有`,
          `${n} recordings were to be gathered on ${due} at the latest and are not yet`,
        ),
    todo: isDone
      ? text('如实记录迟延原因', 'Put the reason for the delay on record')
      : text(
          `由${by ?? '承办单位'}整理后集中存储`,
          `To be put in order and gathered${by === undefined ? '' : ` (by ${by})`}`,
        ),
    stretches: [],
    citations,
    recordings,
    ...(unit !== '' && { unit }),
  }
}
