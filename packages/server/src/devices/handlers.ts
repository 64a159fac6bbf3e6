import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Viewer } from '@liuhen/core/access'
import type { Law } from '../packs/index.ts'
import type { Handlers } from '../platform/served.ts'
import * as act from './commands.ts'
import type { Devices } from './commands.ts'
import { faultAddress } from './fault-address.ts'
import type { CheckLimits } from './obstacles.ts'
import { device, devices } from './views.ts'

/** Where no regulation sets a figure: a fifth of the battery, a gibibyte of room, and a clock within five seconds. */
const LIMITS: CheckLimits = { battery: 20, freeSpace: 1024, clock: 5000 }

/** A team leader, an officer or an auxiliary acts on devices of the own unit; the information centre on all. */
async function reach(here: Devices, viewer: Viewer | undefined, id: string): Promise<void> {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  await device(here.db, viewer, id)
}

export function devicesHandlers(
  here: Devices & { readonly law: Law },
  limits: CheckLimits = LIMITS,
): Partial<Handlers> {
  const on =
    <
      S extends {
        readonly params: { readonly id: string }
        readonly actor: string
        readonly viewer: Viewer | undefined
      },
      R,
    >(
      run: (served: S) => Promise<R>,
    ) =>
    async (served: S): Promise<R> => {
      await reach(here, served.viewer, served.params.id)
      return run(served)
    }
  const done = async (run: Promise<void>) => {
    await run
    return {}
  }
  return {
    listDevices: async ({ viewer }) => (viewer ? devices(here.db, viewer) : []),
    showDevice: on(async ({ viewer, params }) => {
      const shown = await device(here.db, viewer as Viewer, params.id)
      const fault = faultAddress(await here.law.book(here.db), dayOf(here.clock.now()), shown.device)
      return { ...shown, ...(fault && { fault }) }
    }),
    registerDevice: ({ actor, body }) => act.register(here, actor, body),
    changeDevice: on(({ actor, params, body }) => done(act.change(here, actor, params.id, body))),
    issueDevice: on(({ actor, params, body }) => done(act.issue(here, actor, params.id, body))),
    returnDevice: on(({ actor, params }) => done(act.takeBack(here, actor, params.id))),
    lendDevice: on(({ actor, params, body }) => done(act.lend(here, actor, params.id, body))),
    endLoan: on(({ actor, params }) => done(act.endLoan(here, actor, params.id))),
    checkDevice: on(({ actor, params, body }) => act.check(here, actor, params.id, body, limits)),
    reportFault: on(({ actor, params, body }) => done(act.reportFault(here, actor, params.id, body))),
    sendToRepair: on(({ actor, params, body }) => done(act.sendToRepair(here, actor, params.id, body))),
    endRepair: on(({ actor, params, body }) => done(act.endRepair(here, actor, params.id, body))),
    loseDevice: on(({ actor, params, body }) => done(act.lose(here, actor, params.id, body))),
    findDevice: on(({ actor, params, body }) => done(act.find(here, actor, params.id, body))),
    retireDevice: on(({ actor, params, body }) => done(act.retire(here, actor, params.id, body))),
    issueStationKey: on(({ actor, params }) => act.issueStationKey(here, actor, params.id)),
  }
}
