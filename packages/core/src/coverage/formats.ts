import { z } from 'zod'
import { Malformed, text } from '../kernel/index.ts'
import type { Instant, Obstacle } from '../kernel/index.ts'
import { ActivityFacts, CheckFacts, DutyFacts, InterruptionFacts, PersonFacts, RecordingFacts } from './facts.ts'
import type { CoverageFacts } from './facts.ts'
import { obstaclesOf, wrongAt } from './reading-issues.ts'
import { relationObstacles } from './relations.ts'

export const ACTIVITIES_FORMAT = 'liuhen-activities/1'
export const RECORDINGS_FORMAT = 'liuhen-recordings/1'

/** What was parsed from a file, and the name it is spoken of by. */
export interface GivenFile {
  readonly file: string
  readonly json: unknown
}

export interface Given {
  /** `liuhen-activities/1`, spec/activities.md */
  readonly activities: GivenFile
  /** `liuhen-recordings/1`, spec/recordings.md */
  readonly recordings: GivenFile
  /** Nothing may lie after it. */
  readonly now: Instant
}

/** An item that is of the right shape, with its place in its list. */
export interface Placed<T> {
  readonly at: number
  readonly facts: T
}
export type PlacedFacts = { readonly [K in keyof CoverageFacts]: readonly Placed<CoverageFacts[K][number]>[] }

/**
 * The facts of the two files. Throws Malformed with a sentence for every place that is wrong, in both files: shape,
 * members the format does not have, ids given twice, names nobody explains, ends before starts, clocks in the future.
 */
export function readFacts(given: Given): CoverageFacts {
  const { activities, recordings } = given
  const wrong: Obstacle[] = []
  const first = new Lists(activities, ACTIVITIES_FORMAT, ['people', 'duties', 'activities'], wrong)
  const second = new Lists(recordings, RECORDINGS_FORMAT, ['recordings', 'interruptions', 'checks'], wrong)
  const placed: PlacedFacts = {
    people: first.read('people', PersonFacts),
    duties: first.read('duties', DutyFacts),
    activities: first.read('activities', ActivityFacts),
    recordings: second.read('recordings', RecordingFacts),
    interruptions: second.read('interruptions', InterruptionFacts),
    checks: second.read('checks', CheckFacts),
  }
  const isWholeShape = wrong.length === 0
  const related = relationObstacles(placed, { ...given, isWholeShape })
  if (wrong.length + related.length > 0) throw new Malformed(listed([...wrong, ...related]))
  const facts = <T>(items: readonly Placed<T>[]): readonly T[] => items.map((one) => one.facts)
  return {
    people: facts(placed.people),
    duties: facts(placed.duties),
    activities: facts(placed.activities),
    recordings: facts(placed.recordings),
    interruptions: facts(placed.interruptions),
    checks: facts(placed.checks),
  }
}

/** How many places a refusal names, and how many members and list items one item may have: a day of one has a dozen. */
const [NAMED, PARTS] = [100, 2000]

function listed(wrong: readonly Obstacle[]): readonly Obstacle[] {
  if (wrong.length <= NAMED) return wrong
  const message = text(
    '还有更多处不符合格式，改正以上各处后再试',
    'there is more that is wrong: mend these and try again',
  )
  return [...wrong.slice(0, NAMED), { code: 'more', message }]
}

/** Whether it has more parts than any item has, counted no further than that. */
function isOverlong(item: unknown): boolean {
  let parts = 0
  const open = [item]
  while (open.length > 0 && parts <= PARTS) {
    const one = open.pop()
    if (typeof one !== 'object' || one === null) continue
    const inside: readonly unknown[] = Array.isArray(one) ? one : Object.values(one)
    parts += inside.length
    if (parts <= PARTS) open.push(...inside)
  }
  return parts > PARTS
}

/** The lists of one file. What is wrong with one item does not hide what is wrong with the next. */
class Lists {
  readonly #file: string
  readonly #members: Readonly<Record<string, unknown>>
  readonly #wrong: Obstacle[]

  constructor({ file, json }: GivenFile, format: string, lists: readonly string[], wrong: Obstacle[]) {
    this.#file = file
    this.#wrong = wrong
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    this.#members = isObject ? (json as Record<string, unknown>) : {}
    if (!isObject) {
      wrong.push(wrongAt(file, [], 'file-malformed', text('应为一个 JSON 对象', 'should be a JSON object')))
      return
    }
    if (this.#members['format'] !== format)
      wrong.push(wrongAt(file, ['format'], 'format-unknown', text(`应为 "${format}"`, `should be "${format}"`)))
    for (const member of Object.keys(this.#members).slice(0, NAMED + lists.length))
      if (member !== 'format' && !lists.includes(member))
        wrong.push(wrongAt(file, [member], 'member-unknown', text('格式中没有这一项', 'the format has no such member')))
  }

  read<T>(list: string, schema: z.ZodType<T>): readonly Placed<T>[] {
    const items = this.#members[list]
    if (items === undefined && list !== 'activities' && list !== 'recordings') return []
    if (!Array.isArray(items)) {
      if (Object.keys(this.#members).length > 0)
        this.#wrong.push(
          wrongAt(
            this.#file,
            [list],
            items === undefined ? 'member-missing' : 'member-wrong',
            items === undefined ? text('必须填写', 'is required') : text('应为列表', 'should be a list'),
          ),
        )
      return []
    }
    return items.flatMap((item: unknown, at) => {
      // What is wrong with a file is not looked for beyond what a person can be told.
      if (this.#wrong.length > NAMED) return []
      if (isOverlong(item)) {
        const sentence = text(`这一项太大，至多 ${PARTS} 个成员`, `the item is too large: at most ${PARTS} members`)
        this.#wrong.push(wrongAt(this.#file, [list, at], 'item-too-large', sentence))
        return []
      }
      const read = schema.safeParse(item, { reportInput: true })
      if (read.success) return [{ at, facts: read.data }]
      this.#wrong.push(...obstaclesOf(this.#file, [list, at], read.error.issues))
      return []
    })
  }
}
