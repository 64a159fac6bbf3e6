import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { Viewer } from '@liuhen/core/access'
import { because, millisecondsOf, Refused } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import type { Db } from '../platform/database/index.ts'
import { act, none, ownAccount } from './change.ts'
import { missingPerson } from './obstacles.ts'
import type { People } from './people.ts'
import { needsSecondFactor, TEMPORARY_PASSWORD_LIFE } from './policy.ts'
import { personById } from './store.ts'

/** A code as it is told once, to whoever hands it over. */
export interface Issued {
  readonly name: string
  readonly userName: string
  readonly code: string
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 80 bits in groups of four, none of them like another: `K7QM-3XPD-9RTW-HJ2C`. */
const freshCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  )

/** As it is kept: with 80 bits no salt and no slow hash are needed. Spaces, hyphens and small letters do not matter. */
const digestOf = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest()

interface Enrolling {
  readonly enrolment: Buffer | null
  readonly enrolment_at: Instant | null
}

/** Whether that is the code issued last, and not too long ago. */
export const enrols = ({ enrolment, enrolment_at }: Enrolling, code: string, now: Instant): boolean =>
  enrolment !== null &&
  enrolment_at !== null &&
  millisecondsOf(now) - millisecondsOf(enrolment_at) <= TEMPORARY_PASSWORD_LIFE &&
  timingSafeEqual(enrolment, digestOf(code))

/** Whether nothing but a code opens the account: a second factor is asked for and none is set. */
export async function needsCode(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .innerJoin('credential', 'credential.person', 'people.id')
    .leftJoin('second_factor', 'second_factor.person', 'people.id')
    .leftJoin('bureau', (join) => join.onTrue())
    .select(['people.roles', 'enrolment_free', 'second_factor.sealed', 'bureau.sample'])
    .where('people.id', '=', id)
    .executeTakeFirst()
  return !!row && !row.enrolment_free && row.sealed === null && needsSecondFactor(row.roles, row.sample ?? false)
}

/** A fresh code in place of one issued before, in a transaction that has the register to itself. */
export async function issueCode(here: People, trx: Db, actor: string, id: string): Promise<Issued> {
  const person = await personById(trx, id)
  if (!person) throw missingPerson()
  const [at, code] = [here.clock.now(), freshCode()]
  const stream = `person:${id}`
  await here.record(trx, [{ stream, version: person.version + 1, kind: 'EnrolmentCodeIssued/1', at, actor, body: {} }])
  const row = { enrolment: digestOf(code), enrolment_at: at }
  await trx.updateTable('credential').set(row).where('person', '=', id).execute()
  return { name: person.state.name, userName: person.state.userName, code }
}

/** As {@link issueCode}, where a code was lost or nobody who could be told it confirmed. Throws Refused where none is needed. */
export const issueEnrolmentCode = (here: People, viewer: Viewer, id: string): Promise<Issued> =>
  act(here, async (trx) => {
    none(ownAccount(viewer, id))
    if (!(await personById(trx, id))) throw missingPerson()
    if (!(await needsCode(trx, id)))
      throw because(
        Refused,
        'no-enrolment',
        '该人员不需要开通码：角色尚未复核，或已绑定动态口令',
        'This person needs no enrolment code: no role is confirmed yet, or a second factor is set',
      )
    return issueCode(here, trx, `person:${viewer.person}`, id)
  })
