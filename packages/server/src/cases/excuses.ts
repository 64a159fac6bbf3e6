import type { UnconfirmedExcuse } from '@liuhen/contract/cases'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { type CaseState, caseStream, isUnconfirmed, type KeptAct } from '@liuhen/core/case'
import { because, Denied, type Instant, dayOf } from '@liuhen/core/kernel'
import { rulesOf, type RulesOn } from '@liuhen/core/policy'
import { holdsPost } from '../approvals/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Cases } from './commands.ts'
import { rulesBy } from './judging.ts'
import { caseOf, type CaseRowOf, handles, leads, visibleCases } from './store.ts'

/** To whom the instruments have a missing recording reported, as they print it. */
const reportedTo = (rules: RulesOn): readonly string[] =>
  rulesOf(rules, 'interruption').flatMap(({ rule }) => [
    ...(rule.reportTo === undefined ? [] : [rule.reportTo]),
    ...(rule.reportToAlso ?? []),
  ])

/**
 * Whether the viewer is one of those who may confirm why an act was not recorded: whom the instruments print it is reported
 * to, and where they print nobody, whoever leads; never one who handles the case or took part in the act.
 */
export function mayJudge(rules: RulesOn, viewer: Viewer, row: CaseRowOf, kept: KeptAct): boolean {
  const isTheirs =
    handles(viewer, row) || kept.act.by.includes(viewer.person) || kept.excused?.by === `person:${viewer.person}`
  if (isTheirs || kept.excused === undefined) return false
  return leads(viewer, row) || reportedTo(rules).some((post) => holdsPost(rules, viewer, post, row))
}

/** Finds that an act was not recorded for the reason told, or that it is not taken. Throws Denied for whoever took part. */
export async function judgeExcuse(
  { db, clock, journal, law }: Cases,
  viewer: Viewer,
  id: string,
  act: string,
  { is, reason }: { readonly is: boolean; readonly reason: string },
): Promise<void> {
  const row = await caseOf(db, viewer, id)
  const kept = row.state.acts.find((one) => one.act.id === act)
  const at = clock.now()
  const rules = rulesBy(await law.book(db))(dayOf(at))
  if (kept?.excused !== undefined && !mayJudge(rules, viewer, row, kept)) throw notYours(rules)
  const moment = { at, actor: `person:${viewer.person}` }
  await db
    .transaction()
    .execute((trx) => journal.act(trx, caseStream, id, { do: 'judge-excuse', act, is, reason }, moment))
}

function notYours(rules: RulesOn): Error {
  // Whom a text has it reported to need not be of those who see cases; whoever leads always may.
  const posts = [...new Set(reportedTo(rules))]
  return because(
    Denied,
    'not-yours',
    `没有音像的说明由没有参加的${[...posts, '本队负责人、局领导'].join('、')}确认`,
    `Why there is no recording is confirmed by somebody who took no part: ${[...posts, 'who leads the unit or the bureau'].join(', ')}`,
  )
}

/** Explanations that wait for this viewer, the oldest first. */
export async function excusesFor(
  db: Db,
  book: Book,
  viewer: Viewer,
  now: Instant,
  limit: number,
): Promise<UnconfirmedExcuse[]> {
  const rules = book.on(dayOf(now))
  if (rules === undefined) return []
  const [rows, actors] = await Promise.all([
    db
      .selectFrom('cases')
      .selectAll()
      .where((where) => visibleCases(where, scopeOf(viewer)))
      .where('unconfirmed', '>', 0)
      .orderBy('opened_at')
      .orderBy('id')
      .limit(limit)
      .execute(),
    namesOfActors(db),
  ])
  return rows.flatMap((row) =>
    waitingIn(row.state).flatMap(([kept, number]) =>
      mayJudge(rules, viewer, row, kept) && kept.excused
        ? [
            {
              case: { id: row.id, title: row.title },
              act: { id: kept.act.id, number, act: kept.act.act, on: kept.act.on },
              reason: kept.excused.reason,
              at: kept.excused.at,
              by: actors(kept.excused.by),
            },
          ]
        : [],
    ),
  )
}

const waitingIn = ({ acts }: CaseState): readonly (readonly [KeptAct, number])[] =>
  acts.flatMap((one, at) => (isUnconfirmed(one) ? [[one, at + 1] as const] : []))
