import type { Handlers } from '../platform/served.ts'
import type { Clock } from '../platform/index.ts'
import type { Health } from './health.ts'

/** Without these nothing can be taken in. */
const NEEDED: ReadonlySet<string> = new Set(['database', 'sealing', 'disk'])

export function healthHandlers(here: { readonly clock: Clock }, health: Health): Partial<Handlers> {
  return {
    health: async () => {
      const wrong = (await health.checks()).filter((one) => one.state === 'wrong').map((one) => one.check)
      return { ok: true, live: true, ready: !wrong.some((one) => NEEDED.has(one)), wrong }
    },
    machineHealth: async () => ({ at: here.clock.now(), checks: await health.checks() }),
  }
}
