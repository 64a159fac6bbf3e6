import type { Role } from '@liuhen/core/access'
import type { Instant } from '@liuhen/core/kernel'
import type { Outside, PersonState, UnitState } from '@liuhen/core/people'
import type { Generated } from 'kysely'

declare module '../platform/database/schema.ts' {
  interface Schema {
    bureau: BureauTable
    units: UnitTable
    people: PersonTable
    credential: CredentialTable
    second_factor: SecondFactorTable
    session: SessionTable
    sign_in_failure: SignInFailureTable
    sign_in_hold: SignInHoldTable
    known_device: KnownDeviceTable
    account_notice: AccountNoticeTable
    outside_acts: OutsideActTable
  }
}

export interface BureauTable {
  sole: Generated<boolean>
  id: string
  name: string
  slug: string
  origin: string
  sample: boolean
  founded_at: Instant
}

export interface UnitTable {
  id: string
  version: number
  state: UnitState
  code: string
  name: string
  parent: string | null
}

export interface PersonTable {
  id: string
  version: number
  state: PersonState
  name: string
  user_name: string
  unit: string
  roles: Role[]
  certificate_number: string | null
  camera_user_number: string | null
  suspended: boolean
  /** Whether something about the account waits for another administrator. */
  proposed: Generated<boolean>
  identity_issuer: string | null
  identity_subject: string | null
}

export interface CredentialTable {
  person: string
  hash: string
  history: string[]
  changed_at: Instant
  must_change: boolean
  notices_read: Instant | null
  pending_hash: string | null
  enrolment: Buffer | null
  enrolment_at: Instant | null
  enrolment_free: Generated<boolean>
}

export interface SecondFactorTable {
  person: string
  sealed: Buffer | null
  pending: Buffer | null
  last_step: Generated<number>
}

export interface SessionTable {
  id: Buffer
  person: string
  sign_in: string
  begun_at: Instant
  last_seen_at: Instant
  address: string
  agent: Generated<string>
}

export interface SignInHoldTable {
  person: string
  source: string
  failures: number
  held_until: Instant | null
  last_at: Instant
}

export interface KnownDeviceTable {
  person: string
  id: Buffer
  agent: string
  first_at: Instant
  last_at: Instant
}

export interface AccountNoticeTable {
  person: string
  event: string
  at: Instant
  kind: string
  stream: string
  address: string | null
  agent: string | null
  new_device: boolean
  by: string | null
}

export interface SignInFailureTable {
  id: string
  address: string
  at: Instant
}

export interface OutsideActTable {
  id: string
  person: string
  role: Role
  at: Instant
  endpoint: string | null
  told: Omit<Outside, 'at' | 'actor' | 'role'>
}
