import { z } from 'zod'
import { CalendarDate, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'

/** As what something is handed in with an act: 晋中市重大行政执法决定法制审核制度 art. 5; or handed over, and signed for. */
export const materialRoles = {
  proposal: text('决定建议及其情况说明', 'Proposal for the decision with its account'),
  report: text('调查（审查）终结报告', 'Final report of the investigation'),
  draft: text('决定书代拟稿', 'Draft of the decision'),
  'legal-basis': text('法律依据', 'Legal basis'),
  evidence: text('证据', 'Evidence'),
  'hearing-record': text('听证笔录（评估报告）', 'Record of the hearing or report of the assessment'),
  other: text('其他材料', 'Other material'),
  transferred: text('移送的材料、物品', 'Transferred'),
  received: text('已签收', 'Received'),
  returned: text('已退回', 'Returned'),
  'handed-over': text('移交的物品、材料', 'Handed over'),
  receipt: text('对方的回执、文书', 'Receipt or paper of the other side'),
} as const satisfies Readonly<Record<string, Text>>
export type MaterialRole = keyof typeof materialRoles
export const MaterialRole = z.enum(Object.keys(materialRoles) as [MaterialRole, ...MaterialRole[]])

/** As what something is handed in for legal review. */
export const REVIEW_ROLES: readonly MaterialRole[] = [
  'proposal',
  'report',
  'draft',
  'legal-basis',
  'evidence',
  'hearing-record',
  'other',
]

/** The roles in which only what was on the list of the transfer can be named. */
export const OF_THE_LIST: readonly MaterialRole[] = ['received', 'returned']

/** What of a case is handed in: a paper made here, a stored file, a recording tied to it, an item of its evidence, goods in its hands. */
export const materialKinds = {
  paper: text('文书', 'Paper'),
  file: text('存入的文件', 'Stored file'),
  recording: text('音像', 'Recording'),
  evidence: text('证据', 'Evidence'),
  goods: text('涉案物品', 'Goods'),
} as const satisfies Readonly<Record<string, Text>>
export type MaterialKind = keyof typeof materialKinds
export const MaterialKind = z.enum(Object.keys(materialKinds) as [MaterialKind, ...MaterialKind[]])

/** What of a case there is, by its digest. */
export const MaterialThere = z.strictObject({
  kind: MaterialKind,
  id: z.string().min(1).max(64),
  title: z.string().trim().min(1).max(2000),
  digest: z.string().min(1).max(64),
  /** Of a paper that is fixed: the digest of what is written in it, by which it was known while it was a draft. */
  draft: z.string().min(1).max(64).optional(),
  /** Since which day it is so; absent: always, or whenever it is asked. */
  since: CalendarDate.optional(),
})
export type MaterialThere = z.infer<typeof MaterialThere>

/** Something as it was when it was handed in with an act. */
export const Material = MaterialThere.omit({ draft: true, since: true }).extend({ as: MaterialRole })
export type Material = z.infer<typeof Material>

/** The roles in which a paper may be handed in while it is still a draft. */
export const MAY_BE_DRAFT: readonly MaterialRole[] = ['draft', 'proposal']

/** Whether it is no draft any more. */
export const isFixed = ({ kind, draft }: MaterialThere): boolean => kind !== 'paper' || draft !== undefined
