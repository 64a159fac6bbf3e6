import { because, Denied } from '@liuhen/core/kernel'
import type { Viewer } from '@liuhen/core/access'
import type { Handlers, Served, Session } from '../platform/served.ts'
import { bureauOf } from './bureau-of.ts'
import { setUp } from './bureau.ts'
import { addPerson, addUnit, changePerson, changeUnit, reinstatePerson, suspendPerson } from './commands.ts'
import { deviceCookie, deviceIn, noCookie, sessionCookie, underWayCookie, underWayIn } from './cookie.ts'
import { changePassword, proposeReset } from './credentials.ts'
import { decodeCsv, exportCsv, importCsv } from './csv/exchange.ts'
import { peopleCsv } from './csv/people.ts'
import type { CsvTable } from './csv/table.ts'
import { unitsCsv } from './csv/units.ts'
import { Elsewhere, UNDER_WAY_SECONDS } from './elsewhere.ts'
import { issueEnrolmentCode } from './enrolment.ts'
import { proposeIdentity, unlinkIdentity } from './identity.ts'
import { endOwnSession, listNotices, listOwnSessions, readNotices } from './own-account.ts'
import { outsideActs } from './outside.ts'
import type { People } from './people.ts'
import { confirmProposals, declineProposal, giveRoles, listProposals, proposeForgetting } from './proposals.ts'
import { beginSecondFactor, confirmSecondFactor } from './second-factor.ts'
import { endSession } from './sessions.ts'
import { type Outcome, signIn, signInBy } from './sign-in.ts'
import { listColleagues, listPeople, listUnits, meOf } from './views.ts'

/** Everything the counter does for people and sign-in. */
export function peopleHandlers(here: People): Partial<Handlers> {
  return { ...signInHandlers(here), ...registerHandlers(here), ...csvHandlers(here) }
}

function signInHandlers(here: People): Partial<Handlers> {
  const { db, clock } = here
  const elsewhere = new Elsewhere(here)
  const told = async (outcome: Outcome, secure: boolean, cookies: readonly string[] = []): Promise<Response> => {
    const headers = new Headers(cookies.map((cookie) => ['set-cookie', cookie]))
    if (outcome.state !== 'signed-in') return Response.json({ state: outcome.state }, { headers })
    headers.append('set-cookie', sessionCookie(outcome.token, secure))
    headers.append('set-cookie', deviceCookie(outcome.device, secure))
    return Response.json({ state: outcome.state, me: await meOf(db, clock, outcome.person) }, { headers })
  }
  return {
    setUpState: async () => {
      const bureau = await bureauOf(db)
      return {
        needed: !bureau,
        sample: bureau?.sample ?? false,
        ...(here.config.provider && { provider: here.config.provider.name }),
        ...(bureau ? { bureau: bureau.name } : here.rules && { packs: here.rules.offered() }),
      }
    },
    setUp: async ({ body, address }) => {
      await setUp(here, body, address)
      return {}
    },
    signIn: async (served) => {
      const { body, secure } = served
      return told(await signIn(here, { ...body, ...knockOf(served) }), secure)
    },
    beginSignInElsewhere: async ({ secure }) => {
      const { url, underWay } = await elsewhere.begin()
      const headers = { 'set-cookie': underWayCookie(underWay, UNDER_WAY_SECONDS, secure) }
      return Response.json({ url }, { headers })
    },
    signInElsewhere: async (served) => {
      const { body, secure, request } = served
      const said = await elsewhere.who(underWayIn(request.headers.get('cookie')), body.answer)
      const outcome = await signInBy(here, said.identity, { ...body, ...knockOf(served) })
      const kept = outcome.state === 'signed-in' ? '' : said.underWay
      return told(outcome, secure, [underWayCookie(kept, kept === '' ? 0 : UNDER_WAY_SECONDS, secure)])
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
    listOwnSessions: ({ session }) => listOwnSessions(db, own(session)),
    endOwnSession: async ({ session, params }) => {
      await endOwnSession(here, own(session), params.id)
      return {}
    },
    listNotices: ({ session }) => listNotices(db, own(session)),
    readNotices: async ({ session, body }) => {
      await readNotices(here, own(session).person, body.until)
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
    listPeople: async ({ actor }) => {
      await here.looks.note(actor, 'register', { kind: 'RegisterLooked/1', body: { register: 'people' } })
      return listPeople(db, clock)
    },
    listOutsideActs: ({ query }) => outsideActs(db, query),
    listColleagues: () => listColleagues(db),
    addPerson: ({ actor, body }) => addPerson(here, actor, body),
    changePerson: async ({ actor, params, body }) => {
      await changePerson(here, actor, params.id, body)
      return {}
    },
    giveRoles: async ({ viewer, params, body }) => ({ state: await giveRoles(here, by(viewer), params.id, body) }),
    listProposals: ({ viewer }) => listProposals(db, by(viewer)),
    confirmProposals: async ({ viewer, body }) => ({ codes: await confirmProposals(here, by(viewer), body.of) }),
    declineProposal: async ({ viewer, body }) => {
      await declineProposal(here, by(viewer), body, body.reason)
      return {}
    },
    issueEnrolmentCode: ({ viewer, params }) => issueEnrolmentCode(here, by(viewer), params.id),
    suspendPerson: async ({ viewer, params, body }) => {
      await suspendPerson(here, by(viewer), params.id, body)
      return {}
    },
    reinstatePerson: async ({ actor, params, body }) => {
      await reinstatePerson(here, actor, params.id, body)
      return {}
    },
    forgetSecondFactor: async ({ viewer, params, body }) => {
      await proposeForgetting(here, by(viewer), params.id, body.reason)
      return {}
    },
    linkIdentity: async ({ viewer, params, body }) => {
      await proposeIdentity(here, by(viewer), params.id, body)
      return {}
    },
    unlinkIdentity: async ({ viewer, params, body }) => {
      await unlinkIdentity(here, by(viewer), params.id, body.reason)
      return {}
    },
    resetPassword: async ({ viewer, params, body }) => ({
      password: await proposeReset(here, by(viewer), params.id, body.reason),
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
      const { csv, rows } = await exportCsv(here.db, tableFor(served))
      const body = { register: served.params.what, rows }
      await here.looks.note(served.actor, 'register', { kind: 'RegisterExported/1', body })
      return new Response(csv, { headers })
    },
  }
}

/** Where an attempt to sign in came from, and by which browser. */
function knockOf({ address, request }: Pick<Served<'signIn'>, 'address' | 'request'>) {
  const device = deviceIn(request.headers.get('cookie'))
  return { address, device, agent: (request.headers.get('user-agent') ?? '').slice(0, 200) }
}

/** The shell lets nobody without a role this far. */
function by(viewer: Viewer | undefined): Viewer {
  if (!viewer) throw new Error('an endpoint for roles was served to nobody')
  return viewer
}

/** The shell lets nobody without a session this far. */
function own(session: Session | undefined): Session {
  if (!session) throw new Error('an endpoint for persons was served without a session')
  return session
}
