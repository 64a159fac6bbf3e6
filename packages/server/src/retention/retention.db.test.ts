import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { connected } from '../../../cli/src/audit/database.ts'
import { auditedBy } from '../../../cli/src/audit/trial.ts'
import { type NewEvent, streamTypes } from '@liuhen/core/journal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { FileVault } from '../vault/index.ts'
import { keepAll, warrantedBy } from './index.ts'
import { DigestWorkers } from '../vault/index.ts'
import { lawOf, readPacks } from '../packs/index.ts'
import { serverJournal } from '../capabilities.ts'
import { openLog } from '../platform/index.ts'

const DAY = 86_400_000
let trial: TrialDay
let custodian: SignedIn
let head: SignedIn

beforeAll(async () => {
  trial = await trialDay()
  ;[custodian, head] = [await trial.server.as('custodian'), await trial.server.as('head')]
  await trial.under(['jinzhong-2022-recording'])
})
afterAll(() => trial[Symbol.asyncDispose]())

/** Each row of a table has hours of its own, so that no activity of one is an activity of another. */
let hours = 0
const ago = (days: number): Instant => instantOf(millisecondsOf(trial.server.clock.now()) - days * DAY)
const later = (at: Instant, minutes: number): Instant => instantOf(millisecondsOf(at) + minutes * 60_000)
const filmed = async (days: number): Promise<string> => {
  const from = later(ago(days), hours * 60)
  return trial.filmed(from, later(from, 10), { arrived: later(from, 60) })
}
const pass = async () => {
  const { db } = trial.server.database
  // What was filmed for the trial is not waited for.
  await db.updateTable('recordings').set({ derived: 'failed' }).where('derived', '=', 'waiting').execute()
  const law = lawOf(await readPacks())
  return keepAll({ db, clock: trial.server.clock, log: openLog(() => undefined), journal: serverJournal(law), law })
}
const place = async (recording: string): Promise<string> => {
  const { sha256 } = await trial.server.database.db
    .selectFrom('recordings')
    .select('sha256')
    .where('id', '=', recording)
    .executeTakeFirstOrThrow()
  return join(trial.server.data, 'vault/sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
}
const laid = async (recording: string): Promise<string> => {
  const path = await place(recording)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, 'what the camera saw')
  return path
}
const keeping = (id: string) => trial.legal.showKeeping({ params: { id } })
const codes = async (run: Promise<unknown>): Promise<string[]> => {
  const problem = await run.then(
    () => ({ obstacles: [] as { code: string }[] }),
    (error: { problem: { obstacles: { code: string }[] } }) => error.problem,
  )
  return [...new Set(problem.obstacles.map((one) => one.code))]
}
const listed = async (recordings: string[]): Promise<string> =>
  (await custodian.listForDisposal({ body: { key: randomUUID(), recordings, reason: '保管期满' } })).id
const sign = (who: SignedIn, id: string, opinion: 'agreed' | 'returned' = 'agreed') =>
  who.signDisposal({ params: { id }, body: { password: who.password, opinion } })

const cited = (
  one: { readonly citations: readonly { readonly pack: string; readonly article: string }[] } | undefined,
) => [...new Set((one?.citations ?? []).map(({ pack, article }) => `${pack}/${article}`))]
/** An activity of the officer's around that recording's time, registered before it came in. */
const activityAt = async (
  activity: 'minor-correction' | 'patrol' | 'major-incident',
  days: number,
): Promise<string> => {
  const from = later(ago(days), hours * 60)
  const body = { activity, start: later(from, -5), end: later(from, 30) }
  return (await trial.officer.registerActivity({ body })).id
}
const fact = (
  who: SignedIn,
  trigger: string,
  about: { kind: 'recording' | 'activity'; id: string },
  more: object = {},
) => who.registerKeepingFact({ body: { key: randomUUID(), trigger, about, reason: '有人来电反映', ...more } as never })
const decide = (key: string, count: number, unit: string) =>
  trial.legal.decideSetting({ params: { key }, body: { value: { count, unit } } as never })

