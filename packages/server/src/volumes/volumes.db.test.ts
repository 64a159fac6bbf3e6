import { createHash, randomUUID } from 'node:crypto'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { closedCase, filed } from './trial.ts'

const C = 'changsha-county-2023'
const AWAY = 'national/score-filing-away'
let team: TrialTeam
let custodian: SignedIn
beforeAll(async () => {
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
})
afterAll(() => team[Symbol.asyncDispose]())

const ARTICLE = expect.objectContaining({ pack: C, article: '39', quote: expect.stringContaining('30日内') })
const later = (day: CalendarDate, days: number): CalendarDate => dateOf(numberOf(day) + days)
const bind = (id: string, who = team.officer, body: { note?: string; important?: string } = {}) =>
  who.bindVolume({ params: { id }, body })
const shown = (id: string, who = team.officer) => who.showVolume({ params: { id } })
const codes = async (id: string): Promise<readonly string[]> => (await shown(id)).lacks.map((one) => one.code)

/** Every paper that is missing, stored as a sample file. */
async function fill(id: string): Promise<void> {
  for (const { at } of (await shown(id)).lacks.filter((one) => one.code === 'paper-missing'))
    await filed(team, id, { rule: at?.rule ?? '', title: '存入的文书', pages: 2 })
}
const explained = (id: string, film: string) =>
  team.officer.proveByRecording({
    params: { id, recording: film },
    body: { proves: '现场告知和收缴', method: '执法记录仪原始文件' },
  })

test('archiving is refused with everything that is missing, each with its article, until nothing is', async () => {
  proves(`${C}/39.1`)
  const { id, film } = await closedCase(team)
  expect(await refusal(bind(id))).toEqual({
    'paper-missing': expect.stringContaining(`${C}/`),
    'recording-unexplained': `${C}/43`,
    'custodian-open': `${C}/39`,
    'custodian-missing': `${C}/39`,
  })
  const missing = (await shown(id)).lacks.filter((one) => one.code === 'paper-missing')
  expect(missing.map((one) => one.message.zh)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('缺《当场处罚决定书》'),
      expect.stringContaining('缺《结案审批表》'),
    ]),
  )
  const score = () => team.officer.scoreCase({ params: { id } })
  const before = await score()
  const items = (all: typeof before) => all.deductions.map((one) => one.item)
  expect(items(before)).toEqual(expect.arrayContaining([`${AWAY}/papers`, `${AWAY}/unbound`]))
  expect(before.deductions.every((one) => one.citations.length > 0)).toBe(true)
  const legal = await team.server.as('legal-section')
  await legal.decideSetting({ params: { key: 'custodian.person' }, body: { value: '档案室' } })
  custodian = await team.server.another('custodian')
  await fill(id)
  await explained(id, film)
  expect(await codes(id)).toEqual([])

  // A paper that is begun and not ended is in the way too.
  const key = randomUUID()
  const draft = await team.officer.beginPaper({ params: { id }, body: { rule: `${C}/paper-recheck`, key } })
  expect(await refusal(bind(id))).toHaveProperty('paper-draft')
  await team.officer.voidPaper({ params: { id: draft.id }, body: { reason: '不需要复查' } })

  const bound = await bind(id, team.officer, { note: '当事人身份证复印件附后。' })
  expect(bound).toMatchObject({ number: expect.stringMatching(/^\d{4}-0001$/u), papers: missing.length })
  const after = await score()
  expect(items(after).filter((one) => one.startsWith(AWAY))).toEqual([])
  expect(after.score).toBeGreaterThan(before.score)
  const volume = await shown(id, custodian)
  expect(volume.entries.map((one) => [one.from, one.to])).toEqual(missing.map((_, at) => [2 * at + 1, 2 * at + 2]))
  expect(volume).toMatchObject({ stands: 'bound', may: { takeIn: true } })

  // Whoever bound it is no custodian; the custodian takes it in, and the case is archived with it.
  const place = { cabinet: '甲柜', shelf: '3' }
  await expect(team.officer.takeInVolume({ params: { id }, body: place })).rejects.toThrow()
  expect((await team.officer.showCase({ params: { id } })).row.open).toBe(true)
  await custodian.takeInVolume({ params: { id }, body: place })
  const archived = await team.officer.showCase({ params: { id } })
  expect(archived.row).toMatchObject({ open: false, lastAct: { act: 'archived' } })
  expect(await shown(id)).toMatchObject({ stands: 'archived', place: { cabinet: '甲柜', shelf: '3' }, lacks: [] })
  expect(await refusal(filed(team, id, {}))).toEqual({ 'volume-archived': undefined })

  const answer = await custodian.send(`${team.server.url}/api/cases/${id}/volume/pdf`)
  const pdf = Buffer.from(await answer.arrayBuffer())
  const digest = createHash('sha256').update(pdf).digest('hex')
  expect([answer.status, digest]).toEqual([200, (await shown(id)).bound?.files[0]?.sha256])
  const [material] = volume.entries.filter((one) => one.kind === 'material')
  const stored = `${team.server.url}/api/cases/${id}/volume/materials/${material?.id ?? ''}/pdf`
  expect((await custodian.send(stored)).status).toBe(200)
  const { rows: looks } = await team.server.database.pool.query<{ of: string }>(
    `select body ->> 'of' as of from journal where kind = 'VolumeTaken/1' and actor = $1 order by position`,
    [`person:${custodian.person}`],
  )
  expect(looks.map((one) => one.of)).toEqual(['main', material?.id])
  // The sample's recording has no bytes in the vault, and that is what is found; everything else is as it was bound.
  const verified = await custodian.verifyVolume({ params: { id }, body: {} })
  expect(verified).toMatchObject({ verified: false, papers: missing.length, pages: bound.pages })
  expect(verified.wrong.map((one) => one.what)).toEqual([volume.recordings[0]?.fileName])
})

