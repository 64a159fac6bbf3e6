import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { DiscView } from '@liuhen/contract/discs'
import { dateOf, numberOf } from '@liuhen/core/calendar'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../../cli/src/verify/index.ts'
import { proves, states } from '../../../../scripts/proves.ts'
import { CHANGSHA, refusal, type TrialTeam, trialTeam } from '../cases/trial.ts'
import { filedCase, INSPECTION } from '../cases/trial-ordinary.ts'
import type { SignedIn } from '../http/trial.ts'
import { docked, filmOf, program, standIn, withCamera } from './trial.ts'

/** 光盘, from the recordings of a case to what a stranger finds on the disc. */
let team: TrialTeam
let folder: string
let burner: Awaited<ReturnType<typeof standIn>>
let custodian: SignedIn
let film: string
let sound: string
let key: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'discs-'))
  burner = await standIn(folder)
  team = await trialTeam(CHANGSHA, { burner: burner.burner })
  await withCamera(team)
  custodian = await team.server.another('custodian')
  film = await docked(team, await filmOf(folder), '09:35:00', '现场检查𠮷.mp4')
  sound = await docked(team, await filmOf(folder, true), '14:00:00', '询问录音.m4a')
  key = (await (await fetch(`${team.server.url}/log/key`)).text()).trim()
})
afterAll(async () => {
  await team?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const NEXT = '2099-01-01' as CalendarDate
const KEPT = { place: '案卷内', nextCheck: NEXT }
const imageOf = ({ serial }: DiscView): string => join(team.server.data, 'discs', `${serial}.iso`)
const ORDER = { medium: 'cd', purpose: '证明现场检查经过', caseNumber: '长城立〔2026〕37号' } as const

async function verified(path: string): Promise<number> {
  const said: string[] = []
  const streams = { stdout: { write: (words: string) => said.push(words) }, stderr: { write: () => true } }
  const status = await verify([path, '--key', key, '--json'], streams)
  if (status !== 0) console.error(said.join('\n').slice(0, 2000))
  return status
}

/** RFC 8493 section 2, in as few words as it takes, and without a line of ours. */
async function isBag(root: string): Promise<void> {
  const all = (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => relative(root, join(one.parentPath, one.name)))
  const read = (path: string) => readFile(join(root, path), 'utf8')
  expect(await read('bagit.txt')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')
  const payload = all.filter((path) => path.startsWith('data/')).sort()
  for (const algorithm of ['sha256', 'sha512']) {
    const lines = (await read(`manifest-${algorithm}.txt`))
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '))
    expect(lines.map(([, path = '']) => path).toSorted()).toEqual(payload)
    for (const [digest, path = ''] of lines)
      expect(
        createHash(algorithm)
          .update(await readFile(join(root, path)))
          .digest('hex'),
      ).toBe(digest)
    const tags = (await read(`tagmanifest-${algorithm}.txt`))
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '))
    for (const [digest, path = ''] of tags)
      expect(
        createHash(algorithm)
          .update(await readFile(join(root, path)))
          .digest('hex'),
      ).toBe(digest)
  }
  const sizes = await Promise.all(payload.map(async (path) => (await readFile(join(root, path))).length))
  const sum = sizes.reduce((total, one) => total + one, 0)
  expect(await read('bag-info.txt')).toContain(`Payload-Oxum: ${sum}.${payload.length}\n`)
}

let first: DiscView

test('a disc without what it is to prove, or of sound that nobody has written down, is not made', async () => {
  proves('changsha-county-2023/43.1')
  const recordings = [film, sound]
  expect(await refusal(custodian.makeDiscs({ body: { medium: 'cd', recordings } }))).toEqual({
    'statement-without-object': 'changsha-county-2023/43',
    'sound-without-transcript': 'national/litigation-evidence/12',
  })
  expect((await custodian.planDiscs({ body: { medium: 'cd', recordings } })).obstacles).toHaveLength(2)
  expect((await custodian.listDiscs()).discs).toEqual([])
  await custodian.writeTranscript({ params: { id: sound }, body: { text: '问：何时开始堆放？答：昨天。' } })
  const made = await custodian.makeDiscs({ body: { ...ORDER, recordings } })
  expect(made).toMatchObject([{ stands: 'image', recordings, medium: 'cd' }])
  first = made[0] as DiscView
  expect(first.serial).toMatch(/^GP\d{4}-0001$/)
})

test('what is on the disc is the package, by our verifier, by sha256sum, by RFC 8493 and by two readers of images', async () => {
  const image = imageOf(first)
  expect(await verified(image)).toBe(0)
  const out = join(folder, 'disc')
  await program('xorriso', ['-osirrox', 'on', '-indev', image, '-extract', '/', out])
  expect(await verified(out)).toBe(0)
  for (const [tool, list] of [
    ['sha256sum', 'manifest-sha256.txt'],
    ['sha512sum', 'manifest-sha512.txt'],
    ['sha256sum', 'tagmanifest-sha256.txt'],
  ] as const)
    await program(tool, ['--strict', '--quiet', '-c', list], { cwd: out })
  await isBag(out)
  // Names as Linux reads them, and as an old Windows does.
  const paths = (await program('isoinfo', ['-R', '-f', '-i', image])).stdout.trimEnd().split('\n').sort()
  const listed = (await program('xorriso', ['-read_fs', 'norock', '-indev', image, '-find'])).stdout.trimEnd()
  const joliet = listed.split('\n').map((line) => line.slice(2, -1))
  expect(joliet.filter((path) => path !== '').sort()).toEqual(paths)
  expect(paths).toContain('/打开验证.html')
  expect(paths).toContain('/data/view/0002_2-transcript.txt')
  const statement = JSON.parse(await readFile(join(out, 'data/statement.json'), 'utf8'))
  expect(statement).toMatchObject({ discNumber: first.serial, object: ORDER.purpose })
  expect(await readFile(join(out, 'data/view/0002_2-transcript.txt'), 'utf8')).toContain('何时开始堆放')
  // The index has the name that no image could have.
  expect(await readFile(join(out, 'data/index.json'), 'utf8')).toContain('现场检查𠮷.mp4')
})

test('an image that one byte is altered in, or that shows two machines different files, is not passed', async () => {
  const bytes = await readFile(imageOf(first))
  const altered = join(folder, 'altered.iso')
  const inFilm = bytes.indexOf('mdat') + 40
  await writeFile(altered, Buffer.concat([bytes.subarray(0, inFilm), Buffer.from('X'), bytes.subarray(inFilm + 1)]))
  expect(await verifiedQuietly(altered)).toBe(1)
  // In the Joliet tree alone the statement gets another name.
  const name = Buffer.from('statement.json', 'utf16le').swap16()
  const at = bytes.indexOf(name)
  const twofold = Buffer.from(bytes)
  Buffer.from('statemenx.json', 'utf16le').swap16().copy(twofold, at)
  await writeFile(altered, twofold)
  expect(await verifiedQuietly(altered)).toBe(1)
  // Linux goes by the names of Rock Ridge: there alone it has another, or is a device, or lies elsewhere.
  const [named, mode] = [Buffer.from('NM\x13\x01\0statement.json', 'latin1'), Buffer.from('PX', 'latin1')]
  const rock = bytes.indexOf(named)
  const record = bytes.lastIndexOf(Buffer.from('STAT', 'latin1'), rock) - 33
  expect([rock > 0, record > 0, record < rock, rock - record < 255]).toEqual([true, true, true, true])
  for (const change of [
    (image: Buffer) => image.write('x', rock + named.length - 6, 'latin1'),
    (image: Buffer) => image.writeUInt32LE(0o020444, image.indexOf(mode, record) + 4),
    (image: Buffer) => image.writeUInt32LE(image.readUInt32LE(record + 2) + 1, record + 2),
    // A table of partitions leads to another file system altogether.
    (image: Buffer) => image.writeUInt16LE(0xaa55, 510),
  ]) {
    const image = Buffer.from(bytes)
    change(image)
    await writeFile(altered, image)
    expect(await verifiedQuietly(altered)).toBe(1)
  }
  await writeFile(altered, bytes.subarray(0, bytes.length - 400_000))
  expect(await verifiedQuietly(altered)).toBe(1)
})

async function verifiedQuietly(path: string): Promise<number> {
  return verify([path, '--json'], { stdout: { write: () => true }, stderr: { write: () => true } })
}

test('a burner that fails, or writes something else, counts for nothing; what reads back whole is on record', async () => {
  const { id } = first
  const burn = () => custodian.burnDisc({ params: { id }, body: KEPT })
  await burner.mood('fails')
  expect(await refusal(burn())).toEqual({ 'burner-failed': undefined })
  await burner.mood('alters')
  expect(await refusal(burn())).toEqual({ 'disc-reads-otherwise': undefined })
  const [failed] = (await custodian.listDiscs()).discs
  expect(failed).toMatchObject({ stands: 'image', burnFailures: [{}, {}] })
  expect(failed?.burnFailures[0]?.said).toContain('no blank in the drive')
  await burner.mood('burns')
  expect(await burn()).toMatchObject({ stands: 'kept', burnt: { read: true }, place: '案卷内', nextCheck: NEXT })
  expect(await verified(burner.drive)).toBe(0)
  expect(await refusal(burn())).toEqual({ 'disc-burnt-before': undefined })
})

test('what the drive reads is compared with the image; another disc in it is said; a lost one is made anew with its lineage', async () => {
  const { id } = first
  const read = () => custodian.readDisc({ params: { id }, body: {} })
  expect(await read()).toMatchObject({ damaged: false, checks: [{ read: true, whole: true }] })
  const bytes = await readFile(burner.drive)
  await writeFile(burner.drive, Buffer.concat([bytes.subarray(0, 300_000), Buffer.from('X'), bytes.subarray(300_001)]))
  expect(await read()).toMatchObject({ damaged: true, checks: [{ whole: true }, { whole: false }] })
  const again = await custodian.makeDiscAnew({ params: { id }, body: { reason: '原盘读出有误' } })
  expect(again).toMatchObject({ stands: 'image', replaces: { serial: first.serial, reason: '原盘读出有误' } })
  await custodian.burnDisc({ params: { id: again.id }, body: KEPT })
  expect(await refusal(read())).toEqual({ 'other-disc-in-drive': undefined })
  const gone = await custodian.discGone({ params: { id }, body: { how: 'broken', reason: '盘面划伤' } })
  expect(gone).toMatchObject({ stands: 'broken', gone: { reason: '盘面划伤' }, replacedBy: { serial: again.serial } })
  const pdf = await custodian.send(`${team.server.url}/api/discs/${again.id}/label`)
  expect(Buffer.from(await pdf.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')
})

test('evidence that is on no disc a day after it was filmed is overdue by article 41, and late by as long as it took', async () => {
  proves('changsha-county-2023/41.1', 'changsha-county-2023/6.3')
  states('yanzhou-2019/14.1')
  const id = await filedCase(team)
  const another = await docked(team, await filmOf(folder, false, 700), '09:40:00', '再次检查.mp4')
  const act = await team.done(id, 'site-inspected', { ...INSPECTION, recordings: [another] })
  const evidence = {
    id: randomUUID(),
    kind: 'audio-visual' as const,
    title: '现场检查录像',
    proves: '占道堆放',
    obtainedOn: team.today(),
    obtainedHow: '执法记录仪录制',
    by: [team.officer.person],
    form: 'original' as const,
    act,
    recording: another,
  }
  await team.officer.enterEvidence({ params: { id }, body: evidence })
  const due = async () => (await custodian.listDiscs()).due
  // Archiving waits for the disc too, by each article that wants it.
  const onDisc = async () => {
    const { lacks } = await custodian.showVolume({ params: { id } })
    return lacks.filter((one) => one.code === 'disc-missing')
  }
  expect(await onDisc()).toMatchObject([{ at: { recording: another } }])
  const cited = (article: string) => expect.objectContaining({ article })
  const bound = () => team.officer.bindVolume({ params: { id }, body: {} })
  const refusedWith = (more: object) => ({
    problem: { obstacles: expect.arrayContaining([expect.objectContaining({ code: 'disc-missing', ...more })]) },
  })
  await expect(bound()).rejects.toMatchObject(
    refusedWith({
      citation: cited('changsha-county-2023/6'),
      also: [cited('changsha-county-2023/43'), cited('changsha-county-2023/41')],
    }),
  )
  const legal = await team.server.as('legal-section')
  const under = (packs: string[]) => legal.chooseRuleSet({ body: { packs, from: '2020-01-01' as CalendarDate } })
  await under(['yanzhou-2019'])
  await expect(bound()).rejects.toMatchObject(refusedWith({ citation: cited('yanzhou-2019/14') }))
  await under(['changsha-county-2023'])
  expect(await due()).toMatchObject([{ recording: another, overdue: false, cases: [{ id }] }])
  const [first] = await due()
  const ended = first?.ended ?? ''
  const day = team.today()
  // To one hour past the 24, with everybody signed in again shortly before.
  const until = (minutes: number) =>
    team.server.clock.forward(Date.parse(ended) + (25 * 60 - minutes) * 60_000 - Date.parse(team.server.clock.now()))
  until(5)
  await custodian.back()
  await team.leader.back()
  until(0)
  expect(await due()).toMatchObject([
    {
      recording: another,
      overdue: true,
      lateBy: expect.closeTo(3_600_000, -4),
      citations: [{ pack: 'changsha-county-2023', article: '41' }, {}],
    },
  ])
  const [disc] = await custodian.makeDiscs({ body: { ...ORDER, recordings: [another] } })
  // An image is no disc.
  expect(await due()).toHaveLength(1)
  await custodian.sayDiscBurnt({ params: { id: disc?.id ?? '' }, body: { ...KEPT, note: '在证据室电脑上刻录' } })
  expect(await due()).toEqual([])
  expect(await onDisc()).toEqual([])
  const { lanes } = await team.leader.dayCoverage({ query: { day } })
  const late = lanes.flatMap((one) => one.findings).filter((one) => one.code.startsWith('disc-'))
  expect(late.map((one) => [one.code, one.message.zh, one.citations.map((cited) => cited.article)])).toMatchObject([
    ['disc-late', expect.stringContaining('晚 1 小时'), ['41', '41']],
  ])
})

/** A request of a colleague to borrow or to look; its id and that of its approval. */
async function asked(use: 'borrow' | 'look', recordings: readonly string[]) {
  const body = {
    use,
    whom: 'work' as const,
    recordings: [...recordings],
    reason: '庭前核对',
    days: 5,
    times: 5,
    key: randomUUID(),
  }
  const { id } = await team.colleague.askRequest({ body })
  return { id, approval: (await custodian.showRequest({ params: { id } })).approval?.id ?? '' }
}
const granted = (approval: string) =>
  team.leader.signApproval({ params: { id: approval }, body: { opinion: 'agreed', password: team.leader.password } })

test('a disc is lent under a granted request and no other way; not back by its day, whoever has it and whoever keeps it are told', async () => {
  proves('yanzhou-2019/12.4')
  const section = await team.server.as('legal-section')
  const after = (days: number) =>
    new Date(Date.parse(`${team.today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate
  await section.chooseRuleSet({ body: { packs: ['yanzhou-2019'], from: after(1) } })
  await team.later(1)
  await custodian.back()
  const disc = (await custodian.listDiscs()).discs.find((one) => one.stands === 'kept')
  const params = { id: disc?.id ?? '' }
  const lend = (request: string, due = after(3)) =>
    custodian.lendDisc({ params, body: { request, due, key: randomUUID() } })
  const recordings = disc?.recordings ?? []
  const [wanted, looked] = [await asked('borrow', recordings), await asked('look', recordings)]
  // Neither before it is granted, nor under a request to look, nor for longer than it reaches.
  expect(await refusal(lend(wanted.id))).toEqual({ 'loan-not-granted': 'yanzhou-2019/12' })
  await granted(looked.approval)
  expect(await refusal(lend(looked.id))).toEqual({ 'loan-not-granted': 'yanzhou-2019/12' })
  await granted(wanted.approval)
  expect(await refusal(lend(wanted.id, after(9)))).toEqual({ 'loan-beyond-grant': 'yanzhou-2019/12' })
  const { name } = await team.colleague.whoAmI()
  expect(await lend(wanted.id)).toMatchObject({ loans: [{ borrower: name, request: wanted.id, due: after(3) }] })
  expect(await refusal(lend(wanted.id))).toHaveProperty('disc-lent')
  const told = async (who: SignedIn) => (await who.workbench()).loans
  for (const who of [team.colleague, custodian, team.officer]) expect(await told(who)).toEqual([])

  await team.later(4)
  await custodian.back()
  const due = {
    serial: disc?.serial,
    borrower: name,
    overdue: true,
    citations: expect.arrayContaining([expect.objectContaining({ pack: 'yanzhou-2019', article: '12' })]),
  }
  expect(await told(team.colleague)).toMatchObject([{ ...due, mine: true }])
  expect(await told(custodian)).toMatchObject([{ ...due, mine: false }])
  expect(await told(team.officer)).toEqual([])
  const loan = (await custodian.listDiscs()).discs.find((one) => one.id === params.id)?.loans[0]
  expect(loan).toMatchObject({ overdue: true })
  const back = await custodian.takeBackDisc({
    params: { ...params, loan: loan?.loan ?? '' },
    body: { condition: '盘面完好' },
  })
  expect(back.loans).toMatchObject([{ overdue: false, back: { condition: '盘面完好' } }])
  for (const who of [team.colleague, custodian]) expect(await told(who)).toEqual([])
})

test('Jinzhong: a disc that is lost opens an item that names who had it last: whoever borrowed it, else whoever kept it', async () => {
  proves('jinzhong-2022-recording/21.5')
  const [first, second] = (await custodian.listDiscs()).discs.filter((one) => one.stands === 'kept')
  if (!first || !second) throw new Error('two discs are to be kept')
  const lent = first.id
  const due = dateOf(numberOf(team.today()) + 3)
  const { id: request, approval } = await asked('borrow', first.recordings)
  await granted(approval)
  await custodian.lendDisc({ params: { id: lent }, body: { request, due, key: randomUUID() } })
  const legal = await team.server.as('legal-section')
  await legal.chooseRuleSet({ body: { packs: ['jinzhong-2022-recording'], from: dateOf(numberOf(team.today()) + 1) } })
  await team.later(1)
  await custodian.back()
  const last = await team.server.another('custodian')
  const inHand = second.id
  await last.moveDisc({ params: { id: inHand }, body: { place: '外借柜' } })
  for (const id of [lent, inHand])
    await custodian.discGone({ params: { id }, body: { how: 'lost', reason: '找不到了' } })
  const inspection = await team.server.as('inspection-section')
  for (const [disc, person] of [
    [lent, team.colleague.person],
    [inHand, last.person],
  ])
    expect((await inspection.listLiabilities({ query: {} })).filter((one) => one.about.disc === disc)).toMatchObject([
      {
        outcome: 'carrier-lost',
        byItself: true,
        people: [{ id: person }],
        rule: { rule: 'jinzhong-2022-recording/prohibition-losing' },
      },
    ])
})
