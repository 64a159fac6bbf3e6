import { z } from 'zod'
import { type CalendarDate, CalendarDate as Day, type Obstacle, text, type Text } from '../kernel/index.ts'
import {
  begun,
  type Decider,
  type HappeningOf,
  type Moment,
  type Signed,
  signed,
  type StreamOf,
} from '../stream/index.ts'

const reason = z.string().trim().min(2).max(500)

interface KnownPost {
  readonly title: Text
  /** Whether every unit has its own, or the bureau as a whole. */
  readonly of: 'unit' | 'bureau'
  /** Whether one person fills it at a time. */
  readonly one: boolean
}

/** Posts that people are named to by name and day, because an instrument asks who it is. Which, the packs say. */
export const namedPosts = {
  'unit-head': { title: text('单位负责人', 'Head of the unit'), of: 'unit', one: true },
  'supervising-deputy': { title: text('分管负责人', 'Deputy in charge of the unit'), of: 'unit', one: true },
  'recordings-keeper': {
    title: text('专门人员（接收声像资料）', 'Person who receives recordings'),
    of: 'unit',
    one: false,
  },
  'leading-group-head': { title: text('领导小组组长', 'Head of the leading group'), of: 'bureau', one: true },
  'leading-group-deputy': {
    title: text('领导小组副组长', 'Deputy head of the leading group'),
    of: 'bureau',
    one: false,
  },
  'leading-group-member': { title: text('领导小组成员', 'Member of the leading group'), of: 'bureau', one: false },
  'leading-group-office': { title: text('领导小组办公室', 'Office of the leading group'), of: 'bureau', one: false },
} as const satisfies Readonly<Record<string, KnownPost>>
export const NamedPost = z.enum(Object.keys(namedPosts) as [keyof typeof namedPosts, ...(keyof typeof namedPosts)[]])
export type NamedPost = z.infer<typeof NamedPost>

/** Who is named to what, from which day on. */
export const PostFacts = z.object({
  post: NamedPost,
  /** Absent for a post of the bureau. */
  unit: z.uuid().optional(),
  person: z.uuid(),
  from: Day,
  /** What they do in it, where the instrument or the bureau says so. */
  function: z.string().trim().min(2).max(200).optional(),
})
export type PostFacts = z.infer<typeof PostFacts>

export const postEvents = {
  'PostFilled/1': PostFacts,
  /** `to` is their last day in it. */
  'PostLeft/1': z.object({ to: Day, reason }),
} as const

/** One person in one post; what is over stays, with its days. */
export interface PostHeld extends PostFacts {
  readonly named: Signed
  readonly to?: CalendarDate
  readonly left?: Signed & { readonly reason: string }
}

export type PostCommand =
  | { readonly do: 'fill'; readonly facts: PostFacts }
  | { readonly do: 'leave'; readonly to: CalendarDate; readonly reason: string }

export interface PostContext extends Moment {
  /** To fill: who is in that post of that unit, whenever. */
  readonly held?: readonly Pick<PostHeld, 'person' | 'from' | 'to'>[]
}

const one = (code: string, zh: string, en: string, field: string): Obstacle => ({ code, message: text(zh, en), field })

/** Whether two stretches of days have one in common. */
const meet = (a: Pick<PostHeld, 'from' | 'to'>, b: Pick<PostHeld, 'from' | 'to'>): boolean =>
  (a.to === undefined || b.from <= a.to) && (b.to === undefined || a.from <= b.to)

export const postDecider: Decider<PostHeld, PostCommand, typeof postEvents, PostContext> = {
  evolve(state, event) {
    if (event.kind === 'PostFilled/1') return { ...event.body, named: signed(event) }
    if (!state) return undefined
    const { to, reason: why } = event.body
    return { ...state, to, left: { ...signed(event), reason: why } }
  },
  obstacles(state, command, { held = [] }) {
    if (command.do === 'leave') {
      const { from, to } = begun(state)
      return [
        ...(to === undefined ? [] : [one('post-left', '已经登记离任', 'They have left it already', 'to')]),
        ...(command.to < from
          ? [one('post-before', '离任日期不能早于任职日期', 'They left it before they had it', 'to')]
          : []),
      ]
    }
    const { post, unit, person, from } = command.facts
    const { of, one: single, title } = namedPosts[post]
    const there = held.filter((each) => meet(each, { from }))
    return [
      ...((of === 'unit') === (unit !== undefined)
        ? []
        : [
            one(
              'post-of',
              of === 'unit' ? `${title.zh}按单位确定，请选择单位` : `${title.zh}是全局的，不分单位`,
              of === 'unit' ? `${title.en} is named for a unit` : `${title.en} is the bureau's and no unit's`,
              'unit',
            ),
          ]),
      ...(there.some((each) => each.person === person)
        ? [one('post-same', '此人在这段时间已经担任', 'This person has it in that time already', 'person')]
        : single && there.length > 0
          ? [
              one(
                'post-taken',
                `${title.zh}同时只有一人：先登记原任的离任日期`,
                `${title.en} is one person at a time: enter when the last one left first`,
                'person',
              ),
            ]
          : []),
    ]
  },
  decide: (_state, command): readonly HappeningOf<typeof postEvents>[] =>
    command.do === 'fill'
      ? [{ kind: 'PostFilled/1', body: command.facts }]
      : [{ kind: 'PostLeft/1', body: { to: command.to, reason: command.reason } }],
}

/** Whether somebody is in a post on that day. */
export const holdsOn = ({ from, to }: Pick<PostHeld, 'from' | 'to'>, day: CalendarDate): boolean =>
  from <= day && (to === undefined || day <= to)

interface PostColumns {
  readonly post: NamedPost
  readonly unit: string | null
  readonly person: string
  readonly first_day: CalendarDate
  readonly last_day: CalendarDate | null
}

export const postStream = {
  prefix: 'post',
  events: postEvents,
  decider: postDecider,
  table: {
    name: 'posts',
    columns: ({ post, unit, person, from, to }: PostHeld): PostColumns => ({
      post,
      unit: unit ?? null,
      person,
      first_day: from,
      last_day: to ?? null,
    }),
  },
} as const satisfies StreamOf<PostHeld, typeof postEvents, PostCommand, PostContext>
