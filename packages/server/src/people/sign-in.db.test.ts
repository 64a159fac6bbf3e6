import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@liuhen/contract'
import { trialServer } from '../http/trial.ts'
import type { SignedIn, TrialServer } from '../http/trial.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
let server: TrialServer
beforeAll(async () => {
  server = await trialServer()
})
afterAll(() => server.stop())

const systemNow = (): Promise<SignedIn> => server.as('system-administrator')

const refused = (code: string) => ({
  problem: { obstacles: expect.arrayContaining([expect.objectContaining({ code })]) },
})
const signIn = (userName: string, password: string, code?: string) =>
  server.anyone.signIn({ body: { userName, password, ...(code !== undefined && { code }) } })
const kindsOf = async (kind: string) => {
  const rows = await server.database.db
    .selectFrom('journal')
    .select(['body', 'actor', 'stream', 'version'])
    .where('kind', '=', kind)
    .orderBy('position')
    .execute()
  return rows
}

test('a second set-up is refused and leaves the first as it was', async () => {
  const administrator = (userName: string) => ({ name: '某某', userName, password: 'Another-Horse-8' })
  const body = {
    bureau: { name: '另一个局', slug: 'another' },
    administrators: { system: administrator('aa'), security: administrator('bb'), audit: administrator('cc') },
  }
  await expect(server.anyone.setUp({ body })).rejects.toMatchObject(refused('already-set-up'))
  expect(await kindsOf('BureauFounded/1')).toHaveLength(1)
  expect(await server.anyone.setUpState()).toEqual({ needed: false, bureau: '青溪县城市管理局', sample: false })
})

test('a wrong password, a suspended account and a user name nobody has are told the same, sentence for sentence', async () => {
  const officer = await server.another('officer')
  const suspended = await server.another('officer')
  await (await systemNow()).suspendPerson({ params: { id: suspended.person }, body: { reason: '调离' } })
  const said = []
  for (const [userName, password] of [
    [officer.userName, 'Wrong-Horse-77'],
    [suspended.userName, suspended.password],
    ['nobody-here', 'Wrong-Horse-77'],
  ] as const)
    said.push(await signIn(userName, password).catch((error: unknown) => (error as { problem: unknown }).problem))
  expect(said[0]).toMatchObject({ obstacles: [{ code: 'sign-in-failed' }] })
  expect(said[1]).toEqual(said[0])
  expect(said[2]).toEqual(said[0])
  // The journal knows better.
  const failures = (await kindsOf('SignInFailed/1')).slice(-3).map((row) => row.body)
  expect(failures).toMatchObject([{ reason: 'password' }, { reason: 'suspended' }, { reason: 'unknown', userName: '' }])
})

test('suspension ends the session at once', async () => {
  const officer = await server.another('officer')
  await (await systemNow()).suspendPerson({ params: { id: officer.person }, body: { reason: '停职' } })
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
})

test('guesses made all at once are counted like guesses made one by one', async () => {
  const officer = await server.another('officer')
  await Promise.allSettled(Array.from({ length: 12 }, () => signIn(officer.userName, 'Wrong-Horse-77')))
  const tried = (await kindsOf('SignInFailed/1')).map((row) => row.body as { person?: string; reason: string })
  const reasons = tried.filter((one) => one.person === officer.person).map((one) => one.reason)
  expect(reasons.filter((one) => one === 'password')).toHaveLength(5)
  expect(reasons.filter((one) => one === 'locked')).toHaveLength(7)
  server.clock.forward(21 * MINUTE)
})

test('an address that fails on one account after another is held off', async () => {
  for (let i = 0; i < 50; i++) await signIn(`nobody-${i}`, 'Wrong-Horse-77').catch(() => undefined)
  await expect(signIn('nobody-more', 'Wrong-Horse-77')).rejects.toMatchObject(refused('address-throttled'))
  server.clock.forward(21 * MINUTE)
  await expect(signIn('nobody-more', 'Wrong-Horse-77')).rejects.toMatchObject(refused('sign-in-failed'))
})

