import type { Allow, Endpoint } from '@liuhen/contract'
import { isOutsider, type Role } from '@liuhen/core/access'
import { because, Denied, Refused } from '@liuhen/core/kernel'
import type { Caller } from '../platform/served.ts'

/** Nobody has signed in, or the session or key that was shown opens nothing: 401 rather than 403. */
export class NotSignedIn extends Denied {
  constructor() {
    const message = { zh: '请先登录；登录可能已超时', en: 'Please sign in; your session may have timed out' }
    super([{ code: 'not-signed-in', message }])
  }
}

/**
 * Lets the caller through or throws: {@link NotSignedIn} when signing in might help, Denied when it would not. What is
 * not allowed by name is denied. `own-account` means a person and `signed-in` a person of the bureau: a docking station and
 * whoever comes from outside have only what names them. Throws Refused where they are suspended from duty and it is work.
 */
export function admit(endpoint: Endpoint, caller: Caller): void {
  if (endpoint.allow === 'anyone') return
  if (caller.kind === 'nobody') throw new NotSignedIn()
  if (!holds(endpoint.allow, caller))
    throw because(Denied, 'not-permitted', '您的角色不能进行此操作', 'Your role may not do this')
  if (caller.kind !== 'person') return
  if (!endpoint.beforeReady && caller.next !== 'nothing') throw unready(caller.next)
  if (caller.offDuty && isWork(endpoint)) throw new Refused([caller.offDuty])
}

/** What is done under a role, and is not only looking: nothing of it is for whoever is suspended, but where it says so. */
export const isWork = ({ method, allow, whileSuspended }: Endpoint): boolean =>
  method !== 'GET' && method !== 'HEAD' && Array.isArray(allow) && !whileSuspended

function holds(allow: Exclude<Allow, 'anyone'>, caller: Exclude<Caller, { kind: 'nobody' }>): boolean {
  const held: readonly (Role | 'station')[] = caller.kind === 'person' ? caller.viewer.roles : ['station']
  if (allow === 'own-account') return caller.kind === 'person'
  if (allow === 'signed-in') return caller.kind === 'person' && !caller.viewer.roles.some(isOutsider)
  return held.some((role) => allow.includes(role))
}

/** Codes of what is only to be done first. */
export const UNREADY: ReadonlySet<string> = new Set(['change-password-first', 'second-factor-first'])

const unready = (next: 'change-password' | 'set-second-factor'): Error =>
  next === 'change-password'
    ? because(Denied, 'change-password-first', '请先修改密码', 'Change your password first')
    : because(Denied, 'second-factor-first', '请先绑定动态口令', 'Set up the second factor first')
