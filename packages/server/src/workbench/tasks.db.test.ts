import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permits } from '@liuhen/contract'
import { setUpActs, taskActs, type TaskKind, type Workbench } from '@liuhen/contract/workbench'
import { isOutsider, Role } from '@liuhen/core/access'
import type { NewEvent } from '@liuhen/core/journal'
import { dayOf } from '@liuhen/core/kernel'
import { at, cited, DATE, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { declaredOf, soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'

let trial: TrialDay
const roles = new Map<Role, SignedIn>()
beforeAll(async () => {
  trial = await trialDay()
  // Who comes from outside the bureau has no workbench.
  for (const role of Role.options.filter((one) => !isOutsider(one)))
    roles.set(role, role === 'officer' ? trial.officer : await member(role))
})
afterAll(() => trial[Symbol.asyncDispose]())

const member = (role: Role): Promise<SignedIn> =>
  role.endsWith('administrator') ? trial.server.as(role) : trial.server.another(role, trial.units.one)
const of = (role: Role): SignedIn => roles.get(role) as SignedIn
const counts = (bench: Workbench): Record<TaskKind, number> => ({
  signatures: bench.signaturesCount,
  corrections: bench.correctionsCount,
  emergencies: bench.emergenciesCount,
  disclosures: bench.disclosuresCount,
  supervision: bench.supervisionCount,
  clocks: bench.clocksCount,
  excuses: bench.excusesCount,
  drawn: bench.drawnCount,
  unrecorded: bench.unrecordedCount,
  unexplained: bench.unexplainedCount,
  quarantine: bench.quarantineCount,
  undocked: bench.undockedCount,
  overdue: bench.overdueCount,
  faults: bench.faultsCount,
  batches: bench.batchesCount,
  unconfirmed: bench.unconfirmedCount,
  flagged: bench.flaggedCount,
  ownership: bench.ownershipCount,
  proposals: bench.proposalsCount,
  discs: bench.discsCount,
})
const reached = async (): Promise<Role[]> => {
  const found: Role[] = []
  for (const [role, who] of roles) if ((await who.workbench()).unrecordedCount > 0) found.push(role)
  return found
}

test('a new bureau is led through what is to be done first, each step by whose it is, and is not told that all is done', async () => {
  const system = await of('system-administrator').workbench()
  const steps = Object.keys(setUpActs)
  expect(system.setUp?.map((one) => one.step)).toEqual(steps)
  for (const [role, who] of roles)
    for (const { step, mine } of (await who.workbench()).setUp ?? [])
      expect([role, step, mine]).toEqual([role, step, permits([role], setUpActs[step])])
  const step = async (name: string, role: Role = 'legal-section') =>
    (await of(role).workbench()).setUp?.find((one) => one.step === name)
  expect(await step('packs')).toEqual({ step: 'packs', done: false, mine: true })
  expect(await step('units')).toMatchObject({ done: true, mine: false, count: 3 })
  expect(await step('people')).toMatchObject({ done: true })
  expect((await of('officer').workbench()).setUp).toBeUndefined()
  await trial.under(['jinzhong-2022-recording'])
  expect(await step('packs')).toMatchObject({ done: true })
})

test('52 unrecorded minutes of a sealing reach the officer, the team leader and those who watch over recording, with the article', async () => {
  const id = await trial.activity('seizure', '09:00', '10:00')
  await trial.recording('09:52', '10:00', { error: 0 })
  expect(await reached()).toEqual(['officer', 'legal-officer', 'team-leader', 'legal-section', 'inspection-section'])
  for (const role of ['officer', 'team-leader', 'legal-section'] as const) {
    const { unrecorded } = await of(role).workbench()
    expect(unrecorded).toMatchObject([
      { row: { id }, missing: 52 * 60_000, act: role === 'legal-section' ? 'review' : 'explain' },
    ])
    expect(cited(unrecorded[0])?.length).toBeGreaterThan(0)
    expect((await of(role).unrecorded()).rows).toEqual(unrecorded)
  }
  expect((await trial.stranger.workbench()).unrecordedCount).toBe(0)
})

test('once it is explained the officer has done what can be done, and it stays with those who watch until they have looked', async () => {
  const [one] = (await trial.officer.workbench()).unrecorded
  const id = one?.row.id as string
  await trial.officer.explainActivityGap({
    params: { id },
    body: { form: 'written', from: at('09:00'), to: at('09:52'), reason: '到场后才发现电池耗尽' },
  })
  expect(await reached()).toEqual(['legal-officer', 'legal-section', 'inspection-section'])
  expect((await of('legal-section').workbench()).unrecorded).toMatchObject([{ explained: true, act: 'review' }])
  const review = (who: SignedIn) =>
    who.reviewActivity({ params: { id }, body: { text: '责令该队说明备用电池配备情况' } })
  await expect(review(trial.officer)).rejects.toMatchObject({ problem: { status: 403 } })
  await review(of('legal-section'))
  expect(await reached()).toEqual([])
  const { reviews } = await of('officer').showActivity({ params: { id } })
  expect(reviews).toMatchObject([{ text: '责令该队说明备用电池配备情况' }])
})

test('what changes afterwards is seen at once: a recording that comes in, an activity corrected, a rule set chosen anew', async () => {
  const id = await trial.activity('seizure', '11:00', '11:30')
  const missing = async () => (await trial.leader.workbench()).unrecorded.find((one) => one.row.id === id)?.missing
  expect(await missing()).toBe(30 * 60_000)
  await trial.recording('11:00', '11:20', { error: 0 })
  expect(await missing()).toBe(10 * 60_000)
  await trial.officer.annotateActivity({ params: { id }, body: { text: '时间记错', corrects: { end: at('11:25') } } })
  expect(await missing()).toBe(5 * 60_000)
  await trial.recording('11:20', '11:25', { error: 0 })
  expect(await missing()).toBeUndefined()
})

test('what goes on is shown to who can end it, and to nobody else', async () => {
  const { id } = await trial.officer.registerActivity({ body: { activity: 'patrol' } })
  for (const [role, who] of roles) {
    const running = (await who.workbench()).running.map((one) => one.id)
    const ends = role === 'officer' || role === 'team-leader'
    expect([role, running]).toEqual([role, ends ? [id] : []])
  }
  await trial.leader.endActivity({ params: { id }, body: {} })
  expect((await trial.officer.workbench()).runningCount).toBe(0)
})

test('nobody is given a task that is not theirs to do, and everything listed is counted', async () => {
  const device = await trial.camera('DSJ-9')
  await of('information-centre').issueDevice({ params: { id: device }, body: { holder: trial.officer.person } })
  await trial.activity('seizure', '14:00', '14:20')
  await trial.recording('15:00', '15:05', { device })
  await trial.recording('15:08', '15:12', { device })
  await quarantined(trial.units.one)
  const given = new Map<TaskKind, Role[]>()
  for (const [role, who] of roles) {
    const bench = await who.workbench()
    for (const [task, n] of Object.entries(counts(bench)) as [TaskKind, number][]) {
      if (n > 0) given.set(task, [...(given.get(task) ?? []), role])
      const acts = taskActs[task].some((act) => permits([role], act))
      if (!acts) expect([role, task, n]).toEqual([role, task, 0])
    }
    expect(bench.unrecorded.length).toBe(Math.min(6, bench.unrecordedCount))
  }
  expect(given.get('unexplained')).toEqual(['officer', 'legal-officer', 'team-leader', 'information-centre'])
  expect(given.get('quarantine')).toEqual(['information-centre'])
  expect(given.get('undocked')).toEqual(['officer', 'team-leader', 'information-centre'])
  const [gap] = (await trial.officer.workbench()).unexplained
  expect(cited(gap)).toContain('jinzhong-2022-recording/12')
  const { from } = await of('legal-section').unrecorded()
  expect(from < dayOf(at('00:00', DATE))).toBe(true)
})

async function quarantined(unit: string): Promise<void> {
  const { sha256, ...declared } = declaredOf(soundFile())
  const now = trial.server.clock.now()
  const body = {
    ...declared,
    arrival: randomUUID(),
    sha256,
    sm3: '0'.repeat(64),
    declaredSha256: sha256,
    mediaType: 'wav',
    flags: [],
    arrivedAt: now,
    unit,
    reason: 'cut-short',
    message: { zh: '短', en: 'short' },
  }
  const event = {
    stream: `quarantine:${randomUUID()}`,
    version: 1,
    kind: 'FileQuarantined/1',
    at: now,
    actor: 'system',
    body,
  }
  const { write } = openJournal()
  await trial.server.database.db.transaction().execute((trx) => write(trx, [event as NewEvent]))
}
