import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pathOf, table } from '@liuhen/contract'
import type { Endpoint, EndpointName } from '@liuhen/contract'
import type { Role } from '@liuhen/core/access'
import type { EventKind } from '@liuhen/core/journal'
import { type TrialBureau, trialBureau, twoMicrophones } from './trial.ts'

type Leaves =
  /** A request to it leaves an event of this kind, and of this `what` where looks are told apart. */
  | { readonly kind: EventKind; readonly what?: string; readonly by?: Role; readonly status?: number }
  /** It leaves none, and this is why. */
  | { readonly none: string }

const upload = { none: 'bytes on their way; what becomes of them is an event' }
const inPublic = { none: 'the log is public, and holds commitments only' }
const list = { none: 'names and numbers of what the viewer may see; nothing of it is played or taken away' }
const refused = { kind: 'AttemptRefused/1', status: 403 } as const
const looked = (what: string): Leaves => ({ kind: 'RecordingLooked/1', what })

/** What each way in which something can be looked at or taken away leaves in the journal. */
const leaves: Partial<Record<EndpointName, Leaves>> = {
  showRecording: looked('page'),
  viewCopy: looked('view-copy'),
  trackCopy: looked('view-copy'),
  original: looked('original'),
  still: looked('still'),
  takenStill: looked('still'),
  thumbnails: looked('still'),
  cover: looked('cover'),
  waveform: looked('waveform'),
  receipt: looked('receipt'),
  transcript: looked('transcript'),
  packageZip: { kind: 'PackageTaken/1' },
  discImage: { kind: 'DiscTaken/1' },
  discLabel: {
    none: 'numbers, names and digests of what makers of packages may list; nothing is played or taken away',
  },
  redactedCopy: { none: 'an event of its own kind, which redactions.world.test.ts asks for' },
  plainCopy: { none: 'two events, of which redactions.world.test.ts asks' },
  listRedactions: list,
  exportCsv: { kind: 'RegisterExported/1', by: 'system-administrator' },
  listPeople: { kind: 'RegisterLooked/1', by: 'legal-section' },
  deleteRecording: refused,
  replaceRecording: refused,
  alterRecording: refused,
  deleteOriginal: refused,
  replaceOriginal: refused,
  alterOriginal: refused,
  agendaFeed: { none: 'the first time of each day is an event of its key, which agenda.db.test.ts asks for' },
  sealedCopyFile: { none: 'each is an event of its own kind, which seals.db.test.ts asks for' },
  paperReading: { none: 'each is an event of its own kind, which papers.db.test.ts asks for' },
  paperScan: { none: 'each is an event of its own kind, which papers.db.test.ts asks for' },
  paperPdf: { none: 'each is an event of its own kind, which papers.db.test.ts asks for' },
  previewPaper: {
    none: 'a draft, marked as one; who looks at a case is told, and what is fixed is looked at as bytes',
  },
  inspectionDrawFile: { none: 'two lists and what was drawn of them, which everybody who may ask sees on its page' },
  disclosureCredit: { none: 'what is public, as a table' },
  overseenExport: { none: 'two events of a kind of their own, which oversight.db.test.ts asks for' },
  disclosureSite: { none: 'what is public, as a folder' },
  checksCsv: { kind: 'RegisterExported/1', by: 'inspection-section' },
  indicesCsv: { kind: 'RegisterExported/1', by: 'inspection-section' },
  playDrawn: { none: 'a look with its draw, which supervision.db.test.ts asks for' },
  drawFile: { none: 'names and strata of a population, and nothing that is played' },
  disposalCertificate: { none: 'an event of its own kind, which retention.db.test.ts asks for' },
  materialPdf: { none: 'an event of its own kind, which volumes.db.test.ts asks for' },
  materialPage: { none: 'an event of its own kind, which brought.db.test.ts asks for' },
  volumePdf: { none: 'an event of its own kind, which volumes.db.test.ts asks for' },
  showKeeping: list,
  casesOfRecording: list,
  useOfRecording: list,
  requestDocument: {
    none: 'the letter of a request, for who asked, keeps recordings or supervises; the look it asks for is an event',
  },
  listRecordings: list,
  cardReadings: list,
  ownershipProposals: list,
  listPackages: list,
  packagesUnderWay: list,
  listQuarantine: list,
  listUploads: list,
  uploadState: upload,
  uploadOptions: upload,
  uploadCreate: upload,
  uploadHead: upload,
  uploadPatch: upload,
  checkpoint: inPublic,
  verifierKey: inPublic,
  tile: inPublic,
  entryBundle: { none: 'leaves of the log for the audit administrator: who did which kind of thing when, and no body' },
  proof: inPublic,
}

