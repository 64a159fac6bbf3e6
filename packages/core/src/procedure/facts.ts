import { z } from 'zod'
import { CauseCode, Grade } from '../causes/index.ts'
import { CalendarDate, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import { type Choice, choices } from './choices.ts'

const yes = { type: 'yes-no' } as const

/** What an act says of itself, and of what kind the answer is. Who entered it said so; nothing here is found out. */
export const facts = {
  // The lead and the filing
  jurisdiction: { ...yes, name: text('属于本机关管辖', 'Within jurisdiction') },
  'penalty-due': { ...yes, name: text('依法应当给予行政处罚', 'A penalty is due by law') },
  'suspected-provision': { type: 'text', name: text('涉嫌违反的规定', 'Provision suspected to be violated') },
  reasons: { type: 'text', name: text('理由', 'Reasons') },
  'no-penalty-basis': { type: 'text', name: text('不予处罚的法律依据', 'By which provision none is imposed') },
  'inspection-object': { type: 'text', name: text('检查对象', 'Who or what is inspected') },
  'inspection-manner': {
    type: 'text',
    name: text('执法抽查方式（名录、户数、方法）', 'How it was drawn: from which list, of how many, by what'),
  },
  source: { type: 'text', name: text('线索来源', 'Source of the lead') },
  // On the spot
  'certificate-shown': { ...yes, name: text('出示执法证件', 'Certificates shown') },
  'rights-told': { ...yes, name: text('告知权利义务', 'Rights and duties told') },
  'record-made': { ...yes, name: text('制作现场笔录', 'Record made on the spot') },
  'inventory-handed-over': { ...yes, name: text('当场交付清单', 'Inventory handed over on the spot') },
  'decision-handed-over': { ...yes, name: text('当场交付决定书（通知书）', 'Decision handed over on the spot') },
  'party-signed': { ...yes, name: text('当事人签名（拒签的已注明）', 'Signed by the party, or the refusal noted') },
  'witness-signed': { ...yes, name: text('见证人签名', 'Signed by a witness') },
  'keeper-signed': { ...yes, name: text('保管人签名', 'Signed by the keeper') },
  'pages-signed': { ...yes, name: text('逐页签名', 'Every page signed') },
  'work-area': { ...yes, name: text('在普法询问工作区', 'In the work area for questioning') },
  'defence-made': { ...yes, name: text('当事人当场提出申辩', 'The party defends itself on the spot') },
  'defence-recorded': { type: 'text', name: text('申辩情况', 'What the party said in defence') },
  'statement-paper': {
    ...yes,
    name: text('制作《听取陈述、申辩意见书》', 'Statement and defence put down on their paper'),
  },
  'recording-needed': {
    ...yes,
    name: text('根据需要应当全过程音像记录', 'It needs recording from beginning to end'),
  },
  'text-suffices': {
    ...yes,
    name: text(
      '文字能够准确记录并完全表达当事人的意思（口头提出的写明）',
      'Writing renders exactly and fully what the party means (told where it was said aloud)',
    ),
  },
  emergency: { ...yes, name: text('情况紧急', 'Emergency') },
  'daily-necessities': {
    ...yes,
    name: text('公民个人及其所扶养家属的生活必需品', 'Daily necessities of a citizen or dependants'),
  },
  // Goods in safekeeping
  goods: { type: 'text', name: text('物品（名称、规格、数量）', 'Goods: what and how many') },
  'goods-count': { type: 'count', name: text('物品件数', 'How many pieces') },
  'lifting-ground': { type: 'choice', name: text('解除的情形', 'On which ground it is lifted') },
  'goods-outcome': { type: 'choice', name: text('物品去向', 'What becomes of the goods') },
  'preservation-outcome': { type: 'choice', name: text('处理决定', 'What is decided of it') },
  'returned-count': {
    type: 'count',
    name: text('这次退还（解除）的件数，没有的写0', 'Pieces that go back with it; 0 where none'),
  },
  'returned-to': { type: 'text', name: text('退还给谁', 'To whom they are returned') },
  'goods-number': { type: 'text', name: text('保管编号', 'Number in the store') },
  'goods-place': { type: 'text', name: text('保管地点', 'Where they are kept') },
  'goods-keeper': { type: 'text', name: text('保管人', 'Who keeps them') },
  perishable: { ...yes, name: text('鲜活、易腐或者不易保管', 'Perishable, or hard to keep') },
  proceeds: { type: 'amount', name: text('拍卖（变卖）价款', 'What they fetched') },
  'disposal-basis': {
    type: 'text',
    name: text('处理依据（决定、条款）', 'By which decision and provision they are dealt with'),
  },
  'party-told': { ...yes, name: text('书面告知当事人', 'The party told in writing') },
  // The party and those who act
  'party-ended-how': {
    type: 'text',
    name: text('死亡或者终止的情况和证明', 'How the party ended, and by which proof'),
  },
  successor: { type: 'text', name: text('承受权利义务的人', 'Who takes the party’s place') },
  'succession-basis': { type: 'text', name: text('承受的依据和证明', 'Why they do, and by which proof') },
  'recusal-ground': { type: 'text', name: text('回避的理由', 'Why they withdraw') },
  'designated-here': { ...yes, name: text('确定由本机关管辖', 'Jurisdiction lies with this organ') },
  // What is decided
  'fine-amount': { type: 'amount', name: text('罚款数额', 'Amount of the fine') },
  'penalty-kind': { type: 'text', name: text('处罚种类', 'Kind of penalty') },
  'act-kind': {
    type: 'text',
    name: text('是哪一种行政执法行为（征收、奖励、确认等）', 'What kind of act: a levy, a reward …'),
  },
  provision: { type: 'text', name: text('处罚依据（条、款、项）', 'Provision applied') },
  'another-act': {
    type: 'text',
    name: text('与另案不是同一违法行为的理由', 'Why it is another act than in the other case'),
  },
  'found-facts': { type: 'text', name: text('认定的事实', 'Facts found') },
  'remedy-text': { ...yes, name: text('载明救济途径和期限', 'Remedies and their periods stated') },
  numbered: { ...yes, name: text('预定格式、编有号码', 'Pre-printed form with a number') },
  'hearing-answered': {
    ...yes,
    name: text('根据听证笔录、逐点回应', 'Follows the record of the hearing and answers its points'),
  },
  'statement-adopted': {
    ...yes,
    name: text('写明对陈述、申辩的采纳情况和理由', 'States what became of the defence and why'),
  },
  'evidence-listed': { ...yes, name: text('每件证据有证明事项', 'Each item of evidence says what it proves') },
  // What becomes of it afterwards
  revocation: { type: 'choice', name: text('撤销还是变更', 'Revoked, or changed') },
  'remedy-outcome': { type: 'choice', name: text('对本案决定的结果', 'What it comes to for the decision') },
  'evidence-submitted': {
    type: 'text',
    name: text(
      '提交的证据、依据（逐项，写明证明什么）',
      'Evidence and provisions handed over, one by one, with what each proves',
    ),
  },
  'head-attended': { ...yes, name: text('机关负责人参加（出庭）', 'A head of the authority attends') },
  'correction-of': { type: 'text', name: text('笔误、更正以后怎样写', 'The slip, and how it reads now') },
  'annulled-for-procedure': {
    ...yes,
    name: text('只因违反法定程序被撤销', 'Annulled for its procedure alone'),
  },
  'refunded-amount': { type: 'amount', name: text('退还数额', 'Amount given back') },
  'compensation-amount': { type: 'amount', name: text('赔偿数额（不予赔偿写0）', 'Compensation; 0 where none') },
  // Questioning
  'minor-questioned': { ...yes, name: text('被询问人是未成年人', 'Whoever is questioned is a minor') },
  'guardian-present': {
    ...yes,
    name: text('监护人（合适成年人）在场', 'A guardian or suitable adult is present'),
  },
  // The law of the day: by the catalogue of causes
  cause: { type: 'cause', name: text('案由（目录）', 'Cause, of the catalogue') },
  clauses: { type: 'clauses', name: text('所引条款（逐条）', 'Provisions cited, one by one') },
  grade: { type: 'grade', name: text('裁量阶次', 'Grade of the benchmark') },
  grounds: {
    type: 'grounds',
    name: text('不予、从轻、减轻、从重的情节', 'Grounds for none, a lighter or a heavier one'),
  },
  'fine-base': { type: 'amount', name: text('计算罚款的基数（工程造价等）', 'What the fine is reckoned on') },
  'standard-report': { type: 'text', name: text('超标的检测（监测）报告', 'Report that the standard was exceeded') },
  'correction-refused': { ...yes, name: text('拒不改正', 'The order to correct was not followed') },
  designation: { type: 'text', name: text('政府确定本部门执法的文件', 'Document that designates the bureau') },
  // Review and deliberation
  'proposal-attached': { ...yes, name: text('附决定建议及其情况说明', 'With the proposal and its account') },
  'report-attached': { ...yes, name: text('附调查（审查）终结报告', 'With the final report') },
  'draft-attached': { ...yes, name: text('附决定书代拟稿', 'With the draft of the decision') },
  'evidence-attached': { ...yes, name: text('附法律依据和证据资料', 'With legal basis and evidence') },
  'hearing-record-attached': { ...yes, name: text('附听证笔录（评估报告）', 'With the record of the hearing') },
  'subject-lawful': {
    ...yes,
    name: text('主体合法、执法人员具备资格', 'The authority may act and its officers are qualified'),
  },
  'facts-clear': { ...yes, name: text('主要事实清楚、证据确凿', 'Main facts clear, evidence conclusive') },
  'procedure-lawful': { ...yes, name: text('程序合法', 'Procedure lawful') },
  'law-applied': { ...yes, name: text('适用依据正确、裁量适当', 'Right law, proper discretion') },
  'powers-exceeded': { ...yes, name: text('超越职权或者滥用职权', 'Powers exceeded or abused') },
  'papers-in-order': { ...yes, name: text('执法文书规范、齐备', 'Papers in order and complete') },
  'crime-suspected': { ...yes, name: text('涉嫌犯罪需要移送', 'A crime is suspected') },
  outcome: { type: 'outcome', name: text('法制审核意见', 'Outcome of the review') },
  corrections: {
    type: 'text',
    name: text('需要纠正的问题（逐条写，每行一条）', 'What has to be put right, one to a line'),
  },
  'other-remarks': { type: 'text', name: text('其他应当审核的内容', 'Whatever else had to be reviewed') },
  supplements: { type: 'text', name: text('需要补充、补正的材料', 'What has to be handed in besides') },
  advice: { type: 'text', name: text('法律顾问的意见', 'What the legal adviser advises') },
  chair: { type: 'text', name: text('主持人', 'Who presided') },
  discussion: { type: 'text', name: text('讨论过程', 'What was discussed') },
  'discussion-result': { type: 'text', name: text('讨论结果', 'What came of it') },
  'both-opinions': {
    type: 'text',
    name: text('双方意见（起草单位、法制审核）', 'Both opinions: of the drafting unit and of the reviewers'),
  },
  'ruling-for': { type: 'choice', name: text('裁定结果', 'What is ruled') },
  minutes: { ...yes, name: text('讨论记录', 'Minutes') },
  'opinions-signed': { ...yes, name: text('参加人各自意见和签名', 'Each one’s own opinion and signature') },
  // Service
  method: { type: 'method', name: text('送达方式', 'Method of service') },
  'others-tried': { ...yes, name: text('已用其他方式无法送达', 'Other methods tried in vain') },
  'address-confirmed': { ...yes, name: text('签有送达地址（电子送达）确认书', 'Address confirmed in writing') },
  'slip-names-paper': { ...yes, name: text('邮寄单写明文书名称和文号', 'Slip names the paper and its number') },
  'proof-kept': { ...yes, name: text('留存凭证、回执', 'Proof and return receipt kept') },
  'other-signed': { ...yes, name: text('由受送达人以外的人签收', 'Signed for by somebody else than the addressee') },
  signatory: { type: 'text', name: text('签收人及签收情况', 'Who signed, and how') },
  'signatory-is': {
    type: 'choice',
    name: text('签收人与受送达人的关系', 'What the signatory is to the addressee'),
  },
  'refusal-noted': { ...yes, name: text('记明拒收事由和日期', 'Refusal and date noted') },
  // Performance and enforcement
  'written-application': { ...yes, name: text('书面申请', 'Written application') },
  instalments: {
    type: 'plan',
    name: text('分期计划（每行一期：日期 数额）', 'Instalments, one to a line: day and amount'),
  },
  'hard-to-enforce': { ...yes, name: text('不当场收缴事后难以执行', 'Hard to enforce later') },
  'party-asked': { ...yes, name: text('边远、水上、交通不便地区，当事人提出', 'Remote area, and the party asked') },
  'paid-amount': { type: 'amount', name: text('缴纳数额', 'Amount paid') },
  'additional-fine': { type: 'amount', name: text('加处罚款数额', 'Amount of the additional fine') },
  'no-estate': {
    ...yes,
    name: text(
      '没有遗产（财产）可供执行，又没有义务承受人',
      'Nothing left to execute upon, and nobody who takes on the duty',
    ),
  },
  'object-gone': { ...yes, name: text('执行标的灭失', 'What was to be executed upon no longer exists') },
  'lawful-receipt': { ...yes, name: text('出具法定专用票据', 'Lawful receipt given') },
  'receipts-add-up': { ...yes, name: text('票据合计等于罚款', 'Receipts add up to the fine') },
  'own-duties-done': { ...yes, name: text('本机关应当履行的已履行', 'The authority’s own duties done') },
  'decision-enclosed': {
    ...yes,
    name: text('附行政决定书及作出决定的事实、理由和依据', 'With the decision, its facts, reasons and basis'),
  },
  'demand-enclosed': {
    ...yes,
    name: text('附当事人的意见及催告情况', 'With what the party said, and how it was reminded'),
  },
  'object-enclosed': { ...yes, name: text('附申请强制执行标的情况', 'With what is to be executed upon') },
  'application-signed': {
    ...yes,
    name: text(
      '申请书由机关负责人签名、加盖机关印章并注明日期',
      'The application is signed by the head, sealed and dated',
    ),
  },
  'household-supplies-cut': {
    ...yes,
    name: text('对居民生活停水、电、热、气', 'Water, power, heat or gas cut off from homes'),
  },
  'cost-budget': { ...yes, name: text('费用预算和代履行人', 'Cost budget and who performs') },
  'demand-terms': {
    type: 'text',
    name: text(
      '履行的期限、方式（涉及金钱的写明金额和给付方式）',
      'By when and how to perform; of money, the sum and how to pay',
    ),
  },
  'execution-manner': { type: 'text', name: text('强制执行的方式和时间', 'How and when it is executed') },
  'substitute-ground': {
    type: 'choice',
    name: text('代履行的情形', 'On which ground it is done in the party’s stead'),
  },
  'substitute-performer': { type: 'text', name: text('代履行人', 'Who performs') },
  'substitute-cost': { type: 'amount', name: text('代履行费用', 'What it costs') },
  'officer-signed': { ...yes, name: text('到场监督的执法人员签名', 'Signed by the officer on site') },
  'performer-signed': { ...yes, name: text('代履行人签名', 'Signed by who performed') },
  'immediate-clearing': {
    ...yes,
    name: text('道路、河道、公共场所须立即清除', 'Road, river or public place to be cleared at once'),
  },
  'transfer-letter': { ...yes, name: text('附移送书', 'With the letter of transfer') },
  materials: { type: 'text', name: text('移送的材料和物品（逐项）', 'Materials and goods transferred, item by item') },
  'receiving-organ': { type: 'text', name: text('接收机关', 'Authority it is transferred to') },
  'received-by': { type: 'text', name: text('签收人（姓名、职务）', 'Who signed for it') },
  'items-received': {
    ...yes,
    name: text('回执逐项写明签收了什么', 'The receipt names what was received, item by item'),
  },
  'materials-listed': { ...yes, name: text('材料和物品清单', 'Materials and goods listed') },
  'index-complete': { ...yes, name: text('各环节材料齐全', 'Papers of every stage complete') },
  'discs-explained': { ...yes, name: text('证据光盘附说明', 'Evidence discs with explanation') },
} as const satisfies Readonly<Record<string, { readonly type: string; readonly name: Text }>>
export type Fact = keyof typeof facts
export const Fact = z.enum(Object.keys(facts) as [Fact, ...Fact[]])

/** How a paper reaches its addressee: 民事诉讼法 arts. 87–95. */
export const Method = z.enum([
  'direct',
  'left',
  'post',
  'entrusted',
  'forwarded',
  'electronic',
  'notice',
  'notice-posted',
])
/** How a legal review may end: 晋中市重大行政执法决定法制审核制度 art. 8. */
export const Outcome = z.enum(['agreed', 'to-be-corrected', 'no-decision', 'transfer'])

/** So much on that day. */
export interface Instalment {
  readonly on: CalendarDate
  readonly amount: number
}

/** The instalments of a plan in the order of their days; undefined where a line of it is none. */
export function instalmentsOf(plan: string): readonly Instalment[] | undefined {
  const lines = plan.split('\n').filter((line) => line.trim() !== '')
  const read = lines.map((line) => {
    const [, day, amount] = /^(\d{4}-\d{2}-\d{2})[\s　]+(\d{1,12}(?:\.\d{1,2})?)$/u.exec(line.trim()) ?? []
    const on = CalendarDate.safeParse(day).data
    return on === undefined ? undefined : { on, amount: Number(amount) }
  })
  const all = read.filter((one) => one !== undefined)
  if (all.length === 0 || all.length < lines.length) return undefined
  return all.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** An answer of the fact's own kind. */
const answerOf = {
  'yes-no': z.boolean(),
  text: z.string().trim().min(1).max(2000),
  amount: z.number().nonnegative().max(1e12),
  count: z.int().nonnegative().max(1e6),
  /** `2026-12-01 700`, one to a line. */
  plan: z
    .string()
    .trim()
    .max(2000)
    .refine((plan) => instalmentsOf(plan) !== undefined),
  outcome: Outcome,
  method: Method,
  cause: CauseCode,
  clauses: z.string().trim().min(1).max(2000),
  grade: Grade,
  /** Codes of the catalogue, set apart by commas. */
  grounds: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]+(?:[,，、; ]+[a-z0-9-]+)*$/)
    .max(500),
} as const

