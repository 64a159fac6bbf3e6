import { term } from './term.ts'

/** The way from a card into the vault. */
export const intake = {
  dock: term(
    '采集',
    'dock',
    '把设备里的文件读出、上传并取得回执',
    'To read a device’s files, upload them and receive their receipts',
  ),
  upload: term(
    '上传',
    'upload',
    '把一个文件送到服务器，可以断点续传',
    'To send a file to the server; resumes where it stopped',
  ),
  arrival: term(
    '到件',
    'arrival',
    '一个文件到达一次的登记；同样内容到两次就有两次到件',
    'The entry for a file arriving once; the same bytes twice are two arrivals',
  ),
  preserve: term(
    '固化',
    'preserve',
    '写入保管库、重读比对两种摘要并记入流水',
    'To write to the vault, re-read, compare both digests and journal it',
  ),
  vault: term(
    '保管库',
    'vault',
    '按摘要存放、只写一次的文件库',
    'Where bytes are kept under their digest, written once',
  ),
  staging: term('暂存区', 'staging area', '文件核对无误之前所在的地方', 'Where a file is until it is confirmed'),
  quarantine: term(
    '隔离区',
    'quarantine',
    '存放摘要不符、不完整或读不出的文件，不丢弃',
    'Where files are kept that do not match, are cut short or unreadable',
  ),
  clearCard: term(
    '清卡',
    'clear the card',
    '只删除卡上已有回执的文件',
    'To remove from the card just what has a receipt',
  ),
  sha256: term(
    'SHA-256 摘要',
    'SHA-256 digest',
    '由文件全部字节算出的 256 位值，改动任何一位都会不同',
    '256 bits computed from all bytes of a file; any change alters them',
    'FIPS 180-4',
  ),
  sm3: term(
    'SM3 摘要',
    'SM3 digest',
    '国产密码算法算出的 256 位摘要',
    'The 256-bit digest of the Chinese national algorithm',
    'GB/T 32905-2016',
  ),
  duplicate: term(
    '重复文件',
    'duplicate',
    '内容与已固化文件完全相同的文件',
    'A file with exactly the bytes of one already preserved',
  ),
  cutShort: term('文件不完整', 'cut short', '末尾缺少一部分的文件', 'A file whose end is missing'),
  notFinalised: term(
    '未正常结束',
    'not finalised',
    '录制时断电或拔卡，文件没有写完',
    'Power was lost or the card pulled out before the file was finished',
  ),
  fileNamePattern: term(
    '文件名规则',
    'file name pattern',
    '从文件名读出设备、人员、时间和序号的规则',
    'How to read device, officer, time and number from a file’s name',
  ),
} as const
