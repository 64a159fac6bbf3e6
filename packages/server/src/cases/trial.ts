import { randomUUID } from 'node:crypto'
import { ActForm, type casesEndpoints } from '@liuhen/contract/cases'
import { ProblemError } from '@liuhen/contract'
import { beijing, type CalendarDate, dayOf, type Instant, Refused } from '@liuhen/core/kernel'
import { caseStream } from '@liuhen/core/case'
import { type Act, isByVolume, type Said } from '@liuhen/core/procedure'
import { begun } from '@liuhen/core/stream'
import type { z } from 'zod'
import { at, filmedEvents } from '../coverage/trial.ts'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { openJournal } from '../ledger/index.ts'
import type { Config } from '../platform/index.ts'
import { lawOf, readPacks } from '../packs/index.ts'
import { keepTakes } from '../recordings/index.ts'
import { materialsOf, samplePdf } from '../volumes/trial.ts'
import { actTold } from './commands.ts'
import { keepDue } from './due.ts'
import { actContext } from './judging.ts'

type Rules = NonNullable<NonNullable<Parameters<typeof trialServer>[0]>['rules']>
type Lead = z.input<(typeof casesEndpoints)['openCase']['body']>
type More = Partial<Omit<ActForm, 'act' | 'key'>>

/** The people of one team and those above it, each signed in as themselves. */
export interface TrialTeam extends AsyncDisposable {
  readonly server: TrialServer
  readonly unit: string
  /** Who handles the case, and their colleague. */
  readonly officer: SignedIn
  readonly colleague: SignedIn
  readonly leader: SignedIn
  readonly legal: SignedIn
  readonly deputy: SignedIn
  readonly head: SignedIn
  readonly outsider: SignedIn
  /** Today by the server's clock. */
  readonly today: () => CalendarDate
  /** The minute it is by that clock, from then to then: what follows an approval of the same day. */
  readonly now: () => { readonly at: string; readonly until: string }
  /** Puts the server's clock forward by days; everybody signs in again. */
  readonly later: (days: number) => Promise<void>
  /** Registers a lead; the case's id. */
  readonly lead: (more?: Partial<Lead>) => Promise<string>
  /** An act entered by the officer, or whoever is named; throws what the server says. */
  readonly done: (id: string, act: Act, more?: More, who?: SignedIn) => Promise<string>
  /** A recording of today or that day between two times, by the officer or whoever is named, with a registered device if told; its id. */
  readonly filmed: (from: string, to: string, who?: SignedIn, device?: string, on?: CalendarDate) => Promise<string>
  /** Asked for by the officer and agreed to by these in turn. */
  readonly approved: (id: string, act: Act, more: More, ...signers: readonly SignedIn[]) => Promise<string>
}

const journal = openJournal({ reactions: [keepTakes] })

/** With which codes the server refuses it, each with the article it quotes. Throws where it is not refused. */
export async function refusal(act: Promise<unknown>): Promise<Readonly<Record<string, string | undefined>>> {
  try {
    await act
  } catch (thrown) {
    if (!(thrown instanceof ProblemError || thrown instanceof Refused)) throw thrown
    const obstacles = thrown instanceof Refused ? thrown.obstacles : thrown.problem.obstacles
    const told = obstacles.map((one): readonly [string, string | undefined] => [one.code, one.citation?.article])
    return Object.fromEntries(told)
  }
  throw new Error('it was not refused')
}

/** Changsha County's instrument, with what it leaves open decided as a bureau would. */
export const CHANGSHA: Rules = {
  packs: ['changsha-county-2023'],
  from: '2020-01-01' as CalendarDate,
  settings: [
    { key: 'approval.case-handling.approver', value: ['法制员', '行政执法机关负责人'] as never },
    { key: 'statement.term', value: { count: 3, unit: 'working-day' } as never },
    { key: 'sealing.term', value: { count: 30, unit: 'calendar-day' } as never },
    { key: 'evidence-preservation.term', value: { count: 7, unit: 'working-day' } as never },
    { key: 'hearing.threshold-person', value: 1_000_000 as never },
    { key: 'approval.level-review', value: ['承办人', '法制人员', '承办机构负责人'] as never },
  ],
}

async function comeTogether(rules: Rules, packs: string | undefined, from: Instant | undefined) {
  const server = await trialServer({ rules, ...(packs !== undefined && { config: { packs } }), from })
  server.clock.forward(12 * 3_600_000)
  const system = await server.as('system-administrator')
  const { id: unit } = await system.addUnit({
    body: { code: 'Z1', name: '一中队', kind: 'squadron', parent: server.unit },
  })
  const legal = (await server.another('legal-officer', unit)).person
  await system.changePerson({
    params: { id: legal },
    body: { name: '吴法', unit, reviewerSince: '2020-01-01' as CalendarDate },
  })
  const people = {
    officer: (await server.another('officer', unit)).person,
    colleague: (await server.another('officer', unit)).person,
    leader: (await server.another('team-leader', unit)).person,
    legal,
    deputy: (await server.another('deputy-head')).person,
    head: (await server.another('head')).person,
    outsider: (await server.another('officer')).person,
  }
  return { kept: await server.keep(), unit, people }
}

/**
 * The act that taking a volume in causes, without the volume: for tests of what the rules want of it. By the decider, as the
 * policy does it; throws Refused.
 */
