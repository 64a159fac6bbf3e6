import type { Role } from '@liuhen/core/access'
import type { NewEvent } from '@liuhen/core/journal'
import { because, millisecondsOf, Refused } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { type Identity, isTermOver, type PersonState } from '@liuhen/core/people'
import { uuidv7 } from '../platform/index.ts'
import { countAddress, forgetAddress } from './address-limit.ts'
import { enrols, needsCode } from './enrolment.ts'
import { tokenHash } from './cookie.ts'
import { isKnown, noteDevice } from './devices.ts'
import { attempt, forgive, takeBack, type Tried as Holding } from './lock.ts'
import type { People } from './people.ts'
import { FAILURES_TO_HOLD, TEMPORARY_PASSWORD_LIFE } from './policy.ts'
import { acceptCode, hasSecondFactor } from './second-factor.ts'
import { beginSession, endIdle } from './sessions.ts'

/** What comes with every attempt, whoever it is of. */
export interface Knock {
  readonly code?: string | undefined
  /** The code of a first sign-in. */
  readonly enrolment?: string | undefined
  readonly address: string
  /** What the browser is known by, where it is, and what it says of itself. */
  readonly device: string | undefined
  readonly agent: string
}
export interface Tried extends Knock {
  readonly userName: string
  readonly password: string
  /** The identity provider whose word stands for the password. */
  readonly issuer?: string
}
export type Outcome =
  | { readonly state: 'signed-in'; readonly person: string; readonly token: string; readonly device: string }
  | { readonly state: 'code-needed' | 'enrolment-needed' }

/**
 * Signs a person in. Throws Refused, with one sentence whatever was wrong and after the same time, so that nobody learns
 * which user names there are: password, code, lock, suspension and a user name nobody has look alike from outside. The
 * journal has the reason. Refused as well while too much has failed from one address.
 */
export async function signIn(here: People, tried: Tried): Promise<Outcome> {
  const account = await accountOf(here, tried.userName.trim().toLowerCase())
  return enter(here, tried, account, (hash) => here.passwords.matches(hash, tried.password))
}

/**
 * Signs in whoever an identity provider says it is: its word stands for the password and for nothing else. Throws as
 * {@link signIn} does, and Refused where nobody here is linked to that identity.
 */
export async function signInBy(here: People, { issuer, subject }: Identity, knocked: Knock): Promise<Outcome> {
  const account = await accountOf(here, { issuer, subject })
  const tried = { ...knocked, userName: account?.user_name ?? '', password: '', issuer }
  if (account) return enter(here, tried, account, async (hash) => hash !== undefined)
  await refuse(here, tried, undefined, 'identity', undefined).catch(() => undefined)
  throw because(
    Refused,
    'identity-unknown',
    `您在统一身份认证中的标识 ${subject} 还没有与本系统的账号关联。请把它告诉系统管理员，关联后由另一名管理员复核`,
    `Your identity ${subject} at the provider is not linked to an account here: tell it to the system administrator, and another administrator confirms the link`,
  )
}

async function enter(
  here: People,
  tried: Tried,
  account: Account | undefined,
  proves: (hash: string | undefined) => Promise<boolean>,
): Promise<Outcome> {
  await endIdle(here)
  const now = here.clock.now()
  const known = account !== undefined && (await isKnown(here.db, account.person, tried.device))
  // Whoever comes with a browser of theirs is held up by nobody else at the same address.
  const counted = known ? undefined : await countAddress(here, tried.address, now)
  const place = known ? `device:${tokenHash(tried.device ?? '').toString('hex')}` : `address:${tried.address}`
  const holding = { person: account?.person ?? '', source: place }
  const open = account && (await attempt(here.db, holding, now))
  const right = await proves(account && open ? account.hash : undefined)
  const why = reasonAgainst(account, open !== undefined, right, now)
  if (why !== undefined || !account) return refuse(here, tried, account?.person, why ?? 'unknown', open)
  const { person } = account
  const secondFactor = await hasSecondFactor(here, person)
  const enrolling = !secondFactor && (await needsCode(here.db, person))
  const missing = secondFactor ? !tried.code : enrolling && !tried.enrolment
  if (missing) {
    await takeBack(here.db, holding)
    await forgetAddress(here, counted)
    return { state: secondFactor ? 'code-needed' : 'enrolment-needed' }
  }
  const verdict = secondFactor
    ? await acceptCode(here, person, tried.code ?? '', now)
    : !enrolling || enrols(account, tried.enrolment ?? '', now)
      ? 'accepted'
      : 'enrolment'
  if (verdict !== 'accepted') return refuse(here, tried, person, verdict, open)
  await forgetAddress(here, counted)
  return admitted(here, holding, tried, secondFactor)
}

