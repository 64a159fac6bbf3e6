import type { Text } from '../kernel/index.ts'
import type { ActVerdict, Decision, LongTermRule, ReviewRule, RuleKind, RuleOf, Term } from '../policy/index.ts'
import type { z } from 'zod'

type Words<K extends string> = Readonly<Record<K, Text>>
const words = <K extends string>(given: Readonly<Record<K, readonly [zh: string, en: string]>>): Words<K> =>
  Object.fromEntries(
    Object.entries<readonly [string, string]>(given).map(([key, [zh, en]]) => [key, { zh, en }]),
  ) as Words<K>

/** What the kinds of rules are about, as the topics that instruments are compared by. */
export const topicNames = words<RuleKind>({
  recording: ['必须录音录像的活动', 'Activities that are filmed'],
  content: ['重点摄录内容', 'What must be in the picture'],
  notice: ['告知', 'Telling the party'],
  continuity: ['起止与连续', 'From when to when, without a break'],
  interruption: ['中断', 'Interruptions'],
  integrity: ['完整真实', 'Wholeness'],
  handover: ['上传移交', 'Hand-over'],
  consolidation: ['集中存储', 'Consolidation'],
  custodian: ['保管', 'Custody'],
  classification: ['分类归档', 'Classification'],
  retention: ['保存期限', 'Retention'],
  'long-term': ['长期保存', 'Long-term keeping'],
  access: ['查阅、复制与提供', 'Look, copy and provision'],
  statement: ['证据说明', 'Statement'],
  device: ['设备', 'Devices'],
  recorder: ['谁可以摄录', 'Who may record'],
  paper: ['文书', 'Papers'],
  'paper-fields': ['文书依法应当载明的内容', 'What the law wants in a paper'],
  wording: ['文书必须载明的文字', 'Texts that papers must state'],
  approval: ['审批', 'Approvals'],
  period: ['期限', 'Periods'],
  step: ['办案步骤', 'Steps of a case'],
  cadence: ['定期工作', 'Regular work'],
  review: ['法制审核', 'Legal review'],
  disclosure: ['公示', 'Disclosure'],
  prohibition: ['禁止行为', 'Prohibitions'],
  figure: ['数额', 'Figures'],
  scope: ['适用范围', 'Scope'],
  exemption: ['可以不录的情形', 'Exemptions'],
  precedence: ['上级另有规定', 'Superiors’ rules'],
  volume: ['案卷的装订顺序', 'Order of a volume'],
  score: ['案卷评查', 'Scoring of volumes'],
  organisation: ['机构和人员', 'Posts, training and what is laid down'],
})

export const levelNames = words<RuleOf<'recording'>['level'] | 'none'>({
  must: ['必须录', 'must be filmed'],
  implied: ['应当录（由更宽的用语推出）', 'must be filmed, by a wider term'],
  'as-needed': ['可以录', 'may be filmed'],
  none: ['未作规定', 'nothing is said'],
})

export const effectNames = words<RuleOf<'step'>['effect']>({
  refused: ['不能成立', 'it does not stand'],
  late: ['成立，注明逾期', 'it stands and is marked late'],
  noted: ['成立，注明瑕疵', 'it stands with a defect noted'],
})

export const verdictNames = words<ActVerdict>({
  allowed: ['可以', 'it may be done'],
  refused: ['不能成立', 'it does not stand'],
  unknown: ['材料不足，不能认定可以', 'not enough is told to say it may be done'],
  late: ['可以，注明逾期', 'it may be done and is marked late'],
  noted: ['可以，注明瑕疵', 'it may be done with a defect noted'],
})

export const partNames = words<NonNullable<RuleOf<'recording'>['holds']>[number]>({
  sound: ['录音', 'with sound'],
  picture: ['录像', 'with picture'],
})

export const purposeNames = words<RuleOf<'access'>['purpose']>({
  look: ['查阅', 'look'],
  'look-by-authority': ['有权机关查阅', 'look by an authority'],
  'look-by-party': ['当事人查阅', 'look by the party'],
  'look-by-supervisor': ['监督部门查阅', 'look by supervision'],
  'look-by-bureau': ['市局调阅', 'look by the bureau above'],
  'look-on-duty': ['职责范围内查看', 'look on duty'],
  copy: ['复制', 'copy'],
  'provide-to-reconsideration-or-court': ['提供给复议机关或法院', 'provision for reconsideration or a court'],
  provide: ['对外提供', 'provision to others'],
  'publish-footage': ['公开音像', 'publication of footage'],
  'publish-information': ['公开信息', 'publication of information'],
})

export const reachNames = words<NonNullable<RuleOf<'access'>['reach']>>({
  own: ['本人摄录或者送交的', 'what they recorded or sent'],
  case: ['本人承办或者审核的案件的', 'of a case that they handle or review'],
  unit: ['本单位的', 'of their unit'],
  bureau: ['全局的', 'of the whole bureau'],
})

