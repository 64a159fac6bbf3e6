import { type Obstacle, because, Refused, text } from '@liuhen/core/kernel'
import type { Viewer } from '@liuhen/core/access'
import type { Identity } from '@liuhen/core/people'
import type { Db } from '../platform/database/index.ts'
import { changeOne, none, officeOf, ownAccount } from './change.ts'
import type { People } from './people.ts'
import { endSessions } from './sessions.ts'

/**
 * Asks that an account at the identity provider be somebody's: it would stand for their password, so another administrator
 * confirms it. Throws Refused where no provider is set up, for oneself, and where it is somebody else's already.
 */
export async function proposeIdentity(
  here: People,
  viewer: Viewer,
  id: string,
  { subject, reason }: { readonly subject: string; readonly reason: string },
): Promise<void> {
  const issuer = here.config.provider?.issuer
  if (issuer === undefined)
    throw because(
      Refused,
      'no-provider',
      '本系统没有设置统一身份认证，请在服务器上设置 LIUHEN_OIDC_ISSUER 等各项后重新启动',
      'No identity provider is set up here: set LIUHEN_OIDC_ISSUER and what belongs to it on the server, and start it again',
    )
  await changeOne(here, `person:${viewer.person}`, id, async (trx) => {
    none([...ownAccount(viewer, id), ...(await identityTaken(trx, id, { issuer, subject }))])
    return { kind: 'IdentityProposed/1', body: { issuer, subject, reason, office: officeOf(viewer) } }
  })
}

/** Takes it away at once, and ends their sessions. Throws Refused where none is linked, and for oneself. */
export async function unlinkIdentity(here: People, viewer: Viewer, id: string, reason: string): Promise<void> {
  await changeOne(here, `person:${viewer.person}`, id, async (_, { state }) => {
    none(ownAccount(viewer, id))
    if (!state.identity)
      throw because(
        Refused,
        'identity-none',
        '该人员没有关联统一身份认证的账号',
        'This person is not linked to an account at the identity provider',
      )
    return { kind: 'IdentityUnlinked/1', body: { reason } }
  })
  await endSessions(here, id)
}

/** What keeps an account at the provider from being theirs: it is somebody else's. */
export async function identityTaken(trx: Db, id: string, { issuer, subject }: Identity): Promise<Obstacle[]> {
  const holder = await trx
    .selectFrom('people')
    .select('name')
    .where('identity_issuer', '=', issuer)
    .where('identity_subject', '=', subject)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (!holder) return []
  const message = text(
    `标识 ${subject} 已经关联 ${holder.name}，一个标识只能属于一人`,
    `The identity ${subject} is ${holder.name}’s already, and belongs to one person only`,
  )
  return [{ code: 'identity-taken', message, field: 'subject' }]
}
