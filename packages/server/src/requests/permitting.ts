import type { Role, Viewer } from '@liuhen/core/access'
import type { Journal } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'

export interface Permitting {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
}

/** Who serves somebody of outside under their granted request: who keeps recordings, besides whoever entered it. */
export const SERVES: readonly Role[] = ['custodian', 'information-centre', 'legal-section']
export const serves = (viewer: Viewer): boolean => viewer.roles.some((role) => SERVES.includes(role))
