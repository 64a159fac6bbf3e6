import type { BodyOf, QueryOf, Table } from '@liuhen/contract'
import type { FindingRow } from '@liuhen/contract/supervision'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied, type Instant, Malformed, millisecondsOf, Missing } from '@liuhen/core/kernel'
import { type Finding, type FindingCommand, type FindingFacts, findingStream } from '@liuhen/core/supervision'
import type { Selectable } from 'kysely'
import { numbersOfDevices } from '../devices/index.ts'
import type { Journal } from '../ledger/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { recordingsNamed } from '../recordings/index.ts'
import { knowsArticle, latestDay } from './articles.ts'
import { actorOf, fills, FOUND_ON, seesAll, type Supervision } from './here.ts'
import type { FindingTable } from './tables.ts'

type Row = Selectable<FindingTable>

/** Raises what a check found, in its transaction; the ids. Throws Refused with everything that stands in the way of any. */
export async function raise(
  trx: Db,
  book: Book,
  journal: Journal,
  { at, actor }: { readonly at: Instant; readonly actor: string },
  findings: readonly FindingFacts[],
): Promise<string[]> {
  const today = dayOf(at)
  const recordings = new Map(
    (
      await recordingsNamed(
        trx,
        findings.flatMap((one) => one.recording ?? []),
      )
    ).map((one) => [one.id, one]),
  )
  const ids: string[] = []
  for (const facts of findings) {
    const recording = facts.recording === undefined ? undefined : recordings.get(facts.recording)
    if (facts.recording !== undefined && !recording)
      throw because(Missing, 'recording-unknown', '没有这份音像', 'There is no such recording', { field: 'recording' })
    // Whose it is stands in the register, whatever was typed.
    const officer = recording?.officer ?? facts.officer
    const device = recording?.device ?? facts.device
    const told = { ...facts, ...(officer && { officer }), ...(device && { device }) }
    const id = uuidv7(at)
    await journal.act(
      trx,
      findingStream,
      id,
      { do: 'raise', facts: told },
      {
        at,
        actor,
        knowsArticle: knowsArticle(book, today, facts.article),
        length: recording && millisecondsOf(recording.end_at) - millisecondsOf(recording.start_at),
        latest: latestDay(book, today),
      },
    )
    ids.push(id)
  }
  return ids
}

/** Whose findings a viewer sees: all, those of their units, and always their own. */
export function concerns(viewer: Viewer, { unit, officer }: Pick<Row, 'unit' | 'officer'>): boolean {
  if (seesAll(viewer) || officer === viewer.person) return true
  const leads = viewer.roles.includes('team-leader') || viewer.roles.includes('legal-officer')
  return leads && viewer.units.includes(unit)
}

async function findingOf(db: Db, viewer: Viewer, id: string): Promise<Row> {
  const row = await db.selectFrom('findings').selectAll().where('id', '=', id).executeTakeFirst()
  if (row && concerns(viewer, row)) return row
  throw because(
    Missing,
    'finding-unknown',
    '没有这个问题，或者您无权查看',
    'There is no such finding, or you may not see it',
  )
}

type Act = FindingRow['may'][number]

/** Whose office raised it: of that alone comes who looks again. */
interface Raised {
  readonly office: string | undefined
}

async function raisedBy(db: Db, rows: readonly Row[]): Promise<(row: Row) => Raised> {
  const [checks, draws] = await Promise.all(
    (['checks', 'draws'] as const).map(async (table) => {
      const ids = rows.flatMap((one) => (table === 'checks' ? one.check_id : one.draw) ?? [])
      if (ids.length === 0) return new Map<string, string | null>()
      const found = await db.selectFrom(table).select(['id', 'office']).where('id', 'in', ids).execute()
      return new Map(found.map((one) => [one.id, one.office]))
    }),
  )
  return (row) => ({ office: checks?.get(row.check_id ?? '') ?? draws?.get(row.draw ?? '') ?? undefined })
}

