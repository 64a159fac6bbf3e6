import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proves } from '../../../../scripts/proves.ts'
import { traceCommand } from '../../../cli/src/trace/index.ts'
import { verify } from '../../../cli/src/verify/index.ts'
import { type TrialTeam, trialTeam } from '../cases/trial.ts'
import { docked, filmOf, program, withCamera } from '../discs/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { mediaTools } from '../recordings/media/index.ts'

/** A copy that was handed out and is found elsewhere, as it was given or filmed off a screen. */
let team: TrialTeam
let folder: string
let film: string
let custodian: SignedIn
let bytes: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trace-'))
  team = await trialTeam({
    packs: ['yanzhou-2019'],
    from: '2020-01-01' as never,
    settings: [{ key: 'access.provide.approver', value: '分管负责人' as never }],
  })
  await withCamera(team)
  custodian = await team.server.another('custodian')
  bytes = await filmOf(folder)
  film = await docked(team, bytes, '09:35:00', 'site.mp4')
})
afterAll(async () => {
  await team?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const letter = {
  name: '来函.pdf',
  mediaType: 'application/pdf' as const,
  bytes: Buffer.from('%PDF-1.7').toString('base64'),
}

/** A package for somebody of outside under a request of theirs, unpacked; its request and what lies in it. */
async function handedOut(organisation: string, purpose: string) {
  const section = await team.server.as('legal-section')
  const body = {
    use: 'provide' as const,
    whom: 'other' as const,
    recordings: [film],
    reason: purpose,
    days: 10,
    times: 3,
  }
  const outsider = { organisation, name: '李编辑' }
  const { id: request } = await section.askRequest({ body: { ...body, outsider, document: letter, key: randomUUID() } })
  const { approval } = await section.showRequest({ params: { id: request } })
  await team.deputy.signApproval({
    params: { id: approval?.id ?? '' },
    body: { opinion: 'agreed', password: team.deputy.password },
  })
  const made = await custodian.makePackage({ body: { recordings: [film], purpose, recipient: organisation, request } })
  await section.confirmHandOut({ params: { id: made.id } })
  const answer = await custodian.send(`${team.server.url}/api/packages/${made.id}/zip?request=${request}`)
  expect(answer.status).toBe(200)
  const zip = join(folder, `${made.id}.zip`)
  await writeFile(zip, Buffer.from(await answer.arrayBuffer()))
  const out = join(folder, made.id)
  await program('unzip', ['-q', zip, '-d', out])
  const { stdout } = await program('find', [out, '-type', 'f'])
  const path = (end: string): string => stdout.split('\n').find((one) => one.endsWith(end)) ?? ''
  return { request, zip, original: path('site.mp4'), view: path('view.mp4') }
}

async function traced(file: string) {
  const said: string[] = []
  const streams = { stdout: { write: (words: string) => said.push(words) }, stderr: { write: () => true } }
  const status = await traceCommand([file, '--database', team.server.database.url('owner'), '--json'], streams)
  return { status, ...(JSON.parse(said.join('')) as { known: boolean; found: Record<string, unknown>[] }) }
}

/** As it looks on somebody's telephone: another size, beside a black edge, other frames, sixteen times smaller. */
async function filmedOffScreen(view: string): Promise<string> {
  const { ffmpeg } = await mediaTools({})
  const file = join(folder, `${randomUUID()}.mp4`)
  const seen = 'scale=iw*1.7:ih*1.7,pad=iw+180:ih+120:100:40:black,eq=brightness=0.05:contrast=0.9,fps=24'
  await program(ffmpeg.path, ['-v', 'error', '-y', '-ss', '0.4', '-i', view, '-vf', seen, '-an', '-crf', '32', file])
  return file
}

test('what was handed out names its request, who asked, who made it and when: by its bytes, and filmed off a screen by its mark', async () => {
  proves('changsha-county-2023/46.5', 'yanzhou-2019/17.3')
  const [station, paper] = [await handedOut('县电视台', '法治宣传'), await handedOut('县日报', '新闻核实')]
  // The original goes out as it is, to the byte; what is looked at does not look alike.
  expect((await readFile(station.original)).equals(bytes)).toBe(true)
  expect((await readFile(station.view)).equals(await readFile(paper.view))).toBe(false)
  // A package with marked copies verifies as every other does.
  const key = (await (await fetch(`${team.server.url}/log/key`)).text()).trim()
  const silent = { stdout: { write: () => true }, stderr: { write: () => true } }
  expect(await verify([station.zip, '--key', key, '--json'], silent)).toBe(0)
  const { name } = await custodian.whoAmI()
  const of = (how: string, given: typeof station, requester: string) => ({
    how,
    request: { id: given.request, requester, use: 'provide', asked: { at: expect.any(String) } },
    handOut: { serial: expect.stringMatching(/^交〔\d{4}〕\d+号$/), recipient: requester.split(' ')[0] },
    taken: [{ by: name, at: expect.any(String) }],
  })
  const made = { made: { by: name, at: expect.any(String) } }
  expect(await traced(paper.view)).toMatchObject({
    status: 0,
    found: [{ ...of('digest', paper, '县日报 李编辑'), ...made }],
  })
  expect(await traced(station.zip)).toMatchObject({ status: 0, found: [of('package', station, '县电视台 李编辑')] })
  for (const [given, requester] of [
    [station, '县电视台 李编辑'],
    [paper, '县日报 李编辑'],
  ] as const) {
    const found = await traced(await filmedOffScreen(given.view))
    expect(found).toMatchObject({ status: 0, found: [{ ...of('mark', given, requester), ...made }] })
  }
  // An original is the same for everybody: all who were given it are told, and none is preferred.
  const originals = await traced(station.original)
  expect(originals.found.map((one) => (one['request'] as { id: string }).id).toSorted()).toEqual(
    [station.request, paper.request].toSorted(),
  )
  // Nobody is shown another's copy here.
  const shown = await team.officer.send(`${team.server.url}/api/recordings/${film}/view-copy`)
  const plain = join(folder, 'plain.mp4')
  await writeFile(plain, Buffer.from(await shown.arrayBuffer()))
  expect(await traced(await filmedOffScreen(plain))).toEqual({
    status: 1,
    known: false,
    found: [],
    sha256: expect.any(String),
  })
})
