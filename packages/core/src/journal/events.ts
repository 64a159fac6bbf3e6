import { z } from 'zod'
import type { Instant } from '../kernel/index.ts'
import { bodyOf, type HappeningOf } from '../stream/index.ts'
import { streamTypes } from './streams.ts'

type AllOf<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer All) => void ? All : never

/** Every kind of event there is, by name and version, of all types of stream. */
export const eventKinds = Object.assign({}, ...streamTypes.map((one) => one.events)) as AllOf<
  (typeof streamTypes)[number]['events']
>
export type EventKind = keyof typeof eventKinds
export type BodyOf<K extends EventKind> = z.infer<(typeof eventKinds)[K]>

/** `person:<uuid>`, `station:<uuid>` or `system`. */
export const Actor = z.string().regex(/^(system|(person|station):[0-9a-f-]{36})$/)

/** What happened, and nothing of where and when: every kind with the body that is its own. */
export type Happening<Of extends EventKind = EventKind> = HappeningOf<Pick<typeof eventKinds, Of>>

/** What a capability hands to the journal; the journal gives it its name and its salt. */
export type NewEvent = Happening & {
  readonly stream: string
  readonly version: number
  readonly at: Instant
  readonly actor: string
}

/** The body of an event as its kind says. Throws Malformed naming the kind and what is wrong with it. */
export const readBody = <K extends EventKind>(kind: K, body: unknown): BodyOf<K> =>
  bodyOf({ events: eventKinds }, kind, body) as BodyOf<K>
export const isEventKind = (kind: string): kind is EventKind => Object.hasOwn(eventKinds, kind)
