import { z } from 'zod'
import type { PostKey } from '../access/index.ts'
import { type Text, text } from '../kernel/index.ts'

/**
 * What a fact is made of. `person` and `officers` are people with what identifies them (an officer's certificate
 * included); `goods`, `evidence` and `papers` are lists whose rows keep their identity; `provisions` are articles, picked
 * and not typed; `statement` is a text that must appear; `choice` is one of a few; `proof` is a thing kept with the paper; `dialogue` is questions and
 * answers, line by line.
 */
export const FactType = z.enum([
  'text',
  'choice',
  'party',
  'person',
  'officers',
  'signature',
  'opinion',
  'date',
  'instant',
  'interval',
  'length',
  'place',
  'amount',
  'number',
  'goods',
  'evidence',
  'papers',
  'provisions',
  'statement',
  'confirmation',
  'proof',
  'pages',
  'dialogue',
])
export type FactType = z.infer<typeof FactType>

/**
 * Who may assert it. `derived`: it follows from the case and is nobody's to type. `asked`: the officer who writes the paper
 * says it, from having been there or from what lies before them. `opinion`: whoever approves says it, and nobody for them.
 * `fixed`: the pack prints it.
 */
export const FactBy = z.enum(['derived', 'asked', 'opinion', 'fixed'])
export type FactBy = z.infer<typeof FactBy>

export interface Fact {
  readonly title: Text
  readonly type: FactType
  readonly by: FactBy
  /** Whose opinion; absent where the regulation leaves the chain to the bureau. */
  readonly of?: PostKey
  /** It is a column of these rows, which many papers share. */
  readonly row?: 'goods'
}

const fact =
  (by: FactBy) =>
  (type: FactType, zh: string, en: string): Fact => ({ title: text(zh, en), type, by })
const [derived, asked, fixed] = [fact('derived'), fact('asked'), fact('fixed')]
const opinion = (zh: string, en: string, of?: PostKey): Fact => ({
  ...fact('opinion')('opinion', zh, en),
  ...(of && { of }),
})
const goods = (type: FactType, zh: string, en: string): Fact => ({ ...asked(type, zh, en), row: 'goods' })

/** The case and whom it is about. */
const ofTheCase = {
  'case-name': derived('text', '案件名称', 'Name of the case'),
  'case-cause': derived('text', '案由', 'Cause'),
  'case-source': derived('choice', '案件来源', 'Source of the case'),
  'discovered-on': derived('date', '案源发现时间', 'When it was discovered'),
  'scene-place': derived('place', '案发地', 'Where it happened'),
  'filed-on': derived('date', '立案时间', 'Day the case was filed'),
  party: derived('party', '当事人基本情况', 'The party'),
  'party-name': derived('text', '当事人姓名或者名称', 'Name of the party'),
  'party-representative': derived('person', '法定代表人（负责人）', 'Legal representative'),
  'party-address': derived('place', '住所或者住址', 'Address of the party'),
  agent: derived('person', '委托代理人', 'Agent of the party'),
  'case-officers': derived('officers', '执法办案人员', 'Officers of the case'),
  team: derived('text', '所属执法队', 'Team'),
  authority: derived('text', '行政机关名称', 'Name of the authority'),
  seal: fixed('signature', '行政机关印章', 'Seal of the authority'),
  pages: derived('pages', '总页数和页码', 'Pages and their numbers'),
  'contact-phone': asked('text', '联系电话', 'Telephone'),
} as const satisfies Readonly<Record<string, Fact>>

const opinions = {
  'handler-opinion': opinion('承办人意见', 'Opinion of the handler', 'handler'),
  'legal-officer-opinion': opinion('法制员意见', 'Opinion of the legal officer', 'legal-officer'),
  'team-leader-opinion': opinion('承办机构负责人意见', 'Opinion of the team’s leader', 'team-leader'),
  'team-head-opinion': opinion('执法队主要负责人意见', 'Opinion of the team’s head', 'team-head'),
  'authority-leader-opinion': opinion('行政机关负责人意见', 'Opinion of the authority’s leader', 'authority-leader'),
  'level-opinions': opinion('各级审核意见', 'Opinions level by level'),
  'drafting-unit-opinion': opinion('起草单位意见', 'Opinion of the unit that drafted it', 'team'),
  'review-opinion': opinion('法制审核意见', 'Opinion of legal review', 'legal-section'),
  ruling: opinion('裁定', 'Ruling', 'authority-head'),
  'disclosure-approver': opinion('公示审定人', 'Who approved disclosure', 'authority-head'),
} as const satisfies Readonly<Record<string, Fact>>

