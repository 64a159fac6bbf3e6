import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { BodyOf, Table } from '@liuhen/contract'
import { dayOf } from '@liuhen/core/kernel'
import { proves } from '../../../../scripts/proves.ts'
import { cited, type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { filming } from './trial.ts'

const HOUR = 3_600_000
/** A letter as a scanner gives it, as far as anybody looks into it. */
const letter = {
  name: '来函.pdf',
  mediaType: 'application/pdf' as const,
  bytes: Buffer.from('%PDF-1.7 letter').toString('base64'),
}

let trial: TrialDay
let films: ReturnType<typeof filming>
/** By the officer of the first unit; all can be played. */
let [id, second, third]: [string, string, string] = ['', '', '']
let everybody: Readonly<
  Record<'officer' | 'leader' | 'legal' | 'deputy' | 'head' | 'custodian' | 'centre' | 'inspection', SignedIn>
>

beforeAll(async () => {
  trial = await trialDay()
  films = filming(trial)
  const roles = ['deputy-head', 'head', 'custodian', 'information-centre', 'inspection-section'] as const
  const [deputy, head, custodian, centre, inspection] = (await Promise.all(
    roles.map((role) => trial.server.as(role)),
  )) as [SignedIn, SignedIn, SignedIn, SignedIn, SignedIn]
  everybody = {
    officer: trial.officer,
    leader: trial.leader,
    legal: trial.legal,
    deputy,
    head,
    custodian,
    centre,
    inspection,
  }
})
// What one test had granted opens nothing in the next.
beforeEach(async () => {
  ;[id, second, third] = [await films.playable(), await films.playable(), await films.playable()]
})
afterAll(async () => {
  await films.end()
  await trial[Symbol.asyncDispose]()
})

type Form = BodyOf<Table['askRequest']>
const ask = async (who: SignedIn, more: Partial<Form> = {}): Promise<string> =>
  (
    await who.askRequest({
      body: {
        use: 'look',
        whom: 'work',
        recordings: [id],
        reason: '核实群众投诉',
        days: 3,
        times: 2,
        key: randomUUID(),
        ...more,
      },
    })
  ).id
const show = (who: SignedIn, request: string) => who.showRequest({ params: { id: request } })
const waits = async (who: SignedIn, request: string) =>
  (await who.listApprovals()).mine.find((one) => one.matter?.id === request)
const sign = async (who: SignedIn, request: string, more: { opinion?: 'agreed' | 'returned'; words?: string } = {}) => {
  const approval = (await show(everybody.custodian, request)).approval?.id ?? ''
  return who.signApproval({ params: { id: approval }, body: { opinion: 'agreed', password: who.password, ...more } })
}
/** What comes of asking for bytes: the status, and of a refusal its code and article. */
const get = async (who: SignedIn, path: string) => {
  const answer = await who.send(`${trial.server.url}/api/recordings/${path}`)
  if (answer.ok) {
    await answer.arrayBuffer()
    return { status: answer.status }
  }
  const { obstacles } = (await answer.json()) as { obstacles: { code: string; citation?: { article: string } }[] }
  return { status: answer.status, code: obstacles[0]?.code, article: obstacles[0]?.citation?.article }
}
const play = (who: SignedIn, under?: string, recording = id) =>
  get(who, `${recording}/view-copy${under === undefined ? '' : `?request=${under}`}`)
const take = (who: SignedIn, recording = id) => get(who, `${recording}/original`)
const refusedBy = (code: string) => ({ problem: { status: 409, obstacles: [expect.objectContaining({ code })] } })
const attempts = async (actor: SignedIn, attempt: string) =>
  (
    await trial.server.database.db
      .selectFrom('journal')
      .select('body')
      .where('kind', '=', 'AttemptRefused/1')
      .where('actor', '=', `person:${actor.person}`)
      .execute()
  ).filter(({ body }) => (body as { attempt: string }).attempt === attempt).length
const register = async (who: SignedIn, reason: string) =>
  (await who.lookRegister()).filter((one) => one.reason === reason && one.recording === id)

test('without rules nothing is prescribed: looking stays with the roles, and there is nothing to ask for', async () => {
  const { deputy } = everybody
  expect(await play(deputy)).toEqual({ status: 200 })
  expect(await deputy.useOfRecording({ params: { id } })).toMatchObject({ rulesChosen: false, look: { by: 'role' } })
  await expect(ask(deputy)).rejects.toMatchObject(refusedBy('no-rules-chosen'))
})

test('晋中 18: the head of the unit approves looking and copying apart, a purpose is stated, and the bureau above is not refused', async () => {
  const { leader, legal, custodian, deputy, centre } = everybody
  await trial.under(['jinzhong-2022-recording'])
  proves('jinzhong-2022-recording/18.1')
  await expect(ask(deputy, { reason: ' ' })).rejects.toMatchObject({ problem: { status: 400 } })
  expect(await play(trial.stranger)).toMatchObject({ status: 404 })
  proves('jinzhong-2022-recording/18.2')
  expect(await play(deputy)).toEqual({ status: 403, code: 'look-not-granted', article: 'jinzhong-2022-recording/18' })
  const look = await ask(centre, { reason: '看设备故障' })
  await sign(leader, look)
  expect(await play(centre)).toEqual({ status: 200 })
  proves('jinzhong-2022-recording/18.3')
  proves('jinzhong-2022-recording/21.3')
  const before = await attempts(centre, 'copy')
  expect(await take(centre)).toMatchObject({
    status: 403,
    code: 'copy-not-granted',
    article: 'jinzhong-2022-recording/18',
  })
  expect(await attempts(centre, 'copy')).toBe(before + 1)
  const copy = await ask(centre, { use: 'copy', reason: '送厂家修复' })
  await sign(leader, copy)
  expect(await take(centre)).toEqual({ status: 200 })

  proves('jinzhong-2022-recording/18.4')
  const outsider = { organisation: '市城市管理综合行政执法局', name: '督察支队' }
  const above = await ask(custodian, { whom: 'bureau-above', outsider, document: letter, reason: '市局调阅' })
  expect(await show(custodian, above)).toMatchObject({ stands: 'granted', mustProvide: true, may: { refuse: false } })
  await expect(legal.refuseRequest({ params: { id: above }, body: { reason: '不方便' } })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'must-provide', citation: { article: 'jinzhong-2022-recording/18' } }] },
  })
  // What the letter says is the word of who entered it: another keeper, who has it before them, serves it.
  const unheard = { status: 403, code: 'letter-unconfirmed', article: 'jinzhong-2022-recording/18' }
  expect(await play(custodian, above)).toEqual(unheard)
  expect(await show(custodian, above)).toMatchObject({ granted: { byClaim: true }, may: { show: false } })
  expect(await show(centre, above)).toMatchObject({ granted: { byClaim: true }, may: { show: true } })
  expect(await play(centre, above)).toEqual({ status: 200 })
  await legal.endRequest({ params: { id: above }, body: { reason: '存储卡已损坏', nothingThere: true } })
  expect(await show(custodian, above)).toMatchObject({ stands: 'ended', ended: { nothingThere: true } })
})

