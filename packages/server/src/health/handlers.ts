import type { Handlers } from '../platform/served.ts'
import type { Clock } from '../platform/index.ts'
import { type DiscsReread, fixityOf } from './fixity.ts'
import type { Health } from './health.ts'
import type { ScrubProgress } from './scrub.ts'

/** Without these nothing can be taken in. */
const NEEDED: ReadonlySet<string> = new Set(['database', 'sealing', 'disk'])

interface Here {
  readonly clock: Clock
  readonly scrub: () => ScrubProgress
  readonly discsReread: DiscsReread
}

export function healthHandlers(here: Here, health: Health): Partial<Handlers> {
  return {
    health: async () => {
      const wrong = (await health.checks()).filter((one) => one.state === 'wrong').map((one) => one.check)
      return { ok: true, live: true, ready: !wrong.some((one) => NEEDED.has(one)), wrong }
    },
    machineHealth: async () => {
      const at = here.clock.now()
      const fixity = await fixityOf(here.scrub(), here.discsReread, at)
      return { at, checks: await health.checks(), fixity }
    },
  }
}