const filing = {
  'case-summary': asked('text', '基本案情', 'The case in short'),
  'filing-grounds': asked('text', '核查情况及立案理由', 'What was verified, and why the case is filed'),
  'case-papers': derived('papers', '案件材料清单', 'List of the papers'),
  'case-goods': derived('goods', '涉案物品清单', 'List of the goods'),
} as const satisfies Readonly<Record<string, Fact>>

const investigation = {
  'inspection-object': asked('text', '检查对象', 'Who or what is inspected'),
  inspectors: asked('officers', '检查人员', 'Officers who inspect'),
  'officer-certificates': derived('number', '执法证号码', 'Numbers of the certificates'),
  'inspection-choice': asked('choice', '执法抽查方式', 'How it was chosen'),
  'inspection-interval': asked('interval', '检查起止时间', 'From when to when it was inspected'),
  'inspection-place': asked('place', '检查地点', 'Where it was inspected'),
  witness: asked('person', '见证人', 'Witness'),
  'party-called': asked('text', '通知当事人到场情况', 'How the party was called to the place'),
  'certificates-shown': asked('text', '出示执法证件情况', 'How certificates were shown'),
  'rights-told': asked('text', '告知当事人权利义务情况', 'How rights and duties were told'),
  'statement-at-scene': asked('text', '当事人当场陈述申辩情况', 'What the party stated at the scene'),
  'inspection-findings': asked('text', '检查情况', 'What was found'),
  'inquiry-matters': asked('text', '需要了解的事项', 'What is to be asked'),
  'appointed-at': asked('instant', '约定询问时间', 'When to appear'),
  'appointed-place': asked('place', '约定询问地点', 'Where to appear'),
  'materials-to-bring': asked('text', '需要携带的材料', 'What to bring'),
  'questioning-interval': asked('interval', '询问时间', 'From when to when it was asked'),
  'questioning-place': asked('place', '询问地点', 'Where it was asked'),
  questioners: asked('officers', '询问人', 'Officers who ask'),
  'questioned-person': asked('person', '被询问人', 'Person questioned'),
  'questions-and-answers': asked('dialogue', '询问内容', 'Questions and answers'),
  'read-back': asked('confirmation', '核对无误确认', 'That it was read back and is right'),
  'goods-number': goods('number', '物品编号', 'Number of the goods'),
  'goods-name': goods('text', '物品名称', 'Name of the goods'),
  'goods-specification': goods('text', '规格（型号）或者地址', 'Specification, or address'),
  'goods-unit': goods('text', '计量单位', 'Unit'),
  'goods-quantity': goods('number', '数量或者面积', 'Quantity or area'),
  'appraisal-opinion': asked('text', '鉴定（检测）意见', 'Opinion of the appraisal'),
  'interruption-reason': asked('text', '中断（中止）记录的原因', 'Why recording was interrupted'),
} as const satisfies Readonly<Record<string, Fact>>