test('a request that nobody may refuse opens nothing to who entered it, nor shows them that there is such a recording', async () => {
  const { custodian, legal, deputy } = everybody
  const outsider = { organisation: '市城市管理综合行政执法局', name: '督察支队' }
  const above = { whom: 'bureau-above' as const, outsider, document: letter, reason: '市局调阅' }
  await trial.under(['jinzhong-2022-recording'])
  for (const use of ['look', 'copy', 'provide'] as const) {
    const request = await ask(trial.stranger, { ...above, use })
    expect(await show(trial.stranger, request)).toMatchObject({ stands: 'granted', may: { show: false } })
    expect(await play(trial.stranger, request)).toMatchObject({ status: 404 })
    await expect(trial.stranger.showRecording({ params: { id } })).rejects.toMatchObject({ problem: { status: 404 } })
    // Who may take originals by their post gets none by what they entered themselves either.
    const own = await ask(deputy, { ...above, use })
    expect(await get(deputy, `${id}/original?request=${own}`)).toMatchObject({ status: 403 })
  }
  const copy = await ask(legal, { ...above, use: 'copy' })
  expect(await get(legal, `${id}/original?request=${copy}`)).toMatchObject({ status: 403, code: 'letter-unconfirmed' })
  expect(await get(custodian, `${id}/original?request=${copy}`)).toEqual({ status: 200 })

  // A court asks by 永清 15 without anybody’s leave: two offices hand out, and it is no way to watch.
  await trial.under(['yongqing-2022'])
  const court = { organisation: '县人民法院', name: '钱法官' }
  const asked = await ask(trial.stranger, { use: 'provide', whom: 'court', outsider: court, document: letter })
  expect(await play(trial.stranger, asked)).toMatchObject({ status: 404 })
  expect(await play(legal, asked)).toEqual({ status: 200 })
})

