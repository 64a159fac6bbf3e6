import { beijing, dayOf, text, greatest } from '../kernel/index.ts'
import type { Instant, Text } from '../kernel/index.ts'
import type { Duties } from './duties.ts'
import type { Act, ActivityFacts } from './facts.ts'
import { spanInWords } from './finding.ts'
import type { Finding } from './finding.ts'
import { termInWords } from './keeping-findings.ts'
import { instantAt, momentOf } from './moment.ts'
import type { HandoverAnswer, RulesInForce } from './rules-in-force.ts'
import type { TrackIndex } from './tracks.ts'

/** An activity lasts a day at most, so one that nobody ended is over by then. */
const DAY = 86_400_000

/** Why it cannot be said yet that something was not recorded. */
export interface Waiting {
  /** It goes on: the term for handing over has not begun. */
  readonly isRunning: boolean
  /** Until when its recordings may still be handed over, in milliseconds; absent while it goes on. */
  readonly until?: number
  /** The term. It cites nothing where the rules have none. */
  readonly term: HandoverAnswer
}

/** The activity as far as it has come: one that nobody ended lasts until now, but no longer than a day. */
export function actAt(activity: ActivityFacts, now: Instant): Act {
  if (activity.end !== undefined) return { ...activity, end: activity.end, isEndTold: true, isRunning: false }
  const start = momentOf(activity.start)
  const [last, reached] = [start + DAY, Math.max(momentOf(now), start)]
  return { ...activity, end: instantAt(Math.min(reached, last)), isEndTold: false, isRunning: reached < last }
}

interface Known {
  readonly duties: Duties
  readonly index: TrackIndex
  /** Milliseconds. */
  readonly now: number
}

/**
 * Whether recordings of an activity may still come: while it goes on, and then for as long as anyone who took part has
 * handed nothing over since its end and the term for it has not run out. Undefined once it can be judged.
 */
export function waitingFor(act: Act, rules: RulesInForce, { duties, index, now }: Known): Waiting | undefined {
  const term = rules.handover('all')
  const [start, end] = [momentOf(act.start), momentOf(act.end)]
  if (act.isRunning) return { isRunning: true, term }
  if (term.citations.length === 0) return undefined
  const dues = act.officers.flatMap((officer) => {
    const dutyEnd = duties.at(officer, start)?.facts.end
    const due = dueOf(rules, act, dutyEnd)
    return due === undefined || due < now || index.isHandedOverSince(officer, end) ? [] : [due]
  })
  return dues.length === 0 ? undefined : { isRunning: false, until: greatest(dues), term }
}

/** By when a recording that ends with the activity is handed over. */
export function dueOf(rules: RulesInForce, { end }: Act, dutyEnd: Instant | undefined): number | undefined {
  const { answer, dueAt } = rules.handoverOf({
    what: 'all',
    recordingEnd: end,
    endsAt: momentOf(end),
    ...(dutyEnd !== undefined && { dutyEnd }),
  })
  // The hour at which a day of duty counts as over is not set; whichever it is, it comes within a day.
  return dueAt ?? (answer.within === 'duty-day' ? momentOf(dutyEnd ?? end) + DAY : undefined)
}

/** What is said of time that is awaited, in milliseconds; 0 where another recording is awaited than of time that lacks one. */
export function waitingInWords({ until, term }: Waiting, awaited: number): Record<'message' | 'todo', Text> {
  if (until === undefined) {
    const [zh, en] = term.citations.length > 0 ? [termInWords(term).zh, termInWords(term).en] : ['', '']
    return {
      message: text(
        `正在进行，结束${zh && `并过了移交期限（${zh}）`}以后才判断是否录全`,
        `Going on; whether it is recorded is judged when it is over${en && ` and the term for handing over (${en}) has run out`}`,
      ),
      todo: text(
        '结束后按期把设备接到采集站；确知没有录到的，可以先说明原因',
        'Dock the cameras in time when it is over; where it is certain that nothing was recorded, say why',
      ),
    }
  }
  const [long, moment] = [spanInWords(awaited), beijing(instantAt(until)).slice(0, 16)]
  const unset =
    // Of a term in hours something else may be open, such as to whom it is handed.
    term.within === 'duty-day' && term.open.length > 0
      ? text(
          '（几点算迟本局还没有定，按最晚的算）',
          ' (the bureau has not set the hour, so the latest possible one is taken)',
        )
      : text('', '')
  if (awaited === 0)
    return {
      message: text(
        `参加人员的录制还可以在 ${moment} 以前移交${unset.zh}，过期才判断`,
        `Recordings of those who took part may still be handed over until ${moment}${unset.en}; it is judged then`,
      ),
      todo: text('按期把设备接到采集站', 'Dock the cameras in time'),
    }
  return {
    message: text(
      `还有 ${long.zh}的录制没有采集到，可以在 ${moment} 以前移交${unset.zh}，过期才判断`,
      `For ${long.en} no recording has come in yet; it may be handed over until ${moment}${unset.en} and is judged then`,
    ),
    todo: text(
      '按期把设备接到采集站；确知没有录到的，可以先说明原因',
      'Dock the cameras in time; where it is certain that nothing was recorded, say why',
    ),
  }
}

/** Somebody forgot to end it, on a day before: when it ended is not known, and so neither is what had to be filmed. */
export function notEnded({ id, start, end }: ActivityFacts, now: Instant): readonly Finding[] {
  if (end !== undefined || dayOf(start) >= dayOf(now)) return []
  return [
    {
      code: 'not-ended',
      weight: 'doubt',
      message: text(
        '没有登记结束时间，按还在进行计算，至多一天',
        'Its end was not registered: it is counted as still going on, for a day at most',
      ),
      todo: text('登记结束时间', 'Register when it ended'),
      stretches: [],
      citations: [],
      activity: id,
    },
  ]
}
