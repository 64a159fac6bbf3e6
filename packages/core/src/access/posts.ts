import { z } from 'zod'
import { type Text, text } from '../kernel/index.ts'
import type { Role } from './roles.ts'

/**
 * Who, or what, a name that a regulation prints stands for.
 * `office`: a standing post or section. `capacity`: a part played in one act, by whoever was named for it. `body`: several
 * together, or an authority as a whole. `outsider`: no one of the bureau. `thing`: no person at all.
 */
export interface Post {
  readonly title: Text
  readonly sort: 'office' | 'capacity' | 'body' | 'outsider' | 'thing'
  /** The roles of whoever fills it here; empty where no account stands for it. */
  readonly roles: readonly Role[]
  /**
   * Of a head: `in-person` where 主要负责人 or 主要领导 is printed, so that no deputy will do; `unsaid` where 负责人 alone is,
   * so that a deputy fills it only where the bureau says so. A post of the deputy's own is another one.
   */
  readonly by?: 'in-person' | 'unsaid'
}

const post = (
  sort: Post['sort'],
  zh: string,
  en: string,
  roles: readonly Role[] = [],
  by?: NonNullable<Post['by']>,
): Post => ({ title: text(zh, en), sort, roles, ...(by && { by }) })

/** Every post that the names of the regulations stand for; the names themselves are in `packs/…/posts.yaml`. */
export const posts = {
  officer: post('office', '执法人员', 'Officer', ['officer']),
  'legal-officer': post('office', '法制员', 'Legal officer', ['legal-officer']),
  'team-leader': post(
    'office',
    '执法队（承办机构）负责人',
    'Leader of the team or handling unit',
    ['team-leader'],
    'unsaid',
  ),
  'team-head': post(
    'office',
    '执法队（承办机构）主要负责人',
    'Head of the team or handling unit in person',
    ['team-leader'],
    'in-person',
  ),
  'unit-leader': post('office', '本单位负责人', 'Leader of the unit', ['team-leader'], 'unsaid'),
  superior: post('office', '上级', 'Whoever leads the one who reports', ['team-leader']),
  'branch-head': post('office', '分局局长', 'Head of a branch bureau'),
  team: post('office', '执法队（执法单位）', 'The team, for which its leader answers', ['team-leader']),
  'unit-office': post('office', '承办单位办公室', 'Office of the handling unit', ['office']),
  'legal-section': post('office', '法制机构', 'Legal section', ['legal-section']),
  'inspection-section': post('office', '督察机构', 'Inspection section', ['inspection-section']),
  'coordination-office': post('office', '执法协调机构', 'Coordination office', ['inspection-section']),
  office: post('office', '办公室', 'Office', ['office']),
  'information-centre': post('office', '信息中心', 'Information centre', ['information-centre']),
  'equipment-office': post('office', '财务装备机构', 'Finance and equipment office'),
  'recordings-keeper': post('office', '音像资料管理人员', 'Keeper of recordings', ['custodian']),
  'deputy-head': post('office', '分管负责人', 'Deputy head in charge', ['deputy-head']),
  'authority-leader': post('office', '行政机关负责人', 'Leader of the authority', ['head'], 'unsaid'),
  'authority-head': post('office', '行政机关主要负责人', 'Head of the authority in person', ['head'], 'in-person'),
  'disclosure-leader': post('office', '政府信息公开工作机构负责人', 'Leader of the disclosure office'),

  handler: post('capacity', '承办人', 'Officer handling the case', ['officer']),
  inspector: post('capacity', '检查人', 'Officer who inspects', ['officer']),
  questioner: post('capacity', '询问人', 'Officer who questions', ['officer']),
  'service-officer': post('capacity', '送达人', 'Officer who serves the paper', ['officer']),
  'hearing-host': post('capacity', '听证主持人', 'Host of the hearing'),
  'goods-keeper': post('capacity', '物品保管人', 'Keeper of the goods'),

  'collective-discussion': post('body', '负责人集体讨论', 'Collective discussion of the leaders', [
    'head',
    'deputy-head',
  ]),
  'meeting-participants': post('body', '会议全体参加人员', 'Everybody at the meeting'),
  authority: post('body', '行政机关', 'The authority itself'),
  'county-bureaus': post('body', '下级行政执法机关', 'Bureaus below'),

  party: post('outsider', '当事人', 'Party'),
  agent: post('outsider', '委托代理人', 'Agent of the party'),
  'questioned-person': post('outsider', '被询问人', 'Person questioned'),
  witness: post('outsider', '见证人', 'Witness'),
  recipient: post('outsider', '受送达人或者签收人', 'Whoever is served, or signs for it'),

  'case-file': post('thing', '案卷', 'Case file'),
  cabinet: post('thing', '专柜', 'Cabinet'),
} as const satisfies Readonly<Record<string, Post>>

export type PostKey = keyof typeof posts
export const PostKey = z.enum(Object.keys(posts) as [PostKey, ...PostKey[]])

/** The roles that fill these posts; none where no account stands for any of them. */
export const rolesOf = (named: readonly PostKey[]): Role[] => [...new Set(named.flatMap((one) => posts[one].roles))]