test('晋中 19: what touches privacy is not handed out, and who approves handing out is for the bureau to name', async () => {
  const { legal, leader } = everybody
  await trial.under(['jinzhong-2022-recording'])
  const outsider = { organisation: '县人民检察院', name: '王检' }
  const more = {
    use: 'provide' as const,
    whom: 'procuratorate' as const,
    outsider,
    document: letter,
    recordings: [second],
  }
  const request = await ask(legal, more)
  expect(await show(legal, request)).toMatchObject({ stands: 'entered', blocked: [expect.anything()] })
  await expect(legal.putUpRequest({ params: { id: request } })).rejects.toMatchObject(refusedBy('approver-unnamed'))
  await trial.legal.decideSetting({ params: { key: 'access.provide.approver' }, body: { value: '单位负责人' } })
  await legal.putUpRequest({ params: { id: request } })
  await sign(leader, request)
  expect(await show(legal, request)).toMatchObject({ stands: 'granted' })
  proves('jinzhong-2022-recording/19.3')
  await legal.markSecret({ params: { id: second }, body: { kind: 'privacy', reason: '拍到住户室内', readers: [] } })
  const order = { recordings: [second], purpose: '案件线索', recipient: '县人民检察院', request }
  await expect(legal.makePackage({ body: order })).rejects.toMatchObject({
    problem: { status: 403, obstacles: [{ code: 'secret-private' }] },
  })
  await expect(ask(legal, more)).rejects.toMatchObject(refusedBy('secret-private'))
})

test('兖州 12: nobody looks without the head of the unit in person; then the register has who, why and when', async () => {
  const { officer, leader, deputy, custodian, head } = everybody
  await trial.under(['yanzhou-2019'], { 'access.copy.leader': '分管负责人', 'access.provide.approver': '分管负责人' })
  proves('yanzhou-2019/12.1')
  const before = await attempts(deputy, 'look')
  expect(await play(deputy)).toEqual({ status: 403, code: 'look-not-granted', article: 'yanzhou-2019/12' })
  expect(await attempts(deputy, 'look')).toBe(before + 1)
  // The row is known; a list says that it is not seen. The officer's own, the leader's unit and the keeper's duty stay.
  const { rows } = await deputy.listRecordings({ query: {} })
  expect(rows.find((one) => one.id === id)).toMatchObject({ closed: true })
  for (const [who, by] of [
    [officer, 'own'],
    [leader, 'duty'],
    [custodian, 'duty'],
  ] as const)
    expect((await who.useOfRecording({ params: { id } })).look).toMatchObject({ may: true, by })
  expect(await play(officer)).toEqual({ status: 200 })

  const request = await ask(deputy)
  expect(await show(deputy, request)).toMatchObject({
    stands: 'asked',
    approval: { chain: [{ post: '承办机构主要负责人' }] },
  })
  // 12.2: the text says 主要负责人: a deputy is away for does not sign for them.
  proves('yanzhou-2019/12.2')
  const day = dayOf(trial.server.clock.now())
  const away = {
    deputy: head.person,
    from: day,
    until: day,
    reason: '外出培训',
    password: leader.password,
    key: randomUUID(),
  }
  const { id: absence } = await leader.stateAbsence({ body: away })
  expect(await waits(head, request)).toBeUndefined()
  await expect(sign(head, request)).rejects.toMatchObject(refusedBy('post-not-held'))
  expect(await play(deputy)).toMatchObject({ status: 403 })
  await leader.endAbsence({ params: { id: absence }, body: { reason: '提前返回' } })
  expect(await waits(leader, request)).toMatchObject({ mine: true })
  await sign(leader, request)

  proves('yanzhou-2019/12.3')
  expect(await register(custodian, '核实群众投诉')).toEqual([])
  expect(await play(deputy)).toEqual({ status: 200 })
  const [entry] = await register(custodian, '核实群众投诉')
  const { name } = await deputy.whoAmI()
  expect(entry).toMatchObject({
    recording: id,
    looker: name,
    what: 'look',
    reason: '核实群众投诉',
    at: expect.any(String),
  })
  // Bound to its items and purpose: no other recording, and no copy.
  expect(await play(deputy, undefined, second)).toMatchObject({ status: 403 })
  expect(await take(deputy)).toMatchObject({ status: 403, code: 'copy-not-granted', article: 'yanzhou-2019/13' })
  // The officer sees who watched their footage, by what right and what for.
  const { lookers } = await officer.useOfRecording({ params: { id } })
  expect(lookers.find((one) => one.by === name && one.what === 'view-copy' && one.request === request)).toMatchObject({
    right: 'request',
    reason: '核实群众投诉',
  })
})

