import type { ProposalView } from '@liuhen/contract/people'
import { separation } from '@liuhen/core/access'
import type { Role, Viewer } from '@liuhen/core/access'
import type { NewEvent } from '@liuhen/core/journal'
import { because, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import { obstaclesToConfirming, termObstacles } from '@liuhen/core/people'
import type { PersonState, Proposal, ProposalKind } from '@liuhen/core/people'
import type { Db } from '../platform/database/index.ts'
import { act, changeOne, none, officeOf, ownAccount } from './change.ts'
import { keepAdministrators } from './commands.ts'
import { enforceReset } from './credentials.ts'
import { issueCode, type Issued, needsCode } from './enrolment.ts'
import { identityTaken } from './identity.ts'
import { namesOfActors } from './names.ts'
import { missingPerson, noSuchUnit } from './obstacles.ts'
import type { People } from './people.ts'
import { endSessions } from './sessions.ts'
import { personById, unitById } from './store.ts'
import type { Kept } from './store.ts'

interface Asked {
  readonly roles: Role[]
  readonly unit?: string | undefined
  /** Of a part that is given for a term. */
  readonly until?: Instant | undefined
  readonly reason: string
}

/**
 * Gives a person these roles in place of those they have: at once where it only takes some away, else once an administrator of
 * another office has confirmed. Throws Refused; nobody changes their own.
 */
export async function giveRoles(here: People, viewer: Viewer, id: string, asked: Asked): Promise<'given' | 'proposed'> {
  const done = { given: false }
  await changeOne(here, `person:${viewer.person}`, id, async (trx, person) => {
    none([
      ...separation(asked.roles),
      ...termObstacles(asked.roles, asked, here.clock.now()),
      ...ownAccount(viewer, id),
      ...(await unitThere(trx, asked.unit)),
    ])
    await keepAdministrators(trx, person, asked.roles)
    const { unit, ...rest } = asked
    const moves = unit !== undefined && unit !== person.state.unit
    const body = { ...rest, ...(moves && { unit }) }
    const isLonger = asked.until !== undefined && asked.until > (person.state.until ?? asked.until)
    if (moves || isLonger || asked.roles.some((role) => !person.state.roles.includes(role)))
      return { kind: 'RolesProposed/1', body: { ...body, office: officeOf(viewer) } }
    done.given = true
    return { kind: 'RolesGiven/1', body }
  })
  if (!done.given) return 'proposed'
  await endSessions(here, id)
  return 'given'
}

/**
 * The phone is lost: once confirmed, the second factor is forgotten and its owner's sessions end; a new one is set up at the
 * next sign-in with an enrolment code. Throws Refused for oneself and where none is set.
 */
export const proposeForgetting = (here: People, viewer: Viewer, id: string, reason: string): Promise<void> =>
  changeOne(here, `person:${viewer.person}`, id, async (_, { state }) => {
    none(ownAccount(viewer, id))
    if (!state.secondFactor)
      throw because(Refused, 'no-second-factor', '该人员没有设置动态口令', 'This person has set no second factor')
    return { kind: 'SecondFactorResetProposed/1', body: { reason, office: officeOf(viewer) } }
  })

interface Named {
  readonly person: string
  readonly kind: ProposalKind
}

/**
 * Confirms what another administrator asked for: all of it or none. Answers the enrolment codes of those who cannot sign in
 * yet, unless a system administrator confirms: they know the temporary passwords. Throws Missing for what is not open any
 * more, and Refused for what the viewer may not confirm.
 */
export async function confirmProposals(here: People, viewer: Viewer, of: readonly Named[]): Promise<Issued[]> {
  const codes = await act(here, async (trx) => {
    const issued: Issued[] = []
    for (const one of of) issued.push(...(await confirm(here, trx, viewer, one)))
    return issued
  })
  for (const { person } of of) await endSessions(here, person)
  return codes
}

async function confirm(here: People, trx: Db, viewer: Viewer, { person: id, kind }: Named): Promise<Issued[]> {
  const [person, proposal] = await openProposal(trx, id, kind)
  none(obstaclesToConfirming(kind, proposal, id, viewer))
  const [at, actor] = [here.clock.now(), `person:${viewer.person}`]
  const event = { stream: `person:${id}`, version: person.version + 1, at, actor }
  const [reason, proposedBy] = [proposal.reason, proposal.by]
  if (kind === 'roles') {
    const roles = [...(proposal.roles ?? [])]
    none([...separation(roles), ...termObstacles(roles, proposal, at), ...(await unitThere(trx, proposal.unit))])
    await keepAdministrators(trx, person, roles)
    const unit = proposal.unit !== undefined && { unit: proposal.unit }
    const term = proposal.until !== undefined && { until: proposal.until }
    const body = { roles, ...unit, ...term, reason, proposedBy }
    await here.record(trx, [{ ...event, kind: 'RolesGiven/1', body }])
  } else if (kind === 'password') {
    const body = { by: 'administrator', mustChange: true, reason, proposedBy } as const
    await here.record(trx, [{ ...event, kind: 'PasswordSet/1', body }])
    await enforceReset(trx, id, at)
  } else if (kind === 'identity') {
    if (!proposal.identity) throw new Error('an identity was to be confirmed and none is told')
    none(await identityTaken(trx, id, proposal.identity))
    await here.record(trx, [{ ...event, kind: 'IdentityLinked/1', body: { ...proposal.identity, reason, proposedBy } }])
  } else {
    await here.record(trx, [{ ...event, kind: 'SecondFactorForgotten/1', body: { reason, proposedBy } }])
    await trx.updateTable('second_factor').set({ sealed: null, pending: null }).where('person', '=', id).execute()
  }
  if (officeOf(viewer) === 'system-administrator' || !(await needsCode(trx, id))) return []
  return [await issueCode(here, trx, actor, id)]
}

/** Declines what another asked for, or takes back what one asked for oneself. Throws Missing, and Refused for one's own account. */
export const declineProposal = (here: People, viewer: Viewer, { person, kind }: Named, reason: string): Promise<void> =>
  act(here, async (trx) => {
    none(ownAccount(viewer, person))
    const [{ version }] = await openProposal(trx, person, kind)
    const body = { proposal: kind, reason }
    const event: NewEvent = {
      stream: `person:${person}`,
      version: version + 1,
      kind: 'ProposalDeclined/1',
      at: here.clock.now(),
      actor: `person:${viewer.person}`,
      body,
    }
    await here.record(trx, [event])
    if (kind === 'password')
      await trx.updateTable('credential').set({ pending_hash: null }).where('person', '=', person).execute()
  })

async function openProposal(trx: Db, id: string, kind: ProposalKind): Promise<[Kept<PersonState>, Proposal]> {
  const person = await personById(trx, id)
  if (!person) throw missingPerson()
  const proposal = person.state.proposals?.[kind]
  if (proposal) return [person, proposal]
  const { name } = person.state
  throw because(
    Missing,
    'proposal-gone',
    `${name} 的这一事项已经办结或撤回，请刷新`,
    `What was asked for about ${name} was settled or taken back already: look again`,
  )
}

const unitThere = async (trx: Db, unit: string | undefined) =>
  unit === undefined || (await unitById(trx, unit)) ? [] : [noSuchUnit('unit')]

/** Everything that waits, oldest first, as this administrator looks at it. */
export async function listProposals(db: Db, viewer: Viewer): Promise<ProposalView[]> {
  const [rows, units, nameOf] = await Promise.all([
    db.selectFrom('people').select(['id', 'state']).where('proposed', '=', true).execute(),
    db.selectFrom('units').select(['id', 'name']).execute(),
    namesOfActors(db),
  ])
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]))
  const views = rows.flatMap(({ id, state }) =>
    Object.entries(state.proposals ?? {}).map(([kind, proposal]): ProposalView => {
      const [obstacle] = obstaclesToConfirming(kind as ProposalKind, proposal, id, viewer)
      const { name, userName, roles, unit } = state
      return {
        person: { id, name, userName, roles, unitName: unitNames.get(unit) ?? '' },
        kind: kind as ProposalKind,
        ...(proposal.roles && { roles: [...proposal.roles] }),
        ...(proposal.identity && { identity: proposal.identity }),
        ...(proposal.until !== undefined && { until: proposal.until }),
        ...(proposal.unit !== undefined && { unitName: unitNames.get(proposal.unit) ?? '' }),
        reason: proposal.reason,
        by: nameOf(proposal.by),
        at: proposal.at,
        own: proposal.by === `person:${viewer.person}`,
        ...(obstacle && { why: obstacle.message }),
      }
    }),
  )
  return views.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.person.userName < b.person.userName ? -1 : 1))
}

/** How many things wait that this viewer can confirm. */
export const toConfirm = async (db: Db, viewer: Viewer): Promise<number> =>
  (await listProposals(db, viewer)).filter((one) => one.why === undefined).length
