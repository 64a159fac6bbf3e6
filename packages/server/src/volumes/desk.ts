import type { VolumesView } from '@liuhen/contract/volumes'
import { joinedInto } from '@liuhen/core/case'
import { dayOf, type Instant, instantOf, millisecondsOf, text } from '@liuhen/core/kernel'
import { ask, otherTerm, postsOf, rulesOf, type RulesOn } from '@liuhen/core/policy'
import type { Signed } from '@liuhen/core/stream'
import { isOverdue, loanOut } from '@liuhen/core/volumes'
import { activitiesBetween } from '../activities/index.ts'
import { type CaseRowOf, casesWithRecordings, endedCases, headsOfCases, leadsBefore, rulesBy } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { papersInHand } from '../papers/index.ts'
import { holdersOf, namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingsBetween } from '../recordings/index.ts'
import { fileKept } from './files.ts'
import { keeperOf } from './gather.ts'
import { allVolumes } from './store.ts'
import { archiveClock, isLate } from './views.ts'

const DAY = 86_400_000
/** Where no instrument says by when a file is archived. */
const DAYS = 30
/** As far back as what belongs to nobody is looked for. */
const BACK = 400
const ENDS: readonly string[] = ['case-closed', 'case-withdrawn', 'not-filed', 'transferred']

/** Volumes as whoever keeps them sees them, and what belongs to no case. */
export async function volumesView(db: Db, book: Book, now: Instant): Promise<VolumesView> {
  const today = dayOf(now)
  const rules = rulesBy(book)(today)
  const [rows, ended, names, units, keeper] = await Promise.all([
    allVolumes(db),
    endedCases(db),
    namesOfActors(db),
    unitNamesOf(db),
    keeperOf(db, rules),
  ])
  const heads = await headsOfCases(
    db,
    rows.map((one) => one.id),
  )
  const stamp = ({ at, by }: Signed) => ({ at: at as Instant, by: names(by) })
  const ofCase = (id: string) => {
    const head = heads.get(id)
    return { case: { id, name: head?.title ?? '' }, unit: units.get(head?.unit ?? '') ?? '' }
  }
  const stands = new Map(rows.map((one) => [one.id, one.stands]))
  const due = ended.flatMap((row): VolumesView['due'] => {
    const end = row.state.acts.findLast((one) => one.struck === undefined && ENDS.includes(one.act.act))
    if (end === undefined || joinedInto(row.state) !== undefined) return []
    const clock = archiveClock(book, row.state, today)
    return [
      {
        case: { id: row.id, name: row.title },
        unit: units.get(row.unit) ?? '',
        ended: end.act.on,
        ...(clock?.last !== undefined && { last: clock.last }),
        overdue: clock !== undefined && isLate(clock),
        stands: stands.get(row.id) ?? 'open',
      },
    ]
  })
  const archived = rows.filter((one) => one.stands === 'archived')
  return {
    due: due.toSorted((a, b) => ((a.last ?? '9999') < (b.last ?? '9999') ? -1 : 1)),
    waiting: rows.flatMap(({ id, stands: is, state: { bound } }) =>
      is === 'bound' && bound
        ? [
            {
              ...ofCase(id),
              number: bound.number,
              bound: stamp(bound),
              pages: bound.files.reduce((sum, one) => sum + one.pages, 0),
            },
          ]
        : [],
    ),
    lent: archived
      .flatMap(({ id, state }) => {
        const out = loanOut(state)
        if (out === undefined) return []
        return [
          {
            ...ofCase(id),
            number: state.number ?? '',
            borrower: [out.borrower.organ, out.borrower.name].filter((one) => one !== undefined).join(' '),
            due: out.due,
            overdue: isOverdue(out, today),
          },
        ]
      })
      .toSorted((a, b) => (a.due < b.due ? -1 : 1)),
    kept: archived.flatMap(({ id, state }) => {
      const { bound, place, takenIn, number, loans } = state
      return bound && place && takenIn
        ? [
            {
              ...ofCase(id),
              number: number ?? '',
              cabinet: place.cabinet,
              shelf: place.shelf,
              retention: fileKept(rules, state) ?? bound.retention,
              takenIn: stamp(takenIn),
              lent: loanOut({ loans }) !== undefined,
            },
          ]
        : []
    }),
    orphans: await orphans(db, book, rules, now, units, new Set(archived.map((one) => one.id))),
    unkept: await unkept(db, book, rules, now, units),
    custodians: keeper.people.map((one) => one.name),
    citations: keeper.citations.map((one) => book.shelf.citationView(one)),
  }
}