test.each([
  ['jilin-2017', ['15.1', '15.2', '15.3', '15.4', '15.5'], '15', 'complaint'],
  ['yongqing-2022', ['13.1', '13.2', '13.3', '13.4', '13.5'], '13', 'petition'],
  ['jinzhong-2022-recording', ['17.4', '17.5', '17.7'], '17', 'complaint'],
] as const)(
  '%s: what its article names keeps everything recorded at an activity for long, on a carrier, and out of every list',
  async (pack, obligations, article, trigger) => {
    proves(...obligations.map((one) => `${pack}/${one}`))
    await trial.under([pack])
    if (pack === 'jinzhong-2022-recording') await decide('retention.long-term', 30, 'year')
    hours += 2
    const days = 300
    const [plain, mass, marked] = [days, days + 40, days + 80]
    const [activity, obstructed] = [await activityAt('patrol', plain), await activityAt('patrol', marked)]
    await activityAt('major-incident', mass)
    const recording = await filmed(plain)
    expect((await keeping(recording)).now?.forGood).toBeUndefined()
    await fact(trial.officer, trigger, { kind: 'activity', id: activity })
    // Marked before anything of it came in, by whoever was there: what comes in is kept without anybody doing more.
    await fact(
      trial.officer,
      'obstruction',
      { kind: 'activity', id: obstructed },
      pack === 'jinzhong-2022-recording' ? { of: 'anyone' } : {},
    )
    if (pack === 'yongqing-2022') await fact(trial.officer, 'beating', { kind: 'activity', id: obstructed })
    const [ofMass, ofMarked] = [await filmed(mass), await filmed(marked)]
    await pass()
    for (const one of [recording, ofMass, ofMarked]) {
      const { standing, facts } = await keeping(one)
      expect(standing).toMatchObject({ class: 'long-term' })
      expect(cited(standing)).toContain(`${pack}/${article}`)
      expect(one === ofMass || facts.length > 0).toBe(true)
      expect(await codes(listed([one]))).toContain(pack === 'jinzhong-2022-recording' ? 'term-runs' : 'kept-for-long')
    }
    const overview = () => custodian.keepingOverview()
    expect((await overview()).expired.map((one) => one.recording)).not.toContain(recording)

    // Its carrier is wanting until one is recorded.
    const wanting = async () => (await overview()).carriers.map((one) => one.recording)
    expect(await wanting()).toContain(recording)
    const carrier = { kind: '光盘', number: `D-${pack}`, madeOn: dayOf(ago(1)), compared: true }
    await custodian.recordCarrier({ params: { id: recording }, body: carrier })
    expect(await wanting()).not.toContain(recording)
    expect((await keeping(recording)).carriers).toMatchObject([carrier])

    // What a person registers besides wants its reason, and stands with who and when.
    const another = await filmed(days + 120)
    const about = { kind: 'recording' as const, id: another }
    await expect(fact(trial.legal, 'other-important', about, { reason: '' })).rejects.toMatchObject({
      problem: { status: 400 },
    })
    expect((await keeping(another)).facts).toEqual([])
    await fact(trial.legal, 'other-important', about, { reason: '涉及重要情况' })
    expect((await keeping(another)).facts).toMatchObject([
      { reason: '涉及重要情况', by: expect.any(String), at: expect.any(String) },
    ])
    if (pack !== 'jinzhong-2022-recording') expect((await keeping(another)).standing?.forGood).toBe(true)

    // Under another pack that knows no such thing it stays what it was.
    await trial.under(['yanzhou-2019'])
    expect((await keeping(recording)).standing).toMatchObject({ class: 'long-term' })
    expect(await codes(listed([recording]))).not.toEqual([])
  },
)

