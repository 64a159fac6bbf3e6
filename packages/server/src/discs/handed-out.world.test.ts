import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DiscView } from '@liuhen/contract/discs'
import { type CalendarDate, dayOf } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { filming } from '../requests/trial.ts'
import { standIn } from './trial.ts'

/** What leaves on a disc under a request of somebody of outside, by the instrument that names two offices and no others. */
let trial: TrialDay
let folder: string
let films: ReturnType<typeof filming>
let custodian: SignedIn
let centre: SignedIn
let burnt: DiscView
let burner: Awaited<ReturnType<typeof standIn>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'discs-'))
  burner = await standIn(folder)
  await burner.mood('burns')
  trial = await trialDay({ burner: burner.burner })
  films = filming(trial)
  ;[custodian, centre] = [await trial.server.as('custodian'), await trial.server.as('information-centre')]
})
afterAll(async () => {
  await films?.end()
  await trial?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const KEPT = { place: '交县人民法院', nextCheck: '2099-01-01' as CalendarDate }
const TOLD = { purpose: '行政诉讼举证', recipient: '县人民法院' }
const LETTER = {
  name: '来函.pdf',
  mediaType: 'application/pdf' as const,
  bytes: Buffer.from('%PDF-1.7 letter').toString('base64'),
}
const denied = (code: string) => ({ problem: { status: 403, obstacles: [expect.objectContaining({ code })] } })

/** A recording that a court asks for, by the legal section, with what it holds written down. */
async function asked(): Promise<{ readonly id: string; readonly request: string }> {
  const id = await films.playable()
  await trial.officer.writeTranscript({ params: { id }, body: { text: '问：何时开始堆放？答：昨天。' } })
  const { id: request } = await trial.legal.askRequest({
    body: {
      use: 'provide',
      whom: 'court',
      recordings: [id],
      reason: TOLD.purpose,
      days: 10,
      times: 3,
      outsider: { organisation: TOLD.recipient, name: '钱法官' },
      document: LETTER,
      key: randomUUID(),
    },
  })
  return { id, request }
}
/** What comes of asking for bytes: the status, and of a refusal its code. */
async function taking(who: SignedIn, path: string): Promise<readonly [status: number, code?: string | undefined]> {
  const answer = await who.send(`${trial.server.url}/api/${path}`)
  if (!answer.ok)
    return [answer.status, ((await answer.json()) as { obstacles: { code: string }[] }).obstacles[0]?.code]
  await answer.arrayBuffer()
  return [answer.status]
}
const image = (who: SignedIn, disc: DiscView | undefined, request: string) =>
  taking(who, `discs/${disc?.id}/image?request=${request}`)
const confirm = (who: SignedIn, id: string) => who.confirmHandOut({ params: { id } })

test('a disc of the house’s own is not burnt once what is on it is marked', async () => {
  const { legal } = trial
  const id = await films.playable()
  await trial.officer.writeTranscript({ params: { id }, body: { text: '问：何时开始堆放？答：昨天。' } })
  const [disc] = await custodian.makeDiscs({ body: { medium: 'cd', purpose: TOLD.purpose, recordings: [id] } })
  const params = { id: disc?.id ?? '' }
  const body = { kind: 'business' as const, reason: '涉及工艺', readers: [] }
  const { mark } = await legal.markSecret({ params: { id }, body })
  await expect(custodian.burnDisc({ params, body: KEPT })).rejects.toMatchObject(denied('secret'))
  await trial.server.as('head').then((head) => head.liftSecret({ params: { id, mark }, body: { reason: '已经公开' } }))
  burnt = await custodian.burnDisc({ params, body: KEPT })
  expect(burnt).toMatchObject({ stands: 'kept' })
})

test('a disc goes to the bureau above by the hand of another than who entered its letter', async () => {
  const { legal } = trial
  await trial.under(['jinzhong-2022-recording'])
  const { id: request } = await custodian.askRequest({
    body: {
      use: 'borrow',
      whom: 'bureau-above',
      recordings: [...burnt.recordings],
      reason: '市局借阅',
      days: 10,
      times: 3,
      outsider: { organisation: '市城市管理综合行政执法局', name: '督察支队' },
      document: LETTER,
      key: randomUUID(),
    },
  })
  const due = dayOf(trial.server.clock.now())
  const lend = (who: SignedIn) => who.lendDisc({ params: { id: burnt.id }, body: { request, due, key: randomUUID() } })
  await expect(lend(custodian)).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'letter-unconfirmed', citation: { article: 'jinzhong-2022-recording/18' } }] },
  })
  expect(await lend(legal)).toMatchObject({ loans: [{ request }] })
})

