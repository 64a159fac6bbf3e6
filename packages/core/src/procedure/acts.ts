import { z } from 'zod'
import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import { REVIEW_ROLES } from './materials.ts'
import type { MaterialRole } from './materials.ts'

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

/** What is so of an act wherever it is done. */
export interface ActIs {
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
  /** Who it names is whom it is about, and not who does it. */
  readonly ofPeople?: true
  /** It stands beside the course of the case: it comes up until the case is archived, and leads to no other part of it. */
  readonly aside?: true
  /** Approving is what it consists in: where the rules have it approved, it is done on the day the last one signs. */
  readonly byApproval?: true
  /** Everybody who takes part signs it, each with their own opinion: it is done when the last one has. */
  readonly bySignatures?: true
  /** Nobody says that it was done: the custodian takes the volume in, and it is. */
  readonly byVolume?: true
  /** What is handed in with it is named, piece by piece, and held by its digest. */
  readonly handsIn?: readonly MaterialRole[]
}

type More = Pick<
  ActIs,
  'once' | 'about' | 'over' | 'notAfter' | 'byApproval' | 'bySignatures' | 'byVolume' | 'ofPeople' | 'aside' | 'handsIn'
>
const act = (stage: Stage, zh: string, en: string, more: More = {}): ActIs => ({ stage, name: text(zh, en), ...more })
const happening = (stage: Stage, zh: string, en: string, more: More = {}): ActIs => ({
  ...act(stage, zh, en, more),
  happens: true,
})
const once: More = { once: true }
const byApproval: More = { byApproval: true }
const over = (...acts: readonly string[]): More => ({ over: acts })
const about = (...acts: readonly string[]): More => ({ about: acts })

/** What puts things into the hands of the bureau, and what takes them out of its store again. */
const TAKEN = ['measure-taken', 'emergency-measure-taken', 'evidence-preserved'] as const
const MEASURE_OVER = ['measure-lifted', 'measure-passed-on'] as const
const GOODS_GONE = ['goods-returned', 'goods-forfeited', 'goods-destroyed', 'goods-passed-on'] as const
/** What changes how a party stands after the paper it knows of: each is told to it by a paper of its own. */
const SERVED_LATER = [
  'measure-lifted',
  'decision-revoked',
  'decision-corrected',
  'execution-terminated',
  'substitute-decided',
  'substitute-performed',
] as const
const ofGoods: More = { ...about('goods-stored'), ...over(...GOODS_GONE) }

/**
 * What is done in a case, and what happens in it, each a milestone that conditions and clocks name. The words are those of
 * 行政处罚法, 行政强制法 and 长沙县 arts. 8–39. Several may be open at once: it is no ladder.
 */
