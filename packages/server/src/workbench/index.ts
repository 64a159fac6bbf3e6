import { because, Denied } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { workbench } from './views.ts'

export function workbenchHandlers(here: { db: Db; clock: Clock }): Partial<Handlers> {
  return {
    workbench: async ({ viewer }) => {
      if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
      return workbench(here.db, here.clock, viewer)
    },
  }
}
