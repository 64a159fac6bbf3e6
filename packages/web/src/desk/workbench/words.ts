import type { SetUpStep } from '@liuhen/contract/workbench'
import type { QuarantineReason } from '@liuhen/core/intake'
import { type Text, text } from '../../words/index.ts'

export const words = {
  things: text('今天有 {n} 件事', '{n} things to do today'),
  nothing: text('今天没有要办的事', 'Nothing needs doing today'),
  done: text('都办完了', 'All done'),
  apart: text('不经手音像', 'Apart from recordings'),
  nothingLead: text(
    '没有待说明的中断，隔离区是空的，设备都已采集。',
    'No interruption waits for its explanation, quarantine is empty, every camera has been docked.',
  ),
  register: text('登记执法活动', 'Register an activity'),
  upload: text('上传文件', 'Upload files'),
  today: text('今天', 'Today'),

  machine: text('服务器', 'The machine'),
  machineWell: text('{n} 项检查都正常', 'All {n} checks are well'),
  machineRest: text('其余 {n} 项正常', 'The other {n} are well'),
  machineWatch: text('留意', 'Watch'),
  machineWrong: text('要处理', 'Act'),

  setUp: text('开始使用之前', 'Before it is used'),
  setUpDone: text('已做好 {done} 步', '{done} steps done'),
  setUpLead: text(
    '{done} / {all} 步已完成。每一步由谁办理写在后面；办完一步，这里自动打勾。',
    '{done} of {all} steps done. Beside each stands whose it is; a step that is done is ticked here by itself.',
  ),
  steps: {
    units: [text('设置大队、中队和科室', 'Enter brigades, squadrons and sections'), '/people'],
    people: [text('登记人员，或从 CSV 导入', 'Enter people, or import them from CSV'), '/people'],
    packs: [text('选定本局执行的制度', 'Choose the regulations the bureau runs on'), '/law/rule-set'],
    settings: [text('定下制度留给本局的事项', 'Decide what the regulations leave to the bureau'), '/law/rule-set'],
    calendar: [text('载入今年的节假日安排', 'Read in this year’s working days'), '/law/calendar'],
    devices: [text('登记执法记录仪', 'Register the cameras'), '/devices'],
    stations: [text('登记采集站并发密钥', 'Register docking stations and give them keys'), '/devices'],
    issued: [text('把记录仪配发到人', 'Issue the cameras to people'), '/devices'],
    docked: [text('采集第一台记录仪', 'Dock the first camera'), '/intake'],
  } satisfies Readonly<Record<SetUpStep['step'], readonly [Text, string]>>,
  stepDone: text('已完成', 'done'),
  stepCount: text('现有 {n}', '{n} so far'),
  stepOpen: text('还有 {n} 项未定', '{n} still open'),
  toDo: text('去办', 'Go'),

  runningTitle: text('正在进行 {n} 项', '{n} going on'),
  end: text('结束', 'It has ended'),
  ordered: text('负责人要求录制', 'to be recorded, by order'),
  since: text('{at} 开始', 'since {at}'),

  unrecorded: text('应录未录', 'To be recorded, and was not'),
  unrecordedDue: text('缺 {long}', '{long} missing'),
  explainedLacks: text('已作说明，按制度不能免除', 'explained; by the rules that does not excuse it'),
  review: text('核查', 'Look into it'),
  unrecordedSince: text('{day} 以来', 'since {day}'),
  allOfThem: text('共 {n} 件，看全部', 'All {n}'),

  emergencies: text('紧急调阅待核查', 'Looks in an emergency to be looked into'),
  emergencyDue: text('待核查', 'to look into'),
  emergencyTitle: text('{by}紧急调阅 {n} 份音像', '{by} looked at {n} recordings in an emergency'),
  emergencyHint: text('没有先经批准，须核查是否有正当理由', 'Nobody was asked first: was it justified?'),
  toSign: text('待我签署', 'For me to sign'),
  toSignDue: text('等您签署', 'yours to sign'),
  toSignBy: text('{by} 送审', 'put up by {by}'),
  toSignRead: text('看了再签', 'Read and sign'),
  corrections: text('法制审核退回纠正', 'Returned by legal review'),
  correctionsDue: text('逐条纠正后再报', 'put right, then handed in again'),
  clocks: text('案件期限', 'Clocks of cases'),
  clockOver: text('期限已经过了，还没有办', 'It has run out and nothing has ended it'),
  clockSoon: text('快到期了', 'It ends soon'),

  unexplained: text('需要说明的中断', 'Interruptions to explain'),
  proposals: text('账号复核', 'Accounts to confirm'),
  proposalsDue: text('{n} 件', '{n}'),
  proposalsTitle: text('复核另一名管理员提出的账号事项', 'Confirm what another administrator asked for'),
  proposalsWhy: text(
    '授予角色和重置都由两名管理员分别提出和复核；您复核之前不生效（GB/T 22239-2019 8.1.4.2）',
    'Roles and resets take two administrators; nothing counts before you have confirmed (GB/T 22239-2019 8.1.4.2)',
  ),
  proposalsLook: text('去复核', 'Look'),
  unconfirmed: text('来源待确认', 'Origin to be confirmed'),
  unconfirmedDue: text('未计入', 'Not counted'),
  unconfirmedTitle: text('确认音像的来源', 'Confirm where a recording is from'),
  unconfirmedWhy: text(
    '采集站没有向设备核实过，或文件与所称来源不符；您可以核实。存储卡读来的可在音像页一次确认一批',
    'No station asked the device, or the file contradicts what is claimed; you can find out. What was read from a card is confirmed at once on the recordings page',
  ),
  confirm: text('去确认', 'Confirm'),
  gapTitle: text('说明录制中断', 'Explain the interruption'),
  gapContainer: text('文件内部中断', 'break within the file'),
  explain: text('填写', 'Explain'),

  quarantine: text('隔离区', 'Quarantine'),
  settle: text('处理', 'Settle'),
  toQuarantine: text('去接入', 'Open intake'),

  undocked: text('未采集的设备', 'Cameras not docked'),
  never: text('从未采集', 'Never docked'),
  daysAgo: text('{n} 天未采集', '{n} days'),
  sinceToday: text('今天未采集', 'Not today'),
  lastDocked: text('上次 {at}', 'last {at}'),
  undockedTitle: text('{number} 未采集', '{number} has not been docked'),

  faults: text('报来的设备故障', 'Faults reported to you'),
  faultDue: text('待受理', 'Reported'),
  faultOpen: text('待排除', 'Not put right'),
  faultTitle: text('设备 {number} 报故障', '{number} was reported faulty'),
  faultHear: text('去受理', 'Acknowledge'),
  faultTake: text('去受理', 'Take in hand'),
  faultSettle: text('登记结果', 'Note the outcome'),

  overdue: text('逾期没有采集', 'Overdue: not docked'),
  overdueDue: text('逾期 {long}', '{long} overdue'),
  overdueSince: text('应在 {at} 前', 'due {at}'),
  overdueTitle: text('{number} 活动以后没有采集', '{number} has not been docked since'),

  batches: text('集中存储待确认', 'To be gathered centrally'),
  supervision: text('监督检查待办', 'Supervision'),
  batchOverdue: text('逾期', 'Overdue'),
  batchToday: text('今天到期', 'Due today'),
  batchTitle: text('{unit} 的音像确认归集', 'Recordings of {unit} to be confirmed as gathered'),
  batchLater: text('上一批确认以后才入库', 'came in after the last batch'),

  discs: text('证据音像应当刻盘', 'Evidence to be put on a disc'),
  discDue: text('待刻盘', 'To be burnt'),
  discTitle: text('证据音像还没有刻盘附卷', 'Evidence that is on no disc yet'),
  discMake: text('去制作光盘', 'Make a disc'),

  ownership: text('建议认定摄录人', 'Whose recordings these seem to be'),
  ownershipTitle: text('{device} 早先的音像可能由 {name} 摄录', 'Earlier recordings of {device} seem to be by {name}'),
  copies: text('{n} 份', '{n} files'),
  decide: text('认定', 'Decide'),
  flagged: text('待核实', 'To be checked'),
  flaggedTitle: text('{n} 个文件来源待核实', '{n} files whose origin is to be checked'),
  flaggedHint: text(
    '设备未登记、已报废，或使用人与登记不符；文件已收下，只作标注',
    'Device unknown or retired, or the holder differs from the register; taken in and marked',
  ),
  more: text('还有 {n} 件', '{n} more'),
  files: text('{n} 件', '{n}'),

  arrivals: text('今天入库', 'Arrived today'),
  arrivalsNone: text('今天还没有入库', 'Nothing has arrived yet today'),
  arrivalsHint: text(
    '把执法记录仪接到采集站，或在“接入”页拖放文件。',
    'Dock a camera, or drop files on the intake page.',
  ),
  all: text('全部音像', 'All recordings'),
  closedStill: text('须批准查看', 'seen by approval'),
  noStill: text('无画面', 'No picture'),
  makingStill: text('正在生成', 'In the making'),
  segments: text('{n} 段', '{n} segments'),

  numbers: text('今天的数', 'Today in numbers'),
  recordings: text('入库文件', 'recordings'),
  minutes: text('录音录像分钟', 'minutes recorded'),
  officers: text('执法人员', 'officers'),
  stored: text('数据量', 'stored'),
  deriving: text(
    '{n} 个文件正在生成查看版、画面和声波',
    'View copies, stills and waveforms of {n} files are being made',
  ),
  week: text('近七天入库', 'Arrivals of the last seven days'),
  weekLabel: text('近七天每天入库的文件数', 'Recordings that arrived on each of the last seven days'),

  log: text('存证', 'Proof log'),
  logSize: text('第 {n} 号', 'No. {n}'),
  sealedAgo: text('{long}前封存', 'sealed {long} ago'),
  pending: text('{n} 条待封存', '{n} waiting to be sealed'),
  sealed: text('已封存', 'Sealed'),
  stopped: text('封存已停止', 'Sealing has stopped'),
  waiting: text('等待封存', 'Waiting to seal'),
  noWitness: text(
    '还没有外部见证方：若掌握本机和密钥的人重写整个日志，外人无法发现。',
    'There is no outside witness yet: if somebody holding this machine and its key rewrote the whole log, no outsider could tell.',
  ),
  blind: text(
    '您是三名管理员之一，看不到音像内容，也没有音像待办。',
    'You are one of the three administrators: recordings and their tasks are not shown to you.',
  ),
}

export const quarantineWords: Readonly<Record<QuarantineReason, Text>> = {
  'digest-differs': text('摘要不符', 'Digest differs'),
  'cut-short': text('文件不完整', 'Cut short'),
  unreadable: text('读不出来', 'Unreadable'),
  'not-a-recording': text('不是音像', 'Not a recording'),
  empty: text('空文件', 'Empty'),
}

export const weekdays = {
  zh: ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