test('holds, failures, codes and sessions of a clock that was a year ahead hold nobody once it is put right', async () => {
  const officer = await server.another('officer')
  const wrong = (userName: string) =>
    signIn(userName, 'Wrong-Horse-77').catch((error: unknown) => (error as { problem: unknown }).problem)
  const YEAR = 365 * 86_400_000
  server.clock.forward(YEAR)
  await officer.back()
  for (let i = 0; i < 6; i++) await wrong(officer.userName)
  expect((await kindsOf('SignInFailed/1')).at(-1)).toMatchObject({ body: { person: officer.person, reason: 'locked' } })
  for (let i = 0; i < 50; i++) await wrong(`nobody-${i}`)
  expect(await wrong('nobody-more')).toMatchObject({ obstacles: [{ code: 'address-throttled' }] })
  server.clock.forward(-YEAR)
  // Seen a year from now it would never have been quiet for long enough to end, and its code is of a year from now.
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  await officer.back()
  expect(await officer.whoAmI()).toMatchObject({ id: officer.person })
})

test('a session idles out after twenty minutes, and a page refreshing itself does not keep it', async () => {
  const officer = await server.another('officer')
  server.clock.forward(15 * MINUTE)
  await officer.whoAmI()
  server.clock.forward(15 * MINUTE)
  const polling = createClient(server.url, officer.send, () => ({ 'liuhen-background': '1' }))
  expect((await polling.whoAmI()).idleMinutes).toBe(20)
  server.clock.forward(6 * MINUTE)
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  const ends = await kindsOf('SignedOut/1')
  expect(
    ends.some(
      ({ body }) =>
        (body as { person: string }).person === officer.person && (body as { reason: string }).reason === 'idle',
    ),
  ).toBe(true)
})

test('no session is older than twelve hours, however busy', async () => {
  const officer = await server.another('officer')
  for (let i = 0; i < 48; i++) {
    server.clock.forward(15 * MINUTE - 1000)
    await officer.whoAmI()
  }
  server.clock.forward(2 * MINUTE)
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
})

test('a temporary password opens only the way to a new one, which meets the policy and is none of the last five', async () => {
  const { userName, password, enrolment } = await server.appointed('officer')
  let current = password
  const client = createClient(server.url, await jar())
  expect(await client.signIn({ body: { userName, password, enrolment } })).toMatchObject({
    me: { next: 'change-password' },
  })
  await expect(client.listUnits()).rejects.toMatchObject(refused('change-password-first'))
  const change = (fresh: string) => client.changePassword({ body: { old: current, fresh } })
  await expect(change('Short-1')).rejects.toMatchObject(refused('password-short'))
  await expect(change('onlysmallletters')).rejects.toMatchObject(refused('password-simple'))
  await expect(change(`My-${userName}-99`)).rejects.toMatchObject(refused('password-has-name'))
  await expect(change(password)).rejects.toMatchObject(refused('password-used'))
  for (let i = 1; i <= 5; i++) {
    await change(`Horse-Number-${i}`)
    current = `Horse-Number-${i}`
  }
  await expect(change('Horse-Number-1')).rejects.toMatchObject(refused('password-used'))
  await change('Horse-Number-6')
  current = 'Horse-Number-6'
  await change('Horse-Number-1')
  expect((await client.whoAmI()).next).toBe('set-second-factor')
})

test('a password ninety days old has to be changed before anything else', async () => {
  const officer = await server.another('officer')
  server.clock.forward(91 * DAY)
  const client = createClient(server.url, await jar())
  const { me } = await client.signIn({
    body: { userName: officer.userName, password: officer.password, code: officer.code() },
  })
  expect(me?.next).toBe('change-password')
  await expect(client.listUnits()).rejects.toMatchObject(refused('change-password-first'))
})

