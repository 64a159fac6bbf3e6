import { text } from '../../kernel/index.ts'
import type { Citation } from '../../kernel/index.ts'
import type { Answer } from '../answer.ts'
import type { RulesOn } from '../rule-set.ts'
import type { GuardOf } from '../rules.ts'
import type { AskRules } from './count.ts'
import { activitiesOf } from './filmed.ts'
import { MET, notMet, unknown } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf } from './story.ts'
import type { Done } from './story.ts'

const UNTOLD = text('没有写明有没有音像记录', 'whether there is a recording is not told')

/** The articles by which an act is recorded, by the kinds of activity it is one of; none where no instrument wants it. */
export const recordingDueOf = (act: Pick<Done, 'act' | 'says'>, rules: RulesOn, ask: AskRules): readonly Citation[] =>
  dueOf(act, rules, ask).flatMap((one) => one.rules.flatMap((used) => used.citations))

const known = new WeakMap<RulesOn, Map<string, readonly Answer[]>>()

/** What a rule set answers of an act does not change: a case of hundreds asks it again for each. */
function dueOf(act: Pick<Done, 'act' | 'says'>, rules: RulesOn, ask: AskRules): readonly Answer[] {
  const answers = known.get(rules) ?? new Map<string, readonly Answer[]>()
  known.set(rules, answers)
  const key = `${act.act} ${String(act.says.method ?? '')} ${String(act.says['text-suffices'] ?? '')}`
  const found =
    answers.get(key) ??
    activitiesOf(act)
      .map((activity) => ask(rules, { ask: 'recording', activity }))
      .filter(({ value }) => value['level'] === 'must' || value['level'] === 'implied')
  answers.set(key, found)
  return found
}

/**
 * Whether what had to be recorded was. An explanation is somebody's word: of the act itself it is no recording, and is told
 * beside the mark; what follows the act does not wait for one any more.
 */
export function recorded({ acts, always }: GuardOf<'recorded'>, asked: Asked): Standing {
  const { act, rules, ask, story } = asked
  if (acts !== undefined) {
    const without = allOf(story, acts)
      .filter((one) => one.recorded === undefined || !('excused' in one.recorded))
      .map((one) => ({ one, stands: recorded({ kind: 'recorded' }, { ...asked, act: one }) }))
      .filter(({ stands }) => stands.met !== 'met')
    const [first] = without
    if (first === undefined) return MET
    const numbers = without.map(({ one }) => one.number).join('、')
    return {
      met: without.some(({ stands }) => stands.met === 'not-met') ? 'not-met' : 'unknown',
      why: text(`第 ${numbers} 项：${first.stands.why?.zh ?? ''}`, `act ${numbers}: ${first.stands.why?.en ?? ''}`),
      ...(first.stands.used && { used: first.stands.used }),
    }
  }
  const due = dueOf(act, rules, ask)
  if (due.length === 0 && !always) return MET
  const used = due.flatMap((one) => one.rules)
  if (act.recorded === undefined) return unknown(UNTOLD, { used, clears: { own: 'recorded' } })
  if ('excused' in act.recorded) {
    const { excused } = act.recorded
    return notMet(text(`没有音像记录，说明是：${excused}`, `there is no recording; the explanation: ${excused}`), {
      used,
    })
  }
  if (!('missing' in act.recorded)) return MET
  const { unconfirmed } = act.recorded
  if (unconfirmed !== undefined)
    return notMet(
      text(
        `没有音像记录，说明“${unconfirmed}”还没有经另一人确认`,
        `there is no recording, and nobody else has confirmed the explanation: ${unconfirmed}`,
      ),
      { used },
    )
  return notMet(text('没有音像记录', 'there is no recording'), { used })
}

/** Whether the hours written down are those of the recordings, without a hole in between: to so many minutes each. */
export function matchesRecording({ minutes }: GuardOf<'matches-recording'>, { act }: Asked): Standing {
  if (!Array.isArray(act.recorded)) return MET
  const parts = act.recorded
    .map((one) => ({ from: minutesOf(one.at), to: minutesOf(one.until) }))
    .toSorted((a, b) => a.from - b.from)
  const [first] = parts
  if (act.at === undefined || act.until === undefined || first === undefined)
    return unknown(text('笔录没有写明起止时刻', 'the record does not say from when to when'), { clears: { own: 'at' } })
  let [end, hole] = [first.to, 0]
  for (const { from, to } of parts) [hole, end] = [Math.max(hole, from - end), Math.max(end, to)]
  const begins = Math.abs(first.from - minutesOf(act.at))
  const ends = Math.abs(end - minutesOf(act.until))
  if ([begins, ends, hole].every((one) => one <= minutes)) return MET
  return notMet(
    text(
      `开始相差 ${begins} 分钟，结束相差 ${ends} 分钟，中间最长 ${hole} 分钟没有录到`,
      `the beginnings lie ${begins} minutes apart and the ends ${ends}; the longest hole is ${hole} minutes`,
    ),
  )
}

function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
