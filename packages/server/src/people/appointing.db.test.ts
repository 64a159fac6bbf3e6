import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@liuhen/contract'
import type { Role } from '@liuhen/core/access'
import { trialServer } from '../http/trial.ts'
import type { SignedIn, TrialServer } from '../http/trial.ts'

let server: TrialServer
beforeAll(async () => {
  server = await trialServer()
})
afterAll(() => server.stop())

const DAY = 86_400_000
const refused = (code: string) => ({
  problem: { obstacles: expect.arrayContaining([expect.objectContaining({ code })]) },
})
const system = (): Promise<SignedIn> => server.as('system-administrator')
const security = (): Promise<SignedIn> => server.as('security-administrator')
const signIn = (userName: string, password: string, more: { code?: string; enrolment?: string } = {}) =>
  server.anyone.signIn({ body: { userName, password, ...more } })
type Kind = 'roles' | 'password' | 'second-factor'
const confirming = (who: SignedIn, person: string, kind: Kind) =>
  who.confirmProposals({ body: { of: [{ person, kind }] } })
const added = async (...roles: Role[]) => {
  const userName = `a${randomUUID().slice(0, 8)}`
  const body = { name: '钱多', userName, unit: server.unit, roles }
  return { userName, ...(await (await system()).addPerson({ body })) }
}
const eventsOf = (person: string) =>
  server.database.db
    .selectFrom('journal')
    .select(['kind', 'actor', 'body'])
    .where('stream', '=', `person:${person}`)
    .orderBy('version')
    .execute()

test('a system administrator who creates a person with three roles and keeps the password opens nothing', async () => {
  const { id, userName, password } = await added('officer', 'information-centre', 'custodian')
  await expect(signIn(userName, password)).rejects.toMatchObject(refused('sign-in-failed'))
  await expect(confirming(await system(), id, 'roles')).rejects.toMatchObject(refused('own-proposal'))
  const colleague = await server.another('system-administrator')
  await expect(confirming(colleague, id, 'roles')).rejects.toMatchObject(refused('other-office'))
  const audit = await server.as('audit-administrator')
  await expect(confirming(audit, id, 'roles')).rejects.toMatchObject(refused('other-office'))
  const [row] = (await (await security()).listProposals()).filter((one) => one.person.id === id)
  expect(row).toMatchObject({ kind: 'roles', roles: ['officer', 'information-centre', 'custodian'], by: '宋系统' })
  const { codes } = await confirming(await security(), id, 'roles')
  // Both halves are needed, and they were told to two people.
  expect(await signIn(userName, password)).toEqual({ state: 'enrolment-needed' })
  await expect(signIn(userName, password, { enrolment: 'AAAA-BBBB-CCCC-DDDD' })).rejects.toMatchObject(
    refused('sign-in-failed'),
  )
  const spoken = codes[0]?.code.toLowerCase().replaceAll('-', ' ') ?? ''
  expect(await signIn(userName, password, { enrolment: spoken })).toMatchObject({ me: { next: 'change-password' } })
  const told = (await eventsOf(id)).map(({ kind, actor }) => [kind, actor])
  const [one, two] = [`person:${(await system()).person}`, `person:${(await security()).person}`]
  expect(told).toEqual([
    ['PersonAdded/2', one],
    ['PasswordSet/1', one],
    ['RolesGiven/1', two],
    ['EnrolmentCodeIssued/1', two],
  ])
})

test('who confirms is not told the password, and who sets it is not told the code: neither signs in alone', async () => {
  const { id, userName } = await added('head')
  const { codes } = await confirming(await security(), id, 'roles')
  await expect(signIn(userName, 'Guessed-It-77', { enrolment: codes[0]?.code ?? '' })).rejects.toMatchObject(
    refused('sign-in-failed'),
  )
  await expect((await system()).issueEnrolmentCode({ params: { id } })).rejects.toMatchObject({
    problem: { kind: 'denied' },
  })
  await expect((await security()).resetPassword({ params: { id }, body: { reason: '忘记' } })).rejects.toMatchObject({
    problem: { kind: 'denied' },
  })
})

