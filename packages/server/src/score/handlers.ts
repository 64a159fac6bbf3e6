import type { Viewer } from '@liuhen/core/access'
import { because, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { handIn } from './hand-in.ts'
import { actorOf, type Scoring } from './here.ts'
import { blankSheet, sheets, sheetsOfCase, sheetView } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** 案卷评查 item by item: the sheet to fill in, the sheet handed in, and what sheets come to. */
export function scoreHandlers(here: Scoring): Partial<Handlers> {
  return {
    openScoreSheet: async ({ viewer, params, query }) => {
      const who = signedIn(viewer)
      const view = await blankSheet(here, who, params.id, query.draw)
      await here.looks.note(actorOf(who), 'look', { kind: 'ScoreSheetOpened/1', body: { case: params.id } })
      return view
    },
    handInScoreSheet: ({ viewer, params, body }) => handIn(here, signedIn(viewer), params.id, body),
    scoreSheetsOfCase: ({ viewer, params }) => sheetsOfCase(here, signedIn(viewer), params.id),
    showScoreSheet: ({ viewer, params }) => sheetView(here, signedIn(viewer), params.id),
    listScoreSheets: ({ viewer, query }) => sheets(here, signedIn(viewer), query),
  }
}
