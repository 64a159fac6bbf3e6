import type { Viewer } from '@liuhen/core/access'
import { because, Denied, Refused } from '@liuhen/core/kernel'
import type { LogKey, Looks } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Handlers } from '../platform/served.ts'
import type { Services } from '../platform/services.ts'
import { type Overseeing, overseenCase, overseenCases } from './cases.ts'
import { oversightExport } from './export.ts'
import { overseenChecks, overseenFigures } from './registers.ts'

/** What oversight works with: it writes nothing but that somebody looked. */
export interface Oversight extends Pick<Services, 'db' | 'clock'> {
  readonly law: Law
  readonly looks: Looks
  /** The recordings whose words are kept from a viewer. */
  readonly wordsKept: (viewer: Viewer) => Promise<readonly string[]>
  /** The log's key, which signs what is taken away; undefined until the bureau is founded. */
  readonly signing: () => LogKey | undefined
}

/** What the supervising authority reads. That it did is on record before it is answered: the shell sees to it. */
export function oversightHandlers(here: Oversight): Partial<Handlers> {
  const { db, clock, law, looks } = here
  const seeing = async (viewer: Viewer | undefined): Promise<Overseeing> => {
    if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
    const [book, kept] = await Promise.all([law.book(db), here.wordsKept(viewer)])
    return { db, book, viewer, now: clock.now(), kept: new Set(kept) }
  }
  return {
    overseenCases: async ({ viewer, query }) => overseenCases(await seeing(viewer), query),
    overseenCase: async ({ viewer, params }) => overseenCase(await seeing(viewer), params.id),
    overseenChecks: async ({ viewer, query }) => overseenChecks(await seeing(viewer), query),
    overseenFigures: async ({ viewer, query }) => overseenFigures(await seeing(viewer), query.year),
    overseenExport: async ({ viewer, actor, query }) => {
      const key = here.signing()
      if (!key) throw because(Refused, 'not-founded', '本局尚未完成初始设置', 'The bureau is not set up yet')
      const { zip, ...made } = await oversightExport(await seeing(viewer), key, query)
      await looks.note(actor, 'outside', {
        kind: 'OutsiderExported/1',
        body: { role: 'supervising-authority', ...query, ...made },
      })
      return new Response(new Uint8Array(zip), {
        headers: {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="oversight-${query.from}-${query.to}.zip"`,
          'cache-control': 'private, no-store',
        },
      })
    },
  }
}
