import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha256 } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { mendOriginal } from '../packages/index.ts'
import { DigestWorkers, FileVault } from '../vault/index.ts'
import { filming } from './trial.ts'

let trial: TrialDay
let id: string
beforeAll(async () => {
  trial = await trialDay()
  const films = filming(trial)
  id = await films.playable()
  await films.end()
})
afterAll(() => trial[Symbol.asyncDispose]())

const letter = {
  name: '来函.pdf',
  mediaType: 'application/pdf' as const,
  bytes: Buffer.from('%PDF-1.7 letter').toString('base64'),
}
const outsider = { organisation: '县人民法院', name: '钱法官' }
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const refused = (code: string) => ({
  problem: { status: 409, obstacles: expect.arrayContaining([expect.objectContaining({ code })]) },
})

test('what a court asks for is handed out by the two offices that the text names, each confirming, and kept as it went', async () => {
  const { legal, officer, server } = trial
  const [custodian, centre] = [await server.as('custodian'), await server.as('information-centre')]
  await trial.under(['yongqing-2022'])
  proves('yongqing-2022/15.1')
  const { id: request } = await legal.askRequest({
    body: {
      use: 'provide',
      whom: 'court',
      recordings: [id],
      reason: '行政诉讼举证',
      days: 10,
      times: 3,
      outsider,
      document: letter,
      key: randomUUID(),
    },
  })
  const order = { recordings: [id], purpose: '行政诉讼举证', recipient: '县人民法院', request }
  await expect(officer.makePackage({ body: order })).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(custodian.makePackage({ body: order })).rejects.toMatchObject({
    problem: { status: 403, obstacles: [{ code: 'office-not-held', citation: { article: 'yongqing-2022/15' } }] },
  })
  const made = await legal.makePackage({ body: order })
  const params = { id: made.id }
  const zip = (who: SignedIn) => who.send(`${server.url}/api/packages/${made.id}/zip?request=${request}`)
  expect((await zip(legal)).status).toBe(403)
  await legal.confirmHandOut({ params })
  expect((await zip(legal)).status).toBe(403)
  await expect(legal.confirmHandOut({ params })).rejects.toMatchObject(refused('confirmed-already'))
  await expect(custodian.confirmHandOut({ params })).rejects.toMatchObject(refused('office-not-held'))
  await expect(legal.receiveHandOut({ params, body: { name: '钱法官' } })).rejects.toMatchObject(
    refused('handout-unconfirmed'),
  )
  await centre.confirmHandOut({ params })
  const given = new Uint8Array(await (await zip(legal)).arrayBuffer())
  await legal.receiveHandOut({ params, body: { name: '钱法官', document: { kind: '工作证', ending: '0317' } } })

  proves('yongqing-2022/15.2')
  const [handOut] = await legal.listHandOuts({ query: { request } })
  expect(handOut).toMatchObject({ id: made.id, recipient: '县人民法院', released: true, received: { name: '钱法官' } })
  expect(handOut?.serial).toMatch(/^交〔\d{4}〕1号$/)
  const kept = join(server.data, 'packages', made.folder)
  expect(sha256(await readFile(join(kept, 'tagmanifest-sha256.txt')))).toBe(handOut?.manifest)
  expect(sha256(await readFile(`${kept}.zip`))).toBe(sha256(given))
  // A copy that is found is known by its bytes.
  const { arrival } = await legal.showRecording({ params: { id } })
  expect(await legal.listHandOuts({ query: { digest: arrival.sha256 } })).toMatchObject([{ id: made.id }])
  expect(await legal.listHandOuts({ query: { digest: '0'.repeat(64) as never } })).toEqual([])
})

