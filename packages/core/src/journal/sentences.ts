import { type Text, text } from '../kernel/index.ts'
import type { EventKind } from './events.ts'

/** What happened, whatever the version of its shape: `RecordingPreserved`. */
export type EventName = EventKind extends infer K ? (K extends `${infer N}/${string}` ? N : never) : never

export interface EventTold {
  /** What such an event is called, for filters. */
  readonly title: Text
  /** `{by}` who did it, `{what}` what it is about by its name, `{other}` what the member `other` of the body says. */
  readonly sentence: Text
  /** Who is named in `{other}`, or what: an id of a person or a device stands for its name. */
  readonly other?: string
}

const told = (zh: string, en: string, sentence: readonly [string, string], other?: string): EventTold => ({
  title: text(zh, en),
  sentence: text(...sentence),
  ...(other !== undefined && { other }),
})

/**
 * Every kind of event as a sentence for whoever looks over the journal without seeing what is in it: who did what to which
 * thing, and nothing of what was said.
 */
export const eventsTold: Readonly<Record<EventName, EventTold>> = {
  BureauFounded: told('初始设置', 'Set-up', ['{by} 完成初始设置', '{by} set the bureau up']),
  UnitAdded: told('新增单位', 'Unit added', ['{by} 新增单位 {what}', '{by} added the unit {what}']),
  UnitChanged: told('修改单位', 'Unit changed', ['{by} 修改单位 {what}', '{by} changed the unit {what}']),
  PersonAdded: told('登记人员', 'Person added', ['{by} 登记人员 {what}', '{by} added the person {what}']),
  PersonChanged: told('修改人员登记', 'Person changed', [
    '{by} 修改 {what} 的登记',
    '{by} changed the entry of {what}',
  ]),
  RolesProposed: told('提出授予角色', 'Roles asked for', [
    '{by} 提出给 {what} 授予角色，待复核',
    '{by} asked that {what} be given roles, to be confirmed',
  ]),
  PasswordResetProposed: told('提出重置密码', 'Password reset asked for', [
    '{by} 提出重置 {what} 的密码，待复核',
    '{by} asked that the password of {what} be reset, to be confirmed',
  ]),
  SecondFactorResetProposed: told('提出解除动态口令', 'Second factor reset asked for', [
    '{by} 提出解除 {what} 的动态口令，待复核',
    '{by} asked that the second factor of {what} be forgotten, to be confirmed',
  ]),
  IdentityProposed: told('提出关联统一身份', 'Link to an identity asked for', [
    '{by} 提出给 {what} 关联统一身份认证的账号，待复核',
    '{by} asked that {what} be linked to an account of the identity provider, to be confirmed',
  ]),
  IdentityLinked: told('关联统一身份', 'Identity linked', [
    '{by} 给 {what} 关联统一身份认证的账号',
    '{by} linked {what} to an account of the identity provider',
  ]),
  IdentityUnlinked: told('解除统一身份关联', 'Identity unlinked', [
    '{by} 解除 {what} 与统一身份认证账号的关联',
    '{by} unlinked {what} from the account of the identity provider',
  ]),
  ProposalDeclined: told('未予复核', 'Request declined', [
    '{by} 对 {what} 的账号事项未予复核或予以撤回',
    '{by} declined or took back what was asked for {what}',
  ]),
  EnrolmentCodeIssued: told('发放开通码', 'Enrolment code issued', [
    '{by} 给 {what} 发放开通码',
    '{by} issued an enrolment code for {what}',
  ]),
  RolesGiven: told('授予角色', 'Roles given', ['{by} 给 {what} 授予角色', '{by} gave {what} their roles']),
  PersonSuspended: told('停用账号', 'Person suspended', ['{by} 停用 {what} 的账号', '{by} suspended {what}']),
  PersonReinstated: told('恢复账号', 'Person reinstated', ['{by} 恢复 {what} 的账号', '{by} reinstated {what}']),
  PasswordSet: told('设置密码', 'Password set', ['{by} 设置 {what} 的密码', '{by} set the password of {what}']),
  SecondFactorSet: told('绑定动态口令', 'Second factor set', [
    '{by} 绑定 {what} 的动态口令',
    '{by} set up the second factor of {what}',
  ]),
  SecondFactorForgotten: told('解除动态口令', 'Second factor forgotten', [
    '{by} 解除 {what} 的动态口令',
    '{by} forgot the second factor of {what}',
  ]),
  SignedIn: told('登录', 'Signed in', ['{what} 从 {other} 登录', '{what} signed in from {other}'], 'address'),
  SignInFailed: told(
    '登录失败',
    'Sign-in failed',
    ['有人用“{what}”从 {other} 登录，没有成功', 'Somebody failed to sign in as “{what}” from {other}'],
    'address',
  ),
  PersonLocked: told(
    '账号锁定',
    'Locked out',
    ['{what} 从一处连续 {other} 次登录失败，该处暂不能登录', '{what} was held after {other} failures from one place'],
    'failures',
  ),
  SignedOut: told('退出', 'Signed out', ['{what} 退出或登录超时', '{what} signed out or was timed out']),

  DeviceRegistered: told('登记设备', 'Device registered', [
    '{by} 登记设备 {what}',
    '{by} registered the device {what}',
  ]),
  DeviceChanged: told('修改设备登记', 'Device changed', [
    '{by} 修改设备 {what} 的登记',
    '{by} changed the entry of the device {what}',
  ]),
  DeviceIssued: told(
    '配发设备',
    'Device issued',
    ['{by} 把 {what} 配发给 {other}', '{by} issued {what} to {other}'],
    'holder',
  ),
  DeviceReturned: told('收回设备', 'Device returned', ['{by} 收回 {what}', '{by} took {what} back']),
  DeviceLent: told(
    '借出设备',
    'Device lent',
    ['{by} 把 {what} 借给 {other}', '{by} lent {what} to {other}'],
    'borrower',
  ),
  LoanEnded: told('归还设备', 'Loan ended', ['{by} 登记 {what} 归还', '{by} noted that {what} came back']),
  PreShiftChecked: told('出勤前检查', 'Pre-shift check', ['{by} 检查 {what}', '{by} checked {what}']),
  FaultReported: told('报故障', 'Fault reported', ['{by} 报 {what} 故障', '{by} reported a fault of {what}']),
  FaultAcknowledged: told('受理故障报告', 'Fault acknowledged', [
    '{by} 受理 {what} 的故障报告',
    '{by} acknowledged the fault of {what}',
  ]),
  SentToRepair: told('送修', 'Sent to repair', ['{by} 把 {what} 送修', '{by} sent {what} to repair']),
  DeviceRepaired: told('修好', 'Repaired', ['{by} 登记 {what} 修好', '{by} noted that {what} was repaired']),
  DeviceLost: told('报丢失', 'Lost', ['{by} 报 {what} 丢失', '{by} reported {what} lost']),
  DeviceFound: told('找回', 'Found', ['{by} 登记 {what} 找回', '{by} noted that {what} was found']),
  DeviceRetired: told(
    '报废',
    'Retired',
    ['{by} 报废 {what}，批准人 {other}', '{by} retired {what}, approved by {other}'],
    'approver',
  ),
  StationKeyIssued: told('发采集站密钥', 'Station key issued', [
    '{by} 给采集站 {what} 发密钥',
    '{by} issued a key to the docking station {what}',
  ]),

  StationSigningKeyTold: told('采集站报签名公钥', 'Signing key told', [
    '采集站 {what} 报来签名公钥',
    'The docking station {what} told the key it signs with',
  ]),

  CameraDocked: told(
    '采集',
    'Docked',
    ['{by} 采集 {what}，共 {other} 个文件', '{by} docked {what}, {other} files'],
    'files',
  ),
  RecordingPreserved: told('固化音像', 'Preserved', [
    '{by} 送来的 {what} 已固化',
    '{what}, brought by {by}, was preserved',
  ]),
  ArrivalRepeated: told('重复到达', 'Came again', [
    '{by} 再次送来 {what}，内容相同',
    '{by} brought {what} again, with the same content',
  ]),
  UploadGivenUp: told('放弃上传', 'Upload given up', [
    '{by} 放弃上传没有传完的 {what}',
    '{by} gave up bringing {what}, which had not come whole',
  ]),
  UploadExpired: told('上传逾期清除', 'Upload expired', [
    '没有传完的 {what} 停了太久，已清除',
    '{what} had not come whole, stood still for too long and was let go of',
  ]),
  FileQuarantined: told('进入隔离区', 'Quarantined', [
    '{by} 送来的 {what} 没有通过核对，进入隔离区',
    '{what}, brought by {by}, did not pass and was put into quarantine',
  ]),
  QuarantineSettled: told('处理隔离文件', 'Quarantine settled', [
    '{by} 处理隔离区里的 {what}',
    '{by} settled {what}, which was in quarantine',
  ]),

  ContainerRead: told('读出文件结构', 'Container read', ['读出 {what} 的文件结构', 'The container of {what} was read']),
  TimesFound: told('算出摄录时间', 'Times found', ['算出 {what} 的摄录时间', 'The times of {what} were found']),
  DerivativeMade: told('生成衍生件', 'Derivative made', ['生成 {what} 的衍生件', 'A derivative of {what} was made']),
  StretchesFound: told('找出黑屏静音', 'Stretches found', [
    '找出 {what} 中黑屏、静止和无声的地方',
    'Black, frozen and silent stretches of {what} were found',
  ]),
  RecordingDecoded: told('解码检查', 'Decoded', ['从头到尾解码检查 {what}', '{what} was decoded from end to end']),
  DerivationFailed: told('衍生失败', 'Derivation failed', [
    '{what} 的一项处理没有成功',
    'One step of working on {what} failed',
  ]),
  ClockJumped: told('时钟被拨动', 'Clock set', ['服务器时钟被拨动', 'The clock of the machine was set']),
  InstallationRestored: told('从备份恢复', 'Restored from a back-up', [
    '从备份恢复后继续运行',
    'It went on from a back-up that was restored',
  ]),
  DerivationRetried: told('重新处理', 'Tried again', [
    '{by} 让 {what} 没有成功的处理重新进行',
    '{by} had the steps of {what} that failed tried again',
  ]),
  MarkerAdded: told('加标记', 'Marker added', ['{by} 在 {what} 上加标记', '{by} marked a moment of {what}']),
  MarkerWithdrawn: told('撤回标记', 'Marker withdrawn', [
    '{by} 撤回 {what} 上的标记',
    '{by} withdrew a marker of {what}',
  ]),
  AnnotationAdded: told('加批注', 'Annotation added', ['{by} 给 {what} 加批注', '{by} annotated {what}']),
  OfficerAnnotated: told(
    '说明摄录人',
    'Recorder said',
    ['{by} 说明 {what} 由 {other} 摄录', '{by} said that {what} was recorded by {other}'],
    'officer',
  ),
  ProvenanceConfirmed: told('确认来源', 'Origin confirmed', [
    '{by} 确认 {what} 的来源',
    '{by} confirmed where {what} is from',
  ]),
  ProvenanceRejected: told('否定来源', 'Origin rejected', [
    '{by} 核实 {what} 的来源不属实',
    '{by} found that {what} is not from where it is claimed to be',
  ]),
  InterruptionExplained: told('说明中断', 'Interruption explained', [
    '{by} 说明 {what} 旁的录制中断',
    '{by} explained an interruption beside {what}',
  ]),
  HandoverExplained: told('说明迟交', 'Late handover explained', [
    '{by} 说明 {what} 迟交的原因',
    '{by} said why {what} was handed over late',
  ]),
  RecordingLooked: told('查看音像', 'Looked', ['{by} 查看 {what}', '{by} looked at {what}']),
  PackageTaken: told(
    '下载证据包',
    'Package taken',
    ['{by} 下载交 {other} 的证据包', '{by} downloaded the evidence package for {other}'],
    'recipient',
  ),
  CaseLooked: told('查看案件', 'Case looked at', ['{by} 查看 {other}', '{by} looked at {other}'], 'case'),
  RegisterLooked: told('查看人员登记', 'Register looked at', [
    '{by} 查看人员登记',
    '{by} looked at the register of people',
  ]),
  RegisterExported: told(
    '导出登记表',
    'Register exported',
    ['{by} 导出一份登记表，共 {other} 行', '{by} exported a register, {other} rows'],
    'rows',
  ),
  CallDenied: told(
    '无权操作被拒绝',
    'Denied call',
    ['{by} 无权进行的操作被拒绝（{other}）', '{by} was refused what they may not do ({other})'],
    'endpoint',
  ),
  AttemptRefused: told('被拒绝的尝试', 'Refused attempt', [
    '{by} 对 {what} 的一次操作被拒绝',
    '{by} was refused something with {what}',
  ]),
  RecordingVerified: told('核验原件', 'Original checked', [
    '{by} 核验 {what} 的原件',
    '{by} checked the original of {what}',
  ]),
  PackageMade: told(
    '制作证据包',
    'Package made',
    ['{by} 制作证据包，交 {other}', '{by} made an evidence package for {other}'],
    'recipient',
  ),

  RuleSetChosen: told('选定制度', 'Rules chosen', [
    '{by} 选定本局执行的制度',
    '{by} chose the regulations the bureau runs on',
  ]),
  SettingDecided: told('决定本局事项', 'Setting decided', [
    '{by} 决定制度留给本局的一项',
    '{by} decided something the regulations leave to the bureau',
  ]),
  MandatoryDecided: told('规定应录种类', 'Kind to be recorded', [
    '{by} 规定一类活动是否应当录制',
    '{by} decided whether a kind of activity is recorded',
  ]),
  CatalogueAdopted: told(
    '导入案由与基准',
    'Catalogue adopted',
    ['{by} 导入本局的案由、裁量基准（{other}）', '{by} adopted causes and benchmarks of the bureau’s own ({other})'],
    'fileName',
  ),
  CalendarLoaded: told('载入节假日', 'Calendar loaded', [
    '{by} 载入一年的节假日安排',
    '{by} read in the working days of a year',
  ]),

  ActivityRegistered: told('登记执法活动', 'Activity registered', ['{by} 登记 {what}', '{by} registered {what}']),
  ActivityEnded: told('登记活动结束', 'Activity ended', ['{by} 登记 {what} 结束', '{by} noted the end of {what}']),
  ActivityAnnotated: told('补充更正活动', 'Activity amended', [
    '{by} 补充或更正 {what}',
    '{by} added to {what} or corrected it',
  ]),
  GapExplained: told('说明未录', 'Gap explained', [
    '{by} 说明 {what} 未录的原因',
    '{by} said why part of {what} was not recorded',
  ]),
  PictureConfirmed: told('确认画面内容', 'Picture confirmed', [
    '{by} 确认 {what} 的画面内容',
    '{by} confirmed what is in the picture of {what}',
  ]),
  RecordingTied: told('关联音像', 'Recording tied', [
    '{by} 把一份音像关联到 {what}',
    '{by} tied a recording to {what}',
  ]),
  RecordingUntied: told('解除关联', 'Recording untied', [
    '{by} 解除一份音像与 {what} 的关联',
    '{by} untied a recording from {what}',
  ]),
  ExemptionClaimed: told('说明不录的理由', 'Exemption claimed', [
    '{by} 说明 {what} 可以不录的理由',
    '{by} claimed that {what} need not be recorded',
  ]),
  RecordingsConsolidated: told(
    '确认集中存储',
    'Gathered centrally',
    ['{by} 确认 {other} 一批音像已集中存储', '{by} confirmed that a batch of {other} is gathered'],
    'unit',
  ),
  FilmingOrdered: told('要求录制', 'Filming ordered', ['{by} 要求录制 {what}', '{by} ordered the filming of {what}']),
  ActivityReviewed: told('核查未录', 'Gap looked into', [
    '{by} 核查 {what} 未录的部分',
    '{by} looked into what was not recorded of {what}',
  ]),
  CaseOpened: told('登记案件', 'Case opened', ['{by} 登记案件 {what}', '{by} opened the case {what}']),
  CaseActDone: told('记录办案行为', 'Act of a case entered', [
    '{by} 在 {what} 记录一项办案行为',
    '{by} entered an act of {what}',
  ]),
  CaseRecordingsTied: told('关联办案行为的音像', 'Recordings tied to an act', [
    '{by} 把音像关联到 {what} 的一项行为',
    '{by} tied recordings to an act of {what}',
  ]),
  CaseRecordingExcused: told('说明没有音像', 'Missing recording explained', [
    '{by} 说明 {what} 的一项行为为什么没有音像',
    '{by} explained why an act of {what} was not recorded',
  ]),
  CaseFactSaid: told('认定案件情形', 'Said of a case', [
    '{by} 认定 {what} 的一项情形',
    '{by} said something of {what}',
  ]),
  CaseOfficersNamed: told('指定办案人员', 'Officers named', [
    '{by} 指定 {what} 的办案人员',
    '{by} named the officers of {what}',
  ]),
  CaseRelated: told('关联案件', 'Cases related', [
    '{by} 把 {what} 与另一案件关联（并案、分案、同案当事人）',
    '{by} related {what} to another case',
  ]),
  CaseEvidenceEntered: told('录入证据', 'Evidence entered', [
    '{by} 在 {what} 录入一件证据',
    '{by} entered an item of evidence in {what}',
  ]),
  CaseEvidenceExamined: told('审查证据', 'Evidence examined', [
    '{by} 审查 {what} 的一件证据',
    '{by} examined an item of evidence in {what}',
  ]),
  CaseEvidenceStruck: told('注销证据', 'Evidence struck', [
    '{by} 注销 {what} 的一件证据',
    '{by} struck an item of evidence in {what}',
  ]),
  CaseActStruck: told('注销办案行为', 'Act of a case struck', [
    '{by} 注销 {what} 的一项行为',
    '{by} struck an act of {what}',
  ]),
  AbsenceStated: told('指定外出期间代签的人', 'Absence stated', [
    '{by} 写明外出期间由谁代签',
    '{by} stated an absence and who signs meanwhile',
  ]),
  AbsenceEnded: told('结束代签', 'Absence ended', ['{by} 结束外出期间的代签', '{by} ended an absence']),
  ApprovalAsked: told('送审批', 'Approval asked for', ['{by} 为 {what} 送审批', '{by} asked for the approval {what}']),
  ApprovalSigned: told('签署审批意见', 'Approval signed', ['{by} 签署 {what} 的审批意见', '{by} signed {what}']),
  PaperBegun: told('起草文书', 'Paper begun', ['{by} 起草 {what}', '{by} began {what}']),
  PaperWritten: told('填写文书', 'Paper written', ['{by} 填写 {what}', '{by} wrote in {what}']),
  PaperTakenUp: told('接手记录', 'Record taken up', ['{by} 开始记录 {what}', '{by} types {what} from here on']),
  PaperMoved: told('改用新样式', 'Moved to a newer template', [
    '{by} 把 {what} 改用新样式',
    '{by} moved {what} to the newer template',
  ]),
  PaperNumbered: told('文书编号', 'Paper numbered', ['{by} 为 {what} 编号', '{by} gave {what} its number']),
  PaperFrozen: told('文书定稿', 'Paper fixed', ['{by} 把 {what} 定稿', '{by} fixed {what}']),
  PaperSigned: told('文书签名', 'Paper signed', ['{what} 有人签名，{by} 在场', '{what} was signed before {by}']),
  SignatureRefused: told('拒绝签名', 'Signature refused', [
    '{by} 注明 {what} 有人拒绝签名',
    '{by} noted that somebody would not sign {what}',
  ]),
  PaperFinished: told('签署完毕', 'Signing ended', ['{by} 结束 {what} 的签署', '{by} ended the signing of {what}']),
  PaperVoided: told('文书作废', 'Paper voided', ['{by} 作废 {what}', '{by} voided {what}']),
  PaperCorrected: told('更正文书', 'Paper corrected', [
    '{by} 为 {what} 另做更正的新版本',
    '{by} began a corrected version of {what}',
  ]),
  PaperUncorrected: told('更正版本作废', 'Corrected version voided', [
    '{what} 的更正版本已作废，原件仍然有效',
    'the version that was to correct {what} was voided',
  ]),
  PaperTaken: told(
    '查看文书',
    'Paper looked at',
    ['{by} 查看 {other} 的一份文书', '{by} looked at a paper of {other}'],
    'case',
  ),
  NumberTaken: told('取用文号', 'Number taken', ['{by} 取用一个文号', '{by} took a number']),
  NumberVoided: told('文号作废', 'Number voided', ['{by} 作废一个文号', '{by} voided a number']),
  BlockGiven: told('发放预定编号', 'Numbers given out', [
    '{by} 发放一段预定编号',
    '{by} gave out numbers printed beforehand',
  ]),
  FeedKeyMade: told('开通日历订阅', 'Calendar feed opened', [
    '{by} 开通自己的日历订阅',
    '{by} made a key for their calendar feed',
  ]),
  FeedKeyRevoked: told('作废日历订阅', 'Calendar feed revoked', [
    '{by} 作废自己的日历订阅地址',
    '{by} revoked the key of their calendar feed',
  ]),
  ReminderAddressSet: told('设置提醒邮箱', 'Address for reminders set', [
    '{by} 设置自己的提醒邮箱',
    '{by} said where their reminders go',
  ]),
  ReminderAddressCleared: told('停止邮件提醒', 'Reminders stopped', [
    '{by} 停止给自己的邮件提醒',
    '{by} wants no reminders by mail any more',
  ]),
  FeedPulled: told('读取日历订阅', 'Calendar feed read', [
    '{by} 的日历订阅当日首次被读取',
    'The calendar feed of {by} was read, the first time that day',
  ]),
  ApprovalWithdrawn: told('撤回送审', 'Approval withdrawn', ['{by} 撤回 {what}', '{by} took back {what}']),
}

/** The event of that kind in words; undefined for a kind this program does not know. */
export const eventTold = (kind: string): EventTold | undefined =>
  (eventsTold as Readonly<Record<string, EventTold | undefined>>)[kind.split('/', 1)[0] as string]