test.each([
  ['jilin-2017', '14.2', 'minor-correction', 6, 'month'],
  ['yongqing-2022', '12.2', 'patrol', 6, 'month'],
  ['jinzhong-2022-recording', '17.1', undefined, 6, 'month'],
  ['yanzhou-2019', '10.2', undefined, 3, 'year'],
] as const)(
  '%s/%s: before the last day nothing can be listed, and after it it can',
  async (pack, obligation, activity, count, unit) => {
    proves(`${pack}/${obligation}`)
    hours += 2
    await trial.under([pack])
    const today = dayOf(trial.server.clock.now())
    const start = new Date(`${today}T00:00:00Z`)
    const months = count * (unit === 'year' ? 12 : 1)
    start.setUTCMonth(start.getUTCMonth() - months)
    const days = Math.round((Date.parse(`${today}T00:00:00Z`) - start.getTime()) / DAY)
    // Of years the last day may be one of a leap year.
    const [over, month, last] = [days + (unit === 'year' ? 4 : 1), days - 30, days - 1]
    const recordings = new Map<number, string>()
    for (const one of [over, month, last]) {
      if (activity) await activityAt(activity, one)
      recordings.set(one, await filmed(one))
    }
    await pass()
    const of = (one: number) => recordings.get(one) as string
    for (const one of [month, last]) expect(await codes(listed([of(one)]))).toEqual(['term-runs'])
    const { expired } = await custodian.keepingOverview()
    expect(expired.map((one) => one.recording)).toContain(of(over))
    expect(cited(expired.find((one) => one.recording === of(over)))).toContain(`${pack}/${obligation.split('.')[0]}`)
    expect(expired.map((one) => one.recording)).not.toContain(of(month))
    const id = await listed([of(over)])
    await custodian.undoDisposal({ params: { id }, body: { reason: '另行安排' } })
  },
)

/** A case of the officer's about an inspection that day, of which these are films. */
const inspected = async (recordings: readonly string[], days: number): Promise<string> => {
  const [id, on] = [randomUUID(), dayOf(ago(days))]
  const films = recordings.map((recording) => ({
    recording,
    from: ago(days),
    to: later(ago(days), 10),
    at: '09:00',
    until: '09:10',
  }))
  const act = { id: 'seen', act: 'site-inspected', on, by: [trial.officer.person], approvals: [], says: {} }
  const opened = { title: '占道堆放', procedure: 'ordinary', unit: trial.units.one, officers: [trial.officer.person] }
  await ofCase(id, 'CaseOpened/1', opened)
  await ofCase(id, 'CaseActDone/1', { act, people: {}, recordings: films, marks: [] })
  return id
}
const archived = async (id: string, on = dayOf(ago(0))): Promise<void> => {
  const act = { id: 'filed-away', act: 'archived', on, by: [], approvals: [], says: {} }
  await ofCase(id, 'CaseActDone/1', { act, people: {}, recordings: [], marks: [] })
}
/** What stands in the journal of a case, with everything that follows from it. */
const ofCase = async (id: string, kind: string, body: object): Promise<void> => {
  const { db } = trial.server.database
  const { version } = await db
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll<number>().as('version'))
    .where('stream', '=', `case:${id}`)
    .executeTakeFirstOrThrow()
  const actor = `person:${trial.officer.person}`
  const event = { stream: `case:${id}`, version: version + 1, at: trial.server.clock.now(), actor, kind, body }
  const journal = serverJournal(lawOf(await readPacks()))
  await db.transaction().execute((trx) => journal.write(trx, [event as NewEvent]))
}
const asEvidence = (id: string, recording: string, days: number) =>
  trial.officer.enterEvidence({
    params: { id },
    body: {
      id: randomUUID(),
      kind: 'audio-visual',
      title: '现场检查录像',
      proves: '占道堆放的经过',
      obtainedOn: dayOf(ago(days)),
      obtainedHow: '执法记录仪录制',
      by: [trial.officer.person],
      form: 'original',
      act: 'seen',
      recording,
    },
  })
