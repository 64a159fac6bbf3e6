import './tables.ts'
import type { Viewer } from '@liuhen/core/access'
import { because, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { confirmBatch, type Consolidation } from './confirm.ts'
import { batches } from './views.ts'

export { consolidatedAt } from './store.ts'
export { batchTasks } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

/** Gathering recordings centrally, batch by batch. */
export function consolidationHandlers(here: Consolidation): Partial<Handlers> {
  return {
    listBatches: async ({ viewer }) =>
      batches(here.db, await here.law.book(here.db), signedIn(viewer), here.clock.now()),
    confirmBatch: ({ viewer, body }) => confirmBatch(here, signedIn(viewer), body),
  }
}