export const classNames = words<RuleOf<'retention'>['of'] | 'fixed-camera' | 'gap'>({
  evidence: ['作为证据的', 'evidence'],
  case: ['案件中未作为证据的', 'of a case, not evidence'],
  'simple-procedure': ['简易程序', 'simple procedure'],
  'minor-correction': ['轻微违法纠正', 'minor correction'],
  patrol: ['日常巡查', 'patrol'],
  'everything-else': ['其他', 'everything else'],
  'case-file': ['案卷', 'case file'],
  'long-term': ['长期保存', 'long-term'],
  'fixed-camera': ['固定公共视频', 'fixed public camera'],
  gap: ['未作规定', 'nothing is said'],
})

export const triggerNames = words<z.infer<typeof LongTermRule>['trigger']>({
  'used-as-evidence': ['作为证据使用', 'used as evidence'],
  objection: ['提出异议', 'objection'],
  complaint: ['投诉', 'complaint'],
  petition: ['上访', 'petition'],
  reconsideration: ['行政复议', 'reconsideration'],
  litigation: ['行政诉讼', 'litigation'],
  evasion: ['逃避', 'evasion'],
  refusal: ['拒绝', 'refusal'],
  obstruction: ['阻碍', 'obstruction'],
  abuse: ['谩骂', 'abuse'],
  insult: ['侮辱', 'insult'],
  beating: ['殴打', 'beating'],
  'violent-resistance': ['暴力抗法', 'violent resistance'],
  'mass-incident': ['群体性事件', 'mass incident'],
  'sudden-incident': ['突发事件', 'sudden incident'],
  'major-case': ['重大案件', 'major case'],
  'complex-case': ['复杂案件', 'complex case'],
  'difficult-case': ['疑难案件', 'difficult case'],
  'other-important': ['其他重要情况', 'other important matters'],
})

export const forbiddenNames = words<RuleOf<'integrity'>['forbids'][number]>({
  selecting: ['选择性摄录', 'selecting what to film'],
  'filming-later': ['事后补录', 'filming later'],
  inserting: ['插入其他画面', 'inserting pictures'],
  cutting: ['剪辑', 'cutting'],
  deleting: ['删除', 'deleting'],
  altering: ['修改', 'altering'],
  losing: ['遗失', 'losing'],
})

export const besidesNames = words<NonNullable<RuleOf<'interruption'>['besides']>[number]>({
  'stop-act': ['停止执法活动', 'stop the act'],
  'other-device': ['改用其他设备', 'take another device'],
  'stop-device': ['停用该设备', 'stop using the device'],
  'clear-fault': ['排除故障', 'clear the fault'],
})

export const checkNames = words<NonNullable<RuleOf<'device'>['check']>['items'][number]>({
  fault: ['无故障', 'no fault'],
  battery: ['电量', 'battery'],
  storage: ['存储空间', 'room'],
  clock: ['时钟', 'clock'],
})

export const checkTimes = words<NonNullable<RuleOf<'device'>['check']>['when']>({
  'each-duty-day': ['每个执勤日', 'each duty day'],
  'before-duty': ['上岗前', 'before duty'],
  'when-recording': ['使用时', 'when recording'],
})

export const groundNames = words<RuleOf<'exemption'>['ground']>({
  'text-suffices': ['文字记录能够全面有效记录', 'the written record tells everything'],
  unsuitable: ['涉及国家秘密等不适宜音像记录', 'unsuitable, as with State secrets'],
})

export const everyNames = words<Extract<RuleOf<'cadence'>['every'], string>>({
  day: ['每日', 'daily'],
  week: ['每周', 'weekly'],
  'half-month': ['每半月', 'twice a month'],
  month: ['每月', 'monthly'],
  quarter: ['每季度', 'quarterly'],
  year: ['每年', 'yearly'],
})

export const reviewNames = words<z.infer<typeof ReviewRule>['list']>({
  decisions: ['审核的决定', 'decisions reviewed'],
  materials: ['报送材料', 'materials handed in'],
  points: ['审核要点', 'points looked at'],
  outcomes: ['审核结论', 'outcomes'],
})

export const disclosureNames = words<RuleOf<'disclosure'>['list']>({
  items: ['公示内容', 'items'],
  forms: ['公示载体', 'forms'],
  'update-triggers': ['更新情形', 'what makes it change'],
  withheld: ['不予公示', 'withheld'],
  masking: ['遮去', 'masked'],
  'credit-fields': ['双公示数据项', 'fields of the credit table'],
})

/** Decisions and omissions against which reconsideration comes before a suit. */
export const decisionNames = words<Decision>({
  'on-the-spot': ['当场作出的行政处罚决定', 'a penalty decided on the spot'],
  'information-refusal': ['不予公开政府信息', 'a refusal of information'],
  'failure-to-act': ['未履行法定职责', 'a duty not performed'],
})

export const unitNames = words<Term['unit']>({
  hour: ['小时', 'hours'],
  'working-day': ['个工作日', 'working days'],
  'calendar-day': ['日', 'calendar days'],
  month: ['个月', 'months'],
  year: ['年', 'years'],
})