/** Papers of the procedure for which no instrument prints a form. */
const besidesTheForms = {
  'no-filing-reasons': asked('text', '不予立案的理由', 'Why no case is filed'),
  'correction-basis': asked('provisions', '责令改正的依据', 'Basis of the order to correct'),
  'correction-items': asked('text', '改正的内容和要求', 'What is to be corrected, and how'),
  'correction-until': asked('instant', '改正的期限', 'Until when it is to be corrected'),
  'extraction-interval': asked('interval', '提取起止时间', 'From when to when it was extracted'),
  'extraction-place': asked('place', '提取地点', 'Where it was extracted'),
  'extraction-officers': asked('officers', '提取人员', 'Officers who extracted it'),
  'source-device': asked('text', '来源设备及持有人', 'Source device, and who holds it'),
  'extraction-way': asked('text', '提取的方法和过程', 'How it was extracted'),
  'extraction-tool': asked('text', '提取工具', 'Tool it was extracted with'),
  'extracted-data': asked('text', '提取的电子数据', 'Data extracted'),
  'data-digest': asked('text', '完整性校验值', 'Digests of the data'),
  'sampled-at': asked('instant', '抽样时间', 'When samples were taken'),
  'sampled-where': asked('place', '抽样地点', 'Where samples were taken'),
  'appraisal-body': asked('text', '检测（鉴定）机构', 'Who tests or appraises'),
  'appraisal-from': asked('date', '检测（鉴定）期间自', 'First day of the test'),
  'appraisal-until': asked('date', '检测（鉴定）期间至', 'Last day of the test'),
  'suspension-grounds': asked('text', '中止调查的理由', 'Why the investigation is suspended'),
  'recheck-findings': asked('text', '复核情况', 'What the re-check found'),
  'hearing-opinion': asked('text', '听证主持人的处理意见', 'What the host of the hearing proposes'),
  'execution-reasons': asked('text', '强制执行的理由', 'Why it is executed'),
  'execution-basis': asked('provisions', '强制执行的依据', 'Basis of the execution'),
  'execution-manner': asked('text', '强制执行的方式', 'How it is executed'),
  'execution-at': asked('instant', '强制执行的时间', 'When it is executed'),
  'substitute-object': asked('text', '代履行的标的', 'What is performed by a substitute'),
  'substitute-cost': asked('amount', '代履行的费用预算', 'Estimated cost of the substitute'),
  'substitute-performer': asked('text', '代履行人', 'Who performs in the party’s stead'),
  building: asked('text', '违法建筑物、构筑物、设施的情况', 'The unlawful building'),
  'removal-until': asked('date', '限期自行拆除之日', 'Last day to remove it oneself'),
  'service-address': asked('place', '确认的送达地址', 'Address confirmed for service'),
  'service-electronic': asked('text', '电子送达的意见及电子邮箱、传真', 'Whether service may be electronic, and where'),
  'corrected-passage': asked('text', '原文书有误的内容', 'What was wrong in the paper'),
  'corrected-into': asked('text', '补正（更正）为', 'What it is corrected into'),
  'information-asked': asked('text', '申请公开的政府信息', 'Information asked for'),
  'information-reasons': asked('text', '不予公开的理由', 'Why information is refused'),
  'information-basis': asked('provisions', '不予公开的依据', 'Basis on which information is refused'),
} as const satisfies Readonly<Record<string, Fact>>

/** What the coercion law wants in its papers. */
const coercion = {
  'measure-reasons': asked('text', '查封、扣押的理由', 'Why it is sealed or seized'),
  'measure-basis': asked('provisions', '查封、扣押的依据', 'Basis of sealing or seizure'),
  'measure-from': derived('date', '查封、扣押开始之日', 'First day of sealing or seizure'),
  'measure-until': asked('date', '查封、扣押届满之日', 'Last day of sealing or seizure'),
  'extension-reasons': asked('text', '延长期限的理由', 'Why it is extended'),
  'extended-until': asked('date', '延长以后届满之日', 'Last day as extended'),
  'lifting-reasons': asked('text', '解除的理由', 'Why it is lifted'),
  'preserved-disposal': asked('text', '对登记保存物品的处理决定', 'What becomes of the preserved items'),
  'duty-to-perform': asked('text', '应当履行的义务', 'What is to be performed'),
  'demand-until': asked('date', '履行义务的期限', 'Until when it is to be performed'),
  'demand-manner': asked('text', '履行义务的方式', 'How it is to be performed'),
  'demand-sum': derived('text', '催缴金额', 'Sum that is demanded'),
  'demand-payment': asked('text', '给付方式', 'How it is paid'),
} as const satisfies Readonly<Record<string, Fact>>

const decision = {
  'violation-facts': asked('text', '违法事实', 'Facts of the violation'),
  evidence: derived('evidence', '相关证据及其证明事项', 'Evidence, and what it proves'),
  'case-nature': asked('text', '案件性质', 'Nature of the case'),
  'discretion-standard': asked('text', '处罚裁量权基准', 'Standard of discretion'),
  'penalty-basis': asked('provisions', '处罚依据', 'Basis of the penalty'),
  'penalty-proposal': asked('text', '处罚建议', 'Penalty proposed'),
  'penalty-reasons': asked('text', '处罚的理由', 'Reasons of the penalty'),
  'right-to-statement': fixed(
    'statement',
    '陈述、申辩的权利及途径、期限',
    'Right to statement and defence, how and until when',
  ),
  'right-to-hearing': fixed('statement', '听证的权利及途径、期限', 'Right to a hearing, how and until when'),
  'proposal-told': asked('text', '拟作处罚的事实、理由及依据的告知', 'That facts, reasons and basis were told'),
  'statement-right-told': asked('text', '陈述和申辩权利的告知', 'That the right to statement was told'),
  'party-statement': asked('text', '当事人陈述、申辩意见', 'Statement and defence of the party'),
  'new-facts': asked('text', '新的事实、理由和证据', 'New facts, reasons and evidence'),
  'statement-answer': asked('text', '陈述、申辩的采纳情况及理由', 'What was accepted of the statement, and why'),
  'penalty-content': derived('text', '行政处罚的内容', 'The penalty'),
  'penalty-kind': asked('choice', '处罚种类', 'Kind of penalty'),
  'fine-amount': asked('amount', '罚款数额', 'Amount of the fine'),
  'penalty-performance': asked('text', '行政处罚的履行方式、期限', 'How and until when it is performed'),
  remedies: fixed('statement', '行政复议、行政诉讼的途径和期限', 'Reconsideration and suit, how and until when'),
  'decision-number': derived('number', '行政处罚决定书文号', 'Number of the decision'),
  'reserved-number': derived('number', '预定编号', 'Number printed beforehand'),
  'decided-on': derived('date', '作出决定的日期', 'Day of the decision'),
  'decided-at': asked('instant', '当场处罚的时间', 'When it was decided on the spot'),
  'decided-where': asked('place', '当场处罚的地点', 'Where it was decided on the spot'),
  'no-penalty-facts': asked('text', '不予处罚的事实', 'Facts for which there is no penalty'),
  'no-penalty-reasons': asked('text', '不予处罚的理由', 'Reasons why there is no penalty'),
  'no-penalty-basis': asked('provisions', '不予处罚的法律依据', 'Law by which there is no penalty'),
} as const satisfies Readonly<Record<string, Fact>>

