import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { beginInspection } from './begin.ts'
import { drawInspection, freezeLists, inspectionDrawFile, replaceInspector } from './draws.ts'
import type { Inspections } from './here.ts'
import { poolOn } from './pool.ts'
import { inspectionDraws, inspectionDrawView } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** 双随机: lists that are frozen, a draw by the log, and inspections that begin from it and from nowhere else. */
export function inspectionsHandlers(here: Inspections): Partial<Handlers> {
  const { db, clock } = here
  return {
    listInspectionDraws: () => inspectionDraws(db),
    inspectionPool: ({ query }) => poolOn(db, dayOf(clock.now()), query.unit === undefined ? [] : [query.unit]),
    freezeInspectionLists: ({ viewer, body }) => freezeLists(here, signedIn(viewer), body),
    showInspectionDraw: ({ viewer, params }) => inspectionDrawView(db, signedIn(viewer), params.id),
    drawInspection: async ({ viewer, params, body }) => {
      await drawInspection(here, signedIn(viewer), params.id, body)
      return {}
    },
    inspectionDrawFile: async ({ params }) =>
      new Response(`${JSON.stringify(await inspectionDrawFile(here, params.id))}\n`, {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="inspection-draw-${params.id}.json"`,
          'cache-control': 'private, no-store',
        },
      }),
    replaceInspector: ({ viewer, params, body }) => replaceInspector(here, signedIn(viewer), params, body),
    beginInspection: ({ viewer, params, body }) => beginInspection(here, signedIn(viewer), params, body),
  }
}
