import { acceptedArrival, quarantineStream } from '@liuhen/core/intake'
import { recordingStream } from '@liuhen/core/recordings'
import { accountabilityPolicies } from './accountability/index.ts'
import { approvedIsDone, publishedIsDone } from './cases/index.ts'
import { catalogueIsDue, decidedIsDue, staffIsDue, unitIsDue, withdrawnIsDueAgain } from './disclosures/index.ts'
import { type Policy, policy } from './ledger/index.ts'
import type { Law } from './packs/index.ts'
import { type Papers, saidIsDrafted } from './papers/index.ts'
import { takenInIsArchived } from './volumes/index.ts'
import { sheetIsReview } from './supervision/index.ts'
import { keepingPolicies } from './retention/index.ts'
import { approvedIsGranted } from './requests/index.ts'

/** A file that is accepted from quarantine is a recording, or one more arrival of one, flagged for good. */
export const acceptedIsPreserved = policy(
  quarantineStream,
  ['QuarantineSettled/1'],
  async (trx, { body: { decision, recording }, at, actor }, file, journal) => {
    if (decision !== 'accepted' || recording === undefined) return []
    const command = { do: 'preserve', arrival: acceptedArrival(file) } as const
    return (await journal.act(trx, recordingStream, recording, command, { at, actor, id: recording })).entries
  },
)

/** Everything that happens in one capability because of what happened in another. */
export const policies: readonly Policy[] = [acceptedIsPreserved]

/** With those that ask the rules of a day; drafts are begun where papers can be typeset. */
export const policiesBy = (law: Law, typesetter?: Papers['typesetter']): readonly Policy[] => [
  ...policies,
  approvedIsDone(law),
  takenInIsArchived(law),
  ...keepingPolicies(law),
  ...accountabilityPolicies(law),
  decidedIsDue(law),
  withdrawnIsDueAgain,
  publishedIsDone(law),
  staffIsDue(law),
  unitIsDue(law),
  catalogueIsDue(law),
  approvedIsGranted(law),
  sheetIsReview(law),
  ...(typesetter ? [saidIsDrafted(law, typesetter)] : []),
]
