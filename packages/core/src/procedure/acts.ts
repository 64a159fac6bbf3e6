import { z } from 'zod'
import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'

/** The parts of a procedure, in the order in which a case is told. */
export const STAGES = {
  lead: text('线索与立案', 'Lead and filing'),
  investigation: text('调查取证', 'Investigation'),
  measure: text('证据保全与强制措施', 'Preservation and measures'),
  review: text('审批与法制审核', 'Approval and legal review'),
  notice: text('告知与听证', 'Notice and hearing'),
  decision: text('决定', 'Decision'),
  service: text('送达与公开', 'Service and publication'),
  performance: text('履行', 'Performance'),
  enforcement: text('强制执行', 'Enforcement'),
  remedy: text('复议与诉讼', 'Reconsideration and suit'),
  transfer: text('移送', 'Transfer'),
  closing: text('结案与归档', 'Closing and archive'),
} as const
export type Stage = keyof typeof STAGES

interface ActIs {
  readonly stage: Stage
  readonly name: Text
  /** It happens, or somebody else does it: nothing of the bureau's own stands in its way. */
  readonly happens?: true
  /** It is done once in a case. */
  readonly once?: true
  /** It is about one of these, and comes up only once there is one. */
  readonly about?: readonly string[]
  /** It is about each of these by itself, and no more once one of these acts has been done about the same. */
  readonly over?: readonly string[]
  /** It no longer comes up at all once one of these was done. */
  readonly notAfter?: readonly string[]
  /** Approving is what it consists in: where the rules have it approved, it is done on the day the last one signs. */
  readonly byApproval?: true
}

type More = Pick<ActIs, 'once' | 'about' | 'over' | 'notAfter' | 'byApproval'>
const act = (stage: Stage, zh: string, en: string, more: More = {}): ActIs => ({ stage, name: text(zh, en), ...more })
const happening = (stage: Stage, zh: string, en: string): ActIs => ({ ...act(stage, zh, en), happens: true })
const once: More = { once: true }
const byApproval: More = { byApproval: true }
const over = (...acts: readonly string[]): More => ({ over: acts })
const about = (...acts: readonly string[]): More => ({ about: acts })

/**
 * What is done in a case, and what happens in it, each a milestone that conditions and clocks name. The words are those of
 * 行政处罚法, 行政强制法 and 长沙县 arts. 8–39. Several may be open at once: it is no ladder.
 */