/** Whatever carries bytes, and every question about recordings, packages, registers of people and what came in. */
const ABOUT = /^\/api\/(recordings|packages|export|people|receipts|quarantine|uploads|card-readings|ownership)(\/|$)/
const asked = (Object.keys(table) as EndpointName[]).filter((name) => {
  const { raw, method, path }: Endpoint = table[name]
  return raw === true || (method === 'GET' && ABOUT.test(path))
})

test('of every way in which something is looked at or taken away it is said what it leaves in the journal', () => {
  expect(Object.keys(leaves).toSorted()).toEqual(asked.toSorted())
})

let bureau: TrialBureau
let folder: string
/** What the parts of an address mean here. */
const params: Record<string, string | number> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-looks-'))
  bureau = await trialBureau()
  const { recording, id: upload } = await bureau.bring(await twoMicrophones(folder), {
    fileName: 'DSJ0217_021357_20261120150000_0021.mp4',
    deviceNumber: 'DSJ0217',
    deviceTime: '2026-11-20 15:00:00',
    clock: { offset: 0, error: 500, samples: 8, at: bureau.server.clock.now() },
  })
  const id = recording as string
  await bureau.derived(id)
  const taken = await bureau.centre.takeStill({ params: { id }, body: { position: 1000 } })
  const { derivatives } = await bureau.leader.showRecording({ params: { id } })
  const still = derivatives.find((one) => one.kind === 'still')
  const track = derivatives.find((one) => one.kind === 'track-copy')
  const made = await bureau.centre.makePackage({
    body: { recordings: [id], purpose: '占道经营现场情况', recipient: '县人民法院' },
  })
  Object.assign(params, { recording: id, upload, package: made.id, digest: taken.sha256, what: 'people' })
  await bureau.centre.writeTranscript({ params: { id }, body: { text: '现场说明' } })
  const [disc] = await bureau.centre.makeDiscs({ body: { package: made.id, medium: 'dvd' } })
  Object.assign(params, { disc: disc?.id })
  Object.assign(params, { position: still?.position, track: track?.track })
}, 600_000)
afterAll(async () => {
  await bureau[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const addressOf = (endpoint: Endpoint): string => {
  const id = /\/(packages|receipts|discs)\//.exec(endpoint.path)?.[1]
  const named: Readonly<Record<string, string>> = { packages: 'package', receipts: 'upload', discs: 'disc' }
  const which = params[named[id ?? ''] ?? 'recording']
  return bureau.server.url + pathOf(endpoint, { ...params, id: which ?? '' })
}

const events = async (kind: string, actor: string, what: string | undefined) => {
  const rows = await bureau.server.database.db
    .selectFrom('journal')
    .select('body')
    .where('kind', '=', kind)
    .where('actor', '=', `person:${actor}`)
    .execute()
  return rows.filter(({ body }) => what === undefined || (body as { what?: string }).what === what).length
}

const driven = Object.entries(leaves).flatMap(([name, told]) =>
  'kind' in told ? [[name as EndpointName, told] as const] : [],
)

test.each(driven)(
  '%s leaves an event before a byte is given, and the same again is the same look',
  async (name, told) => {
    const endpoint: Endpoint = table[name]
    // What was looked at a moment ago is a look of its own only after a while.
    bureau.server.clock.forward(11 * 60_000)
    const who = await bureau.server.as(told.by ?? 'information-centre')
    const count = () => events(told.kind, who.person, told.what)
    const before = await count()
    const ask = async () => {
      const answer = await who.send(addressOf(endpoint), { method: endpoint.method })
      await answer.arrayBuffer()
      return answer.status
    }
    expect(await ask()).toBe(told.status ?? 200)
    // What was tried again before is told together, and may be written at this moment too.
    if (told.kind === 'AttemptRefused/1') return expect(await count()).toBeGreaterThan(before)
    expect(await count()).toBe(before + 1)
    expect(await ask()).toBe(told.status ?? 200)
    expect(await count()).toBe(before + 1)
  },
)

test('whoever may not see a recording leaves no look at it', async () => {
  const stranger = await bureau.server.as('officer')
  const before = await events('RecordingLooked/1', stranger.person, undefined)
  for (const [name, { kind }] of driven)
    if (kind === 'RecordingLooked/1' && name !== 'receipt') {
      const answer = await stranger.send(addressOf(table[name]))
      expect([name, answer.status]).toEqual([name, name === 'original' ? 403 : 404])
    }
  expect(await events('RecordingLooked/1', stranger.person, undefined)).toBe(before)
})