const yearsOn = (years: number): string => {
  const today = dayOf(ago(0))
  return `${Number(today.slice(0, 4)) + years}${today.slice(4)}`
}
const expired = async () => (await custodian.keepingOverview()).expired.map((one) => one.recording)

test('while nobody has said how long a file is kept, nothing of its case is proposed, however old, and it is said what is open', async () => {
  for (const [pack, article] of [
    ['jilin-2017', '14'],
    ['yongqing-2022', '12'],
  ] as const) {
    hours += 2
    await trial.under([pack])
    const film = await filmed(900)
    const id = await inspected([film], 900)
    await asEvidence(id, film, 900)
    await archived(id)
    await pass()
    expect(await expired()).not.toContain(film)
    expect(await codes(listed([film]))).toEqual(['term-undecided'])
    const { now, open, waitsFor } = await keeping(film)
    expect([now?.class, waitsFor]).toEqual(['evidence', ['rules']])
    expect(cited(now)).toContain(`${pack}/${article}`)
    expect(open.map((one) => one.key)).toContain('retention.case-file')
  }
})

test.each([
  ['jilin-2017', '14.3', true],
  ['yongqing-2022', '12.3', true],
  ['yanzhou-2019', '10.1', false],
] as const)(
  '%s/%s: what was filmed in a case is kept as long as its file, and when that is longer it follows',
  async (pack, obligation, isEvidence) => {
    hours += 2
    await trial.under([pack])
    // What was decided of another is not what counts here.
    await decide('retention.case-file', 10, 'year')
    const film = await filmed(900)
    const id = await inspected([film], 900)
    if (isEvidence) await asEvidence(id, film, 900)
    await archived(id)
    const until = async () => {
      await pass()
      return (await keeping(film)).standing
    }
    for (const years of [10, 30]) {
      await decide('retention.case-file', years, 'year')
      const standing = await until()
      expect([standing?.class, standing?.until]).toEqual([isEvidence ? 'evidence' : 'case', yearsOn(years)])
      expect(cited(standing)).toContain(`${pack}/${obligation.split('.')[0]}`)
      expect(await codes(listed([film]))).toEqual(['term-runs'])
    }
  },
)

test('晋中 17: evidence, a suit and a difficult case keep what was filmed before; the rest of it is proposed when six months are over', async () => {
  await trial.under(['jinzhong-2022-recording'])
  await decide('retention.long-term', 30, 'year')
  hours += 2
  const films = async (days: number) => [await filmed(days), await filmed(days)] as const
  const [[used, unused], sued, hard] = [await films(300), await films(310), await films(320)]
  const [first, second, third] = [
    await inspected([used, unused], 300),
    await inspected(sued, 310),
    await inspected(hard, 320),
  ]
  await asEvidence(first, used, 300)
  await trial.officer.sayOfCase({
    params: { id: third, fact: 'difficult' },
    body: { is: true, reason: '涉及面广，定性有争议' },
  })
  for (const id of [first, second, third]) await archived(id)
  await pass()
  const all = await expired()
  expect([used, unused, ...sued, ...hard].filter((one) => all.includes(one))).toEqual([unused, ...sued])
  for (const one of [used, ...hard]) {
    const { standing } = await keeping(one)
    expect([standing?.class, cited(standing)]).toEqual([
      'long-term',
      expect.arrayContaining(['jinzhong-2022-recording/17']),
    ])
    expect(await codes(listed([one]))).toEqual(['term-runs'])
  }
  await fact(trial.legal, 'litigation', { kind: 'case', id: second } as never, { of: 'party' })
  for (const one of sued) {
    expect((await keeping(one)).standing).toMatchObject({ class: 'long-term' })
    expect(await expired()).not.toContain(one)
    expect(await codes(listed([one]))).toEqual(['term-runs'])
  }
})

