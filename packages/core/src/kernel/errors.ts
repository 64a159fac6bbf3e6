import type { Text } from './text.ts'

/** Where a rule stands: `changsha-county-2023/41`, and its words when they are to be quoted. */
export interface Citation {
  readonly article: string
  readonly quote?: string
}

/** One thing that stands in the way of an act, said so that a person can act on it. */
export interface Obstacle {
  readonly code: string
  readonly message: Text
  readonly citation?: Citation
  /** Further articles that want the same. */
  readonly also?: readonly Citation[]
  /** The input field the obstacle belongs to, as a path such as `rows.3.number`. */
  readonly field?: string
}

/** Why something could not be done. A closed family: anything else that is thrown is a bug. */
export abstract class Failure extends Error {
  abstract readonly kind: 'refused' | 'malformed' | 'denied' | 'missing' | 'corrupt'
  readonly obstacles: readonly Obstacle[]

  constructor(obstacles: readonly Obstacle[]) {
    super(obstacles.map((one) => one.message.en).join(' · '))
    this.name = new.target.name
    this.obstacles = obstacles
  }
}

/** Understood and permitted, but something stands in the way: all of it is listed. */
export class Refused extends Failure {
  readonly kind = 'refused'
}
/** Not understood: the input is not of the shape it must have. */
export class Malformed extends Failure {
  readonly kind = 'malformed'
}
/** Not this person, or not without signing in. */
export class Denied extends Failure {
  readonly kind = 'denied'
}
/** Nothing of that name is here. */
export class Missing extends Failure {
  readonly kind = 'missing'
}
/** What was read is not what was written. */
export class Corrupt extends Failure {
  readonly kind = 'corrupt'
}

type Thrown = typeof Refused | typeof Malformed | typeof Denied | typeof Missing | typeof Corrupt

/** `throw because(Refused, 'unit-unknown', '没有这个单位', 'There is no such unit')` */
export function because(kind: Thrown, code: string, zh: string, en: string, more: Partial<Obstacle> = {}): Failure {
  return new kind([{ code, message: { zh, en }, ...more }])
}
