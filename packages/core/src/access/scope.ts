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

/** Whose a recording is, as far as is known: `sender` brought it, and people of the unit `asked` can be asked where it is from. */
export interface Belonging {
  readonly unit?: string | undefined
  readonly officer?: string | undefined
  readonly sender?: string | undefined
  readonly asked?: string | undefined
}

/** May this viewer see a recording of that unit and officer? Who brought it may, and so may who is asked about it. */
export function within(scope: Scope, { unit, officer, sender, asked }: Belonging): boolean {
  if (!scope) return false
  if ('all' in scope) return true
  if (officer === scope.person || sender === scope.person) return true
  return 'units' in scope && [unit, asked].some((one) => one !== undefined && scope.units.includes(one))
}
