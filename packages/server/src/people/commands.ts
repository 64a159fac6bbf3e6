import { isAdministrator, scopeOf } from '@liuhen/core/access'
import type { Role, Viewer } from '@liuhen/core/access'
import { because, Refused, text } from '@liuhen/core/kernel'
import type { Instant, Obstacle } from '@liuhen/core/kernel'
import { type PersonFacts, type PersonState, termObstacles, type UnitFacts } from '@liuhen/core/people'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { act, changeOne, none, ownAccount } from './change.ts'
import { giveFirst } from './credentials.ts'
import { firstRoleObstacles, missingUnit, personObstacles, unitObstacles } from './obstacles.ts'
import { temporaryPassword } from './passwords.ts'
import type { People } from './people.ts'
import { endSessions } from './sessions.ts'
import { unitById } from './store.ts'
import type { Kept } from './store.ts'

export const addUnit = (here: People, actor: string, facts: UnitFacts): Promise<string> =>
  act(here, (trx) => addUnitWithin(here, trx, actor, facts))

/** As {@link addUnit}, in a transaction that has the register to itself already. */
export async function addUnitWithin(here: People, trx: Db, actor: string, facts: UnitFacts): Promise<string> {
  none(await unitObstacles(trx, facts))
  const at = here.clock.now()
  const id = uuidv7(at)
  await here.record(trx, [{ stream: `unit:${id}`, version: 1, kind: 'UnitAdded/1', at, actor, body: facts }])
  return id
}

export const changeUnit = (here: People, actor: string, id: string, facts: UnitFacts): Promise<void> =>
  act(here, async (trx) => {
    const unit = await unitById(trx, id)
    if (!unit) throw missingUnit()
    none(await unitObstacles(trx, facts, id))
    const at = here.clock.now()
    const version = unit.version + 1
    await here.record(trx, [{ stream: `unit:${id}`, version, kind: 'UnitChanged/1', at, actor, body: facts }])
  })

/** A person to be added; of a part that is given for a term, until when and what for. */
type Asked = PersonFacts & { readonly until?: Instant | undefined; readonly reason?: string | undefined }

export interface Added {
  readonly id: string
  /** To be told to the person once; it is kept nowhere. */
  readonly password: string
}

/**
 * Adds a person with a temporary password, which opens nothing until another administrator has confirmed the roles. Throws
 * Refused with everything that stands in the way.
 */
export async function addPerson(here: People, actor: string, facts: Asked): Promise<Added> {
  const password = temporaryPassword()
  const hash = await here.passwords.hash(password)
  const id = await act(here, (trx) => addPersonWithin(here, trx, actor, facts, hash))
  return { id, password }
}

/** As {@link addPerson} with a temporary password hashed before, in a transaction that has the register to itself. */
export async function addPersonWithin(
  here: People,
  trx: Db,
  actor: string,
  facts: Asked,
  hash: string,
): Promise<string> {
  const at = here.clock.now()
  none([
    ...firstRoleObstacles(facts.roles),
    ...termObstacles(facts.roles, facts, at),
    ...(await personObstacles(trx, facts)),
  ])
  const id = uuidv7(at)
  const stream = `person:${id}`
  const set = { by: 'administrator', mustChange: true } as const
  await here.record(trx, [
    { stream, version: 1, kind: 'PersonAdded/2', at, actor, body: facts },
    { stream, version: 2, kind: 'PasswordSet/1', at, actor, body: set },
  ])
  await giveFirst(trx, id, hash, at, false)
  return id
}

/** Changes what the register says of a person: what is left out is taken out. */
export const changePerson = (
  here: People,
  actor: string,
  id: string,
  facts: Omit<PersonFacts, 'userName' | 'roles'>,
): Promise<void> =>
  changeOne(here, actor, id, async (trx, { state }) => {
    none([...moved(state, facts.unit), ...(await personObstacles(trx, facts, id))])
    return { kind: 'PersonChanged/1', body: facts }
  })

/** Who sees a unit's recordings sees those of another by being moved: that is an appointment, which takes two. */
function moved({ roles, unit }: PersonState, to: string): Obstacle[] {
  const scope = scopeOf({ person: '', roles, units: [unit] })
  if (unit === to || !scope || !('units' in scope)) return []
  const message = text(
    '此人按单位查看音像，调整单位等于调整查看范围：请由安全管理员在“给角色”中提出，另一名管理员复核',
    'This person sees recordings by unit, so moving them changes what they see: the security administrator asks for it with their roles, and another administrator confirms',
  )
  return [{ code: 'unit-by-appointment', message, field: 'unit' }]
}

/** Shuts a person out; their sessions end. Throws Refused for oneself and for the last administrator of a kind. */
export async function suspendPerson(here: People, viewer: Viewer, id: string, body: { reason: string }): Promise<void> {
  await changeOne(here, `person:${viewer.person}`, id, async (trx, person) => {
    none(ownAccount(viewer, id))
    if (person.state.suspended)
      throw because(Refused, 'suspended-already', '该人员已停用', 'This person is suspended already')
    await keepAdministrators(trx, person, [])
    return { kind: 'PersonSuspended/1', body }
  })
  await endSessions(here, id)
}

export const reinstatePerson = (here: People, actor: string, id: string, body: { reason: string }): Promise<void> =>
  changeOne(here, actor, id, async (_, person) => {
    if (!person.state.suspended) throw because(Refused, 'not-suspended', '该人员未停用', 'This person is not suspended')
    return { kind: 'PersonReinstated/1', body }
  })

/** Each kind of administrator keeps somebody who can act, or the system could not be administered any more. */
export async function keepAdministrators(trx: Db, person: Kept<PersonState>, left: readonly Role[]): Promise<void> {
  const losing = person.state.suspended
    ? []
    : person.state.roles.filter((role) => isAdministrator(role) && !left.includes(role))
  if (losing.length === 0) return
  const others = await trx
    .selectFrom('people')
    .select('roles')
    .where('id', '!=', person.id)
    .where('suspended', '=', false)
    .execute()
  if (losing.every((role) => others.some((other) => other.roles.includes(role)))) return
  throw because(
    Refused,
    'last-administrator',
    '这是最后一名该类管理员：请先授予另一人该角色',
    'This is the last administrator of its kind: give another person the role first',
  )
}