test('thirty days after its end a case is overdue; its volume goes back, is bound anew, taken in late with the reason, lent, and comes back', async () => {
  proves(`${C}/39.2`)
  proves(`${C}/39.4`)
  const { id, film } = await closedCase(team)
  const due = async () => (await custodian.listVolumes()).due.find((one) => one.case.id === id)
  expect(await due()).toMatchObject({ overdue: false, stands: 'open', last: later(team.today(), 30) })
  await team.later(31)
  await custodian.back()
  expect(await due()).toMatchObject({ overdue: true })
  expect((await shown(id)).due).toMatchObject({ overdue: true, citations: expect.arrayContaining([ARTICLE]) })

  await fill(id)
  await explained(id, film)
  const place = { cabinet: '甲', shelf: '1' }
  const takeIn = (more: object = {}) => custodian.takeInVolume({ params: { id }, body: { ...place, ...more } })
  const lend = (body: object = {}) =>
    custodian.lendVolume({
      params: { id },
      body: {
        key: randomUUID(),
        borrower: { name: '王法官', organ: '示范县人民法院' },
        reason: '行政诉讼调卷',
        due: team.today() as CalendarDate,
        ...body,
      },
    })
  const { number } = await bind(id)
  await custodian.sendVolumeBack({ params: { id }, body: { reason: '缺证据目录' } })
  expect((await shown(id)).sentBack?.reason).toBe('缺证据目录')
  expect(await refusal(takeIn())).toHaveProperty('volume-unbound')
  await filed(team, id, { title: '证据目录', act: 'penalty-on-the-spot' })
  expect((await bind(id)).number).toBe(number)
  expect(await refusal(lend())).toEqual({ 'volume-not-archived': undefined })
  expect(await refusal(takeIn())).toEqual({ 'late-without-reason': `${C}/39` })
  expect((await shown(id)).stands).toBe('bound')
  await takeIn({ reason: '等待法院退卷' })
  expect(await due()).toBeUndefined()

  expect(await refusal(lend({ borrower: { person: custodian.person, name: '某' } }))).toMatchObject({
    'lent-to-oneself': `${C}/39`,
  })
  await lend()
  expect(await refusal(lend())).toEqual({ 'volume-lent': undefined })
  team.server.clock.forward(86_400_000)
  await custodian.back()
  expect((await custodian.listVolumes()).lent).toEqual([
    expect.objectContaining({
      borrower: '示范县人民法院 王法官',
      overdue: true,
      case: expect.objectContaining({ id }),
    }),
  ])
  const [loan] = (await shown(id, custodian)).loans
  await custodian.giveVolumeBack({ params: { id, loan: loan?.id ?? '' }, body: { condition: '完好' } })
  expect((await shown(id, custodian)).loans).toMatchObject([
    {
      borrower: '王法官',
      organ: '示范县人民法院',
      reason: '行政诉讼调卷',
      overdue: false,
      back: { condition: '完好' },
    },
  ])
  expect((await custodian.listVolumes()).lent).toEqual([])
})
