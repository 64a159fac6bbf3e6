import { z } from 'zod'
import { type Obstacle, type Text, text } from '../kernel/index.ts'

/**
 * The parts people play, as the regulations name them, and the three administrators of GB/T 22239-2019 §8.1.4.
 * `station` is a docking station, which signs in with a key of its own.
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
} as const satisfies Record<string, Text>

export const Role = z.enum(Object.keys(roles) as [keyof typeof roles, ...(keyof typeof roles)[]])
export type Role = z.infer<typeof Role>

export const administrators = [
  'system-administrator',
  'security-administrator',
  'audit-administrator',
] as const satisfies readonly Role[]
export const isAdministrator = (role: Role): boolean => (administrators as readonly Role[]).includes(role)

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
