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

  unexplained: text('需要说明的中断', 'Interruptions to explain'),
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

  flagged: text('待核实', 'To be checked'),
  flaggedTitle: text('{n} 个文件来源待核实', '{n} files whose origin is to be checked'),
  flaggedHint: text(
    '设备未登记、已报废，或使用人与登记不符；文件已收下，只作标注',
    'Device unknown or retired, or the holder differs from the register; taken in and marked',
  ),
  files: text('{n} 个', '{n} files'),
  more: text('还有 {n} 件', '{n} more'),

  arrivals: text('今天入库', 'Arrived today'),
  arrivalsNone: text('今天还没有入库', 'Nothing has arrived yet today'),
  arrivalsHint: text(
    '把执法记录仪接到采集站，或在“接入”页拖放文件。',
    'Dock a camera, or drop files on the intake page.',
  ),
  all: text('全部音像', 'All recordings'),
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
