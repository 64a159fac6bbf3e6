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
  FaultAnswered: told('写明故障处置', 'Fault answered', [
    '{by} 写明 {what} 发生故障后的处置',
    '{by} said what was done when {what} failed',
  ]),
  ChargeSeen: told('录制中检查', 'Charge seen', [
    '{by} 在录制中检查 {what} 的电量和存储空间',
    '{by} looked at battery and room of {what} while it recorded',
  ]),
  FaultAcknowledged: told('受理故障报告', 'Fault acknowledged', [
    '{by} 受理 {what} 的故障报告',
    '{by} acknowledged the fault of {what}',
  ]),
  CardHandedOver: told(
    '移交存储卡',
    'Card handed over',
    ['{by} 把 {what} 的存储卡交给 {other}', '{by} handed the card of {what} over to {other}'],
    'receiver',
  ),
  SentToRepair: told('送修', 'Sent to repair', ['{by} 把 {what} 送修', '{by} sent {what} to repair']),
  DeviceRepaired: told('修好', 'Repaired', ['{by} 登记 {what} 修好', '{by} noted that {what} was repaired']),
  FixedCameraNoted: told('登记固定视频', 'Fixed camera noted', [
    '{by} 登记 {what} 的安装位置、用途和备案',
    '{by} noted where {what} is mounted, what for, and its filing',
  ]),
  DeviceLost: told('报丢失', 'Lost', ['{by} 报 {what} 丢失', '{by} reported {what} lost']),
  DeviceFound: told('找回', 'Found', ['{by} 登记 {what} 找回', '{by} noted that {what} was found']),
  DeviceRetired: told(
    '报废',
    'Retired',
    ['{by} 报废 {what}，批准人 {other}', '{by} retired {what}, approved by {other}'],
    'approver',
  ),
  MaintenancePlanned: told('计划维护', 'Maintenance planned', [
    '{by} 安排 {what} 的维护保养',
    '{by} planned the maintenance of {what}',
  ]),
  DeviceMaintained: told('维护保养', 'Maintained', [
    '{by} 登记 {what} 已维护',
    '{by} noted that {what} was maintained',
  ]),
  RepairNoted: told('登记维修', 'Repair noted', ['{by} 登记 {what} 的一次维修', '{by} noted a repair of {what}']),
  DeedNoted: told(
    '登记违规使用',
    'Forbidden deed noted',
    ['{by} 登记 {what} 的违规使用或损坏，涉及 {other}', '{by} noted a forbidden deed with {what}, by {other}'],
    'person',
  ),
  DeedSettled: told('办结违规使用', 'Forbidden deed settled', [
    '{by} 办结 {what} 的违规使用或损坏',
    '{by} settled a forbidden deed with {what}',
  ]),
  ManualGiven: told(
    '登记使用说明书',
    'Manual given',
    ['{by} 登记型号 {other} 的使用说明书', '{by} entered the manual of {other}'],
    'model',
  ),
  ManualRead: told('确认读过说明书', 'Manual read', [
    '{by} 确认读过 {what} 的使用说明书',
    '{by} confirmed having read the manual of {what}',
  ]),
  StationKeyIssued: told('发采集站密钥', 'Station key issued', [
    '{by} 给采集站 {what} 发密钥',
    '{by} issued a key to the docking station {what}',
  ]),

  StationSigningKeyVouched: told('核对采集站签名公钥', 'Signing key vouched for', [
    '{by} 核对 {what} 的签名公钥',
    '{by} compared the signing key of {what} with the station',
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
  DutyExplained: told('说明勤务以外的录制', 'Recording off duty explained', [
    '{by} 说明 {what} 为什么在勤务以外录制',
    '{by} said why {what} was recorded off duty',
  ]),
  RecordingLooked: told('查看音像', 'Looked', ['{by} 查看 {what}', '{by} looked at {what}']),
  PackageTaken: told(
    '下载证据包',
    'Package taken',
    ['{by} 下载交 {other} 的证据包', '{by} downloaded the evidence package for {other}'],
    'recipient',
  ),
  KeepingFactRegistered: told('登记影响保管的情形', 'Keeping fact registered', [
    '{by} 登记一项影响保管期限的情形',
    '{by} registered a fact that keeps recordings',
  ]),
  KeepingExtended: told('保管期限确定或延长', 'Keeping extended', [
    '{what} 的保管期限确定或者延长',
    'How long {what} is kept was found, or became longer',
  ]),
  HoldPlaced: told('暂停处置', 'Hold placed', ['{by} 对 {what} 暂停处置', '{by} placed a hold on {what}']),
  HoldReleased: told('解除暂停处置', 'Hold released', [
    '{by} 解除对 {what} 的暂停处置',
    '{by} let a hold on {what} go',
  ]),
  CarrierRecorded: told('登记长期保存载体', 'Carrier recorded', [
    '{by} 登记 {what} 的长期保存载体',
    '{by} recorded a carrier that {what} was put on',
  ]),
  KeepingEnded: told('保管终止', 'Keeping ended', ['{what} 的保管终止', 'The keeping of {what} ended']),
  KeepingBegunAnew: told('重新保管', 'Keeping begun anew', [
    '{what} 再次入库，重新保管',
    '{what} came in again and is kept anew',
  ]),
  RecordingDisposed: told('音像销毁', 'Recording disposed of', [
    '{what} 依批准的清单销毁，留下登记',
    '{what} was disposed of by an approved list; its entry stays',
  ]),
  DisposalListed: told('列入销毁清单', 'Disposal listed', [
    '{by} 列出一份销毁清单',
    '{by} drew up a list of recordings to be disposed of',
  ]),
  DisposalAppraised: told('鉴定', 'Appraised', ['{by} 鉴定 {what}', '{by} appraised {what}']),
  DisposalSigned: told('签署销毁清单', 'Disposal signed', [
    '{by} 签署一份销毁清单',
    '{by} signed a list of recordings to be disposed of',
  ]),
  DisposalApproved: told('批准销毁', 'Disposal approved', [
    '一份销毁清单获准，进入撤销期',
    'A disposal was approved; it can still be undone',
  ]),
  DisposalUndone: told('撤销销毁', 'Disposal undone', [
    '{by} 撤销一份销毁清单或者其中一项',
    '{by} undid a disposal, or took an item off it',
  ]),
  DisposalBegun: told('开始销毁', 'Disposal begun', ['开始销毁一份清单上的音像', 'A disposal began']),
  DisposalCarriedOut: told('销毁完毕', 'Disposal carried out', [
    '一份清单销毁完毕，出具证明',
    'A disposal was carried out and certified',
  ]),
  CertificateTaken: told('查看销毁证明', 'Certificate taken', [
    '{by} 查看一份销毁证明',
    '{by} looked at a certificate of disposal',
  ]),
  PostFilled: told(
    '确定岗位人员',
    'Post filled',
    ['{by} 确定 {other} 担任一项职责', '{by} named {other} to a post'],
    'person',
  ),
  PostLeft: told('登记离任', 'Post left', ['{by} 登记一人离任', '{by} entered that somebody left their post']),
  RosterEntered: told(
    '登记排班',
    'Roster entered',
    ['{by} 登记 {other} 的排班', '{by} entered the roster of {other}'],
    'day',
  ),
  RosterChanged: told('改动排班', 'Roster changed', ['{by} 改动一份排班', '{by} changed a roster']),
  TrainingPlanned: told(
    '安排培训',
    'Training planned',
    ['{by} 安排培训“{other}”', '{by} planned the training “{other}”'],
    'title',
  ),
  TrainingHeld: told('登记培训', 'Training held', ['{by} 登记一次培训的结果', '{by} entered what came of a training']),
  TrainingCancelled: told('取消培训', 'Training cancelled', ['{by} 取消一次培训', '{by} cancelled a training']),
  CaseLooked: told('查看案件', 'Case looked at', ['{by} 查看 {other}', '{by} looked at {other}'], 'case'),
  InformantNamed: told(
    '登记投诉举报人',
    'Who complained entered',
    ['{by} 登记 {other} 的投诉举报人', '{by} entered who complained in {other}'],
    'case',
  ),
  InformantStruck: told('划去投诉举报人', 'Who complained struck', [
    '{by} 划去登记错的投诉举报人',
    '{by} struck a wrong entry of who complained',
  ]),
  InformantLooked: told(
    '查看投诉举报人',
    'Who complained looked at',
    ['{by} 查看 {other} 的投诉举报人', '{by} looked at who complained in {other}'],
    'case',
  ),
  ScoreSheetOpened: told(
    '打开评查表',
    'Score sheet opened',
    ['{by} 打开 {other} 的评查表', '{by} opened the score sheet of {other}'],
    'case',
  ),
  ActivityLooked: told('查看活动', 'Activity looked at', ['{by} 查看 {other}', '{by} looked at {other}'], 'activity'),
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
  OutsiderServed: told(
    '外部人员查阅',
    'Served to somebody from outside',
    ['外部人员 {by} 查阅（{other}）', '{by}, from outside the bureau, was served ({other})'],
    'endpoint',
  ),
  OutsiderExported: told(
    '外部人员导出',
    'Exported by somebody from outside',
    ['外部人员 {by} 导出 {other} 个案件的监督资料', '{by}, from outside the bureau, exported {other} cases'],
    'cases',
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
  OriginalMended: told('修复原件', 'Original mended', [
    '{what} 的原件损坏或者丢失，已用证据包里的副本修复，摘要一致',
    'The original of {what} was broken or gone and was mended from the copy in a package, with the same digests',
  ]),
  PaperVerified: told('核验文书', 'Paper checked', [
    '{by} 核验 {what} 定稿后的内容',
    '{by} checked what {what} was fixed as',
  ]),
  PackageMade: told(
    '制作证据包',
    'Package made',
    ['{by} 制作证据包，交 {other}', '{by} made an evidence package for {other}'],
    'recipient',
  ),

  DiscOrdered: told('制作光盘', 'Disc ordered', ['{by} 制作光盘 {what}', '{by} ordered the disc {what}']),
  DiscImageMade: told('光盘映像做成', 'Disc image made', [
    '光盘 {what} 的映像做成',
    'The image of the disc {what} was made',
  ]),
  DiscImageFailed: told('光盘映像没有做成', 'Disc image failed', [
    '光盘 {what} 的映像没有做成',
    'The image of the disc {what} did not come about',
  ]),
  DiscBurnt: told('登记刻录', 'Disc burnt', [
    '{by} 登记光盘 {what} 已刻录',
    '{by} put on record that the disc {what} was burnt',
  ]),
  DiscBurnFailed: told('刻录失败', 'Burning failed', [
    '{by} 刻录光盘 {what} 失败',
    '{by} tried in vain to burn the disc {what}',
  ]),
  DiscChecked: told('检查光盘', 'Disc checked', ['{by} 检查光盘 {what}', '{by} checked the disc {what}']),
  DiscMoved: told('移放光盘', 'Disc moved', [
    '{by} 登记光盘 {what} 的存放地点',
    '{by} said where the disc {what} is kept',
  ]),
  DiscGone: told('光盘遗失或损坏', 'Disc lost or broken', [
    '{by} 登记光盘 {what} 遗失或损坏',
    '{by} put on record that the disc {what} is lost or broken',
  ]),
  RedactionDrafted: told('画遮挡', 'Redaction drawn', ['{by} 画了一份遮挡', '{by} drew a redaction']),
  RedactionChanged: told('修改遮挡', 'Redaction changed', ['{by} 修改遮挡', '{by} changed a redaction']),
  RedactionRendered: told('渲染遮挡副本', 'Redacted copy made', ['遮挡副本做成', 'A redacted copy was made']),
  RedactionFailed: told('遮挡副本没有做成', 'Redacted copy failed', [
    '遮挡副本没有做成',
    'A redacted copy did not come about',
  ]),
  RedactionReviewed: told('核看遮挡', 'Redaction looked over', [
    '{by} 核看遮挡副本',
    '{by} looked a redacted copy over',
  ]),
  RedactionApproved: told('批准遮挡副本', 'Redaction approved', ['{by} 批准遮挡副本', '{by} approved a redacted copy']),
  PlainCopyAsked: told('申请不遮挡的副本', 'Plain copy asked for', [
    '{by} 申请不遮挡的副本',
    '{by} asked for a copy without redaction',
  ]),
  PlainCopyDecided: told('决定不遮挡的副本', 'Plain copy decided', [
    '{by} 对不遮挡的副本作出决定',
    '{by} decided on a copy without redaction',
  ]),
  PlainCopyTaken: told('取走不遮挡的副本', 'Plain copy taken', [
    '{by} 取走不遮挡的副本',
    '{by} took a copy without redaction',
  ]),
  RedactedLooked: told('查看遮挡副本', 'Redacted copy looked at', [
    '{by} 查看遮挡副本',
    '{by} looked at a redacted copy',
  ]),
  DiscTaken: told('下载光盘映像', 'Disc image taken', ['{by} 下载光盘映像', '{by} downloaded the image of a disc']),
  RuleSetChosen: told('选定制度', 'Rules chosen', [
    '{by} 选定本局执行的制度',
    '{by} chose the regulations the bureau runs on',
  ]),
  ActivityKindAdded: told('新增活动种类', 'Kind of activity added', [
    '{by} 新增了一类应当录制的活动',
    '{by} added a kind of activity that has to be recorded',
  ]),
  SettingDecidedForUnit: told('单位自行确定事项', 'Setting decided by a unit', [
    '{by} 为本单位确定了制度交由各区自行确定的事项',
    '{by} decided for a unit what the instrument leaves to the districts',
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
  RecordingLost: told('报告音像灭失', 'Recording lost', [
    '{by} 报告 {what} 的音像在移交前灭失',
    '{by} reported that what was recorded of {what} was lost before it was handed over',
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
  CheckEntered: told('登记检查', 'Check entered', ['{by} 登记一次监督检查', '{by} entered a check']),
  FindingRaised: told('提出问题', 'Problem found', ['{by} 在检查中提出问题', '{by} raised a problem found by a check']),
  RectificationReported: told('报告整改', 'Rectification reported', [
    '{by} 报告问题已经整改',
    '{by} reported that a problem was put right',
  ]),
  RectificationVerified: told('复查销号', 'Rectification verified', [
    '{by} 复查属实，问题销号',
    '{by} looked again and closed a problem that was put right',
  ]),
  RectificationReturned: told('退回整改', 'Rectification returned', [
    '{by} 复查未整改到位，退回重新整改',
    '{by} looked again and returned a problem that was not put right',
  ]),
  FindingAppealed: told('提出申诉', 'Appeal made', [
    '{by} 对检查问题提出申诉',
    '{by} appealed against a problem found',
  ]),
  AppealAnswered: told('答复申诉', 'Appeal answered', ['{by} 答复一件申诉', '{by} answered an appeal']),
  PopulationFrozen: told('冻结抽查总体', 'Population frozen', [
    '{by} 冻结一期抽查的总体',
    '{by} froze the population of a spot check',
  ]),
  SampleDrawn: told('抽取样本', 'Sample drawn', ['{by} 抽取样本', '{by} drew a sample']),
  InspectionListsFrozen: told('冻结双随机名录', 'Lists for an inspection draw frozen', [
    '{by} 冻结一次双随机抽取的两份名录',
    '{by} froze the two lists of an inspection draw',
  ]),
  InspectionDrawn: told('双随机抽取', 'Inspection drawn', [
    '{by} 抽取检查对象和执法检查人员',
    '{by} drew the objects and the officers of inspections',
  ]),
  InspectorReplaced: told('递补检查人员', 'Inspector replaced', [
    '{by} 因抽中的人员有妨碍，按顺序递补一名检查人员',
    '{by} had the next in order go in the place of a drawn officer',
  ]),
  InspectionBegun: told('登记双随机线索', 'Drawn inspection begun', [
    '{by} 从抽中的检查对象登记线索',
    '{by} registered the lead of a drawn object',
  ]),
  CaseReviewed: told('案卷评查打分', 'Case file scored', [
    '{by} 给抽出的一件案卷打分',
    '{by} scored a case file that was drawn',
  ]),
  ScoreSheetHandedIn: told(
    '提交评查表',
    'Score sheet handed in',
    ['{by} 提交 {other} 的案卷评查表', '{by} handed in a score sheet of {other}'],
    'case',
  ),
  ItemReviewed: told('评查音像', 'Drawn recording reviewed', [
    '{by} 评查抽出的一份音像',
    '{by} reviewed a recording that was drawn',
  ]),
  CircularIssued: told('印发通报', 'Circular issued', ['{by} 印发一期通报', '{by} issued a circular']),
  IndexGoalSet: told('设定指标目标', 'Goal of an index set', [
    '{by} 设定一项考评指标的目标',
    '{by} set the goal of an index',
  ]),
  OutsidePaperEntered: told('登记外部监督文书', 'Outside paper entered', [
    '{by} 登记一件外部监督文书',
    '{by} entered a paper of outside supervision',
  ]),
  OutsidePaperAnswered: told('答复外部监督文书', 'Outside paper answered', [
    '{by} 答复一件外部监督文书',
    '{by} answered a paper of outside supervision',
  ]),
  LiabilityOpened: told('建立责任事项', 'Liability item opened', [
    '{by} 的行为建立一个责任事项',
    'what {by} did opened an item of accountability',
  ]),
  LiabilityExplained: told('说明责任事项', 'Liability item explained', [
    '{by} 对责任事项作出说明',
    '{by} gave their account of an item of accountability',
  ]),
  LiabilityDescribed: told('写明责任情形', 'Liability item described', [
    '{by} 写明责任事项的情形',
    '{by} described an item of accountability',
  ]),
  DutySuspended: told(
    '停止执行职务',
    'Suspended from duty',
    ['{by} 停止 {other} 执行职务', '{by} suspended {other} from duty'],
    'person',
  ),
  DutyRestored: told(
    '恢复执行职务',
    'Restored to duty',
    ['{by} 恢复 {other} 执行职务', '{by} restored {other} to duty'],
    'person',
  ),
  LiabilityDecided: told('办结责任事项', 'Liability item decided', [
    '{by} 办结一个责任事项',
    '{by} decided an item of accountability',
  ]),
  LiabilityDropped: told('不予追究', 'Liability item dropped', [
    '{by} 对一个责任事项不予追究',
    '{by} dropped an item of accountability',
  ]),
  PersonTakenOffDuty: told('登记停止执行职务', 'Taken off duty', [
    '{by} 使 {what} 停止执行职务，解除以前不安排工作',
    '{by} had {what} taken off duty until it is lifted',
  ]),
  PersonBackOnDuty: told('登记恢复执行职务', 'Back on duty', [
    '{by} 使 {what} 恢复执行职务',
    '{by} had {what} put back on duty',
  ]),
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
  CaseExcuseJudged: told('判断没有音像的说明', 'Explanation of a missing recording judged', [
    '{by} 判断了 {what} 的一项没有音像的说明',
    '{by} judged why an act of {what} was not recorded',
  ]),
  CaseFactSaid: told('认定案件情形', 'Said of a case', [
    '{by} 认定 {what} 的一项情形',
    '{by} said something of {what}',
  ]),
  CasePartyIdentified: told('认定当事人', 'Party identified', [
    '{by} 认定了 {what} 的当事人',
    '{by} identified the party of {what}',
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
  MatterPutUp: told('事项送审批', 'Matter put up', ['{by} 把一件事项送审批', '{by} put a matter up for approval']),
  RequestAsked: told('申请使用音像', 'Recordings asked for', [
    '{by} 提出使用音像的申请',
    '{by} put in a request for recordings',
  ]),
  RequestPutUp: told('申请送审批', 'Request put up', ['{by} 把申请送审批', '{by} put the request up for approval']),
  RequestGranted: told('批准申请', 'Request granted', ['申请获准', 'The request was granted']),
  RequestRefused: told('不予批准', 'Request refused', ['申请未获批准', 'The request was refused']),
  RequestWithdrawn: told('撤回申请', 'Request withdrawn', ['{by} 撤回申请', '{by} took the request back']),
  LookedInEmergency: told('紧急调阅', 'Emergency look', ['{by} 紧急调阅音像', '{by} looked in an emergency']),
  EmergencyReviewed: told('核查紧急调阅', 'Emergency looked into', [
    '{by} 核查一次紧急调阅',
    '{by} looked into a look in an emergency',
  ]),
  GrantUsed: told(
    '按批准使用音像',
    'Used under a request',
    ['{by} 按批准的申请使用 {other}', '{by} used {other} under a granted request'],
    'recording',
  ),
  DiscLent: told('借出光盘', 'Disc lent', ['{by} 借出光盘 {what}', '{by} lent the disc {what}']),
  DiscGivenBack: told('归还光盘', 'Disc given back', ['{by} 收回借出的光盘 {what}', '{by} took back the disc {what}']),
  CopiesMarked: told('制作带标识的副本', 'Marked copies made', [
    '{by} 按批准的申请制作带标识的副本',
    '{by} had marked copies made under a granted request',
  ]),
  GrantEnded: told('终止申请', 'Request ended', ['{by} 终止一份已批准的申请', '{by} ended a granted request']),
  HandOutPrepared: told(
    '准备交付',
    'Hand-out prepared',
    ['{by} 准备交付 {other}', '{by} prepared the hand-out {other}'],
    'serial',
  ),
  HandOutConfirmed: told('确认交付', 'Hand-out confirmed', ['{by} 确认一次交付', '{by} confirmed a hand-out']),
  HandOutReceived: told('签收', 'Received', ['{by} 登记一次签收', '{by} entered a receipt']),
  SecretMarked: told('标记秘密', 'Secret marked', ['{by} 把 {what} 标为秘密', '{by} marked {what} as secret']),
  SecretLifted: told('解除秘密标记', 'Secret lifted', [
    '{by} 解除 {what} 的一个秘密标记',
    '{by} lifted a mark of secrecy from {what}',
  ]),
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
  SealedCopyKept: told('取回盖章件', 'Sealed copy kept', ['{by} 取回一份盖章件', '{by} took back a sealed copy']),
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
  MaterialFiled: told('存入材料', 'Paper filed', ['{by} 向 {what} 存入材料', '{by} filed a paper into {what}']),
  MaterialPageSeen: told('查看存入材料', 'Page of a stored paper opened', [
    '{by} 打开 {what} 里一份存入材料的一页',
    '{by} opened a page of a paper filed into {what}',
  ]),
  MaterialConfirmed: told('核对存入材料', 'Stored paper confirmed', [
    '{by} 逐页核对 {what} 里的一份存入材料',
    '{by} looked at a paper filed into {what} page by page and confirmed it',
  ]),
  MaterialWithdrawn: told('撤出材料', 'Paper withdrawn', [
    '{by} 从 {what} 撤出一份材料',
    '{by} withdrew a paper from {what}',
  ]),
  RecordingProved: told('说明音像证明对象', 'What a recording proves', [
    '{by} 为 {what} 说明一段音像证明什么',
    '{by} stated for {what} what a recording proves',
  ]),
  CauseNamed: told('写明案由', 'Cause named', ['{by} 写明 {what} 的案由', '{by} named the cause of {what}']),
  VolumeBound: told('立卷', 'Volume bound', ['{by} 为 {what} 立卷', '{by} bound {what}']),
  VolumeTakenIn: told('接收归档', 'Volume taken in', ['{by} 接收 {what} 归档', '{by} took {what} in']),
  VolumeSentBack: told('退回案卷', 'Volume sent back', ['{by} 退回 {what}', '{by} sent {what} back']),
  VolumeMoved: told('移动案卷', 'Volume moved', ['{by} 移动 {what} 的存放位置', '{by} moved {what}']),
  VolumeKeptLonger: told('延长案卷保管', 'Volume kept longer', [
    '{by} 延长 {what} 的保管期限',
    '{by} had {what} kept longer',
  ]),
  VolumeLent: told('借出案卷', 'Volume lent', ['{by} 借出 {what}', '{by} lent {what}']),
  VolumeGivenBack: told('归还案卷', 'Volume given back', ['{by} 收回借出的 {what}', '{by} took back {what}']),
  VolumeTaken: told(
    '查看案卷',
    'Volume looked at',
    ['{by} 查看 {other} 的案卷', '{by} looked at the volume of {other}'],
    'case',
  ),
  NumberTaken: told('取用文号', 'Number taken', ['{by} 取用一个文号', '{by} took a number']),
  NumberVoided: told('文号作废', 'Number voided', ['{by} 作废一个文号', '{by} voided a number']),
  SlipSpoiled: told('预定编号作废', 'Slip spoiled', [
    '{by} 作废一张没有用过的预定编号',
    '{by} made a slip void before it was used',
  ]),
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
  PublicationBegun: told('起一件公示', 'Publication begun', ['{by} 起一件公示', '{by} began a publication']),
  PublicationWritten: told('写公示稿', 'Publication written', [
    '{by} 写了一件公示的一版',
    '{by} wrote a version of a publication',
  ]),
  PublicationSubmitted: told('公示送审', 'Publication put up', [
    '{by} 把一件公示送复核、审定',
    '{by} put a publication up for checking and approval',
  ]),
  PublicationChecked: told('公示复核', 'Publication checked', [
    '{by} 复核了一件公示遮去的内容',
    '{by} checked what is covered in a publication',
  ]),
  PublicationApproved: told('公示审定', 'Publication approved', [
    '{by} 审定一件公示的一版',
    '{by} approved a version of a publication',
  ]),
  PublicationReturned: told('公示退回', 'Publication returned', ['{by} 退回一件公示', '{by} returned a publication']),
  PublicationPublished: told('网站公示', 'Published', ['{by} 在网站公布一件公示', '{by} published on the website']),
  PublicationShown: told('其他形式公示', 'Shown elsewhere', [
    '{by} 登记一件公示的其他形式',
    '{by} noted where else a publication is shown',
  ]),
  PublicationUpdateDue: told('公示待更新', 'Update due', [
    '{by} 使一件公示需要更新',
    '{by} made an update of a publication due',
  ]),
  PublicationWithdrawalDue: told('公示待撤回', 'Withdrawal due', [
    '{by} 使一件公示应当撤回',
    '{by} made the withdrawal of a publication due',
  ]),
  PublicationWithdrawn: told('撤回公示', 'Publication withdrawn', [
    '{by} 撤回一件公示并说明理由',
    '{by} withdrew a publication with reasons',
  ]),
  PublicationWithheld: told('不予公开', 'Withheld', [
    '{by} 登记一件不予公开及其理由',
    '{by} withheld something, with its ground',
  ]),
  PublicationEnded: told('停止公示', 'Publication ended', ['{by} 停止一件公示', '{by} ended a publication']),
  DisclosureQuestionAsked: told('公示释疑登记', 'Question asked', [
    '{by} 登记一件对公示内容的疑问',
    '{by} entered a question about what is public',
  ]),
  DisclosureQuestionAnswered: told('公示释疑答复', 'Question answered', [
    '{by} 答复一件对公示内容的疑问',
    '{by} answered a question about what is public',
  ]),
  ApprovalWithdrawn: told('撤回送审', 'Approval withdrawn', ['{by} 撤回 {what}', '{by} took back {what}']),
}

/** The event of that kind in words; undefined for a kind this program does not know. */
export const eventTold = (kind: string): EventTold | undefined =>
  (eventsTold as Readonly<Record<string, EventTold | undefined>>)[kind.split('/', 1)[0] as string]