const meetings = {
  'hearing-called-at': asked('instant', '举行听证的时间', 'When the hearing will be held'),
  'hearing-called-place': asked('place', '举行听证的地点', 'Where the hearing will be held'),
  'hearing-at': asked('interval', '听证时间', 'When the hearing was held'),
  'hearing-place': asked('place', '听证地点', 'Where the hearing was held'),
  'hearing-host': asked('person', '听证主持人', 'Host of the hearing'),
  'hearing-recorder': asked('person', '听证记录员', 'Recorder of the hearing'),
  interpreter: asked('person', '翻译人员', 'Interpreter'),
  'hearing-course': asked('text', '听证过程', 'Course of the hearing'),
  'meeting-at': asked('interval', '会议时间', 'When the meeting was held'),
  'meeting-place': asked('place', '会议地点', 'Where the meeting was held'),
  'meeting-participants': asked('officers', '参加人员', 'Who took part'),
  'meeting-host': asked('person', '会议主持人', 'Who presided'),
  'discussion-course': asked('text', '讨论过程', 'Course of the discussion'),
  'discussion-result': asked('text', '讨论结果', 'Result of the discussion'),
  'expert-opinion': asked('text', '论证或者评审意见', 'Opinion of the experts'),
  'expert-minutes': asked('text', '专家论证会议记录', 'Minutes of the experts’ meeting'),
  'expert-attendance': asked('signature', '签到', 'Who signed in'),
} as const satisfies Readonly<Record<string, Fact>>

const serviceAndPerformance = {
  'served-papers': derived('papers', '送达文书名称', 'Papers served'),
  'served-numbers': derived('number', '送达文书文号', 'Numbers of the papers served'),
  'served-at': asked('instant', '送达时间', 'When it was served'),
  'service-place': asked('place', '送达地点', 'Where it was served'),
  'service-officers': asked('officers', '送达人', 'Officers who served it'),
  recipient: asked('person', '受送达人或者签收人', 'Who was served, or signed for it'),
  'receipt-circumstances': asked('text', '签收情况', 'How it was signed for'),
  'refusal-reason': asked('text', '拒收（留置送达）事由', 'Why it was refused'),
  'entrusted-service-reason': asked('text', '委托或者转交的原因', 'Why it was entrusted or passed on'),
  'postal-manner': asked('choice', '邮寄方式', 'Kind of post'),
  'postal-proof': asked('proof', '邮寄送达的凭证', 'Proof of posting'),
  'postal-receipt': asked('proof', '邮寄回执', 'Receipt of the post'),
  'public-notice-reason': asked('text', '公告送达的原因', 'Why by public notice'),
  'public-notice-manner': asked('choice', '公告送达的方式', 'How by public notice'),
  'public-notice-course': asked('text', '公告送达的经过', 'Course of the public notice'),
  'public-notice-on': asked('date', '公告日期', 'Day of the public notice'),
  'public-notice-proof': asked('proof', '公告的凭证', 'Proof of the public notice'),
  'party-performance': asked('text', '当事人履行情况', 'What the party performed'),
  'party-performance-proof': asked('proof', '当事人履行的凭证', 'Proof of it'),
  'authority-performance': asked('text', '行政执法机关履行义务情况', 'What the authority performed'),
  'authority-performance-proof': asked('proof', '行政执法机关履行的凭证', 'Proof of what the authority performed'),
  'correction-found': asked('text', '改正情况', 'Whether it was put right'),
  'court-annexes': derived('papers', '申请强制执行附送的材料', 'What goes with the application to the court'),
  'deferral-terms': asked('text', '延期或者分期缴纳的期限和数额', 'Until when, and how much each time'),
  hardship: asked('text', '经济困难情况', 'Hardship'),
  'case-account': asked('text', '简要案情及查处经过', 'The case and how it was handled'),
  'penalty-enforcement': asked('text', '处罚执行方式', 'How the penalty was carried out'),
  'confiscated-disposal': asked('text', '罚没财物处置情况', 'What became of fine and confiscated goods'),
} as const satisfies Readonly<Record<string, Fact>>

