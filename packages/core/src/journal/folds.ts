import { foldActivity } from '../activities/index.ts'
import { foldDevice } from '../devices/index.ts'
import { foldQuarantine } from '../intake/index.ts'
import type { Instant, Json } from '../kernel/index.ts'
import { foldCalendar, foldRuleSet } from '../packs/index.ts'
import { foldPerson, foldUnit } from '../people/index.ts'
import { foldRecording } from '../recordings/index.ts'

interface Happened {
  readonly kind: string
  readonly at: Instant
  readonly actor: string
  readonly body: unknown
}

/** How the events of each kind of stream become its read model; what an audit folds again and compares. */
export const folds = {
  unit: foldUnit,
  person: foldPerson,
  device: foldDevice,
  quarantine: foldQuarantine,
  recording: foldRecording,
  activity: foldActivity,
  'rule-set': foldRuleSet,
  calendar: foldCalendar,
} as const satisfies Record<string, (state: never, event: Happened) => object | undefined>
export type FoldedStream = keyof typeof folds

/** The read model of one stream from its first event on; undefined when its kind of stream has none. */
export function foldStream(stream: string, events: readonly Happened[]): Json | undefined {
  const fold = (folds as Record<string, (state: never, event: Happened) => object | undefined>)[
    stream.split(':')[0] as string
  ]
  if (!fold) return undefined
  let state: object | undefined
  for (const event of events) state = fold(state as never, event)
  return state as Json | undefined
}
