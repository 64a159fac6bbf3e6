import type { DeviceAct, DeviceCondition, DeviceKind } from '@liuhen/core/devices'
import { terms } from '@liuhen/core/vocabulary'
import type { Tone } from '../../parts/index.ts'
import { type Text, text } from '../../words/index.ts'

export const kindWords: Readonly<Record<DeviceKind, Text>> = {
  'body-camera': terms.bodyCamera,
  camera: terms.stillCamera,
  'video-camera': terms.videoCamera,
  'voice-recorder': terms.soundRecorder,
  surveillance: terms.surveillance,
  'docking-station': terms.dockingStation,
}

export const conditionWords: Readonly<Record<DeviceCondition, Text>> = {
  'in-use': terms.inUse,
  'on-loan': terms.onLoan,
  faulty: terms.faulty,
  'at-repair': terms.atRepair,
  lost: terms.lost,
  retired: terms.retired,
}

export const conditionTone: Readonly<Record<DeviceCondition, Tone | undefined>> = {
  'in-use': undefined,
  'on-loan': 'act',
  faulty: 'zhe',
  'at-repair': 'zhe',
  lost: 'zhu',
  retired: undefined,
}

/** What a pre-shift check found; a finding that is not a code is a sentence of its own. */
export const findingWords: Readonly<Record<string, Text>> = {
  'not-working': text('不能正常工作', 'does not work'),
  'battery-low': text('电量不足', 'battery low'),
  'space-low': text('存储空间不足', 'storage low'),
  'clock-unmeasured': text('时钟未测', 'clock not measured'),
  'clock-off': text('时钟偏差过大', 'clock out by too much'),
}

export const actWords: Readonly<Record<DeviceAct, Text>> = {
  issue: text('配发', 'Issue'),
  return: text('收回', 'Take back'),
  lend: text('本单位借用', 'Lend within the unit'),
  'end-loan': text('归还', 'End the loan'),
  check: text('出勤前检查', 'Pre-shift check'),
  fault: text('报故障', 'Report a fault'),
  'to-repair': text('送修', 'Send to repair'),
  'from-repair': text('修好', 'Back from repair'),
  lose: text('报丢失', 'Report lost'),
  find: text('找回', 'Found again'),
  retire: text('报废', 'Retire'),
}

