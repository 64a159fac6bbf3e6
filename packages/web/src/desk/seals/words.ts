import type { SealedCopyView } from '@liuhen/contract/seals'
import type { Tone } from '../../parts/index.ts'
import { type Text, text } from '../../words/index.ts'

type Seal = SealedCopyView['seals'][number]

export const verdictNames: Readonly<Record<Seal['verdict'], Text>> = {
  verified: text(
    '印章有效，证书由本单位认可的机构签发',
    'The seal is true, and its certificate is of an authority this bureau named',
  ),
  'signer-unknown': text(
    '签名与文件相符，但证书是谁的，本机没有核对依据',
    'The signature fits the file; whose certificate it is, nothing here tells',
  ),
  'not-verifiable': text('本机不能验证这枚印章', 'This seal cannot be verified here'),
}
export const verdictTones: Readonly<Record<Seal['verdict'], Tone>> = {
  verified: 'qing',
  'signer-unknown': 'zhe',
  'not-verifiable': 'zhe',
}
export const unknownNames: Readonly<Record<NonNullable<Seal['unknown']>, Text>> = {
  ofd: text(
    'OFD 版式，内容是否与定稿相同也不能核对',
    'an OFD file: whether it says what was fixed cannot be told either',
  ),
  sm2: text('国密签名（SM2）', 'a signature of China’s own suite (SM2)'),
  method: text('签名方式未知', 'a method of signing that is not known here'),
}

export const words = {
  title: text('电子印章', 'Electronic seal'),
  none: text(
    '需要加盖电子印章的：下载定稿，交印章系统加盖，再把盖章件取回。定稿保持不变，盖章件存在旁边。',
    'To have it sealed electronically: fetch the fixed paper, have the seal service seal it, and take the sealed copy back. What was fixed stays as it is; the sealed copy is kept beside it.',
  ),
  take: text('取回盖章件', 'Take back a sealed copy'),
  file: text('盖章后的文件（PDF 或 OFD）', 'The sealed file (PDF or OFD)'),
  fileHint: text(
    '会核对：是在这份定稿上加盖的、加盖后没有再改、签名与文件相符。不符的不收，并说明原因。',
    'It is checked that this very paper was sealed, that nothing was changed afterwards, and that the signature fits. What does not hold is refused with the reason.',
  ),
  tooLarge: text('文件超过 32 MB', 'The file is larger than 32 MB'),
  kept: text('{by} 于 {at} 取回', 'taken back by {by}, {at}'),
  fetch: text('查看盖章件', 'Open the sealed copy'),
  holder: text('证书：{subject}', 'Certificate: {subject}'),
  issuer: text('签发：{issuer}', 'Issued by: {issuer}'),
  valid: text('有效期 {from} 至 {to}', 'valid {from} to {to}'),
  claimedLater: text('这个时间晚于取回的时间，不可信', 'That is later than it was taken back: it cannot be'),
  notInForce: text('这个时间证书不在有效期内', 'The certificate was not in force then'),
  claimed: text('印章自称加盖于 {at}', 'by its own word made {at}'),
} as const