/** A redacted copy of one recording, a burnt disc of it alone, and one not burnt that holds another too: where their bytes lie. */
const copied = async (recording: string, another: string) => {
  const { db } = trial.server.database
  const journal = serverJournal(lawOf(await readPacks()))
  const write = (stream: string, ...happened: readonly (readonly [kind: string, body: object])[]) =>
    db.transaction().execute((trx) =>
      journal.write(
        trx,
        happened.map(
          ([kind, body], i) =>
            ({ stream, version: i + 1, at: trial.server.clock.now(), actor: 'system', kind, body }) as NewEvent,
        ),
      ),
    )
  const [digest, original] = ['1'.repeat(64), '0'.repeat(64)]
  const redacted = join(trial.server.data, 'vault/sha256/11/11', digest)
  const bytes = { sha256: digest, sm3: digest, bytes: 3 }
  const copy = { ...bytes, mediaType: 'video/mp4', tool: 'trial', recipe: '1', original, plan: original }
  const plan = { boxes: [], mutes: [{ from: 0, to: 1000, reason: 'privacy' }] }
  const drafted = ['RedactionDrafted/1', { recording, original, plan }] as const
  await write(`redaction:${randomUUID()}`, drafted, ['RedactionRendered/1', copy])
  const discs = [randomUUID(), randomUUID()] as const
  const order = (serial: string, recordings: readonly string[]) =>
    ['DiscOrdered/1', { serial, medium: 'cd', recordings }] as const
  const image = ['DiscImageMade/1', { ...bytes, sha256: '2'.repeat(64), package: randomUUID(), tool: 'trial' }] as const
  const burnt = { burnt: { how: 'said' }, place: '档案室 3 柜', nextCheck: '2099-01-01' }
  await write(`disc:${discs[0]}`, order('GP2020-0001', [recording]), image, ['DiscBurnt/1', burnt])
  await write(`disc:${discs[1]}`, order('GP2020-0002', [recording, another]), image)
  const [own, both] = ['GP2020-0001', 'GP2020-0002'].map((one) => join(trial.server.data, 'discs', `${one}.iso`))
  for (const file of [redacted, own, both] as string[]) {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'iso')
  }
  return { redacted, own: own as string, both: both as string, discs }
}

test('what somebody asks for, or has not settled, is not disposed of meanwhile: a request that is not over, an open finding, its appeal', async () => {
  await trial.under(['jinzhong-2022-recording'])
  hours += 2
  const old = await filmed(300)
  const blocks = async () => (await keeping(old)).blocks.map((one) => one.code)
  await pass()
  const before = await blocks()
  const body = { use: 'look' as const, whom: 'work' as const, recordings: [old], reason: '复核旧案', days: 3, times: 1 }
  const { id: request } = await trial.officer.askRequest({ body: { ...body, key: randomUUID() } })
  expect(await blocks()).toEqual([...before, 'in-pending-request'])
  await trial.officer.withdrawRequest({ params: { id: request }, body: { reason: '不需要了' } })
  expect(await blocks()).toEqual(before)
  const { db } = trial.server.database
  const finding = { id: randomUUID(), version: 1, points: 1, due: '2027-01-01', raised_at: trial.server.clock.now() }
  const row = { ...finding, recording: old, unit: trial.units.one, state: {} }
  await db
    .insertInto('findings')
    .values({ ...row, stands: 'open', appealed: false } as never)
    .execute()
  expect(await blocks()).toEqual([...before, 'in-open-finding'])
  await db.updateTable('findings').set({ stands: 'verified', appealed: true }).where('id', '=', finding.id).execute()
  expect(await blocks()).toEqual([...before, 'in-open-appeal'])
  await db.updateTable('findings').set({ appealed: false }).where('id', '=', finding.id).execute()
  expect(await blocks()).toEqual(before)
  // It was put there by hand: what audits next is not to find a row that no event accounts for.
  await trial.server.database.as('owner', `delete from findings where id = '${finding.id}'`)
})

