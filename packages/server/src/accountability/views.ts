import type { LiabilityRow } from '@liuhen/contract/accountability'
import type { SupervisionTask } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { dayOf, type Instant, text } from '@liuhen/core/kernel'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { concerned, keepersOnDuty, keeps } from './commands.ts'
import { ruleNamed, ruleView } from './rules.ts'

/** Items this viewer may see, the newest first. */
export async function liabilities(
  db: Db,
  book: Book,
  viewer: Viewer,
  filter: { readonly open?: 'true' | 'false' | undefined },
  now: Instant,
): Promise<LiabilityRow[]> {
  let query = db.selectFrom('liabilities').selectAll().orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(1000)
  if (filter.open) query = query.where('open', '=', filter.open === 'true')
  const rows = (await query.execute()).filter((one) => keeps(viewer) || concerned(viewer, one.state))
  if (rows.length === 0) return []
  const [people, actors, units] = await Promise.all([namesOfPeople(db), namesOfActors(db), unitNamesOf(db)])
  const named = (id: string) => ({ id, name: people.get(id) ?? '' })
  const today = dayOf(now)
  return rows.flatMap(({ id, state, due, open }): LiabilityRow[] => {
    const rule = ruleNamed(book, dayOf(state.opened.at), state.rule)
    if (!rule) return []
    const { opened, explained, decided, dropped, unit, owner, suspended, people: who, leaders, ...facts } = state
    return [
      {
        id,
        ...facts,
        rule: ruleView(book, rule),
        people: who.map(named),
        leaders: leaders.map(named),
        suspended: suspended.map(named),
        opened: { at: opened.at, by: actors(opened.by) },
        explained: explained.map(({ at, by, words }) => ({ at, by: actors(by), words })),
        stands: dropped ? 'dropped' : decided ? 'decided' : open && due !== null && due < today ? 'overdue' : 'open',
        ...(unit !== undefined && { unit: { id: unit, name: units.get(unit) ?? '' } }),
        ...(owner !== undefined && { owner: named(owner) }),
        ...(decided && { decided: { ...decided, by: actors(decided.by) } }),
        ...(dropped && { dropped: { ...dropped, by: actors(dropped.by) } }),
      },
    ]
  })
}

/** Items whose decision this viewer owes, what is late first. */
export async function liabilityTasks(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<SupervisionTask[]> {
  const rows = await liabilities(db, book, viewer, { open: 'true' }, now)
  const keepers = rows.length === 0 ? [] : await keepersOnDuty(db)
  return rows
    .filter((one) => owes(viewer, one, keepers))
    .map(({ rule, unit, due, stands }) => ({
      kind: 'liability' as const,
      title: text(`${unit ? `${unit.name} · ` : ''}${rule.act.zh}`, `${unit ? `${unit.name}: ` : ''}${rule.act.en}`),
      ...(due && { due }),
      overdue: stands === 'overdue',
      to: '/accountability',
      citations: rule.citations,
    }))
}

/**
 * Whether this viewer owes the decision: it was given to them; or it is nobody's yet, or of somebody who keeps the register no
 * longer, and theirs is the first section with anybody on duty whom it does not concern.
 */
function owes(
  { person }: Viewer,
  { owner, people, leaders }: LiabilityRow,
  keepers: readonly (readonly string[])[],
): boolean {
  if (owner && keepers.flat().includes(owner.id)) return owner.id === person
  const concerned = new Set([...people, ...leaders].map((one) => one.id))
  const free = keepers.map((section) => section.filter((one) => !concerned.has(one)))
  return free.find((section) => section.length > 0)?.includes(person) === true
}
