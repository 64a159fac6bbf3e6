import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal } from '../cases/trial.ts'
import { fixedRecord, trialPapers, type TrialPapers } from '../papers/trial.ts'
import { seal, sealerOf } from './trial-seal.ts'

let papers: TrialPapers
const { sealer } = sealerOf('示范县城市管理局')
beforeAll(async () => {
  papers = await trialPapers()
  const { team } = papers
  const system = await team.server.as('system-administrator')
  for (const [at, one] of [team.officer, team.colleague].entries()) {
    const certificate = { number: `A000${at + 1}`, validFrom: '2010-01-01', validTo: '2039-12-31' } as never
    const body = { name: ['周立衡', '钱二川'][at] ?? '', unit: team.unit, certificate }
    await system.changePerson({ params: { id: one.person }, body })
  }
})
afterAll(() => papers[Symbol.asyncDispose]())

const bytesOf = async (path: string, who = papers.team.officer) => {
  const answer = await who.send(`${papers.team.server.url}${path}`)
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const keep = (id: string, file: Buffer, who = papers.team.officer) =>
  who.keepSealedCopy({ params: { id }, body: { file: file.toString('base64') } })
/** Refused with these obstacles, none of which a regulation names. */
const refused = (...codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, undefined]))
const kept = (id: string, who = papers.team.officer) => who.listSealedCopies({ params: { id } })

const fixedPaper = async (): Promise<string> => fixedRecord(papers, await papers.team.lead())

test('a paper that comes back sealed is kept beside what was fixed, as it is, with what can be said of its seal', async () => {
  const { team } = papers
  const id = await fixedPaper()
  const { bytes: fixed } = await bytesOf(`/api/papers/${id}/pdf`)
  const sealed = seal(fixed, sealer)
  const copy = await keep(id, sealed)
  const [shown, ...more] = await kept(id)
  expect(more).toEqual([])
  expect(shown).toMatchObject({
    id: copy.id,
    format: 'pdf',
    sha256: createHash('sha256').update(sealed).digest('hex'),
    by: '周立衡',
    seals: [{ verdict: 'signer-unknown', certificate: { subject: expect.stringContaining('示范县城市管理局') } }],
  })
  const fetched = await bytesOf(`/api/sealed-copies/${copy.id}/file`)
  expect(fetched.bytes.equals(sealed)).toBe(true)
  // What was fixed is what it was; a copy brought twice is kept once; who may not see the case finds neither.
  expect((await bytesOf(`/api/papers/${id}/pdf`)).bytes.equals(fixed)).toBe(true)
  expect(await refusal(keep(id, sealed))).toEqual(refused('sealed-copy-kept-already'))
  expect((await bytesOf(`/api/sealed-copies/${copy.id}/file`, team.outsider)).status).toBe(404)
  expect(await refusal(keep(id, sealed, team.outsider))).toEqual(refused('paper-unknown'))
  const { db } = team.server.database
  const looks = async () =>
    (await db.selectFrom('journal').select(['actor', 'body']).where('kind', '=', 'PaperTaken/1').execute()).filter(
      ({ actor, body }) => actor === `person:${team.leader.person}` && (body as { paper?: string }).paper === id,
    )
  expect(await looks()).toHaveLength(0)
  expect((await bytesOf(`/api/sealed-copies/${copy.id}/file`, team.leader)).status).toBe(200)
  expect(await looks()).toHaveLength(1)
})

test('what is no sealed copy of this paper is refused with why, and nothing of it is kept', async () => {
  const { team } = papers
  const [id, other] = [await fixedPaper(), await fixedPaper()]
  const { bytes: fixed } = await bytesOf(`/api/papers/${id}/pdf`)
  const { bytes: theirs } = await bytesOf(`/api/papers/${other}/pdf`)
  expect(await refusal(keep(id, fixed))).toEqual(refused('no-seal'))
  expect(await refusal(keep(id, seal(theirs, sealer)))).toEqual(refused('seal-on-another-paper'))
  const altered = Buffer.from(seal(fixed, sealer))
  altered[altered.indexOf('/Rect [380', fixed.length) + 7] = 0x34
  const longer = Buffer.concat([altered, Buffer.from('% added')])
  expect(await refusal(keep(id, longer))).toEqual(refused('seal-with-open-end', 'seal-broken'))
  const draft = await papers.begin(await team.lead(), 'questioning')
  expect(await refusal(keep(draft, fixed))).toEqual(refused('paper-not-to-seal'))
  expect(await kept(id)).toEqual([])
  const { db } = team.server.database
  expect(await db.selectFrom('sealed_copies').select('id').where('paper', '=', id).execute()).toEqual([])
})
