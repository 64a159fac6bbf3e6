import { text } from '../../words/index.ts'

/** Words of what is handed in with an act. */
export const materialWords = {
  handIn: text('送审的材料', 'What is handed in'),
  handInHint: text('逐件选；按各件现在的摘要固定', 'Piece by piece; each is held by the digest it has now'),
  none: text(
    '本案还没有文书、文件和音像：先在“文书”里制作，或者在“案卷”里存入',
    'The case has no papers, files or recordings yet: make them under Papers, or store them under File',
  ),
  transferredHint: text('逐件勾选；移送以后按各件现在的摘要固定', 'Tick each; each is held by the digest it has now'),
  receivedHint: text(
    '按对方回执逐件勾选；没有勾选的算没有签收',
    'Tick what their receipt names; the rest counts as not signed for',
  ),
  returnedHint: text('退回了哪几件', 'What came back'),
  receiptHint: text(
    '对方的回执、通知书先在“案卷”里存入，再在这里选',
    'Store their receipt or notice under File first, then tick it here',
  ),
  noThings: text(
    '没有可以选的：先在“文书”里制作，或者在“案卷”里存入',
    'There is nothing to tick: make it under Papers, or store it under File',
  ),
  tickAll: text('全选', 'Tick all'),
  tickNone: text('全不选', 'Tick none'),
  ofTransfer: text('移送清单 {n} 件', '{n} items on the list of the transfer'),
  ofReceipt: text('回执所列 {n} 件', '{n} items on the receipt'),
  draft: text('草稿', 'draft'),
  notHandedIn: text('不送', 'Not handed in'),
  noEvidence: text('证据清单是空的：先在“证据”里录入', 'The list of evidence is empty: enter it under Evidence first'),
  evidence: text('证据清单 {n} 件随同送审：{titles}', '{n} items of evidence go with it: {titles}'),
  handed: text('送审材料 {n} 件', '{n} pieces handed in'),
  asThen: text('材料与送审时一致', 'What was handed in is as it was'),
  anew: text('材料有变动，须重新送审', 'It has changed: hand it in anew'),
}
