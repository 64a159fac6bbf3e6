import { table } from '@liuhen/contract'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { because, Missing, type Obstacle, Refused } from '@liuhen/core/kernel'
import {
  type Asked,
  confirmationObstacles,
  type ProvenanceConfirmation,
  type ProvenanceRejection,
  type RecordingState,
} from '@liuhen/core/recordings'
import { deviceOf } from '../devices/index.ts'
import { unitOfPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actOn, type Recordings } from './commands.ts'

/** What stands against this viewer's confirming where a recording is from; empty when nothing does. */
export function againstConfirming(viewer: Viewer, state: RecordingState, officer?: string): Obstacle[] {
  return confirmationObstacles(state, asked(viewer), officer)
}

function asked(viewer: Viewer): Asked {
  const scope = scopeOf(viewer)
  const units = scope && 'units' in scope ? scope.units : undefined
  return { person: viewer.person, ...(units && { units }) }
}

/**
 * Says that a recording is not from where it is claimed to be. Throws Refused with everything that is against it, Missing for
 * a recording that is not there.
 */
export const rejectProvenance = (
  here: Recordings,
  viewer: Viewer,
  id: string,
  given: ProvenanceRejection,
): Promise<void> => actOn(here, id, `person:${viewer.person}`, { do: 'reject', given }, { asked: asked(viewer) })

/**
 * Says where a recording is from, of which nobody could tell. Throws Refused with everything that is against it, Missing
 * for a device or person that is not there.
 */
export async function confirmProvenance(
  here: Recordings,
  viewer: Viewer,
  id: string,
  given: ProvenanceConfirmation,
): Promise<void> {
  const units = await unitsOf(here.db, given)
  await actOn(here, id, `person:${viewer.person}`, { do: 'confirm', given }, { asked: asked(viewer), units })
}

/**
 * Says who recorded, of somebody else than oneself. What the register said stays beside it. Throws Missing for an unknown
 * person, and Refused.
 */
export async function annotateOfficer(
  here: Recordings,
  viewer: Viewer,
  id: string,
  given: { officer: string; reason: string },
): Promise<void> {
  const units = await unitsOf(here.db, { officer: given.officer })
  const mayConfirm = table.confirmProvenance.allow.some((role) => viewer.roles.includes(role))
  const context = { units, ...(mayConfirm && { asked: asked(viewer) }) }
  await actOn(here, id, `person:${viewer.person}`, { do: 'name-officer', ...given }, context)
}

/** Of the device and of the person, as far as either is named. */
async function unitsOf(
  db: Db,
  { device, officer }: Pick<ProvenanceConfirmation, 'device' | 'officer'>,
): Promise<string[]> {
  const named = device === undefined ? undefined : (await deviceOf(db, device)).state
  if (named?.kind === 'docking-station')
    throw because(
      Refused,
      'no-recorder',
      '采集站只读取音像，不录制：请选录制它的设备',
      'A docking station reads and does not record: choose the device that recorded it',
      { field: 'device' },
    )
  const ofDevice = named?.unit
  const ofPerson = officer === undefined ? undefined : await unitOfPerson(db, officer)
  if (officer !== undefined && ofPerson === undefined)
    throw because(Missing, 'person-unknown', '没有这个人员', 'There is no such person', { field: 'officer' })
  return [ofDevice, ofPerson].filter((one) => one !== undefined)
}
