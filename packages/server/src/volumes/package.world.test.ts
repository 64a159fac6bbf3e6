import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VerifyReport } from '@liuhen/core/evidence-package'
import type { NewEvent } from '@liuhen/core/journal'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../../cli/src/verify/index.ts'
import { CHANGSHA, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { at, filmedEvents } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { soundFile } from '../intake/trial.ts'
import { openJournal } from '../ledger/index.ts'
import { fixedRecord, papersWith, PRINTED } from '../papers/trial.ts'
import { keepTakes } from '../recordings/index.ts'
import { seal, sealerOf } from '../seals/trial-seal.ts'
import { DigestWorkers, FileVault, keepBytes } from '../vault/index.ts'
import { closedCase, filed } from './trial.ts'

let team: TrialTeam
let custodian: SignedIn
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'liuhen-volume-'))
  team = await trialTeam({ ...CHANGSHA, settings: [...(CHANGSHA.settings ?? []), ...PRINTED] })
  const legal = await team.server.as('legal-section')
  await legal.decideSetting({ params: { key: 'custodian.person' }, body: { value: '档案室' } })
  custodian = await team.server.as('custodian')
  const system = await team.server.as('system-administrator')
  for (const [i, one] of [team.officer, team.colleague].entries()) {
    const certificate = { number: `A000${i + 1}`, validFrom: '2010-01-01', validTo: '2039-12-31' } as never
    const body = { name: ['周立衡', '钱二川'][i] ?? '', unit: team.unit, certificate }
    await system.changePerson({ params: { id: one.person }, body })
  }
})
afterAll(async () => {
  await team[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

/** A recording whose bytes are in the vault. */
async function film(): Promise<string> {
  const { server, officer, unit } = team
  const workers = new DigestWorkers()
  const vault = new FileVault(`${server.data}/vault/sha256`, workers)
  const kept = await keepBytes({ vault, workers, folder: `${server.data}/run/trial` }, soundFile(4000))
  await workers.close()
  const id = randomUUID()
  const holds = ['sound', 'picture'] as const
  const given = { arrived: server.clock.now(), holds }
  const [preserved, ...more] = filmedEvents(
    id,
    at('10:00', team.today()),
    at('10:15', team.today()),
    given,
    unit,
    officer.person,
  )
  const events = [{ ...preserved, body: { ...(preserved?.body as object), ...kept } }, ...more] as NewEvent[]
  const journal = openJournal({ reactions: [keepTakes] })
  await server.database.db.transaction().execute((trx) => journal.write(trx, events))
  return id
}

/** A record that was typed, fixed, signed by hand and under passwords, and came back sealed. */
async function signedRecord(caseId: string): Promise<string> {
  const papers = papersWith(team)
  const id = await fixedRecord(papers, caseId)
  const fixed = Buffer.from(await (await team.officer.send(`${team.server.url}/api/papers/${id}/pdf`)).arrayBuffer())
  await papers.signed(id)
  await team.officer.finishPaper({ params: { id }, body: {} })
  const file = seal(fixed, sealerOf('示范县城市管理局').sealer).toString('base64')
  await team.officer.keepSealedCopy({ params: { id }, body: { file } })
  return id
}

/** A case that ended, its volume bound and taken in. */
async function archivedCase(): Promise<{ readonly id: string; readonly record: string }> {
  const { officer } = team
  const { id } = await closedCase(team, [await film()])
  const record = await signedRecord(id)
  const { lacks, recordings } = await officer.showVolume({ params: { id } })
  for (const { code, at: place } of lacks)
    if (code === 'paper-missing') await filed(team, id, { rule: place?.rule ?? '', title: '存入的文书' })
  for (const { recording } of recordings) {
    const body = { proves: '现场告知和收缴', method: '执法记录仪原始文件' }
    await officer.proveByRecording({ params: { id, recording }, body })
  }
  await officer.bindVolume({ params: { id }, body: {} })
  await custodian.takeInVolume({ params: { id }, body: { cabinet: '甲柜', shelf: '3' } })
  return { id, record }
}

/** What `liuhen verify` ends with and says of a package, by somebody who has the bureau's key from elsewhere. */
async function verified(path: string): Promise<{ status: number; report: VerifyReport }> {
  let said = ''
  const streams = { stdout: { write: (words: string) => (said += words) }, stderr: { write: () => undefined } }
  const key = join(team.server.data, 'keys', 'log.pub')
  const status = await verify([path, '--key', key, '--json'], streams)
  return { status, report: JSON.parse(said) as VerifyReport }
}
const wrong = (report: VerifyReport): readonly string[] => report.checks.flatMap((one) => (one.ok ? [] : [one.code]))

test('an archive package proves every paper, signature, sealed copy, approval and recording of a volume, and an altered one is found', async () => {
  const { id, record } = await archivedCase()
  const body = { recipient: '示范县档案馆' }
  await expect(team.officer.packVolume({ params: { id }, body })).rejects.toMatchObject({ problem: { status: 403 } })
  const made = await custodian.packVolume({ params: { id }, body })
  expect(made).toMatchObject({ case: id, recipient: '示范县档案馆', ready: true })
  const zip = await custodian.send(`${team.server.url}/api/packages/${made.id}/zip`)
  expect(zip.status).toBe(200)
  const path = join(root, 'volume.zip')
  await writeFile(path, Buffer.from(await zip.arrayBuffer()))
  const { status, report } = await verified(path)
  expect([wrong(report), status, report.standing]).toEqual([[], 0, 'proven'])

  const { entries, bound, packages } = await custodian.showVolume({ params: { id } })
  expect(packages.map((one) => one.id)).toEqual([made.id])
  expect(report.volume?.papers.map(({ paper, state }) => [paper.id, paper.sha256, state])).toEqual(
    entries.map((one) => [one.id, one.sha256, 'same']),
  )
  // Of what was brought in it is proven too that somebody else looked at each page.
  const brought = report.volume?.papers.filter(({ paper }) => paper.kind === 'material') ?? []
  const { name: colleague } = await team.colleague.whoAmI()
  expect(brought.length).toBeGreaterThan(0)
  for (const { paper } of brought)
    expect([paper.events, paper.confirmed]).toMatchObject([2, { by: { name: colleague }, reason: expect.any(String) }])
  expect(report.items.map(({ item, state }) => [item.recording, state])).toEqual(
    bound?.recordings.map((one) => [one.recording, 'same']),
  )
  const own = report.volume?.papers.find(({ paper }) => paper.id === record)?.paper
  expect(own?.signatures.map((one) => [one.name, one.how, one.by.name]).toSorted()).toEqual([
    ['周立衡', 'password', '周立衡'],
    ['钱二川', 'password', '钱二川'],
    ['陈某', 'strokes', '周立衡'],
  ])
  expect(own?.sealed).toMatchObject([{ format: 'pdf', seals: [{ verdict: 'signer-unknown' }] }])
  const names = (await team.officer.showCase({ params: { id } })).acts.find((one) => one.act === 'case-closed')
  expect(names).toBeDefined()
  expect(
    report.volume?.approvals.map(({ approval, state }) => [approval.act, approval.signatures.length, state]),
  ).toEqual([['case-closed', 3, 'same']])

  // Each change as somebody makes it who has the whole package and no key.
  execFileSync('unzip', ['-q', path, '-d', root])
  const folder = join(root, (await readdir(root)).find((one) => one.startsWith('liuhen-')) ?? '')
  const altered = async (change: (copy: string) => Promise<unknown>): Promise<readonly string[]> => {
    const copy = join(root, `altered-${randomUUID()}`)
    await cp(folder, copy, { recursive: true })
    await change(copy)
    const found = await verified(copy)
    expect([found.status, found.report.standing]).toEqual([1, 'failed'])
    return wrong(found.report)
  }
  const index = (copy: string) => join(copy, 'data/index.json')
  const inIndex = async (copy: string, from: string | RegExp, to: string) => {
    const words = await readFile(index(copy), 'utf8')
    expect(words.replace(from, to)).not.toBe(words)
    await writeFile(index(copy), words.replace(from, to))
  }
  const number = own?.number ?? 0
  const paper = `data/papers/${String(number).padStart(4, '0')}.pdf`
  expect(
    await altered(async (copy) => {
      const bytes = await readFile(join(copy, paper))
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      await writeFile(join(copy, paper), bytes)
    }),
  ).toEqual(expect.arrayContaining(['digest-differs', 'paper-differs', 'sealed-copy-of-another']))
  expect(await altered((copy) => rm(join(copy, paper)))).toContain('file-missing')
  expect(await altered((copy) => inIndex(copy, '"name": "陈某"', '"name": "王某"'))).toEqual(
    expect.arrayContaining(['signature-contradicts-event', 'package-differs']),
  )
  expect(
    await altered((copy) => inIndex(copy, /("askedBy": \{\s*"id": "[^"]+",\s*"name": )"[^"]+"/, '$1"别人"')),
  ).toEqual(expect.arrayContaining(['package-differs']))
  const strokes = (await readdir(join(folder, 'data/signatures')))[0] ?? ''
  expect(
    await altered((copy) => writeFile(join(copy, 'data/signatures', strokes), '{"format":"liuhen-strokes/1"}')),
  ).toEqual(expect.arrayContaining(['digest-differs', 'paper-differs']))
})
