import { because, dayOf, Denied } from '@liuhen/core/kernel'
import type { Viewer } from '@liuhen/core/access'
import type { CheckLimits, DeviceCommand } from '@liuhen/core/devices'
import type { Law } from '../packs/index.ts'
import { namesOfActors, namesOfPeople } from '../people/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Handlers } from '../platform/served.ts'
import { careOf, deedsToday, giveManual, maintenanceOf, readManual, unreadBy as unreadManual } from './care.ts'
import * as act from './commands.ts'
import type { Devices } from './commands.ts'
import { faultAddress } from './fault-address.ts'
import { citingFixed, fixedOf } from './fixed.ts'
import { holderView } from './answering.ts'
import { handCardOver, keepersOf } from './card.ts'
import { seeCharge } from './charge.ts'
import { acknowledgeFault, answerFault, mayRepair, reportFault, ticketOf } from './faults.ts'
import { deviceOf } from './store.ts'
import { device, devices, type RuledOf } from './views.ts'

/** Where no regulation sets a figure: a fifth of the battery, a gibibyte of room, and a clock within five seconds. */
const LIMITS: CheckLimits = { battery: 20, freeSpace: 1024, clock: 5000 }

/** A team leader, an officer or an auxiliary acts on devices of the own unit; the information centre on all. */
async function reach(here: Devices, viewer: Viewer | undefined, id: string): Promise<void> {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  await device(here.db, viewer, id)
}

interface Served {
  readonly params: { readonly id: string }
  readonly actor: string
  readonly viewer: Viewer | undefined
}

