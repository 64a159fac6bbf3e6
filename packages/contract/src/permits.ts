import { isOutsider, type Role } from '@liuhen/core/access'
import { type EndpointName, table } from './table.ts'

/** Whether the table of permissions lets any of these roles in. The server decides by it, and the screen asks it too. */
export function permits(held: readonly Role[], name: EndpointName): boolean {
  const { allow } = table[name]
  if (allow === 'signed-in') return !held.some(isOutsider)
  return typeof allow === 'string' || (allow as readonly string[]).some((role) => held.includes(role as Role))
}
