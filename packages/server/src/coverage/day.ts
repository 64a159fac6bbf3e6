import type { ActivityRow, DayCoverage, LaneRecording } from '@liuhen/contract/activities'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import type { Finding } from '@liuhen/core/coverage'
import {
  because,
  type CalendarDate,
  dayOf,
  type Instant,
  instantOf,
  millisecondsOf,
  Missing,
  startOf,
} from '@liuhen/core/kernel'
import { type ActivityRowOf, activitiesBetween, activityRows } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople, unitAndBelow, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { latenessOf, type RecordingRowOf, rowViews, visible } from '../recordings/index.ts'
import { type Judgement, judged, recordingsBeside } from './judging.ts'
import { coverageView, explanationViews, findingView } from './views.ts'

const DAY = 86_400_000

interface Asked {
  readonly day: CalendarDate
  /** With everything below it; the whole of what the viewer may see unless told. */
  readonly unit?: string | undefined
}

/**
 * A day as a picture, cut to what the viewer may see: a lane for everybody who did or recorded something. Throws Missing
 * for an unknown unit.
 */
export async function dayCoverage(
  db: Db,
  book: Book,
  viewer: Viewer,
  { day, unit }: Asked,
  now: Instant,
): Promise<DayCoverage> {
  const units = unit === undefined ? undefined : await unitAndBelow(db, unit)
  if (units?.length === 0)
    throw because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit', { field: 'unit' })
  const [activities, recordings] = await Promise.all([
    activitiesOfDay(db, viewer, day, units),
    recordingsOfDay(db, viewer, day, units),
  ])
  const judgement = book.on(day) && (await judgedDay(db, book, { day, activities, recordings }, now))
  const [rows, laneRecordings, names, people, unitNames] = await Promise.all([
    activityRows(db, activities),
    recordingLanes(db, book, recordings, judgement),
    namesOfActors(db),
    namesOfPeople(db),
    unitNamesOf(db),
  ])
  const picture = { book, judgement, names, rows: new Map(rows.map((one) => [one.id, one])) }
  const officers = new Set([...activities.map((one) => one.officer), ...recordings.flatMap((one) => one.officer ?? [])])
  const lanes = [...officers].map((officer) => {
    const own = activities.filter((one) => one.people.includes(officer))
    const filmed = recordings.filter((one) => one.officer === officer)
    const of = own[0]?.unit ?? filmed[0]?.unit ?? ''
    const ids = new Set(filmed.map((one) => one.id))
    return {
      officer: { id: officer, name: people.get(officer) ?? '' },
      unit: { id: of, name: unitNames.get(of) ?? '' },
      activities: own.map((one) => activityLane(picture, one)),
      recordings: filmed.flatMap((one) => laneRecordings.get(one.id) ?? []),
      findings: (judgement?.findings ?? [])
        .filter((one) => one.recordings?.some((id) => ids.has(id)))
        .map((one) => findingView(book, one)),
    }
  })
  return {
    day,
    judged: judgement !== undefined,
    lanes: lanes.toSorted((a, b) => a.officer.name.localeCompare(b.officer.name, 'zh')),
    findings: (judgement?.findings ?? []).filter((one) => !one.recordings).map((one) => findingView(book, one)),
    totals: totalsOf(activities, judgement),
    ...(unit !== undefined && { unit: { id: unit, name: unitNames.get(unit) ?? '' } }),
  }
}

/**
 * The day's activities held against all recordings of those who were there: a colleague's counts too, even where the
 * viewer may not see it. What is found about such a recording itself is left out.
 */
async function judgedDay(
  db: Db,
  book: Book,
  {
    day,
    activities,
    recordings,
  }: {
    readonly day: CalendarDate
    readonly activities: readonly ActivityRowOf[]
    readonly recordings: readonly RecordingRowOf[]
  },
  now: Instant,
): Promise<Judgement | undefined> {
  const theirs = await recordingsBeside(db, activities, day, now)
  const shown = new Set(recordings.map((one) => one.id))
  const besides = theirs.filter((one) => !shown.has(one.id) && book.on(dayOf(one.start_at)) !== undefined)
  const found = await judged(db, book, activities, [...recordings, ...besides], now)
  return (
    found && {
      of: found.of,
      findings: found.findings.filter((one) => !one.recordings || one.recordings.some((id) => shown.has(id))),
    }
  )
}

