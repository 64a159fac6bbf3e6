import { randomUUID } from 'node:crypto'
import { dayOf } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blanks, whatNotices } from '../../../../scripts/fact-mutation/blanks.ts'
import { type TrialDay, trialDay } from '../coverage/trial.ts'
import type { SignedIn } from '../http/trial.ts'
import { filming } from './trial.ts'

/** What is on record of a viewer and a recording has to reach the one rule behind every look; the checks change nothing. */
const HOUR = 3_600_000
const letter = {
  name: '来函.pdf',
  mediaType: 'application/pdf' as const,
  bytes: Buffer.from('%PDF-1.7 letter').toString('base64'),
}
const above = { organisation: '市城市管理综合行政执法局', name: '督察支队' }

let trial: TrialDay
let films: ReturnType<typeof filming>
const who: Record<string, SignedIn> = {}
const film: Record<string, string> = {}
const request: Record<string, string> = {}
const one = (name: string): SignedIn => who[name] as SignedIn

async function ask(name: string, of: string, more: object = {}): Promise<string> {
  const body = { use: 'look', whom: 'work', recordings: [film[of]], reason: '核实投诉', days: 3, times: 2 }
  const { id } = await one(name).askRequest({ body: { ...body, key: randomUUID(), ...more } as never })
  return id
}
async function granted(name: string, of: string, more: object = {}): Promise<string> {
  const id = await ask(name, of, more)
  const { approval } = await one(name).showRequest({ params: { id } })
  const { leader } = trial
  await leader.signApproval({
    params: { id: approval?.id ?? '' },
    body: { opinion: 'agreed', password: leader.password },
  })
  return id
}
const play = async (name: string, of: string, under = '') => {
  const asked = under === '' ? '' : `?request=${under}`
  const answer = await one(name).send(`${trial.server.url}/api/recordings/${film[of]}/view-copy${asked}`)
  await answer.arrayBuffer()
  expect(answer.status).toBe(200)
}
/** By what right, or in what words not. */
const may = async (name: string, of: string, deed: 'look' | 'copy' = 'look', under?: string) => {
  const query = under === undefined ? {} : { request: under }
  const found = (await one(name).useOfRecording({ params: { id: film[of] ?? '' }, query }))[deed]
  return found.may ? [found.by, found.request] : [found.why.zh, found.citation?.article]
}
const words = (part: string) => [expect.stringContaining(part), expect.anything()]

async function setUp(): Promise<void> {
  trial = await trialDay()
  films = filming(trial)
  const { server, units, officer, leader } = trial
  for (const name of ['asks', 'used', 'over', 'runs', 'rushes', 'secret'] as const)
    who[name] = await server.another('deputy-head')
  Object.assign(who, { officer, leader, custodian: await server.as('custodian') })
  who['handles'] = await server.another('officer', units.one)
  for (const name of ['plain', 'urgent', 'marked', 'ofCase', 'masked']) film[name] = await films.playable()
  await trial.under(['jinzhong-2022-recording'])
  request['asks'] = await granted('asks', 'plain')
  request['spent'] = await granted('officer', 'plain', { days: 1 })
  request['used'] = await granted('used', 'plain', { times: 1 })
  request['over'] = await granted('over', 'plain', { days: 1 })
  await play('used', 'plain')
  server.clock.forward(26 * HOUR)
  for (const each of [...Object.values(who), trial.legal]) await each.back()
  request['runs'] = await granted('runs', 'plain', { times: 1 })
  await play('runs', 'plain')
  const rush = { recordings: [film['urgent'] ?? ''], reason: '现场冲突，需立即研判', key: randomUUID() }
  request['rushes'] = (await one('rushes').lookInEmergency({ body: rush })).id
  request['letter'] = await ask('custodian', 'plain', { whom: 'bureau-above', outsider: above, document: letter })
  request['secret'] = await granted('secret', 'marked')
  const mark = { kind: 'state' as const, reason: '涉密场所', readers: [] }
  await trial.legal.markSecret({ params: { id: film['marked'] ?? '' }, body: mark })
  await caseOn(film['ofCase'] ?? '')
  await shownMasked(film['masked'] ?? '')
}

