import type { Viewer } from '@liuhen/core/access'
import { actObstacles, judgedAct } from '@liuhen/core/case'
import { because, Denied } from '@liuhen/core/kernel'
import { handsIn } from '@liuhen/core/procedure'
import { sql } from 'kysely'
import type { Handlers } from '../platform/served.ts'
import { askApproval } from './ask.ts'
import {
  actTold,
  type Cases,
  doAct,
  entering,
  excuseAct,
  identifyParty,
  nameOfficers,
  openCase,
  sayOfCase,
  strikeAct,
  tieToAct,
} from './commands.ts'
import { enterEvidence, examineEvidence, strikeEvidence } from './evidence.ts'
import { judgeExcuse } from './excuses.ts'
import { dropFilter, keepFilter, listFilters } from './filters.ts'
import { actContext, rulesBy } from './judging.ts'
import { choicesOf } from './materials.ts'
import { listCases } from './list.ts'
import { proposedFor } from './recordings.ts'
import { relateCases } from './relations.ts'
import { caseOf, visibleCases } from './store.ts'
import { asksView, caseView, conditionView, obstacleView } from './views.ts'
import { scopeOf } from '@liuhen/core/access'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** Cases: what was done, what may be done now, and what stands in the way of the rest. */
export function casesHandlers(here: Cases): Partial<Handlers> {
  const { db, law, clock } = here
  return {
    listCases: async ({ viewer, query }) =>
      listCases(db, signedIn(viewer), query, clock.now(), (await law.book(db)).calendar),
    listCaseFilters: async ({ viewer }) => ({
      filters: await listFilters(db, signedIn(viewer)),
      most: here.filters,
    }),
    keepCaseFilter: ({ viewer, body }) => keepFilter(here, signedIn(viewer), body),
    dropCaseFilter: async ({ viewer, params }) => {
      await dropFilter(db, signedIn(viewer), params.id)
      return {}
    },
    openCase: ({ viewer, body }) => openCase(here, signedIn(viewer), body),
    showCase: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const row = await caseOf(db, viewer, params.id)
      await here.looks.note(`person:${viewer.person}`, 'look', { kind: 'CaseLooked/1', body: { case: row.id } })
      return caseView(db, await law.book(db), viewer, row, clock.now())
    },
    checkAct: async ({ viewer: caller, params, body }) => {
      const viewer = signedIn(caller)
      const { state } = await entering(db, viewer, params.id, body.act)
      const book = await law.book(db)
      const act = actTold(viewer, body)
      const moment = { at: clock.now(), actor: `person:${viewer.person}` }
      const context = await actContext(db, book, state, act, body.recordings ?? [], moment, params.id, body.materials)
      const { conditions } = judgedAct(state, act, context)
      const besides = actObstacles(state, act, context).filter(
        (one) => !conditions.some(({ code }) => code === one.code),
      )
      return {
        conditions: [
          ...conditions.map((one) => conditionView(book, one)),
          ...besides.map((one) => obstacleView(book, one)),
        ],
        recordings: await proposedFor(db, act.by, act),
        asks: asksView(rulesBy(book)(act.on), act.act),
        ...(handsIn(act.act) && { materials: choicesOf(context.materials ?? [], state, act) }),
      }
    },
    doAct: ({ viewer, params, body }) => doAct(here, signedIn(viewer), params.id, body),
    strikeAct: async ({ viewer, params, body }) => {
      await strikeAct(here, signedIn(viewer), params.id, params.act, body.reason)
      return {}
    },
    proposedForAct: async ({ viewer: caller, params }) => {
      const viewer = signedIn(caller)
      const { state } = await caseOf(db, viewer, params.id)
      const kept = state.acts.find((one) => one.act.id === params.act)
      return kept ? proposedFor(db, kept.act.by, kept.act) : []
    },
    tieToAct: async ({ viewer, params, body }) => {
      await tieToAct(here, signedIn(viewer), params.id, params.act, body)
      return {}
    },
    excuseAct: async ({ viewer, params, body }) => {
      await excuseAct(here, signedIn(viewer), params.id, params.act, body.reason)
      return {}
    },
    judgeExcuse: async ({ viewer, params, body }) => {
      await judgeExcuse(here, signedIn(viewer), params.id, params.act, body)
      return {}
    },
    relateCases: async ({ viewer, params, body }) => {
      await relateCases(here, signedIn(viewer), params.id, body)
      return {}
    },
    enterEvidence: ({ viewer, params, body }) => enterEvidence(here, signedIn(viewer), params.id, body),
    examineEvidence: async ({ viewer, params, body }) => {
      await examineEvidence(here, signedIn(viewer), params.id, params.evidence, body)
      return {}
    },
    strikeEvidence: async ({ viewer, params, body }) => {
      await strikeEvidence(here, signedIn(viewer), params.id, params.evidence, body.reason)
      return {}
    },
    sayOfCase: async ({ viewer, params, body }) => {
      await sayOfCase(here, signedIn(viewer), params.id, params.fact, body)
      return {}
    },
    identifyParty: async ({ viewer, params, body }) => {
      await identifyParty(here, signedIn(viewer), params.id, body)
      return {}
    },
    nameOfficers: async ({ viewer, params, body }) => {
      await nameOfficers(here, signedIn(viewer), params.id, body)
      return {}
    },
    askApproval: ({ viewer, params, body }) => askApproval(here, signedIn(viewer), params.id, body),
    casesOfRecording: async ({ viewer: caller, params }) => {
      const rows = await db
        .selectFrom('cases')
        .selectAll()
        .where(sql<boolean>`recordings @> array[${params.id}]::uuid[]`)
        .where((where) => visibleCases(where, scopeOf(signedIn(caller))))
        .execute()
      return rows.flatMap(({ id, title, state }) =>
        state.acts
          .filter((one) => !one.struck && one.recordings.some(({ recording }) => recording === params.id))
          .map(({ act }) => ({ id, title, act: act.act, on: act.on })),
      )
    },
  }
}
