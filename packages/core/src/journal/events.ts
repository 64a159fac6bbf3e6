import { z } from 'zod'
import { activityEvents } from '../activities/index.ts'
import { deviceEvents } from '../devices/index.ts'
import { intakeEvents } from '../intake/index.ts'
import { because, Instant, Malformed } from '../kernel/index.ts'
import { packsEvents } from '../packs/index.ts'
import { peopleEvents } from '../people/index.ts'
import { recordingEvents } from '../recordings/index.ts'

/** Every kind of event there is, by name and version. An old version stays here for good: its events are still read. */
export const eventKinds = {
  ...peopleEvents,
  ...deviceEvents,
  ...intakeEvents,
  ...recordingEvents,
  ...packsEvents,
  ...activityEvents,
} as const
export type EventKind = keyof typeof eventKinds
export type BodyOf<K extends EventKind> = z.infer<(typeof eventKinds)[K]>

/** `person:<uuid>`, `station:<uuid>` or `system`. */
export const Actor = z.string().regex(/^(system|(person|station):[0-9a-f-]{36})$/)

/** What a capability hands to the journal; the journal gives it its name and its salt. */
export type NewEvent = {
  [K in EventKind]: {
    readonly stream: string
    readonly version: number
    readonly kind: K
    readonly at: Instant
    readonly actor: string
    readonly body: BodyOf<K>
  }
}[EventKind]

/** The body of an event as its kind says, or Malformed naming the kind and the first thing wrong with it. */
export function readBody<K extends EventKind>(kind: K, body: unknown): BodyOf<K> {
  const read = eventKinds[kind].safeParse(body)
  if (read.success) return read.data as BodyOf<K>
  const where = read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; ')
  throw because(
    Malformed,
    'event-body',
    `事件 ${kind} 的内容不合规格：${where}`,
    `The body of ${kind} is not of its shape: ${where}`,
  )
}
export const isEventKind = (kind: string): kind is EventKind => Object.hasOwn(eventKinds, kind)
