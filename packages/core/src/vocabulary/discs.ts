import { term } from './term.ts'

/** What goes into the file on a disc, and what does not show when a recording leaves the building. */
export const discs = {
  disc: term(
    '光盘',
    'disc',
    '一个证据包刻成的盘，有编号，附卷保存',
    'One evidence package burnt on a blank, with a number, kept in the file',
    '长沙县 第六条、第四十一条、第四十三条',
  ),
  discImage: term(
    '光盘映像',
    'disc image',
    '光盘的全部字节，刻录前先做成，摘要记入流水',
    'Every byte of a disc, made before it is burnt, its digest journalled',
  ),
  discNumber: term(
    '光盘编号',
    'disc number',
    '按年编的流水号，也是光盘的卷标',
    'Counted by year; the disc bears it as its name',
  ),
  readBack: term(
    '读回',
    'read back',
    '刻完从光驱逐字节读出，与映像比对',
    'Reading all of a disc from the drive after burning, beside its image',
  ),
  electronicSeal: term(
    '电子印章',
    'electronic seal',
    '印章系统加在定稿文书上的电子签名和印模；本系统不制作，只核对',
    'The signature and imprint that a seal service puts on a fixed paper; never made here, only examined',
    '国务院关于在线政务服务的若干规定 第九条',
  ),
  sealedCopy: term(
    '盖章件',
    'sealed copy',
    '加盖电子印章后取回的文书，存在定稿旁边，定稿不变',
    'A paper that came back with its electronic seal, kept beside what was fixed',
  ),
  transcript: term(
    '文字稿',
    'transcript',
    '人写下的声音内容，即随录音提交的“该声音内容的文字记录”',
    'What is said in a recording, written down by a person and handed in with it',
    '最高人民法院关于行政诉讼证据若干问题的规定 第十二条',
  ),
  redaction: term(
    '遮挡',
    'redaction',
    '对外提供时不露出的画面和不出声的段落，作为数据记录在案',
    'What is not to be seen or heard of a recording that is given out, kept as data',
    '行政处罚法 第五十条',
  ),
  redactedCopy: term(
    '遮挡副本',
    'redacted copy',
    '按遮挡从原件渲染出的查看版',
    'The view copy rendered from the original by a redaction',
  ),
} as const
