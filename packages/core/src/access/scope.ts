import type { Role } from './roles.ts'

/** Who wants to look: roles, own id, and the unit with everything below it. */
export interface Viewer {
  readonly person: string
  readonly roles: readonly Role[]
  /** The viewer's unit and its descendants. */
  readonly units: readonly string[]
}

/** How far a viewer sees among recordings. */
export type Scope =
  | { readonly all: true }
  | { readonly units: readonly string[]; readonly person: string }
  | { readonly person: string }
  | undefined

const wholeBureau: readonly Role[] = [
  'legal-section',
  'inspection-section',
  'information-centre',
  'deputy-head',
  'head',
  'custodian',
]
const ownUnit: readonly Role[] = ['team-leader', 'legal-officer']
const ownOnly: readonly Role[] = ['officer', 'auxiliary']

/** The widest view any of the roles gives; undefined sees nothing, as the three administrators do. */
export function scopeOf(viewer: Viewer): Scope {
  const has = (list: readonly Role[]) => viewer.roles.some((role) => list.includes(role))
  if (has(wholeBureau)) return { all: true }
  if (has(ownUnit)) return { units: viewer.units, person: viewer.person }
  if (has(ownOnly)) return { person: viewer.person }
  return undefined
}

/** May this viewer see a recording of that unit and officer? */
export function within(
  scope: Scope,
  recording: { readonly unit?: string | undefined; readonly officer?: string | undefined },
): boolean {
  if (!scope) return false
  if ('all' in scope) return true
  if (recording.officer === scope.person) return true
  return 'units' in scope && recording.unit !== undefined && scope.units.includes(recording.unit)
}
