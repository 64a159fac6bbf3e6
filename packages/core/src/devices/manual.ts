import { z } from 'zod'
import { type Citation, type Instant, type Obstacle, storable, text } from '../kernel/index.ts'
import { begun, type Decider, type Moment, type StreamOf } from '../stream/index.ts'

const model = z.string().trim().min(1).max(80)

/** How a model of device is to be used, as its maker or the bureau wrote it. */
export const Manual = z.object({ model, text: z.string().trim().min(10).max(60_000).transform(storable) })
export type Manual = z.infer<typeof Manual>

export const manualEvents = {
  'ManualGiven/1': Manual,
  /** Whoever acts has read the text that was given `edition`-th. */
  'ManualRead/1': z.object({ edition: z.number().int().positive() }),
} as const

export interface ManualState extends Manual {
  /** How often a text was given; the one that stands is the last. */
  readonly edition: number
  readonly givenAt: Instant
  readonly readers: readonly { readonly by: string; readonly edition: number; readonly at: Instant }[]
}

export type ManualCommand =
  | { readonly do: 'give'; readonly manual: Manual }
  | { readonly do: 'read'; readonly edition: number }

export const manualDecider: Decider<ManualState, ManualCommand, typeof manualEvents, Moment> = {
  evolve(state, event) {
    if (event.kind === 'ManualGiven/1')
      return {
        ...event.body,
        edition: (state?.edition ?? 0) + 1,
        givenAt: event.at,
        readers: state?.readers ?? [],
      }
    return (
      state && {
        ...state,
        readers: [...state.readers, { by: event.actor, edition: event.body.edition, at: event.at }],
      }
    )
  },
  obstacles(state, command) {
    if (command.do === 'give') return []
    // Between opening the page and confirming, another text may have been given.
    if (command.edition === begun(state).edition) return []
    const message = text('说明书刚刚更新，请重新打开再确认', 'The manual was replaced meanwhile: open it again')
    return [{ code: 'manual-replaced', message }]
  },
  decide(state, command, { actor }) {
    if (command.do === 'give') return [{ kind: 'ManualGiven/1', body: command.manual }]
    const isRead = state && hasRead(state, actor)
    return isRead ? [] : [{ kind: 'ManualRead/1', body: { edition: command.edition } }]
  },
}

/** Whether that actor, `person:<uuid>`, has read the text that stands. */
export const hasRead = ({ readers, edition }: Pick<ManualState, 'readers' | 'edition'>, actor: string): boolean =>
  readers.some((one) => one.by === actor && one.edition === edition)

export const manualStream = {
  prefix: 'manual',
  events: manualEvents,
  decider: manualDecider,
  table: { name: 'manuals', columns: ({ model: of }: ManualState) => ({ model: of }) },
} as const satisfies StreamOf<ManualState, typeof manualEvents, ManualCommand, Moment>

/** The manual of a model that whoever is to have the device has not read, and the article that wants it followed. */
export interface UnreadManual {
  readonly model: string
  readonly name: string
  readonly citation?: Citation | undefined
}

export function manualObstacles(unread: UnreadManual | undefined): Obstacle[] {
  if (!unread) return []
  const message = text(
    `${unread.name}还没有确认读过 ${unread.model} 的使用说明书：由本人在“设备”页打开并确认，再配发`,
    `${unread.name} has not confirmed the manual of ${unread.model}: they open it on the device's page and confirm, then it is issued`,
  )
  return [{ code: 'manual-unread', message, field: 'holder', ...(unread.citation && { citation: unread.citation }) }]
}
