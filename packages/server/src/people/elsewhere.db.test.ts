import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProblemError } from '@liuhen/contract'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { trialProvider, type TrialProvider } from './trial-provider.ts'

const address = 'http://127.0.0.1:9999'
let provider: TrialProvider
let server: TrialServer
let [system, security]: SignedIn[] = []
beforeAll(async () => {
  provider = await trialProvider({ id: 'liuhen', back: `${address}/sign-in` })
  const { issuer } = provider
  const config = { provider: { issuer, client: 'liuhen', name: '县统一身份认证', address } }
  server = await trialServer({ config })
  system = await server.as('system-administrator')
  security = await server.as('security-administrator')
})
afterAll(async () => {
  await server.stop()
  await provider[Symbol.asyncDispose]()
})

const made = <T>(one: T | undefined): T => {
  if (one === undefined) throw new Error('set-up has not run')
  return one
}

/** A browser that keeps what it is given, and does what our sign-in page does. */
function browser() {
  const jar = new Map<string, string>()
  const post = async (path: string, body: unknown = {}) => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const headers = { 'content-type': 'application/json', 'liuhen-request': '1', cookie }
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';', 1)[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    return (await response.json()) as {
      url: string
      state?: string
      me?: { name: string }
      obstacles?: { code: string }[]
    }
  }
  return {
    jar,
    begin: () => post('/api/session/provider'),
    answer: (answer?: string, more: object = {}) =>
      post('/api/session/provider/answer', { ...(answer !== undefined && { answer }), ...more }),
    async comeAs(account: string | undefined, more: object = {}) {
      provider.account = account
      const { url } = await this.begin()
      const { search } = await provider.visited(url)
      return this.answer(search, more)
    },
    who: () =>
      fetch(`${server.url}/api/session`, { headers: { cookie: `liuhen-session=${jar.get('liuhen-session') ?? ''}` } }),
  }
}

const link = async (person: string, subject: string) => {
  await made(system).linkIdentity({ params: { id: person }, body: { subject, reason: '启用统一身份认证' } })
  await made(security).confirmProposals({ body: { of: [{ person, kind: 'identity' }] } })
}

test('who a real provider says it is comes in, with the second factor and the roles of this house', async () => {
  const head = await server.another('head')
  await link(head.person, 'gov-0421')
  const at = browser()
  expect(await at.comeAs('gov-0421')).toMatchObject({ state: 'code-needed' })
  expect((await at.who()).status).toBe(401)
  expect(await at.answer(undefined, { code: '000000' })).toMatchObject({ obstacles: [{ code: 'sign-in-failed' }] })
  expect(await at.answer(undefined, { code: head.code() })).toMatchObject({ state: 'signed-in' })
  expect(await (await at.who()).json()).toMatchObject({ id: head.person, roles: ['head'], next: 'nothing' })
  // What was under way is gone with it, and one has to begin anew.
  expect(await at.answer(undefined, { code: head.code() })).toMatchObject({ obstacles: [{ code: 'sign-in-over' }] })
  const { rows } = await server.database.pool.query<{ body: object }>(
    `select body from journal where kind = 'SignedIn/1' and actor = $1 order by position desc limit 1`,
    [`person:${head.person}`],
  )
  expect(rows[0]?.body).toMatchObject({ issuer: provider.issuer, secondFactor: true })
  await made(security).unlinkIdentity({ params: { id: head.person }, body: { reason: '调离' } })
  expect((await at.who()).status).toBe(401)
  expect(await at.comeAs('gov-0421')).toMatchObject({ obstacles: [{ code: 'identity-unknown' }] })
})

test('an identity is somebody’s only once two administrators say so, and nobody else’s then', async () => {
  const { person } = await server.appointed('office')
  await made(system).linkIdentity({ params: { id: person }, body: { subject: 'gov-0007', reason: '启用' } })
  expect(await browser().comeAs('gov-0007')).toMatchObject({ obstacles: [{ code: 'identity-unknown' }] })
  const of = [{ person, kind: 'identity' as const }]
  await expect(made(system).confirmProposals({ body: { of } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'own-proposal' }] },
  })
  await made(security).confirmProposals({ body: { of } })
  // Somebody who has never signed in needs the code of the other administrator besides.
  expect(await browser().comeAs('gov-0007')).toMatchObject({ state: 'enrolment-needed' })
  const { person: other } = await server.appointed('office')
  await expect(link(other, 'gov-0007')).rejects.toMatchObject({ problem: { obstacles: [{ code: 'identity-taken' }] } })
  await expect(link(made(system).person, 'gov-0009')).rejects.toThrow(ProblemError)
  await made(security).suspendPerson({ params: { id: person }, body: { reason: '停职' } })
  expect(await browser().comeAs('gov-0007')).toMatchObject({ obstacles: [{ code: 'sign-in-failed' }] })
})

test('break-in: an answer begun in another browser, altered, made up, taken twice or declined opens nothing', async () => {
  const { person } = await server.appointed('office')
  await link(person, 'gov-0033')
  const [victim, thief] = [browser(), browser()]
  provider.account = 'gov-0033'
  const { search } = await provider.visited((await victim.begin()).url)
  const refusedBy = (code: string) => ({ obstacles: [{ code }] })
  // Login CSRF and a stolen code: the thief's browser has another state and verifier, or none.
  expect(await browser().answer(search)).toMatchObject(refusedBy('sign-in-over'))
  await thief.begin()
  expect(await thief.answer(search)).toMatchObject(refusedBy('provider-refused'))
  const altered = search.replace(/state=[^&]+/, 'state=another')
  expect(await victim.answer(altered)).toMatchObject(refusedBy('provider-refused'))
  expect(await victim.answer(search)).toMatchObject({ state: 'enrolment-needed' })
  const again = browser()
  await again.begin()
  expect(await again.answer(search)).toMatchObject(refusedBy('provider-refused'))
  again.jar.set('liuhen-provider', Buffer.from('{"identity":{"subject":"gov-0033"}}'.padEnd(60)).toString('base64url'))
  expect(await again.answer()).toMatchObject(refusedBy('sign-in-over'))
  expect(await browser().comeAs(undefined)).toMatchObject(refusedBy('provider-refused'))
})
