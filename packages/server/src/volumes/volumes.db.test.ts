import { createHash, randomUUID } from 'node:crypto'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { PRINTED } from '../papers/trial.ts'
import { closedCase, filed } from './trial.ts'

const C = 'changsha-county-2023'
let team: TrialTeam
let custodian: SignedIn
beforeAll(async () => {
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
})
afterAll(() => team[Symbol.asyncDispose]())

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
  expect(await custodian.verifyVolume({ params: { id }, body: {} })).toEqual({
    verified: true,
    papers: missing.length,
    pages: bound.pages,
    wrong: [],
  })
})

test('a volume is lent to somebody else for a reason and until a day, and what is not back by then is overdue', async () => {
  proves(`${C}/39.2`)
  const { id, film } = await closedCase(team)
  await fill(id)
  await explained(id, film)
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
  expect(await refusal(lend())).toEqual({ 'volume-not-archived': undefined })
  await bind(id)
  await custodian.sendVolumeBack({ params: { id }, body: { reason: '缺证据目录' } })
  expect((await shown(id)).sentBack?.reason).toBe('缺证据目录')
  expect(await refusal(custodian.takeInVolume({ params: { id }, body: { cabinet: '甲', shelf: '1' } }))).toHaveProperty(
    'volume-unbound',
  )
  const number = (await shown(id)).number
  expect((await bind(id)).number).toBe(number)
  // A file that comes in after it was bound undoes the binding.
  await filed(team, id, { title: '证据目录', act: 'penalty-on-the-spot' })
  expect(await refusal(custodian.takeInVolume({ params: { id }, body: { cabinet: '甲', shelf: '1' } }))).toHaveProperty(
    'volume-unbound',
  )
  await bind(id)
  await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲', shelf: '1' } })
  expect(await refusal(lend({ borrower: { person: custodian.person, name: '某' } }))).toMatchObject({
    'lent-to-oneself': `${C}/39`,
  })
  await lend()
  expect(await refusal(lend())).toEqual({ 'volume-lent': undefined })
  await team.later(1)
  await custodian.back()
  const { lent } = await custodian.listVolumes()
  expect(lent).toEqual([
    expect.objectContaining({
      borrower: '示范县人民法院 王法官',
      overdue: true,
      case: expect.objectContaining({ id }),
    }),
  ])
  const [loan] = (await shown(id)).loans
  await custodian.giveVolumeBack({ params: { id, loan: loan?.id ?? '' }, body: { condition: '完好' } })
  expect((await shown(id)).loans).toMatchObject([
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

test('a case that ended is due for its archive, and overdue for whoever keeps files once thirty days are over', async () => {
  proves(`${C}/39.4`)
  const { id } = await closedCase(team)
  const due = async () => (await custodian.listVolumes()).due.find((one) => one.case.id === id)
  expect(await due()).toMatchObject({ overdue: false, stands: 'open' })
  await team.later(30)
  await custodian.back()
  expect(await due()).toMatchObject({ overdue: false })
  await team.later(1)
  await custodian.back()
  expect(await due()).toMatchObject({ overdue: true })
  expect((await shown(id)).due).toMatchObject({ overdue: true, citations: [{ article: '39' }] })
  // It is taken in late only with the reason why.
  await fill(id)
  const { recordings } = await shown(id)
  await explained(id, recordings[0]?.recording ?? '')
  await bind(id)
  const place = { cabinet: '甲', shelf: '2' }
  expect(await refusal(custodian.takeInVolume({ params: { id }, body: place }))).toEqual({
    'late-without-reason': `${C}/39`,
  })
  expect((await shown(id)).stands).toBe('bound')
  await custodian.takeInVolume({ params: { id }, body: { ...place, reason: '等待法院退卷' } })
  expect((await shown(id)).stands).toBe('archived')
})

test('the score of a case points at what costs points, and a bound volume gives them back', async () => {
  const { id, film } = await closedCase(team)
  const score = () => team.officer.scoreCase({ params: { id } })
  const before = await score()
  expect(before.deductions.map((one) => one.item)).toEqual(
    expect.arrayContaining(['national/score-filing-away/papers', 'national/score-filing-away/unbound']),
  )
  expect(before.deductions.every((one) => one.citations.length > 0)).toBe(true)
  await fill(id)
  await explained(id, film)
  await bind(id)
  const after = await score()
  expect(after.deductions.filter((one) => one.block === 'national/score-filing-away')).toEqual([])
  expect(after.score).toBeGreaterThan(before.score)
})
