import { aboutKey, type LiabilityFacts, liabilityStream } from '@liuhen/core/accountability'
import { type CaseState, caseStream } from '@liuhen/core/case'
import { deviceStream, holderAt } from '@liuhen/core/devices'
import { readBody } from '@liuhen/core/journal'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { LiabilityOutcome } from '@liuhen/core/policy'
import { casesWith } from '../cases/index.ts'
import { type Journal, type JournalEntry, type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { holdersOf, personById } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { recordingsNamed } from '../recordings/index.ts'
import { answeredFor, nameOf, ruleNamed, told } from './rules.ts'

interface Happened {
  readonly outcome: LiabilityOutcome
  readonly about: LiabilityFacts['about']
  readonly people: readonly string[]
  readonly unit?: string | undefined
  /** Something was not recorded, or was interrupted and nobody said why. */
  readonly unrecorded: boolean
}

/** Opens an item for each rule of the day that somebody answers by, once for what it is about. */
async function opens(
  trx: Db,
  law: Law,
  journal: Journal,
  { at, actor }: { readonly at: Instant; readonly actor: string },
  { outcome, about, people, unit, unrecorded }: Happened,
): Promise<readonly JournalEntry[]> {
  const book = await law.book(trx)
  const leaders = unit === undefined ? [] : ((await holdersOf(trx, 'team-leader', [unit])).get(unit) ?? [])
  const entries: JournalEntry[] = []
  for (const rule of answeredFor(book, dayOf(at), outcome)) {
    if (rule.rule.ifUnrecorded === true && !unrecorded) continue
    const isNamed = rule.rule.names === 'head-and-handlers' || rule.rule.leaders === true
    const facts: LiabilityFacts = {
      rule: nameOf(rule),
      outcome,
      about,
      people: [...people],
      leaders: isNamed ? [...leaders] : [],
      ...(unit !== undefined && { unit }),
      byItself: true,
    }
    const known = await trx
      .selectFrom('liabilities')
      .select('id')
      .where('about', '=', aboutKey(facts))
      .executeTakeFirst()
    if (known) continue
    const made = await journal.act(
      trx,
      liabilityStream,
      uuidv7(at),
      { do: 'open', facts },
      { at, actor, ...told(rule) },
    )
    entries.push(...made.entries)
  }
  return entries
}

/** Recordings tied to a case, and by whom the acts they are of were done. */
const tiedOf = ({ acts }: CaseState) =>
  acts.flatMap(({ act, recordings, struck }) =>
    struck ? [] : recordings.map(({ recording }) => ({ recording, by: act.by })),
  )
const DECISIONS: readonly string[] = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot', 'on-the-spot']

/**
 * A decision that is annulled or changed from outside: of the case whose footage was interrupted and nobody said why, or that
 * has none, those who did the acts in question may answer for it, and the head of their team.
 */
const annulledOpens = (law: Law): Policy =>
  policy(caseStream, ['CaseActDone/1'], async (trx, { at, actor, stream, body }, state, journal) => {
    if (body.act.act !== 'decision-annulled') return []
    const tied = tiedOf(state)
    const rows = await recordingsNamed(
      trx,
      tied.map((one) => one.recording),
    )
    const broken = new Set(rows.filter((one) => one.open_gaps > 0).map((one) => one.id))
    const ofGaps = tied.filter((one) => broken.has(one.recording)).flatMap((one) => one.by)
    const decided = state.acts
      .filter(({ act, struck }) => !struck && DECISIONS.includes(act.act))
      .flatMap(({ act }) => act.by)
    const people = [...new Set(ofGaps.length > 0 ? ofGaps : decided.length > 0 ? decided : state.officers)]
    const of = state.acts.find(({ act }) => act.id === body.act.of)?.act.act
    const court =
      of === 'suit-decided' || (of === undefined && state.acts.some(({ act }) => act.act === 'suit-decided'))
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: court ? 'suit-lost' : 'decision-changed',
        about: { case: stream.slice('case:'.length) },
        people,
        unit: state.unit,
        unrecorded: broken.size > 0 || tied.length === 0,
      },
    )
  })

/** A device that is lost: whoever had it in hand last. */
const lostOpens = (law: Law): Policy =>
  policy(deviceStream, ['DeviceLost/1'], async (trx, { at, actor, stream }, state, journal) => {
    const holder = holderAt(state, at) ?? state.holdings.at(-1)?.person
    return opens(
      trx,
      law,
      journal,
      { at, actor },
      {
        outcome: 'device-lost',
        about: { device: stream.slice('device:'.length) },
        people: holder === undefined ? [] : [holder],
        unit: state.unit,
        unrecorded: false,
      },
    )
  })

/** An original that is not what it was: those who keep recordings are asked, and the case it is evidence of is named. */
const brokenOpens = (law: Law): Policy => ({
  kinds: ['RecordingVerified/1'],
  async causes(trx, { event }, _state, journal) {
    const { recording, same } = readBody('RecordingVerified/1', event.body)
    if (same) return []
    const [row] = await recordingsNamed(trx, [recording])
    const [of] = await casesWith(trx, recording)
    const keepers = [...(await holdersOf(trx, 'custodian')).values()].flat()
    return opens(
      trx,
      law,
      journal,
      { at: event.at as Instant, actor: event.actor },
      {
        outcome: 'original-broken',
        about: { recording, ...(of !== undefined && { case: of }) },
        people: keepers,
        unit: row?.unit ?? undefined,
        unrecorded: false,
      },
    )
  },
})

/** 停止执行职务 stands with the person, where whoever gives work looks; and is lifted there. */
const suspendedIsOffDuty = (law: Law): Policy =>
  policy(
    liabilityStream,
    ['DutySuspended/1', 'DutyRestored/1'],
    async (trx, { kind, body: { person, reason }, at, actor, stream }, { rule, opened }, journal) => {
      const found = await personById(trx, person)
      if (!found) return []
      const liability = stream.slice('liability:'.length)
      const base = { stream: `person:${person}`, version: found.version + 1, at, actor }
      if (kind === 'DutyRestored/1')
        return journal.write(trx, [{ ...base, kind: 'PersonBackOnDuty/1', body: { liability, reason } }])
      const article = ruleNamed(await law.book(trx), dayOf(opened.at), rule)?.used.citations.at(-1)?.article ?? rule
      return journal.write(trx, [{ ...base, kind: 'PersonTakenOffDuty/1', body: { liability, article, reason } }])
    },
  )

/** What opens an item by itself, and what a suspension does to the register. */
export const accountabilityPolicies = (law: Law): readonly Policy[] => [
  annulledOpens(law),
  lostOpens(law),
  brokenOpens(law),
  suspendedIsOffDuty(law),
]
