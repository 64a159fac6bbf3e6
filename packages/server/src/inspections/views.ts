import type { DrawnObjectView, InspectionDrawRow, InspectionDrawView } from '@liuhen/contract/inspections'
import type { Viewer } from '@liuhen/core/access'
import { drawnOf, type InspectionDraw, inspectionDrawStream, inspectorsOf } from '@liuhen/core/inspections'
import { namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { checkpointOf } from '../supervision/index.ts'
import { drawOf } from './here.ts'

interface Row {
  readonly id: string
  readonly state: InspectionDraw
}

/** Draws for inspections, the latest first. */
export async function inspectionDraws(db: Db): Promise<InspectionDrawRow[]> {
  const rows = await db
    .selectFrom('inspection_draws')
    .select(['id', 'state'])
    .orderBy('frozen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rowsOf(db, rows)
}

async function rowsOf(db: Db, rows: readonly Row[]): Promise<InspectionDrawRow[]> {
  const [actors, units, titles] = await Promise.all([
    namesOfActors(db),
    unitNamesOf(db),
    db.selectFrom('inspection_draws').select(['id', 'title', 'again']).orderBy('frozen_at').execute(),
  ])
  const named = (id: string) => ({ id, title: titles.find((one) => one.id === id)?.title ?? '' })
  return Promise.all(
    rows.map(async ({ id, state }): Promise<InspectionDrawRow> => {
      const { title, take, digest, outside, frozen, drawn, begun, again } = state
      const instead = titles.find((one) => one.again.includes(id))
      return {
        id,
        title,
        units: state.units.map((one) => ({ id: one, name: units.get(one) ?? '' })),
        objects: state.objects.length,
        officers: state.officers.length,
        take,
        digest,
        frozen: { at: frozen.at, by: actors(frozen.by) },
        sealed: drawn !== undefined || (await checkpointOf(db, `${inspectionDrawStream.prefix}:${id}`)) !== undefined,
        ...(outside && { outside }),
        ...(drawn && {
          drawn: {
            at: drawn.at,
            by: actors(drawn.by),
            size: drawn.checkpoint.size,
            seed: drawn.seed,
            ...(drawn.outside !== undefined && { outside: drawn.outside }),
          },
        }),
        begun: begun.length,
        ...(again && { again: { draws: again.draws.map(named), reason: again.reason } }),
        ...(instead && { superseded: { id: instead.id, title: instead.title } }),
      }
    }),
  )
}

/** A draw whole, with what the viewer may begin. Throws Missing. */
export async function inspectionDrawView(db: Db, viewer: Viewer, id: string): Promise<InspectionDrawView> {
  const state = await drawOf(db, id)
  const [[draw], people, actors] = await Promise.all([
    rowsOf(db, [{ id, state }]),
    namesOfPeople(db),
    namesOfActors(db),
  ])
  const { objects, officers } = drawnOf(state)
  const name = (person: string): string => people.get(person) ?? ''
  const views = objects.map((one): DrawnObjectView => {
    const inspectors = inspectorsOf(state, one.id)
    const begun = state.begun.find((each) => each.object === one.id)
    return {
      ...one,
      inspectors: inspectors.map((each) => ({ id: each, name: name(each) })),
      replaced: state.replaced
        .filter((each) => each.object === one.id)
        .map(({ at, by, officer, instead, passed, reason }) => ({
          at,
          by: actors(by),
          officer: name(officer),
          instead: name(instead),
          passed: [...passed],
          reason,
        })),
      ...(begun && { begun: { at: begun.at, by: actors(begun.by), case: begun.case } }),
      yours: begun === undefined && draw?.superseded === undefined && inspectors.includes(viewer.person),
    }
  })
  return {
    draw: draw as InspectionDrawRow,
    drawn: { objects: views, officers: [...officers] },
    objects: [...state.objects],
    officers: [...state.officers],
    leftOut: [...state.leftOut],
  }
}
