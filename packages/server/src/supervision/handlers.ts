import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { scoringArticles } from './articles.ts'
import { enterCheck, ledger, ledgerCsv, refuted } from './checks.ts'
import { drawFile, drawSample, freeze, play, review, reviewCase } from './draws.ts'
import { draws, drawView } from './draw-views.ts'
import { actOnFinding, findings, recheck } from './findings.ts'
import type { Supervision } from './here.ts'
import { indexGoals, setIndexGoal } from './goals.ts'
import { indicesCsv } from './indices-csv.ts'
import { indices } from './indices.ts'
import { plan } from './plan.ts'
import { readiness } from './readiness.ts'
import { answerOutside, circulars, enterOutside, issue, outsidePapers } from './told.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

const attached = (body: string, type: string, name: string): Response =>
  new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })

const done = async (run: Promise<unknown>): Promise<Record<string, never>> => {
  await run
  return {}
}

/** Supervision: who checks what, samples anyone can draw again, what was found and what became of it. */
export function supervisionHandlers(here: Supervision): Partial<Handlers> {
  const { db, clock, law, looks } = here
  const book = () => law.book(db)
  return {
    supervisionPlan: async ({ viewer }) => plan(db, await book(), signedIn(viewer), clock.now()),
    readiness: async ({ viewer, query }) => readiness(db, await book(), signedIn(viewer), clock.now(), query.day),
    listChecks: async ({ viewer, query }) => ledger(db, await book(), signedIn(viewer), query),
    checksCsv: async ({ viewer, query, actor }) => {
      const rows = await ledger(db, await book(), signedIn(viewer), query)
      await looks.note(actor, 'register', {
        kind: 'RegisterExported/1',
        body: { register: 'checks', rows: rows.length },
      })
      return attached(ledgerCsv(rows), 'text/csv', 'checks.csv')
    },
    enterCheck: ({ viewer, body }) => enterCheck(here, signedIn(viewer), body),
    scoringArticles: async () => scoringArticles(await book(), dayOf(clock.now())),
    listRefuted: async ({ viewer }) => refuted(db, signedIn(viewer)),
    listFindings: async ({ viewer, query }) => findings(db, await book(), signedIn(viewer), query, clock.now()),
    reportRectification: ({ viewer, params, body }) =>
      done(actOnFinding(here, signedIn(viewer), params.id, { do: 'report', ...body })),
    recheckFinding: ({ viewer, params, body }) => done(recheck(here, signedIn(viewer), params.id, body)),
    appealFinding: ({ viewer, params, body }) =>
      done(actOnFinding(here, signedIn(viewer), params.id, { do: 'appeal', ...body })),
    answerAppeal: ({ viewer, params, body }) =>
      done(actOnFinding(here, signedIn(viewer), params.id, { do: 'answer', ...body })),
    listDraws: ({ viewer }) => draws(db, signedIn(viewer)),
    freezePopulation: ({ viewer, body }) => freeze(here, signedIn(viewer), body),
    showDraw: ({ viewer, params }) => drawView(db, signedIn(viewer), params.id),
    drawSample: ({ viewer, params, body }) => done(drawSample(here, signedIn(viewer), params.id, body)),
    playDrawn: ({ viewer, params, request }) => play(here, signedIn(viewer), request, params),
    reviewCase: ({ viewer, params, body }) => reviewCase(here, signedIn(viewer), params, body),
    reviewItem: ({ viewer, params, body }) => review(here, signedIn(viewer), params, body),
    drawFile: async ({ viewer, params }) =>
      attached(
        `${JSON.stringify(await drawFile(here, signedIn(viewer), params.id))}\n`,
        'application/json',
        `draw-${params.id}.json`,
      ),
    listCirculars: async ({ viewer }) => circulars(db, await book(), signedIn(viewer)),
    issueCircular: ({ viewer, body }) => issue(here, signedIn(viewer), body),
    indices: async ({ viewer, query }) =>
      indices(db, await book(), signedIn(viewer), query, clock.now(), here.recorded),
    indicesCsv: async ({ viewer, query, actor }) => {
      const found = await indices(db, await book(), signedIn(viewer), query, clock.now(), here.recorded)
      await looks.note(actor, 'register', {
        kind: 'RegisterExported/1',
        body: { register: 'indices', rows: found.rows.length },
      })
      return attached(indicesCsv(found), 'text/csv', `indices-${found.period}-${found.level}.csv`)
    },
    listIndexGoals: () => indexGoals(db),
    setIndexGoal: ({ viewer, body }) => setIndexGoal(here, signedIn(viewer), body),
    listOutsidePapers: async ({ viewer }) => outsidePapers(db, await book(), signedIn(viewer), clock.now()),
    enterOutsidePaper: ({ viewer, body }) => enterOutside(here, signedIn(viewer), body),
    answerOutsidePaper: ({ viewer, params, body }) => done(answerOutside(here, signedIn(viewer), params.id, body)),
  }
}