test('兖州 13: copying is reviewed by the legal office before the leader approves, for one of three grounds, and nobody turns that round', async () => {
  const { leader, deputy, legal, custodian, centre } = everybody
  proves('yanzhou-2019/13.1')
  await expect(ask(custodian, { use: 'copy' })).rejects.toMatchObject(refusedBy('ground-missing'))
  const request = await ask(custodian, { use: 'copy', ground: '案情研判' })
  await expect(sign(deputy, request)).rejects.toMatchObject(refusedBy('post-not-held'))
  await expect(sign(leader, request)).rejects.toMatchObject(refusedBy('post-not-held'))
  expect(await take(custodian)).toMatchObject({ status: 403 })
  await sign(legal, request)
  expect(await take(custodian)).toMatchObject({ status: 403 })
  await sign(deputy, request)
  expect(await take(custodian)).toEqual({ status: 200 })
  // It is the custodian's, and nobody else's.
  expect(await take(centre)).toMatchObject({ status: 403, code: 'copy-not-granted' })
  // Asked by the legal section itself, another of it has to review.
  const own = await ask(legal, { use: 'copy', ground: '执法监督' })
  await expect(sign(legal, own)).rejects.toMatchObject(refusedBy('own-proposal'))
})

test('兖州 11, 15: nothing goes out without approval but by its purpose, and a secret is for its readers whatever is granted', async () => {
  const { leader, deputy, legal, custodian, centre, head } = everybody
  proves('yanzhou-2019/11.2')
  const order = { recordings: [second], purpose: '宣传', recipient: '电视台' }
  await expect(centre.makePackage({ body: order })).rejects.toMatchObject({
    problem: { status: 403, obstacles: [{ code: 'provide-not-granted', citation: { article: 'yanzhou-2019/11' } }] },
  })
  const outsider = { organisation: '县电视台', name: '李台' }
  await expect(ask(legal, { use: 'provide', whom: 'other', recordings: [second], outsider })).rejects.toMatchObject(
    refusedBy('letter-missing'),
  )
  const refused = await ask(legal, { use: 'provide', whom: 'other', recordings: [second], outsider, document: letter })
  await sign(deputy, refused, { opinion: 'returned', words: '与公益无关' })
  expect(await show(legal, refused)).toMatchObject({ stands: 'refused', refused: { reason: '与公益无关' } })
  await expect(legal.makePackage({ body: { ...order, request: refused } })).rejects.toMatchObject({
    problem: { status: 403 },
  })

  proves('yanzhou-2019/15.1')
  const request = await ask(deputy, { recordings: [second] })
  await sign(leader, request)
  expect(await play(deputy, undefined, second)).toEqual({ status: 200 })
  const { mark } = await legal.markSecret({
    params: { id: second },
    body: { kind: 'business', reason: '配方', readers: [head.person] },
  })
  expect(await play(deputy, undefined, second)).toMatchObject({ status: 403, code: 'secret' })
  expect(await play(legal, undefined, second)).toEqual({ status: 200 })
  expect(await play(leader, undefined, second)).toMatchObject({ status: 403, code: 'secret' })
  await expect(ask(legal, { use: 'publish', recordings: [second] })).rejects.toMatchObject(
    refusedBy('secret-published'),
  )
  // Who marked does not unmark.
  await expect(legal.liftSecret({ params: { id: second, mark }, body: { reason: '公开了' } })).rejects.toMatchObject(
    refusedBy('own-mark'),
  )
  await custodian.liftSecret({ params: { id: second, mark }, body: { reason: '已经公开' } })
  expect(await play(deputy, undefined, second)).toEqual({ status: 200 })
})

test('永清 16: until the bureau has named who approves nobody looks, and the request says what is to be settled', async () => {
  const { head, deputy, legal, custodian, leader } = everybody
  await trial.under(['yongqing-2022'])
  proves('yongqing-2022/16.1')
  const request = await ask(deputy, { reason: '核查' })
  const view = await show(deputy, request)
  expect(view).toMatchObject({ stands: 'entered', may: { use: false, putUp: true } })
  expect(view.blocked[0]?.zh).toContain('查阅案卷、声像资料由谁批准')
  expect(cited(view)).toEqual(['yongqing-2022/16'])
  await expect(deputy.putUpRequest({ params: { id: request } })).rejects.toMatchObject(refusedBy('approver-unnamed'))
  await expect(deputy.putUpRequest({ params: { id: request } })).rejects.toMatchObject({ problem: { status: 409 } })
  expect(await play(deputy)).toMatchObject({ status: 403 })
  await legal.decideSetting({ params: { key: 'access.look.approver' }, body: { value: '行政机关主要负责人' } })
  await deputy.putUpRequest({ params: { id: request } })
  await sign(head, request)
  expect(await play(deputy)).toEqual({ status: 200 })
  proves('yongqing-2022/24.3')
  for (const who of [legal, custodian, deputy, head])
    expect(await take(who)).toMatchObject({ status: 403, code: 'copy-not-granted', article: 'yongqing-2022/24' })
  expect(await take(leader)).toMatchObject({ status: 403 })
})