export const acts = {
  'violation-ended': happening('lead', '违法行为发生（终了）', 'The violation, or its end'),
  'violation-discovered': happening('lead', '发现违法行为', 'Violation discovered'),
  'lead-registered': act('lead', '线索登记', 'Lead registered', once),
  'not-filed': act('lead', '不予立案', 'No case filed', { ...once, ...about('lead-registered') }),
  'case-filed': act('lead', '立案', 'Case filed', { ...once, ...byApproval }),
  'case-withdrawn': act('lead', '撤案', 'Case withdrawn', { ...once, ...about('case-filed'), ...byApproval }),

  'site-inspected': act('investigation', '现场检查（勘验）', 'Site inspected'),
  questioned: act('investigation', '询问', 'Person questioned'),
  sampled: act('investigation', '抽样取证', 'Samples taken'),
  'appraisal-commissioned': act('investigation', '委托鉴定（检验、检测、检疫、认定）', 'Appraisal commissioned'),
  'appraisal-received': happening('investigation', '收到鉴定意见', 'Appraisal received'),
  'appraisal-told': act('investigation', '告知鉴定意见', 'Party told of the appraisal', about('appraisal-received')),
  'correction-ordered': act('investigation', '责令改正', 'Correction ordered'),
  rechecked: act('investigation', '复查', 'Correction rechecked', about('correction-ordered')),
  'investigation-suspended': act('investigation', '中止调查', 'Investigation suspended', about('case-filed')),
  'investigation-resumed': act('investigation', '恢复调查', 'Investigation resumed', about('investigation-suspended')),
  'investigation-ended': act('investigation', '调查终结', 'Investigation ended', { ...once, ...about('case-filed') }),
  'period-extended': act('investigation', '延长办案期限', 'Time for the case lengthened', {
    ...about('case-filed'),
    ...byApproval,
  }),

  'evidence-preserved': act('measure', '证据先行登记保存', 'Evidence registered and preserved'),
  'preservation-disposed': act('measure', '先行登记保存物品处理', 'Preserved evidence disposed of', {
    ...about('evidence-preserved'),
    ...over('preservation-disposed'),
  }),
  'measure-taken': act('measure', '查封、扣押', 'Sealing or seizure'),
  'emergency-measure-taken': act('measure', '情况紧急当场查封、扣押', 'Sealing or seizure in an emergency'),
  'emergency-measure-approved': act('measure', '紧急措施补办批准', 'Emergency measure approved afterwards', {
    ...about('emergency-measure-taken'),
    ...over('emergency-measure-approved', 'measure-lifted'),
    ...byApproval,
  }),
  'measure-extended': act('measure', '延长查封、扣押', 'Sealing or seizure lengthened', {
    ...about('measure-taken', 'emergency-measure-taken'),
    ...over('measure-lifted'),
    ...byApproval,
  }),
  'measure-lifted': act('measure', '解除查封、扣押', 'Sealing or seizure lifted', {
    ...about('measure-taken', 'emergency-measure-taken'),
    ...over('measure-lifted'),
  }),

  'handling-approved': act('review', '案件处理审批', 'Handling of the case approved', {
    ...about('investigation-ended'),
    ...byApproval,
  }),
  'review-submitted': act('review', '送法制审核', 'Handed in for legal review', about('investigation-ended')),
  'review-extended': act('review', '延长法制审核期限', 'Time for the review lengthened', {
    ...about('review-submitted'),
    ...byApproval,
  }),
  reviewed: act('review', '法制审核意见', 'Opinion of the legal review', about('review-submitted')),
  'disagreement-ruled': act('review', '集体会议讨论后裁定', 'Disagreement ruled on', about('reviewed')),
  deliberated: act('review', '负责人集体讨论', 'Collective deliberation by the heads', about('investigation-ended')),
  'change-approved': act('review', '二次审批', 'Change approved (second approval)', {
    ...about('notice-served'),
    ...byApproval,
  }),

  'notice-served': act(
    'notice',
    '送达事先（听证）告知书',
    'Prior notice served',
    about('handling-approved', 'investigation-ended'),
  ),
  'statement-made': happening('notice', '当事人陈述、申辩', 'Statement or defence made'),
  'rights-waived': happening('notice', '当事人书面放弃陈述、申辩和听证', 'Rights waived in writing'),
  'statement-rechecked': act('notice', '陈述、申辩复核', 'Statement re-verified', about('statement-made')),
  'hearing-requested': happening('notice', '当事人要求听证', 'Hearing requested'),
  'hearing-arranged': act('notice', '批准举行听证、指定主持人', 'Hearing arranged', {
    ...about('hearing-requested'),
    ...byApproval,
  }),
  'hearing-notified': act('notice', '送达听证通知书', 'Notice of hearing served', about('hearing-requested')),
  'hearing-held': act('notice', '举行听证', 'Hearing held', about('hearing-requested')),
  'hearing-reported': act('notice', '听证笔录报负责人', 'Record of the hearing reported', about('hearing-held')),

  'penalty-decided': act('decision', '作出行政处罚决定', 'Penalty decided', {
    ...once,
    ...about('investigation-ended'),
  }),
  'no-penalty-decided': act('decision', '作出不予行政处罚决定', 'No penalty decided', {
    ...once,
    ...about('investigation-ended'),
  }),
  'penalty-on-the-spot': act('decision', '当场作出行政处罚决定', 'Penalty decided on the spot', {
    ...once,
    notAfter: ['case-filed'],
  }),
  'on-the-spot-reported': act(
    'decision',
    '当场处罚报所属机关备案',
    'On-the-spot penalty reported',
    about('penalty-on-the-spot'),
  ),

  'decision-served': act('service', '送达决定书', 'Decision served', about('penalty-decided', 'no-penalty-decided')),
  'notice-posted': act(
    'service',
    '发出送达公告',
    'Public notice of service issued',
    about('handling-approved', 'penalty-decided', 'no-penalty-decided'),
  ),
  'decision-published': act(
    'service',
    '公开处罚决定',
    'Decision published',
    about('penalty-decided', 'penalty-on-the-spot'),
  ),

  'fine-paid': happening('performance', '缴纳罚款', 'Fine paid'),
  'fine-collected': act(
    'performance',
    '当场收缴罚款',
    'Fine collected on the spot',
    about('penalty-on-the-spot', 'decision-served'),
  ),
  'fine-handed-over': act('performance', '收缴的罚款交至本机关', 'Collected fine handed over', about('fine-collected')),
  'fine-banked': act('performance', '收缴的罚款缴付银行', 'Collected fine banked', about('fine-handed-over')),
  'deferral-applied-for': happening('performance', '书面申请延期（分期）缴纳', 'Deferral applied for in writing'),
  'deferral-granted': act('performance', '批准延期（分期）缴纳', 'Deferral granted', {
    ...about('deferral-applied-for'),
    ...byApproval,
  }),
  performed: act('performance', '履行完毕', 'Performed', about('decision-served', 'penalty-on-the-spot')),

  'demand-served': act('enforcement', '送达催告书', 'Demand served', about('decision-served')),
  'court-applied': act('enforcement', '申请人民法院强制执行', 'Court enforcement applied for', about('demand-served')),
  'demolition-announced': act('enforcement', '公告限期自行拆除', 'Self-removal announced', about('decision-served')),
  'demolition-mandated': happening(
    'enforcement',
    '县级以上人民政府责成强制拆除',
    'Demolition mandated by the government',
  ),
  'execution-decided': act('enforcement', '作出行政强制执行决定', 'Execution decided', about('demand-served')),
  'execution-served': act(
    'enforcement',
    '送达行政强制执行决定书',
    'Decision on execution served',
    about('execution-decided'),
  ),
  demolished: act('enforcement', '强制拆除', 'Forced demolition', about('execution-decided')),
  'substitute-decided': act(
    'enforcement',
    '作出代履行决定',
    'Substitute performance decided',
    about('decision-served'),
  ),
  'substitute-reminded': act(
    'enforcement',
    '代履行前催告',
    'Reminder before substitute performance',
    about('substitute-decided'),
  ),
  'substitute-performed': act('enforcement', '代履行', 'Substitute performance', about('substitute-decided')),

  'reconsideration-received': happening('remedy', '收到复议申请书副本', 'Application for reconsideration received'),
  'reconsideration-answered': act(
    'remedy',
    '提交复议答复和证据',
    'Reconsideration answered',
    about('reconsideration-received'),
  ),
  'reconsideration-decided': happening('remedy', '收到复议决定书', 'Decision on reconsideration received'),
  'suit-received': happening('remedy', '收到起诉状副本', 'Complaint received'),
  'suit-answered': act('remedy', '向法院提交证据和答辩状', 'Suit answered', about('suit-received')),
  'suit-decided': happening('remedy', '法院判决、裁定生效', 'Judgment in force'),
  'decision-revoked': act(
    'remedy',
    '撤销、变更本机关的决定',
    'Own decision revoked or changed',
    about('penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot'),
  ),

  'crime-reported': act('transfer', '向负责人报告涉嫌犯罪', 'Suspected crime reported to the head'),
  'transfer-approved': act('transfer', '批准移送', 'Transfer approved', {
    ...about('lead-registered', 'case-filed'),
    ...byApproval,
  }),
  transferred: act('transfer', '移送', 'Transferred', about('transfer-approved')),

  'case-ended': happening('closing', '行政执法行为终结', 'End of the enforcement act'),
  'case-closed': act('closing', '结案', 'Case closed', {
    ...once,
    ...about('case-filed', 'penalty-on-the-spot'),
    ...byApproval,
    notAfter: ['case-withdrawn', 'not-filed', 'transferred', 'archived'],
  }),
  archived: act('closing', '归档', 'Archived', {
    ...once,
    ...about('case-closed', 'case-withdrawn', 'not-filed', 'transferred'),
  }),
} as const satisfies Readonly<Record<string, ActIs>>

