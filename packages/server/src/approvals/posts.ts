import { type Post, type PostKey, posts, type Role, rolesOf, scopeOf, type Viewer, within } from '@liuhen/core/access'
import { type ApprovalState, awaited, isTogether } from '@liuhen/core/approvals'
import { postsOf, type RulesOn } from '@liuhen/core/policy'

/** Whose approval is asked for, by the unit of the case. */
export interface Asking {
  readonly unit: string
  readonly officers: readonly string[]
}

/** Whether a name that an instrument prints is that of the officer handling the case. */
export const isHandler = (rules: RulesOn, name: string): boolean => postsOf(rules, name).posts.includes('handler')

/** The roles whose holders stand for a name here; none where no account does. */
export const rolesFor = (rules: RulesOn, name: string): readonly Role[] => rolesOf(postsOf(rules, name).posts)

/**
 * Whether somebody holds the post of that name for this case: a post of the bureau's holds everywhere, one of a unit in that
 * unit and below, and who handles a case is named in it.
 */
export function holdsPost(rules: RulesOn, viewer: Viewer, name: string, { unit, officers }: Asking): boolean {
  const wanted = rolesFor(rules, name)
  if (isHandler(rules, name)) return officers.includes(viewer.person)
  const own = viewer.roles.filter((role) => wanted.includes(role))
  return own.length > 0 && within(scopeOf({ ...viewer, roles: own }), { unit })
}

/** Whether it is for this viewer to sign, and whether as the officer handling the case; `rules` are those of today. */
export function turnOf(
  rules: RulesOn,
  viewer: Viewer,
  state: ApprovalState,
  absent: readonly Viewer[],
): { readonly holds: boolean; readonly isHandlers: boolean; readonly inStead?: string } {
  const open = awaited(state)
  if (isTogether(state)) return { holds: open.some(({ person }) => person === viewer.person), isHandlers: false }
  const [next] = open
  if (next === undefined) return { holds: false, isHandlers: false }
  const isHandlers = isHandler(rules, next.post)
  if (holdsPost(rules, viewer, next.post, state.about)) return { holds: true, isHandlers }
  const away = isHandlers ? undefined : absent.find((one) => isDeputised(rules, one, next.post, state.about))
  return { holds: away !== undefined, isHandlers, ...(away && { inStead: away.person }) }
}

/** Whether the post is theirs, and a deputy will do: not where 主要负责人 is printed. */
export const isDeputised = (rules: RulesOn, away: Viewer, name: string, about: Asking): boolean =>
  !postsOf(rules, name).posts.some((key) => wantsInPerson(key)) && holdsPost(rules, away, name, about)

const wantsInPerson = (key: PostKey): boolean => {
  const post: Post = posts[key]
  return post.by === 'in-person'
}

/** Who may take back what another put up, so that nothing waits for somebody who is gone. */
export const leadsUnit = ({ roles, units }: Viewer, unit: string): boolean =>
  roles.includes('head') || roles.includes('deputy-head') || (roles.includes('team-leader') && units.includes(unit))