async function admitted(here: People, holding: Holding, tried: Tried, secondFactor: boolean): Promise<Outcome> {
  const at = here.clock.now()
  const id = uuidv7(at)
  const [{ person }, { address, agent }] = [holding, tried]
  const opened = await here.db.transaction().execute(async (trx) => {
    await forgive(trx, holding)
    const { device, isNew } = await noteDevice(trx, person, tried, at)
    const issuer = tried.issuer !== undefined && { issuer: tried.issuer }
    const body = { person, address, secondFactor, agent, newDevice: isNew, ...issuer }
    await here.record(trx, [
      { stream: `sign-in:${id}`, version: 1, kind: 'SignedIn/1', at, actor: `person:${person}`, body },
    ])
    return { token: await beginSession(trx, { person, signIn: id, at, address, agent }), device }
  })
  return { state: 'signed-in', person, ...opened }
}

interface Account {
  readonly person: string
  readonly user_name: string
  readonly hash: string
  readonly roles: readonly Role[]
  readonly suspended: boolean
  readonly enrolment: Buffer | null
  readonly enrolment_at: Instant | null
  readonly must_change: boolean
  readonly changed_at: Instant
  readonly state: Pick<PersonState, 'until'>
}

function accountOf(here: People, of: string | Identity): Promise<Account | undefined> {
  const accounts = here.db
    .selectFrom('people')
    .innerJoin('credential', 'credential.person', 'people.id')
    .select(['credential.person', 'user_name', 'hash', 'roles', 'suspended', 'people.state'])
    .select(['must_change', 'changed_at', 'enrolment', 'enrolment_at'])
  return typeof of === 'string'
    ? accounts.where('user_name', '=', of).executeTakeFirst()
    : accounts.where('identity_issuer', '=', of.issuer).where('identity_subject', '=', of.subject).executeTakeFirst()
}

function reasonAgainst(account: Account | undefined, open: boolean, right: boolean, now: Instant): string | undefined {
  if (!account) return 'unknown'
  if (!open) return 'locked'
  if (!right) return 'password'
  if (account.suspended) return 'suspended'
  if (account.roles.length === 0) return 'unconfirmed'
  if (isTermOver(account.state, now)) return 'term-over'
  const unused = millisecondsOf(now) - millisecondsOf(account.changed_at)
  return account.must_change && unused > TEMPORARY_PASSWORD_LIFE ? 'expired' : undefined
}

/** Writes the failure down, and the lock when this was the one that closed it. Always throws. */
async function refuse(
  here: People,
  tried: Tried,
  person: string | undefined,
  reason: string,
  open: { readonly failures: number; readonly heldUntil: Instant | undefined } | undefined,
): Promise<never> {
  const at = here.clock.now()
  const stream = `sign-in:${uuidv7(at)}`
  // A name nobody has is not written down: people type their password into that field.
  const userName = person === undefined ? '' : tried.userName
  const body = { userName, ...(person !== undefined && { person }), address: tried.address, reason }
  const events: NewEvent[] = [{ stream, version: 1, kind: 'SignInFailed/1', at, actor: 'system', body }]
  if (person !== undefined && open?.heldUntil !== undefined) {
    const lock = { person, until: open.heldUntil, failures: open.failures, address: tried.address }
    events.push({ stream, version: 2, kind: 'PersonLocked/1', at, actor: 'system', body: lock })
  }
  await here.db.transaction().execute((trx) => here.record(trx, events))
  throw because(
    Refused,
    'sign-in-failed',
    `用户名、密码或动态口令不正确，或账号已停用、尚未复核。在一处连续失败 ${FAILURES_TO_HOLD} 次，该处要等一段时间才能再试，每错一次加倍；忘记密码请联系系统管理员`,
    `The user name, password or code is not right, or the account is suspended or not confirmed yet. After ${FAILURES_TO_HOLD} failures in a row from one place it has to wait, each time for twice as long; if the password is forgotten, ask the system administrator`,
  )
}