export type Act = keyof typeof acts
export const Act = z.enum(Object.keys(acts) as [Act, ...Act[]])

const DECIDED = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot', 'case-withdrawn', 'not-filed'] as const
/** After which acts those of a stage no longer come up; what was begun of a measure is always ended. */
const overAfter: Partial<Readonly<Record<Stage, readonly Act[]>>> = {
  lead: ['case-filed', 'not-filed', 'penalty-on-the-spot'],
  investigation: DECIDED,
  review: DECIDED,
  notice: DECIDED,
  decision: ['case-withdrawn', 'not-filed', 'case-closed'],
  service: ['archived'],
  measure: ['archived'],
  performance: ['performed', 'case-closed', 'archived'],
  enforcement: ['performed', 'case-closed', 'archived'],
  transfer: ['transferred', 'case-closed', 'archived'],
}

const ENDED = ['not-filed', 'case-withdrawn', 'case-closed'] as const
/** What of a stage without an end no longer comes up after these: nothing new is seized in a case that has ended. */
const actOverAfter: Partial<Readonly<Record<Act, readonly Act[]>>> = {
  'evidence-preserved': ENDED,
  'measure-taken': ENDED,
  'emergency-measure-taken': ENDED,
}
/** What comes up once more, its stage being over: a demand gives the party another say (行政强制法 art. 36). */
const againAfter: Partial<Readonly<Record<Act, Act>>> = {
  'statement-made': 'demand-served',
  'statement-rechecked': 'demand-served',
  rechecked: 'correction-ordered',
}

