import { createHash, randomUUID } from 'node:crypto'
import type { Sha256 } from '@liuhen/core/kernel'
import { handoutStream } from '@liuhen/core/requests'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { openJournal } from '../ledger/index.ts'

let trial: TrialDay
let custodian: SignedIn
let inspection: SignedIn
beforeAll(async () => {
  trial = await trialDay()
  custodian = await trial.server.as('custodian')
  inspection = await trial.server.as('inspection-section')
})
afterAll(() => trial[Symbol.asyncDispose]())

const digestOf = (words: string) => createHash('sha256').update(words).digest('hex') as Sha256
/** A hand-out to the television station that the custodian made of this recording, as its register has it. */
async function handedOut(recording: string, serial: string): Promise<{ id: string; digest: Sha256 }> {
  const { id: request } = await trial.legal.askRequest({
    body: {
      use: 'provide',
      whom: 'other',
      recordings: [recording],
      reason: '法治宣传',
      days: 3,
      times: 3,
      outsider: { organisation: '县电视台', name: '李编辑' },
      document: {
        name: '来函.pdf',
        mediaType: 'application/pdf',
        bytes: Buffer.from('%PDF-1.7 letter').toString('base64'),
      },
      key: randomUUID(),
    },
  })
  const [id, digest] = [randomUUID(), digestOf(serial)]
  const told = { request, serial, recipient: '县电视台', manifest: digest, digests: [digest], offices: ['信息中心'] }
  const context = { at: trial.server.clock.now(), actor: `person:${custodian.person}` }
  await trial.server.database.db
    .transaction()
    .execute((trx) => openJournal({ reactions: [] }).act(trx, handoutStream, id, { do: 'prepare', told }, context))
  return { id, digest }
}
const problem = async (run: Promise<unknown>) => {
  const found = await run.then(
    () => undefined,
    (error: { problem: { status: number; obstacles: { code: string }[] } }) => error.problem,
  )
  return found && `${found.status} ${found.obstacles.map((one) => one.code).join(' ')}`
}
const leaked = async () => (await inspection.listLiabilities({ query: {} })).filter((one) => one.outcome === 'leaked')

test.each([
  ['jilin-2017', '24'],
  ['jinzhong-2022-recording', '21'],
  ['changsha-county-2023', '46'],
] as const)(
  '%s: a copy found outside opens an item by its article, with who handed it out, and once',
  async (pack, article) => {
    await trial.under([pack])
    const serial = `交〔2026〕${article}号`
    const { id, digest } = await handedOut(await trial.recording('09:00', '09:10'), serial)
    const description = '微信群里流传的执法视频'
    const report = await trial.officer.reportLeak({ body: { digest, description, report: '某微信群' } })
    expect(report.handOuts).toContainEqual({ serial, recipient: '县电视台' })
    const item = (await leaked()).find((one) => one.about.handout === id)
    expect(item).toMatchObject({
      description,
      about: { handout: id, report: '某微信群' },
      people: [{ id: custodian.person }, { id: trial.legal.person }],
      stands: 'open',
    })
    expect(item?.rule.citations.map((one) => `${one.pack}/${one.article}`)).toContain(`${pack}/${article}`)
    const before = (await leaked()).length
    const again = await trial.leader.reportLeak({ body: { handOutNumber: serial, description: '又见一份' } })
    expect(again.items).toEqual(expect.arrayContaining(report.items))
    expect((await leaked()).length).toBe(before)
  },
)

test('of a recording that nobody handed out the recording itself is named; of a file that is none of ours nothing opens', async () => {
  const recording = await trial.recording('11:00', '11:10')
  await trial.officer.reportLeak({ body: { recording, description: '有人拍屏外传' } })
  expect((await leaked()).find((one) => one.about.recording === recording)).toMatchObject({
    people: [],
    stands: 'open',
  })
  const unknown = digestOf('another film')
  expect(await problem(trial.officer.reportLeak({ body: { digest: unknown, description: '不知来源' } }))).toBe(
    '404 copy-unknown',
  )
  await trial.under(['jinzhong-2022-disclosure'])
  expect(await problem(trial.officer.reportLeak({ body: { recording, description: '再报一次' } }))).toBe(
    '409 leak-unruled',
  )
})
