import { isDeepStrictEqual } from 'node:util'
import { caseStream } from '@liuhen/core/case'
import { type DisclosureItem, disclosureItems, publicationStream, publicVersion } from '@liuhen/core/disclosures'
import { type CalendarDate, dayOf, type Instant } from '@liuhen/core/kernel'
import { catalogueOn, ruleSetStream } from '@liuhen/core/packs'
import { personStream, type UnitFacts, unitStream } from '@liuhen/core/people'
import type { DisclosureTrigger, RulesOn } from '@liuhen/core/policy'
import { UNMADE } from '@liuhen/core/procedure'
import { type Journal, type JournalEntry, type Policy, policy, readStream } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { publicationsOfCase } from './store.ts'

/**
 * A decision that the instruments have made public is due to be, whoever forgets it; one that is annulled, changed or found
 * unlawful is due to be withdrawn.
 */
export const decidedIsDue = (law: Law): Policy =>
  policy(caseStream, ['CaseActDone/1'], async (trx, { body, at, actor, stream }, state, journal) => {
    const { act } = body
    const id = stream.slice(stream.indexOf(':') + 1)
    const moment = { at, actor }
    if (UNMADE.includes(act.act)) {
      const entries: JournalEntry[] = []
      for (const row of await publicationsOfCase(trx, id)) {
        const command = { do: 'note-annulment', on: act.on, because: act.act } as const
        entries.push(...(await journal.act(trx, publicationStream, row.id, command, moment)).entries)
      }
      return entries
    }
    const rules = (await law.book(trx)).on(act.on)
    const item = rules && disclosureItems(rules).find((one) => one.from === 'case' && one.acts.includes(act.act))
    if (!item || (item.when !== undefined && state.facts[item.when]?.is !== true)) return []
    const decision = { case: id, act: act.id, kind: act.act, on: act.on, unit: state.unit }
    const command = { do: 'begin', rule: item.rule, decision } as const
    return (await journal.act(trx, publicationStream, uuidv7(at), command, moment)).entries
  })

/** What was public of a decision that stands is withdrawn to be put right: the decision is due to be public all the same. */
export const withdrawnIsDueAgain: Policy = policy(
  publicationStream,
  ['PublicationWithdrawn/1'],
  async (trx, { at, actor }, { rule, decision, withdrawalDue }, journal) => {
    if (!decision || withdrawalDue) return []
    const command = { do: 'begin', rule, decision } as const
    return (await journal.act(trx, publicationStream, uuidv7(at), command, { at, actor })).entries
  },
)

interface Change {
  readonly at: Instant
  readonly actor: string
  readonly trigger: DisclosureTrigger
  readonly since?: CalendarDate
  readonly what: string
}

/** Everything public of such items is out of date with a change. */
async function outOfDate(
  trx: Db,
  journal: Journal,
  rules: RulesOn | undefined,
  follows: (item: DisclosureItem) => boolean,
  { at, actor, trigger, since = dayOf(at), what }: Change,
): Promise<readonly JournalEntry[]> {
  const following = rules ? disclosureItems(rules).filter(follows) : []
  if (following.length === 0) return []
  const rows = await trx
    .selectFrom('publications')
    .select(['id', 'state'])
    .where(
      'rule',
      'in',
      following.map((one) => one.rule),
    )
    .where('public', '=', true)
    .where('stands', 'not in', ['withdrawn', 'ended'])
    .execute()
  // Only what tells of staff is out of date by it: the register of officers, not a power that stays the same.
  const entries: JournalEntry[] = []
  for (const { id, state } of rows) {
    if (!publicVersion(state)) continue
    const command = { do: 'note-update', trigger, since, what } as const
    entries.push(...(await journal.act(trx, publicationStream, id, command, { at, actor })).entries)
  }
  return entries
}

const following =
  (trigger: DisclosureTrigger) =>
  (item: DisclosureItem): boolean =>
    item.follows.includes(trigger)

/** An officer comes, moves, leaves or has another certificate: what is public of officers follows. */
export const staffIsDue = (law: Law): Policy =>
  policy(
    personStream,
    ['PersonChanged/1', 'RolesGiven/1', 'PersonSuspended/1', 'PersonReinstated/1'],
    async (trx, { at, actor }, { name }, journal) =>
      outOfDate(trx, journal, (await law.book(trx)).on(dayOf(at)), following('staff'), {
        at,
        actor,
        trigger: 'staff',
        what: `执法人员变动：${name}`,
      }),
  )

/** Where a unit is reached changes: what is public of that alone. It comes or is called otherwise: all that tells of sections. */
export const unitIsDue = (law: Law): Policy =>
  policy(unitStream, ['UnitAdded/1', 'UnitChanged/1'], async (trx, { at, actor, body, stream }, _state, journal) => {
    const { contact, ...facts } = body
    const before = (await readStream(trx, stream)).at(-2)
    const { contact: reached, ...known } = (before?.event.body ?? {}) as Partial<UnitFacts>
    const isCalledOtherwise = !isDeepStrictEqual(facts, known)
    if (!isCalledOtherwise && isDeepStrictEqual(contact, reached)) return []
    const isTold = (item: DisclosureItem): boolean =>
      isCalledOtherwise ? following('functions')(item) : item.from === 'contact'
    const what = isCalledOtherwise ? `机构变动：${body.name}` : `${body.name}的联系方式变动`
    const change = { at, actor, trigger: 'functions', what } as const
    return outOfDate(trx, journal, (await law.book(trx)).on(dayOf(at)), isTold, change)
  })

/** Other benchmarks or causes count from a day on: what is public of them follows, as after every change of law. */
export const catalogueIsDue = (law: Law): Policy =>
  policy(ruleSetStream, ['CatalogueAdopted/1'], async (trx, { at, actor, body }, state, journal) => {
    const before = catalogueOn({ ...state, catalogues: (state.catalogues ?? []).slice(0, -1) }, body.from)
    const now = catalogueOn(state, body.from)
    // A file that says what counted already makes nothing out of date.
    const differs = (table: 'benchmarks' | 'causes'): boolean =>
      !isDeepStrictEqual(before?.[table] ?? [], now?.[table] ?? [])
    const isTold = ({ from }: DisclosureItem): boolean => (from === 'benchmarks' || from === 'causes') && differs(from)
    const what = `${body.fileName}：${body.reason}`
    const change = { at, actor, trigger: 'law', since: body.from, what } as const
    return outOfDate(trx, journal, (await law.book(trx)).on(dayOf(at)), isTold, change)
  })