test('吉林 18: police look only under what the head of the bureau signed, and the custodian enters who, why and when', async () => {
  const { custodian, head, centre, legal } = everybody
  await trial.under(['jilin-2017'], { 'handover.cut-off': '18:00' })
  proves('jilin-2017/18.1')
  const outsider = { organisation: '县公安局治安大队', name: '赵警官' }
  const police = { whom: 'police', outsider, document: letter, reason: '侦查需要' } as const
  const request = await ask(custodian, police)
  expect(await show(custodian, request)).toMatchObject({ approval: { chain: [{ post: '市局主要领导' }] } })
  expect(await play(custodian, request)).toEqual({ status: 403, code: 'request-not-granted', article: undefined })
  await sign(head, request)
  proves('jilin-2017/18.2')
  await expect(ask(custodian, { ...police, reason: '' })).rejects.toMatchObject({ problem: { status: 400 } })
  expect(await play(custodian, request)).toEqual({ status: 200 })
  const [entry] = await register(custodian, '侦查需要')
  expect(entry).toMatchObject({ looker: '县公安局治安大队 赵警官', reason: '侦查需要', at: expect.any(String) })
  proves('jilin-2017/24.3')
  const before = await attempts(centre, 'copy')
  expect(await take(centre)).toMatchObject({ status: 403, code: 'copy-not-granted', article: 'jilin-2017/24' })
  expect(await attempts(centre, 'copy')).toBe(before + 1)
  // 16, 17: neither made public nor given to a court before the leader agreed; each by its own request.
  const order = { recordings: [id], recipient: '县融媒体中心', purpose: '公开使用' }
  const notGiven = { problem: { status: 403, obstacles: [{ code: 'provide-not-granted' }] } }
  proves('jilin-2017/16.1')
  await expect(legal.makePackage({ body: order })).rejects.toMatchObject(notGiven)
  const published = await ask(legal, { use: 'publish', reason: '曝光典型案件' })
  await expect(legal.makePackage({ body: order })).rejects.toMatchObject(notGiven)
  expect(await show(legal, published)).toMatchObject({ approval: { chain: [{ post: '市局主要领导' }] } })
  await sign(head, published)
  expect((await legal.useOfRecording({ params: { id } })).provide).toMatchObject({ may: true, request: published })
  // What the bureau has named stands in the place of what is printed.
  await legal.decideSetting({ params: { key: 'access.publish-footage.approver' }, body: { value: '法制机构' } })
  const local = await ask(custodian, { use: 'publish', reason: '普法宣传' })
  expect(await show(custodian, local)).toMatchObject({ approval: { chain: [{ post: '法制机构' }] } })
  expect(await waits(head, local)).toBeUndefined()
  await expect(sign(head, local)).rejects.toMatchObject(refusedBy('post-not-held'))
  await sign(legal, local)
  expect(await show(custodian, local)).toMatchObject({ stands: 'granted' })
  proves('jilin-2017/17.1')
  await legal.decideSetting({
    params: { key: 'access.provide-to-reconsideration-or-court.approver' },
    body: { value: '市局主要领导' },
  })
  const court = { use: 'provide', whom: 'court', outsider: { organisation: '县人民法院', name: '钱法官' } } as const
  const given = await ask(custodian, { ...court, document: letter, recordings: [second] })
  const toCourt = { recordings: [second], recipient: '县人民法院', purpose: '举证', request: given }
  await expect(custodian.makePackage({ body: toCourt })).rejects.toMatchObject({
    problem: { status: 403, obstacles: [{ code: 'request-not-granted' }] },
  })
  await expect(sign(custodian, given)).rejects.toMatchObject({ problem: { status: 403 } })
  // What a district has settled for itself goes to whom it named, and the register stays.
  proves('jilin-2017/18.3')
  await legal.decideSetting({ params: { key: 'access.look-by-authority.approver' }, body: { value: '法制机构' } })
  const district = await ask(custodian, { ...police, reason: '区局自行确定' })
  expect(await show(custodian, district)).toMatchObject({ approval: { chain: [{ post: '法制机构' }] } })
  await sign(legal, district)
  expect(await play(custodian, district)).toEqual({ status: 200 })
  expect(await register(custodian, '区局自行确定')).toHaveLength(1)
})