const is = (act: Act): ActIs => acts[act]

/** Whether conditions can stand in its way at all. */
export const isOurs = (act: Act): boolean => is(act).happens !== true

/** Whether the last approval is the act itself. */
export const isByApproval = (act: Act): boolean => is(act).byApproval === true

/** What an act is about one by one, and what ends each for it; undefined where it is about the case. */
export function thingsOf(act: Act): { readonly about: readonly Act[]; readonly over: readonly Act[] } | undefined {
  const { about: things, over: ends } = is(act)
  return things && ends && { about: things as readonly Act[], over: ends as readonly Act[] }
}

const DECISIONS: readonly Act[] = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot']

const isThere = (things: readonly string[] | undefined, done: (act: Act) => boolean): boolean =>
  things === undefined || things.some((one) => done(one as Act))

/** Whether an act comes up at all, where these were done: one done once does not come again, one about a thing waits for it. */
export function comesUp(act: Act, done: (act: Act) => boolean): boolean {
  const { stage, once: isOnce, about: things, notAfter } = is(act)
  if (notAfter?.some((one) => done(one as Act))) return false
  if (stage === 'decision' && DECISIONS.includes(act)) {
    // One decision on one act; another once that is revoked, which the rules then ask about.
    if (DECISIONS.some(done) && !done('decision-revoked')) return false
    return !['case-withdrawn', 'not-filed', 'case-closed'].some((one) => done(one as Act)) && isThere(things, done)
  }
  const again = againAfter[act]
  const isAgain = act === 'case-withdrawn' || (again !== undefined && done(again))
  if (!isAgain && [...(overAfter[stage] ?? []), ...(actOverAfter[act] ?? [])].some(done)) return false
  return !(isOnce && done(act)) && isThere(things, done)
}

/**
 * What stops a clock, by the word a text prints: from the act that begins it to the act that ends it. 行政强制法 art. 25,
 * 长沙县 art. 27, 住房和城乡建设行政处罚程序规定 art. 34.
 */
export const suspensions: Readonly<Record<string, readonly [from: Act, to: Act]>> = {
  检验: ['appraisal-commissioned', 'appraisal-received'],
  检测: ['appraisal-commissioned', 'appraisal-received'],
  检疫: ['appraisal-commissioned', 'appraisal-received'],
  鉴定: ['appraisal-commissioned', 'appraisal-received'],
  技术鉴定: ['appraisal-commissioned', 'appraisal-received'],
  认定: ['appraisal-commissioned', 'appraisal-received'],
  听证: ['hearing-requested', 'hearing-held'],
  中止调查: ['investigation-suspended', 'investigation-resumed'],
}
