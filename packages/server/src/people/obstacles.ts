import { isAdministrator, separation } from '@liuhen/core/access'
import type { Role } from '@liuhen/core/access'
import { because, Missing, text } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import type { PersonFacts, UnitFacts } from '@liuhen/core/people'
import type { Db } from '../platform/database/index.ts'
import { personByCertificate, personByUserName, unitAndBelow, unitByCode, unitById } from './store.ts'

export const missingPerson = (): Error => because(Missing, 'person-unknown', '没有这个人员', 'There is no such person')
export const missingUnit = (): Error => because(Missing, 'unit-unknown', '没有这个单位', 'There is no such unit')

/** What stands in the way of a unit with these facts; `id` is that of the unit changed. */
export async function unitObstacles(db: Db, facts: UnitFacts, id?: string): Promise<Obstacle[]> {
  const found: Obstacle[] = []
  const namesake = await unitByCode(db, facts.code)
  if (namesake && namesake.id !== id) found.push(unitCodeTaken(facts.code))
  if (facts.parent !== undefined) {
    if (!(await unitById(db, facts.parent))) found.push(noSuchUnit('parent'))
    if (id !== undefined && (await unitAndBelow(db, id)).includes(facts.parent)) found.push(unitInsideItself)
  }
  return found
}

/** What stands in the way of a person with these facts; `id` is that of the person changed. */
export async function personObstacles(
  db: Db,
  facts: Pick<PersonFacts, 'unit' | 'certificate'> & { readonly userName?: string },
  id?: string,
): Promise<Obstacle[]> {
  const found: Obstacle[] = []
  if (!(await unitById(db, facts.unit))) found.push(noSuchUnit('unit'))
  if (facts.userName !== undefined && (await personByUserName(db, facts.userName)))
    found.push(userNameTaken(facts.userName))
  if (facts.certificate) {
    const { number, validFrom, validTo } = facts.certificate
    const holder = await personByCertificate(db, number)
    if (holder && holder.id !== id) found.push(certificateTaken(number, holder.state.name))
    if (validFrom > validTo) found.push(certificateBackwards)
  }
  return found
}

/**
 * What stands in the way of giving these roles to a person being added: an administrator is made by another, the
 * security administrator, so that nobody can alone make an account that opens more than their own.
 */
export function firstRoleObstacles(roles: readonly Role[]): Obstacle[] {
  const found = separation(roles)
  if (roles.some(isAdministrator)) found.push(administratorByOther)
  return found
}

const administratorByOther: Obstacle = {
  code: 'administrator-by-security',
  message: text(
    '新增人员时不能直接设为管理员：请先按普通角色新增，再由安全管理员授予',
    'A person is not added as an administrator: add them with an ordinary role, and the security administrator gives them this one',
  ),
  field: 'roles',
}
const unitInsideItself: Obstacle = {
  code: 'unit-inside-itself',
  message: text('上级单位不能是本单位或其下级', 'The unit above cannot be this unit or one below it'),
  field: 'parent',
}
const certificateBackwards: Obstacle = {
  code: 'certificate-backwards',
  message: text('执法证有效期的起日晚于止日', 'The certificate ends before it begins'),
  field: 'certificate.validTo',
}
export const noSuchUnit = (field: string): Obstacle => ({
  code: 'unit-unknown',
  message: text('没有这个单位', 'There is no such unit'),
  field,
})
const unitCodeTaken = (code: string): Obstacle => ({
  code: 'unit-code-taken',
  message: text(`单位编码 ${code} 已被使用`, `The unit code ${code} is in use`),
  field: 'code',
})
const userNameTaken = (userName: string): Obstacle => ({
  code: 'user-name-taken',
  message: text(`用户名 ${userName} 已被使用`, `The user name ${userName} is in use`),
  field: 'userName',
})
const certificateTaken = (number: string, holder: string): Obstacle => ({
  code: 'certificate-taken',
  message: text(`执法证号 ${number} 已登记在 ${holder} 名下`, `The certificate ${number} is registered to ${holder}`),
  field: 'certificate.number',
})
