import type { z } from 'zod'
import type { CalendarDate } from '../kernel/index.ts'
import type { EventOf, Signed } from '../stream/index.ts'
import { signed } from '../stream/index.ts'
import type { publicationEvents } from './events.ts'

type Body<K extends keyof typeof publicationEvents> = z.infer<(typeof publicationEvents)[K]>

/** One version, and what has become of it. */
export interface PublicationVersion extends Body<'PublicationWritten/1'> {
  readonly written: Signed
  readonly submitted?: Signed
  readonly checked?: Signed
  readonly approved?: Signed & { readonly post: string }
  readonly returned?: Signed & { readonly reason: string }
  readonly published?: Signed & { readonly url: string }
}

export type UpdateDue = Signed & Body<'PublicationUpdateDue/1'>

/** One matter that is or may be made public, with every version of it. */
export interface PublicationState extends Body<'PublicationBegun/1'> {
  readonly begun: Signed
  readonly versions: readonly PublicationVersion[]
  readonly shown: readonly (Signed & Body<'PublicationShown/1'>)[]
  /** Changes that what is public does not follow yet. */
  readonly updates: readonly UpdateDue[]
  readonly withdrawalDue?: Signed & Body<'PublicationWithdrawalDue/1'>
  readonly withdrawn?: Signed & { readonly reason: string }
  readonly withheld?: Signed & Body<'PublicationWithheld/1'>
  readonly ended?: Signed & Body<'PublicationEnded/1'>
}

/** `due`: nothing is written yet. `revising`: public, and a newer version is under way. */
export type PublicationStands =
  | 'due'
  | 'draft'
  | 'returned'
  | 'checking'
  | 'approving'
  | 'approved'
  | 'published'
  | 'withdrawn'
  | 'withheld'
  | 'ended'

export const newest = ({ versions }: Pick<PublicationState, 'versions'>): PublicationVersion | undefined =>
  versions.at(-1)
/** The version that is on the website, or was until it was withdrawn. */
export const publicVersion = ({ versions }: Pick<PublicationState, 'versions'>): PublicationVersion | undefined =>
  versions.findLast((one) => one.published !== undefined)

/** How the newest version of it stands. */
export function standsOf(state: PublicationState): PublicationStands {
  if (state.withdrawn) return 'withdrawn'
  if (state.ended) return 'ended'
  if (state.withheld) return 'withheld'
  const version = newest(state)
  if (!version) return 'due'
  if (version.published) return 'published'
  if (version.returned) return 'returned'
  if (version.approved) return 'approved'
  if (version.checked) return 'approving'
  return version.submitted ? 'checking' : 'draft'
}

/** Whether the public reads it on that day: published, not withdrawn, its last day not over. */
export function isPublicOn(state: PublicationState, day: CalendarDate): boolean {
  const version = publicVersion(state)
  if (version === undefined || state.withdrawn || state.ended) return false
  return version.content.until === undefined || version.content.until >= day
}

/** What the events of one `publication:` stream leave behind. */
export function evolvePublication(
  state: PublicationState | undefined,
  event: EventOf<typeof publicationEvents>,
): PublicationState | undefined {
  const by = signed(event)
  if (event.kind === 'PublicationBegun/1') return { ...event.body, begun: by, versions: [], shown: [], updates: [] }
  if (!state) return undefined
  switch (event.kind) {
    case 'PublicationWritten/1': {
      const { withheld: _no, ...rest } = state
      return { ...rest, versions: [...state.versions, { ...event.body, written: by }] }
    }
    case 'PublicationSubmitted/1':
      return ofVersion(state, event.body.version, { submitted: by })
    case 'PublicationChecked/1':
      return ofVersion(state, event.body.version, { checked: by })
    case 'PublicationApproved/1':
      return ofVersion(state, event.body.version, { approved: { ...by, post: event.body.post } })
    case 'PublicationReturned/1':
      return ofVersion(state, event.body.version, { returned: { ...by, reason: event.body.reason } })
    case 'PublicationPublished/1': {
      const next = ofVersion(state, event.body.version, { published: { ...by, url: event.body.url } })
      const written = next.versions.find((one) => one.version === event.body.version)?.written.at ?? by.at
      // Of what was noticed after the version was written it says nothing yet.
      return { ...next, updates: next.updates.filter((one) => one.at > written) }
    }
    case 'PublicationShown/1':
      return { ...state, shown: [...state.shown, { ...event.body, ...by }] }
    case 'PublicationUpdateDue/1':
      return { ...state, updates: [...state.updates, { ...event.body, ...by }] }
    case 'PublicationWithdrawalDue/1':
      return { ...state, withdrawalDue: { ...event.body, ...by } }
    case 'PublicationWithdrawn/1':
      return { ...state, withdrawn: { ...by, reason: event.body.reason } }
    case 'PublicationWithheld/1':
      return { ...state, withheld: { ...event.body, ...by } }
    case 'PublicationEnded/1':
      return { ...state, ended: { ...event.body, ...by } }
    default:
      return state
  }
}

const ofVersion = (state: PublicationState, version: number, more: Partial<PublicationVersion>): PublicationState => ({
  ...state,
  versions: state.versions.map((one) => (one.version === version ? { ...one, ...more } : one)),
})
