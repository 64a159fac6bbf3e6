import { readFile } from 'node:fs/promises'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { FILING, FINE, INSPECTION, NOTICE } from '../cases/trial-ordinary.ts'

/** What 晋中's legal review asks of a file, and what the file answers by itself. */
const PACK = 'jinzhong-2022-legal-review'
let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam({
    packs: ['jinzhong-2022-plan', 'jinzhong-2022-disclosure', 'jinzhong-2022-recording', PACK],
    from: '2022-03-01' as CalendarDate,
    settings: [{ key: 'review.body', value: '政策法规科' as never }],
  })
})
afterAll(() => team[Symbol.asyncDispose]())

const MATERIALS = {
  'proposal-attached': true,
  'report-attached': true,
  'draft-attached': true,
  'evidence-attached': true,
}
const POINTS = {
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}

/** A case handed in for review, investigated by two on film; with what the proposal says besides. */
async function handedIn(more: object = {}): Promise<string> {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  for (const fact of ['major', 'complex', 'hearing-due'] as const)
    await team.officer.sayOfCase({ params: { id, fact }, body: { is: fact === 'major', reason: '按目录清单认定' } })
  await team.done(id, 'case-filed', FILING)
  const recordings = [await team.filmed('09:30', '09:50')]
  await team.done(id, 'site-inspected', { ...INSPECTION, recordings })
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  await team.done(id, 'review-submitted', { says: { ...MATERIALS, ...FINE, ...more } })
  return id
}
const shown = (id: string, who = team.legal) => who.showReviewFindings({ params: { id } })

test('of a sound file nothing is said; a certificate that is found to have run out before the inspection is', async () => {
  const id = await handedIn()
  expect(await shown(id)).toEqual([])
  const system = await team.server.as('system-administrator')
  const { row } = await team.officer.showCase({ params: { id } })
  const colleague = row.officers.find((one) => one.id === team.colleague.person)
  const change = (validTo: string) =>
    system.changePerson({
      params: { id: team.colleague.person },
      body: {
        name: colleague?.name ?? '',
        unit: team.unit,
        certificate: { number: '430121002', validFrom: '2020-01-01' as CalendarDate, validTo: validTo as CalendarDate },
      },
    })
  await change('2021-01-01')
  const found = await shown(id)
  const ofInspection = found.filter((one) => one.act?.name.zh === '现场检查（勘验）')
  expect(ofInspection).toMatchObject([{ point: 'subject-lawful', citations: [expect.anything()] }])
  proves(`${PACK}/7.1`)
  await change('2030-01-01')
  expect(await shown(id)).toEqual([])
})

test('a fine outside the band of the benchmark is shown before anybody agrees to it', async () => {
  const sample = await readFile(new URL('../../../cli/src/demo/catalogue.yaml', import.meta.url))
  const file = { fileName: '示例.yaml', file: sample.toString('base64'), check: false }
  const section = await team.server.as('legal-section')
  await section.adoptCatalogue({ body: { ...file, from: team.today(), reason: '示例' } })
  const charge = { cause: 'sample-stall', grade: '轻微' }
  const within = await handedIn({ ...charge, 'fine-amount': 100 })
  const beyond = await handedIn({ ...charge, 'fine-amount': 150, reasons: '劝导后仍不离开（示例）' })
  const ofLaw = async (id: string) => (await shown(id)).filter((one) => one.point === 'law-applied')
  expect((await ofLaw(within)).map((one) => one.code)).not.toContain('step-benchmark-departed')
  expect((await ofLaw(beyond)).map((one) => one.code)).toContain('step-benchmark-departed')
  proves(`${PACK}/7.4`)
})

test('an opinion that wants corrections says which, and they stand on the case until it is handed in again', async () => {
  const id = await handedIn()
  const wanting = { ...POINTS, 'papers-in-order': false, outcome: 'to-be-corrected' }
  expect(await refusal(team.done(id, 'reviewed', { says: wanting }, team.legal))).toEqual({
    'step-review-corrections': `${PACK}/8`,
  })
  const corrections = '询问笔录第二页没有签名\n送达回证没有日期'
  await team.done(id, 'reviewed', { says: { ...wanting, corrections } }, team.legal)
  const toCorrect = async () =>
    (await team.officer.workbench()).corrections.filter((one) => one.case.id === id).map((one) => one.points)
  expect(await toCorrect()).toEqual([corrections.split('\n')])
  expect(await refusal(team.done(id, 'notice-served', NOTICE))).toEqual({ 'step-review-next': `${PACK}/9` })
  await team.done(id, 'review-submitted', { says: { ...MATERIALS, ...FINE } })
  expect(await toCorrect()).toEqual([])
  proves(`${PACK}/8.2`)
})

test('a paper that was left without its proof of service is found where the procedure is looked at', async () => {
  const id = await team.lead()
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  for (const fact of ['major', 'complex', 'hearing-due'] as const)
    await team.officer.sayOfCase({ params: { id, fact }, body: { is: fact === 'major', reason: '按目录清单认定' } })
  await team.done(id, 'case-filed', FILING)
  await team.done(id, 'investigation-ended', { says: { 'evidence-listed': true } })
  await team.approved(id, 'handling-approved', { says: FINE }, team.head)
  const recordings = [await team.filmed('11:00', '11:05')]
  const left = { method: 'left', 'rights-told': true, 'refusal-noted': true, 'witness-signed': true, ...FINE }
  await team.done(id, 'notice-served', { at: '11:00', until: '11:05', recordings, says: left })
  await team.done(id, 'review-submitted', { says: { ...MATERIALS, ...FINE } })
  expect(await shown(id)).toContainEqual(
    expect.objectContaining({
      point: 'procedure-lawful',
      code: 'paper-not-made',
      message: expect.objectContaining({ zh: expect.stringContaining('送达回证') }),
    }),
  )
  proves(`${PACK}/7.3`)
})
