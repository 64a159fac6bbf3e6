import type { DrawItem, DrawnCase, DrawRow } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { millisecondsOf } from '@liuhen/core/kernel'
import { readPopulation, type StratifiedBy } from '@liuhen/core/supervision'
import type { Selectable } from 'kysely'
import { casesNamed, casesReadBy } from '../cases/index.ts'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { isPlayed, playedBy, recordingsNamed, showing } from '../recordings/index.ts'
import { drawOf, linesOf, seedCheckpoint } from './draws.ts'
import { actorOf, seesAll } from './here.ts'
import type { DrawTable } from './tables.ts'

/** Populations frozen and samples drawn, the latest period first. */
export async function draws(db: Db, viewer: Viewer): Promise<DrawRow[]> {
  const rows = await db
    .selectFrom('draws')
    .selectAll()
    .orderBy('last_day', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return drawRows(
    db,
    rows.filter((one) => seesAll(viewer) || (one.unit !== null && viewer.units.includes(one.unit))),
  )
}

async function drawRows(db: Db, rows: readonly Selectable<DrawTable>[]): Promise<DrawRow[]> {
  const [actors, units] = await Promise.all([namesOfActors(db), unitNamesOf(db)])
  return Promise.all(
    rows.map(async ({ id, state }): Promise<DrawRow> => {
      const { frozen, drawn, reviews, caseReviews = [], unit, ...facts } = state
      const lines = await linesOf(db, id)
      return {
        id,
        ...facts,
        ...(unit !== undefined && { unit: { id: unit, name: units.get(unit) ?? '' } }),
        strata: new Set(readPopulation(lines).map((one) => one.stratum)).size,
        frozen: { at: frozen.at, by: actors(frozen.by) },
        sealed: drawn !== undefined || (await seedCheckpoint(db, id)) !== undefined,
        ...(drawn && {
          drawn: {
            at: drawn.at,
            by: actors(drawn.by),
            size: drawn.checkpoint.size,
            seed: drawn.seed,
            sample: drawn.sample.length,
            ...(drawn.outside !== undefined && { outside: drawn.outside }),
          },
        }),
        reviewed: reviews.length + caseReviews.length,
      }
    }),
  )
}

/**
 * The strata as a reviewer may see them: a device is the first, the second of those in the sample, for its id leads to who had it.
 */
function blinded(
  strata: ReadonlyMap<string, string>,
  sample: readonly string[],
  by: readonly StratifiedBy[],
): (id: string) => string {
  if (!by.includes('device')) return (id) => strata.get(id) ?? ''
  // spec/draw.md: unit, device, gap score, each where it is asked for.
  const place = by.includes('unit') ? 1 : 0
  const deviceOf = (id: string): string => strata.get(id)?.split('/')[place] ?? ''
  const numbers = new Map([...new Set(sample.map(deviceOf))].map((device, at) => [device, String(at + 1)]))
  return (id) =>
    (strata.get(id) ?? '')
      .split('/')
      .with(place, numbers.get(deviceOf(id)) ?? '')
      .join('/')
}

/** A draw with its sample, in the order it was drawn in unless that tells of devices; who recorded is told with the verdict and not before. */
export async function drawView(
  db: Db,
  viewer: Viewer,
  id: string,
): Promise<{ draw: DrawRow; items: DrawItem[]; cases: DrawnCase[] }> {
  const row = await drawOf(db, viewer, id)
  const [[draw], lines, units, people, actors] = await Promise.all([
    drawRows(db, [row]),
    linesOf(db, id),
    unitNamesOf(db),
    namesOfPeople(db),
    namesOfActors(db),
  ])
  const { drawn, reviews, of, caseReviews = [] } = row.state
  // Drawn by device it is in the order of the devices: what came first stands first instead.
  const shown = row.state.by.includes('device') ? (drawn?.sample.toSorted() ?? []) : (drawn?.sample ?? [])
  const [sample, drawnCases] = of === 'cases' ? [[], shown] : [shown, []]
  const found = new Map((await recordingsNamed(db, sample)).map((one) => [one.id, one]))
  const played = await playedBy(db, actorOf(viewer), sample, id)
  const strata = blinded(new Map(readPopulation(lines).map((one) => [one.id, one.stratum])), sample, row.state.by)
  const named = (id: string, names: ReadonlyMap<string, string>) => ({ id, name: names.get(id) ?? '' })
  const items = sample.flatMap((recording): DrawItem[] => {
    const one = found.get(recording)
    if (!one) return []
    const verdict = reviews.find((each) => each.recording === recording)
    return [
      {
        recording,
        stratum: strata(recording),
        ...(one.unit !== null && { unit: named(one.unit, units) }),
        start: one.start_at,
        length: millisecondsOf(one.end_at) - millisecondsOf(one.start_at),
        shows: showing(one),
        played: isPlayed(played, recording),
        unplayed: [...(played.get(recording) ?? [])],
        own: one.officer === viewer.person,
        ...(verdict && {
          review: {
            at: verdict.at,
            by: actors(verdict.by),
            scores: [...verdict.scores],
            ...(verdict.words !== undefined && { words: verdict.words }),
            findings: [...verdict.findings],
            ...(one.officer !== null && { officer: named(one.officer, people) }),
          },
        }),
      },
    ]
  })
  const [known, read] = await Promise.all([
    casesNamed(db, drawnCases),
    casesReadBy(db, actorOf(viewer), drawnCases, drawn?.at),
  ])
  const cases = drawnCases.flatMap((one): DrawnCase[] => {
    const about = known.get(one)
    if (!about) return []
    const verdict = caseReviews.find((each) => each.case === one)
    return [
      {
        case: one,
        stratum: strata(one),
        title: about.title,
        unit: named(about.unit, units),
        read: read.has(one),
        own: about.officers.includes(viewer.person),
        ...(verdict && {
          review: {
            at: verdict.at,
            by: actors(verdict.by),
            standard: verdict.standard,
            score: verdict.score,
            ...(verdict.own !== undefined && { own: verdict.own }),
            ...(verdict.sheet !== undefined && { sheet: verdict.sheet }),
            ...(verdict.words !== undefined && { words: verdict.words }),
            findings: [...verdict.findings],
          },
        }),
      },
    ]
  })
  return { draw: draw as DrawRow, items, cases }
}
