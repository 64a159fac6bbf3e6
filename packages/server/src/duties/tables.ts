import type { NamedPost, PostHeld, Roster, Training, TrainingTopic } from '@liuhen/core/duties'
import type { CalendarDate } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    posts: PostTable
    rosters: RosterTable
    trainings: TrainingTable
  }
}

interface Stored<S> {
  id: string
  version: number
  state: S
}

export interface PostTable extends Stored<PostHeld> {
  post: NamedPost
  unit: string | null
  person: string
  first_day: CalendarDate
  last_day: CalendarDate | null
}

export interface RosterTable extends Stored<Roster> {
  unit: string
  day: CalendarDate
}

export interface TrainingTable extends Stored<Training> {
  topic: TrainingTopic
  day: CalendarDate
  trained: string[]
}
