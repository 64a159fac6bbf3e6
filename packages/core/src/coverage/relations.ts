import { text } from '../kernel/index.ts'
import type { Instant, Obstacle, Text } from '../kernel/index.ts'
import type { Given, PlacedFacts } from './formats.ts'
import { wrongAt } from './reading-issues.ts'
import { momentOf } from './moment.ts'

const DAY = 24 * 3_600_000

const ENDS_FIRST = text('结束时间不晚于开始时间', 'it does not end after it starts')
const TOO_LONG = text('长于一天，请核对开始和结束时间', 'it is longer than a day: check when it starts and ends')
const FUTURE = text('时间在将来，请核对时钟', 'it lies in the future: check the clock')
const BEFORE = text('早于录制开始，请核对时间', 'it comes before the recording began: check the times')
const DURING = text('早于录制结束，请核对时间', 'it comes before the recording ended: check the times')
const TWICE = text('编号重复', 'the id is given twice')

type Filmed = Pick<PlacedFacts['recordings'][number]['facts'], 'start' | 'end' | 'error'>

type Report = (path: readonly PropertyKey[], code: string, sentence: Text) => void

/**
 * What is wrong between members of well-formed items: order and length of times, clocks in the future, ids given twice,
 * and, where all items are well formed, names that nothing explains.
 */
export function relationObstacles(
  facts: PlacedFacts,
  { activities, recordings, now, isWholeShape }: Given & { readonly isWholeShape: boolean },
): readonly Obstacle[] {
  const wrong: Obstacle[] = []
  const inActivities: Report = (path, code, sentence) => wrong.push(wrongAt(activities.file, path, code, sentence))
  const inRecordings: Report = (path, code, sentence) => wrong.push(wrongAt(recordings.file, path, code, sentence))
  const times = new Times(momentOf(now))
  peopleAndDuties(facts, times, inActivities)
  activityTimes(facts, times, now, inActivities)
  recordingTimes(facts, times, inRecordings)
  twice('people', facts.people, inActivities)
  twice('activities', facts.activities, inActivities)
  twice('recordings', facts.recordings, inRecordings)
  // A name may stand in an item that could not be read: that is then said of the item, not of the name.
  if (isWholeShape) names(facts, inActivities, inRecordings)
  return wrong
}

class Times {
  readonly #now: number

  constructor(now: number) {
    this.#now = now
  }

