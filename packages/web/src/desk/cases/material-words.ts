import { text } from '../../words/index.ts'

/** Words of what is handed in with an act. */
export const materialWords = {
  handIn: text('送审的材料', 'What is handed in'),
  handInHint: text('逐件选；按各件现在的摘要固定', 'Piece by piece; each is held by the digest it has now'),
  none: text(
    '本案还没有文书、文件和音像：先在“文书”里制作，或者在“案卷”里存入',
    'The case has no papers, files or recordings yet: make them under Papers, or store them under File',
  ),
  draft: text('草稿', 'draft'),
  notHandedIn: text('不送', 'Not handed in'),
  noEvidence: text('证据清单是空的：先在“证据”里录入', 'The list of evidence is empty: enter it under Evidence first'),
  evidence: text('证据清单 {n} 件随同送审：{titles}', '{n} items of evidence go with it: {titles}'),
  handed: text('送审材料 {n} 件', '{n} pieces handed in'),
  asThen: text('材料与送审时一致', 'What was handed in is as it was'),
  anew: text('材料有变动，须重新送审', 'It has changed: hand it in anew'),
}
