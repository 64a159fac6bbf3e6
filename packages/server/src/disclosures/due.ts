import { disclosureItems, publicationStream, publicVersion } from '@liuhen/core/disclosures'
import { caseStream } from '@liuhen/core/case'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import { personStream, unitStream } from '@liuhen/core/people'
import { UNMADE } from '@liuhen/core/procedure'
import { type Journal, type JournalEntry, type Policy, policy } from '../ledger/index.ts'
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

/** Everything public of an item that follows such changes is out of date with one. */
async function outOfDate(
  trx: Db,
  journal: Journal,
  rules: RulesOn | undefined,
  trigger: 'staff' | 'functions',
  what: string,
  moment: { readonly at: Instant; readonly actor: string },
): Promise<readonly JournalEntry[]> {
  const following = rules ? disclosureItems(rules).filter((one) => one.follows.includes(trigger)) : []
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
    const command = { do: 'note-update', trigger, since: dayOf(moment.at), what } as const
    entries.push(...(await journal.act(trx, publicationStream, id, command, moment)).entries)
  }
  return entries
}

/** An officer comes, moves, leaves or has another certificate: what is public of officers follows. */
export const staffIsDue = (law: Law): Policy =>
  policy(
    personStream,
    ['PersonChanged/1', 'RolesGiven/1', 'PersonSuspended/1', 'PersonReinstated/1'],
    async (trx, { at, actor }, { name }, journal) =>
      outOfDate(trx, journal, (await law.book(trx)).on(dayOf(at)), 'staff', `执法人员变动：${name}`, { at, actor }),
  )

/** A unit comes or is called otherwise: what is public of the bureau’s sections follows. */
export const unitIsDue = (law: Law): Policy =>
  policy(unitStream, ['UnitAdded/1', 'UnitChanged/1'], async (trx, { at, actor, body: { name } }, _state, journal) =>
    outOfDate(trx, journal, (await law.book(trx)).on(dayOf(at)), 'functions', `机构变动：${name}`, { at, actor }),
  )