test('a list goes its whole way: appraised, signed by two, undoable, then gone in every copy with a certificate and a stub', async () => {
  await trial.under(['jinzhong-2022-recording'])
  const [old, held, young] = [await filmed(400), await filmed(401), await filmed(20)]
  const path = await laid(old)
  const others = await copied(old, young)
  await pass()
  // What is young or under a hold cannot be listed, and says why.
  expect(await codes(listed([young]))).toEqual(['term-runs'])
  const { hold } = await trial.leader.placeHold({
    params: { id: held },
    body: { key: randomUUID(), reason: '监察调查' },
  })
  expect(await codes(listed([held, old]))).toEqual(['held'])
  expect(await codes(trial.leader.releaseHold({ params: { id: held, hold }, body: { reason: '结束' } }))).not.toEqual(
    [],
  )
  await head.releaseHold({ params: { id: held, hold }, body: { reason: '调查结束' } })

  const id = await listed([old, held])
  // Nobody signs what is not appraised; nobody signs their own list; one of the legal section must be among them.
  expect(await codes(sign(head, id))).toContain('disposal-stands')
  const appraise = (recording: string, opinion: 'dispose' | 'keep') =>
    custodian.appraiseItems({ params: { id }, body: { items: [{ recording, opinion, words: '逐件看过' }] } })
  await appraise(old, 'dispose')
  await appraise(held, 'keep')
  await sign(head, id)
  expect(await codes(sign(head, id))).toContain('signed-already')
  expect(await codes(sign(await trial.server.as('deputy-head'), id))).toContain('role-not-wanted')
  expect(await codes(sign(trial.legal, id))).toEqual(['undo-window-open'])
  await trial.legal.decideSetting({
    params: { key: 'disposal.undo-window' },
    body: { value: { count: 10, unit: 'calendar-day' } },
  })
  expect(
    await codes(trial.legal.signDisposal({ params: { id }, body: { password: 'not-mine', opinion: 'agreed' } })),
  ).toEqual(['password-wrong'])
  const { stands, undoUntil } = await sign(trial.legal, id)
  expect([stands, undoUntil && dayOf(undoUntil)]).toEqual(['undo-window', dayOf(ago(-11))])
  expect(await codes(custodian.carryOutDisposal({ params: { id } }))).toEqual(['undo-window-runs'])
  expect(existsSync(path)).toBe(true)

  trial.server.clock.forward(11 * DAY)
  for (const one of [trial.legal, trial.leader, trial.officer]) await one.back()
  custodian = await trial.server.as('custodian')
  // While a back-up is copied nothing goes of which its database will speak.
  const backup = await trial.server.database.pool.connect()
  await backup.query(`select pg_advisory_lock(hashtextextended('backup', 0))`)
  expect(await codes(custodian.carryOutDisposal({ params: { id } }))).toEqual(['backup-runs'])
  expect(existsSync(path)).toBe(true)
  await backup.query(`select pg_advisory_unlock(hashtextextended('backup', 0))`)
  backup.release()
  expect(await custodian.carryOutDisposal({ params: { id } })).toEqual({ stands: 'done' })
  expect(existsSync(path)).toBe(false)
  // With it every copy on this machine; what is out of reach, or holds more, stays and is named with its reason.
  expect([others.redacted, others.own, others.both].map((one) => existsSync(one))).toEqual([false, false, true])
  const { rows: warrants } = await trial.server.database.pool.query(
    `select body from journal where kind = 'DisposalBegun/1' and stream = $1`,
    [`disposal:${id}`],
  )
  expect(warrants[0]?.body).toMatchObject({
    items: [{ recording: old, blobs: expect.arrayContaining([expect.objectContaining({ of: 'redacted' })]) }],
    discs: [others.discs[0]],
    stays: [
      { copy: 'image', id: others.discs[1], why: expect.stringContaining('GP2020-0002') },
      { copy: 'disc', id: others.discs[0], why: expect.stringContaining('档案室 3 柜') },
    ],
  })
  // The page shows what is left of it, for good.
  const { disposed, blocks } = await keeping(old)
  expect(disposed).toMatchObject({ disposal: id, bytes: expect.any(Number), certified: true, reason: '保管期满' })
  expect(disposed?.approvedBy.map((one) => one.role)).toEqual(['head', 'legal-section'])
  expect(blocks).toEqual([])
  const view = await trial.legal.showRecording({ params: { id: old } })
  expect(view.row.states).toContain('disposed')
  expect(view.history.some((one) => one.kind === 'RecordingDisposed/1')).toBe(true)
  const refused = await trial.legal.send(`${trial.server.url}/api/recordings/${old}/original`)
  expect([refused.status, await refused.text()]).toEqual([404, expect.stringContaining('recording-disposed')])
  // The certificate is in the vault and comes as PDF.
  const pdf = await custodian.send(`${trial.server.url}/api/disposals/${id}/certificate`)
  expect(pdf.status).toBe(200)
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  const { rows: looks } = await trial.server.database.pool.query(
    `select 1 from journal where kind = 'CertificateTaken/1' and actor = $1`,
    [`person:${custodian.person}`],
  )
  expect(looks).toHaveLength(1)
  // What was appraised to be kept is as it was.
  expect((await keeping(held)).disposed).toBeUndefined()

  // The bodies of its events are gone, their leaves are not, and the audit says why.
  const { rows } = await trial.server.database.pool.query(
    `select count(*) filter (where body is null) as gone, count(*) as all from journal where stream = $1`,
    [`recording:${old}`],
  )
  expect(rows).toEqual([{ gone: 3, all: 4 }])
  const database = await connected(trial.server.database.url('owner'))
  try {
    const { differences } = await auditedBy(database, streamTypes, trial.server.clock.now())
    expect(differences.filter((one) => one.code !== 'model-differs')).toEqual([])
    const recordings = differences.filter((one) => one.place.includes(old))
    expect(recordings).toEqual([])
  } finally {
    await database.end()
  }
})