  /** A stretch of time that ends after it starts, is no longer than a day, and is over. */
  stretch(path: readonly PropertyKey[], start: Instant, end: Instant, report: Report, error = 0): void {
    const [from, to] = [momentOf(start), momentOf(end)]
    if (to <= from) report([...path, 'end'], 'ends-before-start', ENDS_FIRST)
    else if (to - from > DAY) report([...path, 'end'], 'longer-than-a-day', TOO_LONG)
    if (from - error > this.#now) report([...path, 'start'], 'in-the-future', FUTURE)
    else if (to - error > this.#now) report([...path, 'end'], 'in-the-future', FUTURE)
  }

  moment(path: readonly PropertyKey[], at: Instant | undefined, report: Report): void {
    if (at !== undefined && momentOf(at) > this.#now) report(path, 'in-the-future', FUTURE)
  }

  /**
   * What became of a recording comes after the whole of it, whichever way its clock errs; of a clock that was never
   * measured only what comes before its beginning is held for impossible.
   */
  notBefore(path: readonly PropertyKey[], at: Instant | undefined, of: Filmed, report: Report): void {
    if (at === undefined) return
    const [moment, error] = [momentOf(at), of.error === 'unknown' ? 0 : of.error]
    if (moment < momentOf(of.start) - error) report(path, 'before-recording', BEFORE)
    else if (of.error !== 'unknown' && moment < momentOf(of.end) - error) report(path, 'during-recording', DURING)
  }
}

function peopleAndDuties({ people, duties }: PlacedFacts, times: Times, report: Report): void {
  for (const { at, facts } of people)
    facts.certificates.forEach(({ from, to }, i) => {
      if (to < from)
        report(
          ['people', at, 'certificates', i, 'to'],
          'ends-before-start',
          text('失效日早于生效日', 'it ends before it begins'),
        )
    })
  for (const { at, facts } of duties) {
    const [from, to] = [momentOf(facts.start), momentOf(facts.end)]
    // A turn of duty may still be going on.
    if (to <= from) report(['duties', at, 'end'], 'ends-before-start', ENDS_FIRST)
    times.moment(['duties', at, 'start'], facts.start, report)
  }
}

function activityTimes({ activities }: PlacedFacts, times: Times, now: Instant, report: Report): void {
  for (const { at, facts } of activities) {
    const path = ['activities', at] as const
    const { start, end, arrived } = facts
    if (end === undefined) times.moment([...path, 'start'], start, report)
    else times.stretch(path, start, end, report)
    if (arrived !== undefined && momentOf(arrived) > momentOf(start))
      report([...path, 'arrived'], 'arrived-after-start', text('到达时间晚于开始时间', 'they arrived after it started'))
    else if (arrived !== undefined && end !== undefined && momentOf(end) - momentOf(arrived) > DAY)
      report([...path, 'arrived'], 'longer-than-a-day', TOO_LONG)
    facts.marks.forEach((mark, i) => {
      if (mark.at !== undefined && (mark.at < start || mark.at > (end ?? now)))
        report(
          [...path, 'marks', i, 'at'],
          'mark-outside',
          text('标记的时间不在活动期间', 'the mark lies outside the activity'),
        )
    })
    facts.notices.forEach((notice, i) => times.moment([...path, 'notices', i, 'at'], notice.at, report))
  }
}

function recordingTimes({ recordings, interruptions, checks }: PlacedFacts, times: Times, report: Report): void {
  for (const { at, facts } of recordings) {
    const path = ['recordings', at] as const
    // The corrected time may be off by the error without any clock being in the future.
    const error = facts.error === 'unknown' ? 0 : facts.error
    times.stretch(path, facts.start, facts.end, report, error)
    for (const member of ['handedOver', 'disc', 'consolidated'] as const) {
      times.moment([...path, member], facts[member], report)
      times.notBefore([...path, member], facts[member], facts, report)
    }
    times.moment([...path, 'away', 'returned'], facts.away?.returned, report)
    times.notBefore([...path, 'away', 'returned'], facts.away?.returned, facts, report)
  }
  for (const { at, facts } of interruptions)
    for (const member of ['spoken', 'written', 'reported'] as const)
      times.moment(['interruptions', at, member, 'at'], facts[member]?.at, report)
  for (const { at, facts } of checks) times.moment(['checks', at, 'at'], facts.at, report)
}

function twice(list: 'people' | 'activities' | 'recordings', items: PlacedFacts[typeof list], report: Report): void {
  const known = new Set<string>()
  for (const { at, facts } of items) {
    if (known.has(facts.id)) report([list, at, 'id'], 'id-repeated', TWICE)
    known.add(facts.id)
  }
}

function names(facts: PlacedFacts, inActivities: Report, inRecordings: Report): void {
  const ids = (items: readonly { readonly facts: { readonly id: string } }[]) =>
    new Set(items.map((one) => one.facts.id))
  const [people, activities, recordings] = [ids(facts.people), ids(facts.activities), ids(facts.recordings)]
  const check =
    (known: ReadonlySet<string>, code: string, say: (id: string) => Text, report: Report) =>
    (path: readonly PropertyKey[], id: string | undefined): void => {
      if (id !== undefined && !known.has(id)) report(path, code, say(id))
    }
  const noPerson = (id: string): Text => text(`people 中没有人员“${id}”`, `nobody "${id}" is among people`)
  const noActivity = (id: string): Text => text(`没有活动“${id}”`, `there is no activity "${id}"`)
  const noRecording = (id: string): Text => text(`没有录制“${id}”`, `there is no recording "${id}"`)
  const officer = check(people, 'person-unknown', noPerson, inActivities)
  const recorder = check(people, 'person-unknown', noPerson, inRecordings)
  const activity = check(activities, 'activity-unknown', noActivity, inRecordings)
  const recording = check(recordings, 'recording-unknown', noRecording, inRecordings)
  for (const { at, facts: duty } of facts.duties) officer(['duties', at, 'person'], duty.person)
  for (const { at, facts: one } of facts.activities)
    one.officers.forEach((id, i) => officer(['activities', at, 'officers', i], id))
  for (const { at, facts: one } of facts.recordings) {
    recorder(['recordings', at, 'recorder'], one.recorder)
    one.activities.forEach((id, i) => activity(['recordings', at, 'activities', i], id))
  }
  for (const { at, facts: one } of facts.interruptions) {
    recording(['interruptions', at, 'after'], one.after)
    recording(['interruptions', at, 'before'], one.before)
    activity(['interruptions', at, 'activity'], one.activity)
  }
}
