import { z } from 'zod'
import { CalendarDate, dayOf, type Obstacle, text, type Text } from '../kernel/index.ts'
import {
  begun,
  type Decider,
  type HappeningOf,
  type Moment,
  type Signed,
  signed,
  type StreamOf,
} from '../stream/index.ts'

const words = z.string().trim().min(2).max(2000)

/** What people are trained in, as far as an instrument asks for it. */
export const trainingTopics = {
  recording: text('执法全过程记录', 'Recording of the whole process'),
  review: text('法制审核', 'Legal review'),
} as const satisfies Readonly<Record<string, Text>>
export const TrainingTopic = z.enum(['recording', 'review'])
export type TrainingTopic = z.infer<typeof TrainingTopic>

export const TrainingPlan = z.object({
  topic: TrainingTopic,
  title: z.string().trim().min(2).max(200),
  on: CalendarDate,
  content: words,
  place: z.string().trim().min(2).max(120).optional(),
  /** Who is to come. */
  people: z.array(z.uuid()).min(1).max(500),
})
export type TrainingPlan = z.infer<typeof TrainingPlan>

export const TrainingResult = z.enum(['passed', 'failed', 'absent'])
export type TrainingResult = z.infer<typeof TrainingResult>
export const Attendance = z.object({ person: z.uuid(), result: TrainingResult })
export type Attendance = z.infer<typeof Attendance>

export const trainingEvents = {
  'TrainingPlanned/1': TrainingPlan,
  'TrainingHeld/1': z.object({
    on: CalendarDate,
    attendance: z.array(Attendance).min(1).max(500),
    note: words.optional(),
  }),
  'TrainingCancelled/1': z.object({ reason: z.string().trim().min(2).max(500) }),
} as const

export interface Training extends TrainingPlan {
  readonly planned: Signed
  readonly held?: Signed & {
    readonly on: CalendarDate
    readonly attendance: readonly Attendance[]
    readonly note?: string | undefined
  }
  readonly cancelled?: Signed & { readonly reason: string }
}

export type TrainingCommand =
  | { readonly do: 'plan'; readonly plan: TrainingPlan }
  | {
      readonly do: 'hold'
      readonly on: CalendarDate
      readonly attendance: readonly Attendance[]
      readonly note?: string | undefined
    }
  | { readonly do: 'cancel'; readonly reason: string }

const one = (code: string, zh: string, en: string, field: string): Obstacle => ({ code, message: text(zh, en), field })

export const trainingDecider: Decider<Training, TrainingCommand, typeof trainingEvents, Moment> = {
  evolve(state, event) {
    const by = signed(event)
    if (event.kind === 'TrainingPlanned/1') return { ...event.body, planned: by }
    if (!state) return undefined
    return event.kind === 'TrainingHeld/1'
      ? { ...state, held: { ...event.body, ...by } }
      : { ...state, cancelled: { ...event.body, ...by } }
  },
  obstacles(state, command, { at, actor }) {
    if (command.do === 'plan') return []
    const training = begun(state)
    const over =
      training.held || training.cancelled
        ? [one('training-over', '这次培训已经登记结果或者取消', 'This training is entered or cancelled already', 'on')]
        : []
    if (command.do === 'cancel') return over
    const named = command.attendance.map((each) => each.person)
    const missing = training.people.filter((person) => !named.includes(person))
    return [
      ...over,
      ...(command.on > dayOf(at)
        ? [one('training-ahead', '培训日期在将来', 'It cannot have been held on a day to come', 'on')]
        : []),
      ...(new Set(named).size < named.length
        ? [one('attendance-twice', '同一人登记了两次', 'Somebody is entered twice', 'attendance')]
        : []),
      ...(command.attendance.some((each) => each.result === 'passed' && actor === `person:${each.person}`)
        ? [
            one(
              'own-result',
              '不能登记自己考核合格，由别人登记',
              'That oneself has passed is entered by another',
              'attendance',
            ),
          ]
        : []),
      ...(missing.length > 0
        ? [
            one(
              'attendance-missing',
              `应参加的还有 ${missing.length} 人没有登记：没有来的登记为缺席`,
              `${missing.length} who were to come are not entered: enter who stayed away as absent`,
              'attendance',
            ),
          ]
        : []),
    ]
  },
  decide(_state, command): readonly HappeningOf<typeof trainingEvents>[] {
    switch (command.do) {
      case 'plan':
        return [{ kind: 'TrainingPlanned/1', body: command.plan }]
      case 'hold': {
        const { on, attendance, note } = command
        return [
          { kind: 'TrainingHeld/1', body: { on, attendance: [...attendance], ...(note !== undefined && { note }) } },
        ]
      }
      case 'cancel':
        return [{ kind: 'TrainingCancelled/1', body: { reason: command.reason } }]
    }
  },
}

interface TrainingColumns {
  readonly topic: TrainingTopic
  readonly day: CalendarDate
  /** Who was there and passed. */
  readonly trained: readonly string[]
}

export const trainingStream = {
  prefix: 'training',
  events: trainingEvents,
  decider: trainingDecider,
  table: {
    name: 'trainings',
    columns: ({ topic, on, held }: Training): TrainingColumns => ({
      topic,
      day: held?.on ?? on,
      trained: (held?.attendance ?? []).flatMap(({ person, result }) => (result === 'passed' ? [person] : [])),
    }),
  },
} as const satisfies StreamOf<Training, typeof trainingEvents, TrainingCommand, Moment>
