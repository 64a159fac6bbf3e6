import { isAdministrator } from '../access/index.ts'
import type { Role, Viewer } from '../access/index.ts'
import { type Obstacle, text } from '../kernel/index.ts'
import type { ProposalKind } from './events.ts'
import type { Proposal } from './state.ts'

/**
 * Who confirms what was asked for in that office. GB/T 22239-2019 8.1.4.2 separates the offices: whoever confirms holds
 * another than whoever asked, and over roles the security administrator has a hand in any case. A temporary password is told
 * to the system administrator who asked, so no system administrator confirms a reset; an account elsewhere that stands for the
 * password is the same.
 */
export function confirmersOf(kind: ProposalKind, office: Role): readonly Role[] {
  if (kind === 'roles')
    return office === 'security-administrator'
      ? ['system-administrator', 'audit-administrator']
      : ['security-administrator']
  if (kind === 'password' || kind === 'identity') return ['security-administrator', 'audit-administrator']
  return (['security-administrator', 'audit-administrator', 'system-administrator'] as const).filter(
    (role) => role !== office,
  )
}

/** What keeps this viewer from confirming what was asked for about the person `of`; empty when nothing does. */
export function obstaclesToConfirming(
  kind: ProposalKind,
  proposal: Proposal,
  of: string,
  viewer: Pick<Viewer, 'person' | 'roles'>,
): Obstacle[] {
  if (proposal.by === `person:${viewer.person}`) return [own]
  if (of === viewer.person) return [subject]
  const confirmers = confirmersOf(kind, proposal.office)
  return viewer.roles.some((role) => confirmers.includes(role)) ? [] : [other]
}

/** An administrator who only asked takes it back; any other administrator declines it. */
export const mayDecline = (of: string, viewer: Pick<Viewer, 'person' | 'roles'>): boolean =>
  of !== viewer.person && viewer.roles.some(isAdministrator)

const own: Obstacle = {
  code: 'own-proposal',
  message: text('不能复核自己提出的事项，请由另一名管理员办理', 'Nobody confirms what they asked for themselves'),
}
const subject: Obstacle = {
  code: 'own-account',
  message: text('不能复核涉及自己账号的事项，请由另一名管理员办理', 'Nobody confirms what is about their own account'),
}
const other: Obstacle = {
  code: 'other-office',
  message: text(
    '提出和复核须由不同类别的管理员分别办理（GB/T 22239-2019 8.1.4.2）',
    'Asking and confirming are done by administrators of different offices (GB/T 22239-2019 8.1.4.2)',
  ),
}
