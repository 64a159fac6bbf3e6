import { beijing } from '@liuhen/core/kernel'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { filedCase } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'
import { lawOf, readPacks } from '../packs/index.ts'
import { openLog, type Smtp } from '../platform/index.ts'
import { sendOver } from './mail.ts'
import { mailToday, remind } from './reminders.ts'
import { mailbox, PASSWORD, smtp } from './trial.ts'

const HOUR = 3_600_000
let team: TrialTeam
let law: ReturnType<typeof lawOf>
const logged: string[] = []
beforeAll(async () => {
  team = await trialTeam()
  law = lawOf(await readPacks())
  await filedCase(team)
  // Nine in the morning of a day on which the case has two days left.
  await team.later(57)
  team.server.clock.forward(11 * HOUR)
  await team.later(0)
})
afterAll(() => team[Symbol.asyncDispose]())

const round = (over: Smtp, days = 3) =>
  remind({
    db: team.server.database.db,
    law,
    clock: team.server.clock,
    log: openLog((line) => logged.push(line), team.server.clock),
    reminders: { days, hour: 8 },
    send: sendOver(over),
  })
const today = () => mailToday(team.server.database.db, team.server.clock.now())
const addressed: SignedIn[] = []
async function wants(who: SignedIn, address: string): Promise<void> {
  await who.setReminders({ body: { address } })
  addressed.push(who)
}
afterEach(async () => {
  for (const who of addressed.splice(0)) {
    await who.back()
    await who.clearReminders()
  }
  // Whatever went wrong, no word of the password was written down.
  expect([...logged, ...team.server.logged].join()).not.toContain(PASSWORD)
})

test('who wants it gets one letter a day of what ends soon, which names neither case nor party', async () => {
  await using box = await mailbox()
  await wants(team.officer, 'zhao@cg.example')
  await wants(team.outsider, 'qian@cg.example')
  expect(await round(smtp(box.port), 1)).toBe(0)
  expect(await round(smtp(box.port))).toBe(1)
  expect(box.received.map((one) => one.to)).toEqual([['zhao@cg.example']])
  const text = box.received[0]?.text ?? ''
  expect(text).toMatch(/· \d{4}-\d{2}-\d{2} 办案期限（一中队）/)
  expect(text).toContain('Due within 3 days')
  for (const name of ['占道', '陈某']) expect(text).not.toContain(name)
  for (const _ of [1, 2]) expect(await round(smtp(box.port))).toBe(0)
  const both = await Promise.all([round(smtp(box.port)), round(smtp(box.port))])
  expect(both).toEqual([0, 0])
  expect(await today()).toEqual({ sent: 1, failed: 0, unknown: 0 })
})

test('two servers that look at the same moment send one letter, and the next day there is another', async () => {
  await using box = await mailbox()
  await team.later(1)
  await wants(team.officer, 'zhao@cg.example')
  const sent = await Promise.all([round(smtp(box.port)), round(smtp(box.port)), round(smtp(box.port))])
  expect(sent.toSorted((a, b) => a - b)).toEqual([0, 0, 1])
  expect(box.received).toHaveLength(1)
})

test('a mail server that refuses the connection is tried again later, and health says so until it went out', async () => {
  await team.later(1)
  const gone = await mailbox()
  const { port } = gone
  await gone[Symbol.asyncDispose]()
  await wants(team.leader, 'shen@cg.example')
  expect(await round(smtp(port))).toBe(0)
  expect(await today()).toMatchObject({ sent: 0, failed: 1, failure: expect.stringContaining('ESOCKET') })
  expect(logged.join()).toContain('tried again')
  await using box = await mailbox(port)
  // Not at once: it is given time.
  expect(await round(smtp(port))).toBe(0)
  team.server.clock.forward(6 * 60_000)
  expect(await round(smtp(port))).toBe(1)
  expect(await today()).toEqual({ sent: 1, failed: 0, unknown: 0 })
  expect(box.received).toHaveLength(1)
})

