import { randomUUID } from 'node:crypto'
import { type Endpoint, type EndpointName, pathOf, table } from '@liuhen/contract'
import type { SignedIn } from './trial.ts'

/** What anybody with an account has, from outside the bureau too; named here one by one, so that none is added unseen. */
const OWN: readonly string[] = [
  'whoAmI',
  'signOut',
  'changePassword',
  'beginSecondFactor',
  'confirmSecondFactor',
  'listOwnSessions',
  'endOwnSession',
  'listNotices',
  'readNotices',
]

/** For tests: tries every endpoint that is not anybody's as somebody; those that do not answer 403, such as `GET machineHealth`. */
export async function openTo(who: SignedIn, url: string, id: string = randomUUID()): Promise<string[]> {
  const open: string[] = []
  for (const name of Object.keys(table) as EndpointName[]) {
    const endpoint: Endpoint = table[name]
    if (endpoint.allow === 'anyone' || OWN.includes(name)) continue
    const path = pathOf(endpoint, { id, marker: randomUUID(), position: 0, what: 'units' }).replace('*', '0/000')
    const body = endpoint.body && !endpoint.raw ? { body: '{}' } : {}
    const headers = { 'content-type': 'application/json' }
    const answer = await who.send(url + path, { method: endpoint.method, headers, ...body })
    await answer.arrayBuffer()
    if (answer.status !== 403) open.push(`${endpoint.method} ${name}`)
  }
  return open.toSorted()
}
