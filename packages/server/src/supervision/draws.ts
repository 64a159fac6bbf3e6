import { type BodyOf, permits, type Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import {
  checkStream,
  type Draw,
  type DrawFile,
  type Element,
  drawStream,
  type Freezing,
  populationDigest,
  populationText,
  type StratifiedBy,
  unreviewed,
} from '@liuhen/core/supervision'
import { type Selectable, sql } from 'kysely'
import { casesActedIn, casesNamed, casesReadBy } from '../cases/index.ts'
import { hold, type JournalEntry, sha256 } from '../ledger/index.ts'
import { refuseOffDuty } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import {
  type BriefRecording,
  isPlayed,
  playedBy,
  playForDraw,
  recordingsBegun,
  recordingsNamed,
  showing,
} from '../recordings/index.ts'
import { checkpointOf, drawingOf, fileOfDraw } from './drawing.ts'
import { raise } from './findings.ts'
import { actorOf, mayCheck, seesAll, span, type Supervision, targetsOf } from './here.ts'
import type { DrawTable } from './tables.ts'
import { isTheirs, madeBy, sees } from './verdicts.ts'

type Row = Selectable<DrawTable>

/** 0, 1 or 2 interruptions nobody has explained count as they are; from three on they are one. spec/draw.md */
const gapScore = (open: number): string => `g${Math.min(3, open)}`

const partsOf: Readonly<Record<StratifiedBy, (one: BriefRecording) => string>> = {
  unit: ({ unit }) => unit ?? '-',
  device: ({ device }) => device ?? '-',
  'gap-score': ({ open_gaps }) => gapScore(open_gaps),
}

/** By the order of the list, whatever order was asked for. */
const ORDER: readonly StratifiedBy[] = ['unit', 'device', 'gap-score']

const stratumOf = (one: BriefRecording, by: readonly StratifiedBy[]): string =>
  by.length === 0
    ? 'all'
    : ORDER.filter((part) => by.includes(part))
        .map((part) => partsOf[part](one))
        .join('/')

type Asked = BodyOf<Table['freezePopulation']>

/** What may be drawn of those days, each with its stratum: of cases their unit is all that tells them apart. */
async function populationOf(
  db: Db,
  { of, by, firstDay, lastDay }: Asked,
  units: readonly string[] | undefined,
): Promise<readonly Element[]> {
  if (of === 'cases') {
    const cases = await casesActedIn(db, firstDay, lastDay, units)
    return cases.map(({ id, unit }) => ({ id, stratum: by.includes('unit') ? unit : 'all' }))
  }
  const [from, before] = span(firstDay, lastDay)
  const recordings = await recordingsBegun(db, from, before, units)
  return recordings.map((one) => ({ id: one.id, stratum: stratumOf(one, by) }))
}

/**
 * Whether these days were frozen before for those who ask: by their duty; under no duty by anybody; or, where one of the two is
 * of no duty, by anybody who draws in the same capacity. Another office’s duty is its own.
 */
async function isFrozen(
  trx: Db,
  viewer: Viewer,
  { rule, office, of, firstDay, lastDay }: Asked,
  unit: string | undefined,
): Promise<boolean> {
  const rows = await trx
    .selectFrom('draws')
    .select(['rule', 'office', 'state'])
    .where('first_day', '<=', lastDay)
    .where('last_day', '>=', firstDay)
    .where((where) => (unit === undefined ? where('unit', 'is', null) : where('unit', '=', unit)))
    .where(sql<boolean>`coalesce(state ->> 'of', 'recordings') = ${of ?? 'recordings'}`)
    .execute()
  if (rows.some((one) => rule !== undefined && one.rule === rule && one.office === office)) return true
  // Who draws under no duty draws what anybody else may draw: the same days are drawn so once.
  if (rule === undefined && rows.some((one) => one.rule === null)) return true
  const theirs = rows.filter((one) => rule === undefined || one.rule === null).map((one) => one.state.frozen.by)
  if (theirs.length === 0) return false
  const drawers = await trx
    .selectFrom('people')
    .select('roles')
    .where(
      'id',
      'in',
      theirs.map((one) => one.replace(/^person:/u, '')),
    )
    .execute()
  const capacities = viewer.roles.filter((one) => permits([one], 'freezePopulation'))
  return drawers.some(({ roles }) => roles.some((one) => capacities.includes(one)))
}

/**
 * Freezes what may be drawn of a period that is over: its text is kept, and its digest is an event before any seed is known.
 * Throws Denied to whom the rule does not name, Refused where there is nothing, or it was done before.
 */
export async function freeze(
  { db, clock, journal, law }: Supervision,
  viewer: Viewer,
  asked: Asked,
): Promise<{ id: string }> {
  const [book, at, actor] = [await law.book(db), clock.now(), actorOf(viewer)]
  // A legal officer of a team draws of their own.
  const [unit] = seesAll(viewer) ? [] : viewer.units
  const duty = mayCheck(book, dayOf(at), viewer, { ...asked, unit })
  if (duty && !targetsOf(duty).includes(asked.of === 'cases' ? 'case-files' : 'recordings'))
    throw because(
      Refused,
      'not-of-duty',
      '这项检查查的不是这类资料，不能以它的名义抽取',
      'That check is of something else: nothing of this kind is drawn in its name',
      { field: 'of', ...(duty.used.citations[0] && { citation: duty.used.citations[0] }) },
    )
  return db.transaction().execute(async (trx) => {
    await hold(trx, `draw ${asked.of ?? 'recordings'}`)
    const elements = await populationOf(trx, asked, unit === undefined ? undefined : viewer.units)
    if (elements.length === 0 && asked.lastDay < dayOf(at))
      throw because(Refused, 'population-empty', '这一期间没有可抽的音像', 'There is nothing to draw of that period', {
        field: 'lastDay',
      })
    const frozenBefore = await isFrozen(trx, viewer, asked, unit)
    const lines = populationText(elements)
    const digest = populationDigest(sha256, lines)
    const { of, ...told } = asked
    const facts: Freezing = {
      ...told,
      ...(of !== undefined && { of }),
      ...(unit !== undefined && { unit }),
      count: Math.max(1, elements.length),
      digest,
    }
    const id = uuidv7(at)
    await journal.act(trx, drawStream, id, { do: 'freeze', facts }, { at, actor, frozenBefore })
    await trx.insertInto('draw_population').values({ draw: id, lines }).execute()
    return { id }
  })
}

/** The draw, when this viewer may see it. Throws Missing. */
export async function drawOf(db: Db, viewer: Viewer, id: string): Promise<Row> {
  const row = await db.selectFrom('draws').selectAll().where('id', '=', id).executeTakeFirst()
  if (row && sees(viewer, row)) return row
  throw because(Missing, 'draw-unknown', '没有这次抽查，或者您无权查看', 'There is no such draw, or you may not see it')
}

/** Whoever the rule names; without one, whoever sees it. Throws Denied, and Refused where they are suspended from duty. */
export async function mine(
  { db, law, clock }: Pick<Supervision, 'db' | 'law' | 'clock'>,
  viewer: Viewer,
  row: Row,
): Promise<void> {
  await refuseOffDuty(db, [viewer.person])
  if (isTheirs(await law.book(db), dayOf(clock.now()), viewer, row)) return
  throw because(Denied, 'checked-by-others', `由${row.office}抽查`, `Others draw this (${row.office})`)
}

export async function linesOf(db: Db, draw: string): Promise<string> {
  const row = await db.selectFrom('draw_population').select('lines').where('draw', '=', draw).executeTakeFirst()
  return row?.lines ?? ''
}

/** The checkpoint whose root is the seed of this draw; undefined until there is one. */
export const seedCheckpoint = (db: Db, draw: string) => checkpointOf(db, `draw:${draw}`)

/** Draws by the seed that the log has fixed. Throws Refused while it has not, or where the population is another one. */
export async function drawSample(
  here: Supervision,
  viewer: Viewer,
  id: string,
  { outside }: BodyOf<Table['drawSample']>,
): Promise<void> {
  const { db, clock, journal } = here
  const row = await drawOf(db, viewer, id)
  await mine(here, viewer, row)
  const { drawing, digest } = await drawingOf(db, {
    stream: `draw:${id}`,
    population: await linesOf(db, id),
    digest: row.state.digest,
    quota: row.state,
    outside,
  })
  const context = { at: clock.now(), actor: actorOf(viewer), digest }
  await db.transaction().execute((trx) => journal.act(trx, drawStream, id, { do: 'draw', drawing }, context))
}

type Reviewed = BodyOf<Table['reviewItem']>

/**
 * A verdict on one of the sample, and what was found, in one transaction; with the last of them the spot check goes into the
 * ledger. Throws Refused on the reviewer's own footage, and until they have played it.
 */
export async function review(
  here: Supervision,
  viewer: Viewer,
  params: { readonly id: string; readonly recording: string },
  { scores, words, findings }: Reviewed,
): Promise<{ findings: string[] }> {
  const { db, clock, journal, law } = here
  const row = await drawOf(db, viewer, params.id)
  await mine(here, viewer, row)
  const [book, at, actor] = [await law.book(db), clock.now(), actorOf(viewer)]
  const [recording] = await recordingsNamed(db, [params.recording])
  if (!recording) throw because(Missing, 'recording-unknown', '没有这份音像', 'There is no such recording')
  const played = await playedBy(db, actor, [recording.id], params.id)
  return db.transaction().execute(async (trx) => {
    const context = {
      at,
      actor,
      own: madeBy(viewer, recording),
      played: isPlayed(played, recording.id),
      unplayable: showing(recording) === 'nothing',
    }
    const ids = findings.map(() => uuidv7(at))
    const verdict = { recording: recording.id, scores, ...(words !== undefined && { words }), findings: ids }
    const obstacles = drawStream.decider.obstacles(row.state, { do: 'review', review: verdict }, context)
    if (obstacles.length > 0) throw new Refused(obstacles)
    if (findings.length > 0 && !recording.unit)
      throw because(Refused, 'unit-unknown', '这份音像不知属于哪个单位', 'Nobody knows which unit the recording is of')
    const raised = findings.map((one) => ({
      ...one,
      draw: params.id,
      unit: recording.unit as string,
      recording: recording.id,
    }))
    const made = await raise(trx, book, journal, { at, actor }, raised)
    const acted = await journal.act(
      trx,
      drawStream,
      params.id,
      { do: 'review', review: { ...verdict, findings: made } },
      context,
    )
    if (unreviewed(acted.state).length === 0) await enterReviewed(here, trx, params.id, acted.state, { at, actor })
    return { findings: made }
  })
}

/**
 * The score of a case that was drawn, and what was found in it for its team to put right, in one transaction. Throws Refused
 * on a case of the reviewer's own, and until they have opened it.
 */
export async function reviewCase(
  here: Supervision,
  viewer: Viewer,
  params: { readonly id: string; readonly case: string },
  { standard, score, words, findings }: BodyOf<Table['reviewCase']>,
): Promise<{ findings: string[] }> {
  const { db, clock, journal, law } = here
  const row = await drawOf(db, viewer, params.id)
  await mine(here, viewer, row)
  const [book, at, actor] = [await law.book(db), clock.now(), actorOf(viewer)]
  const of = (await casesNamed(db, [params.case])).get(params.case)
  if (!of) throw because(Missing, 'case-unknown', '没有这件案件', 'There is no such case')
  const [read, own] = await Promise.all([
    casesReadBy(db, actor, [of.id], row.state.drawn?.at),
    here.ownScore(viewer, of.id),
  ])
  return db.transaction().execute(async (trx) => {
    const context = { at, actor, own: of.officers.includes(viewer.person), played: read.has(of.id) }
    const ids = findings.map(() => uuidv7(at))
    const told = { ...(own !== undefined && { own }), ...(words !== undefined && { words }) }
    const verdict = { case: of.id, standard, score, ...told, findings: ids }
    const obstacles = drawStream.decider.obstacles(row.state, { do: 'review-case', review: verdict }, context)
    if (obstacles.length > 0) throw new Refused(obstacles)
    const raised = findings.map((one) => ({
      ...one,
      label: 'file' as const,
      draw: params.id,
      unit: of.unit,
      case: of.id,
    }))
    const made = await raise(trx, book, journal, { at, actor }, raised)
    const command = { do: 'review-case', review: { ...verdict, findings: made } } as const
    const acted = await journal.act(trx, drawStream, params.id, command, context)
    if (unreviewed(acted.state).length === 0) await enterReviewed(here, trx, params.id, acted.state, { at, actor })
    return { findings: made }
  })
}

/** With its last verdict a spot check is an entry of the ledger by itself. */
export async function enterReviewed(
  { journal }: Pick<Supervision, 'journal'>,
  trx: Db,
  draw: string,
  { rule, office, unit, firstDay, lastDay, drawn, reviews, of, caseReviews = [] }: Draw,
  moment: { readonly at: Instant; readonly actor: string },
): Promise<readonly JournalEntry[]> {
  const sample = drawn?.sample ?? []
  const problems = [...reviews, ...caseReviews].filter((one) => one.findings.length > 0).length
  const isOfCases = of === 'cases'
  const facts = {
    ...(rule !== undefined && { rule }),
    ...(office !== undefined && { office }),
    ...(unit !== undefined && { unit }),
    of: [isOfCases ? ('case-files' as const) : ('recordings' as const)],
    firstDay,
    lastDay,
    result: `抽查 ${sample.length} 份，${problems} 份有问题`,
    recordings: isOfCases ? [] : sample.slice(0, 1000),
    cases: isOfCases ? sample.slice(0, 200) : [],
    devices: [],
    draw,
  }
  const context = { ...moment, unplayed: [], own: [] }
  return (await journal.act(trx, checkStream, uuidv7(moment.at), { do: 'enter', facts }, context)).entries
}

/** One of the sample for whoever reviews it. Throws Missing where it is not of the sample, Denied for their own. */
export async function play(
  here: Supervision,
  viewer: Viewer,
  request: Request,
  { id, recording }: { readonly id: string; readonly recording: string },
): Promise<Response> {
  const row = await drawOf(here.db, viewer, id)
  await mine(here, viewer, row)
  if (row.state.drawn?.sample.includes(recording) !== true)
    throw because(Missing, 'not-in-sample', '这份音像不在抽出的样本里', 'That recording is not in the sample')
  await refuseSecret(here, viewer, recording)
  return playForDraw(here, request, actorOf(viewer), { recording, draw: id })
}

/** A sample is a duty of its own and needs no request; what is marked as a secret is for its readers all the same. Throws Denied. */
async function refuseSecret({ uses }: Supervision, viewer: Viewer, recording: string): Promise<void> {
  try {
    await uses.permit(viewer, recording, 'look', { counts: false })
  } catch (thrown) {
    if (!(thrown instanceof Denied)) throw thrown
    if (thrown.obstacles.some((one) => one.code === 'secret')) throw thrown
  }
}

/** All it takes to draw again: spec/draw.md. Throws Refused until it is drawn and in the log. */
export async function drawFile(here: Supervision, viewer: Viewer, id: string): Promise<DrawFile> {
  const { db } = here
  const { state } = await drawOf(db, viewer, id)
  const size = state.drawn?.checkpoint.size
  return fileOfDraw(db, `draw:${id}`, { population: await linesOf(db, id), size, key: here.verifierKey() ?? '' })
}