test('吉林: what the text leaves to the districts each decides for itself, who and when is kept, and nothing else is theirs', async () => {
  const { head, leader, legal, officer, custodian } = everybody
  const { one, two } = trial.units
  await trial.under(['jilin-2017'], { 'access.publish-footage.approver': '市局主要领导' })
  const decide = (who: SignedIn, unit: string, more: { key?: string; value?: unknown } = {}) =>
    who.decideForUnit({
      params: { unit, key: more.key ?? 'access.publish-footage.approver' },
      body: { value: (more.value ?? '各基层执法单位主要负责人') as never, reason: '本队自行确定' },
    })
  const publish = (reason: string) => ask(legal, { use: 'publish', reason })
  const chain = async (request: string) => (await show(custodian, request)).approval?.chain.map((each) => each.post)
  const other = await trial.server.another('team-leader', two)
  for (const [who, unit] of [
    [officer, one],
    [other, one],
  ] as const)
    await expect(decide(who, unit)).rejects.toMatchObject({ problem: { status: 403 } })
  await expect(decide(head, randomUUID())).rejects.toMatchObject({ problem: { status: 404 } })
  // What another unit decides is not for this one.
  await decide(other, two)
  expect(await chain(await publish('他队已自行确定'))).toEqual(['市局主要领导'])
  const { districts } = await decide(leader, one)
  expect(districts.settings.map(({ key }) => key)).toContain('access.publish-footage.approver')
  expect(districts.decided).toMatchObject([
    {
      unit: { id: one },
      says: { zh: '各基层执法单位主要负责人' },
      by: (await leader.whoAmI()).name,
      at: expect.any(String),
      reason: '本队自行确定',
    },
    { unit: { id: two } },
  ])
  const query = { use: 'publish', whom: 'work', recording: id } as const
  expect(await legal.requestRules({ query })).toMatchObject({ chain: ['各基层执法单位主要负责人'] })
  const local = await publish('本队普法宣传')
  expect(await chain(local)).toEqual(['各基层执法单位主要负责人'])
  expect(await waits(head, local)).toBeUndefined()
  await expect(sign(head, local)).rejects.toMatchObject(refusedBy('post-not-held'))
  expect(await waits(leader, local)).toMatchObject({ mine: true })
  await sign(leader, local)
  expect(await show(custodian, local)).toMatchObject({ stands: 'granted' })
  // Six months bind every unit, by whatever key it is tried; so does all that the text leaves to nobody.
  const shorter = { key: 'stricter.jilin-2017.retention-minor-correction', value: { count: 3, unit: 'month' } }
  const bound = (article: string) => ({
    problem: { status: 409, obstacles: [{ code: 'not-left-to-units', citation: { article } }] },
  })
  for (const who of [leader, legal])
    await expect(decide(who, one, shorter)).rejects.toMatchObject(bound('jilin-2017/14'))
  const longer = { ...shorter, value: { count: 9, unit: 'month' } }
  await expect(decide(leader, one, longer)).rejects.toMatchObject(bound('jilin-2017/14'))
  await expect(decide(leader, one, { key: 'handover.cut-off', value: '23:00' })).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'not-left-to-units' }] },
  })
})

test('吉林: a district bureau names its own approver for making public, and what its own member asks goes there and not to the city', async () => {
  proves('jilin-2017/16.2', 'jilin-2017/notice.2')
  const { head } = everybody
  const system = await trial.server.as('system-administrator')
  await trial.under(['jilin-2017'], { 'access.publish-footage.approver': '市局主要领导' })
  const key = 'access.publish-footage.approver'
  const district = async (code: string, name: string) => {
    const unit = (await system.addUnit({ body: { code, name, kind: 'brigade', parent: trial.server.unit } })).id
    const officer = await trial.server.another('officer', unit)
    const own = filming({ ...trial, officer, units: { ...trial.units, one: unit } })
    const film = await own.playable().finally(() => own.end())
    return { unit, officer, leader: await trial.server.another('team-leader', unit), film }
  }
  const [settled, silent] = [await district('CY', '朝阳区大队'), await district('NG', '南关区大队')]
  const decided = await settled.leader.decideForUnit({
    params: { unit: settled.unit, key },
    body: { value: '各基层执法单位主要负责人' as never, reason: '本大队自行确定' },
  })
  expect(decided.districts.decided.find(({ unit }) => unit.id === settled.unit)).toMatchObject({
    key,
    by: (await settled.leader.whoAmI()).name,
    at: expect.any(String),
  })
  const chain = async ({ officer, film }: Awaited<ReturnType<typeof district>>) => {
    const request = await ask(officer, { use: 'publish', recordings: [film], reason: '普法宣传' })
    return { request, posts: (await show(officer, request)).approval?.chain.map((one) => one.post) }
  }
  const asked = await chain(settled)
  expect(asked.posts).toEqual(['各基层执法单位主要负责人'])
  expect(await waits(head, asked.request)).toBeUndefined()
  await expect(sign(silent.leader, asked.request)).rejects.toMatchObject({ problem: {} })
  await sign(settled.leader, asked.request)
  expect(await show(settled.officer, asked.request)).toMatchObject({ stands: 'granted' })
  // A district that decided nothing has the city's approver.
  expect((await chain(silent)).posts).toEqual(['市局主要领导'])
  // The six months of article 14 are no district's to shorten.
  const shorter = {
    params: { unit: settled.unit, key: 'stricter.jilin-2017.retention-minor-correction' },
    body: { value: { count: 3, unit: 'month' } as never, reason: '库容不足' },
  }
  await expect(settled.leader.decideForUnit(shorter)).rejects.toMatchObject({
    problem: { status: 409, obstacles: [{ code: 'not-left-to-units', citation: { article: 'jilin-2017/14' } }] },
  })
})

