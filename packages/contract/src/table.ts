import { accountabilityEndpoints } from './accountability/index.ts'
import { activitiesEndpoints } from './activities/endpoints.ts'
import { agendaEndpoints } from './agenda/index.ts'
import { casesEndpoints } from './cases/endpoints.ts'
// Not through its door: the files behind it bring readers that pages do not need.
import { causesEndpoints } from './causes/endpoints.ts'
import { consolidationEndpoints } from './consolidation/index.ts'
import { disclosuresEndpoints } from './disclosures/endpoints.ts'
import { devicesEndpoints } from './devices/index.ts'
import { discsEndpoints } from './discs/index.ts'
import { dutiesEndpoints } from './duties/index.ts'
import { healthEndpoints } from './health/index.ts'
import { inspectionsEndpoints } from './inspections/endpoints.ts'
import { intakeEndpoints } from './intake/index.ts'
import { ledgerEndpoints } from './ledger/index.ts'
import { packagesEndpoints } from './packages/index.ts'
// Not through its door: the documents behind it bring a YAML reader that pages do not need.
import { packsEndpoints } from './packs/endpoints.ts'
import { oversightEndpoints } from './oversight/endpoints.ts'
import { papersEndpoints } from './papers/index.ts'
import { peopleEndpoints } from './people/index.ts'
import { recordingsEndpoints } from './recordings/index.ts'
import { volumesEndpoints } from './volumes/index.ts'
import { retentionEndpoints } from './retention/index.ts'
import { redactionsEndpoints } from './redactions/index.ts'
import { sealsEndpoints } from './seals/index.ts'
import { reviewsEndpoints } from './reviews/index.ts'
import { informantsEndpoints } from './informants/index.ts'
import { scoreEndpoints } from './score/endpoints.ts'
import { supervisionEndpoints } from './supervision/endpoints.ts'
import { requestsEndpoints } from './requests/endpoints.ts'
import { workbenchEndpoints } from './workbench/index.ts'

/** Every endpoint there is, with whom it serves: the one table of permissions. */
export const table = {
  ...peopleEndpoints,
  ...devicesEndpoints,
  ...intakeEndpoints,
  ...recordingsEndpoints,
  ...requestsEndpoints,
  ...packagesEndpoints,
  ...ledgerEndpoints,
  ...workbenchEndpoints,
  ...packsEndpoints,
  ...activitiesEndpoints,
  ...casesEndpoints,
  ...causesEndpoints,
  ...papersEndpoints,
  ...sealsEndpoints,
  ...volumesEndpoints,
  ...reviewsEndpoints,
  ...disclosuresEndpoints,
  ...agendaEndpoints,
  ...consolidationEndpoints,
  ...dutiesEndpoints,
  ...retentionEndpoints,
  ...discsEndpoints,
  ...redactionsEndpoints,
  ...supervisionEndpoints,
  ...scoreEndpoints,
  ...informantsEndpoints,
  ...accountabilityEndpoints,
  ...inspectionsEndpoints,
  ...oversightEndpoints,
  ...healthEndpoints,
} as const
export type Table = typeof table
export type EndpointName = keyof Table
