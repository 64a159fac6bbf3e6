import { type Text, text } from '../../words/index.ts'
import type { ItemKind, LaneName } from './picture.ts'

export const laneNames: Readonly<Record<LaneName, Text>> = {
  acts: text('环节', 'Acts'),
  approvals: text('审批', 'Approvals'),
  recordings: text('音像', 'Recordings'),
  measures: text('措施和物品', 'Measures'),
  clocks: text('期限', 'Clocks'),
}

export const kindNames: Readonly<Record<ItemKind, Text>> = {
  done: text('已办', 'done'),
  happened: text('当事人或别的机关', 'by others'),
  marked: text('有标记', 'marked'),
  struck: text('已注销', 'struck'),
  signed: text('已签署', 'signed'),
  returned: text('退回', 'returned'),
  asked: text('等签署', 'waits for a signature'),
  recorded: text('已录', 'recorded'),
  missing: text('应录未录', 'not recorded'),
  excused: text('未录，说明已确认', 'explained and confirmed'),
  measure: text('已了结', 'ended'),
  'measure-open': text('还在进行', 'still in force'),
  'clock-running': text('进行中', 'running'),
  'clock-overdue': text('逾期', 'overdue'),
  'clock-passed': text('期限已过', 'passed'),
  'clock-ended': text('按期完成', 'done in time'),
  'clock-ended-late': text('逾期完成', 'done late'),
  'clock-unknown': text('还算不出', 'cannot be told'),
  'day-set': text('文书写明的限期', 'day set by a paper'),
}

export const pictureWords = {
  title: text('全过程', 'The whole process'),
  of: text('“{title}”的全过程，从 {from} 到 {to}', '{title}: the whole process, {from} to {to}'),
  today: text('今天', 'today'),
  quiet: text('{n} 天', '{n} d'),
  larger: text('放大', 'Larger'),
  smaller: text('缩小', 'Smaller'),
  print: text('打印', 'Print'),
  asTable: text('看成表格', 'As a table'),
  day: text('日期', 'Day'),
  lane: text('类别', 'Lane'),
  what: text('内容', 'What'),
  state: text('情况', 'State'),
  missingMark: text('缺', '!'),
  legendMissing: text('应录未录', 'to be recorded, and was not'),
  legendExcused: text('未录，已说明', 'not recorded, explained'),
  legendRecorded: text('已录', 'recorded'),
  legendDue: text('期限', 'clock'),
  legendMarked: text('有标记', 'marked'),
} as const
