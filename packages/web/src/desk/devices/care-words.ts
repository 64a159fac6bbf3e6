import { text } from '../../words/index.ts'

export const careWords = {
  care: text('养护和损坏', 'Care and damage'),
  maintenance: text('维护', 'Maintenance'),
  due: text('应在此前维护保养：', 'to be maintained by'),
  last: text('最近维护', 'last maintained'),
  overdue: text('维护逾期', 'maintenance overdue'),
  unplanned: text('没有维护计划', 'No maintenance planned'),
  plan: text('安排维护', 'Plan maintenance'),
  maintain: text('登记维护', 'Note maintenance'),
  noteRepair: text('登记维修', 'Note a repair'),
  noteDeed: text('登记违规使用或损坏', 'Note misuse or damage'),
  until: text('哪天以前', 'By which day'),
  what: text('做什么', 'What is to be done'),
  on: text('哪天', 'On which day'),
  done: text('做了什么', 'What was done'),
  next: text('下次在哪天以前（可不填）', 'The next one by (optional)'),
  where: text('在哪里修的', 'Where'),
  cost: text('费用（元，可不填）', 'Cost in yuan (optional)'),
  repairHint: text(
    '当天没有故障报告的，会标为“没有报修”',
    'Where no fault was reported by that day it is marked as unauthorised',
  ),
  repaired: text('维修', 'Repair'),
  unauthorised: text('没有报修', 'unauthorised'),
  notReimbursed: text('费用不予报销', 'cost not reimbursed'),
  deed: text('哪一项', 'Which'),
  note: text('情况', 'What happened'),
  heldAgainst: text('记在最后的领用人名下：{name}', 'It is held against who had it last: {name}'),
  nobody: text('无人领用', 'nobody had it'),
  settle: text('办结', 'Settle'),
  settled: text('已办结', 'settled'),
  open: text('还没有办结', 'not settled yet'),
  compensation: text('赔偿（元，不赔的填 0）', 'Compensation in yuan (0 for none)'),
  handling: text('处理结果', 'What else was done'),
  price: text('原价（元）', 'Original price in yuan'),
  wrongSum: text('填数字，如 1500 或 1500.5', 'A number, such as 1500 or 1500.5'),
  manualOf: text('{model} 使用说明书', 'Manual of {model}'),
  edition: text('第 {n} 版', 'edition {n}'),
  youRead: text('您已确认读过', 'you have confirmed it'),
  confirmRead: text('我读过了', 'I have read it'),
  noManual: text('还没有登记 {model} 的使用说明书', 'No manual of {model} is on record'),
  giveManual: text('登记说明书', 'Enter the manual'),
  replaceManual: text('更新说明书', 'Replace the manual'),
  manualText: text('说明书全文或操作规程', 'Its text, or the rules of operation'),
  manualHint: text(
    '登记新文本以后，领用这个型号的人要重新确认',
    'A new text is confirmed anew by whoever is to have a device of this model',
  ),
}

/** Fen as yuan: `1500` or `1500.50`. */
export const yuan = (fen: number): string => `${(fen / 100).toFixed(fen % 100 === 0 ? 0 : 2)} 元`

/** What somebody typed in yuan, in fen; undefined where it is no sum. */
export const fenOf = (typed: string): number | undefined =>
  /^\d{1,6}(\.\d{1,2})?$/.test(typed.trim()) ? Math.round(Number(typed.trim()) * 100) : undefined
