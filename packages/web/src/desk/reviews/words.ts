import { text } from '../../words/index.ts'

export const words = {
  title: text('法制审核', 'Legal review'),
  opinion: text('审核意见', 'Opinion'),
  toCorrect: text('退回纠正，需要逐条处理', 'Returned to be put right, point by point'),
  notInOrder: text('审核认为有问题的', 'Points found wanting'),
  shows: text('案卷自己能看出的问题', 'What the file shows by itself'),
  nothing: text(
    '案卷里没有程序看得出的问题；八项要点仍由审核人员逐项判断。',
    'The file shows nothing by itself; the eight points are still the reviewer’s to judge.',
  ),
  onlyShown: text(
    '只供审核参考：按各行为当日的规定和登记册现在的记载重新核对，不代替任何一项审核判断。',
    'For the reviewer only: every act is held again against the rules of its day and what the register says now. It judges no point.',
  ),
  cannotTell: text('案卷里看不出', 'cannot be told from the file'),
  act: text('第 {n} 项 {act} {on}', 'No. {n} {act} {on}'),
  openPaper: text('打开文书', 'Open the paper'),
  none: text('没有发现', 'nothing found'),
}