test('长沙县 44: a party whose identity was checked sees what is theirs, but what is secret; supervisors look at once', async () => {
  const { custodian, legal, inspection } = everybody
  await trial.under(['changsha-county-2023'], { 'access.look-by-party.approver': '法制机构' })
  expect(await play(inspection)).toEqual({ status: 200 })
  const bare = { name: '张某', relation: '当事人' }
  const party = { whom: 'party' as const, recordings: [id, second], reason: '查阅本人案件' }
  await expect(ask(custodian, { ...party, outsider: bare })).rejects.toMatchObject(refusedBy('identity-unchecked'))
  const outsider = { ...bare, document: { kind: '居民身份证', ending: '1234' } }
  proves('changsha-county-2023/44.3')
  const request = await ask(custodian, { ...party, outsider })
  await sign(legal, request)
  await legal.markSecret({ params: { id: second }, body: { kind: 'state', reason: '涉密场所', readers: [] } })
  expect(await play(custodian, request)).toEqual({ status: 200 })
  expect(await play(custodian, request, second)).toMatchObject({ status: 403, code: 'secret' })
  const { secrets } = await custodian.useOfRecording({ params: { id: second } })
  expect(secrets.find((one) => one.kind === 'state')).toMatchObject({ reason: '涉密场所', counts: true })
})

test('of a recording marked as secret everybody else knows the row and reads none of its words: in lists, by searching, on its page, in requests, in the journal', async () => {
  const { legal, officer, centre, custodian } = everybody
  const fileName = '酱料配方车间.mp4'
  id = await films.playable(fileName)
  const params = { params: { id } }
  await trial.under(['changsha-county-2023'])
  await officer.annotate({ ...params, body: { text: '当事人提到配方' } })
  await officer.addMarker({ ...params, body: { position: 0, label: '介绍工艺' } })
  const body = { kind: 'business' as const, reason: '拍到生产工艺', readers: [legal.person] }
  await custodian.markSecret({ ...params, body })
  const words = [fileName, '当事人提到配方', '介绍工艺', '拍到生产工艺']
  const readOf = async (who: SignedIn): Promise<string> => {
    const list = await who.listRecordings({ query: { limit: 200 } })
    const page = await who.showRecording(params)
    const use = await who.useOfRecording({ ...params, query: {} })
    expect(list.rows.map((one) => one.id)).toContain(id)
    return JSON.stringify([list, page, use])
  }
  const searched = async (who: SignedIn): Promise<string[]> =>
    (await who.listRecordings({ query: { search: fileName } })).rows.map((one) => one.id)
  const told = await readOf(legal)
  for (const one of words) expect(told).toContain(one)
  expect(await searched(legal)).toContain(id)
  // What it is shown as is known: a sound is no film.
  expect(await legal.useOfRecording({ ...params, query: {} })).toMatchObject({ medium: 'audio' })
  const untold = await readOf(centre)
  for (const one of words) expect(untold).not.toContain(one)
  expect(untold).toContain('（标有商业秘密）')
  expect(await searched(centre)).not.toContain(id)
  const request = await ask(legal)
  expect(JSON.stringify(await show(centre, request))).not.toContain(fileName)
  const audit = await trial.server.as('audit-administrator')
  const journal = await audit.journal({ query: { search: fileName } })
  expect(JSON.stringify([journal, await audit.journal({ query: {} })])).not.toContain(fileName)
})