/** Units that keep what they record by the instrument of the day, and have nobody for it. */
async function unkept(
  db: Db,
  book: Book,
  rules: RulesOn,
  now: Instant,
  units: ReadonlyMap<string, string>,
): Promise<VolumesView['unkept']> {
  const answer = ask(rules, { ask: 'custodian', of: 'media' })
  const posts = answer.value.who === undefined ? [] : postsOf(rules, answer.value.who).posts
  if (!posts.includes('team')) return []
  const [recordings, keepers] = await Promise.all([
    recordingsBetween(db, instantOf(millisecondsOf(now) - BACK * DAY), now),
    holdersOf(db, 'custodian'),
  ])
  const citations = answer.rules.flatMap((one) => one.citations).map((one) => book.shelf.citationView(one))
  const byUnit = Map.groupBy(recordings, (one) => one.unit ?? '')
  return [...byUnit].flatMap(([id, own]) => {
    const name = units.get(id)
    if (name === undefined || keepers.has(id)) return []
    return [
      {
        unit: { id, name },
        recordings: own.length,
        message: text(
          `${name}已有 ${own.length} 份音像入库，还没有明确保管的专人：请在“人员”里登记该单位的保管人`,
          `${own.length} recordings of ${name} have come in and nobody there is named to keep them: register its custodian`,
        ),
        citations,
      },
    ]
  })
}

/** What a lead comes to, one way or the other. */
const FOLLOWED: readonly string[] = [
  ...ENDS,
  'case-filed',
  'penalty-on-the-spot',
  'licence-applied-for',
  'other-act-begun',
]
const isFollowed = ({ act, struck }: CaseRowOf['state']['acts'][number]): boolean =>
  struck === undefined && FOLLOWED.includes(act.act)

const UNTIED = text('没有任何案件有它的记录', 'No case has a record of it')
const UNARCHIVED = text('记录所在的案件还没有归档', 'The case that has its record is not archived')

/** Recordings, activities and papers that nobody would find again by a case, once the days for archiving are over. */
async function orphans(
  db: Db,
  book: Book,
  rules: RulesOn,
  now: Instant,
  units: ReadonlyMap<string, string>,
  archived: ReadonlySet<string>,
): Promise<VolumesView['orphans']> {
  const period = rulesOf(rules, 'period').find(({ rule }) => rule.endsOn?.includes('archived') === true)
  const length = period && (otherTerm(rules, period.rule) ?? period.rule.length)
  const days = length && 'count' in length && length.unit === 'calendar-day' ? length.count : DAYS
  const before = instantOf(millisecondsOf(now) - days * DAY)
  const from = instantOf(millisecondsOf(now) - BACK * DAY)
  const [recordings, activities, papers] = await Promise.all([
    recordingsBetween(db, from, before),
    activitiesBetween(db, from, before),
    papersInHand(db),
  ])
  const over = activities.filter((one) => one.end_at !== null && one.end_at < before)
  const [holding, leads, heads] = await Promise.all([
    casesWithRecordings(db, [...recordings.map((one) => one.id), ...over.flatMap((one) => one.tied)]),
    leadsBefore(db, before),
    headsOfCases(db, [...new Set(papers.map((one) => one.case_id))]),
  ])
  const inCases = new Set(holding.flatMap((one) => one.recordings))
  const inActivities = new Set(activities.flatMap((one) => one.tied))
  return {
    recordings: recordings
      .filter(({ id }) => !inCases.has(id) && !inActivities.has(id))
      .map((one) => ({
        id: one.id,
        fileName: one.file_name,
        start: one.start_at,
        unit: units.get(one.unit ?? '') ?? '',
      })),
    // Of a patrol nothing is archived; what is looked for are acts of enforcement of which no record is.
    activities: over
      .filter(({ activity }) => activity !== 'patrol')
      .flatMap(({ id, activity, start_at: start, end_at: end, unit, people, tied }) => {
        // What was filmed at it, tied to it by hand or by who filmed when.
        const filmed = recordings.filter(
          (one) =>
            one.officer !== null &&
            people.includes(one.officer) &&
            one.start_at < (end ?? before) &&
            one.end_at > start,
        )
        const own = [...new Set([...tied, ...filmed.map((one) => one.id)])]
        const of = holding.filter((one) => one.recordings.some((recording) => own.includes(recording)))
        if (of.some((one) => archived.has(one.id))) return []
        const [held] = of
        return [
          {
            id,
            activity,
            end: end ?? before,
            unit: units.get(unit) ?? '',
            recordings: own.length,
            ...(held && { case: { id: held.id, name: held.title } }),
            why: held ? UNARCHIVED : UNTIED,
          },
        ]
      }),
    leads: leads.flatMap(({ id, title, unit, opened_at: at, state }) =>
      archived.has(id) || joinedInto(state) !== undefined || state.acts.some((one) => isFollowed(one))
        ? []
        : [{ case: { id, name: title }, on: dayOf(at), unit: units.get(unit) ?? '' }],
    ),
    papers: papers.flatMap(({ id, case_id, state }) => {
      const head = heads.get(case_id)
      if (head?.open !== false) return []
      return [
        {
          id,
          title: state.title,
          case: { id: case_id, name: head.title },
          why: text(
            '案件已经归档或者并入另案，文书没有办结',
            'Its case is archived or went on in another, and the paper was never ended',
          ),
        },
      ]
    }),
    days,
    citations: (period?.used.citations ?? []).map((one) => book.shelf.citationView(one)),
  }
}
