import type { OriginView } from '@liuhen/contract/recordings'
import type { Viewer } from '@liuhen/core/access'
import type { Claim } from '@liuhen/core/intake'
import { doubtsOf, isRejected, isUnconfirmed, originOf, type RecordingState } from '@liuhen/core/recordings'
import { againstConfirming } from './confirm.ts'

/** How a recording came, who says what of it, and whether somebody confirmed it, with names in place of ids. */
export function originView(
  state: RecordingState,
  viewer: Viewer,
  {
    actors,
    people,
    device,
  }: {
    readonly actors: (actor: string) => string
    readonly people: ReadonlyMap<string, string>
    readonly device: (id: string) => string | undefined
  },
): OriginView {
  const { provenance } = originOf(state)
  const { confirmation, rejection } = state
  const claim = (one: Claim): OriginView['claims'][number] => {
    if (one.what === 'clock') return { what: 'clock', says: one.says, value: '', clock: one.clock }
    if (one.what === 'kind') return { what: 'kind', says: one.says, value: one.kind }
    if (one.what === 'device-time') return { what: 'device-time', says: one.says, value: one.wall }
    const known = one.what === 'device' ? one.device : one.person
    const named = one.what === 'officer' && one.person ? people.get(one.person) : undefined
    const value = [named, one.number].filter((part) => part !== undefined).join(' ')
    return { what: one.what, says: one.says, value, ...(known && { known }) }
  }
  return {
    how: provenance.how,
    by: actors(provenance.by),
    asked: provenance.asked,
    signed: provenance.signature !== undefined,
    unconfirmed: isUnconfirmed(state),
    doubts: doubtsOf(state),
    claims: provenance.claims.map(claim),
    against: againstConfirming(viewer, state),
    ...(rejection &&
      isRejected(state) && {
        rejection: { at: rejection.at, by: actors(rejection.by), reason: rejection.reason },
      }),
    ...(confirmation && {
      confirmation: {
        at: confirmation.at,
        by: actors(confirmation.by),
        reason: confirmation.reason,
        ...(confirmation.device && { device: device(confirmation.device) ?? confirmation.device }),
        ...(confirmation.officer && { officer: people.get(confirmation.officer) ?? '' }),
      },
    }),
  }
}