test('a disc made under a request is registered as a hand-out, and neither taken nor burnt before the offices have confirmed', async () => {
  const { legal } = trial
  await trial.under(['yongqing-2022'])
  const { id, request } = await asked()
  const body = { medium: 'cd' as const, ...TOLD, recordings: [id], request }
  proves('yongqing-2022/15.1')
  await expect(custodian.makeDiscs({ body })).rejects.toMatchObject({
    problem: { status: 403, obstacles: [{ code: 'office-not-held', citation: { article: 'yongqing-2022/15' } }] },
  })
  const [disc] = await legal.makeDiscs({ body })
  const params = { id: disc?.id ?? '' }
  const handOut = disc?.image?.package ?? ''
  expect(await legal.listHandOuts({ query: { request } })).toMatchObject([{ id: handOut, released: false }])
  expect(await image(legal, disc, request)).toEqual([403, 'handout-unconfirmed'])
  expect(await taking(legal, `packages/${handOut}/zip?request=${request}`)).toEqual([403, 'handout-unconfirmed'])
  await expect(legal.burnDisc({ params, body: KEPT })).rejects.toMatchObject(denied('handout-unconfirmed'))
  await expect(legal.sayDiscBurnt({ params, body: KEPT })).rejects.toMatchObject(denied('handout-unconfirmed'))
  await confirm(legal, handOut)
  expect(await image(legal, disc, request)).toEqual([403, 'handout-unconfirmed'])
  await confirm(centre, handOut)
  expect(await image(custodian, disc, request)).toEqual([403, 'office-not-held'])
  await expect(custodian.burnDisc({ params, body: KEPT })).rejects.toMatchObject(denied('office-not-held'))
  expect(await image(legal, disc, request)).toEqual([200])
  const keeping = async (recording = '') =>
    (await legal.showKeeping({ params: { id: recording } })).blocks.map((one) => one.code)
  expect(await keeping(id)).toContain('copy-kept-by-law')
  // What went into the file was handed to nobody.
  expect(await keeping(burnt.recordings[0])).not.toContain('copy-kept-by-law')
  expect(await centre.burnDisc({ params, body: KEPT })).toMatchObject({ stands: 'kept', burnt: { read: true } })
  await legal.receiveHandOut({ params: { id: handOut }, body: { name: '钱法官' } })
})

test('a package that waits for its confirmations is put on no disc either', async () => {
  const { legal } = trial
  const { id, request } = await asked()
  const made = await legal.makePackage({ body: { ...TOLD, recordings: [id], request } })
  const order = { body: { medium: 'cd' as const, ...TOLD, package: made.id, request } }
  await expect(legal.makeDiscs(order)).rejects.toMatchObject(denied('handout-unconfirmed'))
  await confirm(legal, made.id)
  await confirm(centre, made.id)
  const [disc] = await legal.makeDiscs(order)
  expect(disc).toMatchObject({ stands: 'image', image: { package: made.id } })
  expect(await image(legal, disc, request)).toEqual([200])
})

test('what was confirmed is taken by those offices alone, while its request runs, and not once it is marked', async () => {
  const { legal, server } = trial
  const { id, request } = await asked()
  const [disc] = await legal.makeDiscs({ body: { medium: 'cd', ...TOLD, recordings: [id], request } })
  const handOut = disc?.image?.package ?? ''
  const params = { id: disc?.id ?? '' }
  await confirm(legal, handOut)
  await confirm(centre, handOut)
  const zip = (who: SignedIn) => taking(who, `packages/${handOut}/zip?request=${request}`)
  expect([await zip(legal), await zip(custodian)]).toEqual([[200], [403, 'office-not-held']])
  const { mark } = await custodian.markSecret({
    params: { id },
    body: { kind: 'privacy', reason: '拍到未成年人', readers: [] },
  })
  expect([await zip(legal), await image(legal, disc, request)]).toEqual([
    [403, 'secret-private'],
    [403, 'secret-private'],
  ])
  await expect(legal.burnDisc({ params, body: KEPT })).rejects.toMatchObject(denied('secret-private'))
  await legal.liftSecret({ params: { id, mark }, body: { reason: '核对后没有' } })
  expect(await zip(legal)).toEqual([200])
  server.clock.forward(11 * 86_400_000)
  await legal.back()
  expect([await zip(legal), await image(legal, disc, request)]).toEqual([
    [403, 'grant-over'],
    [403, 'grant-over'],
  ])
  await expect(legal.burnDisc({ params, body: KEPT })).rejects.toMatchObject(denied('grant-over'))
  const again = legal.makeDiscAnew({ params, body: { reason: '原盘读出有误' } })
  await expect(again).rejects.toMatchObject(denied('grant-over'))
})