test('吉林 17: the legal section alone releases nothing; with the office of the unit it does', async () => {
  const { legal, server } = trial
  const [head, office] = [await server.as('head'), await server.as('office')]
  await trial.under(['jilin-2017'], {
    'handover.cut-off': '18:00',
    'access.provide-to-reconsideration-or-court.approver': '市局主要领导',
  })
  const { id: request } = await legal.askRequest({
    body: {
      use: 'provide',
      whom: 'court',
      recordings: [id],
      reason: '应诉',
      days: 10,
      times: 3,
      outsider,
      document: letter,
      key: randomUUID(),
    },
  })
  const waiting = (await head.listApprovals()).mine.find((one) => one.matter?.id === request)
  await head.signApproval({ params: { id: waiting?.id ?? '' }, body: { opinion: 'agreed', password: head.password } })
  const { id: made } = await legal.makePackage({
    body: { recordings: [id], purpose: '应诉', recipient: '县人民法院', request },
  })
  proves('jilin-2017/17.2')
  const zip = () => legal.send(`${server.url}/api/packages/${made}/zip?request=${request}`)
  await office.confirmHandOut({ params: { id: made } })
  expect((await zip()).status).toBe(403)
  await legal.confirmHandOut({ params: { id: made } })
  expect((await zip()).status).toBe(200)
  expect(await legal.listHandOuts({ query: { request } })).toMatchObject([{ released: true }])
})

test('吉林 17: where a district has named its own offices, it is people of that district who confirm, and nobody of an office of the same name elsewhere', async () => {
  const { legal, server, units } = trial
  const [head, elsewhere] = [await server.as('head'), await server.as('office')]
  const office = await server.another('office', units.one)
  await trial.under(['jilin-2017'], {
    'handover.cut-off': '18:00',
    'access.provide-to-reconsideration-or-court.approver': '市局主要领导',
  })
  proves('jilin-2017/17.3')
  const key = 'access.provide-to-reconsideration-or-court.offices'
  await trial.leader.decideForUnit({ params: { unit: units.one, key }, body: { value: '办公室' } })
  const body = { use: 'provide' as const, whom: 'court' as const, recordings: [id], reason: '应诉', days: 10, times: 3 }
  const { id: request } = await legal.askRequest({ body: { ...body, outsider, document: letter, key: randomUUID() } })
  const waiting = (await head.listApprovals()).mine.find((one) => one.matter?.id === request)
  await head.signApproval({ params: { id: waiting?.id ?? '' }, body: { opinion: 'agreed', password: head.password } })
  const order = { recordings: [id], purpose: '应诉', recipient: '县人民法院', request }
  const made = (await legal.makePackage({ body: order })).id
  const zip = () => legal.send(`${server.url}/api/packages/${made}/zip?request=${request}`)
  expect((await zip()).status).toBe(403)
  for (const other of [legal, elsewhere])
    await expect(other.confirmHandOut({ params: { id: made } })).rejects.toMatchObject(refused('office-not-held'))
  await office.confirmHandOut({ params: { id: made } })
  expect(await legal.listHandOuts({ query: { request } })).toMatchObject([
    { released: true, offices: [{ office: '办公室' }] },
  ])
  expect((await zip()).status).toBe(200)
})

test('an original that has rotted, or is gone, is mended from a package that holds it, which is on record; nothing is mended from a copy that is not the same', async () => {
  const { legal, server } = trial
  const { arrival } = await legal.showRecording({ params: { id } })
  const digest = arrival.sha256 as Sha256
  const workers = new DigestWorkers()
  const vault = new FileVault(join(server.data, 'vault/sha256'), workers)
  const packages = join(server.data, 'packages')
  const { db } = server.database
  const mend = () =>
    mendOriginal({ db, clock: server.clock, journal: openJournal({}), vault, folder: packages }, digest)
  const path = vault.path(digest)
  const rot = async () => {
    await rm(path, { force: true })
    await writeFile(path, 'what is left of it')
  }
  await rot()
  expect((await vault.digest(digest)).sha256).not.toBe(digest)
  expect(await mend()).toBe(true)
  expect(await vault.digest(digest)).toMatchObject({ sha256: digest, sm3: arrival.sm3, bytes: arrival.bytes })
  await rm(path, { force: true })
  expect(await mend()).toBe(true)
  const { history } = await legal.showRecording({ params: { id } })
  expect(history.filter((one) => one.kind === 'OriginalMended/1')).toMatchObject([
    { body: { sha256: digest, package: expect.any(String) } },
    { body: { sha256: digest, package: expect.any(String) } },
  ])
  // A package whose copy has rotted too mends nothing, and what was found stays as it was.
  for (const one of await readdir(packages, { recursive: true, withFileTypes: true }))
    if (one.isFile() && one.parentPath.endsWith('originals')) await writeFile(join(one.parentPath, one.name), 'rotten')
  await rot()
  expect(await mend()).toBe(false)
  expect(await readFile(path, 'utf8')).toBe('what is left of it')
  await workers.close()
})