/** A case that somebody handles who recorded none of it. */
async function caseOn(recording: string): Promise<void> {
  const { officer, server } = trial
  const on = dayOf(server.clock.now())
  const opened = { title: '占道经营', procedure: 'ordinary', on, discovered: { on }, source: '检查', key: randomUUID() }
  const { id } = await officer.openCase({ body: { ...opened, colleagues: [one('handles').person] } as never })
  // Of which act it is tells nothing here, only that it is of the case.
  await server.database.db
    .updateTable('cases')
    .set({ recordings: sql`array[${recording}]::uuid[]` as never })
    .where('id', '=', id)
    .execute()
}

/** A party whose request was granted, of a film of which a redacted copy is approved. */
async function shownMasked(recording: string): Promise<void> {
  const outsider = { name: '张某', relation: '当事人', document: { kind: '居民身份证', ending: '1234' } }
  await trial.legal.decideSetting({ params: { key: 'access.provide.approver' }, body: { value: '单位负责人' } })
  request['party'] = await granted('custodian', 'masked', { whom: 'party', outsider, document: letter })
  const values = { id: randomUUID(), version: 1, recording, stands: 'approved' as const, state: {} as never }
  await trial.server.database.db.insertInto('redactions').values(values).execute()
}

const checks: readonly (readonly [name: string, run: () => Promise<void>])[] = [
  [
    'whoever recorded it looks by that, whoever leads the unit by that, and of the copy nothing is said by it',
    async () => {
      expect(await may('officer', 'plain')).toEqual(['own', undefined])
      expect(await may('leader', 'plain')).toEqual(['duty', undefined])
      expect(await may('leader', 'plain', 'copy')).toEqual(words('复制'))
    },
  ],
  [
    'whoever handles the case looks by that',
    async () => {
      expect(await may('handles', 'ofCase')).toEqual(['case', undefined])
      // Their page of it opens too, though the recording is a colleague's.
      const { row } = await one('handles').showRecording({ params: { id: film['ofCase'] ?? '' } })
      expect(row.id).toBe(film['ofCase'])
      await expect(one('handles').showRecording({ params: { id: film['plain'] ?? '' } })).rejects.toMatchObject({
        problem: { status: 404 },
      })
    },
  ],
  [
    'who asked and was granted looks by that very request, and nobody else does',
    async () => {
      expect(await may('asks', 'plain')).toEqual(['request', request['asks']])
      expect(await may('asks', 'plain', 'look', request['asks'])).toEqual(['request', request['asks']])
      // Whoever says under which request they act acts under that one alone, whatever else they may.
      expect((await may('officer', 'plain', 'look', request['spent']))[0]).toContain('期限已过')
      expect(await may('asks', 'plain', 'copy')).toEqual(words('复制'))
      expect(await may('asks', 'urgent')).toEqual(words('批准'))
    },
  ],
  [
    'a grant is over by its day and by its count, and a use that goes on is one',
    async () => {
      expect(await may('over', 'plain')).toEqual([expect.stringContaining('期限已过'), undefined])
      expect(await may('used', 'plain')).toEqual([expect.stringContaining('次数已用完'), undefined])
      expect(await may('runs', 'plain')).toEqual(['request', request['runs']])
    },
  ],
  [
    'a look in an emergency is told as one',
    async () => expect(await may('rushes', 'urgent')).toEqual(['emergency', request['rushes']]),
  ],
  [
    'what is secret is closed whatever was granted',
    async () => expect((await may('secret', 'marked'))[0]).toContain('国家秘密'),
  ],
  [
    'who alone entered a letter does not look by it',
    async () => expect(await may('custodian', 'plain', 'look', request['letter'])).toEqual(words('来函只由您登记')),
  ],
  [
    'a person concerned is shown the redacted copy where one is approved',
    async () => {
      const id = film['masked'] ?? ''
      const found = await one('custodian').useOfRecording({
        params: { id },
        query: { request: request['party'] ?? '' },
      })
      expect(found).toMatchObject({ masked: expect.any(String), look: { may: true, request: request['party'] } })
    },
  ],
]

beforeAll(setUp)
afterAll(async () => {
  await films.end()
  await trial[Symbol.asyncDispose]()
})

test.each(checks)('%s', (_, run) => run())

if (blanks.length > 0) test('what is blanked is noticed', { timeout: 3_600_000 }, () => whatNotices(checks))