test('the code goes on being asked for until the second factor is set: a first sign-in left half done is no open door', async () => {
  const { userName, password, enrolment } = await server.appointed('head')
  expect(await signIn(userName, password, { enrolment })).toMatchObject({ state: 'signed-in' })
  expect(await signIn(userName, password)).toEqual({ state: 'enrolment-needed' })
})

test('a new security administrator is not taken over before enrolling by whoever gave the password', async () => {
  const { id, userName, password } = await added('office')
  await confirming(await security(), id, 'roles')
  await (await security()).giveRoles({ params: { id }, body: { roles: ['security-administrator'], reason: '任命' } })
  await expect(confirming(await security(), id, 'roles')).rejects.toMatchObject(refused('own-proposal'))
  expect(await confirming(await system(), id, 'roles')).toEqual({ codes: [] })
  expect(await signIn(userName, password)).toEqual({ state: 'enrolment-needed' })
  const { code } = await (await security()).issueEnrolmentCode({ params: { id } })
  expect(await signIn(userName, password, { enrolment: code })).toMatchObject({ state: 'signed-in' })
})

test('a reset impersonates nobody: until it is confirmed the old password stands, and afterwards the phone is still asked for', async () => {
  const head = await server.another('head')
  const { password } = await (await system()).resetPassword({ params: { id: head.person }, body: { reason: '遗忘' } })
  await expect(signIn(head.userName, password)).rejects.toMatchObject(refused('sign-in-failed'))
  expect(await signIn(head.userName, head.password, { code: head.code() })).toMatchObject({ state: 'signed-in' })
  const colleague = await server.another('system-administrator')
  await expect(confirming(colleague, head.person, 'password')).rejects.toMatchObject(refused('other-office'))
  await confirming(await security(), head.person, 'password')
  expect(await signIn(head.userName, password)).toEqual({ state: 'code-needed' })
  await expect(signIn(head.userName, head.password)).rejects.toMatchObject(refused('sign-in-failed'))
  const { me } = await signIn(head.userName, password, { code: head.code() })
  expect(me?.next).toBe('change-password')
})

test('the password of somebody who never signed in is reset without opening the account to who reset it', async () => {
  const { person, userName } = await server.appointed('custodian')
  const { password } = await (await system()).resetPassword({ params: { id: person }, body: { reason: '密码条遗失' } })
  const audit = await server.as('audit-administrator')
  await confirming(audit, person, 'password')
  expect(await signIn(userName, password)).toEqual({ state: 'enrolment-needed' })
})

test('nobody is appointed higher by one hand, but roles are taken at once', async () => {
  const officer = await server.another('officer')
  const give = async (...roles: Role[]) =>
    (await security()).giveRoles({ params: { id: officer.person }, body: { roles, reason: '岗位调整' } })
  expect(await give('officer', 'head')).toEqual({ state: 'proposed' })
  expect((await officer.whoAmI()).roles).toEqual(['officer'])
  await confirming(await system(), officer.person, 'roles')
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  await officer.signIn({ body: { userName: officer.userName, password: officer.password, code: officer.code() } })
  expect((await officer.whoAmI()).roles).toEqual(['officer', 'head'])
  expect(await give('officer')).toEqual({ state: 'given' })
  await expect(officer.whoAmI()).rejects.toMatchObject({ problem: { status: 401 } })
  const person = (await (await system()).listPeople()).find((one) => one.id === officer.person)
  expect(person).toMatchObject({ roles: ['officer'], proposed: [] })
})

test('a team leader is not moved to a unit whose recordings they would then see by the one who keeps the register', async () => {
  const leader = await server.another('team-leader')
  const { id: unit } = await (
    await system()
  ).addUnit({ body: { code: `U${randomUUID()}`.slice(0, 9), name: '二中队', kind: 'squadron' } })
  const facts = { name: '甲', unit }
  await expect((await system()).changePerson({ params: { id: leader.person }, body: facts })).rejects.toMatchObject(
    refused('unit-by-appointment'),
  )
  const body = { roles: ['team-leader' as const], unit, reason: '调任二中队' }
  expect(await (await security()).giveRoles({ params: { id: leader.person }, body })).toEqual({ state: 'proposed' })
  await confirming(await system(), leader.person, 'roles')
  expect((await (await system()).listPeople()).find((one) => one.id === leader.person)).toMatchObject({ unit })
  // Who sees by themselves alone is moved in the register as before.
  const officer = await server.another('officer')
  await (await system()).changePerson({ params: { id: officer.person }, body: facts })
})