test('a wrong password and a server without encryption are failures, told by their code; the right password sends', async () => {
  await using box = await mailbox()
  await team.later(1)
  await wants(team.officer, 'zhao@cg.example')
  expect(await round(smtp(box.port, { user: 'liuhen', password: `${PASSWORD}-not` }))).toBe(0)
  expect((await today()).failure).toContain('EAUTH')
  team.server.clock.forward(6 * 60_000)
  expect(await round(smtp(box.port, { tls: 'starttls' }))).toBe(0)
  expect((await today()).failure).toContain('ETLS')
  team.server.clock.forward(11 * 60_000)
  expect(await round(smtp(box.port, { user: 'liuhen', password: PASSWORD }))).toBe(1)
  expect(box.received[0]?.text).toContain('Overdue:')
})

test('before the hour, to a suspended account, and to whom it was stopped, nothing is sent', async () => {
  await using box = await mailbox()
  await team.later(1)
  const someone = await team.server.another('team-leader', team.unit)
  await wants(team.officer, 'zhao@cg.example')
  await someone.setReminders({ body: { address: 'sun@cg.example' } })
  await team.officer.clearReminders()
  expect((await team.officer.showReminders()).address).toBeUndefined()
  const security = await team.server.as('security-administrator')
  await security.suspendPerson({ params: { id: someone.person }, body: { reason: '调离' } })
  expect(await round(smtp(box.port))).toBe(0)
  await security.reinstatePerson({ params: { id: someone.person }, body: { reason: '调回' } })
  // The small hours of the next day.
  team.server.clock.forward(18 * HOUR)
  expect(await round(smtp(box.port))).toBe(0)
  team.server.clock.forward(6 * HOUR)
  expect(await round(smtp(box.port))).toBe(1)
  expect(box.received.map((one) => one.to)).toEqual([['sun@cg.example']])
})

test('what was cut off while it was sent is not sent again, and health says that nobody knows', async () => {
  await using box = await mailbox()
  await team.later(1)
  await wants(team.officer, 'zhao@cg.example')
  await team.server.database.as(
    'owner',
    `insert into reminder_sent values ('${team.officer.person}', '${team.today()}', 'sending', 1, null, null)`,
  )
  await round(smtp(box.port))
  expect(box.received.filter((one) => one.to.includes('zhao@cg.example'))).toEqual([])
  expect((await today()).unknown).toBe(1)
})

test('an address is one’s own to give, on record, and no other than an address', async () => {
  await expect(team.officer.setReminders({ body: { address: 'nobody' } })).rejects.toMatchObject({
    problem: { status: 400 },
  })
  await wants(team.legal, 'wu@cg.example')
  expect(await team.legal.showReminders()).toEqual({ on: false, address: 'wu@cg.example', days: 3, hour: 8 })
  const rows = await team.server.database.db
    .selectFrom('journal')
    .select('actor')
    .where('kind', '=', 'ReminderAddressSet/1')
    .where('stream', '=', `reminder:${team.legal.person}`)
    .execute()
  expect(rows).toEqual([{ actor: `person:${team.legal.person}` }])
  const { checks } = await (await team.server.as('system-administrator')).machineHealth()
  expect(checks.find((one) => one.check === 'mail')).toMatchObject({ state: 'well' })
})

test('the round of the day after the last for putting right tells that the re-check is late; checked, it tells so no more', async () => {
  proves('changsha-county-2023/35.1')
  await using box = await mailbox()
  const id = await filedCase(team)
  const of = await team.done(id, 'correction-ordered', { dueOn: team.today() })
  await team.later(1)
  // In the hours in which letters go out.
  while (Number(beijing(team.server.clock.now()).slice(11, 13)) < 8) {
    team.server.clock.forward(HOUR)
    await team.later(0)
  }
  await wants(team.colleague, 'li@cg.example')
  const late = () => box.received.findLast((one) => one.to.includes('li@cg.example'))?.text.split('天内到期：')[0] ?? ''
  await round(smtp(box.port))
  expect(late()).toMatch(/已经逾期：[\s\S]*复查改正情况/)
  await team.done(id, 'rechecked', { of, says: { 'recording-needed': false } })
  await team.later(1)
  await round(smtp(box.port))
  expect(late()).not.toContain('复查改正情况')
})