test('whoever asked takes it back, once; nobody else does, and nothing opens by it', async () => {
  const { deputy, legal, custodian } = everybody
  await trial.under(['yanzhou-2019'], { 'access.copy.leader': '分管负责人' })
  const request = await ask(deputy, { reason: '不再需要' })
  await expect(legal.withdrawRequest({ params: { id: request }, body: { reason: '代撤' } })).rejects.toMatchObject(
    refusedBy('request-of-another'),
  )
  await deputy.withdrawRequest({ params: { id: request }, body: { reason: '不需要了' } })
  expect(await show(custodian, request)).toMatchObject({ stands: 'withdrawn', approval: { stands: 'withdrawn' } })
  await expect(deputy.withdrawRequest({ params: { id: request }, body: { reason: '再撤' } })).rejects.toMatchObject({
    problem: { status: 409 },
  })
  expect(await play(deputy)).toMatchObject({ status: 403 })
})

test('it is counted of each recording by itself, and a package that is refused for one of them uses up none', async () => {
  const { legal, head, custodian } = everybody
  await trial.under(['changsha-county-2023'], { 'access.release.approver': '行政执法机关负责人' })
  const outsider = { organisation: '县人民法院', name: '钱法官' }
  const recordings = [id, second, third]
  const asked = { use: 'provide', whom: 'court', outsider, document: letter, recordings, days: 3, times: 1 } as const
  const request = await ask(custodian, asked)
  await sign(head, request)
  expect(await show(custodian, request)).toMatchObject({ granted: { left: 1 } })
  const order = { recordings, purpose: '行政诉讼举证', recipient: '县人民法院', request }
  await legal.makePackage({ body: { ...order, recordings: [third] } })
  // Until a use is over it goes on, and is the same.
  trial.server.clock.forward(3 * HOUR)
  for (const one of [legal, custodian]) await one.back()
  await expect(legal.makePackage({ body: order })).rejects.toMatchObject({
    problem: { obstacles: [{ code: 'grant-used-up' }] },
  })
  expect((await show(custodian, request)).uses.map((one) => one.recording)).toEqual([third])
  await legal.makePackage({ body: { ...order, recordings: [id, second] } })
  expect(await show(custodian, request)).toMatchObject({ granted: { left: 0 } })
})

test('a grant ends by its count and by its time while it plays; an emergency opens at once, is told, and looked into by another', async () => {
  const { leader, deputy, officer, inspection, legal } = everybody
  for (const one of [leader, deputy, officer, inspection, legal]) await one.back()
  await trial.under(['yanzhou-2019'], { 'access.copy.leader': '分管负责人' })
  const later = async (hours: number): Promise<void> => {
    trial.server.clock.forward(hours * HOUR)
    await deputy.back()
  }
  const once = await ask(deputy, { days: 3, times: 1, reason: '限一次' })
  await sign(leader, once)
  const day = await ask(deputy, { days: 1, times: 9, reason: '限一天' })
  await sign(leader, day)
  expect(await play(deputy, once)).toEqual({ status: 200 })
  // A film is asked for in many parts: that is one use while it lasts, and no more afterwards.
  expect(await play(deputy, once)).toEqual({ status: 200 })

  expect(await play(deputy, undefined, third)).toMatchObject({ status: 403, code: 'look-not-granted' })
  const rush = (who: SignedIn) =>
    who.lookInEmergency({ body: { recordings: [third], reason: '现场冲突，需立即研判', key: randomUUID() } })
  await expect(rush(officer)).rejects.toMatchObject({ problem: { status: 403 } })
  const { id: emergency } = await rush(deputy)
  expect(await play(deputy, undefined, third)).toEqual({ status: 200 })
  for (const who of [inspection, legal])
    expect((await who.workbench()).emergencies).toMatchObject([{ id: emergency, reason: '现场冲突，需立即研判' }])
  expect((await deputy.workbench()).emergenciesCount).toBe(0)
  // Whoever took it has it in their figures, with what was found of it.
  const counted = async () =>
    (await inspection.indices({ query: { level: 'officer' } })).rows.find((one) => one.id === deputy.person)
      ?.emergencies
  expect(await counted()).toEqual([{ request: emergency, at: expect.any(String) }])
  await inspection.reviewEmergency({ params: { id: emergency }, body: { justified: true, reason: '情况属实' } })
  expect(await counted()).toMatchObject([{ request: emergency, justified: true }])
  expect((await legal.workbench()).emergenciesCount).toBe(0)

  await later(3)
  expect(await play(deputy, once)).toMatchObject({ status: 403, code: 'grant-used-up' })
  await later(20)
  expect(await play(deputy, day)).toEqual({ status: 200 })
  expect(await play(deputy, undefined, third)).toMatchObject({ status: 403, code: 'grant-over' })
  await later(1)
  expect(await play(deputy, day)).toMatchObject({ status: 403, code: 'grant-over' })
})
