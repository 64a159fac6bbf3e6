import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayOf, Instant, instantOf } from '@liuhen/core/kernel'
import { signaturesIn } from '@liuhen/core/seals'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { fixedRecord, papersWith, PRINTED } from '../papers/trial.ts'
import { rootsIn, signatureOf } from '../seals/signature.ts'
import { isTrueByOpenssl, pkcs12Of, seal, sealerOf } from '../seals/trial-seal.ts'
import { bare, farthest, pagesOf, pictureOf, pngOf, textOf } from '../typesetting/trial.ts'
import { closedCase, filed } from './trial.ts'

const DAY = 86_400_000
const PASSPHRASE = 'Blue-Lantern-93'
const { authority, sealer } = sealerOf('示范县行政执法局')
let folder: string
let team: TrialTeam
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-signed-'))
  const ownCertificate = { file: join(folder, 'own.p12'), passphraseFile: join(folder, 'passphrase') }
  await writeFile(ownCertificate.file, pkcs12Of(sealer, authority, PASSPHRASE))
  await writeFile(ownCertificate.passphraseFile, `${PASSPHRASE}\n`)
  const rules = { ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] }
  // The day after the certificate begins, at ten in the morning: openssl writes no other day into it.
  const begins = Date.parse(new X509Certificate(sealer.certificate).validFrom)
  const from = Instant.parse(`${dayOf(instantOf(begins + DAY))}T02:00:00.000Z`)
  team = await trialTeam(rules, { ownCertificate }, from)
  const legal = await team.server.as('legal-section')
  await legal.decideSetting({ params: { key: 'custodian.person' }, body: { value: '档案室' } })
  await team.server.another('custodian')
  const system = await team.server.as('system-administrator')
  for (const [i, one] of [team.officer, team.colleague].entries()) {
    const certificate = { number: `A000${i + 1}`, validFrom: '2010-01-01', validTo: '2039-12-31' } as never
    const body = { name: ['周立衡', '钱二川'][i] ?? '', unit: team.unit, certificate }
    await system.changePerson({ params: { id: one.person }, body })
  }
})
afterAll(async () => {
  await team[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const shown = (id: string) => team.officer.showVolume({ params: { id } })
const bind = (id: string) => team.officer.bindVolume({ params: { id }, body: {} })
const fetched = async (path: string): Promise<Buffer> =>
  Buffer.from(await (await team.officer.send(`${team.server.url}${path}`)).arrayBuffer())
const volumePdf = (id: string) => fetched(`/api/cases/${id}/volume/pdf?part=main`)

/** A case that is ready to be bound. */
async function readyCase(): Promise<string> {
  const { id } = await closedCase(team)
  const { lacks, recordings } = await shown(id)
  for (const { code, at: place } of lacks)
    if (code === 'paper-missing') await filed(team, id, { rule: place?.rule ?? '', title: '存入的文书' })
  for (const { recording } of recordings) {
    const body = { proves: '现场告知和收缴', method: '执法记录仪原始文件' }
    await team.officer.proveByRecording({ params: { id, recording }, body })
  }
  return id
}

test('the bureau’s own certificate signs the finished file to its end, and openssl finds it true', async () => {
  const id = await readyCase()
  await bind(id)
  const { bound } = await shown(id)
  expect(bound?.files).toMatchObject([
    { part: 'main', signed: { certificate: { subject: expect.stringContaining('示范县行政执法局') } } },
  ])
  const pdf = await volumePdf(id)
  const [signature, ...more] = signaturesIn(pdf)
  expect(more).toEqual([])
  if (!signature) throw new Error('there is no signature')
  expect([signature.method, signature.covers[0], signature.covers[3]]).toEqual(['ETSI.CAdES.detached', 0, pdf.length])
  expect(await signatureOf(pdf, signature, rootsIn(authority.certificate))).toMatchObject({ verdict: 'verified' })
  const stranger = sealerOf('别人').authority
  expect(await signatureOf(pdf, signature, rootsIn(stranger.certificate))).toBe('stranger')
  const [, from, to] = signature.covers
  const data = Buffer.concat([pdf.subarray(0, from), pdf.subarray(to)])
  const message = endless(signature.message)
  expect(isTrueByOpenssl(message, data, authority)).toBe(true)
  const altered = Buffer.from(data)
  altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1
  expect(isTrueByOpenssl(message, altered, authority)).toBe(false)
  // Whoever opens it with another program finds a sound file with its pages.
  await writeFile(join(folder, 'volume.pdf'), pdf)
  const checked = execFileSync('qpdf', ['--check', join(folder, 'volume.pdf')], { encoding: 'utf8' })
  expect(checked).toContain('No syntax or stream encoding errors found')
  expect(Number(execFileSync('qpdf', ['--show-npages', join(folder, 'volume.pdf')], { encoding: 'utf8' }))).toBe(
    bound?.files[0]?.pages,
  )
  // The film of a trial is in no vault; file and papers are there as they were bound.
  const { wrong } = await team.officer.verifyVolume({ params: { id }, body: {} })
  expect(wrong.map((one) => one.what)).toEqual(['sound.wav'])
  // Neither what opens the key nor the key is anywhere it does not belong.
  const rows = await team.server.database.db.selectFrom('journal').select('body').execute()
  const everything = [...team.server.logged, JSON.stringify(rows)].join('\n')
  expect(everything).not.toContain(PASSPHRASE)
  for (const line of sealer.key.split('\n').filter((one) => one.length === 64)) expect(everything).not.toContain(line)
})

test('a certificate that cannot be opened keeps the volume from being bound, with what to do', async () => {
  const id = await readyCase()
  await writeFile(join(folder, 'passphrase'), 'another\n')
  expect(await refusal(bind(id))).toEqual({ 'own-certificate-unreadable': undefined })
  expect((await shown(id)).stands).toBe('open')
  await writeFile(join(folder, 'passphrase'), PASSPHRASE)
  await bind(id)
  expect((await shown(id)).stands).toBe('bound')
})

test('a paper that came back sealed lies in the volume as it came back, is said to in its index, and what was fixed stays', async () => {
  const id = await readyCase()
  const papers = papersWith(team)
  const paper = await fixedRecord(papers, id)
  await papers.signed(paper)
  await team.officer.finishPaper({ params: { id: paper }, body: {} })
  await bind(id)
  const entryOf = async () => (await shown(id)).entries.find((one) => one.id === paper)
  expect((await entryOf())?.sealed).toBeUndefined()
  expect(bare(await textOf(await volumePdf(id)))).not.toContain('盖章件')

  const fixed = await fetched(`/api/papers/${paper}/pdf`)
  const copy = seal(fixed, sealer)
  const kept = await team.officer.keepSealedCopy({ params: { id: paper }, body: { file: copy.toString('base64') } })
  const custodian = await team.server.as('custodian')
  const place = { cabinet: '甲柜', shelf: '3' }
  expect(await refusal(custodian.takeInVolume({ params: { id }, body: place }))).toHaveProperty('changed-since-bound')
  await bind(id)
  const entry = await entryOf()
  expect(entry).toMatchObject({ sha256: expect.any(String), sealed: { id: kept.id, format: 'pdf' } })
  const pdf = await volumePdf(id)
  expect(bare(await textOf(pdf))).toContain('盖章件')
  // The seal's imprint is drawn on its page; it is no field of the volume, whose own signature is the only one.
  expect(signaturesIn(pdf)).toHaveLength(1)
  await writeFile(join(folder, 'sealed.pdf'), pdf)
  const plain = join(folder, 'plain.pdf')
  execFileSync('qpdf', ['--qdf', '--object-streams=disable', join(folder, 'sealed.pdf'), plain])
  expect((await readFile(plain)).toString('latin1')).toContain('4 59 m 4 20 40 4 59 4 c S')
  expect((await fetched(`/api/papers/${paper}/pdf`)).equals(fixed)).toBe(true)
  expect((await fetched(`/api/sealed-copies/${kept.id}/file`)).equals(copy)).toBe(true)
  await custodian.takeInVolume({ params: { id }, body: place })
})

test('what was signed by hand, refused and scanned in is seen in the bound volume, and what was fixed stays as it was', async () => {
  const id = await readyCase()
  const papers = papersWith(team)
  const [drawn, refused, scanned] = [
    await fixedRecord(papers, id),
    await fixedRecord(papers, id),
    await fixedRecord(papers, id),
  ]
  const hand = ({ label }: { readonly label: string }) => label === '被询问(调查)人'
  const pages = (await papers.shown(refused)).frozen?.places.filter(hand).map((one) => one.page) ?? []
  const before = await Promise.all([drawn, refused, scanned].map((one) => fetched(`/api/papers/${one}/pdf`)))
  const told = { name: '陈某', reason: '认为面积不准', witness: '社区干部李某' }
  await team.officer.refuseSignature({ params: { id: refused }, body: { slot: 's1', pages, ...told } })
  for (const { page, code } of (await papers.shown(scanned)).frozen?.places.filter(hand) ?? []) {
    const file = Buffer.from(pngOf(await pictureOf(before[2] ?? Buffer.alloc(0), page, 0.6))).toString('base64')
    const body = { how: 'scan', slot: 's1', page, name: '陈某', code, media: 'image/png', file } as const
    await team.officer.signPaper({ params: { id: scanned }, body })
  }
  for (const one of [drawn, refused, scanned]) {
    await papers.signed(one)
    await team.officer.finishPaper({ params: { id: one }, body: {} })
  }
  await bind(id)
  const { entries, bound } = await shown(id)
  const own = (paper: string) => entries.find((one) => one.id === paper)
  expect(own(scanned)).toMatchObject({ pages: 1, behind: 1, to: (own(scanned)?.from ?? 0) + 1 })
  expect(own(drawn)?.behind).toBeUndefined()
  const pdf = await volumePdf(id)
  const texts = await pagesOf(pdf)
  expect(texts).toHaveLength(bound?.files[0]?.pages ?? 0)
  // The cover and what is in it come before the papers; each page bears its number.
  const ahead = texts.length - 1 - Math.max(...entries.map((one) => one.to))
  const pageOf = (number: number) => texts[ahead + number - 1] ?? ''
  expect(pageOf(own(refused)?.from ?? 0)).toContain(bare('陈某拒绝签名，理由：认为面积不准；见证人：社区干部李某'))
  for (const one of [drawn, refused, scanned]) expect(pageOf(own(one)?.from ?? 0)).toContain(bare('凭本人密码签署'))
  expect(pageOf(own(scanned)?.from ?? 0)).toContain(bare('陈某在纸上签名，扫描件见后页'))
  // On the sheet behind it is the picture, whose words no program reads, and its number.
  expect(pageOf(own(scanned)?.to ?? 0)).toBe(String(own(scanned)?.to))
  expect(bare(await textOf(pdf))).toContain('含签名附页1页')
  const signedPage = await pictureOf(pdf, ahead + (own(drawn)?.from ?? 0), 1)
  const fixedPage = await pictureOf(before[0] ?? Buffer.alloc(0), 1, 1)
  const place = (await papers.shown(drawn)).frozen?.places.find(hand)
  expect(place?.mark).toMatchObject({ is: 'signed', strokes: expect.any(String) })
  expect(farthest(signedPage, fixedPage)).toBeGreaterThan(0.1)
  for (const [at, one] of [drawn, refused, scanned].entries())
    expect((await fetched(`/api/papers/${one}/pdf`)).equals(before[at] ?? Buffer.alloc(0))).toBe(true)
})

/** A message without the noughts that fill its place: DER says how long it is. */
function endless(message: Uint8Array): Uint8Array {
  const lengths = (message[1] ?? 0) & 0x7f
  let length = 0
  for (const byte of message.subarray(2, 2 + lengths)) length = length * 256 + byte
  return message.subarray(0, 2 + lengths + length)
}