async function archived({ database: { db }, clock }: TrialServer, person: string, id: string, told: ActForm) {
  const law = lawOf(await readPacks())
  const moment = { at: clock.now(), actor: `person:${person}` }
  const act = actTold({ person, roles: [], units: [] }, ActForm.parse(told))
  const whole = openJournal({ reactions: [keepTakes, keepDue(law)] })
  await db.transaction().execute(async (trx) => {
    const book = await law.book(trx)
    await whole.act(trx, caseStream, id, { do: 'act', act }, (held) =>
      actContext(trx, book, begun(held), act, told.recordings ?? [], moment, id),
    )
  })
  return act.id
}

/** Handed to the addressee in person: where nothing else is told, at their home that afternoon. */
function handedOver(more: More): More {
  const says: Said = more.says ?? {}
  if (says.method !== 'direct') return more
  return { at: '16:30', place: '当事人住所', ...more, says: { 'other-signed': false, ...says } }
}

/** Teams of this process as they stood when they had just come together, by the rules of their bureau. */
const together = new Map<string, ReturnType<typeof comeTogether>>()

/**
 * A bureau of those rules, and its people signed in at ten at night: what a test says was done that day lies behind it. They
 * come together once for each set of rules in a process; every call starts from there, with a server of its own.
 */
export async function trialTeam(
  rules: Rules = CHANGSHA,
  config: Partial<Config> = {},
  from?: Instant,
): Promise<TrialTeam> {
  const key = JSON.stringify([rules, config.packs, from])
  const coming = together.get(key) ?? comeTogether(rules, config.packs, from)
  together.set(key, coming)
  const { kept, unit, people } = await coming
  const server = await trialServer({ config, kept })
  const officer = await server.known(people.officer)
  const colleague = await server.known(people.colleague)
  const leader = await server.known(people.leader)
  const legal = await server.known(people.legal)
  const deputy = await server.known(people.deputy)
  const head = await server.known(people.head)
  const outsider = await server.known(people.outsider)
  const today = (): CalendarDate => dayOf(server.clock.now())
  const form = (act: Act, { on = today(), ...more }: More): ActForm => ({
    act,
    on,
    key: randomUUID(),
    ...handedOver(more),
  })
  const both = [officer.person, colleague.person]
  /** A paper as it was signed by hand, which the colleague looks at and confirms. */
  const signedPaper = async (id: string, rule: string, title: string, about?: string) => {
    const material = randomUUID()
    await officer.fileMaterial({
      params: { id },
      body: {
        key: material,
        rule: `changsha-county-2023/${rule}`,
        title,
        author: '周立衡',
        on: today(),
        ...(about !== undefined && { about }),
        file: samplePdf(`${rule} ${about ?? id}`).toString('base64'),
      },
    })
    await colleague.send(`${server.url}/api/cases/${id}/volume/materials/${material}/pages/1`)
    await colleague.confirmMaterial({ params: { id, material }, body: { reason: '与签名的原件一致' } })
  }
  let leads = 0
  /** Preservations with a notice of what becomes of their items. */
  const noticed = new Set<string>()
  return {
    server,
    unit,
    officer,
    colleague,
    leader,
    legal,
    deputy,
    head,
    outsider,
    today,
    now() {
      const minute = beijing(server.clock.now()).slice(11, 16)
      return { at: minute, until: minute }
    },
    async later(days) {
      server.clock.forward(days * 86_400_000)
      for (const one of [officer, colleague, leader, legal, deputy, head, outsider]) await one.back()
    },
    async lead(more = {}) {
      // Somebody else each time: the same person is not punished twice for one day.
      leads += 1
      const { id } = await officer.openCase({
        body: {
          title: '占道堆放建筑材料',
          procedure: 'ordinary',
          party: {
            kind: 'citizen',
            name: leads === 1 ? '陈某' : `陈某（${leads}）`,
            born: '1980-05-01' as CalendarDate,
          },
          colleagues: [colleague.person],
          on: today(),
          discovered: { on: more.on ?? today() },
          source: '检查',
          key: randomUUID(),
          ...more,
        },
      })
      return id
    },
    async done(id, act, more = {}, who = officer) {
      const by = who === officer ? both : undefined
      if (isByVolume(act)) return archived(server, who.person, id, form(act, { ...(by && { by }), ...more }))
      const isWanted = act === 'review-submitted' && rules.packs.includes('jinzhong-2022-legal-review')
      const materials = more.materials ?? (isWanted ? await materialsOf({ officer, legal, today }, id) : undefined)
      const told = { ...(by && { by }), ...more, ...(materials && { materials }) }
      const isChangsha = rules.packs.includes('changsha-county-2023')
      const preserved = told.of ?? id
      if (act === 'preservation-disposed' && isChangsha && !noticed.has(preserved))
        await signedPaper(id, 'paper-preservation-handling', '证据先行登记保存物品处理通知书', told.of)
      if (act === 'preservation-disposed') noticed.add(preserved)
      const done = await who.doAct({ params: { id }, body: form(act, told) })
      if (act === 'investigation-ended' && isChangsha)
        await signedPaper(id, 'paper-investigation-report', '案件调查终结报告')
      return done.id
    },
    async filmed(from, to, who = officer, device?: string, on = today()) {
      const id = randomUUID()
      const given = {
        arrived: server.clock.now(),
        holds: ['sound', 'picture'] as const,
        ...(device !== undefined && { device }),
      }
      const events = filmedEvents(id, at(from, on), at(to, on), given, unit, who.person)
      await server.database.db.transaction().execute((trx) => journal.write(trx, events))
      return id
    },
    async approved(id, act, more, ...signers) {
      const asked = await officer.askApproval({ params: { id }, body: form(act, { by: both, ...more }) })
      for (const one of signers)
        await one.signApproval({
          params: { id: asked.id },
          body: { opinion: 'agreed', password: one.password },
        })
      return asked.id
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