test('nothing else deletes: not the vault without a warrant in the log, not the database’s application, not its owner', async () => {
  const { database } = trial.server
  const some = await database.db
    .selectFrom('recordings')
    .select(['id', 'sha256'])
    .where('disposed', '=', false)
    .executeTakeFirstOrThrow()
  const workers = new DigestWorkers()
  const vault = new FileVault(join(trial.server.data, 'vault/sha256'), workers, warrantedBy(database.db))
  const warrants = await database.pool.query(`select id from journal where kind = 'DisposalBegun/1'`)
  const other = await database.pool.query(`select id from journal where kind = 'DisposalListed/1'`)
  // A warrant for something else, an event that is none, and no event at all.
  for (const id of [warrants.rows[0]?.id, other.rows[0]?.id, randomUUID()] as string[])
    await expect(vault.destroy(some.sha256 as never, id)).rejects.toMatchObject({ kind: 'denied' })
  await expect(
    new FileVault(trial.server.data, workers).destroy(some.sha256 as never, warrants.rows[0]?.id as string),
  ).rejects.toMatchObject({ kind: 'denied' })
  await workers.close()
  const bodies = `update journal set body = null, salt = null where stream = 'recording:${some.id}'`
  await expect(database.pool.query(bodies)).rejects.toThrow(/permission denied/)
  await expect(database.as('owner', bodies)).rejects.toThrow(/only grows/)
  await expect(database.as('owner', `set liuhen.warrant = '${warrants.rows[0]?.id}'; ${bodies}`)).rejects.toThrow(
    /only grows/,
  )
  expect((await database.pool.query('select dispose_bodies($1) as n', [other.rows[0]?.id])).rows).toEqual([{ n: 0 }])
})
