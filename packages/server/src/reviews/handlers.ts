import { because, Denied } from '@liuhen/core/kernel'
import { caseOf } from '../cases/index.ts'
import type { Law } from '../packs/index.ts'
import type { Handlers } from '../platform/served.ts'
import type { Services } from '../platform/services.ts'
import { reviewFindings } from './findings.ts'

type Reviews = Pick<Services, 'db' | 'clock'> & { readonly law: Law }

/** What a file shows by itself to whoever reviews it. */
export function reviewsHandlers({ db, clock, law }: Reviews): Partial<Handlers> {
  return {
    showReviewFindings: async ({ viewer, params }) => {
      if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
      return reviewFindings(db, await law.book(db), await caseOf(db, viewer, params.id), clock.now())
    },
  }
}