/** What this viewer may do about a finding as it stands; the decider has the last word. */
function actsOf(book: Book, viewer: Viewer, row: Row, { office }: Raised, now: Instant): Act[] {
  const actor = actorOf(viewer)
  const { stands, appeal, raised, reported } = row.state
  const own = row.officer === viewer.person
  const leads =
    viewer.units.includes(row.unit) && viewer.roles.some((one) => one === 'team-leader' || one === 'legal-officer')
  const today = dayOf(now)
  // An office that no rule names any more is nobody: whoever oversees looks again then.
  const isNobody = office === undefined || book.rolesNamed(today, office).length === 0
  const section = isNobody ? seesAll(viewer) || raised.by === actor : fills(book, today, viewer, office)
  const is = (may: boolean, act: Act): Act[] => (may ? [act] : [])
  return [
    ...is(
      stands === 'open' && permits(viewer.roles, 'reportRectification') && (own || leads || deviceKeeper(viewer, row)),
      'report',
    ),
    ...is(
      stands === 'reported' && permits(viewer.roles, 'recheckFinding') && reported?.by !== actor && !own && section,
      'recheck',
    ),
    // Where no officer is named it is the unit's, and whoever leads it speaks for it.
    ...is(
      stands !== 'withdrawn' &&
        (own || (row.officer === null && row.device === null && leads)) &&
        !appeal &&
        permits(viewer.roles, 'appealFinding'),
      'appeal',
    ),
    ...is(
      appeal !== undefined &&
        appeal.answer === undefined &&
        raised.by !== actor &&
        !own &&
        permits(viewer.roles, 'answerAppeal'),
      'answer',
    ),
  ]
}

/** What is found of devices alone is put right by whoever keeps them. */
const deviceKeeper = (viewer: Viewer, row: Row): boolean =>
  row.device !== null && row.officer === null && viewer.roles.includes('information-centre')

const verbs: Readonly<Record<FindingCommand['do'], Act | undefined>> = {
  raise: undefined,
  report: 'report',
  verify: 'recheck',
  return: 'recheck',
  appeal: 'appeal',
  answer: 'answer',
}

/** One step of a finding. Throws Missing to whom it does not concern, Denied to whose it is not, Refused with what stands in the way. */
export async function actOnFinding(
  { db, clock, journal, law }: Supervision,
  viewer: Viewer,
  id: string,
  command: Exclude<FindingCommand, { readonly do: 'raise' }>,
): Promise<void> {
  const row = await findingOf(db, viewer, id)
  // Against what was found of them, and in putting it right, the suspended are heard all the same.
  const [book, at] = [await law.book(db), clock.now()]
  const may = actsOf(book, viewer, row, (await raisedBy(db, [row]))(row), at)
  const verb = verbs[command.do] as Act
  await db.transaction().execute(async (trx) => {
    const context = {
      at,
      actor: actorOf(viewer),
      latest: latestDay(book, dayOf(at)),
      citation: { article: row.state.article },
    }
    const obstacles = findingStream.decider.obstacles(row.state, command, context)
    // What the rules say comes first: it tells more than that it is somebody else's.
    if (obstacles.length === 0 && !may.includes(verb)) throw notYours(verb)
    await journal.act(trx, findingStream, id, command, context)
  })
}

function notYours(verb: Act): Error {
  const [zh, en] = {
    report: ['由被检查单位报告整改', 'It is reported by the unit that was checked'],
    recheck: ['由提出问题的机构复查', 'The section that raised it looks again'],
    appeal: [
      '由当事的执法人员本人申诉；没有写明人员的，由被检查单位申诉',
      'The officer concerned appeals in person, and where none is named the unit that was checked',
    ],
    answer: ['由别人答复申诉', 'Somebody else answers the appeal'],
  }[verb] as [string, string]
  return because(Denied, 'not-yours', zh, en)
}

type Filter = QueryOf<Table['listFindings']>