async function activitiesOfDay(
  db: Db,
  viewer: Viewer,
  day: CalendarDate,
  units: readonly string[] | undefined,
): Promise<ActivityRowOf[]> {
  const [from, to] = [startOf(day), instantOf(millisecondsOf(startOf(day)) + DAY)]
  const all = await activitiesBetween(db, from, to, { units, seenBy: scopeOf(viewer) })
  // One that began the day before is that day's, whose rules judge it.
  return all.filter((one) => dayOf(one.start_at) === day)
}

function recordingsOfDay(
  db: Db,
  viewer: Viewer,
  day: CalendarDate,
  units: readonly string[] | undefined,
): Promise<RecordingRowOf[]> {
  let query = db
    .selectFrom('recordings')
    .selectAll()
    .where('start_at', '>=', startOf(day))
    .where('start_at', '<', instantOf(millisecondsOf(startOf(day)) + DAY))
    .where((where) => visible(where, scopeOf(viewer)))
    .orderBy('start_at')
    .orderBy('id')
  if (units) query = query.where('unit', 'in', [...units])
  return query.execute()
}

async function recordingLanes(
  db: Db,
  book: Book,
  recordings: readonly RecordingRowOf[],
  judgement: Judgement | undefined,
): Promise<ReadonlyMap<string, LaneRecording>> {
  const counted = [...(judgement?.of.values() ?? [])]
  const views = await rowViews(db, recordings)
  return new Map(
    views.map((view, i) => {
      const late = latenessOf(book, recordings[i] as RecordingRowOf)
      return [
        view.id,
        {
          id: view.id,
          fileName: view.fileName,
          start: view.start,
          end: view.end,
          activities: counted.filter((one) => one.recordings.includes(view.id)).map((one) => one.activity),
          ...(view.device && { device: view.device.number }),
          ...(view.error !== undefined && { error: view.error }),
          ...(late !== undefined && { late: late > 0 }),
        },
      ]
    }),
  )
}

interface Picture {
  readonly book: Book
  readonly judgement: Judgement | undefined
  readonly names: (actor: string) => string
  readonly rows: ReadonlyMap<string, ActivityRow>
}

function activityLane(
  { book, judgement, names, rows }: Picture,
  row: ActivityRowOf,
): DayCoverage['lanes'][number]['activities'][number] {
  const found = judgement?.of.get(row.id)
  return {
    row: rows.get(row.id) as ActivityRow,
    coverage: coverageView(book, row, found),
    explanations: explanationViews(book, row, found, names),
  }
}

/** What is awaited can still be kept, and a note owes nothing. */
const HELD: readonly Finding['weight'][] = ['breach', 'doubt']

const minutes = (spans: readonly { readonly from: number; readonly to: number }[]): number =>
  spans.reduce((sum, one) => sum + (one.to - one.from) / 60_000, 0)

function totalsOf(activities: readonly ActivityRowOf[], judgement: Judgement | undefined): DayCoverage['totals'] {
  const required = [...(judgement?.of.values() ?? [])].filter((one) => one.requirement.isRequired)
  const sum = (part: 'required' | 'missing' | 'uncertain' | 'awaited'): number =>
    Math.round(required.reduce((so, one) => so + minutes(one.coverage[part]), 0) * 10) / 10
  const found = [...(judgement?.of.values() ?? [])].flatMap((one) => one.findings)
  return {
    activities: activities.length,
    required: required.length,
    requiredMinutes: sum('required'),
    missingMinutes: sum('missing'),
    uncertainMinutes: sum('uncertain'),
    awaitedMinutes: sum('awaited'),
    awaited: required.filter((one) => one.waiting !== undefined).length,
    findings: [...found, ...(judgement?.findings ?? [])].filter((one) => HELD.includes(one.weight)).length,
  }
}
