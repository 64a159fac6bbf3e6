import type { Notice } from '@liuhen/contract/people'
import type { BodyOf, EventKind } from '@liuhen/core/journal'
import type { Reaction } from '../ledger/index.ts'

/** What a person is told of their own account, by the kind of event it is. What they did themselves in their session is not among it. */
const TOLD = {
  'SignedIn/1': 'signed-in',
  'SignInFailed/1': 'sign-in-failed',
  'PersonLocked/1': 'held',
  'PasswordResetProposed/1': 'password-reset-proposed',
  'PasswordSet/1': 'password-set',
  'SecondFactorResetProposed/1': 'second-factor-reset-proposed',
  'SecondFactorForgotten/1': 'second-factor-forgotten',
  'SecondFactorSet/1': 'second-factor-set',
  'EnrolmentCodeIssued/1': 'code-issued',
  'IdentityLinked/1': 'identity-linked',
  'IdentityUnlinked/1': 'identity-unlinked',
  'RolesGiven/1': 'roles-given',
  'PersonSuspended/1': 'suspended',
  'PersonReinstated/1': 'reinstated',
} as const satisfies Partial<Record<EventKind, Notice['kind']>>
const isTold = (kind: string): kind is keyof typeof TOLD => Object.hasOwn(TOLD, kind)

/** Keeps what people are told of their accounts. */
export const keepNotices: Reaction = {
  async after(trx, entries) {
    const rows = entries.flatMap(({ event }) => {
      if (!isTold(event.kind)) return []
      const kind = TOLD[event.kind]
      const [type, id] = event.stream.split(':', 2)
      const body = event.body as Partial<BodyOf<'SignedIn/1'>>
      const person = type === 'person' ? id : body.person
      if (person === undefined) return []
      const { address = null, agent = null, newDevice = false } = body
      const of = { person, event: event.id, at: event.at, kind, stream: event.stream }
      return [{ ...of, address, agent, new_device: newDevice, by: event.actor }]
    })
    if (rows.length > 0) await trx.insertInto('account_notice').values(rows).execute()
  },
}