export const words = {
  lead: text('{n} 台，{faulty} 台故障或维修中', '{n} devices, {faulty} faulty or at repair'),
  register: text('登记设备', 'Register a device'),
  change: text('修改登记', 'Change the entry'),
  find: text('编号、型号或领用人', 'Number, model or holder'),
  kind: text('种类', 'Kind'),
  model: text('型号', 'Model'),
  since: text('启用日期', 'In service since'),
  sinceHint: text('早于这一天的录制时间会被标为不可能', 'Recording times before this day are marked as impossible'),
  condition: text('状态', 'Condition'),
  holder: text('领用人', 'Holder'),
  noHolder: text('未配发', 'Not issued'),
  docked: text('最近采集', 'Last docked'),
  never: text('从未', 'Never'),
  files: text('{n} 个文件', '{n} files'),
  offset: text('校时差', 'Clock offset'),
  check: text('最近检查', 'Last check'),
  passed: text('合格', 'Passed'),
  failed: text('不合格', 'Failed'),
  noneYet: text('还没有设备', 'No devices yet'),
  noneYetHint: text(
    '登记执法记录仪和采集站，或从 CSV 一次导入。未登记设备的文件也会收下，但会标注“设备未登记”。',
    'Register cameras and docking stations, or import them from CSV. Files of unknown devices are taken in too, and marked.',
  ),
  number: text('设备编号', 'Device number'),
  numberHint: text('局内唯一，登记后不能改', 'Unlike any other in the bureau; cannot be changed later'),
  identity: text('设备自报身份（GA/T 947）', 'What the device says of itself (GA/T 947)'),
  idCode: text('识别码', 'Identity code'),
  serial: text('产品序号', 'Serial number'),
  key: text('采集站密钥', 'Station key'),
  keyIssued: text('已发', 'Issued'),
  keyNone: text('未发', 'Not issued'),
  issueKey: text('发新密钥', 'Issue a new key'),
  keyOnce: text(
    '只显示这一次。抄到采集站的配置里；再发一次，旧的立即失效。',
    'Shown this once. Put it into the station’s settings; issuing another ends this one at once.',
  ),
  battery: text('电量（%）', 'Battery (%)'),
  space: text('剩余空间（MiB）', 'Free space (MiB)'),
  works: text('录像、录音、按键都正常', 'Picture, sound and buttons all work'),
  clockSeconds: text('设备时间比标准时间快多少秒（慢填负数）', 'Seconds the device is fast (negative when slow)'),
  clockHint: text('误差按 ± 1 秒记', 'Recorded as ± 1 second'),
  person: text('人员', 'Person'),
  sameUnit: text('只列本单位人员：设备只在本单位内配发和借用', 'People of the unit only: devices stay within it'),
  fault: text('故障情况', 'What is wrong'),
  faultTo: text('故障报', 'Faults go to'),
  report: text('故障报告', 'Fault report'),
  sinceSaid: text('所称发生时间', 'failed, as is said, at'),
  failedAt: text('什么时候坏的', 'When it failed'),
  failedAtHint: text(
    '报告时间以提交时为准，不能倒填；当时已口头报告的，由负责人受理时写明',
    'It counts as reported when it is sent. If it was told aloud before, the leader says so on acknowledging it',
  ),
  reportedTo: text('已报 {to}', 'reported to {to}'),
  reportedToNobody: text('没有人可报：请系统管理员登记负责人', 'nobody there to report to: have a leader entered'),
  reportActivity: text('当时的执法活动', 'the activity that went on'),
  leaderHeard: text('{name}（负责人）已知悉', '{name}, leader, has heard of it'),
  keeperHeard: text('{name} 已受理', '{name} has it in hand'),
  heardAloud: text('当时口头报告于', 'told aloud at'),
  wasToldAloud: text('提交以前已经口头向我报告', 'It was told to me aloud before'),
  acknowledge: text('受理', 'Acknowledge'),
  acknowledgeLeader: text(
    '这份报告报给您：受理后记入流水；说明中断时以此为准。',
    'This report is to you. Your acknowledgement is journalled, and an interruption is judged by it.',
  ),
  acknowledgeKeeper: text(
    '由您安排排除故障；修好以后在下面登记，设备才能再用。',
    'You have it put right; once it is, note that below, and the device may be used again.',
  ),
  instead: text('改用了什么办法', 'What was done instead'),
  otherDevice: text('换用另一台设备', 'Another device was used'),
  stopped: text('停止记录', 'Recording stopped'),
  firstResponsible: text('第一责任人：', 'First responsible:'),
  noHead: text('本单位还没有确定负责人', 'Nobody is named head of the unit'),
  nameHead: text('去确定', 'Name somebody'),
  undecided: text('还没有定，稍后写明', 'Not decided yet, to be said later'),
  answerHint: text(
    '停止执法活动还是改用其他设备，写明以后，这次活动才能结束。',
    'Say whether the act was stopped or another device taken; the activity is ended after that.',
  ),
  answer: text('写明处置', 'Say what was done'),
  charge: text('录制中检查电量、空间', 'Battery and room while recording'),
  chargeHint: text(
    '按设备显示的填写；不足的马上提示，并记入设备和这次活动。',
    'As the device shows it; what is short is told at once, and kept with the device and the activity.',
  ),
  chargeFine: text('电量和存储空间都够', 'Battery and room will do'),
  which: text('换用的设备', 'Which device'),
  where: text('送到哪里', 'Where to'),
  repaired: text('修了什么', 'What was mended'),
  approver: text('批准人', 'Approved by'),
  retireHint: text(
    '报废后不能再配发；以后来自它的文件仍会收下并标注。历史记录保留。',
    'It cannot be issued again; files that still come from it are taken in and marked. Its history stays.',
  ),
  endLoanHint: text('归还后仍由原领用人负责。', 'The holder before the loan answers for it again.'),
  returnHint: text(
    '收回后没有领用人；这段时间的文件会标注“使用人不明”。',
    'Nobody holds it afterwards; files of that time are marked “holder unknown”.',
  ),
  noDevice: text('请选换用的设备', 'Choose the other device'),
  noPerson: text('请选人员', 'Choose a person'),
  actions: text('现在可以做什么', 'What can be done now'),
  closed: text('灰色的几项：{why}', 'Greyed: {why}'),
  unnamed: text('另一人', 'somebody'),
}
