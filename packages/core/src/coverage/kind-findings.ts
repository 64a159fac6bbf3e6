import { text } from '../kernel/index.ts'
import { partsOf } from '../policy/index.ts'
import { activityNames } from '../vocabulary/index.ts'
import type { Seen } from './activity-coverage.ts'
import type { Finding } from './finding.ts'
import { total, united, without } from './intervals.ts'
import { momentOf } from './moment.ts'
import { isBinding } from './requirement.ts'

/**
 * Entered by a word that is wider than the instrument's: a service that is not said to be 留置送达 (兖州 6, 长沙县 7), a
 * coercive measure that is not said to be a sealing. Whether it had to be filmed is then not known, and a wide word is no
 * way round a duty. Nothing is asked where all of it was recorded.
 */
export function kindFindings(one: Seen): readonly Finding[] {
  const { activity, requirement, rules, counted } = one
  if (requirement.isRequired) return []
  const parts = partsOf[activity.type] ?? []
  if (activity.marks.some(({ mark }) => parts.includes(mark))) return []
  const filmed = parts.map((part) => rules.kind(part)).filter(({ recording }) => isBinding(recording.level))
  const act = [{ from: momentOf(activity.start), to: momentOf(activity.end) }]
  const isRecorded = total(without(act, united(counted.map((track) => track.certain)))) === 0
  if (filmed.length === 0 || (isRecorded && !activity.isRunning)) return []
  const [own, names] = [activityNames[activity.type], filmed.map(({ kind }) => activityNames[kind])]
  return [
    {
      code: 'kind-open',
      weight: 'doubt',
      message: text(
        `只写了“${own.zh}”，没有写是哪一种；其中${names.map(({ zh }) => `“${zh}”`).join('、')}应当录制，是否应录无法判断`,
        `Entered as "${own.en}" only, of which ${names.map(({ en }) => `"${en}"`).join(', ')} has to be recorded: whether this had to be cannot be told`,
      ),
      todo: text('写明是哪一种：更正活动类型，或者加注', 'Say which it was: put its kind right, or mark it'),
      stretches: [],
      citations: filmed.flatMap(({ recording }) => recording.citations),
      activity: activity.id,
    },
  ]
}
