import { because, Denied } from '@liuhen/core/kernel'
import type { Unrecorded } from '../coverage/index.ts'
import type { Law } from '../packs/index.ts'
import type { Handlers } from '../platform/served.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import type { Permissions } from '../requests/index.ts'
import { workbench } from './views.ts'

interface Here {
  readonly db: Db
  readonly clock: Clock
  readonly law: Law
  readonly unrecorded: Unrecorded
  readonly permissions: Permissions
}

export function workbenchHandlers(here: Here): Partial<Handlers> {
  return {
    workbench: async ({ viewer }) => {
      if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
      return workbench({ ...here, book: await here.law.book(here.db) }, viewer)
    },
  }
}
