import { originOf, type RecordingState, type StatedItem } from '@liuhen/core/recordings'
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
      correctedBy: correctedBy(state, names),
      isRedacted: redacted.has(id),
      rejectedBy: state.rejection && names(state.rejection.by),
    })
  }
  return items
}

/** Who has said, after somebody confirmed where it is from, that somebody else recorded it. */
function correctedBy(
  { confirmation, officerNotes }: RecordingState,
  names: (actor: string) => string,
): string | undefined {
  const note = officerNotes.at(-1)
  return confirmation && note && note.at >= confirmation.at ? names(note.by) : undefined
}
