import type { Viewer } from '@liuhen/core/access'
import type { Informant, InformantFacts } from '@liuhen/core/informants'
import { informantStream } from '@liuhen/core/informants'
import { because, Denied, Missing } from '@liuhen/core/kernel'
import { caseOf, handles } from '../cases/index.ts'
import type { Journal } from '../ledger/index.ts'
import { namesOfActors, refuseOffDuty } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, uuidv7 } from '../platform/index.ts'
import type { Handlers } from '../platform/served.ts'

interface Informants {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
}

/** Throws Denied to whoever does not handle the case, whatever their part, and Missing where it may not be seen. */
async function checkHandles({ db }: Informants, viewer: Viewer | undefined, id: string): Promise<Viewer> {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  const row = await caseOf(db, viewer, id)
  await refuseOffDuty(db, [viewer.person])
  if (handles(viewer, row)) return viewer
  throw because(
    Denied,
    'handlers-alone',
    '投诉人、举报人是谁，只有本案承办人可以登记、查看',
    'Who complained is entered and seen by those alone who handle the case',
  )
}

/** Throws Missing where it is not of that case, or was struck. */
async function informantOf(db: Db, id: string, informant: string): Promise<Informant> {
  const row = await db
    .selectFrom('informants')
    .select('state')
    .where('id', '=', informant)
    .where('case_id', '=', id)
    .where('struck', '=', false)
    .executeTakeFirst()
  if (row) return row.state
  throw because(Missing, 'informant-unknown', '本案没有登记这个人', 'Nobody of that kind is entered in this case')
}

/** Who complained or reported: entered and seen by who handles the case, each look on record with what it is for. */
export function informantsHandlers(here: Informants): Partial<Handlers> {
  const { db, clock, journal } = here
  const momentOf = (viewer: Viewer) => ({ at: clock.now(), actor: `person:${viewer.person}` })
  return {
    listInformants: async ({ viewer, params }) => {
      if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
      const row = await caseOf(db, viewer, params.id)
      const [found, names] = await Promise.all([
        db
          .selectFrom('informants')
          .select(['id', 'state'])
          .where('case_id', '=', params.id)
          .where('struck', '=', false)
          .orderBy('id')
          .execute(),
        namesOfActors(db),
      ])
      return {
        handles: handles(viewer, row),
        rows: found.map(({ id, state: { kind, way, name, contact, confidential, named } }) => ({
          id,
          kind,
          way,
          confidential,
          hasName: name !== undefined,
          hasContact: contact !== undefined,
          at: named.at,
          by: names(named.by),
        })),
      }
    },
    nameInformant: async ({ viewer: caller, params, body }) => {
      const viewer = await checkHandles(here, caller, params.id)
      const moment = momentOf(viewer)
      const id = uuidv7(moment.at)
      const facts: InformantFacts = { ...body, case: params.id }
      await db.transaction().execute((trx) => journal.act(trx, informantStream, id, { do: 'name', facts }, moment))
      return { id }
    },
    lookAtInformant: async ({ viewer: caller, params, body: { purpose } }) => {
      const viewer = await checkHandles(here, caller, params.id)
      const { name, contact } = await informantOf(db, params.id, params.informant)
      const moment = momentOf(viewer)
      const look = { informant: params.informant, case: params.id, purpose }
      // Each is a look of its own, on record before a word is shown.
      await db
        .transaction()
        .execute((trx) =>
          journal.write(trx, [
            { kind: 'InformantLooked/1', body: look, stream: `look:${uuidv7(moment.at)}`, version: 1, ...moment },
          ]),
        )
      return { ...(name !== undefined && { name }), ...(contact !== undefined && { contact }) }
    },
    strikeInformant: async ({ viewer: caller, params, body: { reason } }) => {
      const viewer = await checkHandles(here, caller, params.id)
      await informantOf(db, params.id, params.informant)
      await db
        .transaction()
        .execute((trx) =>
          journal.act(trx, informantStream, params.informant, { do: 'strike', reason }, momentOf(viewer)),
        )
      return {}
    },
  }
}
