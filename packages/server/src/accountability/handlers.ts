import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { type Accountability, actOn, open } from './commands.ts'
import { lateEntries } from './late-entries.ts'
import { reportLeak } from './leaks.ts'
import { answeredFor, ruleView } from './rules.ts'
import { liabilities } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}
const done = async (run: Promise<void>): Promise<Record<string, never>> => {
  await run
  return {}
}

/** 责任追究: what somebody may answer for by the packs, and what came of it. */
export function accountabilityHandlers(here: Accountability): Partial<Handlers> {
  const { db, clock, law } = here
  return {
    liabilityRules: async () => {
      const book = await law.book(db)
      return answeredFor(book, dayOf(clock.now())).map((one) => ruleView(book, one))
    },
    listLiabilities: async ({ viewer, query }) =>
      liabilities(db, await law.book(db), signedIn(viewer), query, clock.now()),
    lateEntries: async ({ query }) => lateEntries(db, await law.book(db), clock.now(), query),
    openLiability: ({ viewer, body }) => open(here, signedIn(viewer), body),
    reportLeak: ({ viewer, body }) => reportLeak(here, signedIn(viewer), body),
    explainLiability: ({ viewer, params, body }) =>
      done(actOn(here, signedIn(viewer), params.id, { do: 'explain', ...body })),
    describeLiability: ({ viewer, params, body }) =>
      done(actOn(here, signedIn(viewer), params.id, { do: 'describe', ...body })),
    suspendFromDuty: ({ viewer, params, body }) =>
      done(actOn(here, signedIn(viewer), params.id, { do: 'suspend', ...body })),
    restoreToDuty: ({ viewer, params, body }) =>
      done(actOn(here, signedIn(viewer), params.id, { do: 'restore', ...body })),
    decideLiability: ({ viewer, params, body }) =>
      done(actOn(here, signedIn(viewer), params.id, { do: 'decide', decision: body })),
    dropLiability: ({ viewer, params, body }) =>
      done(actOn(here, signedIn(viewer), params.id, { do: 'drop', ...body })),
  }
}
