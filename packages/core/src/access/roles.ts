import { z } from 'zod'
import { type Obstacle, type Text, text } from '../kernel/index.ts'

/**
 * The parts people play, as the regulations name them, and the three administrators of GB/T 22239-2019 §8.1.4.
 * `station` is a docking station, which signs in with a key of its own. The last two come from outside the bureau.
 */
export const roles = {
  officer: text('执法人员', 'Officer'),
  auxiliary: text('协管人员', 'Auxiliary'),
  'legal-officer': text('法制员', 'Legal officer'),
  'team-leader': text('执法队负责人', 'Team leader'),
  'legal-section': text('法制科', 'Legal section'),
  'inspection-section': text('督察科', 'Inspection section'),
  'information-centre': text('信息中心', 'Information centre'),
  office: text('办公室', 'Office'),
  'deputy-head': text('分管负责人', 'Deputy head'),
  head: text('主要负责人', 'Head'),
  custodian: text('保管人', 'Custodian'),
  'system-administrator': text('系统管理员', 'System administrator'),
  'security-administrator': text('安全管理员', 'Security administrator'),
  'audit-administrator': text('审计管理员', 'Audit administrator'),
  'supervising-authority': text('行政执法监督机关（司法局）', 'Supervising authority'),
  maintainer: text('运维人员（供应商）', 'Maintainer of a vendor'),
} as const satisfies Record<string, Text>

export const Role = z.enum(Object.keys(roles) as [keyof typeof roles, ...(keyof typeof roles)[]])
export type Role = z.infer<typeof Role>

export const administrators = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const satisfies readonly Role[]
export const isAdministrator = (role: Role): boolean => (administrators as readonly Role[]).includes(role)

/** Who comes from outside the bureau: each sees what that part asks for, writes nothing, and every call of theirs is on record. */
export const outsiders = ['supervising-authority', 'maintainer'] as const satisfies readonly Role[]
export const isOutsider = (role: Role): boolean => (outsiders as readonly Role[]).includes(role)

/** Parts that somebody is given only until a moment that two people have agreed to. */
export const isForATerm = (role: Role): boolean => role === 'maintainer'

/**
 * What forbids giving one person these roles: an administrator holds that one role and no other, so that none of the
 * three holds two and none sees recordings; an auxiliary assists and is never an officer too.
 */
export function separation(held: readonly Role[]): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (held.some(isAdministrator) && held.length > 1)
    obstacles.push({
      code: 'administrator-alone',
      message: text(
        '系统、安全、审计管理员必须分开，且不得兼任其他角色',
        'The three administrators are separate people and hold no other role',
      ),
      field: 'roles',
    })
  if (held.some(isOutsider) && held.length > 1)
    obstacles.push({
      code: 'outsider-alone',
      message: text(
        '监督机关、供应商的人员来自本局以外，不得兼任本局的任何角色',
        'Who comes from outside the bureau holds no role of it besides',
      ),
      field: 'roles',
    })
  if (held.includes('auxiliary') && held.includes('officer'))
    obstacles.push({
      code: 'auxiliary-not-officer',
      message: text(
        '协管人员只能协助，不得同时登记为执法人员',
        'An auxiliary may only assist and cannot be registered as an officer too',
      ),
      field: 'roles',
    })
  return obstacles
}
