import { beijing, text } from '../kernel/index.ts'
import type { Seen } from './activity-coverage.ts'
import type { Duties } from './duties.ts'
import type { PersonFacts } from './facts.ts'
import { spanInWords, stretchesOf } from './finding.ts'
import type { Finding } from './finding.ts'
import { termInWords } from './keeping-findings.ts'
import { instantAt, momentOf } from './moment.ts'
import type { TrackIndex } from './tracks.ts'
import { dueOf } from './waiting.ts'

interface Known {
  readonly people: ReadonlyMap<string, PersonFacts>
  readonly duties: Duties
  readonly index: TrackIndex
  /** Milliseconds. */
  readonly now: number
}

/**
 * Devices that were with an activity which had to be recorded, and have not been docked since although the term for handing
 * over has run out. A doubt: what is on them, if anything, nobody can tell before they are.
 */
export function dockingFindings(
  { activity, requirement, rules }: Seen,
  { people, duties, index, now }: Known,
): readonly Finding[] {
  const { carried = [] } = activity
  const term = rules.handover('all')
  if (!requirement.isRequired || activity.isRunning || carried.length === 0 || term.citations.length === 0) return []
  const end = momentOf(activity.end)
  return carried.flatMap(({ person, devices, docked, named }): Finding[] => {
    const hasHandedOver = named !== true && person !== undefined && index.isHandedOverSince(person, end)
    const isIn = docked !== undefined || hasHandedOver
    const due = dueOf(rules, activity, duties.at(person, momentOf(activity.start))?.facts.end)
    if (isIn || due === undefined || due >= now) return []
    const [which, who] = [devices.join('、'), people.get(person ?? '')?.name ?? '']
    const [long, by, until] = [spanInWords(now - due), termInWords(term), beijing(instantAt(due)).slice(0, 16)]
    return [
      {
        code: 'docking-overdue',
        weight: 'doubt',
        message: text(
          `${who && `${who}的`}设备 ${which} 在这次活动以后没有采集过；录制应在${by.zh}存储或移交（最迟 ${until}），已逾期 ${long.zh}`,
          `${which}${who && ` (${who})`} has not been docked since; recordings were to be stored or handed over ${by.en} (${until} at the latest) and are ${long.en} overdue`,
        ),
        todo: text('立即把设备接到采集站；没有录的，说明原因', 'Dock it at once; where nothing was recorded, say why'),
        stretches: stretchesOf([{ from: due, to: now }]),
        citations: term.citations,
        activity: activity.id,
        ...(person !== undefined && { person }),
      },
    ]
  })
}