test('what was asked for is declined with a reason or taken back, and is gone for who confirms too late', async () => {
  const { id } = await added('head')
  const body = { person: id, kind: 'roles' as const, reason: '未经党组研究' }
  await (await security()).declineProposal({ body })
  await expect(confirming(await security(), id, 'roles')).rejects.toMatchObject(refused('proposal-gone'))
  expect((await eventsOf(id)).at(-1)).toMatchObject({ kind: 'ProposalDeclined/1', body: { reason: '未经党组研究' } })
  await (await system()).resetPassword({ params: { id }, body: { reason: '误操作' } })
  await (await system()).declineProposal({ body: { ...body, kind: 'password', reason: '撤回' } })
  expect((await (await security()).listProposals()).some((one) => one.person.id === id)).toBe(false)
})

test('nobody confirms or declines what is about themselves, and of several things asked for all are confirmed or none', async () => {
  const colleague = await server.another('security-administrator')
  const audit = await server.as('audit-administrator')
  await audit.forgetSecondFactor({ params: { id: colleague.person }, body: { reason: '换手机' } })
  await expect(confirming(colleague, colleague.person, 'second-factor')).rejects.toMatchObject(refused('own-account'))
  const own = { person: colleague.person, kind: 'second-factor' as const, reason: '不换了' }
  await expect(colleague.declineProposal({ body: own })).rejects.toMatchObject(refused('own-account'))
  const { id } = await added('officer')
  const of = [
    { person: id, kind: 'roles' as const },
    { person: id, kind: 'password' as const },
  ]
  await expect((await security()).confirmProposals({ body: { of } })).rejects.toMatchObject(refused('proposal-gone'))
  expect((await (await system()).listPeople()).find((one) => one.id === id)?.roles).toEqual([])
})

test('the administrator who can confirm is told so on the desk, and who asked is not', async () => {
  const [mine, theirs] = [await system(), await security()]
  const before = [(await mine.workbench()).proposalsCount, (await theirs.workbench()).proposalsCount]
  const { id } = await added('officer')
  expect([(await mine.workbench()).proposalsCount, (await theirs.workbench()).proposalsCount]).toEqual([
    before[0],
    (before[1] ?? 0) + 1,
  ])
  await confirming(theirs, id, 'roles')
  expect((await theirs.workbench()).proposalsCount).toBe(before[1])
})

test('a code that lay about for more than thirty days opens nothing, and neither does one replaced by another', async () => {
  const { id, userName, password } = await added('officer')
  const { codes } = await confirming(await security(), id, 'roles')
  const enrolment = codes[0]?.code ?? ''
  const { code } = await (await security()).issueEnrolmentCode({ params: { id } })
  await expect(signIn(userName, password, { enrolment })).rejects.toMatchObject(refused('sign-in-failed'))
  server.clock.forward(31 * DAY)
  await expect(signIn(userName, password, { enrolment: code })).rejects.toMatchObject(refused('sign-in-failed'))
})

test('an own password from before two factors were asked of everybody is enough to set one up', async () => {
  const officer = await server.another('officer')
  // As an installation looks that was made before: a password of one's own and no second factor.
  await server.database.as('owner', 'update second_factor set sealed = null where person = $1', [officer.person])
  const state = `jsonb_set(state, '{secondFactor}', 'false')`
  await server.database.as('owner', `update people set state = ${state} where id = $1`, [officer.person])
  await server.database.as('owner', 'update credential set enrolment_free = true where person = $1', [officer.person])
  const client = createClient(server.url, officer.send)
  const { me } = await client.signIn({ body: { userName: officer.userName, password: officer.password } })
  expect(me?.next).toBe('set-second-factor')
  await expect(client.listUnits()).rejects.toMatchObject({ problem: { kind: 'denied' } })
})
