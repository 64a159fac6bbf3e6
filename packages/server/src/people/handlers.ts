import { because, Denied } from '@liuhen/core/kernel'
import type { Viewer } from '@liuhen/core/access'
import type { Handlers, Served, Session } from '../platform/served.ts'
import { bureauOf, setUp } from './bureau.ts'
import {
  addPerson,
  addUnit,
  changePerson,
  changeUnit,
  forgetSecondFactor,
  giveRoles,
  reinstatePerson,
  suspendPerson,
} from './commands.ts'
import { noCookie, sessionCookie } from './cookie.ts'
import { changePassword, resetPassword } from './credentials.ts'
import { decodeCsv, exportCsv, importCsv } from './csv/exchange.ts'
import { peopleCsv } from './csv/people.ts'
import type { CsvTable } from './csv/table.ts'
import { unitsCsv } from './csv/units.ts'
import type { People } from './people.ts'
import { beginSecondFactor, confirmSecondFactor } from './second-factor.ts'
import { endSession } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { listColleagues, listPeople, listUnits, meOf } from './views.ts'

/** Everything the counter does for people and sign-in. */
export function peopleHandlers(here: People): Partial<Handlers> {
  return { ...signInHandlers(here), ...registerHandlers(here), ...csvHandlers(here) }
}

function signInHandlers(here: People): Partial<Handlers> {
  const { db, clock } = here
  return {
    setUpState: async () => {
      const bureau = await bureauOf(db)
      return {
        needed: !bureau,
        sample: bureau?.sample ?? false,
        ...(bureau ? { bureau: bureau.name } : here.rules && { packs: here.rules.offered() }),
      }
    },
    setUp: async ({ body }) => {
      await setUp(here, body)
      return {}
    },
    signIn: async ({ body, address, secure }) => {
      const outcome = await signIn(here, { ...body, address })
      if (outcome.state === 'code-needed') return { state: outcome.state }
      const me = await meOf(db, clock, outcome.person)
      const headers = { 'set-cookie': sessionCookie(outcome.token, secure) }
      return Response.json({ state: outcome.state, me }, { headers })
    },
    whoAmI: ({ session }) => meOf(db, clock, own(session).person),
    signOut: async ({ session, secure }) => {
      await endSession(here, Buffer.from(own(session).id, 'hex'), 'self')
      return Response.json({}, { headers: { 'set-cookie': noCookie(secure) } })
    },
    changePassword: async ({ session, body }) => {
      await changePassword(here, own(session).person, own(session).id, body)
      return {}
    },
    beginSecondFactor: ({ session }) => beginSecondFactor(here, own(session).person, own(session).id),
    confirmSecondFactor: async ({ session, body }) => {
      await confirmSecondFactor(here, own(session).person, body.code)
      return {}
    },
  }
}

function registerHandlers(here: People): Partial<Handlers> {
  const { db, clock } = here
  return {
    listUnits: () => listUnits(db),
    addUnit: async ({ actor, body }) => ({ id: await addUnit(here, actor, body) }),
    changeUnit: async ({ actor, params, body }) => {
      await changeUnit(here, actor, params.id, body)
      return {}
    },
    listPeople: () => listPeople(db, clock),
    listColleagues: () => listColleagues(db),
    addPerson: ({ actor, body }) => addPerson(here, actor, body),
    changePerson: async ({ actor, params, body }) => {
      await changePerson(here, actor, params.id, body)
      return {}
    },
    giveRoles: async ({ actor, params, body }) => {
      await giveRoles(here, actor, params.id, body)
      return {}
    },
    suspendPerson: async ({ actor, params, body }) => {
      await suspendPerson(here, actor, params.id, body)
      return {}
    },
    reinstatePerson: async ({ actor, params, body }) => {
      await reinstatePerson(here, actor, params.id, body)
      return {}
    },
    forgetSecondFactor: async ({ actor, params, body }) => {
      await forgetSecondFactor(here, actor, params.id, body)
      return {}
    },
    resetPassword: async ({ actor, params, body }) => ({
      password: await resetPassword(here, params.id, actor, body.reason),
    }),
  }
}

function csvHandlers(here: People): Partial<Handlers> {
  const tables: Partial<Record<'units' | 'people' | 'devices', CsvTable>> = {
    units: unitsCsv(here),
    people: peopleCsv(here),
    ...(here.devicesCsv && { devices: here.devicesCsv }),
  }
  const tableFor = ({
    params,
    viewer,
  }: Pick<Served<'importCsv'>, 'params'> & { viewer: Viewer | undefined }): CsvTable => {
    const table = tables[params.what]
    if (table && viewer?.roles.some((role) => table.allow.includes(role))) return table
    throw because(
      Denied,
      'not-your-table',
      '您的角色不能导入或导出这张表',
      'Your role may not import or export this table',
    )
  }
  return {
    importCsv: async (served) => {
      const table = tableFor(served)
      return importCsv(here.db, table, decodeCsv(served.body), served.body.check, served.actor)
    },
    exportCsv: async (served) => {
      const headers = {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${served.params.what}.csv"`,
      }
      return new Response(await exportCsv(here.db, tableFor(served)), { headers })
    },
  }
}

/** The shell lets nobody without a session this far. */
function own(session: Session | undefined): Session {
  if (!session) throw new Error('an endpoint for persons was served without a session')
  return session
}