/** What was found, as far as it concerns the viewer, the newest first. */
export async function findings(
  db: Db,
  book: Book,
  viewer: Viewer,
  filter: Filter,
  now: Instant,
): Promise<FindingRow[]> {
  let query = db.selectFrom('findings').selectAll().orderBy('raised_at', 'desc').limit(1000)
  if (filter.from) query = query.where(FOUND_ON, '>=', filter.from)
  if (filter.to) query = query.where(FOUND_ON, '<=', filter.to)
  if (filter.unit) query = query.where('unit', '=', filter.unit)
  if (filter.officer) query = query.where('officer', '=', filter.officer)
  if (filter.device) query = query.where('device', '=', filter.device)
  if (filter.check) query = query.where('check_id', '=', filter.check)
  if (filter.draw) query = query.where('draw', '=', filter.draw)
  if (filter.sheet) query = query.where('sheet', '=', filter.sheet)
  if (filter.stands) query = query.where('stands', '=', filter.stands)
  const rows = (await query.execute()).filter((one) => concerns(viewer, one))
  return findingViews(db, book, viewer, rows, now)
}

async function findingViews(
  db: Db,
  book: Book,
  viewer: Viewer,
  rows: readonly Row[],
  now: Instant,
): Promise<FindingRow[]> {
  if (rows.length === 0) return []
  const [units, people, actors, numbers, by] = await Promise.all([
    unitNamesOf(db),
    namesOfPeople(db),
    namesOfActors(db),
    numbersOfDevices(db),
    raisedBy(db, rows),
  ])
  const today = dayOf(now)
  const stamp = ({ at, by: who, ...rest }: { at: Instant; by: string }) => ({ at, by: actors(who), ...rest })
  return rows.map((row): FindingRow => {
    const { state } = row
    const { raised, reported, returned, verified, appeal, officer, unit, device, article, ...facts } = state
    return {
      id: row.id,
      ...facts,
      unit: { id: unit, name: units.get(unit) ?? '' },
      ...(officer && { officer: { id: officer, name: people.get(officer) ?? '' } }),
      ...(device && { device: { id: device, number: numbers.get(device) ?? '' } }),
      overdue: isOverdue(state, today),
      citation: book.shelf.citationView({ article }),
      raised: stamp(raised),
      returned: returned.map((one) => ({ ...stamp(one), words: one.words, due: one.due })),
      ...(reported && { reported: { ...stamp(reported), words: reported.words } }),
      ...(verified && { verified: { ...stamp(verified), words: verified.words } }),
      ...(appeal && {
        appeal: {
          at: appeal.at,
          by: actors(appeal.by),
          words: appeal.words,
          ...(appeal.answer && {
            answer: {
              at: appeal.answer.at,
              by: actors(appeal.answer.by),
              words: appeal.answer.words,
              upheld: appeal.answer.upheld,
            },
          }),
        },
      }),
      may: actsOf(book, viewer, row, by(row), now),
    }
  })
}

export const isOverdue = ({ stands, due }: Pick<Finding, 'stands' | 'due'>, today: string): boolean =>
  (stands === 'open' || stands === 'reported') && due < today

/** What waits for this viewer: theirs to put right, to look at again, or to answer. */
export async function findingsWaiting(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<FindingRow[]> {
  const rows = await db
    .selectFrom('findings')
    .selectAll()
    .where((where) => where.or([where('stands', 'in', ['open', 'reported']), where('appealed', '=', true)]))
    .orderBy('due')
    .execute()
  const views = await findingViews(
    db,
    book,
    viewer,
    rows.filter((one) => concerns(viewer, one)),
    now,
  )
  return views.filter((one) => one.may.some((act) => act !== 'appeal'))
}

export type RecheckBody = BodyOf<Table['recheckFinding']>

/** Another look: put right, or returned with another day. Throws Refused where no day is told. */
export function recheck(
  here: Supervision,
  viewer: Viewer,
  id: string,
  { verified, words, due }: RecheckBody,
): Promise<void> {
  if (verified) return actOnFinding(here, viewer, id, { do: 'verify', words })
  if (due !== undefined) return actOnFinding(here, viewer, id, { do: 'return', words, due })
  throw because(Malformed, 'due-missing', '退回整改要写明新的期限', 'What is returned needs another day', {
    field: 'due',
  })
}
