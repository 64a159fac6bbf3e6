import { text } from '../../words/index.ts'

/** Words of what was transferred to another authority. */
export const transferWords = {
  title: text('移送', 'Transfer'),
  to: text('{on} 移送给 {organ}', 'Transferred on {on} to {organ}'),
  toNobody: text('{on} 移送，没有写明接收机关', 'Transferred on {on}; to whom is not told'),
  receipt: text('回执', 'Receipt'),
  came: text('接收机关的处理', 'What came of it'),
  signed: text('已签收', 'signed for'),
  pending: text('待签收', 'awaited'),
  unsigned: text('没有签收', 'not signed for'),
  back: text('已退回', 'came back'),
  unitemised: text('没有逐项的清单，只有录入人的话', 'There is no list item by item, only the word of who entered it'),
  signedBy: text('{on} {by} 签收', 'Signed for by {by} on {on}'),
  signedBySomebody: text('{on} 签收，没有写明是谁', 'Signed for on {on}; by whom is not told'),
  claim: text('回执没有存入：这是 {who} 录入的话', 'The receipt is not stored: this is the word of {who}'),
  since: text('自 {since} 起，已经 {days} 日', 'since {since}, {days} days'),
  last: text('到 {last}', 'until {last}'),
  unlimited: text('条文没有写明期限', 'the text sets no time'),
  handed: text('{on} 向公安机关移交 {n} 件', 'On {on} {n} things were handed to the police'),
  unreceipted: text('没有存入签收', 'no receipt is stored'),
  toHandOver: text(
    '公安机关已经立案，待移交物品和材料',
    'The police have opened a case; goods and papers are to be handed over',
  ),
  differs: text('与移送清单不一致', 'Not as it was listed'),
}
