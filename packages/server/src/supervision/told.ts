import type { BodyOf, Table } from '@liuhen/contract'
import type { CircularRow, OutsidePaperRow } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { usualOf } from '@liuhen/core/calendar'
import { because, CalendarDate, dayOf, Denied, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import { ask, rulesOf } from '@liuhen/core/policy'
import { circularStream, isAnswered, type OutsidePaperKind, outsidePaperStream } from '@liuhen/core/supervision'
import { numbersOfDevices } from '../devices/index.ts'
import type { Book } from '../packs/index.ts'
import { findPerson, namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { recordingsBegun } from '../recordings/index.ts'
import { actorOf, citationsOf, dutyNamed, FOUND_ON, mayCheck, seesAll, span, type Supervision } from './here.ts'

type Issued = BodyOf<Table['issueCircular']>

/** 通报: how devices were used in a period and what was found in it, as the figures stand now. Throws Refused and Denied. */
export async function issue(
  { db, clock, journal, law }: Supervision,
  viewer: Viewer,
  told: Issued,
): Promise<{ id: string }> {
  const [book, at] = [await law.book(db), clock.now()]
  mayCheck(book, dayOf(at), viewer, told)
  const [from, before] = span(told.firstDay, told.lastDay)
  const [recordings, findings] = await Promise.all([
    recordingsBegun(db, from, before),
    db
      .selectFrom('findings')
      .select(['id', 'stands'])
      .where(FOUND_ON, '>=', told.firstDay)
      .where(FOUND_ON, '<=', told.lastDay)
      .orderBy('id')
      .limit(2000)
      .execute(),
  ])
  const numbers = await numbersOfDevices(db)
  const devices = [...Map.groupBy(recordings, (one) => one.device ?? '')].flatMap(([device, own]) => {
    const number = numbers.get(device)
    if (number === undefined) return []
    const openGaps = own.reduce((sum, one) => sum + one.open_gaps, 0)
    return [{ device, number, recordings: own.length, openGaps }]
  })
  const id = uuidv7(at)
  // What was withdrawn on appeal is told of nobody.
  const circular = {
    ...told,
    findings: findings.filter((one) => one.stands !== 'withdrawn').map((one) => one.id),
    devices: devices.toSorted((a, b) => (a.number < b.number ? -1 : 1)),
  }
  await db.transaction().execute(async (trx) => {
    // An appeal may have been answered meanwhile.
    const withdrawn = await withdrawnOf(trx, circular.findings)
    await journal.act(trx, circularStream, id, { do: 'issue', circular }, { at, actor: actorOf(viewer), withdrawn })
  })
  return { id }
}

async function withdrawnOf(db: Db, findings: readonly string[]): Promise<string[]> {
  if (findings.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select('id')
    .where('id', 'in', findings)
    .where('stands', '=', 'withdrawn')
    .execute()
  return rows.map((one) => one.id)
}

/** Circulars, the newest first. What was struck on appeal since is in none of them. Officers are named only to those who see everything. */
export async function circulars(db: Db, book: Book, viewer: Viewer): Promise<CircularRow[]> {
  const rows = await db.selectFrom('circulars').selectAll().orderBy('issued_at', 'desc').limit(100).execute()
  if (rows.length === 0) return []
  const ids = [...new Set(rows.flatMap((one) => one.state.findings))]
  const [actors, people, units, found] = await Promise.all([
    namesOfActors(db),
    namesOfPeople(db),
    unitNamesOf(db),
    ids.length === 0 ? [] : db.selectFrom('findings').selectAll().where('id', 'in', ids).execute(),
  ])
  const byId = new Map(found.map((one) => [one.id, one]))
  return rows.map(({ id, state }) => ({
    id,
    ...state,
    at: state.at,
    by: actors(state.by),
    devices: [...state.devices],
    citations: state.rule === undefined ? [] : citationsOf(book, dutyNamed(book, dayOf(state.at), state.rule)),
    withdrawn: state.findings.filter((one) => byId.get(one)?.stands === 'withdrawn').length,
    findings: state.findings.flatMap((one) => {
      const row = byId.get(one)
      if (!row || row.stands === 'withdrawn') return []
      const named = row.officer !== null && (seesAll(viewer) || row.officer === viewer.person)
      return [
        {
          id: row.id,
          unit: units.get(row.unit) ?? '',
          what: row.state.what,
          label: row.state.label,
          stands: row.state.stands,
          appealed: row.state.appeal !== undefined && row.state.appeal.answer === undefined,
          ...(named && { officer: people.get(row.officer as string) ?? '' }),
        },
      ]
    }),
  }))
}

/** What the law of the day says of papers of outside supervision. */
function outsideCitations(book: Book, day: CalendarDate) {
  const rules = book.on(day)
  const found = rules ? rulesOf(rules, 'period').filter(({ rule }) => rule.id.startsWith('period-supervision')) : []
  return found.flatMap((one) => citationsOf(book, one))
}

/** The periods of the papers that the law names; of a talk, and of what is none of these, it prints none. */
const REPORTED: readonly OutsidePaperKind[] = ['urging-letter', 'opinion', 'decision']

/**
 * A paper of outside supervision comes in. Throws Missing for an owner who is nobody, Refused on days that cannot be, and
 * where neither the paper states a term nor the bureau has set one for that.
 */
export async function enterOutside(
  { db, clock, journal, law }: Supervision,
  viewer: Viewer,
  told: BodyOf<Table['enterOutsidePaper']>,
): Promise<{ id: string }> {
  await findPerson(db, told.owner)
  const at = clock.now()
  const id = uuidv7(at)
  const book = await law.book(db)
  const counted = (period: string): CalendarDate | undefined => usualEnd(book, told, period)
  const due = told.due ?? counted('period-supervision')
  if (due === undefined) {
    const [citation] = outsideCitations(book, told.receivedOn)
    throw because(
      Refused,
      'term-missing',
      '请照文书填写期限；文书没有写的，先由管理员在“制度设置”里定下本省规定的天数',
      'Type the term from the paper; where it states none, the administrator first sets what the province prints',
      { field: 'due', ...(citation && { citation: { article: citation.article } }) },
    )
  }
  const objectionBy = told.objectionBy ?? counted('period-supervision-objection')
  const usual = [
    ...(told.due === undefined ? (['due'] as const) : []),
    ...(told.objectionBy === undefined && objectionBy !== undefined ? (['objectionBy'] as const) : []),
  ]
  const paper = { ...told, due, ...(objectionBy && { objectionBy }), ...(usual.length > 0 && { usual }) }
  await db
    .transaction()
    .execute((trx) => journal.act(trx, outsidePaperStream, id, { do: 'enter', paper }, { at, actor: actorOf(viewer) }))
  return { id }
}

/** The last day by what the bureau has set for papers that state no term; undefined where it has set nothing. */
function usualEnd(
  book: Book,
  { kind, receivedOn }: Pick<OutsidePaperRow, 'kind' | 'receivedOn'>,
  period: string,
): CalendarDate | undefined {
  const rules = book.on(receivedOn)
  if (!rules || !REPORTED.includes(kind)) return undefined
  const rule = rulesOf(rules, 'period').find((one) => one.rule.id === period)?.rule
  if (!rule || usualOf(rule, rules.settings) === undefined) return undefined
  const { value } = ask(rules, { ask: 'period', period, from: receivedOn, suspended: [], extended: false })
  return value.last === undefined ? undefined : CalendarDate.parse(value.last)
}

/** What was answered, by whoever owns it or the office. Throws Missing, Denied and Refused. */
export async function answerOutside(
  { db, clock, journal }: Supervision,
  viewer: Viewer,
  id: string,
  answer: BodyOf<Table['answerOutsidePaper']>,
): Promise<void> {
  const row = await db.selectFrom('outside_papers').select('owner').where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'paper-unknown', '没有这件文书', 'There is no such paper')
  if (row.owner !== viewer.person && !viewer.roles.includes('office'))
    throw because(Denied, 'not-yours', '由承办人或办公室登记答复', 'Its owner or the office enters the answer')
  await db
    .transaction()
    .execute((trx) =>
      journal.act(trx, outsidePaperStream, id, { do: 'answer', answer }, { at: clock.now(), actor: actorOf(viewer) }),
    )
}

/** Papers of outside supervision, the open ones first, by the term each states. */
export async function outsidePapers(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<OutsidePaperRow[]> {
  const rows = await db
    .selectFrom('outside_papers')
    .selectAll()
    .orderBy('open', 'desc')
    .orderBy('due')
    .limit(500)
    .execute()
  const [people, actors] = await Promise.all([namesOfPeople(db), namesOfActors(db)])
  const today = dayOf(now)
  return rows
    .filter((one) => seesAll(viewer) || one.owner === viewer.person)
    .map(({ id, state }): OutsidePaperRow => {
      const { entered, answers, owner, ...facts } = state
      const report = answers.find((one) => one.how === 'report')
      const stands = report
        ? report.on > state.due
          ? ('answered-late' as const)
          : dayOf(report.at) > state.due
            ? ('answered-claimed' as const)
            : ('answered' as const)
        : !isAnswered(answers) && state.due < today
          ? ('overdue' as const)
          : ('open' as const)
      return {
        id,
        ...facts,
        owner: { id: owner, name: people.get(owner) ?? '' },
        entered: { at: entered.at, by: actors(entered.by) },
        answers: answers.map(({ at, by, how, on, words }) => ({
          at,
          by: actors(by),
          how,
          on,
          words,
          late: on > (how === 'report' ? state.due : (state.objectionBy ?? on)),
        })),
        stands,
        citations: outsideCitations(book, state.receivedOn),
      }
    })
}