test('changing the password ends the sessions elsewhere and keeps this one', async () => {
  const officer = await server.another('officer')
  const elsewhere = createClient(server.url, await jar())
  const { userName, password } = officer
  await elsewhere.signIn({ body: { userName, password, code: officer.code() } })
  await officer.changePassword({ body: { old: officer.password, fresh: 'Fresh-Horse-11' } })
  await expect(elsewhere.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  expect((await officer.whoAmI()).id).toBe(officer.person)
})

test('a password whose reset is confirmed ends every session of the person at once, and not before', async () => {
  const officer = await server.another('officer')
  await (await systemNow()).resetPassword({ params: { id: officer.person }, body: { reason: '忘记密码' } })
  expect((await officer.whoAmI()).id).toBe(officer.person)
  const of = [{ person: officer.person, kind: 'password' as const }]
  await (await server.as('security-administrator')).confirmProposals({ body: { of } })
  // Before anybody has tried to go on with it: a session that must change its password first would be refused as well.
  const ended = (await kindsOf('SignedOut/1')).map((one) => (one.body as { person: string }).person)
  expect(ended).toContain(officer.person)
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
})

test('an administrator reaches nothing without a second factor, and each code opens once', async () => {
  const security = await server.another('security-administrator')
  expect(await signIn(security.userName, security.password)).toEqual({ state: 'code-needed' })
  const code = security.code()
  expect(await signIn(security.userName, security.password, code)).toMatchObject({ state: 'signed-in' })
  await expect(signIn(security.userName, security.password, code)).rejects.toMatchObject(refused('sign-in-failed'))
  await expect(signIn(security.userName, security.password, '000000')).rejects.toMatchObject(refused('sign-in-failed'))
  const reasons = (await kindsOf('SignInFailed/1')).slice(-2).map(({ body }) => (body as { reason: string }).reason)
  expect(reasons).toEqual(['code-replayed', 'code'])
})

test('one who knows the password cannot wash away wrong codes by signing in without one', async () => {
  const audit = await server.another('audit-administrator')
  for (let i = 0; i < 5; i++) {
    await signIn(audit.userName, audit.password, '000000').catch(() => undefined)
    await signIn(audit.userName, audit.password).catch(() => undefined)
  }
  await expect(signIn(audit.userName, audit.password, audit.code())).rejects.toMatchObject(refused('sign-in-failed'))
})

test('the cookie is out of reach of scripts and of other sites, and its token is not in the database', async () => {
  const officer = await server.another('officer')
  const response = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'liuhen-request': '1', 'x-forwarded-proto': 'https' },
    body: JSON.stringify({ userName: officer.userName, password: officer.password, code: officer.code() }),
  })
  const cookie = response.headers.getSetCookie()[0] as string
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Strict/)
  expect(cookie).toMatch(/; Secure/)
  const token = /=([^;]+)/.exec(cookie)?.[1] as string
  const { rows } = await server.database.as('owner', 'select session::text as row from session')
  expect(JSON.stringify(rows)).not.toContain(token)
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
})

test.each([
  ['without the header of our pages', {}],
  ['from another site', { 'liuhen-request': '1', 'sec-fetch-site': 'cross-site' }],
  ['from a page of another origin', { 'liuhen-request': '1', origin: 'https://elsewhere.example' }],
  ['from a page without an origin', { 'liuhen-request': '1', origin: 'null' }],
])('a change asked for %s is turned away, though the cookie is right', async (_, headers) => {
  const officer = await server.another('officer')
  const response = await fetch(`${server.url}/api/session`, {
    method: 'DELETE',
    headers: { cookie: officer.cookie, ...headers },
  })
  expect(response.status).toBe(403)
  expect(((await response.json()) as { obstacles: { code: string }[] }).obstacles[0]?.code).toBe('foreign-page')
  expect((await officer.whoAmI()).id).toBe(officer.person)
})

test('no administrator is made by one hand: the system administrator adds, the security administrator gives the role', async () => {
  const now = await systemNow()
  const person = { name: '王五', userName: `w${randomUUID().slice(0, 6)}`, unit: server.unit }
  for (const role of ['system-administrator', 'security-administrator', 'audit-administrator'] as const)
    await expect(now.addPerson({ body: { ...person, roles: [role] } })).rejects.toMatchObject(
      refused('administrator-by-security'),
    )
  const security = await server.another('security-administrator')
  const { id } = await now.addPerson({ body: { ...person, roles: ['office'] } })
  const give = (to: string, ...roles: ('head' | 'audit-administrator' | 'system-administrator')[]) =>
    security.giveRoles({ params: { id: to }, body: { roles, reason: '任命' } })
  await expect(give(id, 'audit-administrator', 'head')).rejects.toMatchObject(refused('administrator-alone'))
  await expect(give(id, 'audit-administrator', 'system-administrator')).rejects.toMatchObject(
    refused('administrator-alone'),
  )
  await expect(give(security.person, 'head')).rejects.toMatchObject(refused('own-account'))
  expect(await give(id, 'audit-administrator')).toEqual({ state: 'proposed' })
})

test('the last administrator of a kind can neither lose the role nor be suspended', async () => {
  const now = await systemNow()
  const security = await server.another('security-administrator')
  const body = { reason: '轮岗调整' }
  await expect(
    security.giveRoles({ params: { id: now.person }, body: { ...body, roles: ['head'] } }),
  ).rejects.toMatchObject(refused('last-administrator'))
  await expect(security.suspendPerson({ params: { id: now.person }, body })).rejects.toMatchObject(
    refused('last-administrator'),
  )
})

