import { originOf, type StatedItem } from '@liuhen/core/recordings'
import { deviceOf } from '../devices/index.ts'
import { namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingOf } from '../recordings/index.ts'

/** What a statement says of these recordings, numbered from 1 in this order, with names in place of ids. */
export async function statedItems(
  db: Db,
  recordings: readonly string[],
  names: (actor: string) => string,
  redacted: ReadonlyMap<string, string>,
): Promise<StatedItem[]> {
  const people = await namesOfPeople(db)
  const items: StatedItem[] = []
  for (const [i, id] of recordings.entries()) {
    const { state, officer, claimed_officer } = await recordingOf(db, id)
    const { provenance } = originOf(state)
    const number = provenance.claims.find((one) => one.what === 'officer' && one.number !== undefined)
    items.push({
      number: i + 1,
      state,
      sender: names(provenance.by),
      officer: officer === null ? undefined : people.get(officer),
      claimed:
        (claimed_officer === null ? undefined : people.get(claimed_officer)) ??
        (number?.what === 'officer' ? number.number : undefined),
      confirmedBy: state.confirmation && names(state.confirmation.by),
      confirmedDevice:
        state.confirmation?.device === undefined
          ? undefined
          : (await deviceOf(db, state.confirmation.device)).state.number,
      confirmedOfficer: state.confirmation?.officer === undefined ? undefined : people.get(state.confirmation.officer),
      isRedacted: redacted.has(id),
      rejectedBy: state.rejection && names(state.rejection.by),
    })
  }
  return items
}
