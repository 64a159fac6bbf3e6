import type { ApprovalView } from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import { approvalDecider, type ApprovalState, isTogether, standsAs } from '@liuhen/core/approvals'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople } from '../people/index.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/database/index.ts'
import type { TookPart } from './commands.ts'
import { absentFor } from './absences.ts'
import { holdsPost, isDeputised, leadsUnit, turnOf } from './posts.ts'
import type { ApprovalRowOf } from './store.ts'

const PAGE = 100

/** What waits for this viewer's signature, the oldest first. */
export async function waitingFor(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<ApprovalRowOf[]> {
  const rules = book.on(dayOf(now))
  if (!rules) return []
  const absent = await absentFor(db, viewer.person, now)
  const names = await db.selectFrom('approvals').select('waits_for').distinct().where('stands', '=', 'open').execute()
  // A name that stands for none of the viewer's posts anywhere is not theirs in any case.
  const theirs = names.flatMap(({ waits_for: name }) =>
    name !== null && mayHold(rules, viewer, absent, name) ? [name] : [],
  )
  const rows = await db
    .selectFrom('approvals')
    .selectAll()
    .where('stands', '=', 'open')
    .where((where) =>
      where.or([
        ...(theirs.length > 0 ? [where('waits_for', 'in', theirs)] : []),
        sql<boolean>`signers @> array[${viewer.person}]::uuid[]`,
      ]),
    )
    .orderBy('asked_at')
    .execute()
  return rows.filter((row) => turnOf(rules, viewer, row.state, absent).holds)
}

const mayHold = (rules: RulesOn, viewer: Viewer, absent: readonly Viewer[], name: string): boolean =>
  holdsPost(rules, viewer, name, { unit: viewer.units[0] ?? '', officers: [viewer.person] }) ||
  absent.some((one) => isDeputised(rules, one, name, { unit: one.units[0] ?? '', officers: [] }))

export async function askedBy(db: Db, viewer: Viewer): Promise<ApprovalRowOf[]> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('asked_by', '=', `person:${viewer.person}`)
    .orderBy('asked_at', 'desc')
    .limit(PAGE)
    .execute()
}

/** Requests as the desk shows them; `carried`: those that an act of the case carries, where it is known. */
export async function approvalViews(
  db: Db,
  book: Book,
  viewer: Viewer,
  now: Instant,
  rows: readonly ApprovalRowOf[],
  tookPart: TookPart,
  carried?: ReadonlySet<string>,
): Promise<ApprovalView[]> {
  const [names, people] = [await namesOfActors(db), await namesOfPeople(db)]
  const rules = book.on(dayOf(now))
  const absent = await absentFor(db, viewer.person, now)
  const turns = await Promise.all(rows.map((row) => partOf(db, row, viewer, now, rules, tookPart, absent, people)))
  return rows.map(({ id, case_id, state }, place) => ({
    id,
    ...(case_id !== null && { case: { id: case_id, title: state.about.title } }),
    ...(state.matter && { matter: { ...state.matter, lines: [...state.matter.lines] } }),
    what: state.what,
    ...draftView(state, names),
    ...(state.note !== undefined && { note: state.note }),
    citations: state.citations.map((one) => book.shelf.citationView(one)),
    together: isTogether(state),
    chain: state.chain.map(({ post, person }, at) => {
      const signed =
        person === undefined ? state.signatures[at] : state.signatures.find(({ by }) => by === `person:${person}`)
      return {
        post,
        ...(person !== undefined && { person: people.get(person) ?? '' }),
        ...(signed && {
          signed: {
            opinion: signed.opinion,
            at: signed.at,
            by: names(signed.by),
            ...(signed.words !== undefined && { words: signed.words }),
            ...(signed.inStead !== undefined && { inStead: people.get(signed.inStead) ?? '' }),
          },
        }),
      }
    }),
    stands: standsAs(state),
    asked: { at: state.asked.at, by: names(state.asked.by) },
    ...(state.withdrawn && {
      withdrawn: { reason: state.withdrawn.reason, at: state.withdrawn.at, by: names(state.withdrawn.by) },
    }),
    mine: false,
    ...turns[place],
    own:
      standsAs(state) === 'open' &&
      (state.asked.by === `person:${viewer.person}` || leadsUnit(viewer, state.about.unit)),
    ...(carried && { done: carried.has(id) }),
  }))
}

type Drafted = Pick<ApprovalView, 'act' | 'says' | 'place' | 'dueOn' | 'on' | 'at' | 'until' | 'people' | 'reason'>

/** The act as it would be done. */
function draftView(state: ApprovalState, names: (actor: string) => string): Drafted {
  const { draft } = state
  if (!draft) return { says: {} }
  const { act, says, place, dueOn, on, at, until, by, reason } = draft
  return {
    act,
    says,
    ...(place !== undefined && { place }),
    ...(dueOn !== undefined && { dueOn }),
    ...(on !== undefined && { on }),
    ...(at !== undefined && { at }),
    ...(until !== undefined && { until }),
    ...(by && !isTogether(state) && { people: by.map((person) => ({ id: person, name: names(`person:${person}`) })) }),
    ...(reason !== undefined && { reason }),
  }
}

/** Whether it is the viewer's turn, and why they may not sign where it is their post's. */
async function partOf(
  db: Db,
  { case_id, state }: ApprovalRowOf,
  viewer: Viewer,
  at: Instant,
  rules: RulesOn | undefined,
  tookPart: TookPart,
  absent: readonly Viewer[],
  people: ReadonlyMap<string, string>,
): Promise<Pick<ApprovalView, 'mine' | 'why' | 'inStead'>> {
  const turn = rules && turnOf(rules, viewer, state, absent)
  if (!turn?.holds) return { mine: false }
  const context = {
    at,
    actor: `person:${viewer.person}`,
    ...turn,
    tookPart: case_id === null ? [] : await tookPart(db, case_id),
  }
  const [against] = approvalDecider.obstacles(state, { do: 'sign', opinion: 'agreed' }, context)
  return {
    mine: true,
    ...(against && { why: against.message }),
    ...(turn.inStead !== undefined && { inStead: people.get(turn.inStead) ?? '' }),
  }
}
