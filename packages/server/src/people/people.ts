import type { OfferedPack, SetUp } from '@liuhen/contract/people'
import type { NewEvent } from '@liuhen/core/journal'
import type { Instant } from '@liuhen/core/kernel'
import type { z } from 'zod'
import type { Journal, Looks } from '../ledger/index.ts'
import type { Services } from '../platform/services.ts'
import type { CsvTable } from './csv/table.ts'
import type { Passwords } from './passwords.ts'
import type { Secrets } from './secrets.ts'
import type { SetUpPassword } from './set-up-password.ts'

/** What people and sign-in are built with. */
export interface People extends Services {
  readonly record: Journal['write']
  readonly looks: Looks
  readonly secrets: Secrets
  readonly passwords: Passwords
  /** Makes the log's key for a bureau of that slug, or finds the one there is; answers the log's origin. */
  readonly foundLog: (slug: string) => Promise<string>
  /** Asked for by the first-run set-up; undefined once that is done. */
  readonly setUpPassword: SetUpPassword | undefined
  /** Tables of other capabilities that come and go as CSV. */
  readonly devicesCsv?: CsvTable
  /** The instruments offered at set-up, and the events of the rules chosen there. */
  readonly rules?: {
    offered(): OfferedPack[]
    first(bureau: string, at: Instant, given: NonNullable<z.infer<typeof SetUp>['rules']>): NewEvent[]
  }
}
