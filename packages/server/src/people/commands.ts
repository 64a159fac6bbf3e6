import { isAdministrator, separation } from '@liuhen/core/access'
import type { Role } from '@liuhen/core/access'
import type { NewEvent } from '@liuhen/core/journal'
import { because, Refused, text } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import type { PersonFacts, PersonState, UnitFacts } from '@liuhen/core/people'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { giveFirst } from './credentials.ts'
import { firstRoleObstacles, missingPerson, missingUnit, personObstacles, unitObstacles } from './obstacles.ts'
import { temporaryPassword } from './passwords.ts'
import type { People } from './people.ts'
import { endSessions } from './sessions.ts'
import { alone, personById, unitById } from './store.ts'
import type { Kept } from './store.ts'

const none = (obstacles: readonly Obstacle[]): void => {
  if (obstacles.length > 0) throw new Refused(obstacles)
}

/** One change to the register, made alone. */
const act = <T>(here: People, change: (trx: Db) => Promise<T>): Promise<T> =>
  here.db.transaction().execute(async (trx) => {
    await alone(trx)
    return change(trx)
  })

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

export interface Added {
  readonly id: string
  /** To be told to the person once; it is kept nowhere. */
  readonly password: string
}

/** Adds a person with a temporary password. Throws Refused with everything that stands in the way. */
export async function addPerson(here: People, actor: string, facts: PersonFacts): Promise<Added> {
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
  facts: PersonFacts,
  hash: string,
): Promise<string> {
  none([...firstRoleObstacles(facts.roles), ...(await personObstacles(trx, facts))])
  const at = here.clock.now()
  const id = uuidv7(at)
  const stream = `person:${id}`
  const set = { by: 'administrator', mustChange: true } as const
  await here.record(trx, [
    { stream, version: 1, kind: 'PersonAdded/1', at, actor, body: facts },
    { stream, version: 2, kind: 'PasswordSet/1', at, actor, body: set },
  ])
  await giveFirst(trx, id, hash, at, true)
  return id
}

/** Changes what the register says of a person: what is left out is taken out. */
export const changePerson = (
  here: People,
  actor: string,
  id: string,
  facts: Omit<PersonFacts, 'userName' | 'roles'>,
): Promise<void> =>
  changeOne(here, actor, id, async (trx) => {
    none(await personObstacles(trx, facts, id))
    return { kind: 'PersonChanged/1', body: facts }
  })

/** Gives a person these roles in place of those they had. Throws Refused; nobody changes their own. */
export async function giveRoles(
  here: People,
  actor: string,
  id: string,
  body: { readonly roles: Role[]; readonly reason: string },
): Promise<void> {
  await changeOne(here, actor, id, async (trx, person) => {
    none([...separation(body.roles), ...ownAccount(actor, id)])
    await keepAdministrators(trx, person, body.roles)
    return { kind: 'RolesGiven/1', body }
  })
  await endSessions(here, id)
}

/** Shuts a person out; their sessions end. Throws Refused for oneself and for the last administrator of a kind. */
export async function suspendPerson(here: People, actor: string, id: string, body: { reason: string }): Promise<void> {
  await changeOne(here, actor, id, async (trx, person) => {
    none(ownAccount(actor, id))
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

/**
 * The phone is lost: the second factor is forgotten and its owner's sessions end; an administrator sets up a new one at the
 * next sign-in, before anything else. Throws Refused for oneself and where none is set.
 */
export async function forgetSecondFactor(
  here: People,
  actor: string,
  id: string,
  body: { readonly reason: string },
): Promise<void> {
  await changeOne(here, actor, id, async (trx, person) => {
    none(ownAccount(actor, id))
    if (!person.state.secondFactor)
      throw because(Refused, 'no-second-factor', '该人员没有设置动态口令', 'This person has set no second factor')
    await trx.updateTable('second_factor').set({ sealed: null, pending: null }).where('person', '=', id).execute()
    return { kind: 'SecondFactorForgotten/1', body }
  })
  await endSessions(here, id)
}

type Change = Pick<Extract<NewEvent, { stream: string }>, 'kind' | 'body'>

/** One more event in the stream of one person, made alone. */
const changeOne = (
  here: People,
  actor: string,
  id: string,
  decide: (trx: Db, person: Kept<PersonState>) => Promise<Change>,
): Promise<void> =>
  act(here, async (trx) => {
    const person = await personById(trx, id)
    if (!person) throw missingPerson()
    const change = await decide(trx, person)
    const event = { stream: `person:${id}`, version: person.version + 1, at: here.clock.now(), actor, ...change }
    await here.record(trx, [event as NewEvent])
  })

const ownAccount = (actor: string, id: string): Obstacle[] =>
  actor === `person:${id}`
    ? [
        {
          code: 'own-account',
          message: text(
            '不能对自己的账号进行此操作，请由另一名管理员办理',
            'Nobody does this to their own account: another administrator must',
          ),
        },
      ]
    : []

/** Each kind of administrator keeps somebody who can act, or the system could not be administered any more. */
async function keepAdministrators(trx: Db, person: Kept<PersonState>, left: readonly Role[]): Promise<void> {
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