test('a lost phone is mended by two administrators, of whom neither gives passwords; the next sign-in sets up anew with a code', async () => {
  const security = await server.another('security-administrator')
  const audit = await server.another('audit-administrator')
  const body = { reason: '手机遗失' }
  const lost = { params: { id: security.person }, body }
  await expect(security.forgetSecondFactor(lost)).rejects.toMatchObject(refused('own-account'))
  await expect((await systemNow()).forgetSecondFactor(lost)).rejects.toMatchObject({ problem: { kind: 'denied' } })
  await expect(audit.resetPassword(lost)).rejects.toMatchObject({ problem: { kind: 'denied' } })
  await audit.forgetSecondFactor(lost)
  expect((await security.whoAmI()).id).toBe(security.person)
  const lostFactor = { of: [{ person: security.person, kind: 'second-factor' as const }] }
  await expect(audit.confirmProposals({ body: lostFactor })).rejects.toMatchObject(refused('own-proposal'))
  const other = await server.as('security-administrator')
  const { codes } = await other.confirmProposals({ body: lostFactor })
  await expect(security.listPeople()).rejects.toMatchObject({ problem: { status: 401 } })
  await expect(audit.forgetSecondFactor(lost)).rejects.toMatchObject(refused('no-second-factor'))
  const again = createClient(server.url, await jar())
  const { userName, password } = security
  expect(await again.signIn({ body: { userName, password } })).toEqual({ state: 'enrolment-needed' })
  const { me } = await again.signIn({ body: { userName, password, enrolment: codes[0]?.code } })
  expect(me?.next).toBe('set-second-factor')
  await expect(again.listPeople()).rejects.toMatchObject({ problem: { kind: 'denied' } })
})

test('a session ends at once, and on record, when what it stood on changes: the roles of its owner, or their standing', async () => {
  const security = await server.another('security-administrator')
  const [given, suspended, shutOut] = await Promise.all([1, 2, 3].map(() => server.another('officer')))
  if (!given || !suspended || !shutOut) throw new Error('three officers were made')
  const body = { reason: '岗位调整' }
  await security.giveRoles({ params: { id: given.person }, body: { ...body, roles: ['custodian'] } })
  expect((await given.whoAmI()).roles).toEqual(['officer'])
  await (await systemNow()).confirmProposals({ body: { of: [{ person: given.person, kind: 'roles' }] } })
  await expect(given.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  await (await systemNow()).suspendPerson({ params: { id: suspended.person }, body })
  // Before anybody has tried to go on with it.
  const ended = (await kindsOf('SignedOut/1')).map((one) => (one.body as { person: string }).person)
  expect(ended).toEqual(expect.arrayContaining([given.person, suspended.person]))
  // A session that is there all the same opens nothing.
  await server.database.as('owner', 'update people set suspended = true where id = $1', [shutOut.person])
  await expect(shutOut.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
})

test('signing in and out, failing and being locked are each in the journal, on a stream of their own', async () => {
  const officer = await server.another('officer')
  await officer.signOut()
  const [came] = (await kindsOf('SignedIn/1')).filter(({ actor }) => actor === `person:${officer.person}`)
  const [went] = (await kindsOf('SignedOut/1')).filter(({ stream }) => stream === came?.stream)
  expect(came).toMatchObject({
    version: 1,
    body: { person: officer.person, address: '127.0.0.1', secondFactor: false },
  })
  expect(went).toMatchObject({ version: 2, body: { reason: 'self' } })
})

test('no password, code, token or second-factor secret is in the journal, the log, or the clear anywhere in the database', async () => {
  const marker = 'Needle-In-Haystack-9'
  const officer = await server.another('officer')
  await officer.changePassword({ body: { old: officer.password, fresh: marker } })
  // People type a password where the user name goes.
  await signIn(marker, marker).catch(() => undefined)
  await signIn(officer.userName, `${marker}!`).catch(() => undefined)
  const { secret } = await officer.beginSecondFactor()
  const key = (await readFile(join(server.data, 'keys', 'secrets.key'), 'utf8')).trim()
  const tables = await server.database.as(
    'owner',
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  for (const { name } of tables.rows as { name: string }[]) {
    const { rows } = await server.database.as('owner', `select t::text as row from "${name}" t`)
    const all = JSON.stringify(rows)
    for (const needle of [marker, secret, key, Buffer.from(secret).toString('hex')])
      expect(all.includes(needle), `${name} holds a secret`).toBe(false)
  }
  expect(server.logged.join('\n')).not.toContain(marker)
})

/** fetch with a cookie jar of its own. */
async function jar(): Promise<typeof fetch> {
  let cookie = ''
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(input, { ...init, headers })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return response
  }
}