export const acts = {
  'violation-ended': happening('lead', '违法行为发生（终了）', 'The violation, or its end'),
  'violation-discovered': happening('lead', '发现违法行为', 'Violation discovered'),
  'lead-registered': act('lead', '线索登记', 'Lead registered', once),
  'inspection-drawn': act('lead', '双随机抽取检查对象、检查人员', 'Object and inspectors drawn at random'),
  'inspection-approved': act('lead', '批准行政检查', 'Inspection approved', {
    ...about('lead-registered'),
    ...byApproval,
  }),
  'inspection-notified': act(
    'lead',
    '出示（送达）行政检查通知书',
    'Notice of the inspection shown',
    about('inspection-approved'),
  ),
  'inspection-told': act('lead', '告知检查结果', 'Result of the inspection told', about('site-inspected')),
  'licence-applied-for': happening('lead', '收到行政许可申请', 'A licence is applied for', {
    ...once,
    ...about('lead-registered'),
  }),
  'other-act-begun': happening(
    'lead',
    '开始办理征收、奖励、确认等其他行政执法行为',
    'A levy, a reward or another act is begun',
    {
      ...once,
      ...about('lead-registered'),
    },
  ),
  'not-filed': act('lead', '不予立案', 'No case filed', { ...once, ...about('lead-registered') }),
  'case-filed': act('lead', '立案', 'Case filed', {
    ...once,
    ...byApproval,
    notAfter: ['penalty-on-the-spot', 'archived'],
  }),
  'case-withdrawn': act('lead', '撤案', 'Case withdrawn', {
    ...once,
    ...about('case-filed'),
    ...byApproval,
    notAfter: ['case-closed', 'archived'],
  }),

  'recusal-asked': happening(
    'investigation',
    '提出执法人员回避（申请或者自行提出）',
    'Withdrawal of an officer asked for, or offered',
  ),
  'officer-recused': act('investigation', '决定执法人员回避', 'An officer withdraws', {
    ofPeople: true,
    ...about('recusal-asked'),
    ...over('recusal-refused', 'officer-recused'),
  }),
  'recusal-refused': act('investigation', '驳回回避申请', 'Withdrawal refused', {
    ...about('recusal-asked'),
    ...over('recusal-refused', 'officer-recused'),
  }),
  'jurisdiction-disputed': happening('investigation', '管辖发生争议', 'Jurisdiction disputed'),
  'jurisdiction-designated': happening(
    'investigation',
    '协商确定（上级指定）管辖',
    'Jurisdiction agreed or designated',
    about('jurisdiction-disputed'),
  ),
  'party-ended': happening('investigation', '当事人死亡（终止）', 'The party died or ceased', { aside: true }),
  'party-succeeded': act('investigation', '变更当事人（权利义务承受）', 'A successor takes the party’s place', {
    aside: true,
    ...about('party-ended'),
    ...over('party-succeeded'),
  }),

  'site-inspected': act('investigation', '现场检查（勘验）', 'Site inspected'),
  questioned: act('investigation', '询问', 'Person questioned'),
  sampled: act('investigation', '抽样取证', 'Samples taken'),
  'appraisal-commissioned': act('investigation', '委托鉴定（检验、检测、检疫、认定）', 'Appraisal commissioned'),
  'appraisal-received': happening('investigation', '收到鉴定意见', 'Appraisal received'),
  'appraisal-told': act('investigation', '告知鉴定意见', 'Party told of the appraisal', {
    ...about('appraisal-received'),
    ...over('appraisal-told'),
  }),
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
    ...over('emergency-measure-approved', ...MEASURE_OVER),
    ...byApproval,
  }),
  'measure-extended': act('measure', '延长查封、扣押', 'Sealing or seizure lengthened', {
    ...about('measure-taken', 'emergency-measure-taken'),
    ...over(...MEASURE_OVER),
    ...byApproval,
  }),
  'extension-served': act('measure', '送达查封、扣押延期通知书', 'Notice of the lengthening served', {
    ...about('measure-extended'),
    ...over('extension-served'),
  }),
  'measure-lifted': act('measure', '解除查封、扣押', 'Sealing or seizure lifted', {
    ...about('measure-taken', 'emergency-measure-taken'),
    ...over(...MEASURE_OVER),
  }),

  'measure-passed-on': act('measure', '查封、扣押的财物随案移送', 'What is sealed or seized goes with the transfer', {
    ...about('measure-taken', 'emergency-measure-taken'),
    ...over(...MEASURE_OVER),
  }),
  'goods-stored': act('measure', '涉案物品入库保管', 'Goods put into safekeeping', {
    ...about(...TAKEN),
    ...over(...MEASURE_OVER, 'preservation-disposed'),
  }),
  'perishables-disposed': act('measure', '鲜活、易腐物品拍卖（变卖）', 'Perishable goods sold', {
    ...about('goods-stored'),
    ...over('perishables-disposed', ...GOODS_GONE),
  }),
  'goods-returned': act('measure', '退还物品（变价款）', 'Goods or what they fetched returned', ofGoods),
  'goods-forfeited': act('measure', '没收的物品处理（上缴、拍卖）', 'Forfeited goods dealt with', ofGoods),
  'goods-destroyed': act('measure', '销毁物品', 'Goods destroyed', ofGoods),
  'goods-passed-on': act('measure', '物品随案移交', 'Goods handed over with the case', ofGoods),

  'handling-approved': act('review', '案件处理审批', 'Handling of the case approved', {
    ...about('investigation-ended'),
    ...byApproval,
  }),
  'review-submitted': act('review', '送法制审核', 'Handed in for legal review', {
    ...about('investigation-ended', 'licence-applied-for', 'other-act-begun'),
    handsIn: REVIEW_ROLES,
  }),
  'supplements-demanded': act('review', '要求补充送审材料', 'More is asked for the review', about('review-submitted')),
  'supplements-handed-in': act('review', '补交送审材料', 'What was asked for handed in', {
    ...about('supplements-demanded'),
    ...over('supplements-handed-in'),
    handsIn: REVIEW_ROLES,
  }),
  'adviser-advised': act('review', '法律顾问提出意见', 'A legal adviser advises', about('review-submitted')),
  'review-extended': act('review', '延长法制审核期限', 'Time for the review lengthened', {
    ...about('review-submitted'),
    ...byApproval,
  }),
  reviewed: act('review', '法制审核意见', 'Opinion of the legal review', about('review-submitted')),
  'disagreement-ruled': act('review', '集体会议讨论后裁定', 'Disagreement ruled on', {
    ...about('reviewed'),
    ...byApproval,
  }),
  deliberated: act('review', '负责人集体讨论', 'Collective deliberation by the heads', {
    ...about('investigation-ended'),
    bySignatures: true,
  }),
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
  'statement-rechecked': act('notice', '陈述、申辩复核', 'Statement re-verified', {
    ...about('statement-made'),
    ...over('statement-rechecked'),
  }),
  'hearing-requested': happening('notice', '当事人要求听证', 'Hearing requested'),
  'hearing-arranged': act('notice', '批准举行听证、指定主持人', 'Hearing arranged', {
    ofPeople: true,
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
  'licence-decided': act('decision', '作出行政许可决定', 'Licence decided', {
    ...once,
    ...about('licence-applied-for'),
  }),
  'other-act-decided': act('decision', '作出征收、奖励、确认等其他决定', 'Levy, reward or another act decided', {
    ...once,
    ...about('other-act-begun'),
  }),
  'on-the-spot-reported': act(
    'decision',
    '当场处罚报所属机关备案',
    'On-the-spot penalty reported',
    about('penalty-on-the-spot'),
  ),

  'decision-served': act('service', '送达决定书', 'Decision served', about('penalty-decided', 'no-penalty-decided')),
  'later-paper-served': act('service', '送达后续文书（解除、撤销、更正、终结、代履行）', 'Later paper served', {
    ...about(...SERVED_LATER),
    ...over('later-paper-served'),
  }),
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

  'demand-served': act('enforcement', '送达催告书', 'Demand served', about('decision-served', 'penalty-on-the-spot')),
  'court-applied': act('enforcement', '申请人民法院强制执行', 'Court enforcement applied for', about('demand-served')),
  'court-accepted': happening(
    'enforcement',
    '法院受理强制执行申请',
    'The court takes the application',
    about('court-applied'),
  ),
  'court-declined': happening(
    'enforcement',
    '法院不予受理（不予执行）',
    'The court does not take it, or will not execute',
    about('court-applied'),
  ),
  'court-ruled': happening('enforcement', '法院作出执行裁定', 'The court rules to execute', about('court-accepted')),
  'execution-suspended': act(
    'enforcement',
    '中止执行',
    'Execution suspended',
    about('decision-served', 'penalty-on-the-spot'),
  ),
  'execution-resumed': act('enforcement', '恢复执行', 'Execution resumed', {
    ...about('execution-suspended'),
    ...over('execution-resumed', 'execution-terminated'),
  }),
  'execution-terminated': act('enforcement', '终结执行', 'Execution brought to an end', {
    ...once,
    ...about('decision-served', 'penalty-on-the-spot'),
    ...byApproval,
  }),
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
  'reconsideration-decided': happening(
    'remedy',
    '收到复议决定书',
    'Decision on reconsideration received',
    about('reconsideration-received'),
  ),
  'suit-received': happening('remedy', '收到起诉状副本', 'Complaint received'),
  'suit-answered': act('remedy', '向法院提交证据和答辩状', 'Suit answered', about('suit-received')),
  'remedy-attended': act(
    'remedy',
    '参加复议听取意见（听证）、出庭应诉',
    'Reconsideration or court hearing attended',
    about('reconsideration-received', 'suit-received'),
  ),
  'suit-decided': happening('remedy', '法院判决、裁定生效', 'Judgment in force', about('suit-received')),
  'decision-revoked': act('remedy', '撤销、变更本机关的决定', 'Own decision revoked or changed', {
    ...about('penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot'),
    ...byApproval,
  }),

  'decision-corrected': act('remedy', '更正、补正决定书的笔误', 'Slip of the pen in a decision put right', {
    ...about('penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot'),
    ...byApproval,
  }),
  'reconsideration-through-us': happening(
    'remedy',
    '当事人通过本机关提交复议申请',
    'Application for reconsideration handed to the bureau',
  ),
  'reconsideration-forwarded': act('remedy', '转送复议申请', 'Application for reconsideration forwarded', {
    ...about('reconsideration-through-us'),
    ...over('reconsideration-forwarded', 'decision-revoked'),
  }),
  'decision-annulled': happening(
    'remedy',
    '决定被复议机关、法院撤销（变更、确认违法）',
    'Decision annulled, changed or found unlawful from outside',
    about('reconsideration-decided', 'suit-decided'),
  ),
  'fine-refunded': act(
    'remedy',
    '退还罚款（财物）',
    'Fine or goods given back',
    about('decision-revoked', 'decision-annulled'),
  ),
  'compensation-claimed': happening('remedy', '收到行政赔偿申请', 'Claim for compensation received'),
  'compensation-decided': act('remedy', '作出赔偿（不予赔偿）决定', 'Compensation decided', {
    ...about('compensation-claimed'),
    ...over('compensation-decided'),
  }),
  'compensation-served': act('remedy', '送达赔偿（不予赔偿）决定', 'Decision on compensation served', {
    ...about('compensation-decided'),
    ...over('compensation-served'),
  }),
  'compensation-paid': act('remedy', '支付赔偿金', 'Compensation paid', {
    ...about('compensation-decided'),
    ...over('compensation-paid'),
  }),

  'crime-reported': act('transfer', '向负责人报告涉嫌犯罪', 'Suspected crime reported to the head'),
  'transfer-approved': act('transfer', '批准移送', 'Transfer approved', {
    ...about('lead-registered', 'case-filed'),
    ...byApproval,
  }),
  'transfer-declined': act('transfer', '决定不批准移送', 'Transfer not approved', {
    ...about('crime-reported'),
    ...byApproval,
  }),
  transferred: act('transfer', '移送', 'Transferred', { ...about('transfer-approved'), handsIn: ['transferred'] }),
  'transfer-received': happening('transfer', '受移送机关签收（回执）', 'Transfer received', {
    ...about('transferred'),
    handsIn: ['received', 'receipt'],
  }),
  'police-filed': happening('transfer', '公安机关立案', 'The police open a case', about('transferred')),
  'crime-goods-handed-over': act('transfer', '移交涉案物品和材料', 'Goods and papers handed to the police', {
    ...about('police-filed'),
    handsIn: ['handed-over', 'receipt'],
    ...over('crime-goods-handed-over'),
  }),
  'transfer-returned': happening(
    'transfer',
    '受移送机关退回（公安机关不予立案）',
    'Transfer returned, no case opened',
    { ...about('transferred'), handsIn: ['returned', 'receipt'] },
  ),
  'refusal-contested': act('transfer', '对不予立案提请复议', 'Refusal to open a case contested', {
    ...about('transfer-returned'),
    ...over('refusal-contested'),
  }),

  'case-ended': happening('closing', '行政执法行为终结', 'End of the enforcement act'),
  'case-closed': act('closing', '结案', 'Case closed', {
    ...once,
    ...about('case-filed', 'penalty-on-the-spot', 'licence-decided', 'other-act-decided'),
    ...byApproval,
    notAfter: ['case-withdrawn', 'not-filed', 'transferred', 'archived'],
  }),
  archived: act('closing', '归档', 'Archived', {
    ...once,
    ...about('case-closed', 'case-withdrawn', 'not-filed', 'transferred'),
    byVolume: true,
  }),
} as const satisfies Readonly<Record<string, ActIs>>

export type Act = keyof typeof acts
export const Act = z.enum(Object.keys(acts) as [Act, ...Act[]])

/** What puts things into the hands of the bureau: each of these has its own decision, list and notice. */
export const MEASURES: readonly Act[] = TAKEN