const answerTo = (fact: string, type: (typeof facts)[Fact]['type']): z.ZodType =>
  type === 'choice' ? z.enum(Object.keys(choices[fact as Choice])) : answerOf[type]

/** What an act says, each fact in its own kind. */
export const Said = z.strictObject(
  Object.fromEntries(Object.entries(facts).map(([key, { type }]) => [key, answerTo(key, type).optional()])),
) as z.ZodType<Readonly<Partial<Record<Fact, boolean | string | number>>>>
export type Said = z.infer<typeof Said>

/** What is said of the case as a whole. What is special and not said is not so; the rest is asked. */
export const caseFacts = {
  major: { name: text('属于重大执法决定（须法制审核）', 'A major decision (legal review)') },
  complex: { name: text('情节复杂或者重大（须集体讨论）', 'Complex or grave (collective deliberation)') },
  'hearing-due': { name: text('属于应当告知听证的处罚', 'A hearing is due on request') },
  construction: {
    assumed: false,
    name: text('适用《住房和城乡建设行政处罚程序规定》', 'The construction ministry’s procedure rules apply'),
  },
  'life-or-finance': {
    assumed: false,
    name: text('涉及公民生命健康安全、金融安全', 'Touches life, health or financial security'),
  },
  'environment-harmed': {
    assumed: false,
    name: text('造成生态环境损害', 'The environment was harmed'),
  },
  'harm-done': { assumed: false, name: text('有危害后果', 'Harm was done') },
  continuing: {
    assumed: false,
    name: text('违法行为连续或者继续，尚未终了', 'The violation goes on and has not ended'),
  },
  'no-penalty-due': {
    assumed: false,
    name: text('符合依法不予行政处罚的情形', 'One of the cases in which the law imposes no penalty'),
  },
  'public-interest': { assumed: false, name: text('涉及重大公共利益', 'Touches a major public interest') },
  'social-risk': {
    assumed: false,
    name: text('可能造成重大社会影响或者引发社会风险', 'May have a major effect on society or bring a risk to it'),
  },
  difficult: {
    assumed: false,
    name: text('疑难复杂、涉及多个法律关系', 'Difficult, with several legal relations'),
  },
  'review-by-law': {
    assumed: false,
    name: text('法律、法规、规章规定应当法制审核', 'Law or rules require its legal review'),
  },
  'building-to-demolish': {
    assumed: false,
    name: text('违法建筑物、构筑物、设施', 'An illegal building, structure or facility'),
  },
  'enterprise-inspection': {
    assumed: false,
    name: text('对企业、个体工商户等的行政检查', 'An inspection of a firm or trader'),
  },
  'social-influence': { assumed: false, name: text('具有一定社会影响', 'Of social influence') },
} as const satisfies Readonly<Record<string, { readonly name: Text; readonly assumed?: false }>>
export type CaseFact = keyof typeof caseFacts
export const CaseFact = z.enum(Object.keys(caseFacts) as [CaseFact, ...CaseFact[]])
