import type { BatchDue } from '@liuhen/contract/consolidation'
import { type Text, text } from '../../words/index.ts'

export const everyNames: Readonly<Record<BatchDue['every'], Text>> = {
  week: text('每周', 'every week'),
  'half-month': text('每半月', 'every half-month'),
  month: text('每月', 'every month'),
}

export const words = {
  title: text('集中存储', 'Gathered centrally'),
  lead: text(
    '制度要求定期归集的音像，由所写的人核对后逐期确认；确认写入流水，逐个写明文件摘要，不能撤回。',
    'Whom the rules name confirms period by period that the recordings are put in order and gathered. It is journalled file by file, by digest, and stays.',
  ),
  due: text('待确认', 'To be confirmed'),
  none: text('没有待归集的音像', 'Nothing waits to be gathered'),
  noneHint: text(
    '本局制度没有要求定期归集，或各期都已确认。',
    'The rules of this bureau do not ask for it, or every period is confirmed.',
  ),
  period: text('{from} 至 {to}', '{from} to {to}'),
  count: text('{n} 个文件', '{n} files'),
  by: text('{every}，由{by}', '{every}, by {by}'),
  later: text('上一批确认以后才入库', 'came in after the last batch'),
  overdue: text('逾期', 'Overdue'),
  dueToday: text('今天到期', 'Due today'),
  running: text('{day} 到期', 'Due {day}'),
  confirm: text('确认已归集', 'Confirm'),
  notYours: text('由{by}确认', 'Confirmed by others ({by})'),
  ask: text(
    '确认 {unit} {from} 至 {to} 的 {n} 个文件已经整理、集中存储？以后才入库的另成一批。',
    'Confirm that {n} files of {unit}, {from} to {to}, are put in order and gathered? What comes in later is a batch of its own.',
  ),
  confirmed: text('已确认的批次', 'Batches confirmed'),
  noneConfirmed: text('还没有确认过', 'None confirmed yet'),
  late: text('逾期确认', 'confirmed late'),
  laterSince: text('此后又入库 {n} 个', '{n} came in since'),
}