export function devicesHandlers(
  here: Devices & { readonly law: Law },
  limits: CheckLimits = LIMITS,
): Partial<Handlers> {
  const book = () => here.law.book(here.db)
  const on =
    <S extends Served, R>(run: (served: S) => Promise<R>) =>
    async (served: S): Promise<R> => {
      await reach(here, served.viewer, served.params.id)
      return run(served)
    }
  /** Only what works goes out. */
  const faults = async () => ({ faults: (await book()).citingFaults(dayOf(here.clock.now()))[0] })
  const receiving = async (): Promise<act.Receiving> => {
    const [now, today] = [await book(), dayOf(here.clock.now())]
    const unreadBy: act.Receiving['unreadBy'] = (device, person) => unreadManual(here.db, now, today, device, person)
    return { ...(await faults()), fixed: citingFixed(now, today), unreadBy }
  }
  const repairing =
    <S extends Served, R>(run: (served: S) => Promise<R>) =>
    async (served: S): Promise<R> => {
      mayRepair(here, await book(), served.viewer as Viewer)
      return run(served)
    }
  const deeds = async () => deedsToday(await book(), here)
  const acting = ({ actor, params }: Served, command: DeviceCommand) => done(act.actOn(here, actor, params.id, command))
  const done = async (run: Promise<unknown>) => {
    await run
    return {}
  }
  /** What the rules of today say of each device. */
  const ruled = async (): Promise<RuledOf> => {
    const [now, today, names] = [await book(), dayOf(here.clock.now()), await namesOfActors(here.db)]
    const [maintained, fixed] = [maintenanceOf(now, today), fixedOf(now, today, names)]
    return (state) => ({ maintenance: maintained(state), fixed: fixed(state) })
  }
  return {
    listDevices: async ({ viewer }) => (viewer ? devices(here.db, viewer, await ruled()) : []),
    showDevice: on(async ({ viewer, params, actor }) => {
      const [book, today] = [await here.law.book(here.db), dayOf(here.clock.now())]
      const shown = await device(here.db, viewer as Viewer, params.id, await ruled())
      const found = await deviceOf(here.db, params.id)
      const fault = faultAddress(book, today, shown.device)
      const [report, care, keepers] = await Promise.all([
        ticketOf(here.db, book, viewer as Viewer, found, today),
        careOf(here.db, book, found.state, today, actor),
        keepersOf(here.db, book, found.state.unit, today),
      ])
      const names = await namesOfPeople(here.db)
      return {
        ...shown,
        care,
        ...(fault && { fault }),
        ...(report && { report }),
        ...(keepers && {
          keepers: {
            people: keepers.people.map((one) => ({ id: one, name: names.get(one) ?? '' })),
            citations: [book.shelf.citationView(keepers.citation)],
          },
        }),
      }
    }),
    registerDevice: ({ actor, body }) => act.register(here, actor, body),
    changeDevice: on(({ actor, params, body }) => done(act.change(here, actor, params.id, body))),
    issueDevice: on(async ({ actor, params, body }) =>
      done(act.issue(here, actor, params.id, body, await receiving())),
    ),
    returnDevice: on((served) => acting(served, { do: 'return' })),
    handCardOver: on(async ({ actor, params, body }) =>
      done(handCardOver(here, await book(), actor, params.id, body.receiver)),
    ),
    lendDevice: on(async ({ actor, params, body }) => done(act.lend(here, actor, params.id, body, await receiving()))),
    endLoan: on((served) => acting(served, { do: 'end-loan' })),
    checkDevice: on(async ({ actor, params, body }) =>
      act.check(here, actor, params.id, { done: body, limits }, await faults()),
    ),
    reportFault: on(({ viewer, params, body }) =>
      done(book().then((now) => reportFault(here, now, viewer as Viewer, params.id, body))),
    ),
    answerFault: on(({ actor, params, body }) => done(answerFault(here, actor, params.id, body))),
    seeCharge: on(async ({ viewer, params, body }) =>
      seeCharge(here, await book(), viewer as Viewer, params.id, { seen: body, limits }),
    ),
    deviceHolder: on(async ({ params, query }) => holderView(here.db, await book(), params.id, query.at)),
    acknowledgeFault: on(({ viewer, params, body }) =>
      done(book().then((now) => acknowledgeFault(here, now, viewer as Viewer, params.id, body))),
    ),
    sendToRepair: on(repairing((served) => acting(served, { do: 'to-repair', ...served.body }))),
    endRepair: on(repairing((served) => acting(served, { do: 'from-repair', ...served.body }))),
    loseDevice: on((served) => acting(served, { do: 'lose', ...served.body })),
    findDevice: on((served) => acting(served, { do: 'find', ...served.body })),
    retireDevice: on((served) => acting(served, { do: 'retire', ...served.body })),
    noteFixedCamera: on((served) => acting(served, { do: 'note-fixed', noted: served.body })),
    planMaintenance: on((served) => acting(served, { do: 'plan-maintenance', plan: served.body })),
    noteMaintenance: on((served) => acting(served, { do: 'maintain', done: served.body })),
    noteRepair: on(async ({ actor, params, body }) => {
      const { care } = await act.actOn(here, actor, params.id, { do: 'note-repair', repair: body }, await deeds())
      const last = care?.repairs?.at(-1)
      return { unauthorised: last?.unauthorised === true, reimbursable: last?.reimbursable === true }
    }),
    noteDeed: on(async ({ actor, params, body }) => {
      const id = uuidv7(here.clock.now())
      await act.actOn(here, actor, params.id, { do: 'note-deed', id, noted: body }, await deeds())
      return { id }
    }),
    settleDeed: on(async ({ actor, params: { id, deed }, body }) =>
      done(act.actOn(here, actor, id, { do: 'settle-deed', deed, outcome: body }, await deeds())),
    ),
    giveManual: ({ actor, body }) => giveManual(here, actor, body),
    readManual: ({ actor, params, body }) => done(readManual(here, actor, params.id, body.edition)),
    tellSigningKey: async ({ actor, body: { publicKey } }) => {
      const { vouched } = await act.actOn(here, actor, actor.slice('station:'.length), { do: 'tell-key', publicKey })
      return { vouched: vouched !== undefined }
    },
    vouchSigningKey: on(({ actor, params, body }) =>
      done(act.vouchSigningKey(here, actor, params.id, body.fingerprint)),
    ),
    issueStationKey: on(({ actor, params }) => act.issueStationKey(here, actor, params.id)),
  }
}