/** Recordings as evidence, and who looked at them. */
const ofRecordings = {
  'disc-method': asked('text', '制作方法', 'Method of making'),
  'disc-maker': derived('person', '制作人', 'Maker'),
  'disc-made-at': derived('instant', '制作时间', 'Time of making'),
  'disc-proves': asked('text', '证明对象', 'Object of proof'),
  extractor: derived('person', '提取人', 'Extractor'),
  'extracted-at': derived('instant', '提取时间', 'Time of extraction'),
  'looked-by': derived('person', '查阅人', 'Who looked'),
  'look-reason': asked('text', '查阅事由', 'Why'),
  'looked-at': derived('instant', '查阅时间', 'When it was looked at'),
  'checked-papers': derived('papers', '抽查的文字资料', 'Papers checked'),
  'checked-recordings': derived('evidence', '抽查的视音频资料', 'Recordings checked'),
  'check-result': asked('text', '检查结果', 'Result of the check'),
} as const satisfies Readonly<Record<string, Fact>>

const reviewAndDisclosure = {
  'review-points': asked('text', '审核内容', 'What was reviewed'),
  'ruling-discussion': asked('text', '讨论情况', 'What was discussed of a disagreement'),
  'catalogue-matters': asked('text', '重大行政执法决定事项', 'Decisions that are major'),
  'catalogue-standards': asked('text', '重大行政执法决定的标准', 'By which standard'),
  'catalogue-filing': asked('text', '报司法行政部门备案', 'Filing with the justice authority'),
  'act-category': asked('choice', '行政执法行为的类别', 'Category of the act'),
  'enforcement-level': asked('choice', '执法层级', 'Level of the authority'),
  'enforcement-field': asked('choice', '所属领域', 'Field'),
  'amount-involved': asked('amount', '涉案金额', 'Amount involved'),
  'effect-on-others': asked('text', '对当事人、社会的影响', 'Effect on the party and on society'),
  'review-materials': asked('papers', '法制审核送审材料', 'What is handed in for review'),
  'review-manner': asked('text', '法制审核工作方式', 'How reviews are done'),
  'review-handling': asked('text', '处理机制', 'How reviews are followed up'),
  'review-term': asked('length', '法制审核时限', 'Time for a review'),
  'file-complete': asked('confirmation', '案卷完整', 'That the file is complete'),
  'file-accurate': asked('confirmation', '案卷准确', 'That the file is accurate'),
  'disclosed-content': asked('text', '公示内容', 'What is disclosed'),
} as const satisfies Readonly<Record<string, Fact>>

/** What a paper says whose form prints no field for it. */
const besides = {
  'paper-content': asked('text', '正文', 'Text of the paper'),
} as const satisfies Readonly<Record<string, Fact>>

/**
 * Every fact a paper may have a field for. A fact is stated once in a case, however many papers print it and whatever they
 * call it: 当事人基本情况 and 当事人的姓名或者名称、地址等基本情况 are `party`. What is stated anew at another time is another
 * fact, though the words be the same: the hour somebody is told to appear and the hour they were asked.
 */
export const facts = {
  ...ofTheCase,
  ...opinions,
  ...filing,
  ...investigation,
  ...coercion,
  ...besidesTheForms,
  ...decision,
  ...meetings,
  ...serviceAndPerformance,
  ...ofRecordings,
  ...reviewAndDisclosure,
  ...besides,
} as const satisfies Readonly<Record<string, Fact>>

export type FactKey = keyof typeof facts
export const FactKey = z.enum(Object.keys(facts) as [FactKey, ...FactKey[]])
/** It is no field of any form: of a paper that prints none, and of letters. */
export const CONTENT: FactKey = 'paper-content'
